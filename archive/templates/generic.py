"""A page of no known family: the densest block of Chinese paragraphs, and what stands around it.

In: nothing. Out: GENERIC, the declaration that reads any page, and `densest`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bs4.element import NavigableString, PreformattedString, Tag

from archive.dates import find_date
from archive.templates.body import BLOCKS, Body, Line, read_body
from archive.templates.founder import cms_body, property_of
from archive.templates.page import Page, cut_title, tidy
from archive.templates.template import Template

_HAN = re.compile("[\u3400-\u9fff]")
_STOPS = re.compile("[，。；！？、：]|[,;](?=[\u3400-\u9fff])")
_SENTENCE = re.compile("[。！？；]|[，,].*[，,]")
_OUTSIDE = frozenset(("a", "nav", "footer", "aside", "button", "select", "h1", "title"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|footer|sidebar|related|recommend|copyright|breadcrumb|nav|menu|share"
    r"|hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"^[【\[（(]?\s*(?:打印|关闭|字体|字号|分享到?|返回顶部|扫一扫|上一[篇条]|下一[篇条]|相关阅读"
    r"|相关新闻|延伸阅读|点击进入|更多精彩|浏览次数|我要(?:纠错|评论)|原标题|本文来源|版权声明)"
)
_PARTICULARS = re.compile(r"^(?:发布(?:时间|日期)|时间|日期|来源|作者|\d{4}[-年/.]\d{1,2})")
_ORIGIN = re.compile(r"(?<![\u3400-\u9fff])来源\s*[：:]\s*([\u3400-\u9fff·A-Za-z]{2,20})")
_FIRST_NODES = 30  # how far into the body block its own date line may stand
_TAB = re.compile(r"[\u3400-\u9fff]{2,6}$")  # 重点推荐, 行业动态: the tabs of a box of links
_SHORTEST = 20  # Chinese characters; fewer is a menu, not a story


def densest(page: Page) -> Tag | None:
    """The tag whose paragraphs hold most unlinked Chinese text; None if there is none.

    A paragraph counts wholly for the block around it and by half for the next one out, so that a
    column of paragraphs wins over one long paragraph and over the page as a whole.
    """
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    for string in page.nodes:
        if not isinstance(string, NavigableString) or isinstance(string, PreformattedString):
            continue
        count = len(_HAN.findall(string))
        if count < 2 or not (count > 15 or _STOPS.search(string)):
            continue
        blocks = _blocks_around(string)
        shares = (1.0, 0.5) if blocks and blocks[0].name not in ("p", "li") else (0.3, 1.0, 0.5)
        for tag, share in zip(blocks, shares, strict=False):
            tags[id(tag)] = tag
            scores[id(tag)] = scores.get(id(tag), 0) + share * (count + 5 * bool(blocks))
    if not scores:
        return None
    return tags[max(scores, key=lambda key: scores[key])]


def _blocks_around(string: NavigableString) -> list[Tag]:
    """The three nearest blocks around a string, none if it stands in a link or in furniture."""
    blocks: list[Tag] = []
    for tag in string.parents:
        if tag.name in _OUTSIDE:
            return []
        if _FURNITURE.search(f"{tag.get('class', '')} {tag.get('id', '')}"):
            return []
        if tag.name in BLOCKS and len(blocks) < 3:
            blocks.append(tag)
    return blocks


def dense_body(page: Page) -> Body | None:
    """A body rule: the densest block less its furniture; None if it is too short for a story."""
    tag = page.once(densest)
    if tag is None:
        return None
    body = read_body(tag)
    lines = [line for line in body.lines if not line.linked and not _CHATTER.match(line.text)]
    while lines and _is_particular(lines[0]):
        del lines[0]
    tabs = next((n for n, line in enumerate(reversed(lines)) if not _TAB.match(line.text)), 0)
    if tabs > 2:
        del lines[-tabs:]
    kept = replace(body, lines=tuple(lines))
    enough = kept.weight >= _SHORTEST and any(_SENTENCE.search(text) for text in kept.texts)
    return kept if enough else None


def _is_particular(line: Line) -> bool:
    """Whether it is the line under the headline: date, source, author."""
    return len(line.text) < 60 and bool(_PARTICULARS.match(line.text)) and "。" not in line.text


def printed_headline(page: Page) -> str:
    """A rule: the heading that the page title begins with, else the title cut, else a heading."""
    title = cut_title(page.title)
    headings = [
        text for name in ("h1", "h2") for tag in page.find(name) if (text := tidy(tag.get_text()))
    ]
    whole = bare(page.title)
    for text in headings:
        if len(_HAN.findall(text)) > 3 and whole.startswith(bare(text)):
            return text
    if len(_HAN.findall(title)) > 3:
        return title
    return headings[0] if headings else title


def bare(text: str) -> str:
    """The text without spaces and quotation marks, which titles and headings print differently."""
    return re.sub(r"[\s\"'“”‘’]", "", text)


def _under_headline(page: Page) -> tuple[str, ...]:
    """The short texts between the headline and the first paragraph."""
    headline, body = bare(printed_headline(page)), page.once(densest)
    texts: list[str] = []
    seen, inside = False, 0
    for node in page.nodes:
        inside += node is body or inside > 0
        if not isinstance(node, NavigableString) or inside > _FIRST_NODES:
            continue
        text = tidy(node)
        if inside and len(text) > 60:
            break
        if seen and text and len(text) < 80 and "。" not in text:
            texts.append(text)
        seen = seen or (bool(headline) and bare(text).startswith(headline))
    return tuple(texts)


def line_under_headline(page: Page) -> str:
    """A rule: the first dated line between the headline and the body."""
    return next((text for text in page.once(_under_headline) if find_date(text)), "")


def origin_under_headline(page: Page) -> str:
    """A rule: the `来源：…` between the headline and the body."""
    found = _ORIGIN.search("\n".join(page.once(_under_headline)))
    return found[1] if found else ""


GENERIC = Template(
    family="generic",
    recognise=lambda page: True,
    reason="任何页面都能按正文最密的一块来读",
    headline=("meta:ArticleTitle", property_of("title"), printed_headline),
    kicker=(property_of("introtitle"),),
    subhead=(property_of("subtitle"),),
    byline=(property_of("author"),),
    origin=("meta:ContentSource", property_of("sourcename"), origin_under_headline),
    published=(
        "meta:PubDate",
        "meta:publishdate",
        "meta:article:published_time",
        "meta:og:release_date",
        "meta:date",
        property_of("date"),
        line_under_headline,
    ),
    section=("meta:ColumnName",),
    address=(property_of("url"),),
    body=(cms_body, dense_body),
)
