"""The Whoosh index of one generation: its schema, and what is written for each article.

In: articles. Out: Whoosh segments with words (postings with positions) and, beside them, columns
for what counting and scanning need.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from whoosh import columns, fields
from whoosh.formats import Positions

from archive.models import Article
from indexer.analysis import Analysis
from indexer.documents import card, units
from indexer.facets import FACETS
from indexer.query import GROUPS, WIDEST_NEAR

_GAP = 2 * WIDEST_NEAR
"""Positions between two units: nothing may be near across a paragraph's end."""


class Words(fields.FieldType):  # type: ignore[misc]
    """A field given as (word, position) pairs that are cut already."""

    def __init__(self) -> None:
        self.format = Positions()
        self.scorable = True
        self.indexed = True
        self.stored = False
        self.analyzer = None
        self.vector = None

    def index(
        self, pairs: Iterable[tuple[str, int]], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word once with its frequency, weight and encoded positions."""
        positions: dict[str, list[int]] = {}
        for word, position in pairs:
            positions.setdefault(word, []).append(position)
        for word, found in positions.items():
            yield word.encode(), len(found), float(len(found)), self.format.encode(found)


def schema() -> fields.Schema:
    """The fields of the index."""
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        card=fields.STORED(),
        **{group: Words() for group in GROUPS},
        **{f"{group}_text": fields.COLUMN(columns.VarBytesColumn()) for group in GROUPS},
        facets=fields.COLUMN(columns.VarBytesColumn()),
        **{name: fields.COLUMN(columns.NumericColumn("i")) for name in NUMBERS},
    )


NUMBERS = ("number", "published", "event_start", "event_end", "headline_length", "body_length")
"""The numeric columns: the article's number, days as proleptic ordinals (0 for none), words."""


def document(
    article: Article, analysis: Analysis, newspaper_names: Mapping[str, str]
) -> dict[str, object]:
    """The field values of one article."""
    assert article.published is not None  # the archive files nothing without a date
    texts = units(article)
    cut = {group: _cut(texts[group], analysis) for group in GROUPS}
    start, end = event_days(article)
    return {
        "key": str(article.id),
        "card": card(article, newspaper_names.get(article.newspaper, article.newspaper)),
        **cut,
        **{f"{group}_text": "\n".join(texts[group]).encode() for group in GROUPS},
        "facets": json.dumps(
            {facet.key: values for facet in FACETS if (values := facet.values(article))},
            ensure_ascii=False,
        ).encode(),
        "number": article.id,
        "published": article.published.toordinal(),
        "event_start": start,
        "event_end": end,
        "headline_length": len(cut["headline"]),
        "body_length": len(cut["body"]) + len(cut["byline"]),
    }


def event_days(article: Article) -> tuple[int, int]:
    """First and last day of the event as ordinals, (0, 0) where no full date is known."""
    if article.event is None:
        return 0, 0
    try:
        start, end = (date.fromisoformat(day) for day in (article.event.start, article.event.end))
    except ValueError:  # `--10-08`: the year is not known
        return 0, 0
    return start.toordinal(), end.toordinal()


def _cut(texts: Iterable[str], analysis: Analysis) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    base = 0
    for text in texts:
        found = analysis.words(text)
        pairs.extend((word, base + position) for word, position in found)
        base += (found[-1][1] if found else 0) + 1 + _GAP
    return pairs
