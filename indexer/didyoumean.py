"""What somebody may have meant who finds next to nothing: a word that sounds or looks like theirs.

In: a question, how much it found, and a snapshot's segments. Out: corrected questions that find
much more, offered and never put in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, combinations, islice, pairwise, product
from typing import NamedTuple

import numpy as np

from indexer.analysis import HAN, Analysis, fold, printed_offsets
from indexer.near_shapes import look_alike
from indexer.offers import HEADLINE, KINDS, PEOPLE
from indexer.pinyin import LONGEST_KEY, near_sounds, readings, syllables
from indexer.request import PAGE_SIZE
from indexer.segment import Segment
from indexer.segment_offers import SegmentOffers

FEW = PAGE_SIZE
"""A question that finds as many articles is not asked back."""
MOST = 3
"""Suggestions for one question."""
LONGEST = 40
"""Characters of a question that is looked through; whoever writes more has pasted it."""

_AS_WRITTEN = 3
"""What stands in more articles just as it was typed is no slip."""
_MANY = 10
"""How many times more a suggestion must find, and how many at least."""
_FREQUENT = 20
"""A word in so many articles is what was meant, whatever the question found."""
_LONGEST, _TOKENS = 8, 3
"""Characters, and neighbouring words, that are taken for one mistyped word."""
_WINDOWS = 24
"""Stretches of one run that are looked at."""
_TRIED = 6
"""Corrections that are asked, the likeliest first."""
_SPOKEN_APART = 3
"""Up to so many syllables may all be mistaken at once; of more, one."""
_LEAST_SHARE = 0.02
"""How likely a correction must be, for one of the likeliest."""
_LONGEST_NAME = 4
_LOOKED_AT = 20

# How likely a slip is. Most is typed by sound; of one wrong character in two, little is known.
_OTHER, _NEAR, _SAME = range(3)
_SAME_SOUND, _NEAR_SOUND, _SAME_SHAPE = 1.0, 0.3, 0.5
_ALL_SAME_SOUND, _ALL_NEAR_SOUND = 0.3, 0.05
_ANY_OTHER = {2: 0.004, 3: 0.05}
_ANY_OTHER_OF_MANY = 0.3
# A longer word is less often so near another by chance.
_FOR_EACH_CHARACTER = 10.0

_PART = re.compile(f"[{HAN}]+|[a-z]+")
_CHUNK = re.compile(r"[^\s()|\"“”「」]+")
_LATIN_QUESTION = re.compile("[a-z' ]+")
_FEWEST_LETTERS = 4


class _Stretch(NamedTuple):
    """A part of the folded question that may be mistyped."""

    start: int
    text: str

    @property
    def stop(self) -> int:
        return self.start + len(self.text)

    def apart(self, other: _Stretch) -> bool:
        """Whether two parts have no character in common."""
        return self.stop <= other.start or other.stop <= self.start


class _Slip(NamedTuple):
    """What may have been meant in place of a stretch."""

    stretch: _Stretch
    value: str


def suggestions(
    question: str,
    total: int,
    parts: Sequence[tuple[int, Segment]],
    analysis: Analysis,
    count: Callable[[str], int],
) -> tuple[str, ...]:
    """The questions that may have been meant, the likeliest first; mostly none.

    `total` is what the question found; `count` tells what another text of it would find, all else
    being the same. No person's name that stands in the archive is ever corrected, nor a word that
    stands there often.
    """
    if total >= FEW or len(question) > LONGEST:
        return ()
    speller = _Speller([SegmentOffers(segment) for _, segment in parts], analysis)
    likely = speller.corrections(fold(question))
    if not likely:
        return ()
    least = max(total * _MANY, _MANY)
    found = (
        text
        for text, slips in _corrected(question, likely)
        if count(text) >= least
        and all(count(f'"{stretch.text}"') <= _AS_WRITTEN for stretch, _ in slips)
    )
    return tuple(islice(dict.fromkeys(found), MOST))


def _corrected(question: str, likely: dict[_Slip, float]) -> Iterator[tuple[str, Sequence[_Slip]]]:
    """A few corrected questions with the slips in each: the likeliest single ones, then the
    likeliest of each stretch at once."""
    ranked = sorted(likely, key=lambda slip: (-likely[slip], slip))
    several: list[_Slip] = []
    for slip in ranked:
        if all(slip.stretch.apart(other.stretch) for other in several):
            several.append(slip)
    likely_enough = [slip for slip in ranked if likely[slip] >= likely[ranked[0]] * _LEAST_SHARE]
    offsets = printed_offsets(question)
    for slips in (*([slip] for slip in likely_enough[:_TRIED]), several):
        text = question
        for stretch, value in sorted(slips, reverse=True):
            text = text[: offsets[stretch.start]] + value + text[offsets[stretch.stop] :]
        yield text, slips


class _Speller:
    """Finds what may be mistyped in a question, and what may have been meant."""

    def __init__(self, segments: Sequence[SegmentOffers], analysis: Analysis) -> None:
        self._segments = segments
        self._analysis = analysis

    def corrections(self, folded: str) -> dict[_Slip, float]:
        """The slips that a folded question may have, and how likely each is."""
        if self._is_name(folded.strip()):
            return {}
        found: dict[_Slip, float] = {}
        if _LATIN_QUESTION.fullmatch(folded):
            letters = re.sub("[' ]", "", folded)
            found |= self._each(_Stretch(0, folded), self._spelled(letters))
        for chunk in _CHUNK.finditer(folded):
            # The value behind a field, which may be a name with a dot; the field itself is right.
            start = chunk.start() + chunk[0].rfind(":") + 1
            if chunk[0][0] in "-!" or self._is_name(folded[start : chunk.end()]):
                continue
            for part in _PART.finditer(folded, start, chunk.end()):
                if part[0].isascii():
                    meant = self._spelled(part[0])
                    found |= self._each(_Stretch(part.start(), part[0]), meant)
                    continue
                for stretch in islice(self._windows(_Stretch(part.start(), part[0])), _WINDOWS):
                    found |= self._each(stretch, self._meant(stretch.text))
        return found

    def _each(self, stretch: _Stretch, meant: dict[str, float]) -> dict[_Slip, float]:
        return {_Slip(stretch, value): likelihood for value, likelihood in meant.items()}

    def _is_name(self, folded: str) -> bool:
        """Whether somebody in the archive bears this name, be it with others: 王强（2）."""
        return bool(folded) and any(
            value == folded or value.startswith(f"{folded}(")
            for offers in self._segments
            for number in offers.opening(folded)[:_LOOKED_AT]
            if KINDS[offers.kinds(np.array([number]))[0]] in PEOPLE
            for value in [fold(offers.value(number))]
        )

    # -- stretches

    def _windows(self, run: _Stretch) -> Iterator[_Stretch]:
        """The neighbouring words of a Han run that may be one mistyped word: rare, and no name."""
        tokens = self._analysis.cut(run.text)
        ends = [0, *accumulate(map(len, tokens))]
        known = [len(token) > 1 and self._weight(token) >= _FREQUENT for token in tokens]
        named = self._named(run.text, ends)
        for first, last in combinations(range(len(ends)), 2):
            start, stop = ends[first], ends[last]
            text = run.text[start:stop]
            if (
                last - first <= _TOKENS
                and 2 <= len(text) <= _LONGEST
                and not all(known[first:last])
                and not named.intersection(range(start, stop))
                and self._weight(text) < _FREQUENT
            ):
                yield _Stretch(run.start + start, text)

    def _named(self, run: str, ends: Sequence[int]) -> set[int]:
        """The places in a run that names take; one of two characters only where it is a word."""
        words = set(pairwise(ends))
        found: set[int] = set()
        for start, length in product(range(len(run)), range(2, _LONGEST_NAME + 1)):
            stop = start + length
            if stop > len(run) or (length == 2 and (start, stop) not in words):
                continue
            if self._is_name(run[start:stop]):
                found.update(range(start, stop))
        return found

    def _weight(self, folded: str) -> int:
        """How many rows hold a word, or name it."""
        return sum(
            int(offers.weights(np.array([number]))[0])
            for offers in self._segments
            for kind in range(HEADLINE)
            for number in offers.named(folded, kind)
        )

    # -- what may have been meant

    def _meant(self, text: str) -> dict[str, float]:
        """Words like a Han text with how likely they were meant."""
        spoken = {syllables(text), tuple(syllables(c)[0] for c in text), *readings(text)}
        weights: Counter[str] = Counter()
        people: set[str] = set()
        for offers in self._segments:
            numbers = [offers.sounding("".join(s), whole=True) for s in _variants(spoken)]
            numbers.append(offers.one_other(text))
            for value, weight, kind in offers.weighed(np.unique(np.concatenate(numbers))):
                if len(value) == len(text) and value != text:
                    weights[value] += weight
                    if KINDS[kind] in PEOPLE:
                        people.add(value)
        longer = _FOR_EACH_CHARACTER ** (len(text) - 2)
        found = {
            value: _slip(text, value, person=value in people) * weight * longer
            for value, weight in weights.items()
        }
        return {value: likelihood for value, likelihood in found.items() if likelihood}

    def _spelled(self, letters: str) -> dict[str, float]:
        """What some letters spell in full: a word or name, or two one after the other."""
        if not _FEWEST_LETTERS <= len(letters) <= LONGEST_KEY:
            return {}
        found = self._spells(letters)
        if not found:
            for at in range(2, len(letters) - 1):
                pairs = product(
                    self._spells(letters[:at]).items(), self._spells(letters[at:]).items()
                )
                found |= {f"{a} {b}": min(m, n) for (a, m), (b, n) in pairs}
        return found

    def _spells(self, letters: str) -> dict[str, float]:
        weights: Counter[str] = Counter()
        for offers in self._segments:
            for value, weight, _ in offers.weighed(offers.sounding(letters, whole=True)):
                if len(value) > 1:
                    weights[value] += weight
        return {
            value: float(weight)
            for value, weight in weights.most_common(_TRIED)
            for person in (False, True)
            if any("".join(r) == letters for r in readings(fold(value), person=person))
        }


def _variants(spoken: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Some readings, and what is easily heard or typed for them."""
    found = set(spoken)
    for reading in spoken:
        if len(reading) <= _SPOKEN_APART:
            found.update(product(*((sound, *near_sounds(sound)) for sound in reading)))
            continue
        for at, sound in enumerate(reading):
            found.update((*reading[:at], near, *reading[at + 1 :]) for near in near_sounds(sound))
    return found


def _slip(typed: str, meant: str, *, person: bool) -> float:
    """How likely somebody types one word for another of the same length; 0 where it cannot be.

    A person's name must at least sound or look like it: somebody else is not what was meant.
    """
    sounds = [
        _SAME if sound in spoken else _NEAR if spoken & set(near_sounds(sound)) else _OTHER
        for a, b, sound in zip(typed, meant, readings(meant, person=person)[0], strict=True)
        if a != b
        for spoken in [{reading[0] for reading in readings(a)}]
    ]
    if len(sounds) > 1:
        return (0.0, _ALL_NEAR_SOUND, _ALL_SAME_SOUND)[min(sounds)]
    if sounds == [_SAME]:
        return _SAME_SOUND
    if any(look_alike(a, b) for a, b in zip(typed, meant, strict=True)):
        return _SAME_SHAPE
    other = 0.0 if person else _ANY_OTHER.get(len(typed), _ANY_OTHER_OF_MANY)
    return max(other, _NEAR_SOUND) if sounds == [_NEAR] else other
