"""How values are written for readers.

In: facet values, dates and byline roles as the archive keeps them. Out: Chinese text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from archive import EventDate, Newspaper

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")

ROLES: Mapping[str, str] = {
    "reporter": "记者",
    "correspondent": "通讯员",
    "photographer": "摄影",
    "editor": "编辑",
    "source": "来源",
}


SORTS: Mapping[str, str] = {"relevance": "相关度", "newest": "最新", "oldest": "最早"}

FIELDS: Mapping[str, str] = {
    "official": "官员",
    "reporter": "记者",
    "page": "版",
    "section": "栏目",
    "organisation": "机构",
    "newspaper": "报纸",
}
"""What a facet is called in the search box; one not named here goes by its key."""


def day_text(day: date) -> str:
    """`2019年10月8日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_text(month: str) -> str:
    """`2019-10` as `2019年10月`."""
    year, number = month.split("-")
    return f"{int(year)}年{int(number)}月"


def page_text(page: str | None, page_name: str = "") -> str:
    """`A01版 要闻`, `第3版`; nothing where the page is not known."""
    number = f"第{page}版" if page and page.isdigit() else f"{page}版" if page else ""
    return f"{number} {page_name}".strip()


def event_text(event: EventDate) -> str:
    """When it happened, no finer than it is known: `2019年10月8日至9日`, `约2019年10月`."""
    start, end = _parts(event.start), _parts(event.end)
    keep = {"year": 1, "month": 2}.get(event.precision, 3)
    text = _written(start[:keep])
    if end[:keep] != start[:keep]:
        shared = 0
        while start[shared] == end[shared]:
            shared += 1
        text += "至" + _written(("",) * shared + end[shared:keep])
    return f"约{text}" if event.precision == "approximate" else text


def _parts(day: str) -> tuple[str, str, str]:
    # `--10-08`: the year is not known
    known = ["", *day[2:].split("-")] if day.startswith("--") else day.split("-")
    year, month, number = (*known, "", "")[:3]
    return year, month.lstrip("0"), number.lstrip("0")


def _written(parts: tuple[str, ...]) -> str:
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False) if part)


def value_text(facet: str, value: str, newspapers: Mapping[str, Newspaper]) -> str:
    """A facet's value as a reader knows it: a newspaper by its name, `A01版`, `2019年10月`."""
    if facet == "newspaper":
        return newspapers[value].name if value in newspapers else value
    if facet == "page":
        return page_text(value)
    if facet == "month" and _MONTH.fullmatch(value):
        return month_text(value)
    return value
