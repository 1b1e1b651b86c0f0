"""Crawling processes that start fast; `tests/web/test_crawled.py` has one as readers have it."""

from __future__ import annotations

import pytest

from archive.crawl import process
from tests.archive.forking import Forked


@pytest.fixture(autouse=True)
def _quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "start", Forked)
