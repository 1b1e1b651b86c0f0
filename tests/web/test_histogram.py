"""The dates beside the results: years, months and days, each a bar and a link."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from indexer import SearchRequest
from web import Settings, create_app
from web.histogram import draw


def page(client: FlaskClient, url: str, **args: Any) -> BeautifulSoup:
    """A page that must be there, as a browser reads it."""
    response = client.get(url, query_string=args or None)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def asks(link: Tag) -> dict[str, list[str]]:
    return parse_qs(urlsplit(str(link["href"])).query)


def link(soup: BeautifulSoup, where: str, text: str) -> Tag:
    return next(tag for tag in soup.select(f"{where} a") if text in tag.get_text())


def test_the_histogram_drills_from_year_to_month_and_back(client: FlaskClient) -> None:
    soup = page(client, "/", q="老码头", month="2021-01")
    bars = soup.select(".histogram:not(.days) svg a")
    assert [bar.title.text for bar in bars] == ["2018年：1 篇", "2019年：1 篇", "2021年：1 篇"]  # type: ignore[union-attr]
    assert "chosen" in bars[2]["class"]
    assert asks(bars[0]) == {"q": ["老码头"], "since": ["2018-01-01"], "until": ["2018-12-31"]}

    soup = page(client, str(bars[0]["href"]))
    (month,) = soup.select(".histogram:not(.days) svg a")
    assert month.title is not None and month.title.text == "2018年3月：1 篇"
    assert asks(month)["month"] == ["2018-03"]
    soup = page(client, str(month["href"]))
    assert "chosen" in soup.select("svg a")[0]["class"]
    assert asks(link(soup, ".histogram", "全部年份")) == {"q": ["老码头"]}


def test_the_histogram_drills_from_month_to_day_and_back(client: FlaskClient) -> None:
    soup = page(client, "/", since="2018-01-01", until="2018-12-31", month="2018-03", sort="oldest")
    (day,) = soup.select(".days svg a")
    assert day.title is not None and day.title.text == "2018年3月6日：3 篇"
    assert soup.select_one(".days h3").text == "2018年3月"  # type: ignore[union-attr]
    asked = {"month": ["2018-03"], "since": ["2018-03-06"], "until": ["2018-03-06"]}
    assert asks(day) == asked | {"sort": ["oldest"]}
    soup = page(client, str(day["href"]))
    assert "共 3 篇" in soup.h1.text  # type: ignore[union-attr]
    assert "chosen" in soup.select(".days svg a")[0]["class"]
    assert asks(link(soup, ".days", "整个月")) == {"month": ["2018-03"], "sort": ["oldest"]}
    # both chips can go, in either order
    for first, second in ((0, 0), (1, 0)):
        left = page(client, str(soup.select(".chips a")[first]["href"]))
        assert asks(left.select(".chips a")[second]) == {"sort": ["oldest"]}


@pytest.mark.parametrize(
    ("args", "days"),
    [
        ({"month": ["2018-03"]}, ["2018年3月6日"]),
        ({"since": ["2018-03-06"], "until": ["2018-03-06"]}, ["2018年3月6日"]),
        ({"since": ["2018-03-01"], "until": ["2018-03-31"]}, ["2018年3月6日"]),
        ({"since": ["2018-03-07"], "until": ["2018-03-31"]}, []),
        ({"month": ["2018-03"], "until": ["2018-03-05"]}, []),
        ({"month": ["2018-03"], "since": ["2019-01-01"]}, []),
        ({"month": ["2018-03", "2019-10"]}, []),
        ({"month": ["2018-13"]}, []),
        ({"month": ["0000-01"]}, []),
        ({"since": ["2018-03-06"]}, []),
        ({}, []),
    ],
)
def test_days_are_drawn_for_one_month(
    client: FlaskClient, args: dict[str, list[str]], days: list[str]
) -> None:
    bars = page(client, "/", **args).select(".days svg a title")
    assert [bar.text.split("：")[0] for bar in bars] == days


def test_the_histogram_has_its_figures_as_a_table(client: FlaskClient) -> None:
    rows = page(client, "/").select(".histogram tbody tr")
    assert [[cell.text for cell in row.select("th, td")] for row in rows] == [
        ["2018年", "3"], ["2019年", "2"], ["2021年", "1"],
    ]  # fmt: skip


def test_bars_fit_the_drawing_and_years_keep_the_asked_span() -> None:
    counts = [("1950-01", 3), ("1999-12", 6), ("2019-10", 12)]
    asked = SearchRequest(since=date(1950, 1, 15))
    client = create_app(None, None, Settings())  # type: ignore[arg-type]
    with client.test_request_context():
        drawn = draw(asked, counts)
        two = draw(asked, [("0209-01", 1), ("2019-10", 12)])
        one = draw(asked, [("2019-10", 2)])
    assert drawn is not None and two is not None and one is not None
    assert len(drawn.bars) == 3  # more than sixty years: only those with stories
    assert [bar.height for bar in drawn.bars] == [16.0, 32.0, 64.0]
    assert "since=1950-01-15" in drawn.bars[0].url
    assert [bar.name for bar in two.bars] == ["209年", "2019年"]
    assert (one.unit, [bar.name for bar in one.bars]) == ("月", ["2019年10月"])


def test_no_year_is_left_out_of_a_common_span(client: FlaskClient) -> None:
    ticks = [tick.text for tick in page(client, "/").select("svg .tick")]
    assert ticks == ["2018", "2019", "2020", "2021"]
