"""Marks and passages: where a question stands in the printed text.

In: a question and printed text. Out: `Snippet`s, (text, matched) pieces of the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from indexer.analysis import fold, printed_offsets
from indexer.query import Near, Opening, Piece, Question, Run
from indexer.request import Snippet
from indexer.tokens import SEPARATOR

PASSAGE = 120
"""Characters of a passage, ellipses not counted."""
_LEAD = 30
"""Characters shown before the first mark of a passage that does not begin its paragraph."""
_PAUSE = re.compile("[。！？；，、：]")


class Marker:
    """Finds one question's terms in printed texts."""

    def __init__(self, question: Question) -> None:
        whole: dict[str, str] = {}
        words: dict[str, str] = {}
        for term in question.terms:
            if isinstance(term, Opening):
                words[term.text] = re.escape(term.text)
            elif isinstance(term, Piece):
                whole[term.text] = re.escape(term.text)
            elif isinstance(term, Run):
                whole[term.text] = _word(term.text)
            if isinstance(term, Run | Near):
                words.update((word, _word(word)) for word in term.words)
        self._whole, self._words = tuple(whole), tuple(words)
        self._first = _either(whole)
        self._any = _either({**words, **whole})

    def mark(self, text: str) -> Snippet:
        """The whole text in pieces; what the question asked for is marked."""
        return tuple(_pieces(text, self._spans(text)))

    def passage(self, printed: str, folded: str) -> Snippet:
        """The passage of some units that shows the question best, else their beginning.

        The units are given as printed and folded, each followed by SEPARATOR.
        """
        start = self._best_unit(folded) if self._any else 0
        end = folded.find(SEPARATOR, start)
        if len(printed) == len(folded):
            unit = printed[start:end]
        else:
            unit = printed.split(SEPARATOR)[folded.count(SEPARATOR, 0, start)]
        return _window(unit, self._printed_spans(unit, folded[start:end]))

    def _best_unit(self, folded: str) -> int:
        """Where the unit begins that holds most of the question as written, then most words."""
        first = self._first.search(folded) if len(self._whole) == 1 and self._first else None
        if first:
            return folded.rfind(SEPARATOR, 0, first.start()) + 1
        best, rank, start = 0, (0, 0), 0
        for unit in folded.split(SEPARATOR):
            whole = sum(text in unit for text in self._whole)
            found = whole, sum(text in unit for text in self._words)
            if found > rank and self._any and self._any.search(unit):
                best, rank = start, found
            start += len(unit) + 1
        return best

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where the terms stand in the printed text, ascending and apart."""
        return self._printed_spans(text, fold(text)) if self._any else []

    def _printed_spans(self, text: str, folded: str) -> list[tuple[int, int]]:
        if self._any is None:
            return []
        found = [match.span() for match in self._any.finditer(folded)]
        if not found or len(folded) == len(text):
            return found
        offsets = printed_offsets(text)
        printed: list[tuple[int, int]] = []
        for start, end in found:
            # A character that folds to several (… → ...) is marked whole.
            span = (offsets[start], offsets[end - 1] + 1)
            if printed and span[0] < printed[-1][1]:
                span = (printed.pop()[0], span[1])
            printed.append(span)
        return printed


def _either(patterns: Mapping[str, str]) -> re.Pattern[str] | None:
    """Any of the texts by its pattern, longer ones first."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(patterns[text] for text in longest_first)) if patterns else None


def _word(word: str) -> str:
    """The pattern of a word; one of letters or digits has none of its own kind beside it."""
    kind = "0-9" if word.isdecimal() else "a-z" if word.isalpha() else "a-z0-9"
    if not re.fullmatch("[a-z0-9]+", word):
        return re.escape(word)
    return rf"(?<![{kind}]){re.escape(word)}(?![{kind}])"


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    at = 0
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _window(text: str, spans: Sequence[tuple[int, int]]) -> Snippet:
    """About PASSAGE characters around the first mark, from a pause on where one is near."""
    start = 0
    if spans and spans[0][1] > PASSAGE - _LEAD:
        start = spans[0][0] - _LEAD
        pauses = [match.end() for match in _PAUSE.finditer(text, start, spans[0][0])]
        start = pauses[0] if pauses else start
    end = min(len(text), max(start + PASSAGE, spans[0][1] if spans else 0))
    inside = [(a - start, min(b, end) - start) for a, b in spans if start <= a < end]
    pieces = list(_pieces(text[start:end], inside))
    if start > 0:
        pieces.insert(0, ("…", False))
    if end < len(text):
        pieces.append(("…", False))
    return tuple(pieces)
