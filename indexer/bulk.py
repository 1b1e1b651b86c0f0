"""Articles to the arrays of one segment.

In: articles. Out: the named arrays of docs/index-format.md, ready for `write_arrays`: word postings
with positions, postings of character pairs for exact pieces, columns, facets, texts and cards.
Rows are numbered in the order in which articles are added.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from archive.models import Article
from indexer.analysis import Analysis, fold
from indexer.arrays import Array, narrow, pack, starts_of
from indexer.documents import TEXT_GROUPS, Card, texts
from indexer.facets import FACETS
from indexer.folding import fold_long
from indexer.offers import Offers
from indexer.query import WIDEST_NEAR
from indexer.tokens import SEPARATOR, Lexicon

BATCH = 400
"""Articles cut in one go."""
GAP = 2 * WIDEST_NEAR
"""Positions left free after a unit: nothing may be near across a paragraph's end."""
_RANGES = (1, 0x4E00, 0x5800, 0x6700, 0x7800, 0x10000)
"""Code units sorted apart, as sorting all at once takes some ten bytes more for each."""
NOWHERE = 0xFFFFFFFF
"""The first position of a group that a row has no unit of, nor any later one."""
TABLES = ("post", "organisation")
"""Groups whose units recur: kept as tables of distinct values, like facets."""


def utf16(text: str) -> NDArray[np.uint16]:
    """A text in UTF-16 code units; half a character stays what it is."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


@dataclass
class _Table:
    """Distinct values by number, and for each row the numbers of those it has."""

    numbers: dict[str, int] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)

    def add(self, values: Iterable[str]) -> None:
        before = len(self.held)
        numbers = self.numbers
        self.held.extend(numbers.setdefault(v, len(numbers)) for v in dict.fromkeys(values))
        self.lengths.append(len(self.held) - before)

    def arrays(self, name: str) -> dict[str, Array]:
        """The table with its values in order."""
        order = sorted(self.numbers)
        rank = np.empty(len(order), np.int64)
        rank[[self.numbers[value] for value in order]] = np.arange(len(order))
        blob, at = pack(value.encode("utf-8", "surrogatepass") for value in order)
        held = rank[np.array(self.held, np.int64)]
        return {
            f"{name}.values": blob,
            f"{name}.values_at": at,
            f"{name}.at": narrow(starts_of(np.array(self.lengths, np.int64))),
            f"{name}.held": narrow(held),
        }


class SegmentBuilder:
    """Gathers articles; `arrays` gives the finished segment."""

    def __init__(self, analysis: Analysis, newspaper_names: Mapping[str, str]) -> None:
        self._analysis = analysis
        self._lexicon = Lexicon(analysis)
        self._names = newspaper_names
        self._waiting: list[Article] = []
        self._shown: list[bytes] = []
        self._numbers: dict[str, list[int]] = {
            name: [] for name in ("number", "published", "event_start", "event_end")
        }
        self._facets = {facet.key: _Table() for facet in FACETS}
        self._tables = {group: _Table() for group in TABLES}
        self._offers = Offers()
        self._batches: list[dict[str, Array]] = []

    def __len__(self) -> int:
        return len(self._numbers["number"])

    def add(self, article: Article) -> None:
        """Take in one article."""
        assert article.published is not None  # the archive files nothing without a date
        self._offers.add(len(self), article)
        start, end = event_days(article)
        numbers = (article.id, article.published.toordinal(), start, end)
        for column, number in zip(self._numbers.values(), numbers, strict=True):
            column.append(number)
        for facet in FACETS:
            self._facets[facet.key].add(facet.values(article))
        self._waiting.append(article)
        if len(self._waiting) == BATCH:
            self._cut()

    def arrays(self) -> dict[str, Array]:
        """The arrays of the segment. The builder is used up."""
        self._cut()
        batches, self._batches = self._batches, []
        joined = {
            name: np.concatenate([empty, *(batch.pop(name) for batch in batches)])
            for name, empty in _NOTHING.items()
        }
        del batches
        shown, at = pack(self._shown)
        self._shown.clear()
        arrays = {
            **{name: narrow(np.array(column)) for name, column in self._numbers.items()},
            "shown": shown.view(np.uint16),
            "shown_at": at // 2,
            **posting_arrays(joined, self._lexicon.words, len(self)),
            "group_positions": joined.pop("group_positions"),
            **text_arrays(joined, len(self)),
        }
        arrays.update(self._offers.arrays(arrays, self._analysis))
        for key, table in self._facets.items():
            arrays.update(table.arrays(f"facet.{key}"))
        for group, table in self._tables.items():
            arrays.update(table.arrays(f"table.{group}"))
            lines = (
                " ".join(f"{word}/{position}" for word, position in self._analysis.words(value))
                for value in sorted(table.numbers)
            )
            blob, at = pack(line.encode() for line in lines)
            arrays.update({f"table.{group}.words": blob, f"table.{group}.words_at": at})
        return arrays

    def _page(self, article: Article, body: Iterable[str]) -> bytes:
        """All that a result shows of an article, in UTF-16: its card and its printed body."""
        card = Card.of(article, self._names.get(article.newspaper, article.newspaper))
        units = (card.written(), *body, "")
        return SEPARATOR.join(units).encode("utf-16-le", "surrogatepass")

    def _cut(self) -> None:
        """Fold and cut the waiting articles."""
        articles, self._waiting = self._waiting, []
        if not articles:
            return
        first = len(self) - len(articles)
        printed: list[str] = []
        rows: list[int] = []
        groups: list[int] = []
        for row, article in enumerate(articles, first):
            found = texts(article)
            self._shown.append(self._page(article, found["body"]))
            for group, name in enumerate(TEXT_GROUPS):
                printed.extend(found[name])
                rows.extend([row] * len(found[name]))
                groups.extend([group] * len(found[name]))
            for name, table in self._tables.items():
                table.add(fold(text) for text in found[name])
        folded = fold_long(SEPARATOR.join(printed) + SEPARATOR)
        units = folded.split(SEPARATOR)[:-1]
        occurrences = self._lexicon.cut(units)
        unit_rows, unit_groups = np.array(rows, np.int32), np.array(groups, np.uint8)
        counts = np.bincount(occurrences.units, minlength=len(units))
        # Positions go on through a row's units, with a gap after each.
        bases = starts_of(occurrences.lengths + GAP)[:-1]
        bases -= bases[np.searchsorted(unit_rows, unit_rows)]
        grouped = unit_rows.astype(np.int64) * len(TEXT_GROUPS) + unit_groups
        wanted = np.arange(first * len(TEXT_GROUPS), len(self) * len(TEXT_GROUPS))
        at = np.searchsorted(grouped, wanted)
        begins = np.append(bases, 0)[at]
        begins[np.append(unit_rows, -1)[at] != wanted // len(TEXT_GROUPS)] = NOWHERE
        self._batches.append(
            {
                "text": utf16(folded),
                "unit_row": unit_rows,
                "unit_group": unit_groups,
                "word": occurrences.words,
                "word_row": np.repeat(unit_rows, counts),
                "word_group": np.repeat(unit_groups, counts),
                "group_positions": begins.astype(np.uint32),
                "position": (occurrences.positions + bases[occurrences.units]).astype(np.uint32),
            }
        )


_NOTHING: dict[str, Array] = {
    "text": np.empty(0, np.uint16),
    **{name: np.empty(0, np.uint8) for name in ("unit_group", "word_group")},
    **{name: np.empty(0, np.int32) for name in ("unit_row", "word", "word_row")},
    **{name: np.empty(0, np.uint32) for name in ("position", "group_positions")},
}


def event_days(article: Article) -> tuple[int, int]:
    """First and last day of the event as ordinals, (0, 0) where no full date is known."""
    if article.event is None:
        return 0, 0
    try:
        start, end = (date.fromisoformat(day) for day in (article.event.start, article.event.end))
    except ValueError:  # `--10-08`: the year is not known
        return 0, 0
    return start.toordinal(), end.toordinal()


def text_arrays(joined: Mapping[str, Array], rows: int) -> dict[str, Array]:
    """The texts with where each row and each of its groups starts, and their character pairs."""
    text = joined["text"]
    unit = joined["unit_row"].astype(np.int64) * len(TEXT_GROUPS) + joined["unit_group"]
    starts = np.concatenate(([0], np.flatnonzero(text == 0) + 1))
    at = starts[np.searchsorted(unit, np.arange(rows * len(TEXT_GROUPS) + 1))]
    row_at = at[:: len(TEXT_GROUPS)]
    return {
        "text": text,
        "text_at": at.astype(np.uint32),
        **pair_arrays(text, row_at),
    }


def pair_arrays(text: NDArray[np.uint16], row_at: Array) -> dict[str, Array]:
    """For each pair of neighbouring code units its places in the text and the rows with them.

    The second of a pair may be the separator, so that a single character is a range of pairs.
    """
    order = np.concatenate([_in_pair_order(text, low, high) for low, high in pairwise(_RANGES)])
    keys = text[order].astype(np.uint32)
    keys <<= np.uint32(16)
    keys |= text[1:][order]
    starts = _changes(keys)
    key_starts = np.append(np.flatnonzero(starts), len(order)).astype(np.uint32)
    pairs = keys[key_starts[:-1]]
    del keys
    row_type = np.min_scalar_type(len(row_at) - 1)
    rows = np.repeat(np.arange(len(row_at) - 1, dtype=row_type), np.diff(row_at))[order]
    starts |= _changes(rows)
    row_starts = np.append(np.flatnonzero(starts).astype(np.uint32), np.uint32(len(order)))
    del starts
    return {
        "pair": pairs,
        "pair_at": key_starts,
        "pair_places": order,
        "pair_rows_at": np.searchsorted(row_starts, key_starts).astype(np.uint32),
        "pair_rows": rows[row_starts[:-1]],
        "pair_counts": narrow(np.diff(row_starts)),
    }


def _in_pair_order(text: NDArray[np.uint16], low: int, high: int) -> NDArray[np.uint32]:
    """The places of the code units from `low` to below `high`, by that unit, the next, place."""
    order = np.flatnonzero((text >= low) & (text < high)).astype(np.uint32)
    order = order[np.argsort(text[order + 1], kind="stable")]
    return order[np.argsort(text[order], kind="stable")]


def posting_arrays(joined: dict[str, Array], words: list[str], rows: int) -> dict[str, Array]:
    """The sorted words, and for each the rows that hold it, how often where, and its positions.

    Takes what it uses out of `joined`: hundreds of megabytes that need not wait.
    """
    lengths = np.bincount(
        joined["word_row"].astype(np.int64) * 2 + (joined["word_group"] > 0), minlength=rows * 2
    )
    numbers = sorted(np.unique(joined["word"]).tolist(), key=words.__getitem__)
    rank = np.zeros(len(words), np.uint64)
    rank[numbers] = np.arange(len(numbers), dtype=np.uint64)
    # Sorting word and place together in one number is several times faster than an argsort.
    keys = rank[joined.pop("word")]
    keys <<= np.uint64(32)
    keys |= np.arange(len(keys), dtype=np.uint32)
    keys.sort()
    word = (keys >> np.uint64(32)).astype(np.uint32)
    keys &= np.uint64(0xFFFFFFFF)
    order = keys.view(np.int64)
    del keys
    row, group = joined.pop("word_row")[order], joined.pop("word_group")[order]
    position = narrow(joined.pop("position"))[order]
    del order
    new_word = _changes(word)
    starts = np.flatnonzero(new_word | _changes(row))
    in_headline = (group == 0).astype(np.uint32)
    frequency = np.diff(np.append(starts, len(word)))
    headline = np.add.reduceat(in_headline, starts) if len(starts) else in_headline
    where = (
        np.bitwise_or.reduceat(np.left_shift(1, group).astype(np.uint8), starts)
        if len(starts)
        else group
    )
    word_starts = np.append(np.flatnonzero(new_word), len(word))
    return {
        **lexicon_arrays([words[number].encode() for number in numbers]),
        "rows_at": np.searchsorted(np.append(starts, len(word)), word_starts).astype(np.uint32),
        "rows": row[starts].astype(np.min_scalar_type(rows)),
        "headline_frequency": narrow(headline),
        "body_frequency": narrow(frequency - headline),
        "groups": where,
        "positions_at": word_starts.astype(np.uint32),
        "positions": position,
        "headline_length": narrow(lengths[::2]),
        "body_length": narrow(lengths[1::2]),
    }


def lexicon_arrays(words: Sequence[bytes]) -> dict[str, Array]:
    """The words, ascending, and how they are found by hash."""
    lexicon, lexicon_at = pack(words)
    hashes = np.fromiter(map(zlib.crc32, words), np.uint32, len(words))
    by_hash = np.argsort(hashes, kind="stable")
    return {
        "lexicon": lexicon,
        "lexicon_at": lexicon_at,
        "word_hashes": hashes[by_hash],
        "word_by_hash": by_hash.astype(np.uint32),
    }


def _changes(values: Array) -> NDArray[np.bool_]:
    """Where a value differs from the one before; the first always does."""
    changed = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
