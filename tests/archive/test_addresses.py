"""Permanent addresses: given once, kept over whatever happens to a page, never given again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.filing import content_hash
from archive.models import Capture, Reading, Story
from archive.store import Archive, Gone
from tests.archive.filed import (
    BRIDGES,
    BUSES,
    DAY,
    LIBRARY,
    OTHER,
    PAPER,
    URL,
    addresses,
    at,
    fail,
    read,
    story,
    withdraw,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    yield opened
    opened.close()


# -- an address is given once


def test_the_first_reading_gives_addresses_in_order(archive: Archive) -> None:
    assert read(archive, story(BRIDGES), story(LIBRARY), story(BUSES, page=None)) == "new"
    assert addresses(archive) == {
        BRIDGES: "/qingxi/2019-10-16/3/1",
        LIBRARY: "/qingxi/2019-10-16/3/2",
        BUSES: "/qingxi/2019-10-16/0/1",
    }
    found = at(archive, "/qingxi/2019-10-16/0/1")
    assert (found.headline, found.page, found.newspaper) == (BUSES, None, "qingxi")
    assert archive.article(found.id) == found


def test_the_same_bytes_again_change_nothing(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    before = archive.status()
    assert read(archive, story(BRIDGES)) == "unchanged"
    assert archive.status() == before


@pytest.mark.parametrize("source", [URL, "16/content_1.htm"])
@pytest.mark.parametrize(
    "again",
    [
        pytest.param((story(BRIDGES, "还要再修两座。"), story(LIBRARY)), id="changed text"),
        pytest.param((story(BUSES), story(BRIDGES), story(LIBRARY)), id="inserted on top"),
        pytest.param((story(LIBRARY), story(BRIDGES)), id="changed order"),
        pytest.param((story(BRIDGES, page="4"), story(LIBRARY)), id="another page number"),
    ],
)
def test_a_page_read_again_keeps_the_addresses_of_its_stories(
    archive: Archive, source: str, again: tuple[Story, ...]
) -> None:
    read(archive, story(BRIDGES), story(LIBRARY), source=source)
    before = addresses(archive)
    assert read(archive, *again, source=source) == "changed"
    after = addresses(archive)
    assert {headline: after[headline] for headline in before} == before
    assert len(set(after.values())) == len(again)
    for wanted in again:
        assert at(archive, after[wanted.headline]).paragraphs == wanted.paragraphs


@pytest.mark.parametrize("source", [URL, "16/content_1.htm"])
def test_a_changed_headline_keeps_its_address(archive: Archive, source: str) -> None:
    text = "三座桥连通了两岸，居民过河不用再绕路。"
    read(archive, story(BRIDGES, text), story(LIBRARY), source=source)
    old = addresses(archive)[BRIDGES]
    read(archive, story("三桥通车", text), story(LIBRARY), source=source)
    assert addresses(archive)["三桥通车"] == old


@pytest.mark.parametrize("source", [URL, "16/content_1.htm"])
def test_a_changed_headline_keeps_its_address_below_an_inserted_story(
    archive: Archive, source: str
) -> None:
    text = "三座桥连通了两岸，居民过河不用再绕路。"
    read(archive, story(BRIDGES, text), story(LIBRARY), source=source)
    before = addresses(archive)
    read(archive, story(BUSES), story("三桥通车", text), story(LIBRARY), source=source)
    after = addresses(archive)
    assert (after["三桥通车"], after[LIBRARY]) == (before[BRIDGES], before[LIBRARY])
    assert after[BUSES] not in before.values()


def test_addresses_are_kept_through_many_small_changes(archive: Archive) -> None:
    """Each reading is compared with the last one, not with the first."""
    read(archive, story(BRIDGES, "旧文一。"), story(LIBRARY))
    bridges, library = addresses(archive)[BRIDGES], addresses(archive)[LIBRARY]
    read(archive, story("三桥通车", "新写的一段。"), story(LIBRARY))
    assert addresses(archive) == {"三桥通车": bridges, LIBRARY: library}
    read(archive, story(BUSES), story("三桥通车", "新写的一段。"), story(LIBRARY))
    buses = addresses(archive)[BUSES]
    assert addresses(archive) == {BUSES: buses, "三桥通车": bridges, LIBRARY: library}
    read(archive, story(BUSES), story("三桥今晨通车", "全文重写。"), story(LIBRARY))
    assert addresses(archive) == {BUSES: buses, "三桥今晨通车": bridges, LIBRARY: library}


def test_the_sources_own_id_is_stronger_than_everything_else(archive: Archive) -> None:
    read(archive, story(BRIDGES, source_id="7"), source="jsonl:7")
    read(archive, story(LIBRARY, "全换了。", source_id="7"), source="jsonl:7")
    assert addresses(archive) == {LIBRARY: "/qingxi/2019-10-16/3/1"}
    assert at(archive, "/qingxi/2019-10-16/3/1").source_key == "7"


def test_the_same_id_in_two_newspapers_is_two_articles(archive: Archive) -> None:
    read(archive, story(BRIDGES, source_id="7"), source="jsonl:7")
    read(archive, story(BRIDGES, source_id="7"), source="jsonl:7", paper=OTHER)
    assert {article.newspaper for article in archive.articles()} == {"qingxi", "yanhu"}


def test_a_renamed_file_is_the_same_story(archive: Archive) -> None:
    read(archive, story(BRIDGES), source="16/content_1.htm")
    read(archive, story(BRIDGES), source="16/content_9.htm")
    assert addresses(archive) == {BRIDGES: "/qingxi/2019-10-16/3/1"}


def test_renumbered_files_lose_no_story(archive: Archive) -> None:
    """A new story first, and every file after it has the next number: none may be overwritten."""
    for number, headline in enumerate((BRIDGES, LIBRARY), 1):
        read(archive, story(headline), source=f"16/content_{number}.htm")
    before = addresses(archive)
    for number, headline in enumerate((BUSES, BRIDGES, LIBRARY), 1):
        read(archive, story(headline), source=f"16/content_{number}.htm")
    after = addresses(archive)
    assert after == {**before, BUSES: "/qingxi/2019-10-16/3/3"}
    read(archive, story(BUSES, "又改了一路。"), source="16/content_1.htm")
    assert addresses(archive) == after


@pytest.mark.parametrize("source", [URL, "16/content_1.htm", "bulletin.txt"])
def test_a_name_put_right_everywhere_keeps_the_address(archive: Archive, source: str) -> None:
    lead = "本报讯 10月15日，青溪区委书记{0}到松果社区调研养老服务，察看了社区食堂。"
    for name in ("贺清山", "贺青山"):
        read(archive, story(f"{name}调研养老服务", lead.format(name)), source=source)
        assert addresses(archive) == {f"{name}调研养老服务": "/qingxi/2019-10-16/3/1"}


def test_another_notice_in_a_file_of_the_same_name_is_another_story(archive: Archive) -> None:
    notice = "因管道检修，10月17日8时至18时{0}停水，请居民提前储水。"
    for street in ("柳荫街道", "清水河村"):
        text = notice.format(street)
        read(archive, story(f"{street}停水通知", text), source="16/content_1.htm")
    assert addresses(archive) == {"清水河村停水通知": "/qingxi/2019-10-16/3/2"}


def test_a_story_that_vanished_is_gone_and_its_address_is_never_given_again(
    archive: Archive,
) -> None:
    read(archive, story(BRIDGES), story(LIBRARY))
    gone = addresses(archive)[LIBRARY]
    number = at(archive, gone).id
    read(archive, story(BRIDGES))
    with pytest.raises(Gone):
        archive.article_at(gone)
    assert archive.article(number) is None
    assert archive.count() == 1
    read(archive, story(BUSES, position=2), source="https://qingxi.example/2.htm")
    assert addresses(archive)[BUSES] == "/qingxi/2019-10-16/3/3"
    with pytest.raises(Gone):
        archive.article_at(gone)


@pytest.mark.parametrize("source", [URL, "16/content_1.htm"])
def test_a_story_that_comes_back_has_its_old_address(archive: Archive, source: str) -> None:
    read(archive, story(BRIDGES), story(LIBRARY), source=source)
    before = addresses(archive)
    read(archive, story(BRIDGES), source=source)
    read(archive, story(BRIDGES), story(LIBRARY), story(BUSES), source=source)
    assert {**addresses(archive), **before} == addresses(archive)
    assert addresses(archive)[BUSES] == "/qingxi/2019-10-16/3/3"


def test_two_stories_with_the_same_words_on_one_page_stay_two(archive: Archive) -> None:
    read(archive, story("通知", "明日停水。"), story("通知", "明日停水。"))
    before = [article.address for article in archive.articles()]
    assert len(before) == 2
    read(archive, story("通知", "明日停水。"), story("通知", "明日停水。"), story(BUSES))
    assert [article.address for article in archive.articles()][:2] == before


# -- what a page is


def test_a_url_is_one_page_whatever_the_date(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    read(archive, story(BRIDGES, "改了日期。", published=date(2019, 10, 17)))
    found = list(archive.articles())
    assert [(one.address, one.published) for one in found] == [("/qingxi/2019-10-16/3/1", DAY)]
    assert found[0].paragraphs == ("改了日期。",)


def test_a_row_whose_date_is_changed_and_changed_back_is_read_each_time(archive: Archive) -> None:
    outcomes = []
    for day, text in ((16, "甲"), (17, "乙"), (16, "甲")):
        published = date(2019, 10, day)
        row = story(BRIDGES, text, published=published, source_id="7")
        outcomes.append(read(archive, row, source="jsonl:7", issue_date=published))
        (found,) = archive.articles()
        assert (found.address, found.paragraphs) == ("/qingxi/2019-10-16/3/1", (text,))
    assert outcomes == ["new", "changed", "changed"]


def test_a_file_name_is_one_page_only_within_an_issue(archive: Archive) -> None:
    later = date(2019, 10, 17)
    read(archive, story(BRIDGES), source="content_1.htm")
    again = story(LIBRARY, published=later)
    assert read(archive, again, source="content_1.htm", issue_date=later) == "new"
    assert addresses(archive) == {
        BRIDGES: "/qingxi/2019-10-16/3/1",
        LIBRARY: "/qingxi/2019-10-17/3/1",
    }


def test_known_bytes_are_known_from_another_folder_too(archive: Archive) -> None:
    content = "一页".encode()
    capture = Capture(source="html/2019-10/16/content_1.htm", content=content, issue_date=DAY)
    digest = content_hash(content)
    with archive.batch():
        assert not archive.is_known("qingxi", capture.source, digest)
        archive.store(PAPER, capture, Reading(family="t", stories=(story(BRIDGES),)))
        assert archive.is_known("qingxi", capture.source, digest)
        assert archive.is_known("qingxi", "16/content_1.htm", digest)
        assert archive.is_known("qingxi", "16/content_1.htm", digest, DAY)
        assert not archive.is_known("qingxi", "16/content_1.htm", digest, date(2019, 10, 17))
        assert not archive.is_known("qingxi", "6/content_1.htm", digest)
        assert not archive.is_known("yanhu", capture.source, digest)


def test_bytes_that_were_replaced_are_not_known_any_more(archive: Archive) -> None:
    old, new = (Capture(source=URL, content=text, issue_date=DAY) for text in (b"1", b"2"))
    for capture in (old, new, old):
        with archive.batch():
            assert not archive.is_known("qingxi", URL, content_hash(capture.content))
            text = capture.content.decode()
            reading = Reading(family="t", stories=(story(BRIDGES, text),))
            archive.store(PAPER, capture, reading)
    assert [article.paragraphs for article in archive.articles()] == [("1",)]
    assert archive.status().pages == 3


def test_a_page_that_failed_is_judged_anew(archive: Archive) -> None:
    capture = Capture(source="1.htm", content=b"page")
    fail(archive, "1.htm", b"page", "需要刊期")
    fail(archive, "1.htm", b"page", "仍然需要刊期")
    status = archive.status()
    assert (status.failed, [one.reason for one in status.failures]) == (1, ["仍然需要刊期"])
    with archive.batch():
        assert not archive.is_known("qingxi", "1.htm", content_hash(b"page"))
        reading = Reading(family="t", stories=(story(BRIDGES),))
        assert archive.store(PAPER, capture, reading) == "new"
    status = archive.status()
    assert (status.failed, status.pages, status.articles) == (0, 1, 1)


def test_a_page_that_fails_later_keeps_its_stories(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    fail(archive, URL, b"maintenance", "没有正文")
    assert addresses(archive) == {BRIDGES: "/qingxi/2019-10-16/3/1"}
    read(archive, story(BRIDGES, "又回来了。"))
    assert addresses(archive) == {BRIDGES: "/qingxi/2019-10-16/3/1"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/qingxi",
        "/qingxi/2019-10-16/3",
        "/qingxi/2019-10-16/3/1/1",
        "/qingxi/2019-10-16/3/2",
        "/qingxi/2019-10-17/3/1",
        "/yanhu/2019-10-16/3/1",
        "/qingxi/2019-13-40/3/1",
        "/qingxi/20191016/3/1",
        "/qingxi/2019-W42-3/3/1",
        "/qingxi/2019-10-16/3/-1",
        "/qingxi/2019-10-16/3/01",
        "/qingxi/2019-10-16/3/１",
        "/qingxi/2019-10-16/3/²",
        "/qingxi/2019-10-16/３/1",
        "/qingxi/2019-10-16/3/" + "9" * 5000,
        "/qing%/2019-10-16/3/1",
        "/qingxi' OR '1'='1/2019-10-16/3/1",
        "/qing\0xi/2019-10-16/3/1",
        "/qing\udcffxi/2019-10-16/3/1",
    ],
)
def test_nothing_is_at_an_address_never_given(archive: Archive, address: str) -> None:
    read(archive, story(BRIDGES))
    assert archive.article_at(address) is None


def test_a_withdrawn_article_is_gone_everywhere(archive: Archive) -> None:
    read(archive, story(BRIDGES), story(LIBRARY))
    seq = archive.last_seq()
    withdraw(archive, "/qingxi/2019-10-16/3/1")
    with pytest.raises(Gone):
        archive.article_at("/qingxi/2019-10-16/3/1")
    assert addresses(archive) == {LIBRARY: "/qingxi/2019-10-16/3/2"}
    assert list(archive.changes_since(seq)) == [(1, None)]
    read(archive, story(BRIDGES, "又发一次。"), story(LIBRARY))
    assert addresses(archive) == {LIBRARY: "/qingxi/2019-10-16/3/2"}


def test_a_take_down_outlives_the_absence_of_its_story(archive: Archive) -> None:
    read(archive, story(BRIDGES), story(LIBRARY))
    withdraw(archive, "/qingxi/2019-10-16/3/1")
    read(archive, story(LIBRARY))
    read(archive, story(BRIDGES), story(LIBRARY))
    assert addresses(archive) == {LIBRARY: "/qingxi/2019-10-16/3/2"}
    with pytest.raises(Gone):
        archive.article_at("/qingxi/2019-10-16/3/1")
