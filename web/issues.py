"""Pages of an issue: its list, the whole of it to be read, one page (版) with its picture.

In: a newspaper and a day, for a page its number. Out: the page, front page first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template

from archive import Article, PageListing
from archive.browsing import PagePicture
from web.holdings import holdings
from web.links import issue_url

pages = Blueprint("issues", __name__)


@dataclass(frozen=True, slots=True)
class Zone:
    """A story's place on the picture of its page, `points` as SVG writes them."""

    article: Article
    points: str


@pages.get("/<newspaper>/<day:published>")
def issue(newspaper: str, published: date) -> str:
    """One issue: its pages with their stories."""
    return _issue("issue.html", newspaper, published)


@pages.get("/<newspaper>/<day:published>/whole")
def whole(newspaper: str, published: date) -> str:
    """All stories of an issue, one after the other."""
    return _issue("whole.html", newspaper, published)


@pages.get("/<newspaper>/<day:published>/<page>")
def sheet(newspaper: str, published: date, page: str) -> str:
    """One page of an issue: its picture with the stories' places on it, and their list."""
    listings = holdings().archive.issue(newspaper, published)
    here = next((at for at, listing in enumerate(listings) if listing.page == page), None)
    if here is None:
        abort(404)
    listing = listings[here]
    picture = _pictures(newspaper, published, (listing,)).get(page)
    following = listings[here + 1] if here + 1 < len(listings) else None
    return render_template(
        "sheet.html",
        newspaper=holdings().archive.newspapers()[newspaper],
        published=published,
        listing=listing,
        picture=picture,
        pdf=holdings().archive.kept_pdfs(newspaper, published).get(page),
        zones=zones(picture, listing) if picture else (),
        before=listings[here - 1] if here else None,
        # what has no page has no page of its own
        after=following if following and following.page else None,
    )


def zones(picture: PagePicture, listing: PageListing) -> tuple[Zone, ...]:
    """The places of a page's stories on its picture."""
    stories = {article.id: article for article in listing.articles}
    return tuple(
        Zone(stories[number], " ".join(f"{x},{y}" for x, y in points))
        for number, points in picture.zones
        if number in stories
    )


def _issue(template: str, newspaper: str, published: date) -> str:
    archive = holdings().archive
    listings = archive.issue(newspaper, published)
    if not listings:
        abort(404)
    before, after = archive.adjacent_issues(newspaper, published)
    return render_template(
        template,
        newspaper=archive.newspapers()[newspaper],
        published=published,
        listings=listings,
        pictures=_pictures(newspaper, published, listings),
        pdfs=archive.kept_pdfs(newspaper, published),
        total=sum(len(listing.articles) for listing in listings),
        before=before,
        after=after,
        url=issue_url(newspaper, published),
    )


def _pictures(
    newspaper: str, published: date, listings: tuple[PageListing, ...]
) -> dict[str, PagePicture]:
    stories = [article for listing in listings for article in listing.articles]
    return holdings().browsing.pictures(newspaper, published, stories)
