"""What stands behind a person's name: the end of a clause, or what the person does.

In: text and a place in it. Out: whether a name may end there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.letters import HAN

LETTER = f"{HAN}〇"
# Words that follow a name. A two-letter name wins where one of these begins right after it:
# 姜华一行 is 姜华, 李明出席 is 李明.
_AFTER = """
会见 接见 会谈 召见 主持 出席 参加 参与 列席 带队 带领 率领 率队 率团 率先 前往 赶赴 奔赴 深入
抵达 来到 走进 指出 强调 表示 要求 介绍 听取 汇报 宣布 宣读 致辞 致词 致信 致电 讲话 发言 讲解
调研 检查 督查 督导 督办 视察 考察 巡察 巡查 察看 查看 走访 慰问 看望 陪同 一行 一起 一同 一道
一边 同志 先生 女士 认为 坦言 透露 告诉 提出 提到 提议 提名 回忆 回应 回答 回到 解释 呼吁 谈到
谈及 感慨 感叹 直言 传达 通报 点评 作了 作出 作说 作报 作指 作主 作动 作开 作交 作表 作为 作客
作重 作题 发表 发布 发来 发出 签署 签订 批示 签发 接受 应邀 应约 应询 邀请 受邀 分别 先后 亲自
亲切 随后 首先 最后 专程 专门 专题 专项 多次 再次 曾经 正在 已经 即将 当选 当天 当日 当地 今天
昨天 明天 近日 日前 此前 此次 上午 下午 同日 同时 不幸 不久 现场 因涉 因病 因公 涉嫌 违反 违规
违纪 违法 严重 落马 担任 兼任 出任 履职 任职 任组 为组 以及 夫妇 夫人 见证 揭牌 授牌 颁奖 颁发
授予 为获 为优 为企 共同 围绕 结合 针对 按照 根据 来说 要把 也表 也指 也认 则表 则认 赴京 赴县
赴省 赴市 向记 向大 向全 向与 向获 向来 向各 向参 向代 为大 为代 为活 为新 为基 为学 签约 签字
举行 召开 主讲 主办 见到 得知 详细 认真 仔细 实地 充分 高度 进行 开展 开始 继续 希望 感谢 欢迎
祝贺 转达 转交 高兴 充满 全程 全票 参观 参会 参赛 访问 访华 访美 出访 来访 来华 离开 启程 乘专
乘坐 建议 倡议 批准 通过 指示 指导 指挥 指着 监誓 起身 观看 检阅 阐述 阐释 阐明 重申 敦促 谴责
驳斥 否认 承认 证实 确认 警告 声明 声称 誓言 逝世 去世 遇刺 辞职 下台 上台 上任 卸任 执政 阁下
殿下 陛下 书面 亲临 闻讯 迅速 立即 连夜 心里 心中 身上 手里 家里 家中 家属 夫妻 父子 获得 获评
荣获 负责 分管 牵头 开门 揭幕 推介 解读 授课 宣讲 座谈 交流 交谈 握手 合影 道别 表态 常常 一直
依然 仍然 十分 非常 不再 特意 主动 积极 不是 不仅 不断 有些 也是 也在 却是 便是 成为 名义 率中
率有 赠送 赠书 捐赠 捐款 发起 任命 任免 立刻 窜访 特别强 组织召 安排部 总结讲 总结了 总结发 上将
中将 少将 大将 元帅 上校 大校 院士 博士 教授 爵士 议员 最近 昨晚 今晚 上周 本周 上月 本月 去年
今年 一席 明确 派代 看过 通电 欣喜 有幸 私自 擅自 便率 达成 演讲 演说 隐瞒 当机 可以 关于 做客
曾表 曾说 不顾 拒绝 称病 签名 利用 收受 受贿 贪污 玩忽 滥用 被判 被捕 被撤 获刑 病逝 病故 牺牲
名下 笔下 眼里 口中 解说 补充 补白 透过 现身 露面 主刀 坐镇 驱车 冒雨 冒着 顶着 带来 带去 送来
送去 送上 寄语 勉励 鼓励 叮嘱 嘱咐 部署 就是 向媒 向群 向村 向贫 一再 一口 一句 一番 一家 一见
一把 当场 当时 当年 如是 如此 却说 笑着 笑道 边说 边走 代表 答记 老先 走过 赶了 走了 负有 交换
私下 竞选 拍板 当众 做出 做了 看了 听了 说了 讲了 谈了 去了 召集 经常 刚刚 这样 清楚 下乡 退出
问道 自信 推动 督促 牢记 忙着 告知 叙述 算起 拿出 拿起 翻开 打开 接到 收到 得到 看到 听到 想到
心系 心怀 率全 率省 率市 率区 率县 作的 向常 提醒 坦承 称赞 夸赞 点赞 惊叹 算了 拉着 握着 拿着
捧着 望着 看着 领着 抱着 背着 带着 说起 讲起 提起 谈起 聊起 卷起 掏出 蹲下 俯下 坐在 站在 住在
走在 连连 深情 激动 动情 郑重 当即 随即 赶紧 急忙 匆匆 毅然 逐一 逐个 逐项 挨个 挨家 挨户 分头
分组 分赴 依次 前来 到场 到会 莅临 亲手 亲笔 亲口 亲赴 再三 反复 着重 了解 询问 抽查 巡视 暗访
发现 深知 觉得 相信 坚信 期望 期待 承诺 像往 随身 委托 赞赏 支持 结束 致慰 致唁 致答 致开 致欢
致闭 致祝 登上 示范 给予 蹲点 干预 步出 因为 党内 撤销 操办 收送 虚报 套取 挪用 骗取 骗领 截留
侵占 霸占 冒领 贪占 私分 优亲 大办 公款 酒后 醉酒 漠视 贯彻 执行 作风 作宣 作总 作辅 作专 作典
作经 作工 组织公 组织参 组织收 组织开 组织学 组织村 组织大 组织人 组织干 组织党 组织群 组织全 来电
来函 复信 复函 热情 热烈 圆满 乘车 肯定 决定 开除 写信 情节 辞去 身为 赞同 受到 正式 到访 植树
掰着 乐呵 踩着 踏着 倒在 走村 巡河 巡林 讲党 领衔 领办 包抓 包联 联系 联袂 对接 宣誓 揭开 启动
按下 敲响 发令 领誓 领唱 执笔 向家 向居 向师 向学 向老 向社 向工 向每 向现 向前 向困 作汇 作讲
作发 作现 作具 作相 作补 作情 作自 作学 作述 作解 作点 作最 作安 分析 研究 研判 审议 总结 梳理
观摩 翻阅 接访 接待 接听 列举 值守 值班 讲授 授旗 点燃 排查 巡逻 执勤 疏导 核查 核实 清点 派发
调度 调解 劝导 引导 开庭 审理 宣判 任副 任主 任总 任县 任市 任区 任镇 拜会 拜访 会晤 约谈 夜查
夜访 突查 探访 探望 回访 登门 上门 驻村 包案 下访 约访 动员 号召 出庭 应诉 投案 到案 反馈 剖析
述职 评议 验收 踏勘 勘察 勘查 协助 配合 跟随 统筹 谋划 剪彩 奠基 培土 挥锹 浇水 就任 到任 改任
调任 免职 批阅 批评 表彰 宣告 播报 反映 报告 献花 献血 坐诊 问需 问计 督战 演示 致敬 敬献 默哀
祭扫 瞻仰 重温 设宴 敲开 敲门 记录 获表 获奖 获颁 获授 获聘 获选 获全 获省 获市
互致 互赠 连任 硬是 率代
"""
_DOT_LETTERS = r"·•・‧．●\-－"
DOT = f"[{_DOT_LETTERS}]"
# One letter that may follow a name of three letters, or of two.
ONE_AFTER = (
    "因受又时便说在对向就为与和同到赴等也还已将曾是从把被率携及"
    "的称让给均都则任以于作致带应主介兼要会"
)
ONE_AFTER_SHORT = "携又受都为说在对与到赴等也还已将曾是从把被率及的称让均则和向就"
ONE_AFTER_FOREIGN = "所于及时致说在对向就与和同到赴等也还已将曾是从把被的称让均为率要会"


def _grouped(words: Iterable[str]) -> str:
    """A pattern of the words by their first letters, which is quicker than one by one."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    firsts = "".join(tails)
    groups = (f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return f"(?=[{firsts}])(?:{'|'.join(groups)})"


_WORDS = frozenset(_AFTER.split())
# 李明提|出席, 李明发|表示
_SPLIT_OTHERWISE = ("提出席", "发表示")
LONG = f"(?!{'|'.join(_SPLIT_OTHERWISE)}){_grouped(_AFTER.split())}"
"""A pattern of the words that follow a name."""
END = rf"$|[^{LETTER}{_DOT_LETTERS}]|[一二三四五六七八九十两]{{1,3}}[日次]"
"""A pattern of what ends a clause, or begins a number of days or times."""
_END = re.compile(END)


def ends(text: str, place: int) -> bool:
    """Whether a clause ends at a place, or a number of days or times begins there."""
    return _END.match(text, place) is not None


def word_follows(text: str, place: int) -> bool:
    """Whether a word begins at a place that only follows a name: 出席, 一行."""
    if text.startswith(_SPLIT_OTHERWISE, place):
        return False
    return text[place : place + 2] in _WORDS or text[place : place + 3] in _WORDS
