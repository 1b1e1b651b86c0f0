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
from archive.byline.names import PADDING, halves, plain_names, run_of_names
from archive.byline.piece import (
    LONGEST_UNIT,
    Setting,
    guessed_names,
    is_outlet,
    known_names,
    without_outlet,
    without_town,
)
from archive.letters import HAN
from archive.models import Credit, Role
from archive.names import surname

_LABEL = re.compile(r"\s?[：:|/／]")
_PADDED_BEFORE = re.compile(rf"(?:(?<![{HAN}])[{HAN}]\s+)*$")
_SPACED_DOT = re.compile(rf"(?<=[{HAN}])(?:\s+[·•‧]\s*|[·•‧]\s+)(?=[{HAN}])")
_BY = re.compile(r"^[均皆]?由")
_UNNUMBERED = re.compile(rf"[{HAN}A-Za-z·\s]+")  # 图1 全区监测站网 is a title
_UNQUOTED = re.compile("[^“”，。]+")
_IN_TEXT = re.compile("^(?:本文|文中)")  # 本文图片 are no words
_TAKEN = ("摄", "摄影", "拍摄")
_REPORTS = ("报道", "综合报道")
# 供稿：团委 says nothing to those outside
_AT_OUTLET = re.compile("习生|(?:融媒体中心|广播电视台|报社|融媒体?)$")
_IN_HOUSE = re.compile("[校院]?(?:团委|党办|党委|工会|办公室|宣传[部处科]|[教学][工生务][部处科])")
_MOST_WORDS = 24


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
        words = bool(re.search("[文写报稿]", self.work))
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
            setting = self._setting(token, lone=lone)
            behind = self.text[token.end() : ends[number + 1]] if token else ""
            sends = self._sends(piece, setting, behind)
            if piece and not (sends or self._take_names(piece, setting) or self.framed):
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

    def _setting(self, token: re.Match[str] | None, *, lone: bool) -> Setting:
        return Setting(
            before=self.text[: token.start()] if token else self.text,
            token=token,
            role=self.role,
            work=self.work,
            labelled=self.labelled,
            lone=lone,
            sure=self.sure,
            framed=self.framed,
            begins=not self.groups,
        )

    def _sends(self, piece: str, setting: Setting, behind: str) -> bool:
        """Whether it is 宣教团 in `宣教团图/文 张云山`: an office before what was made, and then
        who made it.
        """
        made = setting.token["work"] if setting.token and setting.first and self.framed else None
        both = made and re.search("文", made) and re.search("[图摄]", made)
        office = len(piece) > 2 and words.SENDER_END.search(piece)
        return bool(both and office and run_of_names(behind))

    def _pads(self, start: int, end: int) -> bool:
        return any(letter in PADDING for letter in self.text[start:end])

    def _take_names(self, piece: str, setting: Setting) -> bool:
        """Take the names of a piece, or pass over an outlet or unit; False if it is neither."""
        self.worked = []
        piece = _BY.sub("", piece.removesuffix("等"))
        if not piece:
            return True
        if setting.pictures and (parts := halves(piece, glued=setting.glued)):
            author, photographer = parts
            self.groups += (_Group(author, self.role, "文"), _Group(photographer, None, ""))
            return True
        if is_outlet(piece, setting, follows=bool(self.labelled or self.work)):
            return True
        piece = without_town(without_outlet(piece, setting), setting)
        names = known_names(piece, setting)
        work = self.work
        if not names and self.role and piece[-1] in "文图":
            names = run_of_names(piece[:-1])
            work = piece[-1] if names else work
        if not names and setting.gives:
            return self._take_giver(piece)
        names = names or guessed_names(piece, setting)
        if not names:
            return self._take_nobody(piece, setting)
        self.groups.append(_Group(names, self.role, work))
        self.waits = False
        return True

    def _take_nobody(self, piece: str, setting: Setting) -> bool:
        """Pass over 县税务局 before 通讯员, 视觉中国 after 图/ and 云山日报社 after 出品：.

        They name nobody; but a unit that supplies a story is its source.
        """
        if len(piece) > LONGEST_UNIT:
            return False
        unit = words.UNIT_END.search(piece) if _UNQUOTED.fullmatch(piece) else None
        if unit and setting.first and setting.follows("correspondent"):
            return True
        if unit and setting.supplies:
            supplier = () if _IN_HOUSE.fullmatch(piece) else (piece,)
            self.groups.append(_Group(supplier, "source", ""))
            return True
        nobody: re.Match[str] | None = None
        if self.role is None and re.search("[图片]", self.work) and _UNNUMBERED.fullmatch(piece):
            nobody = words.NOBODY.search(piece)
            nobody = nobody or (words.OUTLET_END.search(piece) if self.labelled else None)
        elif self.role == "editor" and self.labelled:
            nobody = unit
        if nobody:
            self.groups.append(_Group((), self.role, self.work))
        return nobody is not None

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
        interns = token[0].endswith("习生") and not re.search("[报台社]", token[0])
        if interns and self.role == "editor" and (not self.labelled or self._stands_before(token)):
            return True  # 责任编辑：实习生张云山, 编辑 张云山 实习生 李小河
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
                guest = role == "reporter" and _AT_OUTLET.search(token[0]) is None
                group.role = "correspondent" if guest else "reporter"
                self.guests += [group] if guest else []
                self.waits = True  # 张三 高级记者 is a person with a post
        self.role = role
        return True

    def _role(self, token: re.Match[str]) -> Role:
        if token["editor"]:
            self.work = ""
            return "editor"
        # 记者 甲 县报道组 乙
        stringer = self.groups and token[0].rstrip().endswith("报道组")
        if token["correspondent"] or stringer:
            return "correspondent"
        return "photographer" if re.search("摄|图片|拍友", token[0]) else "reporter"

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
            self._part_photographer(waiting)
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

    def _part_photographer(self, waiting: list[_Group]) -> None:
        """Part who is named twice from the others: `通讯员 甲 乙 甲 摄`."""
        *authors, photographer = waiting[-1].names or ("",)
        if waiting[-1].role and photographer in authors:
            waiting[-1].names = tuple(authors)
            waiting.append(_Group((photographer,), waiting[-1].role, ""))
            self.groups.append(waiting[-1])
