"""A server of its own for a benchmark: in a process beside ours, on a free port of this machine.

In: a data directory. Out: the running server and its port; it is ended with the block.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

_PATIENCE = 60.0
"""Seconds; a large index is compared with its checksums before anybody is answered."""


@contextmanager
def served(data: Path, workers: int = 1) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The server, which answers by now, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, "search_app.py", "--data", str(data), "serve"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", str(workers)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(server, port)
        yield server, port
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    # It takes connections before it can answer; what is asked here warms nothing.
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=_PATIENCE):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.02)
