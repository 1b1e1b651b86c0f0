"""Who is named in which article: the rows behind persons, tenures and the vocabulary.

In: stories as they are filed. Out: `appearances`, made again with each story, and the permanent
keys of the people in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any, TypeVar, get_args

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select

from archive.models import Kind
from archive.schema import addresses, appearances, articles, newspapers, person_keys

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The roles in `appearances` that make somebody a person with a key."""

_Thing = TypeVar("_Thing")
_AT_ONCE = 500
_MOST_PARTS = 4
_SIGNS = re.compile(r"(?<=\w)[-－•‧．∙⋅・·](?=\w)")
_COLUMNS = ("name", "role", "title", "organisation")
_ADD = insert(appearances)
_DROP = delete(appearances).where(appearances.c.article == bindparam("number"))


def circles(connection: Connection) -> dict[str, str]:
    """Within what one name is one person: each newspaper's region, itself if it has none."""
    rows = connection.execute(select(newspapers.c.key, newspapers.c.region))
    return {row.key: row.region or row.key for row in rows}


def write_rows(connection: Connection, article: int, story: Mapping[str, Any]) -> None:
    """Write the rows of an article that has none."""
    if rows := _story_rows(article, story):
        connection.execute(_ADD, rows)


def drop_rows(connection: Connection, article: int) -> None:
    """Delete an article's rows: its story is no more, or another."""
    connection.execute(_DROP, {"number": article})


def give_keys(connection: Connection, newspaper: str, touched: Iterable[int] | None = None) -> None:
    """Give a key to each person of a newspaper that has none; of some articles only, if told."""
    circle = circles(connection)[newspaper]
    keyed = and_(person_keys.c.name == appearances.c.name, person_keys.c.region == circle)
    without = (
        select(appearances.c.name)
        .distinct()
        .join(addresses, addresses.c.article == appearances.c.article)
        .outerjoin(person_keys, keyed)
        .where(
            addresses.c.newspaper == newspaper,
            appearances.c.role.in_(KINDS),
            person_keys.c.id.is_(None),
        )
    )
    names: set[str] = set()
    if touched is None:
        names.update(connection.scalars(without))
    else:
        for some in batched(touched, _AT_ONCE):
            names.update(connection.scalars(without.where(appearances.c.article.in_(some))))
    dotted = _dotted_keys(connection, circle, names)
    for batch in batched(_commonest_first(connection, names), _AT_ONCE):
        held = select(person_keys.c.key).where(person_keys.c.key.in_(batch))
        taken = set(connection.scalars(held))
        rows = []
        for name in batch:
            key = f"{name}（{circle}）" if name in taken else name
            if _is_dotted(name):
                key = dotted.setdefault(_one_spelling(name), key)
            rows.append({"name": name, "region": circle, "key": key})
        connection.execute(insert(person_keys), rows)


def _is_dotted(name: str) -> bool:
    return bool(_SIGNS.search(name))


def _one_spelling(name: str) -> str:
    """The name with every sign between its parts written alike: 阿里-哈桑 is 阿里·哈桑."""
    return _SIGNS.sub("·", name)


def _spellings(name: str) -> Iterator[str]:
    """The name with each of the signs between its parts: a name of many parts with one sign all."""
    parts = _SIGNS.split(name)
    few = len(parts) <= _MOST_PARTS
    for signs in product("·-－", repeat=len(parts) - 1 if few else 1):
        between = signs if few else signs * (len(parts) - 1)
        yield parts[0] + "".join(map("".join, zip(between, parts[1:], strict=True)))


def _dotted_keys(connection: Connection, circle: str, names: set[str]) -> dict[str, str]:
    """The keys that a region's names of several parts have already, by their one spelling."""
    spelt = [spelling for name in filter(_is_dotted, names) for spelling in _spellings(name)]
    found: dict[str, str] = {}
    for batch in batched(sorted(set(spelt)), _AT_ONCE):
        known = select(person_keys.c.name, person_keys.c.key).where(
            person_keys.c.name.in_(batch), person_keys.c.region == circle
        )
        # where an archive has two from before, the oldest
        for row in connection.execute(known.order_by(person_keys.c.id)):
            found.setdefault(_one_spelling(row.name), row.key)
    return found


def _commonest_first(connection: Connection, names: set[str]) -> list[str]:
    """The names in order, of two spellings of one the one that more rows have first."""
    spelt: dict[str, list[str]] = {}
    for name in sorted(names):
        spelt.setdefault(_one_spelling(name), []).append(name)
    twice = [name for some in spelt.values() if len(some) > 1 for name in some]
    counts: dict[str, int] = {}
    for batch in batched(twice, _AT_ONCE):
        rows = (
            select(appearances.c.name, func.count())
            .where(appearances.c.name.in_(batch))
            .group_by(appearances.c.name)
        )
        counts.update((name, count) for name, count in connection.execute(rows))
    return sorted(names, key=lambda name: (_one_spelling(name), -counts.get(name, 0), name))


def fill(connection: Connection) -> None:
    """Make all rows and keys from the articles, for an archive that has none yet."""
    last = 0
    while True:
        step = select(articles.c.id, articles.c.story).where(articles.c.id > last)
        found = connection.execute(step.order_by(articles.c.id).limit(_AT_ONCE)).all()
        if not found:
            break
        rows = [line for row in found for line in _story_rows(row.id, row.story)]
        if rows:
            connection.execute(_ADD, rows)
        last = found[-1].id
    for newspaper in circles(connection):
        give_keys(connection, newspaper)


def move_keys(connection: Connection, newspaper: str, before: str) -> None:
    """A newspaper left a region: its people keep their keys, unless another is still there."""
    now = circles(connection)
    if before not in now.values():
        after = now[newspaper]
        there = select(person_keys.c.name).where(person_keys.c.region == after)
        moved = (
            delete(person_keys)
            .where(person_keys.c.region == before, person_keys.c.name.not_in(there))
            .returning(person_keys.c.name, person_keys.c.key)
        )
        # Written anew: the higher id tells every process that it holds old ones.
        rows = [
            {"name": row.name, "region": after, "key": row.key}
            for row in connection.execute(moved).all()
        ]
        if rows:
            connection.execute(insert(person_keys), rows)
    give_keys(connection, newspaper)


def batched(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """The things in lists of at most `size`."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _story_rows(article: int, story: Mapping[str, Any]) -> list[dict[str, object]]:
    """A row for each post of a mention, one for a mention without posts and for each credit."""
    found: dict[tuple[str, str, str, str], None] = {}
    for mention in story.get("mentions", ()):
        posts = [(post["title"], post["organisation"]) for post in mention["posts"]]
        for title, organisation in posts or [("", "")]:
            found[mention["name"], mention["kind"], title, organisation] = None
    for credit in story.get("credits", ()):
        if credit["role"] != "source":  # an agency
            found[credit["name"], credit["role"], "", ""] = None
    return [{"article": article, **dict(zip(_COLUMNS, row, strict=True))} for row in found]
