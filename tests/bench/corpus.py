"""The corpus of a benchmark run, and the machine that it runs on.

In: JSON Lines, or an archive they were imported into. Out: articles in a list; facts as text.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
from datetime import date, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from archive import Archive
from archive.importer import import_paths
from archive.models import Article, Newspaper


def load(corpus: Path, stories: int | None) -> list[Article]:
    """The articles of a corpus, or its first `stories`; rows are imported by all reading rules."""
    with tempfile.TemporaryDirectory() as folder:
        archive = imported(corpus, Path(folder))
        found = list(islice(archive.articles(), stories))
        archive.close()
        return found


def imported(corpus: Path, folder: Path) -> Archive:
    """The archive of a corpus: itself, or a new one in a folder."""
    if corpus.suffix == ".db":
        return Archive.open(corpus)
    archive = Archive.open(folder / "archive.db")
    paper = Newspaper(key="corpus", name="corpus")
    import_paths(archive, [corpus], newspaper=paper, today=_today())
    return archive


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = {name: version(name) for name in ("tantivy", "whoosh", "rjieba", "numpy")}
    versions["sqlite"] = sqlite3.sqlite_version
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "libraries": ", ".join(f"{name} {number}" for name, number in versions.items()),
        "load before the run": f"{os.getloadavg()[0]:.1f}",
        "date": _today().isoformat(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
