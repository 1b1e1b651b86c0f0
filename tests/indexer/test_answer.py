"""Searching in a facet, and questions that take too long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer import QueryError, SearchRequest, WhooshEngine
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    WhooshEngine(folder).rebuild(ListSource(write_articles(5, 200), names=NEWSPAPERS))
    return folder


def test_a_facet_is_searched_with_the_counts_of_the_page(folder: Path) -> None:
    engine = WhooshEngine(folder)
    request = SearchRequest.of("优化", {"page": ("1",)})
    everything = engine.search(request).facets["official"]
    for text in ("", "明", "X", everything[0].value):
        found = engine.facet_values(request, "official", text)
        assert {v.value: v.count for v in found} == {
            v.value: v.count for v in everything if text in v.value
        }


def test_a_facet_search_is_not_narrowed_by_the_facets_own_choices(folder: Path) -> None:
    engine = WhooshEngine(folder)
    first, second = engine.search(SearchRequest()).facets["official"][:2]
    request = SearchRequest.of("", {"official": (first.value,)})
    found = {value.value: value for value in engine.facet_values(request, "official", "")}
    assert found[second.value].count == second.count
    assert found[first.value].selected
    assert not found[second.value].selected


def test_a_facet_that_is_none_cannot_be_searched(folder: Path) -> None:
    with pytest.raises(QueryError, match="colour"):
        WhooshEngine(folder).facet_values(SearchRequest(), "colour", "")


@pytest.mark.parametrize("text", ["优化", "优*", "优化 OR 部署", "-优化", '"优化"~3'])
def test_a_question_out_of_time_says_so(folder: Path, text: str) -> None:
    page = WhooshEngine(folder, time_limit=-1.0).search(SearchRequest(text))
    assert any("用时太长" in note for note in page.notes)
    whole = WhooshEngine(folder).search(SearchRequest(text))
    assert not any("用时太长" in note for note in whole.notes)
    assert whole.total > page.total


def test_the_pages_of_an_answer_are_one_list(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for sort in ("relevance", "fresh", "newest", "oldest"):
        request = SearchRequest("优化", sort=sort)
        first = engine.search(request)
        pages = [engine.search(replace(request, p=p)) for p in range(1, first.pages + 1)]
        keys = [hit.key for page in pages for hit in page.hits if not hit.partial]
        assert len(keys) == len(set(keys)) == first.total
        assert sorted(keys) == list(engine.scan(request))
