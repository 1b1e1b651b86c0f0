"""Readings against what a speaker would say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import fold
from indexer.pinyin import LONGEST_KEY, near_sounds, readings, syllables, typed_keys


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("营商环境", "ying shang huan jing"),
        ("重庆在长江边", "chong qing zai chang jiang bian"),
        ("重要", "zhong yao"),
        ("银行", "yin hang"),
        ("音乐", "yin yue"),
        ("绿色", "lv se"),
        ("5g基站", "5 g ji zhan"),
    ],
)
def test_phrases_decide_how_a_character_is_read(text: str, spoken: str) -> None:
    assert " ".join(syllables(text)) == spoken


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("单知远", "shan zhi yuan"),
        ("解木禾", "xie mu he"),
        ("区晓岚", "ou xiao lan"),
        ("曾一诺", "zeng yi nuo"),
        ("仇望", "qiu wang"),
        ("查明轩", "zha ming xuan"),
        ("尉迟松", "yu chi song"),
        ("欧阳木禾", "ou yang mu he"),
    ],
)
def test_a_surname_is_read_as_one(name: str, spoken: str) -> None:
    assert " ".join(readings(name, person=True)[0]) == spoken


def test_a_name_has_two_readings_at_most() -> None:
    assert readings("张乐行", person=True) == (("zhang", "le", "xing"), ("zhang", "yue", "xing"))
    assert readings("林知远", person=True) == (("lin", "zhi", "yuan"),)


def test_what_may_be_typed() -> None:
    assert typed_keys("林知远", person=True) == {"linzhiyuan", "lzy", "linzy"}
    assert typed_keys("欧阳木禾", person=True) == {"ouyangmuhe", "oymh", "ouyangmh"}
    assert typed_keys("营商环境") == {"yingshanghuanjing", "yshj"}
    assert typed_keys("阿依古丽·买买提", person=True) >= {"ayigulimaimaiti", "ayglmmt"}
    assert typed_keys("——") == set()


def test_near_sounds() -> None:
    assert near_sounds("zhang") == ("zhan", "zang", "zan")
    assert near_sounds("lin") == ("ling", "nin", "ning")
    assert near_sounds("hui") == ("fui",)
    assert near_sounds("er") == near_sounds("5") == near_sounds("") == ()


@given(st.from_regex("[bpmfdtnlgkhjqxrzcsyw]h?(a|e|i|o|u|ia|ua|ue)?n?g?", fullmatch=True))
def test_what_is_near_is_near_both_ways(syllable: str) -> None:
    assert all(syllable in near_sounds(near) for near in near_sounds(syllable))


@given(st.text(max_size=30))
def test_any_text_can_be_spelled(text: str) -> None:
    folded = fold(text)
    assert len(syllables(folded)) == len(folded)
    for key in typed_keys(folded) | typed_keys(folded, person=True):
        assert 0 < len(key) <= LONGEST_KEY
        assert key.isascii()
        assert key.isalnum()
        assert key == key.lower()
