"""The slow, plain engine that every other engine is held against.

In: an article source and requests. Out: the answers, found by looking at one article at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from indexer.analysis import Analysis, fold, runs
from indexer.engine import ArticleSource, Progress, QueryError
from indexer.request import (
    BY_SCORE,
    FACET_VALUES,
    PAGE_SIZE,
    FacetValue,
    Hit,
    SearchPage,
    SearchRequest,
)
from tests.indexer.oracle_language import DEFAULT, Indexed, Question, within
from tests.indexer.oracle_ranking import PlainRanking, Rarities

MOST_PREFIX_WORDS = 1000
FACET_KEYS = ("month", "official", "reporter", "page", "section", "organisation", "newspaper")


class Oracle:
    """The search engine that is right because it is plain."""

    def __init__(self, alike: Mapping[str, Sequence[str]] | None = None) -> None:
        self._alike = alike or {}
        self._seq = 0
        self._docs: dict[int, Indexed] = {}
        self._names: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        self._question = lru_cache(1000)(
            lambda text: Question(text, self._analysis, self._opened, self._alike)
        )
        self._matching = lru_cache(100)(self._find)
        self._rarities = Rarities(self._docs.values())
        self._vocabulary = lru_cache(None)(self._words_of)

    def _words_of(self, groups: tuple[str, ...]) -> list[str]:
        return sorted({w for d in self._docs.values() for g in groups for w in d.counts[g]})

    def _opened(self, start: str, groups: tuple[str, ...]) -> set[str]:
        words = (word for word in self._vocabulary(groups) if word.startswith(start))
        return {word for word, _ in zip(words, range(MOST_PREFIX_WORDS), strict=False)}

    def rebuild(self, source: ArticleSource, progress: Progress | None = None) -> None:
        """Read everything anew."""
        self._analysis = Analysis(source.dictionary())
        self._names = dict(source.newspaper_names())
        self._seq = source.last_seq()
        self._docs = {a.id: Indexed(a, self._analysis) for a in source.articles()}
        self._forget()

    def update(self, source: ArticleSource) -> int:
        """Read what changed; gives back how many articles did."""
        changes = list(source.changes_since(self._seq))
        for number, article in changes:
            self._docs.pop(number, None)
            if article:
                self._docs[number] = Indexed(article, self._analysis)
        self._seq = source.last_seq()
        self._forget()
        return len(changes)

    def count(self, request: SearchRequest) -> int:
        """How many articles match fully."""
        return len(self._full(request))

    def days(self, request: SearchRequest) -> tuple[tuple[date, int], ...]:
        """How many of them each published day has."""
        return tuple(sorted(Counter(doc.day for doc in self._full(request)).items()))

    def scan(self, request: SearchRequest) -> Iterator[int]:
        """The numbers of all full matches, ascending."""
        yield from sorted(doc.article.id for doc in self._full(request))

    def search(self, request: SearchRequest) -> SearchPage:
        """The whole answer but notes, snippets and marks."""
        full = self._full(request)
        node = self._question(request.text).node
        positive = dict.fromkeys(node.positive()) if node else {}
        words = tuple(dict.fromkeys(w for w, groups in positive if groups[0] in DEFAULT))
        texts = [text for text, groups in (node.texts() if node else ()) if groups[0] in DEFAULT]
        ranking = PlainRanking(self._rarities, words, texts, fresh=request.sort == "fresh")
        if request.sort in BY_SCORE:
            ordered = ranking.ordered(full)
        else:
            sign = 1 if request.sort == "oldest" else -1
            full.sort(key=lambda doc: (sign * doc.day.toordinal(), doc.article.id))
            ordered = [(doc, 0.0) for doc in full]
        chosen = ordered[(request.p - 1) * PAGE_SIZE : request.p * PAGE_SIZE]
        hits = [self._hit(doc, score, False) for doc, score in chosen]
        rest: list[tuple[Indexed, float]] = []
        if node and positive and len(full) < PAGE_SIZE:
            must = [n for n in node.conjuncts() if n.kind == "not" or not n.searches_text()]
            rest = ranking.ordered(
                doc
                for doc in self._passing(request, "")
                if doc not in self._matching(request.text)
                and all(part.test(doc) for part in must)
                and any(doc.holds(word, groups) for word, groups in positive)
            )
        if request.p == 1:
            hits += [self._hit(doc, score, True) for doc, score in rest[: PAGE_SIZE - len(full)]]
        facets = {key: self._facet(request, key) for key in FACET_KEYS}
        months = Counter(f"{doc.day:%Y-%m}" for doc in self._full(request, besides="month"))
        nearest = bool(rest) and not full
        histogram = tuple(sorted(months.items()))
        return SearchPage(request, len(full), nearest, tuple(hits), facets, histogram)

    def similar(self, number: int, text: str) -> list[tuple[int, float]]:
        """The articles most like one, by the six rarest words of a text that it holds, and their
        scores: at most a page with two fifths of its own.
        """
        mine = self._docs.get(number)
        words = {w for run, _ in runs(fold(text)) for w in self._analysis.question_words(run)}
        held = [word for word in words if mine and mine.holds(word, DEFAULT)]
        holders = {w: sum(doc.holds(w, DEFAULT) for doc in self._docs.values()) for w in held}
        rarest = sorted(held, key=lambda word: (holders[word], word))[:6]
        ranked = PlainRanking(self._rarities, rarest, ()).ordered(self._docs.values())
        scores = {doc.article.id: score for doc, score in ranked}
        own = scores.pop(number, 0.0)
        return [each for each in scores.items() if own and each[1] >= 0.4 * own][:PAGE_SIZE]

    def _passing(self, request: SearchRequest, besides: str) -> Iterator[Indexed]:
        unknown = {key for key, values in request.filters if values} - set(FACET_KEYS)
        if unknown:
            raise QueryError(f"没有“{min(unknown)}”这一筛选项")
        day = (request.since or date.min, request.until or date.max)
        event = (request.event_since or date.min, request.event_until or date.max)
        for doc in self._docs.values():
            if (
                within("date", day, doc)
                and (event == (date.min, date.max) or within("event", event, doc))
                and all(
                    key == besides or not values or set(values) & set(doc.values[key])
                    for key, values in request.filters
                )
            ):
                yield doc

    def _full(self, request: SearchRequest, besides: str = "") -> list[Indexed]:
        matching = self._matching(request.text)
        return [doc for doc in self._passing(request, besides) if doc in matching]

    def _find(self, text: str) -> frozenset[Indexed]:
        node = self._question(text).node
        return frozenset(doc for doc in self._docs.values() if not node or node.test(doc))

    def _facet(self, request: SearchRequest, key: str) -> tuple[FacetValue, ...]:
        counts = Counter(v for doc in self._full(request, besides=key) for v in doc.values[key])
        chosen = request.chosen(key)
        values = {v: FacetValue(v, counts[v], v in chosen) for v in (*counts, *chosen)}
        # The chosen ones push out the last of the others.
        ranked = sorted(values.values(), key=lambda v: (not v.selected, -v.count, v.value))
        kept = ranked[: max(FACET_VALUES, len(chosen))]
        return tuple(sorted(kept, key=lambda v: (-v.count, v.value)))

    def _hit(self, doc: Indexed, score: float, partial: bool) -> Hit:
        article = doc.article
        reporters, officials = map(_shown, (article.names("reporter"), doc.values["official"]))
        blank = Hit(
            article.id, article.source_key, article.address, *_shown((article.label,)), doc.day,
            article.newspaper, self._names.get(article.newspaper, article.newspaper),
            article.page, article.page_name, reporters, officials,
            article.event.start if article.event else None, article.url, (), (),
        )  # fmt: skip
        return blank._replace(score=score, partial=partial)


def _shown(texts: Iterable[str]) -> tuple[str, ...]:
    """Shown texts are kept in UTF-16, and the separator of texts stands in none."""
    kept = (text.encode("utf-16-le", "surrogatepass") for text in texts)
    return tuple(text.decode("utf-16-le", "surrogatepass").replace("\0", " ") for text in kept)
