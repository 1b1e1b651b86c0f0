"""End to end: a live newspaper, crawled, is read page by page with its picture and PDF; what of it
was not to be had is marked in its calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from indexer import open_engine
from tests.archive.crawl.crawling import FIRST, Crawling, lake
from tests.crawl.live import LiveNewspaper, weekly
from tests.crawl.serving import Fault
from tests.web.test_reading import page, text
from web import Settings, create_app

DAYS = weekly(FIRST, 8)
SKIPPED = DAYS.pop(4)
"""A week without an issue."""
WANTED = date(2022, 12, 5)
"""The day since which the newspaper is wanted."""
STUB = DAYS[2]
"""The issue whose stories do not answer."""


@dataclass
class Site:
    crawling: Crawling
    client: FlaskClient


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a crawled newspaper."""
    folder = tmp_path_factory.mktemp("lake")
    paper = LiveNewspaper("lake", "founder_old", DAYS, pages=(2, 2), stories=(3, 3))
    lost = [story.file for story in paper.truth.stories if story.published == STUB][1:]
    faults = {f"/lake/{file}": Fault("status", status=404) for file in lost}
    with lake(folder, paper=paper, faults=faults, since=WANTED) as crawling:
        crawling.run_all()
        engine = open_engine(folder / "index")
        engine.rebuild(crawling.archive)
        client = create_app(crawling.archive, engine, Settings()).test_client()
        yield Site(crawling, client)


@pytest.fixture(autouse=True)
def _soon_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.calendar.today_in_china", lambda: DAYS[-1] + timedelta(days=2))


def test_a_crawled_page_shows_its_picture_with_its_stories_and_its_pdf(site: Site) -> None:
    day = DAYS[0]
    issue = page(site.client, f"/lake/{day}")
    truth = [page for page in site.crawling.paper.truth.pages if page.published == day]
    assert len(issue.select(".sheet h2 a[href$='.pdf']")) == len(truth) == 2
    for printed in truth:
        soup = page(site.client, f"/lake/{day}/{printed.page}")
        (image,) = soup.select(".facsimile img")
        with site.client.get(str(image["src"])) as picture:
            assert picture.mimetype == "image/jpeg"
        listed = [str(a["href"]) for a in soup.select(".sheet li > a")]
        zones = soup.select(".facsimile svg a")
        assert [str(a["href"]) for a in zones] == listed and len(listed) == len(printed.stories)
        assert all(a.select("polygon[points]") for a in zones)
        for url, headline in zip(listed, (a.title.text for a in zones), strict=True):  # type: ignore[union-attr]
            assert headline in text(page(site.client, url), ".story h1")
        (link,) = soup.select(".one-sheet a[type='application/pdf']")
        response = site.client.get(str(link["href"]))
        assert re.fullmatch("/media/[0-9a-f]{64}[.]pdf", str(link["href"]))
        assert response.data.startswith(b"%PDF") and response.mimetype == "application/pdf"
        assert response.headers["Content-Disposition"] == "inline"
        assert "immutable" in response.headers["Cache-Control"]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_pictures_and_pdfs_are_not_given_out_as_each_other(site: Site) -> None:
    soup = page(site.client, f"/lake/{DAYS[0]}/A01")
    picture = str(soup.select(".facsimile img")[0]["src"])
    pdf = str(soup.select(".one-sheet a[type='application/pdf']")[0]["href"])
    assert site.client.get(f"{picture}.pdf").status_code == 404
    assert site.client.get(pdf.removesuffix(".pdf")).status_code == 404
    assert site.client.get(f"/media/{'0' * 64}.pdf").status_code == 404
    assert site.client.get("/media/x.pdf").status_code == 404


def test_what_is_missing_and_what_is_incomplete_is_marked_and_listed(site: Site) -> None:
    soup = page(site.client, "/calendar/lake/2023")
    said = text(soup, ".held-and-missing")
    assert said.startswith("收有 7 期，缺 1 期，不全 1 期。")
    (missing,), (suspect,) = soup.select("td.missing"), soup.select("td.suspect")
    assert missing.text == f"{SKIPPED.day}缺" and not missing.select("a")
    assert suspect.select("a")[0]["href"] == f"/lake/{STUB}" and "不全" in suspect.text
    assert [str(time["datetime"]) for time in soup.select(".gaps time")] == [str(SKIPPED)]
    (reason,) = soup.select(".gaps li a[href]")
    assert reason["href"] == f"/lake/{STUB}"
    assert reason.parent is not None and "目录上有" in reason.parent.text


def test_a_year_with_nothing_amiss_says_nothing(reader: FlaskClient) -> None:
    soup = page(reader, "/calendar/yanhu/2024")
    assert not soup.select(".gaps, .held-and-missing, td.missing, td.suspect")


def test_a_year_of_which_nothing_is_held_has_its_page(site: Site) -> None:
    soup = page(site.client, "/calendar/lake/2022")
    assert text(soup, "h1") == "望鹤湖报 2022年 0 期，0 篇"
    assert text(soup, ".held-and-missing").startswith("收有 0 期，缺 4 期，不全 0 期。")
    assert [a["href"] for a in soup.select(".issues a")] == ["/calendar/lake/2023"]
    assert page(site.client, "/calendar/lake/2023").select("a[href='/calendar/lake/2022']")
    assert site.client.get("/calendar/lake/2021").status_code == 404
