"""The archive: everything received, where it stands, and what was read from it.

In: captures with their readings. Out: articles at permanent addresses, and the list of changes that
an index replays. SQLite by default, PostgreSQL by URL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError

from archive.appearances import batched
from archive.captures import Choice, kept, newest, unpacked
from archive.database import connect, prepare
from archive.filing import Filing, Outcome
from archive.models import Article, Capture, Newspaper, Reading, State, story_fields
from archive.newspapers import Sites, register
from archive.people import People
from archive.permanent import NO_PAGE, AnyRow, address_of, page_order, place_of
from archive.schema import (
    SCHEMA_VERSION,
    addresses,
    articles,
    blobs,
    captures,
    changes,
    issue_pages,
    newspapers,
)
from archive.status import ArchiveStatus, read_status
from archive.vocabulary import words


class ArchiveError(RuntimeError):
    """The archive cannot be opened; the message says why and what to do."""


class Gone(LookupError):
    """An address that was given once and has no story any more."""


@dataclass(frozen=True, slots=True)
class PageListing:
    """One page of an issue with its stories in order."""

    page: str | None
    page_name: str
    articles: tuple[Article, ...]


_COLUMNS = (
    addresses.c.article,
    addresses.c.newspaper,
    addresses.c.published,
    addresses.c.page,
    addresses.c.position,
    addresses.c.source_id,
    articles.c.capture,
    articles.c.state,
    articles.c.story,
)
_ARTICLE = select(*_COLUMNS).join(articles, articles.c.id == addresses.c.article)
# a story that vanished keeps its address alone
_AT = (
    select(*_COLUMNS)
    .outerjoin(articles, articles.c.id == addresses.c.article)
    .where(
        addresses.c.newspaper == bindparam("paper"),
        addresses.c.published == bindparam("day"),
        addresses.c.page == bindparam("sheet"),
        addresses.c.position == bindparam("place"),
    )
)
_PUBLISHED = articles.c.state == "published"
_ORDER = (addresses.c.page, addresses.c.position)


class Archive:
    """The archive behind one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.people = People(engine)
        self.sites = Sites(engine)
        self._connection: Connection | None = None
        self._filings: dict[str, Filing] = {}

    @classmethod
    def open(cls, where: str | Path) -> Archive:
        """The archive in a SQLite file (made if missing) or behind a database URL."""
        engine = connect(where)
        try:
            found = prepare(engine)
        except (sqlite3.Error, SQLAlchemyError) as error:
            engine.dispose()
            reason = getattr(error, "orig", None) or error
            raise ArchiveError(f"the archive {where} cannot be opened: {reason}") from error
        if found != str(SCHEMA_VERSION):
            engine.dispose()
            raise ArchiveError(
                f"the archive {where} has schema {found}, this program reads {SCHEMA_VERSION}"
            )
        return cls(engine)

    def close(self) -> None:
        """Let go of all database connections."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The database, for those that keep tables of their own in it."""
        return self._engine

    # -- writing

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction for all that is stored inside; an exception leaves nothing of it."""
        with self._engine.execution_options(writes=True).begin() as connection:
            self._connection = connection
            try:
                yield
                for filing in self._filings.values():
                    filing.finish()
            finally:
                self._connection = None
                self._filings.clear()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Inside a batch: what fails in here is undone without harm to the rest of the batch."""
        with self.connection.begin_nested():
            yield

    def add_newspaper(self, newspaper: Newspaper) -> None:
        """Make a newspaper known, or give it a new name or region; an empty one changes nothing."""
        with self._engine.execution_options(writes=True).begin() as connection:
            register(connection, newspaper)

    def is_known(
        self, newspaper: str, source: str, digest: str, issue_date: date | None = None
    ) -> bool:
        """Whether these bytes were read for this newspaper and are the newest of their page."""
        return self._filing(newspaper).known(source, digest, issue_date)

    def store(self, newspaper: Newspaper, capture: Capture, reading: Reading) -> Outcome:
        """Keep a page and file its stories. Every story must have a published date."""
        return self._filing(newspaper.key).file(capture, reading)

    def store_failure(self, newspaper: Newspaper, capture: Capture, reason: str) -> None:
        """Keep a page that could not be read, with the reason."""
        self._filing(newspaper.key).file_failure(capture, reason)

    def store_picture(
        self,
        newspaper: Newspaper,
        source: str,
        content: bytes,
        media_type: str,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Keep a picture or a PDF (checked by the caller); gives back its content hash."""
        return self._filing(newspaper.key).file_picture(source, content, media_type, headers)

    def store_again(
        self, newspaper: str, capture: Capture, reading: Reading
    ) -> tuple[Outcome, int]:
        """File what a kept capture is read as today, and count the articles that changed."""
        return self._filing(newspaper).refile(capture, reading)

    def store_failure_again(self, newspaper: str, number: int, reason: str) -> None:
        """Mark a kept capture as one that cannot be read; what was read from it before stays."""
        self._filing(newspaper).refile_failure(number, reason)

    @property
    def connection(self) -> Connection:
        """The transaction of the batch that is open. Raises RuntimeError outside one."""
        if self._connection is None:
            raise RuntimeError("storing needs `with archive.batch():` around it")
        return self._connection

    def _filing(self, newspaper: str) -> Filing:
        if newspaper not in self._filings:
            self._filings[newspaper] = Filing(self.connection, newspaper)
        return self._filings[newspaper]

    # -- reading

    def newspapers(self) -> dict[str, Newspaper]:
        """The known newspapers by key."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(newspapers).order_by(newspapers.c.key))
            return {
                row.key: Newspaper(key=row.key, name=row.name, region=row.region) for row in rows
            }

    def newspaper_names(self) -> dict[str, str]:
        """Newspaper keys with their printed names."""
        return {key: newspaper.name for key, newspaper in self.newspapers().items()}

    def article(self, number: int) -> Article | None:
        """A published article by its number."""
        return next(self._articles(_ARTICLE.where(addresses.c.article == number)), None)

    def article_at(self, address: str) -> Article | None:
        """The published article at an address, None for one never given. Raises Gone."""
        place = place_of(address)
        if place is None:
            return None
        with self._engine.connect() as connection:
            row = connection.execute(_AT, place).first()
            roll = self.people.roll(connection)
        if row is None:
            return None
        if row.state != "published":
            raise Gone(address)
        return roll.seen(_article(row))

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        """Every published article whose number leaves `part` divided by `parts`, ascending.

        A few at a time are in memory.
        """
        last = 0
        ours = _ARTICLE.where(addresses.c.article % parts == part).order_by(addresses.c.article)
        while True:
            step = ours.where(addresses.c.article > last)
            found = list(self._articles(step.limit(1000)))
            if not found:
                return
            yield from found
            last = found[-1].id

    def numbered(self, numbers: Iterable[int]) -> Iterator[Article]:
        """Those of the articles that are published, in the order of the first of each 500."""
        for some in batched(numbers, 500):
            step = _ARTICLE.where(addresses.c.article.in_(some))
            yield from self._articles(step.order_by(addresses.c.article))

    def forked(self) -> None:
        """Told in a new process: the connections of the old one are not to be used here."""
        self._engine.dispose(close=False)

    def count(self) -> int:
        """How many articles are published."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).where(_PUBLISHED)) or 0

    def last_seq(self) -> int:
        """The number of the newest change, 0 where there was none."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.max(changes.c.seq))) or 0

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        """Each article changed after `seq`, once, as it is now; None for one not published."""
        with self._engine.connect() as connection:
            changed = select(changes.c.article).where(changes.c.seq > seq).distinct()
            numbers = list(connection.scalars(changed.order_by(changes.c.article)))
        for some in batched(numbers, 500):
            found = {article.id: article for article in self.numbered(some)}
            for number in some:
                yield number, found.get(number)

    def dictionary(self) -> list[str]:
        """The names of the people in the archive: words that jieba does not know."""
        with self._engine.connect() as connection:
            return words(connection, self.people.roll(connection))

    def issue(self, newspaper: str, published: date) -> tuple[PageListing, ...]:
        """The pages of one issue, front page first, with their stories; empty for no such issue."""
        where = (addresses.c.newspaper == newspaper, addresses.c.published == published)
        rows = _ARTICLE.where(*where).order_by(*_ORDER)
        stories = sorted(self._articles(rows), key=lambda article: page_order(article.page))
        with self._engine.connect() as connection:
            names = {
                row.page: row.page_name
                for row in connection.execute(
                    select(issue_pages.c.page, issue_pages.c.page_name).where(
                        issue_pages.c.newspaper == newspaper, issue_pages.c.published == published
                    )
                )
            }
        return tuple(
            PageListing(page, names.get(page or "") or found[0].page_name, found)
            for page, group in groupby(stories, key=lambda article: article.page)
            if (found := tuple(group))
        )

    def page_pdfs(self, newspaper: str) -> set[str]:
        """Where the issue pages of a newspaper link their printed page as a PDF."""
        with self._engine.connect() as connection:
            listings = connection.scalars(
                select(issue_pages.c.listing).where(issue_pages.c.newspaper == newspaper)
            )
            return {listing["pdf"] for listing in listings if listing["pdf"]}

    def adjacent_issues(self, newspaper: str, published: date) -> tuple[date | None, date | None]:
        """The dates of the issues before and after a date that have something to read."""
        dates = select(addresses.c.published).join(articles, articles.c.id == addresses.c.article)
        dates = dates.where(addresses.c.newspaper == newspaper, _PUBLISHED)
        day = addresses.c.published
        with self._engine.connect() as connection:
            before = dates.where(day < published).order_by(day.desc()).limit(1)
            after = dates.where(day > published).order_by(day).limit(1)
            return connection.scalar(before), connection.scalar(after)

    def newest_captures(self, choice: Choice) -> list[int]:
        """The numbers of the newest captures of pages, in the order received."""
        with self._engine.connect() as connection:
            return newest(connection, choice)

    def captures(self, numbers: Sequence[int]) -> list[tuple[str, Capture]]:
        """Captures by their numbers, ascending, each with its newspaper's key."""
        with self._engine.connect() as connection:
            return kept(connection, numbers)

    def kept_pdfs(self, newspaper: str, published: date) -> dict[str, str]:
        """The content hashes of the printed pages of an issue that are kept as PDFs, by page."""
        listed = select(issue_pages.c.page, issue_pages.c.listing).where(
            issue_pages.c.newspaper == newspaper, issue_pages.c.published == published
        )
        with self._engine.connect() as connection:
            pdfs = {row.page: row.listing["pdf"] for row in connection.execute(listed)}
            kept = select(captures.c.source, captures.c.hash).where(
                captures.c.newspaper == newspaper,
                captures.c.source.in_(set(pdfs.values()) - {""}),
                captures.c.outcome == "pdf",
            )
            # of one received twice the newer one stays
            hashes = {
                row.source: row.hash for row in connection.execute(kept.order_by(captures.c.id))
            }
        return {page: hashes[pdf] for page, pdf in pdfs.items() if pdf in hashes}

    def media(self, digest: str) -> tuple[bytes, str] | None:
        """A kept picture's bytes and image type; None for anything that is not a picture."""
        return self._medium(digest, "picture")

    def pdf(self, digest: str) -> bytes | None:
        """The bytes of a printed page kept as a PDF; None for anything else."""
        found = self._medium(digest, "pdf")
        return found[0] if found else None

    def _medium(self, digest: str, outcome: str) -> tuple[bytes, str] | None:
        medium = (
            select(blobs.c.packed, blobs.c.encoding, captures.c.media_type)
            .join(captures, captures.c.hash == blobs.c.hash)
            .where(blobs.c.hash == digest, captures.c.outcome == outcome)
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(medium).first()
        return (unpacked(row), row.media_type) if row else None

    def status(self) -> ArchiveStatus:
        """What the archive holds."""
        with self._engine.connect() as connection:
            return read_status(connection)

    def _articles(self, rows: Any) -> Iterator[Article]:
        with self._engine.connect() as connection:
            found = connection.execute(rows.where(_PUBLISHED)).all()
            roll = self.people.roll(connection)
        for row in found:
            yield roll.seen(_article(row))


def _article(row: AnyRow) -> Article:
    fields = story_fields(row.story)
    # Decided: the address and the newspaper's key stay whatever a later reading says.
    fields.update(newspaper=row.newspaper, published=row.published, position=row.position)
    fields.update(page=None if row.page == NO_PAGE else row.page, source_id=row.source_id)
    state: State = row.state
    return Article(
        id=row.article, address=address_of(row), capture=row.capture, state=state, **fields
    )
