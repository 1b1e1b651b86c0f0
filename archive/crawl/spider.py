"""Scrapy's part of a crawl: requests out, answers and failures back, politely.

In: a run that says what to ask next. Out: its pages asked for by Scrapy, with delays, retries and
limits, until it has none left. Works once in a process: Twisted's reactor cannot start again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from archive.crawl.answers import Answer
from archive.crawl.frontier import Page
from archive.crawl.guard import GuardedResolver
from archive.crawl.report import INTERRUPTED, CrawlProgress
from archive.crawl.robots import Disallowed, RobotsMiddleware, Unreachable
from archive.crawl.settings import MEGABYTE, CrawlSettings

NO_REQUESTS: tuple[Request, ...] = ()
_BEAT = 0.2
_HTTP = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
_ENCODED = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
_Result = TypeVar("_Result")


class Asking(Protocol):
    """What the spider works for: `Run`, or the fetching of one page."""

    settings: CrawlSettings
    stopped: str

    def next(self) -> Page | None: ...
    def is_done(self) -> bool: ...
    def is_ours(self, url: str) -> bool: ...
    def received(self, page: Page, answer: Answer) -> None: ...
    def failed(self, page: Page, reason: str) -> None: ...
    def refused(self, page: Page, reason: str) -> None: ...
    def put_back(self, page: Page) -> None: ...
    def stop(self, reason: str) -> None: ...
    def tick(self) -> None: ...
    def progress(self) -> CrawlProgress: ...


def ask(
    run: Asking,
    *,
    delay: float,
    allow_private: bool,
    go_on: Callable[[CrawlProgress], bool],
) -> None:
    """Ask for all that a run wants asked. `go_on` hears a few times a second how far it is, and
    says whether to go on.

    Raises whatever went wrong in the run itself, a full disk say.
    """
    logging.getLogger("scrapy").setLevel(logging.ERROR)  # its warnings are in our report
    process = AsyncCrawlerProcess(_scrapy_settings(run.settings, delay, allow_private))
    mistakes: list[Exception] = []
    crawling: Any = process.crawl(_Spider, run=run, go_on=go_on, mistakes=mistakes)
    process.start(install_signal_handlers=False)
    if mistakes:
        raise mistakes[0]
    if error := crawling.exception():  # Scrapy itself could not begin
        raise error


class _Spider(Spider):
    """Hands answers to the run. What goes wrong in the run ends the crawl."""

    name = "newspaper"

    def __init__(
        self,
        run: Asking,
        go_on: Callable[[CrawlProgress], bool],
        mistakes: list[Exception],
    ) -> None:
        super().__init__()
        self.run = run
        self._go_on = go_on
        self._mistakes = mistakes
        self._beating: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> _Spider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.opened, signal=signals.spider_opened)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """No requests of its own: the scheduler takes them from the run."""
        for request in NO_REQUESTS:
            yield request

    def opened(self) -> None:
        self._beating = asyncio.ensure_future(self._beat())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(_BEAT)
            self.guarded(self._tick, None)

    def _tick(self) -> None:
        self.run.tick()
        if not self._go_on(self.run.progress()):
            self.run.stop(INTERRUPTED)

    def closed(self, reason: str) -> None:
        if self._beating:
            self._beating.cancel()

    def guarded(self, step: Callable[[], _Result], otherwise: _Result) -> _Result:
        """What a step of the run gives; a mistake in it is kept and stops the run."""
        if self._mistakes:
            return otherwise
        try:
            return step()
        except Exception as error:
            self._mistakes.append(error)
            self.run.stop(f"出错：{error}")
            return otherwise

    def request(self) -> Request | None:
        """The next request of the run."""
        return self.guarded(self._next, None)

    def _next(self) -> Request | None:
        while page := self.run.next():
            try:
                return self._request(page)
            except ValueError as error:
                self.run.failed(page, f"地址不合规：{error}")
        return None

    def _request(self, page: Page) -> Request:
        headers = {}
        if page.hash and page.etag:
            headers["If-None-Match"] = page.etag
        if page.hash and page.last_modified:
            headers["If-Modified-Since"] = page.last_modified
        return Request(
            page.url,
            callback=self.answered,
            errback=self.unanswered,
            headers=headers,
            dont_filter=True,
            meta={
                "page": page,
                "download_maxsize": self.run.settings.limit(page.kind),
                "give_up_log_level": "DEBUG",
            },
        )

    def answered(self, response: Response) -> None:
        headers = {
            name.decode("latin-1"): ", ".join(value.decode("latin-1") for value in values)
            for name, values in response.headers.items()
            if name.decode("latin-1").lower() not in _ENCODED
        }
        answer = Answer(response.status, headers, response.body)
        page: Page = response.meta["page"]
        self.guarded(lambda: self.run.received(page, answer), None)

    def unanswered(self, failure: Any) -> None:
        page: Page = failure.request.meta["page"]
        error: BaseException = failure.value
        self.guarded(lambda: self._unanswered(page, error), None)

    def _unanswered(self, page: Page, error: BaseException) -> None:
        if isinstance(error, Unreachable):
            self.run.put_back(page)
            self.run.stop(f"{error}：什么也没有抓取，下次再试")
        elif isinstance(error, Disallowed):
            self.run.refused(page, str(error))
        elif reason := self._guarded_host(page.url):
            self.run.refused(page, reason)
        else:
            self.run.failed(page, self.reason_of(error, page.url))

    def reason_of(self, error: BaseException, url: str) -> str:
        """Why there was no answer, in Chinese."""
        if reason := self._guarded_host(url):
            return reason
        for kinds, reason in _REASONS:
            if isinstance(error, kinds):
                return reason
        return f"没有回答：{type(error).__name__} {error}"

    def _guarded_host(self, url: str) -> str:
        from twisted.internet import reactor

        resolver = getattr(reactor, "nameResolver", None)
        if not isinstance(resolver, GuardedResolver):
            return ""
        host = urlsplit(url).hostname or ""
        if host not in resolver.refused:
            return ""
        return (
            f"{host} 指向内部网络（{resolver.refused[host]}）：不去抓取；"
            "如果这份报纸就在内部网络，请用 --allow-private 登记"
        )

    def is_ours(self, url: str) -> bool:
        """Whether robots.txt may send us to an address."""
        return self.run.is_ours(url)


_REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((CannotResolveHostError,), "找不到这个主机"),
    ((DownloadConnectionRefusedError,), "连接被拒绝"),
    ((DownloadTimeoutError,), "超时"),
    ((DownloadCancelledError, IgnoreRequest), "超过大小上限"),
    ((ResponseDataLossError, DownloadFailedError), "连接中断，没有收完"),
)


class _Scheduler(BaseScheduler):
    """The run's frontier as Scrapy's scheduler; only retries are kept here."""

    def __init__(self, crawler: Crawler) -> None:
        spider = crawler.spider
        assert isinstance(spider, _Spider)
        self._spider = spider
        self._again: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Scheduler:
        return cls(crawler)

    def enqueue_request(self, request: Request) -> bool:
        self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._spider.run.stopped:
            while self._again:
                self._spider.run.put_back(self._again.popleft().meta["page"])
        if self._again:
            return self._again.popleft()
        return self._spider.request()

    def has_pending_requests(self) -> bool:
        if self._spider.run.stopped:
            return False
        return bool(self._again) or not self._spider.guarded(self._spider.run.is_done, True)


class _Resolver(GuardedResolver):
    """The reactor's resolver, guarded."""

    def __init__(self, reactor: Any) -> None:
        super().__init__(reactor.nameResolver)
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: object, reactor: Any) -> _Resolver:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)


class _OpenResolver:
    """The reactor's own resolver, for newspapers that lie in a private network."""

    @classmethod
    def from_crawler(cls, crawler: object, reactor: object) -> _OpenResolver:
        return cls()

    def install_on_reactor(self) -> None:
        """It is there already."""


def _scrapy_settings(settings: CrawlSettings, delay: float, allow_private: bool) -> dict[str, Any]:
    delay = max(delay, settings.delay)
    concurrency = 1 if delay else settings.concurrency
    return {
        "SCHEDULER": _Scheduler,
        "TWISTED_DNS_RESOLVER": _OpenResolver if allow_private else _Resolver,
        "DOWNLOADER_MIDDLEWARES": {RobotsMiddleware: 100},
        "USER_AGENT": settings.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
        },
        "CONCURRENT_REQUESTS": concurrency,
        "CONCURRENT_ITEMS": 1,  # each answer is read at once; more only start idle tasks
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, delay),
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_MAXSIZE": settings.page_bytes,
        "DOWNLOAD_WARNSIZE": 1024 * MEGABYTE,
        "RETRY_TIMES": settings.retries,
        "RETRY_HTTP_CODES": [408, 500, 502, 503, 504, 522, 524],  # 429 asks not to
        "HTTPERROR_ALLOW_ALL": True,
        # A redirect is a link that is judged like any other; a proxy would see hosts we do not.
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        # By default Scrapy also reads file: and ftp: addresses, and listens for remote control.
        "EXTENSIONS_BASE": {AutoThrottle: 0},
        "DOWNLOAD_HANDLERS_BASE": {"http": _HTTP, "https": _HTTP},
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
