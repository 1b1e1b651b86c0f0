"""Huaguang 华光: `content/20191008/Page01HO.htm` and `Articel01002HO.htm`, spelled so.

In: nothing. Out: HUAGUANG, its declaration.
"""

from __future__ import annotations

from archive.templates.founder import (
    addressed_page,
    marked_captions,
    newspaper_name,
    page_mark,
    printed_date,
    property_of,
)
from archive.templates.headings import BYLINE, HEADLINE, KICKER, SUBHEAD
from archive.templates.newspaper_body import PICTURE_TABLES, newspaper_body
from archive.templates.template import IssueRules, Template

_PAGE = r"(?:^|/)Page([A-Za-z]?\d{1,3})[A-Za-z]{1,3}\.html?(?:[?#]|$)"
# Articel01002HO is the second story of page 01
_STORY = r"(?:^|/)Articel([A-Za-z]?\d{2})\d{3}[A-Za-z]{0,3}\.html?(?:[?#]|$)"

HUAGUANG = Template(
    family="huaguang",
    addresses=(_PAGE, r"(?:^|/)Articel\w+\.html?(?:[?#]|$)"),
    markers=(
        r"oldcontenttext\b",
        r"articel\d{4,8}[a-z]{0,3}\.htm",
    ),
    kicker=KICKER,
    headline=HEADLINE,
    subhead=SUBHEAD,
    byline=BYLINE,
    published=(printed_date,),
    newspaper=(newspaper_name,),
    page=(page_mark, addressed_page(_STORY)),
    body=(newspaper_body,),
    picture_tables=PICTURE_TABLES,
    captions=(marked_captions,),
    issue=IssueRules(
        addresses=(_PAGE,),
        links="a",
        areas="area",
        story_address=r"(?:^|/)Articel\w+\.html?(?:[?#]|$)",
        title_id="mp",
        page=(property_of("founder-pagenum"),),
        picture="img[usemap]",
        pdf=r"\.pdf(?:[?#]|$)",
        page_address=_PAGE,
    ),
)
