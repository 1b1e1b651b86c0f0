"""What a reader sees on the search page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from indexer import Clock, FacetValue, SearchPage, SearchRequest
from tests.web.conftest import FakeEngine
from web import Settings, create_app


def page(client: FlaskClient, url: str, **args: Any) -> BeautifulSoup:
    """A page that must be there, as a browser reads it."""
    response = client.get(url, query_string=args or None)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def asks(link: Tag) -> dict[str, list[str]]:
    return parse_qs(urlsplit(str(link["href"])).query)


def headlines(soup: BeautifulSoup) -> list[str]:
    return [tag.get_text(strip=True) for tag in soup.select(".hit h2")]


def link(soup: BeautifulSoup, where: str, text: str) -> Tag:
    return next(tag for tag in soup.select(f"{where} a") if text in tag.get_text())


def test_an_empty_box_shows_the_newest_stories_with_facets(client: FlaskClient) -> None:
    soup = page(client, "/")
    assert soup.h1 is not None and "最新报道" in soup.h1.text and "共 6 篇" in soup.h1.text
    assert headlines(soup)[:2] == [
        "步道夜灯亮了",
        "本区今起供暖，居民可拨打服务电话报修，维修人员两小时内上门处…",
    ]
    assert [h2.text for h2 in soup.select(".facet h2")] == [
        "人物·职务", "记者", "版面", "栏目", "机构", "报纸",
    ]  # fmt: skip
    assert not soup.select(".chips")
    assert [tag.text for tag in soup.select(".sorts > *")] == ["最新", "最早"]


def test_a_result_shows_date_page_reporter_snippet_and_officials(client: FlaskClient) -> None:
    hit = page(client, "/", q="部署").select_one(".hit")
    assert hit is not None
    assert hit.select_one("h2 mark").text == "部署"  # type: ignore[union-attr]
    where = hit.select_one(".where").text  # type: ignore[union-attr]
    assert where == "2018-03-06 ·\xa0A01版 要闻 ·\xa0记者 温如玉 · 为何命中 青禾区部署老码头改造"
    assert [a.text for a in hit.select(".people a")] == ["沈知远", "陆明川"]
    story = hit.select_one("h2 a")
    assert story is not None and asks(story) == {"q": ["部署"]}
    assert urlsplit(str(story["href"])).path == "/qinghe/2018-03-06/A01/1"


def test_snippets_mark_the_match(client: FlaskClient) -> None:
    marks = page(client, "/", q="老码头").select(".snippet mark")
    assert marks and {mark.text for mark in marks} == {"老码头"}


def test_a_facet_value_is_counted_added_and_removed(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头")
    added = link(soup, ".facet", "沈知远")
    assert added.parent is not None and added.parent.select_one(".count").text == "1"  # type: ignore[union-attr]
    assert asks(added) == {"q": ["老码头"], "official": ["沈知远"]}

    soup = page(client, str(added["href"]))
    assert headlines(soup) == ["青禾区部署老码头改造"]
    chosen = link(soup, ".facet .chosen", "沈知远")
    assert asks(chosen) == {"q": ["老码头"]}
    # a second value of the same facet widens
    both = link(soup, ".facet", "陆明川")
    assert asks(both)["official"] == ["沈知远", "陆明川"]
    assert "共 3 篇" in page(client, str(both["href"])).h1.text  # type: ignore[union-attr]


def test_values_are_named_for_readers(client: FlaskClient) -> None:
    soup = page(client, "/")
    assert asks(link(soup, ".facet", "A01版")) == {"page": ["A01"]}
    assert asks(link(soup, ".facet", "第3版")) == {"page": ["3"]}
    assert asks(link(soup, ".facet", "青禾日报")) == {"newspaper": ["qinghe"]}


def test_each_chip_removes_its_choice(client: FlaskClient) -> None:
    soup = page(
        client, "/", q="老码头", official="陆明川", month="2018-03", newspaper="qinghe",
        since="2018-01-01", until="2018-12-31", event_since="2018-03-01", sort="oldest", p="1",
    )  # fmt: skip
    chips = {tag.get_text(): tag for tag in soup.select(".chips a")}
    assert set(chips) == {
        "移除月份：2018年3月 ×", "移除报纸：青禾日报 ×", "移除人物·职务：陆明川 ×",
        "移除发表：2018年 ×", "移除事发：2018-03-01 起 ×", "全部清除",
    }  # fmt: skip
    kept = asks(chips["移除月份：2018年3月 ×"])
    assert "month" not in kept and kept["official"] == ["陆明川"] and kept["sort"] == ["oldest"]
    kept = asks(chips["移除发表：2018年 ×"])
    assert "since" not in kept and "until" not in kept and "event_since" in kept
    assert asks(chips["全部清除"]) == {"q": ["老码头"], "sort": ["oldest"]}


def test_a_chosen_value_without_hits_stays_to_be_removed(client: FlaskClient) -> None:
    soup = page(client, "/", q="供暖", official="陆明川")
    assert "没有找到报道" in soup.h1.text  # type: ignore[union-attr]
    assert asks(link(soup, ".facet .chosen", "陆明川")) == {"q": ["供暖"]}
    assert asks(link(soup, ".chips", "陆明川")) == {"q": ["供暖"]}


def test_a_new_question_keeps_the_choices(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头", official="陆明川", p="1")
    hidden = {tag["name"]: tag["value"] for tag in soup.select(".ask input[type=hidden]")}
    assert hidden == {"official": "陆明川"}
    assert soup.select_one("#q")["value"] == "老码头"  # type: ignore[index]
    hidden = {tag["name"]: tag["value"] for tag in soup.select(".dates input[type=hidden]")}
    assert hidden == {"q": "老码头", "official": "陆明川"}


def test_long_facets_fold(archive: Any) -> None:
    many = tuple(FacetValue(f"人{n:02d}", 50 - n, n == 40) for n in range(50))
    found = SearchPage(SearchRequest(), 50, False, (), {"official": many})
    soup = page(client_of(archive, found), "/")
    facet = soup.select_one(".facet")
    assert facet is not None
    folded = [a.text for a in facet.select("details a")]
    seen = [a.text for a in facet.select("a") if a.text not in folded]
    assert seen == [*(f"人{n:02d}" for n in range(8)), "移除人40"]
    assert folded == [f"人{n:02d}" for n in range(8, 30)]
    assert facet.summary is not None and facet.summary.text == "更多（22）"
    assert facet.select_one("form.find") is not None


def client_of(archive: Any, found: SearchPage) -> FlaskClient:
    """A browser before an engine that gives one answer whatever is asked."""

    class Engine:
        def clock(self) -> Clock:
            return Clock(60)

        def search(self, request: SearchRequest, clock: Clock) -> SearchPage:
            return replace(found, request=request)

        def suggestions(self, request: SearchRequest, total: int, clock: Clock) -> tuple[str, ...]:
            return ()

    return create_app(archive, Engine(), Settings()).test_client()  # type: ignore[arg-type]


@pytest.mark.parametrize("month", ["2021-01", "abc", "²-²", "2021-13"])
def test_any_chosen_month_can_be_shown(client: FlaskClient, month: str) -> None:
    assert page(client, "/", month=month).select(".chips a")


def test_sorting(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头", sort="oldest", p="1")
    assert headlines(soup)[0] == "青禾区部署老码头改造"
    assert soup.select_one(".sorts [aria-current]").text == "最早"  # type: ignore[union-attr]
    assert asks(link(soup, ".sorts", "相关度")) == {"q": ["老码头"]}


def test_paging(archive: Any, client: FlaskClient) -> None:
    hits = tuple(page_of(client).hits) * 2
    found = SearchPage(SearchRequest(), 95, False, hits[:10])
    soup = page(client_of(archive, found), "/", p="5")
    turns = [tag.get_text() for tag in soup.select(".turns > *")]
    assert turns == ["上一页", "1", "…", "3", "4", "5", "6", "7", "…", "10", "下一页"]
    assert asks(soup.select(".turns a")[-1]) == {"p": ["6"]}
    assert soup.select_one(".hits")["start"] == "41"  # type: ignore[index]
    assert soup.select_one(".turns [aria-current=page]").text == "5"  # type: ignore[union-attr]


def page_of(client: FlaskClient) -> SearchPage:
    engine = client.application.extensions["zhengwen"].engine
    answer: SearchPage = engine.search(SearchRequest())
    return answer


def test_a_page_beyond_the_end_says_so(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头", p="999999")
    assert "没有第 999999 页：结果共 1 页" in soup.select_one(".results").text  # type: ignore[union-attr]
    assert asks(link(soup, ".results", "最后一页")) == {"q": ["老码头"]}


def test_partial_matches_stand_under_a_label(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头 从未有过")
    assert "没有完全相符的报道" in soup.h1.text  # type: ignore[union-attr]
    assert "只与部分检索词相符" in soup.select_one(".plainly").text  # type: ignore[union-attr]
    assert all("部分相符" in hit.text for hit in soup.select(".hit"))

    soup = page(client, "/", q="老码头 夜灯")
    assert "共 1 篇" in soup.h1.text  # type: ignore[union-attr]
    classes = [item["class"][0] for item in soup.select(".hits > li")]
    assert classes == ["hit", "divide", "hit", "hit"]


def test_nothing_found_says_what_was_asked_and_what_to_try(client: FlaskClient) -> None:
    soup = page(client, "/", q="从未有过", since="2019-01-01", official="陆明川")
    said = soup.select_one(".plainly")
    assert said is not None and "“从未有过”" in said.text and "2 个条件" in said.text
    assert asks(link(soup, ".plainly", "不限日期")) == {"q": ["从未有过"], "official": ["陆明川"]}
    assert asks(link(soup, ".plainly", "去掉所有筛选条件")) == {"q": ["从未有过"]}


def test_nothing_found_says_which_word_found_nothing(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头 从未有过", official="陆明川", sort="oldest")
    said = soup.select_one(".plainly")
    assert said is not None
    assert "各词单独检索：“老码头” 3 篇，“从未有过” 0 篇。" in said.text
    assert asks(link(soup, ".plainly", "“老码头”")) == {
        "q": ["老码头"], "official": ["陆明川"], "sort": ["oldest"],
    }  # fmt: skip
    assert "0 篇" not in "".join(a.text for a in said.select("a"))
    assert "按上面的 1 个条件筛选" in said.text and "少写几个词" in said.text


@pytest.mark.parametrize(
    "text",
    [
        "从未有过",
        "从未有过 OR 没有",
        "“从未 有过”",
        "-老码头 没有",
        "甲甲 乙乙 丙丙 丁丁 戊戊 己己",
    ],
)
def test_words_are_counted_only_where_a_question_is_a_few_words(
    client: FlaskClient, text: str
) -> None:
    said = page(client, "/", q=text).select_one(".plainly")
    assert said is not None and "各词单独检索" not in said.text
    assert ("去掉引号" in said.text) == ("“" in text)


def test_the_days_of_a_month_are_one_question_in_the_pages_time(
    client: FlaskClient, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks: list[Clock | None] = []

    def noted(name: str) -> Any:
        asked = getattr(engine, name)

        def ask(*args: Any, **named: Any) -> Any:
            clocks.append(named.get("clock") or args[-1])
            return asked(*args, **named)

        return ask

    for name in ("search", "count", "days", "suggestions"):
        monkeypatch.setattr(engine, name, noted(name))
    page(client, "/", month="2018-03")
    assert len(clocks) == 3
    page(client, "/", q="老码头 从未有过", month="2018-03")
    assert len(clocks) == 3 + 5
    assert len({id(clock) for clock in clocks}) == 2
    assert all(isinstance(clock, Clock) for clock in clocks)


def test_figures_that_were_not_finished_are_left_out(
    client: FlaskClient, engine: FakeEngine
) -> None:
    engine.slow = True
    soup = page(client, "/", month="2018-03")
    assert soup.select(".histogram") and not soup.select(".days")
    assert "各词单独检索" not in page(client, "/", q="老码头 从未有过").text
    answer = client.get("/facet/official", query_string={"q": "老码头"})
    assert answer.status_code == 503
    assert "检索用时太长" in answer.text and "没有可选的项" not in answer.text


def test_a_span_that_ends_before_it_starts_is_explained(client: FlaskClient) -> None:
    soup = page(client, "/", since="2019-02-01", until="2019-01-01")
    assert "晚于截止日期" in soup.select_one(".plainly").text  # type: ignore[union-attr]


def test_an_empty_archive_says_how_to_begin(archive: Any) -> None:
    soup = page(client_of(archive, SearchPage(SearchRequest(), 0, False, ())), "/")
    assert "文库还是空的" in soup.h1.text  # type: ignore[union-attr]
    assert "search_app.py import" in soup.select_one(".plainly").text  # type: ignore[union-attr]


def test_notes_on_the_question_are_shown(client: FlaskClient) -> None:
    assert "没有可连接的词" in page(client, "/", q="AND").select_one(".note").text  # type: ignore[union-attr]


def test_the_first_page_is_small(client: FlaskClient) -> None:
    first = client.get("/")
    sizes = [len(first.data)]
    soup = BeautifulSoup(first.text, "lxml")
    for tag in soup.select("link[href], script[src]"):
        with client.get(str(tag.get("href") or tag.get("src"))) as file:
            sizes.append(len(file.data))
    assert sum(sizes) < 100_000


def test_a_long_facet_is_searched_on_a_page_of_its_own(client: FlaskClient) -> None:
    soup = page(client, "/facet/official", q="老码头", find="明", sort="oldest")
    choice = soup.select_one(".facet a")
    assert choice is not None and choice.text == "陆明川"
    assert asks(choice) == {"q": ["老码头"], "official": ["陆明川"], "sort": ["oldest"]}
    assert urlsplit(str(choice["href"])).path == "/"
    form = soup.select_one("form.find")
    assert form is not None and form["action"] == "/facet/official"
    fields = {str(tag["name"]): str(tag["value"]) for tag in form.select("input")}
    assert fields == {"q": "老码头", "sort": "oldest", "find": "明"}
    assert asks(link(soup, ".values", "回到结果")) == {"q": ["老码头"], "sort": ["oldest"]}
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]


def test_a_facet_is_searched_among_the_others_choices(client: FlaskClient) -> None:
    soup = page(client, "/facet/official", official="陆明川", section="时政")
    counts = {a.get_text(): a.find_next_sibling().text for a in soup.select(".facet a")}  # type: ignore[union-attr]
    assert counts == {"移除陆明川": "2", "沈知远": "1"}


def test_a_facet_without_such_a_value_says_so(client: FlaskClient) -> None:
    soup = page(client, "/facet/official", q="老码头", find="无此人")
    assert "没有包含所查文字" in soup.select_one(".plainly").text  # type: ignore[union-attr]
    assert asks(link(soup, ".plainly", "看全部选项")) == {"q": ["老码头"]}
    assert "没有可选的项" in page(client, "/facet/official", q="从未有过").text


@pytest.mark.parametrize("url", ["/facet/month", "/facet/colour", "/facet/"])
def test_what_is_no_facet_has_no_page(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


def test_very_many_results_say_how_to_ask_for_fewer(archive: Any) -> None:
    client = client_of(archive, SearchPage(SearchRequest(), 5000, False, ()))
    assert "结果很多" in page(client, "/", q="会议").text
    assert "结果很多" not in page(client, "/").text
    assert "结果很多" not in page(client, "/", q="会议", p="2").text
