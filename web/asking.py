"""Help with asking: how questions are written, and why a story was found.

In: nothing, or a question and the number of a story. Out: the help page, or the page that says what
of the question the story holds.
"""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from indexer.examples import Example
from web.holdings import holdings
from web.language import gettext
from web.links import from_args

pages = Blueprint("asking", __name__)

_CHINESE = Markup('<span lang="zh-CN">%s</span>')
_NUMBER = re.compile("[1-9][0-9]{0,17}")


@pages.get("/help")
def help_page() -> str:
    """The query language by examples; what is found here can be tried."""
    groups = holdings().examples.groups()
    return render_template(
        "help.html",
        groups=[(gettext(heading), [(one, said(one)) for one in some]) for heading, some in groups],
        can_be_tried=any(one.finds for _, some in groups for one in some),
    )


def said(example: Example) -> Markup:
    """What an example finds, in the reader's language; the words in it stay Chinese."""
    values = {name: _CHINESE % value for name, value in example.values.items()}
    return Markup(gettext(example.explanation)) % values


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
