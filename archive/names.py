"""Chinese personal names: what is one, and where one name of a run ends.

In: text that may be a name, or a run of names as a byline prints it. Out: tidy names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from archive.letters import HAN
from archive.name_words import NOT_NAMES, OPENINGS, SIGNED_WORDS
from archive.surnames import (
    COMPOUND_SURNAMES,
    GIVEN,
    HIGHLAND_RUN,
    LONE_SURNAMES,
    NOT_GIVEN,
    SIGNED_COMPOUND_SURNAMES,
    SIGNED_SHARE,
    SIGNED_SURNAMES,
    SINGLE_SURNAMES,
    SURE_SURNAMES,
    SURNAMES,
)

_HIGHLAND_NAME = re.compile(f"[{HIGHLAND_RUN}]{{2,7}}")
# Chinese names run together hold none of the letters that one of these must hold.
_MARKED_HIGHLAND_NAME = re.compile(
    f"(?=.*[尔格图嘎扎措旦其楞斯姆])[{HIGHLAND_RUN}德查呼苏胡照普曲]{{4,7}}"
)
_ADDRESS_LIST = """
先生 女士 小姐 老师 师傅 大爷 大妈 医生 同学 书记 主任 阿姨 大姐 大哥 大叔 大娘 大伯 奶奶 爷爷
叔叔 经理 教授 院长 校长 法官 警官 护士 局长 县长 区长 镇长
"""
_ADDRESSES = frozenset(_ADDRESS_LIST.split())

_DOTS = str.maketrans(dict.fromkeys("•・‧．●∙⋅", "·"))
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_DOTTED = re.compile(rf"[{HAN}A-Za-z.]{{1,12}}(?:·[{HAN}A-Za-z.]{{1,12}}){{1,5}}")
_NAME = re.compile(
    rf"(?:(?:{'|'.join(COMPOUND_SURNAMES)})(?:[{HAN}]{{1,2}})"
    rf"|[{SINGLE_SURNAMES}](?:[{HAN}]{{1,2}})"
    # 冯陈淑芳: a married name, two surnames and two letters
    rf"|[{SINGLE_SURNAMES}]{{2}}[{HAN}]{{2}})"
)
_NOT_GIVEN = re.compile(f"[{NOT_GIVEN}]")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*")
_SEPARATOR = re.compile(r"[、，,；;/／|｜&]+")


def tidy_name(text: str) -> str:
    """The name without padding (`李　明` is 李明) and with every middle dot written `·`."""
    text = text.strip().translate(_DOTS)
    if _LATIN.match(text):
        return _BLANKS.sub(" ", text)
    return _BLANKS.sub("", text)


def is_name(text: str) -> bool:
    """Whether the text, once tidy, is a Chinese name by its surname, or a dotted name."""
    name = tidy_name(text)
    return bool(_DOTTED.fullmatch(name)) or is_chinese_name(name)


def is_lone_name(text: str) -> bool:
    """Whether a text that stands by itself where only a name can is one.

    There 庄严 and 宁静 are people, as are 萨仁图雅 and 和丽娟, whose names begin with no surname
    that running text could be searched for.
    """
    name = tidy_name(text)
    if is_name(name) or _HIGHLAND_NAME.fullmatch(name):
        return True
    if name[1:] in _ADDRESSES or not 1 < len(name) < 4:
        return False
    family = surname(name) or (name[0] if name[0] in LONE_SURNAMES else "")
    return bool(family) and _HAN_ONLY.fullmatch(name) is not None and not _NOT_GIVEN.search(name, 1)


def is_signed_name(text: str) -> bool:
    """Whether a text that stands in a byline is a name, by a surname that only bylines may use."""
    name = tidy_name(text)
    if is_name(name):
        return True
    family = _signed_surname(name)
    given = name[len(family) :]
    return bool(
        family
        and 0 < len(given) < 3
        and _HAN_ONLY.fullmatch(name)
        and not _NOT_GIVEN.search(given)
        and not is_word(name)
        and not {name, name[:2]} & SIGNED_WORDS
    )


def is_rare_name(text: str) -> bool:
    """Whether a text is a surname that is hardly ever a word with two letters of given names."""
    rest = text[1:]
    sure = len(text) == 3 and text[0] in SURE_SURNAMES and GIVEN.issuperset(rest)
    return sure and is_signed_name(text) and not is_word(rest) and text[:2] not in SIGNED_WORDS


def is_highland_name(text: str) -> bool:
    """Whether a text is one Tibetan, Mongol or Yi name of four letters and more: 巴音古楞."""
    return bool(_MARKED_HIGHLAND_NAME.fullmatch(text))


def spells_highland_name(text: str) -> bool:
    """Whether a text may be one such name by its letters, marked as one or not: 达娃高娃."""
    return bool(_HIGHLAND_NAME.fullmatch(text)) or is_highland_name(text)


def _signed_surname(name: str) -> str:
    if len(name) > 2 and name[:2] in SIGNED_COMPOUND_SURNAMES:
        return name[:2]
    return surname(name) or (name[:1] if name[:1] in SIGNED_SURNAMES else "")


def is_chinese_name(name: str) -> bool:
    """Whether a tidy name is a surname with a given name of one or two letters."""
    if not _NAME.fullmatch(name) or is_word(name):
        return False
    return not _NOT_GIVEN.search(name, len(surname(name)))


def is_word(name: str) -> bool:
    """Whether what begins with a surname is a word (安全, 关于反) or a form of address (姚先生)."""
    if name in NOT_NAMES or name[1:] in _ADDRESSES:
        return True
    return len(name) == 3 and name[:2] in OPENINGS


def opens_with_word(name: str) -> bool:
    """Whether a longer name begins with two letters that are a word: 金融|稳定."""
    return len(name) > 2 and name[:2] in NOT_NAMES


def surname(name: str) -> str:
    """The surname a Chinese name begins with, empty if it begins with none."""
    if len(name) > 2 and name[:2] in SURNAMES:
        return name[:2]
    return name[:1] if name[:1] in SURNAMES else ""


def split_names(run: str, *, signed: bool = False) -> tuple[str, ...]:
    """The names of a run, in its order: separated, padded with blanks, or run together.

    A piece that no surname cuts is given back whole; punctuation is dropped. `signed` cuts by the
    surnames of `is_signed_name`, too.
    """
    return tuple(
        name
        for part in _SEPARATOR.split(run.translate(_DOTS))
        for piece in _pieces(part)
        for name in _cut(piece, signed=signed)
    )


def _pieces(part: str) -> Iterator[str]:
    """The blank-separated pieces of a part, the letters of a padded name put together again."""
    words = part.split()
    # 王 小 明: where every letter stands alone, blanks say nothing about the names
    if all(len(word) == 1 for word in words):
        words = ["".join(words)]
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if _LATIN.fullmatch(word):
            while place < len(words) and _LATIN.fullmatch(words[place]):
                word += " " + words[place]
                place += 1
        else:
            # 李 明; 欧 阳 修: a lone letter, and then a lone surname, wants what follows
            while place < len(words) and (len(word) == 1 or word in COMPOUND_SURNAMES):
                word += words[place]
                place += 1
        yield word.strip("·")


def _cut(piece: str, *, signed: bool) -> tuple[str, ...]:
    """The likeliest cut of a run of letters into names."""
    if len(piece) < 2:
        return ()
    if len(piece) < 4 or not _HAN_ONLY.fullmatch(piece) or spells_highland_name(piece):
        return (piece,)
    is_one = is_signed_name if signed else is_name
    # to each place: the likelihood of the best cut so far, and where its last name begins
    best: list[tuple[float, int] | None] = [(0.0, 0)]
    for end in range(1, len(piece) + 1):
        cuts = (
            (before[0] + _likelihood(name), start)
            for start in range(max(0, end - 4), end - 1)
            if (before := best[start]) and is_one(name := piece[start:end])
        )
        best.append(max(cuts, default=None))
    names: list[str] = []
    end = len(piece)
    while end and (last := best[end]):
        names.append(piece[last[1] : end])
        end = last[1]
    return tuple(reversed(names)) if names else (piece,)


def _likelihood(name: str) -> float:
    """The logarithm of how likely a name is, by its surname and its length."""
    family = surname(name) if is_name(name) else _signed_surname(name)
    given = len(name) - len(family)
    # 张武贾罡 is two people, 冯陈淑芳 one
    length = {1: 0.2, 2: 0.8, 3: 0.00012}[given]
    return math.log(SURNAMES.get(family, SIGNED_SHARE) / 100 * length)
