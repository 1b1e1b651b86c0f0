"""An article as an index sees it.

In: an article. Out: its text units by group, folded; and its card, all that a result line shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from archive.models import Article
from indexer.analysis import fold
from indexer.facets import officials
from indexer.request import Hit, Snippet

TEXT_GROUPS = ("headline", "body", "byline")
"""The groups that a term without a field searches."""


def texts(article: Article) -> dict[str, list[str]]:
    """The printed text units of each group of docs/query-language.md, in printed order."""
    posts = [post for mention in article.mentions for post in mention.posts]
    printed: dict[str, Iterable[str]] = {
        "headline": (article.kicker, article.headline, article.subhead),
        "body": (*article.paragraphs, *(picture.caption for picture in article.pictures)),
        "byline": dict.fromkeys(credit.name for credit in article.credits),
        "post": dict.fromkeys(post.title for post in posts),
        "organisation": dict.fromkeys(post.organisation for post in posts),
    }
    return {
        group: [text.replace("\0", " ") for text in some if text and not text.isspace()]
        for group, some in printed.items()
    }


def units(article: Article) -> dict[str, tuple[str, ...]]:
    """The same, folded."""
    return {group: tuple(map(fold, some)) for group, some in texts(article).items()}


def card(article: Article, newspaper_name: str) -> str:
    """A result line's contents as JSON, to be read back by `hit`."""
    assert article.published is not None  # the archive files nothing without a date
    values = {
        "id": article.source_key,
        "address": article.address,
        "headline": article.label,
        "published": article.published.isoformat(),
        "newspaper": article.newspaper,
        "newspaper_name": newspaper_name,
        "page": article.page,
        "page_name": article.page_name,
        "reporters": article.names("reporter"),
        "officials": officials(article),
        "event_date": article.event.start if article.event else None,
        "url": article.url,
    }
    filled = {name: value for name, value in values.items() if value not in (None, "", ())}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def hit(
    values: dict[str, Any],
    *,
    key: int,
    headline: Snippet,
    snippet: Snippet,
    score: float,
    partial: bool,
) -> Hit:
    """The result line of a card."""
    return Hit(
        key=key,
        id=values["id"],
        address=values["address"],
        headline=values.get("headline", ""),
        published=date.fromisoformat(values["published"]),
        newspaper=values["newspaper"],
        newspaper_name=values["newspaper_name"],
        page=values.get("page"),
        page_name=values.get("page_name", ""),
        reporters=tuple(values.get("reporters", ())),
        officials=tuple(values.get("officials", ())),
        event_date=values.get("event_date"),
        url=values.get("url", ""),
        snippet=snippet,
        marked_headline=headline,
        score=score,
        partial=partial,
    )
