"""What may be meant while somebody is still typing: people, posts, organisations, words, headlines.

In: the text typed so far and a snapshot's segments. Out: completions, each a whole question that
finds at least one article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from whoosh.query import Query

from indexer.analysis import HAN, Analysis, fold
from indexer.arrays import Array
from indexer.offers import HEADLINE, KINDS
from indexer.pieces import Mask
from indexer.pinyin import readings
from indexer.query import open_term, parse_question
from indexer.request import LONGEST_QUERY
from indexer.segment import Segment
from indexer.segment_offers import SegmentOffers
from indexer.synonyms import NO_SYNONYMS, Synonyms
from indexer.terms import SEARCHED, Target

MOST = 10
"""Completions that are offered."""
LONGEST_TYPED = 40
"""Characters of an open term that are looked up; nothing longer is completed."""

# At most so many of a kind, in this order; then more of those that have more.
_SHARES = {
    "official": 3,
    "reporter": 2,
    "person": 1,
    "post": 2,
    "organisation": 2,
    "place": 2,
    "word": 2,
    "headline": 3,
}
_WORDS = ("place", "word")
_GATHERED = 6
_TRIED = 200
"""Offers of one kind and segment that are tried for live rows, the weightiest first."""
_WRITTEN = {
    "official": "官员:",
    "reporter": "记者:",
    "post": "职务:",
    "organisation": "机构:",
    "headline": "标题:",
}
_LETTERS = re.compile("[a-z0-9]+")
_MIXED = re.compile(f"([{HAN}]+)([a-z]+)")
_PLAIN = re.compile(f"[{HAN}a-zA-Z0-9·]+")
_QUOTES = (('"', '"', '"＂'), ("“", "”", "”"), ("「", "」", "」"))


class _Weight(NamedTuple):
    """How many live articles an offer has in a segment, and the newest day of a headline."""

    count: int  # type: ignore[assignment]  # nobody counts in a weight
    newest: int


_NOTHING = _Weight(0, 0)


class Completion(NamedTuple):
    """An offer: its kind (of KINDS), its printed value, in how many articles it is that, and the
    question for it, with what stood before the open term. As a text it may stand in more."""

    kind: str
    value: str
    count: int  # type: ignore[assignment]  # nobody counts in a completion
    question: str


def complete(
    typed: str,
    parts: Sequence[tuple[int, Segment]],
    analysis: Analysis,
    matching: Callable[[Query], Mask],
    synonyms: Synonyms = NO_SYNONYMS,
) -> tuple[Completion, ...]:
    """The best completions of what was typed, the last term of which is unfinished.

    `parts` are the segments with their first rows; `matching` gives the live rows that a question's
    tree matches: what stands before the open term narrows what is offered.
    """
    opened = open_term(typed, analysis, synonyms)
    if opened is None or len(opened.text) > LONGEST_TYPED:
        return ()
    kinds, folded = _kinds(opened.target), opened.text.replace("'", "")
    if not (kinds and folded):
        return ()
    mask = matching(opened.tree)
    sources = [_Source(base, segment, mask, folded) for base, segment in parts]
    ranked = {kind: _ranked(sources, KINDS.index(kind)) for kind in kinds}
    offered = [
        Completion(kind, value, count, opened.before + question)
        for kind, value, count in _shared(ranked)
        if (question := _question(kind, value))
        and len(opened.before + question) <= LONGEST_QUERY
        # A padded name is printed otherwise than it is read, and no facet has it.
        and (kind != "person" or (mask & matching(parse_question(question, analysis).tree)).any())
    ]
    return tuple(sorted(offered, key=lambda offer: fold(offer.value) != folded))


def _kinds(target: Target) -> tuple[str, ...]:
    """What may be offered for a term that is looked up in a target."""
    if target == SEARCHED:
        return tuple(_SHARES)
    field = target if isinstance(target, str) else target[0]
    return (field,) if field in _WRITTEN else ()


def _candidates(offers: SegmentOffers, folded: str) -> Array:
    """The numbers of all offers that begin so in characters or letters, each once."""
    begun = offers.opening(folded)
    found: list[Array] = [np.arange(begun.start, begun.stop), offers.inside(folded)]
    if _LETTERS.fullmatch(folded):
        found.append(offers.sounding(folded))
    elif mixed := _MIXED.fullmatch(folded):  # 张s: the input method has not finished
        begun = offers.opening(mixed[1])
        for letters in _spelled(mixed[1], mixed[2]):
            sounding = offers.sounding(letters)
            found.append(sounding[(sounding >= begun.start) & (sounding < begun.stop)])
    wanted = np.zeros(len(offers), bool)  # several times as fast as np.unique
    for numbers in found:
        wanted[numbers] = True
    return np.flatnonzero(wanted)


def _spelled(han: str, letters: str) -> set[str]:
    """How a name or word that goes on in letters may be keyed."""
    return {
        "".join(part) + letters
        for person in (False, True)
        for reading in readings(han, person=person)
        for part in (
            reading,
            [syllable[:1] for syllable in reading],
            [*reading[:1], *(syllable[:1] for syllable in reading[1:])],
        )
    }


class _Source:
    """The candidates of one segment, and which of its rows count."""

    def __init__(self, base: int, segment: Segment, mask: Mask, folded: str) -> None:
        self._offers = SegmentOffers(segment)
        self._live = mask[base : base + segment.rows]
        self._folded = folded
        self._numbers = _candidates(self._offers, folded)
        self._kinds = self._offers.kinds(self._numbers)

    def best(self, kind: int) -> tuple[dict[str, _Weight], bool]:
        """The weightiest values of a kind with live rows, and whether these are all."""
        numbers = self._numbers[self._kinds == kind]
        weights = self._offers.weights(numbers)
        whole = len(numbers) <= _TRIED and KINDS[kind] not in _WORDS
        if len(numbers) > _TRIED:
            kept = np.argpartition(weights, len(weights) - _TRIED)[len(weights) - _TRIED :]
            numbers, weights = numbers[kept], weights[kept]
        found: dict[str, _Weight] = {}
        for at in np.argsort(-weights.astype(np.int64), kind="stable").tolist():
            if len(found) == _GATHERED:
                return found, False
            value = self._offers.value(int(numbers[at]))
            # Of a headline's later words only four characters were compared.
            if kind == HEADLINE and self._folded not in fold(value):
                continue
            count = self._live_among(self._offers.rows(int(numbers[at])))
            if count:
                found[value] = _Weight(count, int(weights[at]))
        return found, whole

    def look_up(self, kind: int, value: str) -> _Weight:
        """The weight of one value of a kind."""
        if KINDS[kind] in _WORDS:  # which the segment may hold too seldom to offer them
            return _Weight(self._live_among(self._offers.rows_of_word(value)), 0)
        for number in self._offers.named(fold(value), kind):
            if self._offers.value(number) == value:
                day = int(self._offers.weights(np.array([number]))[0])
                return _Weight(self._live_among(self._offers.rows(number)), day)
        return _NOTHING

    def _live_among(self, rows: Array) -> int:
        return int(np.count_nonzero(self._live.take(rows)))


def _ranked(sources: Sequence[_Source], kind: int) -> list[tuple[str, int]]:
    """The values of one kind with their articles: most articles first, or newest headlines."""
    best = [source.best(kind) for source in sources]
    ranked: list[tuple[int, str, int]] = []
    for value in dict.fromkeys(value for found, _ in best for value in found):
        each = [
            found.get(value) or (_NOTHING if whole else source.look_up(kind, value))
            for source, (found, whole) in zip(sources, best, strict=True)
        ]
        count = sum(weight.count for weight in each)
        order = max(weight.newest for weight in each) if kind == HEADLINE else count
        ranked.append((-order, value, count))
    return [(value, count) for _, value, count in sorted(ranked)]


def _shared(ranked: dict[str, list[tuple[str, int]]]) -> Iterator[tuple[str, str, int]]:
    """At most so many offers, each value once: a share of each kind, then what room is left."""
    places = [
        (nth >= _SHARES[kind] and len(ranked) > 1, number, nth)
        for number, kind in enumerate(ranked)
        for nth in range(len(ranked[kind]))
    ]
    kinds = list(ranked)
    chosen: dict[str, tuple[int, int]] = {}
    for _, number, nth in sorted(places):
        if len(chosen) < MOST:
            chosen.setdefault(ranked[kinds[number]][nth][0], (number, nth))
    for number, nth in sorted(chosen.values()):
        yield kinds[number], *ranked[kinds[number]][nth]


def _question(kind: str, value: str) -> str:
    """What finds an offer: a field and its value, or the word; empty where nothing can quote it."""
    field = _WRITTEN.get(kind, "")
    exact_or_word = kind in ("official", "reporter", "place", "word")
    if exact_or_word and _PLAIN.fullmatch(value):
        return field + value
    for opening, closing, closes in _QUOTES:
        if not any(quote in value for quote in closes):
            return f"{field}{opening}{value}{closing}"
    return ""
