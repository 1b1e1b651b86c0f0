"""An article source held in a list, with a log of its changes.

In: articles put and removed. Out: what an `ArticleSource` gives an engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.models import Article


class ListSource:
    """An `ArticleSource` for tests; `dictionary_words` are what `dictionary` gives."""

    def __init__(
        self,
        articles: Iterable[Article] = (),
        dictionary_words: Iterable[str] = (),
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._articles: dict[int, Article] = {}
        self._changed: dict[int, int] = {}
        self._seq = 0
        self._words = list(dictionary_words)
        self._names = dict(names or {})
        for article in articles:
            self.put(article)

    def put(self, article: Article) -> None:
        """Add the article, or replace the one of its number."""
        self._articles[article.id] = article
        self._note(article.id)

    def remove(self, number: int) -> None:
        """Take an article out; KeyError if it is not there."""
        del self._articles[number]
        self._note(number)

    def _note(self, number: int) -> None:
        self._seq += 1
        self._changed[number] = self._seq

    def last_seq(self) -> int:
        return self._seq

    def count(self) -> int:
        return len(self._articles)

    def articles(self, part: int = 0, parts: int = 1) -> Iterator[Article]:
        articles = sorted(self._articles.items())
        return iter([article for number, article in articles if number % parts == part])

    def numbered(self, numbers: Iterable[int]) -> Iterator[Article]:
        return iter([self._articles[number] for number in numbers if number in self._articles])

    def forked(self) -> None:
        """Nothing is connected anywhere."""

    def changes_since(self, seq: int) -> Iterator[tuple[int, Article | None]]:
        changed = sorted((at, number) for number, at in self._changed.items() if at > seq)
        return iter([(number, self._articles.get(number)) for _, number in changed])

    def dictionary(self) -> list[str]:
        return list(self._words)

    def newspaper_names(self) -> Mapping[str, str]:
        return dict(self._names)
