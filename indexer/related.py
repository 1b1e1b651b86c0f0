"""Stories on the same subject as a story.

In: an engine and an article. Out: the hits that share most of the rare words of its headline, those
published before it apart from those after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.models import Article
from indexer.engine import SearchEngine
from indexer.request import Hit, SearchRequest

MOST = 4
"""Stories shown before, on the same day, and after."""
_ASKED = 24
"""Characters that are asked for: the words of a long headline cost more than they find."""
_ENOUGH = 8
"""Characters of a headline that tell a subject; a shorter one is helped by people and opening."""
_ALIKE = 0.35
"""The share of the story's own score that another needs: below, they share only common words."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Related:
    """Stories on a subject around one of them; `earlier` and `later` begin with the nearest."""

    earlier: tuple[Hit, ...] = ()
    same_day: tuple[Hit, ...] = ()
    later: tuple[Hit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.same_day or self.later)


def related(engine: SearchEngine, article: Article) -> Related:
    """The stories most like an article, itself not among them.

    It is one question, a full match or not: rare words weigh most in its order. Raises EngineDown.
    """
    request = SearchRequest(subject(article))
    if not request.text or article.published is None:
        return Related()
    hits = engine.search(request, facets=()).hits
    own = next((hit.score for hit in hits if hit.key == article.id), None)
    enough = _ALIKE * (own if own is not None else max((hit.score for hit in hits), default=0))
    alike = [hit for hit in hits if hit.key != article.id and hit.score >= enough]
    day = article.published
    return Related(
        earlier=tuple(
            sorted((hit for hit in alike if hit.published < day), key=_day, reverse=True)[:MOST]
        ),
        same_day=tuple(hit for hit in alike if hit.published == day)[:MOST],
        later=tuple(sorted((hit for hit in alike if hit.published > day), key=_day)[:MOST]),
    )


def subject(article: Article) -> str:
    """What a story is about as a question of plain words."""
    words: list[str] = []
    asked = 0
    for text in _told(article):
        # people would find all else that they did: they only speak where the headline is silent
        if asked >= _ENOUGH:
            break
        # in small letters, so that neither AND nor a field is read into it
        for word in _WORD.findall(text.lower()):
            if asked < _ASKED and word not in words:
                words.append(word[: _ASKED - asked])
                asked += len(word)
    return " ".join(words)


def _told(article: Article) -> Iterator[str]:
    yield article.headline
    yield from (mention.name for mention in article.mentions)
    yield from article.paragraphs[:1]


def _day(hit: Hit) -> int:
    return hit.published.toordinal()
