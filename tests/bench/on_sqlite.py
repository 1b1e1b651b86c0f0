"""SQLite FTS5 with our words, and with character pairs for quoted pieces.

In: articles, then questions. Out: replies; facets are counted over a temporary table of matches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from whoosh import query as tree

from archive.models import Article
from indexer.analysis import Analysis
from indexer.facets import FACETS as ALL_FACETS
from indexer.request import PAGE_SIZE
from indexer.terms import Piece, Run
from tests.bench.precut import cut, joined_pairs, pairs
from tests.bench.rivals import FACETS, SHOWN, Asked, Reply, Texts

_VALUES = {facet.key: facet.values for facet in ALL_FACETS if facet.key in FACETS}
_TABLES = """
CREATE TABLE article (number INTEGER PRIMARY KEY, published INTEGER);
CREATE INDEX by_date ON article (published DESC, number);
CREATE TABLE facet (name TEXT, value TEXT, number INTEGER, PRIMARY KEY (name, value, number))
    WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(headline, body, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE pairs USING fts5(headline, body, content='', tokenize='unicode61 remove_diacritics 0');
"""  # noqa: E501


def build(file: Path, articles: Iterable[Article]) -> int:
    """Index the articles; gives back the file's bytes."""
    base = sqlite3.connect(file)
    base.executescript(_TABLES)
    base.execute("BEGIN")
    for entry in cut(articles, Analysis()):
        article, number = entry.article, entry.article.id
        assert article.published is not None
        base.execute("INSERT INTO article VALUES (?, ?)", (number, article.published.toordinal()))
        for name, values in _VALUES.items():
            rows = [(name, value, number) for value in values(article)]
            base.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)
        insert = "INSERT INTO {} (rowid, headline, body) VALUES (?, ?, ?)"
        base.execute(insert.format("words"), (number, entry.headline, entry.body))
        units = (joined_pairs(entry.headline_units), joined_pairs(entry.body_units))
        base.execute(insert.format("pairs"), (number, *units))
    for table in ("words", "pairs"):
        base.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    base.execute("COMMIT")
    base.execute("ANALYZE")
    base.close()
    return file.stat().st_size


class OnSqlite:
    """Questions put to SQLite."""

    name = "SQLite FTS5"

    def __init__(self, file: Path, texts: Texts) -> None:
        self._base = sqlite3.connect(file, isolation_level=None)
        self._base.execute("PRAGMA mmap_size=8000000000")
        self._base.execute("PRAGMA temp_store=MEMORY")
        self._base.execute("CREATE TEMP TABLE found (number INTEGER PRIMARY KEY)")
        self._texts = texts

    def answers(self, kind: str) -> bool:
        """Every kind."""
        return True

    def top(self, asked: Asked) -> Reply:
        """The page's hits."""
        source, conditions, values = self._parts(asked)
        order = f"bm25({source}, 3.0, 1.0)" if source else "published DESC"
        rows = self._base.execute(
            f"SELECT number FROM article {self._join(source)} {conditions} "
            f"ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET {asked.start}",
            values,
        )
        return Reply(numbers=[number for (number,) in rows])

    def page(self, asked: Asked) -> Reply:
        """The total, hits, facets and snippets."""
        numbers = self.top(asked).numbers
        total, facets = self._count(asked, True, FACETS)
        chosen = tuple(facet for facet, _ in asked.request.filters)
        if chosen:
            facets |= self._count(asked, False, chosen)[1]
        return Reply(total, numbers, facets, self._texts.snippets(asked, numbers))

    def _count(
        self, asked: Asked, filtered: bool, names: tuple[str, ...]
    ) -> tuple[int, dict[str, list[int]]]:
        source, conditions, values = self._parts(asked, filtered)
        self._base.execute("DELETE FROM found")
        self._base.execute(
            f"INSERT INTO found SELECT number FROM article {self._join(source)} {conditions}",
            values,
        )
        ((total,),) = self._base.execute("SELECT count(*) FROM found").fetchall()
        facets = {}
        for name in names:
            rows = self._base.execute(
                "SELECT count(*) AS n FROM facet JOIN found USING (number) WHERE name = ? "
                f"GROUP BY value ORDER BY n DESC, value LIMIT {SHOWN}",
                (name,),
            )
            facets[name] = [count for (count,) in rows]
        return total, facets

    def _join(self, source: str) -> str:
        return f"JOIN {source} ON {source}.rowid = number" if source else ""

    def _parts(self, asked: Asked, filtered: bool = True) -> tuple[str, str, list[object]]:
        request, conditions, values = asked.request, [], []
        source = ("pairs" if asked.quoted else "words") if asked.question.words else ""
        if asked.quoted and not source:  # a piece of punctuation
            source = "pairs"
        if source:
            conditions.append(f"{source} MATCH ?")
            values.append(_match(asked.question.tree))
        if request.since and request.until:
            conditions.append("published BETWEEN ? AND ?")
            values += [request.since.toordinal(), request.until.toordinal()]
        for name, chosen in request.filters if filtered else ():
            marks = ", ".join("?" * len(chosen))
            conditions.append(
                f"number IN (SELECT number FROM facet WHERE name = ? AND value IN ({marks}))"
            )
            values += [name, *chosen]
        return source, f"WHERE {' AND '.join(conditions)}" if conditions else "", values


def _match(node: tree.Query) -> str:
    match node:
        case tree.And():
            return " AND ".join(f"({_match(part)})" for part in node.subqueries)
        case tree.Or():
            return " OR ".join(f"({_match(part)})" for part in node.subqueries)
        case Piece():
            return '"' + " ".join(pairs(node.text)) + '"'
        case Run():
            return " AND ".join(f'"{word}"' for word in node.words)
    raise NotImplementedError(node)
