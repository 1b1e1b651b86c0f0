"""Which pieces of a byline are names: by their surnames, by where they stand, or not at all.

In: what stands between the roles and works of a byline. Out: its names, none if any is no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.byline import words
from archive.letters import HAN
from archive.names import (
    is_highland_name,
    is_lone_name,
    is_name,
    is_rare_name,
    is_signed_name,
    is_word,
    spells_highland_name,
    split_names,
    surname,
)
from archive.surnames import GIVEN, NOT_GIVEN, is_common_surname, is_likely_surname

PADDING = " \u3000\xa0\t\n:：/／|｜丨、，,；;.·_-—&+＋"
"""What stands between names, and between names and roles."""
COMMONEST = (
    "王李张刘陈杨赵周吴徐孙朱郭罗邓傅沈彭吕韩"
    "唐冯董萧曹袁邱侯邵薛阎潘杜戴魏蒋蔡贾丁卢姚谭廖邹熊陆郝崔"
)
"""Surnames that with one letter behind them are hardly ever a word: 王兰, but 高山, 林海."""
_PLAIN = GIVEN | set("一子")
UNLIKE_A_NAME = re.compile(f"[{NOT_GIVEN}]")
"""The letters of no given name."""
_RARE = re.compile(rf"[{HAN}]{{2,3}}")
_RANKED = re.compile(".少校")  # a given name, though 校 ends units
_STATION = re.compile(rf"[{HAN}][州县市区江山阳城安海]台")
_OF_SCIENCE = re.compile(rf"[{HAN}](?![业政人财法技信理文事教农林])[{HAN}]科")
_ODD = re.compile(rf"[{HAN}](?:[{''.join(GIVEN)}][将科校村就]|[科在][{''.join(GIVEN)}])")
_LANDMARKS = "山湾滩石湖峰岭河江"
_OF_COLOURS = "白黄金毛高"  # 白花花, 黄澄澄, 金灿灿, 毛茸茸
# two letters of given names that are a word
_WORD_LIST = """
光明 健康 美丽 富强 清明 家园 世家 方大 中心 中国 中山 海洋 山水 春天 春光 秋天 冬天 天文 文学
文士 士兵 兵力 军力 军士 学业 学子 学士 大学 大海 大力 大美 大明 中华 中天 天山 天津 南北 北京
东北 前方 前进 新春 新生 时光 民生 民风 利益 心思 立春 立夏 立秋 立冬 春耕 园林 园艺 家书 家风
"""
_WORDS = frozenset(_WORD_LIST.split())
_HAN_ONLY = re.compile(rf"[{HAN}]+")
_GLUED = re.compile(rf"[{HAN}]{{4,6}}")


def run_of_names(run: str, *, lone: bool = False, signed: bool = False) -> tuple[str, ...]:
    """The names of a run, none if any of it is no name; `lone` if only names can stand there.

    In a list (`张云山、果小毅`) one with a rare surname is believed beside the others; `signed`
    believes the surnames of bylines (`区小川`) everywhere.
    """
    # 云州台 begins with a surname, too
    if "台" in run and any(map(_STATION.fullmatch, run.split())):
        return ()
    names = _run(run, lone=lone)
    # 安平镇
    if (not lone or len(names) > 1) and any(
        len(name) == 3 and name[-1] in "镇乡" for name in names
    ):
        return ()
    # 谢谢 and 云山视点 begin with surnames, too
    if any(len(name) in (2, 4) and words.NO_NAME.search(name) for name in names):
        return ()
    # 华商网
    if any(len(name) < 4 and name[-1] in "网社报" for name in names):
        return ()
    if names or not signed:
        return names
    # 召存信义 is one name where it stands apart
    run = run.strip(PADDING)
    names = split_names(run, signed=not lone or len(run) > 4)
    # 赤岭|路街道
    if len(names) > 1 and words.UNIT_END.search(run) and _HAN_ONLY.fullmatch(run):
        return ()
    return names if all(_is_signed(name, lone=lone) for name in names) else ()


def _is_signed(name: str, *, lone: bool) -> bool:
    if is_name(name) or (lone and is_lone_name(name)):
        if _is_dotted_outlet(name):
            return False
        return not (len(name) == 4 and words.UNIT_END.search(name))
    if is_highland_name(name):
        return True
    no_word = not words.NO_NAME.search(name) and not words.UNIT_END.search(name)
    return no_word and is_signed_name(name)


def _run(run: str, *, lone: bool) -> tuple[str, ...]:
    names = split_names(run.strip(PADDING))
    # 信息工|程学院
    if (
        len(run) > 4
        and words.SENDER_END.search(run)
        and names != (run,)
        and _HAN_ONLY.fullmatch(run)
    ):
        return names if all(map(is_plain_name, names)) else ()
    # 云山公司 begins with two surnames as 冯陈淑芳 does
    if any(len(name) == 4 and words.UNIT_END.search(name) for name in names):
        return ()
    if any(map(_is_dotted_outlet, names)):
        return ()
    is_one = is_lone_name if lone else is_name
    known = [name for name in names if is_one(name)]
    if len(known) == len(names):
        return names
    rare = [name for name in names if name not in known]
    listed = "、" in run and 2 * len(rare) <= len(names) and not re.search(r"\S\s+\S", run)
    return names if listed and all(map(_is_rare, rare)) else ()


def _is_dotted_outlet(name: str) -> bool:
    """海云晚报·海云一点 is dotted as a name is."""
    return "·" in name and bool(words.PAPER_END.search(name.partition("·")[0]))


def _is_rare(name: str) -> bool:
    return bool(_RARE.fullmatch(name)) and not is_word(name) and not UNLIKE_A_NAME.search(name)


def may_sign(name: str) -> bool:
    """Whether an unfamiliar piece after a role may be a name: 依波, but neither 获悉 nor 教育局."""
    if _RANKED.fullmatch(name) and surname(name):
        return True
    return not (
        is_word(name)
        or words.NO_NAME.search(name)
        or words.UNIT_END.search(name)
        # 蒋建科, but no 见不得
        or (UNLIKE_A_NAME.search(name) and not is_signed_name(name) and not surname(name))
    )


def is_scholarly_name(name: str) -> bool:
    """Whether it is a name that ends as offices do (童立科, 马少校), where only names stand."""
    odd = _OF_SCIENCE.fullmatch(name) or _RANKED.fullmatch(name)
    return bool(odd) and bool(surname(name)) and may_sign(name)


def is_odd_name(name: str) -> bool:
    """Whether it is likely a name where hardly anything else can stand: one that holds
    what other words end in (苏巧将, 侯科建), or a given name alone (正强, 珂珂).
    """
    if _ODD.fullmatch(name):
        return is_likely_surname(name[0])
    return len(name) == 2 and GIVEN.issuperset(name) and not is_word(name) and name not in _WORDS


def is_given_twice(name: str) -> bool:
    """Whether it is a surname of bylines with two letters of given names (原舒辉), or a long name
    in highland letters (达娃高娃), where hardly anything but a name can stand.
    """
    if len(name) == 3:
        return is_signed_name(name) and GIVEN.issuperset(name[1:]) and not is_word(name[1:])
    return len(name) > 3 and spells_highland_name(name)


def glued_names(run: str) -> tuple[str, ...]:
    """The names of a run right after a role, whose surnames only bylines hold: 由佳琪国秀英."""
    if is_rare_name(run) or is_given_twice(run) or (len(run) > 2 and is_odd_name(run)):
        return (run,)
    if not _GLUED.fullmatch(run):
        return ()
    names = split_names(run, signed=True)
    likely = len(names) == 2 and all(_is_signed(name, lone=False) for name in names)
    return names if likely and all(GIVEN.issuperset(name[1:]) for name in names) else ()


def halves(piece: str, *, glued: bool) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The author and the photographer of 董亮明文陶源摄 or 董亮文 陶源摄.

    潘立文陶源摄 is two photographers.
    """
    for letter in re.finditer("文", piece):
        author = run_of_names(piece[: letter.start()])
        photographer = run_of_names(piece[letter.end() :])
        apart = piece[letter.end() : letter.end() + 1].isspace() and glued
        if author and photographer and (len(author[-1]) > 2 or apart):
            return author, photographer
    return None


def plain_names(run: str) -> tuple[str, ...]:
    """The names of a run that nothing but their letters marks: one of three letters is plain, and
    those of two are, or they are plain with the commonest surnames; none otherwise.
    """
    names = run_of_names(run)
    plain = [name for name in names if is_plain_name(name)]
    sure = any(len(name) == 3 for name in plain) or all(name[0] in COMMONEST for name in plain)
    known = all(name in plain or len(name) == 3 or name[0] in COMMONEST for name in names)
    return names if plain and sure and known else ()


def vouched_for(run: str) -> tuple[str, ...]:
    """Names that stand apart, of which a plain one vouches for those whose surnames only bylines
    hold (储云川 张小河); none otherwise.
    """
    names = run_of_names(run, signed=True)
    apart = len(names) > 1 and names == tuple(re.split(r"[\s、]+", run))
    return names if apart and any(map(is_plain_name, names)) else ()


def are_rather_names(names: Sequence[str]) -> bool:
    """Whether each is of three letters, one of those behind its surname a plain one (厉向军), and
    none a landmark (雷公山).
    """
    return all(
        len(name) == 3 and name[-1] not in _LANDMARKS and _PLAIN.intersection(name[1:])
        for name in names
    )


def is_author_no_town(text: str) -> bool:
    """Whether what stands before 报道 is one more author: 柳青云, but 石河子 and 海云."""
    likely = is_likely_surname(text[0]) and not is_word(text)
    return len(text) == 3 and likely and text[-1] not in "子庄州城堡口"


def is_plain_name(name: str) -> bool:
    """Whether it is a surname and letters that given names are made of, nothing less likely.

    A letter that is given twice (郑临临) may be any.
    """
    family = surname(name)
    given = name[len(family) :]
    twice = len(given) == 2 and given[0] == given[1] and family not in _OF_COLOURS
    twice = twice and is_common_surname(family)
    return bool(
        family
        and 1 < len(name) < (4 if len(family) == 1 else 5)
        and given
        and (twice or _PLAIN.issuperset(given))
        and not is_word(name)
        and not words.NO_NAME.search(name)
        and run_of_names(name) == (name,)
    )
