"""A page of no known family: the fields that newspapers name, else its densest block of text.

In: nothing. Out: GENERIC, the declaration that reads any page.
"""

from __future__ import annotations

from archive.templates.dense import dense_body
from archive.templates.founder import cms_body, printed_date, property_of
from archive.templates.masthead import plain_page_mark
from archive.templates.other_papers import (
    other_author,
    other_body,
    other_headline,
    other_kicker,
    other_page,
    other_subhead,
)
from archive.templates.printed import printed_headline, printed_kicker, printed_subhead
from archive.templates.surroundings import (
    labelled_date,
    line_under_headline,
    origin_under_headline,
    printed_time,
    told_date,
)
from archive.templates.template import Template

GENERIC = Template(
    family="generic",
    recognise=lambda page: True,
    reason="任何页面都能按正文最密的一块来读",
    headline=("meta:ArticleTitle", property_of("title"), other_headline, printed_headline),
    kicker=(property_of("introtitle"), other_kicker, printed_kicker),
    subhead=(property_of("subtitle"), other_subhead, printed_subhead),
    byline=(property_of("author"), other_author),
    origin=("meta:ContentSource", property_of("sourcename"), origin_under_headline),
    published=(
        "meta:PubDate",
        "meta:publishdate",
        "meta:article:published_time",
        "meta:og:release_date",
        "meta:date",
        property_of("date"),
        line_under_headline,
        told_date,
        printed_time,
        labelled_date,
        printed_date,
    ),
    page=(other_page, plain_page_mark),
    section=("meta:ColumnName",),
    address=(property_of("url"),),
    body=(cms_body, other_body, dense_body),
)
