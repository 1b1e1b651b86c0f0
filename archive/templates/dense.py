"""The body and the headline of a page that says of neither where it stands.

In: a page. Out: its densest block of Chinese paragraphs, that block as a body less its furniture,
and the likeliest of its headings.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.byline import dateline_end
from archive.templates.body import BLOCKS, Body, Line, read_body
from archive.templates.page import Page, cut_title, tidy
from archive.templates.tree import Tag, Text

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
    r"^[【\[（(]?\s*(?:打印|关闭|字体|字号|分享到?|返回顶部|扫一扫|上一[篇条]|下一[篇条]"
    r"|点击进入|更多精彩|浏览次数|我要(?:纠错|评论)|原标题|本文来源|版权声明)"
)
# 延伸 · 推荐, 相关阅读: what follows is of other stories, unless it is much or reported here
_RELATED = re.compile(
    r"[■●◆▼【\[]?\s*(?:延伸|相关|更多|猜你|热门|精彩|往期|推荐|编辑|新闻)\s*[·・|]?\s*"
    r"(?:推荐|阅读|链接|新闻|报道|文章|喜欢|回顾|内容|资讯|稿件)\s*[】\]：:>＞]*"
)
_LEAST_RELATED = 0.25  # a share of the text; more of it is a second part of the story
_PARTICULARS = re.compile(r"^(?:发布(?:时间|日期)|时间|日期|来源|作者|\d{4}[-年/.]\d{1,2})")
_TAB = re.compile(r"[\u3400-\u9fff]{2,6}$")  # 重点推荐, 行业动态: the tabs of a box of links
_Blocks = dict[int, tuple[Tag, ...] | None]
_SHORTEST = 20  # Chinese characters; fewer is a menu, not a story


def densest(page: Page) -> Tag | None:
    """The tag whose paragraphs hold most unlinked Chinese text; None if there is none.

    A paragraph counts wholly for the block around it and by half for the next one out, so that a
    column of paragraphs wins over one long paragraph and over the page as a whole.
    """
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    known: _Blocks = {}
    for string in page.nodes:
        if not isinstance(string, Text):
            continue
        count = len(_HAN.findall(string))
        if count < 2 or not (count > 15 or _STOPS.search(string)):
            continue
        blocks = _blocks_around(string.parent, known) or ()
        shares = (1.0, 0.5) if blocks and blocks[0].name not in ("p", "li") else (0.3, 1.0, 0.5)
        for tag, share in zip(blocks, shares, strict=False):
            tags[id(tag)] = tag
            scores[id(tag)] = scores.get(id(tag), 0) + share * (count + 5 * bool(blocks))
    if not scores:
        return None
    return tags[max(scores, key=lambda key: scores[key])]


def _blocks_around(tag: Tag, known: _Blocks) -> tuple[Tag, ...] | None:
    """The three nearest blocks around what is in a tag, None if it is a link's or furniture's."""
    unknown: list[Tag] = []
    blocks: tuple[Tag, ...] | None = ()
    for around in tag.and_parents():
        if id(around) in known:
            blocks = known[id(around)]
            break
        unknown.append(around)
    for around in reversed(unknown):  # from the outside in
        attrs = around.attrs
        named = f"{attrs.get('class', '')} {attrs.get('id', '')}" if attrs else ""
        if around.name in _OUTSIDE or (len(named) > 1 and _FURNITURE.search(named)):
            blocks = None
        elif blocks is not None and around.name in BLOCKS:
            blocks = (around, *blocks[:2])
        known[id(around)] = blocks
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
    lines = _without_related(lines)
    tabs = next((n for n, line in enumerate(reversed(lines)) if not _TAB.match(line.text)), 0)
    if tabs > 2:
        del lines[-tabs:]
    kept = replace(body, lines=tuple(lines))
    enough = kept.weight >= _SHORTEST and any(_SENTENCE.search(text) for text in kept.texts)
    return kept if enough else None


def _without_related(lines: list[Line]) -> list[Line]:
    """The lines less a closing block of related reading with its title."""
    weights = [len(_HAN.findall(line.text)) for line in lines]
    for place, line in enumerate(lines):
        if place and _RELATED.fullmatch(line.text):
            after = lines[place + 1 :]
            little = sum(weights[place + 1 :]) < _LEAST_RELATED * sum(weights)
            own = any(dateline_end(line.text) for line in after)
            return lines[:place] if little and not own else lines
    return lines


def _is_particular(line: Line) -> bool:
    """Whether it is the line under the headline: date, source, author."""
    return len(line.text) < 60 and bool(_PARTICULARS.match(line.text)) and "。" not in line.text


def printed_headline(page: Page) -> str:
    """A rule: the heading that the page title begins with, else the title cut, else a heading."""
    title = cut_title(page.title)
    headings = [
        text for name in ("h1", "h2") for tag in page.find(name) if (text := tidy(tag.all_text()))
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
