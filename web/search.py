"""The search page `/`.

In: the question in the URL. Out: its stories with facets, chips, histogram and paging; for an empty
question the newest stories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, render_template, request

from archive import Newspaper
from indexer import FACETS, PAGE_SIZE, SearchPage, SearchRequest
from web import histogram
from web.holdings import holdings
from web.links import (
    DATES,
    from_args,
    official_url,
    reporter_url,
    search_url,
    to_args,
    toggles,
)
from web.names import FIELDS, SORTS, value_text

pages = Blueprint("search", __name__)

SHOWN_AT_ONCE = 8
SHOWN_IN_ALL = 30
MOST_WORDS_COUNTED = 5
"""Each is a search of its own, made while somebody waits."""
_PLAIN_WORD = re.compile(r"(?!(?:AND|OR|NOT)$)\w+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as shown, and the link that adds it, or removes it if chosen."""

    name: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet: its field in the search box, what is seen at once, what unfolds.

    `unlisted` says that there are values beyond those.
    """

    label: str
    field: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice in force and the link that removes it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word of the question, how many stories it finds by itself, and the link to them."""

    word: str
    count: int
    url: str


@pages.get("/")
def search() -> str:
    """The results page."""
    asked = from_args(request.args)
    found = holdings().engine.search(asked)
    newspapers = holdings().archive.newspapers()
    return render_template(
        "search.html",
        asked=asked,
        found=found,
        facets=facet_lists(found, newspapers),
        chips=chips(asked, newspapers),
        own_pages=own_pages(found),
        histogram=histogram.draw(asked, found.histogram),
        sorts=sorts(asked),
        turns=turns(found),
        carried=[pair for pair in to_args(asked) if pair[0] not in ("q", "p")],
        carried_past_dates=[pair for pair in to_args(asked) if pair[0] not in ("p", *DATES)],
        first_number=(asked.p - 1) * PAGE_SIZE + 1,
        backwards=bool(asked.since and asked.until and asked.since > asked.until),
        shown_in_all=SHOWN_IN_ALL,
        nothing=SearchRequest(),
        word_counts=() if found.total else word_counts(asked),
        several_papers=len(newspapers) > 1,
        without_dates=search_url(
            replace(asked, since=None, until=None, event_since=None, event_until=None, p=1)
        ),
        without_choices=search_url(SearchRequest(asked.text, sort=asked.sort)),
        last_page=search_url(asked.turned_to(found.pages or 1)),
    )


def word_counts(asked: SearchRequest) -> tuple[WordCount, ...]:
    """What each word of the question finds by itself under the same filters and dates.

    Empty for a question of one word, of too many, or with more in it than words.
    """
    words = tuple(dict.fromkeys(asked.text.split()))
    if not 1 < len(words) <= MOST_WORDS_COUNTED or not all(map(_PLAIN_WORD.fullmatch, words)):
        return ()
    alone = [replace(asked, text=word, p=1) for word in words]
    scan = holdings().engine.scan
    return tuple(WordCount(one.text, sum(1 for _ in scan(one)), search_url(one)) for one in alone)


def facet_lists(found: SearchPage, newspapers: Mapping[str, Newspaper]) -> tuple[FacetList, ...]:
    """The facets that have values, in their order; months are the histogram's."""
    lists = []
    for facet in FACETS:
        values = found.facets.get(facet.key, ())
        if facet.key == "month" or not values:
            continue
        url = toggles(found.request, facet.key)
        shown = [*values[:SHOWN_IN_ALL], *(v for v in values[SHOWN_IN_ALL:] if v.selected)]
        choices = [
            Choice(
                value_text(facet.key, value.value, newspapers),
                value.count,
                value.selected,
                url(value.value),
            )
            for value in shown
        ]
        first = [c for n, c in enumerate(choices) if n < SHOWN_AT_ONCE or c.selected]
        more = [c for n, c in enumerate(choices) if n >= SHOWN_AT_ONCE and not c.selected]
        field = FIELDS.get(facet.key, facet.key)
        unlisted = len(values) > len(shown)
        lists.append(FacetList(facet.label, field, tuple(first), tuple(more), unlisted))
    return tuple(lists)


def chips(asked: SearchRequest, newspapers: Mapping[str, Newspaper]) -> tuple[Chip, ...]:
    """A chip for each chosen value and each span of dates."""
    labels = {facet.key: facet.label for facet in FACETS}
    made = [
        Chip(
            f"{labels[key]}：{value_text(key, value, newspapers)}",
            search_url(asked.toggled(key, value)),
        )
        for key, values in asked.filters
        for value in values
    ]
    if asked.since or asked.until:
        without = replace(asked, since=None, until=None, p=1)
        made.append(Chip(f"发表：{span_text(asked.since, asked.until)}", search_url(without)))
    if asked.event_since or asked.event_until:
        without = replace(asked, event_since=None, event_until=None, p=1)
        span = span_text(asked.event_since, asked.event_until)
        made.append(Chip(f"事发：{span}", search_url(without)))
    return tuple(made)


def own_pages(found: SearchPage) -> list[tuple[str, str]]:
    """The pages of the people that are chosen and found, as (name, link)."""
    return [
        (value.value, link(value.value))
        for facet, link in (("official", official_url), ("reporter", reporter_url))
        for value in found.facets.get(facet, ())
        if value.selected and value.count
    ]


def span_text(since: date | None, until: date | None) -> str:
    """A span of days in words, `2019年` for a whole year."""
    if since and until:
        if (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
            return f"{since.year}年"
        return since.isoformat() if since == until else f"{since} 至 {until}"
    return f"{since} 起" if since else f"{until} 止"


def sorts(asked: SearchRequest) -> list[tuple[str, str]]:
    """The orders to choose from as (name, link), the link empty for the one in force."""
    # with nothing asked there is nothing to be relevant to, and the newest come first
    orders = [key for key in SORTS if key != "relevance" or asked.text.strip()]
    now = asked.sort if asked.sort in orders else "newest"
    return [
        (SORTS[key], "" if key == now else search_url(replace(asked, sort=key, p=1)))  # type: ignore[arg-type]
        for key in orders
    ]


def turns(found: SearchPage) -> list[tuple[int, str]]:
    """The pages to turn to as (number, link): the first, the last and those around this one."""
    asked, last = found.request, found.pages
    near = {1, last, *range(max(1, asked.p - 2), min(last, asked.p + 2) + 1)}
    return [(p, search_url(asked.turned_to(p))) for p in sorted(near) if 1 <= p <= last]
