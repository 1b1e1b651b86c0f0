"""The words of a printed date: numerals, years, months, days, what stands between two of them.

In: pieces of a sentence in plain digits. Out: pieces of patterns, and the days they name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from archive.models import EventDate, Precision

ONES = "一二三四五六七八九"
# One character each, so that places in the plain text are places in the printed one.
PLAIN = str.maketrans("０１２３４５６７８９○零Ｏ〡", "0123456789〇〇O一")
_VALUES = {numeral: value for value, numeral in enumerate("〇" + ONES)} | {"O": 0}

YEAR = rf"(?:(?P<year>[12]\d{{3}}|[一二][〇O0{ONES}]{{3}})|(?P<near_year>[今本去上前明]))\s?年的?"
# 11月15日至次年3月15日
FOLLOWING_YEAR = r"(?:(?P<following_year>次|翌|第二)年的?\s?)?"
MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9]|十[一二]?|〇?[{ONES}])"
NEAR_MONTH = r"(?P<near_month>[本当]|这个|[上下]个?)"
DAY_NUMBER = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|卅一?|二?十[{ONES}]?|廿[{ONES}]?|〇?[{ONES}])"
TO = r"\s?起?(?:至|到|[—－–―─~～〜-]{1,2})\s?"
NOT_WITHIN_NUMBER = rf"(?<![\d.第每百千万十廿卅{ONES}])(?<!每年)"
FUTURE = re.compile(
    r"(?<![大上中少名主健])将(?![军领士校帅])|(?<![模虚])拟|预计|截[至止]|定于|[日号月午晚](?:起|开始)"
)

_YEARS_AWAY = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_MONTHS_AWAY = {"本": 0, "当": 0, "这": 0, "上": -1, "下": 1}
_LATE = timedelta(days=60)
# Stands in where no year is known; a leap year, for 2月29日.
_NO_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and whether its year is known."""

    day: date
    dated: bool = True

    def __str__(self) -> str:
        return self.day.isoformat() if self.dated else f"--{self.day:%m-%d}"


def between(start: Moment, end: Moment, precision: Precision, printed: str) -> EventDate:
    """The event of a story from its first day to its last."""
    return EventDate(str(start), str(end), precision, printed)


def as_moment(day: date | None, dated: bool) -> Moment | None:
    """The day, if there is one."""
    return None if day is None else Moment(day, dated)


def says_year(match: re.Match[str]) -> bool:
    """Whether a match of `YEAR` and more printed a year."""
    return bool(match["year"] or match["near_year"])


def with_year(
    match: re.Match[str], month: int, day: int, today: Moment | None, *, future: bool
) -> Moment | None:
    """The day of that month in the year a match prints. Where it prints none: in today's year, or
    the year before if that is over 60 days ahead; with `future` in the nearest year."""
    if match["year"]:
        return as_moment(calendar_day(number(match["year"]), month, day), True)
    if today is None or not today.dated:
        return as_moment(calendar_day(_NO_YEAR, month, day), False)
    this_year = today.day.year
    if match["near_year"]:
        year = this_year + _YEARS_AWAY[match["near_year"]]
        return as_moment(calendar_day(year, month, day), True)
    years = range(this_year - 1, this_year + 2) if future else (this_year, this_year - 1)
    days = [found for year in years if (found := calendar_day(year, month, day))]
    if not future:
        return next((Moment(found) for found in days if found - today.day <= _LATE), None)
    return as_moment(min(days, key=lambda found: abs(found - today.day), default=None), True)


def near_month(match: re.Match[str], day: int, today: Moment) -> Moment | None:
    """That day of the month which 本月, 上个月 or 下月 of a match of `NEAR_MONTH` means."""
    year, month = month_away(today.day, _MONTHS_AWAY[match["near_month"][0]])
    return as_moment(calendar_day(year, month, day), today.dated)


def month_away(day: date, months: int) -> tuple[int, int]:
    """The year and month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number(numeral: str) -> int:
    """The value of a number in digits, digit by digit (二〇一九) or with tens (二十八, 廿八)."""
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = numeral.rpartition("十")
    if ten:
        return 10 * (_VALUES[tens] if tens else 1) + (_VALUES[ones] if ones else 0)
    return int("".join(str(_VALUES.get(letter, letter)) for letter in numeral))
