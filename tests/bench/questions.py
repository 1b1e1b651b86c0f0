"""Questions for the benchmarks: drawn from the headlines of a corpus, the same for a seed.

In: articles. Out: requests by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from archive.models import Article
from indexer.analysis import Analysis, fold
from indexer.facets import officials
from indexer.request import SearchRequest

RARE, COMMON = 3, 1 / 300
"""A rare word stands in at most so many headlines, a common one in at least this share of them."""
PAGES = 100
"""Everything is asked for at one of so many pages."""
_QUOTES = '"“”＂「」'

Kinds = dict[str, list[SearchRequest]]


def draw(articles: Sequence[Article], count: int = 40, seed: int = 7) -> Kinds:
    """`count` requests of each kind."""
    random, analysis = Random(seed), Analysis()
    titles = [fold(article.headline) for article in articles]
    cut = [sorted({word for word, _ in analysis.words(title) if len(word) > 1}) for title in titles]
    cut = [words for words in cut if len(words) > 3]
    titles = [title for title in titles if len(title) > 6 and not set(title) & set(_QUOTES)]
    spread = Counter(word for some in cut for word in some)
    words = sorted(spread)
    rare = [word for word in words if spread[word] <= RARE]
    common = [word for word in words if spread[word] >= COMMON * len(articles)]
    # With repetitions: a name is asked for as often as it is printed.
    names = [name for article in articles for name in officials(article)]
    published = sorted(article.published for article in articles if article.published)
    first, last = published[0].year, max(published[0].year, published[-1].year - 1)

    def some(make: Callable[[], SearchRequest]) -> list[SearchRequest]:
        return [make() for _ in range(count)]

    def together(number: int) -> SearchRequest:
        return SearchRequest(" ".join(random.sample(random.choice(cut), number)))

    def piece() -> SearchRequest:
        title, length = random.choice(titles), random.randint(2, 6)
        at = random.randrange(len(title) - length + 1)
        return SearchRequest(f'"{title[at : at + length]}"')

    def span() -> SearchRequest:
        since = date(random.randint(first, last), random.randint(1, 12), 1)
        until = date(since.year + 1, since.month, 1)
        return SearchRequest(random.choice(common), since=since, until=until)

    return {
        "rare": some(lambda: SearchRequest(random.choice(rare))),
        "common": some(lambda: SearchRequest(random.choice(common))),
        "and": some(lambda: together(2)),
        "and of 3": some(lambda: together(3)),
        "quoted piece": some(piece),
        "or of 4": some(lambda: SearchRequest(" OR ".join(random.sample(words, 4)))),
        "date range": some(span),
        "facet filter": some(
            lambda: SearchRequest.of(random.choice(common), {"official": (random.choice(names),)})
        ),
        "match-all": some(lambda: SearchRequest(p=random.randint(1, PAGES))),
    }
