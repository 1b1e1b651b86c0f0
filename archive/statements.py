"""The statements of filing, built once: building one costs more than running it.

In: nothing. Out: constants with named parameters, as `archive.filing` gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.schema import addresses, articles, blobs, captures, changes, issue_pages

BLOB = select(blobs.c.hash).where(blobs.c.hash == bindparam("hash"))
ADD_BLOB = insert(blobs)

_OURS = captures.c.newspaper == bindparam("newspaper")
READ_WITH_HASH = select(captures.c.id, captures.c.source, captures.c.issue_date).where(
    captures.c.hash == bindparam("hash"), _OURS, captures.c.outcome == "read"
)
CAPTURES_OF_SOURCE = (
    select(captures.c.id, captures.c.hash, captures.c.outcome, captures.c.issue_date)
    .where(_OURS, captures.c.source == bindparam("source"))
    .order_by(captures.c.id.desc())
)
CAPTURE = select(captures.c.outcome, captures.c.family).where(captures.c.id == bindparam("capture"))
ADD_CAPTURE = insert(captures).returning(captures.c.id)
JUDGE_CAPTURE = update(captures).where(captures.c.id == bindparam("capture"))

ISSUE_PAGES = select(issue_pages.c.page, issue_pages.c.page_name, issue_pages.c.listing).where(
    issue_pages.c.newspaper == bindparam("newspaper"),
    issue_pages.c.published == bindparam("published"),
)

_HERE = addresses.c.newspaper == bindparam("newspaper")
ARTICLES_OF_SOURCE = (
    select(addresses.c.article, addresses.c.published, addresses.c.rank, addresses.c.opening)
    .join(articles, articles.c.id == addresses.c.article)
    .where(_HERE, addresses.c.source == bindparam("source"))
    .order_by(addresses.c.rank)
)
_NEWEST = select(addresses.c.article).order_by(addresses.c.article.desc()).limit(1)
ARTICLE_BY_SOURCE_ID = _NEWEST.where(_HERE, addresses.c.source_id == bindparam("source_id"))
_THAT_DAY = addresses.c.published == bindparam("published")
ARTICLE_BY_OPENING = _NEWEST.where(_HERE, _THAT_DAY, addresses.c.opening == bindparam("opening"))
_THAT_PAGE = addresses.c.page == bindparam("page")
ARTICLE_AT = _NEWEST.where(
    _HERE, _THAT_DAY, _THAT_PAGE, addresses.c.position == bindparam("position")
)
LAST_POSITION = select(func.max(addresses.c.position)).where(_HERE, _THAT_DAY, _THAT_PAGE)
ADD_ADDRESS = insert(addresses).returning(addresses.c.article)

ARTICLE = select(articles.c.capture, articles.c.story).where(articles.c.id == bindparam("article"))
ADD_ARTICLE = insert(articles)
REFRESH_ARTICLE = update(articles).where(articles.c.id == bindparam("article"))
DROP_ARTICLE = delete(articles).where(articles.c.id == bindparam("article"))
ADD_CHANGE = insert(changes)


def list_issue_page(dialect: str, key: Mapping[str, object], row: Mapping[str, Any]) -> Executable:
    """The statement that writes an issue page's listing, or replaces it."""
    insert_or = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert_or(issue_pages).values(**key, **row)
    return statement.on_conflict_do_update(index_elements=list(key), set_=dict(row))
