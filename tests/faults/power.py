"""A file layer that can lose power: what is below a folder, and what of it has reached the disk.

In: a folder, and code that writes to it while `watched`. Out: a call before every open for writing,
write, fsync, rename, unlink, mkdir and rmdir, and the trees that a power cut there may leave.

The model: a file's bytes are safe when they are fsynced after they were written; a change of a
folder's names is safe when the folder is fsynced after it.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest

Tree: TypeAlias = dict[str, bytes | None]
"""What lies below a folder: contents by path, None for a folder."""
UNWATCHED = ("LOCK", "MAIN_WRITELOCK")
"""Names whose bytes mean nothing: only their locks count."""


@dataclass
class _Node:
    """A file or folder; its open handle keeps its number from being used again."""

    handle: int
    synced: bytes = b""
    listings: list[dict[str, int]] = field(default_factory=list)
    """Of a folder: its names as last synced, then as they were after each change."""

    def content(self) -> bytes:
        return os.pread(self.handle, os.fstat(self.handle).st_size, 0)


class Disk:
    """The folder `root` and what is below it; `boundary` is called before each operation."""

    def __init__(self, root: Path, boundary: Callable[[str], object]) -> None:
        self.root = root
        self._boundary = boundary
        self._nodes: dict[int, _Node] = {}
        self._real_open, self._real_os_open = io.open, os.open
        self._meet(root, synced=True)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While it lasts, all that is done to files below the root goes through this layer."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(builtins, "open", self._open)
            patch.setattr(io, "open", self._open)
            patch.setattr(os, "open", self._os_open)
            patch.setattr(os, "fsync", self._fsync(os.fsync))
            for name in ("replace", "rename", "unlink", "remove", "mkdir", "rmdir"):
                patch.setattr(os, name, self._renaming(name, getattr(os, name)))
            yield

    def close(self) -> None:
        """Let go of the files."""
        for node in self._nodes.values():
            os.close(node.handle)

    # -- what is left

    def kept(self) -> Tree:
        """What a killed process leaves: everything."""
        return self._tree(lambda listings: listings[-1], _Node.content)

    def synced(self) -> Tree:
        """What is left if nothing but what was synced is."""
        return self._tree(lambda listings: listings[0], lambda node: node.synced)

    def some(self, random: Random) -> Tree:
        """What may be left: changes of a folder up to some point, files as they were or are."""

        def content(node: _Node) -> bytes:
            now = node.content()
            return random.choice((node.synced, now, now[: len(now) // 2], bytes(len(now))))

        def either(node: _Node) -> bytes:
            return node.synced if node.synced == node.content() else content(node)

        return self._tree(random.choice, either)

    def _tree(
        self,
        listing: Callable[[list[dict[str, int]]], dict[str, int]],
        content: Callable[[_Node], bytes],
    ) -> Tree:
        tree: Tree = {}

        def walk(node: _Node, path: str) -> None:
            for name, number in sorted(listing(node.listings).items()):
                below = self._nodes[number]
                tree[f"{path}{name}"] = None if below.listings else content(below)
                if below.listings:
                    walk(below, f"{path}{name}/")

        walk(self._nodes[self.root.stat().st_ino], "")
        return tree

    # -- what happens

    def _meet(self, path: Path, *, synced: bool) -> None:
        """Take up a new file or folder; `synced` if it was there before."""
        node = _Node(self._real_os_open(path, os.O_RDONLY))
        self._nodes[path.stat().st_ino] = node
        if path.is_dir():
            node.listings = [{}]
            if synced:
                self._look(path, synced=True)
                del node.listings[0]
        elif synced:
            node.synced = node.content()

    def _look(self, folder: Path, *, synced: bool = False) -> None:
        """Note a folder's names as they are now."""
        found = {
            entry.name: entry.inode() for entry in os.scandir(folder) if entry.name not in UNWATCHED
        }
        for name, number in found.items():
            if number not in self._nodes:
                self._meet(folder / name, synced=synced)
        listings = self._nodes[folder.stat().st_ino].listings
        if synced or found != listings[-1]:
            listings.append(found)

    def _below(self, path: Any, dir_fd: int | None = None) -> Path | None:
        """The path if it is watched."""
        if isinstance(path, int):
            return None
        folder = Path(f"/proc/self/fd/{dir_fd}").readlink() if dir_fd else Path.cwd()
        whole = folder / os.fspath(path)
        watched = self.root in whole.parents and whole.name not in UNWATCHED
        return whole if watched else None

    def _open(self, file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        path = self._below(file)
        if path is None or not set(mode) & set("wxa+"):
            return self._real_open(file, mode, *args, **options)
        self._boundary(f"open {path.name}")
        raw = _Written(path, mode.replace("b", ""))
        raw.boundary = self._boundary
        self._look(path.parent)
        buffered = io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding="utf-8")

    def _os_open(self, path: Any, flags: int, *args: Any, **options: Any) -> int:
        watched = self._below(path, options.get("dir_fd"))
        if watched is None or not flags & os.O_CREAT:
            return self._real_os_open(path, flags, *args, **options)
        raise AssertionError(f"{watched} is written past the layer")

    def _fsync(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(handle: int) -> None:
            node = self._nodes.get(os.fstat(handle).st_ino)
            self._boundary("fsync")
            real(handle)
            if node and node.listings:
                del node.listings[:-1]
            elif node:
                node.synced = node.content()

        return fsync

    def _renaming(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        def renaming(path: Any, *args: Any, **options: Any) -> None:
            watched = self._below(path, options.get("dir_fd"))
            if watched:
                self._boundary(f"{name} {watched.name}")
            real(path, *args, **options)
            if watched:
                self._look(watched.parent)

        return renaming


class _Written(io.FileIO):
    """A file to which every write is two: power may go in the middle of it."""

    boundary: Callable[[str], object]

    def write(self, content: Any) -> int:
        view = memoryview(content).cast("B")
        half = len(view) // 2
        for part in (view[:half], view[half:]):
            self.boundary("write")
            written = 0
            while written < len(part):
                written += super().write(part[written:])
        return len(view)


def lay_out(tree: Tree, folder: Path) -> None:
    """Write a tree into a new folder."""
    folder.mkdir()
    for name, content in tree.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)
