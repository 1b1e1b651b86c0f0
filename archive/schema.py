"""The archive's tables and their version; other packages declare theirs on the same metadata.

Three kinds of fact: received (`blobs`, `captures`, `issue_pages`), decided (`newspapers`, `sites`,
`addresses`, `person_keys`, `person_decisions`) and derived (`articles`, `appearances`). Received is
never changed, decided never recomputed, derived can be made again. Two are none of these:
`crawl_pages` says where a stopped crawl goes on, `refusals` what the last imports left out.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 4

metadata = MetaData()

archive_meta = Table(
    "archive_meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

newspapers = Table(
    "newspapers",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("region", String, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the content, hexadecimal
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib for text, as it came for pictures
    Column("encoding", String, nullable=False),  # "zlib" or "identity"
)

captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("newspaper", ForeignKey("newspapers.key"), nullable=False),
    Column("source", Text, nullable=False),
    Column("issue_date", Date),
    Column("hash", ForeignKey("blobs.hash"), nullable=False),
    Column("media_type", String, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("received", DateTime, nullable=False),  # UTC
    Column("outcome", String, nullable=False),  # read, picture or failed
    Column("family", String, nullable=False),
    Column("reason", Text, nullable=False),
    Index("captures_by_page", "newspaper", "source"),
    # With the newspaper, so that SQLite prefers it to the index above.
    Index("captures_by_hash", "hash", "newspaper"),
)

issue_pages = Table(
    "issue_pages",
    metadata,
    Column("newspaper", ForeignKey("newspapers.key"), primary_key=True),
    Column("published", Date, primary_key=True),
    Column("page", String, primary_key=True),
    Column("page_name", String, nullable=False),
    Column("listing", JSON, nullable=False),  # picture, pdf, stories: url, headline, zone
    Column("capture", ForeignKey("captures.id"), nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("article", Integer, primary_key=True),
    Column("newspaper", ForeignKey("newspapers.key"), nullable=False),
    Column("published", Date, nullable=False),
    Column("page", String, nullable=False),  # "0" where it is not known
    Column("position", Integer, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("source", Text, nullable=False),  # the page it was first read from
    Column("rank", Integer, nullable=False),  # its order on that page, from 0
    Column("opening", String, nullable=False),  # headline and opening, white space removed
    UniqueConstraint("newspaper", "published", "page", "position"),
    Index("addresses_by_source_id", "newspaper", "source_id"),
    Index("addresses_by_source", "newspaper", "source"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", ForeignKey("addresses.article"), primary_key=True),
    Column("capture", ForeignKey("captures.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("story", JSON, nullable=False),
    Index("articles_by_capture", "capture"),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article", ForeignKey("addresses.article"), nullable=False),
    sqlite_autoincrement=True,
)

# Who is named where: a line for each post of a mention (one without posts has one), and for each
# name of a byline. As read: no decision is applied here.
appearances = Table(
    "appearances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("addresses.article"), nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),  # the kind of a mention or the role of a credit
    Column("title", String, nullable=False),
    Column("organisation", String, nullable=False),
    Index("appearances_by_article", "article"),
    Index("appearances_by_name", "name"),
)

# A name's permanent key in a region, given at first sight: the name itself to the first region.
person_keys = Table(
    "person_keys",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False),
    Column("region", String, nullable=False),  # the newspaper's region, its key if it has none
    Column("key", String, nullable=False),
    UniqueConstraint("name", "region"),
    Index("person_keys_by_key", "key"),
    sqlite_autoincrement=True,
)

# What editors decided, in order, never changed: undoing one is one more.
person_decisions = Table(
    "person_decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("action", String, nullable=False),  # merge, split, rename, hide, kind or undo
    Column("person", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("made", DateTime, nullable=False),  # UTC
    sqlite_autoincrement=True,
)

# Files that were not taken in when they were last imported, and parts of files: neither is kept.
refusals = Table(
    "refusals",
    metadata,
    Column("newspaper", ForeignKey("newspapers.key"), primary_key=True),
    Column("file", Text, primary_key=True),
    Column("part", Text, primary_key=True),  # `:3` is a row, `/a.htm` in a ZIP
    Column("size", BigInteger, nullable=False),  # bytes of the file
    Column("reason", Text, nullable=False),
)

# Where a newspaper is published and how it may be crawled.
sites = Table(
    "sites",
    metadata,
    Column("newspaper", ForeignKey("newspapers.key"), primary_key=True),
    Column("url", Text, nullable=False),  # where a crawl begins
    Column("family", String, nullable=False),  # as detected, empty where unknown
    Column("since", Date),
    Column("allow_private", Boolean, nullable=False, default=False),
    Column("delay", Float, nullable=False, default=1.0),  # seconds between two requests
    Column("pictures", Boolean, nullable=False, default=True),
)

# The crawler's frontier: every address it knows, and what became of it.
crawl_pages = Table(
    "crawl_pages",
    metadata,
    Column("newspaper", ForeignKey("newspapers.key"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("kind", String, nullable=False),  # index, issue, story, picture, pdf or list
    Column("found_on", Text, nullable=False, default=""),  # empty for the start
    Column("issue_date", Date),
    Column("state", String, nullable=False),  # waiting, done, failed or refused
    Column("reason", Text, nullable=False, default=""),
    Column("etag", Text, nullable=False, default=""),
    Column("last_modified", Text, nullable=False, default=""),
    Column("hash", String, nullable=False, default=""),  # SHA-256 of the last body, hexadecimal
    Column("tries", Integer, nullable=False, default=0),
    Column("checked", DateTime),  # UTC
    Index("crawl_pages_by_state", "newspaper", "state"),
)
