"""Live newspapers on the network: a server on 127.0.0.1 with faults to order and a log.

In: newspapers, faults by path, robots.txt. Out: addresses, and what was asked for.
"""

from __future__ import annotations

import gzip
import hashlib
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from tests.crawl.live import LiveNewspaper

Kind = Literal[
    "status",  # `status` with a short body
    "silence",  # never an answer
    "reset",  # the connection is reset
    "slow",  # the right answer, a byte each `pause` seconds
    "cut",  # the connection ends before the body does
    "charset",  # the right body under a wrong charset header
    "gzip",  # the right body, compressed
    "redirects",  # from address to address without end
    "elsewhere",  # a redirect to `location`
    "huge",  # a page of 100 MB
    "bomb",  # 200 KB that unpack to 200 MB
    "empty",  # 200 without a body
]
_TYPES = {
    "htm": "text/html",
    "html": "text/html",
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
}
_STARTED = 1_700_000_000.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong at a path, the first `times` times that it is asked for (always if None)."""

    kind: Kind
    times: int | None = None
    status: int = 500
    pause: float = 0.05
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came, and the status that it got (0: none was sent)."""

    at: float
    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    status: int

    @property
    def conditional(self) -> bool:
        """Whether it asked for changes only."""
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


class Server:
    """Newspapers being served: `url(key)` is where one begins, `log` what was asked for so far.

    `faults` (path, as `/lake/html/…`, to `Fault`) and `robots` (a text, a status, or None for 404)
    may be changed while it runs.
    """

    def __init__(
        self,
        newspapers: Iterable[LiveNewspaper],
        faults: Mapping[str, Fault],
        robots: str | int | None,
    ) -> None:
        self.newspapers = {paper.key: paper for paper in newspapers}
        self.faults = dict(faults)
        self.robots = robots
        self.log: list[Asked] = []
        self.stopping = threading.Event()
        self._suffered: Counter[str] = Counter()
        self._changed: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()
        server = self

        class Handler(_Handler):
            serving = server

        self._http = _Http(("127.0.0.1", 0), Handler)
        self.port = self._http.server_address[1]

    def url(self, key: str, file: str = "") -> str:
        """The address of a newspaper's root, or of a file below it."""
        return f"http://127.0.0.1:{self.port}/{key}/{file}"

    def paths(self) -> list[str]:
        """The paths asked for so far, in order."""
        return [asked.path for asked in self.log]

    def forget(self) -> None:
        """Empty the log."""
        self.log.clear()

    def fault(self, path: str) -> Fault | None:
        """What goes wrong with this request."""
        found = self.faults.get(path)
        if found is None or found.times is None:
            return found
        with self._lock:
            self._suffered[path] += 1
            return found if self._suffered[path] <= found.times else None

    def body(self, path: str) -> bytes | str | None:
        """The answer at a path, addresses in it complete."""
        key, _, rest = path.removeprefix("/").partition("/")
        paper = self.newspapers.get(key)
        found = paper.answer(rest) if paper else None
        if isinstance(found, str):
            return f"/{key}/{found}"
        return found.replace(b"{port}", str(self.port).encode()) if found else found

    def validators(self, path: str, body: bytes) -> dict[str, str]:
        """ETag and Last-Modified of a body, which is newer each time it is another."""
        key = path.removeprefix("/").partition("/")[0]
        if not self.newspapers[key].validators:
            return {}
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        with self._lock:
            held, at = self._changed.get(path, (tag, _STARTED))
            if held != tag:
                at += 60
            self._changed[path] = tag, at
        return {"ETag": tag, "Last-Modified": formatdate(at, usegmt=True)}

    def run(self) -> None:
        """Answer until stopped."""
        self._http.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        """End; those kept waiting are let go."""
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serve(
    newspapers: Iterable[LiveNewspaper],
    faults: Mapping[str, Fault] | None = None,
    *,
    robots: str | int | None = None,
) -> Iterator[Server]:
    """Newspapers on a port of 127.0.0.1, each below `/KEY/`, for as long as the block lasts."""
    server = Server(newspapers, faults or {}, robots)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news: being killed is what some of them are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    serving: Server

    def do_GET(self) -> None:
        self._logged = False
        try:
            self._respond(unquote(urlsplit(self.path).path))
        finally:
            self._log(0)

    do_HEAD = do_GET

    def _log(self, status: int) -> None:
        """Note the request once, before its answer: who has that may look at the log."""
        if not self._logged:
            self._logged = True
            headers = {name.lower(): value for name, value in self.headers.items()}
            host = headers.get("host", "")
            self.serving.log.append(
                Asked(time.time(), self.command, host, self.path, headers, status)
            )

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _respond(self, path: str) -> None:
        serving = self.serving
        fault = serving.fault(path)
        if fault is None and path == "/robots.txt":
            match serving.robots:
                case str():
                    self._send(200, serving.robots.encode(), {"Content-Type": "text/plain"})
                case status:
                    self._send(status or 404, b"no robots\n", {"Content-Type": "text/plain"})
            return
        if fault is not None and self._failed(fault, path):
            return
        body = serving.body(path)
        if isinstance(body, str):
            self._send(302, b"", {"Location": body})
        elif body is None:
            self._send(404, "<html><body>没有这一页</body></html>".encode(), _HTML)
        else:
            self._send_page(path, body, fault)

    def _send_page(self, path: str, body: bytes, fault: Fault | None) -> None:
        headers = {"Content-Type": _TYPES.get(path.rpartition(".")[2], "text/html")}
        headers |= self.serving.validators(path, body)
        if self._is_current(headers):
            self._send(304, b"", headers)
            return
        match fault:
            case Fault(kind="charset"):
                wrong = "utf-8" if b"gb2312" in body else "gb2312"
                headers["Content-Type"] += f"; charset={wrong}"
            case Fault(kind="gzip"):
                headers["Content-Encoding"] = "gzip"
                body = gzip.compress(body)
            case Fault(kind="cut"):
                self._head(200, {**headers, "Content-Length": str(len(body))})
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
                return
            case Fault(kind="slow"):
                self._head(200, {**headers, "Content-Length": str(len(body))})
                for at in range(len(body)):
                    self.wfile.write(body[at : at + 1])
                    if self.serving.stopping.wait(fault.pause):
                        return
                return
        self._send(200, body, headers)

    def _is_current(self, headers: Mapping[str, str]) -> bool:
        if "ETag" not in headers:
            return False
        if tags := self.headers.get("If-None-Match"):
            return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        if since := self.headers.get("If-Modified-Since"):
            changed = parsedate_to_datetime(headers["Last-Modified"])
            return changed <= parsedate_to_datetime(since)
        return False

    def _failed(self, fault: Fault, path: str) -> bool:
        """Answer with a fault; False for those that only change the right answer."""
        match fault.kind:
            case "status":
                self._send(fault.status, b"<html><body>error</body></html>", _HTML | fault.headers)
            case "silence":
                self.serving.stopping.wait(120)
                self.close_connection = True
            case "reset":
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True
            case "redirects":
                step = int(urlsplit(self.path).query.removeprefix("step=") or 0) + 1
                self._send(302, b"", {"Location": f"{path}?step={step}"})
            case "elsewhere":
                self._send(302, b"", {"Location": fault.location})
            case "huge":
                self._head(200, {**_HTML, "Transfer-Encoding": "chunked"})
                block = "<p>没完没了的一页。</p>\n".encode() * 2000
                for _ in range(100 * 1024**2 // len(block) + 1):
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
                self.wfile.write(b"0\r\n\r\n")
            case "bomb":
                self._send(200, _bomb(), {**_HTML, "Content-Encoding": "gzip"})
            case "empty":
                self._send(200, b"", _HTML)
            case _:
                return False
        return True

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        length = {} if status == 304 else {"Content-Length": str(len(body))}
        self._head(status, {**headers, **length})
        if status != 304 and self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self._log(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


_HTML = {"Content-Type": "text/html"}


@cache
def _bomb() -> bytes:
    return gzip.compress(b"<p>" + b"0" * (200 * 1024**2), compresslevel=9)
