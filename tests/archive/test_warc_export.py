"""WARC files: what is kept goes out, and comes back."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from archive import Archive, Newspaper, import_paths
from archive.schema import captures
from archive.settings import Settings
from archive.warc import DATE, read_warc, received_at, write_warc
from search_app import main
from tests.archive.warc_records import (
    LAKE,
    TODAY,
    addresses,
    chunked,
    live_warc,
    page,
    response,
    take,
)
from tests.crawl.live import LiveNewspaper, weekly


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive.db")


def pages_kept(archive: Archive, columns: Iterable[Any]) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        rows = connection.execute(select(*columns).order_by(captures.c.id))
        return [tuple(row) for row in rows]


def test_everything_that_is_kept_comes_back(archive: Archive, tmp_path: Path) -> None:
    paper = LiveNewspaper("lake", "founder_old", weekly(date(2023, 1, 4), 2))
    take(archive, tmp_path / "crawl.warc.gz", live_warc(paper))
    paper.correct(paper.truth.stories[0])
    later = live_warc(paper)
    take(archive, tmp_path / "later.warc.gz", later)
    files = tmp_path / "公报"
    files.mkdir()
    (files / "春 耕.txt").write_text("镜湖区召开春耕会\n\n本报讯 3月6日，会议开了。\n", "utf-8")
    import_paths(archive, [files], newspaper=LAKE, today=TODAY, issue_date=date(2023, 3, 8))
    row = '{"id": "甲 1", "title": "桥", "date": "2023-03-09", "body": "桥修好了。"}\n'
    (tmp_path / "rows.jsonl").write_text(row, "utf-8")
    assert take(archive, tmp_path / "rows.jsonl").new == 1

    for name in ("out.warc", "out.warc.gz"):
        number = write_warc(archive, LAKE.key, tmp_path / name)
        assert number == len(pages_kept(archive, [captures.c.id]))
        other = Archive.open(tmp_path / f"{name}.db")
        report = take(other, tmp_path / name)
        assert report.failures == ()
        assert list(stories_of(other)) == list(stories_of(archive))
        assert addresses(other) == addresses(archive)
        kept = [captures.c.source, captures.c.hash, captures.c.media_type, captures.c.issue_date]
        assert sorted(map(str, pages_kept(other, kept))) == sorted(
            map(str, pages_kept(archive, kept))
        )
        assert take(archive, tmp_path / name).new == 0
        other.close()


def stories_of(archive: Archive) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((article.address, article.paragraphs) for article in archive.articles())


def test_other_programs_read_what_is_written(archive: Archive, tmp_path: Path) -> None:
    packed = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    take(archive, tmp_path / "in.warc", response(3, *packed, body=chunked(gzip.compress(page()))))
    out = tmp_path / "out.warc.gz"
    write_warc(archive, LAKE.key, out)
    with out.open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        about = next(records)
        assert (about.rec_type, about.rec_headers.protocol) == ("warcinfo", "WARC/1.1")
        one = next(records)
        assert one.rec_headers.get_header("WARC-Date") == "2023-03-08T01:02:03Z"
        assert one.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
        assert one.http_headers.get_header("Content-Length") == str(len(page()))
        assert one.http_headers.get_header("Content-Encoding") is None
        assert one.content_stream().read() == page()
        assert next(records, None) is None


def test_the_date_is_the_archives_own_where_no_other_is_known(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "bulletin.txt"
    file.write_text("镜湖区召开春耕会\n\n会议开了。\n", "utf-8")
    import_paths(archive, [file], newspaper=LAKE, today=TODAY, issue_date=date(2023, 3, 8))
    write_warc(archive, LAKE.key, tmp_path / "out.warc")
    with (tmp_path / "out.warc").open("rb") as stream:
        (found,) = read_warc(stream)
    written = datetime.fromisoformat(found.capture.headers[DATE])
    assert abs((datetime.now(UTC) - written).total_seconds()) < 600
    assert found.capture.issue_date == date(2023, 3, 8)


def test_a_date_beyond_the_calendar_is_no_date() -> None:
    assert received_at({DATE: "0001-01-01T00:00:00+14:00"}) is None


def test_a_file_is_whole_or_not_there(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(archive, tmp_path / "in.warc", response(3) + response(4))
    out = tmp_path / "out.warc"
    out.write_bytes(b"before")

    def fail(_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(archive, "captures", fail)
    with pytest.raises(OSError, match="no space"):
        write_warc(archive, LAKE.key, out)
    assert out.read_bytes() == b"before"
    assert not list(tmp_path.glob("*.part"))


def test_export_writes_the_newspaper_that_is_named(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "var")

    def run(*words: str) -> Any:
        out = str(tmp_path / "out.warc.gz")
        command = ["--data", str(settings.data), "export", "--warc", out, *words]
        return CliRunner().invoke(main, command)

    assert run().exit_code == 2
    archive = Archive.open(settings.database)
    take(archive, tmp_path / "in.warc", response(3))
    assert run().output == f"已写出 1 份：{tmp_path / 'out.warc.gz'}\n"
    archive.add_newspaper(Newspaper(key="hill", name=""))
    assert "hill、lake" in run().output
    assert run("--newspaper", "hill").output.startswith("已写出 0 份")
    assert run("--newspaper", "sea").exit_code == 2
