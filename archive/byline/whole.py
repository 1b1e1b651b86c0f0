"""Paragraphs that are nothing but a byline: `（记者 张云山）`, `责任编辑：` above a name.

In: the text of a paragraph, and of the next. Out: the credits, None where it is no byline.
"""

from __future__ import annotations

import re

from archive.byline.beside import names_beside
from archive.byline.line import line_credits
from archive.byline.names import is_author_no_town, is_plain_name, plain_names, run_of_names
from archive.byline.trim import without_lead, without_tag
from archive.byline.words import (
    BRACKETED,
    BULLET,
    EDITOR,
    LABELS,
    NAMES_IN_A_ROW,
    REPORTER,
    STARTS_WITH_ROLE,
)
from archive.letters import HAN
from archive.models import Credit, Role
from archive.patterns import either

_LONGEST_BYLINE = 160
_LONGEST_NAMES = 20
_BOTH_WORKS = re.compile("(?:摄影|图文)报道|[文图]\\s?[/／]\\s?[文图摄]")
# 责任编辑： in a line of its own, the name in the next; 海云日报记者, 责编 as well
LABEL_ALONE = re.compile(
    rf"(?:{EDITOR}|(?:本文)?作者|记者|通讯员|摄影|(?:文章|稿件|信息)?来源|稿源)\s?[：:]"
    rf"|(?P<bare>{REPORTER}|责任?编辑?|编辑|校对|审核|编审|[初复终一二三]审|签[发审]|总?监制|总?策划|总?统筹|值班主任|美编|主编|总编辑?)"
)
# …大棚 责任编辑：, with the name in the next line
LABEL_AT_END = re.compile(r".{4,}(?:责任编辑|责编)\s?[：:]")
# 图片由张云山、李小河拍摄。 海云台记者张云山石桥报道。
_STOPPED = re.compile(
    "(?:【[^】]{2,6}】)?(图片由.{2,30}(?:拍摄|提供)|[^，。]{2,16}(?P<reporter>记者)[^，。：]{2,20}报道)。"
)
# 责任编辑：张云山 编务：李小河
_FIELD = re.compile(rf"(?:^|(?<=[\s|]))[{HAN}]{{2,5}}\s?[：:]")
# 云道新闻 □ 张云山 李小河
_BEHIND_A_SQUARE = re.compile(rf"[{HAN}]{{2,10}}\s?□\s?({NAMES_IN_A_ROW})")
# 张云山 报道, in a line of its own
_NAMES_REPORT = re.compile(rf"({NAMES_IN_A_ROW})\s+报道")
_KINDS_OF_REPORT = either(
    """
    摄影 图文 综合 直播 实习 编译 采访 整理 深度 系列 跟踪 追踪 专题 连续 独家 现场 新闻 特别 典型
    重点 相关 媒体 后续 滚动 图片 人物 调查 主题
    """
)
# 张云山 海云报道, but no 高端 深度报道
_NAMES_AND_PLACE = re.compile(
    rf"({NAMES_IN_A_ROW})\s+(?:发自)?(?!{_KINDS_OF_REPORT})([{HAN}]{{2,3}})\s?报道"
)
_SQUARES = tuple("□■◎○◇")


def whole_byline(text: str, *, signed: bool) -> list[Credit] | None:
    """The credits of a paragraph that is nothing but a byline, None of any other; `signed` says
    that names alone may stand there.
    """
    if len(text) > _LONGEST_BYLINE:
        return None
    if text.endswith("。"):
        return _stopped(text)
    bare = BULLET.sub("", text)
    if signed and (names := _names_that_report(bare)):
        return [Credit(name, "reporter") for name in names]
    # （区纪委监委 张三 ||责任编辑 李四）, （撰稿：张三 摄影：各班老师 审核：李四）
    framed = BRACKETED.fullmatch(bare) is not None and (
        "责任编辑" in bare or len(LABELS.findall(bare)) > 1
    )
    tries = dict.fromkeys((bare, without_lead(bare)))
    read = (line_credits(part, framed=framed) for part in tries)
    found = next((found for found in read if found is not None), None)
    if found is None and (untagged := without_tag(bare)) != bare:
        found = line_credits(untagged)
        # 张三摄（新华社发）
        found = found and [*found, *(line_credits(bare[len(untagged) :]) or ())]
    if found is None and len(_FIELD.findall(bare)) > 1:
        found = _known_fields(bare)
    # □张三 above or below an essay
    if found is None and signed and text.startswith(_SQUARES):
        names = names_beside(bare) or run_of_names(bare, signed=True)
        found = [Credit(name, "reporter") for name in names] or None
    return found


def _known_fields(text: str) -> list[Credit] | None:
    """The editors of `责任编辑：张三 编务：李四`, where a role nobody knows names people, too."""
    starts = [field.start() for field in _FIELD.finditer(text)]
    if starts[0]:
        return None
    ends = [*starts[1:], len(text)]
    found: list[Credit] = []
    for start, end in zip(starts, ends, strict=True):
        part = text[start:end].strip(" \u3000|")
        known = line_credits(part)
        if not known and not run_of_names(_FIELD.sub("", part), signed=True):
            return None
        found += known or ()
    return found if any(credit.role == "editor" for credit in found) else None


def over_two_lines(text: str, following: str, *, column: bool = False) -> list[Credit]:
    """The credits of a label above what it labels (`责任编辑：`), and of a name above a byline
    (`张三`, `云山日报记者李四`); none where the two lines are no byline together. In a `column` of
    labels and names rarer surnames are believed.
    """
    if len(text) > _LONGEST_BYLINE or len(following) > _LONGEST_BYLINE:
        return []
    if LABEL_AT_END.fullmatch(text) and run_of_names(following):
        return [Credit(name, "editor") for name in run_of_names(following)]
    # 文雯 杭菲菲, 摄影报道; 通讯员文雯 杭菲菲, 摄影报道
    named = _BOTH_WORKS.fullmatch(following) and len(text) <= _LONGEST_NAMES
    run = STARTS_WITH_ROLE.sub("", text, count=1)
    if named and any(map(is_plain_name, run_of_names(run, signed=True))):
        return line_credits(f"{text} {following}") or []
    label = LABEL_ALONE.fullmatch(text)
    above = len(text) < 4 and plain_names(text) and STARTS_WITH_ROLE.match(following)
    if column and label and (names := run_of_names(following, lone=True, signed=True)):
        following = " ".join(names)
        if label["bare"] and not plain_names(following):
            role: Role = "reporter" if re.fullmatch(REPORTER, label["bare"]) else "editor"
            return [Credit(name, role) for name in names]
    if above or (label and (not label["bare"] or plain_names(following))):
        return whole_byline(f"{text} {following}", signed=False) or []
    return []


def _stopped(text: str) -> list[Credit] | None:
    """The credits of a byline that ends as a sentence does: `图片由张云山、李小河拍摄。`"""
    if LABELS.match(text):
        # 供稿人：区供销社 张云山。 but 记者：何时动工。
        found = line_credits(text.removesuffix("。")) or []
        people = [credit.name for credit in found if credit.role != "source"]
        return found if people and all(map(is_plain_name, people)) else None
    stopped = _STOPPED.fullmatch(text)
    credits = line_credits(stopped[1]) if stopped else None
    if stopped and stopped["reporter"] and credits:
        return credits if all(is_plain_name(credit.name) for credit in credits) else None
    return credits or None


def _names_that_report(line: str) -> tuple[str, ...]:
    """The names of `张三 云山报道`, `张三 李四 报道` and `云道新闻 □ 张三`."""
    report = _NAMES_AND_PLACE.fullmatch(line)
    # 张三 李四青 报道
    if report and not is_author_no_town(report[2]) and (names := run_of_names(report[1])):
        return names
    alone = _BEHIND_A_SQUARE.fullmatch(line) or _NAMES_REPORT.fullmatch(line)
    return plain_names(alone[1]) if alone else ()
