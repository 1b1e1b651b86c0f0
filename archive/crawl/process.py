"""A crawl as a process of its own.

In: an archive, a site and the limits. Out: its pages in the archive and the report, while the
parent hears of the progress. The crawling process ends when its parent does.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from archive.crawl.frontier import Window
from archive.crawl.report import CrawlBusy, CrawlError, CrawlProgress, CrawlReport
from archive.crawl.settings import CrawlSettings
from archive.importer import latest_issue
from archive.newspapers import Site
from archive.settings import today
from archive.store import Archive, ArchiveError

Tell = Callable[[CrawlProgress], object]

GoOn = Callable[[CrawlProgress], bool]
"""Hears in the crawling process how far it is; says whether it is to go on."""

Work = Callable[[Any, GoOn], object]


class Child(Protocol):
    """A process that was started."""

    def wait(self) -> object: ...
    def kill(self) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a crawling process is told; `where` is the database's URL."""

    where: str
    site: Site
    settings: CrawlSettings
    window: Window
    today: date
    max_requests: int


def crawl(
    archive: Archive,
    site: Site,
    settings: CrawlSettings,
    *,
    since: date | None = None,
    until: date | None = None,
    max_pages: int | None = None,
    progress: Tell | None = None,
) -> CrawlReport:
    """Crawl a newspaper, or go on with a crawl of it that was stopped.

    `since` and `until` name the issues to look at, each of their pages; without them it is what is
    new since the site's own first date, or of the last weeks. At most `max_pages` addresses are
    asked for.

    Raises:
        CrawlBusy: another crawl of this archive is running.
        CrawlError: it broke off; what was committed stays.
    """
    job = job_of(archive, site, settings, since=since, until=until, max_pages=max_pages)
    found = in_child(run_job, job, progress)
    assert isinstance(found, CrawlReport)
    return found


def job_of(
    archive: Archive,
    site: Site,
    settings: CrawlSettings,
    *,
    since: date | None = None,
    until: date | None = None,
    max_pages: int | None = None,
) -> Job:
    """A crawl as the job of a process."""
    now = today()
    first = since or site.since or now - timedelta(days=settings.back_days)
    return Job(
        where=archive.engine.url.render_as_string(hide_password=False),
        site=site,
        settings=settings,
        window=Window(first, until or latest_issue(now), since is not None or until is not None),
        today=now,
        max_requests=min(settings.max_requests, max_pages or settings.max_requests),
    )


def run_job(job: Job, go_on: GoOn) -> CrawlReport:
    """Crawl in this process, which can do so once; `go_on` hears at last what is stored.

    Raises:
        CrawlBusy: another crawl of this archive is running.
    """
    # Scrapy takes a third of a second to load, and only the crawling process needs it.
    from archive.crawl.run import Run
    from archive.crawl.spider import ask

    with _alone(job.where):
        archive = Archive.open(job.where)
        try:
            run = Run(archive, job.site, job.settings, job.window, job.today, job.max_requests)
            run.begin()
            ask(run, delay=job.site.delay, allow_private=job.site.allow_private, go_on=go_on)
            report = run.finish()
            go_on(run.progress())
            return report
        finally:
            archive.close()


def in_child(work: Work, job: object, progress: Tell | None = None) -> object:
    """What a piece of work gives, done in a process of its own; Ctrl-C asks it to stop.

    Raises:
        CrawlError: it failed there.
    """
    ours, theirs = multiprocessing.Pipe()
    child = start(theirs)
    theirs.close()
    try:
        ours.send((work, job))
        return _listen(ours, progress)
    except KeyboardInterrupt:
        child.kill()  # asked twice; what is committed stays
        raise
    finally:
        ours.close()
        child.wait()


def start(pipe: Connection) -> Child:
    """A fresh interpreter that serves a pipe; it holds nothing of this one."""
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        f"sys.path[:] = {sys.path}; from archive.crawl.process import serve; serve({pipe.fileno()})"
    )
    return subprocess.Popen([sys.executable, "-c", code], pass_fds=[pipe.fileno()])


def serve(number: int) -> None:
    """Do the work that comes over a pipe with this file number, and give back what it gives."""
    with Connection(number) as pipe:
        serve_pipe(pipe)


def serve_pipe(pipe: Connection) -> None:
    """Do the work that comes over a pipe, and give back what it gives."""

    def go_on(progress: CrawlProgress) -> bool:
        try:
            pipe.send(progress)
            return not pipe.poll()
        except OSError:  # the parent is gone
            return False

    work, job = pipe.recv()
    try:
        said = work(job, go_on)
    except CrawlError as error:
        said = error
    except (OSError, SQLAlchemyError, ArchiveError) as error:
        said = CrawlError(f"抓取中断：{error}")
    except Exception as error:
        traceback.print_exc()
        said = CrawlError(f"抓取中断，是程序的错误：{error}")
    with suppress(BrokenPipeError):
        pipe.send(said)


def _listen(pipe: Connection, progress: Tell | None) -> object:
    asked = False
    while True:
        try:
            said = pipe.recv()
            if isinstance(said, CrawlProgress):
                if progress:
                    progress(said)
                continue
        except KeyboardInterrupt:
            if asked:
                raise
            asked = True
            pipe.send("stop")
            continue
        except EOFError:
            raise CrawlError("抓取进程意外结束：再运行一次就会接着抓") from None
        if isinstance(said, CrawlError):
            raise said
        return said


@contextmanager
def _alone(where: str) -> Iterator[None]:
    """Keep every other crawl of a SQLite archive out: two would be twice as impolite."""
    url = make_url(where)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    lock = os.open(Path(f"{url.database}.crawl"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CrawlBusy("另一次抓取正在进行，等它结束再试") from None
        yield
    finally:
        os.close(lock)
