"""Posts over time: who held which post of which organisation, first and last seen when.

In: the mentions of one person, by date. Out: `Tenure`s with the stories and sentences that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from archive.appearances import batched
from archive.models import Kind
from archive.officials.posts import former, split_post
from archive.permanent import AnyRow, address_of
from archive.schema import addresses, articles

# 时任|, 曾任甲、|
_CHAIN = "(?:[^，。；！？]{0,40}[、兼])?$"
_ONCE = re.compile(f"(?:时任|[曾历原]任|曾担任|曾经担任|先后担?任|当时[的任]){_CHAIN}")
# 1988年6月至1990年4月任|
_UNTIL = re.compile(r"年(?:\d+月)?(?:\d+日)?[至到—-]((?:19|20)\d\d)年")
_TOOK = re.compile(f"[任在]{_CHAIN}")
_WHILE = re.compile(r"(?:职务)?(?:期间|时(?!代|候?任|任))")


class Appearance(NamedTuple):
    """A person named in an article as of a kind, with one post or none (empty title)."""

    article: int
    published: date
    name: str
    kind: Kind
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


def tenures(
    connection: Connection, held: Iterable[Appearance]
) -> tuple[tuple[Tenure, ...], tuple[Tenure, ...]]:
    """The posts of one person in the order of their first evidence, and apart from them those that
    no story says the person still held; `held` comes by date.
    """
    posts: dict[tuple[str, str], list[Appearance]] = {}
    for appearance in held:
        if appearance.title:
            key = _post(appearance.title, appearance.organisation)
            posts.setdefault(key, []).append(appearance)
    # A bare 书记 is nothing new of somebody who is 书记 of one committee only.
    for bare in [key for key in posts if not key[0]]:
        named = [key for key in posts if key[0] and key[1] == bare[1]]
        if len(named) == 1:
            _join(posts, bare, named[0])
    # 中国外交部长 is nothing new of the 外交部长
    for organisation, post in list(posts):
        home = organisation.removeprefix("中国")
        if home != organisation and (home, post) in posts:
            _join(posts, (organisation, post), (home, post))
    found: list[Tenure] = []
    past: list[Tenure] = []
    told = _Told(connection)
    told.read({end.article for some in posts.values() for end in _likely_ends(some)})
    for (organisation, post), some in posts.items():
        still = told.still_held(some)
        ends = still or (some[0], some[-1])
        tenure = Tenure(
            post,
            organisation,
            _commonest_first(one.title for one in some),
            len({one.article for one in some}),
            told.evidence(ends[0]),
            told.evidence(ends[1]),
        )
        (found if still else past).append(tenure)
    return _by_date(found), _by_date(past)


def _join(
    posts: dict[tuple[str, str], list[Appearance]], one: tuple[str, str], other: tuple[str, str]
) -> None:
    together = posts[other] + posts.pop(one)
    posts[other] = sorted(together, key=lambda one: (one.published, one.article))


def _by_date(some: Iterable[Tenure]) -> tuple[Tenure, ...]:
    return tuple(sorted(some, key=lambda tenure: (tenure.first.published, tenure.last.published)))


@lru_cache(maxsize=4096)
def _post(title: str, organisation: str) -> tuple[str, str]:
    """Organisation and post: 青溪区委书记 and 区委书记 are one where 区委 is 青溪区委."""
    prefix, post = split_post(former(title)[0])
    return organisation or prefix, post


def _likely(some: Sequence[Appearance]) -> list[Appearance]:
    """Those whose title does not say that the post is held no more."""
    return [one for one in some if not former(one.title)[1]]


def _likely_ends(some: Sequence[Appearance]) -> tuple[Appearance, Appearance]:
    """The first and the last evidence of a post, as far as titles tell."""
    likely = _likely(some) or some
    return likely[0], likely[-1]


def _commonest_first(titles: Iterable[str]) -> tuple[str, ...]:
    """The titles, those of a post that is held no more last."""
    counts: dict[str, int] = {}
    for title in titles:
        counts[title] = counts.get(title, 0) + 1
    return tuple(sorted(counts, key=lambda title: (former(title)[1], -counts[title])))


class _Told:
    """What stories say of posts, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stories: dict[int, AnyRow] = {}

    def still_held(self, some: Sequence[Appearance]) -> tuple[Appearance, Appearance] | None:
        """The first and the last appearance that do not say the post is held no more, by date."""
        first = self._first_held(some)
        last = self._first_held(some[::-1]) if first else None
        return (first, last) if first and last else None

    def _first_held(self, some: Sequence[Appearance]) -> Appearance | None:
        likely = _likely(some)
        size = 1
        while likely:
            ahead, likely = likely[:size], likely[size:]
            self.read({one.article for one in ahead})
            for one in ahead:
                if not _is_past(one, self._sentence(one)):
                    return one
            size *= 2
        return None

    def evidence(self, one: Appearance) -> Evidence:
        """The story of an appearance, and its sentence."""
        self.read({one.article})
        row = self._stories[one.article]
        headline = row.story.get("headline", "")
        return Evidence(one.article, row.published, address_of(row), headline, self._sentence(one))

    def read(self, numbers: set[int]) -> None:
        """Read the stories that are not read yet, at once what can be known at once."""
        wanted = sorted(numbers - self._stories.keys())
        stories = select(
            addresses.c.article,
            addresses.c.newspaper,
            addresses.c.published,
            addresses.c.page,
            addresses.c.position,
            articles.c.story,
        ).join(articles, articles.c.id == addresses.c.article)
        for some in batched(wanted, 500):
            for row in self._connection.execute(stories.where(addresses.c.article.in_(some))):
                self._stories[row.article] = row

    def _sentence(self, one: Appearance) -> str:
        """The sentence that names the person with the post."""
        mentions = self._stories[one.article].story.get("mentions", ())
        mention = next((some for some in mentions if some["name"] == one.name), None)
        if mention is None:
            return ""
        of_post = (
            post.get("evidence", "")
            for post in mention["posts"]
            if (post["title"], post["organisation"]) == (one.title, one.organisation)
        )
        return str(next(of_post, "") or mention["evidence"])


def _is_past(appearance: Appearance, sentence: str) -> bool:
    """Whether a sentence says that the post was held: 时任青湖区委书记, 任青湖区委书记期间."""
    title = appearance.title
    place = sentence.find(title)
    if place < 0:
        return False
    before, behind = sentence[:place], sentence[place + len(title) :]
    if _ONCE.search(before):
        return True
    if not _TOOK.search(before):
        return False
    until = _UNTIL.search(before)
    return bool(_WHILE.match(behind) or (until and int(until[1]) < appearance.published.year))
