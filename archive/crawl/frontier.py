"""The frontier of a newspaper's crawl: every address known, and what became of it.

In: links found and answers received. Out: the next pages to ask for. All of it is rows of
`crawl_pages`, written in the transaction that stores the pages, so a stopped crawl can go on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.appearances import batched
from archive.crawl.links import month_end
from archive.crawl.scope import Link
from archive.permanent import AnyRow
from archive.schema import archive_meta
from archive.schema import crawl_pages as pages

GUESSED = "按日期推算的地址"
ABSENT = "这一天没有出报"
MOVED = "跳转到 "
ENDLESS = "连续跳转"
ROBOTS = "robots.txt 不允许"
_TRIES = 3
"""In how many runs an address may fail before it is asked for only if its date is named."""

_RANK = case({"index": 0, "list": 0, "issue": 1, "story": 2, "picture": 3}, value=pages.c.kind)
_ORDER = (
    pages.c.kind.not_in(("index", "list")),
    pages.c.issue_date.desc().nulls_first(),
    func.coalesce(_RANK, 4),
    pages.c.url,
)
_ONE = and_(pages.c.newspaper == bindparam("paper"), pages.c.url == bindparam("address"))
_SETTLE = update(pages).where(_ONE)


@dataclass(frozen=True, slots=True)
class Window:
    """The dates of the issues wanted, both included; `asked` if somebody named them."""

    since: date
    until: date
    asked: bool = False

    def holds(self, day: date) -> bool:
        """Whether a day is wanted."""
        return self.since <= day <= self.until

    def days(self) -> Iterator[date]:
        """Each day, the newest first."""
        for back in range((self.until - self.since).days + 1):
            yield self.until - timedelta(days=back)


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the frontier, with what the last answer said of its version."""

    url: str
    kind: str
    found_on: str = ""
    issue_date: date | None = None
    reason: str = ""
    etag: str = ""
    last_modified: str = ""
    hash: str = ""
    tries: int = 0

    @property
    def is_guessed(self) -> bool:
        """Whether no page links it: it was made of another's address and a day."""
        return self.reason in (GUESSED, ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of an address that was asked for."""

    state: str
    reason: str = ""
    etag: str = ""
    last_modified: str = ""
    hash: str = ""


class Frontier:
    """The frontier of one newspaper."""

    def __init__(self, engine: Engine, newspaper: str) -> None:
        self._engine = engine
        self._newspaper = newspaper
        self._mine = pages.c.newspaper == newspaper
        self._marker = archive_meta.c.key == f"crawl:{newspaper}"
        self._begun = now()

    # -- a run

    def begin(self, start: Link, window: Window, recent: date) -> None:
        """Begin a run, or go on with the one that was stopped: have asked again what may be new.

        That is the start, the ways to issues since `recent`, those issues, and what failed; where
        somebody named the window, every page of it.
        """
        with self._writing() as connection:
            self._begun = self._mark(connection, window)
            self.add(connection, [start], "")
            other = and_(self._mine, pages.c.found_on == "", pages.c.url != start.url)
            connection.execute(update(pages).where(other).values(found_on=start.url))
            recently = pages.c.issue_date >= recent
            leads = pages.c.kind.in_(("index", "list"))
            again = [pages.c.found_on == "", and_(recently, pages.c.issue_date <= window.until)]
            again.append(and_(pages.c.kind == "index", pages.c.issue_date.is_(None)))
            if window.asked:
                named = and_(self._wanted(window), pages.c.issue_date.is_not(None))
                again.append(and_(named, pages.c.reason != ABSENT))
                again.append(leads)
            failed = [pages.c.tries < _TRIES, recently, leads]
            if window.asked:
                failed.append(self._wanted(window))
            stale = pages.c.checked < self._begun
            again_of = and_(pages.c.state == "done", stale, or_(*again))
            failed_of = and_(pages.c.state == "failed", or_(*failed))
            # A part that robots.txt closes may hold most of the pages: the old ones are let be.
            may_be_open = [recently, leads, *([self._wanted(window)] if window.asked else [])]
            refused = and_(pages.c.state == "refused", or_(*may_be_open))
            # What a story's redirect led to is asked again if the redirect still leads there.
            moved = select(pages.c.url).where(self._mine, pages.c.reason.startswith(MOVED), ~leads)
            direct = pages.c.found_on.not_in(moved)
            endless = pages.c.reason.startswith(ENDLESS)
            again_of, failed_of = and_(again_of, direct), and_(failed_of, or_(direct, ~endless))
            chosen = and_(self._mine, or_(again_of, failed_of, refused))
            connection.execute(update(pages).where(chosen).values(state="waiting"))

    def end(self) -> None:
        """The run is done: nothing of it is left to go on with."""
        with self._writing() as connection:
            connection.execute(delete(archive_meta).where(self._marker))

    def next(self, window: Window, limit: int, out: Collection[str]) -> list[Page]:
        """The next pages to ask for, those that are out already left aside."""
        rows = self._waiting(window).order_by(*_ORDER).limit(limit + len(out))
        with self._engine.connect() as connection:
            found = [_page(row) for row in connection.execute(rows)]
        return [page for page in found if page.url not in out][:limit]

    def waiting(self, window: Window) -> int:
        """How many wanted addresses wait."""
        rows = self._waiting(window).subquery()
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(rows)) or 0

    def depth(self, url: str) -> int:
        """How many links lead from the start to an address."""
        depth, seen = 0, {""}
        with self._engine.connect() as connection:
            while url not in seen:
                seen.add(url)
                origin = select(pages.c.found_on).where(self._mine, pages.c.url == url)
                url = connection.scalar(origin) or ""
                depth += 1
        return depth - 1

    def moves(self, page: Page) -> int:
        """How many redirects in a row have led to a page."""
        count, url = 0, page.found_on
        with self._engine.connect() as connection:
            while url and count <= 50:
                moved = and_(pages.c.url == url, pages.c.reason.startswith(MOVED))
                origin = connection.scalar(select(pages.c.found_on).where(self._mine, moved))
                count += origin is not None
                url = origin or ""
        return count

    def issue_bodies(self) -> set[str]:
        """The hashes of the issue pages that were read."""
        hashes = select(pages.c.hash).where(self._mine, pages.c.kind == "issue", pages.c.hash != "")
        with self._engine.connect() as connection:
            return set(connection.scalars(hashes))

    def days_with_issues(self) -> set[date]:
        """The days that some issue page is known of, also one that turned out absent."""
        days = select(pages.c.issue_date).where(self._mine, pages.c.kind == "issue").distinct()
        with self._engine.connect() as connection:
            return {day for day in connection.scalars(days) if day}

    def fronts(self) -> list[Page]:
        """The issue pages that the ways in lead to, the newest issue first."""
        ways = select(pages.c.url).where(self._mine, pages.c.kind.in_(("index", "list")))
        led = or_(pages.c.found_on.in_(ways), pages.c.found_on == "")
        rows = select(pages).where(
            self._mine, pages.c.kind == "issue", led, pages.c.issue_date.is_not(None)
        )
        with self._engine.connect() as connection:
            found = connection.execute(rows.order_by(pages.c.issue_date.desc(), pages.c.url)).all()
        return [_page(row) for row in found]

    # -- inside the transaction that stores the pages

    def add(
        self, connection: Connection, links: Iterable[Link], found_on: str, reason: str = ""
    ) -> int:
        """Make links known; gives back how many were not."""
        wanted = {link.url: link for link in links}
        known: set[str] = set()
        for some in batched(wanted, 400):
            held = select(pages.c.url).where(self._mine, pages.c.url.in_(some))
            known.update(connection.scalars(held))
        fresh = [link for url, link in wanted.items() if url not in known]
        if fresh:
            connection.execute(
                insert(pages),
                [
                    {
                        "newspaper": self._newspaper,
                        "url": link.url,
                        "kind": link.kind,
                        "found_on": found_on,
                        "issue_date": link.issue_date,
                        "state": "waiting",
                        "reason": reason,
                    }
                    for link in fresh
                ],
            )
        return len(fresh)

    def ask_again(self, connection: Connection, links: Sequence[Link]) -> int:
        """Have pages asked for again that this run has not asked for; gives back how many."""
        count = 0
        for some in batched((link.url for link in links), 400):
            chosen = and_(self._mine, pages.c.url.in_(some), pages.c.state != "waiting")
            stale = chosen & (pages.c.checked < self._begun)
            count += connection.execute(update(pages).where(stale).values(state="waiting")).rowcount
        return count

    def settle(self, connection: Connection, page: Page, verdict: Verdict) -> None:
        """Write what became of a page."""
        failed = verdict.state == "failed"
        values = {
            "state": verdict.state,
            "reason": verdict.reason,
            "etag": verdict.etag,
            "last_modified": verdict.last_modified,
            "hash": verdict.hash,
            "tries": page.tries + 1 if failed else 0,
            "checked": now(),
        }
        where = {"paper": self._newspaper, "address": page.url}
        connection.execute(_SETTLE.values(**values), where)

    def stories_showing(self, connection: Connection, picture: Page) -> Sequence[str]:
        """The story page that a picture was found on, if it is one."""
        stories = select(pages.c.url).where(
            self._mine, pages.c.kind == "story", pages.c.url == picture.found_on
        )
        return connection.scalars(stories).all()

    # -- conditions

    def _waiting(self, window: Window) -> Select[Any]:
        return select(pages).where(self._mine, pages.c.state == "waiting", self._wanted(window))

    def _wanted(self, window: Window) -> Any:
        """A day's page within the window, a month's calendar that touches it, a page of no day."""
        day = pages.c.issue_date
        month = and_(pages.c.kind == "index", day <= month_end(window.until))
        return or_(day.is_(None), and_(day >= window.since, or_(day <= window.until, month)))

    def _mark(self, connection: Connection, window: Window) -> datetime:
        """When this run began: for a named window, when the stopped run of the same one did."""
        moment = now()
        asked = f"{window.since} {window.until}" if window.asked else ""
        found = connection.scalar(select(archive_meta.c.value).where(self._marker)) or ""
        begun, _, before = found.partition(" ")
        if asked and before == asked:
            return datetime.fromisoformat(begun)
        connection.execute(delete(archive_meta).where(self._marker))
        if asked:
            values = {"key": f"crawl:{self._newspaper}", "value": f"{moment.isoformat()} {asked}"}
            connection.execute(insert(archive_meta).values(values))
        return moment

    def _writing(self) -> Any:
        return self._engine.execution_options(writes=True).begin()


def now() -> datetime:
    """This moment as the database keeps it: UTC, no time zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def _page(row: AnyRow) -> Page:
    return Page(
        url=row.url,
        kind=row.kind,
        found_on=row.found_on,
        issue_date=row.issue_date,
        reason=row.reason,
        etag=row.etag,
        last_modified=row.last_modified,
        hash=row.hash,
        tries=row.tries,
    )
