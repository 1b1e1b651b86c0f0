"""Pages of people: everybody, an official, a reporter.

In: a person's key, or a reporter's name. Out: posts over time with their evidence, stories by
month, and who is in the same stories, each with the link that finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request

from archive import Article
from archive.presence import Companion, Presence
from indexer import SearchRequest
from web import histogram, tenure_chart
from web.holdings import holdings
from web.links import official_url, reporter_url, search_url, story_url

pages = Blueprint("people", __name__, url_prefix="/people")

Role: TypeAlias = Literal["official", "reporter"]
"""What somebody is in a story, which is the facet that has them."""
LISTED = 200
"""People on the page of everybody; the others are found by searching."""
COMPANIONS = 24
NEWEST = 5
_QUOTES = (('"', '"', '"＂'), ("“", "”", "”"), ("「", "」", "」"))
"""How a name can be quoted in a question: what opens, what closes, all that would close."""


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody in the same stories: how many, the link that finds them, their own page.

    `url` is empty where no question can be written that finds them.
    """

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
    return render_template(
        "official.html",
        names=[name for name in profile.names if name != key],
        chart=tenure_chart.draw(profile.tenures),
        past=profile.past,
        **_shared(presence, "official"),
    )


@pages.get("/reporter/<path:name>")
def reporter(name: str) -> str:
    """A reporter's page."""
    presence = holdings().browsing.reporter(name)
    if presence is None:
        abort(404)
    return render_template("reporter.html", **_shared(presence, "reporter"))


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


def _shared(presence: Presence, role: Role) -> dict[str, object]:
    """What the pages of officials and of reporters both show."""
    asked = SearchRequest.of(filters={role: (presence.key,)})
    return {
        "presence": presence,
        "asked": asked,
        "histogram": histogram.draw(asked, presence.months),
        "officials": company(presence.key, role, presence.officials, "official"),
        "reporters": company(presence.key, role, presence.reporters, "reporter"),
        "newest": _stories(presence.stories[-NEWEST:][::-1]),
        "earliest": next(iter(_stories(presence.stories[:1])), None),
    }


def company(
    key: str, role: Role, companions: Sequence[Companion], theirs: Role
) -> tuple[Company, ...]:
    """Somebody's most frequent companions, with links that find as many stories as are told."""
    page = official_url if theirs == "official" else reporter_url
    listed = []
    for one in companions[:COMPANIONS]:
        asked = _together(key, role, one.key, theirs)
        url = search_url(asked) if asked else ""
        listed.append(Company(one.key, one.articles, url, page(one.key)))
    return tuple(listed)


def _together(key: str, role: Role, other: str, theirs: Role) -> SearchRequest | None:
    """The stories that two people are in; None where no question can name both."""
    if role != theirs:
        return SearchRequest.of(filters={role: (key,), theirs: (other,)})
    # two chosen values of one facet would widen, so one of them is asked for in the text
    for written, chosen in ((key, other), (other, key)):
        for opening, closing, closes in _QUOTES:
            if not any(quote in written for quote in closes):
                text = f"{role}:{opening}{written}{closing}"
                return SearchRequest.of(text, {role: (chosen,)})
    return None


def _stories(numbers: Sequence[int]) -> list[Article]:
    found = {article.id: article for article in holdings().archive.numbered(numbers)}
    return [found[number] for number in numbers if number in found]
