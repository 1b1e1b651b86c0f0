"""What the other engines are fed: our own words and character pairs, joined by spaces.

In: articles. Out: each with its fields' words and pairs, cut a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from archive.models import Article
from indexer.analysis import Analysis, fold
from indexer.documents import texts
from indexer.tokens import SEPARATOR, Lexicon

BATCH = 500
FIELDS = ("headline", "body")
"""The two fields of the ranking; a byline counts as body."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An article's fields as words, and its folded units, of which `pairs` are made."""

    article: Article
    headline: str
    body: str
    headline_units: Sequence[str]
    body_units: Sequence[str]


def cut(articles: Iterable[Article], analysis: Analysis) -> Iterator[Cut]:
    """The articles with exactly the words that our index holds, sub-words included."""
    lexicon, articles = Lexicon(analysis), iter(articles)
    while batch := list(islice(articles, BATCH)):
        printed: list[str] = []
        ends: list[int] = []
        for article in batch:
            found = texts(article)
            printed.extend(found["headline"])
            ends.append(len(printed))
            printed.extend(found["body"])
            printed.extend(found["byline"])
            ends.append(len(printed))
        units = fold(SEPARATOR.join(printed) + SEPARATOR).split(SEPARATOR)[:-1]
        occurrences = lexicon.cut(units)
        words = list(map(lexicon.words.__getitem__, occurrences.words.tolist()))
        at = [0, *np.searchsorted(occurrences.units, np.array(ends)).tolist()]
        starts = [0, *ends]
        for number, article in enumerate(batch):
            head, body = 2 * number, 2 * number + 1
            yield Cut(
                article,
                " ".join(words[at[head] : at[head + 1]]),
                " ".join(words[at[body] : at[body + 1]]),
                units[starts[head] : starts[head + 1]],
                units[starts[body] : starts[body + 1]],
            )


def pairs(unit: str) -> list[str]:
    """A unit's character pairs as tokens without spaces or punctuation: two code points in hex."""
    codes = [f"{ord(character):x}" for character in unit]
    return [f"{first}z{second}" for first, second in pairwise(codes)]


def joined_pairs(units: Iterable[str]) -> str:
    """The pairs of all units; a token between two units that no piece can hold."""
    return " end ".join(" ".join(pairs(unit)) for unit in units)
