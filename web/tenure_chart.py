"""A person's posts over the years, drawn as bars.

In: tenures. Out: rows with places along a common axis, in hundredths of its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.tenures import Tenure

MOST_TICKS = 6
SHORTEST_BAR = 1.5
"""Hundredths of the axis: a post of one day is still seen."""
LAST_TICK = 90
"""A year that begins later has no room for its name."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)
FOLDED_FROM = 12
"""With more posts than this, those of one story only are folded away."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year's beginning on the axis."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Row:
    """One post: the number that its row in the table has too, and its bar's two ends."""

    number: int
    tenure: Tenure
    start: float
    end: float

    @property
    def title(self) -> str:
        """The post as it is printed most often."""
        return self.tenure.titles[0]


@dataclass(frozen=True, slots=True)
class Chart:
    """The rows to be seen at once and those folded away, each by first evidence."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]


def draw(tenures: Sequence[Tenure]) -> Chart | None:
    """The chart of one person's posts; None where none is known."""
    if not tenures:
        return None
    first = min(tenure.first.published for tenure in tenures).year
    last = max(tenure.last.published for tenure in tenures).year + 1
    start, end = date(first, 1, 1).toordinal(), _new_year(last)

    def place(day: int) -> float:
        return round((day - start) / (end - start) * 100, 2)

    step = next((step for step in _STEPS if (last - first) / step <= MOST_TICKS), _STEPS[-1])

    def row(number: int, tenure: Tenure) -> Row:
        begin = min(place(tenure.first.published.toordinal()), 100 - SHORTEST_BAR)
        until = max(place(tenure.last.published.toordinal()), begin + SHORTEST_BAR)
        return Row(number, tenure, begin, round(until, 2))

    rows = [row(number, tenure) for number, tenure in enumerate(tenures, start=1)]
    seldom = [row for row in rows if row.tenure.articles == 1]
    folds = len(rows) > FOLDED_FROM and len(seldom) < len(rows)
    ticks = [Tick(year, place(_new_year(year))) for year in range(first, last, step)]
    return Chart(
        ticks=tuple(tick for tick in ticks if tick.x <= LAST_TICK),
        rows=tuple(row for row in rows if not (folds and row.tenure.articles == 1)),
        folded=tuple(seldom) if folds else (),
    )


def _new_year(year: int) -> int:
    # the last day that there is stands for the beginning of a year past all dates
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal()
