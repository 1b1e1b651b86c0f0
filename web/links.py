"""URL ↔ SearchRequest, and every other link of a page.

In: the parameters of a request, or what a link should lead to. Out: a `SearchRequest`, or an
address on this site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal
from urllib.parse import quote, urlencode

from flask import request as browser_request
from flask import url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter, ValidationError

from indexer import FACETS, QueryError, SearchRequest
from indexer.request import LONGEST_QUERY
from web.holdings import holdings
from web.language import gettext
from web.names import SORTS

DATES: Final = ("since", "until", "event_since", "event_until")
SINGLE: Final = ("q", *DATES, "sort", "p")
MOST_CHOSEN: Final = 50
"""Values that may be chosen, over all facets: every link of a page carries all of them."""
LONGEST_CHOSEN: Final = 1000
"""Characters that these have together."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
# a story passed on in WeChat comes back with ?from=singlemessage&isappinstalled=0
_ADDED_BY_SHARING = re.compile(r"(utm_|share_|wechat).*|from|isappinstalled|nsukey|spm", re.DOTALL)


class DayConverter(BaseConverter):
    """A day in a path, `2019-10-16`; one that is none in the calendar is no address."""

    regex = _DAY.pattern

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        return value.isoformat()


class MonthDayConverter(BaseConverter):
    """A day of every year in a path, `10-16`, as that day of the leap year 2000."""

    regex = r"[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(f"2000-{value}")
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        return f"{value:%m-%d}"


def from_args(args: MultiDict[str, str]) -> SearchRequest:
    """The question that the parameters of a URL ask; an empty parameter counts as absent.

    What sharing tools add to a link (`utm_source`, `from`) is passed over, and so is most of a text
    that is too long to be read. Raises QueryError, in the reader's language, for any other unknown
    parameter, one given twice that may be given once, more chosen values than MOST_CHOSEN or
    LONGEST_CHOSEN allow, a date that is none, an unknown order and a page number that is none.
    """
    facets = {facet.key for facet in FACETS}
    for key in args:
        if key not in facets and key not in SINGLE:
            if _ADDED_BY_SHARING.fullmatch(key):
                continue
            raise QueryError(gettext("不认识的参数“%(key)s”。", key=key))
        if key in SINGLE and len(args.getlist(key)) > 1:
            raise QueryError(gettext("参数“%(key)s”只能写一次。", key=key))
    return SearchRequest.of(
        _text(args.get("q", "")),
        _chosen({key: tuple(filter(None, args.getlist(key))) for key in facets}),
        **{name: _day(name, args.get(name, "")) for name in DATES},
        sort=_sort(args.get("sort", "")),
        p=_page(args.get("p", "")),
    )


def to_args(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that ask this question: `from_args(MultiDict(to_args(r))) == r` for every `r`
    that `from_args` gives."""
    args = [("q", request.text)] if request.text else []
    args += [(key, value) for key, values in request.filters for value in values]
    for name in DATES:
        day: date | None = getattr(request, name)
        if day:
            args.append((name, day.isoformat()))
    if request.sort != "relevance":
        args.append(("sort", request.sort))
    if request.p != 1:
        args.append(("p", str(request.p)))
    return args


def _text(value: str) -> str:
    # one character more than is read, so that the answer still says that the text was cut
    return value[: LONGEST_QUERY + 1]


def _chosen(filters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    chosen = [value for values in filters.values() for value in values]
    if len(chosen) > MOST_CHOSEN:
        raise QueryError(
            gettext("一次最多选 %(most)s 项条件，请去掉一些再检索。", most=MOST_CHOSEN)
        )
    if sum(map(len, chosen)) > LONGEST_CHOSEN:
        raise QueryError(
            gettext("所选条件合起来最多 %(most)s 个字，请去掉一些再检索。", most=LONGEST_CHOSEN)
        )
    return filters


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise QueryError(
        gettext(
            "“%(value)s”不是日期。日期（%(name)s）请写成 2019-10-08 的样子。",
            value=value,
            name=name,
        )
    )


def _sort(value: str) -> str:
    if value in ("", *SORTS):
        return value or "relevance"
    raise QueryError(
        gettext("不认识的排序“%(value)s”，可用 %(known)s。", value=value, known="、".join(SORTS))
    )


def _page(value: str) -> int:
    if not value:
        return 1
    if _PAGE.fullmatch(value):
        return int(value)
    raise QueryError(
        gettext("“%(value)s”不是页码。页码（p）请写 1 到 999999 之间的数。", value=value)
    )


def _with(path: str, args: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(args)}" if args else path


@lru_cache(maxsize=8192)
def _quoted(value: str) -> str:
    # the same few names stand on page after page
    return quote(value, safe="")


def home_url() -> str:
    """The newest stories, nothing asked."""
    return f"{browser_request.script_root}/"


def here_url() -> str:
    """The page being made, to come back to, without what sharing tools added."""
    args = [
        (key, _text(value) if key == "q" else value)
        for key, value in browser_request.args.items(multi=True)
        if not _ADDED_BY_SHARING.fullmatch(key)
    ]
    return _with(browser_request.script_root + quote(browser_request.path), args)


def preferences_url() -> str:
    """Where the form of how a reader wants the pages goes."""
    return url_for("preferences.choose")


def search_url(request: SearchRequest) -> str:
    """The results page of a question."""
    return _with(home_url(), to_args(request))


def why_url(request: SearchRequest, number: int) -> str:
    """Why the story of a number is among a question's results."""
    return _with(url_for("asking.why"), [*to_args(request), ("story", str(number))])


def help_url() -> str:
    """How questions are written."""
    return url_for("asking.help_page")


def question_url(text: str) -> str:
    """The results page of a question of nothing but a text."""
    return search_url(SearchRequest(text))


def complete_url() -> str:
    """Where to ask what somebody may be about to ask."""
    return url_for("api.complete")


def api_url(request: SearchRequest) -> str:
    """The same answer as JSON."""
    return _with(url_for("api.search"), to_args(request))


def toggles(request: SearchRequest, facet: str) -> Callable[[str], str]:
    """What gives, for a value of a facet, the results page with it added, or removed if chosen.

    A page has hundreds of these links: what they share is written once.
    """
    bare = replace(
        request, filters=tuple(pair for pair in request.filters if pair[0] != facet), p=1
    )
    chosen = request.chosen(facet)
    shared = urlencode([*to_args(bare), *((facet, value) for value in chosen)])
    start = f"{home_url()}?{shared}{'&' if shared else ''}{quote(facet)}="

    def url(value: str) -> str:
        if value in chosen:
            return search_url(request.toggled(facet, value))
        return start + _quoted(value)

    return url


def facet_url(facet: str, value: str) -> str:
    """Every story with this value of a facet: a person's, a reporter's, a newspaper's."""
    return f"{home_url()}?{facet}={_quoted(value)}"


def values_url(facet: str, request: SearchRequest | None = None) -> str:
    """All values of a facet that a question's results have; without one, where to ask for them."""
    return _with(url_for("facets.values", facet=facet), to_args(request) if request else [])


def story_url(address: str, text: str = "") -> str:
    """A story's page by its permanent address; what `text` finds in it is marked."""
    path = browser_request.script_root + quote(address)
    return _with(path, [("q", text)] if text else [])


def issue_url(newspaper: str, published: date) -> str:
    """The page of one issue."""
    # a calendar has hundreds of them
    return f"{browser_request.script_root}/{_quoted(newspaper)}/{published.isoformat()}"


def whole_url(newspaper: str, published: date) -> str:
    """All stories of one issue on one page."""
    return url_for("issues.whole", newspaper=newspaper, published=published)


def sheet_url(newspaper: str, published: date, page: str) -> str:
    """One page (版) of an issue: its picture, where it is kept, and its stories."""
    return url_for("issues.sheet", newspaper=newspaper, published=published, page=page)


def newspapers_url() -> str:
    """The newspapers with their years."""
    return url_for("calendar.newspapers")


def calendar_url(newspaper: str, year: int) -> str:
    """The calendar of a newspaper's year."""
    return url_for("calendar.year", newspaper=newspaper, year=year)


def same_day_url(day: date | None = None) -> str:
    """This month and day in every year; today's without one."""
    if day is None:
        return url_for("calendar.today")
    return url_for("calendar.same_day", day=day)


def people_url() -> str:
    """Officials and reporters by the number of their stories."""
    return url_for("people.everybody")


def official_url(key: str) -> str:
    """An official's page."""
    return url_for("people.official", key=key)


def reporter_url(name: str) -> str:
    """A reporter's page."""
    return url_for("people.reporter", name=name)


def mention_url(way: Literal["before", "after"], key: str, address: str) -> str:
    """The story before, or after, the one at an address that names an official."""
    return url_for("people.mention", way=way, official=key, story=address)


def feed_url(request: SearchRequest) -> str:
    """The Atom feed of a question's newest stories."""
    return _with(url_for("feeds.feed"), to_args(replace(request, sort="relevance", p=1)))


def sitemap_url() -> str:
    """The parts of the site map."""
    return url_for("sitemap.parts")


def sitemap_part_url(kind: str, number: int) -> str:
    """One part of the site map."""
    return url_for("sitemap.part", kind=kind, number=number)


def description_url() -> str:
    """What tells a browser how to search here."""
    return url_for("feeds.description")


def media_url(content_hash: str) -> str:
    """A stored picture."""
    return url_for("reading.media", content_hash=content_hash)


def pdf_url(content_hash: str) -> str:
    """A stored printed page."""
    return url_for("reading.pdf", content_hash=content_hash)


def permanent_url(address: str) -> str:
    """A story's whole address, to be cited."""
    site = holdings().settings.site_url or browser_request.url_root
    return site.rstrip("/") + quote(address)


def whole_address(path: str) -> str:
    """A link of this site as it is seen from outside, to be put into feeds and site maps."""
    site = holdings().settings.site_url
    # the prefix of a proxy is part of both the link and the public address
    path = path.removeprefix(browser_request.script_root) if site else path
    return (site or browser_request.host_url.rstrip("/")) + path


def outside_url(url: str) -> str:
    """A web address as it is, and nothing for a file name or any other scheme."""
    return url if url.lower().startswith(("http://", "https://")) else ""


LINKS: Final[dict[str, Any]] = {
    link.__name__: link
    for link in (
        home_url,
        here_url,
        preferences_url,
        search_url,
        why_url,
        help_url,
        question_url,
        complete_url,
        api_url,
        facet_url,
        values_url,
        story_url,
        issue_url,
        whole_url,
        sheet_url,
        newspapers_url,
        calendar_url,
        same_day_url,
        people_url,
        official_url,
        reporter_url,
        mention_url,
        feed_url,
        description_url,
        media_url,
        pdf_url,
        permanent_url,
        whole_address,
        outside_url,
    )
}
"""The links a template may make, by name."""
