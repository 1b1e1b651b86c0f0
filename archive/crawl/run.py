"""One run of a newspaper's crawl, without the network: what to ask next, what an answer means.

In: answers and failures, as they come. Out: pages read and stored with the links they lead to,
some dozen in a transaction, and the report.
"""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from archive.crawl.answers import Answer, Handed, Reader, failure
from archive.crawl.frontier import GUESSED, Frontier, Page, Verdict, Window
from archive.crawl.handover import Handover
from archive.crawl.links import on_day
from archive.crawl.report import CrawlProgress, CrawlReport
from archive.crawl.scope import Link, Scope
from archive.crawl.settings import MEGABYTE, CrawlSettings
from archive.newspapers import Site
from archive.store import Archive

PAGES_A_BATCH = 48
SECONDS_A_BATCH = 0.5
BYTES_A_BATCH = 32 * MEGABYTE
_AHEAD = 256


class Run:
    """What is asked, what came, what was stored. Nothing in here knows of Scrapy."""

    def __init__(
        self,
        archive: Archive,
        site: Site,
        settings: CrawlSettings,
        window: Window,
        today: date,
        max_requests: int,
    ) -> None:
        self.site = site
        self.settings = settings
        self.stopped = ""
        self._archive = archive
        self._window = window
        self._today = today
        self._left = max_requests
        self._frontier = Frontier(archive.engine, site.newspaper.key)
        newspaper = archive.newspapers()[site.newspaper.key]
        self._reader = Reader(site, newspaper, settings, self._frontier, today)
        self._handover = Handover(archive, newspaper, self._frontier, today)
        self._ready: deque[Page] = deque()
        self._out: dict[str, Page] = {}
        self._pending: list[Handed] = []
        self._since_pending = 0.0
        self._bytes = 0
        self._guessed = False
        self._exhausted = False
        self._misses = 0
        self._begun = time.monotonic(), time.process_time()
        self._waiting = 0
        self._log = settings.log.open("a", encoding="utf-8") if settings.log else None

    @property
    def scope(self) -> Scope:
        """What belongs to the site."""
        return self._reader.scope

    def is_ours(self, url: str) -> bool:
        """Whether an address lies on the newspaper's hosts."""
        return self.scope.is_ours(url)

    def begin(self) -> None:
        """Lay out what is asked for, or take up what a stopped run left."""
        recent = self._today - timedelta(days=self.settings.recent_days)
        self._frontier.begin(self.scope.start_link(), self._window, recent)
        self._waiting = self._frontier.waiting(self._window)
        self.tick()

    # -- asking

    def next(self) -> Page | None:
        """The next page to ask for; None if nothing is to be asked now."""
        if self.stopped or self._exhausted:
            return None
        if self._left <= 0:
            self.stop("到了一次抓取的上限，其余的下次再抓")
            return None
        if not self._ready:
            self._fill()
        while self._ready:
            page = self._ready.popleft()
            self._out[page.url] = page
            self._left -= 1
            if self.scope.is_ours(page.url):
                return page
            self.refused(page, "不在这份报纸的主机上")  # the site was registered anew elsewhere
        return None

    def is_done(self) -> bool:
        """Whether nothing is left to ask for, as far as is known."""
        if self.stopped or self._exhausted:
            return True
        if not self._ready:
            self._fill()
        return not self._ready and self._exhausted

    def _fill(self) -> None:
        """Take waiting pages from the frontier; guess back issues when no others are left."""
        if any(handed.links for handed in self._pending) or len(self._pending) == len(self._out):
            self.flush()
        self._ready.extend(self._frontier.next(self._window, _AHEAD, self._out))
        if self._ready or self._out:
            return
        self._guess()
        self._ready.extend(self._frontier.next(self._window, _AHEAD, self._out))
        self._exhausted = not self._ready

    def _guess(self) -> None:
        """Make addresses of the days that no page has led to, from the newest issue's address."""
        if self._guessed or not self.scope.rules.dated:
            return
        self._guessed = True
        fronts = self._frontier.fronts()
        if not fronts:
            return
        led = [page.issue_date for page in fronts if page.issue_date]
        known = self._frontier.days_with_issues()
        # Between the days that a calendar names, those that it leaves out have no issue.
        links = [
            Link(url, "issue", day)
            for day in self._window.days()
            if day not in known and not min(led) <= day <= max(led)
            if (url := on_day(fronts[0].url, day))
        ]
        if links:
            with self._archive.batch():
                self._frontier.add(self._archive.connection, links, fronts[0].url, GUESSED)
            self._waiting = self._frontier.waiting(self._window)

    # -- answers

    def received(self, page: Page, answer: Answer) -> None:
        """Read an answer, and store it with the next batch."""
        started = time.monotonic()
        self._missed(answer.status >= 500)
        if answer.status == 429 or (answer.status == 503 and answer.header("Retry-After")):
            self.stop(f"服务器请我们慢一些（{answer.status}），其余的下次再抓；可以把间隔调大")
        handed = self._reader.read(page, answer)
        self._take(handed, answer, time.monotonic() - started)

    def failed(self, page: Page, reason: str) -> None:
        """There was no answer."""
        self._missed(True)
        self._take(Handed(page, failure(page, reason)))

    def refused(self, page: Page, reason: str) -> None:
        """It may not be asked for: robots.txt, another host, a private network."""
        self._left += 1
        self._take(Handed(page, Verdict(state="refused", reason=reason)))

    def put_back(self, page: Page) -> None:
        """It was not asked for after all, and waits for the next run."""
        self._left += 1
        self._out.pop(page.url, None)

    def stop(self, reason: str) -> None:
        """Ask for nothing more; what is under way is still taken in."""
        self.stopped = self.stopped or reason

    def tick(self) -> None:
        """Told a few times a second: store what has waited, see whether it is time to stop."""
        if self._pending and time.monotonic() - self._since_pending >= SECONDS_A_BATCH:
            self.flush()
        if time.monotonic() - self._begun[0] > self.settings.max_seconds:
            self.stop("到了一次抓取的时间上限，其余的下次再抓")
        if self.settings.is_quiet(datetime.now(UTC)):
            self.stop("现在是安静时段，其余的下次再抓")

    def flush(self) -> None:
        """Store what has been read, with what the frontier must know of it, in one transaction."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        self._bytes = 0
        found = self._handover.store(pending)
        for handed in pending:
            self._out.pop(handed.page.url, None)
        if found:
            self._ready.clear()  # what was found may come before what was next
            self._waiting = self._frontier.waiting(self._window)
        if self._log:
            self._log.flush()

    def finish(self) -> CrawlReport:
        """Store the rest; gives back what became of the run."""
        self.flush()
        waiting = self._frontier.waiting(self._window)
        if waiting:
            self.stop("没有问完，其余的下次再抓")
        if not self.stopped:
            self._frontier.end()
        if self._log:
            self._log.close()
        return replace(
            self._handover.tally.report(),
            waiting=waiting,
            stopped=self.stopped,
            seconds=time.monotonic() - self._begun[0],
            cpu=time.process_time() - self._begun[1],
        )

    def progress(self) -> CrawlProgress:
        """Where the run is."""
        tally = self._handover.tally
        return CrawlProgress(
            requests=tally.count["requests"],
            waiting=self._waiting,
            pages=tally.count["pages"],
            stories=tally.count["stories"],
            failed=len(tally.failures),
        )

    def _missed(self, missed: bool) -> None:
        """Leave a site alone that has stopped answering: asking on helps neither side."""
        self._misses = self._misses + 1 if missed else 0
        if self._misses >= self.settings.misses:
            self.stop(f"连续 {self._misses} 个地址没有得到回答，网站可能出了故障，下次再抓")

    def _take(self, handed: Handed, answer: Answer | None = None, seconds: float = 0.0) -> None:
        if not self._pending:
            self._since_pending = time.monotonic()
        self._pending.append(handed)
        self._waiting = max(0, self._waiting - 1)
        if self._log:
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "newspaper": self.site.newspaper.key,
                "url": handed.page.url,
                "kind": handed.page.kind,
                "status": answer.status if answer else None,
                "bytes": len(answer.content) if answer else 0,
                "state": handed.verdict.state,
                "reason": handed.verdict.reason,
                "read": round(seconds, 4),
            }
            self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._bytes += len(answer.content) if answer else 0
        if len(self._pending) >= PAGES_A_BATCH or self._bytes >= BYTES_A_BATCH:
            self.flush()
