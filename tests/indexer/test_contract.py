"""Every engine against the oracle, on requests from a seed.

In: engine factories. Out: agreement on totals, hits, scores, facets, months and scans, before and
after changes; and proof that a wrong engine is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from archive.models import Article
from indexer import open_engine
from indexer.analysis import fold
from indexer.engine import SearchEngine
from indexer.request import PAGE_SIZE, FacetValue, SearchPage, SearchRequest
from tests.indexer.awkward import AWKWARD
from tests.indexer.compare import disagreements
from tests.indexer.corpus import NAMES, NEWSPAPERS, write_article, write_articles
from tests.indexer.oracle import Oracle
from tests.indexer.oracle_language import facet_values, units_of
from tests.indexer.questions import quoted, write_noise, write_requests
from tests.indexer.sources import ListSource

Factory = Callable[[Path], SearchEngine]
ENGINES: dict[str, Factory] = {"whoosh": open_engine}
DICTIONARY = ("岚湾市委", "望鹤县委", "林知远", "欧阳木禾", "营商环境")


def new_source(seed: int, count: int) -> ListSource:
    return ListSource(write_articles(seed, count), DICTIONARY, NEWSPAPERS)


@pytest.fixture(scope="module")
def source() -> ListSource:
    return new_source(1, 300)


@pytest.fixture(scope="module")
def articles(source: ListSource) -> list[Article]:
    return list(source.articles())


@pytest.fixture(scope="module")
def oracle(source: ListSource) -> Oracle:
    oracle = Oracle()
    oracle.rebuild(source)
    return oracle


@pytest.fixture(scope="module")
def engines(
    source: ListSource, oracle: Oracle, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, SearchEngine]:
    built: dict[str, SearchEngine] = {"oracle": oracle}
    for name, factory in ENGINES.items():
        built[name] = factory(tmp_path_factory.mktemp(name))
        built[name].rebuild(source)
    return built


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, engines: dict[str, SearchEngine]) -> SearchEngine:
    return engines[request.param]


@pytest.fixture(params=[*ENGINES, "oracle"])
def either(request: pytest.FixtureRequest, engines: dict[str, SearchEngine]) -> SearchEngine:
    """An engine, and the oracle too: what a reader would notice is asked of both."""
    return engines[request.param]


def assert_agree(
    wanted: SearchEngine, got: SearchEngine, requests: Iterator[SearchRequest]
) -> None:
    found = sorted(disagreements(wanted, got, requests), key=len)
    assert not found, f"{len(found)} disagreements, the shortest:\n" + "\n".join(found[:5])


def test_answers_agree(engine: SearchEngine, oracle: Oracle, articles: list[Article]) -> None:
    assert_agree(oracle, engine, write_requests(2, 300, articles))


@pytest.mark.slow
def test_many_answers_agree(engine: SearchEngine, oracle: Oracle, articles: list[Article]) -> None:
    assert_agree(oracle, engine, write_requests(3, 5000, articles))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_question_agrees(engine: SearchEngine, oracle: Oracle, text: str) -> None:
    assert_agree(oracle, engine, iter([SearchRequest(text), SearchRequest(text, sort="oldest")]))


def test_no_question_fails(either: SearchEngine) -> None:
    for request in write_noise(24, 400):
        page = either.search(request)
        assert page.total == len(list(either.scan(request))), request
        assert len(page.hits) <= PAGE_SIZE


def test_unknown_facet_is_refused_by_both(engine: SearchEngine, oracle: Oracle) -> None:
    assert_agree(oracle, engine, iter([SearchRequest.of("优化", {"colour": ("红",)})]))


@pytest.mark.parametrize("factory", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("seed", [11, 12])
def test_answers_agree_after_changes(factory: Factory, seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    source, oracle, engine = new_source(seed, 120), Oracle(), factory(tmp_path)
    oracle.rebuild(source)
    engine.rebuild(source)
    for turn in range(3):
        numbers = [article.id for article in source.articles()]
        for number in random.sample(numbers, 25):
            source.remove(number)
        for number in [*random.sample(numbers, 20), *range(1000 + turn * 10, 1010 + turn * 10)]:
            source.put(write_article(random, number))
        assert engine.update(source) == oracle.update(source)
        assert engine.update(source) == 0
        requests = write_requests(seed + turn, 60, list(source.articles()))
        assert_agree(oracle, engine, requests)


@pytest.mark.parametrize("factory", ENGINES.values(), ids=ENGINES)
def test_an_index_may_be_empty_and_be_emptied(factory: Factory, tmp_path: Path) -> None:
    source, oracle, engine = new_source(5, 0), Oracle(), factory(tmp_path)
    requests = [SearchRequest(), SearchRequest("优化"), SearchRequest("营* -5G")]
    oracle.rebuild(source)
    engine.rebuild(source)
    assert_agree(oracle, engine, iter(requests))
    for article in write_articles(5, 3):
        source.put(article)
    assert engine.update(source) == oracle.update(source) == 3
    assert_agree(oracle, engine, iter(requests))
    for article in write_articles(5, 3):
        source.remove(article.id)
    assert engine.update(source) == oracle.update(source) == 3
    assert_agree(oracle, engine, iter(requests))


@pytest.mark.parametrize("factory", ENGINES.values(), ids=ENGINES)
def test_a_wide_prefix_opens_its_first_words(factory: Factory, tmp_path: Path) -> None:
    wide = [
        replace(article, paragraphs=(" ".join(_letters(n * 60 + word) for word in range(60)),))
        for n, article in enumerate(write_articles(6, 20))
    ]
    source, oracle, engine = ListSource(wide, (), NEWSPAPERS), Oracle(), factory(tmp_path)
    oracle.rebuild(source)
    engine.rebuild(source)
    requests = [SearchRequest(text) for text in ("w*", "正文:w*", "wa*", "-w*")]
    assert_agree(oracle, engine, iter(requests))
    # 1,000 words are those of 16 articles and 40 of the next.
    assert engine.search(SearchRequest("正文:w*")).total == 17


def _letters(number: int) -> str:
    return "w" + "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")


@pytest.mark.parametrize("factory", ENGINES.values(), ids=ENGINES)
def test_a_long_facet_is_cut_but_keeps_the_chosen(factory: Factory, tmp_path: Path) -> None:
    sections = [f"栏目{number:03}" for number in range(130)]
    sectioned = [
        replace(article, section=sections[n % 130])
        for n, article in enumerate(write_articles(8, 200))
    ]
    source, oracle, engine = ListSource(sectioned, (), NEWSPAPERS), Oracle(), factory(tmp_path)
    oracle.rebuild(source)
    engine.rebuild(source)
    for chosen in ((), ("栏目129",), ("栏目129", "栏目000", "没有此栏"), tuple(sections[20:])):
        request = SearchRequest.of("", {"section": chosen})
        assert_agree(oracle, engine, iter([request]))
        values = engine.search(request).facets["section"]
        assert set(chosen) <= {value.value for value in values}


# Engines that are wrong on purpose.


class Mutant(Oracle):
    """The oracle with one thing wrong."""

    def search(self, request: SearchRequest) -> SearchPage:
        return self.spoil(super().search(request))

    def spoil(self, page: SearchPage) -> SearchPage:
        return page


class DropsAStory(Mutant):
    def rebuild(self, source: ListSource, progress: object = None) -> None:  # type: ignore[override]
        kept = [article for article in source.articles() if article.id != 150]
        super().rebuild(ListSource(kept, source.dictionary(), source.newspaper_names()))


class DoublesAFacetValue(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        counted = tuple(
            FacetValue(v.value, 2 * v.count if v.value == "苏望" else v.count, v.selected)
            for v in page.facets["official"]
        )
        return replace(page, facets={**page.facets, "official": counted})


class IgnoresAFilter(Mutant):
    def search(self, request: SearchRequest) -> SearchPage:
        kept = {key: values for key, values in request.filters if key != "section"}
        return super().search(replace(request, filters=tuple(kept.items())))


class IsOffByOne(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        return replace(page, total=page.total + (page.total > PAGE_SIZE))


class SwapsTwoHits(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        return replace(page, hits=(*page.hits[1::-1], *page.hits[2:]))


class ScoresALittleHigh(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        return replace(page, hits=tuple(h._replace(score=h.score * 1.0001) for h in page.hits))


class ScansWhatIsNotThere(Mutant):
    def scan(self, request: SearchRequest) -> Iterator[int]:
        yield from super().scan(request)
        yield 9999


class LosesADay(Mutant):
    def days(self, request: SearchRequest) -> tuple[tuple[date, int], ...]:
        return super().days(request)[:-1]


class ForgetsPartialMarks(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        return replace(page, hits=tuple(hit._replace(partial=False) for hit in page.hits))


class LosesAMonth(Mutant):
    def spoil(self, page: SearchPage) -> SearchPage:
        return replace(page, histogram=page.histogram[:-1])


@pytest.mark.parametrize("mutant", Mutant.__subclasses__())
def test_a_wrong_engine_is_noticed(
    mutant: type[Mutant], oracle: Oracle, source: ListSource, articles: list[Article]
) -> None:
    wrong = mutant()
    wrong.rebuild(source)
    assert next(disagreements(oracle, wrong, write_requests(2, 300, articles)), None)


# What a reader would notice.


def test_a_facet_count_is_the_total_of_its_choice(
    either: SearchEngine, articles: list[Article]
) -> None:
    for request in write_requests(21, 25, articles):
        for key, values in either.search(request).facets.items():
            others = dict(request.filters)
            for value in (*values[:2], *values[-1:]):
                chosen = replace(request, filters=(), p=1)
                filters = {**others, key: (value.value,)}
                chosen = replace(chosen, filters=tuple(sorted(filters.items())))
                assert either.search(chosen).total == value.count, (request, key, value)


def test_every_reporter_named_finds_the_article(
    either: SearchEngine, articles: list[Article]
) -> None:
    for name in NAMES:
        named = [a.id for a in articles if name in a.names("reporter")]
        assert list(either.scan(SearchRequest(f"记者:“{name}”"))) == named
        assert list(either.scan(SearchRequest.of("", {"reporter": (name,)}))) == named
        assert set(named) <= set(either.scan(SearchRequest(f"署名:“{name}”")))


def test_any_piece_of_a_paragraph_finds_it(either: SearchEngine, articles: list[Article]) -> None:
    random = Random(22)
    folded = {
        article.id: [
            fold(unit) for g in ("headline", "body", "byline") for unit in units_of(article)[g]
        ]
        for article in articles
    }
    pieces = 0
    while pieces < 200:
        article = random.choice(articles)
        paragraph = random.choice(article.paragraphs or ("",))
        at = random.randrange(max(1, len(paragraph) - 1))
        piece = paragraph[at : at + random.randint(2, 6)]
        question = quoted(piece)
        if len(piece) < 2 or question is None:
            continue
        pieces += 1
        plain = [n for n, units in folded.items() if any(fold(piece) in unit for unit in units)]
        assert article.id in plain
        assert list(either.scan(SearchRequest(question))) == plain, question
        assert either.search(SearchRequest(question)).total == len(plain), question


def test_pages_of_results_part_the_scan(either: SearchEngine, articles: list[Article]) -> None:
    for request in write_requests(23, 40, articles):
        first = either.search(replace(request, p=1))
        keys = []
        for p in range(1, first.pages + 2):
            hits = either.search(replace(request, p=p)).hits
            keys += [hit.key for hit in hits if not hit.partial]
        assert len(keys) == len(set(keys)) == first.total, request
        assert sorted(keys) == list(either.scan(request)), request


def test_facet_values_are_those_of_the_articles(
    either: SearchEngine, articles: list[Article]
) -> None:
    facets = either.search(SearchRequest()).facets
    for key, values in facets.items():
        printed = {value for article in articles for value in facet_values(article)[key]}
        assert {value.value for value in values} == printed
