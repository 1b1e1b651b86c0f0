"""Things that stand behind a post where a name could: 党课, 信访日, 花名册.

In: letters that are spelt as a name is. Out: whether they are more likely a thing.
"""

from __future__ import annotations

from archive.name_words import NOT_NAMES
from archive.names import is_word, surname
from archive.surnames import GIVEN

# Surnames that hardly begin a word of everyday language: what follows them may be any letter.
_HARDLY_WORDS = frozenset(
    "王李张刘陈杨赵吴何徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾魏薛阎余潘杜戴夏汪"
    "姜谭廖邹熊陆郝孔崔邱秦侯邵孟龚黎龙赖肖闫庞樊殷倪翟俞聂焦柳邢岳莫庄祁耿詹"
)
# Letters that things are made of, and given names hardly ever.
_OF_THINGS = frozenset(
    "性机网头器线片面式费点车率口表气队型管板价室制手物房皮油箱种纸菜类带团层包服病户灯粉盘装剂"
    "药圈酒角肉牌料条袋票单课刊词座组函卡稿件证图眼鞋屋段楼虫险杆班味饭糖瓶码股炮弹匠菌册壁针筒"
    "帽货囊纹套锅鼠差模奖腰墙篇脸毒膜饰币销链漆帐粒坊盐胞液脚血席裤纱椅浆饼桶拳径犯袍态杖赛泥坑"
    "账胎警舱症壳杯猪砂盖份箭窗窝街碗渣框缸刷轴频页栏集阵匾具牛狗猫鸡床棚塘盆盒刀枪鞭炉帘毯桌"
    "碑旅厕坝沟铺摊税罚债券贷奶蛋糕粥裙衫衣篮项籍痕谱札迹播桩场客腔徒"
)
# Those too, but only at the end: 会 and 度 are in the middle of names.
_ENDS_THINGS = frozenset(
    "历库租识据船句褂画臂底簧厢鉴记会日界印量感额柜顶事位质息度题讲谈辞电版像戏目夜号款告宴台选演"
)
_THINGS_LIST = """
印章 印信 简章 乐章 党旗 权利 权益 官方 官兵 官声 官德 官风 官仓 文书 文学 贡献 贺岁 信封 钟声 呼声
水源 水力 药品 花生 庄园 农庄 农田 房源 车载 良心 良策 良方 景观 战国 战力 战果 战功 明清 时评
时政 时鲜 云端 宣言书 幸运星 单子 段子 房子 万言书 双语 皮影 玉雕 木雕 银子 香火 香烟 麦田
麦穗 米香 鱼香 贺礼 党徽 应景诗 习作
"""
_THINGS = frozenset(_THINGS_LIST.split())
# Spelt as names are, behind a post or before one, and never anybody: 总书记|应约, 首相|官邸.
_NOBODY_LIST = """
应约 应询 多次 多次来 官邸 官邸前 官邸内 官邸外 商定 登基 权限 位置 解职 施压 密切 简短 齐聚 盛赞
任内 任期内 本次 全党 军营 军团 班子 班子均 班子党 班子作 班子要 席位上 愚公 植树 朴实 廉洁 火箭
程序 农庄 农田 加班 资深 资深参 文艺工 文问题 强企业 安保工 权否决 党弹劾 左联党 党工 经任务 程北京
德经济 马三国 韩民国 武汉首 乐机场 官虽小 吴王 向大会 向大家 向国家 向全国 向全党 向全军 向中方
向公众 向香港 向总理 向世界 向社会 向受 位两院 位外国 位海外 位老 余位 曾接 曾作 曾两度 曾指出
曾发表 曾商定 曾连续 曾明确 曾经为 曾提出 时强调 时亲自 时曾 经习 解习 于当天 江干流 江岸边 黄河防
罗马峰 白山舰 香港 吉林 延安 白山 马鞍山 江淮河 巴厘 蒙古 利亚 沙特 沙特阿拉伯 沙特萨勒曼 诺基亚
斐济共 印巴 韩日 法英 德意 欧盟主 欧盟两 欧洲需 安理 安理会 欧足联 银监会 巴内政 成长为
"""
_NOBODY = frozenset(_NOBODY_LIST.split())


def is_no_name(text: str) -> bool:
    """Whether what is spelt like a name is a word, wherever it stands."""
    return text in _NOBODY or is_word(text)


def is_thing(name: str) -> bool:
    """Whether what is spelt like a name is likelier a thing, where only its place speaks for it:
    县委书记党课。, 市长信访日，
    """
    if name in _THINGS:
        return True
    family = surname(name)
    given = name[len(family) :]
    if len(family) != 1 or len(given) > 2 or family in _HARDLY_WORDS:
        return False
    # 安全阀, 计划案
    if name[:2] in NOT_NAMES and given[-1] not in GIVEN:
        return True
    return given[-1] in _ENDS_THINGS or not _OF_THINGS.isdisjoint(given)
