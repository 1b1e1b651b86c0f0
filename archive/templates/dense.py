"""The body and the headline of a page that says of neither where it stands.

In: a page. Out: its densest block of Chinese paragraphs, that block as a body less its furniture,
and the likeliest of its headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from bs4.element import PageElement

from archive.byline import dateline_end, read_byline
from archive.byline.whole import LABEL_ALONE
from archive.letters import HAN, count_han
from archive.templates.body import BLOCKS, Body, Line, printed_lines, read_body
from archive.templates.masthead import read_masthead
from archive.templates.page import Page, bare
from archive.templates.printed import Heading, printed_heading
from archive.templates.tree import Tag, Text

_STOPS = re.compile(f"[，。；！？、：]|[,;](?=[{HAN}])")
_SENTENCE = re.compile("[。！？；]|[，,].*[，,]")
_OUTSIDE = frozenset(("a", "nav", "footer", "aside", "button", "select", "h1", "title"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|footer|sidebar|related|recommend|copyright|breadcrumb|nav|menu|share"
    r"|hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"^[【\[（(]?\s*(?:打印|关闭|字体|字号|分享到?|返回顶部|扫一扫|上一[篇条]|下一[篇条]"
    r"|点击(?:进入|[上下]方|左下|阅读原文)|长按(?:识别|关注|二维码)|阅读原文$|关注我们$|(?:广\s?告|推广)[】\])）]?$"
    r"|更多精彩|浏览次数|我要(?:纠错|评论)|原标题|本文来源|版权声明)"
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
_TAB = re.compile(rf"[{HAN}]{{2,6}}$")  # 重点推荐, 行业动态: the tabs of a box of links
# what sites print below every story, at length
_LEGAL = re.compile(
    r"版权(?:声明|所有|均?属)|免责声明|未经.{0,8}授权|法律责任|转载.{0,8}注明|文明(?:上网|发言)|ICP备"
)
# 特别声明：以上内容…, 凡注明来源…: what may stand below the last paragraph
_NOTICE = re.compile(
    rf"[【\[（(]?\s*(?:(?:特别|免责|版权|郑重)声明|声明[：:]|凡(?:本[网站报]|注明|来源)|[{HAN}]{{2,8}}凡注明"
    r"|本[网站](?:转载|凡|所有)|以上内容|转载请).*(?:版权|转载|侵权|授权|平台|负责|观点)"
)
_OWNER = re.compile(rf"(?:©|Copyright|[{HAN}]{{0,10}}版权所有).{{0,40}}$", re.IGNORECASE)
_Blocks = dict[int, tuple[Tag, ...] | None]
_SHORTEST = 20  # Chinese characters; fewer is a menu, not a story
_LEAST_SCORE = 40.0  # less may be no story, and the story in a box named as furniture
_BOXES = frozenset(("section", "div", "p", "li", "tr", "td", "blockquote", "article"))
_PARAGRAPHS = frozenset(("p", "li"))
_TABLES = frozenset(("table", "tbody", "tr", "td", "form"))
_PARTS = frozenset(("section", "div", "article", "td"))
_TITLED = ("h1", "h2", "h3", "h4", "a")  # a box with one of them is a story of its own
_LONGEST_HEADING = 30
_LEAST_PART = 0.25  # of the largest part
_DEEPEST_BOX = 12
# A story told in short lines: so many of so many characters, hardly any of them in links.
_LEAST_VERSES = 8
_LONGEST_MAKERS = 60
_NEAR = 30  # lines
_VERSE = range(4, 31)
_LEAST_VERSE_TEXT = 56
_MOST_ENTRIES = 0.2  # a share of the lines: numbers, chapters, notices
_LEAST_STOPPED = 0.3  # a share of the lines of a story that nothing else tells for one
_ENTRY = re.compile(
    r"\d{4,}|\d元|[：:]|^第[一二三四五六七八九十\d]{1,3}[章节版条]|^关于.+的(?:通知|公告|意见|批复|函)$|^\d+[.、]"
)
_STOPPED = re.compile("[，。！？…；]$")
_NO_STORY = re.compile(
    "联系|登录|注册|不存在|未找到|404|通讯录|目录|领导|电话|菜单|收费|价格|通知公告|网站地图|机构|职责|名单|导航|简介$"
)
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
    return found and _with_its_like(found, own)


def _densest(
    page: Page, left_out: Callable[[Tag], bool], *, verses: bool = False
) -> tuple[Tag | None, float]:
    """The densest tag outside links and what is left out, and its score; `verses` counts short
    lines without a stop, too.
    """
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    known: _Blocks = {}
    boxes = _Boxes()
    for string in page.nodes:
        if not isinstance(string, Text):
            continue
        count = count_han(string)
        told = count > 15 or _STOPS.search(string) or (verses and count in _VERSE)
        if count < 2 or not told or _LEGAL.search(string):
            continue
        blocks = _blocks_around(string.parent, known, left_out) or ()
        if not blocks:
            continue
        paragraph = boxes.paragraph(blocks[0])
        if paragraph is not None and paragraph is not blocks[0]:
            blocks = _blocks_around(paragraph, known, left_out) or ()
        shares = (1.0, 0.5) if paragraph is None else (0.3, 1.0, 0.5)
        for tag, share in zip(blocks, shares, strict=False):
            tags[id(tag)] = tag
            scores[id(tag)] = scores.get(id(tag), 0) + share * (count + 5)
    best = max(scores, key=lambda key: scores[key], default=None)
    return (None, 0.0) if best is None else (tags[best], scores[best])


def _with_its_like(found: Tag, own: frozenset[int]) -> Tag:
    """The tag around it where a body is cut into several boxes of one kind, else itself; `own` are
    the tags around the headline, which no part of a body is.
    """
    box = found
    for _ in range(_DEEPEST_BOX):
        around = box.parent
        if around is None or box.name not in _PARTS or id(box) in own:
            break
        alike = [node for node in _alike(box, around) if not _is_furniture(node)]
        if alike:
            least = _LEAST_PART * _unlinked(box)
            if any(_unlinked(node) > least and not node.inside(*_TITLED) for node in alike):
                return around
        others = [node for node in around.contents if node is not box and _holds_text(node)]
        # 一、桥通了 in a box of its own above those of its paragraphs
        if sum(len(node.get_text(strip=True)) for node in others[:3]) > _LONGEST_HEADING:
            break
        box = around
    return found


def _alike(box: Tag, around: Tag) -> list[Tag]:
    """The tags beside a box that have its name and its class."""
    tags = around.tags_named((box.name,))
    return [tag for tag in tags if tag is not box and tag.get("class") == box.get("class")]


def _unlinked(tag: Tag) -> int:
    """How many Chinese characters a tag holds outside links, if it holds a sentence."""
    body = read_body(tag)
    return body.weight if any("。" in line.text for line in body.lines) else 0


class _Boxes:
    """What the boxes of a page hold, each found once: rows of boxes may be thousands long."""

    def __init__(self) -> None:
        self._paragraphs: dict[int, Tag | None] = {}
        self._lone: dict[int, bool] = {}
        self._rows: dict[tuple[int, str, str | None], bool] = {}

    def paragraph(self, block: Tag) -> Tag | None:
        """The paragraph that a block is: itself, or the outermost of the boxes around it that stand
        in a row of their like, each around one paragraph. None for a block that is no paragraph.
        """
        if id(block) not in self._paragraphs:
            self._paragraphs[id(block)] = self._find(block)
        return self._paragraphs[id(block)]

    def _find(self, block: Tag) -> Tag | None:
        found = block if block.name in _PARAGRAPHS else None
        box = block
        for _ in range(_DEEPEST_BOX):
            around = box.parent
            if around is None or box.name not in _BOXES:
                break
            if box.name == "li" and around.parent is not None:
                # a list among paragraphs is one of them
                return around if self._is_row(around.parent, "p", None, least=1) else found
            row = box.name not in _PARAGRAPHS and self._is_row(
                around, box.name, box.get("class"), least=2
            )
            if row and _is_one_paragraph(box):
                found = box
            if not self._is_lone(around):
                break
            box = around
        return found

    def _is_row(self, around: Tag, name: str, named: str | None, *, least: int) -> bool:
        """Whether so many boxes of a name and a class (None: any) hold one paragraph each."""
        key = (id(around), name, named)
        if key not in self._rows:
            alike = (tag for tag in around.tags_named((name,)) if named in (None, tag.get("class")))
            paragraphs = filter(_is_one_paragraph, alike)
            self._rows[key] = len(list(islice(paragraphs, least))) == least
        return self._rows[key]

    def _is_lone(self, around: Tag) -> bool:
        """Whether no more than one thing right inside holds text."""
        if id(around) not in self._lone:
            holding = filter(_holds_text, around.contents)
            self._lone[id(around)] = len(list(islice(holding, 2))) < 2
        return self._lone[id(around)]


def _is_one_paragraph(tag: Tag) -> bool:
    text = tag.all_text()
    return "。" in text and count_han(text) >= _SHORTEST and not tag.inside("br")


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
    told = _told(page, tag) if tag else None
    return told or _told_in_verses(page)


def _told_in_verses(page: Page) -> Body | None:
    """The body of a story of nothing but short lines, as phones show them; None if it has none."""
    tag, _ = _densest(page, _is_furniture, verses=True)
    if tag is None or tag.name in _TABLES or not page.once(printed_heading).text:
        return None
    body = read_body(tag)
    lines = [line for line in body.lines if not line.linked and not _CHATTER.match(line.text)]
    verses = [line for line in lines if count_han(line.text) in _VERSE]
    few_links = 5 * (len(body.lines) - len(lines)) < len(body.lines)
    if not few_links or len(verses) < _LEAST_VERSES or body.weight < _LEAST_VERSE_TEXT:
        return None
    kept = _below_headline(lines, page.once(printed_heading))
    return replace(body, lines=tuple(kept)) if _is_story(page, verses, lines) else None


def _is_story(page: Page, verses: list[Line], lines: list[Line]) -> bool:
    """Whether short lines are a story's: who wrote or where it came from stands with them, or they
    end as verses do; and they are no list.
    """
    entries = sum(1 for line in verses if _ENTRY.search(line.text))
    if _NO_STORY.search(page.once(printed_heading).text) or entries > _MOST_ENTRIES * len(verses):
        return False
    stopped = sum(1 for line in verses if _STOPPED.search(line.text))
    if stopped >= _LEAST_STOPPED * len(verses):
        return True
    # above and below the story, and in the first lines of the page
    near = (*lines[:_NEAR], *lines[-_NEAR:], *page.once(printed_lines)[: 2 * _NEAR])
    return any(_names_its_makers(line.text) for line in near)


def _names_its_makers(text: str) -> bool:
    if len(text) > _LONGEST_MAKERS:
        return False
    byline = read_byline((text,))
    return bool(byline.credits) and not byline.paragraphs


def _told(page: Page, tag: Tag) -> Body | None:
    """The body in a tag, less its furniture; None if it is too short for a story."""
    body = read_body(tag)
    lines = [line for line in body.lines if not line.linked and not _CHATTER.match(line.text)]
    lines = _without_related(lines)
    # 2012-07-18 第02版：时政 below the headline
    lines = [n for n in lines[:_HEADING_LINES] if not _is_page_line(n)] + lines[_HEADING_LINES:]
    while len(lines) > 1 and (_NOTICE.match(lines[-1].text) or _OWNER.match(lines[-1].text)):
        lines.pop()
    tabs = next((n for n, line in enumerate(reversed(lines)) if not _TAB.match(line.text)), 0)
    # 编辑, and below it a name, are no tabs
    if tabs > 2 and not any(LABEL_ALONE.fullmatch(line.text) for line in lines[-tabs:]):
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
    weights = [count_han(line.text) for line in lines]
    for place, line in enumerate(lines):
        if place and _RELATED.fullmatch(line.text):
            after = lines[place + 1 :]
            little = sum(weights[place + 1 :]) < _LEAST_RELATED * sum(weights)
            own = any(dateline_end(line.text) for line in after)
            return lines[:place] if little and not own else lines
    return lines


def _is_page_line(line: Line) -> bool:
    """Whether a line says the page (版) of the newspaper and nothing else."""
    found = read_masthead(line.text) if "版" in line.text else None
    return found is not None and found.page is not None


def _is_particular(line: Line) -> bool:
    """Whether it is the line under the headline: date, source, author."""
    return len(line.text) < 60 and bool(_PARTICULARS.match(line.text)) and "。" not in line.text
