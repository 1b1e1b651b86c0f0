"""Marks and passages: where a question stands in the printed text.

In: a question and printed text. Out: `Snippet`s, (text, matched) pieces of the text as printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase, digits
from typing import NamedTuple

from indexer.analysis import fold, printed_offsets
from indexer.request import Snippet
from indexer.terms import Near, Opening, Piece, Question, Run
from indexer.tokens import SEPARATOR

PASSAGE = 120
"""Characters of a passage, ellipses not counted."""
_LEAD = 30
"""Characters shown before the first mark of a passage that does not begin its paragraph."""
_PAUSE = re.compile("[。！？；，、：]")
_CUT = ("…", False)
_WHOLE = 1000
"""What is written in the question outweighs any number of its words."""
_MIXED = ascii_lowercase + digits


class Marker:
    """Finds one question's terms in printed texts."""

    def __init__(self, question: Question) -> None:
        terms: dict[str, _Term] = {}
        for term in question.terms:
            if isinstance(term, Run | Near):
                terms.update((word, _word(word)) for word in term.words)
            elif isinstance(term, Opening):
                terms[term.text] = _Term(term.text)
        for term in question.terms:
            if isinstance(term, Piece):
                terms[term.text] = _Term(term.text, weight=_WHOLE)
            elif isinstance(term, Run):
                terms[term.text] = _word(term.text)._replace(weight=_WHOLE)
        terms.pop("", None)
        self._terms = tuple(terms.values())

    def mark(self, text: str, folded: str = "") -> Snippet:
        """The whole text in pieces; what the question asked for is marked.

        `folded` is the folded text, where the caller has it.
        """
        if not self._terms:
            return ((text, False),) if text else ()
        folded = folded or fold(text)
        return _pieces(text, _printed(_apart(self._found(folded)), folded, text))

    def passage(self, printed: str, folded: str) -> Snippet:
        """The passage of some units that shows the question best, else their beginning.

        The units are given as printed and folded, each followed by SEPARATOR.
        """
        found = self._found(folded)
        start = self._best_unit(folded, found) if found else 0
        end = folded.find(SEPARATOR, start)
        if len(printed) == len(folded):
            unit = printed[start:end]
        else:
            unit = printed.split(SEPARATOR)[folded.count(SEPARATOR, 0, start)]
        if not found:
            return _window(unit, [], 0)
        inside = [entry for entry in found if start <= entry[0] < end]
        spans = [(a - start, b - start) for a, b in _apart(inside)]
        # What is written in the question is worth seeing before any of its words.
        whole = [at - start for at, _, term in inside if term.weight == _WHOLE]
        first = bisect_left(spans, (whole[0], 0)) if whole else 0
        return _window(unit, _printed(spans, folded[start:end], unit), first)

    def _found(self, folded: str) -> list[tuple[int, int, _Term]]:
        """Where each term stands, in order: its place, its length below zero, the term."""
        found: list[tuple[int, int, _Term]] = []
        for term in self._terms:
            length = len(term.text)
            found.extend((at, -length, term) for at in term.places(folded))
        found.sort()
        return found

    def _best_unit(self, folded: str, found: list[tuple[int, int, _Term]]) -> int:
        """Where the unit begins that holds most of the question as written, then most words."""
        if len(self._terms) == 1:
            return folded.rfind(SEPARATOR, 0, found[0][0]) + 1
        held: dict[int, set[_Term]] = {}
        start, end = 0, -1
        for at, _, term in found:
            if at > end:
                start, end = folded.rfind(SEPARATOR, 0, at) + 1, folded.find(SEPARATOR, at)
            held.setdefault(start, set()).add(term)
        # The first of several: dictionaries keep their order.
        return max(held, key=lambda unit: sum(term.weight for term in held[unit]))


class _Term(NamedTuple):
    """A text to be marked; no character of `beside` may stand directly before or after it."""

    text: str
    beside: str = ""
    weight: int = 1

    def places(self, folded: str) -> Iterator[int]:
        """Where it stands in a folded text, ascending."""
        text, beside, _ = self
        at = folded.find(text)
        while at >= 0:
            if not beside or self._stands_alone(folded, at):
                yield at
            at = folded.find(text, at + 1)

    def _stands_alone(self, folded: str, at: int) -> bool:
        """Whether it does not go on at its place."""
        end = at + len(self.text)
        before = at > 0 and folded[at - 1] in self.beside
        return not before and (end == len(folded) or folded[end] not in self.beside)


def _word(word: str) -> _Term:
    """A word; one of letters or digits has none of its own kind beside it."""
    if not (word.isascii() and word.isalnum()):
        return _Term(word)
    kinds = digits if word.isdecimal() else ascii_lowercase if word.isalpha() else _MIXED
    return _Term(word, kinds)


def first_place(word: str, folded: str) -> int | None:
    """Where a word first stands in a folded text: of 12月 not the word 2, nor 1."""
    return next(_word(word).places(folded), None)


def _apart(found: Sequence[tuple[int, int, _Term]]) -> list[tuple[int, int]]:
    """The spans of what was found, in order and without overlaps: what is written in the question
    before its words, then the longer, then the earlier."""
    spans = [(at, at - length) for at, length, _ in found]
    if all(before[1] <= after[0] for before, after in pairwise(spans)):
        return spans
    taken = bytearray(max(end for _, end in spans))
    spans = []
    for at, length, _ in sorted(found, key=lambda entry: (-entry[2].weight, entry[1], entry[0])):
        end = at - length
        if 1 not in taken[at:end]:
            taken[at:end] = bytes(b"\1" * (end - at))
            spans.append((at, end))
    spans.sort()
    return spans


def _printed(spans: list[tuple[int, int]], folded: str, printed: str) -> list[tuple[int, int]]:
    """Spans of a folded text in the printed one."""
    if len(folded) == len(printed):
        return spans
    offsets = printed_offsets(printed)
    found: list[tuple[int, int]] = []
    for start, end in spans:
        # A character that folds to several (… → ...) is marked whole.
        span = (offsets[start], offsets[end - 1] + 1)
        if found and span[0] < found[-1][1]:
            span = (found.pop()[0], span[1])
        found.append(span)
    return found


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Snippet:
    at = 0
    pieces: list[tuple[str, bool]] = []
    for start, end in spans:
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


def _window(text: str, spans: Sequence[tuple[int, int]], shown: int) -> Snippet:
    """About PASSAGE characters around one of the marks, from a pause on where one is near."""
    start = 0
    if spans and spans[shown][1] > PASSAGE - _LEAD:
        start = spans[shown][0] - _LEAD
        pauses = [match.end() for match in _PAUSE.finditer(text, start, spans[shown][0])]
        start = pauses[0] if pauses else start
    end = min(len(text), max(start + PASSAGE, spans[shown][1] if spans else 0))
    inside = [(a - start, min(b, end) - start) for a, b in spans if start <= a < end]
    before: Snippet = (_CUT,) if start > 0 else ()
    after: Snippet = (_CUT,) if end < len(text) else ()
    return before + _pieces(text[start:end], inside) + after
