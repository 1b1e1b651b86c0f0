"""What a question is made of, once it is understood.

In: nothing; `indexer.query` builds them. Out: `Question`, and the terms of its tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from whoosh.query import And, Or, Query

GROUPS = ("headline", "body", "byline", "post", "organisation")
"""The groups of an article's text units, which are the text fields of an index."""
SEARCHED = GROUPS[:3]
"""The groups that a term without a field searches."""

Target: TypeAlias = tuple[str, ...] | str
"""What a term is looked up in: groups of text units, a facet's values, `published` or `event`."""


@dataclass(frozen=True)
class Run(Query):  # type: ignore[misc]
    """An unquoted Han run or token: as written in one unit (Han only), or all its words."""

    groups: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    han: bool


@dataclass(frozen=True)
class Piece(Query):  # type: ignore[misc]
    """A quoted piece: a unit of the groups contains the folded text."""

    groups: tuple[str, ...]
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Near(Query):  # type: ignore[misc]
    """All words in one unit, with at most `distance` other positions between first and last."""

    groups: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True)
class Opening(Query):  # type: ignore[misc]
    """A word of the groups begins with the text; an empty text asks for any unit at all."""

    groups: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Days(Query):  # type: ignore[misc]
    """`published`, or by overlap the span of `event`, lies within two days, both included."""

    dated: str
    since: date | None
    until: date | None


TextTerm = Run | Piece | Near | Opening


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `tree` is what must match; `conditions` is the part of it that partial matches must meet too;
    `terms` are the text terms outside exclusions; `notes` say in Chinese what was odd.
    """

    tree: Query
    conditions: Query
    terms: tuple[TextTerm, ...]
    notes: tuple[str, ...]

    @property
    def ranking(self) -> tuple[Run | Piece | Near, ...]:
        """The terms that rank an article."""
        return tuple(
            term
            for term in self.terms
            if not isinstance(term, Opening) and term.groups[0] in SEARCHED
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct positive words that rank an article."""
        return distinct(word for term in self.ranking for word in term.words)


class OpenTerm(NamedTuple):
    """The term in which a question ends that is still being typed.

    `text` is what is there of it, folded, to be looked up in `target`; `before` stands before it
    and its fields. Of what has the finished term, the finished question finds what `tree` matches.
    """

    before: str
    target: Target
    text: str
    tree: Query


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of the texts once, in order."""
    return tuple(dict.fromkeys(texts))


def text_terms(tree: Query) -> Iterator[TextTerm]:
    """The text terms of a tree outside exclusions."""
    if isinstance(tree, And | Or):
        for part in tree.subqueries:
            yield from text_terms(part)
    elif isinstance(tree, Run | Piece | Near | Opening):
        yield tree
