"""One committed state of an index, held as arrays, and the answers that follow from it.

In: a Whoosh reader and a `Question`. Out: masks of matching articles, scores, facet counts. Article
rows are numbered from 0 over all segments; a mask is a boolean array with one entry a row.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.query import And, Every, Not, Or, Prefix, Query, Term
from whoosh.reading import IndexReader, TermNotFound

from indexer.analysis import fold
from indexer.facets import FACETS
from indexer.query import SEARCHED, Days, Near, Opening, Piece, Run, TextTerm
from indexer.request import FACET_VALUES, FacetValue
from indexer.segments import NUMBERS

Mask: TypeAlias = NDArray[np.bool_]

K1, B, HEADLINE_WEIGHT = 1.2, 0.75, 3.0
"""BM25F (Robertson and Zaragoza, 2009): saturation, length normalisation, weight of a headline."""

MOST_PREFIXED = 1000


@dataclass(frozen=True, slots=True)
class _Facet:
    """A facet's values (sorted) and which row has which, as two arrays of equal length."""

    values: tuple[str, ...]
    rows: NDArray[np.int32]
    ordinals: NDArray[np.int32]

    def mask(self, chosen: Callable[[str], bool], size: int) -> Mask:
        wanted = np.fromiter((chosen(value) for value in self.values), bool, len(self.values))
        found = np.zeros(size, bool)
        found[self.rows[wanted[self.ordinals]]] = True
        return found

    def counts(self, matching: Mask) -> NDArray[np.int64]:
        return np.bincount(self.ordinals[matching[self.rows]], minlength=len(self.values))


class Snapshot:
    """The rows of all segments of one commit."""

    def __init__(self, reader: IndexReader) -> None:
        self.commit = reader.generation()
        self._reader = reader
        self.size: int = reader.doc_count_all()
        # The reader of an index without articles has no columns.
        self._leaves: list[tuple[Any, int]] = reader.leaf_readers() if self.size else []
        self.live: Mask = np.ones(self.size, bool)
        for leaf, base in self._leaves:
            for row in leaf.segment().deleted_docs() if leaf.has_deletions() else ():
                self.live[base + row] = False
        self.numbers = {name: self._column(name) for name in NUMBERS}
        self._facets = self._read_facets()
        self._texts: dict[str, tuple[str, list[int]]] = {}

    def __len__(self) -> int:
        return int(self.live.sum())

    def card(self, row: int) -> dict[str, Any]:
        """What the result line of one row shows."""
        values: dict[str, Any] = json.loads(self._reader.stored_fields(row)["card"])
        return values

    # -- what matches

    def matching(self, query: Query) -> Mask:
        """The live rows that a query tree matches."""
        return self._mask(query) & self.live

    def within(self, dated: str, since: date | None, until: date | None) -> Mask:
        """Rows published, or with an event, between two days, both included."""
        first = since.toordinal() if since else 1
        last = until.toordinal() if until else date.max.toordinal()
        if dated == "published":
            published = self.numbers["published"]
            return (published >= first) & (published <= last)
        start, end = self.numbers["event_start"], self.numbers["event_end"]
        return (start > 0) & (start <= last) & (end >= first)

    def having(self, facet: str, values: Iterable[str]) -> Mask:
        """Rows with at least one of the values in a facet."""
        return self._facets[facet].mask(frozenset(values).__contains__, self.size)

    def holding_any(self, terms: Iterable[TextTerm]) -> Mask:
        """Rows that hold at least one word of the terms where the term searches."""
        found = np.zeros(self.size, bool)
        for term in terms:
            for word in () if isinstance(term, Opening) else term.words:
                found |= self._word(term.groups, word)
        return found

    def _mask(self, query: Query) -> Mask:
        match query:
            case Every():
                return np.ones(self.size, bool)
            case And():
                return reduce(np.logical_and, map(self._mask, query.subqueries))
            case Or():
                return reduce(np.logical_or, map(self._mask, query.subqueries))
            case Not():
                return np.logical_not(self._mask(query.query))
            case Term():
                wanted = query.text
                return self._facets[query.fieldname].mask(lambda v: fold(v) == wanted, self.size)
            case Prefix():
                start = query.text
                facet = self._facets[query.fieldname]
                return facet.mask(lambda v: fold(v).startswith(start), self.size)
            case Days():
                return self.within(query.dated, query.since, query.until)
            case Run(han=True):
                found = self._piece(query.groups, query.text)
                if query.words != (query.text,):
                    words = (self._word(query.groups, word) for word in query.words)
                    found |= reduce(np.logical_and, words)
                return found
            case Run():
                return self._word(query.groups, query.text)
            case Piece():
                return self._piece(query.groups, query.text)
            case Near():
                return self._near(query)
            case Opening():
                return self._opening(query)
        raise TypeError(f"no way to match {query!r}")

    def _word(self, groups: Iterable[str], word: str) -> Mask:
        found = np.zeros(self.size, bool)
        for group in groups:
            found[self._postings(group, word)[0]] = True
        return found

    def _piece(self, groups: Iterable[str], piece: str) -> Mask:
        """Rows where a text unit contains the piece, by scanning the texts."""
        found = np.zeros(self.size, bool)
        for group in groups:
            text, starts = self._text(group)
            at = text.find(piece)
            while at >= 0:
                row = bisect_right(starts, at) - 1
                found[row] = True
                at = text.find(piece, starts[row + 1])
        return found

    def _near(self, near: Near) -> Mask:
        found = np.zeros(self.size, bool)
        width = near.distance + len(near.words) - 1
        for group in near.groups:
            for leaf, base in self._leaves:
                places = [_positions(leaf, group, word) for word in near.words]
                for row in set.intersection(*(set(rows) for rows in places)):
                    found[base + row] |= _within_reach([rows[row] for rows in places], width)
        return found

    def _opening(self, opening: Opening) -> Mask:
        if not opening.text:
            return self._filled(opening.groups)
        found = np.zeros(self.size, bool)
        words: set[bytes] = set()
        for group in opening.groups:
            words.update(self._reader.expand_prefix(group, opening.text))
        for word in sorted(word.decode() for word in words)[:MOST_PREFIXED]:
            found |= self._word(opening.groups, word)
        return found

    def _filled(self, groups: Iterable[str]) -> Mask:
        """Rows with any text in the groups."""
        found = np.zeros(self.size, bool)
        for group in groups:
            _, starts = self._text(group)
            found |= np.diff(starts) > 1
        return found

    # -- in which order

    def scores(self, rows: NDArray[np.int64], words: Iterable[str]) -> NDArray[np.float64]:
        """The BM25F score of each row for a question's words."""
        scores = np.zeros(self.size)
        live = len(self)
        for word in words:
            headline, body, byline = (self._postings(group, word) for group in SEARCHED)
            holding = np.zeros(self.size, bool)
            frequency = np.zeros(self.size)
            for (held, counts), weight, length in (
                (headline, HEADLINE_WEIGHT, "headline_length"),
                (body, 1.0, "body_length"),
                (byline, 1.0, "body_length"),
            ):
                holding[held] = True
                frequency[held] += weight * counts / self._norm(length)[held]
            number = int((holding & self.live).sum())
            rarity = math.log(1 + (live - number + 0.5) / (number + 0.5))
            scores += rarity * frequency / (frequency + K1)
        return scores[rows]

    def newest_first(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The order of the rows by published date, newest first, then by article number."""
        return np.lexsort((self.numbers["number"][rows], -self.numbers["published"][rows]))

    def oldest_first(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The order of the rows by published date, oldest first, then by article number."""
        return np.lexsort((self.numbers["number"][rows], self.numbers["published"][rows]))

    def best_first(self, rows: NDArray[np.int64], scores: NDArray[np.float64]) -> NDArray[np.int64]:
        """The order of the rows by score, then newest, then by article number."""
        # Rounded: the same score summed in another order must not break a tie.
        rounded = -np.round(scores, 9)
        return np.lexsort((self.numbers["number"][rows], -self.numbers["published"][rows], rounded))

    def _norm(self, length: str) -> NDArray[np.float64]:
        lengths = self.numbers[length]
        average = lengths[self.live].mean() if len(self) else 0.0
        return 1 - B + B * lengths / (average or 1.0)

    # -- facets

    def facet(self, key: str, matching: Mask, chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
        """A facet's values with their counts over the matching rows, most first."""
        facet = self._facets[key]
        counts = facet.counts(matching)
        # A stable sort keeps equal counts in the values' own order.
        order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
        found = [(facet.values[at], int(counts[at])) for at in order]
        top = found[:FACET_VALUES]
        counted = dict(found)
        shown = {value for value, _ in top}
        missing = [(value, counted.get(value, 0)) for value in chosen if value not in shown]
        if missing:
            kept = [v for v in top if v[0] in chosen]
            others = [v for v in top if v[0] not in chosen]
            room = max(0, FACET_VALUES - len(kept) - len(missing))
            top = sorted(kept + others[:room] + missing, key=lambda v: (-v[1], v[0]))
        return tuple(FacetValue(value, count, value in chosen) for value, count in top)

    def months(self, matching: Mask) -> tuple[tuple[str, int], ...]:
        """How many matching rows each published month has, ascending, empty months left out."""
        facet = self._facets["month"]
        counts = facet.counts(matching)
        return tuple((facet.values[at], int(counts[at])) for at in np.flatnonzero(counts))

    # -- reading

    def _column(self, name: str) -> NDArray[np.int64]:
        values = np.empty(self.size, np.int64)
        for leaf, base in self._leaves:
            column = leaf.column_reader(name)
            rows = leaf.doc_count_all()
            values[base : base + rows] = np.fromiter((column[row] for row in range(rows)), int)
        return values

    def _read_facets(self) -> dict[str, _Facet]:
        found: dict[str, dict[str, list[int]]] = {facet.key: {} for facet in FACETS}
        for leaf, base in self._leaves:
            column = leaf.column_reader("facets")
            for row in range(leaf.doc_count_all()):
                for key, values in json.loads(column[row]).items():
                    for value in values:
                        found[key].setdefault(value, []).append(base + row)
        facets: dict[str, _Facet] = {}
        for key, rows_of in found.items():
            values = tuple(sorted(rows_of))
            lengths = [len(rows_of[value]) for value in values]
            rows = [row for value in values for row in rows_of[value]]
            ordinals = np.repeat(np.arange(len(values), dtype=np.int32), lengths)
            facets[key] = _Facet(values, np.array(rows, np.int32), ordinals)
        return facets

    def _text(self, group: str) -> tuple[str, list[int]]:
        """All texts of a group as one string, rows apart by newlines, and where each row starts."""
        if group not in self._texts:
            rows: list[str] = []
            starts = [0]
            for leaf, _ in self._leaves:
                column = leaf.column_reader(f"{group}_text")
                for row in range(leaf.doc_count_all()):
                    rows.append(column[row].decode())
                    starts.append(starts[-1] + len(rows[-1]) + 1)
            self._texts[group] = ("\n".join(rows), starts)
        return self._texts[group]

    def _postings(self, group: str, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The rows that hold a word in a group, and how often."""
        rows: list[int] = []
        counts: list[float] = []
        for leaf, base in self._leaves:
            try:
                postings = leaf.postings(group, word)
            except TermNotFound:
                continue
            while postings.is_active():
                rows.append(base + postings.id())
                counts.append(postings.weight())
                postings.next()
        return np.array(rows, np.int64), np.array(counts)


def _positions(leaf: IndexReader, group: str, word: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    try:
        postings = leaf.postings(group, word)
    except TermNotFound:
        return found
    while postings.is_active():
        found[postings.id()] = postings.value_as("positions")
        postings.next()
    return found


def _within_reach(places: list[list[int]], width: int) -> bool:
    """Whether one position of each word can be chosen with all of them `width` apart at most."""
    ordered = sorted((position, word) for word, at in enumerate(places) for position in at)
    last: dict[int, int] = {}
    for position, word in ordered:
        last[word] = position
        if len(last) == len(places) and position - min(last.values()) <= width:
            return True
    return False
