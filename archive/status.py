"""What an archive holds, in numbers.

In: an open connection. Out: an `ArchiveStatus`, with the pages that could not be read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from archive.captures import Choice, chosen, count_newest
from archive.schema import addresses, articles, captures, changes


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that is kept but could not be read."""

    newspaper: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What the archive holds, in numbers; `failures` are the newest hundred of the failed pages."""

    articles: int
    pages: int
    pictures: int
    failed: int
    first: date | None
    last: date | None
    last_seq: int
    failures: tuple[Failure, ...]

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
        failures=tuple(Failure(*row) for row in connection.execute(failed.limit(100))),
    )
