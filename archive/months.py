"""Times of a lead that names no day: a month, a quarter, half a year, a year, or several.

In: the first sentence of a lead in plain digits, and the issue's day. Out: an `EventDate`, or None.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from archive.date_words import (
    FOLLOWING_YEAR,
    FUTURE,
    MONTH_NUMBER,
    NEAR_MONTH,
    NOT_WITHIN_NUMBER,
    TO,
    YEAR,
    Moment,
    between,
    near_month,
    number,
    says_year,
    with_year,
)
from archive.models import EventDate, Precision

# 前5月 and 近三月 are spans without an end; 告别四月 and 人间四月天 are said of the season
_NO_MONTH = (
    r"(?<![前近隔])(?<!告别|人间|迎来|迎接|走进|进入|步入|拥抱|你好|再见|相约|最美|烟花|红色|金秋)"
)
_NO_SEASON = r"(?![天嫂饼季亮球光色花内余])"
_MONTH = rf"(?:(?P<month>{MONTH_NUMBER})\s?|{NEAR_MONTH})月{_NO_SEASON}"
_PART = r"(?:份|[上中下]旬|[初中底末](?!央))?"
# 1至9月 prints its 月 once
_FIRST_OF_TWO = rf"(?P<number>{MONTH_NUMBER})(?={TO}{MONTH_NUMBER}\s?月{_NO_SEASON})"
_MONTH_DATE = re.compile(
    rf"{NOT_WITHIN_NUMBER}(?:{YEAR}\s?|{_NO_MONTH})(?:{_MONTH}{_PART}|{_FIRST_OF_TWO})"
)
_LAST_MONTH = re.compile(rf"{TO}(?:{FOLLOWING_YEAR}|{YEAR}\s?){_MONTH}{_PART}")
_MOST_MONTHS_AHEAD = 6

# 今年，… says nothing: only a named year, or a part of this or last one, is a date. A part by
# itself must be the time of a clause: 一季度，… but not 听取一季度汇报
_STRETCH = r"第?[一二三四1-4]季度|[上下]半年"
_YEAR_DATE = re.compile(
    rf"{YEAR}(?:全年|[初底末](?!以来)|(?P<part>{_STRETCH})(?!以来)|(?<=\d年)(?=[，,]))"
    rf"|(?:^|(?<=[\s，,：:）)讯电]))(?P<bare>{_STRETCH})(?=[，,])"
)
_HALVES = {"上": 1, "下": 7}


def month_event(text: str, printed: str, today: Moment | None) -> EventDate | None:
    """The event of a sentence that names a month, or two with 至 between, and no day."""
    future = bool(FUTURE.search(text))
    for match in _MONTH_DATE.finditer(text):
        first = _month(match, match["month"] or match["number"], today, future=future)
        if first is None:
            continue
        last, stop = first, match.end()
        until = _LAST_MONTH.match(text, stop)
        if until and (months := _two_months(match, first, until, today, future=future)):
            first, last, stop = *months, until.end()
        return _months(first, last, printed[match.start() : stop])
    return None


def year_event(text: str, printed: str, today: Moment | None) -> EventDate | None:
    """The event of a sentence that names only a year or part of one as its time: `2019年，…`."""
    future = bool(FUTURE.search(text))
    for match in _YEAR_DATE.finditer(text):
        part = match["part"] or match["bare"]
        month, months = _stretch(part) if part else (1, 12)
        first = with_year(match, month, 1, today, future=future)
        if first is None or not (part or first.dated):
            continue
        # 到2020年，…: by when it shall be done
        if today and first.day.year > today.day.year and text[: match.start()].endswith("到"):
            continue
        last = _in_year(first, 0, month + months - 1)
        words = printed[match.start() : match.end()]
        return _months(first, last, words, precision="month" if part else "year")
    return None


def _month(
    match: re.Match[str], numeral: str, today: Moment | None, *, future: bool
) -> Moment | None:
    """The first day of the month a match names."""
    if match["near_month"]:
        return today and near_month(match, 1, today)
    return with_year(match, number(numeral), 1, today, future=future)


def _two_months(
    match: re.Match[str],
    first: Moment,
    until: re.Match[str],
    today: Moment | None,
    *,
    future: bool,
) -> tuple[Moment, Moment] | None:
    """The months of `11月至2月`, each in its year: the one that says its year rules the other, of
    two that do not the one later in the calendar. None where they do not follow each other."""
    last = _month(until, until["month"], today, future=future)
    if last is None:
        return None
    first_is_said, last_is_said = _is_said(match), _is_said(until)
    over_new_year = last.day.month < first.day.month
    if until["following_year"]:
        last = _in_year(first, 1, last.day.month)
    elif not last_is_said and (first_is_said or over_new_year):
        if over_new_year and (last.day.month - first.day.month) % 12 > _MOST_MONTHS_AHEAD:
            return None
        last = _in_year(first, int(over_new_year), last.day.month)
    elif not first_is_said:
        first = _in_year(last, -int(over_new_year), first.day.month)
    return (first, last) if first.dated == last.dated and first.day <= last.day else None


def _is_said(match: re.Match[str]) -> bool:
    """Whether a match leaves no doubt of its month's year."""
    return says_year(match) or bool(match["near_month"])


def _stretch(part: str) -> tuple[int, int]:
    """The first month and the number of months of 上半年 or 第三季度."""
    if part.endswith("半年"):
        return _HALVES[part[0]], 6
    return 3 * number(part.removeprefix("第")[0]) - 2, 3


def _in_year(of: Moment, years: int, month: int) -> Moment:
    """The first of a month, so many years after the year of another day."""
    return Moment(date(of.day.year + years, month, 1), of.dated)


def _months(first: Moment, last: Moment, printed: str, precision: Precision = "month") -> EventDate:
    """The event from the first of two months to the end of the other."""
    days = calendar.monthrange(last.day.year, last.day.month)[1]
    return between(first, Moment(last.day.replace(day=days), last.dated), precision, printed)
