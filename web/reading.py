"""Pages to read: a story, a picture, a printed page.

In: a permanent address, or a content hash. Out: its page, or the picture or PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby

from flask import Blueprint, Response, abort, render_template, request

from archive import Article
from indexer import EngineDown, Marker
from indexer.related import Related, related
from web.describing import described
from web.holdings import holdings
from web.names import ROLES

pages = Blueprint("reading", __name__)

Passage = tuple[tuple[str, int], ...]
"""A text as (piece, number): the numbers of its marks count through the page, 0 is unmarked."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A story's texts with the marks of a question, and how many marks there are."""

    kicker: Passage
    headline: Passage
    subhead: Passage
    paragraphs: tuple[Passage, ...]
    captions: tuple[Passage, ...]
    marks: int


@pages.get("/<newspaper>/<day:published>/<page>/<position>")
def story(newspaper: str, published: date, page: str, position: str) -> str:
    """A story by its permanent address; `?q=` marks what it finds."""
    archive = holdings().archive
    article = archive.article_at(f"/{newspaper}/{published}/{page}/{position}")
    if article is None:
        abort(404)
    question = request.args.get("q", "")
    marker, unmarkable = None, False
    if question.strip():
        try:
            marker = holdings().engine.marker(question)
        except EngineDown:
            # the story can be read without its marks
            unmarkable = True
    before, after = holdings().browsing.beside(article)
    paper = archive.newspapers()[newspaper]
    return render_template(
        "story.html",
        article=article,
        newspaper=paper,
        published=published,
        question=question,
        unmarkable=unmarkable,
        marked=marked(article, marker),
        byline=byline(article),
        repairs=list(enumerate(article.repairs, start=1)),
        before=before,
        after=after,
        alike=alike(article),
        described=described(article, paper),
    )


def alike(article: Article) -> Related:
    """The stories on the same subject; none while the index cannot answer."""
    try:
        return related(holdings().engine, article)
    except EngineDown:
        return Related()


@pages.get("/media/<content_hash>")
def media(content_hash: str) -> Response:
    """A stored picture; its address is its content, so it never changes."""
    found = holdings().archive.media(content_hash)
    if found is None or not found[1].startswith("image/"):
        abort(404)
    response = _for_good(content_hash, *found)
    # an SVG opened by itself is a document: let it load and run nothing
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@pages.get("/media/<string(length=64):content_hash>.pdf")
def pdf(content_hash: str) -> Response:
    """A printed page as it was received, to be looked at in the browser."""
    content = holdings().archive.pdf(content_hash)
    if content is None:
        abort(404)
    response = _for_good(content_hash, content, "application/pdf")
    response.headers["Content-Disposition"] = "inline"
    # a sandbox would keep browsers' own viewers out; what they draw they style themselves
    policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    return response


def _for_good(content_hash: str, content: bytes, media_type: str) -> Response:
    """What never changes at its address."""
    response = Response(content, content_type=media_type)
    response.cache_control.public = True
    response.cache_control.max_age = 365 * 24 * 3600
    response.cache_control.immutable = True
    response.set_etag(content_hash)
    response.make_conditional(request)
    return response


def marked(article: Article, marker: Marker | None) -> Marked:
    """The texts of a story with each match of the question, if there is one, numbered."""
    numbers = count(1)

    def passage(text: str) -> Passage:
        if marker is None:
            return ((text, 0),)
        return tuple((piece, next(numbers) if found else 0) for piece, found in marker.mark(text))

    # the order of reading is the order of the numbers
    return Marked(
        kicker=passage(article.kicker),
        headline=passage(article.headline),
        subhead=passage(article.subhead),
        paragraphs=tuple(passage(paragraph) for paragraph in article.paragraphs),
        captions=tuple(passage(picture.caption) for picture in article.pictures),
        marks=next(numbers) - 1,
    )


def byline(article: Article) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The credits as (role, its Chinese name, names), in printed order."""
    for role, credits in groupby(article.credits, key=lambda credit: credit.role):
        yield role, ROLES[role], tuple(credit.name for credit in credits)
