"""Index generations: whole indexes side by side, of which one answers.

In: a directory. Out: numbered folders `<n>/`, the one-line file `CURRENT` that names the answering
one, each generation's dictionary, fingerprint and the last change that it holds. Every step is
written aside, flushed to disk and then renamed, so a power cut leaves the old state or the new.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO

from indexer.engine import EngineDown

DAMAGED = "索引损坏：请运行 reindex --if-needed"
FORMAT = 6
"""Goes up with every change of schema or analysis."""
_DECISIVE = ("rjieba", "jieba", "opencc", "whoosh", "pypinyin")
"""Distributions whose versions decide what is written."""


class IndexBusy(RuntimeError):
    """Another process is writing to the index; the message says which."""


class Generation:
    """One index folder with what is known of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def number(self) -> int:
        """Its number, higher for later ones."""
        return int(self.folder.name)

    @property
    def complete(self) -> bool:
        """Whether its full build was finished."""
        return (self.folder / "seq").exists() and (self.folder / "fingerprint.json").exists()

    @property
    def seq(self) -> int:
        """The last change that it holds. Raises EngineDown."""
        try:
            return int((self.folder / "seq").read_text())
        except (OSError, ValueError) as error:
            raise EngineDown(f"{DAMAGED}（{error}）") from error

    @seq.setter
    def seq(self, seq: int) -> None:
        write_durably(self.folder / "seq", f"{seq}\n")

    @property
    def dictionary(self) -> list[str]:
        """The words added to jieba's when it was built."""
        return (self.folder / "dictionary.txt").read_text().splitlines()

    @property
    def fits(self) -> bool:
        """Whether this program would build it the same way; asked before anything is opened.

        What cannot be read does not fit.
        """
        try:
            found = json.loads((self.folder / "fingerprint.json").read_text())
            return bool(found == fingerprint(self.dictionary))
        except (OSError, ValueError):
            return False

    def begin(self, dictionary: Sequence[str]) -> None:
        """Make the folder with the dictionary that all its texts will be cut with."""
        self.folder.mkdir(parents=True)
        flush_folder(self.folder.parent)
        write_durably(self.folder / "dictionary.txt", "".join(f"{word}\n" for word in dictionary))
        marks = json.dumps(fingerprint(dictionary), indent=1)
        write_durably(self.folder / "fingerprint.json", marks)


class Generations:
    """The generations below one directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._current = directory / "CURRENT"
        self._lock: IO[str] | None = None

    def current(self) -> Generation:
        """The answering generation. Raises EngineDown where there is none that fits."""
        try:
            number = self._current.read_bytes().decode(errors="replace").strip()
            generation = Generation(self.directory / number)
            if not number.isdecimal() or not generation.complete:
                raise EngineDown(DAMAGED)
        except FileNotFoundError:
            raise EngineDown("还没有索引：请运行 reindex") from None
        except OSError as error:
            raise EngineDown(f"{DAMAGED}（{error}）") from error
        if not generation.fits:
            raise EngineDown("索引是别的版本建的，或者损坏：请运行 reindex --if-needed")
        return generation

    def stamp(self) -> tuple[int, int]:
        """Changes whenever another generation answers; (0, 0) where none does."""
        try:
            found = self._current.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def next(self) -> Generation:
        """A generation to be built, in a fresh folder; what died half-built goes."""
        for generation in self._all():
            if not generation.complete:
                shutil.rmtree(generation.folder)
        answering = self._answering()
        others = [g for g in self._all() if g.folder.name != answering]
        # Of finished ones whose builder died before it could switch to them, the last is enough.
        for old in sorted(others, key=lambda generation: generation.number)[:-1]:
            shutil.rmtree(old.folder)
        numbers = [generation.number for generation in self._all()]
        return Generation(self.directory / str(max(numbers, default=0) + 1))

    def other(self) -> Generation:
        """The complete generation to roll back to. Raises EngineDown where there is none."""
        answering = self._answering()
        kept = [g for g in self._all() if g.complete and g.folder.name != answering and g.fits]
        if not kept:
            raise EngineDown("没有更早的索引可以换回")
        return max(kept, key=lambda generation: generation.number)

    def switch_to(self, generation: Generation) -> None:
        """Let a generation answer from now on; keep one other, delete the rest."""
        before = self._answering()
        write_durably(self._current, f"{generation.number}\n")
        for old in self._all():
            if old.folder.name not in (before, generation.folder.name):
                shutil.rmtree(old.folder)

    @contextmanager
    def writing(self, wait: float = 30.0) -> Iterator[None]:
        """The right to write, held by one process at a time; waits `wait` seconds for it.

        The operating system lets go of the lock when its holder dies. Raises IndexBusy.
        """
        if not self.directory.exists():
            self.directory.mkdir(parents=True)
            flush_folder(self.directory.parent)
        with (self.directory / "LOCK").open("a+") as lock:
            deadline = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        lock.seek(0)
                        holder = lock.read().strip()
                        raise IndexBusy(f"进程 {holder} 正在写索引：请等它结束再试") from None
                    time.sleep(0.05)
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            self._lock = lock
            try:
                yield
            finally:
                self._lock = None

    def forked(self) -> None:
        """Let go of the lock in a new process: it is the old one's to hold."""
        if self._lock is not None:
            os.close(self._lock.fileno())

    def _answering(self) -> str:
        """The folder that CURRENT names, whatever its state; empty where it names none."""
        try:
            return self.current().folder.name
        except EngineDown:
            return ""

    def _all(self) -> list[Generation]:
        if not self.directory.exists():
            return []
        folders = (path for path in self.directory.iterdir() if path.name.isdecimal())
        return [Generation(path) for path in folders]


def fingerprint(dictionary: Sequence[str]) -> dict[str, str]:
    """What decides how texts are indexed: an index with another fingerprint must be rebuilt."""
    words = hashlib.sha256("\n".join(dictionary).encode()).hexdigest()
    return {
        "format": str(FORMAT),
        "dictionary": words,
        **{name: _version(name) for name in _DECISIVE},
    }


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except ModuleNotFoundError:  # rjieba has no wheel everywhere
        return "absent"


def write_durably(path: Path, text: str) -> None:
    """Replace a small file so that after a power cut it holds the old text or the new."""
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Bring a folder's list of names to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
