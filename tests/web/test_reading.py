"""What a reader sees of a story, an issue and a picture."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import EventDate
from web import Settings, create_app
from web.names import event_text, page_text


def page(client: FlaskClient, url: str, **args: str) -> BeautifulSoup:
    """A page that must be there, as a browser reads it."""
    response = client.get(url, query_string=args or None)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def text(soup: BeautifulSoup, where: str) -> str:
    """What is read at a place, white space drawn together."""
    (tag,) = soup.select(where)
    return " ".join(tag.get_text().split())


def test_a_story_shows_all_that_is_known_of_it(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/1")
    assert text(soup, ".kicker") == "区委召开专题会"
    assert text(soup, "h1") == "青禾区部署老码头改造"
    assert text(soup, ".subhead") == "三年建成滨河步道"
    assert text(soup, ".where") == (
        "2018年3月6日 青禾日报 · A01版 要闻 · 时政 · 记者 温如玉 · 通讯员 纪小满"
    )
    assert text(soup, ".event") == "事发 2018年3月5日，原文“3月5日”"
    assert len(soup.select(".text p")) == 2
    assert not soup.select("mark") and not soup.select(".marks")
    beside = [
        [" ".join(tag.get_text().split()) for tag in li.select("li > a, .post")]
        for li in soup.select(".beside li")
    ]
    assert beside == [["沈知远", "区委书记"], ["陆明川", "区长", "区委副书记"]]
    assert "http://localhost/qinghe/2018-03-06/A01/1" in text(soup, ".permanent")
    assert soup.select_one(".original a")["href"].endswith("/c1.htm")  # type: ignore[union-attr, index]


def test_the_question_is_marked_and_numbered(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/1", q="老码头")
    marks = soup.select("mark")
    assert [mark["id"] for mark in marks] == ["m1", "m2", "m3"]
    assert {mark.text for mark in marks} == {"老码头"}
    assert soup.select_one("h1 mark") is not None
    assert "本文相符 3 处" in text(soup, ".marks")
    assert soup.select_one("#q")["value"] == "老码头"  # type: ignore[index]
    assert text(soup, "h1") == "青禾区部署老码头改造"


def test_a_question_with_nothing_to_mark_says_so(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/1", q="从未有过")
    assert not soup.select("mark") and "没有可标出的文字" in text(soup, ".marks")


def test_repairs_explain_themselves(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/1")
    signs = soup.select(".text p")[1].select("a.repair")
    assert [sign["href"] for sign in signs] == ["#repair-1", "#repair-2"]
    assert "“先修路、”与“后修房”" in text(soup, "#repair-1")
    assert "“汇报了工期”" in text(soup, "#repair-2")


def test_neighbours_on_the_page(client: FlaskClient) -> None:
    assert (
        text(page(client, "/qinghe/2018-03-06/A01/1"), ".neighbours")
        == "同版报道 下一篇 纺织厂新线开机"
    )
    assert "上一篇 青禾区部署" in text(page(client, "/qinghe/2018-03-06/A01/2"), ".neighbours")
    assert not page(client, "/qinghe/2018-03-06/3/1").select(".neighbours")


def test_only_officials_are_asked_as_officials(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/2")
    assert text(soup, ".beside") == "文中人物 方以宁 董事长"
    assert not soup.select(".beside a")


def test_pictures_come_from_the_archive_only(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01/2")
    (image,) = soup.select("img")
    assert image["alt"] == "新线开机现场"
    captions = [" ".join(tag.get_text().split()) for tag in soup.select("figcaption")]
    assert captions == ["新线开机现场 白一舟 摄", "厂区（图片未收存）"]

    picture = client.get(str(image["src"]))
    assert (picture.status_code, picture.data) == (200, b"\x89PNG picture")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    etag = {"If-None-Match": picture.headers["ETag"]}
    assert client.get(str(image["src"]), headers=etag).status_code == 304


def test_only_pictures_are_media(client: FlaskClient) -> None:
    assert client.get("/media/note").status_code == 404
    assert client.get("/media/unknown").status_code == 404


def test_a_story_without_headline_and_page(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2019-11-02/0/1")
    assert text(soup, "h1").startswith("本区今起供暖")
    assert text(soup, ".where") == "2019年11月2日 青禾日报"


def test_an_issue_lists_its_pages_and_neighbours(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06")
    assert text(soup, "h1") == "青禾日报 2018年3月6日 共 3 篇"
    assert [h2.text for h2 in soup.select(".sheet h2")] == ["第3版", "A01版 要闻"]
    assert soup.select(".sheet li a")[0]["href"] == "/qinghe/2018-03-06/3/1"
    assert text(soup, ".issues") == "下一期 2019-10-16 ›"
    soup = page(client, "/qinghe/2019-11-02")
    assert text(soup, ".issues") == "‹ 上一期 2019-10-16 下一期 2021-01-08 ›"
    assert text(soup, ".sheet h2") == "版面不详"


def test_the_permanent_address_is_the_site_s_own(archive: Any, engine: Any) -> None:
    settings = Settings(site_url="https://news.qinghe.example/")
    client = create_app(archive, engine, settings).test_client()
    soup = page(client, "/qinghe/2018-03-06/A01/1", q="老码头")
    address = "https://news.qinghe.example/qinghe/2018-03-06/A01/1"
    assert soup.select_one("link[rel=canonical]")["href"] == address  # type: ignore[index]
    assert address in text(soup, ".permanent")


@pytest.mark.parametrize(
    ("event", "written"),
    [
        (EventDate("2019-10-08", "2019-10-08", "day", ""), "2019年10月8日"),
        (EventDate("2019-10-08", "2019-10-09", "day", ""), "2019年10月8日至9日"),
        (EventDate("2019-10-31", "2019-11-02", "day", ""), "2019年10月31日至11月2日"),
        (EventDate("2019-12-31", "2020-01-02", "day", ""), "2019年12月31日至2020年1月2日"),
        (EventDate("2019-10-01", "2019-10-31", "month", ""), "2019年10月"),
        (EventDate("2019-10", "2019-10", "month", ""), "2019年10月"),
        (EventDate("2019-01-01", "2019-12-31", "year", ""), "2019年"),
        (EventDate("2019", "2019", "year", ""), "2019年"),
        (EventDate("--10-08", "--10-08", "day", ""), "10月8日"),
        (EventDate("--10-08", "--10-09", "day", ""), "10月8日至9日"),
        (EventDate("2019-10-01", "2019-10-10", "approximate", ""), "约2019年10月1日至10日"),
    ],
)
def test_event_dates_are_no_finer_than_known(event: EventDate, written: str) -> None:
    assert event_text(event) == written


def test_page_names() -> None:
    assert page_text("A01", "要闻") == "A01版 要闻"
    assert page_text("3") == "第3版"
    assert page_text(None) == ""
    assert page_text(None, "副刊") == "副刊"
