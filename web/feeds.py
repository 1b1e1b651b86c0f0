"""A search to be followed: its Atom feed, and the description that puts it into a browser's bar.

In: the parameters of the search page. Out: Atom (RFC 4287), OpenSearch 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, request

from indexer import Hit, SearchRequest
from web.holdings import holdings
from web.links import description_url, feed_url, from_args, home_url, permanent_url, search_url
from web.links import whole_address as whole
from web.search import chips

pages = Blueprint("feeds", __name__)

PAGES = 3
"""Pages of results that a feed holds."""
ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
# XML 1.0 has no place for these, not even escaped
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pages.get("/feed")
def feed() -> Response:
    """The newest stories that a question finds."""
    asked = replace(from_args(request.args), sort="newest", p=1)
    search = holdings().engine.search
    pages_found = (search(asked.turned_to(p), facets=()) for p in range(1, PAGES + 1))
    hits = [hit for page in pages_found for hit in page.hits if not hit.partial]
    return xml(_feed(asked, hits), "application/atom+xml")


@pages.get("/opensearch.xml")
def description() -> Response:
    """What tells a browser how to search here."""
    name = holdings().settings.site_name
    root = Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _add(root, "ShortName", name[:16])
    _add(root, "Description", f"在{name}中检索报道"[:1024])
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "Language", "zh-CN")
    search = whole(home_url()) + "?q={searchTerms}"
    _add(root, "Url", type="text/html", template=search)
    feed = whole(feed_url(SearchRequest())) + "?q={searchTerms}"
    _add(root, "Url", type="application/atom+xml", template=feed)
    here = whole(description_url())
    _add(root, "Url", type="application/opensearchdescription+xml", rel="self", template=here)
    return xml(root, "application/opensearchdescription+xml")


def xml(root: Element, media_type: str) -> Response:
    """A document as a response; who has it already is told so."""
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    response = Response(content, content_type=f"{media_type}; charset=utf-8")
    # who follows a search asks again and again
    response.add_etag()
    response.make_conditional(request)
    return response


def plain(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def _feed(asked: SearchRequest, hits: Iterable[Hit]) -> Element:
    settings, hits = holdings().settings, list(hits)
    here = whole(feed_url(asked))
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", here)
    _add(root, "title", " - ".join(filter(None, (_question(asked), settings.site_name))))
    _add(root, "updated", _moment(max((hit.published for hit in hits), default=date(1970, 1, 1))))
    _add(root, "link", rel="self", type="application/atom+xml", href=here)
    _add(root, "link", rel="alternate", type="text/html", href=whole(search_url(asked)))
    for hit in hits:
        root.append(_entry(hit))
    return root


def _entry(hit: Hit) -> Element:
    entry = Element("entry")
    address = permanent_url(hit.address)
    _add(entry, "id", address)
    _add(entry, "title", hit.headline)
    _add(entry, "updated", _moment(hit.published))
    _add(entry, "published", _moment(hit.published))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    # an entry without an author is none, and a story may have no reporter
    for name in hit.reporters or (hit.newspaper_name,):
        _add(_add(entry, "author"), "name", name)
    _add(entry, "summary", "".join(text for text, _ in hit.snippet))
    return entry


def _add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    element = SubElement(parent, tag, {name: plain(value) for name, value in attributes.items()})
    element.text = plain(text) or None
    return element


def _moment(day: date) -> str:
    """The beginning of a day where the newspapers appear."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _question(asked: SearchRequest) -> str:
    chosen = (
        f"{chip.label}：{chip.name}" for chip in chips(asked, holdings().archive.newspapers())
    )
    return " ".join(chain(filter(None, (asked.text.strip(),)), chosen))
