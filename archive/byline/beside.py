"""Names that stand beside the units people write from: `区教育局 张云山`, `李小河云山日报`.

In: a piece of a byline or a signature that holds no word of bylines. Out: its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.byline import words
from archive.byline.names import (
    COMMONEST,
    PADDING,
    is_given_twice,
    is_plain_name,
    is_scholarly_name,
    run_of_names,
)
from archive.letters import HAN
from archive.names import surname

_SEPARATORS = frozenset(PADDING + "\\")
# 劳尔·卡斯特罗 and —秦创原 are no names, 张龙： begins a headline
_JOINS_NAMES = frozenset("·_-—+＋.")
_BEFORE_NAMES = _SEPARATORS - _JOINS_NAMES
_BEHIND_NAMES = _BEFORE_NAMES - frozenset(":：")
_PADDED = re.compile(rf"[{HAN}][ \u3000]+[{HAN}](?![{HAN}])")
_UNIT = re.compile(
    rf"《[{HAN}A-Za-z0-9·]+(?:(?:报|刊|志|网|新闻)》[{HAN}]*|》(?:杂志|周刊))|[{HAN}A-Za-z0-9+·]+(?:[（(][{HAN}]{{2,10}}[）)](?=\s))?"
)
_DATE = re.compile(
    r"(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?(?:\s?原创)?"
)
_LABELLED = re.compile(r"：|:(?!\d)")
# 景德镇|电视台 is one outlet, 张云山|海云电视台 two
_OUTLET_BEHIND = re.compile(
    rf"(?!新闻|广播|电视|融媒|网|[日晚早晨商时快都])[{HAN}]{{2,8}}(?:[日晚早晨商时快]报|都市报|新闻网?|[^新闻电视]网|电视台|广播电台|客户端|在线)"
)
_UNIT_END = re.compile(rf"{words.UNIT_END.pattern}|[》）)]$|(?:融媒|发布|视频|观察|[社网报]发)$")
# What ends as units do and is none: 简报, 主办, 评委会, 值班室
_NO_UNIT = re.compile(
    "[警简通海汇申情]报$|[主承协联经举]办$|参会$|(?:评委|理事|监事|组委|选举委员)会$"
    "|^(?:办公|值班|校长)室$|报名处$"
)
_DIVISION = re.compile(
    rf"[{HAN}]{{2,}}[处科股]|[{HAN}]{{2,8}}(?:[日晚早晨商时快都]报|网|新闻)·[{HAN}]{{2,6}}"
)
# What a name may be stuck to: 县教育局张云山, but no 高校毕业生
_STUCK_UNIT = re.compile(
    rf"[{HAN}]{{1,14}}(?:[局委办]|街道|社区|公司|中心|[大支]队|[大中小]学|医院|电视台|卫视|广播|融媒|发布|政府|[妇残文]联|周刊|杂志|客户端|在线|报社|新闻网?|[社网报]发|[日晚早晨商时]报)"
    rf"|[{HAN}]{{2,3}}[处科室台]"
)
# 石桥镇张云山, 云溪派出所张云山
_PLACE = re.compile(
    rf"(?!.*[的是和了在将对把为要])[{HAN}]{{1,12}}(?:[镇乡村所站院校厅]|银行|协会|工会|集团|党委|关工委)"
)
# 石桥镇白云山 and 石桥镇李家庄 are places, 石桥镇李云山 somebody there
_LANDMARK = re.compile(
    rf"(?:(?![{COMMONEST}])[{HAN}]{{1,2}}[山湾滩湖峰岭河江桥园花树]|[{HAN}]家[庄沟湾坪坝岭园寨店])$"
)
_LONGEST = 48
_LONGEST_UNIT = 20
_LONGEST_NAME = 8
_MOST_NAMES = 6
_NEVER = float("inf")


def names_beside(text: str, *, marked: bool = False, closing: bool = False) -> tuple[str, ...]:
    """The names of a text that is nothing but units, dates and names, at least one of each.

    Where one is stuck to a unit (`云山日报李小河`) its letters must be those of names; the unit may
    be any if a role or work is `marked` beside the text, and a place or any office if the text is
    in brackets `closing` a story. Of the ways to read it the likeliest counts; none at all gives no
    names.
    """
    text = text.strip()
    if not 4 < len(text) <= _LONGEST:
        return ()
    if not marked and _LABELLED.search(text):
        return ()
    best = [_Reading(_NEVER)] * (len(text) + 1)
    best[0] = _Reading(0.0)
    for start in range(len(text)):
        reading = best[start]
        if reading.cost == _NEVER:
            continue
        for step in _steps(text, start, marked=marked, closing=closing):
            best[step.end] = min(best[step.end], reading.with_step(step))
    likeliest = best[-1]
    return likeliest.names if likeliest.unit and len(likeliest.names) <= _MOST_NAMES else ()


class _Step(NamedTuple):
    """A way to read on: to where, at what cost, over which name or whether over a unit."""

    end: int
    cost: float
    name: str = ""
    unit: bool = False


class _Reading(NamedTuple):
    """What a text costs up to a place, the names so far, and whether a unit is among them."""

    cost: float
    names: tuple[str, ...] = ()
    unit: bool = False

    def with_step(self, step: _Step) -> _Reading:
        names = (*self.names, step.name) if step.name else self.names
        return _Reading(self.cost + step.cost, names, self.unit or step.unit)


def _steps(text: str, start: int, *, marked: bool, closing: bool) -> Iterator[_Step]:
    if text[start] in _SEPARATORS:
        yield _Step(start + 1, 0.0)
    elif dated := _DATE.match(text, start):
        yield _Step(dated.end(), 0.0)
    else:
        yield from _names_at(text, start)
        yield from _units_at(text, start, marked=marked, closing=closing)


def _is_apart(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether what may stand before a name and behind it does so, or an end of the text."""
    before = start == 0 or text[start - 1] in _BEFORE_NAMES
    return before, end == len(text) or text[end] in _BEHIND_NAMES


def _names_at(text: str, start: int) -> Iterator[_Step]:
    if (padded := _PADDED.match(text, start)) and _is_apart(text, start, start)[0]:
        name = padded[0][0] + padded[0][-1]
        if is_plain_name(name):
            yield _Step(padded.end(), 1.0, name)
    for end in range(start + 2, min(len(text), start + _LONGEST_NAME) + 1):
        name = text[start:end]
        before, behind = _is_apart(text, start, end)
        joined = {text[start - 1 : start], text[end : end + 1]} & _JOINS_NAMES
        if name[-1] in "镇乡台" or joined or text[end : end + 1] in ("：", ":"):
            continue
        if before and behind:
            if is_plain_name(name):
                yield _Step(end, 1.0, name)
            elif _is_likely(name):
                yield _Step(end, 2.0, name)
        elif is_plain_name(name):
            if len(name) > 2:
                yield _Step(end, 1.2, name)
            # 教育局高原 is no 高原
            elif before or name[0] in COMMONEST:
                yield _Step(end, 1.6, name)


def _is_likely(name: str) -> bool:
    """Whether it is the name of somebody where it stands apart: 党建办 is none, 童立科 is one."""
    office = _UNIT_END.search(name) or _DIVISION.fullmatch(name)
    # 官方致歉 has two surnames as 冯陈淑芳 has
    chinese = run_of_names(name) == (name,) and len(name) - len(surname(name)) < 3
    likely = chinese or is_given_twice(name)
    return is_scholarly_name(name) or (not office and likely)


def _units_at(text: str, start: int, *, marked: bool, closing: bool) -> Iterator[_Step]:
    run = _UNIT.match(text, start, start + _LONGEST_UNIT)
    before = start == 0 or text[start - 1] in _SEPARATORS
    for end in range(start + 2, run.end() + 1 if run else 0):
        behind = end == len(text) or text[end] in _SEPARATORS
        is_unit = _UNIT_END.search(text, start, end) or _DIVISION.fullmatch(text, start, end)
        # 云山公司、张云山 are two parties
        listed = not marked and "、" in (text[start - 1 : start], text[end : end + 1])
        if not is_unit or listed or _NO_UNIT.search(text[start:end]):
            continue
        length = end - start
        if before and behind:
            yield _Step(end, 1.0 + 0.4 * length, unit=True)
        elif before and (
            _STUCK_UNIT.fullmatch(text, start, end)
            or (marked and length > 2)
            or (closing and _PLACE.fullmatch(text, start, end) and not _LANDMARK.search(text, end))
        ):
            yield _Step(end, 2.0 + 0.4 * length, unit=True)
        elif behind and _OUTLET_BEHIND.fullmatch(text, start, end):
            yield _Step(end, 0.5 * length - 1.0, unit=True)
