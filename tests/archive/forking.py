"""Processes that start fast: each is forked from one that has the packages loaded already.

That one is a fresh interpreter: it holds no connection, thread or lock of the test's own process.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

from archive.crawl import process

LOADED = [
    "archive.crawl.run",
    "archive.crawl.spider",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.spidermiddlewares.referer",
]


def forking() -> ForkServerContext:
    """What makes such processes, as a context of `multiprocessing`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


class Forked:
    """A crawling process."""

    def __init__(self, pipe: Connection) -> None:
        self._process = forking().Process(target=process.serve_pipe, args=(pipe,))
        self._process.start()
        self.wait, self.kill = self._process.join, self._process.kill
