"""Persons: one name in one region, until an editor decides otherwise; their posts over time.

In: who is named where, and editors' decisions. Out: `Person` and `Profile` values; decisions kept,
each with the changed articles among the `changes` of the same transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, insert, select

from archive.appearances import KINDS, batched
from archive.decisions import Action, Decision, Roll, Stamp, decisions, stamp
from archive.models import Kind
from archive.permanent import AnyRow
from archive.schema import (
    addresses,
    appearances,
    articles,
    changes,
    person_decisions,
    person_keys,
)
from archive.tenures import Appearance, Tenure, tenures


class PersonError(ValueError):
    """A person that there is not, or a decision that cannot be made; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person and in how many published articles, from when to when, it is named."""

    key: str
    kind: Kind
    articles: int
    first: date
    last: date
    hidden: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return asdict(self) | {"first": self.first.isoformat(), "last": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Profile:
    """A person, the names it is printed under, its posts over time and what was decided."""

    person: Person
    names: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    past: tuple[Tenure, ...]
    """Posts named only as held before: their dates are those of the stories that say so."""
    decisions: tuple[Decision, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            **self.person.to_json(),
            "names": list(self.names),
            "tenures": [tenure.to_json() for tenure in self.tenures],
            "past": [tenure.to_json() for tenure in self.past],
            "decisions": [decision.to_json() for decision in self.decisions],
        }


_NAMED = (
    select(
        appearances.c.article,
        appearances.c.name,
        appearances.c.role,
        appearances.c.title,
        appearances.c.organisation,
        addresses.c.newspaper,
        addresses.c.published,
        articles.c.state,
    )
    .join(addresses, addresses.c.article == appearances.c.article)
    .join(articles, articles.c.id == appearances.c.article)
    .where(appearances.c.role.in_(KINDS))
    .order_by(addresses.c.published, appearances.c.article, appearances.c.id)
)
_PUBLISHED = articles.c.state == "published"
_BECAME: dict[Action, str] = {"merge": "已并入", "rename": "已改名为"}


class People:
    """The people of the archive behind one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._loaded: tuple[Stamp, Roll] | None = None

    # -- reading

    def roll(self, connection: Connection) -> Roll:
        """Who is who, as the connection sees it."""
        loaded, now = self._loaded, stamp(connection)
        if loaded is None or loaded[0] != now:
            loaded = self._loaded = (now, Roll.load(connection))
        return loaded[1]

    def all(self, text: str = "") -> list[Person]:
        """Everybody whose key contains the text, those in most published articles first."""
        found: dict[str, list[Appearance]] = {}
        with self._engine.connect() as connection:
            roll = self.roll(connection)
            for row in connection.execute(_NAMED.where(_PUBLISHED)):
                key = roll.key(row.newspaper, row.name, row.article)
                if text in key:
                    found.setdefault(key, []).append(_appearance(row))
        people = [_person(key, rows, roll) for key, rows in found.items()]
        return sorted(people, key=lambda person: (-person.articles, person.key))

    def profile(self, key: str) -> Profile | None:
        """All about a person, hidden or not; None for one that no published article names."""
        with self._engine.connect() as connection:
            roll = self.roll(connection)
            named = _named(connection, roll, key, _NAMED.where(_PUBLISHED))
            return _profile(connection, roll, key, [_appearance(row) for row in named])

    def profile_of(self, key: str, named: Sequence[Appearance]) -> Profile | None:
        """The same from the mentions of a person in published articles, by date."""
        with self._engine.connect() as connection:
            return _profile(connection, self.roll(connection), key, named)

    def absence(self, key: str) -> PersonError:
        """Why there is nobody of a key: who it became, else that no article names it."""
        with self._engine.connect() as connection:
            return _absence(self.roll(connection), key)

    def decisions(self) -> list[Decision]:
        """All that was ever decided, in order."""
        with self._engine.connect() as connection:
            return decisions(connection)

    # -- deciding; each raises PersonError

    def merge(self, into: str, person: str) -> Decision:
        """Everything said of `person` is said of `into` from now on."""
        with self._deciding() as (connection, roll):
            if into == person:
                raise PersonError(f"“{person}”和自己是同一个人")
            self._require(connection, roll, into)
            return self._decide(connection, roll, "merge", person, {"to": into})

    def split(self, person: str, numbers: Collection[int]) -> Decision:
        """In these articles it is somebody else, who gets a key of their own: `王强（2）`."""
        with self._deciding() as (connection, roll):
            named = self._require(connection, roll, person)
            theirs = {row.article for row in named}
            if strange := sorted(set(numbers) - theirs):
                raise PersonError(f"第 {strange[0]} 号报道没有提到“{person}”")
            if not numbers or theirs == set(numbers):
                raise PersonError(f"提到“{person}”的报道要分出一部分，不能不分，也不能全分")
            detail = {"to": _fresh_key(connection, person), "articles": sorted(set(numbers))}
            return self._decide(connection, roll, "split", person, detail)

    def rename(self, person: str, name: str) -> Decision:
        """The person has another name; who is printed under that one is the same person."""
        with self._deciding() as (connection, roll):
            named = self._require(connection, roll, person)
            name = name.strip()
            if not name or len(name) > 100 or not name.isprintable():
                raise PersonError("新的名字不能是空的，也不能有控制字符，最长 100 字")
            circle = roll.circles[named[0].newspaper]
            holders = select(person_keys.c.region).where(person_keys.c.key == name)
            others = set(connection.scalars(holders)) - {circle}
            if others or any(_named(connection, roll, name)):
                raise PersonError(f"已经有“{name}”了：如果是同一个人，请合并")
            ours = select(person_keys.c.id).where(
                person_keys.c.name == name, person_keys.c.region == circle
            )
            if connection.scalar(ours) is None:
                # Else the next region that prints this name would be given the same key.
                key = {"name": name, "region": circle, "key": name}
                connection.execute(insert(person_keys), key)
            return self._decide(connection, roll, "rename", person, {"to": name})

    def hide(self, person: str) -> Decision:
        """The person is nobody (a misreading, say): no article names it any more."""
        with self._deciding() as (connection, roll):
            if roll.traits(person).hidden:
                raise PersonError(f"“{person}”已经隐藏了")
            return self._decide(connection, roll, "hide", person, {})

    def set_kind(self, person: str, kind: Kind) -> Decision:
        """The person is an official, of an enterprise, or other, whatever was read."""
        with self._deciding() as (connection, roll):
            return self._decide(connection, roll, "kind", person, {"kind": kind})

    def undo(self, number: int | None = None) -> Decision:
        """Take back a decision, the newest that stands if none is named; gives it back."""
        with self._deciding() as (connection, roll):
            if number is None:
                undone = roll.standing[-1] if roll.standing else None
            else:
                undone = next((one for one in roll.standing if one.id == number), None)
            if undone is None:
                which = "可以撤销的决定" if number is None else f"第 {number} 号决定，或者已经撤销"
                raise PersonError(f"没有{which}")
            for later in roll.standing:
                needs = {later.person, later.target}
                # Most decisions create nobody, and a later one may have no target.
                if later.id > undone.id and undone.creates and undone.creates in needs:
                    raise PersonError(f"第 {later.id} 号决定以它为前提：请先撤销第 {later.id} 号")
            self._record(connection, roll, "undo", undone.person, {"decision": undone.id})
            return undone

    @contextmanager
    def _deciding(self) -> Iterator[tuple[Connection, Roll]]:
        with self._engine.execution_options(writes=True).begin() as connection:
            yield connection, Roll.load(connection)

    def _require(self, connection: Connection, roll: Roll, key: str) -> list[AnyRow]:
        named = list(_named(connection, roll, key))
        if not named:
            raise _absence(roll, key)
        return named

    def _decide(
        self,
        connection: Connection,
        roll: Roll,
        action: Action,
        person: str,
        detail: Mapping[str, Any],
    ) -> Decision:
        self._require(connection, roll, person)
        return self._record(connection, roll, action, person, detail)

    def _record(
        self,
        connection: Connection,
        before: Roll,
        action: Action,
        person: str,
        detail: Mapping[str, Any],
    ) -> Decision:
        made = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        row = {"action": action, "person": person, "detail": dict(detail), "made": made}
        added = insert(person_decisions).returning(person_decisions.c.id)
        number = connection.execute(added, row).scalar_one()
        after = Roll.load(connection)
        keys = after.sources({person}) | before.sources({person})
        touch_changed(connection, before, after, _of(connection, keys))
        return Decision(number, action, person, detail, made)


def touch_changed(
    connection: Connection, before: Roll, after: Roll, named: Sequence[AnyRow]
) -> None:
    """Add the articles in which somebody is another person than before to the `changes`."""

    def said(roll: Roll, row: AnyRow) -> object:
        key = roll.key(row.newspaper, row.name, row.article)
        return key, roll.traits(key)

    changed = {row.article for row in named if said(before, row) != said(after, row)}
    if changed:
        connection.execute(insert(changes), [{"article": number} for number in sorted(changed)])


def people_of(connection: Connection, newspaper: str) -> Sequence[AnyRow]:
    """Whoever is named in a newspaper's articles, whatever their state."""
    return connection.execute(_NAMED.where(addresses.c.newspaper == newspaper)).all()


def _of(connection: Connection, keys: set[str], rows: Select[Any] = _NAMED) -> Sequence[AnyRow]:
    """The mentions that keys are given to, before any decision."""
    names: set[str] = set()
    for some in batched(sorted(keys), 500):
        held = select(person_keys.c.name).where(person_keys.c.key.in_(some))
        names.update(connection.scalars(held))
    found: list[AnyRow] = []
    for some in batched(sorted(names), 500):
        found += connection.execute(rows.where(appearances.c.name.in_(some)))
    return found


def _named(
    connection: Connection, roll: Roll, key: str, rows: Select[Any] = _NAMED
) -> Iterator[AnyRow]:
    """The mentions of a person, by date."""
    found = _of(connection, roll.sources({key}), rows)
    for row in sorted(found, key=lambda row: (row.published, row.article)):
        if roll.key(row.newspaper, row.name, row.article) == key:
            yield row


def _absence(roll: Roll, key: str) -> PersonError:
    """Why nobody has a key: a decision gave all that was left of it to another."""
    moves = [one for one in roll.standing if one.action in _BECAME]
    now, steps = key, []
    for move in moves:  # in order: a later one goes on from where an earlier one led
        if move.person == now and move.target:
            now = move.target
            steps.append(f"{_BECAME[move.action]}“{now}”")
    if not steps:
        return PersonError(f"没有报道提到“{key}”")
    return PersonError(f"“{key}”{'，后来'.join(steps)}")


def _appearance(row: AnyRow) -> Appearance:
    return Appearance(row.article, row.published, row.name, row.role, row.title, row.organisation)


def _profile(
    connection: Connection, roll: Roll, key: str, named: Sequence[Appearance]
) -> Profile | None:
    if not named:
        return None
    sources = roll.sources({key})
    still, past = tenures(connection, named)
    return Profile(
        _person(key, named, roll),
        tuple(dict.fromkeys(one.name for one in named)),
        still,
        past,
        tuple(
            decision
            for decision in roll.standing
            if decision.person in sources or decision.target == key
        ),
    )


def _person(key: str, named: Sequence[Appearance], roll: Roll) -> Person:
    traits = roll.traits(key)
    kinds = Counter(kind for _, kind in dict.fromkeys((one.article, one.kind) for one in named))
    return Person(
        key,
        traits.kind or kinds.most_common(1)[0][0],
        len({one.article for one in named}),
        min(one.published for one in named),
        max(one.published for one in named),
        traits.hidden,
    )


def _fresh_key(connection: Connection, person: str) -> str:
    """`王强（2）`, or the next number that was never given."""
    given = {decision.target for decision in decisions(connection)}
    given.update(connection.scalars(select(person_keys.c.key)))
    number = 2
    while (key := f"{person}（{number}）") in given:
        number += 1
    return key
