"""How a crawl behaves: its name, its limits, its quiet hours.

In: nothing. Out: `CrawlSettings`, given to a crawl as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

AGENT = "zhengwen"
"""The name that robots.txt files know the crawler by."""

_SHANGHAI = timezone(timedelta(hours=8))
MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """The limits of one run.

    `contact` is an address or a URL that the User-Agent gives. `delay` is the least number of
    seconds between two requests to a host, whatever the site's own says. `depth` counts the links
    from the start to an index or list page, `redirects` those in a row. After `misses` addresses
    in a row without an answer (or with 5xx) the site is left alone. Issues of the last
    `recent_days` may still change and are looked at each time; a site without a first date is
    searched `back_days` back. In the `quiet` hours (from, to, in Shanghai; may pass midnight)
    nothing is asked. `log` gets a line of JSON an answer.
    """

    contact: str = ""
    delay: float = 0.0
    page_bytes: int = 8 * MEGABYTE
    picture_bytes: int = 16 * MEGABYTE
    pdf_bytes: int = 64 * MEGABYTE
    timeout: float = 60.0
    retries: int = 2
    depth: int = 300
    redirects: int = 5
    misses: int = 20
    max_requests: int = 50_000
    max_seconds: float = 12 * 3600.0
    concurrency: int = 4
    recent_days: int = 7
    back_days: int = 30
    quiet: tuple[time, time] | None = None
    log: Path | None = None

    @property
    def user_agent(self) -> str:
        """What the crawler calls itself in each request."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"Mozilla/5.0 (compatible; {AGENT}/0.1{contact})"

    def limit(self, kind: str) -> int:
        """The most bytes of a page of a kind, after decompression."""
        return {"picture": self.picture_bytes, "pdf": self.pdf_bytes}.get(kind, self.page_bytes)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether a moment (with its time zone) lies in the quiet hours."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        now = moment.astimezone(_SHANGHAI).time()
        return start <= now < end if start <= end else now >= start or now < end
