"""Which issues are missing by the newspaper's own rhythm, and which look incomplete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive
from archive.coverage import Coverage, coverage
from archive.coverage import _Rhythm as Rhythm
from archive.models import Issue, StoryLink
from archive.newspapers import Site
from tests.archive.filed import PAPER, read, story

WEDNESDAY = date(2022, 3, 2)
TODAY = date(2022, 12, 1)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.open(tmp_path / "archive.db")
    archive.add_newspaper(PAPER)
    return archive


def days(first: date, number: int, every: int = 7) -> list[date]:
    return [first + timedelta(days=every * at) for at in range(number)]


def publish(
    archive: Archive, day: date, *, pages: int = 4, stories: int = 3, lost: int = 0
) -> None:
    """An issue with that many stories a page, of which some of the first page are not received."""
    for page in range(1, pages + 1):
        told = [
            story(f"{day} 第{page}版第{at}篇", published=day, page=str(page))
            for at in range(1, stories + 1)
        ]
        links = tuple(StoryLink(f"http://qx.example/{day}/{page}/{one.headline}") for one in told)
        issue = Issue(published=day, page=str(page), stories=links)
        root = f"http://qx.example/{day}/{page}"
        read(archive, source=f"{root}/node.htm", issue_date=day, issue=issue)
        for at, one in enumerate(told[lost if page == 1 else 0 :]):
            read(archive, one, source=f"{root}/content_{at}.htm", issue_date=day)


def found(archive: Archive) -> Coverage:
    return coverage(archive, PAPER.key, TODAY)


def missing_of(held: Iterable[date], first: date, last: date) -> list[date]:
    return list(Rhythm(sorted(held)).missing(first, last))


# -- missing


def test_a_newspaper_without_issues_covers_nothing(archive: Archive) -> None:
    assert found(archive) == Coverage(PAPER.key, None, None, (), (), ())


def test_a_weekly_misses_its_own_weekday(archive: Archive) -> None:
    printed = days(WEDNESDAY, 10)
    for day in printed[:4] + printed[5:]:
        publish(archive, day, pages=1)
    seen = found(archive)
    assert (seen.first, seen.last) == (printed[0], printed[-1])
    assert seen.weekdays == (2,)
    assert seen.missing == (printed[4],)
    assert [issue.published for issue in seen.held] == printed[:4] + printed[5:]
    assert (seen.held[0].pages, seen.held[0].stories, seen.held[0].listed) == (1, 3, 3)
    assert seen.to_json()["missing"] == [printed[4].isoformat()]


def test_with_a_site_issues_are_missing_since_its_date_and_until_yesterday(
    archive: Archive,
) -> None:
    printed = days(WEDNESDAY, 6)
    for day in printed:
        publish(archive, day, pages=1)
    archive.sites.add(Site(newspaper=PAPER, url="http://qx.example/", since=date(2022, 2, 10)))
    seen = coverage(archive, PAPER.key, printed[-1] + timedelta(days=14))
    assert seen.missing == (date(2022, 2, 16), date(2022, 2, 23), printed[-1] + timedelta(days=7))


def test_a_daily_without_weekends_misses_working_days_only() -> None:
    every = [day for day in days(WEDNESDAY, 90, every=1) if day.weekday() < 5]
    lost = {every[20], every[21], every[50]}
    assert missing_of(set(every) - lost, every[0], every[-1]) == sorted(lost)


def test_a_whole_season_that_is_missing_is_missed() -> None:
    every = days(WEDNESDAY, 60)
    held = every[:20] + every[40:]
    assert missing_of(held, every[0], every[-1]) == every[20:40]


def test_each_time_is_judged_by_its_own_rhythm() -> None:
    weekly = days(WEDNESDAY, 30)
    daily = days(weekly[-1] + timedelta(days=5), 150, every=1)
    assert missing_of(weekly + daily, weekly[0], daily[-1]) == []
    lost = {weekly[7], daily[70]}
    assert missing_of(set(weekly + daily) - lost, weekly[0], daily[-1]) == sorted(lost)


def test_without_a_weekly_rhythm_nothing_is_said_to_be_missing() -> None:
    monthly = [date(2020 + at // 12, at % 12 + 1, 15) for at in range(30)]
    assert missing_of(monthly, monthly[0], TODAY) == []
    assert missing_of(days(WEDNESDAY, 3), WEDNESDAY, TODAY) == []
    assert Rhythm(monthly).weekdays(TODAY) == ()


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=4, max_size=12),
)
def test_a_day_lost_now_and_then_is_missed(
    weekdays: set[int], losses: list[tuple[int, int]]
) -> None:
    monday = date(2022, 2, 28)
    printed = sorted(weekdays)
    every, lost = [], set()
    for fifth, (week, day) in enumerate(losses):
        for at in range(5):
            start = monday + timedelta(weeks=5 * fifth + at)
            every += [start + timedelta(days=weekday) for weekday in printed]
            if at == week:
                lost.add(start + timedelta(days=printed[day % len(printed)]))
    lost -= {every[0], every[-1]}
    assert missing_of(set(every) - lost, every[0], every[-1]) == sorted(lost)


# -- suspect


def test_an_issue_far_smaller_than_its_like_is_suspect(archive: Archive) -> None:
    printed = days(WEDNESDAY, 9)
    for at, day in enumerate(printed):
        publish(archive, day, pages=1 if at == 4 else 4)
    assert [(one.published, one.suspect) for one in found(archive).suspect] == [
        (printed[4], "只有 1 版，前后一般 4 版")
    ]


def test_an_issue_with_few_stories_is_suspect(archive: Archive) -> None:
    printed = days(WEDNESDAY, 7)
    for at, day in enumerate(printed):
        publish(archive, day, pages=2, stories=1 if at == 3 else 5)
    assert [one.suspect for one in found(archive).suspect] == ["只有 2 篇，前后一般 10 篇"]


def test_thin_weekend_issues_are_compared_with_each_other(archive: Archive) -> None:
    for day in days(date(2022, 2, 28), 42, every=1):
        publish(archive, day, pages=1 if day.weekday() > 4 else 4, stories=1)
    assert found(archive).suspect == ()


def test_stories_that_the_index_lists_and_nobody_received(archive: Archive) -> None:
    printed = days(WEDNESDAY, 5)
    for at, day in enumerate(printed):
        publish(archive, day, pages=2, lost={1: 1, 2: 3}.get(at, 0))
    publish(archive, printed[-1] + timedelta(days=7), pages=1, stories=2, lost=2)
    assert [one.suspect for one in found(archive).suspect] == [
        "目录上有 6 篇，只收到 5 篇",
        "目录上有 6 篇，只收到 3 篇",
        "有版面，没有报道",
    ]
    assert found(archive).to_json()["suspect"][0] == {
        "date": printed[1].isoformat(),
        "reason": "目录上有 6 篇，只收到 5 篇",
    }
