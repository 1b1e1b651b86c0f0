"""Files that were not taken in, remembered until they are imported again.

In: what an import looked at and what of it was refused. Out: rows, and the list of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from archive.appearances import batched
from archive.intake import Found, Refusal
from archive.schema import refusals


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of which nothing is kept, or a part of one: `:3` is its third row, `/a.htm` a file.

    `size` is the file's, in bytes, a row's that of all rows; the reason is Chinese.
    """

    newspaper: str
    file: str
    part: str
    size: int
    reason: str


def refused_file(newspaper: str, one: Found | Refusal, reason: str, part: str = "") -> RefusedFile:
    """What is remembered of a file, or of a part of one; what lies in a ZIP is a part of that."""
    if one.within:
        return RefusedFile(newspaper, one.within, f"/{one.source}{part}", one.size, reason)
    return RefusedFile(newspaper, one.source, part, one.size, reason)


def remember(
    connection: Connection, newspaper: str, seen: Collection[str], refused: Iterable[RefusedFile]
) -> None:
    """Let what was refused of the files seen take the place of what was refused of them before."""
    ours = refusals.c.newspaper == newspaper
    before = connection.scalars(select(refusals.c.file).where(ours).distinct())
    for some in batched(sorted(set(before).intersection(seen)), 500):
        connection.execute(delete(refusals).where(ours, refusals.c.file.in_(some)))
    rows = {(one.file, one.part): one for one in refused}
    for batch in batched(rows.values(), 500):
        values = [
            {"newspaper": newspaper, "file": one.file, "part": one.part}
            | {"size": one.size, "reason": one.reason}
            for one in batch
        ]
        connection.execute(insert(refusals), values)


def count(connection: Connection) -> int:
    """How many files and parts of files are remembered."""
    return connection.scalar(select(func.count()).select_from(refusals)) or 0


def listed(connection: Connection, limit: int) -> tuple[RefusedFile, ...]:
    """The first of them by newspaper and name."""
    rows = select(refusals).order_by(refusals.c.newspaper, refusals.c.file, refusals.c.part)
    return tuple(RefusedFile(*row) for row in connection.execute(rows.limit(limit)))
