"""The help page's examples: each finds something in the sample archive, and none is misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive import Archive, import_paths
from archive.sample import NEWSPAPER, write_sample
from indexer import Clock, SearchRequest, WhooshEngine, open_engine
from indexer.examples import KEPT_SECONDS, TEXTS, Example, Examples

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


@pytest.fixture(scope="module")
def examples(engine: WhooshEngine) -> list[Example]:
    return [example for _, some in Examples(engine).groups() for example in some]


def test_an_example_finds_something_and_is_read_as_meant(
    examples: list[Example], engine: WhooshEngine
) -> None:
    for example in examples:
        page = engine.search(SearchRequest.of(example.question))
        assert example.finds and page.total > 0, example.question
        assert page.notes == (), example.question


def test_examples_narrow(examples: list[Example], engine: WhooshEngine) -> None:
    everything = engine.search(SearchRequest()).total
    for example in examples:
        if example.question not in ("*", f"报纸:{NEWSPAPER.key}"):
            assert engine.search(SearchRequest.of(example.question)).total < everything, example


def test_explanations_are_sentences(examples: list[Example]) -> None:
    assert len({example.question for example in examples}) == len(examples)
    for example in examples:
        assert example.explanation in TEXTS
        said = example.explanation % example.values
        assert said.endswith("。") and "%" not in said


def test_what_was_found_is_kept_for_a_while(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    now = 1000.0
    count = engine.count

    def counted(request: SearchRequest, clock: Clock) -> int:
        asked.append(request.text)
        return count(request, clock)

    monkeypatch.setattr(engine, "count", counted)
    monkeypatch.setattr("indexer.examples.time.monotonic", lambda: now)
    kept = Examples(engine)
    groups = kept.groups()
    assert len(asked) == sum(len(some) for _, some in groups)
    asked.clear()
    now += KEPT_SECONDS - 1
    assert kept.groups() is groups and not asked
    now += 2
    assert kept.groups() == groups and asked


def test_an_empty_archive_shows_how_to_write(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive.db")
    engine = open_engine(tmp_path / "index")
    waiting = Examples(engine)
    without_index = waiting.groups()
    engine.rebuild(archive)
    archive.close()
    assert waiting.groups() == without_index
    shown = [example for _, some in without_index for example in some]
    assert len(shown) == 40 and not any(example.finds for example in shown)
    assert "记者:姓名" in {example.question for example in shown}


def test_every_field_and_operator_has_an_example(examples: list[Example]) -> None:
    questions = " ".join(example.question for example in examples)
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
