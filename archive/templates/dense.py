"""The body and the headline of a page that says of neither where it stands.

In: a page. Out: its densest block of Chinese paragraphs, that block as a body less its furniture,
and the likeliest of its headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bs4.element import PageElement

from archive.byline import dateline_end
from archive.templates.body import BLOCKS, Body, Line, read_body
from archive.templates.page import Page, bare
from archive.templates.printed import Heading, printed_heading
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
_PARTICULARS = re.compile(
    r"^(?:发布(?:时间|日期)|(?:信息|文章|稿件)?(?:时间|日期|来源|作者)|\d{4}[-年/.]\d{1,2}"
    r"|(?:您?(?:现在|当前)?所?在?的?位置)[：:]|首页\s?[>＞»/])"
)
_TAB = re.compile(r"[\u3400-\u9fff]{2,6}$")  # 重点推荐, 行业动态: the tabs of a box of links
_Blocks = dict[int, tuple[Tag, ...] | None]
_SHORTEST = 20  # Chinese characters; fewer is a menu, not a story
_LEAST_SCORE = 40.0  # less may be no story, and the story in a box named as furniture
_BOXES = frozenset(("section", "div", "p", "li", "tr", "td", "blockquote", "article"))
_PARAGRAPHS = frozenset(("p", "li"))
_DEEPEST_BOX = 12
_HEADING_LINES = 8


def densest(page: Page) -> Tag | None:
    """The tag whose paragraphs hold most unlinked Chinese text; None if there is none.

    A paragraph counts wholly for the block around it and by half for the next one out, so that a
    column of paragraphs wins over one long paragraph and over the page as a whole.
    """
    heading = page.once(printed_heading).tag
    # a box that holds the headline holds the story, whatever its name: share-main, nav-content
    own = frozenset(id(tag) for tag in heading.and_parents()) if heading else frozenset()
    found, score = _densest(page, lambda tag: id(tag) not in own and _is_furniture(tag))
    if score < _LEAST_SCORE:
        unnamed, more = _densest(page, lambda tag: False)
        found = unnamed if more > 2 * score else found
    return found


def _densest(page: Page, left_out: Callable[[Tag], bool]) -> tuple[Tag | None, float]:
    """The densest tag outside links and what is left out, and its score."""
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    known: _Blocks = {}
    paragraphs: dict[int, Tag | None] = {}
    for string in page.nodes:
        if not isinstance(string, Text):
            continue
        count = len(_HAN.findall(string))
        if count < 2 or not (count > 15 or _STOPS.search(string)):
            continue
        blocks = _blocks_around(string.parent, known, left_out) or ()
        if not blocks:
            continue
        nearest = blocks[0]
        if id(nearest) not in paragraphs:
            paragraphs[id(nearest)] = _paragraph(nearest)
        paragraph = paragraphs[id(nearest)]
        if paragraph is not None and paragraph is not nearest:
            blocks = _blocks_around(paragraph, known, left_out) or ()
        shares = (1.0, 0.5) if paragraph is None else (0.3, 1.0, 0.5)
        for tag, share in zip(blocks, shares, strict=False):
            tags[id(tag)] = tag
            scores[id(tag)] = scores.get(id(tag), 0) + share * (count + 5)
    best = max(scores, key=lambda key: scores[key], default=None)
    return (None, 0.0) if best is None else (tags[best], scores[best])


def _paragraph(block: Tag) -> Tag | None:
    """The paragraph that a block is: itself, or the outermost of the boxes around it that stand in
    a row of their like, each around one paragraph. None for a block that is no paragraph.
    """
    found = block if block.name in _PARAGRAPHS else None
    box = block
    for _ in range(_DEEPEST_BOX):
        around = box.parent
        if around is None or box.name not in _BOXES:
            break
        if box.name not in _PARAGRAPHS and _in_a_row(box, around):
            found = box
        if any(node is not box and _holds_text(node) for node in around.contents):
            break
        box = around
    return found


def _in_a_row(box: Tag, around: Tag) -> bool:
    """Whether a box has one like it beside it that holds a paragraph too."""
    alike = (
        node
        for node in around.contents
        if isinstance(node, Tag) and node.name == box.name and node is not box
        if node.get("class") == box.get("class")
    )
    return any(map(_is_one_paragraph, alike)) and _is_one_paragraph(box)


def _is_one_paragraph(tag: Tag) -> bool:
    text = tag.all_text()
    return "。" in text and len(_HAN.findall(text)) >= _SHORTEST and not tag.inside("br")


def _holds_text(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return any(isinstance(text, Text) and not text.isspace() for text in node.descendants)
    return isinstance(node, Text) and not node.isspace()


def _is_furniture(tag: Tag) -> bool:
    """Whether class or id say that a tag is no part of a story: comments, share, sidebar."""
    attrs = tag.attrs
    named = f"{attrs.get('class', '')} {attrs.get('id', '')}" if attrs else ""
    return len(named) > 1 and bool(_FURNITURE.search(named))


def _blocks_around(
    tag: Tag, known: _Blocks, left_out: Callable[[Tag], bool]
) -> tuple[Tag, ...] | None:
    """The three nearest blocks around what is in a tag, None if it is a link's or left out."""
    unknown: list[Tag] = []
    blocks: tuple[Tag, ...] | None = ()
    for around in tag.and_parents():
        if id(around) in known:
            blocks = known[id(around)]
            break
        unknown.append(around)
    for around in reversed(unknown):  # from the outside in
        if around.name in _OUTSIDE or left_out(around):
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
    lines = _without_related(lines)
    tabs = next((n for n, line in enumerate(reversed(lines)) if not _TAB.match(line.text)), 0)
    if tabs > 2:
        del lines[-tabs:]
    whole = replace(body, lines=tuple(lines))
    kept = replace(body, lines=tuple(_below_headline(lines, page.once(printed_heading))))
    enough = whole.weight >= _SHORTEST and any(_SENTENCE.search(text) for text in kept.texts)
    return kept if enough else None


def _below_headline(lines: list[Line], heading: Heading) -> list[Line]:
    """The lines less those of the headline and the particulars around it that open them."""
    parts = [bare(text) for text in (*heading.lines, heading.text + heading.subhead) if text]
    texts = [bare(line.text) for line in lines[:_HEADING_LINES]]
    place = next((n for n, text in enumerate(texts[:3]) if text == bare(heading.text)), 0)
    if any("。" in text for text in texts[:place]):
        place = 0
    while place < len(texts):
        ends = [end for end in (1, 2, 3) if "".join(texts[place : place + end]) in parts]
        if not ends and not _is_particular(lines[place]):
            break
        place += ends[0] if ends else 1
    return lines[place:]


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
