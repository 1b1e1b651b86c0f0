"""What search engines of the web may read here, and where it is.

In: the archive. Out: robots.txt and a site map in parts: stories, issues and people, no searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from flask import Blueprint, Response, abort

from web.feeds import plain, xml
from web.holdings import holdings
from web.links import (
    issue_url,
    official_url,
    reporter_url,
    sitemap_part_url,
    sitemap_url,
    story_url,
)
from web.links import whole_address as whole

pages = Blueprint("sitemap", __name__)

PART = 10_000
"""Addresses of a part: sitemaps.org allows 50,000, which would keep other readers waiting."""
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = ("/?", "/*?q=", "/why?", "/api/", "/feed", "/facet/", "/people/mention/")
"""Beginnings of addresses that are no pages of their own: questions can be asked without end."""


@pages.get("/robots.txt")
def robots() -> Response:
    """What may be read, and where the site map is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {closed}" for closed in CLOSED),
        f"Sitemap: {whole(sitemap_url())}",
    ]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@pages.get("/sitemap.xml")
def parts() -> Response:
    """The parts of the site map."""
    root = Element("sitemapindex", xmlns=SITEMAP)
    for kind, count in _counts().items():
        for number in range(-(-count // PART)):
            _locate(root, "sitemap", sitemap_part_url(kind, number))
    return xml(root, "application/xml")


@pages.get("/sitemap/<any(stories, issues, people):kind>-<int:number>.xml")
def part(kind: str, number: int) -> Response:
    """One part: a story stays in the same one for ever."""
    root = Element("urlset", xmlns=SITEMAP)
    if number * PART >= _counts()[kind]:
        abort(404)
    for address in _ADDRESSES[kind](number * PART, (number + 1) * PART):
        _locate(root, "url", address)
    return xml(root, "application/xml")


def _locate(root: Element, tag: str, address: str) -> None:
    SubElement(SubElement(root, tag), "loc").text = plain(whole(address))


def _counts() -> Mapping[str, int]:
    """How many addresses each kind has; of stories the highest number, so that none moves."""
    browsing = holdings().browsing
    roster = browsing.roster()
    return {
        "stories": browsing.last_number(),
        "issues": sum(map(len, browsing.days().values())),
        "people": len(roster.officials) + len(roster.reporters),
    }


def _stories(start: int, stop: int) -> Iterable[str]:
    return map(story_url, holdings().browsing.addresses(range(start + 1, stop + 1)))


def _issues(start: int, stop: int) -> Iterable[str]:
    everything = [(key, day) for key, days in holdings().browsing.days().items() for day in days]
    return (issue_url(*one) for one in everything[start:stop])


def _people(start: int, stop: int) -> Iterable[str]:
    roster = holdings().browsing.roster()
    everything = [official_url(one.key) for one in roster.officials]
    everything += [reporter_url(one.key) for one in roster.reporters]
    return everything[start:stop]


_ADDRESSES: Mapping[str, Callable[[int, int], Iterable[str]]] = {
    "stories": _stories,
    "issues": _issues,
    "people": _people,
}
