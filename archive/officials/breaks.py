"""Where a printed post begins whose last word is known.

In: text and a place in it. Out: the start of the post.
"""

from __future__ import annotations

import re

from archive.officials.cues import is_bare_name
from archive.officials.following import LETTER
from archive.officials.posts import ends_in_post
from archive.patterns import either
from archive.surnames import GIVEN, SURNAMES, is_likely_surname

# What ends before a post begins.
_BEFORE = either(
    """
    会见 接见 会谈 召见 出席 参加 列席 陪同 带队 带领 率领 邀请 委托 根据 按照 指出 表示 强调 认为
    听取 宣布 任命 免去 推荐 选举(?!委员会) 当选为 当选 担任 出任 兼任 时任 现任 新任 历任 曾任
    继任 升任 改任 调任 转任 拟任 接替 接任 以及 包括 其中 还有 来自 采访 告诉 透露 介绍 学习 贯彻
    落实 转达 主持召开 主持 赞同 感谢 祝贺 欢迎 支持 拥护 得到 受到 有关 作为 成为 围绕 关于 通过
    经过 随着 为了 因为 由于 以来 期间 之后 之前 以后 以前 随后 同时 近日 日前 当天 当日 当地 今天
    昨天 今日 昨日 目前 此前 上午 下午 中午 晚上 凌晨 本报讯 召开 举行 前往 抵达 来到 走访 慰问
    看望 拜会 致电 致函 拜访 联系 对话 写给 走进 没有 不是 就是 正是 一名 一位 两位 三位 各位 名叫
    身为 身兼 作者 记者(?!站) 支书兼 决定 同意(?!大利) 批准 期待 曾经 辞去 等待 等到 发表 刊发 刊登
    播发 领会 致信 致贺 讲述 指派 指定 责成 解除 开除 追授 授予 追记 接受 提名 给予 会上(?!院) 加入
    认识 不再任 不再 来找 拨打 确认 通报 对此 立即 主讲人 宣讲人 当事人 报告人 吊唁 悼念 惊悉 连线
    审理 商请 免除 撤销 罢免 涉及 报道 公布 接到 收到 看到 听到 带着 跟着 离不开 日讯 报讯 电讯
    就任 上任 取消 递补 释放 退回 干预 敦促 要求 责令 迫使 呼吁 追究 约谈 询问 叮嘱 嘱咐 提醒 见到
    会晤 探望 认定(?!科|处|中心|办) 弹劾(?!特别|案|委) 送交 提交 扣押 批捕 逮捕(?!科|处|部)
    控告(?!申|科|检|处) 抓捕 起诉(?!一|二|科|处|部|局) 击败 重审 推翻 中止 暂停执行 效忠 援引 引用
    专访 抗议 磋商 拒绝 转交 命令 指责 驱逐 驳回 禁止 宣读 通知 告知 知会 传唤 通缉 引发 谴责 提到
    注意到 揶揄 监听 返回 窥探 卷入 复信 践行 逼迫 不过 尽管 如果 此外 此举 此次 这[两几]天
    已故 后任 相信
    """
)
# Those that also begin the names of offices: 调研室, 检查组.
_BEFORE_SOFT = "调研 检查 督查 督导 指导 考察 视察 宣传 审议 审查 监督 领导 组织 管理"
PLACE_ENDS = "省市县区州盟旗镇乡"
_OFFICE_GOES_ON = "委组室局厅部处科团员司署办院所站队会中小机总"
_NO_BREAK_BEFORE = rf"[{_OFFICE_GOES_ON}]|[一二三四五六][科处]|{either(_BEFORE_SOFT)}"
# 开发区|组织人事局, but 芦汀区|检查|区民政局: after a place they break only before another one.
_SOFT = "|".join(
    rf"{word}(?:(?<![{PLACE_ENDS}]{word})(?!{_NO_BREAK_BEFORE})|(?=[{PLACE_ENDS}国]))"
    for word in _BEFORE_SOFT.split()
)
# 文化和旅游部, 工业和信息化局: here 和 belongs to the name of an office.
_OFFICE_AND = either(
    """
    文化 工业 住房 资源 教育 发展 卫生 管理 民族 技术 监察 外事 内务 财政 商务 建设 规划 交通 科技
    农业 经济 社会 信访 安全 宗教 法制 外交 合作 港澳 国土 体育 广播 新闻 人口 环境 预算 市场 监督
    信息 林业 园林 城市 城乡 政策 宪法 妇女 残疾
    """
)
# 免去|于志强, |应建国任: a surname, where a post follows the name
_APPOINTEE = (
    rf"(?!(?<=免去)[于应时][{''.join(GIVEN)}]{{2}})"
    rf"(?![向于应时同有][{''.join(GIVEN)}]{{1,2}}"
    rf"(?:同志|的[{LETTER}]|[（(]|任|为(?!了)|担任|当选|不再|兼任|出任|辞去))"
)
_FAMILIES = "".join(filter(is_likely_surname, SURNAMES))
_FAMILY = f"[{_FAMILIES}](?<![向于由从与及给任为])"
# 和平区, 和田市, 和林格尔县: places that begin so
_PLACE_OF_和 = either(
    """
    谐 平(?![安原时凉顶阳潭江乐遥邑谷泉湖果坝罗塘定山度利昌陆川南房]) 田[市县地] [顺硕政静]县 县县
    林格尔 布克 龙市 普林西比 多巴哥 巴布达 尼维斯 格林纳丁斯
    """
)
_AND = (
    rf"和(?<!{either('共和 呼和 查和 人和 祥和 中和')})(?<!(?:{_OFFICE_AND})和)(?!{_PLACE_OF_和})"
    r"(?!(?<=[市省徽]和)县)"
    # 永和区委, but 刘永和区长 and 刘建永和县长
    rf"(?!(?<=(?<!{_FAMILY})(?<!{_FAMILY}[{LETTER}](?<![为任的由是]))[永泰太政仁云义]和)"
    r"[县区市镇乡])"
)
_OF_AUTHORITY = either("中[共央] 国 党 省 市 县 区 全")
# the digits are those of a time: 8:00|县水利局
_ONE_LETTER = either(
    rf"""
    与(?<!(?:{_OFFICE_AND})与) 由(?<!自由) 被 把 是 的(?<!党的) 了 着 让 请 见 兼 但 而(?!立)
    该(?:校|院(?=检|院)|局(?=局)|县(?=县)|市(?=市)|区(?=区)|镇(?=镇)|乡(?=乡)|村(?=村)|所(?=所))?
    对(?!外|口|台(?!湾)|俄(?!罗斯)) 向(?!阳) 在(?!线)
    为(?<![作成认行]为)(?<!(?<!提)名为)(?!民(?!族和|革|盟|进|建中)|先|农(?!业和|村|工党)|侨)
    从(?!化|江) 给(?!排|水) 及(?<!埃及|普及|波及|尔及)(?!其) 有(?!限|色|线|机|关) 我(?!国) 跟 暨
    随(?!州|县) 就(?!业) 应(?!急|用|城|县|对) 同(?!志|盟|济|仁|江|德(?!国)|安(?!哥拉)|心|乡|业)
    于(?<!由于)(?!都|洪|田) 将(?!军|乐) 时(?<!比利时)(?!代|任|装) 年(?=\d) 年(?<=\d年) 月(?=\d)
    月(?<=\d月) 日(?<=[\d一二三四五六七八九十]日) 分(?<=\d分) 号(?<=\d号) 称(?!多|职|号)
    等(?<!平等|高等|中等|初等) 据(?<!数据|证据)(?!点|库) 以(?!色列|军|方|工代赈)
    经(?<![{LETTER}]经)(?={_OF_AUTHORITY}) 受(?={_OF_AUTHORITY}|人大|政协|[校院局]党)
    其(?<=免去其|撤销其|任命其) \d(?<=[:：]\d\d) [因率携](?=[{LETTER}]{{0,3}}[省市县区州](?!别))
    受(?=[{LETTER}]{{1,4}}(?:[省市县区州旗镇乡](?!别)|街道))
    代表(?!团|大会|处|委|资格|队|组|协会|联(?!合国)|会|工作)
    """
)
# Every branch opens with a letter, which lets the search skip ahead.
_BREAK = re.compile(rf"{_BEFORE}|{_APPOINTEE}(?:{_AND}|{_ONE_LETTER})|{_SOFT}")
_FAR_LEFT = re.compile(rf".*[^{LETTER}0-9A-Za-z·]", re.DOTALL)
# 市文化广电|和|旅游局, 县粮食|和|物资储备局: one office of two fields, whatever they are.
_ONE_FIELD = re.compile(rf"(?:[{PLACE_ENDS}]|国家|政府)([{LETTER}]{{2,6}})$")
_OTHER_FIELD = re.compile(
    rf"(?!(?!乡村)[{PLACE_ENDS}国])[{LETTER}]{{2,10}}?(?:[局厅部委署办]|(?<=服务)中心)"
)
_ONE_BODY = re.compile(rf"(?![{PLACE_ENDS}国])[{LETTER}]{{2,16}}?(?:领导小组|联席会议|指挥部)")
# 张三任县教育局局长, but 任城区
_TAKES_OFFICE = re.compile(rf"([{LETTER}·]{{2,12}}?)(?:同志)?任(?![城丘])")
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
