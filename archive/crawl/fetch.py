"""One page fetched as a crawl would fetch it: robots.txt, limits and private networks included.

In: an address. Out: its capture, or a `FetchError` that says why there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.crawl.answers import REDIRECTS, Answer
from archive.crawl.frontier import Page
from archive.crawl.links import joined
from archive.crawl.process import in_child
from archive.crawl.report import CrawlError, CrawlProgress
from archive.crawl.settings import CrawlSettings
from archive.models import Capture


class FetchError(CrawlError):
    """A page that could not be fetched; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Errand:
    url: str
    settings: CrawlSettings
    allow_private: bool


def fetch_once(url: str, settings: CrawlSettings, allow_private: bool = False) -> Capture:
    """The page at an address, redirects followed, also to another host; its source is where it was.

    Raises:
        FetchError: there is none, or it may not be fetched.
    """
    found = in_child(_fetch, _Errand(url, settings, allow_private))
    assert isinstance(found, Capture)
    return found


def _fetch(errand: _Errand, go_on: Callable[[CrawlProgress], bool]) -> Capture:
    from archive.crawl.spider import ask

    url = joined(errand.url, errand.url)
    if not url:
        raise FetchError(f"不是网址：{errand.url}")
    once = _Once(url, errand.settings)
    ask(once, delay=errand.settings.delay, allow_private=errand.allow_private, go_on=go_on)
    if once.found is None:
        raise FetchError(f"取不到 {once.page.url}：{once.reason or once.stopped}")
    answer = once.found
    return Capture(
        source=once.page.url,
        content=answer.content,
        media_type=answer.header("Content-Type").partition(";")[0].strip().lower(),
        headers=answer.headers,
    )


class _Once:
    """Asks for one page, and for what it redirects to."""

    def __init__(self, url: str, settings: CrawlSettings) -> None:
        self.settings = settings
        self.stopped = ""
        self.page = Page(url, "index")
        self.found: Answer | None = None
        self.reason = ""
        self._waiting = True
        self._moves = 0

    def next(self) -> Page | None:
        if not self._waiting:
            return None
        self._waiting = False
        return self.page

    def is_done(self) -> bool:
        return not self._waiting

    def is_ours(self, url: str) -> bool:
        return True

    def received(self, page: Page, answer: Answer) -> None:
        if answer.status in REDIRECTS:
            self._moves += 1
            target = joined(page.url, answer.header("Location"))
            if not target or self._moves > self.settings.redirects:
                self.reason = "跳转没有尽头，或没有可用的目标地址"
                return
            self.page, self._waiting = Page(target, "index"), True
        elif answer.status != 200:
            self.reason = f"服务器回答 {answer.status}"
        else:
            self.found = answer

    def failed(self, page: Page, reason: str) -> None:
        self.reason = reason

    refused = failed

    def put_back(self, page: Page) -> None:
        """Nothing is kept."""

    def stop(self, reason: str) -> None:
        self.stopped = self.stopped or reason

    def tick(self) -> None:
        """One page has no time to run out."""

    def progress(self) -> CrawlProgress:
        return CrawlProgress()
