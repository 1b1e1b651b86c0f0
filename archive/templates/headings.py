"""The headlines of a newspaper's story page: kicker, headline, subhead and author.

In: a page of any newspaper family. Out: rules for each of the four, in the order to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.names import is_lone_name
from archive.templates.body import tag_text
from archive.templates.founder import (
    is_signature,
    marked_text,
    newspaper_name,
    printed_title,
    property_of,
    story_title,
)
from archive.templates.other_papers import (
    other_author,
    other_headline,
    other_kicker,
    other_subhead,
)
from archive.templates.page import Page, bare, cut_title
from archive.templates.printed import Heading, heading_around
from archive.templates.prominent import MENU, names_the_publisher, prominent_line
from archive.templates.template import Rule
from archive.templates.tree import Tag

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
# where pages without headings print the headline, the surest first
_TITLE_CLASSES = (".title", ".news_title", ".article-title", ".biaoti", "strong")


@dataclass(frozen=True, slots=True)
class Group:
    """The lines printed around a headline, each in its place; empty where there is none."""

    kicker: str = ""
    subhead: str = ""
    author: str = ""


def _small_print(page: Page) -> Group:
    """The lines in small print (`td.font02`) above and below the headline (`td.font01`)."""
    titles = [tag for tag in page.find(".font01") if tag_text(tag)]
    if not titles:
        return Group()
    order = {id(node): place for place, node in enumerate(page.nodes)}
    title = order[id(titles[-1])]
    lines = [(tag_text(tag), order[id(tag)] < title) for tag in page.find(".font02")]
    return _group(lines)


def _beside_heading(page: Page) -> Group:
    """The other headings beside the one that prints the headline: `h3`, `h1`, `h2`, `h4`."""
    headline = bare(_headline(page))
    tags = [tag for name in _HEADINGS for tag in page.find(name)]
    found = [tag for tag in tags if headline and bare(tag_text(tag)) == headline]
    if not found or found[0].parent is None:
        return _headings_of_a_table(page, headline, tags)
    lines: list[tuple[str, bool]] = []
    author = ""
    above = True
    for tag in found[0].parent.tags_named(_HEADINGS):
        text = tag_text(tag)
        above = above and tag is not found[0]
        if tag.name == "h4" and not above and _is_author(text):
            author = text
        elif tag is not found[0]:
            lines.append((text, above))
    group = _group(lines)
    return replace(group, author=author or group.author)


def _headings_of_a_table(page: Page, headline: str, headings: list[Tag]) -> Group:
    """The headings in the rows around a headline that is printed as `<strong>`."""
    printed = [tag for tag in page.find("strong") if headline and bare(tag_text(tag)) == headline]
    if len(printed) != 1:
        return Group()
    table = next((tag for tag in printed[0].and_parents() if tag.name == "table"), None)
    if table is None:
        return Group()
    inside = {id(tag): place for place, tag in enumerate(table.inside("strong", *_HEADINGS))}
    title = inside[id(printed[0])]
    return _group(
        [(tag_text(tag), inside[id(tag)] < title) for tag in headings if id(tag) in inside]
    )


def _is_author(text: str) -> bool:
    """Whether a line is a name, `曲　波` too; not `海力提·肉孜讲话 车延龄主持`."""
    parts = text.split()
    return is_lone_name(text) and all(len(part) < 2 or is_lone_name(part) for part in parts)


def _group(lines: list[tuple[str, bool]]) -> Group:
    lines = [(text, above) for text, above in lines if text]
    signed = [text for text, _ in lines if is_signature(text)]
    return Group(
        kicker=" ".join(text for text, above in lines if above and text not in signed),
        subhead=" ".join(text for text, above in lines if not above and text not in signed),
        author=next(iter(signed), ""),
    )


def _headline(page: Page) -> str:
    for rule in HEADLINE:
        texts = [rule(page)] if callable(rule) else [tag_text(tag) for tag in page.find(rule)]
        if text := next(filter(None, texts), ""):
            return text
    return ""


def _printed(page: Page) -> Heading:
    """What is printed around the headline."""
    return heading_around(page, _headline(page))


def _title_id(page: Page) -> str:
    """A rule: the `#Title` that is not the paper's own name, printed under the same id."""
    paper = newspaper_name(page)
    texts = [tag_text(tag) for tag in page.find("#Title")]
    return next((text for text in texts if text and text != paper), "")


def _headline_cell(page: Page) -> str:
    return next((text for tag in reversed(page.find(".font01")) if (text := tag_text(tag))), "")


def _nbs_heading(page: Page) -> str:
    tags = [tag for box in page.find(".text_c") for tag in box.inside("h1")]
    return next((text for tag in tags if (text := tag_text(tag))), "")


def _heading_or_title(page: Page) -> str:
    """A rule: the heading that the page title names, else the largest, else the title itself."""
    title, paper = story_title(page), newspaper_name(page)
    texts = [text for name in _HEADINGS[:3] for tag in page.find(name) if (text := tag_text(tag))]
    texts = [text for text in texts if text != paper]
    headings = texts
    texts = [t for t in texts if not (MENU.fullmatch(t) or names_the_publisher(page, t))]
    named = (text for text in texts if title and bare(title).startswith(bare(text)))
    linked = [text for tag in page.find("a.atitle") if (text := tag_text(tag))]
    if len(linked) == 1:  # several are the titles of the whole page
        texts.append(linked[0])
    marked = (tag for name in _TITLE_CLASSES for tag in page.find(name))
    strong = (text for tag in marked if (text := tag_text(tag)) and text != paper)
    printed = next(named, "") or title or next(iter(texts), "") or next(strong, "")
    return printed or prominent_line(page) or next(iter(headings), "") or cut_title(page.title)


HEADLINE: tuple[Rule, ...] = (
    property_of("founder-title", "title"),
    marked_text("article-title"),
    printed_title,
    _title_id,
    _headline_cell,
    _nbs_heading,
    "#contenttitle",
    other_headline,
    _heading_or_title,
)
KICKER: tuple[Rule, ...] = (
    property_of("founder-introtitle", "introtitle"),
    marked_text("article-pretitle"),
    "#PreTitle",
    lambda page: page.once(_small_print).kicker,
    lambda page: page.once(_beside_heading).kicker,
    ".introtitle",
    other_kicker,
    lambda page: page.once(_printed).kicker,
)
SUBHEAD: tuple[Rule, ...] = (
    property_of("founder-subtitle", "subtitle"),
    marked_text("article-subtitle"),
    "#SubTitle",
    lambda page: page.once(_small_print).subhead,
    lambda page: page.once(_beside_heading).subhead,
    ".subtitle",
    other_subhead,
    lambda page: page.once(_printed).subhead,
)
BYLINE: tuple[Rule, ...] = (
    property_of("founder-author", "author"),
    marked_text("article-author"),
    "founder-author",
    "#Author",
    lambda page: page.once(_small_print).author,
    lambda page: page.once(_beside_heading).author,
    ".author",
    other_author,
)
