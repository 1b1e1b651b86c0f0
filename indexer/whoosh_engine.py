"""The embedded engine: Whoosh segments in generations below one directory.

In: an article source, then requests. Out: `SearchPage`s, exact in their totals and facets.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock

from whoosh import index

from indexer.analysis import Analysis
from indexer.answer import Answer
from indexer.engine import ArticleSource, EngineDown, Progress
from indexer.generations import DAMAGED, Generation, Generations
from indexer.query import parse_question
from indexer.request import SearchPage, SearchRequest
from indexer.segments import document, schema
from indexer.snapshot import Snapshot
from indexer.snippets import Marker

_BUFFER_MB = 256
# What Whoosh raises for files that are missing, cut off or not its own.
_UNREADABLE = (index.IndexError, OSError, ValueError, TypeError, KeyError, struct.error)


class _Opened:
    """A generation open for questions: its analysis and its newest commit."""

    def __init__(self, generation: Generation, stamp: tuple[int, int]) -> None:
        """Open it. Raises EngineDown where its files are not whole."""
        self.stamp = stamp
        try:
            self.analysis = Analysis(generation.dictionary)
            self._index = index.open_dir(str(generation.folder))
            self.snapshot = Snapshot(self._index.reader())
        except _UNREADABLE as error:
            raise EngineDown(f"{DAMAGED} ({error})") from error

    def refresh(self) -> None:
        """Take up a commit made since."""
        if self._index.latest_generation() != self.snapshot.commit:
            self.snapshot = Snapshot(self._index.reader())


class WhooshEngine:
    """See `indexer.engine.SearchEngine`.

    Threads take turns with questions: Whoosh's readers share their file positions.
    """

    def __init__(self, directory: Path) -> None:
        self._generations = Generations(directory)
        self._opened: _Opened | None = None
        self._turn = Lock()

    # -- writing

    def rebuild(self, source: ArticleSource, progress: Progress | None = None) -> None:
        """Index everything anew in a fresh generation, then let it answer."""
        with self._generations.writing():
            self._rebuild(source, progress)

    def update(self, source: ArticleSource, progress: Progress | None = None) -> int:
        """Replay the changes since the last one held; a missing or unfit index is rebuilt."""
        with self._generations.writing():
            try:
                generation = self._readable()
            except EngineDown:
                self._rebuild(source, progress)
                return source.count()
            return _replay(generation, source)

    def reindex_if_needed(self, source: ArticleSource, progress: Progress | None = None) -> str:
        """Rebuild where the fingerprint differs, update where changes wait; says what was done."""
        with self._generations.writing():
            try:
                generation = self._readable()
            except EngineDown:
                self._rebuild(source, progress)
                return "rebuilt"
            return "updated" if _replay(generation, source) else "current"

    def roll_back(self, source: ArticleSource) -> int:
        """Let the other kept generation answer, after it has caught up; gives back its number."""
        with self._generations.writing():
            generation = self._generations.other()
            _replay(generation, source)
            self._generations.switch_to(generation)
            return generation.number

    def state(self) -> dict[str, int]:
        """The answering generation's number, its last change and its articles."""
        generation = self._generations.current()
        with self._turn:
            return {
                "generation": generation.number,
                "seq": generation.seq,
                "articles": len(self._open().snapshot),
            }

    def _readable(self) -> Generation:
        """The answering generation, which can be opened. Raises EngineDown."""
        generation = self._generations.current()
        _Opened(generation, self._generations.stamp())
        if generation.seq < 0:
            raise EngineDown(DAMAGED)
        return generation

    def _rebuild(self, source: ArticleSource, progress: Progress | None) -> None:
        generation = self._generations.next()
        dictionary = source.dictionary()
        generation.begin(dictionary)
        seq, total, names = source.last_seq(), source.count(), source.newspaper_names()
        analysis = Analysis(dictionary)
        writer = index.create_in(str(generation.folder), schema()).writer(limitmb=_BUFFER_MB)
        try:
            for done, article in enumerate(source.articles(), 1):
                writer.add_document(**document(article, analysis, names))
                if progress and (done % 200 == 0 or done == total):
                    progress(done, total)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        generation.seq = seq
        _replay(generation, source, analysis)
        self._generations.switch_to(generation)

    # -- asking

    def search(self, request: SearchRequest) -> SearchPage:
        """One page of the answer. Raises QueryError, or EngineDown if there is no usable index."""
        started = time.perf_counter()
        with self._turn:
            page = self._answer(request).page()
        return replace(page, took_ms=round((time.perf_counter() - started) * 1000, 3))

    def scan(self, request: SearchRequest) -> Iterator[int]:
        """The numbers of all full matches, ascending."""
        with self._turn:
            numbers = self._answer(request).numbers()
        return iter(numbers)

    def marker(self, text: str) -> Marker:
        """What marks a question's terms in printed texts."""
        with self._turn:
            return Marker(parse_question(text, self._open().analysis))

    def _answer(self, request: SearchRequest) -> Answer:
        opened = self._open()
        return Answer(opened.snapshot, request, parse_question(request.text, opened.analysis))

    def _open(self) -> _Opened:
        """What answers now: the current generation's newest commit."""
        stamp = self._generations.stamp()
        if self._opened is None or self._opened.stamp != stamp:
            self._opened = _Opened(self._generations.current(), stamp)
        self._opened.refresh()
        return self._opened


def _replay(generation: Generation, source: ArticleSource, analysis: Analysis | None = None) -> int:
    """Write the changes that a generation does not hold; gives back how many articles changed."""
    seq = source.last_seq()
    if seq == generation.seq:
        return 0
    analysis = analysis or Analysis(generation.dictionary)
    names = source.newspaper_names()
    writer = index.open_dir(str(generation.folder)).writer(limitmb=_BUFFER_MB)
    replayed = 0
    try:
        for number, article in source.changes_since(generation.seq):
            if article is None:
                writer.delete_by_term("key", str(number))
            else:
                writer.update_document(**document(article, analysis, names))
            replayed += 1
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    generation.seq = seq
    return replayed
