"""How names of other peoples are spelt in Chinese letters: foreign ones, Mongol, Tibetan, Uyghur.

In: nothing. Out: patterns of names with what must follow them, and the letters they hold.
"""

from __future__ import annotations

from archive.officials.following import DOT, END, LETTER, LONG, ONE_AFTER_FOREIGN
from archive.surnames import HIGHLAND

_BEHIND = rf"(?={END}|{LONG}|[{ONE_AFTER_FOREIGN}])"
# Letters that foreign names are written in.
FOREIGN_LETTERS = (
    "阿埃艾爱安昂奥巴芭白柏拜班邦保堡鲍贝本比彼毕宾波伯勃博布蔡查柴昌楚茨次达戴丹当道德邓"
    "登狄迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯佛弗福夫富甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫"
    "黑亨洪侯胡华怀惠霍基吉季加迦贾简姜杰金津京喀卡凯坎康考柯科可克肯孔库夸奎昆拉腊莱赖兰"
    "朗劳勒雷蕾黎里理利立丽莉莲良列林琳留龙卢鲁路露伦罗洛吕略马玛迈麦满曼芒毛梅门蒙孟米密"
    "敏明缪摩莫墨默姆思穆拿纳娜乃奈南内嫩尼宁牛纽努诺欧帕派潘庞佩彭蓬皮珀普齐奇恰乔切琼丘"
    "屈让热仁日荣茹儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣施什舒朔丝司斯苏索塔泰坦汤唐陶特滕"
    "提田铁廷亭通图土托脱瓦万旺威韦维温文翁沃乌武西希锡席夏香肖谢辛欣兴休许雅亚延扬耶叶伊"
    "依宜易因英尤雨约赞扎泽詹珍芝治朱兹祖佐茂穗汗琴绥盖朴义买妮黛菈妲娅婕媞蔻薇帖忒迭钦谷"
    "额戎戛江措乍差信他隆功琪玲莹勋捷斐翰玻璐谟耐钮顺宗雍仓钱廉素猜松涅敦瑙川杨哇集逊卜育"
)
_JAPANESE = """
安倍 岸田 野田 麻生 河野 茂木 福田 鸠山 小泉 田中 山口 石破 高市 谷垣 玄叶 村山 曾根 铃木 佐藤
高桥 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 石原 前原 枝野 冈田 桥本 松本 井上 木村 清水 山崎
池田 阿部 后藤 近藤 石井 坂本 远藤 青木 藤井 西村 三浦 原田 松田 小野 竹内 和田 上田 森田 横田
宫崎 内田 高木 安藤 大野 小川
"""
FOREIGN = (
    rf"[{FOREIGN_LETTERS}]{{2,10}}?{_BEHIND}"
    rf"|(?:{'|'.join(_JAPANESE.split())})[{LETTER}]{{1,3}}?{_BEHIND}"
)
_DOTTED_MORE = "则雪如地力得何春额史姗罕烈魏士茱那芙契慕歇颇宋孜肉吾守合玉甫居沁其排"
DOTTED_LETTERS = f"[{FOREIGN_LETTERS}{HIGHLAND}{_DOTTED_MORE}]"
# 阿布都·热合曼: before the dot every letter is one of the name
BEFORE_DOT = f"(?:[{FOREIGN_LETTERS}{HIGHLAND}{_DOTTED_MORE}都别再]|阿不){{1,8}}"
# 托乎尼牙孜, 买吐送, 亚历山大, 恩赫包勒德
_AFTER_DOT = f"(?:阿[不布]都?|别克|托乎|牙|(?<=[吐图])送|历山大|包勒|{DOTTED_LETTERS}){{1,10}}?"
DOTTED = rf"{BEFORE_DOT}(?:{DOT}{_AFTER_DOT}){{1,5}}{_BEHIND}"
# 那顺巴雅尔
THAT = "(?:那(?=[顺仁日木森达松]))?"
UNDOTTED = (
    rf"{THAT}(?:[{FOREIGN_LETTERS}{HIGHLAND}朵草宝]|满都){{3,8}}?"
    rf"(?={END}|{LONG}|[说在对到赴等也将是率及的时与就向携])"
)
# 拉毛措, 多杰才让: Tibetan names hold these too
LISTED = rf"[{HIGHLAND}毛措朵金加草东南太先切项]{{3,5}}(?={END}|{LONG})"
# 布和, 宝音, 多吉: with two letters only these, and only before punctuation or a known word.
TWO_LETTERS = (
    r"[布宝巴朝那娜乌哈额阿呼吉莫其恩达斯萨塔扎桑次旦洛索尕多格拉]"
    rf"[和音图鲁顺仁斯尔雅娃玛嘎泰都敦吉珠措姆杰旺英穆巴](?={END}|{LONG})"
)
