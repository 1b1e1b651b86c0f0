"""How a reader wants the pages: large type, light or dark, Chinese or English.

In: the reader's cookies, or the small form of every page. Out: `preferences()`, and a cookie that
remembers. Addresses never change by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, request

pages = Blueprint("preferences", __name__)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": ("standard", "elder"),
    "colours": ("system", "light", "dark"),
    "language": ("zh", "en"),
}
"""What may be chosen; the first of each needs no cookie."""
KEPT_SECONDS = 365 * 24 * 3600
# a path of this site; two slashes, or a backslash that browsers take for one, begin another host
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")


@dataclass(frozen=True, slots=True)
class Preferences:
    """One value of CHOICES for each name."""

    type: str
    colours: str
    language: str


def preferences() -> Preferences:
    """What the reader of the present request has chosen; an unknown value counts as none."""
    return Preferences(**{name: _chosen(name) for name in CHOICES})


def _chosen(name: str) -> str:
    value = request.cookies.get(name, "")
    return value if value in CHOICES[name] else CHOICES[name][0]


@pages.post("/preferences")
def choose() -> Response:
    """Remember what the form says and go back to the page that it stood on."""
    if not _asked_from_here():
        abort(403)
    chosen = [(name, request.form[name]) for name in CHOICES if name in request.form]
    if not chosen or any(value not in CHOICES[name] for name, value in chosen):
        abort(400)
    back = request.form.get("back", "")
    where = back if _PATH.fullmatch(back) else f"{request.script_root}/"
    response = make_response(redirect(where, HTTPStatus.SEE_OTHER))
    response.headers["Cache-Control"] = "no-store"
    for name, value in chosen:
        response.set_cookie(
            name,
            value,
            max_age=KEPT_SECONDS,
            path=f"{request.script_root}/",
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _asked_from_here() -> bool:
    """Whether the form stood on this site; browsers too old to tell are believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")
