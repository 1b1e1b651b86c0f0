"""The help page's examples: each finds something in the sample archive, and none is misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive import Archive, import_paths
from archive.sample import NEWSPAPER, write_sample
from indexer import SearchRequest, WhooshEngine, open_engine
from indexer.examples import EXAMPLES, Example

ALL = [example for _, examples in EXAMPLES for example in examples]
LANGUAGE = Path(__file__).parents[2] / "docs" / "query-language.md"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    folder = tmp_path_factory.mktemp("examples")
    write_sample(folder / "pages")
    archive = Archive.open(folder / "archive.db")
    import_paths(archive, [folder / "pages"], newspaper=NEWSPAPER, today=date(2026, 1, 1))
    engine = open_engine(folder / "index")
    engine.rebuild(archive)
    yield engine
    archive.close()


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.question)
def test_an_example_finds_something_and_is_read_as_meant(
    example: Example, engine: WhooshEngine
) -> None:
    page = engine.search(SearchRequest.of(example.question))
    assert page.total > 0
    assert page.notes == ()


def test_examples_narrow(engine: WhooshEngine) -> None:
    everything = engine.search(SearchRequest()).total
    for example in ALL:
        if example.question not in ("*", f"报纸:{NEWSPAPER.key}"):
            assert engine.search(SearchRequest.of(example.question)).total < everything, example


def test_explanations_are_sentences() -> None:
    assert len({example.question for example in ALL}) == len(ALL)
    assert all(example.explanation.endswith("。") for example in ALL)


def test_every_field_and_operator_has_an_example() -> None:
    questions = " ".join(example.question for example in ALL)
    text = LANGUAGE.read_text(encoding="utf-8")
    fields = re.findall(r"^\| `\w+` \| .* \| (\w+) \| \w+ \|$", text, re.MULTILINE)
    fields += re.findall(
        r"`(\w+) (?:reporter|official|page|section|newspaper|month|date|event)`", text
    )
    assert len(fields) == 13
    assert [field for field in fields if f"{field}:" not in questions] == []
    for operator in (
        "AND",
        "OR",
        "NOT",
        "|",
        "-",
        "!",
        "(",
        '"',
        "“",
        "「",
        "~",
        "*",
        "..",
        " TO ",
    ):
        assert operator in questions
