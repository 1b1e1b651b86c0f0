"""Names that only their place betrays: with rare surnames, or of peoples whose names have none.

In: text and a place right behind a post or in a list of names. Out: the name there.
"""

from __future__ import annotations

import re

from archive.letters import HAN
from archive.names import is_rare_name, is_signed_name, tidy_name
from archive.officials.chinese import FAMILY, GIVEN_LETTER, LAST
from archive.officials.cues import SPLIT, name_at
from archive.officials.following import END, LONG, ONE_AFTER
from archive.officials.things import is_no_name
from archive.patterns import either
from archive.surnames import (
    GIVEN,
    HIGHLAND,
    NOT_GIVEN,
    RARE_SURNAMES,
    SIGNED_SURNAMES,
    is_likely_surname,
)

_NOTED = re.compile(
    rf"(?:{FAMILY}|[{RARE_SURNAMES}]){GIVEN_LETTER}?{LAST}"
    r"(?=[（(](?:女|男|[^（）()，、]{1,4}族)[）)])"
)
_RARE_WORD_LIST = """
那么 那个 那些 那样 那年 那天 那里 那儿 那时 那边 那位 那份 那种 那段 那次 那几 荣获 荣誉 荣登 荣膺
荣立 荣升 荣归 区里 区内 区外 区间 区分 区别 储备 储存 储能 储量 沐浴 滑坡 滑落 滑雪 帅气 矫正
储藏 寇仇 矫健 矫情 帅才 阙如 那一 占地 占用 占比 占据 占领 占有 占道 占全 占总
"""
_RARE_WORDS = frozenset(_RARE_WORD_LIST.split())
_RARE = re.compile(
    rf"[{RARE_SURNAMES}]{GIVEN_LETTER}{LAST}(?={END}|{LONG}|说)"
    # 荣华|主持, but 荣华 alone is a word
    rf"|[荣狄储嵇羿阚甯隽郤阙寇矫帅]{LAST}(?={LONG}|[，。、；])"
)
# Letters of SIGNED_SURNAMES that far more often begin what is said of the person: 书记由高明接任.
_FUNCTION = "由却来代后但者能凡须招支依言随"
_LETTERS = GIVEN | {"夫"}
_GIVEN = f"[{''.join(sorted(_LETTERS))}]"
_COMPOUND = either("相里 即墨 第五 百里 公户 左人 那拉 叶赫 富察 吉克 阿尔 沙马 曲比 吉狄")
_UNUSUAL = re.compile(
    rf"[{SIGNED_SURNAMES}](?<![{_FUNCTION}]){_GIVEN}{{2}}"
    rf"(?={END}|{LONG}|[等说]|为[一二三四五六七八九十两\d]|(?P<one>[{ONE_AFTER}]))"
    rf"|(?:{_COMPOUND}){_GIVEN}{{1,2}}(?={END}|{LONG}|等)"
)
# 白音查干, 敖登高娃: what Mongol names begin with
_MONGOL_FIRST = either(
    """
    白音 巴音 乌兰 敖登 敖云 宝音 朝克 那仁 娜仁 斯琴 乌云 萨仁 哈斯 苏日 额尔 孟克 吉日 达来 赛音
    特木 青格 呼格 巴特 道尔 格日 布仁 其木 包音 阿拉 钢(?=[呼苏巴特])
    """
)
_MONGOL = re.compile(
    rf"(?:{_MONGOL_FIRST})[{HIGHLAND}查干敦娃龙柱宝英花]{{1,4}}?(?={END}|{LONG}|[说在对与就向率携])"
)
# 镇长包村、, 书记督办、
_VERBS = "包督查抓办送管盯推搞"
_LISTED = re.compile(rf"([{HAN}](?<![{NOT_GIVEN}和同跟请为]){LAST}{LAST})、")
_PLACE_LIST = "乌兰浩特 乌兰察布 阿拉善 巴音郭楞 巴音布鲁克 额尔古纳 达来呼布 阿拉尔 哈斯"
_PLACES = frozenset(_PLACE_LIST.split())


def rare_name(text: str, place: int, *, listed: bool = False) -> tuple[str, int] | None:
    """The name at a place where only a name can stand, though its surname is rare or a word:
    那英杰, 区小雅, 边疆（满族）. In a list of names and offices 区 is no surname.
    """
    noted = _NOTED.match(text, place)
    if noted:
        return tidy_name(noted[0]), noted.end()
    found = _RARE.match(text, place)
    if not found:
        return _unusual_name(text, place)
    name = found[0]
    # 区水利、区民政; of two letters 储健, but no 荣退
    if (name[0] == "区" and listed) or (
        (name[0] in "区占步" or len(name) == 2) and not _LETTERS.issuperset(name[1:])
    ):
        return None
    if (
        name[:2] in _RARE_WORDS
        or name[:2] in SPLIT
        or any(map(is_no_name, (name, name[:2], name[1:])))
    ):
        return None
    return name, found.end()


def first_listed(text: str, place: int) -> tuple[str, int] | None:
    """The name of three letters at a place where a list goes on with a name that is sure:
    平遂民、王冬梅.
    """
    found = _LISTED.match(text, place)
    if not found or name_at(text, found.end()) is None:
        return None
    name = found[1]
    if name[0] in _VERBS:
        return None
    return (
        None
        if is_no_name(name) or is_no_name(name[:2]) or is_no_name(name[1:])
        else (name, found.end(1))
    )


def _unusual_name(text: str, place: int) -> tuple[str, int] | None:
    """The name of letters of given names behind a surname that is mostly another word: 利海燕."""
    mongol = _MONGOL.match(text, place)
    if mongol and mongol[0] not in _PLACES:
        return mongol[0], mongol.end()
    found = _UNUSUAL.match(text, place)
    if not found:
        return None
    name = found[0]
    if found["one"] and not is_rare_name(name):
        return None
    # 局长和|方明: two people
    if name[0] == "和" and is_likely_surname(name[1]):
        return None
    if (
        not is_signed_name(name)
        or is_no_name(name[:2])
        or is_no_name(name[1:])
        or name[:2] in SPLIT
    ):
        return None
    return name, found.end()
