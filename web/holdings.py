"""What the pages are made from.

In: the archive, the engine and the settings that `create_app` was given. Out: `holdings()`, the
same for the page being made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import current_app

from archive import Archive
from archive.browsing import Browsing
from archive.coverage import Coverage, coverage
from indexer import SearchEngine

EXTENSION = "zhengwen"
LARGEST_BODY = 64 * 1024
"""Bytes of a request's body that are read: nothing sent here is longer than a form."""
_COVERAGES_KEPT = 16
"""Newspapers; one of ten years' days takes a megabyte, and a tenth of a second to count."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is known and reached.

    `site_url` is its public address without a closing slash; without it addresses are taken from
    the browser's own request. `proxies` is the number of proxies in front whose forwarding headers
    are believed; 0 believes none.
    """

    site_name: str = "政闻"
    site_url: str = ""
    proxies: int = 0


class Coverages:
    """What is held and missing of newspapers, kept until a story changes or a day has passed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._counted = lru_cache(_COVERAGES_KEPT)(self._count)

    def of(self, newspaper: str, today: date) -> Coverage:
        """The coverage of the newspaper with a key."""
        return self._counted(newspaper, today, self._archive.last_seq())

    def _count(self, newspaper: str, today: date, _seq: int) -> Coverage:
        return coverage(self._archive, newspaper, today)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The archive, what it shows by browsing and what is missing of it, the engine and the settings
    of one application."""

    archive: Archive
    browsing: Browsing
    coverages: Coverages
    engine: SearchEngine
    settings: Settings


def holdings() -> Holdings:
    """The holdings of the application that answers the present request."""
    found: Holdings = current_app.extensions[EXTENSION]
    return found
