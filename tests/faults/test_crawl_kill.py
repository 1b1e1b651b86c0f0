"""A crawl stopped at moments nobody chose: resumed, it ends with the archive of an undisturbed one.

In: a small live newspaper; crawling processes that are killed, and runs that stop at each write.
Out: the same captures, stories, addresses and frontier, each once.
"""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection, Engine, event, select

from archive import Archive, Newspaper
from archive.crawl import CrawlSettings, crawl
from archive.crawl import run as run_module
from archive.crawl.answers import Answer
from archive.crawl.process import Job, job_of, run_job
from archive.crawl.run import Run
from archive.newspapers import Site
from archive.schema import addresses, articles, blobs, captures, crawl_pages, issue_pages
from tests.crawl.live import LiveNewspaper, weekly
from tests.crawl.serving import Server, serve

pytestmark = pytest.mark.faults

FIRST = date(2023, 1, 4)
LAST = FIRST + timedelta(weeks=2)
SETTINGS = CrawlSettings(timeout=5)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A founder_old newspaper with back issues, and a list of stories."""
    lake = LiveNewspaper("lake", "founder_old", weekly(FIRST, 3), pages=(2, 2), stories=(2, 3))
    office = LiveNewspaper("office", "government", weekly(FIRST, 3), stories=(9, 9))
    with serve([lake, office]) as served:
        yield served


def site(server: Server, key: str) -> Site:
    return Site(
        newspaper=Newspaper(key=key, name="望鹤湖报"),
        url=server.url(key),
        family=server.newspapers[key].family,
        since=FIRST,
        allow_private=True,
        delay=0.0,
    )


def job(server: Server, folder: Path, key: str = "lake") -> Job:
    """A new archive in a folder, and the crawl of all issues into it."""
    with closing(Archive.open(folder / "archive.db")) as archive:
        archive.sites.add(site(server, key))
        return job_of(archive, site(server, key), SETTINGS, since=FIRST, until=LAST)


def nothing(_: object) -> bool:
    """Nobody listens, and nobody stops it."""
    return True


def in_process(work: Any, *given: object) -> multiprocessing.Process:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["archive.crawl.run", "archive.crawl.spider"])
    process = context.Process(target=work, args=given)
    process.start()
    return process  # type: ignore[return-value]


def finish(wanted: Job) -> None:
    process = in_process(run_job, wanted, nothing)
    process.join(60)
    assert process.exitcode == 0


@dataclass(frozen=True)
class State:
    """All that a crawl leaves, but numbers, times and the ways that pages were found."""

    stories: list[Any]
    captures: list[Any]
    listings: list[Any]
    frontier: list[Any]
    blobs: list[Any]


def state(wanted: Job) -> State:
    with closing(Archive.open(wanted.where)) as archive, archive.engine.connect() as connection:
        checked = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        assert checked == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert len({one.address for one in archive.articles()}) == archive.count()
        stored = select(addresses.c.published, addresses.c.page, addresses.c.position)
        stored = stored.add_columns(addresses.c.source, articles.c.state, articles.c.story)
        story_rows = connection.execute(stored.join(articles)).all()
        kept = select(captures.c.source, captures.c.hash, captures.c.outcome, captures.c.issue_date)
        pages = select(*(column for column in crawl_pages.c if column.name in _COMPARED))
        return State(
            stories=sorted(map(str, story_rows)),
            captures=sorted(map(str, connection.execute(kept))),
            listings=sorted(str(row[:-1]) for row in connection.execute(select(issue_pages))),
            frontier=sorted(map(str, connection.execute(pages))),
            blobs=sorted(connection.scalars(select(blobs.c.hash))),
        )


_COMPARED = {"url", "kind", "issue_date", "state", "reason", "etag", "last_modified", "hash"}


@dataclass(frozen=True)
class Whole:
    """An undisturbed crawl: what it leaves, and the seconds that it takes."""

    state: State
    seconds: float


@pytest.fixture(scope="module")
def whole(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    for turn in range(2):  # the second one knows how long it takes
        wanted = job(server, tmp_path_factory.mktemp(f"whole{turn}"))
        started = time.monotonic()
        finish(wanted)
        seconds = time.monotonic() - started
    return Whole(state(wanted), seconds)


# -- killed


def killed(work: Any, given: Job, moment: float) -> None:
    process = in_process(work, given, nothing)
    process.join(moment)
    process.kill()
    process.join()


def check_kills(server: Server, whole: Whole, folder: Path, kills: int, seed: int) -> None:
    random = Random(seed)
    for turn in range(kills):
        wanted = job(server, folder / str(turn))
        # One moment in each part of the crawl, and every third crawl is killed twice.
        moment = (turn + random.random()) / kills * whole.seconds
        killed(run_job, wanted, moment)
        if turn % 3 == 0:
            killed(run_job, wanted, random.random() * whole.seconds)
        finish(wanted)
        assert state(wanted) == whole.state, f"killed after {moment:.3f} s"
        shutil.rmtree(folder / str(turn))


def test_a_crawl_killed_at_some_moments(server: Server, whole: Whole, tmp_path: Path) -> None:
    check_kills(server, whole, tmp_path, 5, seed=1)


@pytest.mark.slow
def test_a_crawl_killed_at_fifty_moments(server: Server, whole: Whole, tmp_path: Path) -> None:
    check_kills(server, whole, tmp_path, 50, seed=2)


def crawl_as_a_command_does(given: Job, _: object) -> None:
    with closing(Archive.open(given.where)) as archive:
        crawl(archive, given.site, given.settings, since=FIRST, until=LAST)


def test_the_crawling_process_ends_with_its_parent(
    server: Server, whole: Whole, tmp_path: Path
) -> None:
    wanted = job(server, tmp_path)
    server.forget()
    process = in_process(crawl_as_a_command_does, wanted, nothing)
    deadline = time.monotonic() + 60
    while not server.log and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.join()
    asked = -1
    while asked != len(server.log) and time.monotonic() < deadline:
        asked = len(server.log)
        time.sleep(3)
    finish(wanted)  # the lock is free
    assert state(wanted) == whole.state


# -- stopped at a write


class Stop(BaseException):
    """The process ends here."""


@contextmanager
def stopping(at: int) -> Iterator[list[str]]:
    """Stop before the write (or at the commit) of that number; gives the boundaries met."""
    met: list[str] = []

    def boundary(name: str) -> None:
        met.append(name)
        if len(met) > at:
            raise Stop(name)

    def executes(_c: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:6] in ("INSERT", "UPDATE", "DELETE"):
            boundary(statement.split("(")[0])

    def commits(_c: Connection) -> None:
        boundary("COMMIT")

    event.listen(Engine, "before_cursor_execute", executes)
    event.listen(Engine, "commit", commits)
    try:
        yield met
    finally:
        event.remove(Engine, "before_cursor_execute", executes)
        event.remove(Engine, "commit", commits)


def crawl_without_network(server: Server, wanted: Job) -> None:
    """The same run with the server's answers handed over directly, one after the other."""
    with closing(Archive.open(wanted.where)) as archive:
        run = Run(
            archive, wanted.site, wanted.settings, wanted.window, wanted.today, wanted.max_requests
        )
        run.begin()
        while page := run.next():
            path = urlsplit(page.url).path
            body = server.body(path)
            assert not isinstance(body, str)
            if body is None:
                run.received(page, Answer(404))
            else:
                run.received(page, Answer(200, server.validators(path, body), body))
        run.finish()


def stopped(server: Server, wanted: Job, at: int) -> bool:
    """Stop a crawl at a write; False where it has no such write."""
    with stopping(at) as met:
        try:
            crawl_without_network(server, wanted)
        except Stop:
            return True
    assert met
    return False


def check_stops(server: Server, key: str, folder: Path, step: int) -> int:
    """Stop at every so-manieth write, go on, and compare; gives back how many stops there were."""
    undisturbed = job(server, folder / "undisturbed", key)
    crawl_without_network(server, undisturbed)
    expected = state(undisturbed)
    at = 0
    while True:
        wanted = job(server, folder / str(at), key)
        if not stopped(server, wanted, at):
            assert state(wanted) == expected
            return at
        crawl_without_network(server, wanted)
        assert state(wanted) == expected, f"stopped at write {at}"
        shutil.rmtree(folder / str(at))
        at += step


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "PAGES_A_BATCH", 7)


@pytest.mark.parametrize("key", ["lake", "office"])
def test_a_crawl_stopped_at_some_writes(key: str, server: Server, tmp_path: Path) -> None:
    assert check_stops(server, key, tmp_path, 61) > 100


@pytest.mark.slow
@pytest.mark.parametrize("key", ["lake", "office"])
def test_a_crawl_stopped_at_every_write(key: str, server: Server, tmp_path: Path) -> None:
    assert check_stops(server, key, tmp_path, 1) > 100
