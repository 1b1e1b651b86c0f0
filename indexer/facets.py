"""The facets of an answer: which values each article has in each.

In: an article. Out: its values. Schema, URL parameter, counting, sidebar and API follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.models import Article


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its key (URL parameter and field name), its label and an article's values."""

    key: str
    label: str
    values: Callable[[Article], tuple[str, ...]]


def officials(article: Article) -> tuple[str, ...]:
    """The names of an article's officials, each once, in order of mention."""
    return tuple(dict.fromkeys(m.name for m in article.mentions if m.kind == "official"))


def _organisations(article: Article) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            post.organisation
            for mention in article.mentions
            if mention.kind == "official"
            for post in mention.posts
            if post.organisation
        )
    )


FACETS: tuple[Facet, ...] = (
    Facet("month", "月份", lambda a: (f"{a.published:%Y-%m}",) if a.published else ()),
    Facet("official", "人物·职务", officials),
    Facet("reporter", "记者", lambda a: tuple(dict.fromkeys(a.names("reporter")))),
    Facet("page", "版面", lambda a: (a.page,) if a.page else ()),
    Facet("section", "栏目", lambda a: (a.section,) if a.section else ()),
    Facet("organisation", "机构", _organisations),
    Facet("newspaper", "报纸", lambda a: (a.newspaper,)),
)

FACET_KEYS = frozenset(facet.key for facet in FACETS)
