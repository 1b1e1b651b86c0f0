"""Issue pages (版): the stories of one page with their hot zones, as its index shows them.

In: a page and the `IssueRules` of its family. Out: an `Issue`, or None for a page that is none.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date
from urllib.parse import urldefrag, urlsplit

from bs4.element import Tag

from archive.models import Issue, ParseError, StoryLink
from archive.templates.body import read_body, tag_text
from archive.templates.founder import property_of
from archive.templates.page import Page, page_number, printed_page, tidy
from archive.templates.template import IssueRules, Template

_NOT_A_STORY = re.compile(
    r"(?:(?:公益|图片|中缝|整版|通栏|分类|遗失)?广告|(?:遗失|挂失|作废|注销)(?:声明|启事|公告)|本报信息|报头|报眼|中缝|空白|无标题|公益宣传)"
    r"[\d一二三四五六七八九十（()）]*"
)
_ISSUE_TYPE = property_of("founder-type")
_SCRIPTED = re.compile(r"javascript:", re.IGNORECASE)


def is_not_a_story(headline: str) -> bool:
    """Whether a headline says advertisement or masthead: 广告, 本报信息, 报头."""
    return bool(_NOT_A_STORY.fullmatch(re.sub(r"\s", "", headline)))


def read_issue_page(page: Page, template: Template, published: date | None) -> Issue | None:
    """The issue page that a page is, its stories in the order of the title list; else None.

    Raises:
        ParseError: it is an issue page, and neither its address nor its text tells the date.
    """
    rules = template.issue
    if rules is None or not _is_issue_page(page, rules):
        return None
    if published is None:
        raise ParseError(page.source, "published", "版面页没有刊期：请在导入时给出日期")
    number, name = _page(page, rules)
    picture = next((str(tag.get("src", "")) for tag in page.find(rules.picture)), "")
    files = (_href(tag) for tag in (*page.find("a"), *page.find(rules.areas)))
    pdf = next((href for href in files if re.search(rules.pdf, href, re.IGNORECASE)), "")
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
    return _ISSUE_TYPE(page) == "2"


def _stories(page: Page, rules: IssueRules) -> tuple[StoryLink, ...]:
    headlines: dict[str, str] = {}
    zones: dict[str, tuple[tuple[int, int], ...]] = {}
    for tag in page.find(rules.links):
        if address := _story_address(page, rules, tag):
            headlines[address] = headlines.get(address) or _headline(page, rules, address, tag)
    for area in page.find(rules.areas):
        if address := _story_address(page, rules, area):
            zones.setdefault(address, _zone(area))
            if not headlines.get(address):
                headlines[address] = _headline(page, rules, address, area)
    return tuple(
        StoryLink(address, headline, zones.get(address, ()))
        for address, headline in headlines.items()
        if not is_not_a_story(headline)
    )


def _href(tag: Tag) -> str:
    href = tag.get("href")
    return href.strip() if isinstance(href, str) and not _SCRIPTED.match(href.strip()) else ""


def _story_address(page: Page, rules: IssueRules, tag: Tag) -> str:
    href = _href(tag)
    if not re.search(rules.story_address, href, re.IGNORECASE):
        return ""
    # content_123.htm?div=-1 is content_123.htm seen from the title list
    return re.sub(r"\?div=-?\d+$", "", urldefrag(page.resolve(href))[0])


def _headline(page: Page, rules: IssueRules, address: str, tag: Tag) -> str:
    digits = re.search(r"(\d+)\.\w+$", urlsplit(address).path)
    named = page.find(f"#{rules.title_id}{digits[1]}") if digits else []
    texts = [tag_text(found) for found in named]
    texts += [tag_text(tag), tidy(str(tag.get("title") or tag.get("alt") or ""))]
    return next((text for text in texts if text), "")


def _zone(area: Tag) -> tuple[tuple[int, int], ...]:
    """The corners of a hot zone in picture pixels; a rectangle's four, clockwise."""
    numbers = [round(float(n)) for n in re.findall(r"-?\d+(?:\.\d+)?", str(area.get("coords", "")))]
    shape = str(area.get("shape") or "").lower()
    if len(numbers) == 4 and not shape.startswith("poly"):
        left, top, right, bottom = numbers
        return (left, top), (right, top), (right, bottom), (left, bottom)
    if len(numbers) < 6 or shape.startswith("circ"):
        return ()
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


def _page(page: Page, rules: IssueRules) -> tuple[str | None, str]:
    """Number and name of the page, by the tail comment, the list of pages or its text."""
    own = posixpath.basename(urlsplit(page.source).path)
    entries = [
        tag_text(tag)
        for tag in page.find("a")
        if own and posixpath.basename(urlsplit(_href(tag)).path) == own
    ]
    lines = read_body(page.soup).lines
    marks = [printed_page(text) for text in entries]
    marks += [printed_page(line.text) for line in lines if not line.linked and len(line.text) < 60]
    marks = [mark for mark in marks if mark[0]]
    numbers = [page_number(text) for rule in rules.page if (text := _text(page, rule))]
    for number in numbers[:1]:
        return number, next((name for mark, name in marks if mark == number and name), "")
    if not marks:
        return None, ""
    number = marks[0][0]
    return number, next((name for mark, name in marks if mark == number and name), "")
