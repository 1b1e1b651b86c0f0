"""Several segments become one, array by array, without cutting a text again.

In: segments, none of whose rows is deleted. Out: the named arrays of docs/index-format.md for the
rows of one segment after the other, each made only when it is to be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Array, narrow, pack, starts_of
from indexer.bulk import TABLES, lexicon_arrays
from indexer.facets import FACETS
from indexer.offers import Offers
from indexer.segment import Segment

_COLUMNS = (
    "number",
    "published",
    "event_start",
    "event_end",
    "headline_length",
    "body_length",
    "group_positions",
    "shown",
    "text",
)


def merged_arrays(segments: Sequence[Segment]) -> Iterator[tuple[str, Array]]:
    """The arrays of one segment that holds the rows of all. Raises DamagedFile."""
    bases = starts_of(np.array([segment.rows for segment in segments]))

    def parts(name: str) -> list[Array]:
        return [segment.arrays.whole(name) for segment in segments]

    lexicons = [segment.arrays.items("lexicon") for segment in segments]
    words = sorted({word for lexicon in lexicons for word in lexicon})
    numbers = {word: number for number, word in enumerate(words)}
    lexicon = lexicon_arrays(words)
    keys = [np.fromiter(map(numbers.__getitem__, held), np.int64) for held in lexicons]
    del lexicons, numbers
    postings = _Interleaved(keys, len(words), parts("rows_at"))
    lexicon["rows_at"] = postings.at
    based = [(int(base), s.arrays) for base, s in zip(bases, segments, strict=False)]
    with ThreadPoolExecutor(1) as beside:
        # This is Python's work, most of the rest is NumPy's, which lets other threads run.
        offers = beside.submit(Offers.merged, based, lexicon)
        yield from lexicon.items()
        yield from _merged_texts(segments, parts, keys, postings, bases)
        yield from offers.result().items()


def _merged_texts(
    segments: Sequence[Segment],
    parts: Callable[[str], list[Array]],
    keys: list[Array],
    postings: _Interleaved,
    bases: Array,
) -> Iterator[tuple[str, Array]]:
    """All arrays but the words and the offers."""
    for name in _COLUMNS:
        yield name, np.concatenate(parts(name))
    yield "shown_at", narrow(_joined_starts(parts("shown_at")))
    yield "text_at", _joined_starts(parts("text_at")).astype(np.uint32)

    yield "rows", postings.joined(parts("rows"), bases)
    for name in ("headline_frequency", "body_frequency", "groups"):
        yield name, postings.joined(parts(name))
    occurrences = _Interleaved(keys, len(postings.at) - 1, parts("positions_at"))
    yield "positions_at", occurrences.at
    yield "positions", occurrences.joined(parts("positions"))

    texts = starts_of(np.array([segment.arrays.length("text") for segment in segments]))
    pairs = np.unique(np.concatenate(parts("pair")))
    yield "pair", pairs
    keys = [np.searchsorted(pairs, some) for some in parts("pair")]
    places = _Interleaved(keys, len(pairs), parts("pair_at"))
    yield "pair_at", places.at
    yield "pair_places", places.joined(parts("pair_places"), texts)
    rows = _Interleaved(keys, len(pairs), parts("pair_rows_at"))
    yield "pair_rows_at", rows.at
    yield "pair_rows", rows.joined(parts("pair_rows"), bases)
    yield "pair_counts", rows.joined(parts("pair_counts"))

    for facet in FACETS:
        yield from _merged_values(segments, f"facet.{facet.key}")
    for group in TABLES:
        yield from _merged_values(segments, f"table.{group}")


class _Interleaved:
    """Stretches of several segments in the order of their keys, one segment's after the other's."""

    def __init__(self, keys: Sequence[Array], count: int, starts: Sequence[Array]) -> None:
        """`keys` numbers each segment's stretches among `count`; `starts` says where they begin."""
        lengths = np.zeros((count, len(keys)), np.int64)
        for nth, (of, at) in enumerate(zip(keys, starts, strict=True)):
            lengths[of, nth] = np.diff(at.astype(np.int64))
        self.at: NDArray[np.uint32] = starts_of(lengths.sum(axis=1)).astype(np.uint32)
        owners = np.tile(np.arange(len(keys), dtype=np.uint8), count)
        self._owner = owners.repeat(lengths.ravel())

    def joined(self, parts: Sequence[Array], bases: Array | None = None) -> Array:
        """The items of all segments in their new order.

        `bases` are for row numbers and places: where each segment's start, and where all end.
        """
        kind = np.result_type(*parts) if bases is None else np.min_scalar_type(int(bases[-1]))
        result = np.empty(len(self._owner), kind)
        for nth, part in enumerate(parts):
            result[self._owner == nth] = part if bases is None else part + kind.type(bases[nth])
        return result


def _joined_starts(parts: Sequence[Array]) -> NDArray[np.int64]:
    """Where the stretches of one segment after the other start."""
    joined = [np.zeros(1, np.int64)]
    for part in parts:
        joined.append(part[1:].astype(np.int64) + joined[-1][-1])
    return np.concatenate(joined)


def _merged_values(segments: Sequence[Segment], name: str) -> Iterator[tuple[str, Array]]:
    """A facet or table: all values once, and which rows have which."""
    found = [segment.values(name) for segment in segments]
    values = sorted({value for some in found for value in some.values})
    numbers = {value: number for number, value in enumerate(values)}
    blob, at = pack(value.encode("utf-8", "surrogatepass") for value in values)
    yield f"{name}.values", blob
    yield f"{name}.values_at", at
    ranks = [np.array([numbers[v] for v in some.values], np.int64) for some in found]
    held = [rank[some.held] for rank, some in zip(ranks, found, strict=True)]
    yield f"{name}.at", narrow(_joined_starts([some.at for some in found]))
    yield f"{name}.held", narrow(np.concatenate(held))
    if f"{name}.words" in segments[0].arrays:
        lines = {
            value: line
            for segment, some in zip(segments, found, strict=True)
            for value, line in zip(some.values, segment.arrays.items(f"{name}.words"), strict=True)
        }
        blob, at = pack(lines[value] for value in values)
        yield f"{name}.words", blob
        yield f"{name}.words_at", at
