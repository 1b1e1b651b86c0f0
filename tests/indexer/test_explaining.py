"""Why a story was found, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from archive.models import Article, Mention, Post
from indexer import SearchRequest, WhooshEngine
from indexer.request import Sort
from tests.indexer.sources import ListSource

STORY = Article(
    id=1,
    address="/lanwan/2024-05-01/1/1",
    capture=1,
    newspaper="lanwan",
    published=date(2024, 5, 1),
    headline="岚湾优化营商环境",
    paragraphs=("营商环境是头等大事。" + "各部门要尽心尽力。" * 20, "最后说到图书馆。"),
    mentions=(Mention("林知远", (Post("区长", ""),), "official", ""),),
)
OTHER = replace(STORY, id=2, address="/lanwan/2024-05-01/1/2", headline="图书馆开放", mentions=())


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    engine = WhooshEngine(Path(tmp_path_factory.mktemp("index")))
    engine.rebuild(ListSource([STORY, OTHER]))
    return engine


def test_where_the_words_of_a_full_match_stand(engine: WhooshEngine) -> None:
    said = engine.explain(SearchRequest("优化 图书馆"), 1)
    assert said[0] == "符合检索的全部条件。"
    assert "“优化”：标题 1 次（共 1 篇有这个词）。" in said
    assert "“图书馆”：正文或署名 1 次（共 2 篇有这个词）。" in said
    assert not any("开头" in sentence for sentence in said)


def test_what_a_partial_match_lacks(engine: WhooshEngine) -> None:
    said = engine.explain(SearchRequest('优化 "图书馆开放"'), 1)
    assert said[0] == "只符合一部分：没有“图书馆开放（原样连写）”。"
    assert "“开放”：作为一个词没有出现（共 1 篇有这个词）。" in said


def test_filters_and_order(engine: WhooshEngine) -> None:
    request = SearchRequest.of("大事", {"official": ("林知远",)}, sort="oldest")
    said = engine.explain(request, 1)
    assert "正文开头就有：大事。" in said
    assert said[-2:] == ("符合筛选“人物·职务”：林知远。", "结果按刊期从旧到新排列。")


def test_spans_of_days(engine: WhooshEngine) -> None:
    said = engine.explain(SearchRequest("大事", since=date(2024, 4, 1)), 1)
    assert "刊期在2024-04-01至最近之间。" in said


def test_what_does_not_fit_is_said(engine: WhooshEngine) -> None:
    request = SearchRequest.of("大事", {"official": ("苏望",)}, since=date(2030, 1, 1))
    said = engine.explain(request, 1)
    assert "不符合筛选“人物·职务”：苏望。" in said
    assert "刊期不在2030-01-01至最近之间。" in said


def test_either_of_two_is_one_condition(engine: WhooshEngine) -> None:
    said = engine.explain(SearchRequest("(优化 OR 公交) 地铁"), 1)
    assert said[0] == "只符合一部分：没有“地铁”。"


def test_each_order_is_explained(engine: WhooshEngine) -> None:
    said = {sort: engine.explain(SearchRequest("大事", sort=sort), 1) for sort in get_args(Sort)}
    assert len(set(said.values())) == len(said)
    assert any("一半" in sentence for sentence in said["fresh"])


@pytest.mark.parametrize("sort", ["relevance", "fresh", "newest"])
def test_what_has_no_score_stands_in_order_of_date(engine: WhooshEngine, sort: Sort) -> None:
    request = SearchRequest.of("-地铁", {"newspaper": ("lanwan",)}, sort=sort)
    assert engine.explain(request, 1)[-1] == "结果按刊期从新到旧排列。"


@pytest.mark.parametrize(
    ("asked", "early"), [("2", False), ("7", True), ("12", True), ("本", True), ("g", False)]
)
def test_a_part_of_a_number_is_not_said_to_stand_early(
    tmp_path: Path, asked: str, early: bool
) -> None:
    """A word of letters or digits has none of its own kind beside it; just so it is marked."""
    dated = replace(STORY, paragraphs=("本报讯 12月7日5gs网络开通。" + "各部门要尽心。" * 20,))
    engine = WhooshEngine(tmp_path)
    engine.rebuild(ListSource([dated]))
    said = engine.explain(SearchRequest(asked), 1)
    assert any("开头" in sentence for sentence in said) == early


def test_a_word_that_is_cut_at_the_hundredth_character_is_not_early(tmp_path: Path) -> None:
    body = "各" * 98 + "、5gx。"
    engine = WhooshEngine(tmp_path)
    engine.rebuild(ListSource([replace(STORY, paragraphs=(body,))]))
    assert not any("开头" in sentence for sentence in engine.explain(SearchRequest("5g"), 1))


def test_no_reason_is_given_when_time_runs_out(engine: WhooshEngine, tmp_path: Path) -> None:
    slow = WhooshEngine(tmp_path, time_limit=-1.0)
    slow.rebuild(ListSource([STORY, OTHER]))
    assert slow.explain(SearchRequest("图书馆"), 1) == ("检索用时太长，说不准它为何命中。",)


def test_a_story_that_is_not_there(engine: WhooshEngine) -> None:
    assert engine.explain(SearchRequest("大事"), 99) == ()
