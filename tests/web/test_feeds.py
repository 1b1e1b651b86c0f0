"""What machines read: Atom, OpenSearch, robots, the site map, schema.org."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer import FacetValue, SearchRequest
from tests.web.conftest import STORIES, FakeEngine
from tests.web.test_reading import page
from web import Settings, create_app, sitemap
from web.feeds import ATOM, OPENSEARCH, plain

A, OS, SM = f"{{{ATOM}}}", f"{{{OPENSEARCH}}}", f"{{{sitemap.SITEMAP}}}"
CONTROLS = "开\x00头\x0b\x1f\ud800\ufffe</title>尾&"


def document(client: FlaskClient, url: str, media_type: str, **args: str) -> Element:
    response = client.get(url, query_string=args)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    return fromstring(response.data)


def feed(client: FlaskClient, **args: str) -> Element:
    return document(client, "/feed", "application/atom+xml", **args)


def test_a_search_can_be_followed(client: FlaskClient) -> None:
    root = feed(client, q="老码头", official="陆明川")
    assert root.findtext(f"{A}title") == "老码头 人物·职务：陆明川 - 政闻"
    assert root.findtext(f"{A}updated") == "2021-01-08T00:00:00+08:00"
    entries = root.findall(f"{A}entry")
    assert [entry.findtext(f"{A}title") for entry in entries] == [
        "步道夜灯亮了",
        "老码头步道开放",
        "青禾区部署老码头改造",
    ]
    first = entries[0]
    assert first.findtext(f"{A}id") == "http://localhost/qinghe/2021-01-08/2/1"
    assert [name.text for name in first.iterfind(f"{A}author/{A}name")] == ["简安之", "温如玉"]
    assert first.findtext(f"{A}summary") == "老码头的夜灯在元旦后点亮。"
    links = {link.get("rel"): str(link.get("href")) for link in root.iterfind(f"{A}link")}
    assert client.get(links["self"]).data == client.get(root.findtext(f"{A}id") or "").data
    assert client.get(links["alternate"]).status_code == 200


def test_every_entry_has_what_atom_asks_for(reader: FlaskClient) -> None:
    entries = feed(reader).findall(f"{A}entry")
    assert len(entries) == 30
    for entry in entries:
        for needed in ("id", "title", "updated", f"author/{A}name"):
            assert entry.findtext(A + needed)
    ids = [entry.findtext(f"{A}id") for entry in entries]
    assert len(set(ids)) == 30
    days = [str(entry.findtext(f"{A}updated")) for entry in entries]
    assert days == sorted(days, reverse=True)


def test_a_feed_holds_full_matches_only_and_may_be_empty(client: FlaskClient) -> None:
    assert not feed(client, q="从未有过").findall(f"{A}entry")
    assert len(feed(client, q="老码头 从未有过").findall(f"{A}entry")) == 0


def test_nothing_new_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/feed")
    again = client.get("/feed", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_a_page_says_where_its_feed_is(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头", sort="oldest", p="1")
    link = soup.select_one("link[type='application/atom+xml']")
    assert link is not None and link["href"] == "/feed?q=%E8%80%81%E7%A0%81%E5%A4%B4"


def test_control_characters_break_nothing(archive: Any) -> None:
    odd = replace(STORIES[0], headline=CONTROLS, paragraphs=(CONTROLS,))
    client = create_app(archive, FakeEngine((odd,)), Settings("政\x01闻")).test_client()  # type: ignore[arg-type]
    root = feed(client)
    assert root.findtext(f"{A}entry/{A}title") == "开头</title>尾&"
    feed(client, q="\x01\x02\ufffe", official="\x0c")
    document(client, "/opensearch.xml", "application/opensearchdescription+xml")


def test_plain_keeps_what_xml_can_hold() -> None:
    assert plain("一\t\n\r𠀀\ue000\x7f") == "一\t\n\r𠀀\ue000\x7f"


def test_a_bad_question_has_no_feed(client: FlaskClient) -> None:
    assert client.get("/feed?mood=good").status_code == 400


def test_a_browser_learns_how_to_search(client: FlaskClient) -> None:
    soup = page(client, "/")
    link = soup.select_one("link[rel=search]")
    assert link is not None
    root = document(client, str(link["href"]), "application/opensearchdescription+xml")
    templates = {url.get("type"): str(url.get("template")) for url in root.iterfind(f"{OS}Url")}
    assert templates["text/html"] == "http://localhost/?q={searchTerms}"
    for template in templates.values():
        assert client.get(template.replace("{searchTerms}", "老码头")).status_code == 200
    name = root.findtext(f"{OS}ShortName")
    assert name and len(name) <= 16


def test_robots_are_kept_from_questions(reader: FlaskClient) -> None:
    said = reader.get("/robots.txt").text
    assert "Disallow: /?\n" in said and "Sitemap: http://localhost/sitemap.xml" in said


def located(client: FlaskClient, url: str) -> list[str]:
    root = document(client, url, "application/xml")
    return [str(loc.text) for loc in root.iter(f"{SM}loc")]


def test_the_site_map_has_every_story_issue_and_person(reader: FlaskClient) -> None:
    parts = located(reader, "/sitemap.xml")
    assert [part.rsplit("/", 1)[1] for part in parts] == [
        "stories-0.xml",
        "issues-0.xml",
        "people-0.xml",
    ]
    stories, issues, people = (located(reader, part) for part in parts)
    counted = page(reader, "/").select("h1 .total")[0].text
    assert f"共 {len(stories)} 篇" in counted and len(set(stories)) == len(stories)
    for address in (*stories, *issues, *people):
        assert "?" not in address
    for address in (stories[0], issues[0], people[0], people[-1]):
        assert reader.get(address).status_code == 200
    assert reader.get("/sitemap/stories-1.xml").status_code == 404
    assert reader.get("/sitemap/searches-0.xml").status_code == 404


def test_what_was_taken_down_is_not_in_the_site_map(client: FlaskClient) -> None:
    addresses = located(client, "/sitemap/stories-0.xml")
    assert len(addresses) == 6
    assert "http://localhost/qinghe/2018-03-06/A01/9" not in addresses


def test_parts_are_small_enough(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = located(reader, "/sitemap/stories-0.xml")
    monkeypatch.setattr(sitemap, "PART", 20)
    parts = [located(reader, part) for part in located(reader, "/sitemap.xml")]
    assert max(map(len, parts)) <= 20
    assert [a for part in parts for a in part if a in whole] == whole


def test_addresses_are_those_of_the_public_site(archive: Any, engine: Any) -> None:
    site = Settings(site_url="https://news.qinghe.example/bao")
    client = create_app(archive, engine, site).test_client()
    prefix = {"SCRIPT_NAME": "/bao"}
    said = client.get("/robots.txt", environ_overrides=prefix).text
    assert "Sitemap: https://news.qinghe.example/bao/sitemap.xml" in said
    root = fromstring(client.get("/feed", environ_overrides=prefix).data)
    assert root.findtext(f"{A}id") == "https://news.qinghe.example/bao/feed"
    entry = root.findtext(f"{A}entry/{A}id") or ""
    assert entry.startswith("https://news.qinghe.example/bao/qinghe/")
    (block,) = BeautifulSoup(
        client.get("/qinghe/2018-03-06/A01/1", environ_overrides=prefix).text, "lxml"
    ).select("script[type$='ld+json']")
    address = "https://news.qinghe.example/bao/qinghe/2018-03-06/A01/1"
    assert json.loads(block.text)["url"] == address


def test_no_host_that_a_request_names_is_told_to_search_engines(client: FlaskClient) -> None:
    for path in ("/qinghe/2018-03-06/A01/2", "/qinghe/2018-03-06", "/qinghe/2018-03-06/whole"):
        head = BeautifulSoup(client.get(path, headers={"Host": "thief.example"}).text, "lxml").head
        assert head is not None and "thief.example" not in str(head)
        assert head.select("link[rel=canonical]")[0]["href"] == path.removesuffix("/whole")


def test_a_story_is_described_for_search_engines(client: FlaskClient) -> None:
    (block,) = page(client, "/qinghe/2018-03-06/A01/1").select("script[type$='ld+json']")
    told = json.loads(block.text)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert told["headline"] == "青禾区部署老码头改造"
    assert told["datePublished"] == "2018-03-06" and told["printPage"] == "A01"
    assert told["author"] == [{"@type": "Person", "name": "温如玉"}]
    assert told["url"] == "/qinghe/2018-03-06/A01/1"
    assert {"@type": "Person", "name": "沈知远", "jobTitle": ["区委书记"]} in told["mentions"]
    (block,) = page(client, "/qinghe/2018-03-06/A01/2").select("script[type$='ld+json']")
    assert json.loads(block.text)["image"][0].startswith("/media/")


def test_a_hostile_headline_does_not_leave_its_description(client: FlaskClient) -> None:
    response = client.get("/qinghe/2018-03-06/3/1")
    assert "<script>alert" not in response.text
    (block,) = page(client, "/qinghe/2018-03-06/3/1").select("script[type$='ld+json']")
    assert json.loads(block.text)["headline"].endswith("<script>alert(1)</script>")


def test_links_that_ask_are_not_to_be_followed(reader: FlaskClient) -> None:
    for url in ("/", "/?q=公园", "/people/official/陆承远", "/yanhu/2023-01-12/A01/1"):
        for link in page(reader, url).select("a[href*='?']"):
            if not link.find_parent(class_="turns") and not link.find_parent("h2"):
                assert "nofollow" in link.get("rel", []), link
    assert page(reader, "/?q=公园").select("meta[name=robots][content=noindex]")
    assert not page(reader, "/").select("meta[name=robots]")


@pytest.mark.parametrize("url", ["/feed?q=老码头", "/qinghe/2018-03-06/A01/1"])
def test_what_shows_no_facets_has_none_counted(
    client: FlaskClient, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    counted = []

    def values(key: str, request: SearchRequest) -> tuple[FacetValue, ...]:
        counted.append(key)
        return ()

    monkeypatch.setattr(engine, "_values", values)
    assert client.get(url).status_code == 200 and counted == []
    assert client.get("/").status_code == 200 and counted
