"""One commit of an index, answered with arrays.

In: segments and a `Question`'s tree. Out: masks of matching rows, scores, orders, facet counts.
Rows are numbered from 0 over all segments; a mask is a boolean array with one entry a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, reduce
from heapq import merge
from itertools import groupby, islice

import numpy as np
from numpy.typing import NDArray
from whoosh.query import And, Every, Not, Or, Prefix, Query, Term
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from archive.settings import today
from indexer.arrays import Array
from indexer.clock import Clock
from indexer.facets import FACET_KEYS, FACETS
from indexer.ordinals import FacetOrdinals
from indexer.pieces import Mask
from indexer.ranking import HEADLINE_WEIGHT, B
from indexer.segment import Segment
from indexer.terms import Days, Near, Opening, Piece, Run, TextTerm

MOST_PREFIXED = 1000
_NUMBERS = ("number", "published", "event_start", "event_end")


class Snapshot:
    """The rows of all segments of one commit."""

    def __init__(
        self,
        commit: int,
        segments: Sequence[tuple[Segment, Iterable[int]]],
        open_reader: Callable[[], IndexReader],
    ) -> None:
        self.commit = commit
        self._open_reader = open_reader
        self._segments = [segment for segment, _ in segments]
        self.bases = np.cumsum([0, *(segment.rows for segment in self._segments)]).tolist()
        self.size: int = self.bases[-1]
        self.live: Mask = np.ones(self.size, bool)
        for base, (_, deleted) in zip(self.bases, segments, strict=False):
            self.live[[base + row for row in deleted]] = False
        self.count = int(self.live.sum())
        self.numbers: dict[str, NDArray[np.int32]] = {
            name: self._column(name, np.int32) for name in _NUMBERS
        }
        self.facets = {
            facet.key: FacetOrdinals([s.facet(facet.key) for s in self._segments], self.live)
            for facet in FACETS
        }
        self.shares = {
            "headline": HEADLINE_WEIGHT / self._norm("headline"),
            "body": 1 / self._norm("body"),
        }
        """What one occurrence of a word counts in each row, its length allowed for."""

    @property
    def parts(self) -> list[tuple[int, Segment]]:
        """The segments, each with its first row's number."""
        return list(zip(self.bases, self._segments, strict=False))

    def live_of(self, base: int, rows: Array) -> int:
        """How many of some rows of the segment at a base are live."""
        if self.count == self.size:
            return len(rows)
        return int(self.live[base:].take(rows).sum())

    def place(self, row: int) -> tuple[Segment, int]:
        """The segment of a row, and its number there."""
        at = bisect_right(self.bases, row) - 1
        return self._segments[at], row - self.bases[at]

    def row_of(self, number: int) -> int | None:
        """The live row of an article's number."""
        rows = np.flatnonzero(self.numbers["number"] == number)
        return next((row for row in rows.tolist() if self.live[row]), None)

    # -- what matches

    def matching(self, query: Query, clock: Clock) -> Mask:
        """The live rows that a query tree matches; what comes after the time is up matches none."""
        return self._mask(query, clock) & self.live

    def within(self, dated: str, since: date | None, until: date | None) -> Mask:
        """Rows published, or with an event, between two days, both included."""
        first = since.toordinal() if since else 1
        last = until.toordinal() if until else date.max.toordinal()
        if dated == "published":
            published = self.numbers["published"]
            return (published >= first) & (published <= last)
        start, end = self.numbers["event_start"], self.numbers["event_end"]
        return (start > 0) & (start <= last) & (end >= first)

    def holding_any(self, terms: Iterable[TextTerm]) -> Mask:
        """Rows that hold at least one word of the terms where the term searches."""
        found = np.zeros(self.size, bool)
        for term in terms:
            for word in () if isinstance(term, Opening) else term.words:
                found |= self._word(term.groups, word)
        return found

    def holders(self, word: str) -> int:
        """How many live rows hold a word in headline, body or byline."""
        found = ((base, segment, segment.find(word)) for base, segment in self.parts)
        return sum(
            self.live_of(base, segment.postings(number).rows)
            for base, segment, number in found
            if number >= 0
        )

    def _mask(self, query: Query, clock: Clock) -> Mask:
        if clock.is_up():
            return np.zeros(self.size, bool)
        match query:
            case Every():
                return np.ones(self.size, bool)
            case And():
                return reduce(np.logical_and, (self._mask(q, clock) for q in query.subqueries))
            case Or():
                return reduce(np.logical_or, (self._mask(q, clock) for q in query.subqueries))
            case Not():
                excluded = self._mask(query.query, clock)
                return np.zeros(self.size, bool) if clock.ran_out else ~excluded
            case Term() if query.fieldname in FACET_KEYS:
                return self.facets[query.fieldname].equal(query.text)
            case Prefix() if query.fieldname in FACET_KEYS:
                start = query.text
                return self.facets[query.fieldname].where(lambda value: value.startswith(start))
            case Days():
                return self.within(query.dated, query.since, query.until)
            case Run(han=True):
                return self._run(query)
            case Run():
                return self._word(query.groups, query.text)
            case Piece():
                return self._containing(query.text, query.groups)
            case Near():
                reach = query.distance + len(query.words) - 1
                return self._each(lambda s, found: s.near(query.words, reach, query.groups, found))
            case Opening():
                return self._opening(query, clock)
        return self._by_whoosh(query)

    def _by_whoosh(self, query: Query) -> Mask:
        """What Whoosh's own matchers find, for queries that are no part of our language.

        They know no clock.
        """
        found = np.zeros(self.size, bool)
        rows = list(Searcher(self._open_reader()).docs_for_query(query))
        found[rows] = True
        return found

    def _each(self, answer: Callable[[Segment, Mask], None]) -> Mask:
        """The mask in which each segment has marked its rows."""
        found = np.zeros(self.size, bool)
        for base, segment in self.parts:
            answer(segment, found[base : base + segment.rows])
        return found

    def _word(self, groups: tuple[str, ...], word: str) -> Mask:
        return self._each(lambda segment, found: segment.holding(word, groups, found))

    def _containing(self, piece: str, groups: tuple[str, ...]) -> Mask:
        return self._each(lambda segment, found: segment.containing(piece, groups, found))

    def _run(self, run: Run) -> Mask:
        found = self._containing(run.text, run.groups)
        if run.words != (run.text,):
            found |= reduce(np.logical_and, (self._word(run.groups, word) for word in run.words))
        return found

    def _opening(self, opening: Opening, clock: Clock) -> Mask:
        if not opening.text:
            return self._each(lambda segment, found: segment.any_in(opening.groups, found))
        words = merge(
            *(
                segment.words_opening(opening.text, opening.groups, self.live[base:])
                for base, segment in self.parts
            )
        )
        found = np.zeros(self.size, bool)
        for word, _ in islice(groupby(words), MOST_PREFIXED):
            if clock.is_up():
                break
            found |= self._word(opening.groups, word)
        return found

    # -- in which order

    def newest(self, mask: Mask, start: int, stop: int) -> Array:
        """Some rows of a mask by published date, newest first, then by article number."""
        return _some(self._newest, mask, start, stop)

    def oldest(self, mask: Mask, start: int, stop: int) -> Array:
        """Some rows of a mask by published date, oldest first, then by article number."""
        return _some(self._oldest, mask, start, stop)

    @cached_property
    def newest_day(self) -> int:
        """The ordinal of the latest published date of all live rows, today where a misprint lies
        in the future; 0 without any.
        """
        latest = int(self.numbers["published"][self.live].max(initial=0))
        return min(latest, today().toordinal())

    @cached_property
    def _newest(self) -> Array:
        return np.lexsort((self.numbers["number"], -self.numbers["published"]))

    @cached_property
    def _oldest(self) -> Array:
        return np.lexsort((self.numbers["number"], self.numbers["published"]))

    def _norm(self, group: str) -> NDArray[np.float64]:
        lengths = self._column(f"{group}_length", np.float64)
        average = lengths[self.live].mean() if self.count else 0.0
        return 1 - B + B * lengths / (average or 1.0)

    def _column(self, name: str, kind: type[np.generic]) -> Array:
        parts = [segment.column(name).astype(kind) for segment in self._segments]
        return np.concatenate(parts) if parts else np.empty(0, kind)


def _some(order: Array, mask: Mask, start: int, stop: int) -> Array:
    """The rows of a mask from `start` to `stop` in a given order of all rows."""
    found = 0
    kept: list[Array] = []
    # The first pages, which most people see, need a look at few rows.
    for at in range(0, len(order), 4096):
        if found >= stop:
            break
        rows = order[at : at + 4096]
        rows = rows[mask[rows]]
        kept.append(rows)
        found += len(rows)
    return np.concatenate(kept)[start:stop] if kept else np.empty(0, np.int64)
