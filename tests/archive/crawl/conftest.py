"""Crawling processes that start fast: forked from one that has Scrapy loaded already."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

import pytest

from archive.crawl import process

LOADED = [
    "archive.crawl.run",
    "archive.crawl.spider",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.spidermiddlewares.referer",
]


class Forked:
    """A crawling process."""

    def __init__(self, pipe: Connection) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        self._process = context.Process(target=process.serve_pipe, args=(pipe,))
        self._process.start()
        self.wait, self.kill = self._process.join, self._process.kill


@pytest.fixture(autouse=True)
def _quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "start", Forked)
