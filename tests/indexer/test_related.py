"""Which stories stand under a story as related, and what is asked to find them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.models import Article, Mention, Newspaper, Reading, Story
from archive.models import Capture as Page
from archive.store import Archive
from indexer import WhooshEngine, open_engine
from indexer.engine import EngineDown
from indexer.related import MOST, related, subject

PAPER = Newspaper(key="qinghe", name="青禾日报", region="青禾区")
BRIDGE = "石板桥抢修工程"
HEADLINES = {
    "2018-03-06": f"{BRIDGE}开工",
    "2018-05-10": f"{BRIDGE}过半",
    "2018-09-01": f"{BRIDGE}完工通车",
    "2019-02-02": "社区年夜饭飘香",
    "2019-02-03": "小学生学写春联",
    "2019-04-05": "清明祭扫改乘专线",
    "2019-05-06": "老茶厂飘出新茶香",
}


def filed(archive: Archive, day: str, headline: str, source: str = "") -> None:
    story = Story(
        headline=headline,
        paragraphs=(f"{headline}，居民前来观看。",),
        published=date.fromisoformat(day),
        page="1",
    )
    page = Page(source=f"https://qinghe.example/{source or day}", content=headline.encode())
    with archive.batch():
        archive.store(PAPER, page, Reading(family="t", stories=(story,)))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    opened = Archive.open(tmp_path_factory.mktemp("related") / "archive.db")
    opened.add_newspaper(PAPER)
    for day, headline in HEADLINES.items():
        filed(opened, day, headline)
    filed(opened, "2018-05-10", f"{BRIDGE}侧记", "sidebar")
    return opened


@pytest.fixture(scope="module")
def engine(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    built = open_engine(tmp_path_factory.mktemp("index"))
    built.rebuild(archive)
    return built


def on(archive: Archive, day: str) -> Article:
    found = archive.article_at(f"/qinghe/{day}/1/1")
    assert found is not None
    return found


def test_stories_of_one_subject_by_their_days(archive: Archive, engine: WhooshEngine) -> None:
    found = related(engine, on(archive, "2018-05-10"))
    assert [hit.headline for hit in found.earlier] == [f"{BRIDGE}开工"]
    assert [hit.headline for hit in found.same_day] == [f"{BRIDGE}侧记"]
    assert [hit.headline for hit in found.later] == [f"{BRIDGE}完工通车"]
    first = related(engine, on(archive, "2018-03-06"))
    assert not first.earlier
    assert [str(hit.published) for hit in first.later] == ["2018-05-10", "2018-05-10", "2018-09-01"]


def test_a_story_alone_has_none(archive: Archive, engine: WhooshEngine) -> None:
    assert not related(engine, on(archive, "2019-02-03"))


def test_no_more_than_fit(archive: Archive, tmp_path: Path) -> None:
    many = Archive.open(tmp_path / "many.db")
    many.add_newspaper(PAPER)
    for number in range(1, 10):
        filed(many, f"2020-01-0{number}", f"云雀广场改造第{number}次通报")
    for number in range(10, 30):
        filed(many, f"2020-01-{number}", f"春风小学{number}班植树")
    engine = open_engine(tmp_path / "index")
    engine.rebuild(many)
    found = related(engine, on(many, "2020-01-05"))
    assert 0 < len(found.earlier) <= MOST and 0 < len(found.later) <= MOST
    assert [hit.published.day for hit in found.earlier] == [4, 3, 2, 1]


def test_people_and_opening_help_a_short_headline(archive: Archive) -> None:
    article = on(archive, "2018-03-06")
    named = replace(
        article, headline="桥", mentions=(Mention("陆明川", (), "official", ""),), paragraphs=()
    )
    assert subject(named) == "桥 陆明川"
    assert subject(replace(named, headline="石板桥抢修工程开工")) == "石板桥抢修工程开工"
    assert len(subject(replace(article, headline="长" * 300))) == 60


def test_the_rarest_words_decide(engine: WhooshEngine, archive: Archive) -> None:
    bridge = on(archive, "2018-03-06").id
    common, rare = "居民前来观看", "清明祭扫"
    found = engine.similar(bridge, f"{BRIDGE}，{common}")
    assert {hit.headline for hit in found} == {
        f"{BRIDGE}{end}" for end in ("侧记", "过半", "完工通车")
    }
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    festival = on(archive, "2019-04-05").id
    assert engine.similar(festival, f"{common} {rare}") == ()
    assert len(engine.similar(festival, common)) == len(HEADLINES)


def test_operators_in_a_headline_are_letters(engine: WhooshEngine, archive: Archive) -> None:
    bridge = on(archive, "2018-03-06").id
    plain = engine.similar(bridge, BRIDGE)
    assert engine.similar(bridge, f'-官员:某 OR "{BRIDGE}" AND (x|y)*') == plain


def test_words_that_the_index_does_not_know_of_it_find_nothing(
    engine: WhooshEngine, archive: Archive
) -> None:
    bridge = on(archive, "2018-03-06").id
    assert engine.similar(bridge, "清明祭扫改乘专线") == ()
    assert engine.similar(bridge, f"清明祭扫 {BRIDGE}") == engine.similar(bridge, BRIDGE)


def test_without_words_or_place_in_the_index(engine: WhooshEngine, archive: Archive) -> None:
    bridge = on(archive, "2018-03-06").id
    assert engine.similar(bridge, "——。") == ()
    assert engine.similar(bridge, "铁路机场") == ()
    assert engine.similar(9_999, BRIDGE) == ()


def test_without_an_index(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(EngineDown):
        related(open_engine(tmp_path / "none"), on(archive, "2018-03-06"))
