"""Founder NBS: `nbs.D110000qcrb_01.htm` and `nw.D110000qcrb_20191008_2-01.htm`.

In: nothing. Out: FOUNDER_NBS, its declaration.
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

# The story's page is the number after the dash: nw.D110000qcrb_20191008_2-01 is 01's second.
_STORY = r"(?:^|/)nw\.D\d{4,8}[^/?#]*?-([A-Za-z]{0,2}\d{1,3})\.html?(?:[?#]|$)"

FOUNDER_NBS = Template(
    family="founder_nbs",
    addresses=(r"(?:^|/)(?:nbs|nw)\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",),
    markers=(
        r"nbs\.d\d{4,8}\w",
        r"nw\.d\d{4,8}\w",
        r"text_c\b[^<>]{0,200}>\s*<h[1-4]\b",
    ),
    kicker=KICKER,
    headline=HEADLINE,
    subhead=SUBHEAD,
    byline=BYLINE,
    published=(property_of("founder-date", "date"), printed_date),
    newspaper=(newspaper_name,),
    page=(page_mark, addressed_page(_STORY)),
    address=(property_of("founder-url"),),
    body=(newspaper_body,),
    picture_tables=PICTURE_TABLES,
    captions=(marked_captions,),
    issue=IssueRules(
        addresses=(r"(?:^|/)nbs\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",),
        links="a",
        areas="area",
        story_address=r"(?:^|/)nw\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",
        title_id="mp",
        page=(property_of("founder-pagenum"),),
        picture="img[usemap]",
        pdf=r"\.pdf(?:[?#]|$)",
        page_address=r"_([A-Za-z]{0,2}\d{1,3})\.html?(?:[?#]|$)",
    ),
)
