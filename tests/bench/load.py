"""The site under load: `python -m tests.bench.load DATA [--rate 80] [--connections 16]`.

In: a data directory with an archive and its index. Out: how long result pages and story pages take
over HTTP on this machine (the client runs here too), and the server's CPU time a page.
"""

from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import urlencode

import click

from archive import Archive
from tests.bench.questions import draw
from tests.bench.served import served

_TICKS = os.sysconf("SC_CLK_TCK")


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rate", default=80, show_default=True, help="Requests a second.")
@click.option("--connections", default=16, show_default=True)
@click.option("--seconds", default=10, show_default=True, help="Of each kind of page.")
@click.option("--workers", default=2, show_default=True, help="Processes of the server.")
def main(data: Path, rate: int, connections: int, seconds: int, workers: int) -> None:
    """Print a table; every page must be answered with 200."""
    archive = Archive.open(data / "archive.db")
    articles = list(archive.articles())
    random, count = Random(5), rate * seconds
    requests = [r for some in draw(articles, 60).values() for r in some if not r.filters]
    results = [f"/?{urlencode({'q': random.choice(requests).text})}" for _ in range(count)]
    stories = [random.choice(articles).address for _ in range(count)]
    del articles
    with served(data, workers) as (server, port):
        _ask(port, results[:60], 20, 4)
        _ask(port, stories[:60], 20, 4)
        click.echo("| page | median | p95 | slowest | server's CPU a page |\n|---|---|---|---|---|")
        for name, paths in (("results", results), ("story", stories)):
            before = _cpu(server.pid)
            times = _ask(port, paths, rate, connections)
            cpu = (_cpu(server.pid) - before) / len(paths) * 1000
            p95 = quantiles(times, n=20, method="inclusive")[-1]
            click.echo(
                f"| {name} | {median(times):.1f} ms | {p95:.1f} ms | {max(times):.0f} ms "
                f"| {cpu:.1f} ms |"
            )


def _ask(port: int, paths: Sequence[str], rate: int, connections: int) -> list[float]:
    """Milliseconds of each page, asked for at an even rate whatever the answers take."""
    times: list[float] = []
    failures: list[str] = []
    pending = iter(enumerate(paths))
    lock = threading.Lock()
    started = time.perf_counter()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                number, path = next(pending, (-1, ""))
            if number < 0:
                return
            time.sleep(max(0.0, started + number / rate - time.perf_counter()))
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            # From when it was due: what waits for a free connection waits, too.
            times.append((time.perf_counter() - started - number / rate) * 1000)
            if response.status != 200:
                failures.append(f"{response.status} {path}")

    with ThreadPoolExecutor(connections) as clients:
        for client in [clients.submit(work) for _ in range(connections)]:
            client.result()
    if failures:
        raise click.ClickException(f"{len(failures)} failed, the first: {failures[0]}")
    return times


def _cpu(pid: int) -> float:
    """CPU seconds of a process and its children so far."""
    total = 0.0
    for one in [pid, *_children(pid)]:
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / _TICKS
    return total


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text(encoding="ascii").split()]


if __name__ == "__main__":
    main()
