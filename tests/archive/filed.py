"""Pages filed in an archive: short ways to store one and to see what became of it.

In: an archive and stories. Out: outcomes and addresses.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from archive.models import Article, Capture, Issue, Newspaper, Reading, Story
from archive.store import Archive

PAPER = Newspaper(key="qingxi", name="青溪日报", region="青溪区")
OTHER = Newspaper(key="yanhu", name="砚湖晚报")
DAY = date(2019, 10, 16)
URL = "https://qingxi.example/2019-10/16/content_1.htm"
BRIDGES, LIBRARY, BUSES = "青溪区修好三座桥", "松果社区办起图书角", "七路公交车改道"


def story(headline: str, text: str = "", **fields: Any) -> Story:
    """A story of DAY's page 3, with text of its own."""
    given = {"published": DAY, "page": "3", **fields}
    return Story(headline=headline, paragraphs=(text or f"{headline}，居民说好。",), **given)


def read(
    archive: Archive,
    *stories: Story,
    source: str = URL,
    issue_date: date | None = DAY,
    paper: Newspaper = PAPER,
    issue: Issue | None = None,
) -> str:
    """Store a page that holds these stories; gives back what the archive says became of it."""
    capture = Capture(source=source, content=repr((stories, issue)).encode(), issue_date=issue_date)
    with archive.batch():
        return archive.store(paper, capture, Reading(family="t", stories=stories, issue=issue))


def fail(archive: Archive, source: str, content: bytes, reason: str) -> None:
    with archive.batch():
        archive.store_failure(PAPER, Capture(source=source, content=content), reason)


def addresses(archive: Archive) -> dict[str, str]:
    """The address of each published article by its headline."""
    return {article.headline: article.address for article in archive.articles()}


def at(archive: Archive, address: str) -> Article:
    found = archive.article_at(address)
    assert found is not None
    return found


def withdraw(archive: Archive, address: str) -> None:
    """Take an article down by its row: the desk that will do it is not written yet."""
    number = at(archive, address).id
    with archive._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"UPDATE articles SET state = 'withdrawn' WHERE id = {number}")
        connection.exec_driver_sql(f"INSERT INTO changes (article) VALUES ({number})")
