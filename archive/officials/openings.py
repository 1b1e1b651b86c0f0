"""Where a printed post begins whose last word is known, and who is named in front of it.

In: text and a place in it. Out: the start of the post, or the name before it.
"""

from __future__ import annotations

import re

from archive.names import COMPOUND_SURNAMES, GIVEN, SURNAMES, tidy_name
from archive.officials.cues import HAN, is_bare_name, name_at
from archive.officials.posts import GROUP, ends_in_post, split_post

# What ends before a post begins. The soft ones also begin the names of offices (调研室, 检查组).
_BEFORE = """
会见 接见 会谈 召见 出席 参加 列席 陪同 带队 带领 率领 邀请 委托 根据 按照 指出 表示 强调 认为 听取
宣布 任命 免去 推荐 选举(?!委员会) 当选为 当选 担任 出任 兼任 时任 现任 新任 历任 曾任 继任 升任
改任 调任
转任 拟任 接替 接任 以及 包括 其中 还有 来自 采访 告诉 透露 介绍 学习 贯彻 落实 转达 主持召开 主持
赞同 感谢 祝贺 欢迎 支持 拥护 得到 受到 有关 作为 成为 围绕 关于 通过 经过 随着 为了 因为 由于
以来 期间 之后 之前 以后 以前 随后 同时 近日 日前 当天 当日 当地 今天 昨天 今日 昨日 目前 此前
上午 下午 中午 晚上 凌晨 本报讯 召开 举行 前往 抵达 来到 走访 慰问 看望 拜会 致电 致函 拜访 联系
对话 写给 走进 没有 不是 就是 正是 一名 一位 两位 三位 各位 名叫 身为 身兼 作者 记者(?!站) 支书兼
期待 曾经 辞去 等待 等到 发表 刊发 刊登 播发 领会 致信 致贺 讲述 指派 指定 责成 解除 开除 追授
授予 追记 接受 提名 给予 会上(?!院) 加入 认识 不再 来找 拨打 确认 通报 对此 立即 主讲人 宣讲人
当事人 报告人 吊唁 悼念 惊悉 连线 审理 商请 免除 撤销 罢免 涉及 报道 公布 接到 收到 看到 听到 带着
跟着 离不开 日讯 报讯 电讯 就任 上任 取消 干预 敦促 要求 责令 迫使 呼吁 追究 约谈 询问 叮嘱 嘱咐
提醒 见到 会晤 探望
"""
_BEFORE_SOFT = "调研 检查 督查 督导 指导 考察 视察 宣传 审议 审查 监督 领导 组织 管理"
_SOFT = "|".join(_BEFORE_SOFT.split())
_PLACE_ENDS = "省市县区州盟旗镇乡"
_OFFICE_GOES_ON = "委组室局厅部处科团员司署办院所站队会中小机总"
# 文化和旅游部, 工业和信息化局: here 和 belongs to the name of an office.
_OFFICE_AND = (
    "文化|工业|住房|资源|教育|发展|卫生|管理|民族|技术|监察|外事|内务|财政|商务|建设|规划|交通|科技|农业|经济|社会|"
    "信访|安全|宗教|法制|外交|合作|港澳|国土|体育|广播|新闻|人口|环境|预算|市场|监督|信息|林业|园林|城市|城乡|政策|宪法|妇女|残疾"
)
# 免去|于志强的, |应建国任: a surname, where a post follows the name
_APPOINTEE = (
    rf"(?![向于应时同有][{''.join(GIVEN)}]{{1,2}}(?:同志)?"
    rf"(?:的[{HAN}]|[（(]|任|为(?!了)|担任|当选|不再|兼任|出任))"
)
_LIKELY_SURNAME = 0.2  # percent
_FAMILIES = "".join(name for name, share in SURNAMES.items() if share >= _LIKELY_SURNAME)
_FAMILY = f"[{_FAMILIES}](?<![向于由从与及给任为])"
_BEFORE_ONE = (
    rf"和(?<!共和|呼和|查和|人和|祥和|中和)(?<!(?:{_OFFICE_AND})和)(?!谐|平(?![安原时凉顶阳潭江乐遥邑谷泉湖果坝罗塘定山度利昌陆川南房])|田[市县地]|[顺硕政静]县|县县|林格尔|布克|龙市)(?!(?<=[市省徽]和)县)"
    # 永和区委, but 刘永和区长 and 刘建永和县长
    rf"(?!(?<=(?<!{_FAMILY})(?<!{_FAMILY}[{HAN}](?<![为任的由是]))[永泰太政仁云义]和)[县区市镇乡])"
    rf"|与(?<!(?:{_OFFICE_AND})与)"
    r"|由(?<!自由)|被|把|是|的(?<!党的)|了|着|让|请|见|兼|该(?:校|院(?=检|院)|局(?=局)|县(?=县)|市(?=市)|区(?=区)|镇(?=镇)|乡(?=乡)|村(?=村)|所(?=所))?|对(?!外|口|台|俄)|向(?!阳)|在(?!线)"
    r"|为(?<![作成认行]为)(?<!(?<!提)名为)(?!民|先|农|侨)|从(?!化|江)|给(?!排|水)|及(?<!埃及|普及|波及)(?!其)"
    r"|有(?!限|色|线|机|关)|我(?!国)|跟|暨|随(?!州|县)|就(?!业)|应(?!急|用|城|县|对)"
    r"|同(?!志|盟|济|仁|江|德|安|心|乡|业)|于(?<!由于)(?!都|洪|田)|将(?!军|乐)|时(?<!比利时)(?!代|任|装)"
    r"|年(?=\d)|年(?<=\d年)|月(?=\d)|月(?<=\d月)|日(?<=[\d一二三四五六七八九十]日)|分(?<=\d分)|号(?<=\d号)"
    rf"|称(?!多|职|号)|等(?<!平等|高等|中等|初等)|据(?<!数据|证据)(?!点|库)|以(?!色列|军|方|工代赈)"
    rf"|经(?<![{HAN}]经)(?=中[共央]|国|党|省|市|县|区|全)|受(?=中[共央]|国|党|省|市|县|区|全|人大|政协|[校院局]党)|其(?<=免去其|撤销其|任命其)"
    # 8:00|县水利局
    r"|\d(?<=[:：]\d\d)"
    rf"|[因率携](?=[{HAN}]{{0,3}}[省市县区州](?!别))|受(?=[{HAN}]{{1,4}}(?:[省市县区州旗镇乡](?!别)|街道))"
    r"|代表(?!团|大会|处|委|资格|队|组|协会|联(?!合国)|会|工作)"
)
_FAR_LEFT = re.compile(rf".*[^{HAN}0-9A-Za-z·]", re.DOTALL)
# Every branch opens with a letter, which lets the search skip ahead.
# 开发区|组织人事局, but 芦汀区|检查|区民政局: after a place they break only before another one.
_BREAK = re.compile(
    rf"{'|'.join(_BEFORE.split())}|{_APPOINTEE}(?:{_BEFORE_ONE})"
    + "".join(
        rf"|{word}(?:(?<![{_PLACE_ENDS}]{word})(?![{_OFFICE_GOES_ON}]|[一二三四五六][科处]|{_SOFT})|(?=[{_PLACE_ENDS}国]))"
        for word in _BEFORE_SOFT.split()
    )
)
# 市文化广电|和|旅游局, 县粮食|和|物资储备局: one office of two fields, whatever they are.
_ONE_FIELD = re.compile(rf"(?:[{_PLACE_ENDS}]|国家|政府)([{HAN}]{{2,6}})$")
_OTHER_FIELD = re.compile(
    rf"(?!(?!乡村)[{_PLACE_ENDS}国])[{HAN}]{{2,10}}?(?:[局厅部委署办]|(?<=服务)中心)"
)
# 张三任, 张三同志当选为, 张三不再担任: what stands between a name and his post.
_APPOINTED = re.compile(
    r"(?:同志)?(?:被?(?:任命|推选|选举|提名|补选)为|当选为?|担任|兼任|辞去|出任|现任|拟任|任|为|是)$"
)
_OFFICE_FIRST = re.compile(rf"中共|[{HAN}]{{0,6}}?[{_PLACE_ENDS}][{HAN}]")
_OF_THE_PLACE = re.compile(r"([县市区])(?:\1长|副\1长|委|公安局|人民政府)")
_ONE_BODY = re.compile(rf"(?![{_PLACE_ENDS}国])[{HAN}]{{2,16}}?(?:领导小组|联席会议|指挥部)")
_OWNER = re.compile(rf"([{HAN}]*(?:公司|集团|合作社|银行|大学|学院|医院|[中小]学|学校))的$")
_LOST = re.compile(r"(?:同志)?不再(?:担任|兼任)?$")
_REMOVED = re.compile(r"(?:同志)?的$")
_REMOVES = re.compile(r"(?:免去|免除|撤销|罢免|接受|同意)$")
_PUTS = re.compile("免去|任命|聘任|提名|推选|选举|补选")
_SUBJECT_POST = re.compile(r"(?:现任|拟任|提任|拟?提名为?|拟?推荐为?)(?:职务)?[：:]?$")
_OPENED = re.compile(
    r"[（(](?:(?:女|男|[^（）()，,、]{1,4}族)[，,、]\s?)?(?:[均都皆同]为|均系|分别为|现任|时任|均?任)?$"
)
_NOTE = re.compile(r"[（(](?:女|男|[^（）()]{1,4}族)[）)]$")
_HOLDING = ("身为", "作为", "担任", "时任", "现任", "曾任", "转任", "接任", "出任", "兼任", "调任")
_ENDS = frozenset("，。；、,;）)")
# 张三任县教育局局长, but 任城区
_TAKES_OFFICE = re.compile(rf"([{HAN}·]{{2,12}}?)(?:同志)?任(?![城丘])")
_BODIES_OF_STATES = frozenset(("卫生", "贸易", "合作", "条约", "公约", "国际"))
_LONGEST_POST = 40


def post_start(text: str, floor: int, head: int) -> int:
    """Where the printed post begins whose last word stands at `head`; never before `floor`."""
    floor = max(floor, head - _LONGEST_POST)
    far = _FAR_LEFT.match(text, floor, head)
    start = far.end() if far else floor
    if text.endswith("县（市、区）", floor, start):  # one level, not three places
        start -= len("县（市、区）")
    # 组织|部长: whether a word goes on is seen in the letters behind it
    for found in _BREAK.finditer(text, start, head + 2):
        if found.end() > head:
            break
        place = found.end()
        if found[0] in ("和", "与", "及") and _joins_fields(text, start, place, head):
            continue
        # 书记|暨工会主席, but 诸暨市, 某中心暨某基地主任
        if found[0] == "暨" and not ends_in_post(text[start : place - 1]):
            continue
        if found[0] == "组织" and text[place - 4 : place - 2] in _BODIES_OF_STATES:
            continue
        if place - found.start() > 1 or not _is_in_name(text, start, place):
            start = place
    if "任" in text[start : min(head, start + 8)]:
        taken = _TAKES_OFFICE.match(text, start, head)
        if taken and is_bare_name(taken[1]):
            return taken.end()
    return start


def _is_in_name(text: str, start: int, place: int) -> bool:
    """Whether the letter before a place is one of a name that opens there: 冯|向|前."""
    if text[place - 1] not in "向由从给有为同于与应":
        return False
    return place - 2 == start and text[start] in SURNAMES and text[place : place + 1] in GIVEN


def _joins_fields(text: str, start: int, place: int, head: int) -> bool:
    """Whether the 和 before a place joins the two fields of one office."""
    # 打击侵权|和|制假工作领导小组: of one body too, unless a post stands before
    if _ONE_BODY.match(text, place, head) and not ends_in_post(text[start : place - 1]):
        return True
    one = _ONE_FIELD.search(text[start : place - 1])
    if one is None or (len(one[1]) == 3 and is_bare_name(one[1])):
        return False
    return bool(_OTHER_FIELD.match(text, place, head))


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
    if verb and not text.endswith("不再", 0, verb.start()):
        # 李明是区长的司机, 以李明同志为书记的
        if verb[0].endswith("是") and text[end : end + 1] not in _ENDS:
            return ()
        names, start = names_before(text, verb.start())
        loyal = verb[0].startswith("同志") and text.endswith("以", 0, start)
        return () if loyal else names
    removed = _REMOVED.search(text, max(0, place - 4), place)
    if removed:
        names, start = names_before(text, removed.start())
        # 免去甲的局长职务、|乙的|主任职务
        again = text.endswith("职务、", 0, start) and "免去" in text[max(0, start - 200) : start]
        return names if again or _REMOVES.search(text, max(0, start - 4), start) else ()
    return ()


def names_lost(text: str, place: int) -> tuple[str, ...]:
    """Who is said to hold the post at a place no more."""
    if not text.endswith(("任", "不再"), 0, place):
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
    if not _PUTS.search(text, max(0, place - _LONGEST_POST), place):
        return (), title
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
            # 选举周景行为区长: no word tells where the name ends but 为, as in 提名蓬佩奥为国务卿
            if verb.endswith("为") and not _is_common(name):
                continue
            # 免去|金湖县县长
            if not verb and length < 3 and _OF_THE_PLACE.match(office) and not _is_usual(name):
                continue
            if verb.endswith("为") or (removed and (verb or _OFFICE_FIRST.match(office))):
                return (*first, name), office
    return (), title


def _is_usual(name: str) -> bool:
    return SURNAMES.get(name[0], 0) > 0.8


def _is_common(name: str) -> bool:
    """Whether a name begins with a surname that is no letter of foreign names as often."""
    return name[:2] in COMPOUND_SURNAMES or SURNAMES.get(name[0], 0) > 0.1


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
        begin = post_start(text, max(0, place - 12), place)
        if text.endswith("·", 0, begin):
            begin = post_start(text, max(0, place - 24), begin - 1)
        name = tidy_name(text[begin:place])
        # 张大|为, 何有|为: the last letters may open a post, too
        for back in (1, 2) if len(name) < 2 else ():
            begin = post_start(text, max(0, place - 12), place - back)
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
