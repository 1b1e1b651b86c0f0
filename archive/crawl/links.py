"""The addresses that a page leads to, and the dates that addresses tell.

In: the text of a page and where it came from. Out: full addresses, in page order.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

LONGEST = 2000
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BASE = re.compile(r"<base\b[^<>]{0,200}?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HREF = re.compile(
    r"<(?:a|area|link|frame|iframe|option)\b[^<>]{0,2000}?\b(?:href|src|value)\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))",
    re.IGNORECASE,
)
_REFRESH = re.compile(
    r"<meta\b(?=[^<>]{0,300}\bhttp-equiv\s*=\s*[\"']?refresh)[^<>]{0,300}?"
    r"\burl\s*=\s*['\"]?([^\"'\s>]+)",
    re.IGNORECASE,
)
# <script>window.location.href="html/2019-10/08/node_2.htm"</script> is all that some roots hold.
_SCRIPTED = re.compile(
    r"\blocation(?:\.href)?\s*(?:=|\.replace\s*\()\s*[\"']([^\"'\s]{1,300})[\"']", re.IGNORECASE
)
# TRS prints the numbers of a list's pages by script: createPageHTML(12, 0, "index", "html");
_COUNTED = re.compile(
    r"createPageHTML\w{0,20}\(\s*(\d{1,4})\s*,\s*\d{1,4}\s*,\s*[\"'](\w{1,40})[\"']\s*,"
    r"\s*[\"'](\w{1,10})[\"']"
)
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])([-/_]?)(0[1-9]|[12]\d|3[01])(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])(?![-/_]?\d\d?(?!\d))(?!\d)")


def links_of(text: str, base: str) -> list[str]:
    """The addresses that a page links, each once; what leads nowhere is left out."""
    text = _COMMENT.sub("", text)
    if found := _BASE.search(text):
        base = joined(base, unescape(found[1])) or base
    hrefs = [unescape(next(filter(None, found.groups()), "")) for found in _HREF.finditer(text)]
    if counted := _COUNTED.search(text):
        pages, name, suffix = counted.groups()
        hrefs += (f"{name}_{number}.{suffix}" for number in range(1, int(pages)))
    return list(dict.fromkeys(url for href in hrefs if (url := joined(base, href))))


def refresh_of(text: str, base: str) -> str:
    """Where a page sends the browser on to by itself, or ``."""
    bare = _COMMENT.sub("", text)
    found = _REFRESH.search(bare)
    if found is None and len(bare) < 4000:
        found = _SCRIPTED.search(bare)
    return joined(base, unescape(found[1])) if found else ""


def joined(base: str, href: str) -> str:
    """The full address of a link, without its fragment; `` for one that is none of the web."""
    href = href.strip().strip("\u3000")
    if not href or href.startswith("#"):
        return ""
    try:
        url = urldefrag(urljoin(base, href))[0]
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number is found out here
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST:
        return ""
    if not url.isprintable():
        return ""
    return re.sub(r"\?div=-?\d+$", "", url)


def day_of(url: str) -> date | None:
    """The day that an address tells: `2019-10/08`, `201910/08`, `20191008`, `2019/10/08`."""
    for year, _, month, _, day in _DAY.findall(_path(url)):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def month_of(url: str) -> date | None:
    """The last day of the month that an address tells without a day: `2019-10`, `201910`."""
    found = _MONTH.search(_path(url))
    return month_end(date(int(found[1]), int(found[2]), 1)) if found else None


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def on_day(url: str, day: date) -> str:
    """The address with its day replaced by another, written as it was; `` if it tells none."""
    told = day_of(url)
    path = _path(url)
    if told is None:
        return ""

    def replaced(found: re.Match[str]) -> str:
        if (found[1], found[3], found[5]) != (f"{told:%Y}", f"{told:%m}", f"{told:%d}"):
            return found[0]
        return f"{day:%Y}{found[2]}{day:%m}{found[4]}{day:%d}"

    return url[: len(url) - len(path)] + _DAY.sub(replaced, path)


def _path(url: str) -> str:
    """Path and query: a host may look like a date too."""
    parts = urlsplit(url)
    return url[len(parts.scheme) + len(parts.netloc) + 3 :] if parts.netloc else url
