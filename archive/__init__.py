"""What was published: raw pages come in, are kept, and are read into articles."""

from archive.captures import Choice
from archive.decisions import Decision
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
from archive.people import People, Person, PersonError, Profile
from archive.rereading import RereadReport, reread
from archive.status import ArchiveStatus
from archive.store import Archive, ArchiveError, Gone, PageListing

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveStatus",
    "Article",
    "Capture",
    "Choice",
    "Credit",
    "Decision",
    "EventDate",
    "Gone",
    "ImportReport",
    "Mention",
    "Newspaper",
    "PageListing",
    "ParseError",
    "People",
    "Person",
    "PersonError",
    "Picture",
    "Post",
    "Profile",
    "Reading",
    "Repair",
    "RereadReport",
    "Story",
    "import_paths",
    "read_capture",
    "reread",
]
