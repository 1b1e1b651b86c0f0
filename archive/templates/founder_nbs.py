"""Founder NBS: `nbs.D110000qcrb_01.htm` and `nw.D110000qcrb_20191008_2-01.htm`.

In: nothing. Out: FOUNDER_NBS, its declaration.
"""

from __future__ import annotations

from dataclasses import replace

from archive.templates.founder import addressed_page, page_mark
from archive.templates.founder_old import FOUNDER_OLD, ISSUE

# The story's page is the number after the dash: nw.D110000qcrb_20191008_2-01 is 01's second.
_STORY = r"(?:^|/)nw\.D\d{4,8}[^/?#]*?-([A-Za-z]{0,2}\d{1,3})\.html?(?:[?#]|$)"

# Its parts have the names of the old layout.
FOUNDER_NBS = replace(
    FOUNDER_OLD,
    family="founder_nbs",
    addresses=(r"(?:^|/)(?:nbs|nw)\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",),
    markers=(
        r"nbs\.d\d{4,8}\w",
        r"nw\.d\d{4,8}\w",
        r"text_c\b[^<>]{0,200}>\s*<h[1-4]\b",
    ),
    page=(page_mark, addressed_page(_STORY)),
    issue=replace(
        ISSUE,
        addresses=(r"(?:^|/)nbs\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",),
        story_address=r"(?:^|/)nw\.D\d{4,8}[^/?#]*\.html?(?:[?#]|$)",
        page_address=r"_([A-Za-z]{0,2}\d{1,3})\.html?(?:[?#]|$)",
    ),
)
