"""Huaguang 华光: `content/20191008/Page01HO.htm` and `Articel01002HO.htm`, spelled so.

In: nothing. Out: HUAGUANG, its declaration.
"""

from __future__ import annotations

from dataclasses import replace

from archive.templates.founder import addressed_page, page_mark, printed_date
from archive.templates.founder_old import FOUNDER_OLD, ISSUE

_PAGE = r"(?:^|/)Page([A-Za-z]?\d{1,3})[A-Za-z]{1,3}\.html?(?:[?#]|$)"
# Articel01002HO is the second story of page 01
_STORY = r"(?:^|/)Articel([A-Za-z]?\d{2})\d{3}[A-Za-z]{0,3}\.html?(?:[?#]|$)"

# Its parts have the names of the old Founder layout.
HUAGUANG = replace(
    FOUNDER_OLD,
    family="huaguang",
    addresses=(_PAGE, r"(?:^|/)Articel\w+\.html?(?:[?#]|$)"),
    markers=(
        r"oldcontenttext\b",
        r"articel\d{4,8}[a-z]{0,3}\.htm",
    ),
    published=(printed_date,),
    page=(page_mark, addressed_page(_STORY)),
    address=(),
    issue=replace(
        ISSUE,
        addresses=(_PAGE,),
        story_address=r"(?:^|/)Articel\w+\.html?(?:[?#]|$)",
        page_address=_PAGE,
    ),
)
