"""Posts over time: who held which post of which organisation, first and last seen when.

In: the mentions of one person, by date. Out: `Tenure`s with the stories and sentences that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from archive.appearances import batched
from archive.officials.posts import split_post
from archive.permanent import address_of
from archive.schema import addresses, articles


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person named in an article with one post, or none (empty title)."""

    article: int
    published: date
    name: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The story that names a person with a post, and the sentence, where one was read."""

    article: int
    published: date
    address: str
    headline: str
    sentence: str

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "article": self.article,
            "published": self.published.isoformat(),
            "address": self.address,
            "headline": self.headline,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post with its organisation (may be empty), the titles it is printed as, commonest first."""

    post: str
    organisation: str
    titles: tuple[str, ...]
    articles: int
    first: Evidence
    last: Evidence

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "post": self.post,
            "organisation": self.organisation,
            "titles": list(self.titles),
            "articles": self.articles,
            "first": self.first.to_json(),
            "last": self.last.to_json(),
        }


def tenures(connection: Connection, held: Iterable[Appearance]) -> tuple[Tenure, ...]:
    """The posts of one person in the order of their first evidence; `held` comes by date."""
    posts: dict[tuple[str, str], list[Appearance]] = {}
    for appearance in held:
        if appearance.title:
            posts.setdefault(_post(appearance), []).append(appearance)
    # A bare 书记 is nothing new of somebody who is 书记 of one committee only.
    for bare in [key for key in posts if not key[0]]:
        named = [key for key in posts if key[0] and key[1] == bare[1]]
        if len(named) == 1:
            together = posts[named[0]] + posts.pop(bare)
            posts[named[0]] = sorted(together, key=lambda one: (one.published, one.article))
    wanted = {(one.article, one.name) for some in posts.values() for one in (some[0], some[-1])}
    evidence = _evidence(connection, wanted)
    found = [
        Tenure(
            post,
            organisation,
            _commonest_first(one.title for one in some),
            len({one.article for one in some}),
            evidence[some[0].article, some[0].name],
            evidence[some[-1].article, some[-1].name],
        )
        for (organisation, post), some in posts.items()
    ]
    return tuple(sorted(found, key=lambda tenure: (tenure.first.published, tenure.last.published)))


def _post(appearance: Appearance) -> tuple[str, str]:
    """Organisation and post: 青溪区委书记 and 区委书记 are one where 区委 is 青溪区委."""
    prefix, post = split_post(appearance.title)
    return appearance.organisation or prefix, post


def _commonest_first(titles: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for title in titles:
        counts[title] = counts.get(title, 0) + 1
    return tuple(sorted(counts, key=lambda title: -counts[title]))


def _evidence(
    connection: Connection, wanted: set[tuple[int, str]]
) -> dict[tuple[int, str], Evidence]:
    names: dict[int, list[str]] = {}
    for article, name in wanted:
        names.setdefault(article, []).append(name)
    stories = select(
        addresses.c.article,
        addresses.c.newspaper,
        addresses.c.published,
        addresses.c.page,
        addresses.c.position,
        articles.c.story,
    ).join(articles, articles.c.id == addresses.c.article)
    found: dict[tuple[int, str], Evidence] = {}
    for some in batched(sorted(names), 500):
        for row in connection.execute(stories.where(addresses.c.article.in_(some))):
            headline = row.story.get("headline", "")
            for name in names[row.article]:
                sentence = _sentence(row.story.get("mentions", ()), name)
                found[row.article, name] = Evidence(
                    row.article, row.published, address_of(row), headline, sentence
                )
    return found


def _sentence(mentions: Sequence[dict[str, Any]], name: str) -> str:
    return next((one["evidence"] for one in mentions if one["name"] == name), "")
