"""Importing what cannot be read: each is named with its reason, and harms no neighbour."""

from __future__ import annotations

import gzip
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import pytest

from archive import importer
from archive.importer import NEEDS_ISSUE_DATE, import_paths
from archive.models import Capture, Newspaper, Reading
from archive.store import Archive
from tests.archive.importing import (
    ROW,
    TODAY,
    headlines,
    imported,
    jsonl,
    junk,
    many,
    page,
    png,
    row,
)


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
    status = archive.status()
    assert (status.failed, status.refused) == ((1, 0) if kept else (0, 1))


def test_every_failure_is_in_the_status_until_its_file_is_taken(
    archive: Archive, inbox: Path
) -> None:
    (inbox / "paper.pdf").write_bytes(b"%PDF-1.7")
    (inbox / "issue.zip").write_bytes(b"PK\x03\x04")
    (inbox / "bridge.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (inbox / "junk.htm").write_bytes(junk())
    rows = inbox / "rows.jsonl"
    rows.write_bytes(b"{}\n" + row() + b"\n" + row(title="另一个") + b"\n" + row(id="q-2")[:-9])
    for _ in range(2):
        report, status = imported(archive, inbox), archive.status()
        assert (report.failed, status.failed, status.refused) == (7, 1, 6)
    listed = {f"{one.file}{one.part}": (one.size, one.reason) for one in status.refusals}
    assert listed["paper.pdf"][0] == 8 and "PDF" in listed["paper.pdf"][1]
    told = dict(report.failures)
    assert {name: told[f"inbox/{name}"] for name in listed} == {
        name: reason for name, (_, reason) in listed.items()
    }
    assert [*listed] == [
        *("bridge.png", "issue.zip", "paper.pdf"),
        *("rows.jsonl:1", "rows.jsonl:3", "rows.jsonl:4"),
    ]
    rows.write_bytes(row() + b"\n")
    (inbox / "bridge.png").write_bytes(png())
    with zipfile.ZipFile(inbox / "issue.zip", "w") as packed:
        packed.writestr("a.htm", page("三座桥通车"))
    assert imported(archive, inbox / "bridge.png", rows).failed == 0
    assert [one.file for one in archive.status().refusals] == ["issue.zip", "paper.pdf"]
    imported(archive, inbox)
    assert [one.file for one in archive.status().refusals] == ["paper.pdf"]


def test_what_one_newspaper_refused_is_not_the_others(archive: Archive, inbox: Path) -> None:
    (inbox / "a.pdf").write_bytes(b"%PDF-1.7")
    imported(archive, inbox)
    import_paths(archive, [inbox], newspaper=Newspaper(key="hill", name="山前报"), today=TODAY)
    status = archive.status()
    assert [(one.newspaper, one.file) for one in status.refusals] == [
        ("hill", "a.pdf"),
        ("qingxi", "a.pdf"),
    ]
    assert json.loads(json.dumps(status.to_json()))["refusals"][0]["size"] == 8


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
