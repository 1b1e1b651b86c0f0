"""What a file is, by its name and its first bytes, before anything tries to read it.

In: a name, bytes. Out: the kind it is imported as, why it cannot be read, a picture's media type.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from PIL import Image, UnidentifiedImageError

PICTURE_BYTES = 20 * 1024**2
PICTURE_PIXELS = 50_000_000

FileKind = Literal["picture", "page", "rows", "warc", "zip", "furniture"]

_PICTURES = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".bmp"})
# What a saved page brings along; it holds no text of the newspaper.
_FURNITURE = re.compile(
    r"\.(css|m?js|map|ico|cur|woff2?|ttf|otf|eot|db|ini|lnk|url|log|bak)$", re.I
)
_ROWS = re.compile(r"\.(jsonl|ndjson|json)(\.gz|\.xz)?$", re.I)
_WARC = re.compile(r"\.warc(\.gz)?$", re.I)
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a phone's JPEG with a second picture behind the first
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "BMP": "image/bmp",
}


class Refused(ValueError):
    """A file that is not taken in; its message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A kind that holds text no reader here understands: how to know it, and what to do instead."""

    advice: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...] = ()


_UNREADABLE = (
    _Unreadable(
        "这是 PDF，不能直接读取：请导入同一版的网页，或先转换成文本（.txt）",
        (".pdf",),
        (b"%PDF-",),
    ),
    _Unreadable(
        "这是 Word 或 WPS 文档：请另存为网页（.htm）或纯文本（.txt）再导入",
        (".doc", ".docx", ".wps", ".rtf", ".odt"),
        (b"{\\rtf",),
    ),
    _Unreadable(
        "这是电子表格：请另存为 JSON Lines（.jsonl，每行一篇）再导入",
        (".xls", ".xlsx", ".et", ".ods"),
    ),
    _Unreadable(
        "这是演示文稿：请把文字另存为纯文本（.txt）再导入", (".ppt", ".pptx", ".dps", ".odp")
    ),
    _Unreadable(
        "这是旧版 Office 文档（doc、xls、ppt）：请另存为网页（.htm）或纯文本（.txt）再导入",
        (),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    ),
    _Unreadable(
        "这种压缩包读不了：请解压后导入文件夹，或改用 ZIP",
        (".rar", ".7z", ".tar", ".tgz", ".gz", ".xz", ".bz2", ".zst"),
        (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\x00", b"BZh91AY&SY"),
    ),
    _Unreadable("SVG 图片不收：请转换成 PNG 或 JPEG", (".svg", ".svgz")),
    _Unreadable(
        "这是程序，不是网页：请从要导入的内容里去掉",
        (".exe", ".dll", ".msi", ".apk", ".bat", ".cmd", ".sh", ".class", ".jar", ".swf"),
        (b"MZ\x90\x00", b"\x7fELF", b"\xca\xfe\xba\xbe"),
    ),
    _Unreadable(
        "这是音频，不能读取：请导入配套的文字稿",
        (".mp3", ".m4a", ".wav", ".wma", ".ogg"),
        (b"ID3\x03", b"ID3\x04", b"OggS", b"fLaC"),
    ),
    _Unreadable(
        "这是视频，不能读取：请导入配套的文字稿",
        (".mp4", ".m4v", ".wmv", ".avi", ".mov", ".mkv", ".flv", ".ts", ".webm"),
        (b"FLV\x01", b"\x1aE\xdf\xa3", b"0&\xb2u\x8ef"),
    ),
    _Unreadable("这种图片不收：请转换成 PNG 或 JPEG", (".tif", ".tiff", ".psd", ".heic", ".avif")),
)
_BY_SUFFIX = {suffix: kind.advice for kind in _UNREADABLE for suffix in kind.suffixes}
_BY_MAGIC = tuple((magic, kind.advice) for kind in _UNREADABLE for magic in kind.magic)
_PICTURE_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]", re.S)
_MEDIA = re.compile(rb"\0\0\0.ftyp|RIFF.{4}(AVI |WAVE)", re.S)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b"))
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def kind_by_name(name: str) -> FileKind:
    """What a file is imported as by its name alone.

    Raises:
        Refused: its name says that it is of a kind that cannot be read.
    """
    if _ROWS.search(name):
        return "rows"
    if _WARC.search(name):
        return "warc"
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        raise Refused(_BY_SUFFIX[suffix])
    if suffix == ".zip":
        return "zip"
    if suffix in _PICTURES:
        return "picture"
    return "furniture" if _FURNITURE.search(name) else "page"


def check_page(content: bytes) -> None:
    """Return if the bytes of a page can be text.

    Raises:
        Refused: they are empty, of a kind that cannot be read, or no text at all.
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("文件是空的")
    for magic, advice in _BY_MAGIC:
        if content.startswith(magic):
            raise Refused(advice)
    if content.startswith(b"PK\x03\x04"):
        raise Refused(_zip_advice(content[:4096]))
    if _SVG.match(content[:4096]):
        raise Refused(_BY_SUFFIX[".svg"])
    if _MEDIA.match(content):
        raise Refused(_BY_SUFFIX[".mp4"])
    if content.startswith(_PICTURE_MAGIC):
        raise Refused("这是图片，扩展名却不是：请改正扩展名再导入")
    # No Chinese encoding has bytes below a space but UTF-16, which comes with its mark; a stray
    # NUL or two occurs in pages cut out of a database.
    head = content[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if not content.startswith(_BYTE_ORDER_MARKS) and controls > len(head) // 50:
        raise Refused("不是网页，也不是文字（二进制文件）")


def picture_type(content: bytes) -> str:
    """The media type of a picture's bytes, after they have been checked.

    Raises:
        Refused: no whole JPEG, PNG, GIF, WEBP or BMP, or too large a one.
    """
    if not content:
        raise Refused("文件是空的")
    if len(content) > PICTURE_BYTES:
        raise Refused(f"图片超过 {PICTURE_BYTES // 1024**2} MB：请缩小后再导入")
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; ours are counted below, and the limit is lower.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "WEBP", "BMP"))
            width, height = picture.size
            if width * height > PICTURE_PIXELS:
                raise Refused(f"图片有 {width}×{height} 像素，超过 5000 万：请缩小后再导入")
            name = picture.format or ""
            picture.verify()
    except Image.DecompressionBombError as error:
        raise Refused("图片像素太多，超过 5000 万：请缩小后再导入") from error
    except UnidentifiedImageError as error:
        raise Refused("不是能显示的图片（只收 JPEG、PNG、GIF、WEBP、BMP）") from error
    except Refused:
        raise
    except Exception as error:  # Pillow's plugins raise anything at all on a broken file
        raise Refused("图片损坏，或没有下载完：请重新取得") from error
    return _MEDIA_TYPES[name]


def _zip_advice(head: bytes) -> str:
    """What to do with ZIP bytes under another name: Office documents are ZIPs too."""
    for part, suffix in ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx")):
        if part in head:
            return _BY_SUFFIX[suffix]
    return "这是压缩包，扩展名却不是 .zip：请改正扩展名，或解压后再导入"
