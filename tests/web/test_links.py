"""A question survives its URL; what is no question is refused in Chinese."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer import FACETS, QueryError, SearchRequest
from indexer.request import LONGEST_QUERY
from web import Settings, create_app
from web.links import (
    LONGEST_CHOSEN,
    MOST_CHOSEN,
    from_args,
    outside_url,
    search_url,
    story_url,
    to_args,
    toggles,
)

KEYS = [facet.key for facet in FACETS]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True).map(tuple)
days = st.none() | st.dates()
requests = st.builds(
    SearchRequest.of,
    texts,
    st.dictionaries(st.sampled_from(KEYS), values, max_size=3),
    since=days,
    until=days,
    event_since=days,
    event_until=days,
    sort=st.sampled_from(["relevance", "fresh", "newest", "oldest"]),
    p=st.integers(1, 999_999),
)


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(None, None, Settings())  # type: ignore[arg-type]


def asked(url: str) -> SearchRequest:
    """The question that a browser asks with this link."""
    return from_args(MultiDict(parse_qsl(urlsplit(url).query, keep_blank_values=True)))


@given(requests)
def test_a_question_survives_its_url(request_: SearchRequest) -> None:
    assert from_args(MultiDict(to_args(request_))) == request_


@given(requests)
def test_a_link_asks_its_question(app: Flask, request_: SearchRequest) -> None:
    with app.test_request_context():
        assert asked(search_url(request_)) == request_


@given(requests, st.sampled_from(KEYS), texts.filter(bool))
def test_a_facet_link_is_add_or_remove(
    app: Flask, request_: SearchRequest, facet: str, value: str
) -> None:
    with app.test_request_context():
        for each in (value, *request_.chosen(facet)):
            assert asked(toggles(request_, facet)(each)) == request_.toggled(facet, each)


def test_a_facet_is_repeatable() -> None:
    found = from_args(MultiDict([("official", "陆明川"), ("official", "沈知远"), ("page", "A01")]))
    assert found == SearchRequest.of(filters={"official": ("陆明川", "沈知远"), "page": ("A01",)})


def test_empty_parameters_of_a_form_count_as_absent() -> None:
    empty = {"q": "", "since": "", "event_until": "", "sort": "", "p": "", "official": ""}
    assert from_args(MultiDict(empty)) == SearchRequest()


ADDED_BY_SHARING = {
    "from": "singlemessage",
    "isappinstalled": "0",
    "nsukey": "x1",
    "share_token": "x2",
    "spm": "a.b.c",
    "utm_source": "letter",
    "wechat_redirect": "",
    "wechatShare": "1",
}


@pytest.mark.parametrize("name", ADDED_BY_SHARING)
def test_what_sharing_adds_is_passed_over(name: str) -> None:
    value = ADDED_BY_SHARING[name]
    args = [("q", "步道"), (name, value), (name, value)]
    assert from_args(MultiDict(args)) == SearchRequest("步道")


def test_a_shared_link_opens_every_kind_of_page_and_the_links_on_it_are_clean(
    client: FlaskClient,
) -> None:
    paths = ("/", "/api/search", "/qinghe/2018-03-06", "/qinghe/2018-03-06/A01/1")
    for path in paths:
        response = client.get(path, query_string={"q": "老码头", **ADDED_BY_SHARING})
        assert response.status_code == 200 and "singlemessage" not in response.text


@pytest.mark.parametrize(
    "name", ["From", "from_", "utm", "xutm_source", "share", "spmx", "isappinstalled2", "\n"]
)
def test_what_only_looks_like_it_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match=f"“{name}”"):
        from_args(MultiDict([(name, "1")]))


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ([("since", "2019-02-30")], "2019-02-30"),
        ([("until", "20191008")], "20191008"),
        ([("event_since", "昨天")], "昨天"),
        ([("p", "abc")], "abc"),
        ([("p", "0")], "“0”"),
        ([("p", "-1")], "-1"),
        ([("p", "²")], "²"),
        ([("p", "9" * 5000)], "页码"),
        ([("sort", "best")], "best"),
        ([("mood", "good")], "mood"),
        ([("q", "甲"), ("q", "乙")], "“q”"),
    ],
)
def test_what_is_no_question_is_refused(args: list[tuple[str, str]], named: str) -> None:
    with pytest.raises(QueryError, match=named):
        from_args(MultiDict(args))


def test_so_many_values_can_be_chosen_over_all_facets() -> None:
    args = [(KEYS[n % len(KEYS)], f"甲{n}") for n in range(MOST_CHOSEN)]
    assert sum(len(values) for _, values in from_args(MultiDict(args)).filters) == MOST_CHOSEN
    with pytest.raises(QueryError, match=f"最多选 {MOST_CHOSEN} 项"):
        from_args(MultiDict([*args, ("page", "A01")]))


def test_chosen_values_are_so_long_together() -> None:
    args = [("section", "甲" * (LONGEST_CHOSEN - 3)), ("page", "A01")]
    assert from_args(MultiDict(args)).chosen("page") == ("A01",)
    with pytest.raises(QueryError, match=f"最多 {LONGEST_CHOSEN} 个字"):
        from_args(MultiDict([*args, ("official", "乙")]))


def test_of_a_text_too_long_to_be_read_one_character_more_is_kept() -> None:
    text = "甲乙" * LONGEST_QUERY
    asked = from_args(MultiDict([("q", text)]))
    assert asked.text == text[: LONGEST_QUERY + 1]
    assert from_args(MultiDict(to_args(asked))) == asked


def test_dates_are_days_of_the_calendar() -> None:
    assert from_args(MultiDict([("since", "2020-02-29")])).since == date(2020, 2, 29)


def test_links_stay_below_the_prefix_of_a_proxy(app: Flask) -> None:
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": "/news"}):
        assert search_url(SearchRequest("路")) == "/news/?q=%E8%B7%AF"
        assert story_url("/qinghe/2018-03-06/A01/1") == "/news/qinghe/2018-03-06/A01/1"


def test_only_web_addresses_lead_outside() -> None:
    assert outside_url("https://paper.qinghe.example/1") == "https://paper.qinghe.example/1"
    assert outside_url("javascript:alert(1)") == ""
    assert outside_url("pages/c1.htm") == ""
