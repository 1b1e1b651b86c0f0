"""The packages import one way, and each outside library lives in its own room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["archive", "indexer", "web", "search_app"]
HOMES = {
    "bs4": {"archive"},
    "lxml": {"archive"},
    "PIL": {"archive"},
    "scrapy": {"archive"},
    "twisted": {"archive"},
    "protego": {"archive"},
    "zope": {"archive"},
    "warcio": {"archive"},
    "whoosh": {"indexer"},
    "jieba": {"indexer"},
    "rjieba": {"indexer"},
    "opencc": {"indexer"},
    "pypinyin": {"indexer"},
    "numpy": {"indexer"},
    "flask": {"web", "search_app"},
    "flask_babel": {"web"},
    "babel": {"web"},
    "waitress": {"web"},
}
FILES = [
    *(path for package in ORDER[:-1] for path in sorted((ROOT / package).rglob("*.py"))),
    ROOT / "search_app.py",
]


def imported(source: str) -> Iterator[str]:
    """The top-level packages that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            yield (node.module or "").partition(".")[0]


def wrong(room: str, source: str) -> list[str]:
    """What a module of a package may not import."""
    later = ORDER[ORDER.index(room) + 1 :]
    return [
        name
        for name in imported(source)
        if name in later or (name in HOMES and room not in HOMES[name])
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_it_may(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert wrong(room, path.read_text(encoding="utf-8")) == []


def test_a_wrong_import_is_noticed() -> None:
    assert wrong("archive", "from indexer import open_engine") == ["indexer"]
    assert wrong("web", "import whoosh.query") == ["whoosh"]
    assert wrong("web", "from indexer import open_engine\nimport flask") == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_seen_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
