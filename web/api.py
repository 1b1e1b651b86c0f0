"""The answers for programs.

In: the same parameters as the search page. Out: the same answer as JSON.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from web.holdings import holdings
from web.links import from_args

pages = Blueprint("api", __name__, url_prefix="/api")


@pages.get("/search")
def search() -> Response:
    """The results page as JSON."""
    return jsonify(holdings().engine.search(from_args(request.args)).to_json())
