"""Exact pieces of text: which rows contain some characters as they stand.

In: a segment's text and its postings of character pairs. Out: rows. A piece of two code units is
answered by its pair's rows; a longer one by the places of its rarest pair, compared with the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Array, Arrays
from indexer.bulk import utf16
from indexer.documents import TEXT_GROUPS
from indexer.tokens import SEPARATOR

Mask: TypeAlias = NDArray[np.bool_]
ALL_GROUPS = (1 << len(TEXT_GROUPS)) - 1


@dataclass(frozen=True, slots=True)
class _Pair:
    """One pair of a piece, or all pairs with one first character, among the sorted pairs."""

    offset: int
    first: int
    beyond: int


class Pieces:
    """The pieces of one segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def rows_with(self, piece: str, groups: int, known: Mask) -> Array:
        """The rows with a unit of the groups (bits) that contains the piece.

        Rows that are `known` to, already, may be left out.
        """
        if not piece or SEPARATOR in piece:
            return np.empty(0, np.int64)
        units = utf16(piece)
        rarest = self._rarest(units)
        if rarest is None:
            return np.empty(0, np.int64)
        if len(units) <= 2 and groups == ALL_GROUPS:
            return self._arrays.part("pair_rows", *self._stretch("pair_rows_at", rarest))
        rows, places = self._occurrences(rarest, known)
        if len(units) > 2:
            rows, places = self._compared(units, rarest.offset, rows, places - rarest.offset)
        if groups == ALL_GROUPS:
            return rows
        return rows[in_groups(rows, places, self._arrays.whole("text_at"), groups)]

    def pairs(self, pairs: Array) -> Iterator[tuple[Array, Array]]:
        """The rows and the places of each of some pairs of code units, both ascending."""
        keys = self._arrays.whole("pair")
        at = keys.searchsorted(pairs)
        there = (keys.take(at, mode="clip") == pairs).tolist() if len(keys) else [False] * len(at)
        for first, found in zip(at.tolist(), there, strict=True):
            pair = _Pair(0, first, first + found)
            yield (
                self._arrays.part("pair_rows", *self._stretch("pair_rows_at", pair)),
                self._arrays.part("pair_places", *self._stretch("pair_at", pair)),
            )

    def _rarest(self, units: NDArray[np.uint16]) -> _Pair | None:
        """The pair of a piece that occurs least, None where one does not occur at all."""
        keys = self._arrays.whole("pair")
        if len(units) == 1:
            low = np.uint32(int(units[0]) << 16)
            first = int(np.searchsorted(keys, low))
            beyond = int(np.searchsorted(keys, low | np.uint32(0xFFFF), side="right"))
            return _Pair(0, first, beyond)
        pairs = (units[:-1].astype(np.uint32) << np.uint32(16)) | units[1:]
        found = keys.searchsorted(pairs)
        if not len(keys) or (keys.take(found, mode="clip") != pairs).any():
            return None
        offset = 0
        if len(pairs) > 1:
            at = self._arrays.whole("pair_at")
            offset = int((at.take(found + 1) - at.take(found)).argmin())
        first = int(found[offset])
        return _Pair(offset, first, first + 1)

    def _stretch(self, name: str, pair: _Pair) -> tuple[int, int]:
        at = self._arrays.whole(name)
        return int(at[pair.first]), int(at[pair.beyond])

    def _occurrences(self, pair: _Pair, known: Mask) -> tuple[Array, Array]:
        """Row and place of each occurrence of a pair in rows that are not known."""
        start, stop = self._stretch("pair_rows_at", pair)
        rows = self._arrays.part("pair_rows", start, stop)
        counts = self._arrays.part("pair_counts", start, stop)
        places = self._arrays.part("pair_places", *self._stretch("pair_at", pair))
        asked = ~known.take(rows)
        if not asked.all():
            places = places.compress(asked.repeat(counts))
            rows, counts = rows.compress(asked), counts.compress(asked)
        return rows.repeat(counts), places.astype(np.int64)

    def _compared(
        self, units: NDArray[np.uint16], checked: int, rows: Array, places: Array
    ) -> tuple[Array, Array]:
        """Where the whole piece stands; its units `checked` and the next are known to."""
        inside = (places >= 0) & (places + len(units) <= self._arrays.length("text"))
        rows, places = rows.compress(inside), places.compress(inside)
        text = self._arrays.around("text", places)
        for at in range(len(units)):
            if at not in (checked, checked + 1) and len(places):
                same = text.take(places + at) == units[at]
                rows, places = rows.compress(same), places.compress(same)
        return rows, places


def in_groups(rows: Array, places: Array, begins: Array, groups: int) -> Mask:
    """Which places lie in the groups (bits), given where each group of each row begins."""
    group = np.zeros(len(rows), np.int64)
    for later in range(1, len(TEXT_GROUPS)):
        group += places >= begins[rows.astype(np.int64) * len(TEXT_GROUPS) + later]
    wanted: Mask = (np.left_shift(1, group) & groups) != 0
    return wanted
