"""The captures that articles are read from: each page's newest.

In: which of them. Out: captures with their bytes, a few at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from archive.models import Capture
from archive.permanent import AnyRow
from archive.schema import blobs, captures


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages: those that failed, those of one newspaper, those of one issue date; or all."""

    failed: bool = False
    newspaper: str | None = None
    dated: date | None = None


def count_newest(connection: Connection, choice: Choice) -> int:
    """How many pages there are of a choice."""
    return connection.scalar(select(func.count()).where(chosen(choice))) or 0


def newest(connection: Connection, choice: Choice) -> list[int]:
    """The numbers of each page's newest capture, in the order received."""
    return list(connection.scalars(select(captures.c.id).where(chosen(choice)).order_by("id")))


def kept(connection: Connection, numbers: Sequence[int]) -> list[tuple[str, Capture]]:
    """Captures by their numbers, ascending, each with its newspaper."""
    rows = connection.execute(
        select(captures, blobs.c.packed, blobs.c.encoding)
        .join(blobs, blobs.c.hash == captures.c.hash)
        .where(captures.c.id.in_(numbers))
        .order_by(captures.c.id)
    )
    return [(row.newspaper, _capture(row)) for row in rows]


def unpacked(row: AnyRow) -> bytes:
    """The content of a row of `blobs`."""
    return zlib.decompress(row.packed) if row.encoding == "zlib" else bytes(row.packed)


def _capture(row: AnyRow) -> Capture:
    return Capture(
        source=row.source,
        content=unpacked(row),
        media_type=row.media_type,
        headers=row.headers,
        issue_date=row.issue_date,
        id=row.id,
    )


def chosen(choice: Choice) -> ColumnElement[bool]:
    """The condition on `captures` that leaves the newest capture of each page of a choice."""
    later = captures.alias("later")
    # As in filing: a file name is a page only within a date; failed pages may have none.
    one_for_ever = or_(*(captures.c.source.startswith(s) for s in ("http:", "https:", "jsonl:")))
    superseded = exists().where(
        later.c.newspaper == captures.c.newspaper,
        later.c.source == captures.c.source,
        later.c.id > captures.c.id,
        or_(
            one_for_ever,
            captures.c.issue_date.is_(None),
            later.c.issue_date == captures.c.issue_date,
        ),
    )
    outcomes = ["failed"] if choice.failed else ["failed", "read"]
    conditions: list[ColumnElement[bool]] = [captures.c.outcome.in_(outcomes), ~superseded]
    if choice.newspaper is not None:
        conditions.append(captures.c.newspaper == choice.newspaper)
    if choice.dated is not None:
        conditions.append(captures.c.issue_date == choice.dated)
    return and_(*conditions)
