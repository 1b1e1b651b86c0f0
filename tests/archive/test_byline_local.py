"""Bylines of local papers, county media and their readers' letters; all names are invented."""

import time

import pytest

from archive.byline import read_byline
from archive.models import Credit
from tests.archive.byline_notation import credits

OPENING = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
CLOSING = "下一步，海云区将继续完善措施，做好后续服务。"

# Credits that end a caption inside a paragraph.
CAPTIONS = [
    ("云溪镇稻田一派丰收景象。海云社发（何立科摄）", "何立科 P"),
    ("云溪镇农民抢收晚稻。 海云网发（柳成将 摄）", "柳成将 P"),
    ("云溪镇农民抢收晚稻（海云网发 柳成将 摄）", "柳成将 P"),
    ("▲石桥村村民在晾晒红薯。郑由之摄（海云图片网）", "郑由之 P"),
    ("俯瞰石桥水库 童小舟 摄", "童小舟 P"),
    ("石桥村党员义务清理河道。蒋小满/摄", "蒋小满 P"),
    ("石桥村党员义务清理河道。海云网图片库 蒋小满/摄", "蒋小满 P"),
    ("晨雾中的石桥村。③5柳青禾 童小舟 摄", "柳青禾 P, 童小舟 P"),
    ("晨雾中的石桥村。③5童小舟摄", "童小舟 P"),
    ("《晒秋》柳青禾 摄 石桥村的秋天到了，家家户户忙着晒辣椒。", "柳青禾 P"),
    ("石桥镇举行龙舟赛，吸引不少游客。图/ICpic 郑小渔", "郑小渔 P"),
    ("石桥镇举行龙舟赛。 郑小渔 摄 海云社云山10月8日电（记者 童小舟）", "郑小渔 P, 童小舟 R"),
    ("石桥镇举行龙舟赛。记者 郑小渔摄 责任编辑童小舟图1. 比赛现场。", "郑小渔 P, 童小舟 E"),
    ("图为民警发放宣讲页。 童小舟 摄据了解，学生受到鼓舞。", "童小舟 P"),
    ("石桥镇举行龙舟赛。海云社记者 普布扎西 摄", "普布扎西 P"),
    ("石桥镇举行龙舟赛。童 舟 本报记者 柳青禾 文并摄", "童舟 C, 童舟 P, 柳青禾 R, 柳青禾 P"),
]  # fmt: skip

# Lines that are nothing but a byline, above the story or below it.
LINES = [
    ("本报记者　童小舟本报通讯员　柳青禾　郑小渔", "童小舟 R, 柳青禾 C, 郑小渔 C"),
    ("本报记者 童小舟 实习生 柳青禾 《 海云日报 》（ 2023年10月08日 05 版）", "童小舟 R, 柳青禾 R"),
    ("本报（haiyun.example）记者童小舟 云溪镇摄影报道", "童小舟 R, 童小舟 P"),
    ("童小舟 石桥报道", "童小舟 R"),
    ("童小舟 摄影报道", "童小舟 R, 童小舟 P"),
    ("作者：童小舟发布时间：2023-10-08", "童小舟 R"),
    ("作者：童小舟上传时间：2023-10-08 来源：海云网", "童小舟 R, 海云网 S"),
    ("作者：童小舟 柳青禾 撰文/摄影（分别系海云日报记者、海云大学教师）",
     "童小舟 R, 童小舟 P, 柳青禾 R, 柳青禾 P"),
    ("特约评论员 童小舟（作者系海云大学教授）", "童小舟 R"),
    ("供稿 | 童小舟 组稿 | 柳青禾", "童小舟 C, 柳青禾 E"),
    ("（供稿：团委/编辑：柳青禾/审核：郑小渔）", "柳青禾 E, 郑小渔 E"),
    ("一 审：童 舟", "童舟 E"),
    ("二 审：童小舟", "童小舟 E"),
    ("（记者何伟郑涛）", "何伟 R, 郑涛 R"),
    ("通讯员 普布次仁", "普布次仁 C"),
    ("指导老师：童小舟 小记者：柳青禾", "童小舟 E, 柳青禾 R"),
    ("○ 童小舟", "童小舟 R"),
    # outlets that share a reporter
    ("海云晚报、88度视频记者童小舟", "童小舟 R"),
    ("柳青禾 海云晚报、88度视频首席记者童小舟", "柳青禾 C, 童小舟 R"),
    ("记者 、摄影、视频制作 童小舟", "童小舟 R, 童小舟 P"),
    # the stations and towns that stand between names are nobody
    ("云潮新闻记者 童小舟 云州台 柳青禾 郑小渔 报道", "童小舟 R, 柳青禾 R, 郑小渔 R"),
    ("（记者童小舟 柳青 海云台郑小渔何立文）", "童小舟 R, 柳青 R, 郑小渔 R, 何立文 R"),
    ("实习记者 童小舟 通讯员 何川 石城报道", "童小舟 R, 何川 C"),
    ("时间：2023年10月08日来源：海云晚报作者：童小舟", "童小舟 R, 海云晚报 S"),
    ("来源 海云晚报", "海云晚报 S"),
    ("（海云区纪委监委 童小舟 ||责任编辑 柳青禾）", "童小舟 R, 柳青禾 E"),
    ("童小舟 记者 柳青禾 摄", "童小舟 P, 柳青禾 P"),
    ("（播报人：童小舟 柳青禾）", "童小舟 R, 柳青禾 R"),
    ("（发稿编辑：童小舟（实习） 柳青禾）", "童小舟 E, 柳青禾 E"),
    ("作者/出处：童小舟 阅读次数 [157]", "童小舟 R"),
    ("文章出处：海云法院网", "海云法院网 S"),
    ("县报道组童小舟 柳青禾", "童小舟 R, 柳青禾 R"),
    ("（撰稿：童小舟 摄影：各班老师 审核：柳青禾）", "童小舟 R, 柳青禾 E"),
    ("（海云人民医院供稿 童小舟 文/图）", "海云人民医院 S, 童小舟 R, 童小舟 P"),
    ("（供稿人：海云市云山区石桥镇人民政府童小舟）", "童小舟 C"),
    ("（本报石桥记者站 童小舟柳青禾 摄影报道）", "童小舟 R, 童小舟 P, 柳青禾 R, 柳青禾 P"),
    ("编辑：海云晚报供稿 作者：童小舟 版权声明", "海云晚报 S, 童小舟 R"),
    ("来源： 编辑：童小舟 人气：15 发布时间：2023-10-08 16:46:17", "童小舟 E"),
    ("来源：《海云日报》 云潮新闻网", "海云日报 S"),
    ("2023年10月08日 13:17 来源：海云晚报 童小舟 柳青禾", "海云晚报 S, 童小舟 R, 柳青禾 R"),
    ("（来源：海云新闻网 海云晚报网络编辑：童小舟）", "海云新闻网 S, 童小舟 E"),
    ("时间：2023-10-08 文章编辑：童小舟", "童小舟 E"),
    ("童小舟 海云晚报 海云网 云潮客户端记者 柳青禾", "童小舟 C, 柳青禾 R"),
    ("文\\海云日报记者 童小舟 柳青禾", "童小舟 R, 柳青禾 R"),
    ("童小舟 摄 |", "童小舟 P"),
]  # fmt: skip

# More such lines, as they came with the sixth set of real bylines.
MORE_LINES = [
    ("通讯员 童小舟 记者 柳青禾 图文报道", "童小舟 C, 童小舟 P, 柳青禾 R, 柳青禾 P"),
    ("童舟 《 海云日报 》（ 2023年10月08日 09 版）", "童舟 R"),
    ("校稿：童小舟", "童小舟 E"),
    ("石桥镇石桥社区关工委 童小舟/文 童小舟/摄 柳青禾/审核", "童小舟 R, 童小舟 P, 柳青禾 E"),
    ("海云网、云学习记者 童小舟", "童小舟 R"),
    ("云道新闻 □ 童小舟 柳青禾", "童小舟 R, 柳青禾 R"),
    ("编辑： 童小舟纠错：17164965@qq.example", "童小舟 E"),
    ("图片由童小舟、柳青禾拍摄。", "童小舟 P, 柳青禾 P"),
    ("童小舟（海云中烟）摄", "童小舟 P"),
    ("海云在线记者 童小舟 柳青 实习 何立文", "童小舟 R, 柳青 R, 何立文 R"),
    ("《海云》新闻周刊记者童小舟、柳青禾", "童小舟 R, 柳青禾 R"),
    ("2023-10-08 08:12:33 童小舟 柳青禾 来源：海云网 责任编辑：郑小渔 我来说两句",
     "童小舟 R, 柳青禾 R, 海云网 S, 郑小渔 E"),
    ("2023-10-08 来源：海云日报 本报记者 童小舟 我有话说", "童小舟 R, 海云日报 S"),
    ("【摄影/文稿：童小舟 柳青禾】", "童小舟 R, 童小舟 P, 柳青禾 R, 柳青禾 P"),
    ("值班总编辑：童小舟", "童小舟 E"),
    ("（供稿 海云市中级人民法院 童小舟 编辑 柳青禾）", "童小舟 C, 柳青禾 E"),
    ("每云编辑 童小舟", "童小舟 E"),
    ("（来源：海云新闻广播/童小舟 编辑/柳青云）", "海云新闻广播 S, 童小舟 R, 柳青云 E"),
    ("（来源： 海云网 石晶 闫洁）", "海云网 S, 石晶 R, 闫洁 R"),
    ("（图文 / 石桥县老体协 童小舟）", "童小舟 R, 童小舟 P"),
    ("采写：海都记者 童小舟 云方+记者 柳青云", "童小舟 R, 柳青云 R"),
    ("文、图/海云日报新花城记者：童小舟 通讯员：柳青禾",
     "童小舟 R, 童小舟 P, 柳青禾 C, 柳青禾 P"),
    ("海云新闻记者 童小舟/视频报道", "童小舟 R"),
    ("n通讯员 柳青禾 本报记者 童小舟", "柳青禾 C, 童小舟 R"),
    ("2024-06-14 18:15:37来源：海云在线编辑：童小舟", "海云在线 S, 童小舟 E"),
    # names that hold what other words end in, or whose surnames are words
    ("文/记者何巧将", "何巧将 R"),
    ("海云日报记者 何科建摄影报道", "何科建 R, 何科建 P"),
    ("海云社记者何学科 摄", "何学科 P"),
    ("通讯员门小舟、柳青禾", "门小舟 C, 柳青禾 C"),
    ("（童小舟/文 正强/摄）", "童小舟 R, 正强 P"),
    ("（来源：海云日报童小舟摄）", "海云日报 S, 童小舟 P"),
    ("（教务处童小舟供稿）", "童小舟 C"),
    ("大众网记者 童小舟 泰安报道", "童小舟 R"),
    ("责任编辑：实习生童小舟", "童小舟 E"),
    ("编辑 童小舟 /编审 柳青禾 /签发 郑小渔", "童小舟 E, 柳青禾 E, 郑小渔 E"),
    ("消息来源：县妇联", "县妇联 S"),
    ("来源： 来源：海云政法网", "海云政法网 S"),
    ("图片：大媒中心、童小舟", "童小舟 P"),
    ("文档来源： 海云冶金报", "海云冶金报 S"),
    ("新闻来源：学生工作部（团委） 审核：童小舟编辑：柳青禾 浏览：[]",
     "学生工作部 S, 童小舟 E, 柳青禾 E"),
    ("编辑：童小舟标签：", "童小舟 E"),
    ("来源：海云新闻网 原作者：童小舟", "海云新闻网 S, 童小舟 R"),
    ("拟稿人：童小舟 审核人：柳青云 签发人：郑明", "童小舟 R, 柳青云 E, 郑明 E"),
    ("投稿：石桥县教育局 童小舟", "童小舟 R"),
    ("责任编辑：童小舟 值班编审：柳青云", "童小舟 E, 柳青云 E"),
    ("信息来源：海云新闻网 发布日期：2023-10-08 浏览次数：35 字体：大 中 小", "海云新闻网 S"),
    ("记者/范明 编辑/柳青云", "范明 R, 柳青云 E"),
    ("通讯员 童小舟 柳青云 刘从山 报道", "童小舟 C, 柳青云 C, 刘从山 C"),
    ("来源：通讯员郑小渔", "郑小渔 C"),
    ("（海云志愿服务队宣传员：童小舟/编辑：柳青云）", "童小舟 C, 柳青云 E"),
    ("总编审：童小舟", "童小舟 E"),
    ("编辑：童小舟-海云站", "童小舟 E"),
    ("2023-10-08 10:26 来源：海云新闻网 参与互动", "海云新闻网 S"),
    ("通讯员 童小舟 柳青云 童小舟 摄", "童小舟 C, 柳青云 C, 童小舟 P"),
    ("来源：民政局 童小舟 柳青云 访问量： 发布日期：2023-10-08 17:29",
     "民政局 S, 童小舟 R, 柳青云 R"),
    ("www.haiyun.example 发布时间：2023-10-08 来源：海云日报 选择阅读字号：[ 大 中 小 ] 阅读次数：",
     "海云日报 S"),
    ("2023-10-08 15:42 来源：海云区融媒体中心 最美海云 【字号 大 中 小】", "海云区融媒体中心 S"),
    ("（来源：海云区融媒体中心 转载：童小舟）", "海云区融媒体中心 S"),
    ("云上海云通讯员：童小舟", "童小舟 C"),
    ("文/图海云商报·云豹新闻记者 童小舟", "童小舟 R, 童小舟 P"),
    # rare, compound and highland names, where hardly anything but a name can stand
    ("特约记者原舒辉", "原舒辉 R"),
    ("海云网记者达娃高娃", "达娃高娃 R"),
    ("海云网记者 童小舟 摄影 次仁卓嘎", "童小舟 R, 次仁卓嘎 P"),
    ("石桥县水利局 达娃高娃 文/图", "达娃高娃 R, 达娃高娃 P"),
    ("来源：海云发布 诸葛克 慕容月梅", "海云发布 S, 诸葛克 R, 慕容月梅 R"),
    ("来源：海云晚报/夏善苹", "海云晚报 S, 夏善苹 R"),
    ("特约记者 童小舟 石桥报道", "童小舟 R"),
    ("来源：石桥镇 黄容", "石桥镇 S, 黄容 R"),
    ("来源：本站原创作者： 童小舟 柳青云时间： 2023-10-08 0条点击0条评论", "童小舟 R, 柳青云 R"),
    ("海云通讯社记者童小舟石桥报道。", "童小舟 R"),
    ("【尾句】海云台全媒体记者童小舟报道。", "童小舟 R"),
    ("责编：赵海镇", "赵海镇 E"),
    ("终审核发：童小舟", "童小舟 E"),
    ("海云区老干部局（关工委） 童小舟/文", "童小舟 R"),
]  # fmt: skip

# How the first paragraph of a story begins.
LEADS = [
    ("本报石桥2月3日电 （记者 童小舟 县委报道组 柳青云） 正月初四上午，云溪村开演。",
     "童小舟 R, 柳青云 C"),
    ("本网讯（通信员：童小舟）“请大家排好队，不要聚集。”", "童小舟 C"),
    ("今日石桥消息（童小舟）为推进全民健身，10月8日，石桥镇举行运动会。", "童小舟 R"),
    ("2023-10-08 10:26本网讯（童小舟）石桥镇举行运动会。", "童小舟 R"),
    ("海云经济导报、海云发展网讯 童小舟 记者柳青云报道 为推进治理，石桥镇举行座谈会。",
     "童小舟 C, 柳青云 R"),
    ("本报讯 文/图 记者 童小舟 近日，石桥镇举行运动会。", "童小舟 R, 童小舟 P"),
    ("本报讯 石桥区检察院通讯员 童小舟 近日，石桥镇举行运动会。", "童小舟 C"),
    ("本报讯（陈曦记者童小舟）石桥镇举行运动会。", "陈曦 C, 童小舟 R"),
    ("海云网消息（记者 童小舟 报道员 柳青云）：石桥镇举行运动会。",
     "海云网 S, 童小舟 R, 柳青云 C"),
    ("海云新闻网石桥讯（童小舟）10月8日，石桥镇举行运动会。", "童小舟 R, 海云新闻网 S"),
    ("海云日报客户端记者 童小舟10月8日，记者在石桥镇看到，晚稻喜获丰收。", "童小舟 R"),
    ("本网讯 大学生记者团 童小舟 柳青禾摄影报道 近日，海云大学举行运动会。",
     "童小舟 R, 童小舟 P, 柳青禾 R, 柳青禾 P"),
    ("本报讯（小记者 童小舟 指导老师 柳青禾）石桥小学举行运动会。", "童小舟 R, 柳青禾 E"),
    # two brackets; the name of an outlet within a dateline
    ("海云网消息（海云晚报）（记者童小舟柳青禾通讯员郑小渔实习生何立文）石桥镇举行运动会。",
     "童小舟 R, 柳青禾 R, 郑小渔 C, 何立文 R, 海云网 S"),
    ("海云网（海云晚报网）讯（通讯员 童小舟 柳青禾）石桥镇举行运动会。",
     "童小舟 C, 柳青禾 C, 海云网 S"),
    ("中新网云山10月8日电 （童立科）8日，石桥镇举行运动会。", "童立科 R, 中新网 S"),
    ("海云融媒讯（记者格桑卓玛）10月8日，石桥镇举行运动会。", "格桑卓玛 R"),
    ("海云在线消息（童小舟 石桥频道 柳青云）10月8日，石桥镇举行运动会。",
     "童小舟 R, 柳青云 R, 海云在线 S"),
    ("云上海云报道（融媒体记者惠小舟）10月8日，石桥镇举行运动会。", "惠小舟 R"),
    ("海云网记者童小舟10月8日报道：石桥镇举行运动会。", "童小舟 R"),
    ("石桥镇举行运动会。童小舟 摄本报讯（记者 柳青禾）10月8日，运动会开幕。", "童小舟 P, 柳青禾 R"),
    ("记者 童小舟 通讯员 柳青禾 为保障出行，石桥镇整治占道经营。", "童小舟 R, 柳青禾 C"),
    ("海云广电全媒体记者 童小舟 连日来，石桥镇举行运动会。", "童小舟 R"),
    ("海云新闻记者：童小舟通讯员：石桥交警10月8日凌晨，石桥镇设卡检查。", "童小舟 R"),
    ("海云网10月8日讯（海都记者 童小舟/文 柳青禾/图 综合云潮网昨日，石桥镇举行运动会。",
     "童小舟 R, 柳青禾 P, 海云网 S"),
    ("石桥镇停满了车□本报记者童小舟", "童小舟 R"),
    ("石桥镇举行运动会，【运动会开幕】（云里编辑童小舟）", "童小舟 E"),
    ("【学生通讯员童小舟】石桥小学举行运动会，操场上格外热闹。", "童小舟 C"),
    ("云潮18讯： 本网讯 通讯员童小舟报道 10月8日，石桥镇举行运动会。", "童小舟 C"),
    ("海云网/云潮头条客户端讯 通讯员童小舟报道：石桥镇举行运动会。", "童小舟 C"),
    ("今日海云讯（ 童小舟 柳青禾）石桥镇举行运动会。", "童小舟 R, 柳青禾 R"),
    ("人文记者团讯：（见习记者 童小舟 见习摄影 柳青禾）石桥镇举行运动会。", "童小舟 R, 柳青禾 P"),
    ("童小舟报道：近日，石桥镇举行运动会。", "童小舟 R"),
    ("通讯员（童小舟）为丰富生活，石桥镇举行运动会。", "童小舟 C"),
    ("石桥镇举行运动会，【走进石桥|运动会开幕】作者：童 舟", "童舟 R"),
    ("新闻网讯：10月8日，石桥镇举行运动会。", ""),
    ("（童小舟） 10月2日至6日，石桥镇举行运动会。", "童小舟 R"),
    ("海云日报11月30日电（记者 童小舟 摄影 柳青等） 石桥镇举行运动会。", "童小舟 R, 柳青 P"),
    ("□本报记者 童小舟 不负春光开好局，石桥镇举行运动会。", "童小舟 R"),
    ("本报记者童小舟 实习生柳青禾 昨日9时，石桥镇举行运动会。", "童小舟 R, 柳青禾 R"),
    ("海云信息网讯：记者童小舟 石桥镇举行运动会，操场上格外热闹。", "童小舟 R, 海云信息网 S"),
    ("本报讯 童小舟 记者柳青禾报道：石桥镇举行运动会。", "童小舟 C, 柳青禾 R"),
    ("海云经济网（童小舟）10月8日，石桥镇举行运动会。", "童小舟 R"),
    ("△ 村民聊变化（视频采访：海云在线石桥特约通讯员童小舟）", "童小舟 C"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "expected"), CAPTIONS)
def test_a_credit_ends_a_caption_inside_a_paragraph(paragraph: str, expected: str) -> None:
    byline = read_byline([OPENING, paragraph])
    people = {credit for credit in byline.credits if credit.role != "source"}
    assert people == set(credits(expected))
    assert byline.paragraphs == (OPENING, paragraph)


@pytest.mark.parametrize(("paragraph", "expected"), LINES + MORE_LINES)
def test_a_line_is_a_byline(paragraph: str, expected: str) -> None:
    byline = read_byline([OPENING, paragraph])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (OPENING,)


@pytest.mark.parametrize(("paragraph", "expected"), LEADS)
def test_a_story_begins_with_its_byline(paragraph: str, expected: str) -> None:
    byline = read_byline([paragraph, OPENING])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (paragraph, OPENING)


@pytest.mark.parametrize(
    "above", ["图为石桥社区居民领取新春礼包。（受访者供图）", "各方保障 出行有序"]
)
def test_the_agency_may_stand_below_a_caption_or_a_short_line(above: str) -> None:
    byline = read_byline([above, "据新华社电 10月8日，石桥镇举行运动会。"])
    assert byline.credits == (Credit("新华社", "source"),)


def test_the_reporter_of_a_picture_takes_no_sentence_with_him() -> None:
    byline = read_byline(["商户清扫门前积水。云网 云刻APP摄影记者 童小舟", OPENING])
    assert byline.credits == (Credit("童小舟", "photographer"),)
    assert len(byline.paragraphs) == 2


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("责任编辑：", "童小舟", "童小舟 E"),
        ("作者：", "童小舟 柳青禾", "童小舟 R, 柳青禾 R"),
        ("来源：", "海云日报", "海云日报 S"),
        ("海云日报天眼新闻记者", "童小舟 柳青禾", "童小舟 R, 柳青禾 R"),
        ("责编", "童小舟", "童小舟 E"),
        ("王颖", "海云日报融媒体记者柳青禾", "王颖 C, 柳青禾 R"),
    ],
)
def test_a_label_and_its_name_may_be_two_lines(label: str, value: str, expected: str) -> None:
    byline = read_byline([OPENING, label, value])
    assert byline.credits == credits(expected)
    assert byline.paragraphs == (OPENING,)


def test_a_reporter_may_open_the_story_below_a_line_of_its_paper() -> None:
    above = "http://news.haiyun.example 2023年10月08日02:54 海云都市报"
    byline = read_byline([above, "本报记者童小舟 昨日9时，石桥镇举行运动会。"])
    assert byline.credits == (Credit("童小舟", "reporter"),)


def test_a_label_may_end_the_last_paragraph() -> None:
    byline = read_byline([OPENING, "龙虾；上市；冬闲田责任编辑：", "童小舟"])
    assert byline.credits == (Credit("童小舟", "editor"),)
    assert byline.paragraphs == (OPENING, "龙虾；上市；冬闲田责任编辑：")


@pytest.mark.parametrize("line", ["□ 童 舟", "□童小舟"])
def test_a_square_marks_an_author_among_the_first_lines(line: str) -> None:
    byline = read_byline(["热线：0000-0000", "2023年10月8日", "石桥镇的运动会", line, OPENING])
    assert [credit.role for credit in byline.credits] == ["reporter"]


def test_who_reports_may_stand_above() -> None:
    byline = read_byline(["王颖 报道", OPENING])
    assert byline.credits == (Credit("王颖", "reporter"),)


def test_a_label_above_prose_stays() -> None:
    assert read_byline([OPENING, "来源：", CLOSING]).paragraphs == (OPENING, "来源：", CLOSING)


def test_the_date_that_follows_an_empty_source_is_none() -> None:
    byline = read_byline(["来源： 发布日期：2023-10-08", OPENING])
    assert byline.credits == ()


@pytest.mark.parametrize(
    "piece", ["驻海云", "张 ", "摄", " 童小舟 摄", "（童 摄", "图/A ", "）", "版权转载", "童小舟、"]
)
def test_long_nonsense_is_quick(piece: str) -> None:
    text = (piece * 100_000)[:200_000]
    begin = time.process_time()
    read_byline([text, text[:150], text[:79]])
    read_byline([text[:150]])
    assert time.process_time() - begin < 1


def test_a_source_that_is_printed_as_one_is_all_there_is() -> None:
    story = "海云网10月8日讯（记者 童小舟）石桥镇举行运动会。"
    assert read_byline([story]).credits == credits("海云网 S, 童小舟 R")
    printed = read_byline(["来源：石桥融媒", story])
    assert printed.credits == credits("石桥融媒 S, 童小舟 R")
