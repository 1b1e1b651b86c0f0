"""Government sites: the mandated meta tags, the usual body containers, the table of particulars.

In: nothing. Out: GOVERNMENT, its declaration.
"""

from __future__ import annotations

import re

from archive.letters import HAN
from archive.templates.dense import dense_body
from archive.templates.founder import cms_body, property_of
from archive.templates.page import Page, tidy, title_runs
from archive.templates.printed import (
    printed_headline,
    printed_kicker,
    printed_subhead,
)
from archive.templates.surroundings import (
    labelled_date,
    line_under_headline,
    origin_under_headline,
    printed_time,
    told_date,
)
from archive.templates.template import Template
from archive.templates.tree import Tag

BODIES = (
    "#UCAP-CONTENT",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    ".trs_editor_view",
    ".trs_paper_default",
    ".pages_content",
    "#ivs_content",
    "#News_Body_Txt_A",
    "#zoomcon",
    "#zoom",
    ".xxgk_content",
    ".article-content",
)


def _particular(label: str) -> str:
    return r"[\s　]*".join(label) + r"[\s　]*[：:]?"


def particulars(*labels: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for labels as tables print them, padded: `标　　题：`."""
    return tuple(re.compile(_particular(label)) for label in labels)


# 大坪乡召开工作会议-河阜县大坪乡人民政府
_SITE = re.compile(
    rf"(?:[|_—-]|\s)\s*[{HAN}]{{2,16}}(?:人民政府(?:办公室)?|政府网|政务网)(?:门户)?(?:网站?)?\s*$"
)
_TITLE = particulars("标题", "名称")
_DATE = particulars("发布日期", "发文日期", "公开日期")
_ORIGIN = particulars("发文机关", "发布机构")


def _beside(page: Page, labels: tuple[re.Pattern[str], ...]) -> str:
    """The cell beside a label of the table of particulars."""
    for tag in (*page.find("td"), *page.find("th"), *page.find("strong")):
        if len(tag.contents) > 3:
            continue
        text = tidy(tag.all_text())
        if len(text) > 12 or not any(label.fullmatch(text) for label in labels):
            continue
        cells = (node for node in tag.following() if isinstance(node, Tag))
        cell = next((cell for cell in cells if cell.name in ("td", "th")), None)
        beside = tidy(cell.all_text()) if cell and tag.name != "strong" else ""
        if not beside and tag.name == "strong" and tag.parent is not None:
            beside = tidy(tag.parent.all_text()).removeprefix(text).strip(" ：:　")
        if beside:
            return beside
    return ""


def table_title(page: Page) -> str:
    """A rule: the title in the table of particulars."""
    return _beside(page, _TITLE)


def table_date(page: Page) -> str:
    """A rule: the publication date in the table of particulars."""
    return _beside(page, _DATE)


def _table_origin(page: Page) -> str:
    return _beside(page, _ORIGIN)


def _is_government(page: Page) -> bool:
    """Whether the host is a government's, or the page title ends in the name of one."""
    host = re.match(r"https?://([^/?#]+)", page.address)
    if host and re.search(r"\.gov\.cn(?::\d+)?$", host[1], re.IGNORECASE):
        return True
    return len(page.once(title_runs)) > 1 and bool(_SITE.search(page.title))


GOVERNMENT = Template(
    family="government",
    recognise=_is_government,
    reason="域名是 gov.cn，或者网页标题以某级人民政府结尾",
    addresses=(r"(?:^|/)t\d{8}_\d+\.s?html?(?:[?#]|$)",),
    markers=(
        r"<meta\b[^<>]{0,300}\bname\s*=\s*[\"']?articletitle\b[^<>]{0,300}\bcontent\s*=\s*[\"']?[^\"'\s>]",
        r"<meta\b[^<>]{0,300}\bcontent\s*=\s*[\"']?[^\"'\s>][^<>]{0,300}\bname\s*=\s*[\"']?articletitle\b",
        r"ucap-content",
        r"trs_u?editor",
    ),
    headline=("meta:ArticleTitle", property_of("title"), table_title, printed_headline),
    subhead=(property_of("subtitle"), printed_subhead),
    kicker=(property_of("introtitle"), printed_kicker),
    byline=("meta:Author", property_of("author")),
    origin=("meta:ContentSource", property_of("sourcename"), _table_origin, origin_under_headline),
    published=(
        "meta:PubDate",
        "meta:publishdate",
        "meta:article:published_time",
        property_of("date"),
        table_date,
        line_under_headline,
        told_date,
        printed_time,
        labelled_date,
    ),
    newspaper=("meta:SiteName",),
    section=("meta:ColumnName",),
    address=(property_of("url"), "meta:Url"),
    body=(*BODIES, cms_body, dense_body),
)
