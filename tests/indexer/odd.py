"""Articles and questions made of what is hard to store: half characters, NULs, pairs of code units.

In: a seed and invented articles. Out: the same articles with such signs strewn into every kind of
text, and questions about one group of text units each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from archive.models import Article, Credit, Mention, Post
from indexer.analysis import runs
from indexer.request import SearchRequest
from tests.indexer.oracle_language import TEXT, units_of
from tests.indexer.questions import quoted

SIGNS = (
    "𠮷", "𠮷野", "丈𠮷", "🌾", "\0", "\ue000", "\ufeff", "\u200b", "\U0010ffff",
    "\x01", "\uffff", "٣", "ก", "い", "㎡", "é", "…", " ", "\u3000", "_", "%", "+", "#", "&", "-",
)  # fmt: skip
HALVES = ("\ud842", "\udfb7")
"""The two code units of 𠮷."""


def strew_signs(
    seed: int, articles: Iterable[Article], signs: Sequence[str] = SIGNS
) -> list[Article]:
    """The articles, about half of their texts with signs in them."""
    random = Random(seed)
    return [_strewn(random, article, signs) for article in articles]


def _strewn(random: Random, article: Article, signs: Sequence[str]) -> Article:
    def some(text: str) -> str:
        for _ in range(random.choice((0, 0, 1, 2, 3)) if text else 0):
            text = _with_sign(random, text, signs)
        return text

    def credited(credit: Credit) -> Credit:
        return replace(credit, name=some(credit.name).strip())

    def posted(mention: Mention) -> Mention:
        return replace(
            mention,
            posts=tuple(Post(some(post.title), some(post.organisation)) for post in mention.posts),
        )

    return replace(
        article,
        headline=some(article.headline),
        kicker=some(article.kicker),
        paragraphs=tuple(map(some, article.paragraphs)),
        credits=tuple(map(credited, article.credits)),
        mentions=tuple(map(posted, article.mentions)),
        section=some(article.section).strip(),
    )


def _with_sign(random: Random, text: str, signs: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(signs) + text[at:]


def write_fielded(
    seed: int, count: int, articles: Iterable[Article], signs: Sequence[str] = SIGNS
) -> Iterator[SearchRequest]:
    """`count` questions of one or two terms, each about one group of text units."""
    random = Random(seed)
    texts: dict[str, list[str]] = {group: [] for group in TEXT}
    for article in articles:
        for group, units in units_of(article).items():
            texts[group] += units
    for _ in range(count):
        terms = []
        for _ in range(random.choice((1, 1, 1, 2))):
            group = random.choice(list(TEXT))
            # Now and then a text of another group, which this one may hold all the same.
            unit = random.choice(texts[random.choice((group, group, group, "body"))])
            if random.random() < 0.1:
                unit = _with_sign(random, unit, signs)
            terms.append(f"{TEXT[group]}:{_shape(random, unit)}")
        text = random.choice((" ", " ", " OR ", " -")).join(terms)
        yield SearchRequest(text, sort=random.choice(("relevance", "fresh", "newest", "oldest")))


def _shape(random: Random, unit: str) -> str:
    at = random.randrange(len(unit))
    shape = random.random()
    if shape < 0.35:
        return quoted(unit[at : at + random.choice((1, 1, 2, 3, 5, 9))]) or "*"
    pieces = [run for run, _ in runs(unit)] or ["营商"]
    if shape < 0.6:
        parts = [_part(random, random.choice(pieces)) for _ in range(random.choice((1, 2, 2, 3)))]
        return f'"{" ".join(parts)}"~{random.choice((0, 1, 2, 3, 9))}'
    if shape < 0.8:
        return _part(random, random.choice(pieces))[: random.choice((1, 2))] + "*"
    return unit[at] if shape < 0.9 else _part(random, random.choice(pieces))


def _part(random: Random, run: str) -> str:
    at = random.randrange(len(run))
    return run[at : at + random.randint(1, 4)]
