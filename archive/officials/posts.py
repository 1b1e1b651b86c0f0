"""Printed posts: where they end, and their organisation.

In: a post as printed (`管委会副主任`) and what was named before it. Out: `Post`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from archive.letters import HAN
from archive.models import Post
from archive.officials.abroad import is_from_abroad
from archive.officials.post_words import (
    BODIES,
    COMPANY,
    CORE,
    LEADERS,
    LEVELS,
    LIKELY,
    OFFICIAL_EVEN_SO,
    POST_END,
    SCHOOL,
)
from archive.patterns import either
from archive.surnames import GIVEN, SURNAMES

GROUP = re.compile(rf"(?:{LEADERS})$")
# Nobody in particular: 县级包村领导, 相关负责人, 各办事处党工委书记.
_NOBODY = re.compile(
    either(
        """
        有关 相关 主要负责 各 全体 部分 历任 多名 多位 数名 所有 其他 班子成员 结对 包村 包保
        分管领导 一名 一位
        """
    )
    # what the village calls him, whether he still is or not
    + "|老(?:支书|书记|主任|[村队厂校局县区镇乡所站]长)"
)
_PAST = re.compile(r"^(?:原|前任|前|时任|现任|新任|候任)(?!则|州|平|阳|进|郭|锋|沿)")

_LEFT_OFFICE = re.compile(
    r"^(?:原(?![则州平阳子产生料始油材住告])|前任|前(?![州进郭锋沿海卫山门旗线敌哨湾方期后台端]))(?=.)"
    r"|(?<![太平固中高清草三五阳])(?:原|前任)$"
)
_LEFT_POST = re.compile(r"^(?:原|前任?)")
_FORMER = re.compile(r"(?<=.)原(?=党|纪|$)")

_COUNTED = re.compile("[多数两三四五六][名位](?!于)|^上述(?:[两三几]个)?")
_SUBUNIT = re.compile(
    either(
        """
        党委 党组 党总支 党支部 支部 纪委 纪检监察组 纪检组 工会 办公室 综合办 党政办 直属机关 机关
        """
    )
)
_COMMITTEE_PART = re.compile(
    either("组织部 宣传部 统战部 政法委 办公室 政研室 社会工作部 网信办 编办 老干部局")
)
_LEVEL_PART = re.compile(
    either(
        """
        党工委 管委会 纪委 监委 人大 政协 政府 政法委 组织部 宣传部 统战部 法院 检察院 人武部 武装部
        总工会 团委 妇联 工商联
        """
    )
)
_PLACE = re.compile(
    rf".*?[{LEVELS}](?=委|政|人大|人民|党|管|纪|监|团|妇|总工会|法院|检|工商|领导|$)"
)
_LEVEL_ALONE = re.compile(rf"([{LEVELS}])(?!场|域|块|村振|江|里|级|属|长|花|情)")
# 河州市: here 州 ends no name of a place
_REGION_PART = re.compile(r".+?(?:自治[区州县旗]|新区|[省市县区盟旗镇乡]|州(?![市县区]))")
OF_A_PLACE = re.compile(r"[省市县区州盟旗]委|[镇乡村]|街道|社区|[厅局署]")
_OF_A_BODY = re.compile(r"(?:原|前)?(?:党委|党组|党总支|党支部|纪委|工会|团委)?")
# 国家主席李大山特使 belongs to no office
_SENDER = re.compile("主席|总书记|总理|总统")
_MINISTRIES = either(
    """
    外交 国防 财政 内政 内务 司法 经济 贸易 能源 环境 农业 卫生 教育 交通 文化 旅游 安全 科技 劳工
    移民 统一
    """
)
_MINISTER = re.compile(rf"(?:{_MINISTRIES})(?:与|和)?[{HAN}]{{0,4}}副?部长官?|[外财防]长")
_PARTY_POST = re.compile("书记|委员|常委|成员")
PARTY_TAIL = re.compile(r"(?:党委|党组|党工委|党总支|党支部|支部)$")


def post_ends(text: str) -> Iterator[re.Match[str]]:
    """The last word of each post of a text. A group of leaders (`市领导`) is one too."""
    floor = 0
    for likely in LIKELY.finditer(text):
        if likely.start() >= floor and (found := POST_END.match(text, likely.start())):
            yield found
            floor = found.end()


def place_of(organisation: str) -> str:
    """The place an organisation's name begins with: 青湖区 of 青湖区管委会; may be empty."""
    place = _PLACE.match(organisation)
    return place[0] if place else ""


def region_levels(region: str) -> dict[str, str]:
    """What a bare `市` or `区` means in a region: `{"市": "河州市", "区": "青湖区"}`."""
    return {part[-1]: part for part in _REGION_PART.findall(region)}


@lru_cache(maxsize=4096)
def split_post(title: str) -> tuple[str, str]:
    """What stands before the post proper, and the post: `管委会`, `常务副主任`."""
    core = CORE.search(title)
    return (title[: core.start()], core[1]) if core else ("", title)


def uncounted(title: str) -> str:
    """The post without how many hold it: 区政协前副主席 of 区政协多名前副主席."""
    return _COUNTED.sub("", title)


@lru_cache(maxsize=4096)
def ends_in_post(text: str) -> bool:
    """Whether the text ends in a word that is a post."""
    return bool(CORE.search(text))


def could_be_office(name: str, post: str) -> bool:
    """Whether a name before a post may yet be a place or office: 安吉县长, 扶贫办主任."""
    # 任|财务|经理
    if name[0] == "任" and not GIVEN.issuperset(name[1:]):
        return True
    # 办主任, 北戴河河长
    if name[-1] in "办党军界队组总" or name[2:] == "镇" or post.startswith(name[-1]):
        return True
    if not post.endswith("长") or "副" in post:
        return False
    if not is_of_a_place(post):
        return name[-1] not in GIVEN
    # 李明县长 is a person all the same: few places begin with the commonest surnames
    return (len(name) == 2 and SURNAMES.get(name[0], 0) < 4) or name[-1] in "山岛口港江"


@lru_cache(maxsize=4096)
def is_nobody(title: str) -> bool:
    """Whether the post is held by nobody in particular."""
    return bool(_NOBODY.search(title))


def read_post(printed: str, before: str, places: Mapping[str, str]) -> Post:
    """The post with its organisation; `before` is the organisation named before it, if any.

    The name of a company, a school or a hospital is no part of the title, every other
    organisation is.
    """
    company = COMPANY.match(printed) or SCHOOL.match(printed)
    if company and not is_from_abroad(printed) and not OFFICIAL_EVEN_SO.search(printed):
        return Post(company[2], company[1])
    return Post(printed, _organisation(_PAST.sub("", printed), before, places))


def whole_titles(titles: Sequence[str], posts: Sequence[Post]) -> list[Post]:
    """The posts with the names of companies, schools and hospitals left in."""
    return [Post(title, post.organisation) for title, post in zip(titles, posts, strict=True)]


def _organisation(title: str, before: str, places: Mapping[str, str]) -> str:
    core = CORE.search(title)
    if core is None:
        return _whole(title, before, places)
    prefix, word = title[: core.start()], core[1]
    prefix = _FORMER.sub("", prefix)
    if prefix in ("国家", "国务"):
        return ""
    if GROUP.search(word):
        if "级" in word:
            return prefix
        return (
            _whole(prefix + word[:-2].removesuffix("领"), before, places)
            if word[0] in LEVELS
            else prefix
        )
    if word.endswith(("特使", "代表")) and _SENDER.search(prefix):
        return ""
    if word == "检察长" and not prefix:
        return place_of(before) + "检察院"
    unit = word[-2] if word.endswith("长") else ""
    if unit and unit in LEVELS:
        return _government(prefix, unit, before, places)
    if unit and unit in BODIES and word[-3:-2] != "副":
        # 外交部长 belongs to 外交部, 区民政局副局长 to 区民政局
        if not prefix:
            return PARTY_TAIL.sub("", before)
        if not prefix.endswith((unit, "学")) and word == unit + "长":
            prefix += unit
    if not prefix and not _PARTY_POST.search(word):
        before = PARTY_TAIL.sub("", before)
    return _whole(prefix, before, places)


def _government(prefix: str, unit: str, before: str, places: Mapping[str, str]) -> str:
    if prefix.endswith("政府"):
        return _whole(prefix, before, places)
    if prefix:
        place = prefix if prefix.endswith(unit) else prefix + unit
        place = _whole(place, "", places)
    else:
        named = _PLACE.match(before)
        place = named[0] if named and named[0].endswith(unit) else places.get(unit, unit)
    return place if unit == "村" else place + "政府"


def _whole(name: str, before: str, places: Mapping[str, str]) -> str:
    """The organisation's name with the place or body that it leaves out."""
    if not name:
        return before
    level = _LEVEL_ALONE.match(name)
    if level:
        return (places.get(level[1]) or (name[1:] and level[1])) + name[1:]
    place = _PLACE.match(before)
    if before.endswith("委") and _COMMITTEE_PART.match(name):
        return before + name
    if place and _LEVEL_PART.match(name):
        return place[0] + name
    if before and before[-1] not in LEVELS and _SUBUNIT.match(name):
        return PARTY_TAIL.sub("", before) + name
    return name


@lru_cache(maxsize=4096)
def former(title: str) -> tuple[str, bool]:
    """The post without the word that says it is held no more, and whether one says so:
    原青湖区委书记, 青湖区委原书记, 前总统.
    """
    head, post = split_post(title)
    office, of_office = _LEFT_OFFICE.subn("", head)
    post, of_post = _LEFT_POST.subn("", post)
    return office + post, bool(of_office or of_post)


def is_surname_and_post(title: str) -> bool:
    """Whether the title is 王书记: a person who is named elsewhere."""
    prefix = split_post(title)[0]
    return prefix in SURNAMES and prefix not in "党军商农车水"


def is_of_a_body(prefix: str, organisation: str) -> bool:
    """Whether a post named after one of a company or school is of the same: `党委书记`."""
    body = COMPANY.match(organisation + "主任") or SCHOOL.match(organisation + "主任")
    return bool(body) and bool(_OF_A_BODY.fullmatch(prefix))


def is_of_a_place(post: str) -> bool:
    """Whether the post is the head of a place: 副市长, 镇长."""
    return post[-1] == "长" and post[-2] in LEVELS


def is_of_state(title: str) -> bool:
    """Whether the post is one of any state: 总理, 国家主席."""
    return split_post(title)[0] in ("", "国家", "国会") or is_minister(title)


def is_minister(title: str) -> bool:
    """Whether the post is a minister's of any state: 国防部长, 外交部长官."""
    return bool(_MINISTER.fullmatch(title))
