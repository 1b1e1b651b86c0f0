"""Marks and passages on the printed text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import Analysis, fold
from indexer.query import parse_question
from indexer.request import Snippet
from indexer.snippets import PASSAGE, Marker
from indexer.tokens import SEPARATOR
from tests.indexer.test_analysis import MIXED

ANALYSIS = Analysis()


def marked(question: str, text: str) -> list[str]:
    """The marked parts of a text."""
    marker = Marker(parse_question(question, ANALYSIS))
    return [piece for piece, matched in marker.mark(text) if matched]


@pytest.mark.parametrize(
    ("question", "text", "marks"),
    [
        ("营商环境", "优化营商环境，环境好", ["营商环境", "环境"]),
        ('"营商环境"', "优化营商环境，环境好", ["营商环境"]),
        ("營商環境", "优化营商环境", ["营商环境"]),
        ("营商环境", "優化營商環境", ["營商環境"]),
        ("m2", "占地183㎡", []),  # 183m2 is one word, and not the one asked for
        ('"3m2"', "占地183㎡", ["3㎡"]),
        ('"..."', "等等……", ["…", "…"]),
        ("5g", "15G不是5G", ["5G"]),
        ("5 covid", "5G、15、COVID-19", ["5", "COVID"]),
        ("会议 -区委", "区委会议", ["会议"]),
        ("营商*", "营商环境", ["营商"]),
        ("记者:张三", "张三", []),
        ('"人民政府" 国人', "全国人民政府工作", ["人民政府"]),
        ("", "会议", []),
    ],
)
def test_marks(question: str, text: str, marks: list[str]) -> None:
    assert marked(question, text) == marks


@given(MIXED, st.integers(0, 40), st.integers(1, 6))
@settings(max_examples=300)
def test_a_quoted_piece_is_marked_where_it_stands(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    piece = piece.translate(dict.fromkeys(map(ord, '"＂\0')))
    if piece.strip() and fold(piece) in fold(text):
        marks = marked(f'"{piece}"', text)
        assert any(fold(piece) in fold(mark) for mark in marks)
    pieces = Marker(parse_question(f'"{piece}"', ANALYSIS)).mark(text)
    assert "".join(part for part, _ in pieces) == text


def passage(question: str, *paragraphs: str) -> Snippet:
    """The passage that a question gets out of some paragraphs."""
    printed = "".join(paragraph + SEPARATOR for paragraph in paragraphs)
    return Marker(parse_question(question, ANALYSIS)).passage(printed, fold(printed))


@pytest.mark.parametrize("dots", ["", "……"])  # … folds to three characters
def test_a_passage_shows_the_paragraph_that_holds_most(dots: str) -> None:
    best = f"{dots}全市优化营商环境。"
    texts = (f"今天开会。{dots}", "环境整治。", best, "优化服务。")
    found = passage("优化 营商环境", *texts)
    assert "".join(text for text, _ in found) == best
    assert [text for text, matched in found if matched] == ["优化", "营商环境"]


def test_a_passage_shows_what_is_written_before_a_word_of_it() -> None:
    text = "地铁今天通车。" + "各站秩序井然。" * 40 + "城东的地铁公园开放了。"
    assert ("地铁公园", True) in passage("地铁公园", text)


def test_a_passage_is_cut_around_the_first_mark() -> None:
    long = "前" * 300 + "，建设海绵城市，" + "后" * 300
    pieces = passage("海绵城市", long)
    assert [text for text, matched in pieces if matched] == ["海绵城市"]
    assert pieces[0] == ("…", False)
    assert pieces[-1] == ("…", False)
    assert len("".join(text for text, _ in pieces)) <= PASSAGE + 2


def test_a_passage_of_nothing_asked_is_the_beginning() -> None:
    assert passage("", "开头一段。", "第二段。") == (("开头一段。", False),)
    assert passage("") == ()
