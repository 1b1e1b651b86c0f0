"""Many texts cut at once give the words of each text cut alone."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import Analysis, PythonCutter, fold
from indexer.documents import units
from indexer.tokens import Lexicon
from tests.indexer.corpus import NAMES, write_articles
from tests.indexer.odd import strew_signs

SIGNS = (
    "营商环境优化区黨会議人民共和国的一二〇々𠮷丈豈", "abzABZé0189５Ｇßİ", "+#&._%-",
    "\ue000\ue001\uf8ff",
    " \u3000\t，。：“”·…", "いロก한ʼя٣५Ω𝟘²", "㎡ﬁ㈱①Ⅳ½", "\u0301\u200b\ufeff\x01\U0010ffff",
)  # fmt: skip
# A NUL stands between units, half a character is none: neither comes to the cutter.
TEXT = st.text(
    st.one_of(
        *(st.sampled_from(signs) for signs in SIGNS),
        st.characters(exclude_characters="\0", exclude_categories=("Cs",)),
    ),
    max_size=30,
)
DICTIONARY = ("林知远", "阿依古丽", "岚湾市委", "5g基站", "c罗", "a+b", "营商环")


def cut(lexicon: Lexicon, texts: Sequence[str]) -> list[list[tuple[str, int]]]:
    """The words of each text with their positions."""
    found: list[list[tuple[str, int]]] = [[] for _ in texts]
    many = lexicon.cut(texts)
    for word, unit, position in zip(many.words, many.units, many.positions, strict=True):
        found[unit].append((lexicon.words[word], int(position)))
    return found


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis(DICTIONARY)


@given(texts=st.lists(TEXT, min_size=1, max_size=6))
@settings(max_examples=400)
def test_many_texts_are_cut_like_each(analysis: Analysis, texts: list[str]) -> None:
    folded = [fold(text) for text in texts]
    assert cut(Lexicon(analysis), folded) == [analysis.words(text) for text in folded]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5G基站",
        "a+b营商环境c#",
        "营_商",
        "营商.环境",
        "5%营商",
        "a.b.c_d-e&f",
        "\ue000",
        "营\ue000商环境",
        "5\ue0005g",
        "第\ue000\ue0005次",
        "𠮷野家",
        "é营e\u0301商",
        "C罗进球",
        "一二三4五",
        "+营+商+环+境+",
    ],
)
def test_signs_that_a_cutter_takes_for_letters(analysis: Analysis, text: str) -> None:
    lexicon = Lexicon(analysis)
    folded = [fold(text), fold("营商环境"), fold(text + text)]
    assert cut(lexicon, folded) == [analysis.words(one) for one in folded]


def test_words_keep_their_numbers(analysis: Analysis) -> None:
    lexicon = Lexicon(analysis)
    for _ in range(2):
        assert cut(lexicon, ["优化营商环境5g"]) == [analysis.words("优化营商环境5g")]
    known = len(lexicon.words)
    assert cut(lexicon, ["5g环境", "营商"]) == [analysis.words(t) for t in ("5g环境", "营商")]
    assert len(set(lexicon.words[3:])) == len(lexicon.words) - 3
    assert len(lexicon.words) >= known


def test_no_texts_have_no_words(analysis: Analysis) -> None:
    assert len(Lexicon(analysis).cut([]).words) == 0
    assert cut(Lexicon(analysis), ["", "，。", ""]) == [[], [], []]


def test_invented_articles_are_cut_alike() -> None:
    for analysis in (Analysis(NAMES), Analysis(NAMES, PythonCutter())):
        texts = [
            text
            for article in strew_signs(70, write_articles(70, 120))
            for some in units(article).values()
            for text in some
        ]
        assert cut(Lexicon(analysis), texts) == [analysis.words(text) for text in texts]


def paragraphs(corpus: Path) -> Iterator[str]:
    with lzma.open(corpus / "xwlb_2012_2022.jsonl.xz", "rt", encoding="utf-8") as rows:
        for row in islice(rows, 0, None, 40):
            yield from filter(None, json.loads(row)["body"].split("\n"))


def test_real_texts_are_cut_alike(corpus: Path) -> None:
    analysis = Analysis(DICTIONARY)
    lexicon, texts = Lexicon(analysis), [fold(text) for text in paragraphs(corpus)]
    assert len(texts) > 1000
    for start in range(0, len(texts), 500):
        some = texts[start : start + 500]
        assert cut(lexicon, some) == [analysis.words(text) for text in some]
