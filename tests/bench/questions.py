"""Questions for the benchmarks: drawn from the headlines of a corpus, the same for a seed.

In: headlines, officials and months. Out: requests by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from indexer.analysis import Analysis, fold
from indexer.request import SearchRequest

RARE, COMMON = 3, 200
"""A rare word stands in at most so many headlines, a common one in at least so many."""


def draw(
    headlines: Sequence[str],
    officials: Sequence[str],
    months: Sequence[str],
    count: int = 40,
    seed: int = 7,
) -> dict[str, list[SearchRequest]]:
    """`count` requests of each kind."""
    random, analysis = Random(seed), Analysis()
    titles = [fold(headline) for headline in headlines]
    cut = [[word for word, _ in analysis.words(title) if len(word) > 1] for title in titles]
    cut = [words for words in cut if len(words) > 3]
    spread = Counter(word for some in cut for word in set(some))
    words = sorted(spread)
    rare = [word for word in words if spread[word] <= RARE]
    common = [word for word in words if spread[word] >= COMMON]
    days = [date.fromisoformat(f"{month}-01") for month in months]

    def some(make: Callable[[], SearchRequest]) -> list[SearchRequest]:
        return [make() for _ in range(count)]

    def piece() -> str:
        title = random.choice([title for title in titles if len(title) > 6])
        at = random.randrange(len(title) - 5)
        return title[at : at + 5].replace('"', "")

    return {
        "rare": some(lambda: SearchRequest(random.choice(rare))),
        "common": some(lambda: SearchRequest(random.choice(common))),
        "and": some(lambda: SearchRequest(" ".join(random.sample(random.choice(cut), 2)))),
        "phrase": some(lambda: SearchRequest(f'"{piece()}"')),
        "or of 4": some(lambda: SearchRequest(" OR ".join(random.sample(words, 4)))),
        "date range": some(
            lambda: SearchRequest(
                random.choice(common),
                since=(day := random.choice(days)),
                until=date(day.year + 1, day.month, 1),
            )
        ),
        "facet filter": some(
            lambda: SearchRequest.of(
                random.choice(common), {"official": (random.choice(officials),)}
            )
        ),
        "match-all": some(lambda: SearchRequest(p=random.randint(1, 100))),
    }
