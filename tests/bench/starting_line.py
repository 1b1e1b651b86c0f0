"""How long this program takes on a corpus: import, index, one page more, and questions by kind.

`python -m tests.bench.starting_line CORPUS.jsonl.xz` prints a Markdown table.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from archive import Archive
from archive.settings import Settings
from indexer import open_engine
from indexer.facets import officials
from indexer.request import SearchRequest
from tests.bench.questions import draw

PAGE = """本报讯 2月1日，青河区副区长石小舟到河湾小学调研课后服务。

石小舟说，要把课后服务办成群众满意的事。

记者 方朗
"""


def run(data: Path, *words: str | Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a command."""
    started = time.perf_counter()
    command = [sys.executable, "search_app.py", "--data", str(data), *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main(corpus: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "var"
        rows = [
            ("machine", f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores")
        ]
        seconds, peak = run(data, "import", corpus, "--newspaper", "corpus")
        rows.append(("import with its index", f"{seconds:.0f} s, peak {peak:.0f} MB"))
        seconds, peak = run(data, "reindex", "--full")
        rows.append(("full build alone", f"{seconds:.0f} s, peak {peak:.0f} MB"))
        page = Path(folder) / "page.txt"
        page.write_text("河湾小学课后服务受欢迎\n\n" + PAGE, encoding="utf-8")
        added, _ = run(data, "import", page, "--issue-date", "2023-02-02")
        asked, _ = run(data, "search", "河湾小学课后服务")
        rows.append(("one page imported, then found", f"{added:.1f} s + {asked:.1f} s"))
        settings = Settings(data)
        size = sum(path.stat().st_size for path in settings.index.rglob("*") if path.is_file())
        rows.append(
            (
                "size",
                f"archive {settings.database.stat().st_size / 1e6:.0f} MB, "
                f"indexes {size / 1e6:.0f} MB",
            )
        )
        print("| what | |\n|---|---|")
        for what, figure in rows:
            print(f"| {what} | {figure} |")
        time_questions(settings)


def time_questions(settings: Settings) -> None:
    """Print median and 95th percentile of each kind of question, in milliseconds."""
    engine, archive = open_engine(settings.index), Archive.open(settings.database)
    headlines, names, months = [], set(), set()
    for article in archive.articles():
        headlines.append(article.headline)
        names.update(officials(article))
        months.add(f"{article.published:%Y-%m}")
    opened = time.perf_counter()
    engine.search(SearchRequest())
    print(f"| first answer after start | {(time.perf_counter() - opened) * 1000:.0f} ms |")

    kinds = draw(headlines, sorted(names), sorted(months)[:-12])
    print("\n| top 10, all facets, snippets | median ms | p95 ms |\n|---|---|---|")
    for kind, requests in kinds.items():
        taken = [engine.search(request).took_ms for request in requests]
        print(f"| {kind} | {median(taken):.1f} | {quantiles(taken, n=20)[-1]:.1f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of the asking process: {peak:.0f} MB.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
