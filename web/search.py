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
from indexer import BY_SCORE, FACETS, PAGE_SIZE, Clock, OutOfTime, SearchPage, SearchRequest
from web import histogram
from web.dated import held_to_its_date
from web.facets import carried, facet_lists
from web.holdings import holdings
from web.language import date_text, gettext
from web.links import (
    DATES,
    from_args,
    official_url,
    reporter_url,
    search_url,
    to_args,
)
from web.names import SORTS, YEAR, facet_label, is_printed, value_text

pages = Blueprint("search", __name__)

MANY = 1000
"""With more stories than this a reader is told how to ask for fewer."""
MOST_WORDS_COUNTED = 5
"""Each is a question of its own, asked while somebody waits."""
_PLAIN_WORD = re.compile(r"(?!(?:AND|OR|NOT)$)\w+")


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice in force and the link that removes it; a `printed` name is Chinese."""

    label: str
    name: str
    printed: bool
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question a reader may mean: its words, how many stories it finds, and the link."""

    words: str
    count: int
    url: str


@pages.get("/")
def search() -> str:
    """The results page."""
    asked = from_args(request.args)
    clock = holdings().engine.clock()
    found = holdings().engine.search(asked, clock=clock)
    newspapers = holdings().archive.newspapers()
    return render_template(
        "search.html",
        asked=asked,
        found=found,
        facets=facet_lists(found, newspapers),
        chips=chips(asked, newspapers),
        own_pages=own_pages(found),
        histogram=histogram.draw(asked, found.histogram),
        days=histogram.draw_days(asked, days(asked, clock)),
        sorts=sorts(asked),
        turns=turns(found),
        carried=[pair for pair in to_args(asked) if pair[0] not in ("q", "p")],
        carried_to_facets=carried(asked),
        many=found.total > MANY and asked.p == 1 and bool(asked.text.strip()),
        carried_past_dates=[pair for pair in to_args(asked) if pair[0] not in ("p", *DATES)],
        first_number=(asked.p - 1) * PAGE_SIZE + 1,
        backwards=bool(asked.since and asked.until and asked.since > asked.until),
        nothing=SearchRequest(),
        word_counts=() if found.total else word_counts(asked, clock),
        meant=[
            (text, search_url(replace(asked, text=text, p=1))) for text in suggested(found, clock)
        ],
        dated=dated(asked, found, clock),
        several_papers=len(newspapers) > 1,
        without_dates=search_url(
            replace(asked, since=None, until=None, event_since=None, event_until=None, p=1)
        ),
        without_choices=search_url(SearchRequest(asked.text, sort=asked.sort)),
        last_page=search_url(asked.turned_to(found.pages or 1)),
    )


def suggested(found: SearchPage, clock: Clock) -> tuple[str, ...]:
    """What may have been meant where a question found next to nothing, on its first page only."""
    if found.request.p != 1:
        return ()
    return holdings().engine.suggestions(found.request, found.total, clock)


def word_counts(asked: SearchRequest, clock: Clock) -> tuple[Offer, ...]:
    """What each word of the question finds by itself under the same filters and dates.

    Empty for a question of one word, of too many, or with more in it than words, and where the
    page's time is over.
    """
    words = tuple(dict.fromkeys(asked.text.split()))
    if not 1 < len(words) <= MOST_WORDS_COUNTED or not all(map(_PLAIN_WORD.fullmatch, words)):
        return ()
    alone = [replace(asked, text=word, p=1) for word in words]
    count = holdings().engine.count
    try:
        return tuple(Offer(one.text, count(one, clock), search_url(one)) for one in alone)
    except OutOfTime:  # a figure too low would be taken for a fact
        return ()


def dated(asked: SearchRequest, found: SearchPage, clock: Clock) -> Offer | None:
    """The offer to hold a question to the date among its words, by which it is called; None where
    there is none, or none that would change anything.
    """
    held = held_to_its_date(asked) if asked.p == 1 else None
    if held is None:
        return None
    try:
        count = holdings().engine.count(held, clock)
    except OutOfTime:
        return None
    if count in (0, found.total):
        return None
    return Offer(span_text(held.since, held.until), count, search_url(held))


def days(asked: SearchRequest, clock: Clock) -> tuple[tuple[date, int], ...]:
    """Where a question is held to one month: its stories by day, days without any left out.

    Empty where it is not, or the page's time is over.
    """
    whole = histogram.whole_month(asked)
    if whole is None:
        return ()
    try:
        return holdings().engine.days(whole, clock)
    except OutOfTime:
        return ()


def chips(asked: SearchRequest, newspapers: Mapping[str, Newspaper]) -> tuple[Chip, ...]:
    """A chip for each chosen value and each span of dates."""
    labels = {facet.key: facet_label(facet) for facet in FACETS}
    made = [
        Chip(
            labels[key],
            value_text(key, value, newspapers),
            is_printed(key),
            search_url(asked.toggled(key, value)),
        )
        for key, values in asked.filters
        for value in values
    ]
    if asked.since or asked.until:
        without = replace(asked, since=None, until=None, p=1)
        span = span_text(asked.since, asked.until)
        made.append(Chip(gettext("发表"), span, False, search_url(without)))
    if asked.event_since or asked.event_until:
        without = replace(asked, event_since=None, event_until=None, p=1)
        span = span_text(asked.event_since, asked.event_until)
        made.append(Chip(gettext("事发"), span, False, search_url(without)))
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
            return date_text(since, YEAR)
        if since == until:
            return since.isoformat()
        return gettext("%(start)s 至 %(end)s", start=since, end=until)
    if since:
        return gettext("%(day)s 起", day=since)
    return gettext("%(day)s 止", day=until)


def sorts(asked: SearchRequest) -> list[tuple[str, str]]:
    """The orders to choose from as (name, link), the link empty for the one in force."""
    # with nothing asked there is nothing to be relevant to, and the newest come first
    orders = [key for key in SORTS if key not in BY_SCORE or asked.text.strip()]
    now = asked.sort if asked.sort in orders else "newest"
    return [
        (str(SORTS[key]), "" if key == now else search_url(replace(asked, sort=key, p=1)))  # type: ignore[arg-type]
        for key in orders
    ]


def turns(found: SearchPage) -> list[tuple[int, str]]:
    """The pages to turn to as (number, link): the first, the last and those around this one."""
    asked, last = found.request, found.pages
    near = {1, last, *range(max(1, asked.p - 2), min(last, asked.p + 2) + 1)}
    return [(p, search_url(asked.turned_to(p))) for p in sorted(near) if 1 <= p <= last]
