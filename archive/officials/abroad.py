"""Who is of another country, told from posts, names and what else a story names.

In: posts, names and text as printed. Out: whether they are foreign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from archive.models import Post
from archive.names import is_chinese_name, is_signed_name, surname
from archive.patterns import either
from archive.surnames import GIVEN, HIGHLAND_DOTTED

_COUNTRIES = """
阿富汗 阿联酋 阿根廷 阿尔及利亚 阿尔巴尼亚 阿曼 阿塞拜疆 埃及 埃塞俄比亚 爱尔兰
爱沙尼亚 安哥拉 奥地利 澳大利亚 巴巴多斯 巴布亚 巴哈马 巴基斯坦 巴勒斯坦 巴拿马
巴西 白俄罗斯 保加利亚 贝宁 比利时 冰岛 波兰 波黑 玻利维亚 博茨瓦纳 不丹
布基纳法索 布隆迪 赤道几内亚 丹麦 德国 东帝汶 多哥 多米尼 厄瓜多尔 厄立特里亚
法国 菲律宾 斐济 芬兰 佛得角 冈比亚 刚果 哥伦比亚 哥斯达黎加 格林纳达 格鲁吉亚
古巴 圭亚那 哈萨克斯坦 海地 韩国 荷兰 黑山 洪都拉斯 吉布提 吉尔吉斯斯坦 几内亚
加拿大 加纳 加蓬 柬埔寨 捷克 津巴布韦 喀麦隆 卡塔尔 科摩罗 科特迪瓦 科威特
克罗地亚 库尔德 肯尼亚 拉脱维亚 莱索托 老挝 黎巴嫩 立陶宛 利比里亚 利比亚
列支敦士登 卢森堡 卢旺达 罗马尼亚 马达加斯加 马尔代夫 马耳他 马拉维 马来西亚 马里
马其顿 毛里求斯 毛里塔尼亚 美国 蒙古国 孟加拉 秘鲁 密克罗尼西亚 缅甸 摩尔多瓦
摩洛哥 摩纳哥 莫桑比克 墨西哥 纳米比亚 南非 南苏丹 瑙鲁 尼泊尔 尼加拉瓜 尼日尔
尼日利亚 挪威 葡萄牙 日本 瑞典 瑞士 萨尔瓦多 萨摩亚 塞尔维亚 塞拉利昂 塞内加尔
塞浦路斯 塞舌尔 沙特 圣多美 斯里兰卡 斯洛伐克 斯洛文尼亚 苏丹 苏里南 所罗门
索马里 塔吉克斯坦 泰国 泰王国 坦桑尼亚 汤加 特立尼达 突尼斯 土耳其 土库曼斯坦
瓦努阿图 危地马拉 委内瑞拉 文莱 乌干达 乌克兰 乌拉圭 乌兹别克斯坦 西班牙 希腊
新加坡 新西兰 匈牙利 叙利亚 牙买加 亚美尼亚 也门 伊拉克 伊朗 以色列 意大利
印度尼西亚 印度 印尼 英国 约旦 越南 越共 古共 缅共 朝鲜劳动 赞比亚 乍得 智利
中非共和国 联合国 世行 欧盟 欧洲 欧元 北约 世界卫生 世卫 世界知识产权 世界银行
世界贸易 世贸 非盟 东盟 阿盟 阿拉伯 非洲 亚洲开发 亚洲奥 独联体 上合组织
上海合作组织 红十字国际 梵蒂冈 罗马教 白宫 美联储 美军 美方 塔利班 哈马斯 苏格兰
五角大楼 俄方 叙政府 巴林(?!左|右) 朝鲜(?!族) 俄罗斯(?!族) 国际奥委会
国际奥林匹克 国际足联 国际货币 国际原子能 国际移民 国际红十字 国际法院 国际刑
安提瓜 伯利兹 基里巴斯 图瓦卢 马绍尔 纽埃 库克群岛 斯威士兰 北马其顿 圣基茨 圣文森特
圣卢西亚 科索沃 圣马力诺
国际劳工 国际能源 国际电信 国际民航 国际海事 国际篮联 国际泳联 国际田联 国际乒联
"""
_CITIES = """
首尔 釜山 平壤 东京 大阪 京都 横滨 名古屋 神户 长崎 冲绳 北海道 纽约 华盛顿 洛杉矶 旧金山 芝加哥
西雅图 休斯敦 加利福尼亚 加州 佛罗里达 得克萨斯 得州 弗吉尼亚 犹他 夏威夷 密歇根 俄勒冈 巴伐利亚
艾伯塔 艾奥瓦 佐治亚 新泽西 伦敦 曼彻斯特 利物浦 爱丁堡 巴黎 马赛 里昂 柏林 汉堡 慕尼黑 法兰克福
杜伊斯堡 罗马 米兰 威尼斯 都灵 马德里 巴塞罗那 里斯本 雅典 维也纳 苏黎世 日内瓦 布鲁塞尔 安特卫普
阿姆斯特丹 鹿特丹 海牙 哥本哈根 斯德哥尔摩 奥斯陆 赫尔辛基 华沙 布拉格 布达佩斯 贝尔格莱德 索非亚
布加勒斯特 莫斯科 圣彼得堡 克里米亚 顿涅茨克 卢甘斯克 基辅 明斯克 阿拉木图 努尔苏丹 阿斯塔纳
喀布尔 塔什干 比什凯克 杜尚别 伊斯坦布尔 安卡拉 德黑兰 巴格达 大马士革 耶路撒冷 特拉维夫 开罗
亚历山大 迪拜 利雅得 新德里 孟买 伊斯兰堡 卡拉奇 瓜达尔 达卡 科伦坡 加德满都 仰光 内比都 曼谷 清迈
金边 万象 河内 胡志明 吉隆坡 雅加达 万隆 马尼拉 达沃 悉尼 墨尔本 布里斯班 堪培拉 奥克兰 惠灵顿
渥太华 多伦多 温哥华 蒙特利尔 墨西哥城 巴西利亚 里约 圣保罗 布宜诺斯艾利斯 圣地亚哥 利马 内罗毕
亚的斯亚贝巴 约翰内斯堡
"""
_OF_STATE = r"[美俄英法德日韩澳印朝意欧](?=国务|国防|外|副?总|首|财|防|议|能源|方)"
_PLACES = "|".join((*_COUNTRIES.split(), *_CITIES.split()))
_ABROAD = re.compile(
    # 美国务卿, 俄外长: one letter will do before a post of state
    rf"(?:(?:前任?|原|时任|现任|新任|候任)?(?:{_PLACES})|{_OF_STATE})"
)
# 吊唁越南国家主席, but 驻越南大使
_STATE_INSIDE = re.compile(
    rf"(?<!驻)(?:{_PLACES})(?:[^、，]{{0,4}}共和国|王国)?"
    r"(?:国家主席|总统(?!计)|总理|首相|议长|外长|外交部|国防部|财政部|政府)"
    r"|总统(?!计)|首相|王国|联邦|驻华|大区|国会|议会|参议院|众议院|参院|众院|杜马|内阁"
)
_COUNTRY = re.compile(rf"(?:{_PLACES})")
_COUNTRY_LAST = re.compile(rf"(?:{_PLACES})$")
_FOREIGN_POSTS = either(
    """
    总统 首相(?!府) 国王(?!储) 女王 王储 亲王 天皇 大臣 总督 议员 元首 外长 财长 防长 议长 部长官
    党魁 领袖 外相 众议员 参议员 国务卿 首席部长
    """
)
_FOREIGN_POST = re.compile(rf"(?:{_FOREIGN_POSTS})$")
_HOME = re.compile(
    either(
        r"""
        ([省市县区州盟旗镇乡村])(?<!联盟)(?<!同盟)(?!长|\1长) 苏木 嘎查 全国 中共 中央 国务 国家
        中国 新疆 内蒙古 西藏 自治 党委 党组 党工委 支部 党总支 支书 书记处 政协 人大(?!党) 常委
        [乡旗盟]长 地委 监委 宣传部 组织部 统战部 政法委 行署 街道 办事处 [巡视调研]{2}员 妇联
        """
    )
)
# Two of these in a row are a foreign name in Chinese letters: 吉|尔摩, 卡|斯特略.
_FOREIGN_PAIR = re.compile(
    "[尔斯尼拉兰德马塔阿特克姆诺蒂洛夫基茨塔萨巴卡科库莫穆妮恩普鲁罗蒙顿勒莱伯泽哈赫霍雷梅默摩坦格葛"
    "布菲费弗沃瓦扎亚耶贝本比彼迪杜多达里利奥奈内纳娜托图索桑舍伊加什切奇契森契佩派帕涅因丹登厄兹]{2}"
)
# More of those that Kazakh and Uyghur names are written in: 叶尔兰·哈孜, 艾尔肯·亚森.
_STEPPE = "麦叶兰肯赛波什恒胡马苏再居铁亚司穆山素卜坤祖菲雪仙森"
_HIGHLAND_NAME = re.compile(f"[{HIGHLAND_DOTTED}{_STEPPE}]+")


@lru_cache(maxsize=4096)
def is_foreign(title: str) -> bool:
    """Whether the post is one of another country or of an international body."""
    return bool(_ABROAD.match(title) or _FOREIGN_POST.search(title) or _STATE_INSIDE.search(title))


@lru_cache(maxsize=4096)
def is_from_abroad(text: str) -> bool:
    """Whether the text begins with a foreign place or an international body."""
    return bool(_ABROAD.match(text))


@lru_cache(maxsize=4096)
def is_country(name: str) -> bool:
    """Whether the text is the name of a country."""
    return bool(_ABROAD.fullmatch(name))


def ends_in_country(text: str) -> bool:
    """Whether the text ends in the name of another country or of a place there."""
    return bool(_COUNTRY_LAST.search(text))


def names_country(text: str) -> bool:
    """Whether the text names another country anywhere."""
    return bool(_COUNTRY.search(text))


def country_end(text: str, place: int) -> int:
    """Where the name of another country ends that begins at a place; 0 if none does."""
    found = _COUNTRY.match(text, place)
    return found.end() if found else 0


def first_country(text: str) -> tuple[int, int] | None:
    """Where the first name of another country begins and ends in a text, if one is there."""
    found = _COUNTRY.search(text)
    return found.span() if found else None


def is_abroad_after_all(posts: Sequence[Post], later: Sequence[Post]) -> bool:
    """Whether somebody with the posts is of another country, as later ones say."""
    return any(is_foreign(post.title) for post in later) and not any(
        _HOME.search(post.title) for post in posts
    )


def is_foreigner(name: str, titles: Sequence[str], abroad: Callable[[], bool]) -> bool:
    """Whether the posts are of another country, or the name is, and no post is of this one.

    `abroad` says whether the story names other countries; it is asked only where in doubt.
    """
    if any(is_foreign(title) for title in titles):
        return True
    if any(_HOME.search(title) for title in titles):
        return False
    # 解从善 and 边疆 were read as names, though they hold a word or are one
    rare = is_signed_name(name) and name[0] not in "贝布" and name[-1] in GIVEN
    if is_chinese_name(name.removesuffix("科")) or (len(name) < 4 and (surname(name) or rare)):
        letters = name if len(name) == 2 else name[1:]
        return bool(_FOREIGN_PAIR.fullmatch(letters)) and abroad()
    return not _HIGHLAND_NAME.fullmatch(name) or abroad()
