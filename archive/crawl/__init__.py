"""The crawler: a live newspaper's issues into the archive, politely, and where it left off."""

from archive.crawl.fetch import FetchError, fetch_once
from archive.crawl.process import crawl
from archive.crawl.report import INTERRUPTED, CrawlBusy, CrawlError, CrawlProgress, CrawlReport
from archive.crawl.settings import CrawlSettings

__all__ = [
    "INTERRUPTED",
    "CrawlBusy",
    "CrawlError",
    "CrawlProgress",
    "CrawlReport",
    "CrawlSettings",
    "FetchError",
    "crawl",
    "fetch_once",
]
