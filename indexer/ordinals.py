"""Facet counting by ordinals.

In: each segment's values of one facet. Out: rows that have a value, and how many matching rows have
each value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import fold
from indexer.arrays import Array
from indexer.pieces import Mask
from indexer.request import FACET_VALUES, FacetValue
from indexer.segment import Values

# the constructor of a named tuple is a function of Python: this one is half its time
_not_chosen = partial(tuple.__new__, FacetValue)

_DENSE = 10
"""From one row in so many on, all rows are looked at, one after the other."""


class FacetOrdinals:
    """One facet over all rows: its values in code point order, and each row's value numbers."""

    def __init__(self, segments: Sequence[Values], live: Mask) -> None:
        self.values: list[str] = sorted({value for segment in segments for value in segment.values})
        self._numbers = {value: number for number, value in enumerate(self.values)}
        held: list[Array] = []
        lengths: list[Array] = []
        for segment in segments:
            mapped = np.fromiter(map(self._numbers.__getitem__, segment.values), np.int64)
            held.append(mapped[segment.held])
            lengths.append(np.diff(segment.at.astype(np.int64)))
        # bincount wants eight bytes; with fewer it would copy at each question.
        self._held: NDArray[np.int64] = np.concatenate([np.empty(0, np.int64), *held])
        self._lengths = np.concatenate([np.empty(0, np.int64), *lengths])
        self._at = np.concatenate(([0], np.cumsum(self._lengths)))
        self._single = self._single_values()
        self._rows = np.repeat(np.arange(len(self._lengths)), self._lengths)
        self._live = int(live.sum())
        self._everything = self._count(np.flatnonzero(live))

    def _single_values(self) -> NDArray[np.int64] | None:
        """Each row's one value number plus one, 0 for none; None where some row has several."""
        if self._lengths.max(initial=0) > 1:
            return None
        single = np.zeros(len(self._lengths), np.int64)
        single[self._lengths == 1] = self._held + 1
        return single

    def where(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows that have a value whose folded form is wanted."""
        return self._rows_of(
            n for value, some in self._folded.items() if wanted(value) for n in some
        )

    def equal(self, folded: str) -> Mask:
        """The rows that have a value with this folded form."""
        return self._rows_of(self._folded.get(folded, ()))

    def having(self, values: Sequence[str]) -> Mask:
        """The rows that have at least one of the values."""
        return self._rows_of(self._numbers[v] for v in values if v in self._numbers)

    def _rows_of(self, numbers: Iterable[int]) -> Mask:
        found = np.zeros(len(self._lengths), bool)
        rows, at = self._by_value
        for number in numbers:
            found[rows[at[number] : at[number + 1]]] = True
        return found

    @cached_property
    def folded(self) -> list[str]:
        """The folded form of each of `values`."""
        return [fold(value) for value in self.values]

    @cached_property
    def _folded(self) -> dict[str, list[int]]:
        """The numbers of the values with each folded form."""
        numbers: dict[str, list[int]] = {}
        for number, value in enumerate(self.folded):
            numbers.setdefault(value, []).append(number)
        return numbers

    @cached_property
    def _by_value(self) -> tuple[Array, list[int]]:
        """The rows of one value after the other, and where each value's start."""
        order = np.argsort(self._held, kind="stable")
        counts = np.bincount(self._held, minlength=len(self.values))
        return self._rows[order], [0, *np.cumsum(counts).tolist()]

    def counts(self, rows: Array) -> NDArray[np.int64]:
        """How many of the given live rows have each value."""
        return self._everything if len(rows) == self._live else self._count(rows)

    def _count(self, rows: Array) -> NDArray[np.int64]:
        # take and compress do what brackets do in half the time.
        if self._single is not None:
            return np.bincount(self._single.take(rows), minlength=len(self.values) + 1)[1:]
        if len(rows) * _DENSE > len(self._lengths):
            wanted = np.zeros(len(self._lengths), bool)
            wanted[rows] = True
            held = self._held.compress(wanted.take(self._rows))
        else:
            lengths = self._lengths.take(rows)
            ends = lengths.cumsum()
            skipped = self._at.take(rows) - ends + lengths
            held = self._held.take(np.arange(lengths.sum()) + skipped.repeat(lengths))
        return np.bincount(held, minlength=len(self.values))

    def top(
        self, counts: NDArray[np.int64], chosen: Sequence[str], most: int = FACET_VALUES
    ) -> tuple[FacetValue, ...]:
        """The values with most rows, by count, then value; chosen ones are always among them."""
        found = (counts > 0).nonzero()[0]
        if len(found) > most:
            # Count and value in one number: more first, then the earlier value.
            keys = counts[found] * len(self.values) - found
            found = found[np.argpartition(keys, len(keys) - most)[len(keys) - most :]]
        held = counts[found]
        order = np.lexsort((found, -held))
        values = self.values
        names = [values[number] for number in found[order].tolist()]
        if not chosen:
            return tuple(map(_not_chosen, zip(names, held[order].tolist(), repeat(False))))
        top = list(zip(names, held[order].tolist(), strict=True))
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
        numbers = self._numbers
        missing = [
            (value, int(counts[numbers[value]]) if value in numbers else 0)
            for value in chosen
            if value not in shown
        ]
        kept = [entry for entry in top if entry[0] in chosen]
        others = [entry for entry in top if entry[0] not in chosen]
        room = max(0, most - len(kept) - len(missing))
        return sorted(kept + others[:room] + missing, key=lambda entry: (-entry[1], entry[0]))
