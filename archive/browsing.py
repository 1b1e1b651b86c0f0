"""Browsing: what was published when, who is in which stories with whom, and pictures of pages.

In: an archive. Out: counts of stories by day, the `Presence` of a person or a reporter, and the
`PagePicture`s of an issue. What is dear to count is kept until the archive changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError
from sqlalchemy import bindparam, func, select

from archive.models import Article, story_from_json
from archive.people import Profile
from archive.permanent import NO_PAGE, AnyRow, address_of
from archive.presence import Attendance, Days, Presence, Roster
from archive.schema import addresses, articles, captures, issue_pages, person_keys
from archive.store import Archive

_KEPT = 64
"""People kept counted; one in 12,000 stories takes a megabyte."""
_SIZES_KEPT = 4096
_EDGE = 0.02
"""How far beyond a picture's edge, of its longer side, a zone may reach."""

Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The kept picture of a page: its content hash, its size and its stories' hot zones.

    A zone is an article's number with the corners in picture pixels; one that reaches beyond the
    picture was drawn for another size of it and is left out.
    """

    page: str
    media: str
    size: tuple[int, int]
    zones: tuple[tuple[int, Points], ...]


class Beside(NamedTuple):
    """A story next to another one: its permanent address, and what to call it."""

    address: str
    label: str


_ON_PAGE = (
    select(
        addresses.c.newspaper,
        addresses.c.published,
        addresses.c.page,
        addresses.c.position,
        articles.c.story,
    )
    .join(articles, articles.c.id == addresses.c.article)
    .where(
        articles.c.state == "published",
        addresses.c.newspaper == bindparam("paper"),
        addresses.c.published == bindparam("day"),
        addresses.c.page == bindparam("sheet"),
    )
    .limit(1)
)
_BEFORE = _ON_PAGE.where(addresses.c.position < bindparam("place")).order_by(
    addresses.c.position.desc()
)
_AFTER = _ON_PAGE.where(addresses.c.position > bindparam("place")).order_by(addresses.c.position)


class Browsing:
    """What an archive shows to somebody who browses. Any number of threads may ask at once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._attendance = Attendance(archive)
        # Every change to articles or people adds to `changes`: its last number is the key.
        self._rosters = lru_cache(1)(self._count_roster)
        self._presences = lru_cache(_KEPT)(self._find_presence)
        self._profiles = lru_cache(_KEPT)(self._find_profile)
        self._sizes = lru_cache(_SIZES_KEPT)(self._measure)

    # -- by date

    def days(self) -> Mapping[str, Days]:
        """Each newspaper's days."""
        return self._attendance.days()

    def same_day(self, month: int, day: int) -> tuple[tuple[date, str, int], ...]:
        """This day in every year: (date, newspaper, stories), the newest first."""
        found = [
            (published, newspaper, count)
            for newspaper, days in self.days().items()
            for published, count in days.items()
            if (published.month, published.day) == (month, day)
        ]
        return tuple(sorted(found, key=lambda one: (-one[0].toordinal(), one[1])))

    def beside(self, article: Article) -> tuple[Beside | None, Beside | None]:
        """The stories before and after an article on its page."""
        place = {
            "paper": article.newspaper,
            "day": article.published,
            "sheet": article.page or NO_PAGE,
            "place": article.position,
        }
        with self._archive.engine.connect() as connection:
            before, after = (
                connection.execute(query, place).first() for query in (_BEFORE, _AFTER)
            )
        return _beside(before), _beside(after)

    def addresses(self, numbers: range) -> Iterator[str]:
        """The permanent addresses of the published articles with these numbers, ascending."""
        rows = (
            select(
                addresses.c.newspaper,
                addresses.c.published,
                addresses.c.page,
                addresses.c.position,
            )
            .join(articles, articles.c.id == addresses.c.article)
            .where(articles.c.state == "published", addresses.c.article >= numbers.start)
            .where(addresses.c.article < numbers.stop)
            .order_by(addresses.c.article)
        )
        with self._archive.engine.connect() as connection:
            yield from map(address_of, connection.execute(rows))

    def last_number(self) -> int:
        """The highest number of an article, 0 in an empty archive."""
        with self._archive.engine.connect() as connection:
            return connection.scalar(select(func.max(addresses.c.article))) or 0

    # -- by person

    def roster(self) -> Roster:
        """Everybody: officials by their keys, reporters by their names."""
        return self._rosters(self._archive.last_seq())

    def official(self, key: str) -> Presence | None:
        """Where a person is named as an official; None where nowhere, or where it is hidden."""
        return self._presences(self._archive.last_seq(), key, "official")

    def reporter(self, name: str) -> Presence | None:
        """What a reporter is credited for; None for nothing."""
        return self._presences(self._archive.last_seq(), name, "reporter")

    def profile(self, key: str) -> Profile | None:
        """All about a person; None for one that is hidden or that no published story names."""
        return self._profiles(self._archive.last_seq(), key)

    def mentions_around(self, key: str, article: Article) -> tuple[Article | None, Article | None]:
        """The stories before and after an article, by date, that name an official."""
        presence = self.official(key)
        if presence is None or article.id not in presence.stories:
            return None, None
        stories, here = presence.stories, presence.stories.index(article.id)
        around = dict(enumerate(stories[max(0, here - 1) : here + 2], max(0, here - 1)))
        before, after = around.get(here - 1), around.get(here + 1)
        known = [number for number in (before, after) if number is not None]
        found: dict[int | None, Article] = {a.id: a for a in self._archive.numbered(known)}
        return found.get(before), found.get(after)

    def now_called(self, key: str) -> str | None:
        """The key of who a person became by a merger or under a new name; None for nobody else."""
        with self._archive.engine.connect() as connection:
            roll = self._archive.people.roll(connection)
            held = select(person_keys.c.name, person_keys.c.region).where(person_keys.c.key == key)
            became = {
                roll.key(newspaper, name, 0)
                for name, region in connection.execute(held)
                for newspaper, circle in roll.circles.items()
                if circle == region
            }
        return min(became - {key}, default=None)

    def _find_profile(self, _seq: int, key: str) -> Profile | None:
        return self._archive.people.profile_of(key, self._attendance.mentions(key))

    def _count_roster(self, _seq: int) -> Roster:
        return self._attendance.roster()

    def _find_presence(self, _seq: int, key: str, role: str) -> Presence | None:
        return self._attendance.presence(key, role)

    # -- pictures

    def pictures(
        self, newspaper: str, published: date, stories: Iterable[Article]
    ) -> dict[str, PagePicture]:
        """The kept pictures of an issue's pages by page, with the zones of these stories."""
        listed = select(issue_pages.c.page, issue_pages.c.listing).where(
            issue_pages.c.newspaper == newspaper, issue_pages.c.published == published
        )
        sources = select(addresses.c.source, addresses.c.page, addresses.c.article).where(
            addresses.c.newspaper == newspaper, addresses.c.published == published
        )
        with self._archive.engine.connect() as connection:
            pages = [row for row in connection.execute(listed) if row.listing["picture"]]
            if not pages:
                return {}
            kept = select(captures.c.source, captures.c.hash).where(
                captures.c.newspaper == newspaper,
                captures.c.source.in_([row.listing["picture"] for row in pages]),
                captures.c.outcome == "picture",
            )
            # of a picture received twice the newer one stays
            hashes = {
                row.source: row.hash for row in connection.execute(kept.order_by(captures.c.id))
            }
            numbers = {(row.page, row.source): row.article for row in connection.execute(sources)}
        shown = {story.id for story in stories}
        numbers |= {(story.page or NO_PAGE, story.url): story.id for story in stories}
        found: dict[str, PagePicture] = {}
        for row in pages:
            media = hashes.get(row.listing["picture"], "")
            size = self.size(media) if media else None
            if size is None:
                continue
            zones = tuple(
                (number, points)
                for link in row.listing["stories"]
                if (number := numbers.get((row.page, link["url"]))) in shown
                and (points := tuple((x, y) for x, y in link["zone"]))
                and _inside(points, size)
            )
            found[row.page] = PagePicture(row.page, media, size, zones)
        return found

    def size(self, media: str) -> tuple[int, int] | None:
        """The width and height of a kept picture; None where it is not kept or not readable."""
        return self._sizes(media)

    def _measure(self, media: str) -> tuple[int, int] | None:
        found = self._archive.media(media)
        if found is None:
            return None
        try:
            with Image.open(BytesIO(found[0])) as picture:
                return picture.size
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
            return None


def _inside(points: Points, size: tuple[int, int]) -> bool:
    # corners are often drawn a few pixels beyond the edge
    beyond = max(size) * _EDGE
    return len(points) > 2 and all(
        -beyond <= place <= side + beyond
        for point in points
        for place, side in zip(point, size, strict=True)
    )


def _beside(row: AnyRow | None) -> Beside | None:
    return None if row is None else Beside(address_of(row), story_from_json(row.story).label)
