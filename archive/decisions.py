"""Editors' decisions about people, and what they make of an article.

In: the decisions and keys in the archive. Out: a `Roll` that says who a printed name is, and gives
an article with its people as they are to be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, func, select

from archive.appearances import circles
from archive.models import Article, Kind, Mention
from archive.schema import person_decisions, person_keys

Action = Literal["merge", "split", "rename", "hide", "kind", "undo"]
Stamp: TypeAlias = tuple[object, ...]

_LAST = select(
    select(func.max(person_keys.c.id)).scalar_subquery(),
    select(func.max(person_decisions.c.id)).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about a person; `detail` says into whom, under what key, which articles."""

    id: int
    action: Action
    person: str
    detail: Mapping[str, Any]
    made: datetime

    @property
    def target(self) -> str | None:
        """The key that the person's mentions, or some of them, go to."""
        to: str | None = self.detail.get("to")
        return to

    @property
    def creates(self) -> str | None:
        """The key that there is because of it."""
        return self.target if self.action in ("split", "rename") else None

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        values = asdict(self)
        values["made"] = self.made.isoformat(timespec="seconds")
        return values

    def covers(self, article: int) -> bool:
        """Whether it holds in an article: a split is about some only."""
        return self.action != "split" or article in self.detail["articles"]


@dataclass(frozen=True, slots=True)
class Traits:
    """What was decided about a person wherever it is named."""

    hidden: bool = False
    kind: Kind | None = None


_PLAIN = Traits()


class Roll:
    """Who is who: each newspaper's people by printed name, after all decisions that stand."""

    def __init__(
        self,
        circles: Mapping[str, str],
        keys: Mapping[tuple[str, str], str],
        decisions: Sequence[Decision],
    ) -> None:
        """`keys` maps (name, region) to the key where it is not the name."""
        self.circles = circles
        self._keys = keys
        undone = {one.detail["decision"] for one in decisions if one.action == "undo"}
        self.standing = tuple(
            one for one in decisions if one.action != "undo" and one.id not in undone
        )
        self._moves: dict[str, list[Decision]] = {}
        self._traits: dict[str, Traits] = {}
        for decision in self.standing:
            self._take(decision)

    @classmethod
    def load(cls, connection: Connection) -> Roll:
        """The roll as the archive has it now."""
        unlike = select(person_keys).where(person_keys.c.key != person_keys.c.name)
        return cls(
            circles(connection),
            {(row.name, row.region): row.key for row in connection.execute(unlike)},
            decisions(connection),
        )

    def _take(self, decision: Decision) -> None:
        person, to = decision.person, decision.target
        traits = self._traits.get(person, _PLAIN)
        if decision.action == "hide":
            self._traits[person] = replace(traits, hidden=True)
        elif decision.action == "kind":
            self._traits[person] = replace(traits, kind=decision.detail["kind"])
        elif to:
            self._moves.setdefault(person, []).append(decision)
            if decision.creates:
                self._traits[to] = traits

    def key(self, newspaper: str, name: str, article: int) -> str:
        """The key of who is named so in an article of a newspaper."""
        key = self._keys.get((name, self.circles[newspaper]), name)
        after = 0
        while moves := self._moves.get(key):
            move = next((one for one in moves if one.id > after and one.covers(article)), None)
            if move is None or move.target is None:
                break
            key, after = move.target, move.id
        return key

    def traits(self, key: str) -> Traits:
        """What was decided about a person."""
        return self._traits.get(key, _PLAIN)

    def sources(self, keys: set[str]) -> set[str]:
        """The keys whose mentions may have come to be those of some keys, and these."""
        found = set(keys)
        for decision in reversed(self.standing):
            if decision.target in found:
                found.add(decision.person)
        return found

    def seen(self, article: Article) -> Article:
        """The article with its people as decided: a name is the person's key, hidden ones gone."""
        people: dict[str, Mention] = {}
        for mention in article.mentions:
            key = self.key(article.newspaper, mention.name, article.id)
            traits = self.traits(key)
            if traits.hidden:
                continue
            if known := people.get(key):  # two printed names of one person
                posts = tuple(dict.fromkeys((*known.posts, *mention.posts)))
                people[key] = replace(known, posts=posts)
            else:
                people[key] = replace(mention, name=key, kind=traits.kind or mention.kind)
        mentions = tuple(people.values())
        return article if mentions == article.mentions else replace(article, mentions=mentions)


def decisions(connection: Connection) -> list[Decision]:
    """All decisions in order, undone ones and the undoing too."""
    rows = connection.execute(select(person_decisions).order_by(person_decisions.c.id))
    return [Decision(row.id, row.action, row.person, row.detail, row.made) for row in rows]


def stamp(connection: Connection) -> Stamp:
    """Changes whenever a roll loaded before is not the newest."""
    last_key, last_decision = connection.execute(_LAST).one()
    return last_key, last_decision, tuple(circles(connection).items())
