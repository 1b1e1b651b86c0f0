"""Stops at every write, fsync and rename of an index: it answers from a whole state, then heals.

In: a full build, an update, nine updates that end in a merge, a roll-back, over a file layer that
forgets what was not synced. Out: the next start finds every story as it was before or is after.
"""

from __future__ import annotations

import errno
import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from archive.models import Article
from indexer.engine import EngineDown
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.faults.power import Disk, Tree, lay_out
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

pytestmark = pytest.mark.faults

COUNT = 24
Stories = frozenset[tuple[int, str]]


class Stop(BaseException):
    """The process ends here."""


# -- what is written


def story(number: int, version: int = 1) -> Article:
    (article,) = write_articles(number, 1, first=number)
    return replace(article, headline=f"望鹤县zq{number}第{version}稿")


def change(source: ListSource, turn: int) -> None:
    """A small import: one story new, one replaced, one gone."""
    source.put(story(100 + turn))
    source.put(story(turn, version=turn + 1))
    source.remove(COUNT + 1 - turn)


@dataclass(frozen=True)
class Work:
    """Something that writes: what has happened before it, and its steps, each after a change."""

    before: Callable[[WhooshEngine, ListSource], object]
    step: Callable[[WhooshEngine, ListSource], object]
    steps: int = 1


def built(engine: WhooshEngine, source: ListSource) -> None:
    engine.rebuild(source)


def built_three_times(engine: WhooshEngine, source: ListSource) -> None:
    """So that a build has an older generation to delete, and one that died half-way."""
    for _ in range(3):
        engine.rebuild(source)


WORKS = {
    "first build": Work(lambda engine, source: None, WhooshEngine.rebuild),
    "build": Work(built_three_times, WhooshEngine.rebuild),
    "update": Work(built, WhooshEngine.update),
    "merge": Work(built, WhooshEngine.update, steps=9),
    "roll-back": Work(built_three_times, WhooshEngine.roll_back),
}


def prepare(work: Work, folder: Path) -> ListSource:
    folder.mkdir()
    source = ListSource([story(number) for number in range(1, COUNT + 1)], names=NEWSPAPERS)
    work.before(WhooshEngine(folder), source)
    if (folder / "3").exists():
        shutil.copytree(folder / "3", folder / "4")
        (folder / "4" / "seq").unlink()
    return source


# -- what is asked


def stories(source: ListSource) -> Stories:
    return frozenset((article.id, article.headline) for article in source.articles())


def answered(engine: WhooshEngine) -> Stories:
    """All that the index holds, page by page."""
    found: set[tuple[int, str]] = set()
    pages = engine.search(SearchRequest()).pages
    for page in range(1, pages + 1):
        hits = engine.search(SearchRequest(p=page)).hits
        found |= {(hit.key, hit.headline) for hit in hits}
    assert sorted(number for number, _ in found) == list(engine.scan(SearchRequest()))
    return frozenset(found)


def check_next_start(folder: Path, whole: tuple[Stories, ...], source: ListSource) -> None:
    """A new process answers from one of the whole states; after the next start all is there.

    Where there has been no index before, it may also say that there is none.
    """
    engine = WhooshEngine(folder)
    try:
        assert answered(engine) in whole
    except EngineDown as error:
        assert "reindex" in str(error)
        assert frozenset() in whole, f"no index answers: {error}"
    engine.reindex_if_needed(source)
    fresh = WhooshEngine(folder)
    assert answered(fresh) == stories(source)
    assert fresh.state()["seq"] == source.last_seq()
    assert list(fresh.scan(SearchRequest("zq101"))) == [101]
    assert fresh.reindex_if_needed(source) == "current"


# -- power cuts


@dataclass(frozen=True)
class Moment:
    """What a power cut at a boundary may leave, and what must then be answered."""

    name: str
    trees: tuple[Tree, ...]
    whole: tuple[Stories, ...]
    source: ListSource


def moments(work: Work, folder: Path) -> list[Moment]:
    """Every boundary of the work, and its end."""
    source = prepare(work, folder)
    random = Random(5)
    found: list[Moment] = []
    whole: tuple[Stories, ...] = ()
    held = source

    def boundary(name: str) -> None:
        guesses = [disk.some(random) for _ in range(2)]
        trees = (disk.synced(), disk.kept(), *guesses)
        found.append(Moment(name, trees, whole, held))

    disk = Disk(folder, boundary)
    engine = WhooshEngine(folder)
    old = stories(source) if (folder / "CURRENT").exists() else frozenset()
    for turn in range(1, work.steps + 1):
        change(source, turn)
        held = deepcopy(source)
        whole = (old, stories(source))
        with disk.watched():
            work.step(engine, source)
        old = stories(source)
        whole = (old,)
        boundary(f"end {turn}")
    disk.close()
    return found


def check_moments(some: list[Moment], folder: Path) -> None:
    seen: list[Tree] = []
    for nth, moment in enumerate(some):
        for kind, tree in enumerate(moment.trees):
            if tree in seen[-8:]:
                continue
            seen.append(tree)
            place = folder / f"{nth}-{kind}"
            lay_out(tree, place)
            try:
                check_next_start(place, moment.whole, moment.source)
            except BaseException as error:
                error.add_note(f"power cut before {moment.name}, left {sorted(tree)} ({place})")
                raise
            shutil.rmtree(place)


@pytest.mark.parametrize("name", WORKS)
def test_power_cut(name: str, tmp_path: Path) -> None:
    every = moments(WORKS[name], tmp_path / "index")
    check_moments([*every[:: max(1, len(every) // 8)], every[-1]], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKS)
def test_power_cut_at_every_boundary(name: str, tmp_path: Path) -> None:
    check_moments(moments(WORKS[name], tmp_path / "index"), tmp_path)


# -- a process that stops, and one that lives on after an error


@contextmanager
def failing(folder: Path, at: int, error: BaseException, *, once: bool) -> Iterator[list[str]]:
    """Raise at a boundary, and unless `once` at every later one; gives the boundaries met."""
    met: list[str] = []

    def boundary(name: str) -> None:
        met.append(name)
        if len(met) - 1 == at or (len(met) > at and not once):
            raise error

    disk = Disk(folder, boundary)
    with disk.watched():
        yield met
    disk.close()


def stopped(work: Work, folder: Path, at: int) -> bool:
    """Stop at a boundary and start again; False where the work has no such boundary."""
    source = prepare(work, folder)
    old = stories(source) if (folder / "CURRENT").exists() else frozenset()
    engine = WhooshEngine(folder)
    with failing(folder, at, Stop(), once=False) as met:
        for turn in range(1, work.steps + 1):
            change(source, turn)
            whole = (old, stories(source))
            try:
                work.step(engine, source)
            except Stop:
                break
            old = stories(source)
    gc.collect()
    check_next_start(folder, whole, source)
    shutil.rmtree(folder)
    return len(met) > at


def filled(work: Work, folder: Path, at: int) -> bool:
    """Let the disk be full at a boundary, then not; the same process must go on."""
    source = prepare(work, folder)
    engine = WhooshEngine(folder)
    failures: list[OSError] = []
    with failing(folder, at, OSError(errno.ENOSPC, "full"), once=True) as met:
        for turn in range(1, work.steps + 1):
            old = stories(source)
            change(source, turn)
            try:
                work.step(engine, source)
            except OSError as error:
                failures.append(error)  # and so its traceback, as a log may
                if (folder / "CURRENT").exists():
                    assert answered(engine) in (old, stories(source))
    engine.update(source)
    assert answered(engine) == stories(source)
    check_next_start(folder, (stories(source),), source)
    shutil.rmtree(folder)
    return len(met) > at


SAMPLED = {"first build": 9, "build": 11, "update": 4, "merge": 61, "roll-back": 5}


@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("end", [stopped, filled])
def test_an_error_at_a_boundary(
    name: str, end: Callable[[Work, Path, int], bool], tmp_path: Path
) -> None:
    at = 0
    while end(WORKS[name], tmp_path / str(at), at):
        at += SAMPLED[name]
    assert at >= 3 * SAMPLED[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("end", [stopped, filled])
def test_an_error_at_every_boundary(
    name: str, end: Callable[[Work, Path, int], bool], tmp_path: Path
) -> None:
    at = 0
    while end(WORKS[name], tmp_path / str(at), at):
        at += 1
    assert at > 10
