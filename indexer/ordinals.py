"""Facet counting by ordinals.

In: each segment's values of one facet. Out: rows that have a value, and how many matching rows have
each value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Array
from indexer.pieces import Mask
from indexer.request import FACET_VALUES, FacetValue
from indexer.segment import Values

_DENSE = 8
"""From one row in so many on, all rows are looked at, one after the other."""


class FacetOrdinals:
    """One facet over all rows: its values in code point order, and each row's value numbers."""

    def __init__(self, segments: Sequence[Values], live: Mask) -> None:
        self.values: list[str] = sorted({value for segment in segments for value in segment.values})
        numbers = {value: number for number, value in enumerate(self.values)}
        held: list[Array] = []
        lengths: list[Array] = []
        for segment in segments:
            mapped = np.fromiter(map(numbers.__getitem__, segment.values), np.int32)
            held.append(mapped[segment.held])
            lengths.append(np.diff(segment.at.astype(np.int64)))
        self._held: NDArray[np.int32] = np.concatenate([np.empty(0, np.int32), *held])
        all_lengths = np.concatenate([np.empty(0, np.int64), *lengths])
        self._lengths = all_lengths
        self._at = np.concatenate(([0], np.cumsum(all_lengths)))
        self._single = self._single_values(all_lengths)
        self._rows = np.repeat(np.arange(len(all_lengths), dtype=np.int32), all_lengths)
        self._live = int(live.sum())
        self._everything = self._count(np.flatnonzero(live))

    def _single_values(self, lengths: Array) -> NDArray[np.int32] | None:
        """Each row's one value number, -1 for none; None where some row has several."""
        if lengths.max(initial=0) > 1:
            return None
        single = np.full(len(lengths), -1, np.int32)
        single[lengths == 1] = self._held
        return single

    def where(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows that have a wanted value."""
        found = np.zeros(len(self._at) - 1, bool)
        for number, value in enumerate(self.values):
            if wanted(value):
                found[self._rows[self._held == number]] = True
        return found

    def having(self, values: Sequence[str]) -> Mask:
        """The rows that have at least one of the values."""
        return self.where(frozenset(values).__contains__)

    def counts(self, rows: Array) -> NDArray[np.int64]:
        """How many of the given live rows have each value."""
        return self._everything if len(rows) == self._live else self._count(rows)

    def _count(self, rows: Array) -> NDArray[np.int64]:
        if self._single is not None:
            return np.bincount(self._single[rows] + 1, minlength=len(self.values) + 1)[1:]
        if len(rows) * _DENSE > len(self._at):
            wanted = np.zeros(len(self._at) - 1, bool)
            wanted[rows] = True
            return np.bincount(self._held[wanted[self._rows]], minlength=len(self.values))
        starts, lengths = self._at[rows], self._lengths[rows]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(starts - ends + lengths, lengths)
        return np.bincount(self._held[places], minlength=len(self.values))

    def top(
        self, counts: NDArray[np.int64], chosen: Sequence[str], most: int = FACET_VALUES
    ) -> tuple[FacetValue, ...]:
        """The values with most rows, by count, then value; chosen ones are always among them."""
        found = np.flatnonzero(counts)
        if len(found) > most:
            # Count and value in one number: more first, then the earlier value.
            keys = counts[found] * len(self.values) - found
            found = found[np.argpartition(keys, len(keys) - most)[len(keys) - most :]]
        found = found[np.lexsort((found, -counts[found]))]
        top = [(self.values[number], int(counts[number])) for number in found.tolist()]
        if chosen:
            top = self._with_chosen(top, counts, chosen, most)
        return tuple(FacetValue(value, count, value in chosen) for value, count in top)

    def _with_chosen(
        self,
        top: list[tuple[str, int]],
        counts: NDArray[np.int64],
        chosen: Sequence[str],
        most: int,
    ) -> list[tuple[str, int]]:
        shown = {value for value, _ in top}
        numbers = {value: number for number, value in enumerate(self.values)}
        missing = [
            (value, int(counts[numbers[value]]) if value in numbers else 0)
            for value in chosen
            if value not in shown
        ]
        kept = [entry for entry in top if entry[0] in chosen]
        others = [entry for entry in top if entry[0] not in chosen]
        room = max(0, most - len(kept) - len(missing))
        return sorted(kept + others[:room] + missing, key=lambda entry: (-entry[1], entry[0]))
