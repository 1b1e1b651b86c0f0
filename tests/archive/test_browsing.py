"""What browsing counts and finds, after decisions and take-downs too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from archive.browsing import Browsing
from archive.models import Credit, Issue, Mention, Post, StoryLink
from archive.presence import Companion
from archive.store import Archive
from tests.archive.filed import DAY, OTHER, PAPER, addresses, at, read, story, withdraw

SHEN = Mention("沈知远", (Post("区委书记", "区委"),), "official", "区委书记沈知远出席。")
LU = Mention("陆明川", (Post("区长", "区政府"),), "official", "区长陆明川汇报。")
FANG = Mention("方以宁", (Post("董事长", "青溪纺织"),), "enterprise", "董事长方以宁到场。")
WEN = Credit("温如玉", "reporter")
JIAN = Credit("简安之", "reporter")
YEAR_LATER = date(2020, 10, 16)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    read(
        opened,
        story("修桥", mentions=(SHEN, LU), credits=(WEN,)),
        story("剪彩", mentions=(LU, FANG), credits=(WEN, JIAN)),
    )
    read(
        opened,
        story("通车", published=YEAR_LATER, mentions=(SHEN, LU), credits=(JIAN,)),
        source="https://qingxi.example/2.htm",
        issue_date=YEAR_LATER,
    )
    read(opened, story("晚报的桥", mentions=(LU,)), source="https://yanhu.example/1", paper=OTHER)
    yield opened
    opened.close()


@pytest.fixture
def browsing(archive: Archive) -> Browsing:
    return Browsing(archive)


def png(width: int, height: int) -> bytes:
    content = BytesIO()
    Image.new("1", (width, height)).save(content, "png")
    return content.getvalue()


def test_days_with_their_stories(browsing: Browsing, archive: Archive) -> None:
    assert browsing.days() == {"qingxi": {DAY: 2, YEAR_LATER: 1}, "yanhu": {DAY: 1}}
    assert browsing.same_day(10, 16) == (
        (YEAR_LATER, "qingxi", 1),
        (DAY, "qingxi", 2),
        (DAY, "yanhu", 1),
    )
    assert browsing.same_day(2, 29) == ()
    withdraw(archive, addresses(archive)["通车"])
    assert browsing.days()["qingxi"] == {DAY: 2}


def test_an_empty_archive(tmp_path: Path) -> None:
    browsing = Browsing(Archive.open(tmp_path / "empty.db"))
    assert browsing.days() == {} and browsing.last_number() == 0
    assert browsing.roster().officials == () and browsing.official("沈知远") is None


def test_a_persons_stories_months_and_company(browsing: Browsing, archive: Archive) -> None:
    numbers = {headline: at(archive, a).id for headline, a in addresses(archive).items()}
    shen = browsing.official("沈知远")
    assert shen is not None
    assert shen.stories == (numbers["修桥"], numbers["通车"])
    assert (shen.first, shen.last) == (DAY, YEAR_LATER)
    assert shen.months == (("2019-10", 1), ("2020-10", 1))
    assert shen.officials == (Companion("陆明川", 2),)
    assert shen.reporters == (Companion("温如玉", 1), Companion("简安之", 1))


def test_one_name_in_two_regions_is_two_people(browsing: Browsing) -> None:
    here, there = browsing.official("陆明川"), browsing.official("陆明川（yanhu）")
    assert here is not None and len(here.stories) == 3
    assert there is not None and len(there.stories) == 1 and there.officials == ()


def test_only_officials_are_found_as_officials(browsing: Browsing, archive: Archive) -> None:
    assert browsing.official("方以宁") is None and browsing.official("温如玉") is None
    archive.people.set_kind("方以宁", "official")
    fang = browsing.official("方以宁")
    assert fang is not None and fang.officials == (Companion("陆明川", 1),)


def test_a_reporter(browsing: Browsing) -> None:
    wen = browsing.reporter("温如玉")
    assert wen is not None and len(wen.stories) == 2
    assert wen.officials == (Companion("陆明川", 2), Companion("沈知远", 1))
    assert wen.reporters == (Companion("简安之", 1),)
    assert browsing.reporter("沈知远") is None


def test_decisions_are_seen_at_once(browsing: Browsing, archive: Archive) -> None:
    assert browsing.official("沈知远") is not None
    archive.people.merge("陆明川", "沈知远")
    assert browsing.official("沈知远") is None
    lu = browsing.official("陆明川")
    assert lu is not None and len(lu.stories) == 3 and lu.officials == ()
    assert browsing.now_called("沈知远") == "陆明川"
    archive.people.undo()
    assert browsing.now_called("沈知远") is None and browsing.now_called("无名氏") is None
    archive.people.hide("陆明川")
    assert browsing.official("陆明川") is None
    shen = browsing.official("沈知远")
    assert shen is not None and shen.officials == ()


def test_a_split_person_has_each_their_own_stories(browsing: Browsing, archive: Archive) -> None:
    other = at(archive, addresses(archive)["通车"]).id
    decision = archive.people.split("陆明川", [other])
    assert decision.target is not None
    one, two = browsing.official("陆明川"), browsing.official(decision.target)
    assert one is not None and two is not None
    assert other not in one.stories and two.stories == (other,)
    shen = browsing.official("沈知远")
    assert shen is not None
    assert set(shen.officials) == {Companion("陆明川", 1), Companion(decision.target, 1)}


def test_the_roster(browsing: Browsing) -> None:
    roster = browsing.roster()
    assert roster.officials == (
        Companion("陆明川", 3),
        Companion("沈知远", 2),
        Companion("陆明川（yanhu）", 1),
    )
    assert roster.reporters == (Companion("温如玉", 2), Companion("简安之", 2))
    for companion in roster.officials:
        presence = browsing.official(companion.key)
        assert presence is not None and len(presence.stories) == companion.articles


def test_the_mentions_before_and_after(browsing: Browsing, archive: Archive) -> None:
    where = addresses(archive)
    first, middle, last = (at(archive, where[name]) for name in ("修桥", "剪彩", "通车"))
    assert browsing.mentions_around("陆明川", middle) == (first, last)
    assert browsing.mentions_around("陆明川", first) == (None, middle)
    assert browsing.mentions_around("沈知远", last) == (first, None)
    assert browsing.mentions_around("沈知远", middle) == (None, None)
    assert browsing.mentions_around("无名氏", middle) == (None, None)


def test_the_stories_beside_one_on_its_page(browsing: Browsing, archive: Archive) -> None:
    where = addresses(archive)
    bridge, ribbon = at(archive, where["修桥"]), at(archive, where["剪彩"])
    assert browsing.beside(bridge) == (None, (ribbon.address, ribbon.label))
    assert browsing.beside(ribbon) == ((bridge.address, bridge.label), None)
    assert browsing.beside(at(archive, where["通车"])) == (None, None)
    withdraw(archive, where["修桥"])
    assert browsing.beside(ribbon) == (None, None)


def test_addresses_by_number(browsing: Browsing, archive: Archive) -> None:
    everything = list(browsing.addresses(range(1, browsing.last_number() + 1)))
    assert sorted(everything) == sorted(addresses(archive).values())
    assert list(browsing.addresses(range(2, 3))) == everything[1:2]


def test_pictures_of_pages_with_their_zones(browsing: Browsing, archive: Archive) -> None:
    day = date(2021, 5, 4)
    square = ((0, 0), (51, 0), (51, 40), (0, 40))
    links = (
        StoryLink("https://qingxi.example/c_1.htm", "看图", square),
        StoryLink("https://qingxi.example/c_2.htm", "不在", square),
    )
    issue = Issue(published=day, page="A01", stories=links, picture="https://qingxi.example/p.png")
    beyond = Issue(
        published=day,
        page="A02",
        stories=(StoryLink("https://qingxi.example/c_3.htm", "出界", ((0, 0), (999, 0), (9, 9))),),
        picture="https://qingxi.example/p.png",
    )
    absent = Issue(published=day, page="A03", picture="https://qingxi.example/none.png")
    with archive.batch():
        media = archive.store_picture(
            PAPER, "https://qingxi.example/p.png", png(50, 80), "image/png"
        )
    for number, page in enumerate((issue, beyond, absent)):
        source = f"https://qingxi.example/node_{number}.htm"
        read(archive, source=source, issue_date=day, issue=page)
    for number in (1, 3):
        url = f"https://qingxi.example/c_{number}.htm"
        shown = story(f"第{number}篇", published=day, page=None, url=url)
        read(archive, shown, source=url, issue_date=day)
    stories = [article for listing in archive.issue("qingxi", day) for article in listing.articles]
    pictures = browsing.pictures("qingxi", day, stories)
    assert set(pictures) == {"A01", "A02"}
    first = pictures["A01"]
    assert (first.media, first.size) == (media, (50, 80))
    assert first.zones == ((stories[0].id, square),)
    assert pictures["A02"].zones == ()
    assert browsing.pictures("qingxi", DAY, ()) == {}


def test_sizes_of_pictures(browsing: Browsing, archive: Archive) -> None:
    with archive.batch():
        good = archive.store_picture(PAPER, "good.png", png(3, 5), "image/png")
        bad = archive.store_picture(PAPER, "bad.png", b"\x89PNG but no more", "image/png")
    assert browsing.size(good) == (3, 5)
    assert browsing.size(bad) is None and browsing.size("0" * 64) is None
