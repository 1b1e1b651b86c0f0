"""Who is in which published stories, and with whom.

In: who is named where, and editors' decisions. Out: the `Presence` of an official or a reporter,
and the `Roster` of everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from archive.appearances import KINDS
from archive.decisions import Roll
from archive.schema import addresses, appearances, articles

_ROLES = (*KINDS, "reporter")


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody in the same stories, and in how many."""

    key: str
    articles: int


@dataclass(frozen=True, slots=True)
class Presence:
    """The published stories that somebody is in.

    `stories` are their numbers by date, then number; `months` counts them (`2019-10`), ascending.
    `officials` and `reporters` are in the same stories, the most frequent first.
    """

    key: str
    stories: tuple[int, ...]
    first: date
    last: date
    months: tuple[tuple[str, int], ...]
    officials: tuple[Companion, ...]
    reporters: tuple[Companion, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in published stories with the number of stories, the most frequent first."""

    officials: tuple[Companion, ...]
    reporters: tuple[Companion, ...]


def roster(connection: Connection, roll: Roll) -> Roster:
    """Everybody: officials by their keys, reporters by their names."""
    rows = (
        select(
            appearances.c.article,
            appearances.c.name,
            appearances.c.role,
            addresses.c.newspaper,
        )
        .distinct()
        .join(addresses, addresses.c.article == appearances.c.article)
        .join(articles, articles.c.id == appearances.c.article)
        .where(articles.c.state == "published", appearances.c.role.in_(_ROLES))
    )
    found = set(_seen(roll, connection.execute(rows).all()))
    return Roster(_most_first(found, "official"), _most_first(found, "reporter"))


def presence(
    connection: Connection, roll: Roll, key: str, role: str, names: list[str]
) -> Presence | None:
    """Where somebody, printed under these names, is in a role; None for nowhere."""
    named = (
        select(
            appearances.c.article,
            appearances.c.name,
            appearances.c.role,
            addresses.c.newspaper,
            addresses.c.published,
        )
        .join(addresses, addresses.c.article == appearances.c.article)
        .join(articles, articles.c.id == appearances.c.article)
        .where(articles.c.state == "published", appearances.c.name.in_(names))
        .order_by(addresses.c.published, appearances.c.article)
    )
    rows = connection.execute(named).all()
    who = (key, role)
    ours = {one[0] for one in _seen(roll, (row[:4] for row in rows)) if one[1:] == who}
    if not ours:
        return None
    papers: dict[int, str] = {}
    days: dict[int, date] = {}
    for article, _, _, newspaper, published in rows:
        if article in ours:
            papers[article], days[article] = newspaper, published
    there = select(appearances.c.article).where(appearances.c.name.in_(names))
    beside = (
        select(appearances.c.article, appearances.c.name, appearances.c.role)
        .distinct()
        .where(appearances.c.article.in_(there), appearances.c.role.in_(_ROLES))
    )
    others = connection.execute(beside).all()
    named_there = ((*row, papers[row[0]]) for row in others if row[0] in papers)
    company = {one for one in _seen(roll, named_there) if one[1:] != who}
    months = Counter((day.year, day.month) for day in days.values())
    return Presence(
        key=key,
        stories=tuple(days),
        first=min(days.values()),
        last=max(days.values()),
        months=tuple(
            (f"{year}-{month:02d}", months[year, month]) for year, month in sorted(months)
        ),
        officials=_most_first(company, "official"),
        reporters=_most_first(company, "reporter"),
    )


def _seen(roll: Roll, named: Iterable[Sequence[Any]]) -> Iterator[tuple[int, str, str]]:
    """Who is in which article and as what, after all decisions; hidden people are nowhere.

    `named` tells article, printed name, role and newspaper.
    """
    for article, name, role, newspaper in named:
        if role not in KINDS:
            yield article, name, role
            continue
        key = roll.key(newspaper, name, article)
        traits = roll.traits(key)
        if not traits.hidden:
            yield article, key, traits.kind or role


def _most_first(named: Iterable[tuple[int, str, str]], role: str) -> tuple[Companion, ...]:
    """Those in a role by the number of their articles; each is named once an article."""
    counts = Counter(key for _, key, what in named if what == role).items()
    return tuple(Companion(*pair) for pair in sorted(counts, key=lambda p: (-p[1], p[0])))
