"""How each CMS family's links are found: one declaration each, data that the crawl interprets.

In: nothing. Out: RULES by family; a family without rules of its own is crawled as lists of stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.templates import TEMPLATES, addressed

_END = r"\.s?html?(?:[?#]|$)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRules:
    """Which links lead to what; patterns are looked for in an address.

    `indexes` lead to issues: root pages, calendars. `issues` are issue pages and `stories` stories.
    `lists` are the pages of a list of stories. `pdf` knows a printed page's PDF. `root` is where
    the paths of one newspaper part: what stands before it is the newspaper's own folder. In a
    `dated` family the same page of another day's issue lies at the same address but for the day.
    """

    indexes: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    pdf: str = r"\.pdf(?:[?#]|$)"
    root: str = ""
    dated: bool = True

    def knows(self, patterns: Iterable[str], url: str) -> bool:
        """Whether an address is one of these."""
        return any(re.search(pattern, url, re.IGNORECASE) for pattern in patterns)


_ROOTS = (
    rf"/(?:paper_?)?(?:index|default|home|main)[\w-]*{_END}",
    r"/(?:calendar|cal|period|back|history|wangqi|wqhg|date)[\w-]*(?:\.(?:s?html?|xml))?(?:[/?]|$)",
)


def _newspaper(family: str, root: str) -> CrawlRules:
    """The rules of a family of newspapers: its reading rules know its pages and stories already."""
    template = next(template for template in TEMPLATES if template.family == family)
    assert template.issue is not None
    return CrawlRules(
        indexes=_ROOTS,
        issues=template.issue.addresses,
        stories=(template.issue.story_address,),
        root=root,
    )


LISTS = CrawlRules(
    indexes=_ROOTS,
    stories=(
        rf"(?:^|/)t\d{{8}}_\d+{_END}",
        rf"/art/\d{{4}}/\d{{1,2}}/\d{{1,2}}/art_\w+{_END}",
        rf"/(?:content|post|art|info|article|detail)_?/?\w{{0,40}}?\d{{3,20}}\w{{0,40}}{_END}",
        rf"/\d{{4}}[-/]?\d{{2}}[-/]?(?:\d{{2}})?/(?:[\w-]+/)?[\w-]*\d[\w-]*{_END}",
    ),
    lists=(
        rf"/(?:index|list|default|node)(?:_\d+){{1,3}}{_END}",
        rf"/(?:page|p|list)[_/-]?\d+(?:{_END}|/?$)",
        r"[?&](?:page|p|pageno|pagenum|pageindex|page_no|curpage|currentpage)=\d+",
    ),
    dated=False,
)
"""Government sites: a list of stories, page by page, newest first."""

RULES: dict[str, CrawlRules] = {
    "founder_old": _newspaper("founder_old", r"/(?:html\d?|page|paper|content)?/?\d{4}-\d{2}/"),
    "founder_nbs": _newspaper("founder_nbs", r"/(?:html|page|paper)?/?\d{4}-\d{2}/"),
    "founder_new": _newspaper(
        "founder_new", r"/(?:pc|paper)?/?(?:layout|column|col|con|content|cont|c)?/?\d{6}/\d{2}/"
    ),
    "huaguang": _newspaper("huaguang", r"/(?:content)?/?\d{8}/"),
}


def family_of(urls: Iterable[str]) -> str:
    """The family whose issue pages some addresses are; `` if they are of none."""
    papers = [template for template in TEMPLATES if template.issue]
    for url in urls:
        if (found := addressed(papers, url)) and found.family in RULES:
            return found.family
    return ""
