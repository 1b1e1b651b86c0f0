"""Addresses that are nearly right: what a reader types, and what an editor of texts adds to it.

In: the address of a newspaper alone, or any with a slash too many. Out: the way to the page meant.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Flask, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response

from web.calendar import years
from web.holdings import holdings
from web.links import calendar_url, newspapers_url

pages = Blueprint("detours", __name__)

_OF_A_QUERY = "!$%&'()*+,/:;=?@[]~"


@pages.get("/<newspaper>")
@pages.get("/calendar/<newspaper>")
def newspaper(newspaper: str) -> Response:
    """To the calendar of a newspaper's newest year, which is another one next year."""
    if not _is_known(newspaper):
        abort(404)
    held = years(holdings().browsing.days().get(newspaper, {}))
    return redirect(calendar_url(newspaper, held[-1].year) if held else newspapers_url())


def _is_known(newspaper: str) -> bool:
    return newspaper in holdings().archive.newspapers()


def register(app: Flask) -> None:
    """Leads from an address with a closing slash, which none here has, to the one without."""

    @app.before_request
    def without_slash() -> Response | None:
        bare = request.path.rstrip("/")
        if not isinstance(request.routing_exception, NotFound) or bare in ("", request.path):
            return None
        ways = current_app.create_url_adapter(request)
        if ways is None:
            return None
        try:
            # two slashes at the front, which begin another host, are matched by nothing
            endpoint, values = ways.match(bare, method="GET")
        except HTTPException:
            return None
        # every word could be the key of a newspaper
        if endpoint == "detours.newspaper" and not _is_known(values["newspaper"]):
            return None
        # some browsers send what was typed as it is
        question = quote(request.query_string, safe=_OF_A_QUERY)
        way = request.script_root + quote(bare)
        return redirect(f"{way}?{question}" if question else way, 308)
