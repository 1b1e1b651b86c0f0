"""Articles like an article, by the rare words that they share.

In: a snapshot, an article's number and words of it. Out: the hits most like it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

import numpy as np

from indexer.ranking import Ranking
from indexer.request import PAGE_SIZE, Hit
from indexer.segment import Segment
from indexer.snapshot import Snapshot
from indexer.terms import SEARCHED, Run

WORDS = 6
"""So many of the rarest words tell what an article is about; more cost more than they find."""
ALIKE = 0.4
"""The share of the article's own score that another needs: below, they share common words."""


def similar(snapshot: Snapshot, number: int, words: Collection[str]) -> Iterator[Hit]:
    """At most a page of hits that score best by the rarest of some words of an article.

    The article itself is not among them; one that is not indexed has none.
    """
    row = snapshot.row_of(number)
    if row is None:
        return
    # The archive's words may be newer than the index, or cut off: only what the row holds counts.
    segment, place = snapshot.place(row)
    held = [word for word in set(words) if _holds(segment, place, word)]
    rarest = [word for _, word in sorted((snapshot.holders(word), word) for word in held)][:WORDS]
    if not rarest:
        return
    ranking = Ranking(snapshot, rarest)
    enough = ALIKE * float(ranking.scores(np.array([row]))[0])
    # A word counts at most its rarity: who holds but the commonest of them cannot score enough
    # (MaxScore: Turtle and Flood, 1995).
    common = sum(gained < enough for gained in accumulate(reversed(ranking.rarities)))
    needed = rarest[: len(rarest) - common]
    found = snapshot.holding_any([Run(SEARCHED, word, (word,), han=False) for word in needed])
    found &= snapshot.live
    found[row] = False
    for other, score in ranking.best(np.flatnonzero(found), PAGE_SIZE):
        if score >= enough:
            segment, place = snapshot.place(other)
            card, _ = segment.shown(place)
            yield card.hit(
                key=int(snapshot.numbers["number"][other]),
                headline=((card.headline, False),),
                snippet=(),
                score=score,
                partial=False,
            )


def _holds(segment: Segment, place: int, word: str) -> bool:
    number = segment.find(word)
    if number < 0:
        return False
    rows = segment.postings(number).rows
    at = int(rows.searchsorted(rows.dtype.type(place)))
    return at < len(rows) and int(rows[at]) == place
