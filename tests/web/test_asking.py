"""Help with asking: what was meant, completions, why a story was found, the help page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive import Archive
from archive.settings import Settings as ArchiveSettings
from indexer import open_engine
from tests.web.conftest import filed
from tests.web.test_promises import asked
from tests.web.test_reading import page, text
from web import Settings, create_app
from web.commands import application


def test_what_may_have_been_meant_is_offered_with_all_else_kept(client: FlaskClient) -> None:
    soup = page(client, "/?q=老马头&official=陆明川&since=2018-01-01&sort=oldest")
    links = soup.select(".meant a")
    assert text(soup, ".meant") == "您是不是要找：老码头 步道"
    request = asked(str(links[0]["href"]))
    assert (request.text, request.chosen("official"), request.sort) == (
        "老码头",
        ("陆明川",),
        "oldest",
    )
    assert str(request.since) == "2018-01-01"
    assert "共 3 篇" in text(page(client, str(links[0]["href"])), "h1")


def test_nothing_is_offered_where_nothing_was_missed(client: FlaskClient) -> None:
    for url in ("/", "/?q=老码头", "/?q=从未有过", "/?q=老马头&p=2"):
        assert not page(client, url).select(".meant")


def test_programs_are_told_too(client: FlaskClient) -> None:
    def told(**args: str) -> Any:
        return client.get("/api/search", query_string=args).json["suggestions"]  # type: ignore[index]

    assert told(q="老马头") == ["老码头", "步道"]
    assert told(q="老码头") == told(q="老马头", p="2") == []


def test_a_suggestion_is_text(client: FlaskClient) -> None:
    response = client.get("/", query_string={"q": "老马头 &<"})
    assert "老码头 &amp;&lt;</a>" in response.text


def test_completions(client: FlaskClient) -> None:
    response = client.get("/api/complete", query_string={"q": "老码"})
    assert response.json == {
        "q": "老码",
        "completions": [
            {
                "kind": "headline",
                "value": "老码头步道开放",
                "count": 1,
                "question": '标题:"老码头步道开放"',
            }
        ],
    }
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.headers.get("Vary", "")
    for url in ("/api/complete", "/api/complete?q=", f"/api/complete?q={'老' * 41}"):
        assert client.get(url).json["completions"] == []  # type: ignore[index]


def test_completions_of_an_engine_that_is_down(client: FlaskClient, engine: Any) -> None:
    engine.down = True
    response = client.get("/api/complete?q=老")
    assert response.status_code == 503 and response.headers["Cache-Control"] == "no-cache"


def test_the_kinds_of_completions_have_names_on_the_page(reader: FlaskClient) -> None:
    (names,) = (tag.attrs for tag in page(reader, "/").select("#offers"))
    kinds = set()
    for typed in ("沈", "区", "林", "地", "砚", "春", "gong"):
        answer = reader.get("/api/complete", query_string={"q": typed}).json
        assert answer is not None
        for offer in answer["completions"]:
            kinds.add(offer["kind"])
            assert names[f"data-{offer['kind']}"]
            assert reader.get("/api/search", query_string={"q": offer["question"]}).json["total"]  # type: ignore[index]
    assert {"official", "post", "word", "headline"} <= kinds


@pytest.mark.parametrize(
    "typed", ["\0", '"', "官员:", "标题:（", "(((", "* OR", "-", "%", "a'b", "\ud7ff", "🙂", "政f"]
)
def test_anything_may_be_typed(reader: FlaskClient, typed: str) -> None:
    response = reader.get("/api/complete", query_string={"q": typed})
    assert response.status_code == 200 and response.json is not None
    assert response.json["q"] == typed


def test_a_site_without_an_index_comes_up(tmp_path: Path) -> None:
    client = application(ArchiveSettings(tmp_path), Settings()).test_client()
    assert client.get("/api/complete?q=老").status_code == 503
    assert client.get("/help").status_code == 200


def test_why_a_story_was_found(reader: FlaskClient) -> None:
    results = page(reader, "/?q=地铁公园&official=陆承远&sort=newest&p=1")
    headline = results.select(".hit h2")[0].text
    soup = page(reader, str(results.select(".hit a.why")[0]["href"]))
    assert text(soup, ".guide h2") == headline
    said = [item.text for item in soup.select(".guide li")]
    assert said[0] == "符合检索的全部条件。" and "符合筛选“人物·职务”：陆承远。" in said
    assert soup.select("meta[name=robots][content=noindex]")
    assert soup.select("#q")[0]["value"] == "地铁公园"
    back = asked(str(soup.select(".other-ways a")[0]["href"]))
    assert back == asked("/?q=地铁公园&official=陆承远&sort=newest")


def test_each_result_of_a_question_says_why(reader: FlaskClient) -> None:
    for url in ("/?q=公园", "/?official=陆承远", "/?q=地铁公园 飞碟"):
        soup = page(reader, url)
        links = [str(a["href"]) for a in soup.select("a.why[rel=nofollow]")]
        assert links and len(links) == len(soup.select(".hit"))
        assert len(set(links)) == len(links)
    assert not page(reader, "/").select("a.why")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/why", 404),
        ("/why?q=老码头", 404),
        ("/why?q=老码头&story=0", 404),
        ("/why?q=老码头&story=99", 404),
        ("/why?q=老码头&story=7", 404),
        ("/why?q=老码头&story=１", 404),
        ("/why?q=老码头&story=" + "9" * 18, 404),
        ("/why?q=老码头&story=" + "9" * 19, 404),
        ("/why?mood=good&story=1", 400),
    ],
)
def test_why_of_nothing(client: FlaskClient, url: str, status: int) -> None:
    assert client.get(url).status_code == status


def test_why_of_a_story_that_is_not_indexed(client: FlaskClient) -> None:
    assert "索引里还没有这篇报道" in text(page(client, "/why?q=从未有过&story=1"), ".guide")


def test_robots_are_kept_from_explanations(client: FlaskClient) -> None:
    assert "Disallow: /why?\n" in client.get("/robots.txt").text


def test_the_help_page_shows_every_example_as_a_link_that_asks_it(reader: FlaskClient) -> None:
    for url in ("/", "/calendar"):
        (link,) = page(reader, url).select(".bottom a[href='/help']")
    assert page(reader, "/?q=公园").select(".summary a[href='/help']")
    soup = page(reader, str(link["href"]))
    headings = [h2.text for h2 in soup.select(".guide h2")]
    assert len(headings) == 7 and (headings[0], headings[-1]) == ("查词", "结果的顺序")
    assert "下面带链接的例子可以点开试。" in text(soup, ".guide")
    shown = {
        a.text: dd.text
        for a, dd in zip(soup.select(".guide dt a"), soup.select(".guide dd"), strict=True)
    }
    assert len(shown) == 40
    assert shown["营商*"] == "以“营商”开头的词。"
    assert shown["官员:陆承远"] == "写到这位官员及其职务。"
    assert {"报纸:yanhu", '标题:"地铁公园"', "机构:砚湖区委"} <= set(shown)
    for link in soup.select(".guide dt a"):
        assert asked(str(link["href"])).text == link.text


def test_the_examples_are_of_this_archive(archive: Archive, tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "index")
    engine.rebuild(archive)
    client = create_app(archive, engine, Settings()).test_client()
    soup = page(client, "/help")
    links = soup.select(".guide dt a")
    for link in links:
        assert not page(client, str(link["href"])).select(".nothing, .plainly")
    questions = {link.text for link in links}
    assert {"官员:陆明川", "记者:温如玉", "报纸:qinghe", "版:A01"} <= questions
    shown = [dt.text for dt in soup.select(".guide dt")]
    # of what nobody there has written how it is asked is told all the same
    assert len(shown) == 40 and len(links) >= 36


def test_synonyms_written_while_it_runs_are_used(tmp_path: Path) -> None:
    settings = ArchiveSettings(tmp_path)
    archive = filed(tmp_path)
    open_engine(settings.index).rebuild(archive)
    archive.close()
    client = application(settings, Settings()).test_client()
    assert "没有找到报道" in text(page(client, "/?q=旧渡口"), "h1")
    settings.synonyms.write_text("老码头 旧渡口\n", encoding="utf-8")
    assert "共 3 篇" in text(page(client, "/?q=旧渡口"), "h1")


def test_the_help_of_a_site_without_stories_is_how_to_write(tmp_path: Path) -> None:
    client = application(ArchiveSettings(tmp_path), Settings()).test_client()
    soup = page(client, "/help")
    assert len(soup.select(".guide dt")) == 40 and not soup.select(".guide dt a")
    assert "点开试" not in text(soup, ".guide")


def test_the_help_page_is_english_in_english(reader: FlaskClient) -> None:
    reader.set_cookie("language", "en")
    soup = page(reader, "/help")
    assert soup.select(".guide h2")[0].text == "Words"
    said = [dd.text for dd in soup.select(".guide dd")]
    assert "Words that begin with “营商”." in said
    assert all(tag["lang"] == "zh-CN" for tag in soup.select(".guide dt, .guide dd span"))
