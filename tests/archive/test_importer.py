"""Importing into a real archive: what is filed, what is refused and why, and what an end leaves."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archive import importer
from archive.importer import NEEDS_ISSUE_DATE, ImportReport, import_paths
from archive.models import Capture, Newspaper, Reading
from archive.store import Archive

PAPER = Newspaper(key="qingxi", name="青溪日报", region="青溪区")
TODAY = date(2024, 5, 20)
ISSUE = date(2019, 10, 8)
ROW = {
    "id": "q-1",
    "title": "青溪区修好三座桥",
    "date": "2019-10-08",
    "body": "桥修好了。\n今天通车。",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive" / "archive.db")
    yield opened
    opened.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def imported(archive: Archive, *paths: Path, **options: Any) -> ImportReport:
    return import_paths(archive, paths, newspaper=PAPER, today=TODAY, **options)


def page(headline: str, *, published: str = "2019-10-08") -> bytes:
    """A government page: its meta tags and a few paragraphs."""
    meta = f'<meta name="PubDate" content="{published}">' if published else ""
    return f"""<html><head><meta charset="utf-8"><title>{headline}</title>{meta}
        <meta name="ArticleTitle" content="{headline}"></head><body><h1>{headline}</h1>
        <div id="UCAP-CONTENT"><p>{headline}，沿河三个村的居民出门不再绕路。</p>
        <p>施工队在汛期以前完成了桥面铺装，两岸的路灯也已经装好。</p></div></body></html>""".encode()


def founder_page(headline: str, picture: str = "") -> bytes:
    """A story page of the digital newspaper, perhaps with a picture."""
    image = f'<table id="newspic"><tr><td><img src="{picture}"></td></tr></table>'
    return f"""<html><body><table><tr><td class="font01">{headline}</td></tr></table>
        {image if picture else ""}<div id="ozoom"><founder-content>
        <p>{headline}，沿河三个村的居民出门不再绕路。</p><p>两岸的路灯也已经装好。</p>
        </founder-content></div></body></html>""".encode()


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def many(count: int) -> list[dict[str, str]]:
    return [ROW | {"id": f"q-{n}", "title": f"第{n}座桥通车"} for n in range(count)]


def png() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(packed, "PNG")
    return packed.getvalue()


def headlines(archive: Archive) -> list[str]:
    return [article.headline for article in archive.articles()]


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


def junk() -> bytes:
    return bytes(n * 167 % 256 for n in range(5000))


def row(**fields: Any) -> bytes:
    return json.dumps(ROW | fields, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("name", "content", "reason", "kept"),
    [
        ("empty.htm", b"", "空", True),
        ("blank.htm", b" \n\t", "空", True),
        ("nothing.htm", b"<html><body><div></div></body></html>", "没有读到稿件", True),
        ("junk.htm", junk(), "二进制", True),
        ("paper.pdf", b"%PDF-1.7", "PDF", False),
        ("paper.htm", b"%PDF-1.7", "PDF", True),
        ("paper.docx", b"PK\x03\x04", "Word", False),
        ("paper.doc", b"\xd0\xcf\x11\xe0", "Word", False),
        ("style.css", b"p {}", "不是网页", False),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "图片", False),
        ("picture.svg", b"<svg/>", "SVG", False),
        ("future.htm", page("三座桥通车", published="2024-05-22"), "在今天以后", True),
        ("undated.htm", page("三座桥通车", published=""), NEEDS_ISSUE_DATE, True),
        ("rows.jsonl", row(date="2024-05-22"), "在今天以后", True),
        ("rows.jsonl", row(date=None), NEEDS_ISSUE_DATE, True),
        ("rows.jsonl", row(date="2019-02-29"), "不是闰年", True),
        ("rows.jsonl", row(date="某日"), "看不懂", True),
        ("rows.jsonl", row(body=""), "没有正文", True),
        ("rows.jsonl", row()[:-5], "不是完整的 JSON", False),
        ("rows.jsonl.gz", gzip.compress(row(), mtime=0)[:20], "不完整", False),
        ("rows.jsonl.gz", row(), "损坏", False),
        ("rows.jsonl.xz", row(), "损坏", False),
        ("rows.jsonl.xz", lzma.compress(row())[:30], "不完整", False),
        ("issue.zip", b"PK\x03\x04", "不是完整的 ZIP", False),
    ],
)
def test_bad_input_fails_with_a_reason_and_harms_no_neighbour(
    archive: Archive, inbox: Path, name: str, content: bytes, reason: str, kept: bool
) -> None:
    (inbox / name).write_bytes(content)
    good = inbox / "good.htm"
    good.write_bytes(page("河堤种上柳树"))
    report = imported(archive, inbox / name, good)
    assert report.new == 1
    ((file, said),) = report.failures
    assert file.partition(":")[0] == name
    assert reason in said
    assert headlines(archive) == ["河堤种上柳树"]
    assert archive.status().failed == kept


def test_a_failing_page_is_not_kept_twice(archive: Archive, inbox: Path) -> None:
    (inbox / "junk.htm").write_bytes(junk())
    for _ in range(3):
        assert imported(archive, inbox).failed == 1
    assert archive.status().failed == 1


def test_a_cut_file_keeps_the_rows_before_the_cut(archive: Archive, inbox: Path) -> None:
    rows = [row | {"body": f"{n * 7919}号桥通车。" * 200} for n, row in enumerate(many(300))]
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    (inbox / "rows.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    report = imported(archive, inbox)
    assert 0 < report.new < 300
    assert archive.count() == report.new
    ((file, reason),) = report.failures
    assert file == "inbox/rows.jsonl.gz"
    assert f"第 {report.new} 行以后" in reason


def test_pages_in_several_encodings_are_read(archive: Archive, inbox: Path) -> None:
    (inbox / "a.htm").write_bytes(page("三座桥通车"))
    (inbox / "b.htm").write_bytes(page("河堤种上柳树").decode().encode("gb18030"))
    (inbox / "c.jsonl").write_bytes(row() + b"\n" + row(id="q-2").decode().encode("gb18030"))
    assert imported(archive, inbox).failures == ()
    assert headlines(archive) == ["三座桥通车", "河堤种上柳树", *[ROW["title"]] * 2]


def test_a_second_row_of_one_id_is_a_failure_unless_it_is_the_same(
    archive: Archive, inbox: Path
) -> None:
    # As a change it would be one more version of the story at every import of the same file.
    path = jsonl(inbox / "rows.jsonl", ROW, ROW, ROW | {"title": "另一个标题"})
    for new, unchanged in ((1, 1), (0, 2)):
        report = imported(archive, path)
        assert (report.new, report.unchanged, report.changed) == (new, unchanged, 0)
        assert report.failures == (("rows.jsonl:3", "id 与前面的行重复，内容不同：只收第一行"),)
    assert headlines(archive) == [ROW["title"]]


def test_a_fault_in_the_program_fails_one_page_only(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in "abc":
        (inbox / f"{name}.htm").write_bytes(page(f"{name}座桥通车"))
    right = importer.read_capture

    def wrong(capture: Capture, newspaper: Newspaper | None = None) -> Reading:
        if capture.source == "b.htm":
            raise AttributeError("no such tag")
        return right(capture, newspaper)

    monkeypatch.setattr(importer, "read_capture", wrong)
    report = imported(archive, inbox)
    assert (report.new, report.failed) == (2, 1)
    assert "no such tag" in report.failures[0][1]
    assert "inbox/b.htm" in caplog.text
    monkeypatch.undo()
    assert imported(archive, inbox).new == 1
    assert archive.status().failed == 0


def test_a_story_that_cannot_be_stored_is_undone_as_a_whole(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = jsonl(inbox / "rows.jsonl", *many(3))
    right = Archive.store

    def wrong(self: Archive, newspaper: Newspaper, capture: Capture, reading: Reading) -> Any:
        outcome = right(self, newspaper, capture, reading)
        if capture.source == "jsonl:q-1":
            "\ud83d".encode()
        return outcome

    monkeypatch.setattr(Archive, "store", wrong)
    assert imported(archive, path).failed == 1
    assert headlines(archive) == ["第0座桥通车", "第2座桥通车"]


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


def test_a_process_that_dies_leaves_what_was_committed(
    archive: Archive, inbox: Path, tmp_path: Path
) -> None:
    path = jsonl(inbox / "rows.jsonl", *many(600))
    dying = """if True:
        import os, sys
        from datetime import date
        from pathlib import Path
        from archive.importer import import_paths
        from archive.models import Newspaper
        from archive.store import Archive
        import_paths(Archive.open(sys.argv[1]), [Path(sys.argv[2])],
            newspaper=Newspaper(key="qingxi", name=""), today=date(2024, 5, 20),
            progress=lambda done, total: os._exit(9))"""
    command = [sys.executable, "-c", dying, str(tmp_path / "archive" / "archive.db"), str(path)]
    root = str(Path(importer.__file__).parents[1])
    ended = subprocess.run(command, env=os.environ | {"PYTHONPATH": root}, check=False)
    assert ended.returncode == 9
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
