"""What one segment can offer to somebody who types: people, posts, organisations, words, headlines.

In: a segment's articles and its lexicon. Out: the `offer.*` arrays of docs/index-format.md, sorted
so that what begins alike, in characters or as it sounds, lies together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from archive.models import Article
from indexer.analysis import HAN, Analysis, fold
from indexer.arrays import Array, Arrays, narrow, pack, starts_of
from indexer.facets import officials
from indexer.pinyin import typed_keys
from indexer.places import is_place, load_places
from indexer.tokens import SEPARATOR

KINDS = ("official", "reporter", "person", "post", "organisation", "place", "word", "headline")
"""The kinds of offers; an array holds their numbers here."""
PEOPLE = KINDS[:3]
HEADLINE = KINDS.index("headline")
NO_WORD = 0xFFFFFFFF
"""Stands where an offer is no word of the lexicon but has rows of its own."""
LEAST_ROWS = 5
"""Rows that must hold a word: two thirds of all words stand in fewer, and nobody asks for them."""

_Spelled: TypeAlias = "tuple[dict[str, bytes], dict[str, bytes]]"
"""The keys of words, and of people's names, joined by spaces, as segments have them."""

_WORD = re.compile(f"[{HAN}]{{2,}}|(?=.*[a-z])[^\\W_]{{3,}}")


def sort_key(folded: str) -> bytes:
    """What offers are ordered by: UTF-16 code units, so that a number compares several at once."""
    return folded.encode("utf-16-be", "surrogatepass")


class Offers:
    """Gathers what a segment's articles name; `arrays` gives the arrays."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
        self._newest: dict[str, int] = {}

    def add(self, row: int, article: Article) -> None:
        """Take in what one article names."""
        assert article.published is not None  # the archive files nothing without a date
        posts = [post for mention in article.mentions for post in mention.posts]
        official, reporters = officials(article), article.names("reporter")
        named = chain((m.name for m in article.mentions), (c.name for c in article.credits))
        headline = article.headline.replace(SEPARATOR, " ")
        self._gather("official", row, official)
        self._gather("reporter", row, reporters)
        self._gather("person", row, sorted(set(named).difference(official, reporters)))
        self._gather("post", row, (post.title for post in posts))
        self._gather("organisation", row, (post.organisation for post in posts))
        self._gather("headline", row, (headline,))
        day = article.published.toordinal()
        self._newest[headline] = max(day, self._newest.get(headline, 0))

    def _gather(self, kind: str, row: int, values: Iterable[str]) -> None:
        held = self._rows[kind]
        for value in dict.fromkeys(values):
            if value and not value.isspace():
                held.setdefault(value, []).append(row)

    def arrays(self, lexicon: Mapping[str, Array], analysis: Analysis) -> dict[str, Array]:
        """The arrays; `lexicon` has the arrays `lexicon`, `lexicon_at`, `rows_at` of the words."""
        entries = self._entries(lexicon)
        return {**entries.arrays(), **_sounds(entries, ({}, {})), **_inside(entries, analysis)}

    @classmethod
    def merged(
        cls, parts: Sequence[tuple[int, Arrays]], lexicon: Mapping[str, Array]
    ) -> dict[str, Array]:
        """The arrays of several segments made one, of each its first row there and its arrays.

        They are as if all had been added in one go, but nothing is cut again or spelled again.
        """
        offers = cls()
        held = [offers._add_segment(base, arrays) for base, arrays in parts]
        spelled: _Spelled = {}, {}
        for (_, arrays), values in zip(parts, held, strict=True):
            people = (arrays.whole("offer.kind") < len(PEOPLE)).tolist()
            keys = arrays.items("offer.sounds")
            for key, number in zip(keys, arrays.whole("offer.sound_of").tolist(), strict=True):
                known, value = spelled[people[number]], values[number]
                known[value] = known[value] + b" " + key if value in known else key
        entries = offers._entries(lexicon)
        return {
            **entries.arrays(),
            **_sounds(entries, spelled),
            **_merged_inside(entries, [arrays for _, arrays in parts], held),
        }

    def _add_segment(self, base: int, arrays: Arrays) -> list[str]:
        """Take in what a segment holds, but for words; gives back all its values."""
        values = [item.decode("utf-8", "surrogatepass") for item in arrays.items("offer.values")]
        kinds, words, weights, at, rows = (
            arrays.whole(f"offer.{name}").tolist()
            for name in ("kind", "word", "weight", "rows_at", "rows")
        )
        for number, (value, kind) in enumerate(zip(values, kinds, strict=True)):
            if words[number] == NO_WORD:
                held = self._rows[KINDS[kind]].setdefault(value, [])
                held.extend(base + row for row in rows[at[number] : at[number + 1]])
            if kind == HEADLINE:
                self._newest[value] = max(weights[number], self._newest.get(value, 0))
        return values

    def _entries(self, lexicon: Mapping[str, Array]) -> _Entries:
        """All offers in order: what was gathered, and the words that several rows hold."""
        found = _Entries()
        for number, kind in enumerate(KINDS):
            for value, rows in self._rows[kind].items():
                weight = self._newest[value] if number == HEADLINE else len(rows)
                found.add(number, value, fold(value), rows, NO_WORD, weight)
        blob, at = lexicon["lexicon"].tobytes(), lexicon["lexicon_at"].tolist()
        holders = np.diff(lexicon["rows_at"].astype(np.int64))
        place, word = KINDS.index("place"), KINDS.index("word")
        for of in np.flatnonzero(holders >= LEAST_ROWS).tolist():
            text = blob[at[of] : at[of + 1]].decode()
            if _WORD.fullmatch(text):
                found.add(place if is_place(text) else word, text, text, [], of, int(holders[of]))
        return found.sorted()


class _Entries:
    """Offers, a column each for what they are: a hundred thousand tuples would keep the collector
    of garbage busy for seconds."""

    def __init__(self) -> None:
        self.kinds: list[int] = []
        self.values: list[str] = []
        self.folded: list[str] = []
        self.rows: list[list[int]] = []
        self.words: list[int] = []
        self.weights: list[int] = []

    def add(
        self, kind: int, value: str, folded: str, rows: list[int], word: int, weight: int
    ) -> None:
        """Take in one offer."""
        self.kinds.append(kind)
        self.values.append(value)
        self.folded.append(folded)
        self.rows.append(rows)
        self.words.append(word)
        self.weights.append(weight)

    def sorted(self) -> _Entries:
        """The same by folded value, then kind, then value."""
        keys = [
            sort_key(f"{folded}\0{chr(kind)}{value}")
            for kind, folded, value in zip(self.kinds, self.folded, self.values, strict=True)
        ]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        found = _Entries()
        for name, column in vars(self).items():
            setattr(found, name, [column[number] for number in order])
        return found

    def headlines(self) -> list[int]:
        """The numbers of the headlines."""
        return [number for number, kind in enumerate(self.kinds) if kind == HEADLINE]

    def arrays(self) -> dict[str, Array]:
        """The columns as arrays."""
        values, values_at = pack(value.encode("utf-8", "surrogatepass") for value in self.values)
        lengths = np.fromiter(map(len, self.rows), np.int64, len(self.rows))
        return {
            "offer.values": values,
            "offer.values_at": values_at,
            "offer.kind": np.array(self.kinds, np.uint8),
            "offer.weight": np.array(self.weights, np.uint32),
            "offer.rows": np.fromiter(chain.from_iterable(self.rows), np.uint32),
            "offer.rows_at": narrow(starts_of(lengths)),
            "offer.word": np.array(self.words, np.uint32),
            "offer.opening": openings(map(sort_key, self.folded)),
        }


def load_tables() -> None:
    """Read what spelling and places need; it takes a second, and is kept."""
    typed_keys("一")
    load_places()


def openings(keys: Iterable[bytes]) -> NDArray[np.uint64]:
    """The first eight bytes of each key as one number, filled up with zeros."""
    joined = b"".join(key[:8].ljust(8, b"\0") for key in keys)
    return np.frombuffer(joined, ">u8").astype(np.uint64)


def _sounds(entries: _Entries, spelled: _Spelled) -> dict[str, Array]:
    """The keys under which each offer may be typed in Latin letters, ascending.

    None for headlines: nobody types the initials of a sentence, and they would be most of it.
    """
    keys: list[bytes] = []
    for number, (kind, value) in enumerate(zip(entries.kinds, entries.values, strict=True)):
        if kind != HEADLINE:
            person = KINDS[kind] in PEOPLE
            known = set(spelled[person].get(value, b"").split()) or {
                key.encode() for key in typed_keys(entries.folded[number], person=person)
            }
            tail = b"\0" + number.to_bytes(4)
            keys += [key + tail for key in known]
    keys.sort()
    sounds, sounds_at = pack(key[:-5] for key in keys)
    return {
        "offer.sounds": sounds,
        "offer.sounds_at": sounds_at,
        "offer.sound_opening": openings(key[:-5] for key in keys),
        "offer.sound_of": np.array([int.from_bytes(key[-4:]) for key in keys], np.uint32),
    }


def _inside(entries: _Entries, analysis: Analysis) -> dict[str, Array]:
    """Where each later word of a headline begins, ordered by what stands there."""
    numbers = entries.headlines()
    text = SEPARATOR.join(["", *(entries.folded[number] for number in numbers), ""])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    tokens = analysis.cut(text)
    lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
    at = np.cumsum(lengths) - lengths
    kinds, of_kind = np.unique(codes[at], return_inverse=True)
    begins_word = np.array([chr(code).isalnum() for code in kinds.tolist()], bool)[of_kind]
    first = np.append(False, codes[at][:-1] == 0)
    at = at[begins_word & ~first]
    of = np.array([*numbers, 0], np.uint32)[np.cumsum(codes == 0)[at] - 1]
    opening = _openedat(text, at + np.cumsum(codes > 0xFFFF)[at])
    order = np.argsort(opening, kind="stable")
    return {"offer.inside_opening": opening[order], "offer.inside_of": of[order]}


def _merged_inside(
    entries: _Entries, parts: Sequence[Arrays], held: Sequence[list[str]]
) -> dict[str, Array]:
    """The same from segments, of each headline once."""
    place = {entries.values[number]: number for number in entries.headlines()}
    seen = np.zeros(len(entries.values), bool)
    opened, of = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for arrays, values in zip(parts, held, strict=True):
        headline = arrays.whole("offer.kind") == HEADLINE
        numbers = np.zeros(len(values), np.uint32)
        numbers[headline] = [place[values[n]] for n in np.flatnonzero(headline).tolist()]
        found = numbers[arrays.whole("offer.inside_of")]
        fresh = ~seen[found]
        opened.append(arrays.whole("offer.inside_opening")[fresh])
        of.append(found[fresh])
        seen[numbers[headline]] = True
    opening, number = np.concatenate(opened), np.concatenate(of)
    order = np.lexsort((number, opening))
    return {"offer.inside_opening": opening[order], "offer.inside_of": number[order]}


def _openedat(text: str, at: Array) -> NDArray[np.uint64]:
    """The openings of what stands at some UTF-16 code units of a text, up to its SEPARATOR."""
    units = np.frombuffer(sort_key(text + SEPARATOR * 3), ">u2").astype(np.uint64)
    found = np.zeros(len(at), np.uint64)
    inside = np.ones(len(at), bool)
    for nth in range(4):
        unit = units[at + nth]
        inside &= unit != 0
        found = (found << np.uint64(16)) | np.where(inside, unit, np.uint64(0))
    return found
