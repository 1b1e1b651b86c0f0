"""Work done in a forked process, with its time and memory (Linux only).

In: a function. Out: what it gives back, its seconds, and the most anonymous memory it added.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

STEP = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Bytes of the index that was built, seconds by the wall and of all its processes and threads,
    and peak megabytes beyond the articles."""

    size: int
    seconds: float
    cpu: float
    peak: float


def measured(work: Callable[[], int]) -> Measured:
    """Run the work in a process of its own that shares this one's articles."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    before, used = _anonymous("self"), _children_cpu()
    process = context.Process(target=_run, args=(work, sender))
    process.start()
    sender.close()
    peak = 0
    while not receiver.poll(STEP):
        tree = ["self", *_below(str(process.pid))]
        peak = max(peak, sum(map(_anonymous, tree)))
    size, seconds = receiver.recv()  # EOFError: the process has said why it died
    process.join()
    return Measured(size, seconds, _children_cpu() - used, (peak - before) / 1024)


def _children_cpu() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _run(work: Callable[[], int], sender: Connection) -> None:
    started = time.perf_counter()
    size = work()
    sender.send((size, time.perf_counter() - started))


def _below(pid: str) -> Iterator[str]:
    """A process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children.split():
        yield from _below(child)


def _anonymous(pid: str) -> int:
    """Kilobytes of a process's anonymous memory, its share of what several share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has just ended
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
