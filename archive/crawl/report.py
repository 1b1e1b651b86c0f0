"""What became of a crawl, while it runs and when it is done.

In: counts. Out: `CrawlProgress` for a bar and `CrawlReport` for a summary.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

INTERRUPTED = "被中断，其余的下次再抓"


class CrawlError(RuntimeError):
    """A crawl broke off by a mistake or a failing disk; what was committed stays."""


class CrawlBusy(CrawlError):
    """Another crawl of this archive is running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlProgress:
    """Where a crawl is: addresses asked and still waiting, what was stored, what failed."""

    requests: int = 0
    waiting: int = 0
    pages: int = 0
    stories: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """What a crawl asked for and what it found.

    `requests` counts answers and failures of addresses, not robots.txt; `new`, `changed` and
    `unchanged` issue pages and stories; `absent` dates without an issue. `failures` and `refused`
    are addresses with their reasons. `stopped` says why it ended before all was asked; what is left
    (`waiting`) is asked by the next run. `seconds` and `cpu` are of the crawling process.
    """

    requests: int = 0
    not_modified: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    stories: int = 0
    pictures: int = 0
    pdfs: int = 0
    absent: int = 0
    waiting: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    seconds: float = 0.0
    cpu: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        values = asdict(self)
        for key in ("failures", "refused", "warnings"):
            values[key] = [{"url": url, "reason": reason} for url, reason in getattr(self, key)]
        return values
