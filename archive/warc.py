"""WARC files (ISO 28500): what is kept goes out, and what other crawlers wrote comes in.

In: an archive, or a stream of a WARC file. Out: a file of response records, or `Received` pages,
pictures and PDFs, one at a time; the rest is counted or refused with a reason.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy import Connection, select
from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)
from warcio.warcwriter import WARCWriter

from archive.filetypes import Refused
from archive.intake import FILE_BYTES, MEBI, RATIO, RATIO_ABOVE, explain
from archive.models import Capture
from archive.rows import ROW_TYPE
from archive.schema import captures
from archive.store import Archive

Kind = Literal["page", "picture", "pdf", "furniture", "refused"]

DATE = "WARC-Date"
"""The header of a capture that says when its page was received, if not by this archive."""
ISSUE_DATE = "Zhengwen-Issue-Date"
_HEAD_BYTES = MEBI
_LONGEST_SOURCE = 2000
_PAGES = ("text/html", "application/xhtml+xml", "")
_NO_TYPE = "application/octet-stream"
# The archive keeps bodies as they read; what says otherwise is true of the wire only.
_OF_THE_WIRE = ("content-encoding", "transfer-encoding", "content-length")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")


@dataclass(frozen=True, slots=True)
class Received:
    """What a record turned out to be: a capture of a kind, or the `reason` it is refused for."""

    kind: Kind
    source: str
    capture: Capture = field(default_factory=lambda: Capture(source="", content=b""))
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Body:
    """A record's payload with its media type, and the HTTP headers it came with."""

    content: bytes
    media_type: str
    headers: Mapping[str, str]


# -- reading


def read_warc(stream: IO[bytes]) -> Iterator[Received]:
    """What a WARC file holds, compressed or not, in its order; never more than a record in memory.

    Requests, metadata and what else stands beside a page are passed over. The stream must be able
    to go back to its beginning.

    Raises:
        Refused: it is no WARC file, or cannot be read further from here.
    """
    source = _Source(stream)
    records = _Records(source, no_record_parse=True)
    found: Received | None = None
    while True:
        source.allow(_HEAD_BYTES)
        try:
            record = next(records, None)
        except (ArchiveLoadFailed, StatusAndHeadersParserException, Refused) as error:
            if found:
                yield found
            if isinstance(error, Refused):
                raise
            raise Refused("不是 WARC 文件，或从这里起已损坏") from error
        if found:
            wrong = Received("refused", found.source, reason="记录的长度不对，内容可能不全")
            yield wrong if records.err_count else found
        if record is None:
            return
        if record.length is None:
            raise Refused("有一条记录没有写明长度，从这里起读不了")
        records.err_count = 0
        source.allow(record.length + _HEAD_BYTES)
        found = _found(record)
        while record.raw_stream.read(_HEAD_BYTES):
            pass


class _Records(WARCIterator):  # type: ignore[misc]  # warcio has no types
    """The records of a file; `err_count` counts those not followed by a blank line."""

    INC_RECORD = ""  # what warcio would print of them


class _Source:
    """Gives no more than was allowed: a line without end would fill the memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        is_packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        self._stream = stream
        # warcio would take each member of a gzip file for one record, and broken ones for the end.
        self._unpacked = gzip.GzipFile(fileobj=stream) if is_packed else None
        self._left = self._given = 0

    def allow(self, size: int) -> None:
        """Let that many bytes be read before the next call of this."""
        self._left = size

    def read(self, size: int = -1) -> bytes:
        """Some of the next bytes."""
        try:
            # read1 gives what could be read before a file that is cut off breaks off.
            block = self._unpacked.read1(size) if self._unpacked else self._stream.read(size)
        except (EOFError, zlib.error, OSError) as error:
            raise Refused(explain(error)) from error
        self._left -= len(block)
        self._given += len(block)
        if self._left < 0:
            raise Refused("记录头太长，从这里起读不了")
        if self._unpacked and self._given > max(RATIO_ABOVE, RATIO * self._stream.tell()):
            raise Refused(f"压缩比超过 {RATIO} 倍，像是压缩炸弹，从这里起不收")
        return block


def _found(record: Any) -> Received | None:
    """What a record is, None if it is nothing that was published."""
    if record.rec_type not in ("response", "resource", "revisit"):
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        return _received(record, address)
    except Refused as error:
        return Received("refused", address, reason=str(error))


def _received(record: Any, address: str) -> Received:
    """What a record holds. Raises Refused."""
    headers = record.rec_headers
    scheme = address.partition(":")[0].lower()
    if record.rec_type == "revisit" or scheme not in ("http", "https", "file", "jsonl"):
        return Received("furniture", address)
    if cut := headers.get_header("WARC-Truncated"):
        raise Refused(f"抓取时被截断（{cut}），内容不全")
    if headers.get_header("WARC-Segment-Number"):
        raise Refused("分成几段的记录读不了")
    if record.length > FILE_BYTES + _HEAD_BYTES:
        raise Refused(f"有 {record.length // MEBI} MB，超过 {FILE_BYTES // MEBI} MB")
    block = record.raw_stream.read(record.length)
    if len(block) < record.length:
        raise Refused("记录不完整")
    if record.rec_type == "response":
        body = _http_body(block) if scheme in ("http", "https") else None
    else:
        body = _Body(block, _plain_type(headers.get_header("Content-Type")), {})
    source = address.partition("#")[0]
    if scheme in ("file", "jsonl"):
        source = unquote(address.removeprefix("file:///"))
    if not _is_address(source):
        raise Refused("记录的地址不对")
    if body is None:
        return Received("furniture", source)
    capture = Capture(
        source=source,
        content=body.content,
        media_type="" if body.media_type == _NO_TYPE else body.media_type,
        headers={**body.headers, DATE: headers.get_header(DATE) or ""},
        issue_date=_issue_date(headers.get_header(ISSUE_DATE)),
    )
    return Received(_kind(capture, is_row=scheme == "jsonl"), source, capture)


def _http_body(block: bytes) -> _Body | None:
    """The body of an HTTP response, None for one without a page. Raises Refused."""
    status = re.match(rb"HTTP/[0-9.]{1,4} +([0-9]{3})", block)
    if status is None:
        raise Refused("记录里不是 HTTP 回答")
    if status[1] != b"200":
        return None
    stream = BytesIO(block)
    head = StatusAndHeadersParser([], verify=False).parse(stream)
    headers: dict[str, str] = {}
    for name, value in head.headers:
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    told = {name.lower(): value for name, value in headers.items()}
    content = block[stream.tell() :]
    if "chunked" in told.get("transfer-encoding", "").lower():
        content = _dechunked(content)
    for coding in reversed(told.get("content-encoding", "").lower().split(",")):
        content = _decoded(content, coding.strip())
    return _Body(content, _plain_type(told.get("content-type")), headers)


def _dechunked(body: bytes) -> bytes:
    """A body without its chunks' marks; as it is, if it has none, as some crawlers write it."""
    parts: list[bytes] = []
    at = 0
    while True:
        size = _CHUNK.match(body, at)
        if size is None and at == 0:
            return body
        if size is None:
            raise Refused("分块传输的内容不完整")
        length, start = int(size[1], 16), size.end()
        if length == 0:
            return b"".join(parts)
        parts.append(body[start : start + length])
        at = start + length + 2


def _decoded(content: bytes, coding: str) -> bytes:
    """The content without a content coding; as it is, if it never had it. Raises Refused."""
    if coding in ("", "identity", "none"):
        return content
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"压缩方式 {coding} 读不了")
    is_gzip = coding != "deflate"
    if is_gzip and not content.startswith(b"\x1f\x8b"):
        return content
    # A deflate body has the zlib header, or, from some servers, none.
    windows = 31 if is_gzip else 15 if content[:1] == b"\x78" else -15
    unpacker = zlib.decompressobj(windows)
    try:
        unpacked = unpacker.decompress(content, FILE_BYTES + 1)
    except zlib.error as error:
        raise Refused("压缩的内容已损坏") from error
    if len(unpacked) > FILE_BYTES:
        raise Refused(f"解压后超过 {FILE_BYTES // MEBI} MB")
    if not unpacker.eof:
        raise Refused("压缩的内容不完整")
    if unpacker.unused_data.startswith(b"\x1f\x8b"):
        raise Refused("压缩的内容分成了几段，读不全")
    return unpacked


def _kind(capture: Capture, *, is_row: bool) -> Kind:
    """What a capture is to be taken as."""
    if capture.content.startswith(b"%PDF-"):
        return "pdf"
    media_type = capture.media_type
    if media_type.startswith("image/") and not re.search("svg|icon", media_type):
        return "picture"
    # Pages from files have the type that they were imported with, which is none.
    is_page = media_type == ROW_TYPE if is_row else media_type in _PAGES
    return "page" if is_page else "furniture"


def _plain_type(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _is_address(source: str) -> bool:
    try:
        urlsplit(source)
    except ValueError:
        return False
    return source.isprintable() and len(source) <= _LONGEST_SOURCE


def _issue_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(f"记录的刊期“{text}”不对") from error


def received_at(headers: Mapping[str, str], otherwise: datetime | None = None) -> datetime | None:
    """When a capture's page was received: as its WARC record says, else `otherwise` (UTC)."""
    moment = otherwise
    with suppress(KeyError, ValueError, OverflowError):
        told = datetime.fromisoformat(headers[DATE])
        moment = told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def versions(
    connection: Connection, newspaper: str, source: str
) -> list[tuple[str, datetime | None]]:
    """The kept versions of a page, the newest first: the hash of each and when it was received."""
    columns = (captures.c.hash, captures.c.headers, captures.c.received)
    rows = select(*columns).where(captures.c.newspaper == newspaper, captures.c.source == source)
    return [
        (row.hash, received_at(row.headers, row.received))
        for row in connection.execute(rows.order_by(captures.c.id.desc()))
    ]


# -- writing


def write_warc(
    archive: Archive,
    newspaper: str,
    path: Path,
    progress: Callable[[int, int | None], object] | None = None,
) -> int:
    """Write all that is kept of a newspaper, every version, to a WARC 1.1 file; its records.

    What came by HTTP is a response record with its headers, what came from files a resource
    record. Each record is compressed by itself if the name ends in `.gz`. The file is there when
    it is whole, not before.
    """
    wanted = select(captures.c.id, captures.c.received).where(captures.c.newspaper == newspaper)
    with archive.engine.connect() as connection:
        rows = connection.execute(wanted.order_by(captures.c.id)).all()
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            writer = WARCWriter(out, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
            about = {"software": "zhengwen", "format": "WARC File Format 1.1"}
            writer.write_record(writer.create_warcinfo_record(path.name, about))
            for done, row in enumerate(rows, 1):
                ((_, capture),) = archive.captures([row.id])
                writer.write_record(_record(writer, capture, row.received))
                if progress:
                    progress(done, len(rows))
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return len(rows)


def _record(writer: WARCWriter, capture: Capture, received: datetime) -> Any:
    by_http = capture.source.startswith(("http://", "https://"))
    moment = received_at(capture.headers, received)
    assert moment is not None
    dates = {DATE: moment.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    if capture.issue_date:
        dates[ISSUE_DATE] = capture.issue_date.isoformat()
    told = {name: value for name, value in capture.headers.items() if name != DATE}
    given: dict[str, Any] = {
        "payload": BytesIO(capture.content),
        "length": len(capture.content),
        "warc_headers_dict": dates,
    }
    if by_http and told:
        headers = [item for item in told.items() if item[0].lower() not in _OF_THE_WIRE]
        headers.append(("Content-Length", str(len(capture.content))))
        head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        return writer.create_warc_record(_address(capture), "response", http_headers=head, **given)
    given["warc_content_type"] = capture.media_type or _NO_TYPE
    return writer.create_warc_record(_address(capture), "resource", **given)


def _address(capture: Capture) -> str:
    """The address of a capture as a URI."""
    source = capture.source
    if source.startswith(("http://", "https://")):
        return quote(source, safe="%/:?#[]@!$&'()*+,;=-._~")
    if source.startswith("jsonl:"):
        return f"jsonl:{quote(source.removeprefix('jsonl:'))}"
    return f"file:///{quote(source)}"
