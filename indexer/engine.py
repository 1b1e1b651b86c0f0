"""What every search engine offers, and the errors it may raise.

In: an article source, then requests. Out: `SearchPage`s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from archive.models import Article
from indexer.clock import Clock
from indexer.completion import Completion
from indexer.facets import FACET_KEYS
from indexer.request import FacetValue, Hit, SearchPage, SearchRequest
from indexer.snippets import Marker

Progress = Callable[[int, int], None]
"""Told how much of how much is done, in articles."""


class QueryError(ValueError):
    """A question that cannot be asked; the message is for the reader, in Chinese."""


class EngineDown(RuntimeError):
    """The index cannot answer now; the message says what an operator should do."""


class OutOfTime(RuntimeError):
    """A count that was not finished in time; the message is for the reader, in Chinese."""

    def __init__(self) -> None:
        super().__init__("检索用时太长，已中途停下：请用更具体的词。")


class ArticleSource(Protocol):
    """Where an engine's articles come from: the archive, or a list in a test."""

    def last_seq(self) -> int:
        """The number of the newest change."""

    def count(self) -> int:
        """How many articles are published."""

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        """Every published article whose number leaves `part` divided by `parts`, ascending."""

    def numbered(self, numbers: Iterable[int]) -> Iterator[Article]:
        """Those of the articles that are published, ascending."""

    def forked(self) -> None:
        """Told in a new process, before it reads: connections of the old one are not to be used."""

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        """Each article changed after `seq`, once, with its number; None if not published."""

    def dictionary(self) -> list[str]:
        """The words that the articles' own names and posts add to the language."""

    def newspaper_names(self) -> Mapping[str, str]:
        """Newspaper keys with their printed names."""


class SearchEngine(Protocol):
    """An index over an article source.

    What takes a `clock` stops when that is over; without one it has the time of one question.
    """

    def rebuild(self, source: ArticleSource, progress: Progress | None = None) -> None:
        """Index everything anew; questions meanwhile get the old answers."""

    def update(self, source: ArticleSource, progress: Progress | None = None) -> int:
        """Replay the changes since the last one held; gives back how many articles changed."""

    def clock(self) -> Clock:
        """The time of one question, running from now, for several questions to share."""

    def search(
        self,
        request: SearchRequest,
        facets: Collection[str] = FACET_KEYS,
        clock: Clock | None = None,
    ) -> SearchPage:
        """One page of the answer, with these facets counted; a note says where time ran out.

        Raises QueryError, or EngineDown if there is no usable index.
        """

    def count(self, request: SearchRequest, clock: Clock | None = None) -> int:
        """How many articles match fully. Raises OutOfTime."""

    def days(
        self, request: SearchRequest, clock: Clock | None = None
    ) -> tuple[tuple[date, int], ...]:
        """How many of them each published day has, ascending, days without any left out.

        Raises OutOfTime.
        """

    def scan(self, request: SearchRequest) -> Iterator[int]:
        """The numbers of all full matches, ascending. Raises OutOfTime."""

    def facet_values(self, request: SearchRequest, facet: str, text: str) -> tuple[FacetValue, ...]:
        """The values of a facet that contain a text, or begin so in pinyin, with their counts.

        Raises OutOfTime.
        """

    def explain(self, request: SearchRequest, number: int) -> tuple[str, ...]:
        """Why an article is among a request's results, in Chinese sentences."""

    def suggestions(
        self, request: SearchRequest, total: int, clock: Clock | None = None
    ) -> tuple[str, ...]:
        """Questions that may have been meant where a request's `total` is next to nothing.

        None where time runs out.
        """

    def similar(self, number: int, text: str) -> tuple[Hit, ...]:
        """The articles most like an indexed one, by the rare words of a text of it, best first.

        At most a page of them, with neither snippets nor marks. Raises EngineDown.
        """

    def complete(self, typed: str) -> tuple[Completion, ...]:
        """What somebody may be about to ask who has typed so far."""

    def marker(self, text: str) -> Marker:
        """What marks the terms of a question in printed texts."""
