"""What kind of person holds a post: an official, an executive, or somebody else.

In: posts. Out: the kind of person who holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.models import Kind, Post
from archive.officials.post_words import COMPANY, OFFICIAL_EVEN_SO
from archive.officials.posts import OF_A_PLACE, PARTY_TAIL
from archive.patterns import either

_ENTERPRISE_POST = re.compile(
    either(
        r"""
        (?:车间|工段|工区|产线|班组|作业区).{0,6}(?:主任|长)$ 董事长?$ 经理(?:助理)?$ 总裁(?:助理)?$
        总监$ 创始人$ 合伙人$ 监事长?$ 行政?官$ [厂矿行店]长$ 首席...?官$
        """
    )
)
_COMPANY_HEAD = re.compile(either("董事长$ 总经理$ 总裁$ 监事长$"))
_LEARNED = either(
    """
    大学 学院(?!路) 学校 中学 小学 高中 [一二]中(?!队) [三四五六七八九十]中(?=党|校|副|支|$) 医院
    研究院 研究所 研究会 研究中心 实验室 教研[部室] 联谊会 青年联会 科学院 工程院 幼儿园 协会 学会
    基金会 俱乐部 ^(?:护理部|门诊部|急诊科?|病区|教务处|教导处|政教处|德育处|总务处)
    """
)
_LEARNED_POST = either(
    """
    会长(?<!红十字会会长)$ 总干事$ (?:亲善|形象|推广|慈善|爱心|旅游)大使$ 校长$ 园长$ 教授$ 院士$
    研究员$ 总设计师$ 主编$ 总编辑$ 社长$ 带头人$ 人大代表$ 党代表$ 政协委员$ 学员$ [船警]长$
    科副?主任$ ^校(?!准) (?:年级|教研|备课|学科)副?组长$
    """
)
_TROUPES = either(
    """
    [作书美摄音剧舞曲影视足篮乒羽棋体]协(?!党组) (?:艺术|歌舞|合唱|秧歌|舞蹈|文工|剧|乐)[团队]
    """
)
_TEAMS = either(
    """
    球 龙舟 登山 科考 医疗 施工 合唱 锣鼓 腰鼓 广场舞 民间救援 义工 志愿(?:者|服务|者服务)
    """
)
_OTHER = re.compile(rf"{_LEARNED}|{_LEARNED_POST}|{_TROUPES}|(?:{_TEAMS})[大支中小]?队")
_TEACHER = re.compile(r"(?:教授|研究员|院士|讲师)$")
_WEAK = re.compile(r"(?:人大代表|党代表|政协委员|负责人|政协常委)$")
_OF_STATE = re.compile(r"^国家|国务|总书记|总理")
_BODIES = either(
    """
    派出所 司法所 工商所 税务所 [局委办厅部处署会] 政府 中心 法院 检察院 街道 [镇乡村县区市]
    """
)
_ORGAN = re.compile(rf"(?:{_BODIES})$")


def companies(posts: Iterable[Post]) -> frozenset[str]:
    """The organisations whose 总经理 and the like are among the posts, offices and places apart."""
    return frozenset(
        post.organisation
        for post in posts
        if _COMPANY_HEAD.search(post.title)
        and post.organisation
        and not _ORGAN.search(post.organisation)
        and not OF_A_PLACE.search(post.organisation)
    )


def kind_of(posts: Sequence[Post], *, foreign: bool, among: frozenset[str] = frozenset()) -> Kind:
    """What kind of person holds these posts; one public office makes an official, but none in the
    companies that the story is `among`.
    """
    if foreign:
        return "other"
    if posts and all(PARTY_TAIL.sub("", post.organisation) in among for post in posts):
        return "enterprise"
    # 某中心党委书记、校长
    if any(map(_is_of_a_school, posts)) and all(map(_is_within, posts)):
        return "other"
    kinds = [(_kind(post), _is_weak(post)) for post in posts]
    firm = [kind for kind, weak in kinds if not weak] or [kind for kind, _ in kinds]
    for kind in ("official", "enterprise"):
        if kind in firm:
            return kind
    return "other"


def _is_of_a_school(post: Post) -> bool:
    return post.title.endswith(("校长", "园长")) and "党校" not in post.title + post.organisation


def _is_within(post: Post) -> bool:
    """Whether the post may be one of the body that another post of the chain names."""
    if _is_of_a_school(post):
        return True
    return post.title.endswith("书记") and not OF_A_PLACE.search(post.title + post.organisation)


def _is_weak(post: Post) -> bool:
    """Whether the post says little beside another one: 人大代表, a 主席 of nothing named."""
    if _WEAK.search(post.title):
        return True
    return not post.organisation and not _OF_STATE.search(post.title)


def _kind(post: Post) -> Kind:
    title = post.title
    if _TEACHER.search(title):
        return "other"
    if OFFICIAL_EVEN_SO.search(title):
        return "official"
    if COMPANY.match(post.organisation + "主任") or _ENTERPRISE_POST.search(title):
        return "enterprise"
    if _OTHER.search(title) or _OTHER.search(post.organisation):
        return "other"
    # 院长 of a court says so; of a hospital or a school often not
    if title.endswith("院长") and "法院" not in title + post.organisation:
        return "other"
    # 李大山委员说: a member of the conference rather than of a committee
    if title == "委员" and not post.organisation:
        return "other"
    if title.endswith("负责人") and not _ORGAN.search(post.organisation):
        return "other"
    return "official"
