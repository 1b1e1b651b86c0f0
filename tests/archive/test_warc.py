"""WARC files: what other crawlers wrote comes in."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive
from archive.filetypes import Refused
from archive.warc import DATE, read_warc
from tests.archive.warc_records import (
    ROOT,
    URL,
    addresses,
    chunked,
    http,
    live_warc,
    page,
    read,
    record,
    response,
    take,
)
from tests.crawl.live import LiveNewspaper, weekly


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive.db")


# -- records of others


BODIES = {
    "plain": ((), page()),
    "chunked": (("Transfer-Encoding: chunked",), chunked(page())),
    "gzip": (("Content-Encoding: gzip",), gzip.compress(page())),
    "deflate": (("Content-Encoding: deflate",), zlib.compress(page())),
    "bare deflate": (("Content-Encoding: deflate",), zlib.compress(page(), wbits=-15)),
    "both": (
        ("content-encoding: gzip", "transfer-encoding: Chunked"),
        chunked(gzip.compress(page())),
    ),
    "told and not done": (("Content-Encoding: gzip", "Transfer-Encoding: chunked"), page()),
}


@pytest.mark.parametrize("form", BODIES)
@pytest.mark.parametrize("packing", ["none", "each", "whole"])
def test_a_page_is_unwrapped(form: str, packing: str) -> None:
    headers, body = BODIES[form]
    records = [record("warcinfo", "", b"software: x\r\n"), response(3, *headers, body=body)]
    match packing:
        case "each":
            content = b"".join(gzip.compress(one) for one in records)
        case "whole":
            content = gzip.compress(b"".join(records))
        case _:
            content = b"".join(records)
    (found,) = read(content)
    assert (found.kind, found.source) == ("page", URL.format(n=3))
    assert found.capture.content == page()
    assert found.capture.media_type == "text/html"
    assert found.capture.headers["Server"] == "nginx"
    assert found.capture.headers[DATE] == "2023-03-08T01:02:03Z"


def test_what_stands_beside_pages_is_passed_over() -> None:
    image = http(b"\x89PNG...", "Content-Type: image/png")
    style = http(b"p {}", "Content-Type: text/css")
    content = b"".join(
        [
            record("warcinfo", "", b"software: Wget/1.21\r\n"),
            record("request", f"<{URL.format(n=3)}>", b"GET / HTTP/1.1\r\n\r\n"),
            response(3),
            record("metadata", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", b"<urn>"),
            record("resource", "metadata://gnu.org/software/wget/warc/wget.log", b"log"),
            record("response", "dns:szb.lake.example", b"20230308 A 192.0.2.1"),
            record("revisit", URL.format(n=4), http(b"")),
            record("response", f"{ROOT}no", http(b"no", status="404 Not Found")),
            record("response", f"{ROOT}p.png", image),
            record("response", f"{ROOT}p.css", style),
            record("response", f"{ROOT}p.svg", http(b"<svg>", "Content-Type: image/svg+xml")),
            record("response", f"<{ROOT}x.pdf>", http(b"%PDF-1.4", "Content-Type: text/html")),
        ]
    )
    kinds = [(one.kind, one.source.removeprefix(ROOT)) for one in read(content)]
    assert kinds == [
        ("page", "2023-03/08/t20230308_3.html"),
        ("furniture", "metadata://gnu.org/software/wget/warc/wget.log"),
        ("furniture", "dns:szb.lake.example"),
        ("furniture", "2023-03/08/t20230308_4.html"),
        ("furniture", "no"),
        ("picture", "p.png"),
        ("furniture", "p.css"),
        ("furniture", "p.svg"),
        ("pdf", "x.pdf"),
    ]


REFUSED = [
    (response(WARC_Truncated="length"), "截断"),
    (response(WARC_Segment_Number="1"), "分成几段"),
    (record("response", URL.format(n=3), b"not http at all"), "HTTP"),
    (record("response", URL.format(n=3), b""), "HTTP"),
    (response(3, "Transfer-Encoding: chunked", body=chunked(page())[:-50]), "分块"),
    (response(3, "Content-Encoding: gzip", body=gzip.compress(page())[:-20]), "不完整"),
    (response(3, "Content-Encoding: gzip", body=b"\x1f\x8b" + b"x" * 50), "损坏"),
    (response(3, "Content-Encoding: br", body=b"\x0b\x02\x80"), "br"),
    (response(3, "Content-Encoding: gzip", body=gzip.compress(bytes(70 * 1024**2))), "64 MB"),
    (response(3, Zhengwen_Issue_Date="soon"), "soon"),
    (response(3, Content_Length="200"), "长度不对"),
    (record("response", "http://[::1", http(page())), "地址"),
    (record("resource", "file:///a%00b.htm", page()), "地址"),
    (record("response", ROOT + "a" * 3000, http(page())), "地址"),
]


@pytest.mark.parametrize(("broken", "said"), REFUSED)
def test_a_broken_record_is_refused_and_the_next_is_read(broken: bytes, said: str) -> None:
    first, second = read(broken + response(4))
    assert first.kind == "refused"
    assert said in first.reason
    assert second.capture.content == page(4)


def test_a_record_that_is_too_large_is_passed_over_in_little_memory() -> None:
    big = http(Random(1).randbytes(1024**2) * 80, "Content-Type: text/html")
    content = gzip.compress(record("response", URL.format(n=1), big), 0) + gzip.compress(
        response(2) + b"".join(response(3, f"X-Noise: {n:>9}") for n in range(4000)), 0
    )
    del big
    tracemalloc.start()
    first, second, *_ = read_warc(BytesIO(content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (first.kind, second.kind) == ("refused", "page")
    assert "80 MB" in first.reason
    assert peak < 40 * 1024**2


DAMAGED = [
    (b"<html>no WARC</html>\n", 0, "不是 WARC"),
    (response(3) + b"rubbish\r\n" * 3, 1, "不是 WARC"),
    (gzip.compress(response(3)) + gzip.compress(response(4))[:-30], 1, "不完整"),
    (gzip.compress(response(3)) + b"\x1f\x8b\x08\x00" + b"rubbish" * 9, 1, "损坏"),
    (b"WARC/1.0\r\nX: " + b"x" * (3 * 1024**2), 0, "太长"),
    (response(3) + b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", 1, "长度"),
    (gzip.compress(response(3) + bytes(40 * 1024**2), 9), 1, "太长|压缩比"),
]


@pytest.mark.parametrize(("content", "whole", "said"), DAMAGED)
def test_a_damaged_file_is_read_as_far_as_it_goes(content: bytes, whole: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(content)
    records = read_warc(BytesIO(content))
    assert [next(records).kind for _ in range(whole)] == ["page"] * whole


def test_a_record_whose_end_is_missing_is_refused() -> None:
    whole = response(4)
    found = read(response(3) + whole[: len(whole) // 2])
    assert [one.kind for one in found][:1] == ["page"]
    assert all(one.kind == "refused" for one in found[1:])


@given(st.binary(max_size=300), st.integers(0, 2000), st.booleans())
def test_whatever_is_in_the_file_only_refusals_come_of_it(
    noise: bytes, at: int, packed: bool
) -> None:
    content = response(3) + response(4, "Transfer-Encoding: chunked", body=chunked(page(4)))
    content = gzip.compress(content) if packed else content
    at = min(at, len(content))
    try:
        for found in read_warc(BytesIO(content[:at] + noise + content[at + len(noise) :])):
            assert found.kind in ("page", "picture", "pdf", "furniture", "refused")
    except Refused as error:
        assert str(error)


# -- into the archive


@pytest.mark.parametrize("family", ["founder_old", "founder_new"])
def test_a_crawl_by_others_becomes_the_same_archive_in_any_order(
    archive: Archive, tmp_path: Path, family: str
) -> None:
    paper = LiveNewspaper("lake", family, weekly(date(2023, 1, 4), 3))
    truth = paper.truth
    report = take(archive, tmp_path / "crawl.warc.gz", live_warc(paper))
    assert report.failures == ()
    assert report.stories == len(truth.stories)
    assert report.pictures == len(truth.pictures)
    assert {article.url: article.paragraphs for article in archive.articles()} == {
        ROOT + story.file: story.paragraphs for story in truth.stories
    }
    placed = {article.url: (article.page, article.position) for article in archive.articles()}
    for one in truth.pages:
        assert [placed[ROOT + file] for file in one.stories] == [
            (one.page, place) for place in range(1, len(one.stories) + 1)
        ]
    shown = [picture.media for article in archive.articles() for picture in article.pictures]
    assert len(shown) == len(truth.pictures)
    assert all(shown)

    again = take(archive, tmp_path / "crawl.warc.gz")
    assert (again.new, again.changed, again.failed, again.warnings) == (0, 0, 0, ())
    other = Archive.open(tmp_path / "other.db")
    take(other, tmp_path / "forwards.warc.gz", live_warc(paper, backwards=False))
    assert addresses(other) == addresses(archive)


def test_versions_are_kept_and_an_older_one_is_not_the_newest(
    archive: Archive, tmp_path: Path
) -> None:
    old = record("response", URL.format(n=3), http(page(3), "Content-Type: text/html"))
    new = response(3, body=page(5), WARC_Date="2023-04-01T00:00:00Z")
    back = response(3, body=page(3), WARC_Date="2023-05-01T00:00:00Z")
    report = take(archive, tmp_path / "two.warc", old + new)
    assert (report.new, report.changed, report.failed) == (1, 1, 0)
    assert [article.headline for article in archive.articles()] == ["镜湖区修好5座桥"]
    for _ in range(2):
        again = take(archive, tmp_path / "two.warc")
        assert (again.new, again.changed, again.unchanged, again.warnings) == (0, 0, 2, ())
    report = take(archive, tmp_path / "back.warc", back)
    assert report.changed == 1
    assert [article.headline for article in archive.articles()] == ["镜湖区修好3座桥"]
    report = take(archive, tmp_path / "two.warc")
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    late = response(3, body=page(9), WARC_Date="2023-01-01T00:00:00Z")
    report = take(archive, tmp_path / "late.warc", late)
    assert (report.changed, len(report.warnings)) == (0, 1)
    assert "更新的版本" in report.warnings[0][1]


def test_what_cannot_be_read_is_reported_and_the_rest_is_taken(
    archive: Archive, tmp_path: Path
) -> None:
    pdf = record("response", f"{ROOT}x.pdf", http(b"%PDF-1.4", "Content-Type: application/pdf"))
    image = record("response", f"{ROOT}p.png", http(b"no image", "Content-Type: image/png"))
    content = response(WARC_Truncated="time") + pdf + image + response(4) + b"rubbish\r\n" * 3
    report = take(archive, tmp_path / "mixed.warc", content)
    assert report.new == 1
    assert [(file.rpartition("/")[2], reason[:6]) for file, reason in report.failures] == [
        ("p.png", "不是能显示的"),
        ("t20230308_3.html", "抓取时被截断"),
        ("x.pdf", "这是 PDF"),
        ("mixed.warc", "第 4 条记"),
    ]


def test_a_warc_in_a_zip_and_in_a_folder(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.warc").write_bytes(response(3))
    with zipfile.ZipFile(folder / "two.zip", "w") as packed:
        packed.writestr("two.WARC.gz", gzip.compress(response(4)))
    assert take(archive, folder).new == 2
