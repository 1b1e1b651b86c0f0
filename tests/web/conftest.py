"""An invented newspaper of six stories behind a fake engine, and the sample newspaper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import update

from archive import (
    Archive,
    Article,
    Capture,
    Credit,
    EventDate,
    Mention,
    Newspaper,
    Picture,
    Post,
    Reading,
    Repair,
    Story,
    import_paths,
)
from archive.sample import NEWSPAPER, write_sample
from archive.schema import articles
from indexer import (
    FACETS,
    PAGE_SIZE,
    Clock,
    Completion,
    EngineDown,
    FacetValue,
    Hit,
    OutOfTime,
    QueryError,
    SearchPage,
    SearchRequest,
    Snippet,
    open_engine,
)
from web import Settings, create_app

PAPER = Newspaper(key="qinghe", name="青禾日报", region="青禾区")
PNG = b"\x89PNG picture"
PICTURE = sha256(PNG).hexdigest()
SCRIPT = "<script>alert(1)</script>"
MEANT = {"老马头": ("老码头", "步道"), "老马头 &<": ("老码头 &<",)}
"""What the fake engine takes for slips."""

SHEN = Mention("沈知远", (Post("区委书记", "区委"),), "official", "区委书记沈知远主持会议并讲话。")
LU = Mention(
    "陆明川", (Post("区长", "区政府"), Post("区委副书记", "区委")), "official", "区长陆明川"
)
FANG = Mention("方以宁", (Post("董事长", "青禾纺织"),), "enterprise", "青禾纺织董事长方以宁")


def story(number: int, day: str, page: str | None, position: int, **fields: object) -> Article:
    """An invented story at its address."""
    return Article(
        id=number,
        newspaper="qinghe",
        published=date.fromisoformat(day),
        page=page,
        position=position,
        address=f"/qinghe/{day}/{page or '0'}/{position}",
        capture=number,
        **fields,  # type: ignore[arg-type]
    )


STORIES = (
    story(
        1, "2018-03-06", "A01", 1,
        page_name="要闻",
        kicker="区委召开专题会",
        headline="青禾区部署老码头改造",
        subhead="三年建成滨河步道",
        section="时政",
        paragraphs=(
            "本报讯　3月5日，区委书记沈知远主持召开老码头改造专题会。",
            "会议提出，老码头改造要先修路、后修房。区长陆明川汇报了工期。",
        ),
        credits=(Credit("温如玉", "reporter"), Credit("纪小满", "correspondent")),
        mentions=(SHEN, LU),
        event=EventDate("2018-03-05", "2018-03-05", "day", "3月5日"),
        url="https://paper.qinghe.example/2018-03/06/c1.htm",
        source_id="c1",
        repairs=(
            Repair("join_broken_paragraph", 1, left="先修路、", right="后修房"),
            Repair("drop_duplicate_fragment", 1, removed="汇报了工期"),
        ),
    ),
    story(
        2, "2018-03-06", "A01", 2,
        page_name="要闻",
        headline="纺织厂新线开机",
        section="经济",
        paragraphs=("青禾纺织的新生产线开机，董事长方以宁到场。",),
        credits=(Credit("温如玉", "reporter"), Credit("白一舟", "photographer")),
        mentions=(FANG,),
        pictures=(Picture("a.jpg", "新线开机现场", "白一舟 摄", PICTURE), Picture("b.jpg", "厂区")),
        url="c2.htm",
    ),
    story(
        3, "2018-03-06", "3", 1,
        headline=f"读者来信{SCRIPT}",
        paragraphs=(f"来信写道：{SCRIPT}，请勿见怪。",),
        credits=(Credit(f"甲{SCRIPT}", "reporter"),),
        url="javascript:alert(1)",
    ),
    story(
        4, "2019-10-16", "A01", 1,
        page_name="要闻",
        headline="老码头步道开放",
        section="时政",
        paragraphs=("10月15日，老码头步道开放，区长陆明川参加活动。",),
        credits=(Credit("简安之", "reporter"),),
        mentions=(LU,),
        event=EventDate("2019-10", "2019-10", "month", "10月"),
    ),
    story(
        5, "2019-11-02", None, 1,
        headline="",
        paragraphs=("本区今起供暖，居民可拨打服务电话报修，维修人员两小时内上门处理，节假日照常。",),
    ),
    story(
        6, "2021-01-08", "2", 1,
        headline="步道夜灯亮了",
        section="民生",
        paragraphs=("老码头的夜灯在元旦后点亮。",),
        credits=(Credit("简安之", "reporter"), Credit("温如玉", "reporter")),
        mentions=(LU,),
    ),
)  # fmt: skip


def filed(folder: Path, stories: Sequence[Article] = STORIES) -> Archive:
    """An archive of these stories, and of one that was taken down since."""
    archive = Archive.open(folder / "archive.db")
    archive.add_newspaper(PAPER)
    down = story(len(stories) + 1, "2018-03-06", "A01", 9, headline="撤下", paragraphs=("无。",))
    with archive.batch():
        assert archive.store_picture(PAPER, "a.jpg", PNG, "image/png") == PICTURE
        for one in (*stories, down):
            read = Story(**{field.name: getattr(one, field.name) for field in fields(Story)})
            page = Capture(source=f"{one.id}.htm", content=b"%d" % one.id)
            archive.store(PAPER, page, Reading(family="t", stories=(read,)))
        take_down = update(articles).where(articles.c.id == down.id).values(state="withdrawn")
        archive.connection.execute(take_down)
    return archive


class FakeMarker:
    """Marks the words of a question as they are written."""

    def __init__(self, question: str) -> None:
        self.words = re.compile("(" + "|".join(map(re.escape, question.split())) + ")")

    def mark(self, text: str) -> Snippet:
        pieces = enumerate(self.words.split(text))
        return tuple((piece, number % 2 == 1) for number, piece in pieces if piece)


class FakeEngine:
    """Finds stories that hold every word of the question, as written."""

    def __init__(self, stories: Sequence[Article] = STORIES) -> None:
        self.stories = stories
        self.down = False
        self.broken = False
        self.slow = False
        """Whether no count is finished in time."""

    def clock(self) -> Clock:
        return Clock(60)

    def search(
        self,
        request: SearchRequest,
        facets: Collection[str] | None = None,
        clock: Clock | None = None,
    ) -> SearchPage:
        if self.down:
            raise EngineDown("no index")
        if self.broken:
            raise RuntimeError("broken")
        if "坏" in request.text:
            raise QueryError("这个问题太坏。")
        full = list(self._matching(request))
        if request.sort != "oldest":
            full.sort(key=lambda s: s.published or date.min, reverse=True)
        start = (request.p - 1) * PAGE_SIZE
        hits = [self._hit(s, request) for s in full[start : start + PAGE_SIZE]]
        if request.p == 1 and len(full) < PAGE_SIZE and request.text:
            hits += [
                self._hit(s, request, partial=True)
                for s in self._matching(request, any)
                if s not in full
            ]
        wanted = [facet.key for facet in FACETS if facets is None or facet.key in facets]
        counted = {key: self._values(key, request) for key in wanted}
        return SearchPage(
            request=request,
            total=len(full),
            partial=not full and bool(hits),
            hits=tuple(hits),
            facets=counted,
            histogram=tuple(
                sorted((v.value, v.count) for v in counted.get("month", ()) if v.count)
            ),
            notes=("“AND”没有可连接的词，按没有写处理。",) if "AND" in request.text else (),
            took_ms=1.25,
        )

    def suggestions(
        self, request: SearchRequest, total: int, clock: Clock | None = None
    ) -> tuple[str, ...]:
        """The words of MEANT, where what was typed for them is all that was asked."""
        return () if total else MEANT.get(request.text, ())

    def complete(self, typed: str) -> tuple[Completion, ...]:
        """The headlines that begin with what was typed."""
        if self.down:
            raise EngineDown("no index")
        return tuple(
            Completion("headline", s.headline, 1, f'标题:"{s.headline}"')
            for s in self.stories
            if typed and s.headline.startswith(typed)
        )

    def explain(self, request: SearchRequest, number: int) -> tuple[str, ...]:
        """That all of the question's words are in a story, for those that are indexed."""
        if number not in {s.id for s in self._matching(request)}:
            return ()
        return tuple(f"“{word}”：标题 1 次。" for word in request.text.split())

    def count(self, request: SearchRequest, clock: Clock | None = None) -> int:
        if self.slow:
            raise OutOfTime
        return len(list(self._matching(request)))

    def days(
        self, request: SearchRequest, clock: Clock | None = None
    ) -> tuple[tuple[date, int], ...]:
        if self.slow:
            raise OutOfTime
        counted = Counter(s.published for s in self._matching(request) if s.published)
        return tuple(sorted(counted.items()))

    def scan(self, request: SearchRequest) -> Iterator[int]:
        return iter(sorted(s.id for s in self._matching(request)))

    def facet_values(self, request: SearchRequest, facet: str, text: str) -> tuple[FacetValue, ...]:
        if self.slow:
            raise OutOfTime
        return tuple(v for v in self._values(facet, request) if v.count and text in v.value)

    def similar(self, number: int, text: str) -> tuple[Hit, ...]:
        """The other stories whose headline shares two neighbouring letters with a text."""
        if self.down:
            raise EngineDown("no index")
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        like = (s for s in self.stories if any(pair in s.headline for pair in pairs))
        return tuple(self._hit(s, SearchRequest()) for s in like if s.id != number)

    def marker(self, text: str) -> FakeMarker:
        if self.down:
            raise EngineDown("no index")
        return FakeMarker(text)

    def _values(self, key: str, request: SearchRequest) -> tuple[FacetValue, ...]:
        values = next(facet.values for facet in FACETS if facet.key == key)
        others = replace(request, filters=tuple(f for f in request.filters if f[0] != key))
        chosen = request.chosen(key)
        counts = Counter(value for s in self._matching(others) for value in values(s))
        counts.update(dict.fromkeys(chosen, 0))
        return tuple(
            FacetValue(value, count, value in chosen)
            for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )

    def _matching(
        self, request: SearchRequest, fits: Callable[[Iterator[bool]], bool] = all
    ) -> Iterator[Article]:
        values = {facet.key: facet.values for facet in FACETS}
        for s in self.stories:
            text = "\n".join((s.headline, *s.paragraphs, *(c.name for c in s.credits)))
            words = request.text.split()
            if words and not fits(word in text for word in words):
                continue
            if s.published is None or not (
                (request.since or date.min) <= s.published <= (request.until or date.max)
            ):
                continue
            if all(set(chosen) & set(values[key](s)) for key, chosen in request.filters):
                yield s

    def _hit(self, s: Article, request: SearchRequest, partial: bool = False) -> Hit:
        assert s.published
        word = request.text.split()[0] if request.text.split() else ""

        def marked(text: str) -> tuple[tuple[str, bool], ...]:
            before, found, after = text.partition(word) if word else (text, "", "")
            return tuple(p for p in ((before, False), (found, True), (after, False)) if p[0])

        officials = next(f.values for f in FACETS if f.key == "official")
        return Hit(
            key=s.id,
            id=s.source_key,
            address=s.address,
            headline=s.label,
            published=s.published,
            newspaper=s.newspaper,
            newspaper_name=PAPER.name,
            page=s.page,
            page_name=s.page_name,
            reporters=s.names("reporter"),
            officials=officials(s),
            event_date=s.event.start if s.event else None,
            url=s.url,
            snippet=marked(s.paragraphs[0]),
            marked_headline=marked(s.label),
            score=float(sum(word in s.headline for word in request.text.split())),
            partial=partial,
        )


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every application has its own templates, made from the same code."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", compiled)
        yield


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of the six stories; no test may write to it."""
    opened = filed(tmp_path_factory.mktemp("qinghe"))
    yield opened
    opened.close()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def client(archive: Archive, engine: FakeEngine) -> FlaskClient:
    """A browser before the six stories."""
    return create_app(archive, engine, Settings()).test_client()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site of the sample newspaper."""
    folder = tmp_path_factory.mktemp("sample")
    archive = Archive.open(folder / "archive.db")
    write_sample(folder / "pages")
    import_paths(archive, [folder / "pages"], newspaper=NEWSPAPER, today=date(2025, 6, 1))
    engine = open_engine(folder / "index")
    engine.rebuild(archive)
    yield create_app(archive, engine, Settings())
    archive.close()


@pytest.fixture
def reader(sample: Flask) -> FlaskClient:
    """A browser before the sample newspaper."""
    return sample.test_client()
