"""Folding, offsets and words, and that the two cutters agree."""

from __future__ import annotations

import json
import lzma
from itertools import islice
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import Analysis, PythonCutter, RustCutter, fold, printed_offsets, runs
from indexer.documents import units
from indexer.folding import fold_long
from tests.indexer.corpus import NAMES, write_articles

MIXED = st.text(
    st.one_of(
        st.sampled_from("营商环境優化區黨会議㎡…ﬁ½㈱①ＡＢ０１İßΣ·•・● \u3000\t○〇乾隆𠮷e\u0301"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("優化營商環境", "优化营商环境"),
        ("ＣＯＶＩＤ－１９", "covid-19"),
        ("二○一九年", "二〇一九年"),
        ("买买提•艾力・木", "买买提·艾力·木"),
        ("183㎡…", "183m2..."),
        ("李\u3000明\t到", "李 明 到"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_is_alike_folds_alike(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(MIXED, MIXED)
@settings(max_examples=300)
def test_a_piece_of_a_text_folds_to_a_piece_of_the_folded_text(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(MIXED, MIXED)
@settings(max_examples=200)
def test_long_texts_fold_like_short_ones(left: str, right: str) -> None:
    text = left + "营商环境" * 2000 + "\0" + right
    assert fold_long(text) == fold(text)


@given(MIXED)
@settings(max_examples=300)
def test_offsets_lead_back_to_the_characters_that_were_folded(text: str) -> None:
    folded, offsets = fold(text), printed_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    for at, character in enumerate(folded):
        assert character in fold(text[offsets[at]])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5G网络", [("5", 0), ("g", 0), ("5g", 0), ("网络", 1)]),
        ("COVID-19", [("covid", 0), ("19", 1)]),
        ("第5次", [("第", 0), ("5", 1), ("次", 2)]),
        ("M0", [("m", 0), ("0", 0), ("m0", 0)]),
        ("北京大学", [("北京", 0), ("大学", 0), ("北京大学", 0)]),
        ("，。 ", []),
    ],
)
def test_words_and_their_positions(text: str, words: list[tuple[str, int]]) -> None:
    assert Analysis().words(fold(text)) == words


def test_a_name_of_the_dictionary_is_one_word() -> None:
    text = "会见张红军指出"
    assert "张红军" in dict(Analysis(["张红军"]).words(text))
    assert "张红军" not in dict(Analysis().words(text))


def test_dictionaries_do_not_leak_into_each_other() -> None:
    Analysis(["张红军"])
    assert "张红军" not in dict(Analysis().words("会见张红军指出"))


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    cutter = PythonCutter()
    tokenizer.FREQ, tokenizer.total = cutter._jieba.FREQ, cutter._jieba.total
    tokenizer.initialized = True
    return tokenizer


def test_words_are_those_of_jiebas_search_mode(reference: jieba.Tokenizer) -> None:
    analysis = Analysis()
    for article in write_articles(3, 50):
        for text in units(article)["body"]:
            for run, han in runs(text):
                if han:
                    wanted = list(reference.cut_for_search(run))
                    assert [word for word, _ in analysis.words(run)] == wanted


def test_both_cutters_cut_alike() -> None:
    dictionary = [name for name in NAMES if len(name) > 1]
    rust, python = Analysis(dictionary, RustCutter()), Analysis(dictionary, PythonCutter())
    for article in write_articles(4, 50):
        for text in units(article)["body"]:
            assert rust.words(text) == python.words(text)


def test_both_cutters_cut_real_stories_alike(corpus: Path) -> None:
    rust, python = Analysis(cutter=RustCutter()), Analysis(cutter=PythonCutter())
    with lzma.open(corpus / "xwlb_2012_2022.jsonl.xz", "rt", encoding="utf-8") as rows:
        for row in islice(rows, 0, 20_000, 100):
            text = fold(json.loads(row)["body"])
            assert rust.words(text) == python.words(text)
