"""A crawl in a test: a live newspaper on 127.0.0.1, an archive, and what came of it.

In: newspapers as `tests.crawl.live` makes them. Out: crawls without delay, and the archive compared
with the truth.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from twisted.internet.address import IPv4Address

from archive import Archive, Article, Newspaper
from archive.crawl import CrawlReport, CrawlSettings, crawl, guard, spider
from archive.crawl.guard import GuardedResolver
from archive.crawl.process import GoOn, Job, run_job
from archive.newspapers import Site
from archive.schema import captures, crawl_pages
from tests.crawl.live import LiveNewspaper, Truth, weekly
from tests.crawl.serving import Asked, Fault, Server, serve

FIRST = date(2023, 1, 4)
SETTINGS = CrawlSettings(contact="editor@lake.example", timeout=2, retries=1)


@dataclass
class Crawling:
    """An archive, and the site of one served newspaper."""

    archive: Archive
    server: Server
    paper: LiveNewspaper
    site: Site
    settings: CrawlSettings = SETTINGS

    def run(self, **how: Any) -> CrawlReport:
        """Crawl; `how` as for `crawl`, or a setting."""
        named = {name for name in ("since", "until", "max_pages", "progress") if name in how}
        settings = replace(self.settings, **{k: v for k, v in how.items() if k not in named})
        asked = {name: how[name] for name in named}
        return crawl(self.archive, self.site, settings, **asked)

    def run_all(self, **how: Any) -> CrawlReport:
        """Crawl every page of every issue, known or not."""
        dates = self.paper.truth.dates
        return self.run(since=dates[0], until=dates[-1], **how)

    def url(self, file: str) -> str:
        """The address of a file of the newspaper."""
        return self.server.url(self.paper.key, file)

    def articles(self) -> dict[str, Article]:
        """The articles by where they came from."""
        found = {article.url: article for article in self.archive.articles()}
        assert len(found) == self.archive.count(), "a story is there twice"
        return found

    def states(self) -> dict[str, tuple[str, str]]:
        """What became of each address of the frontier."""
        with self.archive.engine.connect() as connection:
            rows = connection.execute(select(crawl_pages)).all()
        return {row.url: (row.state, row.reason) for row in rows}

    def captured(self, outcome: str) -> list[str]:
        """The sources of the captures of an outcome."""
        with self.archive.engine.connect() as connection:
            return list(
                connection.scalars(select(captures.c.source).where(captures.c.outcome == outcome))
            )

    def asked(self) -> list[Asked]:
        """What was asked for, but robots.txt."""
        return [asked for asked in self.server.log if asked.path != "/robots.txt"]

    def check(self, truth: Truth | None = None) -> None:
        """The archive holds exactly what is true."""
        truth = truth or self.paper.truth
        held = self.articles()
        assert set(held) == {self.url(story.file) for story in truth.stories}
        for story in truth.stories:
            article = held[self.url(story.file)]
            assert article.headline == story.headline
            assert article.paragraphs == story.paragraphs
            assert (article.published, article.page) == (story.published, story.page)
            assert len(article.pictures) == len(story.pictures)
            assert all(picture.media for picture in article.pictures)
        for page in truth.pages:
            listed = self.archive.issue(self.paper.key, page.published)
            (found,) = (one for one in listed if one.page == page.page)
            assert found.page_name == page.page_name
            assert [story.url for story in found.articles] == [
                self.url(file) for file in page.stories
            ]
        shown = sorted(truth.pictures | truth.page_pictures)
        assert sorted(self.captured("picture")) == list(map(self.url, shown))
        assert sorted(self.captured("pdf")) == list(map(self.url, sorted(truth.pdfs)))


@contextmanager
def lake(
    folder: Path,
    layout: str = "founder_old",
    issues: int = 3,
    *,
    faults: Mapping[str, Fault] | None = None,
    robots: str | int | None = None,
    paper: LiveNewspaper | None = None,
    **ways: Any,
) -> Iterator[Crawling]:
    """A small newspaper served, its site registered in an archive below a folder."""
    paper = paper or LiveNewspaper(
        "lake", layout, weekly(FIRST, issues), pages=(2, 2), stories=(2, 3)
    )
    archive = Archive.open(folder / "archive.db")
    with serve([paper], faults, robots=robots) as server:
        site = site_of(server, paper, **ways)
        archive.sites.add(site)
        try:
            yield Crawling(archive, server, paper, site)
        finally:
            archive.close()


class Moving:
    """A reactor's resolver to which every name is 127.0.0.1 once, and 127.0.0.2 from then on."""

    asked = 0

    def resolveHostName(
        self, receiver: Any, name: str, port: int = 0, types: Any = None, over: str = ""
    ) -> None:
        receiver.resolutionBegan(None)
        self.asked += 1
        receiver.addressResolved(IPv4Address("TCP", f"127.0.0.{min(self.asked, 2)}", port))
        receiver.resolutionComplete()


def crawl_while_the_name_moves(job: Job, go_on: GoOn) -> CrawlReport:
    """A crawl for which 127.0.0.2 is private and 127.0.0.1 is not, with a name that moves there."""
    guard.is_private = lambda address: address == "127.0.0.2"
    spider._Resolver.__init__ = lambda self, reactor: (  # type: ignore[method-assign]
        GuardedResolver.__init__(self, Moving()),
        setattr(self, "_reactor", reactor),
    )[0]
    return run_job(job, go_on)


def crawl_on_a_full_disk(job: Job, go_on: GoOn) -> CrawlReport:
    """A crawl that may write no file larger than a few issues make it."""
    limit = 600 * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return run_job(job, go_on)


def site_of(server: Server, paper: LiveNewspaper, **ways: Any) -> Site:
    """A newspaper's site as a test registers it: no delay, loopback allowed."""
    given: dict[str, Any] = {
        "url": server.url(paper.key),
        "family": paper.family,
        "since": paper.truth.dates[0],
        "allow_private": True,
        "delay": 0.0,
        **ways,
    }
    return Site(newspaper=Newspaper(key=paper.key, name="望鹤湖报", region="望鹤县"), **given)
