"""Changes taken up by an index, and its small segments made few.

In: a generation and an article source. Out: the commits that a generation lacks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from whoosh.index import FileIndex

from indexer.analysis import Analysis
from indexer.build import as_one, build_segments, grouped
from indexer.codec import ArraySegment
from indexer.engine import ArticleSource, EngineDown
from indexer.generations import Generation
from indexer.segment import Segment
from indexer.whoosh_index import commit, list_segments, open_index

FANOUT, SMALL = 8, 64
"""So many segments of about one size become one; up to SMALL articles is one size."""
REPLAYED_AT_ONCE = 20_000
"""Changed articles held in memory together."""


def replay(generation: Generation, source: ArticleSource, analysis: Analysis) -> int:
    """Write the changes that a generation does not hold; gives back how many articles changed."""
    seq, held = source.last_seq(), generation.seq
    if held > seq:
        raise EngineDown(f"the index is ahead of the archive: change {held} of {seq}")
    if held == seq:
        return 0
    writable = open_index(generation.folder)
    names = source.newspaper_names()
    changes = source.changes_since(held)
    replayed = 0
    while some := dict(islice(changes, REPLAYED_AT_ONCE)):
        articles = (article for _, article in sorted(some.items()) if article is not None)
        added = list(build_segments(writable, articles, analysis, names))
        deleted = {
            listed.segment_id(): _rows_of(Segment(listed.path(generation.folder)), some)
            for listed in list_segments(writable)
        }
        commit(writable, added, deleted)
        replayed += len(some)
    _merge(generation, writable, source, analysis)
    generation.seq = seq
    return replayed


def _merge(
    generation: Generation, writable: FileIndex, source: ArticleSource, analysis: Analysis
) -> None:
    """Write the articles of many small segments, or of half-deleted ones, as one segment each.

    A story is written anew at most once for each FANOUT-fold growth of its segment.
    """
    for group in _worth_merging(list_segments(writable)):
        numbers: list[int] = []
        for segment in group:
            column = Segment(segment.path(generation.folder)).column("number")
            numbers.extend(np.delete(column, list(segment.deleted_docs())).tolist())
        articles = source.numbered(sorted(numbers))
        built = list(build_segments(writable, articles, analysis, source.newspaper_names()))
        added = [as_one(writable, built)] if built else []
        commit(writable, added, {}, dropped=[segment.segment_id() for segment in group])


def _worth_merging(segments: Iterable[ArraySegment]) -> Iterator[list[ArraySegment]]:
    """The segments to be written as one each, together no larger than one may be."""
    wasted: list[ArraySegment] = []
    tiers: dict[int, list[ArraySegment]] = {}
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if _wasted(segment):
            wasted.append(segment)
        else:
            tiers.setdefault(_tier(segment), []).append(segment)
    yield from grouped(wasted)
    for peers in tiers.values():
        yield from (group for group in grouped(peers) if len(group) >= FANOUT)


def _wasted(segment: ArraySegment) -> bool:
    """Whether most of its rows are deleted."""
    return 2 * segment.deleted_count() > segment.doc_count_all()


def _tier(segment: ArraySegment) -> int:
    """How large it is, in steps of FANOUT."""
    return int(math.log(max(segment.doc_count(), SMALL) / SMALL, FANOUT))


def _rows_of(segment: Segment, numbers: Iterable[int]) -> list[int]:
    """The rows of a segment that hold some articles."""
    found = np.isin(segment.column("number"), np.fromiter(numbers, np.int64))
    return [int(row) for row in np.flatnonzero(found)]
