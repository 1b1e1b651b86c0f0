"""Whoosh 2.7.4 as it comes, with our words: its own postings, matchers and `groupedby`.

In: articles (a sample: it writes some hundred a second), then questions. Out: replies.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import analysis, fields, index, query, sorting

from archive.models import Article
from indexer.analysis import Analysis
from indexer.facets import FACETS as ALL_FACETS
from indexer.ranking import HEADLINE_WEIGHT
from indexer.request import PAGE_SIZE
from indexer.terms import Run
from tests.bench.precut import cut
from tests.bench.rivals import FACETS, SHOWN, Asked, Reply, Texts, size_of

_VALUES = {facet.key: facet.values for facet in ALL_FACETS if facet.key in FACETS}


def build(folder: Path, articles: Iterable[Article]) -> int:
    """Index the articles in one process; gives back the index's bytes."""
    folder.mkdir()
    spaces = analysis.SpaceSeparatedTokenizer()
    keyword = fields.KEYWORD(commas=True, sortable=True)
    schema = fields.Schema(
        headline=fields.TEXT(analyzer=spaces, phrase=False, field_boost=HEADLINE_WEIGHT),
        body=fields.TEXT(analyzer=spaces, phrase=False),
        number=fields.STORED(),
        published=fields.NUMERIC(sortable=True),
        **dict.fromkeys(FACETS, keyword),
    )
    writer = index.create_in(str(folder), schema).writer(limitmb=512)
    for entry in cut(articles, Analysis()):
        article = entry.article
        assert article.published is not None
        writer.add_document(
            headline=entry.headline,
            body=entry.body,
            number=article.id,
            published=article.published.toordinal(),
            **{name: ",".join(values(article)) for name, values in _VALUES.items()},
        )
    writer.commit()
    return size_of(folder)


class OnWhoosh:
    """Questions put to stock Whoosh."""

    name = "stock Whoosh"

    def __init__(self, folder: Path, texts: Texts) -> None:
        self._searcher = index.open_dir(str(folder)).searcher()
        self._texts = texts

    def answers(self, kind: str) -> bool:
        """All but quoted pieces, which would need an index of character pairs."""
        return kind != "quoted piece"

    def top(self, asked: Asked) -> Reply:
        """The page's hits."""
        found = self._search(asked, None)
        return Reply(numbers=[hit["number"] for hit in found][asked.start :])

    def page(self, asked: Asked) -> Reply:
        """The total, hits, facets and snippets; a chosen facet is counted under its choice."""
        several = {name: sorting.FieldFacet(name, allow_overlap=True) for name in FACETS}
        found = self._search(asked, several)
        numbers = [hit["number"] for hit in found][asked.start :]
        facets = {
            name: sorted(map(len, found.groups(name).values()), reverse=True)[:SHOWN]
            for name in FACETS
        }
        return Reply(len(found), numbers, facets, self._texts.snippets(asked, numbers))

    def _search(self, asked: Asked, groups: dict[str, sorting.FieldFacet] | None):  # type: ignore[no-untyped-def]
        newest = None if asked.question.words else sorting.FieldFacet("published", reverse=True)
        return self._searcher.search(
            _tree(asked.question.tree),
            limit=asked.start + PAGE_SIZE,
            filter=_filter(asked),
            groupedby=groups,
            sortedby=newest,
        )


def _filter(asked: Asked) -> query.Query | None:
    request, parts = asked.request, []
    if request.since and request.until:
        since, until = request.since.toordinal(), request.until.toordinal()
        parts.append(query.NumericRange("published", since, until))
    for name, values in request.filters:
        parts.append(query.Or([query.Term(name, value) for value in values]))
    return query.And(parts) if parts else None


def _tree(node: query.Query) -> query.Query:
    match node:
        case query.And() | query.Or():
            return type(node)([_tree(part) for part in node.subqueries])
        case Run():
            return query.And(
                [
                    query.Or([query.Term("headline", word), query.Term("body", word)])
                    for word in node.words
                ]
            )
    return node
