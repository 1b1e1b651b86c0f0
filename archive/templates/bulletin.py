"""Bulletins: plain text, or one HTML body, with several stories after each other.

In: a page. Out: BULLETIN, its declaration, and `split`, which finds where stories begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import mode

from archive.byline import read_byline
from archive.letters import HAN, count_han, has_han
from archive.models import Credit, Story
from archive.names import is_name, split_names
from archive.repair import headline_parts, is_whole, mend
from archive.templates.body import Body, Line, credited, read_body
from archive.templates.dense import densest
from archive.templates.government import BODIES
from archive.templates.masthead import Masthead, read_masthead
from archive.templates.page import Page, bare, tidy
from archive.templates.template import Template

# 本报讯, 本刊讯（记者 …）, 本报青川10月8日电, 新华社北京10月8日电, （记者 张三）10月8日
_LEAD = re.compile(
    r"^[【\[（(■□]?(?:本[报刊网台社][^\s，。,]{0,14}?(?:讯|电(?!视|话|台|力|影|子|商|动)|消息)"
    rf"|(?:据)?新华社[^，。,]{{0,16}}?电|[{HAN}]{{2,6}}[报网社]讯|讯[\s\u3000(（]"
    r"|(?<=[（(【])[^（()）】]{0,10}(?:记者|通讯员)[^（()）】]{2,30}[）)】][^\s])"
)
_DATED_LEAD = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|连日来|近期|昨日|昨天|今日|今天|前日|本周|上周|日前)"
)
_SIGNATURE = re.compile(
    rf"^[（(]?[{HAN}]{{2,14}}(?:局|办|委|中心|街道|办事处|镇|乡|村|社区|学校|小学|中学|院|公司|集团|会|部|队|所|站)"
    rf"[\s\u3000]+([{HAN}·]{{2,4}}(?:[\s\u3000、]+[{HAN}·]{{2,4}}){{0,3}})[）)]?$"
)
_SEPARATOR = re.compile(rf"^[^{HAN}\w]{{2,}}$")
_UNFINISHED = re.compile(r"(?:[，。、；：,;:.]|[。？！…?!]”)$")
_EDITORS_NOTE = re.compile("[【\\[（(]?编者(?:按|的话)|[【\\[（(]?开栏[语的]")
_CONTINUES = re.compile(r"^[，。、；：？！）”》,;:)]")
_SIGNED_END = re.compile(r"[。！？”…]\s*([（(][^（()）]{2,40}[）)])$")
_CAPTION = re.compile(r"^(?:[上下左右]?图为|图片|资料图|[（(]图)|(?:摄|供图|摄影)[）)]?$")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]+[章节])"
)
# A page of a digital newspaper holds one story, however many 本报讯 stand around it.
_NEWSPAPER_MARKS = ("<founder-", "npm:article", "ozoom", "pagepicmap", "oldcontenttext")
_SHORTEST_HEADLINE = 7
_LONGEST_HEADLINE = 60
_MOST_HEADLINES = 5
_MOST_BYLINES = 8
# What begins or closes a story in markup; a page with fewer than two is no bulletin.
_MARK = re.compile(
    rf">[\s\u3000【（(■□●]*(?:本[报刊网台社][^\s，。,<]{{0,14}}?[讯电]|新华社[^，。,<]{{0,16}}电|[{HAN}]{{2,6}}[报网社]讯)"
    r"|>[^<>。，]{0,16}(?:记者|通讯员)[^<>。，]{2,40}<"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One story as found: its headline lines, its other lines, and the masthead above it."""

    headlines: tuple[str, ...]
    lines: tuple[str, ...]
    masthead: Masthead

    @property
    def is_marked(self) -> bool:
        """Whether a lead or a byline shows that it is a story of its own, not a section of one."""
        return bool(self.headlines) and (
            bool(_LEAD.match(self.lines[0]))
            or _is_byline(self.lines[0])
            or _is_byline(self.lines[-1])
        )


def split(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The stories of a bulletin, in order.

    A story opens with 本报讯 and the headline lines above it, after the byline that closes the
    story before, after a rule or a page mark, or with headline lines above a byline. Inside a
    story a short line without an ending mark is a subheading.
    """
    blocks: list[Block] = []
    masthead = Masthead()
    staff: tuple[Line, ...] = ()  # the page's editors, where they stand above its first story
    for part in _parts(lines):
        if isinstance(part, Masthead):
            masthead = masthead.followed_by(part)
            continue
        starts = _starts(part)
        for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
            some = (*staff, *part[start:end])
            staff = ()
            if all(_is_byline(line.text) for line in some):
                staff = some
            elif has_han("".join((block := _block(some, masthead)).lines)):
                blocks.append(block)
    if staff and blocks:
        signed = (*blocks[-1].lines, *(line.text for line in staff))
        blocks[-1] = replace(blocks[-1], lines=signed)
    return tuple(blocks)


def _parts(lines: Sequence[Line]) -> list[Masthead | list[Line]]:
    """The lines between rules, and the mastheads between them."""
    parts: list[Masthead | list[Line]] = []
    run: list[Line] = []
    for place, line in enumerate(lines):
        masthead = read_masthead(line.text, first=place == 0)
        if masthead or _SEPARATOR.match(line.text):
            if run:
                parts.append(run)
            run = []
            if masthead:
                parts.append(masthead)
        else:
            run.append(line)
    return [*parts, run] if run else parts


def _starts(lines: Sequence[Line]) -> list[int]:
    """The places where stories begin in a run of lines; the first is 0."""
    heads = [_is_headline(line) for line in lines]
    bylines = [_is_byline(line.text) for line in lines]
    usual_gap = mode(line.gap for line in lines)
    starts = {0}
    has_body = False  # since the last start that a closing byline found
    for place, line in enumerate(lines):
        has_body = has_body or not (heads[place] or bylines[place])
        if _LEAD.match(line.text):
            starts.add(_first_headline(lines, heads, bylines, place))
        elif bylines[place] or _ends_signed(line.text):
            following = _past_the_end(lines, bylines, place)
            if following == len(lines):
                continue
            if heads[following]:
                if has_body:
                    starts.add(following)
                    has_body = False
            elif bylines[place] and not _body_above(heads, bylines, place):
                first = _first_headline(lines, heads, bylines, place)
                if first < place and (not first or _closes(lines[first - 1], bylines[first - 1])):
                    starts.add(first)
        elif not heads[place] and place and heads[place - 1]:
            first = _first_headline(lines, heads, bylines, place)
            opens = lines[first].gap > usual_gap or _DATED_LEAD.match(line.text)
            title = "".join(line.text for line in lines[first:place])
            is_title = len(title) >= _SHORTEST_HEADLINE and not _NUMBERED.match(title)
            if opens and is_title and (not first or is_whole(lines[first - 1].text)):
                starts.add(first)
    return sorted(starts)


def _past_the_end(lines: Sequence[Line], bylines: Sequence[bool], place: int) -> int:
    """The first place after a byline that is neither another byline nor a caption."""
    last = min(len(lines), place + _MOST_BYLINES)
    place += 1
    while place < last and (bylines[place] or _CAPTION.search(lines[place].text)):
        place += 1
    return place


def _ends_signed(text: str) -> bool:
    """Whether a paragraph closes with a byline in brackets: `…成效。（记者 张三）`."""
    found = _SIGNED_END.search(text)
    return found is not None and _is_byline(found[1])


def _first_headline(
    lines: Sequence[Line], heads: Sequence[bool], bylines: Sequence[bool], place: int
) -> int:
    """The first of the headline lines above a place, past a byline that stands between."""
    first = place
    while (
        first > max(0, place - _MOST_BYLINES)
        and bylines[first - 1]
        and _headlines_above(heads, bylines, first - 1)
    ):
        first -= 1
    while first and heads[first - 1] and place - first < _MOST_HEADLINES:
        # 主题教育|专题学习: the line above is unfinished, so this one may be the rest of it
        unfinished = first > 1 and not heads[first - 2] and not bylines[first - 2]
        if unfinished and first < place and not is_whole(lines[first - 2].text):
            break
        first -= 1
    return first


def _headlines_above(heads: Sequence[bool], bylines: Sequence[bool], place: int) -> bool:
    """Whether headlines, and no body, stand right above a byline."""
    return place > 0 and heads[place - 1] and not _body_above(heads, bylines, place)


def _body_above(heads: Sequence[bool], bylines: Sequence[bool], place: int) -> bool:
    """Whether body text stands right above a byline, other bylines apart."""
    above = place - 1
    while above >= max(0, place - _MOST_BYLINES) and bylines[above]:
        above -= 1
    return above >= 0 and not heads[above]


def _closes(line: Line, is_byline: bool) -> bool:
    return is_byline or is_whole(line.text)


def _signature(text: str) -> tuple[Credit, ...]:
    """The contributors of a line that is a unit and its writers, `云溪街道 罗青`; else none."""
    found = None if "融媒体中心" in text else _SIGNATURE.match(text)
    names = split_names(found[1]) if found else ()
    if not names or not all(is_name(name) for name in names):
        return ()
    return tuple(Credit(name, "correspondent") for name in names)


@lru_cache(maxsize=1024)
def _is_byline(text: str) -> bool:
    if _signature(text):
        return True
    if len(text) > 60 or (is_whole(text) and not text.endswith(("）", ")"))):
        return False
    byline = read_byline((text,))
    return bool(byline.credits) and not byline.paragraphs


def _is_headline(line: Line) -> bool:
    text = line.text
    if line.heading and not _UNFINISHED.search(text):
        return True
    return (
        len(text) <= _LONGEST_HEADLINE
        and count_han(text) > 2
        and "。" not in text
        and not _UNFINISHED.search(text)
        and not _CONTINUES.match(text)
        and not _LEAD.match(text)
        and not _CAPTION.search(text)
        and not _EDITORS_NOTE.match(text)
        and len(re.findall("[，,；;]", text)) < (3 if len(text) <= 30 else 1)
        and not (_DATED_LEAD.match(text) and re.search("[，,]", text))
        and not _is_byline(text)
    )


def _block(lines: Sequence[Line], masthead: Masthead) -> Block:
    """Headline lines and the rest; a first line that is body text leaves the headline empty."""
    first = next((n for n, line in enumerate(lines) if not _is_byline(line.text)), 0)
    end = first
    while end < len(lines) and end - first < _MOST_HEADLINES and _is_headline(lines[end]):
        end += 1
    if (end == len(lines) and end - first > 1) or all(_is_byline(x.text) for x in lines[end:]):
        end = min(end, first + 1)  # no body below: all but the first headline line are the body
    rest = (*lines[:first], *lines[end:])
    return Block(
        tuple(line.text for line in lines[first:end]), tuple(line.text for line in rest), masthead
    )


def read_story(block: Block) -> Story:
    """A story of a bulletin: headline parts, mended body, credits, and what the masthead says."""
    parts = headline_parts(block.headlines)
    signed = tuple(credit for line in block.lines for credit in _signature(line))
    lines = [line for line in block.lines if not _signature(line)]
    kept = read_byline(lines).paragraphs
    body = frozenset(kept)
    apart = [line for line in lines if line not in body]
    mended = mend(kept)
    return Story(
        kicker=parts.kicker,
        headline=parts.headline,
        subhead=parts.subhead,
        paragraphs=mended.paragraphs,
        credits=(*read_byline((*mended.paragraphs, *apart)).credits, *signed),
        newspaper=block.masthead.newspaper,
        published=block.masthead.published,
        page=block.masthead.page,
        page_name=block.masthead.page_name,
        repairs=mended.repairs,
    )


def _text_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    gap = 0
    for raw in text.splitlines():
        line = tidy(raw)
        if line:
            lines.append(Line(line, gap=gap))
        gap = 0 if line else gap + 1
    return tuple(lines)


def _candidate_bodies(page: Page) -> list[Body]:
    """The usual container, or the densest block and, as it may hold one story, its parents."""
    for selector in BODIES:
        tags = page.find(selector)
        if tags:
            return [read_body(*tags)]
    tag = page.once(densest)
    bodies: list[Body] = []
    for _ in range(4):
        if tag is None or tag.name in ("html", "[document]"):
            break
        bodies.append(read_body(tag))
        tag = tag.parent
    return bodies


def _html_blocks(page: Page) -> tuple[tuple[Block, ...], Body | None]:
    """The stories of an HTML bulletin; none if the page holds one story."""
    if sum(1 for _ in _MARK.finditer(page.text)) < 2:
        return (), None
    for body in _candidate_bodies(page):
        blocks = split([line for line in body.lines if not line.linked])
        if len(blocks) > 1 and all(block.is_marked for block in blocks):
            # A page titled as its first story prints that story, and related ones below it.
            first = bare(blocks[0].headlines[0])
            return ((), None) if bare(page.title).startswith(first) else (blocks, body)
    return (), None


def _is_bulletin(page: Page) -> bool:
    if not page.is_html:
        return True
    if any(mark in page.lower for mark in _NEWSPAPER_MARKS):
        return False
    return bool(page.once(_html_blocks)[0])


def _printed_masthead(page: Page) -> Masthead:
    """What the headings and the title of an HTML bulletin say of issue and page."""
    masthead = Masthead()
    headings = [tag for name in ("h1", "h2", "h3") for tag in page.find(name)]
    for text in (page.title, *(tidy(tag.all_text(" ")) for tag in headings)):
        masthead = masthead.followed_by(read_masthead(text) or Masthead())
    return masthead


def read_stories(page: Page) -> tuple[Story, ...]:
    """All stories of a bulletin in printed order."""
    if not page.is_html:
        return tuple(read_story(block) for block in split(_text_lines(page.text)))
    blocks, body = page.once(_html_blocks)
    above = _printed_masthead(page)
    stories = [
        read_story(replace(block, masthead=above.followed_by(block.masthead))) for block in blocks
    ]
    if body and body.pictures and stories:
        pictures = tuple(
            credited(page.resolve(picture.src), picture.printed) for picture in body.pictures
        )
        stories[0] = replace(stories[0], pictures=pictures)
    return tuple(stories)


BULLETIN = Template(
    family="bulletin",
    recognise=_is_bulletin,
    reason="是纯文本，或一页里有几篇各有电头、署名的稿件",
    stories=read_stories,
)
