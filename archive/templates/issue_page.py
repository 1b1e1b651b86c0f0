"""Issue pages (版): the stories of one page with their hot zones, as its index shows them.

In: a page and the `IssueRules` of its family. Out: an `Issue`, or None for a page that is none.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from urllib.parse import urldefrag

from archive.letters import HAN
from archive.models import Issue, ParseError, StoryLink
from archive.templates.body import beginning, is_hidden, printed_lines, tag_text
from archive.templates.founder import property_of
from archive.templates.page import Page, page_number, printed_page, tidy
from archive.templates.template import IssueRules, Template
from archive.templates.tree import Tag

_NOT_A_STORY = re.compile(
    r"(?:(?:公益|图片|中缝|整版|通栏|分类|遗失)?广告|(?:遗失|挂失|作废|注销)(?:声明|启事|公告)|本报信息|报头|报眼|中缝|空白|无标题|公益宣传)"
    r"[\d一二三四五六七八九十（()）]*"
)
_ISSUE_TYPE = property_of("founder-type")
# 01 要闻, A01：要闻: how lists of pages print what others call 第01版：要闻
_ENTRY = re.compile(rf"^\W*([A-Za-z]{{0,2}}\d{{1,3}})(?!\d|\s?版)[\s：:、|]*([{HAN}·、]{{2,16}})$")
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,9})?")
# the title of a box that links stories of all pages
_FOCUS = re.compile(
    r"\W*(?:今日|本期|本报|编辑|精彩|热点|要闻|新闻|相关|往期|其他|热门)\s?"
    r"(?:关注|导读|导航|推荐|看点|焦点|新闻|点击|版面|回顾|头条|排行)"
)
_SCRIPTED = re.compile(r"javascript:", re.IGNORECASE)


def is_not_a_story(headline: str) -> bool:
    """Whether a headline says advertisement or masthead: 广告, 本报信息, 报头."""
    return bool(_NOT_A_STORY.fullmatch(re.sub(r"\s", "", headline)))


def read_issue_page(page: Page, template: Template, published: date | None) -> Issue | None:
    """The issue page that a page is; None if it is none.

    Its stories come in the order of the title list; one that only has a hot zone stands behind the
    story whose zone comes before its own.

    Raises:
        ParseError: it is an issue page, and neither its address nor its text tells the date.
    """
    rules = template.issue
    if rules is None or not _is_issue_page(page, rules):
        return None
    if published is None:
        raise ParseError(page.source, "published", "版面页没有刊期：请在导入时给出日期")
    number, name = _page(page, rules)
    picture = next((tag.get("src") for tag in page.find(rules.picture)), "")
    pdf = _pdf(page, rules, number)
    return Issue(
        published=published,
        page=number or "0",
        page_name=name,
        newspaper=next((text for rule in template.newspaper if (text := _text(page, rule))), ""),
        stories=_stories(page, rules),
        picture=page.resolve(picture) if picture else "",
        pdf=page.resolve(pdf) if pdf else "",
    )


def _text(page: Page, rule: object) -> str:
    return str(rule(page)) if callable(rule) else ""


def _is_issue_page(page: Page, rules: IssueRules) -> bool:
    if any(re.search(pattern, page.source, re.IGNORECASE) for pattern in rules.addresses):
        return True
    if kind := _ISSUE_TYPE(page):
        return kind == "2"
    if re.search(rules.story_address, page.source, re.IGNORECASE):
        return False
    # A story page shows the map too, but it has a body.
    has_body = any(page.find(box) for box in ("founder-content", "#ozoom", "#contenttext"))
    return not has_body and any(_story_address(page, rules, tag) for tag in page.find(rules.areas))


def _stories(page: Page, rules: IssueRules) -> tuple[StoryLink, ...]:
    headlines: dict[str, str] = {}
    zones: dict[str, tuple[tuple[int, int], ...]] = {}
    links = _leading_to_stories(page, rules, rules.links)
    areas = _leading_to_stories(page, rules, rules.areas)
    others = _of_other_pages(links, frozenset(address for address, _ in areas))
    for address, tag in links:
        if address not in others:
            headlines[address] = headlines.get(address) or _headline(page, rules, address, tag)
    order = list(headlines)
    place = 0
    for address, area in areas:
        zones.setdefault(address, _zone(area))
        if not headlines.get(address):
            headlines[address] = _headline(page, rules, address, area)
        if address not in order:
            order.insert(place, address)
        place = order.index(address) + 1
    return tuple(
        StoryLink(address, headlines[address], zones.get(address, ()))
        for address in order
        if not is_not_a_story(headlines[address])
    )


def _leading_to_stories(page: Page, rules: IssueRules, selector: str) -> list[tuple[str, Tag]]:
    """The tags of a selector that link stories, each behind its story's address."""
    tags = page.find(selector)
    return [(address, tag) for tag in tags if (address := _story_address(page, rules, tag))]


def _of_other_pages(links: list[tuple[str, Tag]], zoned: frozenset[str]) -> set[str]:
    """The stories without a hot zone outside a title list whose stories all have one, in a box that
    is hidden, repeats stories of that list or is named 今日关注: they are other pages'.
    """
    holds: dict[int, set[str]] = {}
    for address, tag in links:
        for around in tag.and_parents():
            holds.setdefault(id(around), set()).add(address)
    own = zoned.intersection(address for address, _ in links)
    unzoned = [(address, tag) for address, tag in links if address not in zoned]
    if len(own) < 2 or not unzoned:
        return set()
    lists = (
        next((around for around in tag.and_parents() if own <= holds[id(around)]), None)
        for address, tag in links
        if address in own
    )
    title_list = next((box for box in lists if box and holds[id(box)] == own), None)
    if title_list is None:
        return set()
    above = {id(tag) for tag in title_list.and_parents()}
    others: set[str] = set()
    for address, tag in unzoned:
        boxes = list(takewhile(lambda box: id(box) not in above, tag.and_parents()))
        if boxes and (
            any(map(is_hidden, boxes))
            or not holds[id(boxes[-1])].isdisjoint(own)
            or _FOCUS.match(beginning(boxes[-1]))
        ):
            others.add(address)
    return others


def _href(tag: Tag) -> str:
    href = tag.get("href").strip()
    return "" if _SCRIPTED.match(href) else href


def _story_address(page: Page, rules: IssueRules, tag: Tag) -> str:
    href = _href(tag)
    # content_123.htm?div=-1 is content_123.htm seen from the title list
    address = re.sub(r"\?div=-?\d+$", "", urldefrag(page.resolve(href))[0]) if href else ""
    return address if re.search(rules.story_address, address, re.IGNORECASE) else ""


def _headline(page: Page, rules: IssueRules, address: str, tag: Tag) -> str:
    digits = re.search(r"(\d+)\.\w+$", _file_name(address))
    named = page.find(f"#{rules.title_id}{digits[1]}") if digits else []
    texts = [tag_text(found) for found in named]
    texts += [tag_text(tag), tidy(tag.get("title") or tag.get("alt"))]
    return next((text for text in texts if text), "")


def _zone(area: Tag) -> tuple[tuple[int, int], ...]:
    """The corners of a hot zone in picture pixels; a rectangle's four, clockwise."""
    printed = _NUMBER.findall(area.get("coords"))
    numbers = [round(float(number)) for number in printed]
    shape = area.get("shape").lower()
    if len(numbers) == 4 and not shape.startswith("poly"):
        left, top, right, bottom = numbers
        return (left, top), (right, top), (right, bottom), (left, bottom)
    if len(numbers) < 6 or shape.startswith("circ"):
        return ()
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


def _page(page: Page, rules: IssueRules) -> tuple[str | None, str]:
    """Number and name of the page, by the tail comment, the list of pages or its text."""
    entries = [text for tag in _own_links(page) if (text := tag_text(tag))]
    lines = page.once(printed_lines)
    marks = [printed_page(text) for text in entries]
    marks += [
        (page_number(found[1]), found[2]) for text in entries if (found := _ENTRY.match(text))
    ]
    marks += [printed_page(line.text) for line in lines if not line.linked and len(line.text) < 60]
    marks = [mark for mark in marks if mark[0]]
    numbers = [page_number(text) for rule in rules.page if (text := _text(page, rule))]
    for number in numbers[:1]:
        return number, next((name for mark, name in marks if mark == number and name), "")
    if not marks:
        found = re.search(rules.page_address, page.source, re.IGNORECASE)
        return (page_number(found[1]) if rules.page_address and found else None), ""
    number = marks[0][0]
    return number, next((name for mark, name in marks if mark == number and name), "")


def _own_links(page: Page) -> list[Tag]:
    """The links of a page to itself, in its list of the issue's pages."""
    own = _file_name(page.source)
    return [tag for tag in page.find("a") if own and _file_name(_href(tag)) == own]


def _pdf(page: Page, rules: IssueRules, number: str | None) -> str:
    """The PDF of this page: lists of pages link the PDF of each beside its name."""
    tags = (*page.find("a"), *page.find(rules.areas))
    files = [(tag, href) for tag in tags if re.search(rules.pdf, href := _href(tag), re.IGNORECASE)]
    if len({href for _, href in files}) > 1 and number:
        printed = number.zfill(2) if number.isdigit() else number
        named = [
            href
            for _, href in files
            if _file_name(href).rpartition(".")[0].upper().endswith(printed)
        ]
        if len(set(named)) == 1:
            return named[0]
        order = {id(node): place for place, node in enumerate(page.nodes)}
        own = max((order[id(tag)] for tag in _own_links(page)), default=0)
        after = [href for tag, href in files if order[id(tag)] > own]
        files = [(files[0][0], after[0])] if after else files
    return files[0][1] if files else ""


def _file_name(address: str) -> str:
    return re.split("[?#]", address)[0].rpartition("/")[2]
