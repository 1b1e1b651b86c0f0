"""A page of no known family: the densest block of Chinese paragraphs, and what stands around it.

In: nothing. Out: GENERIC, the declaration that reads any page.
"""

from __future__ import annotations

from archive.templates.dense import dense_body, printed_headline
from archive.templates.founder import cms_body, property_of
from archive.templates.surroundings import line_under_headline, origin_under_headline
from archive.templates.template import Template

GENERIC = Template(
    family="generic",
    recognise=lambda page: True,
    reason="任何页面都能按正文最密的一块来读",
    headline=("meta:ArticleTitle", property_of("title"), printed_headline),
    kicker=(property_of("introtitle"),),
    subhead=(property_of("subtitle"),),
    byline=(property_of("author"),),
    origin=("meta:ContentSource", property_of("sourcename"), origin_under_headline),
    published=(
        "meta:PubDate",
        "meta:publishdate",
        "meta:article:published_time",
        "meta:og:release_date",
        "meta:date",
        property_of("date"),
        line_under_headline,
    ),
    section=("meta:ColumnName",),
    address=(property_of("url"),),
    body=(cms_body, dense_body),
)
