"""Files of arrays: what is written is read back, checked at first use, and damage is told."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from indexer import arrays
from indexer.arrays import ALIGNMENT, CHUNK, MAGIC, Array, Arrays, DamagedFile, pack, write_arrays

KINDS = (np.uint8, np.uint16, np.uint32, np.uint64, np.int8, np.int32, np.int64, np.float64, bool)


def some(kind: type, length: int, seed: int = 1) -> Array:
    drawn = np.random.default_rng(seed).integers(0, 100, length)
    return drawn.astype(kind)


def entries(path: Path) -> dict[str, Any]:
    """The footer's entries, read by hand."""
    content = path.read_bytes()
    end = len(content) - len(MAGIC) - 12
    length = int.from_bytes(content[end : end + 8], "little")
    found: dict[str, Any] = json.loads(content[end - length : end])["arrays"]
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.arrays"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the stretches that are compared with a checksum."""
    compared: list[int] = []
    crc32 = arrays.zlib.crc32

    def counted(content: bytes) -> int:
        compared.append(len(content))
        return crc32(content)

    monkeypatch.setattr(arrays.zlib, "crc32", counted)
    return compared


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_and_size_is_read_back(path: Path, kind: type) -> None:
    items = CHUNK // np.dtype(kind).itemsize
    sizes = (0, 1, 2, items - 1, items, items + 1, 2 * items + 3)
    written = {f"of {size}": some(kind, size) for size in sizes}
    write_arrays(path, written.items(), {"rows": 3, "名": ["岚湾"]})
    read = Arrays(path)
    assert read.facts == {"rows": 3, "名": ["岚湾"]}
    assert "of 1" in read and "of 3" not in read
    for name, array in written.items():
        assert read.length(name) == len(array)
        assert read.whole(name).dtype == array.dtype
        assert np.array_equal(read.whole(name), array)
        assert not read.whole(name).flags.writeable
    read.verify()


@pytest.mark.parametrize("items", [[], [b""], [b"", b"ab", b"", b"\0c"], [b"x" * 300, b"y"]])
def test_packed_strings_are_read_back(path: Path, items: list[bytes]) -> None:
    packed, at = pack(items)
    assert at.dtype == np.min_scalar_type(len(packed))
    write_arrays(path, [("word", packed), ("word_at", at)], {})
    assert Arrays(path).items("word") == items


def test_arrays_lie_on_multiples_of_the_alignment(path: Path) -> None:
    write_arrays(path, {f"{n}": some(np.uint8, n) for n in (1, 63, 64, 65, 0, 7)}.items(), {})
    places = [entry["at"] for entry in entries(path).values()]
    assert [place % ALIGNMENT for place in places] == [0] * 6
    assert places == sorted(places)


def test_other_orders_and_strides_are_written_alike(path: Path) -> None:
    plain = np.arange(1000, dtype=np.uint32)
    write_arrays(
        path, {"big": plain.astype(">u4"), "strided": np.repeat(plain, 2)[::2]}.items(), {}
    )
    read = Arrays(path)
    assert np.array_equal(read.whole("big"), plain)
    assert read.whole("big").dtype.str == "<u4"
    assert np.array_equal(read.whole("strided"), plain)


def test_a_file_is_never_overwritten(path: Path) -> None:
    write_arrays(path, (), {})
    with pytest.raises(FileExistsError):
        write_arrays(path, {"a": some(np.uint8, 1)}.items(), {})


# -- checked at first use


def test_each_stretch_is_checked_once_and_no_other(path: Path, checks: list[int]) -> None:
    items = CHUNK // 4
    array = np.arange(5 * items + 10, dtype=np.uint32)
    write_arrays(path, {"a": array, "b": array}.items(), {})
    read = Arrays(path)
    checks.clear()
    assert read.part("a", 3, 3).tolist() == []
    assert not checks
    assert np.array_equal(read.part("a", items - 1, items), array[items - 1 : items])
    assert len(checks) == 1
    assert np.array_equal(read.part("a", items - 1, items + 1), array[items - 1 : items + 1])
    assert len(checks) == 2
    assert np.array_equal(read.around("a", np.array([3 * items - 1])), array)
    assert len(checks) == 4  # that stretch and the next
    read.around("a", np.array([len(array) - 1]))
    assert checks[4:] == [40]  # the last one is short, and none follows
    assert np.array_equal(read.whole("a"), array)
    assert len(checks) == 6
    read.whole("a")
    read.part("a", 0, len(array))
    read.around("a", np.arange(len(array)))
    assert len(checks) == 6
    read.around("b", np.empty(0, np.int64))
    assert len(checks) == 6
    read.verify()
    assert len(checks) == 12


def test_damage_is_noticed_only_where_it_lies(path: Path) -> None:
    items = CHUNK // 8
    array = np.arange(4 * items, dtype=np.uint64)
    write_arrays(path, {"a": array, "b": array}.items(), {})
    at = entries(path)["b"]["at"] + 2 * CHUNK + 5
    flip(path, at, 1)
    read = Arrays(path)
    assert np.array_equal(read.whole("a"), array)
    assert np.array_equal(read.part("b", 0, 2 * items), array[: 2 * items])
    assert np.array_equal(read.around("b", np.array([3 * items])), read.around("b", np.array([0])))
    for ask in (
        lambda: read.part("b", 2 * items, 2 * items + 1),
        lambda: read.part("b", 0, 4 * items),
        lambda: read.around("b", np.array([items])),  # a stretch further
        lambda: read.whole("b"),
        read.verify,
    ):
        for _ in range(2):  # once told is not forgiven
            with pytest.raises(DamagedFile, match=f"{path.name}.*b is damaged") as told:
                ask()
            assert str(path) in str(told.value)


def flip(path: Path, at: int, bits: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= bits
    path.write_bytes(content)


def test_a_changed_byte_anywhere_is_noticed_or_harmless(path: Path) -> None:
    written = {kind.__name__: some(kind, 5, 3) for kind in (np.uint8, np.uint16, np.float64)}
    write_arrays(path, written.items(), {"rows": 13})
    whole = path.read_bytes()
    covered = {
        at
        for entry in entries(path).values()
        for at in range(
            entry["at"], entry["at"] + entry["length"] * np.dtype(entry["type"]).itemsize
        )
    }
    last = max(covered)
    unnoticed = []
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        try:
            read = Arrays(path)
            read.verify()
        except DamagedFile as error:
            assert str(path) in str(error)
            continue
        unnoticed.append(at)
        assert all(np.array_equal(read.whole(name), array) for name, array in written.items())
    # Only what no array covers: the leading magic and the padding.
    assert not covered & set(unnoticed)
    assert max(unnoticed) < last


@pytest.mark.parametrize("added", [b"", b"\0", MAGIC])
def test_a_file_cut_off_anywhere_is_noticed(path: Path, added: bytes) -> None:
    write_arrays(path, {"a": some(np.uint16, 40), "b": some(bool, 3)}.items(), {})
    whole = path.read_bytes()
    for length in range(len(whole) - len(added)):
        path.write_bytes(whole[:length] + added)
        with pytest.raises(DamagedFile, match=path.name):
            Arrays(path).verify()


def test_what_is_no_such_file_is_noticed(path: Path) -> None:
    random = Random(5)
    for size in (0, 1, 27, 28, 29, 1000):
        path.write_bytes(random.randbytes(size))
        with pytest.raises(DamagedFile, match=path.name):
            Arrays(path)
    for length in (0, 1, 1000, 2**63, 2**64 - 1):
        path.write_bytes(MAGIC + bytes(100) + length.to_bytes(8, "little") + bytes(4) + MAGIC)
        with pytest.raises(DamagedFile, match=path.name):
            Arrays(path)
