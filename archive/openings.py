"""How a story is known again: by its headline and first words, or by words much like them.

In: a story as read, the openings of stories filed before. Out: its opening, the parts of one,
whether two are of one story.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from archive.models import Story

_WORDS = 60
_LIKENESS = 0.92
"""A name spelt right in headline and lead leaves more, a notice for another street mostly less."""


def opening_of(story: Story) -> str:
    """Headline and first words without white space: they tell a story without id or URL."""
    text = story.headline + "|" + "".join(story.paragraphs[:2])
    return "".join(text.split())[: len(story.headline) + 1 + _WORDS]


def headline_of(opening: str) -> str:
    """The headline that an opening begins with."""
    return opening.partition("|")[0]


def words_of(opening: str) -> str:
    """The first words of the text below it."""
    return opening.partition("|")[2][:_WORDS]


def alike(one: str, other: str) -> bool:
    """Whether two openings are of one story, of which some words were put right."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKENESS
