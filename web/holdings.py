"""What the pages are made from.

In: the archive, the engine and the settings that `create_app` was given. Out: `holdings()`, the
same for the page being made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from flask import current_app

from archive import Archive
from archive.browsing import Browsing
from archive.coverage import Coverage, coverage
from indexer import SearchEngine
from indexer.examples import Examples

EXTENSION = "zhengwen"
LARGEST_BODY = 64 * 1024
"""Bytes of a request's body that are read: nothing sent here is longer than a form."""
_COVERAGES_KEPT = 16
"""Newspapers; one of ten years' days takes a megabyte, and a tenth of a second to count."""
MOST_PROXIES = 9
VARIABLES: Final[Mapping[str, str]] = {
    "site_name": "ZHENGWEN_SITE_NAME",
    "site_url": "ZHENGWEN_SITE_URL",
    "proxies": "ZHENGWEN_PROXIES",
}
"""Which variable of the environment gives which field of `Settings`."""


class SettingsError(ValueError):
    """A setting that cannot be; the message says which and why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is known and reached.

    `site_url` is its public address, kept without a closing slash; without it addresses are taken
    from the browser's own request. `proxies` is the number of proxies in front whose forwarding
    headers are believed; 0 believes none. Raises SettingsError for more than MOST_PROXIES.
    """

    site_name: str = "政闻"
    site_url: str = ""
    proxies: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "site_url", self.site_url.rstrip("/"))
        if not 0 <= self.proxies <= MOST_PROXIES:
            raise SettingsError(f"proxies 应是 0 至 {MOST_PROXIES}，不能是 {self.proxies}。")

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that the variables of an environment make. Raises SettingsError, which names
        the variable."""
        given = cls.given(environment)
        proxies = given.pop("proxies", "0")
        try:
            return cls(proxies=int(proxies), **given)
        except ValueError as error:
            raise SettingsError(
                f"{VARIABLES['proxies']} 应是 0 至 {MOST_PROXIES} 的整数，不能是“{proxies}”。"
            ) from error

    @staticmethod
    def given(environment: Mapping[str, str]) -> dict[str, str]:
        """What VARIABLES say, by the names of the fields; an empty one counts as absent."""
        named = {field: environment.get(variable, "") for field, variable in VARIABLES.items()}
        return {field: text for field, text in named.items() if text}


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
    """The archive, what it shows by browsing, what is missing of it and what to ask it, the engine
    and the settings of one application."""

    archive: Archive
    browsing: Browsing
    coverages: Coverages
    examples: Examples
    engine: SearchEngine
    settings: Settings


def holdings() -> Holdings:
    """The holdings of the application that answers the present request."""
    found: Holdings = current_app.extensions[EXTENSION]
    return found
