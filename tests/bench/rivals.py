"""What every engine of the benchmark is asked, and what it gives back.

In: a request. Out: `Asked`, its question parsed once for all; engines answer with a `Reply`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from archive.models import Article
from indexer.analysis import Analysis, fold
from indexer.documents import texts
from indexer.query import parse_question
from indexer.request import PAGE_SIZE, SearchRequest, Snippet
from indexer.snippets import Marker
from indexer.terms import Question
from indexer.tokens import SEPARATOR

FACETS = ("official", "reporter", "month")
SHOWN = 10
"""Values of a facet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its question, which the other engines are spared to parse."""

    kind: str
    request: SearchRequest
    question: Question

    @property
    def start(self) -> int:
        """The hits before the page that is asked for."""
        return (self.request.p - 1) * PAGE_SIZE

    @property
    def quoted(self) -> bool:
        """Whether exact pieces are asked for, which words alone do not answer."""
        return self.kind == "quoted piece"


@dataclass(frozen=True, slots=True)
class Reply:
    """The total, the article numbers of the page, and the facets' counts, most first."""

    total: int = -1
    numbers: list[int] = field(default_factory=list)
    facets: Mapping[str, list[int]] = field(default_factory=dict)
    snippets: list[tuple[Snippet, Snippet]] = field(default_factory=list)


class Rival(Protocol):
    """An engine of the benchmark."""

    name: str

    def answers(self, kind: str) -> bool:
        """Whether it is asked questions of this kind."""

    def top(self, asked: Asked) -> Reply:
        """The page's hits and nothing else."""

    def page(self, asked: Asked) -> Reply:
        """The total, the page's hits with snippets, and the facets."""


class Texts:
    """The texts of articles in memory, from which any engine's hits get their snippets."""

    def __init__(self, articles: list[Article]) -> None:
        self._texts: dict[int, tuple[str, str, str]] = {}
        for article in articles:
            body = "".join(f"{text}{SEPARATOR}" for text in texts(article)["body"])
            self._texts[article.id] = (article.label, body, fold(body))

    def snippets(self, asked: Asked, numbers: list[int]) -> list[tuple[Snippet, Snippet]]:
        """Marked headlines and passages, made by our own marker."""
        marker = Marker(asked.question)
        found: list[tuple[Snippet, Snippet]] = []
        for number in numbers:
            headline, printed, folded = self._texts[number]
            found.append((marker.mark(headline), marker.passage(printed, folded)))
        return found


def ask(kinds: Mapping[str, list[SearchRequest]]) -> list[Asked]:
    """The requests with their questions, kinds taken in turn."""
    analysis = Analysis()
    rows = zip(*([(kind, r) for r in requests] for kind, requests in kinds.items()), strict=True)
    return [
        Asked(kind, request, parse_question(request.text, analysis))
        for row in rows
        for kind, request in row
    ]


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
