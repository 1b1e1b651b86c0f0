"""Damaged bytes anywhere in an index: the right answer or EngineDown that names the file.

In: segment files, and the small files beside them, with bytes flipped, cut off, emptied or swapped.
Out: never a wrong answer, and an index that `reindex_if_needed` heals.
"""

from __future__ import annotations

import json
import shutil
import struct
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from indexer.engine import EngineDown
from indexer.request import SearchPage, SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.compare import page_difference
from tests.indexer.corpus import NAMES, NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

# Whoosh leaves a table of contents open that it cannot read.
pytestmark = [
    pytest.mark.faults,
    # A file that is given up while it is damaged closes late.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

COUNT = 60
REQUESTS = [
    SearchRequest(text, sort=sort)
    for text, sort in (
        ("", "newest"),
        ("", "oldest"),
        ("优化", "relevance"),
        ("营商环境", "relevance"),
        ('"民共"', "relevance"),
        ('"优化营商环境"', "newest"),
        ("标题:人民", "relevance"),
        ("发展 加强 -调研", "relevance"),
        ('"推动 优化"~8', "relevance"),
        ("优*", "relevance"),
        ("职务:书记 OR 机构:岚湾", "relevance"),
        ("记者:苏望 OR 事发:2019", "newest"),
        ("标题:*", "newest"),
        ("标题:5g OR 正文:m0", "newest"),
        ('标题:("推动 优化"~8)', "newest"),
        ("职务:ceo OR 机构:iot", "newest"),
    )
] + [SearchRequest.of("人民", {"official": ("苏望",), "month": ("2019-10",)})]


@pytest.fixture
def source() -> ListSource:
    return ListSource(write_articles(3, COUNT), NAMES, NEWSPAPERS)


@pytest.fixture
def folder(tmp_path: Path, source: ListSource) -> Path:
    """An index of two segments with deleted rows."""
    folder = tmp_path / "index"
    engine = WhooshEngine(folder)
    engine.rebuild(source)
    for article in write_articles(4, 10, first=COUNT - 5):
        source.put(article)
    source.remove(3)
    engine.update(source)
    assert len(segments(folder)) == 2
    return folder


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.arrays"))


def arrays_of(path: Path) -> dict[str, tuple[int, int]]:
    """Where each array of a segment file starts and ends, by docs/index-format.md."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content, len(content) - 20)
    footer = json.loads(content[-20 - length : -20])
    return {
        name: (entry["at"], entry["at"] + entry["length"] * int(entry["type"][2:]))
        for name, entry in footer["arrays"].items()
    }


def answers(engine: WhooshEngine) -> Iterator[SearchPage | EngineDown]:
    """Each request's answer, or why there is none."""
    for request in REQUESTS:
        try:
            yield engine.search(request)
        except EngineDown as error:
            yield error


def check(folder: Path, right: list[SearchPage], named: str) -> bool:
    """Every answer is the right one, or names the file; gives back whether one did."""
    said = False
    for wanted, got in zip(right, answers(WhooshEngine(folder)), strict=True):
        if isinstance(got, EngineDown):
            said = True
            assert named in str(got)
            assert "reindex" in str(got)
        else:
            assert not page_difference(wanted, got), wanted.request
    return said


def right_answers(folder: Path) -> list[SearchPage]:
    engine = WhooshEngine(folder)
    return [engine.search(request) for request in REQUESTS]


def check_healed(folder: Path, source: ListSource, right: list[SearchPage]) -> None:
    """The next start rebuilds the index, so that it answers as before."""
    assert WhooshEngine(folder).reindex_if_needed(source) == "rebuilt"
    engine = WhooshEngine(folder)
    for wanted in right:
        assert not page_difference(wanted, engine.search(wanted.request)), wanted.request


# -- a segment file


def test_a_flipped_byte_in_every_array(folder: Path) -> None:
    right, random = right_answers(folder), Random(1)
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    whole = path.read_bytes()
    silent: set[str] = set()
    for name, (start, stop) in arrays_of(path).items():
        if start == stop:
            continue
        flipped = bytearray(whole)
        flipped[random.randrange(start, stop)] ^= 1 << random.randrange(8)
        path.unlink()
        path.write_bytes(flipped)
        if not check(folder, right, path.name):
            silent.add(name)
    # What no request looked at may lie damaged until the next start.
    assert {name for name in silent if not name.startswith("offer.")} <= {"shown"}
    path.unlink()
    path.write_bytes(whole)
    assert not check(folder, right, path.name)


@pytest.mark.slow
def test_a_flipped_bit_anywhere_in_a_segment_file(folder: Path) -> None:
    right, random = right_answers(folder), Random(2)
    for path in segments(folder):
        whole = path.read_bytes()
        for _ in range(300):
            flipped = bytearray(whole)
            flipped[random.randrange(len(whole))] ^= 1 << random.randrange(8)
            path.unlink()
            path.write_bytes(flipped)
            check(folder, right, path.name)
        path.unlink()
        path.write_bytes(whole)


def test_damaged_arrays_are_healed(folder: Path, source: ListSource, tmp_path: Path) -> None:
    right, random = right_answers(folder), Random(3)
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    for nth, (start, stop) in enumerate(list(arrays_of(path).values())[::4]):
        if start == stop:
            continue
        hurt = tmp_path / str(nth)
        shutil.copytree(folder, hurt)
        flip(hurt / "1" / path.name, random.randrange(start, stop))
        check_healed(hurt, source, right)
        shutil.rmtree(hurt)


def flip(path: Path, place: int) -> None:
    """Turn one byte of a file over, in a new file, as the old one may be mapped."""
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.unlink()
    path.write_bytes(content)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "half": half,
    "last byte missing": lambda content: content[:-1],
    "first byte missing": lambda content: content[1:],
    "longer": lambda content: content + b"\0",
    "zeroed": lambda content: bytes(len(content)),
    "end zeroed": lambda content: half(content) + bytes(len(content) - len(half(content))),
    "start zeroed": lambda content: bytes(4096) + content[4096:],
    "footer of nothing": lambda content: content[:8] + content[-20:],
    "twice": lambda content: content * 2,
}


@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_segment_file_cut_off_or_overwritten(
    folder: Path, source: ListSource, damage: str, nth: int
) -> None:
    right, path = right_answers(folder), segments(folder)[nth]
    content = DAMAGES[damage](path.read_bytes())
    path.unlink()
    path.write_bytes(content)
    said = check(folder, right, path.name)
    if said:
        check_healed(folder, source, right)


def test_a_missing_segment_file(folder: Path, source: ListSource) -> None:
    right, path = right_answers(folder), segments(folder)[0]
    path.unlink()
    started = time.monotonic()
    with pytest.raises(EngineDown, match=path.name):
        WhooshEngine(folder).search(SearchRequest())
    # A page must not hang for seconds to say so.
    assert time.monotonic() - started < 1.5
    check_healed(folder, source, right)


def test_two_arrays_with_each_others_bytes(folder: Path) -> None:
    right = right_answers(folder)
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    whole = path.read_bytes()
    for (start, stop), (later, end) in pairwise(arrays_of(path).values()):
        size = min(stop - start, end - later)
        one, other = whole[start : start + size], whole[later : later + size]
        swapped = bytearray(whole)
        swapped[start : start + size], swapped[later : later + size] = other, one
        path.unlink()
        path.write_bytes(swapped)
        check(folder, right, path.name)


def test_a_segment_file_in_the_place_of_another(folder: Path, source: ListSource) -> None:
    right, (one, other) = right_answers(folder), segments(folder)
    shutil.copy(one, other.with_suffix(".copy"))
    other.with_suffix(".copy").replace(other)
    assert check(folder, right, other.name)
    check_healed(folder, source, right)


def test_damaged_offers_are_named_when_somebody_types(folder: Path) -> None:
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    flip(path, arrays_of(path)["offer.values"][0])
    with pytest.raises(EngineDown, match=path.name):
        for typed in ("营", "优", "市", "林", "s", "a"):
            WhooshEngine(folder).complete(typed)


def test_damage_that_an_open_reader_has_not_met_yet(folder: Path, source: ListSource) -> None:
    """Bytes that went bad under a running server, as a disk may do it."""
    right, engine = right_answers(folder), WhooshEngine(folder)
    engine.search(SearchRequest("无此字"))
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    start, stop = arrays_of(path)["shown"]
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(stop - start))
    assert any(isinstance(got, EngineDown) for got in answers(engine))
    for wanted, got in zip(right, answers(engine), strict=True):
        if isinstance(got, EngineDown):
            assert path.name in str(got)
        else:
            assert not page_difference(wanted, got)
    assert engine.reindex_if_needed(source) == "rebuilt"


def test_a_scan_of_damaged_postings_says_so(folder: Path) -> None:
    path = max(segments(folder), key=lambda each: each.stat().st_size)
    for name in ("rows", "lexicon", "text", "pair_rows", "pair_places"):
        flip(path, arrays_of(path)[name][0])
    with pytest.raises(EngineDown, match=path.name):
        list(WhooshEngine(folder).scan(SearchRequest("优化")))


# -- what lies beside the segment files


@pytest.mark.parametrize("name", ["_MAIN_2.toc", "dictionary.txt", "fingerprint.json"])
def test_a_flipped_byte_beside_the_segments(folder: Path, name: str) -> None:
    path = folder / "1" / name
    right, whole = right_answers(folder), path.read_bytes()
    for place in range(0, len(whole), 1 if len(whole) < 300 else 7):
        for mask in (0xFF, 0x01):
            content = bytearray(whole)
            content[place] ^= mask
            path.write_bytes(content)
            try:
                check(folder, right, "")
            except BaseException as error:
                error.add_note(f"{name}: byte {place} of {len(whole)} turned with {mask:#x}")
                raise


def test_another_deleted_row_in_the_table_of_contents(folder: Path, source: ListSource) -> None:
    """One turned bit, and a story that is gone is found again in the place of another."""
    source.remove(18)
    WhooshEngine(folder).update(source)
    right, path = right_answers(folder), next(folder.glob("1/*.toc"))
    content = bytearray(path.read_bytes())
    content[content.rindex(b"K\x11") + 1] ^= 2  # row 17 becomes row 19
    path.write_bytes(content)
    assert check(folder, right, path.name)
    check_healed(folder, source, right)


@pytest.mark.parametrize("damage", ["emptied", "half", "zeroed", "last byte missing"])
@pytest.mark.parametrize("name", ["_MAIN_2.toc", "dictionary.txt", "fingerprint.json", "seq"])
def test_a_file_beside_the_segments_cut_off(
    folder: Path, source: ListSource, name: str, damage: str
) -> None:
    path = folder / "1" / name
    right, content = right_answers(folder), path.read_bytes()
    path.write_bytes(DAMAGES[damage](content))
    check(folder, right, "")
    WhooshEngine(folder).reindex_if_needed(source)
    assert not check(folder, right, "")


def test_a_note_of_changes_to_come_is_not_believed(folder: Path, source: ListSource) -> None:
    """`seq` with a digit turned: the changes up to it would never be replayed."""
    (folder / "1" / "seq").write_text(f"{source.last_seq() + 100}\n")
    source.put(write_articles(9, 1, first=999)[0])
    WhooshEngine(folder).reindex_if_needed(source)
    assert 999 in list(WhooshEngine(folder).scan(SearchRequest()))


def test_an_older_index_that_is_damaged_is_not_gone_back_to(
    folder: Path, source: ListSource
) -> None:
    engine = WhooshEngine(folder)
    engine.rebuild(source)
    right = right_answers(folder)
    for path in segments(folder):
        if path.parent.name == "1":
            flip(path, 100)
    source.put(write_articles(9, 1, first=999)[0])
    with pytest.raises(EngineDown, match="MAIN"):
        engine.roll_back(source)
    assert not check(folder, right, "")


def test_an_update_of_a_damaged_index_says_so(folder: Path, source: ListSource) -> None:
    """Or rebuilds it; a long-running process must get one of the two."""
    engine = WhooshEngine(folder)
    engine.search(REQUESTS[0])
    for path in segments(folder):
        flip(path, arrays_of(path)["number"][0])
    source.put(write_articles(9, 1, first=999)[0])
    try:
        engine.update(source)
    except EngineDown as error:
        assert "arrays" in str(error)
        engine.reindex_if_needed(source)
    assert 999 in list(WhooshEngine(folder).scan(SearchRequest()))
