"""A few segments with their offers, and a plain way to ask them.

In: articles, cut into segments, and the numbers of those deleted. Out: what completion and
did-you-mean need.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
from whoosh.query import Query

from archive.models import Article
from indexer.analysis import Analysis
from indexer.arrays import Array, write_arrays
from indexer.bulk import SegmentBuilder
from indexer.clock import Clock
from indexer.offers import Offers
from indexer.pieces import Mask
from indexer.query import parse_question
from indexer.segment import Segment
from indexer.snapshot import Snapshot
from tests.indexer.corpus import NEWSPAPERS


def offer_arrays(articles: Sequence[Article], analysis: Analysis) -> dict[str, Array]:
    """All arrays of a segment of some articles, offers and all."""
    builder, offers = SegmentBuilder(analysis, NEWSPAPERS), Offers()
    for row, article in enumerate(articles):
        builder.add(article)
        offers.add(row, article)
    arrays = dict(builder.arrays())
    return {**arrays, **offers.arrays(arrays, analysis)}


class Offered:
    """Segments open for questions."""

    def __init__(
        self,
        folder: Path,
        segments: Sequence[Sequence[Article]],
        analysis: Analysis,
        deleted: Collection[int] = (),
    ) -> None:
        self.analysis = analysis
        opened: list[tuple[Segment, list[int]]] = []
        self.parts: list[tuple[int, Segment]] = []
        base = 0
        for number, articles in enumerate(segments):
            path = folder / f"{number}.arrays"
            write_arrays(path, offer_arrays(articles, analysis).items(), {"file": path.name})
            segment = Segment(path)
            rows = [row for row, article in enumerate(articles) if article.id in deleted]
            opened.append((segment, rows))
            self.parts.append((base, segment))
            base += len(articles)
        self._snapshot = Snapshot(1, opened, lambda: cast(object, SimpleNamespace()))

    def matching(self, tree: Query) -> Mask:
        """The live rows that a question's tree matches."""
        return self._snapshot.matching(tree, Clock(60))

    def total(self, text: str) -> int:
        """How many articles a question finds."""
        return int(np.count_nonzero(self.matching(parse_question(text, self.analysis).tree)))
