"""What the archive keeps and shows, what a failed batch leaves, and files that are no archive."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from archive.filing import content_hash
from archive.models import Capture, Issue, Newspaper, Picture, Reading, StoryLink
from archive.store import Archive, ArchiveError
from tests.archive.filed import (
    BRIDGES,
    BUSES,
    DAY,
    LIBRARY,
    OTHER,
    PAPER,
    URL,
    addresses,
    fail,
    read,
    story,
    withdraw,
)
from tests.archive.forking import forking


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    yield opened
    opened.close()


# -- changes


def test_every_touched_article_is_among_the_changes(archive: Archive) -> None:
    assert (archive.last_seq(), list(archive.changes_since(0))) == (0, [])
    read(archive, story(BRIDGES), story(LIBRARY))
    first = archive.last_seq()
    assert [(number, found and found.headline) for number, found in archive.changes_since(0)] == [
        (1, BRIDGES),
        (2, LIBRARY),
    ]
    read(archive, story(LIBRARY), story(BUSES))
    assert [
        (number, found and found.headline) for number, found in archive.changes_since(first)
    ] == [(1, None), (2, LIBRARY), (3, BUSES)]
    assert list(archive.changes_since(archive.last_seq())) == []


def test_changes_come_with_the_articles_or_not_at_all(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    before = archive.last_seq()
    with archive.batch():
        capture = Capture(source="2.htm", content=b"2", issue_date=DAY)
        archive.store(PAPER, capture, Reading(family="t", stories=(story(LIBRARY),)))
        # Seen from outside, nothing has happened yet.
        assert (archive.last_seq(), archive.count()) == (before, 1)
    assert (archive.last_seq(), archive.count()) == (before + 1, 2)


def test_a_batch_that_fails_leaves_nothing(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    before, listed = archive.status(), addresses(archive)
    with pytest.raises(ZeroDivisionError), archive.batch():
        capture = Capture(source=URL, content=b"new", issue_date=DAY)
        archive.store(PAPER, capture, Reading(family="t", stories=(story(LIBRARY),)))
        archive.store_failure(PAPER, Capture(source="x", content=b"x"), "坏")
        archive.store_picture(PAPER, "x.png", b"png", "image/png")
        _ = 1 / 0
    assert (archive.status(), addresses(archive)) == (before, listed)
    assert archive.media(content_hash(b"png")) is None
    read(archive, story(LIBRARY), source="2.htm")
    assert addresses(archive)[LIBRARY] == "/qingxi/2019-10-16/3/2"


def test_a_savepoint_undoes_itself_and_no_more(archive: Archive) -> None:
    with archive.batch():
        for headline in (BRIDGES, LIBRARY, BUSES):
            capture = Capture(source=headline, content=headline.encode(), issue_date=DAY)
            reading = Reading(family="t", stories=(story(headline),))
            try:
                with archive.savepoint():
                    archive.store(PAPER, capture, reading)
                    if headline == LIBRARY:
                        raise ValueError(headline)
            except ValueError:
                archive.store_failure(PAPER, capture, "坏")
    assert addresses(archive) == {
        BRIDGES: "/qingxi/2019-10-16/3/1",
        BUSES: "/qingxi/2019-10-16/3/2",
    }
    assert [failure.source for failure in archive.status().failures] == [LIBRARY]


def test_storing_outside_a_batch_is_refused(archive: Archive) -> None:
    with pytest.raises(RuntimeError, match="batch"):
        archive.store_picture(PAPER, "x.png", b"png", "image/png")


# -- issues, pictures


def listing(page: str, *urls: str, name: str = "", day: date = DAY) -> Issue:
    links = tuple(StoryLink(url=url) for url in urls)
    return Issue(published=day, page=page, page_name=name, stories=links)


def test_the_issue_page_says_page_and_position(archive: Archive) -> None:
    first, second = "https://qingxi.example/a.htm", "https://qingxi.example/b.htm"
    read(archive, source="node_2.htm", issue=listing("A2", first, second, name="民生"))
    read(archive, story(BRIDGES, page=None), source=second)
    read(archive, story(LIBRARY, page=None), source=first)
    assert addresses(archive) == {
        BRIDGES: "/qingxi/2019-10-16/A2/2",
        LIBRARY: "/qingxi/2019-10-16/A2/1",
    }
    (found,) = archive.issue("qingxi", DAY)
    assert (found.page, found.page_name) == ("A2", "民生")
    assert [article.headline for article in found.articles] == [LIBRARY, BRIDGES]
    read(archive, source="node_2.htm", issue=listing("A2", second, name="民生版"))
    assert archive.issue("qingxi", DAY)[0].page_name == "民生版"


def test_pages_come_in_the_order_of_the_newspaper(archive: Archive) -> None:
    pages = ["B1", "A10", None, "A2", "A1", "10", "2"]
    for page in pages:
        source = f"https://qingxi.example/{page}.htm"
        read(archive, story(f"{page}版", page=page), source=source)
    found = [listed.page for listed in archive.issue("qingxi", DAY)]
    assert found == ["2", "10", "A1", "A2", "A10", "B1", None]
    assert archive.issue("qingxi", date(2019, 10, 17)) == ()
    assert archive.issue("yanhu", DAY) == ()


def test_stories_of_a_page_come_in_the_order_of_their_positions(archive: Archive) -> None:
    read(archive, *(story(f"第{number}条") for number in range(1, 13)))
    (page,) = archive.issue("qingxi", DAY)
    assert [article.position for article in page.articles] == list(range(1, 13))


def test_neighbouring_issues_are_those_with_something_to_read(archive: Archive) -> None:
    for day in (14, 16, 18, 20):
        published = date(2019, 10, day)
        source = f"https://qingxi.example/{day}.htm"
        read(archive, story(f"{day}日", published=published), source=source, issue_date=published)
    read(archive, story("别家", published=date(2019, 10, 17)), source="o.htm", paper=OTHER)
    before, after = date(2019, 10, 14), date(2019, 10, 18)
    assert archive.adjacent_issues("qingxi", DAY) == (before, after)
    assert archive.adjacent_issues("qingxi", date(2019, 10, 15)) == (before, DAY)
    assert archive.adjacent_issues("qingxi", before) == (None, DAY)
    assert archive.adjacent_issues("qingxi", date(2019, 10, 20)) == (after, None)
    read(archive, source="https://qingxi.example/18.htm")
    assert archive.adjacent_issues("qingxi", DAY) == (before, date(2019, 10, 20))
    withdraw(archive, "/qingxi/2019-10-14/3/1")
    assert archive.adjacent_issues("qingxi", DAY) == (None, date(2019, 10, 20))


def test_pictures_are_found_by_the_hash_of_their_bytes(archive: Archive) -> None:
    with archive.batch():
        digest = archive.store_picture(PAPER, "16/p1.jpg", b"jpeg", "image/jpeg")
        assert archive.store_picture(PAPER, "16/p1.jpg", b"jpeg", "image/jpeg") == digest
    pictures = (Picture(src="16/p1.jpg", caption="桥"), Picture(src="16/p2.jpg"))
    read(archive, story(BRIDGES, pictures=pictures), source="16/content_1.htm")
    (found,) = archive.articles()
    assert [picture.media for picture in found.pictures] == [digest, None]
    assert archive.media(digest) == (b"jpeg", "image/jpeg")
    assert archive.status().pictures == 1


def test_a_printed_page_is_kept_as_a_pdf_of_its_page(archive: Archive) -> None:
    where = "https://paper.example/16/"
    issue = Issue(published=DAY, page="A01", pdf=f"{where}1.pdf")
    other = Issue(published=DAY, page="A02", pdf=f"{where}2.pdf")
    for page in (issue, other):
        read(archive, source=f"{where}{page.page}.htm", issue_date=DAY, issue=page)
    with archive.batch():
        archive.store_picture(PAPER, f"{where}1.pdf", b"%PDF older", "application/pdf")
        archive.store_picture(PAPER, f"{where}1.pdf", b"%PDF newer", "application/pdf")
        archive.store_picture(PAPER, f"{where}3.pdf", b"%PDF other", "application/pdf")
    digest = content_hash(b"%PDF newer")
    assert archive.kept_pdfs(PAPER.key, DAY) == {"A01": digest}
    assert archive.kept_pdfs(PAPER.key, DAY.replace(year=2000)) == {}
    assert archive.pdf(digest) == b"%PDF newer"
    assert archive.media(digest) is None and archive.pdf(content_hash(b"%PDF")) is None


def test_a_page_is_never_handed_out_as_a_picture(archive: Archive) -> None:
    with archive.batch():
        capture = Capture(source=URL, content=b"<script>", issue_date=DAY)
        archive.store(PAPER, capture, Reading(family="t", stories=(story(BRIDGES),)))
    assert archive.media(content_hash(b"<script>")) is None
    assert archive.media("") is None


# -- the whole


def test_status_counts_what_is_held(archive: Archive) -> None:
    empty = archive.status()
    assert (empty.articles, empty.first, empty.last, empty.last_seq) == (0, None, None, 0)
    read(archive, story(BRIDGES), story(LIBRARY))
    later = date(2020, 1, 2)
    read(archive, story(BUSES, published=later), source="x.htm", issue_date=later)
    fail(archive, "1.htm", b"1", "没有标题")
    fail(archive, "2.htm", b"2", "需要刊期")
    status = archive.status()
    assert (status.articles, status.pages, status.pictures, status.failed) == (3, 2, 0, 2)
    assert (status.first, status.last, status.last_seq) == (DAY, later, 3)
    assert [(one.newspaper, one.source, one.reason) for one in status.failures] == [
        ("qingxi", "2.htm", "需要刊期"),
        ("qingxi", "1.htm", "没有标题"),
    ]
    assert status.to_json()["first"] == "2019-10-16"


def test_status_speaks_of_published_articles_only(archive: Archive) -> None:
    read(archive, story(BRIDGES))
    later = date(2020, 1, 2)
    read(archive, story(BUSES, published=later), source="x.htm", issue_date=later)
    withdraw(archive, "/qingxi/2020-01-02/3/1")
    status = archive.status()
    assert (status.articles, status.first, status.last) == (1, DAY, DAY)


def test_an_empty_name_or_region_changes_nothing(archive: Archive) -> None:
    archive.add_newspaper(Newspaper(key="qingxi", name="", region=""))
    assert archive.newspapers()["qingxi"] == PAPER
    archive.add_newspaper(Newspaper(key="qingxi", name="青溪晨报"))
    assert archive.newspaper_names() == {"qingxi": "青溪晨报", "yanhu": "砚湖晚报"}


def test_all_of_it_is_there_after_opening_again(tmp_path: Path) -> None:
    where = tmp_path / "年 #1?" / "archive.db"
    for turn in range(2):
        archive = Archive.open(where)
        archive.add_newspaper(PAPER)
        assert read(archive, story(BRIDGES)) == ("unchanged" if turn else "new")
        assert addresses(archive) == {BRIDGES: "/qingxi/2019-10-16/3/1"}
        archive.close()
    assert [path.name for path in where.parent.iterdir()] == ["archive.db"]


# -- several processes


def _hold(where: Path, holding: Event, go_on: Event) -> None:
    archive = Archive.open(where)
    with archive.batch():
        capture = Capture(source=URL, content=b"1", issue_date=DAY)
        archive.store(PAPER, capture, Reading(family="t", stories=(story(BRIDGES),)))
        holding.set()
        go_on.wait(90)
        time.sleep(0.3)


def test_a_second_writer_waits_for_the_first(archive: Archive, tmp_path: Path) -> None:
    fork = forking()
    holding, go_on = fork.Event(), fork.Event()
    first = fork.Process(target=_hold, args=(tmp_path / "archive.db", holding, go_on))
    first.start()
    assert holding.wait(90)
    assert archive.count() == 0  # a reader does not wait
    go_on.set()
    started = time.monotonic()
    read(archive, story(LIBRARY), source="2.htm")
    assert time.monotonic() - started > 0.2
    first.join(20)
    assert first.exitcode == 0
    assert addresses(archive) == {
        BRIDGES: "/qingxi/2019-10-16/3/1",
        LIBRARY: "/qingxi/2019-10-16/3/2",
    }


def test_an_archive_can_be_opened_while_another_process_writes(
    archive: Archive, tmp_path: Path
) -> None:
    read(archive, story(BRIDGES))
    with archive.batch():
        second = Archive.open(tmp_path / "archive.db")
        assert addresses(second) == {BRIDGES: "/qingxi/2019-10-16/3/1"}
        second.close()


def _open(where: Path, ready: Event, results: Any) -> None:
    ready.wait(90)
    try:
        Archive.open(where).add_newspaper(PAPER)
    except (ArchiveError, OperationalError) as error:
        results.put(str(error))
    else:
        results.put("")


def test_two_processes_may_make_the_archive_at_once(tmp_path: Path) -> None:
    fork = forking()
    ready, results = fork.Event(), fork.Queue()
    where = tmp_path / "archive.db"
    both = [fork.Process(target=_open, args=(where, ready, results)) for _ in range(2)]
    for one in both:
        one.start()
    ready.set()
    assert [results.get(timeout=90) for _ in both] == ["", ""]
    for one in both:
        one.join(20)


# -- what is no archive


def test_an_archive_of_another_version_is_not_touched(tmp_path: Path) -> None:
    where = tmp_path / "archive.db"
    Archive.open(where).close()
    with sqlite3.connect(where) as connection:
        connection.execute("UPDATE archive_meta SET value = '99' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(ArchiveError, match="99"):
        Archive.open(where)


@pytest.mark.parametrize("content", [b"<html>no archive</html>" * 100, b"SQLite format 3\0" * 100])
def test_a_file_that_is_no_database_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes
) -> None:
    where = tmp_path / "archive.db"
    where.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"archive\.db"):
        Archive.open(where)
    assert where.read_bytes() == content


def test_a_folder_in_the_place_of_the_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.db").mkdir()
    with pytest.raises(ArchiveError, match=r"archive\.db"):
        Archive.open(tmp_path / "archive.db")
