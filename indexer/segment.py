"""One segment's arrays as answers: which rows hold a word, a piece, a value; where and how often.

In: the file that `bulk` wrote. Out: boolean masks over its rows, and postings. Nothing of Whoosh.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.arrays import Array, Arrays, DamagedFile
from indexer.bulk import TABLES
from indexer.documents import TEXT_GROUPS, Card
from indexer.pieces import ALL_GROUPS, Mask, Pieces, in_groups
from indexer.tokens import SEPARATOR

_BODY = TEXT_GROUPS.index("body")
_REMEMBERED = 10_000
"""Words whose numbers are kept, as they are asked for again and again."""


class Postings(NamedTuple):
    """The rows that hold a word, ascending, with its frequency in headline and in the rest."""

    rows: Array
    headline: Array
    body: Array


class Values:
    """Distinct values, ascending, and which row has which."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._arrays, self._name = arrays, name

    @cached_property
    def values(self) -> list[str]:
        """All values in code point order."""
        items = self._arrays.items(f"{self._name}.values")
        return [item.decode("utf-8", "surrogatepass") for item in items]

    @property
    def at(self) -> Array:
        """Where each row's values start in `held`; one more entry than rows."""
        return self._arrays.whole(f"{self._name}.at")

    @property
    def held(self) -> Array:
        """The numbers of the values of one row after the other."""
        return self._arrays.whole(f"{self._name}.held")

    def rows_with(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows that have a wanted value."""
        return self.rows_where(map(wanted, self.values))

    def rows_where(self, wanted: Iterable[bool]) -> Mask:
        """The rows that have a wanted value, told for each value in order."""
        chosen = np.fromiter(wanted, bool, len(self.values))
        lengths: Array = np.diff(self.at.astype(np.int64))
        found = np.zeros(len(lengths), bool)
        if chosen.any():
            found[np.repeat(np.arange(len(lengths)), lengths)[chosen[self.held]]] = True
        return found


class Units(Values):
    """The distinct units of a group whose units recur, with the words of each."""

    @cached_property
    def words(self) -> list[list[tuple[str, int]]]:
        """The words of each value with their positions."""
        return [
            [
                (word, int(position))
                for word, _, position in (entry.partition("/") for entry in line.decode().split())
            ]
            for line in self._arrays.items(f"{self._name}.words")
        ]


class Segment:
    """The rows of one segment file."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises DamagedFile."""
        self.arrays = Arrays(path)
        if self.arrays.facts.get("file") != path.name:
            raise DamagedFile(f"{path} holds another segment")
        self.rows = self.arrays.length("number")
        self._pieces = Pieces(self.arrays)
        self._found: dict[str, int] = {}
        self._tables = {group: Units(self.arrays, f"table.{group}") for group in TABLES}

    def column(self, name: str) -> Array:
        """A numeric column, one entry a row."""
        return self.arrays.whole(name)

    def facet(self, key: str) -> Values:
        """A facet's values."""
        return self.values(f"facet.{key}")

    def values(self, name: str) -> Values:
        """The distinct values of a facet or table by its array's name."""
        return Values(self.arrays, name)

    def shown(self, row: int) -> tuple[Card, str]:
        """The card of a row, and its printed body units, each followed by SEPARATOR."""
        start, stop = self.arrays.part("shown_at", row, row + 2).tolist()
        card, _, body = _decoded(self.arrays.part("shown", start, stop)).partition(SEPARATOR)
        return Card.read(card), body

    def folded_body(self, row: int) -> str:
        """The folded body units of a row, each followed by SEPARATOR."""
        at = row * len(TEXT_GROUPS) + _BODY
        start, stop = self.arrays.part("text_at", at, at + 2).tolist()
        return _decoded(self.arrays.part("text", start, stop))

    # -- words

    def find(self, word: str) -> int:
        """The number of a word in the lexicon, -1 where it does not stand."""
        number = self._found.get(word)
        if number is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            number = self._found[word] = self._look_up(word)
        return number

    def _look_up(self, word: str) -> int:
        encoded = word.encode("utf-8", "replace")
        hashes = self.arrays.whole("word_hashes")
        wanted = np.uint32(zlib.crc32(encoded))
        at = int(np.searchsorted(hashes, wanted))
        while at < len(hashes) and hashes[at] == wanted:
            number = int(self.arrays.whole("word_by_hash")[at])
            if self.word(number) == encoded:
                return number
            at += 1
        return -1

    @property
    def words(self) -> int:
        """How many words the lexicon has."""
        return self.arrays.length("lexicon_at") - 1

    def word(self, number: int) -> bytes:
        """A word by its number, which follows code point order."""
        start, stop = self.arrays.part("lexicon_at", number, number + 2).tolist()
        return self.arrays.part("lexicon", start, stop).tobytes()

    def words_opening(self, prefix: str, groups: tuple[str, ...], live: Mask) -> Iterator[str]:
        """The words that begin with a prefix, ascending: those of text groups in live rows, those
        of tables in any.
        """
        bits, tables = _split(groups)
        found = {
            word
            for table in tables
            for words in self._tables[table].words
            for word, _ in words
            if word.startswith(prefix)
        }
        yield from sorted(found)
        for number in self.prefixed(prefix) if bits else ():
            if live[self.rows_of(number, bits)].any():
                yield self.word(number).decode()

    def prefixed(self, prefix: str) -> range:
        """The numbers of the words that begin with a prefix."""
        encoded = prefix.encode("utf-8", "replace")
        first = bisect_left(range(self.words), encoded, key=self.word)
        beyond = encoded + b"\xff"
        return range(first, bisect_left(range(self.words), beyond, key=self.word, lo=first))

    def postings(self, number: int) -> Postings:
        """A word's postings by its number."""
        start, stop = self.arrays.part("rows_at", number, number + 2).tolist()
        return Postings(
            self.arrays.part("rows", start, stop),
            self.arrays.part("headline_frequency", start, stop),
            self.arrays.part("body_frequency", start, stop),
        )

    def pairs(self, pairs: Array) -> Iterator[tuple[Array, Array]]:
        """The rows with each of some pairs of code units, first × 65536 + second, and where in the
        text each stands; both ascending."""
        return self._pieces.pairs(pairs)

    def rows_of(self, number: int, groups: int) -> Array:
        """The rows that hold a word in any of the groups (bits)."""
        start, stop = self.arrays.part("rows_at", number, number + 2).tolist()
        rows = self.arrays.part("rows", start, stop)
        if groups == ALL_GROUPS:
            return rows
        wanted: Mask = (self.arrays.part("groups", start, stop) & groups) != 0
        kept: Array = rows[wanted]
        return kept

    def positions(self, number: int) -> tuple[Array, Array]:
        """Each occurrence's row and position, ascending."""
        postings = self.postings(number)
        counts = postings.headline.astype(np.int64) + postings.body
        start, stop = self.arrays.part("positions_at", number, number + 2).tolist()
        return np.repeat(postings.rows, counts), self.arrays.part("positions", start, stop)

    # -- masks: each marks its rows in `found`

    def holding(self, word: str, groups: tuple[str, ...], found: Mask) -> None:
        """Rows that hold a word in any of the groups."""
        bits, tables = _split(groups)
        number = self.find(word) if bits else -1
        if number >= 0:
            found[self.rows_of(number, bits)] = True
        for table in tables:
            units = self._tables[table]
            found |= units.rows_where(any(word == w for w, _ in words) for words in units.words)

    def near(self, words: Sequence[str], reach: int, groups: tuple[str, ...], found: Mask) -> None:
        """Rows with all words in one unit, the last at most `reach` positions after the first."""
        bits, tables = _split(groups)
        numbers = [self.find(word) for word in words] if bits else []
        if numbers and min(numbers) >= 0:
            common = np.ones(self.rows, bool)
            for each in numbers:
                holds = np.zeros(self.rows, bool)
                holds[self.rows_of(each, bits)] = True
                common &= holds
            found[self._near_rows(numbers, reach, bits, common)] = True
        for table in tables:
            units = self._tables[table]
            found |= units.rows_where(_reaches(unit, words, reach) for unit in units.words)

    def _near_rows(self, numbers: Sequence[int], reach: int, groups: int, common: Mask) -> Array:
        """The common rows where the words are near, by their positions merged in order."""
        rows: list[Array] = []
        positions: list[Array] = []
        which: list[Array] = []
        for nth, number in enumerate(numbers):
            row, position = self.positions(number)
            kept = common[row]
            rows.append(row[kept].astype(np.int64))
            positions.append(position[kept].astype(np.int64))
            which.append(np.full(len(rows[-1]), nth))
        # Rows lie further apart than any reach, so that nothing is near across two of them.
        width = np.int64(1) << 33
        place = np.concatenate(rows) * width + np.concatenate(positions)
        order = np.argsort(place, kind="stable")
        place, word = place[order], np.concatenate(which)[order]
        last = np.full((len(numbers), len(place)), -width)
        for of in range(len(numbers)):
            last[of] = np.maximum.accumulate(np.where(word == of, place, -width))
        earliest = last.min(axis=0)
        ends = (place - earliest <= reach) & (earliest >= 0)
        near: Array = place[ends] // width
        if groups != ALL_GROUPS:
            near = near[self.in_groups(near, place[ends] % width, groups)]
        return near

    def in_groups(self, rows: Array, positions: Array, groups: int) -> Mask:
        """Which of some word positions lie in the groups (bits)."""
        return in_groups(rows, positions, self.arrays.whole("group_positions"), groups)

    def containing(self, piece: str, groups: tuple[str, ...], found: Mask) -> None:
        """Rows with a unit that contains a folded piece."""
        bits, tables = _split(groups)
        if bits == ALL_GROUPS and len(piece) > 2:
            # Where the piece is a word, most that contain it hold the word.
            number = self.find(piece)
            if number >= 0:
                found[self.rows_of(number, bits)] = True
        if bits:
            found[self._pieces.rows_with(piece, bits, found)] = True
        for table in tables:
            found |= self._tables[table].rows_with(lambda value: piece in value)

    def any_in(self, groups: tuple[str, ...], found: Mask) -> None:
        """Rows with any unit in the groups."""
        bits, tables = _split(groups)
        at = self.arrays.whole("text_at").astype(np.int64)
        for group in range(len(TEXT_GROUPS)):
            if bits >> group & 1:
                found |= np.diff(at)[group :: len(TEXT_GROUPS)] > 0
        for table in tables:
            found |= np.diff(self._tables[table].at.astype(np.int64)) > 0


def _decoded(units: Array) -> str:
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def _reaches(unit: Iterable[tuple[str, int]], words: Sequence[str], reach: int) -> bool:
    """Whether a unit holds all the words within a reach."""
    last: dict[str, int] = {}
    for word, position in unit:
        if word in words:
            last[word] = position
            if len(last) == len(words) and position - min(last.values()) <= reach:
                return True
    return False


@cache
def _split(groups: tuple[str, ...]) -> tuple[int, list[str]]:
    """The text groups as bits, and the groups that are tables."""
    bits = 0
    tables: list[str] = []
    for group in groups:
        if group in TABLES:
            tables.append(group)
        else:
            bits |= 1 << TEXT_GROUPS.index(group)
    return bits, tables
