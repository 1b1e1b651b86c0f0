"""The embedded engine: Whoosh segments in generations below one directory.

In: an article source, then requests. Out: `SearchPage`s, exact in their totals and facets.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from whoosh import index

from indexer.analysis import Analysis, fold, runs
from indexer.answer import Answer
from indexer.arrays import DamagedFile
from indexer.build import build_all
from indexer.clock import Clock
from indexer.completion import Completion, complete
from indexer.didyoumean import FEW, suggestions
from indexer.engine import ArticleSource, EngineDown, OutOfTime, Progress, QueryError
from indexer.explaining import explain
from indexer.facets import FACET_KEYS
from indexer.generations import DAMAGED, Generation, Generations
from indexer.query import parse_question
from indexer.replay import replay
from indexer.request import FacetValue, Hit, SearchPage, SearchRequest
from indexer.segment import Segment
from indexer.similar import similar
from indexer.snapshot import Snapshot
from indexer.snippets import Marker
from indexer.synonyms import NO_SYNONYMS, Synonyms
from indexer.whoosh_index import (
    commit,
    create_index,
    open_index,
    read_commit,
    read_through_whoosh,
)

# What Whoosh raises for files that are missing, cut off or not its own, and we for damaged ones.
_BROKEN = (index.IndexError, DamagedFile, OSError, ValueError, TypeError, KeyError, struct.error)

_TICK = 50_000_000
"""Nanoseconds that a file system's clock may stand still."""
TIME_LIMIT = 5.0
"""Seconds after which a question is answered with what was found till then, and says so."""


@contextmanager
def _damage_is_down(kinds: tuple[type[Exception], ...] = (DamagedFile,)) -> Iterator[None]:
    """What a damaged file raises becomes EngineDown."""
    try:
        yield
    except kinds as error:
        raise EngineDown(f"{DAMAGED} ({error})") from error


class _Opened:
    """A generation open for questions: its analysis and its newest commit."""

    def __init__(self, generation: Generation, stamp: tuple[int, int]) -> None:
        """Open it. Raises EngineDown where its files are not whole."""
        self.stamp = stamp
        self.generation = generation
        self._looked = 0
        self._segments: dict[str, Segment] = {}
        with _damage_is_down(_BROKEN):
            self.analysis = Analysis.of(tuple(generation.dictionary))
            self._index = open_index(generation.folder)
            self.snapshot = self._newest()

    def refresh(self) -> None:
        """Take up a commit made since: it gave the folder a new file. Raises EngineDown."""
        with _damage_is_down(_BROKEN):
            changed = self.generation.folder.stat().st_mtime_ns
            # Two changes within a tick of the file system's clock look like one.
            if changed != self._looked or time.time_ns() - changed < _TICK:
                if self._index.latest_generation() != self.snapshot.commit:
                    self.snapshot = self._newest()
                self._looked = changed

    def verify(self) -> None:
        """Compare all of it with its checksums. Raises EngineDown that names the damaged file."""
        with _damage_is_down():
            for segment in self._segments.values():
                segment.arrays.verify()

    def _newest(self) -> Snapshot:
        while True:
            latest = self._index.latest_generation()
            try:
                return self._read()
            except FileNotFoundError:
                # Unless a commit came between reading the list of segments and opening them.
                if self._index.latest_generation() == latest:
                    raise

    def _read(self) -> Snapshot:
        found = read_commit(self._index)
        opened = {
            listed.segment_id(): self._segments.get(listed.segment_id())
            or Segment(listed.path(self.generation.folder))
            for listed in found.segments
        }
        for listed in found.segments:
            if opened[listed.segment_id()].rows != listed.doc_count_all():
                raise DamagedFile(f"{listed.path(self.generation.folder)} has other rows")
        self._segments = opened
        rows = [(opened[listed.segment_id()], listed.deleted_docs()) for listed in found.segments]
        return Snapshot(found.generation, rows, lambda: read_through_whoosh(self._index, found))


class WhooshEngine:
    """See `indexer.engine.SearchEngine`. Any number of threads may ask at once."""

    def __init__(
        self, directory: Path, time_limit: float = TIME_LIMIT, synonyms: Synonyms = NO_SYNONYMS
    ) -> None:
        self._generations = Generations(directory)
        self._time_limit = time_limit
        self._synonyms = synonyms
        self._opened: _Opened | None = None

    # -- writing

    def rebuild(self, source: ArticleSource, progress: Progress | None = None) -> None:
        """Index everything anew in a fresh generation, then let it answer."""
        with self._generations.writing():
            self._rebuild(source, progress)

    def update(self, source: ArticleSource, progress: Progress | None = None) -> int:
        """Replay the changes since the last one held; a missing or unfit index is rebuilt."""
        with self._generations.writing():
            try:
                self._generations.current()
                opened = self._open()
                return replay(opened.generation, source, opened.analysis)
            except (EngineDown, DamagedFile):
                self._rebuild(source, progress)
                return source.count()

    def reindex_if_needed(self, source: ArticleSource, progress: Progress | None = None) -> str:
        """Rebuild what is damaged or unfit, update where changes wait; says what was done.

        Every byte of the index is compared with its checksum.
        """
        with self._generations.writing():
            try:
                opened = self._opened = self._reopened()
                opened.verify()
                replayed = replay(opened.generation, source, opened.analysis)
            except (EngineDown, DamagedFile):
                self._rebuild(source, progress)
                return "rebuilt"
            return "updated" if replayed else "current"

    def roll_back(self, source: ArticleSource) -> int:
        """Let the other kept generation answer, after it has caught up; gives back its number."""
        with self._generations.writing():
            generation = self._generations.other()
            try:
                _Opened(generation, (0, 0)).verify()
                replay(generation, source, Analysis.of(tuple(generation.dictionary)))
            except DamagedFile as error:
                raise EngineDown(f"the older index is damaged ({error})") from error
            self._generations.switch_to(generation)
            return generation.number

    def state(self) -> dict[str, int]:
        """The answering generation's number, its last change and its articles."""
        opened = self._open()
        return {
            "generation": opened.generation.number,
            "seq": opened.generation.seq,
            "articles": opened.snapshot.count,
        }

    def _rebuild(self, source: ArticleSource, progress: Progress | None) -> None:
        generation = self._generations.next()
        dictionary = source.dictionary()
        generation.begin(dictionary)
        seq = source.last_seq()
        fresh = create_index(generation.folder)
        built = build_all(fresh, source, dictionary, progress, self._generations.forked)
        commit(fresh, built, {})
        generation.seq = seq
        replay(generation, source, Analysis.of(tuple(dictionary)))
        self._generations.switch_to(generation)

    # -- asking

    def clock(self) -> Clock:
        """The time of one question, running from now, for several questions to share."""
        return Clock(self._time_limit)

    def search(
        self,
        request: SearchRequest,
        facets: Collection[str] = FACET_KEYS,
        clock: Clock | None = None,
    ) -> SearchPage:
        """One page of the answer, with these facets counted; a note says where time ran out.

        Raises QueryError, or EngineDown if there is no usable index.
        """
        started = time.perf_counter()
        with _damage_is_down():
            page = self._answer(request, clock or self.clock()).page(facets)
        return replace(page, took_ms=round((time.perf_counter() - started) * 1000, 3))

    def complete(self, typed: str) -> tuple[Completion, ...]:
        """What somebody may be about to ask who has typed so far."""
        opened, clock = self._open(), self.clock()
        with _damage_is_down():
            found = complete(
                typed,
                opened.snapshot.parts,
                opened.analysis,
                lambda tree: opened.snapshot.matching(tree, clock),
                self._synonyms,
            )
        return () if clock.ran_out else found

    def suggestions(
        self, request: SearchRequest, total: int, clock: Clock | None = None
    ) -> tuple[str, ...]:
        """Questions that may have been meant where one found next to nothing.

        They find much more than its `total`, under the same filters; none where time runs out.
        """
        if total >= FEW or not request.text:
            return ()
        opened = self._open()
        clock = clock or self.clock()
        with _damage_is_down():
            found = suggestions(
                request.text,
                total,
                opened.snapshot.parts,
                opened.analysis,
                lambda text: self._answer(replace(request, text=text), clock).total,
            )
        return () if clock.ran_out else found

    def count(self, request: SearchRequest, clock: Clock | None = None) -> int:
        """How many articles match fully. Raises OutOfTime."""
        with _damage_is_down():
            return self._finished(request, clock).total

    def days(
        self, request: SearchRequest, clock: Clock | None = None
    ) -> tuple[tuple[date, int], ...]:
        """How many of them each published day has, ascending, days without any left out.

        Raises OutOfTime.
        """
        with _damage_is_down():
            return self._finished(request, clock).days()

    def scan(self, request: SearchRequest) -> Iterator[int]:
        """The numbers of all full matches, ascending. Raises OutOfTime."""
        with _damage_is_down():
            return self._finished(request).numbers()

    def facet_values(self, request: SearchRequest, facet: str, text: str) -> tuple[FacetValue, ...]:
        """The values of a facet that contain a text, or begin so in pinyin, with their counts.

        Raises OutOfTime.
        """
        if facet not in FACET_KEYS:
            raise QueryError(f"没有“{facet}”这个筛选项。")
        with _damage_is_down():
            return self._finished(request).values(facet, text)

    def explain(self, request: SearchRequest, number: int) -> tuple[str, ...]:
        """Why an article is among a request's results, in Chinese; empty for one not indexed."""
        opened = self._open()
        question = parse_question(request.text, opened.analysis, self._synonyms)
        with _damage_is_down():
            row = opened.snapshot.row_of(number)
            if row is None:
                return ()
            return explain(opened.snapshot, request, question, row, self.clock())

    def similar(self, number: int, text: str) -> tuple[Hit, ...]:
        """The articles most like an indexed one, by the rare words of a text of it, best first.

        At most a page of them, with neither snippets nor marks. Raises EngineDown.
        """
        opened = self._open()
        words = (w for run, _ in runs(fold(text)) for w in opened.analysis.question_words(run))
        with _damage_is_down():
            return tuple(similar(opened.snapshot, number, list(words)))

    def marker(self, text: str) -> Marker:
        """What marks a question's terms in printed texts."""
        return Marker(parse_question(text, self._open().analysis, self._synonyms))

    def _answer(self, request: SearchRequest, clock: Clock) -> Answer:
        opened = self._open()
        question = parse_question(request.text, opened.analysis, self._synonyms)
        return Answer(opened.snapshot, request, question, clock)

    def _finished(self, request: SearchRequest, clock: Clock | None = None) -> Answer:
        """An answer with all full matches, so that its figures are true. Raises OutOfTime."""
        clock = clock or self.clock()
        answer = self._answer(request, clock)
        if clock.ran_out:
            raise OutOfTime
        return answer

    def _open(self) -> _Opened:
        """What answers now: the current generation's newest commit."""
        opened = self._opened
        if opened is None or opened.stamp != self._generations.stamp():
            opened = self._opened = self._reopened()
        opened.refresh()
        return opened

    def _reopened(self) -> _Opened:
        stamp = self._generations.stamp()
        return _Opened(self._generations.current(), stamp)
