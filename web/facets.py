"""The facets beside the results, and a page of its own for a long one.

In: an answer, or a facet and a text to find in it. Out: the values with their counts, each with the
link that adds it, or removes it if chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from archive import Newspaper
from indexer import FACET_VALUES, FACETS, FacetValue, OutOfTime, SearchPage, SearchRequest
from web.errors import explain
from web.holdings import holdings
from web.links import from_args, to_args, toggles, values_url
from web.names import facet_label, is_printed, value_text

pages = Blueprint("facets", __name__)

SHOWN_AT_ONCE = 8
SHOWN_IN_ALL = 30
LONG = 16
"""With more values than this a facet has a box to search it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as shown; `printed` says that it is Chinese whatever the page's language."""

    name: str
    printed: bool
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet: what is seen at once, what unfolds, and where a long one is searched."""

    label: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    long: bool
    url: str


@pages.get("/facet/<facet>")
def values(facet: str) -> ResponseReturnValue:
    """The values of a facet under a question, those that contain `?find=` if it is given."""
    named = next((one for one in SHOWN if one.key == facet), None)
    if named is None:
        abort(404)
    args = MultiDict(request.args)
    find = " ".join(args.poplist("find")).strip()
    asked = from_args(args)
    try:
        found = holdings().engine.facet_values(asked, facet, find)
    except OutOfTime as error:
        return explain(503, str(error))
    return render_template(
        "values.html",
        asked=asked,
        label=facet_label(named),
        find=find,
        list=choices(asked, facet, found, holdings().archive.newspapers()),
        full=len(found) >= FACET_VALUES,
        url=values_url(facet),
        all_url=values_url(facet, asked),
        carried=carried(asked),
    )


SHOWN = tuple(facet for facet in FACETS if facet.key != "month")
"""Months are the histogram's."""


def carried(asked: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that a search in a facet takes along."""
    return [pair for pair in to_args(asked) if pair[0] != "p"]


def facet_lists(found: SearchPage, newspapers: Mapping[str, Newspaper]) -> tuple[FacetList, ...]:
    """The facets that have values, in their order."""
    lists = []
    for facet in SHOWN:
        values = found.facets.get(facet.key, ())
        if not values:
            continue
        shown = [*values[:SHOWN_IN_ALL], *(v for v in values[SHOWN_IN_ALL:] if v.selected)]
        listed = choices(found.request, facet.key, shown, newspapers)
        lists.append(
            FacetList(
                label=facet_label(facet),
                first=tuple(c for n, c in enumerate(listed) if n < SHOWN_AT_ONCE or c.selected),
                more=tuple(
                    c for n, c in enumerate(listed) if n >= SHOWN_AT_ONCE and not c.selected
                ),
                long=len(values) > LONG,
                url=values_url(facet.key),
            )
        )
    return tuple(lists)


def choices(
    asked: SearchRequest,
    facet: str,
    values: Iterable[FacetValue],
    newspapers: Mapping[str, Newspaper],
) -> list[Choice]:
    """The values as they are shown under a question."""
    url, printed = toggles(asked, facet), is_printed(facet)
    return [
        Choice(
            value_text(facet, one.value, newspapers),
            printed,
            one.count,
            one.selected,
            url(one.value),
        )
        for one in values
    ]
