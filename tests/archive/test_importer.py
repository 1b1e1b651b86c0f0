"""Importing into a real archive: what is filed, and what an end leaves."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive import importer
from archive.importer import NEEDS_ISSUE_DATE, import_paths
from archive.models import Capture, Newspaper, Reading
from archive.store import Archive
from tests.archive.forking import forking
from tests.archive.importing import (
    ISSUE,
    PAPER,
    ROW,
    TODAY,
    founder_page,
    headlines,
    imported,
    jsonl,
    many,
    page,
    png,
)


def test_rows_become_articles_and_are_recognised_again(archive: Archive, inbox: Path) -> None:
    path = jsonl(
        inbox / "rows.jsonl", ROW, ROW | {"id": "q-2", "title": None, "body": ["仅此一段。"]}
    )
    report = imported(archive, path)
    assert (report.new, report.stories, report.failed) == (2, 2, 0)
    first, second = archive.articles()
    assert (first.address, first.source_id) == ("/qingxi/2019-10-08/0/1", "q-1")
    assert first.paragraphs == ("桥修好了。", "今天通车。")
    assert (second.headline, second.label) == ("", "仅此一段。")
    seq = archive.last_seq()
    report = imported(archive, path)
    assert (report.new, report.unchanged, report.changed, report.stories) == (0, 2, 0, 0)
    assert archive.last_seq() == seq


def test_a_changed_row_keeps_its_address(archive: Archive, inbox: Path) -> None:
    imported(archive, jsonl(inbox / "rows.jsonl", ROW))
    report = imported(archive, jsonl(inbox / "rows.jsonl", ROW | {"title": "青溪区修好四座桥"}))
    assert (report.new, report.changed) == (0, 1)
    (article,) = archive.articles()
    assert (article.headline, article.address) == ("青溪区修好四座桥", "/qingxi/2019-10-08/0/1")


def test_a_row_is_filed_with_the_newspaper_it_names(archive: Archive, inbox: Path) -> None:
    archive.add_newspaper(Newspaper(key="baishi", name="白石周报"))
    rows = [
        ROW | {"id": f"q-{name}", "newspaper": name} for name in ("白石周报", "qingxi", "黑水报")
    ]
    report = imported(archive, jsonl(inbox / "rows.jsonl", *rows))
    assert [article.newspaper for article in archive.articles()] == ["baishi", "qingxi"]
    assert report.failures == (
        ("rows.jsonl:3", "报纸“黑水报”没有登记：请先登记，或去掉这一行的 newspaper"),
    )


def test_pictures_and_issue_pages_come_before_the_stories_they_belong_to(
    archive: Archive, inbox: Path
) -> None:
    folder = inbox / "html" / "2019-10" / "08"
    folder.mkdir(parents=True)
    (folder / "content_1.htm").write_bytes(founder_page("三座桥通车", "../../../res/bridge.png"))
    (folder / "content_2.htm").write_bytes(founder_page("河堤种上柳树"))
    (folder / "node_3.htm").write_bytes(
        """<html><body><table><tr><td>第03版：民生</td></tr></table><div>
        <a href="content_2.htm"><div id="mp2">河堤种上柳树</div></a>
        <a href="content_1.htm"><div id="mp1">三座桥通车</div></a></div></body></html>""".encode()
    )
    (inbox / "res").mkdir()
    (inbox / "res" / "bridge.png").write_bytes(png())
    report = imported(archive, inbox)
    assert report.failures == ()
    assert (report.new, report.stories, report.pictures) == (3, 2, 1)
    (listing,) = archive.issue("qingxi", ISSUE)
    assert (listing.page, listing.page_name) == ("3", "民生")
    assert [story.headline for story in listing.articles] == ["河堤种上柳树", "三座桥通车"]
    (picture,) = listing.articles[1].pictures
    assert picture.media
    assert archive.media(picture.media) == (png(), "image/png")


def test_a_zip_and_the_folder_it_was_made_of_are_the_same_pages(
    archive: Archive, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "a.htm").write_bytes(page("三座桥通车", published="2024-05-21"))  # tomorrow's
    with zipfile.ZipFile(tmp_path / "issue.zip", "w") as packed:
        packed.write(inbox / "a.htm", "a.htm")
        packed.writestr("../b.htm", page("河堤种上柳树"))
    report = imported(archive, inbox)
    assert (report.unchanged, report.new) == (0, 1)
    report = imported(archive, tmp_path / "issue.zip")
    assert (report.unchanged, report.new) == (1, 0)
    assert [file for file, _ in report.failures] == ["issue.zip/../b.htm"]


def test_the_same_file_under_another_name_gives_no_second_story(
    archive: Archive, inbox: Path
) -> None:
    (inbox / "a.htm").write_bytes(page("三座桥通车"))
    imported(archive, inbox)
    (inbox / "a.htm").rename(inbox / "another name.htm")
    assert imported(archive, inbox).new == 1
    assert archive.count() == 1


def test_one_notice_on_two_days_is_two_stories(archive: Archive, inbox: Path) -> None:
    for day in ("08", "09"):
        folder = inbox / "html" / "2024-05" / day
        folder.mkdir(parents=True)
        (folder / "notice.htm").write_bytes(page("停水通知", published=""))
    assert imported(archive, inbox).new == 2
    assert archive.count() == 2


def test_a_page_without_a_date_is_kept_until_one_is_given(archive: Archive, inbox: Path) -> None:
    (inbox / "a.htm").write_bytes(page("三座桥通车", published=""))
    report = imported(archive, inbox)
    assert report.failures == (("inbox/a.htm", NEEDS_ISSUE_DATE),)
    assert archive.status().failed == 1
    report = imported(archive, inbox, issue_date=ISSUE)
    assert (report.new, report.failed) == (1, 0)
    assert archive.status().failed == 0
    assert [article.published for article in archive.articles()] == [ISSUE]
    assert imported(archive, inbox, issue_date=ISSUE).unchanged == 1


def test_a_page_that_says_its_date_keeps_it(archive: Archive, inbox: Path) -> None:
    (inbox / "a.htm").write_bytes(page("三座桥通车"))
    assert imported(archive, inbox, issue_date=date(2020, 1, 1)).new == 1
    assert [article.published for article in archive.articles()] == [ISSUE]
    (inbox / "a.htm").write_bytes(page("四座桥通车"))
    assert imported(archive, inbox, issue_date=date(2020, 1, 1)).changed == 1
    assert headlines(archive) == ["四座桥通车"]


@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError])
def test_an_import_that_is_stopped_keeps_what_was_committed(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    monkeypatch.setattr(importer, "ROWS_A_BATCH", 4)
    path = jsonl(inbox / "rows.jsonl", *many(10))
    right = Archive.store

    def stop(self: Archive, newspaper: Newspaper, capture: Capture, reading: Reading) -> Any:
        if capture.source == "jsonl:q-6":
            raise end
        return right(self, newspaper, capture, reading)

    monkeypatch.setattr(Archive, "store", stop)
    with pytest.raises(end):
        imported(archive, path)
    assert archive.count() == 4
    monkeypatch.undo()
    report = imported(archive, path)
    assert (report.unchanged, report.new, report.failed) == (4, 6, 0)


def _die(where: Path, path: Path) -> None:
    import_paths(
        Archive.open(where),
        [path],
        newspaper=Newspaper(key="qingxi", name=""),
        today=date(2024, 5, 20),
        progress=lambda done, total: os._exit(9),
    )


def test_a_process_that_dies_leaves_what_was_committed(
    archive: Archive, inbox: Path, tmp_path: Path
) -> None:
    path = jsonl(inbox / "rows.jsonl", *many(600))
    dying = forking().Process(target=_die, args=(tmp_path / "archive" / "archive.db", path))
    dying.start()
    dying.join(90)
    assert dying.exitcode == 9
    assert archive.count() == 500
    report = imported(archive, path)
    assert (report.unchanged, report.new, report.failed) == (500, 100, 0)


def test_a_newspaper_keeps_the_name_and_region_it_had(archive: Archive, inbox: Path) -> None:
    archive.add_newspaper(PAPER)
    bare = Newspaper(key=PAPER.key, name="")
    import_paths(archive, [jsonl(inbox / "rows.jsonl", ROW)], newspaper=bare, today=TODAY)
    assert archive.newspapers() == {PAPER.key: PAPER}


def test_progress_counts_files_and_rows(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "PAGES_A_BATCH", 2)
    for number in range(3):
        (inbox / f"{number}.htm").write_bytes(page(f"第{number}座桥通车"))
    seen: list[tuple[int, int | None]] = []
    imported(archive, inbox, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 3), (3, 3)]
    jsonl(inbox / "rows.jsonl", ROW)
    seen.clear()
    imported(archive, inbox, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, None), (3, None), (4, None)]


def test_the_report_is_plain_json(archive: Archive, inbox: Path) -> None:
    (inbox / "style.css").write_bytes(b"p {}")
    report = imported(archive, inbox, inbox / "none.htm")
    assert json.loads(json.dumps(report.to_json())) == {
        "new": 0,
        "unchanged": 0,
        "changed": 0,
        "failed": 1,
        "stories": 0,
        "pictures": 0,
        "furniture": 1,
        "failures": [{"file": "none.htm", "reason": "找不到这个文件或文件夹"}],
        "warnings": [],
    }


def test_a_new_name_of_a_newspaper_touches_its_stories(archive: Archive, inbox: Path) -> None:
    rows = jsonl(inbox / "rows.jsonl", ROW)

    def named(name: str) -> set[int]:
        before = archive.last_seq()
        newspaper = Newspaper(key=PAPER.key, name=name)
        import_paths(archive, [rows], newspaper=newspaper, today=TODAY)
        return {article for article, _ in archive.changes_since(before)}

    stories = named("云溪报")
    assert len(stories) == 1
    assert named("云溪报") == set()
    assert named("云溪新报") == stories
