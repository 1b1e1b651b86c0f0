"""A large archive that never sits in memory: stories recombined from a corpus's paragraphs.

In: articles. Out: an article source of any size, the same for a seed; its build and answer times.
"""

from __future__ import annotations

import random
import time
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from archive.models import Article, Credit, Mention, Post
from indexer import open_engine
from indexer.request import SearchRequest
from tests.bench import on_ours, report
from tests.bench.asking import CLOCKS, PAGE, TOP, ask_all
from tests.bench.measured import measured
from tests.bench.questions import draw
from tests.bench.rivals import ask

SAMPLE = 50_000
"""Stories that questions are drawn from."""
PEOPLE = 20_000
"""The n-th of them is n times rarer than the first (Zipf)."""
FIRST_DAY, DAYS = date(1990, 1, 1), 12_000
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈", "安柏楚东恩帆甘和简可岚木宁欧青若思桐未夕言知"


class Generated:
    """An `ArticleSource` of `size` articles, each made from its number when it is asked for."""

    def __init__(self, articles: Sequence[Article], size: int) -> None:
        self._size = size
        self._headlines = [article.headline for article in articles]
        self._lengths = [len(article.paragraphs) for article in articles]
        self._paragraphs = [text for article in articles for text in article.paragraphs]
        draw = random.Random(7)
        self._people = [
            draw.choice(_SURNAMES) + "".join(draw.choices(_GIVEN, k=2)) for _ in range(PEOPLE)
        ]
        self._weights = list(accumulate(1 / rank for rank in range(1, PEOPLE + 1)))

    def article(self, number: int) -> Article:
        """The article of a number, always the same."""
        draw = random.Random(number)
        names = [self._person(draw) for _ in range(draw.randint(0, 4))]
        published = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        post = Post("区长", "砚湖区人民政府")
        return Article(
            id=number,
            address=f"/generated/{number}",
            capture=number,
            newspaper="generated",
            published=published,
            page=str(draw.randint(1, 8)),
            headline=draw.choice(self._headlines),
            paragraphs=tuple(draw.choices(self._paragraphs, k=draw.choice(self._lengths))),
            mentions=tuple(Mention(name, (post,), "official", name) for name in names),
            credits=(Credit(self._person(draw), "reporter"),),
        )

    def _person(self, draw: random.Random) -> str:
        return self._people[bisect(self._weights, draw.random() * self._weights[-1])]

    def count(self) -> int:
        return self._size

    def last_seq(self) -> int:
        return self._size

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        """One part of the articles, by number."""
        return (self.article(n) for n in range(1, self._size + 1) if n % parts == part)

    def numbered(self, numbers: Iterable[int]) -> Iterator[Article]:
        return map(self.article, numbers)

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        return ((n, self.article(n)) for n in range(seq + 1, self._size + 1))

    def forked(self) -> None:
        """Nothing is connected anywhere."""

    def dictionary(self) -> list[str]:
        return []

    def newspaper_names(self) -> Mapping[str, str]:
        return {}


def run(
    folder: Path,
    articles: Sequence[Article],
    size: int,
    questions: int,
    clock: str,
    say: Callable[[str], None],
) -> dict[str, object]:
    """Build an index of generated stories and ask our engine alone."""
    source = Generated(articles, size)
    built = measured(partial(on_ours.build, folder / "ours", source))
    say(
        report.facts(
            {
                f"full build of {size} generated stories": f"{built.seconds:.0f} s, "
                f"{built.cpu:.0f} s of CPU time",
                "size": f"{built.size / 1e6:.0f} MB",
                "added memory": f"{built.peak:.0f} MB",
            }
        )
    )
    engine = open_engine(folder / "ours")
    started = time.perf_counter()
    engine.search(SearchRequest())
    first = time.perf_counter() - started
    kinds = draw(list(map(source.article, range(1, min(SAMPLE, size) + 1))), questions)
    ours = on_ours.OnOurs(engine)
    asking = ask_all(ask(kinds), [ours], CLOCKS[clock], runs=3)
    rows = []
    for kind in kinds:
        found = [asking.summary(ours.name, level, kind) or (0.0, 0.0) for level in (PAGE, TOP)]
        rows.append([kind, *(f"{middle:.1f} / {high:.1f}" for middle, high in found)])
    say(report.table(("median / p95, ms", "top 10, facets, snippets", "top 10 only"), rows))
    say(f"First page after opening: {first:.2f} s.\n")
    return {
        "million": report.as_json(asking, kinds, [ours.name]),
        "build": asdict(built),
    }
