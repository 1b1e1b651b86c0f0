"""The answers for programs.

In: the same parameters as the search page, or what somebody has typed so far. Out: the same answer
as JSON, or what they may be about to ask.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from web.holdings import holdings
from web.links import from_args
from web.search import suggested

pages = Blueprint("api", __name__, url_prefix="/api")

LONGEST_TYPED = 40
"""Characters of a text that is completed; whoever has written more knows what to ask."""
COMPLETIONS_KEPT = 60
"""Seconds that a browser may keep completions."""


@pages.get("/search")
def search() -> Response:
    """The results page as JSON."""
    clock = holdings().engine.clock()
    found = holdings().engine.search(from_args(request.args), clock=clock)
    return jsonify(found.to_json() | {"suggestions": suggested(found, clock)})


@pages.get("/complete")
def complete() -> Response:
    """What somebody may be about to ask who has typed `q`, as JSON."""
    typed = request.args.get("q", "")
    offered = holdings().engine.complete(typed) if len(typed) <= LONGEST_TYPED else ()
    response = jsonify(q=typed[:LONGEST_TYPED], completions=[one._asdict() for one in offered])
    response.cache_control.public = True
    response.cache_control.max_age = COMPLETIONS_KEPT
    return response
