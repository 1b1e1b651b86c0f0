"""tantivy, the yardstick: our words in a whitespace field, facets as raw fast fields.

In: articles, then questions. Out: replies. A quoted piece is a phrase of character pairs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query
from whoosh import query as tree

from archive.models import Article
from indexer.analysis import Analysis
from indexer.facets import FACETS as ALL_FACETS
from indexer.ranking import HEADLINE_WEIGHT
from indexer.request import PAGE_SIZE
from indexer.terms import Piece, Run
from tests.bench.precut import FIELDS, cut, joined_pairs, pairs
from tests.bench.rivals import FACETS, SHOWN, Asked, Reply, Texts, size_of

_VALUES = {facet.key: facet.values for facet in ALL_FACETS if facet.key in FACETS}


def schema(with_pairs: bool) -> tantivy.Schema:
    """Words, facets, number and date; with pairs, the same texts once more by character pairs."""
    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="words")
        if with_pairs:
            builder.add_text_field(f"{name}_pairs", tokenizer_name="words")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", stored=True, indexed=True, fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)
    return builder.build()


def open_index(folder: Path, with_pairs: bool) -> tantivy.Index:
    """An index in a folder, made if there is none."""
    index = tantivy.Index(schema(with_pairs), path=str(folder))
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("words", whitespace)
    return index


def build(folder: Path, articles: Iterable[Article], with_pairs: bool) -> int:
    """Index the articles with tantivy's default threads; gives back the index's bytes."""
    folder.mkdir()
    index = open_index(folder, with_pairs)
    writer = index.writer()
    for entry in cut(articles, Analysis()):
        article, document = entry.article, tantivy.Document()
        assert article.published is not None
        document.add_text("headline", entry.headline)
        document.add_text("body", entry.body)
        if with_pairs:
            document.add_text("headline_pairs", joined_pairs(entry.headline_units))
            document.add_text("body_pairs", joined_pairs(entry.body_units))
        for name, values in _VALUES.items():
            for value in values(article):
                document.add_text(name, value)
        document.add_integer("number", article.id)
        document.add_integer("published", article.published.toordinal())
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return size_of(folder)


class OnTantivy:
    """Questions put to tantivy.

    Its words alone find fewer articles than our language asks for (a Han run matches where it
    stands as written, too); with `same_totals` it is asked for that as well.
    """

    def __init__(self, folder: Path, texts: Texts, same_totals: bool) -> None:
        self.name = "tantivy, same totals" if same_totals else "tantivy"
        self._same_totals = same_totals
        self._texts = texts
        index = open_index(folder, with_pairs=True)
        self._schema, self._searcher = index.schema, index.searcher()

    def answers(self, kind: str) -> bool:
        """Every kind."""
        return True

    def top(self, asked: Asked) -> Reply:
        """The page's hits, not counting, so that it may skip."""
        return Reply(numbers=self._numbers(self._search(asked, self._query(asked), count=False)))

    def page(self, asked: Asked) -> Reply:
        """The total, hits, facets and snippets."""
        reply = self.without_snippets(asked)
        snippets = self._texts.snippets(asked, reply.numbers)
        return Reply(reply.total, reply.numbers, reply.facets, snippets)

    def without_snippets(self, asked: Asked) -> Reply:
        """The total, hits and facets: tantivy's own part of the work."""
        query = self._query(asked)
        result = self._search(asked, query, count=True)
        chosen = [facet for facet, _ in asked.request.filters]
        facets = self._facets(query, [facet for facet in FACETS if facet not in chosen])
        if chosen:  # a facet counts without its own choices
            facets |= self._facets(self._query(asked, filtered=False), chosen)
        return Reply(result.count, self._numbers(result), facets)

    def _search(self, asked: Asked, query: Query, count: bool) -> tantivy.SearchResult:
        by = None if asked.question.words else "published"
        return self._searcher.search(
            query, PAGE_SIZE, count=count, offset=asked.start, order_by_field=by
        )

    def _numbers(self, result: tantivy.SearchResult) -> list[int]:
        places = [place for _, place in result.hits]
        return [int(n) for n in self._searcher.fast_field_values("number", places) if n is not None]

    def _facets(self, query: Query, names: list[str]) -> dict[str, list[int]]:
        # Looking at fewer in each segment, it would count some values too low.
        terms = {"size": SHOWN, "segment_size": 1000}
        wanted = {name: {"terms": {"field": name, **terms}} for name in names}
        found = self._searcher.aggregate(query, wanted)
        return {name: [b["doc_count"] for b in found[name]["buckets"]] for name in names}

    def _query(self, asked: Asked, filtered: bool = True) -> Query:
        request = asked.request
        parts = [(Occur.Must, self._tree(asked.question.tree))]
        if request.since and request.until:
            since, until = request.since.toordinal(), request.until.toordinal()
            kind = tantivy.FieldType.Integer
            span = Query.range_query(self._schema, "published", kind, since, until)
            parts.append((Occur.Must, Query.const_score_query(span, 0.0)))
        for facet, values in request.filters if filtered else ():
            chosen = Query.term_set_query(self._schema, facet, list(values))
            parts.append((Occur.Must, Query.const_score_query(chosen, 0.0)))
        return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]

    def _tree(self, node: tree.Query) -> Query:
        match node:
            case tree.Every():
                return Query.all_query()
            case tree.And():
                return self._all([self._tree(part) for part in node.subqueries])
            case tree.Or():
                return self._any([self._tree(part) for part in node.subqueries])
            case Piece():
                return self._piece(node.text)
            case Run():
                words = self._all([self._word(word) for word in node.words])
                if not self._same_totals or not node.han or len(node.text) < 2:
                    return words
                written = Query.const_score_query(self._piece(node.text), 0.0)
                return self._any([words, written])
        raise NotImplementedError(node)

    def _word(self, word: str) -> Query:
        headline = Query.term_query(self._schema, "headline", word, "freq")
        body = Query.term_query(self._schema, "body", word, "freq")
        return self._any([Query.boost_query(headline, HEADLINE_WEIGHT), body])

    def _piece(self, text: str) -> Query:
        terms = pairs(text)
        if len(terms) == 1:
            return self._any(
                [Query.term_query(self._schema, f"{name}_pairs", terms[0]) for name in FIELDS]
            )
        return self._any(
            [Query.phrase_query(self._schema, f"{name}_pairs", list(terms)) for name in FIELDS]
        )

    def _all(self, parts: list[Query]) -> Query:
        if len(parts) == 1:
            return parts[0]
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def _any(self, parts: list[Query]) -> Query:
        if len(parts) == 1:
            return parts[0]
        return Query.boolean_query([(Occur.Should, part) for part in parts])
