"""One segment's offers, looked up in its mapped arrays.

In: the `offer.*` arrays that `offers` made. Out: the offers that begin with a text or sound like
it, and the rows that stand behind each. Nothing is read when an index is opened.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

import numpy as np

from indexer.analysis import fold
from indexer.arrays import Array
from indexer.offers import HEADLINE, NO_WORD, sort_key
from indexer.offers import openings as openings_of
from indexer.pieces import ALL_GROUPS
from indexer.segment import Segment


class SegmentOffers:
    """The offers of one segment, looked up in its mapped arrays."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._arrays = segment.arrays

    def __len__(self) -> int:
        return self._arrays.length("offer.kind")

    def value(self, number: int) -> str:
        """An offer's printed value."""
        start, stop = self._arrays.part("offer.values_at", number, number + 2).tolist()
        printed = self._arrays.part("offer.values", start, stop).tobytes()
        return printed.decode("utf-8", "surrogatepass")

    def rows(self, number: int) -> Array:
        """The rows that an offer stands for."""
        word = int(self._arrays.part("offer.word", number, number + 1)[0])
        if word != NO_WORD:
            return self._segment.rows_of(word, ALL_GROUPS)
        start, stop = self._arrays.part("offer.rows_at", number, number + 2).tolist()
        return self._arrays.part("offer.rows", start, stop)

    def rows_of_word(self, folded: str) -> Array:
        """The rows that hold a word, be they too few for an offer."""
        word = self._segment.find(folded)
        return self._segment.rows_of(word, ALL_GROUPS) if word >= 0 else np.empty(0, np.int64)

    def weights(self, numbers: Array) -> Array:
        """How many rows some offers have; of headlines, the day of the newest."""
        found: Array = self._arrays.whole("offer.weight")[numbers]
        return found

    def kinds(self, numbers: Array) -> Array:
        """The kinds of some offers, as numbers."""
        found: Array = self._arrays.whole("offer.kind")[numbers]
        return found

    def opening(self, folded: str) -> range:
        """The offers that begin with a folded text."""
        key = sort_key(folded)
        found = _range(self._arrays.whole("offer.opening"), key)
        if len(key) <= 8:
            return found
        return _narrowed(found, key, lambda number: sort_key(fold(self.value(number))))

    def named(self, folded: str, kind: int) -> Iterator[int]:
        """The offers of a kind whose folded value is just this; they come before longer ones."""
        for number in self.opening(folded):
            if fold(self.value(number)) != folded:
                return
            if self._arrays.part("offer.kind", number, number + 1)[0] == kind:
                yield number

    def inside(self, folded: str) -> Array:
        """Headlines with a later word that begins with a text, by its first four characters."""
        found = _range(self._arrays.whole("offer.inside_opening"), sort_key(folded))
        return self._arrays.part("offer.inside_of", found.start, found.stop)

    def sounding(self, letters: str, *, whole: bool = False) -> Array:
        """The offers with a key that begins with some Latin letters, or that is just them."""
        key = letters.encode()
        found = _range(self._arrays.whole("offer.sound_opening"), key)
        if len(key) > 8:
            found = _narrowed(found, key, self._sound)
        if whole:
            found = found[: bisect_left(found, key + b"\0", key=self._sound)]
        return self._arrays.part("offer.sound_of", found.start, found.stop)

    def one_other(self, folded: str) -> Array:
        """The offers of the same length in which just one character is another, in any place."""
        openings = self._arrays.whole("offer.opening")
        (key,) = openings_of([sort_key(folded)])
        length = len(folded)
        found: list[Array] = []
        for place in range(min(length, 4)):
            kept = np.uint64(~(0xFFFF << 16 * (3 - place)) & 0xFFFFFFFFFFFFFFFF)
            found.append(np.flatnonzero((openings & kept) == (key & kept)))
        numbers = np.unique(np.concatenate(found))
        if length <= 4:
            return numbers
        alike = [n for n in numbers.tolist() if _others(folded, fold(self.value(n))) == 1]
        return np.array(alike, np.int64)

    def weighed(self, numbers: Array) -> Iterator[tuple[str, int, int]]:
        """The folded values, weights and kinds of those of some offers that are no headlines."""
        kinds = self.kinds(numbers)
        numbers, kinds = numbers[kinds != HEADLINE], kinds[kinds != HEADLINE]
        weights = self.weights(numbers).tolist()
        for number, weight, kind in zip(numbers.tolist(), weights, kinds.tolist(), strict=True):
            yield fold(self.value(number)), weight, kind

    def _sound(self, number: int) -> bytes:
        start, stop = self._arrays.part("offer.sounds_at", number, number + 2).tolist()
        return self._arrays.part("offer.sounds", start, stop).tobytes()


def _range(openings: Array, key: bytes) -> range:
    """The entries whose first eight bytes begin with the first eight of a key."""
    least = int.from_bytes(key[:8].ljust(8, b"\0"))
    most = int.from_bytes(key[:8].ljust(8, b"\xff"))
    start = openings.searchsorted(np.uint64(least))
    return range(int(start), int(openings.searchsorted(np.uint64(most), side="right")))


def _narrowed(found: range, key: bytes, key_of: Callable[[int], bytes]) -> range:
    """Those entries of a range that begin with all of a key."""
    start = bisect_left(found, key, key=key_of)
    stop = bisect_left(found, key + b"\xff" * 4, key=key_of, lo=start)
    return found[start:stop]


def _others(one: str, other: str) -> int:
    """In how many places two texts differ, one too many where their lengths do."""
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return differing if len(one) == len(other) else len(one) + 1
