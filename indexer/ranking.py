"""The order by relevance: BM25F, and for the best rows the evidence of the question's pairs; with
freshness, both fade with age.

In: a snapshot's rows, and the words and texts of a question. Out: the best rows with
their scores. What is added to BM25F is said in docs/query-language.md, and written plainly in
tests/indexer/oracle_ranking.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import runs
from indexer.arrays import Array
from indexer.documents import TEXT_GROUPS
from indexer.segment import Postings

if TYPE_CHECKING:
    from indexer.snapshot import Snapshot

K1, B, HEADLINE_WEIGHT = 1.0, 0.75, 3.0
"""BM25F (Robertson and Zaragoza, 2009): saturation, length normalisation, weight of a headline."""
WITHIN, ACROSS = 1.0, 0.1
"""What a pair counts that an article holds: one inside a word of the question, one between two."""
EARLY, HEADED = 0.4, 0.1
"""What it counts more in the headline or early in the body, and once more in the headline."""
EARLY_UNITS = 100
"""A pair that begins so soon in the body, in UTF-16 code units, stands early."""
WEIGHED = 50
"""So many of the best by BM25F are put in order anew with their evidence."""
OLD_AGE_SHARE, HALF_LIFE_DAYS = 0.5, 365
"""With freshness, what is left of a very old article's score, and when half of the rest is lost."""

_SPARSE = 4
"""Where a word is held by so many times more rows than are asked for, each is looked up."""
_TIE = 1e-9
_BLOCK = 64
_Scores = NDArray[np.float64]


class Ranking:
    """The order that the words of a question give to the rows of a snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        words: Sequence[str],
        texts: Sequence[str] = (),
        *,
        fresh: bool = False,
    ) -> None:
        """An order by words; the pairs of letters in `texts` are evidence for the best, and with
        `fresh` what is old counts less.
        """
        self._snapshot = snapshot
        self._words = words
        self._texts = texts
        self._fresh = fresh

    def best(self, rows: Array, most: int) -> list[tuple[int, float]]:
        """The best `most` of some rows, ascending, with their scores.

        By score, then newest, then number; beyond the first WEIGHED by BM25F alone.
        """
        rows, scores = self._first(rows, self._aged(self.scores(rows), rows), max(most, WEIGHED))
        head = rows[:WEIGHED]
        weighed = scores[:WEIGHED] + self._aged(self._evidence(head), head)
        order = self._order(head, weighed)
        found = list(zip(head[order].tolist(), weighed[order].tolist(), strict=True))
        if most > WEIGHED:
            found += zip(rows[WEIGHED:].tolist(), scores[WEIGHED:].tolist(), strict=True)
        return found[:most]

    def _first(self, rows: Array, scores: _Scores, most: int) -> tuple[Array, _Scores]:
        """The `most` of some rows with the highest scores, and these, in order."""
        if len(rows) > most:
            kept = np.flatnonzero(scores >= _at_least(scores, most) - _TIE)
            rows, scores = rows.take(kept), scores.take(kept)
        order = self._order(rows, scores)[:most]
        return rows.take(order), scores.take(order)

    def _order(self, rows: Array, scores: _Scores) -> Array:
        """By score, then newest, then number."""
        numbers = self._snapshot.numbers
        published, number = numbers["published"].take(rows), numbers["number"].take(rows)
        # Rounded: the same score summed in another order must not break a tie.
        return np.lexsort((number, -published, -scores.round(9)))

    def _aged(self, scores: _Scores, rows: Array) -> _Scores:
        """The scores of some rows, with freshness less for what was published earlier."""
        if not self._fresh:
            return scores
        age = self._snapshot.newest_day - self._snapshot.numbers["published"].take(rows)
        age = age.clip(0)
        faded: _Scores = scores * (
            OLD_AGE_SHARE + (1 - OLD_AGE_SHARE) * np.exp2(-age / HALF_LIFE_DAYS)
        )
        return faded

    # -- words

    @cached_property
    def rarities(self) -> list[float]:
        """The inverse document frequency of each word."""
        return [self._rarity(self._snapshot.holders(word)) for word in self._words]

    def scores(self, rows: Array) -> _Scores:
        """The BM25F score of some rows, ascending."""
        snapshot = self._snapshot
        scores = np.zeros(len(rows))
        cuts = rows.searchsorted(snapshot.bases).tolist()
        for word, rarity in zip(self._words, self.rarities, strict=True):
            for nth, (base, segment) in enumerate(snapshot.parts):
                start, stop, number = cuts[nth], cuts[nth + 1], segment.find(word)
                if number >= 0 and start < stop:
                    frequency = self._frequency(base, segment.postings(number), rows[start:stop])
                    frequency /= frequency + K1
                    frequency *= rarity
                    scores[start:stop] += frequency
        return scores

    def _rarity(self, holders: int) -> float:
        """The inverse document frequency of what so many live rows hold."""
        return math.log(1 + (self._snapshot.count - holders + 0.5) / (holders + 0.5))

    def _frequency(self, base: int, postings: Postings, rows: Array) -> _Scores:
        """A word's weighted, length-normalised frequency in some rows of the segment at a base."""
        held, headline, body = postings
        shares = self._snapshot.shares
        if len(rows) * _SPARSE < len(held):
            local = (rows - base).astype(held.dtype)
            at = held.searchsorted(local)
            # Past the end is the last posting, which is another row's like any wrong one.
            frequency = body.take(at, mode="clip") * shares["body"].take(rows)
            frequency += headline.take(at, mode="clip") * shares["headline"].take(rows)
            frequency *= held.take(at, mode="clip") == local
            return frequency
        everywhere = np.zeros(max(int(held[-1]), int(rows[-1]) - base) + 1)
        found = body * shares["body"][base:].take(held)
        headed = headline.nonzero()[0]
        found[headed] += headline.take(headed) * shares["headline"][base:].take(held.take(headed))
        everywhere[held] = found
        return everywhere.take(rows - base)

    # -- pairs

    def _evidence(self, rows: Array) -> _Scores:
        """What some rows, in any order, gain: all rarity times their mean share of the pairs."""
        pairs = _pairs(self._texts, self._words)
        if not pairs or not len(rows):
            return np.zeros(len(rows))
        keys = np.array(list(pairs), np.uint32)
        anywhere = np.array(list(pairs.values()))[:, np.newaxis]
        gains = np.zeros((len(keys), len(rows)))
        holders = [0] * len(keys)
        for base, segment in self._snapshot.parts:
            here = ((rows >= base) & (rows < base + segment.rows)).nonzero()[0]
            begins = segment.column("text_at")
            row = (rows.take(here) - base) * len(TEXT_GROUPS)
            starts, bodies, bylines, ends = (begins.take(row + nth) for nth in range(4))
            # Where each pair stands first in each row or after it.
            first = np.full((len(keys), len(here)), begins[-1])
            for nth, (held, places) in enumerate(segment.pairs(keys)):
                if len(held):
                    holders[nth] += self._snapshot.live_of(base, held)
                    first[nth] = places.take(places.searchsorted(starts), mode="clip")
            early = np.minimum(bodies + EARLY_UNITS, bylines)
            gain = anywhere + (first < early) * EARLY + (first < bodies) * HEADED
            gains[:, here] = gain * ((first >= starts) & (first < ends))
        rare = np.array([self._rarity(some) for some in holders])
        mean: _Scores = (rare @ gains) * (sum(self.rarities) / rare.sum())
        return mean


def _pairs(texts: Iterable[str], words: Sequence[str]) -> dict[int, float]:
    """Each pair of neighbouring letters in the runs of some texts, ascending, as
    first × 65536 + second, and what it counts where an article holds it."""
    found: dict[int, float] = {}
    for text in texts:
        for run, _ in runs(text):
            for first, second in pairwise(run):
                if first <= "\uffff" and second <= "\uffff":
                    inside = any(first + second in word for word in words)
                    found[ord(first) << 16 | ord(second)] = WITHIN if inside else ACROSS
    return dict(sorted(found.items()))


def _at_least(scores: _Scores, most: int) -> float:
    """A score that at least `most` of them reach, and not many more."""
    whole = len(scores) // _BLOCK * _BLOCK
    if whole < _BLOCK * most * 2:
        return float(np.partition(scores, len(scores) - most)[len(scores) - most])
    # The best of each block: so many blocks reach their own maximum.
    heads = scores[:whole].reshape(-1, _BLOCK).max(axis=1)
    return float(np.partition(heads, len(heads) - most)[len(heads) - most])
