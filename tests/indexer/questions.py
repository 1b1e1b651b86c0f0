"""Requests from a seed, cut at random from a list of articles.

In: a seed, a number and articles. Out: requests with every operator, field, filter and mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from archive.models import Article
from indexer.analysis import fold, runs
from indexer.request import SearchRequest
from tests.indexer.corpus import FIRST_DAY
from tests.indexer.oracle_language import TEXT, facet_values, units_of

EXACT = (
    "记者", "reporter", "官员", "official", "版", "page", "报纸", "newspaper", "月", "month",
    "栏目",
)  # fmt: skip
QUOTES = ("“”", '""', "「」")
MISTAKES = (
    '"未了', "(", ")", "AND", "OR", "NOT", "-", "|", "地点:岚湾", "日期:明天", "x:y", "()",
    '""', "!", "~5", "：", "日期:2019-13", "NOT NOT", "OR OR", "“", "」", "，。",
)  # fmt: skip
SIGNS = (
    *" \u3000()（）|-!*~:：[]“”「」…·，、?_^+\\/\0",
    *("优化", "部署", "5G", "标题:", "记者：", "日期:", "事发:", "职务:", "地点:", "2019-10", ".."),
    *(" AND ", " OR ", " NOT ", "OR", "~3", "TO", '"', "𠮷", "\u0301", "\ufeff"),
)


def write_requests(seed: int, count: int, articles: Sequence[Article]) -> Iterator[SearchRequest]:
    """`count` requests; the same for the same seed and articles."""
    writer = _Writer(Random(seed), articles)
    for _ in range(count):
        yield writer.request()


def write_noise(seed: int, count: int) -> Iterator[SearchRequest]:
    """Signs of the language thrown together: questions nobody means, that must not fail."""
    random = Random(seed)
    for _ in range(count):
        yield SearchRequest("".join(random.choice(SIGNS) for _ in range(random.randint(1, 12))))


def quoted(piece: str) -> str | None:
    """The piece between quotes that do not occur in it; None if all kinds do."""
    for pair in QUOTES:
        if fold(pair[1]) not in fold(piece):
            return pair[0] + piece + pair[1]
    return None


class _Writer:
    def __init__(self, random: Random, articles: Sequence[Article]) -> None:
        self._random = random
        self._texts: dict[str, list[str]] = {group: [] for group in TEXT}
        self._values: dict[str, list[str]] = {}
        for article in articles:
            for group, units in units_of(article).items():
                self._texts[group] += units
            for key, values in facet_values(article).items():
                self._values.setdefault(key, []).extend(values)

    def request(self) -> SearchRequest:
        random = self._random
        text = "" if random.random() < 0.08 else self._question(random.choice((1, 1, 2, 2, 3)))
        filters = {}
        for key in random.sample(list(self._values), random.choice((0, 0, 0, 1, 1, 2))):
            chosen = [random.choice(self._values[key]) for _ in range(random.choice((1, 1, 2)))]
            filters[key] = (*chosen, "没有此值") if random.random() < 0.1 else tuple(chosen)
        bounds = {
            name: self._day()
            for name in ("since", "until", "event_since", "event_until")
            if random.random() < 0.08
        }
        return SearchRequest.of(
            text,
            filters,
            sort=random.choice(("relevance", "relevance", "fresh", "newest", "oldest")),
            p=random.choice((1, 1, 1, 2, 3)),
            **bounds,
        )

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._random.randint(-20, 200))

    def _question(self, terms: int) -> str:
        random = self._random
        text = self._joinable()
        for _ in range(terms - 1):
            joint = random.choice((" ", " ", " ", "　", " AND ", " OR ", " | "))
            text += joint + self._joinable()
        if random.random() < 0.12:
            mistake = random.choice(MISTAKES)
            text = random.choice((f"{text} {mistake}", f"{mistake} {text}"))
        return text

    def _joinable(self) -> str:
        random = self._random
        shape = random.random()
        if shape < 0.12:
            return random.choice(("-", "!", "NOT ")) + self._term()
        if shape < 0.22:
            return random.choice(("", "", "-", "标题:", "正文:")) + f"({self._question(2)})"
        return self._term()

    def _term(self) -> str:
        random = self._random
        shape = random.random()
        if shape < 0.12:
            return self._exact()
        if shape < 0.22:
            return f"{random.choice(('日期', 'date', '事发', 'event'))}:{self._span()}"
        if shape < 0.45:
            group = random.choice(list(TEXT))
            name = random.choice((group, TEXT[group]))
            return name + random.choice((":", ":", "：")) + self._plain(group)
        return self._plain(random.choice(("body", "body", "headline", "byline")))

    def _exact(self) -> str:
        name = self._random.choice(EXACT)
        key = {"记者": "reporter", "官员": "official", "版": "page", "报纸": "newspaper"}.get(
            name, name
        )
        key = {"月": "month", "栏目": "section"}.get(key, key)
        value = self._random.choice(self._values[key])
        return f"{name}:" + (f'"{value}"' if " " in value or "(" in value else value)

    def _span(self) -> str:
        first, last = sorted((self._day().isoformat(), self._day().isoformat()))
        first, last = (day[: self._random.choice((4, 7, 10))] for day in (first, last))
        shapes = (
            first,
            first,
            f"{first}..{last}",
            f"{first}..",
            f"..{last}",
            f"[{first} TO {last}]",
        )
        return self._random.choice(shapes)

    def _plain(self, group: str) -> str:
        random = self._random
        unit = random.choice(self._texts[group])
        shape = random.random()
        if shape < 0.4:
            at = random.randrange(len(unit))
            piece = unit[at : at + random.randint(1, 6)]
            return quoted(piece) or "*"
        pieces = [run for run, _ in runs(unit)] or ["营商"]
        run = random.choice(pieces)
        at = random.randrange(len(run))
        part = run[at : at + random.randint(1, 4)]
        if shape < 0.5:
            return part[:2] + "*"
        if shape < 0.6:
            other = random.choice(pieces)[:2]
            return f'"{part} {other}"~{random.randint(0, 8)}'
        if shape < 0.65:
            return part + random.choice(("5G", "M0", "人民", "19"))
        return part
