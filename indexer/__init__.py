"""What can be asked: articles go in, a question comes in, an answer comes out."""

from pathlib import Path

from indexer.clock import Clock
from indexer.completion import Completion
from indexer.days import parse_days
from indexer.engine import ArticleSource, EngineDown, OutOfTime, QueryError, SearchEngine
from indexer.facets import FACETS, Facet
from indexer.generations import IndexBusy
from indexer.request import (
    BY_SCORE,
    FACET_VALUES,
    PAGE_SIZE,
    FacetValue,
    Hit,
    SearchPage,
    SearchRequest,
    Snippet,
)
from indexer.snippets import Marker
from indexer.synonyms import NO_SYNONYMS, Synonyms, SynonymsError
from indexer.whoosh_engine import TIME_LIMIT, WhooshEngine

__all__ = [
    "BY_SCORE",
    "FACETS",
    "FACET_VALUES",
    "PAGE_SIZE",
    "ArticleSource",
    "Clock",
    "Completion",
    "EngineDown",
    "Facet",
    "FacetValue",
    "Hit",
    "IndexBusy",
    "Marker",
    "OutOfTime",
    "QueryError",
    "SearchEngine",
    "SearchPage",
    "SearchRequest",
    "Snippet",
    "Synonyms",
    "SynonymsError",
    "WhooshEngine",
    "open_engine",
    "parse_days",
]


def open_engine(directory: Path, synonyms: Synonyms = NO_SYNONYMS) -> WhooshEngine:
    """The embedded engine whose index lies, or will lie, in a directory."""
    return WhooshEngine(directory, TIME_LIMIT, synonyms)
