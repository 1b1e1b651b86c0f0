"""The register of newspapers: their names and regions, and the sites they are crawled from.

In: newspapers, sites, or a TOML file of them. Out: `Site` values, rows, and the same TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, delete, insert, select, update

from archive.appearances import circles, move_keys
from archive.decisions import Roll
from archive.models import Newspaper
from archive.people import people_of, touch_changed
from archive.permanent import AnyRow
from archive.schema import articles, captures, changes, newspapers, sites
from archive.templates import TEMPLATES

MAX_DELAY = 3600.0
FAMILIES = tuple(template.family for template in TEMPLATES)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
RESERVED = frozenset(
    {"api", "calendar", "facet", "feed", "help", "media", "people", "preferences", "sitemap"}
    | {"static", "today", "why"}
)
"""First words of the site's own addresses, which a newspaper's addresses would be mistaken for."""
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Not in a TOML string as they are: control characters, and what ends a line for some editors.
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')


class SiteError(ValueError):
    """A newspaper or its site cannot be registered as given; the message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a newspaper is published, and how it may be crawled.

    `url` is where a crawl begins; `family` the template of its pages, empty where unknown; `since`
    the first issue wanted; `delay` the seconds between two requests. Only with `allow_private` may
    it lie in a private network.
    """

    newspaper: Newspaper
    url: str
    family: str = ""
    since: date | None = None
    allow_private: bool = False
    delay: float = 1.0
    pictures: bool = True

    def to_json(self) -> dict[str, Any]:
        """Everything but the newspaper as plain JSON values."""
        return _ways(self) | {"since": self.since.isoformat() if self.since else None}


class Sites:
    """The registered sites behind one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, site: Site) -> None:
        """Register a site, in the place of the one its newspaper had.

        Raises:
            SiteError: its key, address, family or delay cannot be.
        """
        self._put([site])

    def get(self, key: str) -> Site | None:
        """The site of the newspaper with a key."""
        return next((site for site in self.all() if site.newspaper.key == key), None)

    def all(self) -> tuple[Site, ...]:
        """Every registered site, in the order of the newspapers' keys."""
        rows = select(sites, newspapers.c.name, newspapers.c.region)
        rows = rows.join(newspapers, newspapers.c.key == sites.c.newspaper)
        with self._engine.connect() as connection:
            found = connection.execute(rows.order_by(sites.c.newspaper)).all()
        return tuple(_site(row) for row in found)

    def to_toml(self, keys: Iterable[str] = ()) -> str:
        """The sites of these newspapers (all, where none is named) as TOML, a table for each.

        Raises:
            SiteError: a key has no registered site.
        """
        held = {site.newspaper.key: site for site in self.all()}
        wanted = list(keys) or list(held)
        if unknown := [key for key in wanted if key not in held]:
            raise SiteError(f"没有登记网址的报纸：{'、'.join(unknown)}")
        return "\n".join("\n".join(_written(held[key])) + "\n" for key in wanted)

    def load_toml(self, text: str) -> tuple[Site, ...]:
        """Register every site of a TOML text, as `to_toml` writes it; gives them back.

        Raises:
            SiteError: something in it cannot be registered; then nothing of it is.
        """
        try:
            tables = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # an integer of 5000 digits, 5000 brackets
            raise SiteError(f"不是 TOML：{error}") from error
        loaded = tuple(_read(key, table) for key, table in tables.items())
        self._put(loaded)
        return loaded

    def _put(self, given: Iterable[Site]) -> None:
        some = [checked(site) for site in given]
        with self._engine.execution_options(writes=True).begin() as connection:
            for site in some:
                key = site.newspaper.key
                register(connection, site.newspaper)
                connection.execute(delete(sites).where(sites.c.newspaper == key))
                connection.execute(insert(sites).values(newspaper=key, **_ways(site)))


def register(connection: Connection, newspaper: Newspaper) -> None:
    """Make a newspaper known, or give it a new name or region; an empty one changes nothing.

    Raises:
        SiteError: it is not known yet and cannot have that key.
    """
    key = newspapers.c.key == newspaper.key
    given = {"name": newspaper.name, "region": newspaper.region}
    row = connection.execute(select(newspapers).where(key)).first()
    if row is None:
        check_key(newspaper.key)
        given["name"] = newspaper.name or newspaper.key
        connection.execute(insert(newspapers).values(key=newspaper.key, **given))
    elif changed := {name: value for name, value in given.items() if value}:
        before, named = Roll.load(connection), people_of(connection, newspaper.key)
        connection.execute(update(newspapers).where(key).values(**changed))
        if changed.get("name", row.name) != row.name:
            # an index keeps the name with each story
            told = select(articles.c.id).join(captures).where(captures.c.newspaper == newspaper.key)
            connection.execute(insert(changes).from_select(["article"], told))
        circle = before.circles[newspaper.key]
        if circle != circles(connection)[newspaper.key]:
            move_keys(connection, newspaper.key, circle)
            touch_changed(connection, before, Roll.load(connection), named)


def _site(row: AnyRow) -> Site:
    return Site(
        newspaper=Newspaper(key=row.newspaper, name=row.name, region=row.region),
        url=row.url,
        family=row.family,
        since=row.since,
        allow_private=row.allow_private,
        delay=row.delay,
        pictures=row.pictures,
    )


def _ways(site: Site) -> dict[str, Any]:
    """A site without its newspaper, as columns and as TOML name it."""
    return {
        "url": site.url,
        "family": site.family,
        "since": site.since,
        "allow_private": site.allow_private,
        "delay": site.delay,
        "pictures": site.pictures,
    }


def checked(site: Site) -> Site:
    """The site, if it can be registered.

    Raises:
        SiteError: its key, address, family or delay cannot be.
    """
    key = site.newspaper.key
    check_key(key)

    def wrong(what: str) -> SiteError:
        return SiteError(f"报纸“{key}”：{what}")

    if problem := _wrong_address(site.url):
        raise wrong(f"网址“{site.url}”{problem}")
    if site.family and site.family not in FAMILIES:
        raise wrong(f"没有“{site.family}”这种系统；有：{'、'.join(FAMILIES)}")
    if not 0 <= site.delay <= MAX_DELAY:
        raise wrong(f"间隔 {site.delay} 不对：要 0 到 {MAX_DELAY:.0f} 秒")
    return replace(site, delay=float(site.delay))


def check_key(key: str) -> None:
    """Return if a newspaper can have this key, which begins the addresses of its stories.

    Raises:
        SiteError: it cannot stand in an address, or an address of the site itself begins so.
    """
    short = key if len(key) <= 80 else f"{key[:80]}…"
    if not _KEY.fullmatch(key):
        what = "代号只能用字母、数字、- 和 _，并以字母或数字开头，最多 64 个字符"
        raise SiteError(f"报纸“{short}”：{what}")
    if key in RESERVED:
        raise SiteError(f"报纸“{short}”：网站自己的网址用了这个词，请换一个代号")


def _wrong_address(url: str) -> str:
    """What is wrong with the address of a site, empty if nothing is."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "写得不对"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "不是网址：要以 http:// 或 https:// 开头"
    if parts.username is not None or parts.password is not None:
        return "里不能有用户名和密码"
    if port == 0 or not url.isprintable() or any(mark.isspace() for mark in url):
        return "写得不对"
    return ""


# -- TOML


_TYPES: Mapping[str, tuple[type, str]] = {
    "name": (str, "一段文字"),
    "region": (str, "一段文字"),
    "url": (str, "一段文字"),
    "family": (str, "一段文字"),
    "since": (date, "一个日期，如 2023-01-01"),
    "allow_private": (bool, "true 或 false"),
    "delay": (float, "一个数（秒）"),
    "pictures": (bool, "true 或 false"),
}


def _written(site: Site) -> Iterator[str]:
    yield f"[{site.newspaper.key}]"
    fields = {"name": site.newspaper.name, "region": site.newspaper.region, **_ways(site)}
    for name, value in fields.items():
        if value is not None:
            yield f"{name} = {_toml_value(value)}"


def _toml_value(value: str | bool | float | date) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_ESCAPED.sub(_escape, value)}"'
        case date():
            return value.isoformat()
    return repr(float(value))


def _escape(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _read(key: str, table: object) -> Site:
    if not isinstance(table, dict):
        raise SiteError(f"“{key}”不在任何报纸名下：每家报纸要以 [代号] 开头")
    for name, value in table.items():
        if name not in _TYPES:
            raise SiteError(f"报纸“{key}”：没有“{name}”这一项；有：{'、'.join(_TYPES)}")
        wanted, words = _TYPES[name]
        # A bool is an int to Python, and a datetime a date.
        kinds = (int, float) if wanted is float else (wanted,)
        odd = isinstance(value, datetime) or (isinstance(value, bool) and wanted is not bool)
        if odd or not isinstance(value, kinds):
            raise SiteError(f"报纸“{key}”：{name} 要是{words}")
    if "url" not in table:
        raise SiteError(f"报纸“{key}”：缺网址 url")
    ways = dict(table)
    newspaper = Newspaper(key=key, name=ways.pop("name", ""), region=ways.pop("region", ""))
    return Site(newspaper=newspaper, **ways)
