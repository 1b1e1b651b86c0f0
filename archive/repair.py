"""Mending what a printed column broke: paragraphs cut in two and headlines cut into lines.

In: the paragraphs and headline lines of a bulletin. Out: `Mended` with a record of every repair,
and `Headline`: kicker, headline and subhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters import HAN, count_han, has_han
from archive.models import Repair

_ENDING = re.compile(r"[。！？…”』）；：!?;:)】」’.]$")
_REACH = 10  # characters of each piece that a record shows

_PUNCTUATION = re.compile(r"[，。、；：,;:]")
_SUBHEADING_LENGTH = 24
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十\d]{1,3}[章条节]"
    r"|[◆■●▲★※◎□]|\d{1,2}[.、．](?!\d))"
)
_APART = re.compile(
    r"^(?:[上下左右]?图为|图片|资料图|图[①-⑩\d一二三四]|[（(]图|——)|\s(?:摄|供图|摄影)[）)]?$"
)

# Words that want something after them: no clause and no paragraph ends here.
_OPEN_END = re.compile(
    r"(?:的|(?<![基工场土绿落高阵实内外当本各驻属产营园林草耕湿盆圣领两异某多])地|(?<![执沉穿衣显土胶])着"
    r"|(?<![祥谐温缓总饱柔亲平中])和|(?<![参给赠])与|及|以及|或|(?<![存实潜现所内自])在|(?<![报签迟周])到|赴"
    r"|(?<![方走动流志转朝风取意导])向|(?<![核校绝派配])对|(?<![行有])为|为了|把|将|(?<![植绿])被"
    r"|(?<![可所得难予足])以|(?<![使启投通费备适占应利专公信作实雇食饮服运采录聘任引选试])用|(?<![服听])从"
    r"|(?<![自理缘])由|于|(?<!国)是|不|(?<![纪摘主重首])要|再|(?<!变)更|(?<![合兼])并|(?<![成造])就"
    r"|(?<![转出礼谦])让|(?<![大天行])使|(?<!尤)其|(?<!应)该|各|(?<![安健齐完周双])全|(?<![元榜部岁])首"
    r"|(?<![创革更焕清翻出])新|这|那|每|等一批|一个|第[一二三四五六七八九十\d]+|\d)$"
)
# Verbs that never stand without an object in a headline.
_TRANSITIVE_END = re.compile(
    r"(?:会见|会晤|接见|召开|举行|举办|承办|主办|开展|主持|出席|听取|审议通过|通过|印发|出台|发布|公布|颁布|荣获"
    r"|获得|获评|荣膺|入选|摘得|喜获|启动|推进|推动|促进|打造|建成|走进|构建|筑牢|擦亮|落实|贯彻|传达|参加|加强|强化"
    r"|深化|实现|签订|签署|迎来|助力|聚焦|围绕|引进|打赢|打好|做好|抓好|抓实|守护|接受|授予|成立|组建|开通|解决"
    r"|带领|率领|邀请|探访|探营|寻访|走近|重温|缅怀|点亮|奏响|吹响|交出|按下|跑出|织密|织牢|拧紧|盘活|撬动|开辟|搭建"
    r"|架起|铺就|推出|推行|设立|增设|征集|招募|选派|下达|破获|查获|捐赠|斩获|破解|激活|释放|发放|收到|修订|约谈|发起|力争|争创|争当|新建|改建|扩建|新增|看望|表彰|印制)$"
)
# These are nouns as often: 推进基础设施建设 is whole, 我区建设|城市书房 is not.
_NOUNLIKE_END = re.compile(
    r"(?:建设|研究|学习|服务|保障|提升|优化|实施|完成|突破|引领|带动|组织|动员|培育|创建|部署|审议|参观)$"
)
# 分析会召开: what is held stands before the verb, and nothing more is wanted.
_HAPPENED = re.compile(
    r"(?:(?<![工委协商联学])会|会议|活动|仪式|赛|论坛|节|展|班|工程|项目|行动|方案|办法|意见|条例|规划|报告|目录|名录|榜|标准|成果|名单|结果"
    rf"|线路?|工作|改造|课|演练|培训|典礼|式|会晤|会谈|[”》])(?:(?:将?于|\d{{1,2}}[月日]).{{2,12}})?(?:[^在]{{0,4}}在[{HAN}]{{1,8}})?"
    r"(?:[今昨明][日天]|\d{1,2}日|顺利|成功|正式|圆满|隆重|即将|全面|将)?"
    r"(?:召开|举行|举办|启动|印发|出台|发布|公布|成立|开通|组建|通过|开展|修订)$"
    r"|(?:协会|中心|工会|商会|联合会|公司)(?:正式|揭牌)?(?:成立|组建)$|^应.*邀请$|抓落实$|(?:举行|进行).*会晤$"
)
_PASSIVE_END = re.compile("(?:建成|开通|启动|发布|公布|出台|成立|组建|印发|修订|推出|设立|征集)$")
_IN_SOME_WAY = re.compile(
    rf"(?:继续|扎实|全面|稳步|有序|加快|深入|持续|顺利|正式|圆满|成功|隆重|今[天日]|昨[天日]|晚|即将)[{HAN}]{{2}}$"
)
# 调研 may end a clause (到高新区调研) or want its object (区领导调研|重点项目).
_EITHER = re.compile(r"(?:调研|考察|检查|督导|视察|指导|观摩|暗访|走访|宣讲|慰问)$")
_WENT = re.compile(rf"(?:到|赴|来|深入|在|前往|走进|下|对|就)[{HAN}]{{2,}}$")
_MODIFIER_END = re.compile(
    r"(?:季度|年度|上半年|下半年|全年|全国|全省|全市|全区|全县|今年|明年|去年|首届|首批|首个|新一轮|一批|多个|以来"
    r"|[一二三四五六七八九十\d]+[届次批期轮个项名家场]|\d{4}年|重大|重点|主要|专项|专题|先进|优秀)$"
)
# 召开…|…会: the verb's object is an event, and the line is not whole before it is named.
_HOLDS = re.compile(
    r"(?:召开|举行|举办|承办|主持|开展|出席|参加|收听收看|启动|部署)"
    r"(?!.*(?:召开|举行|举办|开展|启动|部署))(.+)$"
)
_EVENT = re.compile(
    r"(?:[会议动式坛赛训研演练工作]|比赛|讲座|座谈|宣讲|检查|整治|观摩|[^季]节|(?<!发)展|展览|班|慰问|行动|走访|治理"
    r"|督查|巡查|体检|评选|评议|调查|普查|招聘|义诊|演出|签约|揭牌|课|学习|服务|竞赛|周|月)$"
)
_SAID = re.compile(r"(?:强调|指出|要求|提出|表示|寄语|号召|批示|时说)$")
# How a clause without a subject begins: what is to be done, and how.
_AIM = re.compile(
    r"^(?:——|尽快|扎实|全面|全力|奋力|着力|大力|加快|加速|推动|推进|促进|打造|建设|坚持|坚决|坚定|深入|积极"
    r"|切实|进一步|努力|持续|确保|做好|做实|抓好|抓实|强化|加强|深化|优化|提升|贯彻|落实|不断|认真|严格|着眼"
    r"|聚焦|围绕|凝聚|助力|为|以|让|把|用|将|共同|共建|共谋|共商|共话|携手|牢记|牢固|牢牢|争当|争做|力争|高质量"
    r"|高标准|高效|统筹|筑牢|守牢|守住|守护|擦亮|压实|稳步|稳定|有序|合力|精准|创新|激发|激活|培育|突出|狠抓|紧盯"
    r"|紧扣|确立|健全|完善|实现|构建|夯实|绘就|书写|谱写|绘|唱响|弘扬|传承|践行|锚定|勇于|勇当|敢于|善于|不忘|从严"
    r"|依法|及早|抢抓|开启|开创|迈向|发挥|保障|服务|解决|破解|力促|力保|誓|决战|全域|多措|多点|多方)"
)
# An event verb opens no clause of its own: 区人大常委会|召开第三次会议.
_EVENT_VERB = re.compile(
    r"^(?:召开|举行|举办|开展|组织|主持|出席|参加|会见|签署|宣讲|送[去来上]|集体|实地|分组|带队|到|赴|前往|深入|走访|慰问|看望|荣获|喜获|获评?|获得|入选|启动"
    r"|成立|揭牌|签约|签订|开工|投用|完成|印发|出台|发布|通过|审议|听取|传达|学习|调研|检查|督导|督查|视察|考察|观摩"
    r"|正式|圆满|顺利|胜利|成功|隆重|集中|再|又|将|已|正在|均|喜|在|同|与|就|对|被|列入|跻身|突破|达到?|增长|开幕|闭幕|开课|开班|落户|亮相)"
)
_BODY_NAME = re.compile(
    r"(?:区|县|市|省|州|旗|镇|乡|村|社区|街道|办事处|委|局|厅|部|办|会|院|校|学校|中心|公司|集团|政府|人大|政协|法院"
    r"|检察院|组|队|站|所|室|馆|处|领导|一行|代表团|班子|企业|医院|大学|小学|中学|协会|分局|支队|大队|项目|工程|园区|新区|”)$"
)
_VERB = re.compile(
    r"召开|举行|举办|开展|主持|出席|参加|会见|调研|检查|视察|走访|慰问|荣获|获评|启动|成立|揭牌|签约|推进|推动|打造"
    r"|印发|出台|发布|审议|听取|传达|学习(?!中心组|小组|教育|型|强国)|督导|考察|观摩|立项|完成|实现|突破|增长|开工|竣工|投用|到|赴|开幕|闭幕|强调"
    r"|指出|要求|提升|加强|强化|落地|落户|亮相|入选|通过|组织|带领|获|达|超|让|为|把|建成|座谈|部署|迎|助|见|入|上线|受"
)
# A line like this names a thing and says nothing of it.
_NOUN_END = re.compile(
    r"(?:会|会议|活动|仪式|工作|项目|工程|情况|方案|规划|办法|意见|行动|大赛|比赛|论坛|报告|培训|培训班|演练|基地"
    r"|中心|公司|集团|一行|代表团|考察团|条例|名单|制度|机制|体系|建设|改革|服务|大会|例会|座谈会|推进会|节|(?<!发)展)$"
)
# Any of these may be the verb of a clause; a line with none of them is no clause.
_ANY_VERB = re.compile(
    _VERB.pattern
    + r"|[办送暖议变来去走看说写种养富抓促保护惠享绘奏闹忙俏火热靓甜旺亮笑铺架修撑搭守解跑飞织"
    r"炼育聚激唤鼓敲吹按拧管治防救战拼学赶帮补缴销卖买租换改降升涨跌减免增添立开启停结闭死伤遇称做稳打致谱筑遭强新好渐毁显居谋欲约重浓伴破闯"
    r"祝赞寄讲站共有是成能可要不没再仍已将正更最起齐焕迈奔冲回进出上下何吗呢未先足联至逐堵担查惩]|怎么|怎样|谁|大[进提变改突干]"
    r"|发[生放展布现挥]|收官|揭晓|评选|携手|应对|彰显|恢复|积极|引领|脱贫|支持|撤离|继续|传[递播承]|决胜|颁发|加[快速强大紧]"
    r"|控制|诚挚|期待|奋斗|呼吁|介绍|影响|前行|当选|展[现示开]|平稳|接力|攻坚|复苏|良好|自信|提[速供高振升倡]|庆祝|释放"
    r"|精彩|振[兴奋]|运行|丰收|强劲|夺得|丧生|紧急|感动|反对|确认|逮捕|履行|呈现|参与|艰难|驱动|就[绪职业]|严重|拓展|探索"
    r"|繁荣|阻[断止]|拉动|显著|迅速|明显|违规|身亡|符合|需|营造|务实|欢喜|搜寻|调整|努力|决定|铸造|带动|拥抱|平静|尽责"
    r"|引起|赢得|壮大|频繁|遏制|面临|值得|稳定|蔓延|导致|捍卫|顺利|创[新造建]|优化|满意|安全感|旧貌|新貌|绽放|绿意|温情"
)
_CLAUSE_MARK = re.compile("(?<![小强虎名])将|已|仍|共[建享谋商庆话]|可[提以供]|正在|获|再")
# 同俄方专家, 到岚江县: who with or where to, and what they do is not said yet.
_WITH_OR_WHERE = re.compile(
    rf".(?:同|与|向|对|在|从|把|将|给|为|组织|到|赴|深入|前往|来到)([{HAN}]{{2,14}})$"
)
# A line that reports begins with a place or body and says what it did.
_REPORTS = re.compile(
    rf"(?!——)(?:(?=[省市县区州盟旗镇乡](?:委|政|人大|法院|检|总工|领导|妇联|团|纪|管|直|级))|我|全|[{HAN}]{{1,8}}?)"
    r"(?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区|管委会)"
    rf"[{HAN}“”《》\d]{{4,}}"
)
# One that ends so stands under a headline: …修缮工程侧记.
_TELLS = re.compile(r"(?:侧记|见闻|纪实|综述|记|纪|扫描|观察|速写|掠影|探访|巡礼|解读|故事)$")
# How a line begins that tells more of what the one before it reports.
_DETAIL = re.compile("双方|预计|可[提供容以]|将|计划|首批|总投资|最高|共有")
_LONGEST_SLOGAN = 8
_SHORTEST_CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Mended:
    """The paragraphs after mending, and what was done to get them."""

    paragraphs: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline as printed; kicker and subhead may be empty."""

    kicker: str
    headline: str
    subhead: str


def is_whole(paragraph: str) -> bool:
    """Whether a paragraph closes with a mark that ends one."""
    return bool(_ENDING.search(paragraph.rstrip(" \u3000\"'")))


def mend(paragraphs: Sequence[str]) -> Mended:
    """Paragraphs with repeated fragments dropped and broken ones joined, each repair recorded.

    A fragment is dropped if the paragraph before ends with it; a paragraph is joined to one that
    lacks an ending mark. Subheadings and picture captions lack one too, and stay as they are.
    """
    mended: list[str] = []
    repairs: list[Repair] = []
    apart = (
        True  # nothing may be joined to the last paragraph: it is a subheading, or there is none
    )
    for place, paragraph in enumerate(paragraphs):
        if mended and _repeats_end(mended[-1], paragraph):
            repairs.append(
                Repair("drop_duplicate_fragment", len(mended) - 1, removed=paragraph.strip())
            )
        elif (
            apart or is_whole(mended[-1]) or _APART.search(paragraph) or _NUMBERED.match(paragraph)
        ):
            following = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
            mended.append(paragraph)
            apart = _stands_alone(paragraph, following)
        else:
            left, right = mended[-1].rstrip(), paragraph.lstrip()
            mended[-1] = left + right
            repairs.append(
                Repair(
                    "join_broken_paragraph",
                    len(mended) - 1,
                    left=left[-_REACH:],
                    right=right[:_REACH],
                )
            )
    return Mended(tuple(mended), tuple(repairs))


def _repeats_end(before: str, fragment: str) -> bool:
    fragment = fragment.strip()
    return count_han(fragment) > 1 and before.rstrip().endswith(fragment)


def _begins_anew(paragraph: str) -> bool:
    """Whether a paragraph shows by itself that it is no rest of another: a caption, `一、…`."""
    return bool(_APART.search(paragraph) or _NUMBERED.match(paragraph))


def _stands_alone(paragraph: str, following: str) -> bool:
    """Whether a paragraph without an ending mark is a subheading or a caption, not a piece."""
    if is_whole(paragraph):
        return False
    if _APART.search(paragraph):
        return True
    if len(paragraph) > _SUBHEADING_LENGTH or _PUNCTUATION.search(paragraph[4:]):
        return False
    if _NUMBERED.match(paragraph):
        return True
    if count_han(paragraph) < 4 or _OPEN_END.search(paragraph):
        return False
    if _TRANSITIVE_END.search(paragraph) or not following:
        return False
    return is_whole(following) and len(following) > len(paragraph)


def headline_parts(lines: Sequence[str]) -> Headline:
    """Kicker, headline and subhead of printed headline lines, with broken lines joined.

    A space is a lost line break: it goes where it splits a clause and stays between two clauses.
    The second line is the subhead, or the headline below a slogan; of three, the first is the
    kicker. One line of two clauses is kicker and headline, or headline and subhead where the
    second only says what is to be done. Short clauses of one length are one slogan.
    """
    rows = [_slogans(clauses(line)) for line in _joined_lines(lines)]
    rows = [row for row in rows if row]
    if not rows:
        return Headline("", "", "")
    if len(rows) == 1:
        return _one_line(rows[0])
    if len(rows) > 2 or _SAID.search(rows[0][-1]) or _heralds(rows[0], rows[1][0]):
        kicker, headline = " ".join(rows[0]), " ".join(rows[1])
        return Headline(kicker, headline, " ".join(" ".join(row) for row in rows[2:]))
    first, subhead = _one_line(rows[0]), " ".join(rows[1])
    return Headline(first.kicker, " ".join(filter(None, (first.headline, first.subhead))), subhead)


def _slogans(row: Sequence[str]) -> list[str]:
    """The clauses of a line, those of a slogan (`稳链条 强配套 促集聚`) as one."""
    whole: list[str] = []
    for clause in row:
        last = whole[-1].rpartition(" ")[2] if whole else ""
        if len(last) == len(clause) <= _LONGEST_SLOGAN and not _REPORTS.match(clause):
            whole[-1] += f" {clause}"
        else:
            whole.append(clause)
    return whole


def _heralds(row: Sequence[str], below: str) -> bool:
    """Whether a line is a slogan or an aim above the line that reports: a kicker."""
    if len(row) > 1 or not _REPORTS.match(below) or _TELLS.search(below):
        return False
    return " " in row[0] or (bool(_AIM.match(row[0])) and not _REPORTS.match(row[0]))


def _one_line(row: Sequence[str]) -> Headline:
    if len(row) == 1:
        return Headline("", row[0], "")
    if len(row) > 2:
        # 公交线路开通 覆盖六个社区 惠及四万人: all but the report follow from it
        if _REPORTS.match(row[0]) and not any(map(_REPORTS.match, row[1:])):
            return Headline("", row[0], " ".join(row[1:]))
        return Headline(row[0], row[1], " ".join(row[2:]))
    first, second = row
    follows = (
        _AIM.match(second) or _DETAIL.match(second) or (" " in second and _REPORTS.match(first))
    )
    if follows and not _AIM.match(first) and not _SAID.search(first):
        return Headline("", first, second)
    return Headline(first, second, "")


def _joined_lines(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        text = line.strip(" \u3000")
        ends = (joined[-1].split()[-1], text.split()[0]) if joined and text else None
        if ends and is_split_clause(*ends, weakly=False):
            joined[-1] = f"{joined[-1]} {text}"
        elif text:
            joined.append(text)
    return joined


def clauses(line: str) -> list[str]:
    """The clauses of one headline line, the pieces of a split clause joined without a space."""
    pieces = line.replace("\u3000", " ").split()
    whole: list[str] = []
    for piece in pieces:
        if whole and _meets(whole[-1], piece):
            close = has_han(whole[-1][-1] + piece[0]) and not _two_in_quotes(whole[-1], piece)
            whole[-1] += ("" if close else " ") + piece
        else:
            whole.append(piece)
    return whole


def _two_in_quotes(left: str, right: str) -> bool:
    """Whether the break stands between two clauses of a title: “种下一棵树 收获一片绿”."""
    opened = max(left.rfind("“"), left.rfind("《"))
    if opened <= max(left.rfind("”"), left.rfind("》")):
        return False
    return not is_split_clause(left[opened + 1 :], re.split("[”》]", right)[0])


def _meets(left: str, right: str) -> bool:
    return is_split_clause(left, right) or not (has_han(left) and has_han(right))


def is_split_clause(left: str, right: str, *, weakly: bool = True) -> bool:
    """Whether a line break between these two stood inside a clause.

    `会见|上汽…`: a verb waits for its object. `召开…科技馆|规划工作汇报会`: the event held is not
    named yet. `区人大常委会|召开…`: a subject waits for its verb. What begins with an aim
    (`尽快…`, `扎实推动…`) or follows `强调` is a clause of its own. `weakly` also takes a part that
    says nothing for a piece; lines printed apart want better reasons.
    """
    if _SAID.search(left) or right.startswith("——") or re.search(r"[！？!?：:；;。]$", left):
        return False
    if left.endswith(("、", "·", "（", "(", "“", "《")) or right.startswith(
        ("、", "”", "》", "）")
    ):
        return True
    if left.count("“") > left.count("”") or left.count("《") > left.count("》"):
        return True
    if len(left) == len(right) <= _SHORTEST_CLAUSE:
        return False
    if _TRANSITIVE_END.search(left):
        if _HAPPENED.search(left):
            return False
        # 绿道建成|串起…, but 青禾区建成|首条…: what was built is no body that builds
        built = _PASSIVE_END.search(left)
        if built and not _BODY_NAME.search(left[: built.start()]) and _ANY_VERB.search(right[:2]):
            return False
        # 持续推进|营商环境建设, but 扎实推进 and 今天启动 may end a clause
        return not (_IN_SOME_WAY.search(left) and _ANY_VERB.search(right))
    if _AIM.match(right):
        return False
    if _EITHER.search(left):
        went = _WENT.search(_EITHER.sub("", left))
        return _is_thing(right) or not (went or _VERB.match(right))
    if _OPEN_END.search(left) or _MODIFIER_END.search(left):
        return True
    nounlike = _NOUNLIKE_END.search(left)
    if nounlike and not _EVENT_VERB.match(right):
        return not _VERB.search(left[: nounlike.start()]) and not _says(right)
    held = _HOLDS.search(left)
    if held and not _EVENT.search(held[1]) and _EVENT.search(right):
        return not _VERB.search(right[:-2])
    # 修好门前路|同唱丰收歌 is a couplet
    weakly = weakly and not len(left) == len(right) < _LONGEST_SLOGAN - 1
    if weakly and not _says(right) and not _REPORTS.match(right):
        return bool(_ANY_VERB.search(left) or _BODY_NAME.search(left))
    aside = _WITH_OR_WHERE.search(left)
    if aside and not _VERB.search(aside[1]) and _EVENT_VERB.match(right):
        return True
    if _VERB.search(left):
        return False
    if _EVENT_VERB.match(right):
        return bool(_BODY_NAME.search(left) or _REPORTS.match(left))
    unsaid = weakly and not _ANY_VERB.search(re.sub("“[^”]*”", "", left))
    if unsaid and _REPORTS.match(left) and not _REPORTS.match(right):
        return True
    return bool(_BODY_NAME.search(left)) and _is_thing(right)


def _says(line: str) -> bool:
    """Whether a line says something; what only names a thing (田间管理工作) does not."""
    return bool(_ANY_VERB.search(line)) and not _is_thing(line)


def _is_thing(line: str) -> bool:
    """Whether a line names a thing and says nothing of it: 乡村振兴工作."""
    return bool(_NOUN_END.search(line)) and not (_VERB.search(line) or _CLAUSE_MARK.search(line))
