"""Typing errors from a seed.

In: words. Out: each with one character wrong: one that sounds the same, or one that looks alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from indexer.near_shapes import look_alike
from indexer.pinyin import syllables


def write_slips(words: Sequence[str], random: Random) -> Iterator[tuple[str, str]]:
    """Endless (typed, meant) pairs, as many slips of the ear as of the eye."""
    characters = sorted({character for word in words for character in word})
    spoken: dict[str, list[str]] = defaultdict(list)
    for character in characters:
        spoken[syllables(character)[0]].append(character)
    while True:
        meant = random.choice(words)
        at = random.randrange(len(meant))
        if random.random() < 0.5:
            others = spoken[syllables(meant)[at]]
        else:
            others = [c for c in characters if look_alike(c, meant[at])]
        others = [c for c in others if c != meant[at]]
        if others:
            yield meant[:at] + random.choice(others) + meant[at + 1 :], meant
