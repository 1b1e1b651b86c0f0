"""Where two answers to one request differ.

In: two engines and requests. Out: sentences, none if the engines agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.engine import QueryError, SearchEngine
from indexer.request import BY_SCORE, SearchPage, SearchRequest

SHOWN = (
    "address",
    "headline",
    "published",
    "newspaper",
    "newspaper_name",
    "page",
    "page_name",
    "reporters",
    "officials",
    "event_date",
    "url",
)


def disagreements(
    wanted: SearchEngine, got: SearchEngine, requests: Iterable[SearchRequest]
) -> Iterator[str]:
    """One sentence for each request that the two engines answer or scan differently."""
    for request in requests:
        difference = _difference(wanted, got, request)
        if difference:
            yield f"{difference}\n    in {request}"


def _difference(wanted: SearchEngine, got: SearchEngine, request: SearchRequest) -> str:
    try:
        page = wanted.search(request)
    except QueryError:
        try:
            got.search(request)
        except QueryError:
            return ""
        return "no QueryError"
    difference = page_difference(page, got.search(request))
    if difference:
        return difference
    for name in ("count", "days", "scan"):
        figures = getattr(wanted, name)(request), getattr(got, name)(request)
        right, found = map(list, figures) if name == "scan" else figures
        if right != found:
            return f"{name}: wanted {right}, got {found}"
    return ""


def page_difference(wanted: SearchPage, got: SearchPage) -> str:
    """The first difference between two answers, or nothing."""
    for name in ("total", "partial", "histogram"):
        if getattr(wanted, name) != getattr(got, name):
            return f"{name}: wanted {getattr(wanted, name)}, got {getattr(got, name)}"
    keys = [[(h.key, h.id, h.partial) for h in page.hits] for page in (wanted, got)]
    if keys[0] != keys[1]:
        return f"hits: wanted {keys[0]}, got {keys[1]}\n    scores wanted {_scores(wanted)}"
    for mine, theirs in zip(wanted.hits, got.hits, strict=True):
        for name in SHOWN:
            if getattr(mine, name) != getattr(theirs, name):
                return f"{name} of {mine}: got {getattr(theirs, name)}"
        # Full matches in order of date need no score.
        by_score = mine.partial or wanted.request.sort in BY_SCORE
        if by_score and abs(mine.score - theirs.score) > 1e-6:
            return f"score of {mine.key}: wanted {mine.score}, got {theirs.score}"
    if list(wanted.facets) != list(got.facets):
        return f"facets: wanted {list(wanted.facets)}, got {list(got.facets)}"
    for key, values in wanted.facets.items():
        if tuple(values) != tuple(got.facets[key]):
            surplus = [v for v in got.facets[key] if v not in values]
            missing = [v for v in values if v not in got.facets[key]]
            return f"facet {key}: missing {missing}, surplus {surplus}, or another order"
    return ""


def _scores(page: SearchPage) -> list[float]:
    return [hit.score for hit in page.hits]
