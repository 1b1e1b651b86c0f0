"""The site as running processes: waitress, once or several times on one address.

In: a function that makes the WSGI application, and where to listen. Out: a server that runs until
it is told to stop.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

import waitress
from flask import Flask

from web.holdings import LARGEST_BODY

THREADS = 8
"""Requests that one process works on or keeps waiting at a time."""


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

    A worker that dies is replaced, so that one bad request cannot end the service.
    """
    if workers == 1:
        _stop_on_term()
        _serve(make_application, listener)
        return
    children = {_start(make_application, listener) for _ in range(workers)}
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for child in children:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while children:
        child, status = os.wait()
        children.discard(child)
        if stopping:
            continue
        if os.waitstatus_to_exitcode(status) == _CANNOT_START:
            stop(signal.SIGTERM, None)
        else:
            children.add(_start(make_application, listener))


_CANNOT_START = 3


def _start(make_application: Callable[[], Flask], listener: socket.socket) -> int:
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us
    _stop_on_term()
    try:
        application = make_application()
    except Exception as error:
        print(f"a worker cannot start: {error}", file=sys.stderr, flush=True)
        os._exit(_CANNOT_START)
    try:
        _serve(lambda: application, listener)
    finally:
        os._exit(0)


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
