"""Generations over time: replay, rebuild, roll-back, readers beside writers, failed builds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from archive.models import Article
from indexer import generations
from indexer.engine import EngineDown
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

T = TypeVar("T")
COUNT = 20
DICTIONARY = ("贺明轩", "砚湖区")


class Broken(RuntimeError):
    """What a failing source raises."""


class BreakingSource(ListSource):
    """A source that raises half-way through its articles and its changes while `broken`."""

    broken = True

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        return self._until(super().articles(part, parts))

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        return self._until(super().changes_since(seq))

    def _until(self, found: Iterator[T]) -> Iterator[T]:
        for done, one in enumerate(found):
            if self.broken and done == COUNT // 2:
                raise Broken
            yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def source() -> ListSource:
    return ListSource(write_articles(3, COUNT), DICTIONARY, NEWSPAPERS)


@pytest.fixture
def engine(folder: Path, source: ListSource) -> WhooshEngine:
    built = WhooshEngine(folder)
    built.rebuild(source)
    return built


def marked(number: int) -> Article:
    """An article that no other is like: it holds `zq<number>`."""
    (article,) = write_articles(number, 1, first=number)
    return replace(article, headline=f"望鹤县zq{number}号", paragraphs=(f"只此一篇zq{number}。",))


def found(engine: WhooshEngine, text: str) -> list[int]:
    return list(engine.scan(SearchRequest(text)))


def held(folder: Path) -> list[str]:
    """The generations that lie in the folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def everything(engine: WhooshEngine) -> int:
    return engine.search(SearchRequest()).total


# -- update


def test_update_replays_what_changed_and_no_more(engine: WhooshEngine, source: ListSource) -> None:
    source.put(marked(7))
    source.put(marked(101))
    source.remove(3)
    assert engine.update(source) == 3
    assert (found(engine, "zq7"), found(engine, "zq101")) == ([7], [101])
    assert everything(engine) == COUNT
    assert 3 not in found(engine, "")
    assert engine.update(source) == 0
    assert engine.state() == {"generation": 1, "seq": source.last_seq(), "articles": COUNT}


def test_an_article_changed_back_and_forth_is_there_once(
    engine: WhooshEngine, source: ListSource
) -> None:
    for _ in range(3):
        source.put(marked(7))
        engine.update(source)
        source.remove(7)
        engine.update(source)
    source.put(marked(7))
    engine.update(source)
    assert found(engine, "zq7") == [7]
    assert everything(engine) == COUNT


def test_replaying_a_change_twice_does_no_harm(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    """What a kill between the commit and its note leaves: changes held, the older seq noted."""
    before = (folder / "1" / "seq").read_text()
    source.put(marked(101))
    source.remove(3)
    engine.update(source)
    (folder / "1" / "seq").write_text(before)
    assert engine.update(source) == 2
    assert found(engine, "zq101") == [101]
    assert everything(engine) == COUNT


def test_what_a_commit_that_died_left_goes_with_the_next(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    left = folder / "1" / "_MAIN_2.toc.1700000000.5"
    left.write_bytes(b"half a table of contents")
    source.put(marked(101))
    assert engine.update(source) == 1
    assert not left.exists()
    assert found(engine, "zq101") == [101]


def test_update_builds_the_index_where_there_is_none(folder: Path, source: ListSource) -> None:
    engine = WhooshEngine(folder)
    assert engine.update(source) == COUNT
    assert everything(engine) == COUNT


def test_an_index_without_articles_answers(folder: Path) -> None:
    engine, source = WhooshEngine(folder), ListSource()
    engine.rebuild(source)
    assert everything(engine) == 0
    assert engine.search(SearchRequest("营商环境")).total == 0
    source.put(marked(1))
    assert engine.update(source) == 1
    assert found(engine, "zq1") == [1]
    source.remove(1)
    engine.update(source)
    assert everything(engine) == 0


def test_progress_ends_with_the_whole(folder: Path, source: ListSource) -> None:
    told: list[tuple[int, int]] = []
    WhooshEngine(folder).rebuild(source, lambda done, total: told.append((done, total)))
    assert told == [(COUNT, COUNT)]


# -- rebuild and roll-back


def test_a_changed_fingerprint_means_no_answers_until_it_is_rebuilt(
    engine: WhooshEngine, source: ListSource, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.reindex_if_needed(source) == "current"
    source.put(marked(101))
    assert engine.reindex_if_needed(source) == "updated"
    monkeypatch.setattr(generations, "FORMAT", generations.FORMAT + 1)
    with pytest.raises(EngineDown, match="reindex --if-needed"):
        WhooshEngine(folder).search(SearchRequest())
    assert engine.reindex_if_needed(source) == "rebuilt"
    assert engine.reindex_if_needed(source) == "current"
    assert found(WhooshEngine(folder), "zq101") == [101]
    with pytest.raises(EngineDown, match="没有更早的索引"):
        engine.roll_back(source)


def test_new_words_wait_for_the_next_full_build(folder: Path) -> None:
    articles = write_articles(3, COUNT)
    engine = WhooshEngine(folder)
    engine.rebuild(ListSource(articles))
    grown = ListSource(articles, ["贺明轩"])
    assert engine.reindex_if_needed(grown) == "current"
    engine.rebuild(grown)
    assert (folder / "2" / "dictionary.txt").read_text() == "贺明轩\n"


def test_a_full_build_takes_up_what_came_meanwhile(engine: WhooshEngine) -> None:
    class Growing(ListSource):
        def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
            yield from super().articles(part, parts)
            self.put(marked(101))
            self.remove(3)

    source = Growing(write_articles(3, COUNT), names=NEWSPAPERS)
    engine.rebuild(source)
    assert found(engine, "zq101") == [101]
    assert everything(engine) == COUNT
    assert engine.state()["seq"] == source.last_seq()


def test_one_older_generation_is_kept(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    for _ in range(3):
        engine.rebuild(source)
    assert held(folder) == ["3", "4"]


def test_roll_back_answers_with_what_came_meanwhile(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    engine.rebuild(source)
    source.put(marked(101))
    source.remove(3)
    engine.update(source)
    assert engine.roll_back(source) == 1
    assert (engine.state()["generation"], everything(engine)) == (1, COUNT)
    assert found(engine, "zq101") == [101]
    assert 3 not in found(engine, "")
    assert engine.roll_back(source) == 2
    assert found(WhooshEngine(folder), "zq101") == [101]


@pytest.mark.parametrize("part", ["fingerprint.json", "dictionary.txt"])
@pytest.mark.parametrize("content", [b"x", b"", b"\xff\xfe", None])
def test_an_older_index_that_cannot_be_read_is_nothing_to_roll_back_to(
    engine: WhooshEngine, source: ListSource, folder: Path, part: str, content: bytes | None
) -> None:
    engine.rebuild(source)
    (folder / "1" / part).unlink()
    if content is not None:
        (folder / "1" / part).write_bytes(content)
    with pytest.raises(EngineDown, match="没有更早的索引"):
        engine.roll_back(source)
    assert everything(engine) == COUNT


# -- readers beside writers


def test_an_open_reader_sees_an_update_a_rebuild_and_a_roll_back(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    reader = WhooshEngine(folder)
    assert found(reader, "zq101") == []
    source.put(marked(101))
    engine.update(source)
    assert found(reader, "zq101") == [101]
    source.put(marked(102))
    engine.rebuild(source)
    assert found(reader, "zq102") == [102]
    source.remove(101)
    engine.roll_back(source)
    assert found(reader, "zq101") == []
    assert reader.state() == engine.state()


def test_an_open_reader_sees_an_index_that_was_deleted_and_built_again(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    reader = WhooshEngine(folder)
    assert everything(reader) == COUNT
    shutil.rmtree(folder)
    source.put(marked(101))
    engine.rebuild(source)
    assert found(reader, "zq101") == [101]


def test_a_reader_gets_the_old_answers_while_a_build_runs(
    engine: WhooshEngine, folder: Path
) -> None:
    reader = WhooshEngine(folder)
    totals: list[int] = []

    class Asking(ListSource):
        def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
            for article in super().articles(part, parts):
                totals.append(everything(reader))
                yield article

    source = Asking(write_articles(3, 5))
    engine.rebuild(source)
    assert totals == [COUNT] * 5
    assert everything(reader) == 5


# -- what fails half-way


def breaking(count: int = COUNT) -> BreakingSource:
    return BreakingSource(write_articles(3, count), names=NEWSPAPERS)


def test_a_build_that_fails_leaves_the_old_index(engine: WhooshEngine, folder: Path) -> None:
    source = breaking()
    for _ in range(3):
        with pytest.raises(Broken):
            engine.rebuild(source)
    assert everything(engine) == everything(WhooshEngine(folder)) == COUNT
    assert engine.state()["generation"] == 1
    source.broken = False
    source.put(marked(101))
    engine.rebuild(source)
    assert found(engine, "zq101") == [101]
    assert len(held(folder)) == 2


def test_failing_builds_do_not_pile_up(engine: WhooshEngine, folder: Path) -> None:
    for _ in range(4):
        with pytest.raises(Broken):
            engine.rebuild(breaking())
    assert len(held(folder)) <= 2


def test_a_failed_build_is_nothing_to_roll_back_to(engine: WhooshEngine) -> None:
    source = breaking()
    with pytest.raises(Broken):
        engine.rebuild(source)
    with pytest.raises(EngineDown, match="没有更早的索引"):
        engine.roll_back(source)


def test_an_update_that_fails_leaves_the_old_answers(folder: Path) -> None:
    source, engine = breaking(), WhooshEngine(folder)
    source.broken = False
    engine.rebuild(source)
    before = engine.state()
    for number in range(COUNT):
        source.put(marked(1000 + number))
    source.broken = True
    with pytest.raises(Broken):
        engine.update(source)
    assert (engine.state(), found(engine, "zq1000")) == (before, [])
    source.broken = False
    assert engine.update(source) == COUNT
    assert found(engine, "zq1000") == [1000]
    assert everything(engine) == 2 * COUNT


def test_a_roll_back_that_fails_leaves_the_newer_index(folder: Path) -> None:
    source, engine = breaking(), WhooshEngine(folder)
    source.broken = False
    engine.rebuild(source)
    engine.rebuild(source)
    for number in range(COUNT):
        source.put(marked(1000 + number))
    source.broken = True
    with pytest.raises(Broken):
        engine.roll_back(source)
    assert engine.state()["generation"] == 2
    assert everything(engine) == COUNT
