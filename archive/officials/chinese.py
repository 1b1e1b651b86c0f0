"""Chinese names in running text: how they are spelt, and what must stand behind each spelling.

In: text and a place in it. Out: where the name ends that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from archive.officials.following import (
    LETTER,
    ONE_AFTER,
    ONE_AFTER_SHORT,
    ends,
    word_follows,
)
from archive.officials.things import is_thing
from archive.surnames import COMPOUND_SURNAMES, GIVEN, NOT_GIVEN, SINGLE_SURNAMES

LAST = rf"(?:[{LETTER}](?<![{NOT_GIVEN}]))"
# 许又声, but 李明|又说
GIVEN_LETTER = rf"(?:[{LETTER}](?<![{NOT_GIVEN.replace('又', '')}]))"
_COMPOUND = rf"(?:{'|'.join(COMPOUND_SURNAMES)})"
_SINGLE = f"[{SINGLE_SURNAMES}]"
FAMILY = rf"(?:{_COMPOUND}|{_SINGLE})"
# These are words more often than surnames: 保护工|作 wants more behind it than one letter.
DOUBTFUL = (
    "保官明时水云农军战丰初展呼智修税善折化厚师延弓德信权束树求泰满火烟牧玉皮能种童资黑香包商"
)
_COMMON = rf"[{SINGLE_SURNAMES}](?<![{DOUBTFUL}])"
_OFTEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧曹许邓曾彭叶范"
OFTEN = f"[{_OFTEN}]"


class _Rule(NamedTuple):
    """Names spelt in one of the ways, if what follows may follow such a name."""

    spelt: tuple[re.Pattern[str], ...]
    follows: Callable[[str, int], bool]


def _spelt(*ways: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, ways))


def _ends_or_word(text: str, place: int) -> bool:
    return ends(text, place) or word_follows(text, place)


_AFTER_和 = frozenset("说在对向等先就")
_AFTER_时 = frozenset("，,说表指强就在对")


def _word_和_or_时(text: str, place: int) -> bool:
    """姜华|一行, 李鹤|和夫人, 李明|时说; but 李德和|强调, 李德和|说."""
    if word_follows(text, place):
        return True
    letter, behind = text[place : place + 1], text[place + 1 : place + 2]
    if letter == "和":
        if behind in ("夫", "副"):
            return True
        return not (behind in _AFTER_和 or _ends_or_word(text, place + 1))
    return letter == "时" and behind in _AFTER_时


def _not_of_a_verb(text: str, place: int) -> bool:
    return text[place : place + 1] not in ("有", "是", "不", "没")


_SAYS = frozenset("、，。；：:却说")


def _stop_or_says(text: str, place: int) -> bool:
    return text[place : place + 1] in _SAYS or word_follows(text, place)


_ONE_AFTER = frozenset(ONE_AFTER)
_ONE_AFTER_SHORT = frozenset(ONE_AFTER_SHORT)


def _one_letter(text: str, place: int) -> bool:
    return text[place : place + 1] in _ONE_AFTER


def _one_letter_short(text: str, place: int) -> bool:
    return text[place : place + 1] in _ONE_AFTER_SHORT


def _ends_word_or_letter(text: str, place: int) -> bool:
    return _ends_or_word(text, place) or _one_letter_short(text, place)


_TO_WHAT = re.compile("[向对从把给为][0-9“《]")
_JUST_NOW = frozenset(f"正{verb}" for verb in "和与带忙从为向准陪给拿蹲站指领组挨顶冒")


def _to_what_or_just_now(text: str, place: int) -> bool:
    """童卫东|向5家, 于向东|正和."""
    return text[place : place + 2] in _JUST_NOW or _TO_WHAT.match(text, place) is not None


_TWO = _spelt(_COMPOUND + LAST, _SINGLE + LAST)
_THREE = _spelt(_COMPOUND + GIVEN_LETTER + LAST, _SINGLE + GIVEN_LETTER + LAST)
_RULES = (
    _Rule(_TWO, _word_和_or_时),
    _Rule(_THREE, _ends_or_word),
    # 赵满都|作: a Mongol name ends so
    _Rule(_spelt(_COMPOUND + "满都", _SINGLE + "满都"), _not_of_a_verb),
    # 何为贵, 解从善
    _Rule(_spelt(rf"{_COMMON}(?<![向于应连])[为从与由]{LAST}"), _ends_or_word),
    # 马永科、: after a post 科 ends a name sooner than an office
    _Rule(_spelt(f"[{_OFTEN}贺]{GIVEN_LETTER}科", f"[{_OFTEN}贺]科"), _stop_or_says),
    # 李飞|向会议, 王大为|要
    _Rule(_spelt(rf"{_COMMON}{GIVEN_LETTER}{LAST}(?<![向就对把被因])"), _one_letter),
    _Rule(_THREE, _to_what_or_just_now),
    _Rule(_spelt(_COMPOUND + LAST), _one_letter),
    # 包振玉|到: letters of given names only
    _Rule(_spelt(rf"[{DOUBTFUL}][{''.join(sorted(GIVEN))}]{{2}}"), _one_letter),
    _Rule(_TWO, ends),
    # 李　明
    _Rule(
        _spelt(rf"{_COMPOUND}[ \u3000]{LAST}", rf"{_SINGLE}[ \u3000]{LAST}"), _ends_word_or_letter
    ),
    _Rule(_spelt(_COMMON + LAST), _one_letter_short),
    # 林郑月娥: the husband's name before her own
    _Rule(_spelt(rf"{OFTEN}{{2}}{GIVEN_LETTER}{{2}}"), _ends_or_word),
)


def chinese_name_end(text: str, place: int, *, listed: bool = False) -> int:
    """Where the Chinese name ends that stands at a place; 0 if none does.

    Where no more than the end of a clause follows, what may be a thing is no name (县长简历。), but
    in a list of names all are believed.
    """
    for rule in _RULES:
        for way in rule.spelt:
            name = way.match(text, place)
            if (
                name
                and rule.follows(text, name.end())
                and (listed or not _is_thing(text, place, name.end()))
            ):
                return name.end()
    return 0


def _is_thing(text: str, place: int, end: int) -> bool:
    if not (is_thing(text[place:end]) and ends(text, end)):
        return False
    # 程计章、李明: the first of a list
    return not (text.startswith("、", end) and chinese_name_end(text, end + 1))
