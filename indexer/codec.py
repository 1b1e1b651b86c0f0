"""Our segment files as a Whoosh codec: Whoosh's readers, queries and commits work on them.

In: a Whoosh storage and segment. Out: what Whoosh asks of a codec for reading. Documents are never
written one by one (see `bulk`), so the writers that Whoosh opens at every commit write nothing.

Who asks: every commit, for the segments and writers. The terms, postings, lengths and stored fields
are read by whoever opens the index with Whoosh itself, and by `Snapshot`, which leaves to Whoosh's
matchers a query tree that holds more than our language; the parser writes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.documents import TEXT_GROUPS
from indexer.segment import Segment

EXTENSION = ".arrays"


class ArraySegment(base.Segment):  # type: ignore[misc]
    """A segment as Whoosh's table of contents holds it: its name, its rows, which are deleted."""

    def __init__(self, indexname: str, rows: int = 0) -> None:
        super().__init__(indexname)
        self.rows = rows
        self.deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, rows: int) -> None:
        self.rows = rows

    def doc_count_all(self) -> int:
        return self.rows

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self.deleted))

    def delete_document(self, row: int, delete: bool = True) -> None:
        if delete:
            self.deleted.add(row)
        else:
            self.deleted.discard(row)

    def is_deleted(self, row: int) -> bool:
        return row in self.deleted

    def path(self, folder: Path) -> Path:
        """Where the segment's arrays lie."""
        return folder / f"{self.segment_id()}{EXTENSION}"


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads segment files; see the module."""

    length_stats = False

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> _NoWriter:
        return _NoWriter()

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> _NoWriter:
        return _NoWriter()

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTerms:
        return ArrayTerms(Segment(segment.path(Path(storage.folder))))

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocuments:
        return ArrayDocuments(Segment(segment.path(Path(storage.folder))), segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)


class _NoWriter(base.PerDocumentWriter, base.FieldWriter):  # type: ignore[misc]
    """Stands where Whoosh opens a writer that nothing will be written to."""

    is_closed = False

    def add_postings(self, schema: object, lengths: object, items: Iterable[Any]) -> None:
        raise TypeError("segments are written in bulk")

    def start_doc(self, row: int) -> None:
        raise TypeError("segments are written in bulk")

    def close(self) -> None:
        self.is_closed = True


class ArrayDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Stored fields, lengths and deletions of a segment."""

    def __init__(self, rows: Segment, segment: ArraySegment) -> None:
        self._rows, self._segment = rows, segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.rows

    def has_deletions(self) -> bool:
        return bool(self._segment.deleted)

    def is_deleted(self, row: int) -> bool:
        return row in self._segment.deleted

    def deleted_docs(self) -> frozenset[int]:
        return frozenset(self._segment.deleted)

    def stored_fields(self, row: int) -> dict[str, Any]:
        card, _ = self._rows.shown(row)
        return {"number": int(self._rows.column("number")[row]), "card": card._asdict()}

    def doc_field_length(self, row: int, field: str, default: int = 0) -> int:
        column = _length_column(field)
        return int(self._rows.column(column)[row]) if column else default

    def field_length(self, field: str) -> int:
        column = _length_column(field)
        return int(self._rows.column(column).sum()) if column else 0

    def min_field_length(self, field: str) -> int:
        column = _length_column(field)
        return int(self._rows.column(column).min(initial=0)) if column else 0

    def max_field_length(self, field: str) -> int:
        column = _length_column(field)
        return int(self._rows.column(column).max(initial=0)) if column else 0


def _length_column(field: str) -> str:
    """Headlines have lengths of their own; body and byline are counted together."""
    if field not in TEXT_GROUPS:
        return ""
    return "headline_length" if field == "headline" else "body_length"


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The words of a segment's text fields."""

    def __init__(self, rows: Segment) -> None:
        self._rows = rows

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def cursor(self, field: str, _field: object) -> _Cursor:
        return _Cursor(self, field)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(TEXT_GROUPS):
            yield from self.terms_from(field, b"")

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        first = self._rows.prefixed(prefix.decode()).start
        for number in range(first, self._rows.words):
            if len(self._rows.rows_of(number, _bit(field))):
                yield field, self._rows.word(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, word in self.terms():
            yield (field, word), self.term_info(field, word)

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for _, word in self.terms_from(field, prefix):
            yield (field, word), self.term_info(field, word)

    def term_info(self, field: str, word: bytes) -> TermInfo:
        found = self._number(field, word)
        if found < 0:
            raise TermNotFound(f"{field}:{word!r}")
        rows, weights, _ = self._postings(field, found)
        return TermInfo(
            weight=float(weights.sum()),
            df=len(rows),
            minlength=1,
            maxlength=1 << 20,
            maxweight=float(weights.max()),
            minid=int(rows[0]),
            maxid=int(rows[-1]),
        )

    def frequency(self, field: str, word: bytes) -> float:
        found = self._number(field, word)
        return 0.0 if found < 0 else float(self._postings(field, found)[1].sum())

    def doc_frequency(self, field: str, word: bytes) -> int:
        found = self._number(field, word)
        return 0 if found < 0 else len(self._rows.rows_of(found, _bit(field)))

    def matcher(self, field: str, word: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        found = self._number(field, word)
        if found < 0:
            raise TermNotFound(f"{field}:{word!r}")
        rows, weights, positions = self._postings(field, found)
        return ListMatcher(
            rows.tolist(),
            weights.tolist(),
            values=[format_.encode(some.tolist()) for some in positions],
            format=format_,
            scorer=scorer,
            term=(field, word),
            terminfo=self.term_info(field, word),
        )

    def indexed_field_names(self) -> tuple[str, ...]:
        return TEXT_GROUPS

    def _number(self, field: str, word: bytes) -> int:
        if field not in TEXT_GROUPS:
            return -1
        number = self._rows.find(word.decode("utf-8", "replace"))
        return number if number >= 0 and len(self._rows.rows_of(number, _bit(field))) else -1

    def _postings(self, field: str, number: int) -> tuple[Any, Any, list[Any]]:
        """Rows, frequencies and positions of a word in one field."""
        all_rows, positions = self._rows.positions(number)
        kept = self._rows.in_groups(all_rows, positions, _bit(field))
        rows, starts, counts = np.unique(all_rows[kept], return_index=True, return_counts=True)
        return rows, counts.astype(float), np.split(positions[kept], starts[1:])


def _bit(field: str) -> int:
    return 1 << TEXT_GROUPS.index(field)


class _Cursor(base.FieldCursor):  # type: ignore[misc]
    """Steps through one field's words in order."""

    def __init__(self, terms: ArrayTerms, field: str) -> None:
        self._terms, self._field = terms, field
        self.first()

    def first(self) -> str | None:
        return self.find("")

    def find(self, word: str | bytes) -> str | None:
        encoded = word.encode("utf-8", "replace") if isinstance(word, str) else word
        self._left = self._terms.terms_from(self._field, encoded)
        return self.next()

    def next(self) -> str | None:
        self._word = next((word for _, word in self._left), None)
        return self.text()

    def text(self) -> str | None:
        return None if self._word is None else self._word.decode()

    def term_info(self) -> TermInfo:
        assert self._word is not None
        return self._terms.term_info(self._field, self._word)

    def is_valid(self) -> bool:
        return self._word is not None
