"""`kill -9` at moments nobody chose: what was acknowledged is there, and the next start heals.

In: an invented JSON Lines file and processes that are killed while they import it or build its
index. Out: nothing committed is lost, nothing is there twice.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from archive import Archive, Newspaper, import_paths
from archive.settings import Settings
from indexer.engine import EngineDown
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine

ROOT = Path(__file__).parent.parent.parent
ROWS = 1200
PAPER = Newspaper(key="yanhu", name="砚湖晚报")
TODAY = date(2024, 5, 20)


@dataclass(frozen=True)
class Work:
    """The file to import, an archive that holds all of it, and the seconds that each step takes.

    Before `starting` a command does nothing worth interrupting.
    """

    rows: Path
    whole: Settings
    starting: float
    importing: float
    indexing: float


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    folder = tmp_path_factory.mktemp("kill")
    rows, whole = folder / "rows.jsonl", Settings(folder / "whole")
    with rows.open("w", encoding="utf-8") as file:
        for number in range(ROWS):
            row = {
                "id": f"k-{number}",
                "title": f"松果社区第{number}号井盖换新",
                "date": f"2019-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "body": f"编号k{number}的井盖换好了。\n砚湖区居民说，路更平了。",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    times = [time.monotonic()]
    nothing = [sys.executable, "search_app.py", "--help"]
    subprocess.run(nothing, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    times.append(time.monotonic())
    take_in(whole, rows)
    times.append(time.monotonic())
    index(whole)
    times.append(time.monotonic())
    return Work(rows, whole, *(later - earlier for earlier, later in pairwise(times)))


def take_in(settings: Settings, rows: Path) -> None:
    archive = Archive.open(settings.database)
    report = import_paths(archive, [rows], newspaper=PAPER, today=TODAY)
    archive.close()
    assert report.failed == 0


def index(settings: Settings) -> None:
    """What the next start does: `reindex --if-needed`."""
    archive = Archive.open(settings.database)
    WhooshEngine(settings.index).reindex_if_needed(archive)
    archive.close()


def kill(settings: Settings, moment: float, *command: str) -> set[str]:
    """Run a command and kill it after `moment` seconds.

    Gives back the ids of the stories that were committed when the kill was sent.
    """
    run = [sys.executable, "search_app.py", "--data", str(settings.data), *command]
    process = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        committed = stories(settings)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return committed
    assert process.returncode == 0
    return stories(settings)


def stories(settings: Settings) -> set[str]:
    """The ids of the published stories, as another process sees them; none before the first."""
    if not settings.database.exists():
        return set()
    connection = sqlite3.connect(settings.database)
    try:
        tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'")
        if tables.fetchone() is None:
            return set()
        found = connection.execute(
            "SELECT source_id FROM addresses JOIN articles ON id = article"
        ).fetchall()
    finally:
        connection.close()
    assert len(found) == len({source_id for (source_id,) in found}), "a story is there twice"
    return {source_id for (source_id,) in found}


def check_archive(settings: Settings, committed: set[str]) -> None:
    """What was committed is there, and the file is sound."""
    assert committed <= stories(settings)
    connection = sqlite3.connect(settings.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def check_index(settings: Settings) -> int | None:
    """The index answers, or says why not, and after the next start it holds all there is.

    Gives back how many stories it found before that, None if it did not answer.
    """
    archive, engine = Archive.open(settings.database), WhooshEngine(settings.index)
    answered: int | None = None
    try:
        answered = engine.search(SearchRequest()).total
    except EngineDown as error:
        assert "reindex" in str(error)
    engine.reindex_if_needed(archive)
    assert list(engine.scan(SearchRequest())) == [article.id for article in archive.articles()]
    assert engine.state()["seq"] == archive.last_seq()
    archive.close()
    return answered


def check_whole(settings: Settings) -> None:
    """Every row is there once, at one address, and the index finds it."""
    assert stories(settings) == {f"k-{number}" for number in range(ROWS)}
    archive = Archive.open(settings.database)
    status = archive.status()
    addresses = {article.address for article in archive.articles()}
    archive.close()
    assert (status.articles, status.pages, status.failed) == (ROWS, ROWS, 0)
    assert len(addresses) == ROWS
    engine = WhooshEngine(settings.index)
    assert engine.search(SearchRequest()).total == ROWS
    for number in (0, ROWS // 2, ROWS - 1):
        (hit,) = engine.search(SearchRequest(f"k{number}")).hits
        assert hit.id == f"k-{number}"


def moments(seed: int, count: int, start: float, span: float) -> Iterator[float]:
    """Random moments in a span of seconds, one in each of `count` equal parts, in random order."""
    random = Random(seed)
    parts = list(range(count))
    random.shuffle(parts)
    for part in parts:
        yield start + (part + random.random()) / count * span


def import_killed(work: Work, settings: Settings, moment: float) -> None:
    committed = kill(settings, moment, "import", str(work.rows), "--newspaper", PAPER.key)
    if settings.database.exists():
        Archive.open(settings.database).close()  # may have died before the tables were made
        check_archive(settings, committed)
        check_index(settings)


def reindex_killed(settings: Settings, moment: float) -> None:
    committed = kill(settings, moment, "reindex", "--full")
    assert len(committed) == ROWS
    check_archive(settings, committed)
    # The old index answers, or the new one: both hold everything.
    assert check_index(settings) == ROWS


def test_an_import_killed_again_and_again_loses_nothing(work: Work, tmp_path: Path) -> None:
    """Each run goes on where the last one died, so there is less and less to interrupt."""
    settings = Settings(tmp_path / "data")
    for moment in moments(1, 3, work.starting, work.importing * 0.7):
        import_killed(work, settings, moment)
    take_in(settings, work.rows)
    index(settings)
    check_whole(settings)


def test_a_build_killed_again_and_again_leaves_an_index_that_answers(work: Work) -> None:
    for moment in moments(2, 3, work.starting, work.indexing * 0.8):
        reindex_killed(work.whole, moment)
    check_whole(work.whole)


@pytest.mark.slow
def test_imports_killed_at_twenty_moments(work: Work, tmp_path: Path) -> None:
    for turn, moment in enumerate(moments(3, 20, work.starting, work.importing + work.indexing)):
        settings = Settings(tmp_path / str(turn))
        import_killed(work, settings, moment)
        take_in(settings, work.rows)
        index(settings)
        check_whole(settings)
        shutil.rmtree(settings.data)


@pytest.mark.slow
def test_builds_killed_at_twenty_moments(work: Work, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    shutil.copytree(work.whole.data, settings.data)
    for moment in moments(4, 20, work.starting, work.indexing):
        reindex_killed(settings, moment)
    check_whole(settings)
