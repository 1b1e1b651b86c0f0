"""What the engine says of a question, for readers of English."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

import indexer.query
from tests.web.test_reading import page, text
from web.saying import SENTENCES, told

CHINESE = '<span lang="zh-CN">'


@pytest.fixture
def english(sample: Flask) -> Iterator[None]:
    with sample.test_request_context("/", headers={"Cookie": "language=en"}):
        yield


def notes_in_the_code() -> Iterator[str]:
    """What the code of the query language notes, with 7 in each slot."""
    for node in ast.walk(ast.parse(inspect.getsource(indexer.query))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "self._note":
            (note,) = node.args
            pieces = note.values if isinstance(note, ast.JoinedStr) else [note]
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else "7" for one in pieces
            )


QUESTIONS = (
    "字" * 501,
    "-",
    "公园 OR",
    "公园 AND",
    "公园 NOT",
    "(" * 40 + "公园" + ")" * 40,
    "(公园",
    "公园)",
    "颜色:红",
    "标题: ",
    '"公园',
    '"地铁 公园"~99',
    "日期:去年",
    " ".join(f"词{n}" for n in range(200)),
)


def test_every_note_on_a_question_is_told_in_english(reader: FlaskClient) -> None:
    reader.set_cookie("language", "en")
    for question in QUESTIONS:
        notes = page(reader, "/", q=question).select(".note:not(.own-pages)")
        assert notes
        for note in notes:
            assert re.match("[A-Z“]", note.text) and not str(note).startswith(f"<p>{CHINESE}")


@pytest.mark.parametrize("rest", ["", "&since=2023-01-01", "&until=2030-01-01&sort=newest"])
def test_why_is_told_in_english(reader: FlaskClient, rest: str) -> None:
    reader.set_cookie("language", "en")
    results = page(reader, f"/?q=地铁公园&official=陆承远{rest}")
    soup = page(reader, str(results.select(".hit a.why")[0]["href"]))
    said = [item.text for item in soup.select(".guide li")]
    assert said[0] == "Fits the whole question."
    assert any(re.fullmatch("Fits the filter “[A-Za-z ·]+”: 陆承远.", one) for one in said)
    assert all(re.match("[A-Z“]", one) for one in said)
    assert "The results" in said[-1] or "Rare words" in said[-1]


def test_every_note_that_there_is_can_be_told(english: None) -> None:
    notes = set(notes_in_the_code())
    assert len(notes) >= 13
    assert [one for one in notes if str(told(one)).startswith(CHINESE)] == []


def test_what_is_not_known_stays_chinese_and_text(english: None) -> None:
    assert told("今天<停用>。") == f"{CHINESE}今天&lt;停用&gt;。</span>"
    assert told("没有“<b>”这个检索项，按普通词检索。").startswith("There is no field “<span")
    assert "<b>" not in told("没有“<b>”这个检索项，按普通词检索。")


def test_in_chinese_it_is_as_the_engine_says_it(reader: FlaskClient) -> None:
    soup = page(reader, "/?q=(公园")
    assert text(soup, ".note") in SENTENCES
