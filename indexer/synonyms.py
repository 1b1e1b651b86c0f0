"""An editor's equivalences: words of which each stands for all of its group in a question.

In: `synonyms.txt`, one group a line. Out: for a word of a question, the others to look for too, at
once after the file has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.analysis import fold, runs

MOST_WORDS = 16
"""Words of one group at most: each is looked up for every question that has one of them."""


class SynonymsError(ValueError):
    """A file or a line that is no group of words; the message names it and says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of words that mean the same; each word, folded, with its whole group as printed."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Synonyms:
        """The groups of a file, none where there is no file. Raises SynonymsError."""
        if not path.exists():
            return cls()
        try:
            return cls.of(path.read_text(encoding="utf-8-sig").splitlines())
        except UnicodeDecodeError as error:
            # as Notepad saves it where it is told ANSI on a Chinese Windows
            raise SynonymsError(
                f"{path.name} 不是 UTF-8 编码：请在编辑器里另存为 UTF-8。"
            ) from error
        except SynonymsError as error:
            raise SynonymsError(f"{path.name} {error}") from error

    @classmethod
    def following(cls, path: Path) -> Synonyms:
        """The groups of a file as it is at each question. Raises SynonymsError for now, not later:
        then the groups before it broke stay, and standard error says why."""
        return cls(_Followed(path))

    @classmethod
    def of(cls, lines: Iterable[str]) -> Synonyms:
        """The groups of some lines: words apart by white space, `#` begins a remark.

        A word must be one run of Han characters, or of other letters and digits, in one group only.
        Raises SynonymsError.
        """
        groups: dict[str, tuple[str, ...]] = {}
        for number, line in enumerate(lines, 1):
            group = tuple(dict.fromkeys(line.partition("#")[0].split()))
            if not group:
                continue
            if not 2 <= len(group) <= MOST_WORDS:
                raise SynonymsError(f"第 {number} 行：一组应有 2 至 {MOST_WORDS} 个词。")
            for word in group:
                folded = fold(word)
                if [run for run, _ in runs(folded)] != [folded]:
                    raise SynonymsError(f"第 {number} 行：“{word}”不是一个连写的词。")
                if groups.get(folded, group) != group:
                    raise SynonymsError(f"第 {number} 行：“{word}”已在另一组里。")
                groups[folded] = group
        return cls(groups)

    def alike(self, run: str, han: bool) -> list[tuple[str, bool]]:
        """A folded run and the others of its group, folded, each with whether it is Han."""
        return [(run, han), *(pair for word in self._others(run) for pair in runs(fold(word)))]

    def notes(self, run: str) -> tuple[str, ...]:
        """What tells the reader that other words were looked for too; none where none were."""
        others = self._others(run)
        return (f"也检索了：{'、'.join(others)}。",) if others else ()

    def _others(self, run: str) -> tuple[str, ...]:
        return tuple(word for word in self.groups.get(run, ()) if fold(word) != run)


class _Followed(Mapping[str, tuple[str, ...]]):
    """The groups of a file, read again when it has been written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = self._now()
        self._groups = Synonyms.read(path).groups

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._current()[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[str, tuple[str, ...]]:
        stamp = self._now()
        if stamp != self._stamp:
            # first, so that a broken file is spoken of once
            self._stamp = stamp
            try:
                self._groups = Synonyms.read(self._path).groups
            except (SynonymsError, OSError) as error:
                print(f"{error} 仍按原来的同义词检索。", file=sys.stderr, flush=True)
        return self._groups

    def _now(self) -> tuple[int, ...]:
        try:
            now = self._path.stat()
        except FileNotFoundError:
            return ()
        return now.st_mtime_ns, now.st_size, now.st_ino


NO_SYNONYMS = Synonyms()
