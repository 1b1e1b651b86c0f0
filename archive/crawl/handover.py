"""What was read of answers, written: pages, pictures and the frontier in one transaction.

In: what is to be written, in the order it came. Out: rows of the archive, and the tally.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DataError

from archive.captures import kept
from archive.crawl.answers import Handed
from archive.crawl.frontier import ABSENT, MOVED, Frontier, Verdict
from archive.crawl.report import CrawlReport
from archive.filetypes import Refused
from archive.filing import Filing
from archive.importer import latest_issue, read_dated
from archive.models import Newspaper, Reading
from archive.schema import captures
from archive.store import Archive

_READINGS = 256
_COUNTS = (
    *("requests", "not_modified", "new", "changed", "unchanged"),
    *("stories", "pictures", "pdfs", "absent"),
)


class Tally:
    """What has been stored so far."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.failures: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.warnings: list[tuple[str, str]] = []

    def report(self) -> CrawlReport:
        """The counts and lists as a report."""
        counts: dict[str, Any] = {name: self.count[name] for name in _COUNTS}
        return CrawlReport(
            **counts,
            failures=tuple(self.failures.items()),
            refused=tuple(self.refused.items()),
            warnings=tuple(self.warnings),
        )


class Handover:
    """Writes what one newspaper's crawl has read."""

    def __init__(
        self, archive: Archive, newspaper: Newspaper, frontier: Frontier, today: date
    ) -> None:
        self.tally = Tally()
        self._archive = archive
        self._newspaper = newspaper
        self._frontier = frontier
        self._latest = latest_issue(today)
        self._bodies = frontier.issue_bodies()
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._led_on = False

    def store(self, pending: Sequence[Handed]) -> bool:
        """Write all of it, in a batch of the archive of its own; whether it led to new pages."""
        shown: set[str] = set()
        self._led_on = False
        counts: list[tuple[Handed, str]] = []
        with self._archive.batch():
            for handed in pending:
                handed = self._judged(handed)
                try:
                    with self._archive.savepoint():
                        outcome = self._write(handed, shown)
                except (UnicodeEncodeError, DataError) as error:  # half a character, a NUL
                    reason = f"内容里有存不下的字符：{error}"
                    verdict = Verdict(state="failed", reason=reason)
                    handed, outcome = replace(handed, verdict=verdict, reading=None), ""
                    self._frontier.settle(self._archive.connection, handed.page, verdict)
                counts.append((handed, outcome))
            for source in sorted(shown):
                self._show(source)
        for handed, outcome in counts:
            self._count(handed, outcome)
        return self._led_on

    def _judged(self, handed: Handed) -> Handed:
        """An issue page that only repeats another day's is none of its own day."""
        page, digest = handed.page, handed.verdict.hash
        if page.kind != "issue" or handed.reading is None:
            return handed
        if page.is_guessed and digest in self._bodies:
            return Handed(page, Verdict(state="done", reason=ABSENT), counts="absent")
        self._bodies.add(digest)
        return handed

    def _write(self, handed: Handed, shown: set[str]) -> str:
        """Write one page; gives back what the archive made of it."""
        connection, page, capture = self._archive.connection, handed.page, handed.capture
        outcome = ""
        if capture and page.kind in ("picture", "pdf"):
            filing = Filing(connection, self._newspaper.key)
            filing.file_picture(page.url, capture.content, capture.media_type, capture.headers)
            shown.update(self._frontier.stories_showing(connection, page))
        elif capture and handed.reading:
            outcome = self._archive.store(self._newspaper, capture, handed.reading)
            if handed.links:
                self._remember(page.url, handed.reading)
        elif capture:
            reason = handed.verdict.reason
            self._archive.store_failure(self._newspaper, capture, reason)
        self._frontier.settle(connection, page, handed.verdict)
        found = self._frontier.add(connection, handed.links, page.url)
        self._led_on |= found > 0
        if handed.verdict.reason.startswith(MOVED):
            self._led_on |= self._frontier.ask_again(connection, handed.links) > 0
        elif found and page.kind in ("index", "list"):
            # What is new pushes the older stories on to the next pages of the list.
            lists = [link for link in handed.links if link.kind == "list"]
            self._led_on |= self._frontier.ask_again(connection, lists) > 0
        return outcome

    def _show(self, source: str) -> None:
        """Have a story show the pictures that came after it."""
        newest = (
            select(captures.c.id)
            .where(captures.c.newspaper == self._newspaper.key, captures.c.source == source)
            .where(captures.c.outcome == "read")
            .order_by(captures.c.id.desc())
            .limit(1)
        )
        connection = self._archive.connection
        number = connection.scalar(newest)
        if number is None:
            return
        ((_, capture),) = kept(connection, [number])
        try:
            reading = self._readings.get(source) or read_dated(
                source, self._newspaper, capture, self._latest
            )
        except Refused:
            return  # read by an older parser; `reread` will say why it cannot be any more
        self._archive.store_again(self._newspaper.key, capture, reading)

    def _remember(self, source: str, reading: Reading) -> None:
        self._readings[source] = reading
        self._readings.move_to_end(source)
        if len(self._readings) > _READINGS:
            self._readings.popitem(last=False)

    def _count(self, handed: Handed, outcome: str) -> None:
        tally, page, verdict = self.tally, handed.page, handed.verdict
        tally.count["requests"] += 1
        if handed.counts:
            tally.count[handed.counts] += 1
        if outcome:
            tally.count[outcome] += 1
        if outcome in ("new", "changed") and handed.reading:
            tally.count["stories"] += len(handed.reading.stories)
        if verdict.state == "done" and page.kind not in ("picture", "pdf"):
            tally.count["pages"] += 1
        if verdict.state == "failed":
            tally.failures[page.url] = verdict.reason
        elif verdict.state == "refused":
            tally.refused[page.url] = verdict.reason
        tally.warnings += ((page.url, warning) for warning in handed.warnings)
