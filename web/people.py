"""Pages of people: everybody, an official, a reporter.

In: a person's key, or a reporter's name. Out: posts over time with their evidence, stories by
month, and who is in the same stories, each with the link that finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request

from archive import Article
from archive.presence import Companion, Presence
from indexer import SearchRequest
from web import histogram, tenure_chart
from web.holdings import holdings
from web.links import official_url, reporter_url, search_url, story_url, together

pages = Blueprint("people", __name__, url_prefix="/people")

LISTED = 200
"""People on the page of everybody; the others are found by searching."""
COMPANIONS = 24
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody in the same stories: how many, the link that finds them, their own page."""

    name: str
    count: int
    url: str
    page: str


@pages.get("")
def everybody() -> str:
    """Officials and reporters, those in most stories first."""
    roster = holdings().browsing.roster()
    return render_template(
        "people.html",
        officials=roster.officials[:LISTED],
        reporters=roster.reporters[:LISTED],
        all_officials=len(roster.officials),
        all_reporters=len(roster.reporters),
    )


@pages.get("/official/<path:key>")
def official(key: str) -> str | Response:
    """An official's page; from a key that is no more to that of who the person became."""
    browsing = holdings().browsing
    presence, profile = browsing.official(key), browsing.profile(key)
    if presence is None or profile is None:
        now = browsing.now_called(key)
        if now is None or browsing.official(now) is None:
            abort(404)
        return _lead_to(official_url(now))
    asked = SearchRequest.of(filters={"official": (key,)})
    return render_template(
        "official.html",
        names=[name for name in profile.names if name != key],
        chart=tenure_chart.draw(profile.tenures),
        **_shared(presence, asked),
    )


@pages.get("/reporter/<path:name>")
def reporter(name: str) -> str:
    """A reporter's page."""
    presence = holdings().browsing.reporter(name)
    if presence is None:
        abort(404)
    asked = SearchRequest.of(filters={"reporter": (name,)})
    return render_template("reporter.html", **_shared(presence, asked))


@pages.get("/mention/<any(before, after):way>")
def mention(way: str) -> Response:
    """To the story before or after one that names an official; to their page where none is."""
    key, address = request.args.get("official", ""), request.args.get("story", "")
    article = holdings().archive.article_at(address)
    if article is None or holdings().browsing.official(key) is None:
        abort(404)
    before, after = holdings().browsing.mentions_around(key, article)
    found = before if way == "before" else after
    # only ever to an address that the archive gave
    return _lead_to(story_url(found.address) if found else official_url(key))


def _lead_to(where: str) -> Response:
    return make_response(redirect(where))


def _shared(presence: Presence, asked: SearchRequest) -> dict[str, object]:
    """What the pages of officials and of reporters both show."""
    return {
        "presence": presence,
        "asked": asked,
        "histogram": histogram.draw(asked, presence.months),
        "officials": company(presence.officials, asked, "official"),
        "reporters": company(presence.reporters, asked, "reporter"),
        "newest": _stories(presence.stories[-NEWEST:][::-1]),
        "earliest": next(iter(_stories(presence.stories[:1])), None),
    }


def company(
    companions: Sequence[Companion], asked: SearchRequest, facet: str
) -> tuple[Company, ...]:
    """The most frequent companions, with links that find as many stories as are told."""
    page = official_url if facet == "official" else reporter_url
    return tuple(
        Company(
            one.key,
            one.articles,
            search_url(_with_companion(asked, facet, one.key)),
            page(one.key),
        )
        for one in companions[:COMPANIONS]
    )


def _with_companion(asked: SearchRequest, facet: str, key: str) -> SearchRequest:
    if asked.chosen(facet):
        return together(asked, facet, key)
    return asked.toggled(facet, key)


def _stories(numbers: Sequence[int]) -> list[Article]:
    found = {article.id: article for article in holdings().archive.numbered(numbers)}
    return [found[number] for number in numbers if number in found]
