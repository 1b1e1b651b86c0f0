"""Founder, the newer layout: `pc/layout/201910/08/node_A01.html`, `pc/con/201910/08/c123.html`.

In: nothing. Out: FOUNDER_NEW, its declaration.
"""

from __future__ import annotations

from archive.templates.founder import (
    marked_captions,
    newspaper_name,
    page_mark,
    printed_date,
    property_of,
)
from archive.templates.headings import BYLINE, HEADLINE, KICKER, SUBHEAD
from archive.templates.newspaper_body import PICTURE_TABLES, newspaper_body
from archive.templates.template import IssueRules, Template

_END = r"\.html?(?:[?#]|$)"
# 646855/61 is no month and day
_MONTH_AND_DAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])"
_DAY = rf"(?:^|/){_MONTH_AND_DAY}/"
_ISSUE = rf"{_DAY}(?:node_?|col_?|l|n_)[A-Za-z]{{0,3}}\d{{1,5}}[A-Za-z]?{_END}"
_STORIES = (
    rf"{_DAY}(?:content|con|c)_?[A-Za-z]{{0,3}}\d[\w-]*{_END}",
    rf"(?:^|/)(?:con|content|cont|c)/{_MONTH_AND_DAY}/\w+{_END}",
)

FOUNDER_NEW = Template(
    family="founder_new",
    addresses=(_ISSUE, *_STORIES),
    markers=(
        r"id\s*=\s*[\"']?pretitle\b",
        r"newsdeta(?:tit|text)\b",
        rf"/(?:layout|col|column|con|content|cont|c)/{_MONTH_AND_DAY}/\w+\.html?\b",
    ),
    kicker=KICKER,
    headline=HEADLINE,
    subhead=SUBHEAD,
    byline=BYLINE,
    published=(property_of("founder-date", "date"), printed_date),
    newspaper=(newspaper_name,),
    page=(page_mark,),
    address=(property_of("founder-url"),),
    body=(newspaper_body,),
    picture_tables=PICTURE_TABLES,
    captions=(marked_captions,),
    issue=IssueRules(
        addresses=(_ISSUE, r"^(?:node|col)_?[A-Z]{0,2}\d{1,3}\.html$"),
        links="a",
        areas="area",
        story_address="|".join((*_STORIES, r"(?:^|/)(?:content_|c)\d\w*\.html?(?:[?#]|$)")),
        title_id="mp",
        page=(property_of("founder-pagenum"),),
        picture="img[usemap]",
        pdf=r"\.pdf(?:[?#]|$)",
        page_address=r"(?:node_?|col_?|l|n_)([A-Za-z]{0,2}\d{1,3})[A-Za-z]?\.html?(?:[?#]|$)",
    ),
)
