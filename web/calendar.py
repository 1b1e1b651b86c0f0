"""Browsing by date: the newspapers' years, a year's calendar, and one day in every year.

In: a newspaper and a year, or a month and day. Out: their pages, each day with its stories.
"""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, abort, render_template

from archive import Article, Newspaper
from archive.browsing import Days
from archive.settings import today as today_in_china
from web.holdings import holdings
from web.names import WEEKDAYS

pages = Blueprint("calendar", __name__)

SHOWN = 6
"""Stories of one issue that a page of several issues lists."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar; `number` is 0 for a place outside of the month."""

    number: int
    published: date | None
    stories: int


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
    held = years(days)
    here = next((at for at, one in enumerate(held) if one.year == year), None)
    if here is None:
        abort(404)
    return render_template(
        "calendar.html",
        newspaper=holdings().archive.newspapers()[newspaper],
        this=held[here],
        years=held,
        months=months(days, year),
        weekdays=WEEKDAYS,
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


def years(days: Days) -> tuple[Year, ...]:
    """The years that have something to read, ascending."""
    issues: dict[int, int] = {}
    stories: dict[int, int] = {}
    for published, count in days.items():
        issues[published.year] = issues.get(published.year, 0) + 1
        stories[published.year] = stories.get(published.year, 0) + count
    return tuple(Year(year, issues[year], stories[year]) for year in sorted(issues))


def months(days: Days, year: int) -> tuple[Month, ...]:
    """The twelve months of a year as a wall calendar shows them."""
    found = []
    for number in range(1, 13):
        weeks = tuple(
            tuple(_day(days, year, number, day) for day in week)
            for week in Calendar().monthdayscalendar(year, number)
        )
        held = [day.stories for week in weeks for day in week if day.stories]
        found.append(Month(date(year, number, 1), weeks, len(held), sum(held)))
    return tuple(found)


def _day(days: Days, year: int, month: int, number: int) -> Day:
    published = date(year, month, number) if number else None
    return Day(number, published, days.get(published, 0) if published else 0)
