"""The date histogram.

In: a question and its counts by published month or day. Out: bars with their places, figures and
links: years for a long span, months for one of up to two years, days for a month.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer import SearchRequest
from web.language import gettext
from web.links import search_url, toggles
from web.names import day_text, first_of_month, month_text, only_month_text

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
    """The bars, left to right, each `step` wide, each a `unit`.

    `name` is the span that they fill, where it is one month; `back` leads to a wider one; `removes`
    says that the link of a selected bar gives it up.
    """

    bars: tuple[Bar, ...]
    step: float
    unit: str
    back: str
    removes: bool
    name: str = ""


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
        unit=gettext("月") if by_the_month else gettext("年"),
        back=search_url(_in_span(request, None, None)) if year else "",
        removes=by_the_month,
    )


def whole_month(request: SearchRequest) -> SearchRequest | None:
    """The question for the whole of the one month that it is held to; None where it is not.

    A month is chosen by itself, or holds the question's dates. One day of it becomes all of it,
    so that the others can be seen; a longer span stays.
    """
    since, until, months = request.since, request.until, request.chosen("month")
    if len(months) == 1:
        first = first_of_month(months[0])
    elif since and until and not months and f"{since:%Y-%m}" == f"{until:%Y-%m}":
        first = since.replace(day=1)
    else:
        first = None
    if first is None:
        return None
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if since is None or until is None or since != until:
        first, last = max(first, since or first), min(last, until or last)
    return _in_span(request, first, last)


def draw_days(request: SearchRequest, counts: Sequence[tuple[date, int]]) -> Histogram | None:
    """The days of the one month that a question is held to, by its counts of stories a day."""
    if not counts:
        return None
    by_day = dict(counts)
    month = counts[0][0]
    days = [month.replace(day=n + 1) for n in range(monthrange(month.year, month.month)[1])]
    spans = [
        _Span(
            name=day_text(day),
            count=by_day.get(day, 0),
            url=search_url(replace(request, since=day, until=day, p=1)),
            selected=request.since == request.until == day,
            mark=str(day.day) if day.day % 5 == 0 or day.day == 1 else "",
        )
        for day in days
    ]
    one_day = request.since is not None and request.since == request.until
    return Histogram(
        bars=_place(spans),
        step=round(WIDTH / len(spans), 2),
        unit=gettext("日"),
        back=search_url(_whole(request, month)) if one_day else "",
        removes=False,
        name=month_text(f"{month:%Y-%m}"),
    )


def _whole(request: SearchRequest, month: date) -> SearchRequest:
    """The question without its day, held to the month as a reader who drills holds it."""
    chosen = request.chosen("month") or (f"{month:%Y-%m}",)
    without = _in_span(request, None, None)
    filters = dict(without.filters) | {"month": chosen}
    return replace(without, filters=tuple(sorted(filters.items())))


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
            name=gettext("%(year)s年", year=year),
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
        mark = (
            only_month_text(date(year, number, 1)) if within_a_year else str(year) if starts else ""
        )
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
