"""From one snapshot and one question to the page of results.

In: a snapshot, a request and its parsed question. Out: a `SearchPage`, or all matching numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache, reduce

import numpy as np
from whoosh.query import And

from indexer.analysis import fold
from indexer.arrays import Array
from indexer.clock import Clock
from indexer.engine import QueryError
from indexer.facets import FACET_KEYS
from indexer.pieces import Mask
from indexer.pinyin import typed_keys
from indexer.ranking import Ranking
from indexer.request import (
    BY_SCORE,
    FACET_VALUES,
    PAGE_SIZE,
    FacetValue,
    Hit,
    SearchPage,
    SearchRequest,
)
from indexer.snapshot import Snapshot
from indexer.snippets import Marker
from indexer.terms import Question, Run

_PEOPLE = ("official", "reporter")
_keys = lru_cache(20_000)(typed_keys)


class Answer:
    """One question answered over one snapshot."""

    def __init__(
        self, snapshot: Snapshot, request: SearchRequest, question: Question, clock: Clock
    ) -> None:
        for facet, _ in request.filters:
            if facet not in FACET_KEYS:
                raise QueryError(f"没有“{facet}”这个筛选项。")
        if request.p < 1:
            raise QueryError("页码从 1 开始。")
        self._snapshot, self._request, self._question = snapshot, request, question
        self._clock = clock
        texts = [term.text for term in question.ranking]
        self._ranking = Ranking(snapshot, question.words, texts, fresh=request.sort == "fresh")
        self._chosen = {
            facet: snapshot.facets[facet].having(values) for facet, values in request.filters
        }
        self._matching = self._bounded(snapshot.matching(question.tree, clock))
        self._full = self._narrowed(self._matching)
        self._rows = np.flatnonzero(self._full)

    @property
    def total(self) -> int:
        """How many articles match fully."""
        return len(self._rows)

    def numbers(self) -> Iterator[int]:
        """The article numbers of all full matches, ascending; four bytes are held for each."""
        return map(int, np.sort(self._snapshot.numbers["number"][self._rows]))

    def days(self) -> tuple[tuple[date, int], ...]:
        """How many full matches each published day has, ascending, days without any left out."""
        published = self._snapshot.numbers["published"][self._rows]
        days, counts = np.unique(published, return_counts=True)
        return tuple(zip(map(date.fromordinal, days.tolist()), counts.tolist(), strict=True))

    def values(self, facet: str, text: str) -> tuple[FacetValue, ...]:
        """The facet's values that contain a text, or in pinyin begin with it, counted like those of
        the page."""
        wanted = fold(text)
        ordinals = self._snapshot.facets[facet]
        counts = ordinals.counts(self._counted_rows(facet)).copy()
        for number in np.flatnonzero(counts).tolist():
            value = ordinals.folded[number]
            if wanted not in value and not _sounds_like(wanted, value, facet in _PEOPLE):
                counts[number] = 0
        chosen = self._request.chosen(facet)
        return tuple(
            FacetValue(value.value, value.count, value.value in chosen)
            for value in ordinals.top(counts, ())
        )

    def page(self, facets: Collection[str]) -> SearchPage:
        """The page of results that the request asks for, with some facets counted."""
        total = len(self._rows)
        start = (self._request.p - 1) * PAGE_SIZE
        hits = list(self._hits(self._ordered(start), partial=False)) if start < total else []
        nearest = self._nearest() if total < PAGE_SIZE else []
        if self._request.p == 1:
            hits.extend(self._hits(nearest[: PAGE_SIZE - total], partial=True))
        counted, histogram = self._counts(facets)
        return SearchPage(
            request=self._request,
            total=total,
            partial=total == 0 and bool(nearest),
            hits=tuple(hits),
            facets=counted,
            histogram=histogram,
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        if not self._clock.ran_out:
            return self._question.notes
        return (*self._question.notes, "检索用时太长，已中途停下：结果不完整，请用更具体的词。")

    def _counted_rows(self, facet: str) -> Array:
        """The rows that a facet's values are counted over: its own choices do not narrow them."""
        if not self._request.chosen(facet):
            return self._rows
        return np.flatnonzero(self._narrowed(self._matching, facet))

    def _narrowed(self, mask: Mask, but: str = "") -> Mask:
        """The mask under the chosen values of every facet but one."""
        others = (chosen for facet, chosen in self._chosen.items() if facet != but)
        return reduce(np.logical_and, others, mask)

    def _bounded(self, mask: Mask) -> Mask:
        """The mask within the request's dates."""
        request, within = self._request, self._snapshot.within
        if request.since or request.until:
            mask = mask & within("published", request.since, request.until)
        if request.event_since or request.event_until:
            mask = mask & within("event", request.event_since, request.event_until)
        return mask

    def _ordered(self, start: int) -> Iterable[tuple[int, float]]:
        """The rows of one page with their scores, 0 where the order is not by score."""
        snapshot, stop = self._snapshot, start + PAGE_SIZE
        rows: Array
        if self._request.sort in BY_SCORE and self._question.words:
            return self._ranking.best(self._rows, stop)[start:]
        if self._request.sort == "oldest":
            rows = snapshot.oldest(self._full, start, stop)
        else:
            rows = snapshot.newest(self._full, start, stop)
        return [(row, 0.0) for row in rows.tolist()]

    def _nearest(self) -> list[tuple[int, float]]:
        """A page of the best rows that hold some word of the question but do not match it fully."""
        snapshot, question = self._snapshot, self._question
        parts = question.tree.subqueries if isinstance(question.tree, And) else [question.tree]
        match question.terms:
            case ():
                return []
            case (Run(words=(_,)) as only,) if only in parts:
                return []  # who holds the only word matches fully
        near = self._bounded(snapshot.matching(question.conditions, self._clock)) & ~self._full
        near &= snapshot.holding_any(question.terms)
        return self._ranking.best(np.flatnonzero(self._narrowed(near)), PAGE_SIZE)

    def _hits(self, scored: Iterable[tuple[int, float]], *, partial: bool) -> Iterator[Hit]:
        marker, numbers = Marker(self._question), self._snapshot.numbers["number"]
        for row, score in scored:
            segment, place = self._snapshot.place(row)
            card, body = segment.shown(place)
            yield card.hit(
                key=int(numbers[row]),
                headline=marker.mark(card.headline, card.folded_headline),
                snippet=marker.passage(body, segment.folded_body(place)),
                score=score,
                partial=partial,
            )

    def _counts(
        self, wanted: Collection[str]
    ) -> tuple[dict[str, tuple[FacetValue, ...]], tuple[tuple[str, int], ...]]:
        """The facets' values, each counted without that facet's own choices; the histogram."""
        facets: dict[str, tuple[FacetValue, ...]] = {}
        months: tuple[tuple[str, int], ...] = ()
        for key, facet in self._snapshot.facets.items():
            if key not in wanted:
                continue
            chosen = self._request.chosen(key)
            counts = facet.counts(self._counted_rows(key))
            if key == "month":
                found = (counts > 0).nonzero()[0]
                names = [facet.values[at] for at in found.tolist()]
                months = tuple(zip(names, counts.take(found).tolist(), strict=True))
            most = max(FACET_VALUES, len(months)) if key == "month" else FACET_VALUES
            facets[key] = facet.top(counts, chosen, most)
        return facets, months


def _sounds_like(typed: str, value: str, person: bool) -> bool:
    """Whether a folded value's pinyin or initials begin with what was typed."""
    if not (typed.isascii() and typed.isalpha()):
        return False
    return any(key.startswith(typed) for key in _keys(value, person=person))
