"""Browsing by date: the newspapers' years, a year's calendar, and one day in every year.

In: a newspaper and a year, or a month and day. Out: their pages, each day with its stories, and
what is missing of a newspaper by its own rhythm.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, abort, render_template

from archive import Article, Newspaper
from archive.coverage import Coverage, HeldIssue
from archive.presence import Days
from archive.settings import today as today_in_china
from web.holdings import holdings
from web.names import weekdays

pages = Blueprint("calendar", __name__)

SHOWN = 6
"""Stories of one issue that a page of several issues lists."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar; `number` is 0 for a place outside of the month.

    `missing` says that an issue should be there and is not, `suspect` that it looks incomplete.
    """

    number: int
    published: date | None
    stories: int
    missing: bool = False
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar: its first day, its weeks from Monday on, its issues and stories."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    issues: int
    stories: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a newspaper, and the issues and stories in it."""

    year: int
    issues: int
    stories: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is wrong with a year of a newspaper: issues that are missing, and incomplete ones.

    `is_rhythmic` says whether anything can be told to be missing: a monthly has no weekly rhythm.
    """

    held: int
    missing: tuple[date, ...]
    suspect: tuple[HeldIssue, ...]
    is_rhythmic: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The first stories of an issue, front page first, of `stories` in all."""

    newspaper: Newspaper
    published: date
    stories: int
    first: tuple[Article, ...]


@pages.get("/calendar")
def newspapers() -> str:
    """The newspapers with their years."""
    known = holdings().archive.newspapers()
    listed = [(known[key], years(days)) for key, days in holdings().browsing.days().items()]
    return render_template("newspapers.html", listed=listed)


@pages.get("/calendar/<newspaper>/<int(fixed_digits=4):year>")
def year(newspaper: str, year: int) -> str:
    """The calendar of one year of a newspaper."""
    days = holdings().browsing.days().get(newspaper, {})
    # a year of which nothing is held yet has a page where its issues are known to be missing
    found = holdings().coverages.of(newspaper, today_in_china())
    held = years(days, {day.year for day in found.missing})
    here = next((at for at, one in enumerate(held) if one.year == year), None)
    if here is None:
        abort(404)
    lacking = gaps(found, year)
    return render_template(
        "calendar.html",
        newspaper=holdings().archive.newspapers()[newspaper],
        this=held[here],
        years=held,
        gaps=lacking,
        days=days,
        months=months(days, year, lacking),
        weekdays=weekdays(),
        before=held[here - 1] if here else None,
        after=held[here + 1] if here + 1 < len(held) else None,
    )


@pages.get("/today")
def today() -> str:
    """历史上的今天."""
    # as the leap year that stands for all of them
    return _same_day(today_in_china().replace(year=2000), is_today=True)


@pages.get("/today/<month_day:day>")
def same_day(day: date) -> str:
    """One day in every year."""
    return _same_day(day)


def _same_day(day: date, is_today: bool = False) -> str:
    archive = holdings().archive
    known = archive.newspapers()
    issues = [
        Opening(known[newspaper], published, stories, _first(newspaper, published))
        for published, newspaper, stories in holdings().browsing.same_day(day.month, day.day)
    ]
    return render_template(
        "same_day.html",
        day=day,
        is_today=is_today,
        issues=issues,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
    )


def _first(newspaper: str, published: date) -> tuple[Article, ...]:
    listings = holdings().archive.issue(newspaper, published)
    return tuple(article for listing in listings for article in listing.articles)[:SHOWN]


def years(days: Days, others: Collection[int] = ()) -> tuple[Year, ...]:
    """The years that have something to read, and some others, ascending."""
    issues: dict[int, int] = dict.fromkeys(others, 0)
    stories: dict[int, int] = dict.fromkeys(others, 0)
    for published, count in days.items():
        issues[published.year] = issues.get(published.year, 0) + 1
        stories[published.year] = stories.get(published.year, 0) + count
    return tuple(Year(year, issues[year], stories[year]) for year in sorted(issues))


def gaps(found: Coverage, year: int) -> Gaps:
    """What is held, missing and incomplete in one year."""
    return Gaps(
        held=sum(1 for issue in found.held if issue.published.year == year),
        missing=tuple(day for day in found.missing if day.year == year),
        suspect=tuple(issue for issue in found.suspect if issue.published.year == year),
        is_rhythmic=bool(found.missing or found.weekdays),
    )


def months(days: Days, year: int, gaps: Gaps) -> tuple[Month, ...]:
    """The twelve months of a year as a wall calendar shows them."""
    missing = frozenset(gaps.missing)
    suspect = frozenset(issue.published for issue in gaps.suspect)

    def day(month: int, number: int) -> Day:
        if not number:
            return Day(0, None, 0)
        here = date(year, month, number)
        return Day(number, here, days.get(here, 0), here in missing, here in suspect)

    found = []
    for number in range(1, 13):
        weeks = tuple(
            tuple(day(number, one) for one in week)
            for week in Calendar().monthdayscalendar(year, number)
        )
        held = [one.stories for week in weeks for one in week if one.stories]
        found.append(Month(date(year, number, 1), weeks, len(held), sum(held)))
    return tuple(found)
