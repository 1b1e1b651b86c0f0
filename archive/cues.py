"""Where a person's name ends in running text, and where the post before it begins.

In: text and a place in it. Out: the name read there, or the start of a printed post.
"""

from __future__ import annotations

import re

from archive.names import (
    COMPOUND_SURNAMES,
    GIVEN,
    HIGHLAND,
    NOT_GIVEN,
    SINGLE_SURNAMES,
    SURNAMES,
    is_word,
    tidy_name,
)

_HAN = "㐀-䶿一-鿿豈-﫿〇𠀀-𪛟"
# Words that follow a name. A two-letter name wins where one of these begins right after it:
# 姜华一行 is 姜华, 李明出席 is 李明.
_AFTER = """
会见 接见 会谈 召见 主持 出席 参加 参与 列席 带队 带领 率领 率队 率团 率先 前往 赶赴 奔赴 深入 抵达
来到 走进 指出 强调 表示 要求 介绍 听取 汇报 宣布 宣读 致辞 致词 致信 致电 讲话 发言 讲解 调研 检查
督查 督导 督办 视察 考察 巡察 巡查 察看 查看 走访 慰问 看望 陪同 一行 一起 一同 一道 一边 同志 先生
女士 认为 坦言 透露 告诉 提出 提到 提议 提名 回忆 回应 回答 回到 解释 呼吁 谈到 谈及 感慨 感叹 直言
传达 通报 点评 作了 作出 作说 作报 作指 作主 作动 作开 作交 作表 作为 作客 作重 作题 发表 发布 发来
发出 签署 签订 批示 接受 应邀 应约 应询 邀请 受邀 分别 先后 亲自 亲切 随后 首先 最后 专程 专门 多次
再次 曾经 正在 已经 即将 当选 当天 当日 当地 今天 昨天 明天 近日 日前 此前 此次 上午 下午 同日 同时
不幸 不久 现场 因涉 因病 因公 涉嫌 违反 违规 违纪 违法 严重 落马 担任 兼任 出任 履职 任职 任组 为组
以及 夫妇 夫人 见证 揭牌 授牌 颁奖 颁发 授予 为获 为优 为企 共同 围绕 结合 针对 按照 根据 来说 要把
也表 也指 也认 则表 则认 赴京 赴县 赴省 赴市 向记 向大 向全 向与 向获 向来 向各 向参 向代 为大 为代
为活 为新 为基 为学 签约 签字 举行 召开 主讲 主办 见到 得知 详细 认真 仔细 实地 充分 高度 进行 开展
开始 继续 希望 感谢 欢迎 祝贺 转达 转交 高兴 充满 全程 全票 参观 参会 参赛 访问 访华 访美 出访 来访
来华 离开 启程 乘专 乘坐 建议 倡议 批准 通过 指示 指导 指挥 指着 监誓 起身 观看 检阅 阐述 阐释 阐明
重申 敦促 谴责 驳斥 否认 承认 证实 确认 警告 声明 声称 誓言 逝世 去世 遇刺 辞职 下台 上台 上任 卸任
执政 阁下 殿下 陛下 书面 亲临 闻讯 迅速 立即 连夜 心里 心中 身上 手里 家里 家中 家属 夫妻 父子 获得
获评 荣获 负责 分管 牵头 开门 揭幕 推介 解读 授课 宣讲 座谈 交流 交谈 握手 合影 道别 表态 常常 一直
依然 仍然 十分 非常 特意 主动 积极 不是 不仅 不断 有些 也是 也在 却是 便是 成为 名义 率中 率有 赠送
赠书 捐赠 捐款 发起 任命 任免 立刻 窜访 特别强 组织召 安排部 总结讲 总结了 总结发 上将 中将 少将
大将 元帅 上校 大校 院士 博士 教授 爵士 议员 最近 昨晚 今晚 上周 本周 上月 本月 去年 今年 一席 明确
派代 看过 通电 欣喜 有幸 私自 擅自 便率 达成 演讲 演说 隐瞒 当机 可以 关于 做客 曾表 曾说 不顾 拒绝
称病 签名 利用 收受 受贿 贪污 玩忽 滥用 被判 被捕 被撤 获刑 病逝 病故 牺牲 名下 笔下 眼里 口中 解说
补充 补白 透过 现身 露面 主刀 坐镇 驱车 冒雨 冒着 顶着 带来 带去 送来 送去 送上 寄语 勉励 鼓励 叮嘱
嘱咐 部署 就是 向媒 向群 向村 向贫 一再 一口 一句 一番 一家 一见 一把 当场 当时 当年 如是 如此 却说
笑着 笑道 边说 边走 代表 答记 老先 走过 赶了 走了 负有 交换 私下 竞选 拍板 当众 做出 做了 看了 听了
说了 讲了 谈了 去了 召集 经常 刚刚 这样 清楚 下乡 退出 问道 自信 推动 督促 牢记 忙着 告知 叙述 算起
拿出 拿起 翻开 打开 接到 收到 得到 看到 听到 想到 心系 心怀 率全 率省 率市 率区 率县 作的 向常
提醒 坦承 称赞 夸赞 点赞 惊叹 感叹 算了 拉着 握着 拿着 捧着 望着 看着 领着 抱着 背着 带着 说起
讲起 提起 谈起 聊起 卷起 掏出 蹲下 俯下 坐在 站在 住在 走在 连连 深情 激动 动情 郑重 当即 随即
赶紧 急忙 匆匆 毅然 逐一 逐个 逐项 挨个 挨家 挨户 分头 分组 分赴 依次 前来 到场 到会 莅临 亲手
亲笔 亲口 亲赴 再三 反复 着重 了解 询问 抽查 巡视 暗访 发现 深知 觉得 相信 坚信 期望 期待 承诺
像往 随身 宣誓 揭开 启动 按下 敲响 发令 领誓 领唱 执笔 向家 向居 向师 向学 向老 向社 向工 向每
向现 向前 向困
"""
_DOT_LETTERS = r"·•・‧．●\-－"
_DOT = f"[{_DOT_LETTERS}]"
# One letter that may follow a name of three letters, or of two.
_ONE_AFTER = (
    "时便说在对向就为与和同到赴等也还已将曾是从把被率及的称让给均都又则任以于作致带应主介兼给要会"
)
_ONE_AFTER_SHORT = "都为说在对与到赴等也还已将曾是从把被率及的称让均则和向就"
_ONE_AFTER_FOREIGN = "所于及时致说在对向就与和同到赴等也还已将曾是从把被的称让均为率要会"
_LONG = "|".join(_AFTER.split())
_END = rf"$|[^{_HAN}{_DOT_LETTERS}]|[一二三四五六七八九十]{{1,3}}日"
_GIVEN = rf"(?:[{_HAN}](?<![{NOT_GIVEN}]))"
_FAMILY = rf"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SINGLE_SURNAMES}])"
# These are words more often than surnames: 保护工|作 wants more behind it than one letter.
_DOUBTFUL = (
    "保官明时水云农军战丰初展呼智修税善折付化厚师延弓德信权束树求泰满火烟牧玉皮能种童资黑香包商"
)
_COMMON_FAMILY = rf"[{SINGLE_SURNAMES}](?<![{_DOUBTFUL}])"
_CHINESE = (
    rf"{_FAMILY}{_GIVEN}(?={_LONG}|和(?:夫|副|(?!{_END}|{_LONG}|[说在对向等先就]))"
    rf"|时(?:[，,]|[说表指强就在对]))"
    rf"|{_FAMILY}{_GIVEN}{{2}}(?={_END}|{_LONG})"
    rf"|{_COMMON_FAMILY}{_GIVEN}{{2}}(?=[{_ONE_AFTER}])"
    rf"|{_FAMILY}{_GIVEN}(?={_END})"
    rf"|{_FAMILY}[ \u3000]{_GIVEN}(?={_END}|{_LONG}|[{_ONE_AFTER_SHORT}])"
    rf"|{_COMMON_FAMILY}{_GIVEN}(?=[{_ONE_AFTER_SHORT}])"
)
_BEFORE_FOREIGN = rf"(?={_END}|{_LONG}|[{_ONE_AFTER_FOREIGN}])"
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
    rf"|(?:{'|'.join(_JAPANESE.split())})[{_HAN}]{{1,3}}?{_BEFORE_FOREIGN}"
)
_DOTTED_LETTERS = (
    f"[{_FOREIGN_LETTERS}{HIGHLAND}地力得何春额史姗罕烈魏士茱那芙契慕歇颇宋孜肉吾合玉甫居沁其]"
)
_DOTTED = rf"{_DOTTED_LETTERS}{{1,8}}(?:{_DOT}{_DOTTED_LETTERS}{{1,10}}?){{1,5}}{_BEFORE_FOREIGN}"
_UNDOTTED = (
    rf"[{_FOREIGN_LETTERS}{HIGHLAND}]{{3,8}}?(?={_END}|{_LONG}|[说在对到赴等也将是率及的时])"
)
_LISTED = rf"[{HIGHLAND}]{{3,5}}(?={_END})"
# 布和, 宝音, 多吉: with two letters only these, and only before punctuation or a known word.
_TWO_LETTERS = (
    r"[布宝巴朝那娜乌哈额阿呼吉莫其恩达斯萨塔扎桑次旦洛索尕多格拉]"
    rf"[和音图鲁顺仁斯尔雅娃玛嘎泰都敦吉珠措姆杰旺英穆](?={_END}|{_LONG})"
)
_ANY_FOREIGN = rf"{_DOTTED}|{_FOREIGN}|{_CHINESE}"

_LEAD = "[ \u3000:：]{0,2}"
_NAME_AT = re.compile(rf"{_LEAD}({_DOTTED}|{_CHINESE}|{_UNDOTTED}|{_TWO_LETTERS})")
_FOREIGN_AT = re.compile(rf"{_LEAD}({_ANY_FOREIGN})")
_MORE = re.compile(rf"(?:、|和|及|以及|与|[ \u3000]+)({_DOTTED}|{_CHINESE}|{_LISTED})")
_MORE_LOOSE = re.compile(
    rf"(?:[、，,]\s?|和|及|以及|与|[ \u3000]+)({_DOTTED}|{_CHINESE}|{_LISTED})"
)
_MORE_FOREIGN = re.compile(rf"(?:、|和|及|以及|与)({_DOTTED}|{_FOREIGN}|{_CHINESE})")
_FOREIGN_WHOLE = re.compile(rf"[{_FOREIGN_LETTERS}]{{2,10}}(?:{_DOT}[{_HAN}]{{1,10}})*")
_NOTE = re.compile(r"[（(](?:女|男|[^（）()，,、]{1,4}族)(?:[，,、][^（）()]{1,10})?[）)]")
_BARE = re.compile(
    rf"{_FAMILY}{_GIVEN}{{1,2}}|{_DOTTED_LETTERS}{{1,8}}(?:{_DOT}{_DOTTED_LETTERS}{{1,10}}){{1,4}}"
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
发现 发动 发起 发放 发挥 进村 进行 进入 进企 进校 进户 进一 立足 立马 立志 安慰 安抚 安置 志愿
建立 建设 国庆 国际 国内 新年 新春 新任 平时 平日 平均 平静 平易 明显 明白 明知 文化 文明 学习
学着 生前 生于 生活 生病 成立 成天 成了 长期 长年 长叹 顺利 顺着 顺势 顺手 顺路 和县 和市 和区
和群 和大 和家 和村 和干 和同 和其 和他 和她 和记 和副 和省 和部 信心 信任 春节 春耕 清楚 清晨
清早 正式 正带 正忙 正和 正准 正想 正从 正为 光荣 光是 先是 先行 先来 先到 才知 才能 才说 才发
利用 全力 全面 全家 全身 全心 全市 全县 全区 全省 全镇 全村 全国 力争 力推 力促 力挺 力主 有着
有的 有时 有一 有点 时常 时刻 时任 时不 可是 可能 可没 自己 自豪 自然 自费 自掏 自带 自从 心疼
心想 心情 忆起 思考 思索 行走 行程 迎来 迎着 迎接 连续 连声 连忙 连说 连日 经过 一行 一路 一边
一再 一大 一脸 一下 一个 一手 一样 一年 一天 一次 一听 一看 三次 三年 三天 三番 大力 大声 大胆
大步 大多 小心 原来 原本 本人 远赴 远在 中午 中国 金秋 语气 语重 笑呵 笑称 诚恳 诚挚 敬酒 敬礼
亮相 亮出 运用 尊重 尊敬 坚持 坚信 坚决 坚定 振臂 启动 克服 维护 兴奋 兴致 兴冲 喜欢 喜滋 满怀
满脸 满意 满面 满头 根本 方才 双手 双双 真诚 真切 真正 善于 超过 直奔 直接 直到 直说 直指 保证
保持 家住 家访 言辞 言语 友好 意识 意外 爱岗 用力 用心 来厂 来村 来校 来所 开完 会同 会后 会上
通知 运筹 军训 超标 超额
"""
_SPLIT = frozenset(_SPLIT_WORDS.split())
_PLAUSIBLE_FAMILY = frozenset(
    name for name, share in SURNAMES.items() if share >= 0.2 and name not in _DOUBTFUL + "向于应连"
)
# No given name holds these, and they begin what a person does.
_DOES = frozenset(
    "讲跑带至再受反拿走坐站看听又忙随叫问答喊笑哭写读握拉推抱扛背递摆挥蹲弯俯掏翻拍按挨像算吃喝睡卖撸扶牵挤"
)
_DONE = frozenset("了着过")
# What goes on after a name of a place or an office: 张家港市, 高新技术厅.
_NO_END = frozenset(
    "省市县区州盟旗镇乡村街路湖河江桥岛港湾社局厅部委处院校厂店馆站所会队司集公长员级层型化性学业"
)
# 戈尔文|琴科: a foreigner whose post does not say so
_FOREIGN_GOES_ON = re.compile(f"[{_FOREIGN_LETTERS}]{{2}}")
_DOTTED_WHOLE = re.compile(
    rf"{_DOTTED_LETTERS}{{1,8}}(?:{_DOT}{_DOTTED_LETTERS}(?:(?!加[强大快]|提[醒交供]|安排|当[场众])"
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
    if third in _DOES or text[first + 1 : end + 1] in _SPLIT or text[end : end + 1] in _DONE:
        end -= 1
    elif third not in GIVEN:
        return None
    if text[end : end + 1] in _NO_END or _FOREIGN_GOES_ON.match(text, end):
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
    return None if is_word(name) or name[:2] in _SPLIT else (name, end)


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


def is_bare_name(text: str) -> bool:
    """Whether the whole text can be a person's name."""
    return len(text) < _LONGEST_NAME and bool(_BARE.fullmatch(text)) and not is_word(text)


def is_foreign_name(text: str) -> bool:
    """Whether the whole text can be a foreign name in Chinese letters."""
    return len(text) < _LONGEST_NAME and bool(_FOREIGN_WHOLE.fullmatch(text))


# What ends before a post begins. The soft ones also begin the names of offices (调研室, 检查组).
_BEFORE = """
会见 接见 会谈 召见 出席 参加 列席 陪同 带队 率领 邀请 委托 根据 按照 指出 表示 强调 认为 听取 宣布
任命 免去 推荐 选举 当选为 当选 担任 出任 兼任 时任 现任 新任 历任 曾任 继任 升任 改任 调任 转任
拟任 接替 接任 以及 包括 其中 还有 来自 采访 告诉 透露 介绍 学习 贯彻 落实 转达 主持召开 主持 赞同
感谢 祝贺 欢迎 支持 拥护 得到 受到 有关 作为 成为 围绕 关于 通过 经过 随着 为了 因为 由于 以来 期间
之后 之前 以后 以前 随后 同时 近日 日前 当天 当日 当地 今天 昨天 今日 昨日 目前 此前 上午 下午 中午
晚上 凌晨 本报讯 召开 举行 前往 抵达 来到 走访 慰问 看望 拜会 致电 致函 拜访 联系 对话 写给 走进
没有 不是 就是 正是 一名 一位 两位 三位 各位 名叫 身为 身兼 作者 记者 支书兼 期待 曾经 辞去 等待
等到 涉及 报道 公布 接到 收到 看到 听到 带着 跟着 离不开 日讯 报讯 电讯 就任 上任 取消 干预 敦促
"""
_BEFORE_SOFT = "调研 检查 督查 督导 指导 考察 视察 宣传 审议 审查 监督 领导 组织 管理"
_PLACE_ENDS = "省市县区州盟旗镇乡"
_OFFICE_GOES_ON = "组室局部处科团员司署办院所队会委中小机"
# 文化和旅游部, 工业和信息化局: here 和 belongs to the name of an office.
_OFFICE_AND = (
    "文化|工业|住房|资源|教育|发展|卫生|管理|民族|技术|监察|外事|内务|财政|商务|建设|规划|交通|科技|农业|经济|社会|"
    "信访|安全|宗教|法制|外交|合作|港澳|国土|体育|广播|新闻|人口|环境|预算|市场|监督|信息|林业|园林|城市|城乡|宪法|妇女|残疾"
)
_BEFORE_ONE = (
    rf"和(?<!共和|呼和|人和|祥和|中和)(?<!(?:{_OFFICE_AND})和)(?![平谐田县顺硕政林布龙静])"
    rf"|与(?<!(?:{_OFFICE_AND})与)"
    r"|由(?<!自由)|被|把|是|的|了|着|让|请|见|兼|该|对(?!外|口|台|俄)|向(?!阳)|在(?!线)"
    r"|为(?<!作为|成为|认为|名为)(?!民|先|农|侨)|从(?!化|江)|给(?!排|水)|及(?<!埃及|普及|波及)(?!其)"
    r"|有(?!限|色|线|机|关)|我(?!国)|跟|随(?!州|县)|就(?!业)|应(?!急|用|城|县|对)"
    r"|同(?!盟|济|仁|江|德|安|心|乡|业)|于(?<!由于)(?!都|洪|田)|将(?!军|乐)|时(?!代|任|装)"
    r"|年(?=\d)|年(?<=\d年)|月(?=\d)|月(?<=\d月)|日(?<=[\d一二三四五六七八九十]日)|分(?<=\d分)|号(?<=\d号)"
    r"|等(?<!平等|高等|中等|初等)|据(?<!数据|证据)(?!点|库)|以(?!色列|军|方)"
    r"|代表(?!团|大会|处|委|资格|队|组|协会|联(?!合国)|会|工作)"
)
_FAR_LEFT = re.compile(rf".*[^{_HAN}0-9A-Za-z]", re.DOTALL)
# Every branch opens with a letter, which lets the search skip ahead.
# 开发区|组织人事局, but 芦汀区|检查|区民政局: after a place they break only before another one.
_BREAK = re.compile(
    rf"{'|'.join(_BEFORE.split())}|{_BEFORE_ONE}"
    + "".join(
        rf"|{word}(?:(?<![{_PLACE_ENDS}]{word})(?![{_OFFICE_GOES_ON}])|(?=[{_PLACE_ENDS}国]))"
        for word in _BEFORE_SOFT.split()
    )
)
# 市文化广电|和|旅游局, 县粮食|和|物资储备局: one office of two fields, whatever they are.
_ONE_FIELD = re.compile(rf"[{_PLACE_ENDS}]([{_HAN}]{{2,6}})$")
_OTHER_FIELD = re.compile(rf"(?!(?!乡村)[{_PLACE_ENDS}国])[{_HAN}]{{2,10}}?[局厅部委署办]")
_APPOINTED = re.compile(r"(?:同志)?(?:当选为?|担任|出任|现任|拟任|兼任|任|为)$")
_LONGEST_POST = 40
_LONGEST_NAME = 24


def post_start(text: str, floor: int, head: int) -> int:
    """Where the printed post begins whose last word stands at `head`; never before `floor`."""
    floor = max(floor, head - _LONGEST_POST)
    far = _FAR_LEFT.match(text, floor, head)
    start = far.end() if far else floor
    for found in _BREAK.finditer(text, start, head):
        if found[0] != "和" or not _joins_fields(text, start, found.end(), head):
            start = found.end()
    return start


def _joins_fields(text: str, start: int, place: int, head: int) -> bool:
    """Whether the 和 before a place joins the two fields of one office."""
    one = _ONE_FIELD.search(text[start : place - 1])
    if one is None or (len(one[1]) == 3 and is_bare_name(one[1])):
        return False
    return bool(_OTHER_FIELD.match(text, place, head))


def name_appointed(text: str, place: int) -> str:
    """The name before `当选为`, `任` or the like, which end at a place; empty if there is none."""
    verb = _APPOINTED.search(text, max(0, place - 6), place)
    return name_before(text, verb.start()) if verb else ""


def name_before(text: str, place: int) -> str:
    """The name that ends at a place, right after punctuation or a word that names follow."""
    start = post_start(text, max(0, place - 12), place)
    if "·" in text[start - 1 : start]:
        start = post_start(text, max(0, place - 24), start - 1)
    name = tidy_name(text[start:place])
    return name if is_bare_name(name) else ""
