"""The figures of a results page are kept, and every choice can be taken back."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from indexer import SearchRequest
from web.holdings import EXTENSION
from web.links import from_args, to_args

PAGES = 50
WORDS = ("", "公园", "地铁公园", "会议", "区委", "建设", "“地铁公园”", "公园 OR 防汛", "-公园")
FACETS = ("official", "reporter", "page", "section", "organisation", "newspaper", "month")


def asked(url: str) -> SearchRequest:
    return from_args(MultiDict(parse_qsl(urlsplit(url).query)))


def total(app: Flask, request: SearchRequest) -> int:
    return int(app.extensions[EXTENSION].engine.search(request).total)


def alone(before: SearchRequest, after: SearchRequest) -> SearchRequest:
    """The question after a choice was added, with it as its facet's only one."""
    only = {
        key: tuple(set(values) - set(before.chosen(key))) or values for key, values in after.filters
    }
    return replace(after, filters=tuple(only.items()))


def random_requests(app: Flask) -> list[SearchRequest]:
    """Questions with up to three choices, each of which some story has."""
    chance = random.Random(7)
    everything = app.extensions[EXTENSION].engine.search(SearchRequest())
    requests = []
    for _ in range(PAGES):
        request = SearchRequest(chance.choice(WORDS))
        for facet in chance.sample(FACETS, chance.randrange(4)):
            request = request.toggled(facet, chance.choice(everything.facets[facet]).value)
        requests.append(request)
    return requests


def test_every_facet_link_gives_the_promised_total(sample: Flask, reader: FlaskClient) -> None:
    followed = 0
    for request in random_requests(sample):
        soup = BeautifulSoup(reader.get("/", query_string=MultiDict(to_args(request))).text, "lxml")
        promised = {
            str(item.select("a")[0]["href"]): int(item.select(".count")[0].text)
            for item in soup.select(".facet li:not(.chosen)")
        }
        for bar in soup.select(".histogram svg a:not(.chosen)"):
            promised[str(bar["href"])] = int(bar.select("title")[0].text.split("：")[1].split()[0])
        for url, count in promised.items():
            assert total(sample, alone(request, asked(url))) == count, (request, url)
            # where the facet has other choices already, one more widens
            assert total(sample, asked(url)) >= count
            followed += 1
    assert followed > 20 * PAGES


def test_chosen_values_can_be_taken_back_in_any_order(sample: Flask, reader: FlaskClient) -> None:
    start = SearchRequest("公园", sort="oldest")
    chosen = (
        start.toggled("official", "陆承远").toggled("official", "陶镕").toggled("month", "2024-09")
    )
    for order in permutations(range(3)):
        names = [("official", "陆承远"), ("official", "陶镕"), ("month", "2024-09")]
        request = chosen
        for number in order:
            soup = BeautifulSoup(
                reader.get("/", query_string=MultiDict(to_args(request))).text, "lxml"
            )
            links = [asked(str(a["href"])) for a in soup.select(".chips a:not(.plain)")]
            request = request.toggled(*names[number])
            assert request in links
        assert request == start


@pytest.mark.parametrize("value", ["陆承远", "无此人"])
def test_even_a_choice_that_finds_nothing_can_be_taken_back(
    reader: FlaskClient, value: str
) -> None:
    soup = BeautifulSoup(
        reader.get("/", query_string={"q": "飞碟", "official": value}).text, "lxml"
    )
    (chip,) = soup.select(".chips a")
    assert asked(str(chip["href"])) == SearchRequest("飞碟")
