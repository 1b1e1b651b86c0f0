"""Browsing by date: years, the calendar of one, one day in every year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive
from tests.web.conftest import FakeEngine
from tests.web.test_reading import page, text
from web import Settings, create_app


def test_the_header_leads_to_every_way_of_browsing(reader: FlaskClient) -> None:
    links = {a.text: str(a["href"]) for a in page(reader, "/").select(".ways a")}
    assert list(links) == ["按日期", "历史上的今天", "人物"]
    for address in links.values():
        assert reader.get(address).status_code == 200


def test_from_the_newspapers_to_a_story(reader: FlaskClient) -> None:
    soup = page(reader, "/calendar")
    assert text(soup, ".paper h2") == "砚湖报"
    rows = [[cell.text for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert [row[0] for row in rows] == ["2024年", "2023年"]
    year = page(reader, str(soup.select("tbody a")[0]["href"]))
    assert text(year, "h1").startswith("砚湖报 2024年")
    days = year.select(".month td a")
    assert len(days) == int(rows[0][1])
    assert sum(int(a.select(".count")[0].contents[0].text) for a in days) == int(rows[0][2])
    issue = page(reader, str(days[0]["href"]))
    stories = issue.select(".sheet li > a")
    assert f"共 {len(stories)} 篇" in text(issue, "h1")
    assert page(reader, str(stories[0]["href"])).select(".story")


def test_every_issue_is_in_the_calendar_on_its_day(reader: FlaskClient) -> None:
    soup = page(reader, "/calendar/yanhu/2023")
    for month, table in enumerate(soup.select(".month"), 1):
        for link in table.select("td a"):
            number = str(link.contents[0])
            assert link["href"] == f"/yanhu/2023-{month:02d}-{int(number):02d}"
    assert len(soup.select(".month")) == 12
    first_of_2023 = soup.select(".month")[0].select("tbody tr")[0].select("td")
    assert [cell.text for cell in first_of_2023] == [""] * 6 + ["1"]
    assert [a["href"] for a in soup.select(".issues a")] == ["/calendar/yanhu/2024"]


@pytest.mark.parametrize(
    "url",
    [
        "/calendar/yanhu/1999",
        "/calendar/nowhere/2023",
        "/calendar/yanhu/23",
        "/calendar/yanhu/0000",
        "/today/02-30",
        "/today/2-3",
        "/today/abc",
        "/today/0２-01",
    ],
)
def test_what_is_no_date_is_no_page(reader: FlaskClient, url: str) -> None:
    assert reader.get(url).status_code == 404


def test_one_day_in_every_year(reader: FlaskClient) -> None:
    soup = page(reader, "/today/01-12")
    assert text(soup, "h1") == "历年1月12日 1 期"
    assert soup.select(".sheet h2 a")[0]["href"] == "/yanhu/2023-01-12"
    assert [a["href"] for a in soup.select(".issues a")] == ["/today/01-11", "/today/01-13"]
    assert "没有收入" in text(page(reader, "/today/02-29"), "main")
    assert page(reader, "/today/12-31").select("a[href='/today/01-01']")


def test_today_is_today(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.calendar.today_in_china", lambda: date(2026, 1, 12))
    soup = page(reader, "/today")
    assert text(soup, "h1") == "历史上的今天 1月12日，1 期"


def test_an_issue_leads_to_its_day_and_year(reader: FlaskClient) -> None:
    links = [str(a["href"]) for a in page(reader, "/yanhu/2023-01-12").select(".other-ways a")]
    assert links == ["/yanhu/2023-01-12/whole", "/calendar/yanhu/2023", "/today/01-12"]


def test_an_empty_archive(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "empty.db")
    client = create_app(archive, FakeEngine(()), Settings()).test_client()  # type: ignore[arg-type]
    for url in ("/calendar", "/today", "/people", "/feed", "/sitemap.xml"):
        assert client.get(url).status_code == 200
    assert "文库还是空的" in client.get("/calendar").text
    archive.close()
