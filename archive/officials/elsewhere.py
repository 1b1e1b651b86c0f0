"""What a story says of a name elsewhere: whether it prints it again, where nothing runs into it.

In: the whole story, and a place in one of its paragraphs. Out: the name there.
"""

from __future__ import annotations

from collections.abc import Container

from archive.letters import has_han
from archive.officials.cues import candidates, guess_name, name_at

_MOST_LOOKUPS = 40
_MOST_PLACES = 12


class Elsewhere:
    """The rest of a story, asked about a name; `known` are those read with a post already."""

    def __init__(self, whole: str, known: Container[str]) -> None:
        self._whole = whole
        self._known = known
        self._named: dict[str, bool] = {}
        self._repeated: dict[str, bool] = {}

    def whole_name(self, text: str, found: tuple[str, int]) -> tuple[str, int]:
        """The name with its third letter, where a word seems to begin: 翟运来|到, 翟运来|要求."""
        name, place = found
        longer = name + text[place : place + 1]
        if len(name) > 2 or len(longer) < 3 or not has_han(longer[2]):
            return found
        if longer in self._known:
            return longer, place + 1
        if longer not in self._repeated:
            few = len(self._repeated) < _MOST_LOOKUPS
            self._repeated[longer] = few and self._whole.count(longer) > 1
        return (longer, place + 1) if self._repeated[longer] and self.names(longer) else found

    def guessed(self, text: str, place: int) -> tuple[str, int] | None:
        """The name at a place that no known word follows: one named elsewhere, or a likely one."""
        for name in candidates(text, place):
            if name in self._known or self.names(name):
                return name, place + len(name)
        return guess_name(text, place)

    def names(self, name: str) -> bool:
        """Whether the story prints the name elsewhere, between punctuation and a known word."""
        if name not in self._named:
            self._named[name] = len(self._named) < _MOST_LOOKUPS and self._stands_alone(name)
        return self._named[name]

    def _stands_alone(self, name: str) -> bool:
        place = self._whole.find(name)
        for _ in range(_MOST_PLACES):
            if place < 0:
                break
            if not (place and has_han(self._whole[place - 1])):
                found = name_at(self._whole, place)
                if found and found[0] == name:
                    return True
            place = self._whole.find(name, place + 1)
        return False
