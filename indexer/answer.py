"""From one snapshot and one question to the page of results.

In: a snapshot, a request and its parsed question. Out: a `SearchPage`, or all matching numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.documents import hit, passages
from indexer.engine import QueryError
from indexer.facets import FACETS
from indexer.query import Question
from indexer.request import PAGE_SIZE, FacetValue, Hit, SearchPage, SearchRequest
from indexer.snapshot import Mask, Snapshot
from indexer.snippets import Marker

_KEYS = frozenset(facet.key for facet in FACETS)


class Answer:
    """One question answered over one snapshot."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest, question: Question) -> None:
        for facet, _ in request.filters:
            if facet not in _KEYS:
                raise QueryError(f"没有“{facet}”这个筛选项。")
        if request.p < 1:
            raise QueryError("页码从 1 开始。")
        self._snapshot, self._request, self._question = snapshot, request, question
        self._chosen = {facet: snapshot.having(facet, values) for facet, values in request.filters}
        self._bounds = snapshot.within("published", request.since, request.until)
        if request.event_since or request.event_until:
            self._bounds &= snapshot.within("event", request.event_since, request.event_until)
        self._matching = snapshot.matching(question.tree) & self._bounds
        self._full = self._narrowed(self._matching)

    def numbers(self) -> list[int]:
        """The article numbers of all full matches, ascending."""
        return sorted(int(number) for number in self._snapshot.numbers["number"][self._full])

    def page(self) -> SearchPage:
        """The page of results that the request asks for."""
        total = int(self._full.sum())
        start = (self._request.p - 1) * PAGE_SIZE
        hits = list(self._hits(*self._ordered(start), partial=False)) if start < total else []
        nearest = self._nearest() if total < PAGE_SIZE else None
        if nearest and self._request.p == 1:
            rows, scores = nearest
            room = slice(PAGE_SIZE - total)
            hits.extend(self._hits(rows[room], scores[room], partial=True))
        facets, histogram = self._counts()
        return SearchPage(
            request=self._request,
            total=total,
            partial=total == 0 and nearest is not None and bool(len(nearest[0])),
            hits=tuple(hits),
            facets=facets,
            histogram=histogram,
            notes=self._question.notes,
        )

    def _narrowed(self, mask: Mask, but: str = "") -> Mask:
        """The mask under the chosen values of every facet but one."""
        others = (chosen for facet, chosen in self._chosen.items() if facet != but)
        return reduce(np.logical_and, others, mask)

    def _ordered(self, start: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The rows of one page with their scores."""
        snapshot = self._snapshot
        rows = np.flatnonzero(self._full)
        scores = snapshot.scores(rows, self._question.words)
        by_score = self._request.sort == "relevance" and self._question.words
        if by_score:
            order = snapshot.best_first(rows, scores)
        elif self._request.sort == "oldest":
            order = snapshot.oldest_first(rows)
        else:
            order = snapshot.newest_first(rows)
        page = order[start : start + PAGE_SIZE]
        return rows[page], scores[page]

    def _nearest(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """A page of the best rows that hold some word of the question but do not match it fully."""
        snapshot, question = self._snapshot, self._question
        near = snapshot.matching(question.conditions) & self._bounds & ~self._full
        near &= snapshot.holding_any(question.terms)
        rows = np.flatnonzero(self._narrowed(near))
        scores = snapshot.scores(rows, question.words)
        page = snapshot.best_first(rows, scores)[:PAGE_SIZE]
        return rows[page], scores[page]

    def _hits(
        self, rows: NDArray[np.int64], scores: NDArray[np.float64], *, partial: bool
    ) -> Iterator[Hit]:
        marker = Marker(self._question)
        for row, score in zip(rows, scores, strict=True):
            card = self._snapshot.card(int(row))
            yield hit(
                card,
                key=int(self._snapshot.numbers["number"][row]),
                headline=marker.mark(card["headline"]),
                snippet=marker.passage(passages(card)),
                score=float(score),
                partial=partial,
            )

    def _counts(self) -> tuple[dict[str, tuple[FacetValue, ...]], tuple[tuple[str, int], ...]]:
        """Every facet's values, each counted without that facet's own choices; the histogram."""
        snapshot = self._snapshot
        masks = {facet.key: self._narrowed(self._matching, facet.key) for facet in FACETS}
        facets = {
            key: snapshot.facet(key, mask, self._request.chosen(key)) for key, mask in masks.items()
        }
        return facets, snapshot.months(masks["month"])
