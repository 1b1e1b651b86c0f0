"""Articles like an article, against the plain engine that looks at each one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from archive.models import Article
from indexer import WhooshEngine
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.oracle import Oracle
from tests.indexer.sources import ListSource


@pytest.mark.parametrize("seed", [11, 12])
def test_the_most_alike_are_those_of_a_plain_scan(seed: int, tmp_path: Path) -> None:
    source = ListSource(write_articles(seed, 150), ("岚湾市委", "营商环境"), NEWSPAPERS)
    engine, oracle = WhooshEngine(tmp_path), Oracle()
    engine.rebuild(source)
    oracle.rebuild(source)
    assert agreed(engine, oracle, Random(seed).sample(list(source.articles()), 60)) > 60


@pytest.mark.parametrize("seed", [11, 12])
def test_nothing_that_was_taken_out_is_alike(seed: int, tmp_path: Path) -> None:
    source = ListSource(write_articles(seed, 150), ("岚湾市委", "营商环境"), NEWSPAPERS)
    engine, oracle = WhooshEngine(tmp_path), Oracle()
    engine.rebuild(source)
    oracle.rebuild(source)
    for number in Random(seed).sample(range(1, 151), 60):
        source.remove(number)
    assert engine.update(source) == oracle.update(source) == 60
    assert engine._open().snapshot.size == 150  # its rows are still there
    assert agreed(engine, oracle, list(source.articles())[:60]) > 20


def agreed(engine: WhooshEngine, oracle: Oracle, articles: Iterable[Article]) -> int:
    """How many articles are like some, which both engines know to be the same."""
    alike = 0
    for article in articles:
        for text in (article.label, " ".join(article.paragraphs)[:80]):
            found = engine.similar(article.id, text)
            wanted = oracle.similar(article.id, text)
            assert [hit.key for hit in found] == [number for number, _ in wanted]
            assert [hit.score for hit in found] == pytest.approx([score for _, score in wanted])
            alike += len(found)
    return alike
