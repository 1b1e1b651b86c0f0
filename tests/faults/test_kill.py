"""`kill -9` at moments nobody chose: what was acknowledged is there, and the next start heals.

In: an invented JSON Lines file and processes that are killed while they import it or build its
index. Out: nothing committed is lost, nothing is there twice.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from archive import Archive, Newspaper, import_paths
from archive.models import Article
from archive.settings import Settings
from indexer.engine import EngineDown
from indexer.generations import Generations
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

pytestmark = pytest.mark.faults

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


# -- the index alone, of an archive that two processes build

MANY, KILLS, TURNS = 3500, 50, 7


class Slow(ListSource):
    """A source that two processes read for a long time."""

    def count(self) -> int:
        return MANY

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        for article in super().articles(part, parts):
            time.sleep(0.1)
            yield article


def killed(work: Callable[[], object], moment: float) -> int:
    """Do the work in a forked process and kill that after `moment` seconds; gives its number."""
    process = os.fork()
    if not process:
        os.setsid()
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(moment)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return process


def orphans(group: int) -> list[int]:
    """The living processes of a process group; a dead one may still be in the table."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            state, _, owner = path.read_text().rpartition(")")[2].split()[:3]
            if int(owner) == group and state not in "ZX":
                found.append(int(path.parent.name))
    return found


def check_no_orphans(group: int, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while left := orphans(group):
        if time.monotonic() > deadline:
            os.killpg(group, signal.SIGKILL)
            pytest.fail(f"processes {left} outlive the killed one that started them")
        time.sleep(0.02)


def test_a_killed_build_leaves_no_process_and_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    source = Slow(write_articles(3, 600), names=NEWSPAPERS)
    group = killed(lambda: WhooshEngine(tmp_path / "index").rebuild(source), 1.5)
    try:
        with Generations(tmp_path / "index").writing(wait=5):
            pass
        check_no_orphans(group)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


@dataclass
class Many:
    """An archive of many articles that goes on growing, and its index."""

    archive: Archive
    index: Path
    rows: int = 0

    def grow(self, count: int) -> None:
        """Take in new stories, and the first ones again with another text."""
        path = self.index.parent / f"rows-{self.rows}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in (0, 1, *range(self.rows, self.rows + count)):
                row = {
                    "id": f"k-{number}",
                    "title": f"松果社区第{number}号井盖换新",
                    "date": f"2019-{number % 12 + 1:02}-{number % 28 + 1:02}",
                    "body": f"编号k{number}的井盖换好了，第{self.rows}次登记。",
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.rows += count
        report = import_paths(self.archive, [path], newspaper=PAPER, today=TODAY)
        assert report.failed == 0

    def run(self, step: str) -> None:
        """One piece of work on the index, as a process of its own does it."""
        archive, engine = Archive.open(self.archive_path), WhooshEngine(self.index)
        if step == "build":
            engine.rebuild(archive)
        elif step == "swap":
            engine.roll_back(archive)
        else:
            engine.update(archive)

    @property
    def archive_path(self) -> Path:
        return self.index.parent / "archive.db"

    def check(self, before: int) -> None:
        """The index answers from a whole state, and after the next start it holds everything."""
        engine = WhooshEngine(self.index)
        assert engine.search(SearchRequest()).total in (before, self.rows)
        engine.reindex_if_needed(self.archive)
        wanted = [article.id for article in self.archive.articles()]
        assert len(wanted) == self.rows
        fresh = WhooshEngine(self.index)
        assert list(fresh.scan(SearchRequest())) == wanted
        assert fresh.state()["seq"] == self.archive.last_seq()
        (hit,) = fresh.search(SearchRequest(f"k{self.rows - 1}")).hits
        assert hit.id == f"k-{self.rows - 1}"

    def litter(self) -> list[str]:
        """What lies in the folder of the index and is no part of any."""
        known = re.compile(
            r"CURRENT|LOCK|\d+(/(seq|dictionary\.txt|fingerprint\.json|_MAIN_\d+\.toc"
            r"|MAIN_WRITELOCK|MAIN_\w+\.arrays))?"
        )
        names = (str(path.relative_to(self.index)) for path in self.index.rglob("*"))
        return [name for name in names if not known.fullmatch(name)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    folder = tmp_path_factory.mktemp("many")
    many = Many(Archive.open(folder / "archive.db"), folder / "index")
    many.grow(MANY)
    for _ in range(2):
        many.run("build")
    yield many
    many.archive.close()


@pytest.mark.slow
@pytest.mark.parametrize("step", ["build", "update", "merge", "swap"])
def test_an_index_killed_at_fifty_moments(many: Many, step: str) -> None:
    """The first run is left alone, to know how long one takes."""
    many.grow(3)
    started = time.monotonic()
    many.run(step)
    span = time.monotonic() - started + 0.1
    for moment in moments(6, KILLS, 0, span):
        before = many.rows
        for _ in range(TURNS if step == "merge" else 0):
            many.grow(3)
            many.run("update")
            before = many.rows
        if step != "swap":
            many.grow(3)
        check_no_orphans(killed(lambda: many.run(step), moment))
        many.check(before)
        if step == "swap":
            many.run("build")
    assert len(many.litter()) <= 4, many.litter()
    generations = [path for path in many.index.iterdir() if path.is_dir()]
    assert len(generations) <= 3
    assert len(list(many.index.rglob("*.arrays"))) <= 20 * len(generations)
