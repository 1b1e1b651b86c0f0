"""A fresh process that opens an index and answers: `python -m tests.bench.serving INDEX REQUESTS`.

In: an index and pickled requests. Out: JSON: how long the first page took, and memory in use.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from indexer import open_engine
from indexer.analysis import Analysis
from indexer.request import SearchRequest


def serve(index: Path, requests: Sequence[SearchRequest]) -> dict[str, float]:
    """The figures of `main`, from a process of its own."""
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(list(requests), file)
        file.flush()
        command = [sys.executable, "-m", "tests.bench.serving", str(index), file.name]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(found.stdout)
    return figures


def main(index: Path, requests: Sequence[SearchRequest]) -> dict[str, float]:
    """Milliseconds to the first page, those of the cutter's dictionary in it, and megabytes."""
    Analysis().words("热身")  # the imports, and the dictionary's file in the page cache
    started = time.perf_counter()
    Analysis()
    dictionary = time.perf_counter() - started
    started = time.perf_counter()
    engine = open_engine(index)
    engine.search(requests[0])
    first = time.perf_counter() - started
    opened = _memory()
    for request in requests:
        engine.search(request)
    return {
        "dictionary_ms": dictionary * 1000,
        "first_page_ms": first * 1000,
        "opened_mb": opened,
        "asked_mb": _memory(),
    }


def _memory() -> float:
    """Megabytes of anonymous memory of this process; mapped files are not in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("RssAnon:"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    with Path(sys.argv[2]).open("rb") as pickled:
        print(json.dumps(main(Path(sys.argv[1]), pickle.load(pickled))))
