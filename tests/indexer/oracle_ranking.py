"""Relevance, one article at a time: what indexer/ranking.py must agree with.

In: all articles, and a question's words and texts. Out: scores and the order of some articles.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from archive.settings import today
from indexer.analysis import runs
from tests.indexer.oracle_language import DEFAULT, Indexed

REORDERED = 50


class Rarities:
    """How rare each word and pair is among all articles, and how long these are."""

    def __init__(self, docs: Collection[Indexed]) -> None:
        self._docs = docs
        self.word = lru_cache(None)(self._word)
        self.pair = lru_cache(None)(self._pair)
        self.mean_length = lru_cache(None)(self._mean_length)
        self.newest = lru_cache(None)(lambda: min(today(), max(doc.day for doc in docs)))

    def _word(self, word: str) -> float:
        return self._idf(sum(doc.holds(word, DEFAULT) for doc in self._docs))

    def _pair(self, pair: str) -> float:
        return self._idf(sum(doc.contains(pair, DEFAULT) for doc in self._docs))

    def _idf(self, holders: int) -> float:
        return math.log(1 + (len(self._docs) - holders + 0.5) / (holders + 0.5))

    def _mean_length(self, groups: tuple[str, ...]) -> float:
        return sum(doc.length(groups) for doc in self._docs) / len(self._docs)


class PlainRanking:
    """The order of one question."""

    def __init__(
        self, rarities: Rarities, words: Sequence[str], texts: Iterable[str], *, fresh: bool = False
    ) -> None:
        self._rarities, self._words, self._fresh = rarities, words, fresh
        self._pairs = {
            first + second: 1.0 if any(first + second in word for word in words) else 0.1
            for text in texts
            for run, _ in runs(text)
            for first, second in pairwise(run)
            if max(first, second) <= "\uffff"
        }

    def ordered(self, docs: Iterable[Indexed]) -> list[tuple[Indexed, float]]:
        """The articles with their scores, the best first."""
        aged = ((doc, self._word_score(doc) * self._share(doc)) for doc in docs)
        ranked = sorted(aged, key=_place)
        head = [
            (doc, score + self._evidence(doc) * self._share(doc))
            for doc, score in ranked[:REORDERED]
        ]
        return sorted(head, key=_place) + ranked[REORDERED:]

    def _share(self, doc: Indexed) -> float:
        """1 without freshness; else 1 for the newest of all articles, 0.75 a year before it."""
        if not self._fresh:
            return 1.0
        age = max(0, (self._rarities.newest() - doc.day).days)
        return 0.5 + 0.5 * 2.0 ** (-age / 365)

    def _word_score(self, doc: Indexed) -> float:
        score = 0.0
        for word in self._words:
            weighted = 0.0
            for weight, groups in ((3, ("headline",)), (1, ("body", "byline"))):
                often = sum(doc.counts[group][word] for group in groups)
                length = doc.length(groups)
                if often:
                    weighted += (
                        weight * often / (0.25 + 0.75 * length / self._rarities.mean_length(groups))
                    )
            score += self._rarities.word(word) * weighted / (1.0 + weighted)
        return score

    def _evidence(self, doc: Indexed) -> float:
        total = sum(map(self._rarities.pair, self._pairs))
        gained = 0.0
        start = "".join(f"{unit}\0" for unit in doc.units["body"])
        lead = start.encode("utf-16-le", "replace")[: 2 * 101].decode("utf-16-le", "ignore")
        for pair, anywhere in self._pairs.items():
            headed = doc.contains(pair, ("headline",))
            counts = anywhere * doc.contains(pair, DEFAULT)
            counts += 0.4 * (headed or pair in lead) + 0.1 * headed
            gained += counts * self._rarities.pair(pair)
        rarity = sum(map(self._rarities.word, self._words))
        return rarity * gained / total if total else 0.0


def _place(ranked: tuple[Indexed, float]) -> tuple[float, int, int]:
    doc, score = ranked
    # Rounded, so that the same sum taken in another order is still a tie.
    return (-round(score, 9), -doc.day.toordinal(), doc.article.id)
