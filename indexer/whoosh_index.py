"""The Whoosh index of one generation: schema, table of contents, commits that survive a power cut.

In: finished segment files and rows to delete. Out: the next commit. Whoosh keeps the list of
segments and deletions and cleans up; the segments themselves are ours.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex
from whoosh.reading import IndexReader
from whoosh.writing import NO_MERGE, SegmentWriter

from indexer.arrays import Array, DamagedFile, write_arrays
from indexer.codec import ArrayCodec, ArraySegment
from indexer.documents import TEXT_GROUPS
from indexer.generations import flush_folder


class Words(fields.FieldType):  # type: ignore[misc]
    """A text field of words with positions."""

    def __init__(self) -> None:
        self.format = Positions()
        self.scorable = True
        self.indexed = True
        self.stored = False
        self.analyzer = None
        self.vector = None

    def process_text(self, text: str, mode: str = "", **_: object) -> Iterator[str]:
        """A question's text is one word: ours are cut before they come here."""
        yield text


def schema() -> fields.Schema:
    """The fields that Whoosh's own queries can ask."""
    return fields.Schema(
        card=fields.STORED(), number=fields.STORED(), **{group: Words() for group in TEXT_GROUPS}
    )


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder whose tables of contents are on disk before they get their names, with a checksum.

    Whoosh pickles a table of contents; nothing is unpickled whose checksum is not right.
    """

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        """Give a finished table of contents its checksum and its final name."""
        path = Path(self.folder, old)
        seal = _sealed(path.read_bytes())
        with path.open("ab") as file:
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        path.replace(Path(self.folder, new))
        flush_folder(Path(self.folder))

    def open_file(self, name: str, *arguments: Any, **options: Any) -> Any:
        """A file for reading. Raises DamagedFile for a table of contents that is not whole."""
        if name.endswith(".toc"):
            content = Path(self.folder, name).read_bytes()
            if content[-_SEAL:] != _sealed(content[:-_SEAL]):
                raise DamagedFile(f"{Path(self.folder, name)} is damaged")
        return super().open_file(name, *arguments, **options)


_SEAL = 12


def _sealed(content: bytes) -> bytes:
    return b"ZWTOC001" + zlib.crc32(content).to_bytes(4, "little")


def create_index(folder: Path) -> FileIndex:
    """A new index without articles in an existing folder."""
    return DurableStorage(str(folder)).create_index(schema())


def open_index(folder: Path) -> FileIndex:
    """The index in a folder; unpickles Whoosh's table of contents, so only in our own folders.

    Raises:
        FileNotFoundError: its table of contents is gone.
    """
    while True:
        tables = set(folder.glob("*.toc"))
        try:
            return DurableStorage(str(folder)).open_index()
        except FileNotFoundError:
            # Unless a commit put another in its place between finding and opening it.
            if set(folder.glob("*.toc")) == tables:
                raise


def list_segments(index: FileIndex) -> list[ArraySegment]:
    """The segments of the newest commit."""
    return list(read_commit(index).segments)


def read_commit(index: FileIndex) -> TOC:
    """The newest commit's schema, segments and number."""
    return TOC.read(index.storage, index.indexname)


def read_through_whoosh(index: FileIndex, found: TOC) -> IndexReader:
    """Whoosh's own reader of a commit."""
    return FileIndex._reader(index.storage, found.schema, found.segments, found.generation)


def write_segment(index: FileIndex, arrays: Iterable[tuple[str, Array]], rows: int) -> ArraySegment:
    """Write the file of a segment that the next commit may take up."""
    segment = ArraySegment(index.indexname, rows=rows)
    path = segment.path(Path(index.storage.folder))
    write_arrays(path, arrays, {"file": path.name})
    return segment


def commit(
    index: FileIndex,
    added: Iterable[ArraySegment],
    deleted: Mapping[str, Iterable[int]],
    dropped: Iterable[str] = (),
) -> None:
    """Take up segments, mark rows deleted (by segment id) and drop segments, all at once."""
    folder = Path(index.storage.folder)
    for left in folder.glob("*.toc.*"):  # by a commit that died
        left.unlink()
    # No lock of Whoosh's: who commits holds that of the generations.
    writer = SegmentWriter(index, codec=ArrayCodec(), compound=False, _lk=False)
    for segment in writer.segments:
        for row in deleted.get(segment.segment_id(), ()):
            segment.delete_document(row)
    gone = set(dropped)
    kept = [segment for segment in writer.segments if segment.segment_id() not in gone]
    writer.segments = [
        segment for segment in [*kept, *added] if segment.doc_count() or not segment.rows
    ]
    writer.commit(mergetype=NO_MERGE)
