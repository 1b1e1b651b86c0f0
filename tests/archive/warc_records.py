"""WARC records and files as other crawlers write them."""

from __future__ import annotations

import gzip
from datetime import date
from io import BytesIO
from pathlib import Path

from archive import Archive, ImportReport, Newspaper, import_paths
from archive.warc import Received, read_warc
from tests.crawl.live import LiveNewspaper

TODAY = date(2024, 1, 1)
ROOT = "http://szb.lake.example/"
LAKE = Newspaper(key="lake", name="镜湖报")
PAGE = (
    "<html><body><h1>镜湖区修好{n}座桥</h1>"
    "<p>本报讯 3月6日，镜湖区修好{n}座桥，两岸往来方便了，居民都说好。"
    "第二段写得长一些，说明桥是怎样修的，用了多少天，花了多少钱。</p></body></html>"
)
URL = f"{ROOT}2023-03/08/t20230308_{{n}}.html"


def record(kind: str, uri: str, block: bytes, **headers: str) -> bytes:
    """A record as a crawler writes it; `WARC_Date` is printed as WARC-Date."""
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Target-URI": uri,
        "WARC-Date": "2023-03-08T01:02:03Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Server: nginx", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def page(n: int = 3) -> bytes:
    return PAGE.format(n=n).encode()


def response(n: int = 3, *headers: str, body: bytes | None = None, **warc: str) -> bytes:
    block = http(page(n) if body is None else body, "Content-Type: text/html", *headers)
    return record("response", URL.format(n=n), block, **warc)


def read(content: bytes) -> list[Received]:
    return list(read_warc(BytesIO(content)))


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def take(archive: Archive, path: Path, content: bytes | None = None) -> ImportReport:
    if content is not None:
        path.write_bytes(content)
    return import_paths(archive, [path], newspaper=LAKE, today=TODAY)


def live_warc(paper: LiveNewspaper, *, backwards: bool = True) -> bytes:
    """A newspaper as a crawl of everything may write it, stories before their issue pages."""
    truth = paper.truth
    files = [story.file for story in truth.stories] + [page.file for page in truth.pages]
    files += [*truth.notices, *truth.pictures, *truth.pdfs]
    types = {"png": "image/png", "pdf": "application/pdf"}
    records = []
    for file in files if backwards else files[::-1]:
        body = paper.answer(file)
        assert isinstance(body, bytes)
        kind = types.get(file.rpartition(".")[2], "text/html")
        block = http(body, f"Content-Type: {kind}")
        records.append(gzip.compress(record("response", ROOT + file, block)))
    return b"".join(records)


def addresses(archive: Archive) -> dict[str, str]:
    return {article.address: article.url for article in archive.articles()}
