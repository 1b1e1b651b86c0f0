"""Printed posts: the words they end in, their organisation, what kind of person holds them.

In: a post as printed (`管委会副主任`) and what was named before it. Out: `Post` and kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from archive.models import Kind, Post
from archive.names import GIVEN, SURNAMES
from archive.officials.abroad import is_from_abroad

_LEVELS = "省市县区州盟旗镇乡村"
_BODIES = "厅局部署司处科股所站队院校馆园场厂矿店组台社会行团师旅军连排营庭库"
_CHIEFS = (
    rf"(?:总|大|支|中|小)队长|"
    # 长江, 长期, 长三角: the letter opens another word
    rf"[{_LEVELS}{_BODIES}外财防船警议河湖林田路街链](?<!城市)(?<!都市)(?<!集团)长"
    r"(?!级|会议|们|办公|(?<=[河湖林田路街链]长)办|江[汉大经沿堤边中上下水流保国三口禁两生、，。]|三角|度|春|治久|期|远|征|城[、，。的]|沙[市县项的、，。与和站分]|效|足)"
)
_POSTS = (
    r"成员(?:(?<=党组成员|党委成员)|(?<=部务会成员|务会议成员))|行政长官|主任科员|党魁|苏木达|嘎查达|(?:^|(?<=海关)|(?<=副)|(?<=[、，]))关长(?![期远效江城三])|总书记|[参众]议长|书记(?!处|员|官|部)|支书(?!记)|主任委员|主任(?!委员|医|科|检|法官|编|记者|播|舰)|委员长|常委(?!会|委员会)"
    r"|委员(?!会|长)|主席(?!团|台|国)|主委|监狱长|秘书长|总?参谋长|(?<=防指)指挥(?!部|长|官|所|中心)|检察长|审计长|董事长|理事长|监事长|指挥长|总指挥"
    r"|总理(?!府|级)|总统(?!计|府|制|级|令|大选|选举|候选|竞选|任期|夫人)|首相(?!府)|国王(?!储)|女王|王储|亲王|天皇|大臣|总督|[参众]?议员(?!委员会|友好|代表团|团)|大使(?!馆|级)|公使|总?领事(?!保护|馆|处|司|官)|参赞|(?:(?<=公署)|(?<=公署副))特派员|特使(?!团)"
    r"|(?:特别|全权|常驻|高级|人大|党)代表(?!团)|(?:新闻)?发言人|巡视员|调研员|督察专员|督察长|专员|督学|指导员|教导员|政治委员|政委"
    r"|司令员|司令官|司令(?!部)|总干事|总(?:工程|经济|会计|统计|规划|农艺|畜牧|兽医|审计|设计)师|总编辑|主编"
    r"|总经理|经理|总裁|总监(?!督|控|测|理)|创始人|合伙人|董事|监事|首席[执运技财]..?官|高级(?:法官|检察官)|(?<=外交|国防|统一)部长官|教授|院士|研究员|负责人|带头人|审判员|检察员"
    r"|助理(?!秘书|医|检|员|研|工|教|总|局|署)"
)
_LEADERS = (
    rf"(?:党和国家|中央|[{_LEVELS}局院厅校部委]|[省市厅县处]级|街道|集团|公司|四套班子|四大班子|五大班子)领导(?:人|同志)?"
    r"(?!班子|小组|干部|下|的|机|力|能|体|集|核|职|责|权|艺|层|和|与|要|对|在)"
)
_RANKED = r"[正副]?[省部厅局司地市县处乡科]级(?:领导)?干部|党领袖|(?:荣誉)?国务资政|网格长|楼栋长"
_AIDES = r"(?:[省市县区镇乡局部厅行]长|总经理|主席|主任|总裁)助理"
_POST_END = re.compile(rf"{_AIDES}|{_POSTS}|{_CHIEFS}|{_LEADERS}|{_RANKED}")
# What any of these begins with, its first letter and its second: nine tenths of the time of a
# search goes into places where none does.
_FIRST = (
    "外财防船关警议河湖林田路街链总大支中小成行主党苏嘎参众书委常秘检审董理监指首国女王亲天公领特全高人新"
    "发巡调督专教政司经创合研负带助院集四五网楼厅处地科"
)
_SECOND = (
    "派长经席任裁员政魁木查书记议委参谋察计事挥指理统相王储皇臣督使领赞别权驻级大代闻言视研导治令干工会规农"
    "设编监始伙授士究责头队和央道团司套务格栋学狱畜兽审判"
)
_LIKELY = re.compile(f"[{_LEVELS}{_BODIES}{_FIRST}](?=[{_SECOND}])")

GROUP = re.compile(rf"(?:{_LEADERS})$")
# Nobody in particular: 县级包村领导, 相关负责人, 各办事处党工委书记.
_NOBODY = re.compile(
    r"有关|相关|主要负责|各|全体|部分|历任|多名|多位|数名|所有|其他|班子成员|结对|包村|包保|分管领导|一名|一位"
    # what the village calls him, whether he still is or not
    r"|老(?:支书|书记|主任|[村队厂校局县区镇乡所站]长)"
)
_RANK = (
    r"(?:(?<![太平固中高清草])原|(?<!向)前)?(?:常务|第一|第二|执行|名誉|荣誉|代理|代|助理|见习|候任|候补|专职|兼职|轮值|首席|高级)*"
    r"副?(?:常务|专职)?"
)
_CORE = re.compile(rf"({_RANK}(?:{_AIDES}|{_POSTS}|{_CHIEFS}|{_LEADERS}|{_RANKED}))$")
_PAST = re.compile(r"^(?:原|前任|前|时任|现任|新任|候任)(?!则|州|平|阳|进|郭|锋|沿)")

_FORMER = re.compile(r"(?<=.)原(?=党|纪|$)")

_COMPANY = re.compile(
    r"(.*(?:公司|公会|监事会|(?<!国)集团(?!军)|(?<!人民)(?<!世界)银行(?!业|保险)|(?<!协)商会(?!议)|合作社|企业|酒店|超市|农场|工厂|厂|事务所|分行|支行|矿业|股份|控股|科技园|药业|置业))"
    r"((?!长$).+)$"
)
# Their names too are no part of the title: 河州大学|副校长, 市第一医院|院长.
_SCHOOL = re.compile(
    r"(.*(?:大学(?!城|生|路)|(?<!行政)(?<!社会主义)学院(?!路)|学校|中学|小学|高中|幼儿园|医院|卫生院|研究院|研究所|福利院|敬老院))"
    r"((?:党委|党总支|党支部|党组)?(?:原|前)?副?(?:书记|校长|院长|园长|所长|董事长|理事长|主任|教授)(?:助理)?)$"
)
_ENTERPRISE_POST = re.compile(
    r"(?:车间|工段|工区|产线|班组|作业区).{0,6}(?:主任|长)$|董事长?$|经理(?:助理)?$|总裁(?:助理)?$|总监$|创始人$|合伙人$|监事长?$|行政?官$|[厂矿行店]长$|首席...?官$"
)
_COUNTED = re.compile("[多数两三四五六][名位](?!于)")
_COMPANY_HEAD = re.compile("董事长$|总经理$|总裁$|监事长$")
_OTHER = re.compile(
    r"大学|学院(?!路)|学校|中学|小学|高中|[一二]中(?!队)|[三四五六七八九十]中(?=党|校|副|支|$)|医院|研究院|研究所|研究会|研究中心|实验室|教研[部室]|联谊会|青年联会|科学院|工程院|幼儿园|协会|学会|基金会|俱乐部"
    r"|^(?:护理部|门诊部|急诊科?|病区|教务处|教导处|政教处|德育处|总务处)|会长(?<!红十字会会长)$|总干事$|(?:亲善|形象|推广|慈善|爱心|旅游)大使$|校长$|园长$|教授$|院士$|研究员$|总设计师$|主编$|总编辑$|社长$|带头人$|人大代表$|党代表$|政协委员$|学员|[船警]长$|科副?主任$|^校(?!准)|(?:年级|教研|备课|学科)副?组长$"
    r"|[作书美摄音剧舞曲影视足篮乒羽棋体]协(?!党组)|(?:艺术|歌舞|合唱|秧歌|舞蹈|文工|剧|乐)[团队]|(?:球|龙舟|登山|科考|医疗"
    r"|施工|合唱|锣鼓|腰鼓|广场舞|民间救援|义工|志愿(?:者|服务|者服务))[大支中小]?队"
)
_TEACHER = re.compile(r"(?:教授|研究员|院士|讲师)$")
_OFFICIAL_EVEN_SO = re.compile(
    r"行政学院|党校|考试院|社会主义学院|法院|检察院|研究室|人民银行|文献研究|红十字会"
    # the academies are ministries, their institutes are not
    r"|[局厅委](?:[食药]品)?安全总监$"
    r"|^(?:中国)?(?:科学院|社会科学院|工程院|中科院|社科院)原?(?:副?院长|副?秘书长|党组(?:书记|副书记|成员))$"
)
_WEAK = re.compile(r"(?:人大代表|党代表|政协委员|负责人|政协常委)$")
_OF_STATE = re.compile(r"^国家|国务|总书记|总理")
_ORGAN = re.compile(
    r"(?:派出所|司法所|工商所|税务所|[局委办厅部处署会]|政府|中心|法院|检察院|街道|[镇乡村县区市])$"
)

_SUBUNIT = re.compile(
    r"(?:党委|党组|党总支|党支部|支部|纪委|纪检监察组|纪检组|工会|办公室|综合办|党政办|直属机关|机关)"
)
_COMMITTEE_PART = re.compile(
    r"(?:组织部|宣传部|统战部|政法委|办公室|政研室|社会工作部|网信办|编办|老干部局)"
)
_LEVEL_PART = re.compile(
    r"(?:党工委|管委会|纪委|监委|人大|政协|政府|政法委|组织部|宣传部|统战部|法院|检察院|人武部|武装部|总工会|团委|妇联|工商联)"
)
_PLACE = re.compile(
    rf".*?[{_LEVELS}](?=委|政|人大|人民|党|管|纪|监|团|妇|总工会|法院|检|工商|领导|$)"
)
_LEVEL_ALONE = re.compile(rf"([{_LEVELS}])(?!场|域|块|村振|江|里|级|属|长|花|情)")
# 河州市: here 州 ends no name of a place
_REGION_PART = re.compile(r".+?(?:自治[区州县旗]|新区|[省市县区盟旗镇乡]|州(?![市县区]))")
_OF_A_PLACE = re.compile(r"[省市县区州盟旗]委|[镇乡村]|街道|社区|[厅局署]")
_OF_A_BODY = re.compile(r"(?:原|前)?(?:党委|党组|党总支|党支部|纪委|工会|团委)?")
# 国家主席李大山特使 belongs to no office
_SENDER = re.compile("主席|总书记|总理|总统")
_MINISTER = re.compile(
    r"(?:外交|国防|财政|内政|内务|司法|经济|贸易|能源|环境|农业|卫生|教育|交通|文化|旅游|安全|科技|劳工|移民|统一)"
    r"(?:与|和)?[\u4e00-\u9fff]{0,4}副?部长官?|[外财防]长"
)
_PARTY_POST = re.compile("书记|委员|常委|成员")
_PARTY_TAIL = re.compile(r"(?:党委|党组|党工委|党总支|党支部|支部)$")


def post_ends(text: str) -> Iterator[re.Match[str]]:
    """The last word of each post of a text. A group of leaders (`市领导`) is one too."""
    floor = 0
    for likely in _LIKELY.finditer(text):
        if likely.start() >= floor and (found := _POST_END.match(text, likely.start())):
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
    core = _CORE.search(title)
    return (title[: core.start()], core[1]) if core else ("", title)


def uncounted(title: str) -> str:
    """The post without how many hold it: 区政协前副主席 of 区政协多名前副主席."""
    return _COUNTED.sub("", title)


@lru_cache(maxsize=4096)
def ends_in_post(text: str) -> bool:
    """Whether the text ends in a word that is a post."""
    return bool(_CORE.search(text))


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
    company = _COMPANY.match(printed) or _SCHOOL.match(printed)
    if company and not is_from_abroad(printed) and not _OFFICIAL_EVEN_SO.search(printed):
        return Post(company[2], company[1])
    return Post(printed, _organisation(_PAST.sub("", printed), before, places))


def whole_titles(titles: Sequence[str], posts: Sequence[Post]) -> list[Post]:
    """The posts with the names of companies, schools and hospitals left in."""
    return [Post(title, post.organisation) for title, post in zip(titles, posts, strict=True)]


def _organisation(title: str, before: str, places: Mapping[str, str]) -> str:
    core = _CORE.search(title)
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
            if word[0] in _LEVELS
            else prefix
        )
    if word.endswith(("特使", "代表")) and _SENDER.search(prefix):
        return ""
    if word == "检察长" and not prefix:
        return place_of(before) + "检察院"
    unit = word[-2] if word.endswith("长") else ""
    if unit and unit in _LEVELS:
        return _government(prefix, unit, before, places)
    if unit and unit in _BODIES and word[-3:-2] != "副":
        # 外交部长 belongs to 外交部, 区民政局副局长 to 区民政局
        if not prefix:
            return _PARTY_TAIL.sub("", before)
        if not prefix.endswith((unit, "学")) and word == unit + "长":
            prefix += unit
    if not prefix and not _PARTY_POST.search(word):
        before = _PARTY_TAIL.sub("", before)
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
    if before and before[-1] not in _LEVELS and _SUBUNIT.match(name):
        return _PARTY_TAIL.sub("", before) + name
    return name


def is_surname_and_post(title: str) -> bool:
    """Whether the title is 王书记: a person who is named elsewhere."""
    prefix = split_post(title)[0]
    return prefix in SURNAMES and prefix not in "党军商农车水"


def is_of_a_body(prefix: str, organisation: str) -> bool:
    """Whether a post named after one of a company or school is of the same: `党委书记`."""
    body = _COMPANY.match(organisation + "主任") or _SCHOOL.match(organisation + "主任")
    return bool(body) and bool(_OF_A_BODY.fullmatch(prefix))


def is_of_a_place(post: str) -> bool:
    """Whether the post is the head of a place: 副市长, 镇长."""
    return post[-1] == "长" and post[-2] in _LEVELS


def is_of_state(title: str) -> bool:
    """Whether the post is one of any state: 总理, 国家主席."""
    return split_post(title)[0] in ("", "国家", "国会") or is_minister(title)


def is_minister(title: str) -> bool:
    """Whether the post is a minister's of any state: 国防部长, 外交部长官."""
    return bool(_MINISTER.fullmatch(title))


def companies(posts: Iterable[Post]) -> frozenset[str]:
    """The organisations whose 总经理 and the like are among the posts, offices and places apart."""
    return frozenset(
        post.organisation
        for post in posts
        if _COMPANY_HEAD.search(post.title)
        and post.organisation
        and not _ORGAN.search(post.organisation)
        and not _OF_A_PLACE.search(post.organisation)
    )


def kind_of(posts: Sequence[Post], *, foreign: bool, among: frozenset[str] = frozenset()) -> Kind:
    """What kind of person holds these posts; one public office makes an official, but none in the
    companies that the story is `among`.
    """
    if foreign:
        return "other"
    if posts and all(_PARTY_TAIL.sub("", post.organisation) in among for post in posts):
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
    return post.title.endswith("书记") and not _OF_A_PLACE.search(post.title + post.organisation)


def _is_weak(post: Post) -> bool:
    """Whether the post says little beside another one: 人大代表, a 主席 of nothing named."""
    if _WEAK.search(post.title):
        return True
    return not post.organisation and not _OF_STATE.search(post.title)


def _kind(post: Post) -> Kind:
    title = post.title
    if _TEACHER.search(title):
        return "other"
    if _OFFICIAL_EVEN_SO.search(title):
        return "official"
    if _COMPANY.match(post.organisation + "主任") or _ENTERPRISE_POST.search(title):
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
