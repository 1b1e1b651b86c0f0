"""JSON Lines → one Capture a row → its Story, body and names kept as given.

In: a stream of rows `id, title, date, body` and optional fields. Out: captures with source
`jsonl:<id>` whose content is the row as canonical JSON, and the reading of such a capture.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, cast

from archive.filetypes import Refused
from archive.models import (
    Capture,
    Credit,
    Mention,
    Newspaper,
    ParseError,
    Post,
    Reading,
    Role,
    Story,
)
from archive.templates.page import page_number

ROW_TYPE = "application/json"
ROW_BYTES = 16 * 1024**2
# A file whose first rows are all broken is not JSON Lines; one refusal says so.
HOPELESS_ROWS = 20

_XZ_MEMORY = 128 * 1024**2  # xz -9 needs 65 MB; a file may ask for 4 GB
_BLOCK = 256 * 1024
_ROLES: tuple[tuple[str, Role], ...] = (
    ("reporters", "reporter"),
    ("correspondents", "correspondent"),
    ("photographers", "photographer"),
    ("editors", "editor"),
)
_DATE = re.compile(r"([0-9]{4})([-/.年]?)([0-9]{1,2})(?:\2|月)([0-9]{1,2})日?")
_COMPACT = re.compile(r"[0-9]{8}")


def read_issue_date(text: str) -> date:
    """The date of `2019-10-08`, `2019/10/8`, `20191008` or `2019年10月8日`.

    Raises:
        ValueError: no such date; the message says why, in Chinese.
    """
    text = text.strip()
    match = _DATE.fullmatch(text)
    if not match or (not match[2] and not _COMPACT.fullmatch(text)):
        raise ValueError(f"日期“{text[:40]}”看不懂：请写成 2019-10-08 这样")
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if year < 1800:  # 0001-01-01 is how some databases write "none"
        raise ValueError(f"日期“{text}”的年份不对")
    try:
        return date(year, month, day)
    except ValueError:
        if (month, day) == (2, 29) and not isleap(year):
            raise ValueError(f"日期“{text}”不存在：{year} 年不是闰年，没有 2 月 29 日") from None
        raise ValueError(f"日期“{text}”不存在：没有 {month} 月 {day} 日这一天") from None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its capture and the newspaper it names, or the reason it has none."""

    number: int
    capture: Capture | None = None
    newspaper: str = ""
    reason: str = ""


def read_rows(stream: IO[bytes], name: str, issue_date: date | None) -> Iterator[Row]:
    """The rows in order; one that is broken or has no id comes with a reason.

    `name` says by its ending (`.gz`, `.xz`) how the stream is packed; `issue_date` is for rows
    without a date. A file that is no JSON Lines at all gives one row with a reason.

    Raises:
        EOFError, OSError, lzma.LZMAError, zlib.error: the stream breaks off or is damaged.
    """
    broken: list[Row] | None = []  # the rows before the first good one
    for number, line in _lines(_unpacked(stream, name)):
        try:
            row = _row(number, line, issue_date)
        except Refused as error:
            row = Row(number, reason=str(error))
        if broken is None:
            yield row
        elif row.capture:
            yield from (*broken, row)
            broken = None
        elif len(broken) + 1 == HOPELESS_ROWS:
            yield Row(
                1, reason=f"不是 JSON Lines（每行一个 JSON 对象）：前 {HOPELESS_ROWS} 行都读不了"
            )
            return
        else:
            broken.append(row)
    yield from broken or ()


def read_row(capture: Capture, newspaper: Newspaper) -> Reading:
    """The story of a row's capture, with nothing added to what the row says.

    Raises:
        ParseError: a field is missing or of the wrong kind.
    """
    row = cast(dict[str, Any], json.loads(capture.content))
    try:
        published = _text(row, "date")
        story = Story(
            headline=_text(row, "title"),
            paragraphs=_paragraphs(row),
            kicker=_text(row, "kicker"),
            subhead=_text(row, "subhead"),
            newspaper=newspaper.name,
            published=_date(published) if published else capture.issue_date,
            page=_page(row),
            page_name=_text(row, "page_name"),
            credits=tuple(Credit(name, role) for key, role in _ROLES for name in _names(row, key)),
            mentions=_officials(row),
            section=_text(row, "section"),
            url=_text(row, "url"),
            source_id=_text(row, "id"),
        )
    except _BadField as error:
        raise ParseError(capture.source, error.field, str(error)) from error
    return Reading(family="jsonl", stories=(story,))


class _BadField(ValueError):
    """A field of a row that is missing or of the wrong kind."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class _XzReader(io.RawIOBase):
    """An .xz stream unpacked, its memory bounded, which `lzma.open` cannot do."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._unpack = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            packed = b""
            if self._unpack.eof:  # another stream may follow, after padding with zeros
                packed = (self._unpack.unused_data or self._stream.read(_BLOCK)).lstrip(b"\0")
                if not packed:
                    return 0
                self._unpack = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            elif self._unpack.needs_input:
                packed = self._stream.read(_BLOCK)
                if not packed:
                    raise EOFError
            block = self._unpack.decompress(packed, len(buffer))
            if block:
                buffer[: len(block)] = block
                return len(block)


def _unpacked(stream: IO[bytes], name: str) -> IO[bytes]:
    if name.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if name.lower().endswith(".xz"):
        return io.BufferedReader(_XzReader(stream), _BLOCK)
    return stream


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, numbered from 1; None for one over 16 MB."""
    number = 0
    while line := stream.readline(ROW_BYTES + 1):
        number += 1
        if len(line) > ROW_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BLOCK)
            yield number, None
        elif line.strip():
            yield number, line


def _row(number: int, line: bytes | None, issue_date: date | None) -> Row:
    """The row of a line: its id names it, and equal rows have equal bytes."""
    if line is None:
        raise Refused(f"这一行超过 {ROW_BYTES // 1024**2} MB")
    try:
        row = json.loads(_decode(line), parse_constant=_no_number)
        content = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        packed = content.encode()
    except (ValueError, RecursionError) as error:
        raise Refused(f"这一行不是完整的 JSON{_where(error)}") from error
    if not isinstance(row, dict):
        raise Refused("这一行不是 JSON 对象")
    try:
        name, newspaper = _text(row, "id").strip(), _text(row, "newspaper").strip()
    except _BadField as error:
        raise Refused(str(error)) from error
    if not name:
        raise Refused("这一行没有 id：每行要有 id、title、date、body，见 docs/json-lines.md")
    capture = Capture(
        source=f"jsonl:{name}",
        content=packed,
        media_type=ROW_TYPE,
        issue_date=None if row.get("date") else issue_date,
    )
    return Row(number, capture, newspaper)


def _where(error: Exception) -> str:
    """Where and how a line is no JSON, in Chinese."""
    match error:
        case Refused():
            return f"：{error}"
        case json.JSONDecodeError():
            return f"：第 {error.pos + 1} 个字符处写得不对，或没有写完"
        case UnicodeError():
            return "：里面有不是 UTF-8 也不是 GBK 的字符，或半个字符"
        case RecursionError():
            return "：括号套得太深"
    return "：里面有太长的数"  # Python reads none over 4300 digits


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("gb18030")


def _no_number(name: str) -> None:
    raise Refused(f"{name} 不是数")


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _BadField(field, f"{field} 应当是文字")
    if "\0" in value:
        raise _BadField(field, f"{field} 里有空字符")
    return value


def _texts(row: dict[str, Any], field: str) -> list[str]:
    values = row.get(field)
    if not isinstance(values, list):
        raise _BadField(field, f"{field} 应当是列表")
    return [_text({field: value}, field) for value in values]


def _date(text: str) -> date:
    try:
        return read_issue_date(re.split(r"[T ]", text.strip())[0])
    except ValueError as error:
        raise _BadField("date", str(error)) from error


def _paragraphs(row: dict[str, Any]) -> tuple[str, ...]:
    body = row.get("body")
    lines = (
        _texts(row, "body") if isinstance(body, list) else re.split(r"\r?\n", _text(row, "body"))
    )
    paragraphs = tuple(line for line in lines if line.strip())
    if not paragraphs:
        raise _BadField("body", "没有正文（body）")
    return paragraphs


def _names(row: dict[str, Any], field: str) -> tuple[str, ...]:
    """A list of names, or one text of names separated by commas or 、."""
    value = row.get(field)
    names = (
        _texts(row, field) if isinstance(value, list) else re.split("[、，,]", _text(row, field))
    )
    return tuple(name.strip() for name in names if name.strip())


def _officials(row: dict[str, Any]) -> tuple[Mention, ...]:
    """Names, or objects with `name` and `titles`."""
    value = row.get("officials")
    if not isinstance(value, list):
        return tuple(Mention(name, (), "official", "") for name in _names(row, "officials"))
    people: list[tuple[str, list[str]]] = []
    for person in value:
        if isinstance(person, dict):
            titles = _texts(person, "titles") if person.get("titles") is not None else []
            people.append((_text(person, "name").strip(), titles))
        else:
            people.append((_text({"officials": person}, "officials").strip(), []))
    return tuple(
        Mention(name, tuple(Post(title) for title in titles if title.strip()), "official", "")
        for name, titles in people
        if name
    )


def _page(row: dict[str, Any]) -> str | None:
    printed = _text(row, "page").strip()
    page = page_number(printed)
    if printed and not page:
        raise _BadField("page", f"版次“{printed[:20]}”看不懂：请写成 3 或 A01 这样")
    return None if page == "0" else page
