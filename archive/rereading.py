"""Kept pages read again, after the parser has improved.

In: which pages. Out: their articles as they are read today, at their old addresses, committed batch
by batch, and a report. Only an article that became another one is among the `changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import DataError

from archive.appearances import batched
from archive.captures import Choice
from archive.filetypes import Refused
from archive.importer import latest_issue, read_dated
from archive.models import Capture, Newspaper
from archive.store import Archive

PAGES_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadReport:
    """What became of the pages, how many articles changed, and each failure with its reason.

    `new` are pages that could not be read before.
    """

    new: int
    changed: int
    unchanged: int
    articles: int
    failures: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> int:
        """How many pages cannot be read."""
        return len(self.failures)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        failures = [{"page": page, "reason": reason} for page, reason in self.failures]
        return asdict(self) | {"failed": self.failed, "failures": failures}


def reread(
    archive: Archive,
    choice: Choice,
    *,
    today: date,
    progress: Callable[[int, int | None], object] | None = None,
) -> RereadReport:
    """Read the chosen pages again. What was committed stays if this is interrupted.

    A page that cannot be read today is marked with the reason; the articles it gave before stay.
    """
    run = _Reread(archive, today)
    chosen = archive.newest_captures(choice)
    done = 0
    for numbers in batched(chosen, PAGES_A_BATCH):
        with archive.batch():
            for newspaper, capture in archive.captures(numbers):
                run.page(newspaper, capture)
        done += len(numbers)
        if progress:
            progress(done, len(chosen))
    return run.report()


class _Reread:
    """One reread under way, and its tally."""

    def __init__(self, archive: Archive, today: date) -> None:
        self._archive = archive
        self._newspapers = archive.newspapers()
        self._latest = latest_issue(today)
        self._outcomes: Counter[str] = Counter()
        self._articles = 0
        self._failures: list[tuple[str, str]] = []

    def page(self, key: str, capture: Capture) -> None:
        """File one page as it is read today."""
        try:
            self._file(self._newspapers[key], capture)
        except Refused as error:
            self._archive.store_failure_again(key, capture.id, str(error))
            self._failures.append((f"{key} {capture.source}", str(error)))

    def _file(self, newspaper: Newspaper, capture: Capture) -> None:
        """File one page. Raises Refused."""
        reading = read_dated(capture.source, newspaper, capture, self._latest)
        try:
            with self._archive.savepoint():
                outcome, articles = self._archive.store_again(newspaper.key, capture, reading)
        except (UnicodeEncodeError, DataError) as error:
            raise Refused(f"内容里有存不下的字符：{error}") from error
        self._outcomes[outcome] += 1
        self._articles += articles

    def report(self) -> RereadReport:
        """The tally."""
        return RereadReport(
            new=self._outcomes["new"],
            changed=self._outcomes["changed"],
            unchanged=self._outcomes["unchanged"],
            articles=self._articles,
            failures=tuple(self._failures),
        )
