"""Help with asking: how questions are written, and why a story was found.

In: nothing, or a question and the number of a story. Out: the help page, or the page that says what
of the question the story holds.
"""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict

from indexer.examples import EXAMPLES
from web.holdings import holdings
from web.links import from_args

pages = Blueprint("asking", __name__)

_NUMBER = re.compile("[1-9][0-9]{0,17}")


@pages.get("/help")
def help_page() -> str:
    """The query language by examples, each of which can be tried."""
    return render_template("help.html", groups=EXAMPLES)


@pages.get("/why")
def why() -> str:
    """Why a story is among the results of a question."""
    number = request.args.get("story", "")
    rest = MultiDict((key, one) for key, one in request.args.items(multi=True) if key != "story")
    asked = from_args(rest)
    article = holdings().archive.article(int(number)) if _NUMBER.fullmatch(number) else None
    if article is None:
        abort(404)
    said = holdings().engine.explain(asked, article.id)
    return render_template("why.html", asked=asked, article=article, said=said)
