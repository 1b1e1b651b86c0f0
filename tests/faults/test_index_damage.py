"""A damaged index says so and is healed by the next start; one process writes at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from indexer.engine import EngineDown
from indexer.generations import Generations, IndexBusy
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.corpus import NAMES, NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

pytestmark = pytest.mark.faults

COUNT = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def source() -> ListSource:
    return ListSource(write_articles(3, COUNT), NAMES, NEWSPAPERS)


@pytest.fixture
def engine(folder: Path, source: ListSource) -> WhooshEngine:
    built = WhooshEngine(folder)
    built.rebuild(source)
    return built


def everything(engine: WhooshEngine) -> int:
    return engine.search(SearchRequest()).total


def test_no_index_yet(folder: Path, source: ListSource) -> None:
    engine = WhooshEngine(folder)
    with pytest.raises(EngineDown, match="reindex"):
        engine.search(SearchRequest())
    with pytest.raises(EngineDown, match="reindex"):
        engine.state()
    with pytest.raises(EngineDown, match="没有更早的索引"):
        engine.roll_back(source)
    assert engine.reindex_if_needed(source) == "rebuilt"
    assert everything(engine) == COUNT


@pytest.mark.parametrize(
    "text",
    [b"", b"99\n", b"one\n", b"-1\n", b"../1\n", b"\0\0\0", b"\xff\xfe"],
)
def test_a_damaged_current_is_said_and_healed(
    engine: WhooshEngine, source: ListSource, folder: Path, text: bytes
) -> None:
    (folder / "CURRENT").write_bytes(text)
    for asked in (engine, WhooshEngine(folder)):
        with pytest.raises(EngineDown, match="reindex"):
            asked.search(SearchRequest())
    assert engine.reindex_if_needed(source) == "rebuilt"
    assert everything(engine) == everything(WhooshEngine(folder)) == COUNT


def test_a_missing_current_is_said_and_healed(
    engine: WhooshEngine, source: ListSource, folder: Path
) -> None:
    (folder / "CURRENT").unlink()
    with pytest.raises(EngineDown, match="reindex"):
        WhooshEngine(folder).search(SearchRequest())
    assert engine.reindex_if_needed(source) == "rebuilt"
    assert everything(engine) == COUNT


@pytest.mark.parametrize(
    ("part", "emptied"),
    [
        ("seq", False),
        ("seq", True),
        ("fingerprint.json", False),
        ("fingerprint.json", True),
        ("dictionary.txt", False),
        ("dictionary.txt", True),
        ("_MAIN_1.toc", False),
    ],
)
def test_a_damaged_generation_is_said_and_healed(
    engine: WhooshEngine, source: ListSource, folder: Path, part: str, emptied: bool
) -> None:
    path = folder / "1" / part
    assert path.exists()
    path.unlink()
    if emptied:
        path.touch()
    with pytest.raises(EngineDown, match="reindex"):
        WhooshEngine(folder).state()
    assert WhooshEngine(folder).reindex_if_needed(source) == "rebuilt"
    assert everything(WhooshEngine(folder)) == COUNT


# -- one writer at a time


def _hold(folder: Path, holding: Event) -> None:
    with Generations(folder).writing():
        holding.set()
        signal.pause()


@pytest.fixture
def holder(folder: Path) -> Iterator[multiprocessing.context.SpawnProcess]:
    """Another process that holds the right to write."""
    spawn = multiprocessing.get_context("spawn")
    holding = spawn.Event()
    process = spawn.Process(target=_hold, args=(folder, holding))
    process.start()
    assert holding.wait(20)
    yield process
    process.kill()
    process.join()


def test_a_second_writer_is_told_who_writes(
    folder: Path, holder: multiprocessing.context.SpawnProcess
) -> None:
    busy = pytest.raises(IndexBusy, match=rf"\b{holder.pid}\b")
    with busy, Generations(folder).writing(wait=0.2):
        pytest.fail("two may write at once")


def test_a_reader_does_not_wait_for_a_writer(
    engine: WhooshEngine, holder: multiprocessing.context.SpawnProcess
) -> None:
    assert holder.is_alive()
    assert everything(engine) == COUNT


def test_a_dead_writer_leaves_the_lock_free(
    folder: Path, holder: multiprocessing.context.SpawnProcess
) -> None:
    assert holder.pid
    os.kill(holder.pid, signal.SIGKILL)
    holder.join(20)
    with Generations(folder).writing(wait=0.2):
        assert (folder / "LOCK").read_text() == str(os.getpid())
