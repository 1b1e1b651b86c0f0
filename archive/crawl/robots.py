"""robots.txt per RFC 9309: what a site lets its visitors fetch, and how fast.

In: requests on their way to the network. Out: those that may go; the others end with
`Disallowed`, or with `Unreachable` where the site does not tell (5xx, no answer).
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from archive.crawl.answers import REDIRECTS
from archive.crawl.links import joined
from archive.crawl.settings import AGENT

PARSED = 500 * 1024
"""How much of a robots.txt counts: RFC 9309 §2.5 asks for 500 KiB at least."""

_HOPS = 5
_SLOWEST = 600.0


class Disallowed(IgnoreRequest):
    """The site's robots.txt does not let us fetch the address."""


class Unreachable(IgnoreRequest):
    """The site's robots.txt could not be had: nothing of the site may be fetched."""


class RobotsRules:
    """What a robots.txt says to us; its text may be anything at all."""

    def __init__(self, content: bytes = b"") -> None:
        text = content[:PARSED].decode("utf-8", "replace").removeprefix("\ufeff")
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether we may fetch an address: the longest rule that matches decides."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for, 0 where it asks for none."""
        asked = self._rules.crawl_delay(AGENT) or 0.0
        rate = self._rules.request_rate(AGENT)
        if rate and rate.requests > 0:
            asked = max(asked, rate.seconds / rate.requests)
        return min(max(asked, 0.0), _SLOWEST)


class Knowing(Protocol):
    """The spider, as far as it is asked: whose an address is, why there was no answer."""

    def is_ours(self, url: str) -> bool: ...
    def reason_of(self, error: BaseException, url: str) -> str: ...


class RobotsMiddleware:
    """Asks each host for its robots.txt before anything else of it is fetched."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[RobotsRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """The middleware of a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request go on, or raise Disallowed or Unreachable."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        authority = f"{parts.scheme}://{parts.netloc}"
        if authority not in self._rules:
            self._rules[authority] = asyncio.ensure_future(self._ask(authority))
        rules = await self._rules[authority]
        if not rules.allows(request.url):
            raise Disallowed("robots.txt 不允许")

    async def _ask(self, authority: str) -> RobotsRules:
        url = f"{authority}/robots.txt"
        for _ in range(_HOPS + 1):
            response = await self._fetch(url)
            if response.status not in REDIRECTS:
                break
            url = joined(url, (response.headers.get("Location") or b"").decode("latin-1"))
            if not url or not self._spider.is_ours(url):
                return RobotsRules()
        status = response.status
        if status >= 500 or status == 429:
            raise Unreachable(f"robots.txt 读不到（服务器回答 {status}）")
        rules = RobotsRules(response.body if 200 <= status < 300 else b"")
        self._slow_down(authority, rules.delay)
        return rules

    async def _fetch(self, url: str) -> Response:
        engine: Any = self._crawler.engine
        request = Request(url, meta={"robots": True, "give_up_log_level": "DEBUG"})
        try:
            response: Response = await engine.download_async(request)
        except Exception as error:
            reason = self._spider.reason_of(error, url)
            raise Unreachable(f"robots.txt 读不到（{reason}）") from error
        return response

    @property
    def _spider(self) -> Knowing:
        return cast(Knowing, self._crawler.spider)

    def _slow_down(self, authority: str, delay: float) -> None:
        """Have at least this many seconds between two requests to a host."""
        engine: Any = self._crawler.engine
        downloader = engine.downloader
        host = urlsplit(authority).hostname or ""
        slot = downloader.slots.get(host)
        if not delay or slot is None or slot.delay >= delay:
            return
        slot.delay = delay
        slot.concurrency = 1
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1}
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle:
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)
