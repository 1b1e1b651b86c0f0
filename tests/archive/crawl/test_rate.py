"""How fast a crawl is on loopback, without a delay: fetched, read and stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.archive.crawl.crawling import lake
from tests.crawl.live import LiveNewspaper, weekly

PAGES_A_SECOND = 30


@pytest.mark.slow
@pytest.mark.parametrize("family", ["founder_old", "founder_new"])
def test_thirty_pages_a_second(family: str, tmp_path: Path) -> None:
    paper = LiveNewspaper("lake", family, weekly(date(2023, 1, 4), 60))
    with lake(tmp_path, paper=paper) as it:
        report = it.run_all()
        assert (report.failures, report.waiting) == ((), 0)
    pages = report.new + report.pictures + report.pdfs
    rate, cpu = pages / report.seconds, report.cpu / pages
    print(
        f"{family}: {pages} pages in {report.seconds:.1f} s, {rate:.1f} a second, "
        f"{cpu * 1000:.1f} ms of CPU a page; {report.new} issue pages and stories"
    )
    assert rate >= PAGES_A_SECOND
