"""Stories on the same subject as a story.

In: an engine and an article. Out: the hits that share the rare words of its headline (a short
one is helped by its people and opening), those published before it apart from those after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.models import Article
from indexer.engine import SearchEngine
from indexer.request import Hit

MOST = 4
"""Stories shown before, on the same day, and after."""
_ENOUGH = 8
"""Characters of a headline that tell a subject; a shorter one is helped by people and opening."""
_LONGEST = 60
"""Characters of one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Related:
    """Stories on a subject around one of them; `earlier` and `later` begin with the nearest."""

    earlier: tuple[Hit, ...] = ()
    same_day: tuple[Hit, ...] = ()
    later: tuple[Hit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.same_day or self.later)


def related(engine: SearchEngine, article: Article) -> Related:
    """The stories most like an article, itself not among them. Raises EngineDown."""
    day = article.published
    assert day is not None  # the archive files nothing without a date
    alike = engine.similar(article.id, subject(article))
    return Related(
        earlier=tuple(
            sorted((hit for hit in alike if hit.published < day), key=_day, reverse=True)[:MOST]
        ),
        same_day=tuple(hit for hit in alike if hit.published == day)[:MOST],
        later=tuple(sorted((hit for hit in alike if hit.published > day), key=_day)[:MOST]),
    )


def subject(article: Article) -> str:
    """The texts that tell what a story is about."""
    told: list[str] = []
    for text in _told(article):
        # people would find all else that they did: they only speak where the headline is silent
        if sum(map(len, told)) >= _ENOUGH:
            break
        told.append(text[:_LONGEST])
    return " ".join(told)


def _told(article: Article) -> Iterator[str]:
    yield article.headline
    yield from (mention.name for mention in article.mentions)
    yield from article.paragraphs[:1]


def _day(hit: Hit) -> int:
    return hit.published.toordinal()
