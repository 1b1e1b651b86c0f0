"""Who is in which published stories, and with whom; and how many stories each day has.

In: an archive's stories with who is named in them, then only what changed. Out: the days of the
newspapers, the `Presence` of somebody, the `Roster` of everybody, the mentions of a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from threading import Lock
from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import func, select

from archive.appearances import KINDS
from archive.decisions import Roll
from archive.models import Kind
from archive.schema import addresses, appearances, articles, changes
from archive.store import Archive
from archive.tenures import Appearance

_ROLES = (*KINDS, "reporter")
_TOLD = (
    select(addresses.c.article, addresses.c.newspaper, addresses.c.published)
    .join(articles, articles.c.id == addresses.c.article)
    .where(articles.c.state == "published")
)
_NAMED = (
    select(
        appearances.c.article,
        appearances.c.name,
        appearances.c.role,
        appearances.c.title,
        appearances.c.organisation,
    )
    .where(appearances.c.role.in_(_ROLES))
    .order_by(appearances.c.id)
)

Days = Mapping[date, int]
"""Days with something to read, ascending, with their published stories."""


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


_Who: TypeAlias = "tuple[str, str]"
"""A person's key or a reporter's name, and as what they are seen: both can be one word."""


class _Seen(NamedTuple):
    """Somebody in a story, and how they are printed; one for all stories that say the same."""

    who: _Who
    name: str
    role: Kind | Literal["reporter"]
    title: str
    organisation: str


class _Story(NamedTuple):
    """A published story with who is in it: a line for each post of somebody, nobody hidden."""

    newspaper: str
    published: date
    seen: tuple[_Seen, ...]

    @property
    def people(self) -> set[_Who]:
        """Everybody in it, each once whatever they are called and whichever posts they have."""
        return {one.who for one in self.seen}


class Attendance:
    """All published stories with who is in them, after all decisions, held in memory.

    It is brought up to date before each answer: the articles in `changes` since, and no others, are
    read again. Any number of threads may ask at once.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._seq = -1
        self._stories: dict[int, _Story] = {}
        self._in: dict[_Who, set[int]] = {}
        self._counts: dict[str, Counter[date]] = {}
        self._days: Mapping[str, Days] = {}
        self._shared: dict[_Seen, _Seen] = {}

    def days(self) -> Mapping[str, Days]:
        """Each newspaper's days."""
        with self._lock:
            self._catch_up()
            return self._days

    def roster(self) -> Roster:
        """Everybody: officials by their keys, reporters by their names."""
        with self._lock:
            self._catch_up()
            counts = {who: len(numbers) for who, numbers in self._in.items() if numbers}
        return Roster(_most_first(counts, "official"), _most_first(counts, "reporter"))

    def presence(self, key: str, role: str) -> Presence | None:
        """Where somebody is in a role; None for nowhere."""
        who = (key, role)
        with self._lock:
            self._catch_up()
            stories = self._by_date(self._in.get(who, ()))
        if not stories:
            return None
        days = Counter(story.published for story in stories.values())
        months: Counter[str] = Counter()
        for day, count in days.items():
            months[f"{day.year}-{day.month:02d}"] += count
        beside = Counter(chain.from_iterable(story.people for story in stories.values()))
        del beside[who]
        return Presence(
            key=key,
            stories=tuple(stories),
            first=min(days),
            last=max(days),
            months=tuple(sorted(months.items())),
            officials=_most_first(beside, "official"),
            reporters=_most_first(beside, "reporter"),
        )

    def mentions(self, key: str) -> list[Appearance]:
        """Where a person is named, as whatever kind of person, by date; a hidden one is nowhere."""
        people = {(key, kind) for kind in KINDS}
        with self._lock:
            self._catch_up()
            stories = self._by_date(set().union(*(self._in.get(who, ()) for who in people)))
        return [
            Appearance(number, story.published, one.name, one.role, one.title, one.organisation)
            for number, story in stories.items()
            for one in story.seen
            if one.who in people and one.role != "reporter"
        ]

    def _by_date(self, numbers: Iterable[int]) -> Mapping[int, _Story]:
        """Stories by their numbers, by date, then number."""
        found = [(number, self._stories[number]) for number in sorted(numbers)]
        return dict(sorted(found, key=lambda pair: pair[1].published))

    # -- following the archive

    def _catch_up(self) -> None:
        """Take up what changed. Everything is read before anything is touched."""
        with self._archive.engine.connect() as connection:
            seq = connection.scalar(select(func.max(changes.c.seq))) or 0
            if seq == self._seq:
                return
            changed = select(changes.c.article).where(changes.c.seq > self._seq).distinct()
            told, named = _TOLD, _NAMED
            before: set[int] = set()
            if self._stories:
                told = told.where(addresses.c.article.in_(changed))
                named = named.where(appearances.c.article.in_(changed))
                before = set(connection.scalars(changed))
            fresh = {
                number: _Story(newspaper, published, ())
                for number, newspaper, published in connection.execute(told)
            }
            seen: dict[int, list[_Seen]] = {number: [] for number in fresh}
            roll = self._archive.people.roll(connection)
            for number, *printed in connection.execute(named):
                if number in fresh:
                    seen[number] += self._seen(roll, fresh[number].newspaper, number, *printed)
        # one that changed while this was read may be among the fresh and not among those before
        touched = {self._drop(number) for number in (before | fresh.keys()) & self._stories.keys()}
        for number, story in fresh.items():
            self._put(number, story._replace(seen=tuple(seen[number])))
            touched.add(story.newspaper)
        # new ones in the place of the old, which somebody may be reading
        days = {**self._days}
        for newspaper in touched:
            counts = self._counts[newspaper]
            days[newspaper] = {day: counts[day] for day in sorted(counts) if counts[day]}
        self._days = {newspaper: days[newspaper] for newspaper in sorted(days) if days[newspaper]}
        self._seq = seq

    def _seen(
        self,
        roll: Roll,
        newspaper: str,
        article: int,
        name: str,
        role: Kind | Literal["reporter"],
        title: str,
        organisation: str,
    ) -> tuple[_Seen, ...]:
        """Who is printed so in an article; nothing for who is hidden."""
        who = (name, str(role))
        if role != "reporter":
            key = roll.key(newspaper, name, article)
            traits = roll.traits(key)
            if traits.hidden:
                return ()
            who = (key, traits.kind or role)
        one = _Seen(who, name, role, title, organisation)
        return (self._shared.setdefault(one, one),)

    def _put(self, number: int, story: _Story) -> None:
        self._stories[number] = story
        self._counts.setdefault(story.newspaper, Counter())[story.published] += 1
        for one in story.seen:
            self._in.setdefault(one.who, set()).add(number)

    def _drop(self, number: int) -> str:
        """Forget a story; its newspaper comes back."""
        story = self._stories.pop(number)
        self._counts[story.newspaper][story.published] -= 1
        for who in story.people:
            self._in[who].remove(number)
        return story.newspaper


def _most_first(counts: Mapping[_Who, int], role: str) -> tuple[Companion, ...]:
    """Those in a role by the number of their articles."""
    found = [(key, count) for (key, what), count in counts.items() if what == role]
    return tuple(Companion(*pair) for pair in sorted(found, key=lambda p: (-p[1], p[0])))
