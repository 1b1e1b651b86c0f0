"""Founder, the newer layout: `pc/layout/201910/08/node_A01.html`, `pc/con/201910/08/c123.html`.

In: nothing. Out: FOUNDER_NEW, its declaration.
"""

from __future__ import annotations

from dataclasses import replace

from archive.templates.founder_old import FOUNDER_OLD, ISSUE

_END = r"\.html?(?:[?#]|$)"
# 646855/61 is no month and day
_MONTH_AND_DAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])"
_DAY = rf"(?:^|/){_MONTH_AND_DAY}/"
_ISSUE = rf"{_DAY}(?:node_?|col_?|l|n_)[A-Za-z]{{0,3}}\d{{1,5}}[A-Za-z]?{_END}"
_STORIES = (
    rf"{_DAY}(?:content|con|c)_?[A-Za-z]{{0,3}}\d[\w-]*{_END}",
    rf"(?:^|/)(?:con|content|cont|c)/{_MONTH_AND_DAY}/\w+{_END}",
)

# Its parts have the names of the old layout.
FOUNDER_NEW = replace(
    FOUNDER_OLD,
    family="founder_new",
    addresses=(_ISSUE, *_STORIES),
    markers=(
        r"id\s*=\s*[\"']?pretitle\b",
        r"newsdeta(?:tit|text)\b",
        rf"/(?:layout|col|column|con|content|cont|c)/{_MONTH_AND_DAY}/\w+\.html?\b",
    ),
    issue=replace(
        ISSUE,
        addresses=(_ISSUE, r"^(?:node|col)_?[A-Z]{0,2}\d{1,3}\.html$"),
        story_address="|".join((*_STORIES, r"(?:^|/)(?:content_|c)\d\w*\.html?(?:[?#]|$)")),
        page_address=r"(?:node_?|col_?|l|n_)([A-Za-z]{0,2}\d{1,3})[A-Za-z]?\.html?(?:[?#]|$)",
    ),
)
