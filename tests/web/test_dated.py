"""A date among the words of a question."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer import SearchRequest
from web.dated import held_to_its_date


@pytest.mark.parametrize(
    ("text", "rest", "since", "until"),
    [
        ("陆承远 2023", "陆承远", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年2月 防汛", "防汛", date(2023, 2, 1), date(2023, 2, 28)),
        ("地铁 2023年2月8日 开工", "地铁 开工", date(2023, 2, 8), date(2023, 2, 8)),
        ("2023-02", "", date(2023, 2, 1), date(2023, 2, 28)),
    ],
)
def test_a_date_among_words(text: str, rest: str, since: date, until: date) -> None:
    held = held_to_its_date(SearchRequest(text, p=3))
    assert held == SearchRequest(rest, since=since, until=until)


@pytest.mark.parametrize(
    "text", ["防汛", "", "2022 2023", '"防汛 2023"', "日期:2023", "1234 号", "防汛 OR 2023", "9999"]
)
def test_what_is_not_held_to_a_date(text: str) -> None:
    assert held_to_its_date(SearchRequest(text)) is None


def test_a_question_that_is_held_to_dates_already() -> None:
    assert held_to_its_date(SearchRequest("防汛 2023", since=date(2022, 1, 1))) is None


def test_the_page_offers_the_stories_of_the_date(reader: FlaskClient) -> None:
    offer = BeautifulSoup(reader.get("/", query_string={"q": "区委 2023年3月"}).data, "lxml")
    note = offer.select_one(".dated")
    assert note and note.a and "2023-03-01 至 2023-03-31" in note.text
    held = BeautifulSoup(reader.get(str(note.a["href"])).data, "lxml")
    total = held.select_one(".total")
    assert total and note.text.rpartition("（")[2].rstrip("）").strip() in total.text
    assert held.select_one(".dated") is None
