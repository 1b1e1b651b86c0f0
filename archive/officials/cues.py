"""Where a person's name ends in running text.

In: text and a place in it. Out: the name read there.
"""

from __future__ import annotations

import re

from archive.names import is_lone_name, opens_with_word, tidy_name
from archive.officials.chinese import (
    DOUBTFUL,
    FAMILY,
    GIVEN_LETTER,
    LAST,
    OFTEN,
    chinese_name_end,
)
from archive.officials.following import DOT, LETTER, ends
from archive.officials.foreign_names import (
    BEFORE_DOT,
    DOTTED,
    DOTTED_LETTERS,
    FOREIGN,
    FOREIGN_LETTERS,
    LISTED,
    THAT,
    TWO_LETTERS,
    UNDOTTED,
)
from archive.officials.things import is_no_name, is_thing
from archive.patterns import either
from archive.surnames import (
    COMPOUND_SURNAMES,
    GIVEN,
    HIGHLAND,
    SINGLE_SURNAMES,
    SURNAMES,
    is_likely_surname,
)

LONGEST_NAME = 24
_LEAD = re.compile("[ \u3000:：”]{0,3}")
_DOTTED_AT = re.compile(DOTTED)
_FOREIGN_AT = re.compile(FOREIGN)
_HIGHLAND_AT = re.compile(rf"{UNDOTTED}|{TWO_LETTERS}")
_LISTED_AT = re.compile(LISTED)
_AND = re.compile(r"、|和|及|以及|与|[ \u3000]+")
_AND_LOOSE = re.compile(r"[、，,]\s?|和|及|以及|与|[ \u3000]+")
_AND_FOREIGN = re.compile(r"、|和|及|以及|与")
_FOREIGN_WHOLE = re.compile(rf"[{FOREIGN_LETTERS}]{{2,10}}(?:{DOT}[{LETTER}]{{1,10}})*")
_NOTE = re.compile(r"[（(](?:女|男|[^（）()，,、]{1,4}族)(?:[，,、][^（）()]{1,10})?[）)]")
_NOTE_OPENS = frozenset("（(候人")
_POST_NOTES = either(
    """
    挂职 兼职? [^（）()]{0,4}[正副][^（）()]{1,2}级(?:待遇)? 主持[^（）()]{0,6}工作
    试用期[^（）()]{0,4} 援[藏疆青] 经理 聘任制? 列[^（）()]{2,20} (?:提名)?(?:候选)?人选? 拟任
    """
)
_POST_NOTE = re.compile(f"[（(](?:{_POST_NOTES})[）)]")
# 任前公示：李大山，男
_SUBJECT = re.compile(
    rf"[ \u3000]*(?:[{LETTER}]{{2,10}}[：:]|\d{{1,2}}[.．、])?([{LETTER}·]{{2,12}})(?:同志)?"
    r"[，,（(] ?[男女](?=[，,）)])"
)
_BARE = re.compile(
    rf"{FAMILY}{GIVEN_LETTER}?{LAST}|{OFTEN}{{2}}{GIVEN_LETTER}{{2}}"
    rf"|{BEFORE_DOT}(?:{DOT}{DOTTED_LETTERS}{{1,10}}){{1,4}}"
    # 达娃高娃
    rf"|{THAT}[{HIGHLAND}朵草宝]{{4,8}}"
)


def name_at(text: str, place: int, *, foreign: bool = False) -> tuple[str, int] | None:
    """The name printed at a place and where it ends, if one is there."""
    lead = _LEAD.match(text, place)
    start = lead.end() if lead else place
    if foreign:
        return _checked(text, start, _foreign_end(text, start))
    end = _end(_DOTTED_AT, text, start) or chinese_name_end(text, start)
    if not end:
        end = _end(_HIGHLAND_AT, text, start)
        # 明白卡, spelt as a Mongol name is
        if not end or is_thing(text[start:end]):
            return None
    return _checked(text, start, end)


def next_name(
    text: str, place: int, *, foreign: bool = False, loose: bool = False
) -> tuple[str, int] | None:
    """The name that goes on a list of names at a place (`、赵小刚`) and where it ends.

    A `loose` list may have commas between its names.
    """
    joined = (_AND_FOREIGN if foreign else _AND_LOOSE if loose else _AND).match(text, place)
    if joined is None:
        return None
    start = joined.end()
    if foreign:
        return _checked(text, start, _foreign_end(text, start))
    end = _end(_DOTTED_AT, text, start) or chinese_name_end(text, start, listed=True)
    return _checked(text, start, end or _end(_LISTED_AT, text, start))


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else 0


def _foreign_end(text: str, place: int) -> int:
    return (
        _end(_DOTTED_AT, text, place)
        or _end(_FOREIGN_AT, text, place)
        or chinese_name_end(text, place)
    )


def _checked(text: str, start: int, end: int) -> tuple[str, int] | None:
    name = tidy_name(text[start:end]) if end else ""
    return (name, end) if name and not is_no_name(name) else None


# Words whose first letter is one of given names: 李明|发现, but 李明发|认为.
_SPLIT_WORDS = """
发现 发动 发起 发放 发挥 进村 进行 进入 进企 进校 进户 进一 立足 立马 立志 安慰 安抚 安置 志愿 建立
建设 国庆 国际 国内 新年 新春 新任 平时 平日 平均 平静 平易 明显 明白 明知 文化 文明 学习 学着 生前
生于 生活 生病 成立 成天 成了 长期 长年 长叹 顺利 顺着 顺势 顺手 顺路 和县 和市 和区 和群 和大 和家
和村 和干 和同 和其 和他 和她 和记 和副 和省 和部 信心 信任 春节 春耕 清楚 清晨 清早 正式 正带 正忙
正和 正准 正想 正从 正为 光荣 光是 先是 先行 先来 先到 才知 才能 才说 才发 利用 全力 全面 全家 全身
全心 全市 全县 全区 全省 全镇 全村 全国 力争 力推 力促 力挺 力主 有着 有的 有时 有一 有点 时常 时刻
时任 时不 可是 可能 可没 自己 自豪 自然 自费 自掏 自带 自从 心疼 心想 心情 忆起 思考 思索 行走 行程
迎来 迎着 迎接 连续 连声 连忙 连说 连日 经过 一行 一路 一边 一再 一大 一脸 一下 一个 一手 一样 一年
一天 一次 一听 一看 三次 三年 三天 三番 大力 大声 大胆 大步 大多 小心 原来 原本 本人 远赴 远在 中午
中国 金秋 语气 语重 笑呵 笑称 诚恳 诚挚 敬酒 敬礼 亮相 亮出 运用 尊重 尊敬 坚持 坚信 坚决 坚定 振臂
启动 克服 维护 兴奋 兴致 兴冲 喜欢 喜滋 满怀 满脸 满意 满面 满头 根本 方才 双手 双双 真诚 真切 真正
善于 超过 直奔 直接 直到 直说 直指 保证 保持 家住 家访 言辞 言语 友好 意识 意外 爱岗 用力 用心 来厂
来村 来校 来所 开完 会同 会后 会上 通知 运筹 军训 超标 超额 书记 书面 书写 业务 治理 治沙 治水 农业
农村 实地 实施 实际 实行 丰富 守在 守着 守护 守住 均表 均为 端着 端起 端上 传达 传授 传递 声称 声明
声音 潜心 城市 年年 年近 年过 年仅 年轻 思来 治病 标注 前去 前天 前年
"""
SPLIT = frozenset(_SPLIT_WORDS.split())
_PLAUSIBLE_FAMILY = frozenset(
    name for name in SURNAMES if is_likely_surname(name) and name not in DOUBTFUL + "向于应连"
)
# No given name holds these, and they begin what a person does.
_DOES = frozenset(
    "送迎接抓盯办种借违因骗挪套冒伪虚贪贿醉酒超组讲跑带至再受反拿走坐站看听又忙随叫问答喊笑哭写读"
    "握拉推抱扛背递摆挥蹲弯俯掏翻拍按挨像算吃喝睡卖撸扶牵挤"
)
_DONE = frozenset("了着过")
# What goes on after a name of a place or an office: 张家港市, 高新技术厅.
_NO_END = frozenset(
    "省市县区州盟旗镇乡村街路湖河江桥岛港湾社局厅部委处院校厂店馆站所会队司集长员级层型化性学业"
)
# 戈尔文|琴科: a foreigner whose post does not say so
_FOREIGN_GOES_ON = re.compile(f"[{FOREIGN_LETTERS}]{{2}}")
_DOTTED_WHOLE = re.compile(
    rf"{BEFORE_DOT}(?:{DOT}{DOTTED_LETTERS}(?:(?!加[强大快]|提[醒交供]|安排|当[场众])"
    rf"{DOTTED_LETTERS}){{0,5}}){{1,3}}(?!{DOTTED_LETTERS}|{DOT})"
)


def guess_name(text: str, place: int) -> tuple[str, int] | None:
    """The name that most likely stands at a place, and where it ends, though no cue follows it.

    Its surname is common and its other letters are those of given names: 孟广田|像往常. It has two
    letters where the third begins another word: 高远|讲课, 李明|发现.
    """
    dotted = _DOTTED_WHOLE.match(text, place)
    if dotted:
        return _unsplit(dotted[0], dotted.end())
    family = text[place : place + 2]
    if family not in COMPOUND_SURNAMES:
        family = family[:1]
        if family not in _PLAUSIBLE_FAMILY:
            return None
    first = place + len(family)
    if text[first : first + 1] not in GIVEN:
        return None
    end = first + 2
    third = text[first + 1 : end]
    if third in _DOES or text[first + 1 : end + 1] in SPLIT or text[end : end + 1] in _DONE:
        end -= 1
    elif third not in GIVEN:
        return None
    # 沙田镇|党委书记
    if third == "镇" and text[end : end + 1] in tuple("党人政长机领干纪武"):
        return None
    if (
        text[end : end + 1] in _NO_END
        or text.startswith(("公司", "公路", "公园"), end)
        or _FOREIGN_GOES_ON.match(text, end)
    ):
        return None
    if opens_with_word(text[place:end]) or (ends(text, end) and is_thing(text[place:end])):
        return None
    return _unsplit(text[place:end], end)


def _unsplit(printed: str, end: int) -> tuple[str, int] | None:
    name = tidy_name(printed)
    return None if is_no_name(name) or name[:2] in SPLIT else (name, end)


def candidates(text: str, place: int) -> tuple[str, ...]:
    """What could be a Chinese name at a place, the longest first."""
    family = text[place : place + 2] if text[place : place + 2] in COMPOUND_SURNAMES else ""
    family = family or text[place : place + 1]
    if len(family) == 1 and (family not in SINGLE_SURNAMES or family in DOUBTFUL):
        return ()
    first = place + len(family)
    return tuple(
        text[place:end]
        for end in (first + 2, first + 1)
        if "·" not in text[place:end]
        and is_bare_name(text[place:end])
        and text[end : end + 1] not in _NO_END
    )


def after_notes(text: str, place: int) -> int:
    """The place after the notes on a person: `（女）`, `（回族）`."""
    while note := _NOTE.match(text, place):
        place = note.end()
    return place


def after_post_notes(text: str, place: int) -> int:
    """The place after the note on a post: `（挂职）`, `（正处级）`."""
    if text[place : place + 1] not in _NOTE_OPENS:
        return place
    if text.startswith(("候选人", "人选"), place):
        place += 3 if text[place] == "候" else 2
    note = _POST_NOTE.match(text, place)
    return note.end() if note else place


def subject_of(text: str) -> str:
    """Whom a paragraph is about that begins `李大山，男，1970年生`; empty where none does so."""
    found = _SUBJECT.match(text)
    return tidy_name(found[1]) if found and is_lone_name(found[1]) else ""


_OFFICE_BEFORE = re.compile("(?:委员会|中心|[局厅站办院会所队部关处科])$")
# 连|任英国|首相, 十|位知名|教授: before them a word may end.
_WORD_FAMILY = frozenset("任位党强万管军单全欧鲁方经成曾时连华")
_NO_NAME_ENDS = ("国家", "中心", "公司", "全国", "大学", "国际", "世界", "中国")


def likely_end(name: str) -> bool:
    """Whether letters before a post are most likely a name: 大家记得|姚保国|局长."""
    if name[0] in _WORD_FAMILY or name.endswith(_NO_NAME_ENDS) or name[1:] in SPLIT:
        return False
    found = guess_name(name, 0)
    return found is not None and found[1] == len(name)


def is_behind_office(pair: str, before: str) -> bool:
    """Whether two letters behind an office's name are a person's: 区港口局|李广|副局长."""
    plain = pair[0] in _PLAUSIBLE_FAMILY and pair[1] in GIVEN and not is_no_name(pair)
    return plain and bool(_OFFICE_BEFORE.search(before))


def is_bare_name(text: str) -> bool:
    """Whether the whole text can be a person's name."""
    return len(text) < LONGEST_NAME and bool(_BARE.fullmatch(text)) and not is_no_name(text)


def is_foreign_name(text: str) -> bool:
    """Whether the whole text can be a foreign name in Chinese letters."""
    spelt = len(text) < LONGEST_NAME and bool(_FOREIGN_WHOLE.fullmatch(text))
    return spelt and not is_no_name(text)
