"""Captures to stories: the first template that knows a page reads it.

In: a `Capture` and its newspaper. Out: a `Reading` with stories or an issue page, or a `ParseError`
that says what is missing.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from archive.byline import Byline, dateline_end, read_byline
from archive.charset import Decoded, decode
from archive.dates import find_date, read_event
from archive.filetypes import Refused, check_page
from archive.letters import HAN
from archive.models import Capture, Credit, Newspaper, ParseError, Reading, Story
from archive.names import is_lone_name
from archive.officials import read_people
from archive.repair import is_whole
from archive.templates import TEMPLATES, Fit, Page, Template, fits, recognised
from archive.templates.body import Body, heaviest, is_caption, tag_text
from archive.templates.founder import property_of
from archive.templates.issue_page import is_not_a_story, read_issue_page
from archive.templates.page import printed_page
from archive.templates.pictures import story_pictures
from archive.templates.surroundings import credits_around, unmarked
from archive.templates.template import BodyRule, Rule

_ORIGIN = re.compile(r"^(?:(?:信息|稿件|文章)?来源|发布机构)\s*[：:]\s*")
_OWN = re.compile(r"本[网站报刊台]|原创")
# an outlet, in Latin letters too; but not the account that typed the page in
_NAMED = re.compile(
    f"^(?!来源$).*[{HAN}]|^(?!admin|test|root|editor|user|http|www)[A-Za-z]{{3}}", re.I
)
# 各地津贴一览。 is a caption where nothing else says so; 【口播】 is a mark
_REMARK = re.compile(r"[^，、：；\d]{1,15}[。！？]|[【（(\[][^】）)\]\d]{1,8}[】）)\]]")
_SHOWN = re.compile(r"^.{1,60}(?:资料图?片?|截图|视觉中国|图片)\s?[）)。]?$")
_LEADS = 4  # how far into a story its lead may stand
_LONGEST_HEADING = 40
_NO_HEADING = re.compile(r"。|[，、：；,:]$")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日(?:[上下]午|，)")
_BULLETS = re.compile(r"^[\s□■◎●○▲△☆★]+")
_LONGEST_PAGER = 80
# 上一页 1 2 3 下一页
_PAGER = re.compile(
    r"(?=.*页)(?:[上下前后]一?页|[首末尾]页|[共第]\s?\d{1,3}\s?页|[\d\s\[\]【】（）()|·.…<>«»/-])+"
)
_REDIRECT = re.compile(
    r"<meta\b[^<>]{0,200}http-equiv\s*=\s*[\"']?refresh"
    r"[^<>]{0,100}url\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)


def read_capture(capture: Capture, newspaper: Newspaper | None = None) -> Reading:
    """What a captured page says: its stories in printed order, or the issue page it is.

    An advertisement or masthead page is a Reading without stories that says so in its warnings.

    Raises:
        ParseError: there is no story on the page, or it is a file that is no page.
    """
    with _not_collecting():
        return _read_capture(capture, newspaper)


def _read_capture(capture: Capture, newspaper: Newspaper | None) -> Reading:
    page, decoded = _opened(capture)
    template = recognised(TEMPLATES, page)
    reading = _read(page, template, capture, newspaper)
    if decoded.suspect:
        warning = f"文字里有乱码，编码可疑（按 {decoded.encoding} 读取）：请核对原页"
        reading = replace(reading, warnings=(*reading.warnings, warning))
    return reading


@contextmanager
def _not_collecting() -> Iterator[None]:
    """No garbage collection while a page is read: its tree is all live objects, and is gone as a
    whole when the page is done. Collecting meanwhile takes a third of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def detect(capture: Capture) -> tuple[Fit, ...]:
    """What each template recognises in a page; the first is the one that reads it.

    Raises:
        ParseError: it is a file that is no page.
    """
    return fits(TEMPLATES, _opened(capture)[0])


def complete(story: Story, newspaper: Newspaper | None = None) -> Story:
    """The story with credits (if none were given), people and event date read from its body.

    Photographers that the pictures credit are added; the body itself is kept as given. A missing
    issue date leaves the event's year open.
    """
    return _completed(story, newspaper)[0]


def complete_reading(reading: Reading, newspaper: Newspaper | None = None) -> Reading:
    """The reading with every story complete; a warning says which names too many posts to read."""
    read = [_completed(story, newspaper) for story in reading.stories]
    warnings = (
        f"《{story.headline}》里的职务多得不像一篇稿件，人物没有读全"
        for story, is_all in read
        if not is_all
    )
    return replace(
        reading,
        stories=tuple(story for story, _ in read),
        warnings=(*reading.warnings, *warnings),
    )


def _completed(story: Story, newspaper: Newspaper | None) -> tuple[Story, bool]:
    """The complete story, and whether all its people were read."""
    region = newspaper.region if newspaper else ""
    credits, body = story.credits, story.paragraphs
    if not credits:
        byline = read_byline(body)
        credits, body = byline.credits, byline.paragraphs
    people = None if story.mentions else read_people(story.paragraphs, region=region)
    whole = replace(
        story,
        credits=tuple(dict.fromkeys((*credits, *_photographers(story)))),
        mentions=people.mentions if people else story.mentions,
        event=story.event or read_event(lead_of(body), story.published),
    )
    return whole, people is None or people.is_all


def lead_of(paragraphs: Sequence[str]) -> str:
    """The paragraph that says what happened: the first that is no heading, no caption and no bare
    remark.

    A dateline that stands alone (`央视网消息（新闻联播）：`) opens the paragraph below it; a title
    below it opens the briefs of a round-up, which has no lead.
    """
    printed = _past_headings([text for line in paragraphs if (text := line.strip())])
    for place, text in enumerate(printed[:_LEADS]):
        if dateline_end(text) == len(text) and place + 1 < len(printed):
            return text + (printed[place + 1] if is_whole(printed[place + 1]) else "")
        if not (is_caption(text) or _REMARK.fullmatch(text) or _SHOWN.search(text)):
            return text
    return printed[0] if printed else ""


def _past_headings(paragraphs: Sequence[str]) -> Sequence[str]:
    """The paragraphs from the one that opens with a dateline or a day, if nothing but the lines of
    a heading stands above it; else all.
    """
    for place, text in enumerate(paragraphs[: _LEADS + 1]):
        if dateline_end(text) or _DAY.match(text):
            return paragraphs[place:]
        if len(text) > _LONGEST_HEADING or _NO_HEADING.search(text):
            break
    return paragraphs


def _opened(capture: Capture) -> tuple[Page, Decoded]:
    try:
        check_page(capture.content)
    except Refused as error:
        raise ParseError(capture.source, "page", str(error)) from error
    content_type = next(
        (value for name, value in capture.headers.items() if name.lower() == "content-type"), ""
    )
    decoded = decode(capture.content, content_type or capture.media_type)
    return Page(decoded.text, capture.source, capture.media_type), decoded


def _photographers(story: Story) -> Iterator[Credit]:
    """The photographers that the pictures name."""
    for picture in story.pictures:
        credits = read_byline((picture.credit,)).credits if picture.credit else ()
        for credit in credits:
            # 作者： of a picture is who took it
            if credit.role == "photographer" or picture.credit.startswith("作者"):
                yield Credit(credit.name, "photographer")


def _read(page: Page, template: Template, capture: Capture, newspaper: Newspaper | None) -> Reading:
    if template.stories:
        stories = template.stories(page)
        if not any(story.paragraphs for story in stories):
            raise ParseError(page.source, "story", "没有读到稿件：文件里没有成段的文字")
        published = find_date(page.source) or capture.issue_date
        dated = (
            replace(story, published=story.published or published, url=page.address)
            for story in stories
        )
        return complete_reading(Reading(family=template.family, stories=tuple(dated)), newspaper)
    if template.issue:
        issue = read_issue_page(page, template, _published(page, template) or capture.issue_date)
        if issue:
            return Reading(family=template.family, issue=issue)
    story = _read_story(page, template, capture.issue_date)
    if is_not_a_story(story.headline):
        warning = f"这一页是“{story.headline}”，不是稿件，没有收录"
        return Reading(family=template.family, warnings=(warning,))
    if not story.paragraphs and not story.pictures:
        redirect = _REDIRECT.search(page.text)
        if redirect:
            address = page.resolve(redirect[1])
            warning = f"这是跳转页，没有收录：它指向 {address}"
            return Reading(family=template.family, warnings=(warning,))
        raise ParseError(page.source, "story", "没有读到稿件：页面里没有成段的正文")
    return complete_reading(Reading(family=template.family, stories=(story,)), newspaper)


def _read_story(page: Page, template: Template, issue_date: date | None) -> Story:
    body = _body(page, template.body)
    headline = _field(page, template.headline)
    pictures, captions = story_pictures(page, template, body)
    lines = [text for line in body.texts if line not in captions and (text := _told(line))]
    if lines and lines[0] == headline:
        del lines[0]
    byline = read_byline(lines)
    printed = _field(page, template.page)
    number, name = printed_page(printed if "版" in printed else f"{printed}版")
    section = _field(page, template.section)
    return Story(
        kicker=_field(page, template.kicker),
        headline=headline,
        subhead=_field(page, template.subhead),
        paragraphs=byline.paragraphs,
        credits=_credits(page, template, byline, credits_around(page, body)),
        newspaper=_field(page, template.newspaper),
        published=_published(page, template) or issue_date,
        page=number,
        page_name=name,
        section=section,
        pictures=pictures,
        url=page.address or _url(page, template),
    )


def _told(line: str) -> str:
    """A line of a body without what the site puts in it: `` for the links to its other pages."""
    return "" if len(line) < _LONGEST_PAGER and _PAGER.fullmatch(line) else unmarked(line)


def _values(page: Page, rules: Sequence[Rule]) -> Iterator[str]:
    for rule in rules:
        if callable(rule):
            yield rule(page)
        elif rule.startswith("meta:"):
            yield page.metas.get(rule[5:].lower(), "")
        else:
            yield from (tag_text(tag) for tag in page.find(rule))


def _field(page: Page, rules: Sequence[Rule]) -> str:
    return next((value for value in _values(page, rules) if value), "")


def _body(page: Page, rules: Sequence[BodyRule]) -> Body:
    for rule in rules:
        body = rule(page) if callable(rule) else heaviest(page.find(rule))
        if body:
            return body
    return Body(())


def _published(page: Page, template: Template) -> date | None:
    """The issue date: the address says it first, then the page; never the body."""
    for text in (page.source, page.address):
        if found := find_date(text):
            return found
    dates = (find_date(value) for value in _values(page, template.published) if value)
    return next((found for found in dates if found), None)


def _url(page: Page, template: Template) -> str:
    urls = (value for value in _values(page, template.address) if value.startswith("http"))
    return next(urls, "")


def _credits(
    page: Page, template: Template, byline: Byline, around: Sequence[Credit]
) -> tuple[Credit, ...]:
    """Credits beside the headline, then in the body and around it, then where it came from."""
    printed = _field(page, template.byline)
    inside: Sequence[Credit] = byline.credits
    beside: Sequence[Credit] = ()
    if printed:
        # an author field often holds names only, or a reporter's name before 通讯员 and theirs
        typed = printed in (page.metas.get("author"), property_of("author")(page))
        printed = _BULLETS.sub("", printed)
        if is_lone_name(re.split(r"[\s、]", printed, maxsplit=1)[0]):
            printed = f"记者 {printed}"
        beside = read_byline((printed,)).credits or read_byline((f"记者 {printed}",)).credits
        if typed:
            # who typed the page in is printed as its editor, and only there
            editors = {credit.name for credit in around if credit.role == "editor"}
            beside = [credit for credit in beside if credit.name not in editors]
    origin = _ORIGIN.sub("", _field(page, template.origin)).strip()
    source: Sequence[Credit] = ()
    if _NAMED.search(origin) and len(origin) <= 30 and not _OWN.match(origin):
        source = (Credit(origin, "source"),)
        # the outlet is printed once more below, often with its site
        around = [credit for credit in around if credit.role != "source"]
        inside = [credit for credit in inside if credit not in byline.datelines]
    return tuple(dict.fromkeys((*beside, *inside, *around, *source)))
