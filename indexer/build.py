"""Building segments: the whole archive by several processes, or a few articles in this one.

In: an article source and an analysis. Out: segment files in a generation's folder, and the
`ArraySegment`s to be committed.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex

from archive.models import Article
from indexer.analysis import Analysis
from indexer.bulk import SegmentBuilder
from indexer.codec import ArraySegment
from indexer.engine import ArticleSource, Progress
from indexer.merging import merged_arrays
from indexer.offers import load_tables
from indexer.segment import Segment
from indexer.whoosh_index import write_segment

BUILT_AT_ONCE = 30_000
"""Articles inverted in one go: that takes about 20 kB of memory an article."""
LARGEST = 120_000
"""Articles of one segment at most: the fewer segments, the less an answer costs."""
WORTH_SHARING = 3_000
"""Fewer articles than this are built by one process."""
MOST_PROCESSES = 4
_STEP = 500
_PR_SET_PDEATHSIG = 1


def build_segments(
    index: FileIndex,
    articles: Iterable[Article],
    analysis: Analysis,
    names: Mapping[str, str],
) -> Iterator[ArraySegment]:
    """Segments of the articles, each written when it is full."""
    articles = iter(articles)
    while True:
        builder = SegmentBuilder(analysis, names)
        for article in islice(articles, BUILT_AT_ONCE):
            builder.add(article)
        if not len(builder):
            return
        rows = len(builder)
        yield write_segment(index, builder.arrays().items(), rows)


def build_all(
    index: FileIndex,
    source: ArticleSource,
    dictionary: list[str],
    progress: Progress | None = None,
    forked: Callable[[], None] = lambda: None,
) -> list[ArraySegment]:
    """Segments of every article of the source, built by as many processes as pay.

    `forked` is called in each new process, to let go of what belongs to this one.
    """
    total = source.count()
    parts = min(os.cpu_count() or 1, MOST_PROCESSES) if total >= WORTH_SHARING else 1
    context = get_context("fork")
    counts: Any = context.Array("q", parts)
    names = source.newspaper_names()
    # Loaded once, before there are several processes.
    Analysis.of(tuple(dictionary))
    load_tables()
    job = _Job(index, source, dictionary, names, parts, counts, forked, os.getpid())
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        for part in range(1, parts):
            receiver, sender = context.Pipe(duplex=False)
            worker: BaseProcess = context.Process(target=job.run_forked, args=(part, sender))
            worker.start()
            sender.close()
            workers.append((worker, receiver))
        built = job.run(0, lambda: progress and progress(sum(counts[:]), total))
        for _, receiver in workers:
            built += _result(receiver)
    finally:
        for worker, receiver in workers:
            receiver.close()
            worker.terminate()
            worker.join()
    built = [as_one(index, some) for some in grouped(built)]
    if progress:
        progress(total, total)
    return built


def grouped(segments: Iterable[ArraySegment]) -> Iterator[list[ArraySegment]]:
    """Neighbours that together are no larger than one segment may be."""
    group: list[ArraySegment] = []
    for segment in segments:
        if group and sum(each.doc_count() for each in [*group, segment]) > LARGEST:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def as_one(index: FileIndex, segments: list[ArraySegment]) -> ArraySegment:
    """One segment in place of several that no commit has taken up."""
    if len(segments) == 1:
        return segments[0]
    paths = [segment.path(Path(index.storage.folder)) for segment in segments]
    rows = sum(segment.rows for segment in segments)
    merged = write_segment(index, merged_arrays([Segment(path) for path in paths]), rows)
    for path in paths:
        path.unlink()
    return merged


@dataclass
class _Job:
    """A full build as each of its processes sees it; `counts` is shared between them."""

    index: FileIndex
    source: ArticleSource
    dictionary: list[str]
    names: Mapping[str, str]
    parts: int
    counts: Any
    forked: Callable[[], None]
    parent: int

    def run(self, part: int, step: Callable[[], object]) -> list[ArraySegment]:
        """Build one part."""

        def counted() -> Iterator[Article]:
            for count, article in enumerate(self.source.articles(part, self.parts), 1):
                self.counts[part] = count
                if count % _STEP == 0:
                    step()
                yield article

        analysis = Analysis.of(tuple(self.dictionary))
        return list(build_segments(self.index, counted(), analysis, self.names))

    def run_forked(self, part: int, sender: Connection) -> None:
        """Build one part in a process of its own and send what came of it."""
        self._die_with_parent()
        self.forked()
        self.source.forked()
        try:
            sender.send(self.run(part, self._stop_alone))
        except Exception as error:
            sender.send(f"{type(error).__name__}: {error}")

    def _die_with_parent(self) -> None:
        """Where the system can (Linux), let it end this process with its parent."""
        libc = ctypes.CDLL(None)
        if hasattr(libc, "prctl"):
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        self._stop_alone()

    def _stop_alone(self) -> None:
        """End this process when the one that wanted its work is dead."""
        if os.getppid() != self.parent:
            os._exit(1)


def _result(receiver: Connection) -> list[ArraySegment]:
    try:
        result = receiver.recv()
    except EOFError:
        raise RuntimeError("a process that built a part of the index died") from None
    if isinstance(result, str):
        raise RuntimeError(f"a part of the index could not be built: {result}")
    segments: list[ArraySegment] = result
    return segments
