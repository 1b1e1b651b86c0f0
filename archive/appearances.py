"""Who is named in which article: the rows behind persons, tenures and the vocabulary.

In: stories as they are filed. Out: `appearances`, made again with each story, and the permanent
keys of the people in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar, get_args

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from archive.models import Kind
from archive.schema import addresses, appearances, articles, newspapers, person_keys

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The roles in `appearances` that make somebody a person with a key."""

_Thing = TypeVar("_Thing")
_AT_ONCE = 500
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
    for batch in batched(sorted(names), _AT_ONCE):
        held = select(person_keys.c.key).where(person_keys.c.key.in_(batch))
        taken = set(connection.scalars(held))
        rows = [
            {
                "name": name,
                "region": circle,
                "key": f"{name}（{circle}）" if name in taken else name,
            }
            for name in batch
        ]
        connection.execute(insert(person_keys), rows)


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
