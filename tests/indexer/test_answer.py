"""Searching in a facet, and questions that take too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.settings import today
from indexer import Clock, OutOfTime, QueryError, SearchRequest, WhooshEngine
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


def test_a_misprint_in_the_future_ages_nothing(tmp_path: Path) -> None:
    """Ages are counted from the newest article, but not from one of the next century."""
    fresh, misprint = (
        replace(article, headline="夜间施工公告", published=day)
        for article, day in zip(
            write_articles(6, 2), (today(), date(today().year + 100, 1, 1)), strict=True
        )
    )
    engine = WhooshEngine(tmp_path)
    engine.rebuild(ListSource([fresh, misprint], names=NEWSPAPERS))
    scores = [
        {hit.key: hit.score for hit in engine.search(SearchRequest("施工", sort=sort)).hits}
        for sort in ("relevance", "fresh")
    ]
    assert scores[0] == scores[1]
    assert len(scores[0]) == 2


@pytest.mark.parametrize("text", ["优化", "优*", "优化 OR 部署", "-优化", '"优化"~3'])
def test_a_question_out_of_time_says_so(folder: Path, text: str) -> None:
    page = WhooshEngine(folder, time_limit=-1.0).search(SearchRequest(text))
    assert any("用时太长" in note for note in page.notes)
    whole = WhooshEngine(folder).search(SearchRequest(text))
    assert not any("用时太长" in note for note in whole.notes)
    assert whole.total > page.total


@pytest.mark.parametrize(
    "figure",
    [
        lambda engine, asked, clock: engine.count(asked, clock),
        lambda engine, asked, clock: engine.days(asked, clock),
        lambda engine, asked, clock: list(engine.scan(asked)),
        lambda engine, asked, clock: engine.facet_values(asked, "official", ""),
    ],
    ids=["count", "days", "scan", "facet_values"],
)
def test_no_figure_is_given_that_time_made_too_low(
    folder: Path, figure: Callable[[WhooshEngine, SearchRequest, Clock | None], object]
) -> None:
    slow = WhooshEngine(folder, time_limit=-1.0)
    with pytest.raises(OutOfTime, match="用时太长"):
        figure(slow, SearchRequest("优化"), None)
    assert figure(WhooshEngine(folder), SearchRequest("优化"), None)


def test_the_questions_of_one_page_share_its_time(folder: Path) -> None:
    engine, over = WhooshEngine(folder), Clock(-1)
    request = SearchRequest("优化")
    assert any("用时太长" in note for note in engine.search(request, clock=over).notes)
    with pytest.raises(OutOfTime):
        engine.count(request, over)
    with pytest.raises(OutOfTime):
        engine.days(request, over)
    clock = engine.clock()
    assert engine.search(request, clock=clock).total == engine.count(request, clock)
    assert not clock.ran_out


def test_nothing_is_suggested_when_time_runs_out(folder: Path) -> None:
    engine = WhooshEngine(folder)
    slip = SearchRequest("优话")
    assert engine.suggestions(slip, 0)
    assert engine.suggestions(slip, 0, _JustOver(60)) == ()


def test_nothing_is_completed_when_time_runs_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = WhooshEngine(folder)
    assert engine.complete("优")
    monkeypatch.setattr(engine, "clock", lambda: _JustOver(60))
    assert engine.complete("优") == ()


class _JustOver(Clock):
    """A clock that was over at the last look at it, when all but that had been found."""

    def is_up(self) -> bool:
        self.ran_out = True
        return False


def test_the_pages_of_an_answer_are_one_list(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for sort in ("relevance", "fresh", "newest", "oldest"):
        request = SearchRequest("优化", sort=sort)
        first = engine.search(request)
        pages = [engine.search(replace(request, p=p)) for p in range(1, first.pages + 1)]
        keys = [hit.key for page in pages for hit in page.hits if not hit.partial]
        assert len(keys) == len(set(keys)) == first.total
        assert sorted(keys) == list(engine.scan(request))
