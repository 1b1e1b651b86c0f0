"""What belongs to a newspaper's site, and what kind of page an address is.

In: a site's start address and its rules. Out: `Scope`, which judges addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from archive.crawl.links import day_of, month_of
from archive.crawl.rules import CrawlRules

_PORTS = {"http": 80, "https": 443}
_STRUCTURE = re.compile(
    r"/(?:pc|html\d?|page|layout|column|content|(?:19|20)\d\d[-\d]*)(?:/|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address worth asking for: what kind of page it is, and of which day's issue."""

    url: str
    kind: str
    issue_date: date | None = None


class Scope:
    """One newspaper's part of the web: its host, its own folder, its kinds of pages."""

    def __init__(self, start: str, rules: CrawlRules) -> None:
        self.start = start
        self.rules = rules
        parts = urlsplit(start)
        self._name = (parts.hostname or "").removeprefix("www.")
        self._port = parts.port
        self._folder = self._own_folder(parts.path or "/")

    def is_ours(self, url: str) -> bool:
        """Whether an address lies on the newspaper's host; `www.` and https make no difference."""
        try:
            parts = urlsplit(url)
            name, port = parts.hostname or "", parts.port
        except ValueError:  # //host:80a/picture.jpg
            return False
        if name.removeprefix("www.") != self._name:
            return False
        standard = (None, *_PORTS.values())
        return port == self._port or (port in standard and self._port in standard)

    def start_link(self) -> Link:
        """The start as a page of its kind."""
        found = self._kind(self.start)
        if found is None or found.kind == "story":
            found = Link(self.start, "list" if self.rules.lists else "index")
        return found

    def link(self, url: str, day: date | None = None) -> Link | None:
        """The address as a page of its kind, if it is one of this newspaper; `day` if it has none.

        Pictures and files are no part of this: a page says of itself which it shows.
        """
        if not self.is_ours(url) or url == self.start:
            return None
        path = urlsplit(url).path or "/"
        found = self._kind(url)
        if found is None:
            return None
        # A list's stories may lie anywhere on the site; a newspaper's have other papers beside.
        if not path.startswith(self._folder) and (found.kind != "story" or self.rules.dated):
            return None
        return found if found.issue_date or not day else Link(url, found.kind, day)

    def links(self, urls: Iterable[str], kinds: frozenset[str]) -> Iterator[Link]:
        """Those of the addresses that are pages of these kinds."""
        for url in urls:
            found = self.link(url)
            if found and found.kind in kinds:
                yield found

    def _kind(self, url: str) -> Link | None:
        rules, day = self.rules, day_of(url)
        # Issue pages first: col01.html looks like a story c01.html of the same system.
        if rules.knows(rules.issues, url) and day:
            return Link(url, "issue", day)
        if rules.knows(rules.stories, url) and (day or not rules.dated):
            return Link(url, "story", day)
        if rules.knows(rules.lists, url):
            return Link(url, "list")
        if rules.knows(rules.indexes, url):
            return Link(url, "index", day or month_of(url))
        return None

    def _own_folder(self, path: str) -> str:
        if self.rules.root and (found := re.search(self.rules.root, path)):
            return path[: found.start() + 1]
        if self.rules.dated and (found := _STRUCTURE.search(path)):
            return path[: found.start() + 1]
        return path[: path.rfind("/") + 1]
