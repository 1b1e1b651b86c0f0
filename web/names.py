"""How values are written for readers.

In: facet values, dates and byline roles as the archive keeps them. Out: text in the reader's
language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from archive import EventDate, Newspaper
from indexer import Facet
from web.language import LazyString, date_text, gettext, in_english, lazy_gettext

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")

ROLES: Mapping[str, LazyString] = {
    "reporter": lazy_gettext("记者"),
    "correspondent": lazy_gettext("通讯员"),
    "photographer": lazy_gettext("摄影"),
    "editor": lazy_gettext("编辑"),
    "source": lazy_gettext("来源"),
}
WEEKDAYS = (
    lazy_gettext("周一"),
    lazy_gettext("周二"),
    lazy_gettext("周三"),
    lazy_gettext("周四"),
    lazy_gettext("周五"),
    lazy_gettext("周六"),
    lazy_gettext("周日"),
)
# patterns of Unicode TR 35, each to be translated as a whole
DAY = lazy_gettext("y年M月d日")
MONTH = lazy_gettext("y年M月")
YEAR = lazy_gettext("y年")
DAY_OF_YEAR = lazy_gettext("M月d日")
ONLY_MONTH = lazy_gettext("M月")


SORTS: Mapping[str, LazyString] = {
    "relevance": lazy_gettext("相关度"),
    "fresh": lazy_gettext("相关且较新"),
    "newest": lazy_gettext("最新"),
    "oldest": lazy_gettext("最早"),
}


def weekdays() -> list[tuple[str, str]]:
    """The days of a week from Monday on: each in full, and as short as a narrow column needs it."""
    short = slice(2) if in_english() else slice(-1, None)
    return [(str(name), str(name)[short]) for name in WEEKDAYS]


def day_text(day: date) -> str:
    """`2019年10月8日`."""
    return date_text(day, DAY)


def month_text(month: str) -> str:
    """`2019-10` as `2019年10月`; what is no month stays as it is."""
    first = first_of_month(month)
    return date_text(first, MONTH) if first else month


def first_of_month(month: str) -> date | None:
    """The first day of a month, `2019-10`; None for what is none."""
    try:
        return date.fromisoformat(f"{month}-01") if _MONTH.fullmatch(month) else None
    except ValueError:
        return None


def only_month_text(day: date) -> str:
    """`10月`."""
    return date_text(day, ONLY_MONTH)


def day_of_year_text(day: date) -> str:
    """`10月8日`."""
    return date_text(day, DAY_OF_YEAR)


def page_text(page: str | None, page_name: str = "") -> str:
    """`A01版 要闻`, `第3版`; nothing where the page is not known."""
    if not page:
        number = ""
    elif page.isdigit():
        number = gettext("第%(page)s版", page=page)
    else:
        number = gettext("%(page)s版", page=page)
    return f"{number} {page_name}".strip()


def event_text(event: EventDate) -> str:
    """When it happened, no finer than it is known: `2019年10月8日至9日`, `约2019年10月`."""
    start, end = _parts(event.start), _parts(event.end)
    keep = {"year": 1, "month": 2}.get(event.precision, 3)
    text = _written(start[:keep])
    if end[:keep] != start[:keep]:
        shared = 0
        # the order of English dates leaves nothing to share
        while not in_english() and start[shared] == end[shared]:
            shared += 1
        until = _written(("",) * shared + end[shared:keep])
        text = gettext("%(start)s至%(end)s", start=text, end=until)
    return gettext("约%(day)s", day=text) if event.precision == "approximate" else text


def _parts(day: str) -> tuple[str, str, str]:
    # `--10-08`: the year is not known
    known = ["", *day[2:].split("-")] if day.startswith("--") else day.split("-")
    year, month, number = (*known, "", "")[:3]
    return year, month, number


_PATTERNS: Mapping[tuple[bool, ...], LazyString] = {
    (True, True, True): DAY,
    (True, True, False): MONTH,
    (True, False, False): YEAR,
    (False, True, True): DAY_OF_YEAR,
    (False, True, False): ONLY_MONTH,
    (False, False, True): lazy_gettext("d日"),
}


def _written(parts: tuple[str, ...]) -> str:
    known = (*parts, "", "")[:3]
    year, month, number = known
    # a leap year stands for the one that is not known
    day = date(int(year or 2000), int(month or 1), int(number or 1))
    return date_text(day, _PATTERNS[tuple(map(bool, known))])


def facet_label(facet: Facet) -> str:
    """What a facet is called."""
    return gettext(facet.label)


def is_printed(facet: str) -> bool:
    """Whether a facet's values stand in the newspapers themselves, and so are Chinese."""
    return facet not in ("month", "page")


def value_text(facet: str, value: str, newspapers: Mapping[str, Newspaper]) -> str:
    """A facet's value as a reader knows it: a newspaper by its name, `A01版`, `2019年10月`."""
    if facet == "newspaper":
        return newspapers[value].name if value in newspapers else value
    if facet == "page":
        return page_text(value)
    if facet == "month":
        return month_text(value)
    return value
