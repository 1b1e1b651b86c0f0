"""The site as running processes: waitress, once or several times on one address.

In: a function that makes the WSGI application, and where to listen. Out: a server that runs until
it is told to stop, or `WorkersDied`.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import waitress
from flask import Flask

from web.holdings import LARGEST_BODY

THREADS = 8
"""Requests that one process works on or keeps waiting at a time."""
SHORT_LIFE = 1.0
"""Seconds; what ends a worker sooner may end the next too, which is waited with for as long."""
MOST_SHORT_LIVES = 5


class WorkersDied(RuntimeError):
    """Why the service ended though nobody told it to, in Chinese."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError where the address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def run(make_application: Callable[[], Flask], listener: socket.socket, workers: int) -> None:
    """Serve until SIGINT or SIGTERM; each of several workers is a process of its own.

    A worker that dies is replaced, so that one bad request cannot end the service. Raises
    WorkersDied where none can start, or MOST_SHORT_LIVES in a row died as soon as they had.
    """
    if workers == 1:
        _stop_on_term()
        _serve(make_application, listener)
        return
    crew = _Crew(lambda: _start(make_application, listener))
    with _signals_held():
        for _ in range(workers):
            crew.add()
        for one in _STOPPING:
            signal.signal(one, crew.stop)
    if reason := crew.watch():
        raise WorkersDied(reason)


_STOPPING = (signal.SIGTERM, signal.SIGINT)
_CANNOT_START = 3


class _Crew:
    """The workers of a service: who they are, since when, and whether they are to stop."""

    def __init__(self, begin: Callable[[], int]) -> None:
        self._begin = begin
        self._born: dict[int, float] = {}
        self._stopping = False

    def add(self) -> None:
        """One more worker, unless they are to stop."""
        # who tells us to stop between the fork and the note of it would miss the new one
        with _signals_held():
            if not self._stopping:
                self._born[self._begin()] = time.monotonic()

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Tell all workers to stop, and have no more of them."""
        self._stopping = True
        for child in self._born:
            with suppress(ProcessLookupError):  # it ended this moment
                os.kill(child, signal.SIGTERM)

    def watch(self) -> str:
        """Replace who dies until none is left; what comes back is why, if nobody wanted it so."""
        reason, short_lives = "", 0
        while self._born:
            child, status = os.wait()
            short = time.monotonic() - self._born.pop(child) < SHORT_LIFE
            short_lives = short_lives + 1 if short else 0
            if self._stopping:
                continue
            if os.waitstatus_to_exitcode(status) == _CANNOT_START:
                reason = "工作进程无法启动，原因见上。"
            elif short_lives == MOST_SHORT_LIVES:
                reason = f"接连 {short_lives} 个工作进程一启动就退出，不再启动新的。"
            if reason:
                self.stop()
                continue
            if short:
                self._pause()
            self.add()
        return reason

    def _pause(self) -> None:
        time.sleep(SHORT_LIFE)
        # who died meanwhile is only seen now, and has not lived longer for it
        self._born = {child: since + SHORT_LIFE for child, since in self._born.items()}


@contextmanager
def _signals_held() -> Iterator[None]:
    """What tells us to stop is heard afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(make_application: Callable[[], Flask], listener: socket.socket) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = _work(make_application, listener)
    finally:
        # whatever happens, a worker never goes on with what its parent was doing
        os._exit(code)


def _work(make_application: Callable[[], Flask], listener: socket.socket) -> int:
    """A worker's whole life; its exit code comes back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us
    _stop_on_term()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    try:
        application = make_application()
    except Exception as error:
        print(f"a worker cannot start: {error}", file=sys.stderr, flush=True)
        return _CANNOT_START
    try:
        _serve(lambda: application, listener)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def _serve(make_application: Callable[[], Flask], listener: socket.socket) -> None:
    waitress.serve(
        make_application(),
        sockets=[listener],
        threads=THREADS,
        ident=None,
        # Nothing that is sent here is longer than a form of choices.
        max_request_body_size=LARGEST_BODY,
        _quiet=True,
    )


def _stop_on_term() -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
