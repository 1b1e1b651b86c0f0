"""A hundred small imports after a full build, beside readers that never stop asking.

In: 2,000 invented articles, then imports of a few new, replaced and removed ones. Out: an index as
small, as fast and as right as a fresh one, and readers that noticed nothing.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import median

import pytest

from archive.models import Article
from indexer.generations import Generations, IndexBusy
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.compare import disagreements
from tests.indexer.corpus import NAMES, NEWSPAPERS, write_articles
from tests.indexer.oracle import Oracle
from tests.indexer.questions import write_requests
from tests.indexer.sources import ListSource

pytestmark = pytest.mark.faults

COUNT, IMPORTS = 2000, 100
TEXTS = (
    "", "优化", "营商环境", '"优化营商环境"', '"民共和"', "标题:人民", "发展 -调研", "优*",
    '"推动 优化"~8', "职务:书记", "记者:苏望", "事发:2019-10", "5G OR 人民", "乡村振兴 部署",
)  # fmt: skip


@dataclass
class Reader:
    """Asks an engine over and over in a thread of its own; keeps what went wrong."""

    ask: Callable[[SearchRequest], object]
    pause: float = 0.02
    answered: int = 0
    failures: list[BaseException] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        random = Random(1)
        while not self._stop.wait(self.pause) and len(self.failures) < 5:
            try:
                self.ask(SearchRequest(random.choice(TEXTS)))
                self.answered += 1
            except BaseException as error:
                self.failures.append(error)


@dataclass(frozen=True)
class Grown:
    """What a hundred imports left, and what was seen meanwhile."""

    folder: Path
    source: ListSource
    segments: list[int]
    unseen: list[int]
    """Imports after which an open reader did not find the new article."""
    readers: dict[str, Reader]


def marked(number: int, turn: int) -> Article:
    """An article that is found by `zq<turn>`."""
    (article,) = write_articles(number * 1000 + turn, 1, first=number)
    return replace(article, headline=f"望鹤县zq{turn}号")


def small_import(source: ListSource, turn: int, random: Random) -> None:
    """Three to five articles: new ones, replaced ones, removed ones."""
    source.put(marked(COUNT + turn, turn))
    for number in random.sample([article.id for article in source.articles()], 4):
        if number > COUNT:
            continue
        chance = random.random()
        if chance < 0.3:
            source.remove(number)
        elif chance < 0.7:
            source.put(write_articles(number + turn, 1, first=number)[0])
    source.put(write_articles(turn, 1, first=2 * COUNT + turn)[0])


def new_source() -> ListSource:
    return ListSource(write_articles(8, COUNT), NAMES, NEWSPAPERS)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    folder = tmp_path_factory.mktemp("grown") / "index"
    source, random = new_source(), Random(6)
    engine, shared = WhooshEngine(folder), WhooshEngine(folder)
    engine.rebuild(source)
    readers = {
        "open": Reader(shared.search),
        "in another thread": Reader(lambda request: list(shared.scan(request))),
        "opened for each question": Reader(
            lambda request: WhooshEngine(folder).search(request), 0.3
        ),
    }
    for reader in readers.values():
        reader.start()
    segments: list[int] = []
    unseen: list[int] = []
    try:
        for turn in range(1, IMPORTS + 1):
            small_import(source, turn, random)
            engine.update(source)
            segments.append(len(list((folder / "1").glob("*.arrays"))))
            if list(shared.scan(SearchRequest(f"zq{turn}"))) != [COUNT + turn]:
                unseen.append(turn)
    finally:
        for reader in readers.values():
            reader.stop()
    return Grown(folder, source, segments, unseen, readers)


@pytest.fixture(scope="module")
def fresh(grown: Grown, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new index of the same articles."""
    folder = tmp_path_factory.mktemp("fresh") / "index"
    WhooshEngine(folder).rebuild(grown.source)
    return folder


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_no_reader_failed(grown: Grown) -> None:
    for name, reader in grown.readers.items():
        assert not reader.failures, (name, reader.failures)
        assert reader.answered >= 3, name


def test_an_open_reader_saw_each_import(grown: Grown) -> None:
    assert grown.unseen == []


def test_the_index_stays_small(grown: Grown, fresh: Path) -> None:
    assert size(grown.folder) < 2 * size(fresh)
    assert max(grown.segments) <= 20


def test_the_index_stays_fast(grown: Grown, fresh: Path) -> None:
    requests = [SearchRequest(text) for text in TEXTS]

    def seconds(engine: WhooshEngine, request: SearchRequest) -> float:
        started = time.perf_counter()
        engine.search(request)
        return time.perf_counter() - started

    ratios: list[float] = []
    for _ in range(5):  # another process may have had the machine
        old, new = WhooshEngine(grown.folder), WhooshEngine(fresh)
        times: list[tuple[float, float]] = []
        for _ in range(9):
            times += [(seconds(old, each), seconds(new, each)) for each in requests]
        pairs = times[len(requests) :]  # the first round opens the files
        ratios.append(median(mine for mine, _ in pairs) / median(other for _, other in pairs))
        if ratios[-1] < 1.5:
            return
    pytest.fail(f"slower than a fresh index: {ratios}")


def test_the_answers_stay_right(grown: Grown) -> None:
    oracle = Oracle()
    oracle.rebuild(grown.source)
    requests = list(write_requests(11, 30, list(grown.source.articles())))
    engine = WhooshEngine(grown.folder)
    assert list(disagreements(oracle, engine, requests)) == []
    assert engine.state()["seq"] == grown.source.last_seq()


# -- an old generation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_reader_on_a_deleted_generation_finishes_its_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, engine = new_source(), WhooshEngine(folder)
    engine.rebuild(source)
    right = {text: list(engine.scan(SearchRequest(text))) for text in TEXTS}
    reader = WhooshEngine(folder)
    begun = reader.scan(SearchRequest("优化"))
    first = next(begun)
    opened = reader._open()
    source.remove(first)
    for _ in range(2):
        engine.update(source)
        engine.rebuild(source)
    assert not (folder / "1").exists()
    assert [first, *begun] == right["优化"]
    # A thread that was asked before the swap, and comes to its files only now.
    with monkeypatch.context() as patch:
        patch.setattr(reader, "_open", lambda: opened)
        for text in TEXTS:
            assert list(reader.scan(SearchRequest(text))) == right[text], text
            assert reader.search(SearchRequest(text)).total == len(right[text])
    assert first not in list(reader.scan(SearchRequest()))


def test_readers_during_swaps_and_roll_backs(folder: Path) -> None:
    source, engine = ListSource(write_articles(8, 50), NAMES, NEWSPAPERS), WhooshEngine(folder)
    engine.rebuild(source)
    shared = WhooshEngine(folder)
    readers = [Reader(shared.search), Reader(lambda request: list(shared.scan(request)))]
    for reader in readers:
        reader.start()
    try:
        for turn in range(12):
            source.put(marked(1000 + turn, turn))
            (engine.update, engine.rebuild, engine.roll_back)[turn % 3](source)
    finally:
        for reader in readers:
            reader.stop()
    assert [reader.failures for reader in readers] == [[], []]
    assert list(shared.scan(SearchRequest("zq11"))) == [1011]


def test_many_threads_open_one_index(folder: Path) -> None:
    """They check the same stretches of the same files for the first time."""
    source = new_source()
    WhooshEngine(folder).rebuild(source)
    for _ in range(10):
        shared = WhooshEngine(folder)
        shared.search(SearchRequest("无此字"))
        readers = [Reader(shared.search, 0) for _ in range(6)]
        for reader in readers:
            reader.start()
        time.sleep(0.1)
        for reader in readers:
            reader.stop()
        assert [failure for reader in readers for failure in reader.failures] == []


# -- two writers


class Waiting(ListSource):
    """A source that gives nothing until it is let go."""

    def __init__(self, *args: object) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        super().__init__(*args)  # type: ignore[arg-type]

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        self.asked.set()
        assert self.go.wait(20)
        return super().changes_since(seq)


def test_a_second_writer_waits_for_the_first(folder: Path) -> None:
    source = Waiting(write_articles(8, 50), NAMES, NEWSPAPERS)
    WhooshEngine(folder).rebuild(source)
    source.put(marked(1001, 1))
    replayed: list[int] = []
    first, second = (
        threading.Thread(target=lambda: replayed.append(WhooshEngine(folder).update(source)))
        for _ in range(2)
    )
    first.start()
    assert source.asked.wait(20)
    second.start()
    second.join(0.3)
    assert second.is_alive()
    busy = pytest.raises(IndexBusy, match=rf"进程 {os.getpid()} 正在写索引")
    with busy, Generations(folder).writing(wait=0.1):
        pytest.fail("two may write at once")
    assert list(WhooshEngine(folder).scan(SearchRequest("zq1"))) == []
    source.go.set()
    first.join(20)
    second.join(20)
    assert sorted(replayed) == [0, 1]
    assert list(WhooshEngine(folder).scan(SearchRequest("zq1"))) == [1001]
