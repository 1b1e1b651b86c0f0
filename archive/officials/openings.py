"""Who is named in front of a post: appointed to it, removed from it, or with it in brackets.

In: text and the place of a post in it. Out: the names, and what of the title belongs to them.
"""

from __future__ import annotations

import re

from archive.names import tidy_name
from archive.officials.breaks import PLACE_ENDS, post_start
from archive.officials.cues import is_bare_name, likely_end, name_at
from archive.officials.following import LETTER
from archive.officials.posts import GROUP, post_ends, split_post
from archive.patterns import either
from archive.surnames import SURNAMES

# 张三任, 张三同志当选为, 张三不再担任: what stands between a name and his post.
_TAKEN = either(
    "被?(?:任命|推选|选举|提名|补选)为 当选为? 担任 辞去 [兼出现拟调改转接升继]任 任 作?为 是"
)
_APPOINTED = re.compile(rf"(?:同志)?(?:{_TAKEN})$")
_OFFICE_FIRST = re.compile(rf"中共|[{LETTER}]{{0,6}}?[{PLACE_ENDS}][{LETTER}]")
_OF_THE_PLACE = re.compile(r"([县市区])(?:\1长|副\1长|委|公安局|人民政府)")
_OWNER = re.compile(rf"([{LETTER}]*(?:公司|集团|合作社|银行|大学|学院|医院|[中小]学|学校))的$")
_LOST = re.compile(r"(?:同志)?不再(?:担任|兼任|任|是)?$")
_NEAR, _FAR = 12, 24  # how far back a name may begin, and one with dots
_REMOVED = re.compile(r"(?:同志)?的$")
_REMOVES = re.compile(r"(?:免去|免除|撤销|罢免|接受|同意)$")
_PUTS = re.compile("免去|任命|聘任|提名|推选|选举|补选")
_SUBJECT_POST = re.compile(r"(?:现任|拟任|提任|拟?提名为?|拟?推荐为?)(?:职务)?[：:]?$")
_OPENED = re.compile(
    r"[（(](?:(?:女|男|[^（）()，,、]{1,4}族)[，,、]\s?)?"
    r"(?:[均都皆同]为|均系|分别为|现任|时任|均?任)?$"
)
_NOTE = re.compile(r"[（(](?:女|男|[^（）()]{1,4}族)[）)]$")
_HOLDING = ("身为", "作为", "担任", "时任", "现任", "曾任", "转任", "接任", "出任", "兼任", "调任")
_MISSIONS = ("特使", "代表", "特别代表")
_ENDS = frozenset("，。；、,;）)")


def bracket_before(text: str, place: int) -> int:
    """Where a bracket's text begins that a post at a place opens, a note on the person apart:
    `（女，|副县长`; 0 where none does.
    """
    opened = _OPENED.search(text, max(0, place - 11), place)
    return opened.start() + 1 if opened else 0


def is_of_all(text: str, place: int) -> bool:
    """Whether the posts in the bracket whose text begins at a place are of all named before it."""
    return text.startswith(("均", "都为", "皆为", "同为", "分别为"), place)


def names_appointed(text: str, place: int, end: int) -> tuple[str, ...]:
    """Who `当选为`, `任` or the like put in the post between two places, or `免去…的` out."""
    if not place or text[place - 1] not in "为任选是去的":
        return ()
    verb = _APPOINTED.search(text, max(0, place - 8), place)
    if verb:
        # 李明是区长的司机, 以李明同志为书记的
        if verb[0].endswith("是") and text[end : end + 1] not in _ENDS:
            return ()
        # 周小川作为主席特别代表出席: a mission, and no post
        mission = text.endswith(_MISSIONS, 0, end) or text.startswith(_MISSIONS, end)
        if mission and text.endswith("作为", 0, place):
            return ()
        names, start = names_before(text, verb.start())
        loyal = verb[0].startswith("同志") and text.endswith("以", 0, start)
        return () if loyal else names
    removed = _REMOVED.search(text, max(0, place - 4), place)
    if removed:
        names, start = names_before(text, removed.start())
        # 免去甲的局长职务、|乙的|主任职务
        again = text.endswith("职务、", 0, start)
        return names if again or _REMOVES.search(text, max(0, start - 4), start) else ()
    return ()


def names_lost(text: str, place: int) -> tuple[str, ...]:
    """Who is said to hold the post at a place no more."""
    if not text.endswith(("任", "是", "不再"), 0, place):
        return ()
    lost = _LOST.search(text, max(0, place - 8), place)
    return names_before(text, lost.start())[0] if lost else ()


def names_grouped(text: str, place: int, title: str) -> tuple[str, ...]:
    """Who stands before a group at a place: `甲、乙等|市领导`."""
    grouped = GROUP.search(title) and text.endswith("等", 0, place)
    names = names_before(text, place - 1)[0] if grouped else ()
    # 江宁、金湖等市领导 are of two cities
    return names if any(len(name) > 2 for name in names) else ()


def is_his(text: str, place: int) -> bool:
    """Whether the post at a place is said of the person named last: `免去其…职务`."""
    return text.endswith(("免去其", "撤销其", "任命其"), 0, place)


def names_removed(text: str, place: int, title: str) -> tuple[tuple[str, ...], str]:
    """The names a title begins with after `免去` or `任命`, and the title without them; no names
    where there are none: `免去|李大山|区财政局局长`, `免去|李大山、赵小川|区财政局副局长`.
    """
    first: tuple[str, ...] = ()
    if text.endswith("、", 0, place):
        first, place = names_before(text, place - 1)
    verb_before = _PUTS.match(text, place - 2, place)
    if verb_before is None:
        return (), title
    removed = verb_before[0] in ("免去", "任命", "聘任")
    for verb in ("同志为", "同志", "为", ""):
        for length in (4, 3, 2):
            name, office = title[:length], title[length + len(verb) :]
            if not title.startswith(verb, length) or not is_bare_name(name):
                continue
            # 免去|金湖县县长
            if not verb and length < 3 and _OF_THE_PLACE.match(office) and not _is_usual(name):
                continue
            # 陈立民|财政局局长, but 石油公|司经理
            known = verb or _OFFICE_FIRST.match(office) or likely_end(name)
            if verb.endswith("为") or (removed and known):
                return (*first, name), office
    return (), title


def _is_usual(name: str) -> bool:
    return SURNAMES.get(name[0], 0) > 0.8


def owner_before(text: str, place: int) -> str:
    """The company, school or hospital whose post stands at a place: `青湖公司的|车间主任`."""
    if not text.endswith("的", 0, place):
        return ""
    found = _OWNER.search(text, max(0, place - 24), place)
    return found[1] if found else ""


def holder_at(text: str, place: int, end: int, title: str) -> int:
    """Where the name may begin of who holds the post between two places: `身为…副书记的|李大山`,
    `市委书记是|李大山，`; its end where nothing stands between.
    """
    if text.startswith("是", end) and split_post(title)[0]:
        told = name_at(text, end + 1)
        return end + (told is not None and text[told[1] : told[1] + 1] in ("，", "。"))
    return end + (text.startswith("的", end) and text.endswith(_HOLDING, 0, place))


def is_the_subjects(text: str, place: int) -> bool:
    """Whether the post at a place is said of the person the paragraph is about: `现任…`."""
    return bool(_SUBJECT_POST.search(text, max(0, place - 8), place))


def names_before(text: str, place: int) -> tuple[tuple[str, ...], int]:
    """The names of a list that ends at a place, and where it starts."""
    names: list[str] = []
    start = place
    while True:
        note = _NOTE.search(text, max(0, place - 10), place)
        place = note.start() if note else place
        begin, name = _name_before(text, place)
        # 张大|为, 何有|为: the last letters may open a post, too
        for back in (1, 2) if len(name) < 2 else ():
            begin = post_start(text, max(0, place - _NEAR), place - back)
            name = tidy_name(text[begin:place])
            if is_bare_name(name):
                break
        if not is_bare_name(name):
            return tuple(reversed(names)), start
        names.append(name)
        start = begin
        if not text.endswith("、", 0, begin):
            return tuple(reversed(names)), start
        place = begin - 1


def _name_before(text: str, place: int) -> tuple[int, str]:
    """What ends at a place where a name may, and where it begins: behind a post, if one is there
    (以县长|李大山).
    """
    floor = place - (_FAR if "·" in text[max(0, place - _NEAR) : place] else _NEAR)
    begin = post_start(text, max(0, floor), place)
    if not is_bare_name(tidy_name(text[begin:place])):
        for head in post_ends(text[begin:place]):
            begin += head.end()
            break
    return begin, tidy_name(text[begin:place])
