"""What holds on every page: statuses, headers, escaping, and nothing that the policy forbids."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

import web
from web import Settings, create_app

TEMPLATES = sorted((Path(web.__file__).parent / "templates").glob("*.html"))
PAGES = [
    "/",
    "/?q=老码头&official=陆明川&since=2018-01-01&until=2018-12-31",
    "/?q=从未有过",
    "/qinghe/2018-03-06",
    "/qinghe/2018-03-06/A01/1?q=老码头",
    "/qinghe/2018-03-06/A01/2",
    "/qinghe/2018-03-06/3/1?q=script",
    "/?q=老马头",
    "/why?q=老码头&official=陆明川&story=1",
    "/nowhere",
]
SAMPLE_PAGES = [
    "/calendar",
    "/calendar/yanhu/2023",
    "/help",
    "/today",
    "/today/01-12",
    "/people",
    "/people/official/陆承远",
    "/people/reporter/林小满",
    "/yanhu/2023-01-12",
    "/yanhu/2023-01-12/whole",
    "/yanhu/2023-01-12/A01",
    "/yanhu/2024-09-26/1/1?q=公园",
    "/?q=公园&official=陆承远",
]
"""Pages that need a real archive."""
INLINE_SCRIPT = "script:not([src], [type='application/ld+json'])"
HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>"


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/?since=2019-02-30", 400, "“2019-02-30”不是日期"),
        ("/?mood=good", 400, "不认识的参数“mood”"),
        ("/?q=坏", 400, "这个问题太坏。"),
        ("/nowhere", 404, "没有这一页"),
        ("/qinghe/2018-03-06/A01/7", 404, "没有这一页"),
        ("/qinghe/2018-03-06/A01/" + "9" * 5000, 404, "没有这一页"),
        ("/qinghe/2018-02-30", 404, "没有这一页"),
        ("/qinghe/2018-03-07", 404, "没有这一页"),
        ("/elsewhere/2018-03-06", 404, "没有这一页"),
        ("/qinghe/2018-03-06/A01/9", 410, "已经撤下"),
    ],
)
def test_errors_are_plain_chinese(client: FlaskClient, url: str, status: int, said: str) -> None:
    response = client.get(url)
    assert response.status_code == status
    assert said in response.text and "检索" in response.text


def test_a_refused_question_stays_in_the_box(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/?q=老码头&p=abc").text, "lxml")
    assert soup.select_one("#q")["value"] == "老码头"  # type: ignore[index]


def test_an_engine_that_is_down(
    client: FlaskClient, engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    engine.down = True
    with caplog.at_level(logging.ERROR):
        response = client.get("/")
    assert response.status_code == 503 and "暂时不可用" in response.text
    assert response.headers["Retry-After"] == "30"
    assert "no index" in caplog.text and "no index" not in response.text
    story = client.get("/qinghe/2018-03-06/A01/1?q=老码头")
    assert story.status_code == 200 and "检索暂时不可用，没有标出" in story.text


def test_an_error_of_ours(
    client: FlaskClient, engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    engine.broken = True
    response = client.get("/")
    assert response.status_code == 500 and "这是我们的问题" in response.text
    assert "broken" in caplog.text and "broken" not in response.text


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405 and "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    "url", [*PAGES, "/api/search", "/feed", "/robots.txt", "/?since=x", "/static/frame.css"]
)
def test_the_headers_of_every_answer(client: FlaskClient, url: str) -> None:
    with client.get(url) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    cached = "max-age=31536000" if url.startswith("/static") else "no-cache"
    assert cached in headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/api/search?q=老码头", "/api/search?p=x", "/api/no", "/feed"])
def test_what_is_for_programs_may_be_read_from_any_site(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in headers
    # only reading: nothing else is ever granted
    asked = client.options(path, headers={"Access-Control-Request-Method": "POST"}).headers
    assert not {"Access-Control-Allow-Methods", "Access-Control-Allow-Headers"} & set(asked.keys())


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/qinghe/2018-03-06/A01/1"])
def test_pages_are_read_from_here(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_templates_hold_nothing_inline(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe|Markup", source)
    # a block of JSON-LD is data: no policy of scripts concerns it
    assert not re.search(r"<script(?![^>]*\ssrc=| type=\"application/ld\+json\")", source)
    assert not re.search(r"(src|href|action)=\"?https?:", source)


@pytest.fixture
def visitor(url: str, request: pytest.FixtureRequest) -> FlaskClient:
    """A browser before the newspaper that an address belongs to."""
    which = "reader" if url in SAMPLE_PAGES else "client"
    found: FlaskClient = request.getfixturevalue(which)
    return found


@pytest.mark.parametrize("url", [*PAGES, *SAMPLE_PAGES])
def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(
    visitor: FlaskClient, url: str
) -> None:
    soup = BeautifulSoup(visitor.get(url).text, "lxml")
    assert not soup.select(f"style, [style], {INLINE_SCRIPT}")
    for tag in soup.select("*"):
        assert not [name for name in tag.attrs if name.startswith("on")]
    for tag in soup.select("[src], link[href]:not([rel=canonical]), form[action]"):
        address = str(tag.get("src") or tag.get("href") or tag.get("action"))
        assert address.startswith("/") and not address.startswith("//")
    for tag in soup.select("a[href]"):
        assert str(tag["href"]).startswith(("/", "#", "https://paper.qinghe.example/"))


@pytest.mark.parametrize("url", [*PAGES, *SAMPLE_PAGES])
def test_every_page_has_its_landmarks(visitor: FlaskClient, url: str) -> None:
    soup = BeautifulSoup(visitor.get(url).text, "lxml")
    assert soup.html is not None and soup.html["lang"] == "zh-CN"
    assert len(soup.select("main")) == len(soup.select("h1")) == 1
    assert soup.title is not None and soup.title.text.strip()
    assert len(soup.select("form[role=search] label[for=q]")) == 1
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for tag in soup.select("a[href^='#']"):
        assert tag["href"] == "#content" or str(tag["href"])[1:] in ids


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/qinghe/2018-03-06",
        "/qinghe/2018-03-06/whole",
        "/qinghe/2018-03-06/3",
        "/qinghe/2018-03-06/3/1",
        "/qinghe/2018-03-06/3/1?q=script",
    ],
)
def test_markup_in_stories_is_text(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    soup = BeautifulSoup(response.text, "lxml")
    assert not soup.select(INLINE_SCRIPT)
    assert "读者来信<script>alert(1)</script>" in soup.text
    assert "甲<script>alert(1)</script>" in soup.text


@pytest.mark.parametrize("where", ["/", "/qinghe/2018-03-06/A01/1", "/qinghe/2018-03-06/A01/77"])
def test_markup_in_the_question_is_text(client: FlaskClient, where: str) -> None:
    args = (
        {"q": HOSTILE} if "77" in where or "A01" in where else {"q": HOSTILE, "official": HOSTILE}
    )
    soup = BeautifulSoup(client.get(where, query_string=args).text, "lxml")
    assert not soup.select(f"{INLINE_SCRIPT}, img, [onerror]")
    assert soup.select_one("#q")["value"] == HOSTILE  # type: ignore[index]


def test_styles_and_scripts_are_files_kept_for_good(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/").text, "lxml")
    for tag in soup.select("link[rel=stylesheet], link[rel=icon], script[src]"):
        address = str(tag.get("href") or tag.get("src"))
        with client.get(address) as response:
            assert response.status_code == 200 and "?v=" in address


def test_forwarded_headers_are_believed_only_from_known_proxies(archive: Any, engine: Any) -> None:
    sent = {"X-Forwarded-Host": "news.qinghe.example", "X-Forwarded-Proto": "https"}
    story = "/qinghe/2018-03-06/A01/1"
    for proxies, host in ((0, "http://localhost"), (1, "https://news.qinghe.example")):
        client = create_app(archive, engine, Settings(proxies=proxies)).test_client()
        assert f"{host}{story}</a>" in client.get(story, headers=sent).text


def test_the_site_has_its_own_name(archive: Any, engine: Any) -> None:
    client = create_app(archive, engine, Settings(site_name="青禾检索")).test_client()
    soup = BeautifulSoup(client.get("/").text, "lxml")
    assert soup.select_one(".name-plate").text == "青禾检索"  # type: ignore[union-attr]
