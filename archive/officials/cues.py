"""Where a person's name ends in running text.

In: text and a place in it. Out: the name read there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.names import (
    COMPOUND_SURNAMES,
    GIVEN,
    HIGHLAND,
    NOT_GIVEN,
    SINGLE_SURNAMES,
    SURNAMES,
    is_lone_name,
    is_word,
    opens_with_word,
    tidy_name,
)

LONGEST_NAME = 24
HAN = "㐀-䶿一-鿿豈-﫿〇𠀀-𪛟"
# Words that follow a name. A two-letter name wins where one of these begins right after it:
# 姜华一行 is 姜华, 李明出席 is 李明.
_AFTER = """
会见 接见 会谈 召见 主持 出席 参加 参与 列席 带队 带领 率领 率队 率团 率先 前往 赶赴 奔赴 深入 抵达
来到 走进 指出 强调 表示 要求 介绍 听取 汇报 宣布 宣读 致辞 致词 致信 致电 讲话 发言 讲解 调研 检查
督查 督导 督办 视察 考察 巡察 巡查 察看 查看 走访 慰问 看望 陪同 一行 一起 一同 一道 一边 同志 先生
女士 认为 坦言 透露 告诉 提出(?!席) 提到 提议 提名 回忆 回应 回答 回到 解释 呼吁 谈到 谈及 感慨 感叹
直言 传达 通报 点评 作了 作出 作说 作报 作指 作主 作动 作开 作交 作表 作为 作客 作重 作题 发表(?!示)
发布 发来 发出 签署 签订 批示 签发 接受 应邀 应约 应询 邀请 受邀 分别 先后 亲自 亲切 随后 首先 最后
专程 专门 专题 专项
多次 再次 曾经 正在 已经 即将 当选 当天 当日 当地 今天 昨天 明天 近日 日前 此前 此次 上午 下午 同日
同时 不幸 不久 现场 因涉 因病 因公 涉嫌 违反 违规 违纪 违法 严重 落马 担任 兼任 出任 履职 任职 任组
为组 以及 夫妇 夫人 见证 揭牌 授牌 颁奖 颁发 授予 为获 为优 为企 共同 围绕 结合 针对 按照 根据 来说
要把 也表 也指 也认 则表 则认 赴京 赴县 赴省 赴市 向记 向大 向全 向与 向获 向来 向各 向参 向代 为大
为代 为活 为新 为基 为学 签约 签字 举行 召开 主讲 主办 见到 得知 详细 认真 仔细 实地 充分 高度 进行
开展 开始 继续 希望 感谢 欢迎 祝贺 转达 转交 高兴 充满 全程 全票 参观 参会 参赛 访问 访华 访美 出访
来访 来华 离开 启程 乘专 乘坐 建议 倡议 批准 通过 指示 指导 指挥 指着 监誓 起身 观看 检阅 阐述 阐释
阐明 重申 敦促 谴责 驳斥 否认 承认 证实 确认 警告 声明 声称 誓言 逝世 去世 遇刺 辞职 下台 上台 上任
卸任 执政 阁下 殿下 陛下 书面 亲临 闻讯 迅速 立即 连夜 心里 心中 身上 手里 家里 家中 家属 夫妻 父子
获得 获评 荣获 负责 分管 牵头 开门 揭幕 推介 解读 授课 宣讲 座谈 交流 交谈 握手 合影 道别 表态 常常
一直 依然 仍然 十分 非常 不再 特意 主动 积极 不是 不仅 不断 有些 也是 也在 却是 便是 成为 名义
率中 率有
赠送 赠书 捐赠 捐款 发起 任命 任免 立刻 窜访 特别强 组织召 安排部 总结讲 总结了 总结发 上将 中将
少将 大将 元帅 上校 大校 院士 博士 教授 爵士 议员 最近 昨晚 今晚 上周 本周 上月 本月 去年 今年 一席
明确 派代 看过 通电 欣喜 有幸 私自 擅自 便率 达成 演讲 演说 隐瞒 当机 可以 关于 做客 曾表 曾说 不顾
拒绝 称病 签名 利用 收受 受贿 贪污 玩忽 滥用 被判 被捕 被撤 获刑 病逝 病故 牺牲 名下 笔下 眼里 口中
解说 补充 补白 透过 现身 露面 主刀 坐镇 驱车 冒雨 冒着 顶着 带来 带去 送来 送去 送上 寄语 勉励 鼓励
叮嘱 嘱咐 部署 就是 向媒 向群 向村 向贫 一再 一口 一句 一番 一家 一见 一把 当场 当时 当年 如是 如此
却说 笑着 笑道 边说 边走 代表 答记 老先 走过 赶了 走了 负有 交换 私下 竞选 拍板 当众 做出 做了 看了
听了 说了 讲了 谈了 去了 召集 经常 刚刚 这样 清楚 下乡 退出 问道 自信 推动 督促 牢记 忙着 告知 叙述
算起 拿出 拿起 翻开 打开 接到 收到 得到 看到 听到 想到 心系 心怀 率全 率省 率市 率区 率县 作的 向常
提醒 坦承 称赞 夸赞 点赞 惊叹 算了 拉着 握着 拿着 捧着 望着 看着 领着 抱着 背着 带着 说起 讲起 提起
谈起 聊起 卷起 掏出 蹲下 俯下 坐在 站在 住在 走在 连连 深情 激动 动情 郑重 当即 随即 赶紧 急忙 匆匆
毅然 逐一 逐个 逐项 挨个 挨家 挨户 分头 分组 分赴 依次 前来 到场 到会 莅临 亲手 亲笔 亲口 亲赴 再三
反复 着重 了解 询问 抽查 巡视 暗访 发现 深知 觉得 相信 坚信 期望 期待 承诺 像往 随身 委托 赞赏 支持
结束 致慰 致唁 致答 致开 致欢 致闭 致祝 登上 示范 给予 蹲点 干预 步出 因为 党内 撤销 操办 收送
虚报 套取 挪用 骗取 骗领
截留 侵占 霸占 冒领 贪占 私分 优亲 大办 公款 酒后 醉酒 漠视 贯彻 执行 作风 作宣 作总 作辅 作专 作典
作经 作工 组织公 组织参 组织收 组织开 组织学 组织村 组织大 组织人 组织干 组织党 组织群 组织全 来电
来函 复信 复函 热情 热烈 圆满 乘车 肯定 决定 开除 写信 情节 辞去 身为 赞同 受到 正式 到访 植树 掰着
乐呵 踩着 踏着 倒在 走村 巡河 巡林 讲党 领衔 领办 包抓 包联 联系 联袂 对接 宣誓 揭开 启动 按下
敲响 发令
领誓 领唱 执笔 向家 向居 向师 向学 向老 向社 向工 向每 向现 向前 向困 作汇 作讲 作发 作现 作具 作相
作补 作情 作自 作学 作述 作解 作点 作最 作安 分析 研究 研判 审议 总结 梳理 观摩 翻阅 接访 接待 接听
列举 值守 值班 讲授 授旗 点燃 排查 巡逻 执勤 疏导 核查 核实 清点 派发 调度 调解 劝导 引导 开庭 审理
宣判 任副 任主 任总 任县 任市 任区 任镇 拜会 拜访 会晤 约谈 夜查 夜访 突查 探访 探望 回访 登门 上门
驻村 包案 下访 约访 动员 号召 出庭 应诉 投案 到案 反馈 剖析 述职 评议 验收 踏勘 勘察 勘查 协助 配合
跟随 统筹 谋划 剪彩 奠基 培土 挥锹 浇水 就任 到任 改任 调任 免职 批阅 批评 表彰 宣告 播报 反映
报告 献花 献血 坐诊 问需 问计 督战 演示 致敬 敬献 默哀 祭扫 瞻仰 重温 设宴 敲开 敲门 记录 获表 获奖
获颁 获授 获聘 获选 获全 获省 获市
"""
_DOT_LETTERS = r"·•・‧．●\-－"
_DOT = f"[{_DOT_LETTERS}]"
# One letter that may follow a name of three letters, or of two.
ONE_AFTER = (
    "因受又时便说在对向就为与和同到赴等也还已将曾是从把被率携及"
    "的称让给均都则任以于作致带应主介兼要会"
)
_ONE_AFTER_SHORT = "携又受都为说在对与到赴等也还已将曾是从把被率及的称让均则和向就"
_ONE_AFTER_FOREIGN = "所于及时致说在对向就与和同到赴等也还已将曾是从把被的称让均为率要会"


def _grouped(words: Iterable[str]) -> str:
    """A pattern of the words by their first letters, which is quicker than one by one."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    firsts = "".join(tails)
    groups = (f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return f"(?=[{firsts}])(?:{'|'.join(groups)})"


LONG = _grouped(_AFTER.split())
END = rf"$|[^{HAN}{_DOT_LETTERS}]|[一二三四五六七八九十两]{{1,3}}[日次]"
LAST = rf"(?:[{HAN}](?<![{NOT_GIVEN}]))"
# 许又声, but 李明|又说
GIVEN_LETTER = rf"(?:[{HAN}](?<![{NOT_GIVEN.replace('又', '')}]))"
FAMILY = rf"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SINGLE_SURNAMES}])"
# These are words more often than surnames: 保护工|作 wants more behind it than one letter.
_DOUBTFUL = (
    "保官明时水云农军战丰初展呼智修税善折化厚师延弓德信权束树求泰满火烟牧玉皮能种童资黑香包商"
)
_COMMON_FAMILY = rf"[{SINGLE_SURNAMES}](?<![{_DOUBTFUL}])"
_OFTEN = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧曹许邓曾彭叶范]"
_CHINESE = (
    rf"{FAMILY}{LAST}(?={LONG}|和(?:夫|副|(?!{END}|{LONG}|[说在对向等先就]))"
    rf"|时(?:[，,]|[说表指强就在对]))"
    rf"|{FAMILY}{GIVEN_LETTER}{LAST}(?={END}|{LONG})"
    # 赵满都|作: a Mongol name ends so; 何为贵, 解从善
    rf"|{FAMILY}满都(?![有是不没])"
    rf"|{_COMMON_FAMILY}(?<![向于应连])[为从与由]{LAST}(?={END}|{LONG})"
    # 马永科、: after a post 科 ends a name sooner than an office
    rf"|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗贺梁宋郑谢唐冯董许邓曾彭叶范]{GIVEN_LETTER}?科(?=[、，。；：:]|却|说|{LONG})"
    # 李飞|向会议, 王大为|要
    rf"|{_COMMON_FAMILY}{GIVEN_LETTER}{LAST}(?<![向就对把被因])(?=[{ONE_AFTER}])"
    # 童卫东|向5家, 于向东|正和: what only a name of three letters may stand before
    rf"|{FAMILY}{GIVEN_LETTER}{LAST}(?=[向对从把给为][0-9“《]|正[和与带忙从为向准陪给拿蹲站指领组挨顶冒])"
    rf"|(?:{'|'.join(COMPOUND_SURNAMES)}){LAST}(?=[{ONE_AFTER}])"
    # 包振玉|到: letters of given names only
    rf"|[{_DOUBTFUL}][{''.join(sorted(GIVEN))}]{{2}}(?=[{ONE_AFTER}])"
    rf"|{FAMILY}{LAST}(?={END})"
    rf"|{FAMILY}[ \u3000]{LAST}(?={END}|{LONG}|[{_ONE_AFTER_SHORT}])"
    rf"|{_COMMON_FAMILY}{LAST}(?=[{_ONE_AFTER_SHORT}])"
    # 林郑月娥: the husband's name before her own
    rf"|{_OFTEN}{{2}}{GIVEN_LETTER}{{2}}(?={END}|{LONG})"
)
_BEFORE_FOREIGN = rf"(?={END}|{LONG}|[{_ONE_AFTER_FOREIGN}])"
# Letters that foreign names are written in.
_FOREIGN_LETTERS = (
    "阿埃艾爱安昂奥巴芭白柏拜班邦保堡鲍贝本比彼毕宾波伯勃博布蔡查柴昌楚茨次达戴丹当道德邓"
    "登狄迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯佛弗福夫富甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫"
    "黑亨洪侯胡华怀惠霍基吉季加迦贾简姜杰金津京喀卡凯坎康考柯科可克肯孔库夸奎昆拉腊莱赖兰"
    "朗劳勒雷蕾黎里理利立丽莉莲良列林琳留龙卢鲁路露伦罗洛吕略马玛迈麦满曼芒毛梅门蒙孟米密"
    "敏明缪摩莫墨默姆思穆拿纳娜乃奈南内嫩尼宁牛纽努诺欧帕派潘庞佩彭蓬皮珀普齐奇恰乔切琼丘"
    "屈让热仁日荣茹儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施什舒朔丝司斯苏索塔泰坦汤唐陶特滕"
    "提田铁廷亭通图土托脱瓦万旺威韦维温文翁沃乌武西希锡席夏香肖谢辛欣兴休许雅亚延扬耶叶伊"
    "依宜易因英尤雨约赞扎泽詹珍芝治朱兹祖佐茂穗汗琴绥盖朴义买妮黛菈妲娅婕媞蔻薇帖忒迭钦谷"
    "戎戛江措乍差信他隆功琪玲莹勋捷斐翰玻璐谟耐钮顺宗雍仓钱廉素猜松涅敦瑙川杨哇集逊卜育"
)
_JAPANESE = """
安倍 岸田 野田 麻生 河野 茂木 福田 鸠山 小泉 田中 山口 石破 高市 谷垣 玄叶 村山 曾根 铃木 佐藤
高桥 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 石原 前原 枝野 冈田 桥本 松本 井上 木村 清水 山崎
池田 阿部 后藤 近藤 石井 坂本 远藤 青木 藤井 西村 三浦 原田 松田 小野 竹内 和田 上田 森田 横田
宫崎 内田 高木 安藤 大野 小川
"""
_FOREIGN = (
    rf"[{_FOREIGN_LETTERS}]{{2,10}}?{_BEFORE_FOREIGN}"
    rf"|(?:{'|'.join(_JAPANESE.split())})[{HAN}]{{1,3}}?{_BEFORE_FOREIGN}"
)
_DOTTED_MORE = "则雪如地力得何春额史姗罕烈魏士茱那芙契慕歇颇宋孜肉吾守合玉甫居沁其排"
_DOTTED_LETTERS = f"[{_FOREIGN_LETTERS}{HIGHLAND}{_DOTTED_MORE}]"
# 阿布都·热合曼: before the dot every letter is one of the name
_BEFORE_DOT = f"(?:[{_FOREIGN_LETTERS}{HIGHLAND}{_DOTTED_MORE}都别再]|阿不){{1,8}}"
_AFTER_DOT = f"(?:阿[不布]都?|别克|{_DOTTED_LETTERS}){{1,10}}?"
_DOTTED = rf"{_BEFORE_DOT}(?:{_DOT}{_AFTER_DOT}){{1,5}}{_BEFORE_FOREIGN}"
# 那顺巴雅尔
_THAT = "(?:那(?=[顺仁日木森达松]))?"
_UNDOTTED = (
    rf"{_THAT}(?:[{_FOREIGN_LETTERS}{HIGHLAND}朵草宝]|满都){{3,8}}?"
    rf"(?={END}|{LONG}|[说在对到赴等也将是率及的时与就向携])"
)
# 拉毛措, 多杰才让: Tibetan names hold these too
_LISTED = rf"[{HIGHLAND}毛措朵金加草东南太先切项]{{3,5}}(?={END}|{LONG})"
# 布和, 宝音, 多吉: with two letters only these, and only before punctuation or a known word.
_TWO_LETTERS = (
    r"[布宝巴朝那娜乌哈额阿呼吉莫其恩达斯萨塔扎桑次旦洛索尕多格拉]"
    rf"[和音图鲁顺仁斯尔雅娃玛嘎泰都敦吉珠措姆杰旺英穆巴](?={END}|{LONG})"
)
_ANY_FOREIGN = rf"{_DOTTED}|{_FOREIGN}|{_CHINESE}"

_LEAD = "[ \u3000:：”]{0,3}"
_NAME_AT = re.compile(rf"{_LEAD}({_DOTTED}|{_CHINESE}|{_UNDOTTED}|{_TWO_LETTERS})")
_FOREIGN_AT = re.compile(rf"{_LEAD}({_ANY_FOREIGN})")
_MORE = re.compile(rf"(?:、|和|及|以及|与|[ \u3000]+)({_DOTTED}|{_CHINESE}|{_LISTED})")
_MORE_LOOSE = re.compile(
    rf"(?:[、，,]\s?|和|及|以及|与|[ \u3000]+)({_DOTTED}|{_CHINESE}|{_LISTED})"
)
_MORE_FOREIGN = re.compile(rf"(?:、|和|及|以及|与)({_DOTTED}|{_FOREIGN}|{_CHINESE})")
_FOREIGN_WHOLE = re.compile(rf"[{_FOREIGN_LETTERS}]{{2,10}}(?:{_DOT}[{HAN}]{{1,10}})*")
_NOTE = re.compile(r"[（(](?:女|男|[^（）()，,、]{1,4}族)(?:[，,、][^（）()]{1,10})?[）)]")
_NOTE_OPENS = frozenset("（(候人")
_POST_NOTE = re.compile(
    r"[（(](?:挂职|兼职?|[^（）()]{0,4}[正副][^（）()]{1,2}级(?:待遇)?|主持[^（）()]{0,6}工作|试用期[^（）()]{0,4}"
    r"|援[藏疆青]|经理|聘任制?|列[^（）()]{2,20}|(?:提名)?(?:候选)?人选?|拟任)[）)]"
)
# 任前公示：李大山，男
_SUBJECT = re.compile(
    rf"[ \u3000]*(?:[{HAN}]{{2,10}}[：:]|\d{{1,2}}[.．、])?([{HAN}·]{{2,12}})(?:同志)?"
    r"[，,（(] ?[男女](?=[，,）)])"
)
_BARE = re.compile(
    rf"{FAMILY}{GIVEN_LETTER}?{LAST}|{_OFTEN}{{2}}{GIVEN_LETTER}{{2}}|{_BEFORE_DOT}(?:{_DOT}{_DOTTED_LETTERS}{{1,10}}){{1,4}}"
    # 达娃高娃
    rf"|{_THAT}[{HIGHLAND}朵草宝]{{4,8}}"
)


def name_at(text: str, place: int, *, foreign: bool = False) -> tuple[str, int] | None:
    """The name printed at a place and where it ends, if one is there."""
    found = _FOREIGN_AT.match(text, place) if foreign else _NAME_AT.match(text, place)
    return _checked(found)


def next_name(
    text: str, place: int, *, foreign: bool = False, loose: bool = False
) -> tuple[str, int] | None:
    """The name that goes on a list of names at a place (`、赵小刚`) and where it ends.

    A `loose` list may have commas between its names.
    """
    pattern = _MORE_FOREIGN if foreign else _MORE_LOOSE if loose else _MORE
    return _checked(pattern.match(text, place))


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
    name for name, share in SURNAMES.items() if share >= 0.2 and name not in _DOUBTFUL + "向于应连"
)
# No given name holds these, and they begin what a person does.
_DOES = frozenset(
    "送迎接抓盯办种借违因骗挪套冒伪虚贪贿醉酒超组讲跑带至再受反拿走坐站看听又忙随叫问答喊笑哭写读握拉推抱扛背递摆挥蹲弯俯掏翻拍按挨像算吃喝睡卖撸扶牵挤"
)
_DONE = frozenset("了着过")
# What goes on after a name of a place or an office: 张家港市, 高新技术厅.
_NO_END = frozenset(
    "省市县区州盟旗镇乡村街路湖河江桥岛港湾社局厅部委处院校厂店馆站所会队司集长员级层型化性学业"
)
# 戈尔文|琴科: a foreigner whose post does not say so
_FOREIGN_GOES_ON = re.compile(f"[{_FOREIGN_LETTERS}]{{2}}")
_DOTTED_WHOLE = re.compile(
    rf"{_BEFORE_DOT}(?:{_DOT}{_DOTTED_LETTERS}(?:(?!加[强大快]|提[醒交供]|安排|当[场众])"
    rf"{_DOTTED_LETTERS}){{0,5}}){{1,3}}(?!{_DOTTED_LETTERS}|{_DOT})"
)


def guess_name(text: str, place: int) -> tuple[str, int] | None:
    """The name that most likely stands at a place, and where it ends, though no cue follows it.

    Its surname is common and its other letters are those of given names: 孟广田|像往常. It has two
    letters where the third begins another word: 高远|讲课, 李明|发现.
    """
    dotted = _DOTTED_WHOLE.match(text, place)
    if dotted:
        return _checked_name(dotted[0], dotted.end())
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
    if opens_with_word(text[place:end]):
        return None
    return _checked_name(text[place:end], end)


def candidates(text: str, place: int) -> tuple[str, ...]:
    """What could be a Chinese name at a place, the longest first."""
    family = text[place : place + 2] if text[place : place + 2] in COMPOUND_SURNAMES else ""
    family = family or text[place : place + 1]
    if len(family) == 1 and (family not in SINGLE_SURNAMES or family in _DOUBTFUL):
        return ()
    first = place + len(family)
    return tuple(
        text[place:end]
        for end in (first + 2, first + 1)
        if "·" not in text[place:end]
        and is_bare_name(text[place:end])
        and text[end : end + 1] not in _NO_END
    )


def _checked_name(printed: str, end: int) -> tuple[str, int] | None:
    name = tidy_name(printed)
    return None if is_word(name) or name[:2] in SPLIT else (name, end)


def _checked(found: re.Match[str] | None) -> tuple[str, int] | None:
    if found is None:
        return None
    name = tidy_name(found[1])
    return None if is_word(name) else (name, found.end())


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
    plain = pair[0] in _PLAUSIBLE_FAMILY and pair[1] in GIVEN and not is_word(pair)
    return plain and bool(_OFFICE_BEFORE.search(before))


def is_bare_name(text: str) -> bool:
    """Whether the whole text can be a person's name."""
    return len(text) < LONGEST_NAME and bool(_BARE.fullmatch(text)) and not is_word(text)


def is_foreign_name(text: str) -> bool:
    """Whether the whole text can be a foreign name in Chinese letters."""
    return len(text) < LONGEST_NAME and bool(_FOREIGN_WHOLE.fullmatch(text))
