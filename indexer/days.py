"""Spans of days as people write them in a question.

In: `2019`, `2019-10`, `2019年10月8日`, `2019-10-01..2019-10-08`. Out: first and last day, both
included.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_DAY = re.compile(
    r"(\d{4})年?(?:(?<=年)(\d{1,2})月(?:(\d{1,2})[日号]?)?)?$"
    r"|(\d{4})(?:(?P<mark>[-/.])(\d{1,2})(?:(?P=mark)(\d{1,2}))?)?$"
)


def parse_days(text: str) -> tuple[date | None, date | None] | None:
    """First and last day of `2019`, `2019-10`, `2019/10/8`, `2019年10月`, `A..B`; None for what is
    no date.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _whole(text)
    since, until = _whole(first), _whole(last)
    if (first and since is None) or (last and until is None) or not (first or last):
        return None
    return since[0] if since else None, until[1] if until else None


def _whole(text: str) -> tuple[date, date] | None:
    match = _DAY.match(text)
    if not match:
        return None
    written = match.groups()[:3] if match[1] else match.group(4, 6, 7)
    year, month, day = (int(part) if part else 0 for part in written)
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
