"""This program's engine in the benchmark.

In: articles, then questions. Out: replies; and how fast 50 more articles are taken in.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from archive.models import Article
from indexer import WhooshEngine, open_engine
from indexer.engine import ArticleSource
from indexer.request import SearchRequest
from tests.bench.rivals import FACETS, SHOWN, Asked, Reply, size_of
from tests.indexer.sources import ListSource

ADDED, TIMES = 50, 5


def build(folder: Path, source: ArticleSource) -> int:
    """Index the source; gives back the index's bytes."""
    open_engine(folder).rebuild(source)
    return size_of(folder)


class OnOurs:
    """Questions put to our engine, text and all: parsing them is part of its time."""

    name = "zhengwen"

    def __init__(self, engine: WhooshEngine) -> None:
        self._engine = engine

    def answers(self, kind: str) -> bool:
        """Every kind."""
        return True

    def top(self, asked: Asked) -> Reply:
        """The page's hits: matching, scores and order, without cards, snippets and facets."""
        # The engine has no such question of its own: these are the parts of `search` it would be.
        answer = self._engine._answer(asked.request)
        rows = answer._ordered(asked.start)
        numbers = answer._snapshot.numbers["number"]
        return Reply(numbers=[int(numbers[row]) for row, _ in rows])

    def page(self, asked: Asked) -> Reply:
        """The total, three facets and the page's hits with snippets, partial ones too."""
        page = self._engine.search(asked.request, facets=FACETS)
        numbers = [hit.key for hit in page.hits if not hit.partial]
        facets = {
            name: [value.count for value in page.facets[name] if value.count][:SHOWN]
            for name in FACETS
        }
        return Reply(page.total, numbers, facets)

    def whole(self, asked: Asked) -> Reply:
        """All that a results page shows: seven facets and the histogram."""
        return Reply(self._engine.search(asked.request).total)


def seconds_to_add(
    engine: WhooshEngine, source: ListSource, some: Sequence[Article]
) -> list[float]:
    """Seconds until 50 new articles can be found and are on disk, several times."""
    taken = []
    total = engine.search(SearchRequest()).total
    number = max(article.id for article in source.articles())
    for _ in range(TIMES):
        for article in some[:ADDED]:
            number += 1
            source.put(replace(article, id=number, address=f"/bench/{number}", source_id=""))
        started = time.perf_counter()
        engine.update(source)
        total += ADDED
        assert engine.search(SearchRequest()).total == total
        taken.append(time.perf_counter() - started)
    return taken
