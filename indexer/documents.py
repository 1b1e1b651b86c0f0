"""An article as an index sees it.

In: an article. Out: its text units by group, folded; and its card, all that a result line shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from archive.models import Article
from indexer.analysis import fold
from indexer.facets import officials
from indexer.request import Hit, Snippet
from indexer.tokens import SEPARATOR

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


_FIELD, _ITEM = "\x1e", "\x1f"
_CONTROL = dict.fromkeys(map(ord, f"{_FIELD}{SEPARATOR}"), " ")


class Card(NamedTuple):
    """A result line's contents as an index keeps them: plain strings, empty where there is none."""

    id: str
    address: str
    headline: str
    folded_headline: str
    published: str
    newspaper: str
    newspaper_name: str
    page: str
    page_name: str
    reporters: str
    officials: str
    event_date: str
    url: str

    @classmethod
    def of(cls, article: Article, newspaper_name: str) -> Card:
        """The card of an article."""
        assert article.published is not None  # the archive files nothing without a date
        return cls(
            id=article.source_key,
            address=article.address,
            headline=article.label,
            folded_headline=fold(article.label),
            published=article.published.isoformat(),
            newspaper=article.newspaper,
            newspaper_name=newspaper_name,
            page=article.page or "",
            page_name=article.page_name,
            reporters=_list(article.names("reporter")),
            officials=_list(officials(article)),
            event_date=article.event.start if article.event else "",
            url=article.url,
        )

    @classmethod
    def read(cls, written: str) -> Card:
        """The card that `written` gave: several times as fast as JSON."""
        return cls._make(written.split(_FIELD))

    def written(self) -> str:
        """The card as one text without SEPARATOR."""
        return _FIELD.join(value.translate(_CONTROL) for value in self)

    def hit(
        self, *, key: int, headline: Snippet, snippet: Snippet, score: float, partial: bool
    ) -> Hit:
        """The result line."""
        return Hit(
            key,
            self.id,
            self.address,
            self.headline,
            date.fromisoformat(self.published),
            self.newspaper,
            self.newspaper_name,
            self.page or None,
            self.page_name,
            tuple(self.reporters.split(_ITEM)) if self.reporters else (),
            tuple(self.officials.split(_ITEM)) if self.officials else (),
            self.event_date or None,
            self.url,
            snippet,
            headline,
            score,
            partial,
        )


def _list(names: Iterable[str]) -> str:
    return _ITEM.join(name.replace(_ITEM, " ") for name in names)
