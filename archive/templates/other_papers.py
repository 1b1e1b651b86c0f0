"""Newspapers whose system is none of the families: the names that they give to their fields.

In: a page. Out: rules for headline, kicker, subhead, author, body and page; each is empty where the
page is of no newspaper or has no such name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.templates.body import Body, heaviest, tag_text
from archive.templates.founder import addressed_page, page_mark
from archive.templates.page import Page

_SHORTEST = 20  # Chinese characters; a box with fewer is no body
# {day}/html/page_02_content_003.htm, shtml/{paper}/{day}/123.shtml, papers/…/2/news-4.html, …
_ADDRESS = re.compile(
    r"/\d{8}/html/page_\d+(?:_content_\d+)?\.html?$|/shtml/\w+/\d{8}/\w+\.shtml$"
    r"|/html/(?:szbz/)?(?:\d{8}|\d{4}-\d{2}-\d{2})/(?:szbz|qpaper)?\w*\.html?$"
    r"|/papers/\w+/\d{4}/\d{1,2}/\d{1,2}/\w+/(?:page|news-\d+)\.html?$"
    r"|/html/\d{4}/\d{2}/\d{2}/\w+/\w+\.html?$",
    re.IGNORECASE,
)
_MARKS = ("bmnr_con_", "detcontit", "main-article-", "yinti_title", "subdoctitle", "dzb-title-box")
# Their first group is the page (版) of a story.
_PAGE_ADDRESS = (
    r"/page_([A-Za-z]?\d{1,3})_content_\d+\.html?$",
    r"/(?:papers/\w+/\d{4}/\d{1,2}/\d{1,2}|html/\d{4}/\d{2}/\d{2})/([A-Za-z]?\d{1,3})/\w[\w-]*\.html?$",
)
_HEADLINES = (
    ".bmnr_con_biaoti",
    ".detConTit",
    ".main-article-title",
    ".doctitle",
    "#doctitle",
    ".content_title",
    ".content-title",
    ".art-title",
    ".dzb-title-box",
    "#APP-Title",
    "#ctitle",
    "#wztitle",
    "#art_title",
    ".articleTitle",
    ".newstitle",
)
_KICKERS = (
    ".bmnr_con_yinti",
    ".yinti_title",
    ".yinti",
    "#yinti",
    ".main-article-pretitle",
    ".introtitle",
)
_SUBHEADS = (
    ".bmnr_con_futi",
    ".futi_title",
    ".futi",
    ".detConSub",
    ".main-article-subtitle",
    ".subdoctitle",
    "#subdoctitle",
    "#csubtitle",
)
_AUTHORS = (
    ".bmnr_con_zuozhe",
    ".zuozhe",
    ".main-article-author",
    "#cauthor",
)
_BODIES = (
    ".bmnr_con_con",
    ".main-article-con",
    ".doccontent",
    "#doccontent",
    "#ccontent",
    "#pgcontent",
    "#newspapercontent",
    "#content_div",
    ".content_tt",
    "cms-content",
)


def is_other_paper(page: Page) -> bool:
    """Whether a page shows by its address or its names that a newspaper's system printed it."""
    marked = any(mark in page.lower for mark in _MARKS)
    return marked or bool(_ADDRESS.search(page.source))


def _named(selectors: tuple[str, ...]) -> Callable[[Page], str]:
    """A rule: the text of the first name that stands for one text; lists repeat theirs."""

    def rule(page: Page) -> str:
        if not page.once(is_other_paper):
            return ""
        for selector in selectors:
            texts = [text for tag in page.find(selector) if (text := tag_text(tag))]
            if len(texts) == 1:
                return texts[0]
        return ""

    return rule


other_headline = _named(_HEADLINES)
other_kicker = _named(_KICKERS)
other_subhead = _named(_SUBHEADS)
other_author = _named(_AUTHORS)


def other_body(page: Page) -> Body | None:
    """A body rule: the first of their boxes that holds a text."""
    for selector in _BODIES if page.once(is_other_paper) else ():
        body = heaviest(page.find(selector))
        if body and body.weight >= _SHORTEST:
            return body
    return None


def other_page(page: Page) -> str:
    """A rule: the page (版) that the story's address says, else the one it prints."""
    if not page.once(is_other_paper):
        return ""
    said = (addressed_page(pattern)(page) for pattern in _PAGE_ADDRESS)
    return next(filter(None, said), "") or page_mark(page)
