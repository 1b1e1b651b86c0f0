"""The date histogram.

In: a question and its counts by published month. Out: bars with their places, figures and links,
by year for a long span and by month for one of up to two years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer import SearchRequest
from web.links import search_url, toggles
from web.names import month_text

WIDTH = 240
HEIGHT = 64
LABEL_WIDTH = 30
MOST_MONTHS = 24
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One year or month: its name, figure and link, and its bar in units of the drawing.

    `tick` is the name under the bar, empty where there is no room for one.
    """

    name: str
    count: int
    url: str
    selected: bool
    x: float
    height: float
    tick: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars, left to right, each `step` wide; `back` leads from one year to all of them."""

    bars: tuple[Bar, ...]
    step: float
    unit: str
    back: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A bar before it is drawn; `mark` stands under it, if there is room."""

    name: str
    count: int
    url: str
    selected: bool
    mark: str


def draw(request: SearchRequest, counts: Sequence[tuple[str, int]]) -> Histogram | None:
    """The histogram of a question by its counts of stories a month; None where there are none."""
    if not counts:
        return None
    by_month = {_month(month): count for month, count in counts}
    year = _one_year(request)
    first, last = min(by_month), max(by_month)
    if year:
        first, last = year * 12, year * 12 + 11
    by_the_month = last - first < MOST_MONTHS
    spans = (_months if by_the_month else _years)(request, by_month, first, last)
    return Histogram(
        bars=_place(spans),
        step=round(WIDTH / len(spans), 2),
        unit="月" if by_the_month else "年",
        back=search_url(_in_span(request, None, None)) if year else "",
    )


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _one_year(request: SearchRequest) -> int | None:
    """The year that the question is held to, if it is."""
    since, until = request.since, request.until
    return since.year if since and until and since.year == until.year else None


def _in_span(request: SearchRequest, since: date | None, until: date | None) -> SearchRequest:
    filters = tuple(pair for pair in request.filters if pair[0] != "month")
    return replace(request, since=since, until=until, filters=filters, p=1)


def _years(
    request: SearchRequest, by_month: dict[int, int], first: int, last: int
) -> tuple[_Span, ...]:
    by_year: Counter[int] = Counter()
    for month, count in by_month.items():
        by_year[month // 12] += count
    years: Sequence[int] = range(first // 12, last // 12 + 1)
    if len(years) > MOST_YEARS:
        # one story misdated to 0209 must not push all others into a hair's breadth
        years = sorted(by_year)
    chosen = {value[:4] for value in request.chosen("month")}
    return tuple(
        _Span(
            name=f"{year}年",
            count=by_year[year],
            url=search_url(
                _in_span(
                    request,
                    max(request.since or date.min, date(year, 1, 1)),
                    min(request.until or date.max, date(year, 12, 31)),
                )
            ),
            selected=f"{year:04d}" in chosen,
            mark=str(year),
        )
        for year in years
    )


def _months(
    request: SearchRequest, by_month: dict[int, int], first: int, last: int
) -> tuple[_Span, ...]:
    toggled = toggles(request, "month")
    chosen = request.chosen("month")
    within_a_year = first // 12 == last // 12
    spans = []
    for month in range(first, last + 1):
        year, number = month // 12, month % 12 + 1
        value = f"{year:04d}-{number:02d}"
        starts = month == first or number == 1
        mark = f"{number}月" if within_a_year else str(year) if starts else ""
        spans.append(
            _Span(
                name=month_text(value),
                count=by_month.get(month, 0),
                url=toggled(value),
                selected=value in chosen,
                mark=mark,
            )
        )
    return tuple(spans)


def _place(spans: Sequence[_Span]) -> tuple[Bar, ...]:
    step = WIDTH / len(spans)
    tallest = max(span.count for span in spans)
    bars = []
    free_from = 0.0
    for number, span in enumerate(spans):
        x = number * step
        fits = bool(span.mark) and x >= free_from and x + LABEL_WIDTH <= WIDTH
        if fits:
            free_from = x + LABEL_WIDTH
        bars.append(
            Bar(
                name=span.name,
                count=span.count,
                url=span.url,
                selected=span.selected,
                x=round(x, 2),
                height=round(max(2.0, span.count / tallest * HEIGHT), 1) if span.count else 0.0,
                tick=span.mark if fits else "",
            )
        )
    return tuple(bars)
