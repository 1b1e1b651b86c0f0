"""A story as search engines and reference managers read it.

In: an article and its newspaper. Out: a schema.org `NewsArticle` as JSON-LD values.
"""

from __future__ import annotations

from typing import Any

from archive import Article, Mention, Newspaper
from web.holdings import holdings
from web.links import media_url, story_url, whole_address

LONGEST_HEADLINE = 110
"""Characters of a headline that are told, as Google asks of a NewsArticle."""
LONGEST_DESCRIPTION = 160


def canonical_url(path: str) -> str:
    """A link of this site as search engines are to keep it, whole where the public address is told.

    Otherwise it stays without a host: what a request calls the site may be anybody's name for it.
    """
    return whole_address(path) if holdings().settings.site_url else path


def described(article: Article, newspaper: Newspaper) -> dict[str, Any]:
    """The values of https://schema.org/NewsArticle that are known of a story."""
    address = canonical_url(story_url(article.address))
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.label[:LONGEST_HEADLINE],
        "alternativeHeadline": article.subhead,
        "description": "".join(article.paragraphs[:1])[:LONGEST_DESCRIPTION],
        "inLanguage": "zh-CN",
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": article.published.isoformat() if article.published else "",
        "articleSection": article.section,
        "printPage": article.page,
        "author": [{"@type": "Person", "name": name} for name in article.names("reporter")],
        "publisher": {"@type": "NewsMediaOrganization", "name": newspaper.name},
        "image": [
            canonical_url(media_url(picture.media)) for picture in article.pictures if picture.media
        ],
        "mentions": [_person(mention) for mention in article.mentions],
    }
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def _person(mention: Mention) -> dict[str, Any]:
    titles = [post.title for post in mention.posts]
    named: dict[str, Any] = {"@type": "Person", "name": mention.name}
    return named | {"jobTitle": titles} if titles else named
