"""The API gives the answers of the pages."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Archive
from tests.web.conftest import FakeEngine, story
from web import Settings, create_app
from web.api import LONGEST_TYPED

QUESTIONS: list[dict[str, Any]] = [
    {},
    {"q": "老码头"},
    {"q": "老码头", "official": ["陆明川", "沈知远"], "sort": "oldest"},
    {"q": "老码头 从未有过"},
    {"q": "从未有过"},
    {"since": "2019-01-01", "until": "2019-12-31"},
    {"p": "7"},
]


@pytest.mark.parametrize("args", QUESTIONS, ids=str)
def test_the_same_answer_as_the_page(client: FlaskClient, args: dict[str, Any]) -> None:
    answer = client.get("/api/search", query_string=args).json
    soup = BeautifulSoup(client.get("/", query_string=args).text, "lxml")
    assert answer is not None and soup.h1 is not None
    on_page = [str(a["href"]).split("?")[0] for a in soup.select(".hit h2 a")]
    assert [hit["address"] for hit in answer["hits"]] == on_page
    assert (f"共 {answer['total']} 篇" in soup.h1.text) == (answer["total"] > 0)
    assert ("没有完全相符" in soup.h1.text) == answer["partial"]
    counts = sorted(int(tag.text) for tag in soup.select(".facet .count"))
    values = [v for key, vs in answer["facets"].items() if key != "month" for v in vs]
    assert sorted(v["count"] for v in values) == counts


def test_what_an_answer_holds(client: FlaskClient) -> None:
    response = client.get("/api/search", query_string={"q": "部署", "page": "A01"})
    assert response.headers["Content-Type"] == "application/json"
    assert "青禾" in response.text  # Chinese as it is, not as escapes
    answer = response.json
    assert answer is not None
    assert (answer["total"], answer["partial"], answer["p"], answer["pages"]) == (1, False, 1, 1)
    assert answer["took_ms"] == 1.25 and answer["notes"] == []
    assert answer["hits"] == [
        {
            "id": "c1",
            "address": "/qinghe/2018-03-06/A01/1",
            "headline": "青禾区部署老码头改造",
            "published": "2018-03-06",
            "event_date": "2018-03-05",
            "newspaper": "qinghe",
            "newspaper_name": "青禾日报",
            "page": "A01",
            "page_name": "要闻",
            "reporters": ["温如玉"],
            "officials": ["沈知远", "陆明川"],
            "snippet": "本报讯　3月5日，区委书记沈知远主持召开老码头改造专题会。",
            "url": "https://paper.qinghe.example/2018-03/06/c1.htm",
            "partial": False,
        }
    ]
    assert answer["facets"]["page"] == [{"value": "A01", "count": 1, "selected": True}]
    assert answer["histogram"] == [{"month": "2018-03", "count": 1}]


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/api/search?since=x", 400, "“x”不是日期"),
        ("/api/search?q=坏", 400, "这个问题太坏。"),
        ("/api/nothing", 404, "网址"),
    ],
)
def test_errors_are_json(client: FlaskClient, url: str, status: int, said: str) -> None:
    response = client.get(url)
    assert response.status_code == status and response.is_json
    error = response.json["error"]  # type: ignore[index]
    assert error["status"] == status and said in error["message"]


def test_who_has_typed_much_is_offered_nothing(archive: Archive) -> None:
    headline = "老码头" * LONGEST_TYPED
    engine = FakeEngine([story(1, "2018-03-06", "A01", 1, headline=headline, paragraphs=("无。",))])
    client = create_app(archive, engine, Settings()).test_client()
    for typed, offers in ((LONGEST_TYPED, 1), (LONGEST_TYPED + 1, 0)):
        answer = client.get("/api/complete", query_string={"q": headline[:typed]}).json
        assert answer is not None and len(answer["completions"]) == offers
        assert answer["q"] == headline[:LONGEST_TYPED]


def test_an_engine_that_is_down_is_json_too(client: FlaskClient, engine: Any) -> None:
    engine.down = True
    response = client.get("/api/search")
    assert response.status_code == 503 and response.is_json
    assert response.headers["Retry-After"] == "30"
