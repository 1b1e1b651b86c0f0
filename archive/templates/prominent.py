"""The line that a page without headings prints as its headline: larger, bold or centred.

In: a page. Out: that line above the first paragraph, and which lines are parts of a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from archive.dates import find_date
from archive.letters import count_han
from archive.templates.body import BLOCKS, beginning, read_body, tag_text
from archive.templates.founder import newspaper_name
from archive.templates.masthead import is_publisher, read_masthead
from archive.templates.page import Page, bare, tidy
from archive.templates.tree import Tag, Text

# what stands in a line of particulars, and in no headline
PARTICULAR = re.compile(
    r"来源|作者|编辑|记者|通讯员|发布|时间|日期|字体|字号|浏览|阅读|点击|打印|分享|首页|位置|[>＞»|]|[。；]"
)
# what lists of pages and stories are headed with
MENU = re.compile(
    r"(?:版面|本版|标题|文章|新闻|往期|报纸|栏目)(?:导航|目录|列表|概览|标题|新闻|导读|回顾)"
)
LEAST = 4  # Chinese characters; fewer may be the name of a column
LONGEST_LINE = 60
_PARAGRAPH = 20
_MOST_ABOVE = 6  # lines of a headline, its date and its tools
_FONT = re.compile(r"font-size\s*:\s*(\d{1,2})(?:\.\d+)?\s*(px|pt)", re.IGNORECASE)
_CLASS = re.compile(r"(?:^|\s)(?:f|fs|fz|font|size)[-_]?(\d{2})(?=\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}$")
_NUMBERED = re.compile(
    r"(?:(?:tit(?:le)?|bt|biaoti|head(?:ing|line)?|font)|(?:^|[\s_-])(?:fs?|fz|size|px|h|t))[-_]?\d{1,2}$",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:--+|——|[|_]|\s[-–—]\s)\s*")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


class _Print(NamedTuple):
    """How a line is printed, in the order that tells a headline from other lines."""

    size: int
    bold: bool
    centred: bool


def names_the_publisher(page: Page, text: str) -> bool:
    """Whether a text is the name of a site, an office or the newspaper, or its date and page:
    `北塬日报 2018年12月03日 第2版`.
    """
    paper = newspaper_name(page)
    return all(
        not piece or is_publisher(piece) or piece == paper or read_masthead(piece, first=True)
        for piece in _BETWEEN_NAMES.split(text)
    )


def says_something(page: Page, text: str) -> bool:
    """Whether a text is no line of particulars and no name of who publishes."""
    return not (PARTICULAR.search(text) or find_date(text) or names_the_publisher(page, text))


def prominent_line(page: Page) -> str:
    """The largest of the lines above the first paragraph that stand out, the last of equals; if
    none does, the line that opens the box of that paragraph, or ``.
    """
    best, headline = _Print(0, False, False), ""
    for tag in _above_the_first_paragraph(page):
        printed = _print(tag)
        if not any(printed) or printed < best:
            continue
        text = beginning(tag, LONGEST_LINE)
        if _may_be_a_headline(page, tag, text):
            best, headline = printed, tag_text(tag)
    return headline or _opening_line(page)


def _opening_line(page: Page) -> str:
    """The first of the few lines above the first paragraph in its box that may be a headline."""
    paragraph = next(filter(_is_a_paragraph, page.nodes), None)
    for box in paragraph.tags_around() if isinstance(paragraph, Text) else ():
        lines = read_body(box).lines
        above = list(takewhile(lambda line: not _is_told(line.text), lines))
        if len(above) > _MOST_ABOVE:
            break
        whole = {tidy(node) for node in box.nodes() if isinstance(node, Text)}
        plain = (line.text for line in above if not line.linked and line.text in whole)
        long = (text for text in plain if LEAST <= count_han(text) <= LONGEST_LINE)
        if headline := next((text for text in long if says_something(page, text)), ""):
            return "" if MENU.fullmatch(headline) else headline
    return ""


def is_of_its_group(tag: Tag, headline: Tag) -> bool:
    """Whether a line is printed smaller than a headline, in bold as it is, or has its class with
    another number: `title3` and `title1`.
    """
    if tag.name != headline.name or count_han(tag_text(tag)) <= LEAST + 1:
        return False
    own, other = tag.get("class"), headline.get("class")
    if own != other and _NUMBERED.search(own):
        return _NUMBER.sub("", own) == _NUMBER.sub("", other)
    if _is_bold(tag) and _is_bold(headline):
        return True
    return 0 < _printed_size(tag) < _printed_size(headline)


def _is_bold(tag: Tag) -> bool:
    whole = bare(tag_text(tag))
    return any(bare(tag_text(bold)) == whole for bold in tag.inside("b", "strong"))


def _printed_size(tag: Tag) -> int:
    """How large a tag itself prints its text, in pixels; 0 if it does not say."""
    if tag.name == "font" and (number := re.fullmatch(r"\+?([1-7])", tag.get("size"))):
        return 10 + 2 * int(number[1])
    if found := _FONT.search(tag.get("style")):
        return int(found[1]) * (4 if found[2].lower() == "pt" else 3) // 3
    found = _CLASS.search(tag.get("class"))
    return int(found[1]) if found else 0


def _above_the_first_paragraph(page: Page) -> Iterator[Tag]:
    for node in page.nodes:
        if isinstance(node, Tag):
            yield node
        elif _is_told(node):
            return


def _is_a_paragraph(node: Tag | Text) -> bool:
    return isinstance(node, Text) and _is_told(node)


def _is_told(text: str) -> bool:
    return "。" in text and count_han(text) >= _PARAGRAPH


def _print(tag: Tag) -> _Print:
    """How the innermost tag of a line is printed, by itself and by the boxes around it alone."""
    text = beginning(tag)
    size, bold, centred = 0, False, False
    for around in tag.and_parents() if text else ():
        if beginning(around) != text:
            break
        style = around.get("style")
        size = max(size, _printed_size(around))
        bold = bold or around.name in ("b", "strong") or bool(_BOLD.search(style))
        centred = centred or around.name == "center" or bool(_CENTRED.search(style))
        centred = centred or around.get("align").lower() == "center"
    return _Print(size, bold, centred)


def _may_be_a_headline(page: Page, tag: Tag, text: str) -> bool:
    """Whether a text is a line of its own, outside links, that says no particulars."""
    if len(text) > LONGEST_LINE or count_han(text) < LEAST:
        return False
    if MENU.fullmatch(text) or not says_something(page, text):
        return False
    if tag.inside("a") or any(around.name in ("a", "li") for around in tag.and_parents()):
        return False
    block = next((around for around in tag.and_parents() if around.name in BLOCKS), tag)
    return tag_text(tag) in read_body(block).texts
