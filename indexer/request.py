"""Question and answer: no engine and no HTTP in them.

In: what somebody asks (`SearchRequest`). Out: everything a results page shows (`SearchPage`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias

Sort = Literal["relevance", "fresh", "newest", "oldest"]
BY_SCORE: Final = ("relevance", "fresh")
"""The orders that need a question; the others go by date."""
Snippet: TypeAlias = "tuple[tuple[str, bool], ...]"
"""A passage as (text, matched) pieces; joined, the texts are the passage as printed."""

PAGE_SIZE = 10
FACET_VALUES = 50
"""The most values of one facet that an answer holds."""
LONGEST_QUERY = 500
"""Characters of a question that are read; what lies beyond is cut, and a note says so."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question: its text, chosen facet values, date spans (both ends included), order and page.

    `filters` holds (facet key, chosen values) pairs in a canonical order, so that equal questions
    are equal values. An empty `text` asks for everything that passes the filters.
    """

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    event_since: date | None = None
    event_until: date | None = None
    sort: Sort = "relevance"
    p: int = 1

    @classmethod
    def of(
        cls, text: str = "", filters: Mapping[str, tuple[str, ...]] | None = None, **fields: Any
    ) -> SearchRequest:
        """A request whose filters are given as a mapping of facet key to chosen values."""
        pairs = sorted((filters or {}).items())
        chosen = tuple((key, tuple(dict.fromkeys(values))) for key, values in pairs if values)
        return cls(text=text, filters=chosen, **fields)

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet, in the order they were chosen."""
        return dict(self.filters).get(facet, ())

    def toggled(self, facet: str, value: str) -> SearchRequest:
        """The same question with a facet value added, or removed if chosen, from its first page."""
        chosen = dict(self.filters)
        values = chosen.get(facet, ())
        chosen[facet] = (
            tuple(v for v in values if v != value) if value in values else (*values, value)
        )
        kept = tuple(sorted((key, values) for key, values in chosen.items() if values))
        return replace(self, filters=kept, p=1)

    def turned_to(self, p: int) -> SearchRequest:
        """The same question, another page of its results."""
        return replace(self, p=p)


class Hit(NamedTuple):
    """One article of the answer, with all that a result line shows.

    `id` is the source's own id or else our address; `key` is the archive's article number;
    `partial` marks an article that holds only some of what was asked.
    """

    key: int
    id: str
    address: str
    headline: str
    published: date
    newspaper: str
    newspaper_name: str
    page: str | None
    page_name: str
    reporters: tuple[str, ...]
    officials: tuple[str, ...]
    event_date: str | None
    url: str
    snippet: Snippet
    marked_headline: Snippet
    score: float = 0.0
    partial: bool = False

    def to_json(self) -> dict[str, Any]:
        """The hit as plain JSON values; the snippet without its marks."""
        values = self._asdict()
        values["published"] = self.published.isoformat()
        values["snippet"] = "".join(text for text, _ in self.snippet)
        for inner in ("key", "marked_headline", "score"):
            del values[inner]
        return values


class FacetValue(NamedTuple):
    """A facet's value, how many articles the request would give with it as that facet's only
    choice, and whether it is chosen now."""

    value: str
    count: int  # type: ignore[assignment]  # nobody counts in a facet value
    selected: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer.

    `total` counts full matches, exactly. `partial` says that there are none and `hits` are the
    nearest; otherwise partial hits may fill up a short first page, each marked. `facets` has one
    entry for each of FACETS, at most FACET_VALUES values by count (descending), then value; chosen
    values are always among them. `histogram` counts articles by published month (`2019-10`),
    ascending, empty months left out, for the request without its month choices. `notes` are Chinese
    sentences that say how the question was understood.
    """

    request: SearchRequest
    total: int
    partial: bool
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    histogram: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    took_ms: float = 0.0

    @property
    def pages(self) -> int:
        """How many pages of results there are."""
        return -(-self.total // PAGE_SIZE)

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values."""
        return {
            "total": self.total,
            "partial": self.partial,
            "took_ms": self.took_ms,
            "p": self.request.p,
            "pages": self.pages,
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {
                key: [value._asdict() for value in values] for key, values in self.facets.items()
            },
            "histogram": [{"month": month, "count": count} for month, count in self.histogram],
            "notes": list(self.notes),
        }
