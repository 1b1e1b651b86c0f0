"""Which issues an archive holds, which are missing, and which look incomplete.

In: a newspaper's key and the day it is asked for. Out: its `Coverage`, by the newspaper's own
rhythm: on which weekdays it appears is learned from the issues held.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import Connection, distinct, func, select

from archive.schema import addresses, articles, issue_pages
from archive.store import Archive

# Weeks with an issue on each side that tell whether a weekday belongs to the rhythm: a newspaper
# that goes from weekly to daily is judged by what it was then.
_WEEKS = 6
_WEEKS_NEEDED = 4
# The issues of the same weekday that an issue is compared with, on each side.
_ALIKE = 6
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class HeldIssue:
    """An issue that is held: its pages and stories, and how many stories its index lists.

    `suspect` says why it looks incomplete, empty if it does not.
    """

    published: date
    pages: int
    stories: int
    listed: int
    suspect: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A newspaper's issues from `first` to `last` (None if it has none).

    `weekdays` are the days of the week it last appeared on (Monday is 0), empty where no weekly
    rhythm can be seen; then nothing is said to be missing.
    """

    newspaper: str
    first: date | None
    last: date | None
    weekdays: tuple[int, ...]
    held: tuple[HeldIssue, ...]
    missing: tuple[date, ...]

    @property
    def suspect(self) -> tuple[HeldIssue, ...]:
        """The issues that look incomplete."""
        return tuple(issue for issue in self.held if issue.suspect)

    def to_json(self) -> dict[str, Any]:
        """The dates as plain JSON values; of the issues held only their number."""
        return {
            "newspaper": self.newspaper,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "weekdays": list(self.weekdays),
            "held": len(self.held),
            "missing": [day.isoformat() for day in self.missing],
            "suspect": [
                {"date": issue.published.isoformat(), "reason": issue.suspect}
                for issue in self.suspect
            ],
        }


def coverage(archive: Archive, newspaper: str, today: date) -> Coverage:
    """What is held of a newspaper, and what is missing.

    From its first issue, or from the day that its site is wanted since; to its last issue, or, if
    it has a site, to the day before `today`.
    """
    with archive.engine.connect() as connection:
        held = _held(connection, newspaper)
    if not held:
        return Coverage(newspaper, None, None, (), (), ())
    first, last = held[0].published, held[-1].published
    if site := archive.sites.get(newspaper):
        first = min(first, site.since or first)
        last = max(last, today - _DAY)
    rhythm = _Rhythm([issue.published for issue in held])
    return Coverage(
        newspaper=newspaper,
        first=first,
        last=last,
        weekdays=rhythm.weekdays(last),
        held=tuple(_judged(held)),
        missing=tuple(rhythm.missing(first, last)),
    )


def _held(connection: Connection, newspaper: str) -> list[HeldIssue]:
    """The issues with a page or a story, in order of their dates."""
    told = select(
        addresses.c.published,
        func.count().label("stories"),
        func.count(distinct(addresses.c.page)).label("pages"),
    ).join(articles, articles.c.id == addresses.c.article)
    told = told.where(addresses.c.newspaper == newspaper)
    listed = select(
        issue_pages.c.published,
        func.count().label("pages"),
        func.sum(func.json_array_length(issue_pages.c.listing["stories"])).label("stories"),
    ).where(issue_pages.c.newspaper == newspaper)
    stories = {
        row.published: row for row in connection.execute(told.group_by(addresses.c.published))
    }
    indexes = {
        row.published: row for row in connection.execute(listed.group_by(issue_pages.c.published))
    }
    return [
        HeldIssue(
            published=day,
            pages=indexes[day].pages if day in indexes else stories[day].pages,
            stories=stories[day].stories if day in stories else 0,
            listed=int(indexes[day].stories) if day in indexes else 0,
        )
        for day in sorted(stories.keys() | indexes.keys())
    ]


# -- missing


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class _Rhythm:
    """On which weekdays a newspaper appears, week by week, as its issues show."""

    def __init__(self, days: Sequence[date]) -> None:
        self._days = frozenset(days)
        weeks: defaultdict[date, set[int]] = defaultdict(set)
        for day in days:
            weeks[_monday(day)].add(day.weekday())
        self._mondays = list(weeks)
        self._weeks: Mapping[date, set[int]] = weeks
        gaps = [(after - before).days for before, after in pairwise(self._mondays)]
        # A monthly has one issue in every week that has one, and no weekly rhythm.
        self._is_weekly = len(weeks) >= _WEEKS_NEEDED and median(gaps) == 7

    def weekdays(self, day: date) -> tuple[int, ...]:
        """The weekdays that the newspaper appears on about a day."""
        if not self._is_weekly:
            return ()
        at = bisect_left(self._mondays, _monday(day))
        held = at < len(self._mondays) and self._mondays[at] == _monday(day)
        near = self._mondays[max(0, at - _WEEKS) : at + held + _WEEKS]
        counts = Counter(weekday for monday in near for weekday in self._weeks[monday])
        return tuple(sorted(weekday for weekday, held in counts.items() if 2 * held > len(near)))

    def missing(self, first: date, last: date) -> Iterator[date]:
        """The days that should have an issue and have none."""
        monday = _monday(first)
        while self._is_weekly and monday <= last:
            for weekday in self.weekdays(monday):
                day = monday + weekday * _DAY
                if first <= day <= last and day not in self._days:
                    yield day
            monday += _WEEK


# -- suspect


def _judged(held: Sequence[HeldIssue]) -> Iterator[HeldIssue]:
    """The issues, each with what looks wrong; weekend issues are compared with weekend issues."""
    alike: defaultdict[int, list[HeldIssue]] = defaultdict(list)
    for issue in held:
        alike[issue.published.weekday()].append(issue)
    places: Counter[int] = Counter()
    for issue in held:
        weekday = issue.published.weekday()
        place = places[weekday]
        places[weekday] += 1
        near = alike[weekday][max(0, place - _ALIKE) : place + _ALIKE + 1]
        yield replace(issue, suspect=_doubt(issue, near))


def _doubt(issue: HeldIssue, near: Sequence[HeldIssue]) -> str:
    """What looks wrong with an issue beside those like it."""
    if not issue.stories:
        return "有版面，没有报道"
    lost = issue.listed - issue.stories
    # One in ten may be an advertisement that the index does not call one.
    if lost > issue.listed // 10:
        return f"目录上有 {issue.listed} 篇，只收到 {issue.stories} 篇"
    pages = median(one.pages for one in near)
    if pages >= 2 and issue.pages * 2 < pages:
        return f"只有 {issue.pages} 版，前后一般 {pages:.0f} 版"
    stories = median(one.stories for one in near)
    if stories >= 3 and issue.stories * 3 <= stories:
        return f"只有 {issue.stories} 篇，前后一般 {stories:.0f} 篇"
    return ""
