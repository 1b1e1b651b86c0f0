"""Any 2 to 6 characters of a paragraph, asked in quotes, find what a plain scan of the text finds.

In: articles, invented and real. Out: every total is that of the plain scan.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from archive.models import Article
from indexer import WhooshEngine
from indexer.analysis import fold
from indexer.request import SearchRequest
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.odd import strew_signs
from tests.indexer.oracle_language import units_of
from tests.indexer.questions import quoted
from tests.indexer.sources import ListSource

SEARCHED = ("headline", "body", "byline")
STORIES, STEP = 3000, 18
"""The slice of the real corpus: so many stories, one of so many."""


def count_plainly(articles: Sequence[Article], pieces: Iterable[str]) -> Counter[str]:
    """In how many articles each folded piece stands, looking at every place of every text."""
    by_length: dict[int, set[str]] = {}
    for piece in pieces:
        by_length.setdefault(len(piece), set()).add(piece)
    found: Counter[str] = Counter()
    for article in articles:
        text = plain_text(article)
        for length, wanted in by_length.items():
            found.update(wanted.intersection(text[at : at + length] for at in range(len(text))))
    return found


def plain_text(article: Article) -> str:
    """All folded text of an article, a NUL behind each unit."""
    units = units_of(article)
    return fold("".join(unit + "\0" for group in SEARCHED for unit in units[group]))


def draw_pieces(seed: int, count: int, articles: Sequence[Article]) -> Iterator[str]:
    """`count` pieces that can be quoted, drawn evenly over the articles."""
    random = Random(seed)
    written = [article for article in articles if any(map(len, article.paragraphs))]
    while count:
        paragraph = random.choice(random.choice(written).paragraphs)
        if len(paragraph) < 2:
            continue
        at = random.randrange(len(paragraph) - 1)
        piece = paragraph[at : at + random.randint(2, 6)]
        # A NUL stands for the end of a unit.
        if quoted(piece) and "\0" not in piece:
            count -= 1
            yield piece


def assert_all_found(folder: Path, articles: Sequence[Article], count: int) -> None:
    engine, pieces = WhooshEngine(folder), list(draw_pieces(80, count, articles))
    engine.rebuild(ListSource(articles, (), NEWSPAPERS))
    plain = count_plainly(articles, map(fold, pieces))
    # The scan is itself held against str.find.
    texts = [plain_text(article) for article in articles]
    for piece in map(fold, pieces[:20]):
        assert plain[piece] == sum(text.find(piece) >= 0 for text in texts) > 0
    wrong = []
    for piece in pieces:
        total = engine.search(SearchRequest(quoted(piece) or "")).total
        if total != plain[fold(piece)]:
            wrong.append((piece, plain[fold(piece)], total))
    assert not wrong, f"{len(wrong)} of {count} differ, such as {wrong[:5]}"


def real_articles(corpus: Path, step: int) -> list[Article]:
    """One story in `step` of the corpus."""
    with lzma.open(corpus / "xwlb_2012_2022.jsonl.xz", "rt", encoding="utf-8") as rows:
        return [
            _article(number, json.loads(row))
            for number, row in enumerate(islice(rows, 0, None, step), 1)
        ]


def _article(number: int, row: dict[str, str]) -> Article:
    return Article(
        id=number,
        address=f"/corpus/{number}",
        capture=number,
        newspaper="corpus",
        published=date.fromisoformat(row["date"][:10]),
        headline=row["title"],
        paragraphs=tuple(filter(None, row["body"].split("\n"))),
    )


def test_pieces_of_invented_articles(tmp_path: Path) -> None:
    assert_all_found(tmp_path, strew_signs(81, write_articles(81, 200)), 600)


def test_pieces_of_some_real_stories(corpus: Path, tmp_path: Path) -> None:
    articles = real_articles(corpus, STEP)[:STORIES]
    assert len(articles) == STORIES
    assert_all_found(tmp_path, articles, 500)


@pytest.mark.slow
def test_pieces_of_all_real_stories(corpus: Path, tmp_path: Path) -> None:
    assert_all_found(tmp_path, real_articles(corpus, 1), 20_000)
