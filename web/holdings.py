"""What the pages are made from.

In: the archive, the engine and the settings that `create_app` was given. Out: `holdings()`, the
same for the page being made.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from archive import Archive
from archive.browsing import Browsing
from indexer import SearchEngine

EXTENSION = "zhengwen"


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


@dataclass(frozen=True, slots=True)
class Holdings:
    """The archive, what it shows by browsing, the engine and the settings of one application."""

    archive: Archive
    browsing: Browsing
    engine: SearchEngine
    settings: Settings


def holdings() -> Holdings:
    """The holdings of the application that answers the present request."""
    found: Holdings = current_app.extensions[EXTENSION]
    return found
