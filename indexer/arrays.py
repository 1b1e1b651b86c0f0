"""Files of named arrays, mapped into memory and checked before they are believed.

In: NumPy arrays and a little JSON. Out: one immutable file; read back as views on the mapped file,
each stretch of which is compared with its checksum at first use.

Layout, all little-endian: the magic, then each array from a multiple of 64 bytes on, then a JSON
footer (for each array its type, length, place and the CRC-32 of each 64 KiB), the footer's length
and CRC-32, the magic.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

MAGIC = b"ZWARRAY1"
ALIGNMENT = 64
CHUNK = 1 << 16
"""Bytes under one checksum."""
_TAIL = struct.Struct("<QI")


class DamagedFile(RuntimeError):
    """A file whose bytes are not those that were written; the message names it and the place."""


def narrow(values: Array) -> Array:
    """The array in the smallest unsigned type that holds it."""
    top = int(values.max(initial=0))
    return values.astype(np.min_scalar_type(top))


def starts_of(lengths: Array) -> Array:
    """Where each of consecutive stretches starts, and at the end where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def pack(items: Iterable[bytes]) -> tuple[Array, Array]:
    """Byte strings as one array, and where each starts."""
    kept = list(items)
    at = starts_of(np.fromiter(map(len, kept), np.int64, len(kept)))
    return np.frombuffer(b"".join(kept), np.uint8), narrow(at)


def write_arrays(path: Path, arrays: Iterable[tuple[str, Array]], facts: Mapping[str, Any]) -> None:
    """Write one-dimensional arrays by name and JSON facts to a new file, and bring it to disk."""
    entries: dict[str, Any] = {}
    with path.open("xb") as file:
        file.write(MAGIC)
        for name, array in arrays:
            little = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            file.write(bytes(-file.tell() % ALIGNMENT))
            content = little.data.cast("B")
            entries[name] = {
                "type": little.dtype.str,
                "length": len(little),
                "at": file.tell(),
                "checks": [
                    zlib.crc32(content[start : start + CHUNK])
                    for start in range(0, len(content), CHUNK)
                ],
            }
            file.write(content)
        footer = json.dumps({"arrays": entries, "facts": facts}, ensure_ascii=False).encode()
        file.write(footer + _TAIL.pack(len(footer), zlib.crc32(footer)) + MAGIC)
        file.flush()
        os.fsync(file.fileno())


class _Entry:
    """One array of a file with what of it has been checked."""

    __slots__ = ("array", "checks", "items", "unchecked")

    def __init__(self, array: Array, checks: list[int]) -> None:
        self.array = array
        self.checks = checks
        self.items = CHUNK // array.dtype.itemsize
        self.unchecked = bytearray(b"\1" * len(checks)) if checks else None


class Arrays:
    """The arrays of one file. Threads may read at once: a double check does no harm."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises DamagedFile where its frame is not whole."""
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(MAGIC) * 2 + _TAIL.size:
                raise DamagedFile(f"{path} is cut off")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        end = size - len(MAGIC) - _TAIL.size
        length, check = _TAIL.unpack_from(self._map, end)
        footer = self._map[end - length : end] if length < end else b""
        if self._map[-len(MAGIC) :] != MAGIC or zlib.crc32(footer) != check or not footer:
            raise DamagedFile(f"{path} has no whole footer")
        content = json.loads(footer)
        self.facts: dict[str, Any] = content["facts"]
        whole = np.frombuffer(self._map, np.uint8)
        self._entries: dict[str, _Entry] = {}
        for name, entry in content["arrays"].items():
            kind = np.dtype(entry["type"])
            start, stop = entry["at"], entry["at"] + entry["length"] * kind.itemsize
            self._entries[name] = _Entry(whole[start:stop].view(kind), entry["checks"])

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def length(self, name: str) -> int:
        """How many items an array has."""
        return len(self._entries[name].array)

    def whole(self, name: str) -> Array:
        """An array. Raises DamagedFile."""
        entry = self._entries[name]
        unchecked = entry.unchecked
        if unchecked is not None:
            self._check(name, entry, unchecked, range(len(unchecked)))
        return entry.array

    def items(self, name: str) -> list[bytes]:
        """The byte strings that `pack` made the array and its `_at` of. Raises DamagedFile."""
        blob, at = self.whole(name).tobytes(), self.whole(f"{name}_at").tolist()
        return [blob[start:stop] for start, stop in pairwise(at)]

    def verify(self) -> None:
        """Check every array. Raises DamagedFile."""
        for name in self._entries:
            self.whole(name)

    def part(self, name: str, start: int, stop: int) -> Array:
        """Some items of an array. Raises DamagedFile."""
        entry = self._entries[name]
        unchecked = entry.unchecked
        if unchecked is not None and stop > start:
            first, last = start // entry.items, (stop - 1) // entry.items + 1
            if unchecked.find(1, first, last) >= 0:
                self._check(name, entry, unchecked, range(first, last))
        return entry.array[start:stop]

    def around(self, name: str, places: Array) -> Array:
        """An array to be read at the places given and a chunk further. Raises DamagedFile."""
        entry = self._entries[name]
        unchecked = entry.unchecked
        if unchecked is not None:
            near = np.unique(places // entry.items)
            near = np.union1d(near, near + 1)
            self._check(name, entry, unchecked, near[near < len(unchecked)].tolist())
        return entry.array

    def _check(self, name: str, entry: _Entry, unchecked: bytearray, chunks: Iterable[int]) -> None:
        """Check some chunks; `unchecked` is the caller's, as another thread may be done first."""
        content = entry.array.data.cast("B")
        for chunk in chunks:
            if not unchecked[chunk]:
                continue
            start = chunk * CHUNK
            if zlib.crc32(content[start : start + CHUNK]) != entry.checks[chunk]:
                raise DamagedFile(f"{self.path}: {name} is damaged near byte {start}")
            unchecked[chunk] = 0
        if 1 not in unchecked:
            entry.unchecked = None
