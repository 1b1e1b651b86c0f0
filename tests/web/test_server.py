"""Workers: one that dies is replaced, what ends them all is said, and nothing goes round and round.

Each test runs the server in a process of its own, because it forks and takes the signals.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from search_app import main
from web import server

PAUSE = 0.5
SCRIPT = f"""
import os, time
from flask import Flask
from web import server

server.SHORT_LIFE = {PAUSE}
application = Flask("workers")

@application.get("/")
def who():
    return str(os.getpid())

def broken(*arguments, **options):
    raise RuntimeError("the lamp is broken")

def make():
    return application

fork = os.fork

def made():
    os.write(1, f"made {{time.monotonic()}}\\n".encode())
    return fork()

os.fork = made

%s
listener = server.listen("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
server.run(make, listener, workers=2)
"""
ROOT = Path(__file__).parents[2]


@contextmanager
def running(change: str = "") -> Iterator[subprocess.Popen[str]]:
    """The script with a change; it is ended with all of its workers."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT % change],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def answering(port: int, wanted: Callable[[int], bool]) -> int:
    """The number of a worker that answers and is wanted; an error after ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                if wanted(worker := int(response.read())):
                    return worker
        except (URLError, ConnectionError):
            time.sleep(0.02)
    raise TimeoutError("nobody answers who is wanted")


def test_what_ends_every_worker_is_said_and_ends_the_service() -> None:
    with running("server.waitress.serve = broken") as process:
        out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    # two to begin with, and one more for each death but the last, each after a while
    made = [float(line.split()[1]) for line in out.splitlines() if line.startswith("made")]
    assert len(made) <= 2 + server.MOST_SHORT_LIVES - 1
    assert all(after - before >= PAUSE for before, after in pairwise(made[1:]))
    assert err.count("RuntimeError: the lamp is broken") >= server.MOST_SHORT_LIVES
    assert "接连 5 个工作进程一启动就退出" in err


def test_workers_that_cannot_start_end_the_service_with_an_error() -> None:
    with running("make = broken") as process:
        _, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "a worker cannot start: the lamp is broken" in err and "无法启动" in err


def test_a_worker_that_is_killed_is_replaced_and_the_service_stops_when_told() -> None:
    with running() as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        killed: set[int] = set()
        for _ in range(3):
            worker = answering(port, lambda one: one not in killed)
            time.sleep(PAUSE)  # a life that is no short one
            os.kill(worker, signal.SIGKILL)
            killed.add(worker)
        answering(port, lambda one: one not in killed)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 0 and "Traceback" not in err


def test_the_command_line_says_why_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def died(_make: object, listener: socket.socket, workers: int) -> None:
        listener.close()
        raise server.WorkersDied("工作进程无法启动，原因见上。")

    monkeypatch.setattr(server, "run", died)
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "serve", "--port", "0"])
    assert result.exit_code == 1
    assert "工作进程无法启动" in result.output
