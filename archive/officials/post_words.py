"""The words that printed posts end in, and the bodies whose names are no part of a title.

In: nothing. Out: expressions for the other modules here.
"""

from __future__ import annotations

import re

from archive.patterns import either

LEVELS = "省市县区州盟旗镇乡村"
BODIES = "厅局部署司处科股所站队院校馆园场厂矿店组台社会行团师旅军连排营庭库"
# 长江, 长期, 长三角: the letter opens another word
_NOT_A_CHIEF = either(
    """
    级 会议 们 办公 (?<=[河湖林田路街链]长)办 三角 度 春 治久 期 远 征 效 足
    江[汉大经沿堤边中上下水流保国三口禁两生、，。] 城[、，。的] 沙[市县项的、，。与和站分]
    """
)
_CHIEFS = (
    rf"(?:总|大|支|中|小)队长|"
    rf"[{LEVELS}{BODIES}外财防船警议河湖林田路街链](?<!城市)(?<!都市)(?<!集团)长(?!{_NOT_A_CHIEF})"
)
_OF_THE_PARTY = either(
    """
    成员(?:(?<=党组成员|党委成员)|(?<=部务会成员|务会议成员)) 行政长官 主任科员 党魁 苏木达 嘎查达
    (?:^|(?<=海关)|(?<=副)|(?<=[、，]))关长(?![期远效江城三]) 总书记 [参众]议长 书记(?!处|员|官|部)
    支书(?!记) 主任委员 主任(?!委员|医|科|检|法官|编|记者|播|舰) 委员长 常委(?!会|委员会)
    委员(?!会|长) 主席(?!团|台|国) 主委 监狱长 秘书长 总?参谋长 (?<=防指)指挥(?!部|长|官|所|中心)
    检察长 审计长 董事长 理事长 监事长 指挥长 总指挥
    """
)
_OF_STATES = either(
    """
    总理(?!府|级) 总统(?!计|府|制|级|令|大选|选举|候选|竞选|任期|夫人) 首相(?!府) 国王(?!储) 女王
    王储 亲王 天皇 大臣 总督 [参众]?议员(?!委员会|友好|代表团|团) 大使(?!馆|级) 公使
    总?领事(?!保护|馆|处|司|官) 参赞 (?:(?<=公署)|(?<=公署副))特派员 特使(?!团)
    """
)
_OF_OFFICES = either(
    """
    (?:特别|全权|常驻|高级|人大|党)代表(?!团) (?:新闻)?发言人 巡视员 调研员 督察专员 督察长 专员
    督学 指导员 教导员 政治委员 政委 司令员 司令官 司令(?!部) 总干事
    总(?:工程|经济|会计|统计|规划|农艺|畜牧|兽医|审计|设计)师 总编辑 主编
    """
)
_OF_FIRMS_AND_SCHOOLS = either(
    """
    总经理 经理 总裁 总监(?!督|控|测|理) 创始人 合伙人 董事 监事 首席[执运技财]..?官
    高级(?:法官|检察官) (?<=外交|国防|统一)部长官 教授 院士 研究员 负责人 带头人 审判员 检察员
    助理(?!秘书|医|检|员|研|工|教|总|局|署)
    """
)
_POSTS = f"{_OF_THE_PARTY}|{_OF_STATES}|{_OF_OFFICES}|{_OF_FIRMS_AND_SCHOOLS}"
_LED = either(
    rf"""
    党和国家 中央 [{LEVELS}局院厅校部委] [省市厅县处]级 街道 集团 公司 四套班子 四大班子 五大班子
    """
)
_NOT_LEADERS = either(
    "班子 小组 干部 下 的 机 力 能 体 集 核 职 责 权 艺 层 和 与 要 对 在"  # 领导干部
)
LEADERS = rf"(?:{_LED})领导(?:人|同志)?(?!{_NOT_LEADERS})"
_RANKED = either(
    "[正副]?[省部厅局司地市县处乡科]级(?:领导)?干部 党领袖 (?:荣誉)?国务资政 网格长 楼栋长"
)
_AIDES = rf"(?:{either('[省市县区镇乡局部厅行]长 总经理 主席 主任 总裁')})助理"
_ANY_POST = rf"{_AIDES}|{_POSTS}|{_CHIEFS}|{LEADERS}|{_RANKED}"
POST_END = re.compile(_ANY_POST)
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
LIKELY = re.compile(f"[{LEVELS}{BODIES}{_FIRST}](?=[{_SECOND}])")
_TERM = either("常务 第一 第二 执行 名誉 荣誉 代理 代 助理 见习 候任 候补 专职 兼职 轮值 首席 高级")
_RANK = (
    rf"(?:(?<![太平固中高清草三五阳])原|(?<!向)前)?(?:{_TERM})*"
    r"副?(?:常务|专职)?"
)
CORE = re.compile(rf"({_RANK}(?:{_ANY_POST}))$")
"""The post proper at the end of a title: 常务副主任."""
_FIRMS = either(
    """
    公司 公会 监事会 (?<!国)集团(?!军) (?<!人民)(?<!世界)银行(?!业|保险) (?<!协)商会(?!议) 合作社
    企业 酒店 超市 农场 工厂 厂 事务所 分行 支行 矿业 股份 控股 科技园 药业 置业
    """
)
COMPANY = re.compile(rf"(.*(?:{_FIRMS}))((?!长$).+)$")
_SCHOOLS = either(
    """
    大学(?!城|生|路) (?<!行政)(?<!社会主义)学院(?!路) 学校 中学 小学 高中 幼儿园 医院 卫生院 研究院
    研究所 福利院 敬老院
    """
)
_HEADS = either("书记 校长 院长 园长 所长 董事长 理事长 主任 教授")
# Their names too are no part of the title: 河州大学|副校长, 市第一医院|院长.
SCHOOL = re.compile(
    rf"(.*(?:{_SCHOOLS}))((?:党委|党总支|党支部|党组)?(?:原|前)?副?(?:{_HEADS})(?:助理)?)$"
)
OFFICIAL_EVEN_SO = re.compile(
    either(
        r"""
        行政学院 党校 考试院 社会主义学院 法院 检察院 研究室 人民银行 文献研究 红十字会
        [局厅委](?:[食药]品)?安全总监$
        """
    )
    # the academies are ministries, their institutes are not
    + rf"|^(?:中国)?(?:{either('科学院 社会科学院 工程院 中科院 社科院')})"
    r"原?(?:副?院长|副?秘书长|党组(?:书记|副书记|成员))$"
)
"""What makes a post of a school, a bank or a society an official's all the same."""
