"""The same answers from one segment, from many, with deletions, after merges, from two processes.

In: invented articles with odd signs, updates. Out: agreement with the oracle on each layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from archive.models import Article
from indexer import WhooshEngine, build
from indexer.codec import ArraySegment
from indexer.replay import FANOUT
from indexer.request import SearchRequest
from indexer.whoosh_index import list_segments, open_index
from tests.indexer.compare import disagreements
from tests.indexer.corpus import NEWSPAPERS, write_article, write_articles
from tests.indexer.odd import HALVES, SIGNS, strew_signs, write_fielded
from tests.indexer.oracle import Oracle
from tests.indexer.questions import quoted, write_requests
from tests.indexer.sources import ListSource

FIELDS = ("", "标题:", "正文:", "署名:", "职务:", "机构:")
DICTIONARY = ("岚湾市委", "望鹤县委", "林知远", "欧阳木禾", "营商环境")


class Layout(NamedTuple):
    """An index, the oracle that holds the same articles, and where both came from."""

    folder: Path
    engine: WhooshEngine
    oracle: Oracle
    source: ListSource

    @property
    def segments(self) -> list[ArraySegment]:
        """The segments of the newest commit."""
        return list_segments(open_index(self.folder / "1"))

    def update(self, seed: int, added: int, removed: int) -> None:
        """Put new articles, write some anew and take some out; both engines replay it."""
        random = Random(seed)
        numbers = [article.id for article in self.source.articles()]
        for number in random.sample(numbers, removed):
            self.source.remove(number)
        kept = [article.id for article in self.source.articles()]
        fresh = range(max(numbers) + 1, max(numbers) + 1 + added)
        changed = [write_article(random, n) for n in (*random.sample(kept, removed), *fresh)]
        for article in strew_signs(seed, changed):
            self.source.put(article)
        assert self.engine.update(self.source) == self.oracle.update(self.source)


def build_layout(folder: Path, articles: Iterable[Article]) -> Layout:
    source = ListSource(articles, DICTIONARY, NEWSPAPERS)
    layout = Layout(folder, WhooshEngine(folder), Oracle(), source)
    layout.engine.rebuild(source)
    layout.oracle.rebuild(source)
    return layout


def questions(seed: int, count: int, layout: Layout) -> Iterable[SearchRequest]:
    """Half of them of every kind, half about one group each."""
    articles = list(layout.source.articles())
    return chain(
        write_requests(seed, count // 2, articles),
        write_fielded(seed, count - count // 2, articles),
    )


def assert_agree(layout: Layout, requests: Iterable[SearchRequest]) -> None:
    found = sorted(disagreements(layout.oracle, layout.engine, requests), key=len)
    assert not found, f"{len(found)} disagreements, the shortest:\n" + "\n".join(found[:5])


# -- the layouts


def one_segment(folder: Path) -> Layout:
    layout = build_layout(folder, strew_signs(40, write_articles(40, 250)))
    assert [segment.deleted_count() for segment in layout.segments] == [0]
    return layout


def many_segments(folder: Path) -> Layout:
    layout = build_layout(folder, strew_signs(41, write_articles(41, 90)))
    for turn in range(FANOUT - 2):
        layout.update(turn, added=25, removed=4)
    assert len(layout.segments) == FANOUT - 1
    assert sum(segment.deleted_count() for segment in layout.segments) > 30
    return layout


def merged_segments(folder: Path) -> Layout:
    layout = build_layout(folder, strew_signs(42, write_articles(42, 90)))
    sizes = []
    for turn in range(2 * FANOUT):
        layout.update(100 + turn, added=12, removed=2)
        sizes.append(len(layout.segments))
    assert max(sizes) < FANOUT
    assert sum(after < before for before, after in pairwise(sizes)) >= 2
    return layout


def shared_build(folder: Path) -> Layout:
    short = (
        replace(article, paragraphs=article.paragraphs[:1], pictures=())
        for article in write_articles(43, build.WORTH_SHARING)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build.os, "cpu_count", lambda: 2)
        layout = build_layout(folder, strew_signs(43, short))
    assert len(layout.segments) == 1
    layout.update(7, added=10, removed=20)
    assert len(layout.segments) == 2
    return layout


LAYOUTS = {
    layout.__name__: layout
    for layout in (one_segment, many_segments, merged_segments, shared_build)
}


@pytest.fixture(scope="module", params=LAYOUTS)
def layout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return LAYOUTS[request.param](tmp_path_factory.mktemp(request.param))


def scaled(layout: Layout, count: int) -> int:
    """Fewer questions where the oracle has more to look at."""
    return count * 300 // max(300, layout.source.count())


# -- what holds on each


def test_answers_agree(layout: Layout) -> None:
    assert_agree(layout, questions(50, scaled(layout, 300), layout))


@pytest.mark.slow
def test_many_answers_agree(layout: Layout) -> None:
    assert_agree(layout, questions(51, scaled(layout, 5000), layout))


def test_every_sign_is_found(layout: Layout) -> None:
    texts = [quoted(sign) or "*" for sign in SIGNS if sign != "\0"]
    requests = [SearchRequest(f"{field}{text}") for text in texts for field in ("", "标题:")]
    assert_agree(layout, requests[:: 1 if layout.source.count() < 1000 else 7])


def test_dates_order_all_pages_alike(layout: Layout) -> None:
    for sort in ("newest", "oldest"):
        pages = [SearchRequest(sort=sort, p=p) for p in (1, 2, 7, 25, 26, 1000)]
        assert_agree(layout, pages)


# -- before and after one merge


def test_a_merge_changes_no_answer(tmp_path: Path) -> None:
    layout = build_layout(tmp_path, strew_signs(44, write_articles(44, 60)))
    for turn in range(FANOUT - 2):
        layout.update(turn, added=3, removed=1)
    before = [segment.segment_id() for segment in layout.segments]
    assert len(before) == FANOUT - 1
    assert_agree(layout, questions(52, 30, layout))
    layout.update(FANOUT, added=3, removed=1)
    (merged,) = layout.segments
    assert merged.segment_id() not in before
    assert merged.deleted_count() == 0
    assert merged.doc_count() == layout.source.count()
    assert_agree(layout, questions(53, 30, layout))
    assert sorted(path.name for path in (tmp_path / "1").glob("*.arrays")) == [
        merged.path(tmp_path).name
    ]


def test_a_segment_half_deleted_is_written_anew(tmp_path: Path) -> None:
    layout = build_layout(tmp_path, strew_signs(45, write_articles(45, 60)))
    (before,) = layout.segments
    layout.update(1, added=0, removed=29)
    after = layout.segments
    assert before.segment_id() not in [segment.segment_id() for segment in after]
    assert [segment.deleted_count() for segment in after] == [0, 0]
    assert sum(segment.doc_count() for segment in after) == layout.source.count()
    assert_agree(layout, questions(54, 20, layout))


def test_half_deleted_segments_become_none_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BUILT_AT_ONCE", 8)
    monkeypatch.setattr(build, "LARGEST", 10)
    layout = build_layout(tmp_path, write_articles(56, 32))
    assert [segment.doc_count() for segment in layout.segments] == [8, 8, 8, 8]
    for first in (1, 9, 17, 25):
        for number in range(first, first + 5):
            layout.source.remove(number)
    assert layout.engine.update(layout.source) == layout.oracle.update(layout.source)
    assert sorted(segment.doc_count() for segment in layout.segments) == [3, 9]
    assert [segment.deleted_count() for segment in layout.segments] == [0, 0]
    assert_agree(layout, questions(57, 20, layout))


def test_small_segments_become_none_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "LARGEST", 10)
    layout = build_layout(tmp_path, write_articles(58, 1))
    for turn in range(2 * FANOUT):
        layout.update(turn, added=1, removed=0)
    # Eight of one make eight; eight and one more that fit are no eight, and all fit no longer.
    sizes = [segment.doc_count() for segment in layout.segments]
    assert max(sizes) <= 10
    assert sum(sizes) == 1 + 2 * FANOUT
    assert len(sizes) < 1 + 2 * FANOUT


def test_an_article_written_anew_many_times_is_held_once(tmp_path: Path) -> None:
    layout = build_layout(tmp_path, write_articles(46, 10))
    for turn in range(2 * FANOUT):
        random = Random(turn)
        layout.source.put(write_article(random, 5))
        assert layout.engine.update(layout.source) == layout.oracle.update(layout.source) == 1
        assert list(layout.engine.scan(SearchRequest())) == list(range(1, 11))
    assert_agree(layout, questions(55, 20, layout))


def test_a_process_that_fails_fails_the_build(tmp_path: Path) -> None:
    class FailsInTheSecond(ListSource):
        def articles(self, part: int = 0, parts: int = 1):  # type: ignore[no-untyped-def]
            if part == 1:
                raise LookupError("no such table")
            return super().articles(part, parts)

    source = FailsInTheSecond(write_articles(47, 30), (), NEWSPAPERS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build.os, "cpu_count", lambda: 2)
        patch.setattr(build, "WORTH_SHARING", 10)
        with pytest.raises(RuntimeError, match="LookupError: no such table"):
            WhooshEngine(tmp_path).rebuild(source)


# -- half a character


def test_half_a_character_in_a_text_stops_no_build(tmp_path: Path) -> None:
    articles = strew_signs(48, write_articles(48, 30), HALVES)
    layout = build_layout(tmp_path, articles)
    assert layout.engine.search(SearchRequest()).total == 30
    assert_agree(layout, [SearchRequest("优化"), SearchRequest("标题:营*")])


def test_half_a_character_in_a_question_finds_no_whole_one(tmp_path: Path) -> None:
    layout = build_layout(tmp_path, strew_signs(49, write_articles(49, 60), ("𠮷", "丈𠮷")))
    assert_agree(layout, [SearchRequest(f"{field}“{half}”") for half in HALVES for field in FIELDS])
