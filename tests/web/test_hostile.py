"""Hostile input: nothing of it runs, nothing breaks, and nobody is led elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from archive import Archive, Newspaper, import_paths
from archive.settings import today
from indexer import open_engine
from indexer.request import LONGEST_QUERY
from web import Settings, create_app
from web.links import outside_url

SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(2)>"
NAME = "<img src=x onerror=alert(3)>.htm"
# what an editor's system lets through: backspace, escape, a lone direction mark
CONTROL = "甲\x08乙\x1b丙\u202e丁\ufffe"
PAPER = Newspaper(key="heizhu", name=f"黑竹报{IMAGE}", region="黑竹区")
PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>{{headline}}</title></head><body><h1>{{headline}}</h1>
<p>2022-05-06 来源：{PAPER.name.replace("<", "&lt;")} 记者 {{reporter}}</p>
<div class="content">
<p>本报讯（记者 {{reporter}}）5月5日，黑竹区区长{{official}}来到渡口，{{text}}</p>
<p>渡口今年修好了栈桥和候船亭，沿岸三个村的人过河只要六分钟。</p></div></body></html>"""
HOSTILE = (SCRIPT, IMAGE, "javascript:alert(4)", "</script><script>alert(5)</script>", "{{7*7}}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site of a newspaper whose pages and file names are full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = folder / "pages"
    pages.mkdir()
    for number, text in enumerate((*HOSTILE, CONTROL)):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        page = PAGE.format(
            headline=f"渡口通航{escaped}", reporter=f"黎明{escaped}", official="钟秀", text=escaped
        )
        (pages / f"{number}{NAME}").write_text(page, encoding="utf-8")
    archive = Archive.open(folder / "archive.db")
    import_paths(archive, [pages], newspaper=PAPER, today=today())
    engine = open_engine(folder / "index")
    engine.rebuild(archive)
    yield create_app(archive, engine, Settings())
    archive.close()


@pytest.fixture
def visitor(hostile: Flask) -> FlaskClient:
    return hostile.test_client()


def harmless(soup: BeautifulSoup) -> None:
    """Nothing on the page can run, or load from elsewhere."""
    scripts = soup.select("script:not([type='application/ld+json'])")
    assert all(str(tag.get("src", "")).startswith("/static/") for tag in scripts)
    for tag in soup.select("*"):
        assert not [name for name in tag.attrs if name.startswith("on")], tag
    for tag in soup.select("a[href], img[src], form[action]"):
        address = str(tag.get("href") or tag.get("src") or tag.get("action"))
        assert re.match("[/#](?!/)", address), address


def crawl(client: FlaskClient) -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page that links lead to from the home page, questions left out after the first few."""
    waiting, seen, asked = ["/"], {"/"}, 0
    while waiting:
        url = waiting.pop()
        response = client.get(url, follow_redirects=True)
        assert response.status_code == 200, url
        if response.mimetype != "text/html":
            continue
        soup = BeautifulSoup(response.text, "lxml")
        yield url, soup
        for link in soup.select("a[href^='/']"):
            address = str(link["href"]).split("#")[0]
            asked += "?" in address
            if address not in seen and ("?" not in address or asked < 60):
                seen.add(address)
                waiting.append(address)


def test_pages_of_hostile_stories_are_harmless(visitor: FlaskClient) -> None:
    pages = dict(crawl(visitor))
    for soup in pages.values():
        harmless(soup)
    stories = [soup for url, soup in pages.items() if soup.select(".story")]
    printed = "\n".join(soup.text for soup in stories)
    assert len(stories) >= len(HOSTILE) and SCRIPT in printed and "{{7*7}}" in printed
    assert any(url.startswith("/people/") for url in pages)


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, "\x00", "\r\nSet-Cookie: a=b", "%0d%0aa: b"])
@pytest.mark.parametrize(
    "url",
    [
        "/?q={}", "/?official={}", "/?month={}", "/?since={}", "/?{}=1", "/facet/official?find={}",
        "/facet/{}", "/{}", "/people/official/{}", "/people/reporter/{}", "/media/{}",
        "/heizhu/2022-05-06/{}/1", "/feed?q={}", "/api/search?q={}",
        "/people/mention/after?official={}&story=/", "/people/mention/after?official=x&story={}",
    ],
)  # fmt: skip
def test_hostile_addresses_are_answered_harmlessly(
    visitor: FlaskClient, url: str, text: str
) -> None:
    response = visitor.get(url.format(quote(text, safe="")))
    assert response.status_code in (200, 308, 400, 404)
    assert "a" not in response.headers and "Set-Cookie" not in response.headers
    if response.mimetype == "text/html" and response.status_code != 308:
        harmless(BeautifulSoup(response.text, "lxml"))
    assert urlsplit(response.headers.get("Location", "")).netloc in ("", "localhost")


def test_feeds_and_site_maps_of_hostile_stories_are_xml(visitor: FlaskClient) -> None:
    feed = visitor.get("/feed").data
    titles = [tag.text or "" for tag in fromstring(feed).iter() if tag.tag.endswith("title")]
    assert any(SCRIPT in title for title in titles)
    assert any("甲乙丙" in title.replace("\x1b", "") for title in titles)
    for url in ("/sitemap.xml", "/sitemap/stories-0.xml", "/sitemap/people-0.xml"):
        assert fromstring(visitor.get(url).data) is not None


def test_a_feed_of_a_hostile_question_is_xml(visitor: FlaskClient) -> None:
    for text in (*HOSTILE, CONTROL, "]]>", "\x00"):
        response = visitor.get("/feed", query_string={"q": text})
        assert response.status_code in (200, 400)
        if response.status_code == 200:
            assert fromstring(response.data) is not None


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "//evil.example/2022-05-06/"]
)
def test_no_address_leads_elsewhere(visitor: FlaskClient, path: str) -> None:
    response = visitor.get("/", environ_overrides={"PATH_INFO": path})
    assert urlsplit(response.headers.get("Location", "")).netloc in ("", "localhost")
    # a host that somebody else names is not led to either
    response = visitor.post(
        "/preferences", data={"type": "elder"}, headers={"Host": "evil.example"}
    )
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("url", ["http://[bad/1.htm", "http://h.example:80a/"])
def test_an_address_that_cannot_be_split_breaks_no_page(url: str) -> None:
    assert outside_url(url) == url


def test_an_answer_does_not_grow_with_the_text(reader: FlaskClient) -> None:
    note = f"检索词过长，只用了前 {LONGEST_QUERY} 个字。"
    sizes = []
    for letters in (LONGEST_QUERY, 20_000):
        response = reader.get("/", query_string={"q": "区 " * letters})
        assert response.status_code == 200 and note in response.text
        sizes.append(len(response.data))
        soup = BeautifulSoup(response.text, "lxml")
        turned = reader.get(str(soup.select(".turns a, .sorts a")[0]["href"]))
        assert note in turned.text
    assert sizes[0] == sizes[1] < 500_000


@pytest.mark.parametrize("path", ["/", "/api/search", "/feed", "/facet/official", "/why"])
@pytest.mark.parametrize(
    "chosen", [[f"x{n}" for n in range(2000)], ["字" * 20_000]], ids=["many", "long"]
)
def test_an_answer_does_not_grow_with_what_is_chosen(
    reader: FlaskClient, path: str, chosen: list[str]
) -> None:
    args = {"section": chosen}
    response = reader.get(path, query_string=args)
    assert response.status_code == 400
    assert len(response.data) < 4 * len(urlencode(args, doseq=True)) + 10_000


def test_after_a_long_text_the_pages_can_still_be_made_larger(reader: FlaskClient) -> None:
    for path in ("/", "/yanhu/2023-01-12/A01/2"):
        soup = BeautifulSoup(reader.get(path, query_string={"q": "区" * 20_000}).text, "lxml")
        back = str(soup.select(".preferences [name=back]")[0]["value"])
        response = reader.post("/preferences", data={"type": "elder", "back": back})
        assert response.status_code == 303 and response.headers["Location"] == back


def test_a_large_body_is_not_read(visitor: FlaskClient) -> None:
    assert visitor.post("/preferences", data={"type": "x" * 100_000}).status_code == 413
