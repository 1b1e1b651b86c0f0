"""What an archive holds, in numbers.

In: an open connection. Out: an `ArchiveStatus`, with the pages that could not be read and the
files that were not taken in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select

from archive import refusals
from archive.captures import Choice, chosen, count_newest
from archive.refusals import RefusedFile
from archive.schema import addresses, articles, captures, changes, crawl_pages

_LISTED = 100


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that is kept but could not be read."""

    newspaper: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class CrawlState:
    """How many of the addresses that crawls of a newspaper know are in each state."""

    newspaper: str
    waiting: int
    done: int
    failed: int
    refused: int


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What the archive holds, in numbers; `failures` are the newest hundred of the failed pages.

    `refusals` are a hundred of the `refused` files, of which nothing is kept; `crawls` has the
    newspapers that were crawled.
    """

    articles: int
    pages: int
    pictures: int
    failed: int
    first: date | None
    last: date | None
    last_seq: int
    failures: tuple[Failure, ...]
    refused: int
    refusals: tuple[RefusedFile, ...]
    crawls: tuple[CrawlState, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        values = asdict(self)
        values["first"] = self.first.isoformat() if self.first else None
        values["last"] = self.last.isoformat() if self.last else None
        return values


def read_status(connection: Connection) -> ArchiveStatus:
    """What the archive holds; withdrawn articles do not count."""
    outcomes = select(captures.c.outcome, func.count().label("number"))
    rows = connection.execute(outcomes.group_by(captures.c.outcome))
    counts = {row.outcome: int(row.number) for row in rows}
    number, first, last = connection.execute(
        select(func.count(), func.min(addresses.c.published), func.max(addresses.c.published))
        .join(articles, articles.c.id == addresses.c.article)
        .where(articles.c.state == "published")
    ).one()
    failing = Choice(failed=True)
    failed = select(captures.c.newspaper, captures.c.source, captures.c.reason)
    failed = failed.where(chosen(failing)).order_by(captures.c.id.desc())
    return ArchiveStatus(
        articles=number,
        pages=counts.get("read", 0),
        pictures=counts.get("picture", 0),
        failed=count_newest(connection, failing),
        first=first,
        last=last,
        last_seq=connection.scalar(select(func.max(changes.c.seq))) or 0,
        failures=tuple(Failure(*row) for row in connection.execute(failed.limit(_LISTED))),
        refused=refusals.count(connection),
        refusals=refusals.listed(connection, _LISTED),
        crawls=tuple(_crawls(connection)),
    )


def crawl_failures(connection: Connection, newspaper: str, limit: int = 100) -> tuple[Failure, ...]:
    """Addresses that a crawl failed at or may not ask for, the last asked first."""
    rows = select(crawl_pages.c.newspaper, crawl_pages.c.url, crawl_pages.c.reason)
    rows = rows.where(
        crawl_pages.c.newspaper == newspaper, crawl_pages.c.state.in_(["failed", "refused"])
    )
    rows = rows.order_by(crawl_pages.c.checked.desc(), crawl_pages.c.url).limit(limit)
    return tuple(Failure(*row) for row in connection.execute(rows))


def _crawls(connection: Connection) -> Iterator[CrawlState]:
    states = select(crawl_pages.c.newspaper, crawl_pages.c.state, func.count().label("number"))
    states = states.group_by(crawl_pages.c.newspaper, crawl_pages.c.state)
    rows = connection.execute(states.order_by(crawl_pages.c.newspaper)).all()
    for newspaper, group in groupby(rows, key=lambda row: str(row.newspaper)):
        numbers = {row.state: int(row.number) for row in group}
        names = ("waiting", "done", "failed", "refused")
        yield CrawlState(newspaper, *(numbers.get(name, 0) for name in names))
