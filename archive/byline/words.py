"""The words of bylines: outlets, roles, work, and what names nobody.

In: nothing. Out: expressions for `archive.byline`; text is given to them with one kind of upright
bar (`BARS`). A word of a list may be an expression itself (`供稿人?`).
"""

from __future__ import annotations

import re

from archive.letters import HAN
from archive.patterns import either
from archive.surnames import SINGLE_SURNAMES

BAR_LETTERS = "丨︱│┃｜∣"
BARS = str.maketrans(dict.fromkeys(BAR_LETTERS, "|"))
NAMES_IN_A_ROW = rf"[{HAN}·]{{2,4}}(?:[\s、][{HAN}·]{{2,4}}){{0,3}}"
_SURNAME = f"[{SINGLE_SURNAMES}]"

# 云山日报, 县融媒体中心, 时政新闻部: what may stand before 记者
_OUTLET_ENDS = either(
    """
    报社? 社 网 台 新闻 客户端 中心 传媒 集团 站 部 频道 杂志 周刊 媒体 全媒 融媒 [财每]经 在线
    之声 央视 央广 APP app
    """
)
_OUTLET = (
    r"(?:本[报台网刊社站]|新华社|中新社|人民日报|《[^《》]{2,12}》(?:杂志|(?:新闻)?周刊)?"
    rf"|(?<![{HAN}])(?!通讯员|记者)[{HAN}A-Za-z0-9·+-]{{0,18}}?"
    rf"(?:{_OUTLET_ENDS}|[报网台闻端][·+＋-][{HAN}A-Za-z]{{2,8}}|(?:经济|财经|世纪)报道)[+＋]?)?\s?"
)
_RANKS = either(
    """
    首席 指导 大学生 学生 校园 特约 特派 特邀 见习 实习 全媒体? 融媒体? 新媒体 多媒体 摄影 图片
    摄像 文字 视频 资深 高级 时政 财经 参与 执笔
    """
)
RANKS = rf"(?:(?:{_RANKS}|驻(?:(?!驻|记者)[{HAN}]){{1,8}}?)\s?){{0,6}}"
"""What parts an outlet from 记者: 首席, 见习, 驻石桥."""
REPORTER = (
    rf"(?:{_OUTLET}{RANKS}记者(?:团(?=\s)|(?!站|部|节))"
    rf"|(?<![{HAN}])[{HAN}]{{1,4}}报道组(?=\s?{_SURNAME})"
    # 云山县融媒体中心 张云山 names its own reporter
    rf"|(?<![{HAN}])[{HAN}]{{0,8}}(?:融媒体中心|广播电视台|报社)(?=\s?[：:|\s]\s?[{HAN}])"
    rf"|(?<![{HAN}])[{HAN}]{{2,8}}融媒体?(?=\s[{HAN}]))"
)
_WRITER = rf"{_OUTLET}(?:首席|特约|见习|专栏|特邀|原)?(?:评论员|撰稿人?|作者(?!单位)|主笔)"
# a village has 宣传员, too: only a name behind makes one a writer
_STRINGER = (
    r"(?<![策害象格委])(?:报道|宣传|信息)员"
    rf"(?=[\s：:]+{_SURNAME}[{HAN}]{{1,2}}(?![{HAN}]))"
)
# 海云在线石桥特约通讯员
CORRESPONDENT = (
    rf"{_OUTLET}(?:(?<=[网报台线端社])[{HAN}]{{2,5}}(?=特[约派]))?"
    rf"(?:特约|骨干|优秀|学生|校园|见习)?(?:通[讯信]员|{_STRINGER})"
    r"|(?:供稿人?|通联)(?=\s?[：:|/／])|^供稿(?=\s)"
)
EDITED = either(
    """
    责任 值班 当班 当日 执行 发稿 文章 视频 文字 图片 图文 本版 本期 本文 新媒体 网络 网站 微信
    公众号 版面 美术 见习 首席 实习 栏目 内容 整理
    """
)
"""What stands before 编辑: 责任, 值班, 本版."""
_CHECKERS = either(
    r"""
    (?:值班|本版)?责编 [美图文]编(?!辑) 责校
    [一二三初复终]审[一二三初复终]校 [一二三初复终]校 [一二三初复终]?审?核发
    校[对检核] 编校 审校 校审 [初复终一二三监]审 审[核稿读签定] 核稿 编审 签审 责审 审[看片定发]
    终校
    签发(?!人) (?<=\s)签发人
    """
)
_CHIEFS = either(
    r"""
    总?监制 总编审 副?[总主]编(?!辑) 总编辑
    (?:值班|当班)(?:编[委审]|主任|总编辑?|领导|总监|审读|监制|[主副]编) 总值班 编委
    总?统筹 总?策划 组稿(?=\s?[：:|/／]) 指导[老教]师 执行
    """
)
_MAKERS = either(
    r"""
    视觉(?!中国) 版式 (?:海报|美术|版式|封面)?设计 海报(?![道业纸社]) 制图 绘图 插[图画] 漫画 文案
    组版 排版 美工 剪辑 后期 出品人? 制作 编导 导演 制片 配音 出镜 主播 播音
    (?:运营|技术)(?=[\s：:|/／])
    """
)
EDITOR = (
    rf"(?:{EDITED})*(?:编辑(?!部|同志)|校[对检核稿]|审[核稿]人(?![{HAN}])|审[核稿读])"
    rf"|{_CHECKERS}|{_CHIEFS}|{_MAKERS}"
)
_ROLE = (
    rf"(?P<reporter>{REPORTER}|{_WRITER}|[实见]习生|实习(?=\s[{HAN}]{{2,3}}$)|(?:执笔|拟稿)人?"
    r"|(?:(?:投稿|报送|撰写)人?|文稿|编写|采编)(?=\s?[：:|/／])|播报人(?=\s?[：:])|[拍摄]友(?=[：:\s])"
    r"|(?:(?:视频|图片|文字)?采访|整理|编译|翻译|口述)(?=\s?[：:|/／]))"
    rf"|(?P<correspondent>{CORRESPONDENT})|(?P<editor>{EDITOR})"
)
_WORDS_AND_PICTURES = (
    r"(?:报道|撰[文稿]|采写|文[字稿])\s?[/／、]\s?(?:摄影|摄像|摄|图片?|供图)"
    r"|摄影\s?[/／]\s?(?:撰文|采写|文[字稿]?)"
)
# 文 and 图 may be the last letter of a name (潘立文) and must stand free; 摄 is in no name
_WORKS = (
    r"[文图](?:\s?[/／\\＋+&、]\s?|并)(?:供图|图片|摄影|视频|[图文摄片])(?:\s?[/／]\s?视频)?"
    r"|(?:图片|本[期版])?摄影|摄像|拍摄|航拍"
    r"|(?:(?:本[版组文]|文中|以上|部分)?(?:图片|照片)(?:来源)?|[组题配]图|文字|视频)"
    rf"(?=报道|[由提均]|[^{HAN}]|$)"
    rf"|(?:参与)?采写|撰文|供图|[文图][图文](?:(?=报道)|(?![{HAN}]))"
    rf"|(?<![{HAN}])(?:[文图][摄片]|[文图片])(?![{HAN}])|摄"
)
_WORK = rf"(?P<work>{_WORDS_AND_PICTURES}|(?:{_WORKS})(?:\s?[/／]\s?报道|报道)?)"
OWN_WORK = ("摄影", "摄像", "撰文", "采写", "参与采写")
_REST = either(rf"综合报道 (?:为[您你])?报道 整理 综合 整合 编译 供稿 提供 编制(?![{HAN}])")
TOKEN = re.compile(rf"{_WORK}|{_ROLE}|(?P<rest>{_REST})")
"""A word of bylines: `work`, a role (`reporter`, `correspondent`, `editor`) or the `rest`."""
_WRITERS = either(
    r"""
    记者 [拍摄]友 通[讯信]员 [报宣信][道传息]员 [实见]习生 评论员 [撰拟投]稿 报送 通联 编写 采编
    作者 播报 执笔 主笔 供稿 采[写访] 整理 编译 翻译 口述 融媒 广播电视台 报社 报道组
    报道(?:[）)]?$|(?=\s?[：:]))
    """
)
_ORIGINS = either(
    r"""
    出处 来源 稿源 来自(?=\s?[：:]) 原载 转载?自 摘自 [据社网][^，。]{0,24}[电讯发] ^据 新华社
    消息 [/／]
    """
)
_EDITORS = either("编[辑审委导] 责编 美编 值班 策划 统筹 监制 主编 签发 版式 设计 剪辑 出品 漫画")
HINT = re.compile(
    rf"{_WRITERS}|{_ORIGINS}|[摄图文片校审拍]|视频(?=[ \u3000]?[：:|])|编[ \u3000]+辑"
    # 制作 and 执行 are words of prose, too
    rf"|{_EDITORS}|(?:{EDITOR})\s?[：:|/／]"
)
"""A text in which this is not found is no byline."""
LABELS = re.compile(rf"(?:{_WORK}|{_ROLE})\s?[：:]")
STARTS_WITH_ROLE = re.compile(rf"[\s】\]）)：:]*(?:{REPORTER}|{CORRESPONDENT})[\s：:]*")
ENDS_WITH_ROLE = re.compile(r"(?:记者|通讯员|[实见]习生|评论员|编辑)[\s：:]*$")

PAPER_END = re.compile("(?:报社?|网|新闻|客户端|电视台|在线)$")
OUTLET_END = re.compile("(?:报|社|网|台|新闻|客户端|中心|杂志|周刊|在线|传媒)$")
# 国家民委宣传部, 云山区教育局: who provides texts and pictures
_UNITS = either(
    """
    报 社 网 台 新闻 客户端 中心 杂志 周刊 在线 [部局委办组厅院校会队所站室镇乡村馆厂场矿] 公司
    集团 工作室 街道 办事处 社区 [支银]行 大学 [中小]学 频道 传媒 [妇残文侨台]联 工会 团委 党委
    政府 人大 政协 工商联 红十字会 [体老关工科作音书美影舞]协 广播 之声 [卫经]视
    """
)
UNIT_END = re.compile(rf"(?:{_UNITS})$")
SENDER_END = re.compile(rf"(?:{_UNITS}|[团组班])$")
"""Those and 宣传团, 报道组: who may send a story in."""
BULLET = re.compile(
    r"^[nN](?=(?:本报)?(?:见习)?(?:记者|通讯员))"
    r"|^[\s■□●○◆◇▲△▼★☆▌▎▏▍◎♦⊙※▶►•*·|—-]+"
)
BRACKETED = re.compile(r"[（(【〔\[]([^（()）【】〔〕\[\]]{2,120})[)）】〕\]]")
PADDED_PAIR = re.compile(rf"[{HAN}][ \u3000]+[{HAN}]")

# Those who give pictures without being anybody.
NOBODY = re.compile(
    either(
        r"""
        受访 采访对象 资料 网络 本人 主办方 单位 网友 截图 官网 官微 通讯员$
        视觉中国 东方IC IC\s?photo 摄图网 图虫 CFP pixabay
        ^[a-z]{1,4}\d{4,}$ ^(?:admin|editor|root|test|user|https?|www)
        """
    ),
    re.IGNORECASE,
)
_NO_NAMES = either(
    """
    ^[在的了是这你我您他她它被把将到对就都][^·]*$ ^云上 [记编]者 编[辑制] 通讯 报道 新闻 手记 日记
    札记 随笔 观察 视[线角点] 连线 直击 暗访 [采走探寻回]访 探[营店秘] 走基层 专[访栏题] 来[信稿电]
    招待 招聘 了解 获[悉知奖得评] 得知 看[到见] 见[到闻] 发[现稿] 注意 语音 [近日昨今明前]日
    [昨今]天 上午 下午 [感宣]言 点[评赞] [问对]答 访谈 对话 提问 简介 佚名 未[知名] 不详 匿名
    网[络友] 综合 转载 管理员 小编 联系 电话 投稿 邮箱 热线 来源 消息 方案 万无 ^方便 ^高考 ^高原
    ^温[情馨] ^时尚 ^常识 ^严管 ^强农 时评 时事 标签 版权 声明 人气 分享 点击 浏览 阅读 评论
    ^[高低]空$ ^水下$ [一前]线$ 字号 字体 大小$ 手机 版$ 行$ 全文
    打印 收藏 微[信博] [上下]一 [图如]为 如图 资料 作品 大赛 展览
    协会 培训 活动 现场 行动 节目 文章 调查 追踪 问题 [旅乘游]客 群众 [市村居]民 更多 关[注闭] 订阅
    主页 登录 深入 走[进近村读] 来到 赶[到赴] 前往 谢谢 你好 好的 没错 是的 为什么 指导 老师 怎么
    什么 请问 大中小 视觉中国 融媒 发布 在线 日报 晚报 之声
    """
)
# What stands after 记者 or 作者 and names nobody: 记者 获悉, 作者 佚名, 记者：谢谢
NO_NAME = re.compile(rf"{_NO_NAMES}|^(?:{EDITED})+$")
