"""Which names a piece of a byline holds, by the roles and works around it.

In: what stands between two words of bylines, and its setting. Out: its names, none where nothing
makes it likely that somebody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.byline import words
from archive.byline.beside import names_beside
from archive.byline.names import (
    COMMONEST,
    PADDING,
    UNLIKE_A_NAME,
    glued_names,
    is_author_no_town,
    is_odd_name,
    is_plain_name,
    may_sign,
    run_of_names,
)
from archive.letters import HAN
from archive.models import Role
from archive.names import is_signed_name, split_names
from archive.patterns import either
from archive.surnames import is_common_surname

LONGEST_UNIT = 24
"""How many letters the name of an office may have."""
_RARE_ALONE = re.compile(rf"[{HAN}]{{3}}")
_LETTERS_APART = re.compile(rf"[{HAN}](?:\s+[{HAN}])+")
_BETWEEN_PLACES = re.compile(r"\s*[\s|]\s*")
_BETWEEN_NAMES = re.compile(r"[\s、，,；;]+")
_PEN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_PLACE_GLUED = re.compile(rf"\s+[{HAN}]{{1,4}}[省市县区镇乡村州旗盟城]$")
# 封面 in 封面记者 张云山: an outlet that nothing marks as one
_NO_OUTLETS = either(
    """
    联系 采访 邀请 优秀 模范 对话 专访 战地 现场 会议 图为 告诉 中外 [境国]外 外国
    [女男老小名访问据对向和与等了位]$
    """
)
_BARE_OUTLET = re.compile(
    rf"(?!.*(?:{_NO_OUTLETS}))"
    rf"(?:[{HAN}]{{2,8}}|(?=.*[A-Za-z])[{HAN}A-Za-z0-9·+]{{2,10}})"
)
_MOST_UNFAMILIAR = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a piece: the text before the next word, and that word; the role, work and
    colon before it; whether it is `lone` between blanks, in a text that is `sure` to be a byline or
    `framed` by its brackets; whether it `begins` the byline's people.
    """

    before: str
    token: re.Match[str] | None
    role: Role | None
    work: str
    labelled: bool
    lone: bool
    sure: bool
    framed: bool
    begins: bool

    def follows(self, kind: str) -> bool:
        """Whether the next word is of a kind: a role, `work` or `rest`."""
        return self.token is not None and self.token[kind] is not None

    @property
    def pictures(self) -> bool:
        """Whether pictures are what the next word says was made."""
        return self.token is not None and re.match("[摄图供]", self.token["work"] or "") is not None

    @property
    def glued(self) -> bool:
        """Whether nothing parts the piece from the next word."""
        return self.token is not None and not self.before.endswith(tuple(PADDING))

    @property
    def gives(self) -> bool:
        """Whether whoever is named gave a picture."""
        return self.token is not None and (
            self.token["work"] == "供图" or (self.token["rest"] == "提供" and "图" in self.work)
        )

    @property
    def supplies(self) -> bool:
        """Whether whoever is named sent the story in."""
        sends = self.token is not None and self.token["rest"] == "供稿"
        return sends or (self.role == "correspondent" and self.labelled)

    @property
    def reports(self) -> bool:
        """Whether the next word ends in 报道."""
        return self.token is not None and self.token[0].endswith("报道")

    @property
    def first(self) -> bool:
        """Whether neither people nor a role or work stand before the piece."""
        return self.begins and self.role is None and not self.work


def is_outlet(piece: str, setting: Setting, *, follows: bool) -> bool:
    """Whether it is `封面` in `封面记者 张三`, right before 记者: first of all, or if it `follows`
    a work (`采写：封面记者 张三`) or a person.
    """
    if setting.token is None:
        return False
    edits = setting.token["editor"] == "编辑"
    # 封经编辑：, whose label was set apart
    text = setting.before.removesuffix(" ") if edits else setting.before
    before = text.removesuffix(piece)
    # 云山晚报网络编辑：
    if setting.token["editor"] and setting.begins and words.PAPER_END.search(piece):
        return " " not in piece
    # 记者/范明 编辑
    edits = edits and not words.ENDS_WITH_ROLE.search(before.rstrip(PADDING))
    works_for = setting.token["reporter"] or setting.token["correspondent"] or edits
    glued = works_for and text.endswith(piece)
    glued = glued and (not before or (follows and before[-1] in PADDING))
    # 封面记者 张三, but 高远 记者 张三 and 陈曦记者程光
    likely = piece[0] in COMMONEST and is_plain_name(piece)
    is_person = (len(piece) > 2 or setting.token[0][0].isspace() or likely) and run_of_names(piece)
    return bool(glued and not is_person and _BARE_OUTLET.fullmatch(piece))


def without_outlet(piece: str, setting: Setting) -> str:
    """A piece less the outlet at its end that the next 记者 works for: `张三 封面`记者."""
    *people, outlet = piece.split()
    if not people or not is_outlet(outlet, setting, follows=True):
        return piece
    others = run_of_names(" ".join(people)) and not run_of_names(outlet)
    return " ".join(people) if others else piece


def without_town(piece: str, setting: Setting) -> str:
    """A piece less the place right before 报道: `张三 云溪镇`摄影报道, `张云山福州`报道."""
    if not (setting.reports and setting.glued):
        return piece
    piece = _PLACE_GLUED.sub("", piece)
    *before, last = piece.split()
    rare = not is_common_surname(last[0]) or not is_plain_name(last)
    if before and rare and len(last) == 2:
        return " ".join(before)
    place = len(piece) == 5 and is_plain_name(piece[:3]) and not is_plain_name(piece[3:])
    return piece[:3] if place else piece


def known_names(piece: str, setting: Setting) -> tuple[str, ...]:
    """The names of a piece that their surnames give away, beside units or not."""
    # 李文会 李小河, but 党建办 李小河
    parts = tuple(_BETWEEN_NAMES.split(piece))
    if run_of_names(piece) == parts and not any(name[-1] == "办" for name in parts):
        return parts
    giver = setting.gives and words.UNIT_END.search(piece)
    if not giver and (names := names_beside(piece, marked=True)):
        return names
    works = setting.follows("work")
    reports = setting.token is not None and setting.token["rest"] == "报道" and setting.glued
    signed = (
        setting.pictures
        or setting.framed
        or (setting.role is not None and setting.lone and not reports)
        or (setting.sure and len(piece) < 4)
        or (setting.work != "" and setting.labelled)
        # 区小川/文
        or (works and setting.before.endswith(("/", "／")))
    )
    return run_of_names(piece, lone=setting.lone, signed=signed)


def guessed_names(piece: str, setting: Setting) -> tuple[str, ...]:
    """The names of a piece that only its setting gives away."""
    names: tuple[str, ...] = ()
    if setting.reports:
        # 记者 张三 云山报道
        *people, town = _BETWEEN_PLACES.split(piece)
        names = () if is_author_no_town(town) else run_of_names(" ".join(people))
    names = names or _unfamiliar(piece, setting)
    return names or ((piece,) if setting.pictures and is_odd_name(piece) else ())


def _unfamiliar(piece: str, setting: Setting) -> tuple[str, ...]:
    """The names of a piece that no surname gives away, by the role and the marks before it.

    After `编辑：` and after a role that stands apart it may be a pen name (`通讯员 禾工宣`).
    """
    role = setting.role
    labelled = setting.labelled and (role == "editor" or setting.work in words.OWN_WORK)
    apart = setting.lone and role is not None and role != "editor"
    if not (labelled or apart or (setting.sure and role)):
        return glued_names(piece) if role in ("reporter", "correspondent") else ()
    if _LETTERS_APART.fullmatch(piece) and len(letters := piece.split()) in (4, 6):
        # 记者 闵　行　乐　天
        pairs = tuple(map("".join, zip(letters[::2], letters[1::2], strict=True)))
        return () if any(UNLIKE_A_NAME.search(name) for name in pairs) else pairs
    pattern = _PEN_NAME if labelled or apart else _RARE_ALONE
    names = split_names(piece)
    believed = all(pattern.fullmatch(name) and may_sign(name) for name in names)
    if len(names) > _MOST_UNFAMILIAR and not (labelled or setting.sure):
        # 记者 深夜 城门 灯火 is a row of words
        believed &= 2 * sum(map(is_signed_name, names)) >= len(names)
    if believed or not (setting.framed and setting.sure):
        return names if believed else ()
    parts = _BETWEEN_NAMES.split(piece)
    return tuple(
        name
        for part in (parts if len(parts) > 1 else ())
        for name in run_of_names(part, lone=True, signed=True)
    )
