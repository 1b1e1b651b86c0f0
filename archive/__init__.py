"""What was published: raw pages come in, are kept, and are read into articles."""

from archive.importer import ImportReport, import_paths
from archive.models import (
    Article,
    Capture,
    Credit,
    EventDate,
    Mention,
    Newspaper,
    ParseError,
    Picture,
    Post,
    Reading,
    Repair,
    Story,
)
from archive.parse import read_capture
from archive.store import Archive, ArchiveError, ArchiveStatus, Gone, PageListing

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveStatus",
    "Article",
    "Capture",
    "Credit",
    "EventDate",
    "Gone",
    "ImportReport",
    "Mention",
    "Newspaper",
    "PageListing",
    "ParseError",
    "Picture",
    "Post",
    "Reading",
    "Repair",
    "Story",
    "import_paths",
    "read_capture",
]
