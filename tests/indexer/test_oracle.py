"""The oracle against answers worked out by hand from docs/query-language.md.

In: five invented articles. Out: which of them each question finds, and two scores.
"""

from __future__ import annotations

import math
from datetime import date

import pytest

from archive.models import Article, Credit, EventDate, Mention, Picture, Post
from indexer.engine import QueryError
from indexer.facets import FACETS
from indexer.request import FacetValue, SearchRequest
from tests.indexer.corpus import write_articles
from tests.indexer.oracle import FACET_KEYS, Oracle
from tests.indexer.oracle_language import facet_values, read_span
from tests.indexer.sources import ListSource


def article(number: int, headline: str, *paragraphs: str, **fields: object) -> Article:
    base = {
        "id": number,
        "address": f"/lanwan/{number}",
        "capture": number,
        "newspaper": "lanwan",
        "published": date(2019, 10, number),
    }
    return Article(headline=headline, paragraphs=paragraphs, **{**base, **fields})


ARTICLES = (
    article(
        1,
        "岚湾优化营商环境",
        "本报讯 全市优化营商环境，推动5G基站建设。",
        credits=(Credit("贺明", "reporter"), Credit("岚湾通讯社", "source")),
        mentions=(
            Mention("苏望", (Post("市委书记", "岚湾市委"),), "official", ""),
            Mention("石一诺", (Post("董事长", "岚湾钢铁集团"),), "enterprise", ""),
        ),
        event=EventDate("2019-09-30", "2019-10-01", "day", "9月30日至10月1日"),
        page="A01",
        section="要闻",
    ),
    article(
        2,
        "環境優化試點",
        "COVID-19疫苗接种：M0 试点。",
        "环境",
        credits=(Credit("贺明", "photographer"), Credit("Ann Lee", "reporter")),
        event=EventDate("2019-10-01", "2019-10-31", "month", "10月"),
        page="2",
        section="深度(上)",
    ),
    article(3, "", "共和国", "人民优化", event=EventDate("--10-08", "--10-08", "day", "10月8日")),
    article(4, "中华人民共和国", "市场化", newspaper="yanhu", published=date(2020, 2, 29)),
    article(5, "无题", "无", pictures=(Picture("a.jpg", "图为“苏望”调研，  ５Ｇ现场。"),)),
)


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    oracle = Oracle()
    oracle.rebuild(ListSource(ARTICLES, ["岚湾"], {"lanwan": "岚湾日报"}))
    return oracle


FOUND = {
    "": [1, 2, 3, 4, 5],
    # Terms.
    "营商环境": [1],
    "优化": [1, 2, 3],
    "优化环境": [1, 2],  # 1 holds both words, though not together
    "商环": [1],
    "化营": [1],
    "5g": [1, 5],
    "5": [1, 5],
    "covid": [2],
    "covi": [],
    "COVID-19": [2],
    "M0试点": [2],
    "试点M0": [2],
    "优化，5G": [1],
    "共和国": [3, 4],
    '"优化营商环境,推动"': [1],
    '"试点。"': [2],
    '"点covid"': [],
    "“  5g”": [5],
    "「“苏望”」": [5],
    '"营商" "5g"': [1],
    '"化 优"': [],
    "共*": [3, 4],
    "co*": [2],
    "标题:中*": [4],
    "营商环境*": [1],  # several words: as if quoted
    "优化环境*": [],
    "*": [1, 2, 3, 4, 5],
    # Near.
    '"环境 推动"~0': [1],
    '"推动 优化"~1': [],  # 营商 and 环境 stand between
    '"推动 优化"~2': [1],
    '"共和国 人民"~0': [4],
    # Fields.
    "标题:优化": [1, 2],
    "正文：优化": [1, 3],
    "headline:(优化 正文:5g)": [1],
    "署名:贺明": [1, 2],
    "记者:贺明": [1],
    "记者:ANN": [],
    'reporter:"ann lee"': [2],
    "官员:苏望": [1],
    "官员:石一诺": [],
    "职务:董事长": [1],
    "机构:“钢铁”": [1],
    "董事长": [],
    "版:a01": [1],
    '栏目:"深度(上)"': [2],
    "报纸:yanhu": [4],
    "月:2019-10": [1, 2, 3, 5],
    # Dates.
    "日期:2019": [1, 2, 3, 5],
    "日期:2019-10-02..2019-10-03": [2, 3],
    "日期:..2019-10-02": [1, 2],
    "日期:[2019-10-05 TO 2020-02]": [4, 5],
    "事发:2019-09": [1],
    "事发:2019-10-20": [2],
    "事发:2019-10": [1, 2],
    "-事发:2019": [3, 4, 5],
    # Joining.
    "优化 环境": [1, 2],
    "优化 AND 5G": [1],
    "5G OR 共和国": [1, 3, 4, 5],
    "5G | 优化 人民": [1, 3, 5],
    "优化 -5g": [2, 3],
    "优化 !标题:优化": [3],
    "NOT 优化": [4, 5],
    "NOT -优化": [1, 2, 3],
    "-(优化 5G)": [2, 3, 4, 5],
    "(5G OR 人民) 优化": [1, 3],
    # Leniency.
    '"优化营商': [1],
    "优化 (5G OR 人民": [1, 3],
    "优化) OR (5G": [1, 2, 3, 5],
    "优化 OR": [1, 2, 3],
    "AND 优化 -": [1, 2, 3],
    "标题：": [],
    "标题: 优化": [1, 2],
    "标题:-优化": [3, 4, 5],
    "事发:*": [1, 2],
    "记者:ANN*": [2],
    "标题:*": [1, 2, 4, 5],
    "日期:共和国": [3, 4],
    "地点:优化": [],
}


@pytest.mark.parametrize(("text", "numbers"), FOUND.items())
def test_question(oracle: Oracle, text: str, numbers: list[int]) -> None:
    assert list(oracle.scan(SearchRequest(text))) == numbers
    assert oracle.search(SearchRequest(text)).total == len(numbers)


def test_filters_widen_in_a_facet_and_narrow_between_facets(oracle: Oracle) -> None:
    both = {"page": ("A01", "2"), "reporter": ("贺明",)}
    page = oracle.search(SearchRequest.of("优化", both))
    assert [hit.key for hit in page.hits] == [1]
    assert page.facets["reporter"] == (FacetValue("Ann Lee", 1), FacetValue("贺明", 1, True))
    assert page.facets["page"] == (FacetValue("A01", 1, True), FacetValue("2", 0, True))
    with pytest.raises(QueryError):
        oracle.search(SearchRequest.of("", {"colour": ("红",)}))


def test_event_bounds_overlap(oracle: Oracle) -> None:
    assert list(oracle.scan(SearchRequest(event_until=date(2019, 9, 30)))) == [1]
    assert list(oracle.scan(SearchRequest(event_since=date(2019, 10, 2)))) == [2]


def test_months_leave_out_the_choice_of_month(oracle: Oracle) -> None:
    page = oracle.search(SearchRequest.of("", {"month": ("2020-02",)}))
    assert page.total == 1
    assert page.histogram == (("2019-10", 4), ("2020-02", 1))


def test_partial_matches_keep_what_was_ruled_out(oracle: Oracle) -> None:
    page = oracle.search(SearchRequest("优化 无此词 -5G 日期:2019-10-02.."))
    assert (page.total, page.partial) == (0, True)
    assert {hit.key for hit in page.hits} == {2, 3}
    filled = oracle.search(SearchRequest("优化 5g"))
    assert (filled.total, filled.partial) == (1, False)
    assert next((h.key, h.partial) for h in filled.hits) == (1, False)
    assert {h.key for h in filled.hits if h.partial} == {2, 3, 5}
    assert oracle.search(SearchRequest("优化 5g", p=2)).hits == ()


def test_score_by_hand() -> None:
    one = article(1, "人民", "优化 人民")
    two = article(2, "优化", "发展 发展 发展")
    oracle = Oracle()
    oracle.rebuild(ListSource([one, two]))
    idf = math.log(1 + (2 - 1 + 0.5) / 1.5)
    # Headlines are all one word long; bodies hold 2 and 3 words, 2.5 on average.
    weight = 3 + 1 / (0.25 + 0.75 * 2 / 2.5)
    # Of the one pair all is there: in a word of the question, early and in the headline.
    evidence = idf * (1 + 0.4 + 0.1)
    assert oracle.search(SearchRequest("人民")).hits[0].score == pytest.approx(
        idf * weight / (1 + weight) + evidence
    )


def test_orders(oracle: Oracle) -> None:
    def order(text: str, sort: str) -> list[int]:
        return [hit.key for hit in oracle.search(SearchRequest(text, sort=sort)).hits]

    assert order("", "relevance") == order("", "newest") == [4, 5, 3, 2, 1]
    assert order("", "oldest") == [1, 2, 3, 5, 4]


def test_a_score_fades_with_age(oracle: Oracle) -> None:
    def scores(sort: str) -> dict[int, float]:
        page = oracle.search(SearchRequest("人民", sort=sort))
        return {hit.key: hit.score for hit in page.hits}

    plain, faded = scores("relevance"), scores("fresh")
    days = {each.id: each.published for each in ARTICLES if each.published}
    newest = max(days.values())
    for key, score in plain.items():
        share = 0.5 + 0.5 * 0.5 ** ((newest - days[key]).days / 365)
        assert faded[key] == pytest.approx(score * share)


def test_own_facets_are_the_declared_ones() -> None:
    assert tuple(facet.key for facet in FACETS) == FACET_KEYS
    for each in write_articles(7, 60):
        assert {facet.key: facet.values(each) for facet in FACETS} == facet_values(each)


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "2019-1-", "..", "0000", "2019..x", ""])
def test_no_date(text: str) -> None:
    assert read_span(text) is None


def test_month_ends() -> None:
    assert read_span("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert read_span("2019-12") == (date(2019, 12, 1), date(2019, 12, 31))
