"""The credits inside a paragraph of a body: behind its dateline, in its brackets, under its
pictures, at its end.

In: the text of a paragraph. Out: its credits in printed order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from archive.byline import datelines
from archive.byline.beside import names_beside
from archive.byline.captions import photographers
from archive.byline.line import line_credits
from archive.byline.names import is_scholarly_name, plain_names, run_of_names, vouched_for
from archive.byline.spelling import without_outlets
from archive.byline.trim import SENTENCE_END, without_lead, without_tag
from archive.byline.words import (
    BRACKETED,
    CORRESPONDENT,
    ENDS_WITH_ROLE,
    HINT,
    REPORTER,
    STARTS_WITH_ROLE,
)
from archive.letters import HAN
from archive.models import Credit, Role

_LONGEST_TAIL = 80
_TAIL_STARTS = 8
_MOST_SHOTS = 8
# (记者甲、乙、�… : a bracket whose end was lost to a broken encoding
_BROKEN_OFF = re.compile(
    r"[（(]((?:本报|新华社)?记者[^（()）\ufffd]{2,40})[、，][^、，（()）\ufffd]{0,4}\ufffd"
)
# 云山日报记者张云山摄, anywhere in a paragraph
_SHOT = re.compile(rf"(?:记者|通讯员)\s?([{HAN}·][{HAN}·、\s]{{1,10}}?)\s?摄(?![{HAN}]|[影像制氏])")
# 本报记者张云山从云山发来报道, 本报记者张云山发回的报道
_SENT = re.compile(
    rf"(?:记者|通讯员)\s?([{HAN}·][{HAN}·、\s]{{1,12}}?)\s?(?:(?:刚刚|今天|昨天)?[从自在][{HAN}]{{2,14}}?)?(?:刚刚)?"
    r"发[来回]的?(?:最新|独家|详细|现场)?(?:一[组篇则])?(?:的?报道|消息|报告)"
)
# …。张云山摄 责任编辑李小河图1
_EDITED = re.compile(rf"(?<=[摄。）)\s])责任编辑\s?[：:]?\s?([{HAN}]{{2,3}})(?=\s|图\d|$)")
_UNIT = r"[局院会队所站校镇乡村]|公司|中心|街道|社区|医院|[大中小]学"
# 本报讯 张云山 记者李小河, 本报讯 文/图 记者 李小河: the role is not the first word
_ROLE_BEHIND = re.compile(
    rf"(?:(?P<guests>[{HAN}·]{{2,4}}(?:[\s、][{HAN}·]{{2,4}}){{0,2}}\s)"
    rf"|(?:[文图](?:[/／、][文图摄])?|采写|撰文|摄影)\s?[/／：:\s]\s?"
    rf"|[{HAN}]{{3,16}}(?:{_UNIT})(?=通讯员))(?={REPORTER}|{CORRESPONDENT})"
)
_ROLE_APART = re.compile(rf"(?:{REPORTER}|{CORRESPONDENT})[\s：:]+")
_UNSTOPPED = re.compile("[^。，！？；…“”《》]{2,80}")
# 昆明日报 记者张云山日前，…: a bracket behind a dateline that is never closed
_UNCLOSED = re.compile(
    rf"[（(](?:[{HAN}]{{2,8}}\s)?(?:本报)?(?:首席|见习|实习)?记者\s?(?P<name>[{HAN}]{{2,3}})\s?"
    rf"(?={datelines.LATELY}|\d)(?![^（(]{{0,30}}[）)])"
)
# 记者 张云山：我身后就是…, what a reporter says before the camera
_SAYS = re.compile(rf"(?:本[报台])?记者\s?(?P<name>[{HAN}]{{2,3}})\s?[：:](?=[{HAN}“])")
_OPENS_BRACKET = re.compile(r"[】\]）)\s]*[（(【]")


def credits_within(text: str, *, opens: bool) -> Iterator[Credit]:
    """The credits inside a body paragraph; `opens` says that a story may begin here."""
    if (role := _ROLE_APART.match(text)) and _UNSTOPPED.fullmatch(text, role.end()):
        # 记者 张云山 通讯员 and an office that cannot be read
        yield from line_credits(text, framed=True) or ()
    head, signed = _of_the_opening(text, opens=opens)
    yield from head
    yield from _in_brackets(text, signed)
    if says := _SAYS.match(text):
        yield from _reporters(plain_names(says["name"]))
    if unclosed := _UNCLOSED.search(text, 0, _LONGEST_TAIL):
        yield from _reporters(run_of_names(unclosed["name"], signed=True))
    for broken in _BROKEN_OFF.finditer(text):
        yield from line_credits(broken[1]) or ()
    yield from _of_pictures(text)
    if "责任编辑" in text and (edited := _EDITED.search(text)):
        yield from (Credit(name, "editor") for name in run_of_names(edited[1]))
    if "发来" in text or "发回" in text:
        for sent in islice(_SENT.finditer(text), _MOST_SHOTS):
            yield from _reporters(run_of_names(sent[1], signed=True))
    closed = text.removesuffix("。")
    if text and (closed.endswith(("摄", "供图")) if closed != text else text[-1] not in "）)】"):
        yield from _tail(closed)
    elif (bare := without_tag(text)) != text and bare[-1:] not in SENTENCE_END + "）)】":
        yield from _tail(bare)


def _reporters(names: Sequence[str]) -> Iterator[Credit]:
    return (Credit(name, "reporter") for name in names)


def _of_the_opening(text: str, *, opens: bool) -> tuple[Sequence[Credit], int]:
    """The credits behind the dateline of a paragraph, and where the inside of the bracket begins
    that is its byline, 0 without one.
    """
    opening = datelines.opening_of(text)
    if dateline := datelines.DATELINE.match(opening):
        rest = opening[dateline.end() :]
        if beside := datelines.OUTLET_IN_BRACKETS.match(rest):
            rest = rest[beside.end() :]
        # 云山日报讯（张云山 李小河）, 中新网云山10月8日电 (张云山)
        after = _OPENS_BRACKET.match(rest)
        return _behind_dateline(rest), len(text) - len(rest) + after.end() if after else 0
    if opens and (signing := datelines.NAMES_IN_BRACKETS.match(text)):
        run = signing["names"].replace("，", "、")
        names = names_beside(run) or plain_names(run) or vouched_for(run)
        as_role: Role = "correspondent" if signing["correspondent"] else "reporter"
        # （石桥山） is a place
        people = names if len(names) > 1 else [name for name in names if name[-1] not in "镇乡山"]
        return [Credit(name, as_role) for name in people], 0
    if short := datelines.SHORT_DATELINE.match(text):
        # 云山讯（记者 张云山）
        return _opening(text[short.end() :][:_LONGEST_TAIL]), short.end() + 1
    if opens and (authors := datelines.NAMES_REPORT.match(text)):
        return list(_reporters(plain_names(authors[1]))), 0
    if dated := datelines.DATED_REPORT.match(opening):
        return list(_reporters(run_of_names(dated[1], signed=True))), 0
    if opens and (report := STARTS_WITH_ROLE.match(opening)):
        return _behind_role(opening, report.end()), 0
    return (), 0


def _behind_dateline(rest: str) -> Sequence[Credit]:
    # （海云日报记者 张云山/文 李小河/图 综合…, whose bracket is never closed
    opened = rest[:_LONGEST_TAIL].lstrip("（(")
    if opened == rest[:_LONGEST_TAIL] or re.search("[)）]", opened):
        return _opening(rest[:_LONGEST_TAIL])
    return _before_a_blank(opened, 0)


def _behind_role(opening: str, start: int) -> Sequence[Credit]:
    """The credits of a paragraph that a role opens, without a dateline."""
    # 【记者】张三 报道：…
    end = datelines.REPORTS.search(opening, start, start + _LONGEST_TAIL)
    found = line_credits(opening[: end.end()].rstrip("：:，, ")) if end else None
    # 海云日报客户端记者 张三8月7日，
    if dated := datelines.NAMES_AND_DAY.match(opening, start):
        return [*(found or ()), *(line_credits(opening[: dated.end(1)]) or ())]
    return (found or ()) if end else _before_prose(opening)


def _in_brackets(text: str, signed: int) -> Iterator[Credit]:
    """The credits of the brackets of a paragraph; that whose inside begins at `signed` belongs to
    its dateline.
    """
    for bracketed in BRACKETED.finditer(text):
        place = bracketed.start(1)
        ends = bracketed.end() == len(text) and text[: bracketed.start()].rstrip()[-1:]
        alone = bracketed[0] == text and STARTS_WITH_ROLE.match(bracketed[1])
        framed = place == signed or bool(alone or (ends and ends in SENTENCE_END + "】"))
        found = line_credits(bracketed[1], sure=framed, framed=framed)
        if not found and place == signed:
            inside = bracketed[1]
            names = run_of_names(inside.replace("，", "、"), lone=True, signed=True)
            names = names or ((inside,) if is_scholarly_name(inside) else names_beside(inside))
            yield from _reporters(names)
        yield from found or ()


def _of_pictures(text: str) -> Iterator[Credit]:
    for shot in islice(_SHOT.finditer(text), _MOST_SHOTS):
        yield from (Credit(name, "photographer") for name in run_of_names(shot[1], signed=True))
    yield from (Credit(name, "photographer") for name in photographers(text))


def _opening(text: str) -> Sequence[Credit]:
    """The credits of `记者 张三 报道`, `记者张三，` or `记者张三 ` after a dateline."""
    text = without_outlets(text)
    start = STARTS_WITH_ROLE.match(text)
    behind = None if start else _ROLE_BEHIND.match(text.lstrip())
    known = behind and (not behind["guests"] or run_of_names(behind["guests"]))
    if behind and known and (people := _before_a_blank(text.lstrip(), behind.end())):
        return people
    if not start:
        reported = datelines.REPORTED.match(text)
        authors = datelines.NAMES_REPORT.match(text)
        if authors and (names := plain_names(authors[1])):
            return list(_reporters(names))
        return (reported and line_credits(reported[0].strip())) or ()
    end = datelines.OPENING_END.search(text, start.end())
    # 摄影报道 says what they did
    cut = (end.start() if len(end[0]) < 3 else end.end()) if end else 0
    if end and (found := line_credits(text[:cut].lstrip("】]）) "), sure=True)):
        return found
    return _before_a_blank(text, start.end())


def _before_a_blank(text: str, start: int) -> Sequence[Credit]:
    """The credits of as many words at the head of a text as are a byline, past a place in it."""
    blanks = [blank.start() for blank in re.finditer(r"(?<=\S)\s", text) if blank.start() > start]
    parts = (text[:blank].lstrip("】]）) ") for blank in blanks[:_TAIL_STARTS][::-1])
    return next((found for part in parts if (found := line_credits(part))), ())


def _before_prose(text: str) -> Sequence[Credit]:
    """The credits of `记者 张云山 通讯员 李小河 为保障…`, and of `记者：张云山通讯员：`."""
    if run := datelines.LABELLED_RUN.match(text):
        return [Credit(name, "reporter") for name in run_of_names(run[1], signed=True)]
    role = STARTS_WITH_ROLE.match(text)
    found = _before_a_blank(text[:_LONGEST_TAIL], role.end()) if role else ()
    return found if all(run_of_names(credit.name) for credit in found) else ()


def _tail(text: str) -> Sequence[Credit]:
    """The credits after the last sentence (`…。记者 张三`), or after a caption (`现场 张三 摄`)."""
    last = max(text.rfind(mark, -_LONGEST_TAIL) for mark in SENTENCE_END + "】") + 1
    tail = text[max(last, len(text) - _LONGEST_TAIL) :]
    if not HINT.search(tail):
        return ()
    starts = [0] if last else []
    starts += [blank.end() for blank in re.finditer(r"\s+|[□■◎]", tail)]
    # after 记者 stands the reporter, who is nobody's correspondent
    free = (start for start in starts[:_TAIL_STARTS] if not ENDS_WITH_ROLE.search(tail[:start]))
    return next(
        (found for start in free if (found := line_credits(without_lead(tail[start:])))), ()
    )
