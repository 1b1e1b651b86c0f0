"""How Chinese is spelled in Latin letters, by pypinyin's readings of words and characters.

In: folded text. Out: its syllables without tones, the keys under which somebody may type it, and
the syllables that are easily taken for another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LONGEST_PHRASE = 6
_LETTER_OR_DIGIT = re.compile(r"[a-z0-9]")
_SYLLABLE = re.compile("[a-z]+$")
LONGEST_KEY = 48
"""Letters of a key that are kept: nobody types more without a look at what is offered."""


def _table(written: str) -> dict[str, tuple[str, ...]]:
    """Characters → syllables, from `单:shan 欧阳:ou-yang`."""
    pairs = (pair.partition(":") for pair in written.split())
    return {characters: tuple(spelled.split("-")) for characters, _, spelled in pairs}


# Read otherwise as a surname than anywhere else.
_SURNAMES = _table(
    "单:shan 解:xie 区:ou 曾:zeng 仇:qiu 查:zha 盖:ge 朴:piao 覃:qin 翟:zhai 缪:miao 冼:xian "
    "种:chong 员:yun 召:shao 乐:yue 牟:mu 谌:chen 隗:wei 秘:bi 任:ren 纪:ji 繁:po 折:she "
    "黑:he 祭:zhai 句:gou 哈:ha 尉:wei 薄:bo 柏:bai 逄:pang 洗:xian 那:na 沈:shen 车:che "
    "宁:ning 应:ying 盛:sheng 郇:xun 佴:nai 乜:nie 燕:yan"
)
_DOUBLE_SURNAMES = _table(
    "尉迟:yu-chi 万俟:mo-qi 长孙:zhang-sun 澹台:tan-tai 单于:chan-yu 欧阳:ou-yang "
    "上官:shang-guan 司马:si-ma 诸葛:zhu-ge 夏侯:xia-hou 皇甫:huang-fu 令狐:ling-hu "
    "慕容:mu-rong 宇文:yu-wen 司徒:si-tu 东方:dong-fang 南宫:nan-gong 公孙:gong-sun "
    "轩辕:xuan-yuan 端木:duan-mu 独孤:du-gu 西门:xi-men 申屠:shen-tu"
)
# Characters that names of today read in two ways; the dictionary's other readings are archaic.
_TWO_READINGS = _table(
    "长:chang-zhang 乐:le-yue 行:xing-hang 重:zhong-chong 朝:chao-zhao 晟:sheng-cheng "
    "茜:qian-xi 娜:na-nuo 莘:xin-shen 颉:jie-xie 单:dan-shan 覃:qin-tan 翟:zhai-di "
    "盖:gai-ge 查:cha-zha 缪:miao-mou 解:jie-xie 区:qu-ou 仇:chou-qiu 朴:pu-piao "
    "曾:ceng-zeng 种:zhong-chong 牟:mu-mou 谌:chen-shen 隗:wei-kui 薄:bo-bao 柏:bai-bo "
    "传:chuan-zhuan 强:qiang-jiang 省:sheng-xing 宿:su-xiu 校:xiao-jiao 尉:wei-yu 卡:ka-qia "
    "扎:zha-za 厦:sha-xia 召:zhao-shao 那:na-nei 吁:yu-xu 露:lu-lou 参:can-shen 藏:cang-zang"
)

_INITIALS = {"z": "zh", "c": "ch", "s": "sh", "l": "n", "f": "h"}
_INITIALS |= {b: a for a, b in _INITIALS.items()}
_SOUND = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-z]+)")
_NASAL = re.compile("(?<=[aei])n(g?)$")


@cache
def _dictionaries() -> tuple[dict[int, str], dict[str, list[list[str]]]]:
    # Not at import: loading takes a third of a second, and few questions ask how they sound.
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    return PINYIN_DICT, PHRASES_DICT


@cache
def _plain(syllable: str) -> str:
    """A syllable without its tone, ü written v."""
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in apart if not unicodedata.combining(c))


class _Characters(dict[str, str]):
    """Character → its first reading, worked out at first sight; a letter or digit is its own."""

    def __missing__(self, character: str) -> str:
        spelled = _dictionaries()[0].get(ord(character), "").partition(",")[0]
        plain = _plain(spelled) if spelled else character
        known = _SYLLABLE if spelled else _LETTER_OR_DIGIT
        self[character] = plain if known.match(plain) else ""
        return self[character]


_characters = _Characters()


def syllables(folded: str) -> tuple[str, ...]:
    """The reading of a text, one entry a character: phrases first, then single characters.

    A letter or digit is its own entry; what has no sound has an empty one.
    """
    phrases = _dictionaries()[1]
    found: list[str] = []
    at, end = 0, len(folded)
    while at < end:
        for stop in range(min(end, at + _LONGEST_PHRASE), at + 1, -1):
            phrase = phrases.get(folded[at:stop])
            if phrase:
                found.extend([_plain(choices[0]) for choices in phrase])
                at = stop
                break
        else:
            found.append(_characters[folded[at]])
            at += 1
    return tuple(found)


def readings(folded: str, *, person: bool = False) -> tuple[tuple[str, ...], ...]:
    """One or two readings of a text, the likelier one first; a person's begins with a surname."""
    first = syllables(folded)
    if person and len(folded) > 1:
        surname = _DOUBLE_SURNAMES.get(folded[:2]) or _SURNAMES.get(folded[0], first[:1])
        # 张行长 is no phrase of a dictionary where it is a name: each character for itself.
        given = tuple(_characters[c] for c in folded[len(surname) :])
        first = (*surname, *given)
    for at, character in enumerate(folded):
        other = next((r for r in _TWO_READINGS.get(character, ()) if r != first[at]), "")
        if other:
            return first, (*first[:at], other, *first[at + 1 :])
    return (first,)


def typed_keys(folded: str, *, person: bool = False) -> set[str]:
    """What somebody may type for a text: all its letters, its initials, and for a person also the
    surname in full with the initials of the given name."""
    found: set[str] = set()
    for reading in readings(folded, person=person) if person else (syllables(folded),):
        found.add("".join(reading)[:LONGEST_KEY])
        found.add("".join([syllable[:1] for syllable in reading])[:LONGEST_KEY])
        if person:
            surname = 2 if folded[:2] in _DOUBLE_SURNAMES else 1
            initials = [syllable[:1] for syllable in reading[surname:]]
            found.add("".join([*reading[:surname], *initials])[:LONGEST_KEY])
    return found - {""}


@cache
def near_sounds(syllable: str) -> tuple[str, ...]:
    """The syllables that one is easily taken for: z/zh, c/ch, s/sh, l/n, f/h, and n/ng at its end.

    Not all of them exist; nothing is found under those.
    """
    match = _SOUND.fullmatch(syllable)
    if match is None:
        return ()
    initials = dict.fromkeys((match[1], _INITIALS.get(match[1], match[1])))
    swapped = _NASAL.sub(lambda nasal: "n" if nasal[1] else "ng", match[2])
    finals = dict.fromkeys((match[2], swapped))
    found = (initial + final for initial in initials for final in finals)
    return tuple(sound for sound in found if sound != syllable)
