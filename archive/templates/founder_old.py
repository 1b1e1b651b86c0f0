"""Founder 翔宇, the old layout: `html/2019-10/08/node_2.htm` and `content_123.htm`.

In: nothing. Out: FOUNDER_OLD, its declaration.
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

ISSUE = IssueRules(
    addresses=(r"(?:^|/)node_\w+\.html?(?:[?#]|$)",),
    links="a",
    areas="area",
    story_address=r"(?:^|/)content_\w+\.html?(?:[?#]|$)",
    title_id="mp",
    page=(property_of("founder-pagenum"),),
    picture="img[usemap]",
    pdf=r"\.pdf(?:[?#]|$)",
)

FOUNDER_OLD = Template(
    family="founder_old",
    addresses=(
        r"(?:^|/)\d{4}-\d{2}/\d{2}/node_\w+\.html?(?:[?#]|$)",
        # gov.cn has zhengce/content/2019-02/14/content_5365711.htm, and is none of this family
        r"(?:html\d?|page|paper|(?<!zhengce/)content)/\d{4}-\d{2}/\d{2}/content_\w+\.html?(?:[?#]|$)",
        r"^(?:content|node)_[\d_]+\.htm$",
    ),
    markers=(
        r"<npm:article-",
        r"<founder-(?:content|title)\b",
        r"id\s*=\s*[\"']?ozoom\b",
        r"<map\b[^<>]{0,300}\bname\s*=\s*[\"']?pagepicmap",
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
    issue=ISSUE,
)
