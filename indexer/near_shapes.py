"""Characters that are easily written, read or recognised as one another.

In: two characters. Out: whether they look alike.
"""

from __future__ import annotations

from collections import defaultdict

# Each group looks alike; most differ in one part or one stroke, some came of faulty recognition.
_ALIKE = """
己已巳 未末本术木 人入八 日曰目 大太犬天夫夭 土士工王玉主 千干于 刀力刁 戊戌戍戎成 贝见 今令
住往佳注柱驻 治冶 候侯 拔拨 折拆析斩 辨辩瓣辫 徒徙 晴睛情清请精静靖 享亨 崇祟 暮幕墓慕募 尘尖
拢扰 免兔 鸟乌岛马 古占 田由甲申电 午牛 毛手 丈文 历厉 兵乒乓 密蜜 峰锋蜂逢 竟竞境镜 幸辛
买卖实 肓盲育 孟盂 哀衷袁 母毋 洒酒 茶荼 壁璧避臂 栗粟 遗遣 钓钧钩 沟购构勾 轮论伦沦 抢抡枪
仓仑 设没投役疫 代伐化 休体本 师帅 狠狼很 银根很跟限 喝渴竭揭 扬杨场汤 汪往 提题堤 稍梢消销硝削
俏悄 即既 延廷 斤斥 爪瓜 孤狐弧 形型刑邢 性姓牲 部陪倍培 蓝篮监 兰三 燥躁操澡噪 坐座 做作昨
象像 向响同 带戴 赛塞寒 宣宜 漫慢曼幔 梁粱 谦廉嫌歉兼 拣练炼 栋冻陈 低底抵 氏民 村材付才财
旱早 旦但 担胆坦但 问间闻闲闭 开井并升 耿联 职织识积 和知如 会合台全 位拉泣 建健键 律津
推准难谁堆雄 维唯 经径轻劲 济挤齐剂 发友反 返反饭板版 政改攻败致 放政 区匹医巨 党觉赏常堂学
市布币吊 省看着 县具且 具真直 直值植 镇填慎 街衍 社杜 祖租组阻 视规现 环坏怀还 优忧犹 花华化
创抢枪 新斩 技枝肢支 科料 作诈 管菅官馆 理埋狸 服报 务条 各名 民良 粮娘 治沿 法洁 依衣侬 院完
检捡险验 察祭 监临 纪记红 江红 季委秀李 员贡货 资货贷赁 贫贪分 扶抉抚 坚竖紧 脱税悦说锐
振晨辰震 产户 护沪庐 农衣浓 森林木 水永冰 利刊莉 旅施游 教孝敦 印卫 医匠 药约 防访妨仿坊
控空腔 情惰 神伸坤 公分 份粉分 议义仪 记计讨 论诊 划刘戈 项顷顶 自白百日 的旳约 钢纲刚岗
铁轶失矢夫 安案女 宴安 保堡呆 障章彰陪 稳隐急 定走足 收改 草革 深探琛 施拖 贯惯 彻切沏
落洛路络略 责贵债 任仁住 度席庶 思恩总 亏号 导异寻 帐账胀涨张 刘对 陈阵 赵起越 黄横 周同
吴昊 徐除涂余 孙孔 朱未株珠殊 胡湖糊 郭敦部 何可河 高亮 商南 罗多 梁染 谢射 韩朝潮 唐康庸
董重 萧肃 程呈 曹曾会 邓郑 许计午 傅博搏薄缚 沈沉枕 彭澎膨 吕品官 苏办为协 卢芦户 蒋将奖浆桨
丁了子孑 魏巍 叶汁 余佘 石右古 左右在存 戴载栽裁 宁字 官宫 予子 甚基 暴爆瀑曝 历压 厂广 仔仅
"""


def _neighbours() -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for group in _ALIKE.split():
        for character in group:
            alike[character].update(group)
    return {character: frozenset(others - {character}) for character, others in alike.items()}


_NEIGHBOURS = _neighbours()


def look_alike(one: str, other: str) -> bool:
    """Whether two characters look alike."""
    return other in _NEIGHBOURS.get(one, ())
