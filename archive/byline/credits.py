"""The byline of a story: who wrote, photographed and edited it, and the agency it came from.

In: the paragraphs of a story. Out: the credits, and the paragraphs without those that are nothing
but a byline; a byline inside a paragraph stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.byline import words
from archive.byline.beside import names_beside
from archive.byline.captions import photographers
from archive.byline.line import agency_of, line_credits, unless_named
from archive.byline.names import (
    is_author_no_town,
    is_plain_name,
    is_scholarly_name,
    plain_names,
    run_of_names,
)
from archive.byline.signature import read_signature
from archive.byline.trim import SENTENCE_END, joined, without_lead, without_tag
from archive.models import Credit, Role

_LONGEST_BYLINE = 160
_LONGEST_TAIL = 80
_TAIL_STARTS = 8
_MOST_SHOTS = 8
_FIRST_LINES = 6
_LONGEST_NOTE = 60


@dataclass(frozen=True, slots=True)
class Byline:
    """The credits of a story in printed order, and the paragraphs that are its body.

    `datelines` are the outlets that only a dateline names (`海云网讯`), agencies apart: where a
    source is printed as one, they say no more than which paper it is.
    """

    credits: tuple[Credit, ...]
    paragraphs: tuple[str, ...]
    datelines: tuple[Credit, ...] = ()


def read_byline(paragraphs: Sequence[str]) -> Byline:
    """The credits printed in a story, and its paragraphs less those that are nothing but a byline.

    A name is credited once for each role. 实习生 and 评论员 are reporters, 摄影记者 and whoever
    stands before 摄 or 供图 photographers, 文/图 makes a reporter a photographer as well. Names
    alone, or beside the units they write from, are its reporters where no other is named: in
    brackets at the end or the very opening, in a line of their own above or below the story, or
    behind its last sentence. A label and its names may be two paragraphs, and names may stand
    behind the source in its line. 受访者供图 and 图片来源：某网 leave the body and credit nobody.
    """
    credits: list[Credit] = []
    datelines: list[Credit] = []
    body: list[str] = []
    early = True
    read = 0
    texts = [joined(paragraph.strip()) for paragraph in paragraphs]
    for place, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if place < read:
            continue
        if place + 1 < len(texts) and (labelled := _over_two_lines(text, texts[place + 1])):
            credits += labelled
            read = place + 2
            if words.LABEL_AT_END.fullmatch(text):
                body.append(paragraph)
            continue
        near_an_end = place < 2 or place == len(paragraphs) - 1
        if place < _FIRST_LINES and text[:1] in tuple("□■"):
            named = text[1:].strip()
            # □ 邹 鲜, but □ 时评
            near_an_end |= bool(plain_names(named)) or bool(words.PADDED_PAIR.fullmatch(named))
        whole = _whole(text, signed=near_an_end)
        if whole is None and near_an_end and any(each.role == "photographer" for each in credits):
            # 李小河 摄, and at the end 张 云文
            author = words.PADDED_AUTHOR.fullmatch(text)
            names = run_of_names(author[1]) if author else ()
            whole = [Credit(name, "reporter") for name in names] or None
        if whole is not None:
            credits += whole
            continue
        caption, lead = _caption_and_lead(text)
        opening = early and (
            not body
            or lead
            or words.FULL_DATELINE.match(caption)
            or words.FROM_AGENCY.match(caption)
            or words.NAMES_IN_BRACKETS.match(caption)
            or words.STARTS_WITH_ROLE.match(caption)
        )
        within: list[Credit] = []
        for part in (caption, lead) if lead else (caption,):
            agency = _opening_agency(part) if opening else []
            # an agency's dateline says where else the story came from
            datelines += (credit for credit in agency if not credit.name.endswith("社"))
            within += [*agency, *_within(part, opens=bool(opening))]
        credits += within
        # the dateline of a story may stand below the caption of its picture
        shown = any(credit.role == "photographer" for credit in within)
        shown = shown or text.endswith(("供图）", "供图)"))
        note = len(text) <= _LONGEST_NOTE and not text.endswith("。")
        early = early and not lead and (shown or note)
        body.append(paragraph)
    if body and not any(credit.role in ("reporter", "correspondent") for credit in credits):
        signed, alone = read_signature(body)
        credits += signed
        if alone is not None:
            body.pop(alone)
    # a source that is printed as one is all there is
    if any(credit.role == "source" and credit not in datelines for credit in credits):
        credits = [credit for credit in credits if credit not in datelines]
        datelines = []
    return Byline(tuple(dict.fromkeys(credits)), tuple(body), tuple(datelines))


def _over_two_lines(text: str, following: str) -> list[Credit]:
    """The credits of a label above what it labels (`责任编辑：`), and of a name above a byline
    (`张三`, `云山日报记者李四`); none where the two lines are no byline together.
    """
    if len(text) > _LONGEST_BYLINE or len(following) > _LONGEST_BYLINE:
        return []
    if words.LABEL_AT_END.fullmatch(text) and run_of_names(following):
        return [Credit(name, "editor") for name in run_of_names(following)]
    label = words.LABEL_ALONE.fullmatch(text)
    above = len(text) < 4 and plain_names(text) and words.STARTS_WITH_ROLE.match(following)
    if above or (label and (not label["bare"] or plain_names(following))):
        return _whole(f"{text} {following}", signed=False) or []
    return []


def _caption_and_lead(text: str) -> tuple[str, str]:
    """A paragraph cut where its dateline is stuck to a caption: `张三 摄新华社云山10月8日电`."""
    stuck = words.STUCK_DATELINE.search(text)
    return (text[: stuck.start()], text[stuck.start() :]) if stuck else (text, "")


def dateline_end(text: str) -> int:
    """Where the dateline that opens a paragraph ends (`央视网消息(新闻联播)：`), 0 without one.

    `编辑同志：` above a reader's letter counts as one.
    """
    if letter := words.TO_THE_EDITOR.match(text):
        return letter.end()
    shift = len(text) - len(text.lstrip("■（(【 \u3000"))
    dateline = words.DATELINE.match(text, shift)
    if not dateline:
        return 0
    rest = re.compile(r"[】\]）)\s]*(?:[（(【][^（()）】]{0,60}[)）】])?[\s：:]*")
    found = rest.match(text, dateline.end())
    return found.end() if found else dateline.end()


def _whole(text: str, *, signed: bool) -> list[Credit] | None:
    """The credits of a paragraph that is nothing but a byline, None for any other."""
    if len(text) > _LONGEST_BYLINE:
        return None
    if text.endswith("。"):
        stopped = words.STOPPED.fullmatch(text)
        found = line_credits(stopped[1]) if stopped else None
        if stopped and stopped["reporter"] and found:
            plain = all(is_plain_name(credit.name) for credit in found)
            return found if plain else None
        return found or None
    bare = words.BULLET.sub("", text)
    # 张三 云山报道
    report = words.NAMES_AND_PLACE.fullmatch(bare) if bare.endswith("报道") and signed else None
    # 张三 李四 报道
    author = report and is_author_no_town(report[2])
    if report and not author and (names := run_of_names(report[1])):
        return [Credit(name, "reporter") for name in names]
    lines = (words.BEHIND_A_SQUARE, words.NAMES_ALONE_REPORT)
    alone = next((match for line in lines if (match := line.fullmatch(bare))), None)
    if signed and alone and (names := plain_names(alone[1])):
        return [Credit(name, "reporter") for name in names]
    tries = dict.fromkeys((bare, without_lead(bare)))
    # （区纪委监委 张三 ||责任编辑 李四）, （撰稿：张三 摄影：各班老师 审核：李四）
    framed = words.BRACKETED.fullmatch(bare) is not None and (
        "责任编辑" in bare or len(words.LABELS.findall(bare)) > 1
    )
    read = (line_credits(part, framed=framed) for part in tries)
    found = next((found for found in read if found is not None), None)
    if found is None and (untagged := without_tag(bare)) != bare:
        found = line_credits(untagged)
        # 张三摄（新华社发）
        found = found and [*found, *(line_credits(bare[len(untagged) :]) or ())]
    # □张三 above or below an essay
    if found is None and signed and text[:1] in tuple("□■◎○◇"):
        names = names_beside(bare) or run_of_names(bare, signed=True)
        found = [Credit(name, "reporter") for name in names] or None
    return found


def _within(text: str, *, opens: bool) -> Iterator[Credit]:
    """The credits inside a body paragraph: its dateline, its brackets, its captions, its end."""
    if (role := words.ROLE_APART.match(text)) and words.UNSTOPPED.fullmatch(text, role.end()):
        # 记者 张云山 通讯员 and an office that cannot be read
        yield from line_credits(text, framed=True) or ()
    opening = _opening_of(text)
    dateline = words.DATELINE.match(opening)
    signed = 0
    if dateline:
        rest = opening[dateline.end() :]
        if beside := words.OUTLET_IN_BRACKETS.match(rest):
            rest = rest[beside.end() :]
        # （海云日报记者 张云山/文 李小河/图 综合…, whose bracket is never closed
        opened = rest[:_LONGEST_TAIL].lstrip("（(")
        if opened == rest[:_LONGEST_TAIL] or re.search("[)）]", opened):
            yield from _opening(rest[:_LONGEST_TAIL])
        else:
            yield from _before_a_blank(opened, 0)
        # 云山日报讯（张云山 李小河）, 中新网云山10月8日电 (张云山)
        after = re.match(r"[】\]）)\s]*[（(【]", rest)
        signed = len(text) - len(rest) + after.end() if after else 0
    elif opens and (signing := words.NAMES_IN_BRACKETS.match(text)):
        run = signing["names"].replace("，", "、")
        names = names_beside(run) or plain_names(run)
        as_role: Role = "correspondent" if signing["correspondent"] else "reporter"
        yield from (Credit(name, as_role) for name in names if name[-1] not in "镇乡")
    elif short := words.SHORT_DATELINE.match(text):
        yield from _opening(text[short.end() :][:_LONGEST_TAIL])
        # 云山讯（记者 张云山）
        signed = short.end() + 1
    elif opens and (authors := words.NAMES_REPORT.match(text)):
        yield from (Credit(name, "reporter") for name in plain_names(authors[1]))
    elif dated_report := words.DATED_REPORT.match(opening):
        names = run_of_names(dated_report[1], signed=True)
        yield from (Credit(name, "reporter") for name in names)
    elif opens and (report := words.STARTS_WITH_ROLE.match(opening)):
        # 【记者】张三 报道：…
        end = words.REPORTS.search(opening, report.end(), report.end() + _LONGEST_TAIL)
        yield from line_credits(opening[: end.end()].rstrip("：:，, ")) or () if end else ()
        # 海云日报客户端记者 张三8月7日，
        if dated := words.NAMES_AND_DAY.match(opening, report.end()):
            yield from line_credits(opening[: dated.end(1)]) or ()
        elif not end:
            yield from _before_prose(opening)
    for bracketed in words.BRACKETED.finditer(text):
        place = bracketed.start(1)
        ends = bracketed.end() == len(text) and text[: bracketed.start()].rstrip()[-1:]
        alone = bracketed[0] == text and words.STARTS_WITH_ROLE.match(bracketed[1])
        framed = place == signed or bool(alone or (ends and ends in SENTENCE_END + "】"))
        found = line_credits(bracketed[1], sure=framed, framed=framed)
        if not found and place == signed:
            inside = bracketed[1]
            names = run_of_names(inside.replace("，", "、"), lone=True, signed=True)
            names = names or ((inside,) if is_scholarly_name(inside) else names_beside(inside))
            found = [Credit(name, "reporter") for name in names]
        yield from found or ()
    for broken in words.BROKEN_OFF.finditer(text):
        yield from line_credits(broken[1]) or ()
    for shot in islice(words.SHOT.finditer(text), _MOST_SHOTS):
        yield from (Credit(name, "photographer") for name in run_of_names(shot[1], signed=True))
    yield from (Credit(name, "photographer") for name in photographers(text))
    if "责任编辑" in text and (edited := words.EDITED.search(text)):
        yield from (Credit(name, "editor") for name in run_of_names(edited[1]))
    if "发来" in text or "发回" in text:
        for sent in islice(words.SENT.finditer(text), _MOST_SHOTS):
            yield from (Credit(name, "reporter") for name in run_of_names(sent[1], signed=True))
    closed = text.removesuffix("。")
    if text and (closed.endswith(("摄", "供图")) if closed != text else text[-1] not in "）)】"):
        yield from _tail(closed)
    elif (bare := without_tag(text)) != text and bare[-1:] not in SENTENCE_END + "）)】":
        yield from _tail(bare)


def _opening_of(text: str) -> str:
    text = words.TIME_BEFORE.sub("", text.lstrip("■□●◆◎（(【"))
    return words.OUTLET_AND_OUTLET.sub(r"\1", text)


def _opening_agency(text: str) -> list[Credit]:
    """The agency of the dateline that opens a text."""
    dateline = words.DATELINE.match(_opening_of(text))
    return agency_of(dateline) if dateline else []


def _opening(text: str) -> Sequence[Credit]:
    """The credits of `记者 张三 报道`, `记者张三，` or `记者张三 ` after a dateline."""
    text = words.OUTLETS_LISTED.sub(unless_named, text)
    start = words.STARTS_WITH_ROLE.match(text)
    behind = None if start else words.ROLE_BEHIND.match(text.lstrip())
    known = behind and (not behind["guests"] or run_of_names(behind["guests"]))
    if behind and known and (people := _before_a_blank(text.lstrip(), behind.end())):
        return people
    if not start:
        reported = words.REPORTED.match(text)
        authors = words.NAMES_REPORT.match(text)
        if authors and (names := plain_names(authors[1])):
            return [Credit(name, "reporter") for name in names]
        return (reported and line_credits(reported[0].strip())) or ()
    end = words.OPENING_END.search(text, start.end())
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
    if run := words.LABELLED_RUN.match(text):
        return [Credit(name, "reporter") for name in run_of_names(run[1], signed=True)]
    role = words.STARTS_WITH_ROLE.match(text)
    found = _before_a_blank(text[:_LONGEST_TAIL], role.end()) if role else ()
    return found if all(run_of_names(credit.name) for credit in found) else ()


def _tail(text: str) -> Sequence[Credit]:
    """The credits after the last sentence (`…。记者 张三`), or after a caption (`现场 张三 摄`)."""
    last = max(text.rfind(mark, -_LONGEST_TAIL) for mark in SENTENCE_END + "】") + 1
    tail = text[max(last, len(text) - _LONGEST_TAIL) :]
    if not words.HINT.search(tail):
        return ()
    starts = [0] if last else []
    starts += [blank.end() for blank in re.finditer(r"\s+|[□■◎]", tail)]
    # after 记者 stands the reporter, who is nobody's correspondent
    free = (
        start for start in starts[:_TAIL_STARTS] if not words.ENDS_WITH_ROLE.search(tail[:start])
    )
    return next(
        (found for start in free if (found := line_credits(without_lead(tail[start:])))), ()
    )
