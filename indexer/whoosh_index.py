"""The Whoosh index of one generation: schema, table of contents, commits that survive a power cut.

In: finished segment files and rows to delete. Out: the next commit. Whoosh keeps the list of
segments and deletions and cleans up; the segments themselves are ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex
from whoosh.writing import NO_MERGE, SegmentWriter

from indexer.arrays import Array, write_arrays
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
    """A folder in which a renamed file is on disk before and after it gets its name."""

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        """Give a finished file its final name."""
        path = Path(self.folder, old)
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(Path(self.folder, new))
        flush_folder(Path(self.folder))


def create_index(folder: Path) -> FileIndex:
    """A new index without articles in an existing folder."""
    return DurableStorage(str(folder)).create_index(schema())


def open_index(folder: Path) -> FileIndex:
    """The index in a folder; unpickles Whoosh's table of contents, so only in our own folders."""
    return DurableStorage(str(folder)).open_index()


def list_segments(index: FileIndex) -> list[ArraySegment]:
    """The segments of the newest commit."""
    return list(TOC.read(index.storage, index.indexname).segments)


def write_segment(index: FileIndex, arrays: Mapping[str, Array]) -> ArraySegment:
    """Write the file of a segment that the next commit may take up."""
    segment = ArraySegment(index.indexname, rows=len(arrays["number"]))
    write_arrays(segment.path(Path(index.storage.folder)), arrays, {})
    return segment


def commit(
    index: FileIndex,
    added: Iterable[ArraySegment],
    deleted: Mapping[str, Iterable[int]],
    dropped: Iterable[str] = (),
) -> None:
    """Take up segments, mark rows deleted (by segment id) and drop segments, all at once."""
    writer = SegmentWriter(index, codec=ArrayCodec(), compound=False, timeout=30.0)
    for segment in writer.segments:
        for row in deleted.get(segment.segment_id(), ()):
            segment.delete_document(row)
    gone = set(dropped)
    kept = [segment for segment in writer.segments if segment.segment_id() not in gone]
    writer.segments = [
        segment for segment in [*kept, *added] if segment.doc_count() or not segment.rows
    ]
    writer.commit(mergetype=NO_MERGE)
