"""Reads one byline from left to right: roles stand before names, work before or after them.

In: a text that may be a byline from end to end. Out: its people, or None where any of it is
neither a name nor a word of bylines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from archive.byline import words
from archive.byline.beside import names_beside
from archive.byline.names import (
    COMMONEST,
    PADDING,
    UNLIKE_A_NAME,
    glued_names,
    halves,
    is_odd_name,
    is_plain_name,
    may_sign,
    plain_names,
    run_of_names,
)
from archive.byline.words import HAN
from archive.models import Credit, Role
from archive.names import SURNAMES, is_signed_name, split_names, surname

_LABEL = re.compile(r"\s?[：:|/／]")
_RARE_ALONE = re.compile(rf"[{HAN}]{{3}}")
_LETTERS_APART = re.compile(rf"[{HAN}](?:\s+[{HAN}])+")
_PADDED_BEFORE = re.compile(rf"(?:(?<![{HAN}])[{HAN}]\s+)*$")
_BETWEEN_PLACES = re.compile(r"\s*[\s|]\s*")
_BETWEEN_NAMES = re.compile(r"[\s、，,；;]+")
_PEN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_SPACED_DOT = re.compile(rf"(?<=[{HAN}])(?:\s+[·•‧]\s*|[·•‧]\s+)(?=[{HAN}])")
_PLACE_GLUED = re.compile(rf"\s+[{HAN}]{{1,4}}[省市县区镇乡村州旗盟城]$")
_BY = re.compile(r"^[均皆]?由")
_UNNUMBERED = re.compile(rf"[{HAN}A-Za-z·\s]+")  # 图1 全区监测站网 is a title
_IN_TEXT = re.compile("^(?:本文|文中)")  # 本文图片 are no words
_TAKEN = ("摄", "摄影", "拍摄")
_REPORTS = ("报道", "综合报道")
# 供稿：团委 says nothing to those outside
_IN_HOUSE = re.compile("[校院]?(?:团委|党办|党委|工会|办公室|宣传[部处科]|[教学][工生务][部处科])")
_USUAL_SURNAME = 0.5  # percent
_MOST_WORDS = 24
_LONGEST_UNIT = 24
_MOST_UNFAMILIAR = 2


def read_people(
    text: str, *, sure: bool = False, framed: bool = False, alone: bool = True
) -> list[Credit] | None:
    """The people of a text that is a byline from end to end, None of any other.

    `sure` says that it can be nothing else, so that a rare surname is believed; `framed`, that it
    stands in the brackets of a byline, so that what cannot be read is passed over; `alone`, that no
    source stands beside it: labels without a name are a byline only beside one.
    """
    return _Reader(_SPACED_DOT.sub("·", text), sure, framed).read(alone=alone)


def byline_words(text: str) -> tuple[re.Match[str], ...]:
    """The roles and works of a text; 文图 in `邹　洁　谭文图` is the name of 谭文图 and no work."""
    found = islice(words.TOKEN.finditer(text), _MOST_WORDS + 1)
    return tuple(token for token in found if not _is_given_name(text, token))


def _is_given_name(text: str, token: re.Match[str]) -> bool:
    before = text[: token.start()]
    if token["work"] not in ("文图", "图文") or not surname(before[-1:]):
        return False
    padded = _PADDED_BEFORE.search(before[:-1])
    # 李　明文图 is 李明, who wrote and photographed
    alone = not re.search(f"[{HAN}]$", before[:-1])
    return alone and padded is not None and len(padded[0].split()) % 2 == 0


@dataclass(slots=True)
class _Group:
    """Names that stand together, with the role before them and the work before or after them."""

    names: tuple[str, ...]
    role: Role | None
    work: str

    def credits(self) -> Iterator[Credit]:
        pictures = bool(re.search("[图摄拍片照]", self.work))
        words = bool(re.search("[文写报]", self.work))
        role: Role = self.role or ("reporter" if words else "photographer")
        for name in self.names:
            if words or not pictures:
                yield Credit(name, role)
            if pictures:
                yield Credit(name, "photographer")


@dataclass(slots=True)
class _Reader:
    """The state of reading: groups so far, and the role and work that wait for names."""

    text: str
    sure: bool
    framed: bool
    groups: list[_Group] = field(default_factory=list)
    role: Role | None = None
    work: str = ""
    labelled: bool = False
    # Whether the role last read took the names before it and waits for some of its own.
    waits: bool = False
    # The groups the last work word was put to: `甲 /文 /图` puts both to 甲.
    worked: list[_Group] = field(default_factory=list)
    # Those before 记者 without a role: in `甲 记者 乙 摄` both took the picture.
    guests: list[_Group] = field(default_factory=list)

    def read(self, *, alone: bool) -> list[Credit] | None:
        """The credits, None if any part of the text is neither a name nor a word of bylines."""
        tokens = byline_words(self.text)
        if len(tokens) > _MOST_WORDS:
            return None
        ends = [token.start() for token in tokens] + [len(self.text)]
        place = 0
        for number, end in enumerate(ends):
            token = tokens[number] if number < len(tokens) else None
            printed = self.text[place:end]
            piece = printed.strip(PADDING)
            # 记者 庄严 and 庄严 摄 name her; 记者连线 is the title of a column
            lone = (not place or self._pads(place, place + 1)) and (
                not token or self._pads(end - 1, end + 1)
            )
            if piece and not self._take_names(piece, token, lone=lone) and not self.framed:
                return None
            if token is None:
                break
            place = token.end()
            following = ends[number + 1]
            if not self._take_token(token, self.text[place:following]):
                return None
        if self.waits or (alone and not self.groups):
            return None
        for group in () if alone else self.groups:
            # 张云山 李小河 来源：云山日报
            if not (group.role or group.work) and plain_names(" ".join(group.names)):
                group.role = "reporter"
        edited = self.framed and any(group.role == "editor" for group in self.groups)
        for group in self.groups if edited else ():
            # （区纪委监委网站 张三 ||责任编辑 李四）
            group.role = group.role or (None if group.work else "reporter")
        if not all(group.role or group.work for group in self.groups):
            return None
        credits = [credit for group in self.groups for credit in group.credits()]
        # 受访者供图 names nobody; 审核：县级主管局 is no byline
        named = credits or any("图" in group.work for group in self.groups)
        return credits if named or not alone else None

    def _stands_before(self, token: re.Match[str]) -> bool:
        """Whether nothing but padding parts a token from the role before it."""
        return self.text[: token.start()].rstrip(PADDING).endswith(("编辑", "责编", "校对"))

    def _pads(self, start: int, end: int) -> bool:
        return any(letter in PADDING for letter in self.text[start:end])

    def _take_names(self, piece: str, token: re.Match[str] | None, *, lone: bool) -> bool:
        self.worked = []
        piece = _BY.sub("", piece.removesuffix("等"))
        if not piece:
            return True
        pictures = bool(token and token["work"] and re.match("[摄图供]", token["work"]))
        glued = token is not None and not self._pads(token.start() - 1, token.start())
        parts = halves(piece, glued=glued) if pictures else None
        if parts:
            author, photographer = parts
            self.groups.append(_Group(author, self.role, "文"))
            self.groups.append(_Group(photographer, None, ""))
            return True
        if token and self._is_outlet(piece, token, follows=bool(self.labelled or self.work)):
            return True
        *people, outlet = piece.split()
        if token and people and self._is_outlet(outlet, token, follows=True):
            others = run_of_names(" ".join(people)) and not run_of_names(outlet)
            piece = " ".join(people) if others else piece
        if token and token[0].endswith("报道") and glued:
            # 记者张三 云溪镇摄影报道, 记者 张三 泰安报道
            piece = _PLACE_GLUED.sub("", piece)
            *before, last = piece.split()
            share = SURNAMES.get(last[0], 0)
            rare = share < _USUAL_SURNAME or (share == _USUAL_SURNAME and not is_plain_name(last))
            rare = rare and len(last) == 2
            piece = " ".join(before) if before and rare else piece
            # 记者张云山福州报道
            place = len(piece) == 5 and is_plain_name(piece[:3]) and not is_plain_name(piece[3:])
            piece = piece[:3] if place else piece
        reports = token is not None and token["rest"] == "报道" and glued
        short = self.sure and len(piece) < 4
        signed = pictures or self.framed or bool(self.role and lone and not reports) or short
        signed = signed or bool(self.work and self.labelled)
        # 区小川/文
        tied = self.text[: token.start()].endswith(("/", "／")) if token else False
        signed = signed or bool(tied and token and token["work"])
        gives = token is not None and self._gives(token) and words.UNIT_END.search(piece)
        names = () if gives else names_beside(piece, marked=True)
        names = names or run_of_names(piece, lone=lone, signed=signed)
        if not names and self.role and piece[-1] in "文图" and (names := run_of_names(piece[:-1])):
            self.groups.append(_Group(names, self.role, piece[-1]))
            return True
        if not names and token and self._gives(token):
            return self._take_giver(piece)
        if not names and token and token[0].endswith("报道"):
            # 记者 张三 云山报道
            *people, town = _BETWEEN_PLACES.split(piece)
            names = () if len(town) > 2 and surname(town) else run_of_names(" ".join(people))
        if not names and token and token["correspondent"] and self._is_office(piece):
            return True
        supplies = bool(token and token["rest"] == "供稿")
        supplies = supplies or (self.role == "correspondent" and self.labelled)
        names = names or self._unfamiliar(piece, lone=lone)
        names = names or ((piece,) if pictures and is_odd_name(piece) else ())
        if not names and supplies and words.UNIT_END.search(piece) and len(piece) <= _LONGEST_UNIT:
            unit = () if _IN_HOUSE.fullmatch(piece) else (piece,)
            self.groups.append(_Group(unit, "source", ""))
            return True
        if not names:
            return self._take_nobody(piece)
        self.groups.append(_Group(names, self.role, self.work))
        self.waits = False
        return True

    def _unfamiliar(self, piece: str, *, lone: bool) -> tuple[str, ...]:
        """The names of a piece that no surname gives away, by the role and the marks before it.

        After `编辑：` and after a role that stands apart it may be a pen name (`通讯员 禾工宣`).
        """
        labelled = self.labelled and (self.role == "editor" or self.work in words.OWN_WORK)
        apart = lone and self.role is not None and self.role != "editor"
        if not (labelled or apart or (self.sure and self.role)):
            return glued_names(piece) if self.role in ("reporter", "correspondent") else ()
        if _LETTERS_APART.fullmatch(piece) and len(letters := piece.split()) in (4, 6):
            # 记者 闵　行　乐　天
            pairs = tuple(map("".join, zip(letters[::2], letters[1::2], strict=True)))
            return () if any(UNLIKE_A_NAME.search(name) for name in pairs) else pairs
        pattern = _PEN_NAME if labelled or apart else _RARE_ALONE
        names = split_names(piece)
        believed = all(pattern.fullmatch(name) and may_sign(name) for name in names)
        if len(names) > _MOST_UNFAMILIAR and not (labelled or self.sure):
            # 记者 深夜 城门 灯火 is a row of words
            believed &= 2 * sum(map(is_signed_name, names)) >= len(names)
        if believed or not (self.framed and self.sure):
            return names if believed else ()
        parts = _BETWEEN_NAMES.split(piece)
        return tuple(
            name
            for part in (parts if len(parts) > 1 else ())
            for name in run_of_names(part, lone=True, signed=True)
        )

    def _take_nobody(self, piece: str) -> bool:
        """Pass over `视觉中国` after 图/ and `云山日报社` after 出品：, which name nobody."""
        nobody: re.Match[str] | None = None
        if self.role is None and re.search("[图片]", self.work) and _UNNUMBERED.fullmatch(piece):
            nobody = words.NOBODY.search(piece)
            nobody = nobody or (words.OUTLET_END.search(piece) if self.labelled else None)
        elif self.role == "editor" and self.labelled:
            nobody = words.UNIT_END.search(piece)
        if not nobody or len(piece) > _LONGEST_UNIT:
            return False
        self.groups.append(_Group((), self.role, self.work))
        return True

    def _is_outlet(self, piece: str, token: re.Match[str], *, follows: bool) -> bool:
        """Whether it is `封面` in `封面记者 张三`, right before 记者: first of all, or as `follows`
        says after a work (`采写：封面记者 张三`) or a person.
        """
        edits = token["editor"] == "编辑"
        text = self.text[: token.start()]
        # 封经编辑：, whose label was set apart
        text = text.removesuffix(" ") if edits else text
        before = text.removesuffix(piece)
        # 记者/范明 编辑
        edits = edits and not words.ENDS_WITH_ROLE.search(before.rstrip(PADDING))
        glued = (token["reporter"] or edits) and text.endswith(piece)
        # 云山晚报网络编辑：
        if token["editor"] and not self.groups and words.PAPER_END.search(piece):
            return " " not in piece
        glued = glued and (not before or (follows and before[-1] in PADDING))
        # 封面记者 张三, but 高远 记者 张三
        # 陈曦记者程光
        likely = piece[0] in COMMONEST and is_plain_name(piece)
        is_person = (len(piece) > 2 or token[0][0].isspace() or likely) and run_of_names(piece)
        return bool(glued and not is_person and words.BARE_OUTLET.fullmatch(piece))

    def _is_office(self, piece: str) -> bool:
        """Whether it is `县税务局`, before 通讯员 and first of all: where the people work."""
        first = not self.groups and self.role is None and not self.work
        return first and len(piece) <= _LONGEST_UNIT and bool(words.UNIT_END.search(piece))

    def _gives(self, token: re.Match[str]) -> bool:
        return token["work"] == "供图" or (token["rest"] == "提供" and "图" in self.work)

    def _take_giver(self, piece: str) -> bool:
        """Take `云山区融媒体中心` before 供图 or 提供, and the names before it."""
        *before, giver = piece.split()
        if before:
            names = run_of_names(" ".join(before))
            if not names:
                return False
            self.groups.append(_Group(names, self.role, self.work))
        # who gives a picture and is no person is where it comes from, not its photographer
        self.groups.append(_Group((), None, self.work))
        return bool(re.fullmatch(rf"[{HAN}A-Za-z0-9·]{{2,20}}", giver))

    def _take_token(self, token: re.Match[str], after: str) -> bool:
        if token["rest"]:
            for group in self.groups if token["rest"] == "供稿" else ():
                group.role = group.role or (None if group.work else "correspondent")
            for group in self.groups if self.framed and token["rest"] in _REPORTS else ():
                group.role = group.role or (None if group.work else "reporter")
            return bool(self.groups) or bool(self.work)
        self.labelled = bool(_LABEL.match(after))
        if token["work"]:
            self._take_work(token, after)
            return True
        if self.work and self.groups and self.groups[-1].work == self.work:
            # 摄影 张三 记者 李四: the work was for the one before
            self.work = "" if self.groups[-1].role is None else self.work
        role = self._role(token)
        tied = self.text[: token.start()].endswith(("/", "／"))
        if self.role == "editor" and token[0].endswith("习生") and self._stands_before(token):
            return True  # 责任编辑：实习生张云山
        named = self.groups and not (self.groups[-1].work or self.groups[-1].role)
        if role == "editor" and tied and named:
            # 张云山/审核
            self.groups[-1].role = role
            self.role = None
            return True
        for group in self.groups:
            if not group.role and not group.work and role != "editor":
                # 本报讯（张三 记者 李四）: who stands before 记者 is no reporter of the paper
                # but in （张三、实习生李四） he is its reporter
                guest = role == "reporter" and not token[0].endswith("习生")
                group.role = "correspondent" if guest else "reporter"
                self.guests += [group] if guest else []
                self.waits = True  # 张三 高级记者 is a person with a post
        self.role = role
        return True

    def _role(self, token: re.Match[str]) -> Role:
        if token["editor"]:
            self.work = ""
            return "editor"
        if token["correspondent"]:
            return "correspondent"
        return "photographer" if re.search("摄|图片", token[0]) else "reporter"

    def _take_work(self, token: re.Match[str], after: str) -> None:
        """Put a work word to the names before it, or keep it for those that follow."""
        work = _IN_TEXT.sub("", token["work"])
        if work in _TAKEN and self.groups and re.search("[图片]", self.groups[-1].work):
            # 图片由记者 甲 摄
            self.work = ""
            return
        if self.worked:
            for group in self.worked:
                group.work += work
            return
        waiting = [
            group
            for group in self.groups
            if not group.work and group.role not in ("editor", "source")
        ]
        tied_before = self.text[: token.start()].rstrip().endswith(("/", "／"))
        tied_after = bool(re.match(r"\s?[/／:：|由]", after))
        following = after.strip(PADDING).removesuffix("等")
        names_follow = bool(run_of_names(following, lone=True))
        if waiting and not tied_before and waiting[-1].role:
            # 记者 甲 图/乙, 记者 甲 摄影 乙
            tied_after = tied_after or (names_follow and work in ("摄影", "图片", "摄像", "视频"))
        elif waiting:
            tied_after = False
        if waiting and not tied_after:
            both = "报" in work or (re.search("[文写]", work) and re.search("[图摄片]", work))
            self.worked = waiting if both else waiting[-1:]
            if work in _TAKEN and self.guests:
                # 张云山 记者 李小河 摄
                self.worked = [*self.guests, *self.worked]
            for group in self.worked:
                # 通讯员 甲/图 sent words, too
                wrote = tied_before and group.role == "correspondent" and work == "图"
                group.work = "文图" if wrote else work
            self.work = ""
        else:
            self.work = work
        self.role = None
