"""Founder 翔宇, the old layout: `html/2019-10/08/node_2.htm` and `content_123.htm`.

In: nothing. Out: FOUNDER_OLD, its declaration.
"""

from __future__ import annotations

from archive.templates.body import Body, heaviest, tag_text
from archive.templates.founder import (
    is_signature,
    marked_body,
    marked_captions,
    marked_text,
    newspaper_name,
    ozoom_body,
    page_mark,
    printed_date,
    printed_title,
    property_of,
    scripted_body,
)
from archive.templates.generic import printed_headline
from archive.templates.page import Page
from archive.templates.template import IssueRules, Template


def _small_lines(page: Page, *, above: bool) -> list[str]:
    """The small print (`td.font02`) above or below the headline (`td.font01`), in order."""
    titles = [tag for tag in page.find(".font01") if tag_text(tag)]
    if not titles:
        return []
    order = {id(node): place for place, node in enumerate(page.nodes)}
    title = order[id(titles[-1])]
    lines = [tag for tag in page.find(".font02") if (order[id(tag)] < title) == above]
    return [text for tag in lines if (text := tag_text(tag))]


def _kicker(page: Page) -> str:
    return " ".join(text for text in _small_lines(page, above=True) if not is_signature(text))


def _subhead(page: Page) -> str:
    return " ".join(text for text in _small_lines(page, above=False) if not is_signature(text))


def _author(page: Page) -> str:
    lines = _small_lines(page, above=True) + _small_lines(page, above=False)
    return next((text for text in lines if is_signature(text)), "")


def _headline_cell(page: Page) -> str:
    return next((text for tag in reversed(page.find(".font01")) if (text := tag_text(tag))), "")


def _text_cell(page: Page) -> Body | None:
    return heaviest(page.find(".font6") or page.find(".xilan_content_tt"))


FOUNDER_OLD = Template(
    family="founder_old",
    addresses=(
        # gov.cn has content/2019-02/14/content_5365711.htm, and is none of this family
        r"(?:^|/)html/\d{4}-\d{2}/\d{2}/(?:content|node)_\w+\.html?(?:\?|$)",
        r"^(?:content|node)_[\d_]+\.html?$",
    ),
    markers=(
        r"<npm:article-",
        r"<founder-(?:content|title)\b",
        r"\bid\s*=\s*[\"']?ozoom\b",
        r"<map\b[^<>]{0,300}\bname\s*=\s*[\"']?pagepicmap",
    ),
    kicker=(
        property_of("founder-introtitle", "introtitle"),
        marked_text("article-pretitle"),
        _kicker,
    ),
    headline=(
        property_of("founder-title", "title"),
        marked_text("article-title"),
        printed_title,
        _headline_cell,
        printed_headline,
    ),
    subhead=(
        property_of("founder-subtitle", "subtitle"),
        marked_text("article-subtitle"),
        _subhead,
    ),
    byline=(
        property_of("founder-author", "author"),
        marked_text("article-author"),
        "founder-author",
        _author,
    ),
    published=(property_of("founder-date", "date"), printed_date),
    newspaper=(newspaper_name,),
    page=(page_mark,),
    address=(property_of("founder-url"),),
    body=(marked_body, ozoom_body, _text_cell, scripted_body),
    picture_tables=("table#newspic", "#newspic"),
    captions=(marked_captions,),
    issue=IssueRules(
        addresses=(r"(?:^|/)node_\w+\.html?(?:\?|$)",),
        links="a",
        areas="area",
        story_address=r"(?:^|/)content_\w+\.html?(?:\?|$)",
        title_id="mp",
        page=(property_of("founder-pagenum"),),
        picture="img[usemap]",
        pdf=r"\.pdf(?:\?|$)",
    ),
)
