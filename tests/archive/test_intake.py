"""What a given path holds, how it is read, and what is refused before it is read."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from archive import intake
from archive.filetypes import Refused, check_page, kind_by_name, picture_type
from archive.intake import Opener, Survey, survey

PAGE = "<html><title>青溪区修好三座桥</title></html>".encode()


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3), mode: str = "RGB") -> bytes:
    packed = io.BytesIO()
    Image.new(mode, size, "white").save(packed, kind)
    return packed.getvalue()


def sources(found: Survey) -> list[str]:
    return [entry.source for entry in found.found]


def refusals(found: Survey) -> dict[str, str]:
    return {refusal.file: refusal.reason for refusal in found.refusals}


def test_a_folder_is_read_recursively_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    for name in ("html/2023-03/08/content_10.htm", "html/2023-03/08/content_2.htm", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    found = survey([tmp_path])
    assert sources(found) == [
        "a.txt",
        "html/2023-03/08/content_2.htm",
        "html/2023-03/08/content_10.htm",
    ]
    assert found.found[0].label == f"{tmp_path.name}/a.txt"


def test_hidden_files_and_page_furniture_are_left_out(tmp_path: Path) -> None:
    for name in (".git/a.htm", ".DS_Store", "__MACOSX/a.htm", "style.css", "a.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    found = survey([tmp_path])
    assert sources(found) == ["a.htm"]
    assert found.furniture == [f"{tmp_path.name}/style.css"]
    assert not found.refusals


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.htm").write_bytes(PAGE)
    (folder / "a.htm").write_bytes(PAGE)
    (folder / "b.htm").symlink_to(folder / "a.htm")
    (folder / "c.htm").symlink_to(outside / "secret.htm")
    (folder / "d").symlink_to(outside)
    found = survey([folder])
    assert sources(found) == ["a.htm", "b.htm"]
    assert "链接" in refusals(found)["folder/c.htm"]


def test_a_gbk_file_name_from_the_disk_is_text(tmp_path: Path) -> None:
    name = "要闻.htm".encode("gb18030")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert sources(survey([tmp_path])) == ["要闻.htm"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.htm")
    assert "不是普通文件" in refusals(survey([tmp_path / "page.htm"]))["page.htm"]


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert "找不到" in refusals(survey([tmp_path / "none.htm"]))["none.htm"]


def test_a_200_mb_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.htm"
    with large.open("wb") as file:
        file.truncate(200 * 1024**2)
    assert refusals(survey([large])) == {
        "large.htm": "文件有 200 MB，超过 64 MB：请拆成一篇一页，或转换成 JSON Lines"
    }


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.pdf", "PDF"),
        ("a.doc", "Word"),
        ("a.DOCX", "Word"),
        ("a.xls", "电子表格"),
        ("a.pptx", "演示文稿"),
        ("a.rar", "解压"),
        ("a.7z", "解压"),
        ("a.svg", "SVG"),
        ("a.exe", "程序"),
        ("a.mp4", "视频"),
        ("a.htm.gz", "解压"),
    ],
)
def test_kinds_that_cannot_be_read_say_what_to_do(name: str, advice: str) -> None:
    with pytest.raises(Refused, match=advice):
        kind_by_name(name)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "空"),
        (b" \r\n\t", "空"),
        (b"\xef\xbb\xbf", "空"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "旧版 Office"),
        (b"PK\x03\x04..........word/document.xml", "Word"),
        (b"PK\x03\x04..........xl/workbook.xml", "电子表格"),
        (b"PK\x03\x04..........a.htm", "压缩包"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "SVG"),
        (b"\0\0\0\x20ftypisom", "视频"),
        (bytes(range(256)) * 8, "二进制"),
        (picture(), "图片"),
    ],
)
def test_content_that_is_no_page_is_refused_whatever_its_name(content: bytes, advice: str) -> None:
    with pytest.raises(Refused, match=advice):
        check_page(content)


@pytest.mark.parametrize(
    "content",
    [PAGE, "青溪".encode("utf-16"), "青溪区\0".encode() + PAGE, b"\xc7\xe0\xcf\xaa"],
    ids=["html", "utf-16", "a stray NUL", "gbk"],
)
def test_content_that_may_be_text_passes(content: bytes) -> None:
    check_page(content)


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("BMP", "image/bmp"),
    ],
)
def test_pictures_are_known_by_their_bytes(kind: str, media_type: str) -> None:
    assert picture_type(picture(kind)) == media_type


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空"),
        (b"<svg xmlns='x'/>", "不是能显示的图片"),
        (picture("TIFF"), "不是能显示的图片"),
        (picture()[:40], "损坏|不是能显示"),
        (b"\xff" * (20 * 1024**2 + 1), "20 MB"),
        (picture("PNG", (10_000, 5_001), "1"), "5000 万"),
    ],
    ids=["empty", "svg", "tiff", "truncated", "too many bytes", "too many pixels"],
)
def test_bad_pictures_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        picture_type(content)


def test_a_forged_size_does_not_get_a_picture_past_the_limit() -> None:
    forged = bytearray(picture("BMP"))
    forged[18:26] = struct.pack("<ii", 60_000, 60_000)
    with pytest.raises(Refused, match="5000 万"):
        picture_type(bytes(forged))


def test_a_zip_is_read_without_touching_the_disk(tmp_path: Path) -> None:
    path = zipped(tmp_path / "issue.zip", {"html/b.htm": PAGE, "html/a.htm": PAGE + b" "})
    found = survey([path])
    assert sources(found) == ["html/a.htm", "html/b.htm"]
    assert found.found[0].label == "issue.zip/html/a.htm"
    with Opener() as opener:
        assert [opener.content(entry) for entry in found.found] == [PAGE + b" ", PAGE]
    assert [path.name for path in tmp_path.iterdir()] == ["issue.zip"]


@pytest.mark.parametrize(
    "name", ["../a.htm", "x/../../a.htm", "/etc/a.htm", "C:\\a.htm", "c:a.htm"]
)
def test_zip_names_that_lead_out_are_refused_and_the_rest_is_read(
    tmp_path: Path, name: str
) -> None:
    found = survey([zipped(tmp_path / "issue.zip", {name: PAGE, "b.htm": PAGE})])
    assert sources(found) == ["b.htm"]
    assert "指向 ZIP 以外" in next(iter(refusals(found).values()))


def test_chinese_zip_names_are_read_in_utf_8_and_gbk(tmp_path: Path) -> None:
    plain = zipped(tmp_path / "plain.zip", {"一版/要闻.htm": PAGE})
    # What Windows writes: GBK bytes and no flag; the last byte of 誠 (D55C) is a backslash.
    gbk = tmp_path / "gbk.zip"
    gbk.write_bytes(unflagged_zip("二版\\誠.htm".encode("gb18030"), PAGE))
    mac = tmp_path / "mac.zip"
    mac.write_bytes(unflagged_zip("三版/要闻.htm".encode(), PAGE))
    found = survey([plain, gbk, mac])
    assert sources(found) == ["一版/要闻.htm", "二版/誠.htm", "三版/要闻.htm"]
    with Opener() as opener:
        assert [opener.content(entry) for entry in found.found] == [PAGE] * 3


def unflagged_zip(name: bytes, content: bytes) -> bytes:
    """A stored ZIP of one member whose name is bytes without the UTF-8 flag."""
    ascii_name = b"n" * len(name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(ascii_name.decode(), content)
    return packed.getvalue().replace(ascii_name, name)


def test_an_encrypted_member_a_link_and_a_nested_zip_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "issue.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.htm", PAGE)
        archive.writestr("inner.zip", b"PK")
        link = zipfile.ZipInfo("link.htm")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.htm", PAGE)
    # Bit 0 of the flags in the directory's last entry says encrypted.
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    found = survey([path])
    assert sources(found) == ["a.htm"]
    reasons = refusals(found)
    assert "密码" in reasons["issue.zip/locked.htm"]
    assert "链接" in reasons["issue.zip/link.htm"]
    assert "ZIP 里的 ZIP" in reasons["issue.zip/inner.zip"]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    found = survey([zipped(tmp_path / "bomb.zip", {"a.htm": b"0" * (11 * 1024**2), "b.htm": PAGE})])
    assert sources(found) == ["b.htm"]
    assert "压缩炸弹" in refusals(found)["bomb.zip/a.htm"]


def test_a_member_that_hides_its_size_is_cut_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "liar.zip", {"a.htm": b"<p>" + b"0" * 300_000})
    content = bytearray(path.read_bytes())
    content[(at := content.rindex(b"PK\x01\x02") + 24) : at + 4] = struct.pack("<I", 100)
    path.write_bytes(content)
    with Opener() as opener, pytest.raises(Refused, match="损坏"):
        opener.content(survey([path]).found[0])


def test_a_zip_over_its_total_or_its_count_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "issue.zip", {"a.htm": PAGE, "b.htm": PAGE})
    monkeypatch.setattr(intake, "ZIP_BYTES", len(PAGE))
    found = survey([path])
    assert not found.found
    assert "请分成几个 ZIP" in refusals(found)["issue.zip"]
    monkeypatch.setattr(intake, "ZIP_MEMBERS", 1)
    assert "超过 1 个文件" in refusals(survey([path]))["issue.zip"]


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "issue.zip", {"a.htm": PAGE * 100})
    path.write_bytes(path.read_bytes()[:-30])
    assert "不是完整的 ZIP" in refusals(survey([path]))["issue.zip"]


def test_zips_in_a_folder_are_read_one_at_a_time(tmp_path: Path) -> None:
    zipped(tmp_path / "1008.zip", {"a.htm": PAGE})
    zipped(tmp_path / "1009.zip", {"b.htm": PAGE})
    found = survey([tmp_path])
    assert sources(found) == ["a.htm", "b.htm"]
    with Opener() as opener:
        assert {opener.content(entry) for entry in reversed(found.found)} == {PAGE}
