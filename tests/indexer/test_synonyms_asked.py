"""An editor's synonyms in questions: the engine and the oracle widen the same words alike."""

from __future__ import annotations

import pytest

from indexer import SearchRequest, Synonyms, WhooshEngine, open_engine
from tests.indexer.compare import disagreements
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.oracle import Oracle
from tests.indexer.sources import ListSource

SYNONYMS = Synonyms.of(["營商環境 乡村振兴 5G", "推动 部署", "林知远 苏望"])
QUESTIONS = (
    "营商环境", "乡村振兴", "5g", "标题:5G", "推动 优化", "推動", "-部署", "官员:林知远", "林知远",
    '"营商环境"', '"推动 优化"~5', "推动*", "推动营商环境", "5G基站", "(推动|M0) 林知远",
    "正文:(5g 部署)",
)  # fmt: skip


@pytest.fixture(scope="module")
def source() -> ListSource:
    return ListSource(write_articles(71, 250), ("林知远", "营商环境"), NEWSPAPERS)


@pytest.fixture(scope="module")
def engine(source: ListSource, tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    engine = open_engine(tmp_path_factory.mktemp("synonyms"), SYNONYMS)
    engine.rebuild(source)
    return engine


def test_the_oracle_agrees(source: ListSource, engine: WhooshEngine) -> None:
    oracle = Oracle(SYNONYMS.groups)
    oracle.rebuild(source)
    requests = [SearchRequest.of(q, sort=s) for q in QUESTIONS for s in ("relevance", "newest")]
    assert list(disagreements(oracle, engine, iter(requests))) == []


def test_a_widened_word_finds_what_each_would(engine: WhooshEngine) -> None:
    either = set(engine.scan(SearchRequest.of('("推动" OR "部署")')))
    assert either <= set(engine.scan(SearchRequest.of("推动")))
    pushed, arranged = (engine.search(SearchRequest.of(word)) for word in ("推动", "部署"))
    assert pushed.total == arranged.total
    assert pushed.notes == ("也检索了：部署。",)
    assert arranged.notes == ("也检索了：推动。",)
    assert engine.search(SearchRequest.of('"推动"')).notes == ()


def test_suggestions_and_completions_come_with_the_engine(engine: WhooshEngine) -> None:
    assert engine.suggestions(SearchRequest("营商环竟 岚湾"), 0) == ("营商环境 岚湾",)
    assert [offer.question for offer in engine.complete("linzhiy")] == ["官员:林知远"]
    for offer in engine.complete("防汛 lin"):
        assert engine.search(SearchRequest.of(offer.question)).total == offer.count
