"""What Chinese names are made of: surnames by how common they are, letters of given names.

In: nothing. Out: tables for `archive.names` and for those who look for names in text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Surnames by how common they are: (share of people in percent of each one of the tier, surnames).
_TIERS: tuple[tuple[float, str], ...] = (
    (7.0, "王李张"),
    (4.5, "刘陈"),
    (2.2, "杨赵黄周吴"),
    (1.4, "徐孙胡朱高林何郭马罗"),
    (0.9, "梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"),
    (
        0.5,
        "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯"
        "邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖闫",
    ),
    (
        0.2,
        "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左"
        "涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
        "柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁付瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木"
        "穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼"
        "衣楚佟栗匡宗应巫鞠僧桑荆谌银扬沙伏岑习胥蔺",
    ),
    (
        0.05,
        "经水云昌凤酆鱼伊宣贲郗班仰秋伯幸韶蒲邰鄂咸籍阴苍双闻莘贡劳逄扶堵宰郦雍璩濮寿扈郏浦尚农"
        "充慕茹宦鄞暴钭厉戎祖墨印宿怀蓬郅鄄索咏隗山尔仉督谯笪佘佴邝麦军战巴丰初展呼智尧轩阿信"
        "修税善折亓仝佐兆冒冮刑化厚哈啜岐崇仓师延弓德忻恽愚戈撒敬斐斯暨权束树桐楼歧毋汝沃泰"
        "泽洛渠湛满潭火烟牧玉皮眭禹禤粟綦缪缑耶肇腾舍良芮茅荀药莱蒯蔚藏虎衡裘訾谏豆资赫迮郄郯"
        "保官明时朴酒钮铁镡闪陇雒雪靖顿香骆鹿麻黑容刀逯庹仵桓俸宓郇亢尉漆檀昝锺巢",
    ),
)
_COMPOUND_COMMON = """
欧阳 上官 皇甫 司马 诸葛 司徒 东方 尉迟 夏侯 令狐 慕容 端木
"""
_COMPOUND_RARE = """
公孙 轩辕 长孙 宇文 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良
拓跋 夹谷 宰父 谷梁 段干 东郭 南门 呼延 羊舌 微生 梁丘 左丘 东门 西门 南宫 独孤 濮阳
淳于 单于 太叔 申屠 公冶 宗政 澹台 赫连 万俟 闻人 钟离 仲孙 完颜 纳兰 哥舒 达奚 侯莫
屈突 叱干 贺兰 耶律
"""


def _weights() -> dict[str, float]:
    table = {name: share for share, names in _TIERS for name in names}
    table.update(dict.fromkeys(_COMPOUND_COMMON.split(), 0.1))
    table.update(dict.fromkeys(_COMPOUND_RARE.split(), 0.02))
    return table


SURNAMES: Mapping[str, float] = MappingProxyType(_weights())
"""Surname → rough share of people in percent; compound surnames too."""

SINGLE_SURNAMES = "".join(name for name in SURNAMES if len(name) == 1)
COMPOUND_SURNAMES = tuple(name for name in SURNAMES if len(name) == 2)

# Surnames that are words everywhere but at the head of a name that stands alone.
LONE_SURNAMES = "和木者召岩富元"

# Surnames that are other words nearly everywhere, or too rare to be looked for in running text.
RARE_SURNAMES = "区那荣汲沐狄滑储嵇羿阚甯隽矫郤帅阙寇晁禚占步"
SIGNED_SHARE = 0.01  # how common each of the next is, in percent
SIGNED_SURNAMES = (
    "芶乜揣芈茆干支贝狄杭嵇滑荣羊於惠家邴松富乌能却居步国寇广禄阙东殳利越夔隆厍晁勾融养须后红逑公区况危"
    "那阚线盘招占海依召岩帅年爱言福法钦归赏琴羿储汲终庾弘承青但由粘卿巨来代凡玄闭零磨字茶普"
    "杞矣寸旷冶翦蹇剡妫虢闾逵伦勐咪罕波者和佤迭央达扎旦格多拉甲喇脱妥锁拜呙隽矫俎邛郐郸昃甯逮冢炅佼晓宛母毓续贠郧"
    "郾禚苻荻莒葆豹赤辟辰遇采镇院静食鞫麴沐郤荥侍先别过苌蓟奉南朝布门操原随"
)
"""Surnames that are mostly other words: bylines and posts are believed to stand beside them."""
_SIGNED_COMPOUND = """
相里 叔孙 季孙 孟孙 王孙 士孙 公羊 公仪 公叔 公户 东宫 北宫 南荣 即墨 百里 第五 左人 贯丘 虞丘
吾丘 綦毋 高堂 东里 伊祁 乌孙 富察 那拉 叶赫 佟佳 拓拔 费莫 章佳 果基 吉克 吉木 阿苦 沙马 马海
马黑 曲比 曲木 俄木 海来 海乃 莫色 阿尔 阿的 勒伍 罗洪 木乃 甲巴 尔古 阿约 阿侯 瓦渣 吉狄
"""
SIGNED_COMPOUND_SURNAMES = frozenset(_SIGNED_COMPOUND.split())

# What no given name holds: grammar words, and the last letters of offices and places.
NOT_GIVEN = (
    "的了着过是在这那哪些个们我你您他她它与及或把被将从到就对由都还又但吗呢吧啊等各并副"
    "省市县区局厅部委处科员者报讯摄府届次第议每说话做让给使没很所也某村乡案已厂店馆站校矿地不"
)
# Letters that given names are made of, men's, women's and country people's.
GIVEN = frozenset(
    "伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬"
    "富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮群豪心邦承乐绍功松善厚庆磊民友裕"
    "河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄"
    "琛钧冠策腾楠榕风航弘秀娟英华慧巧美娜静淑惠珠翠雅芝玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环"
    "雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵"
    "雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹"
    "霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影丽阳妮宝贝初程鸿桦骅剑纪宽灵媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇"
    "雨洋忠宗曼紫逸贤蝶菡绿蓝儿烟大小柱满仓田根木水火金银铜铁锁栓旺财喜来运长久远方圆正直尚尧舜禹"
    "汤惟怀谷令秉镕喆澍霖溪池泉源潮湘沛淇汉洲津润滨涵渊沅沐泓洪淳渝潇炜炳炯焕煜照熙耀灿烈坤培基堃"
    "增墨境锋锐铭钢鑫铎镇键柏桐梓森楷榆楚权本朴材柯柳棠樱景昊昕昱显晖晟智普曙易晋曜骏骁驰骥麒麟凯"
    "凌冬冲卫原双启吉名品唐尊岭峻峥崇嵩岳巍屹川帆征循必念恩恺情愚慈懿战扬拓挺捷援敏敦斐旋旗朝朔汝"
    "玄玮珂璇璋璞瑛琨瑜珺甫申男益盈硕磐祖祺禄祯礼稳稷立章笑简继绪翼翎耕肃臻舟苏荃莹葆薪虎虹衍观诗"
    "谊谨赋赞跃轩迅迎适逢道遥遵郁钦闻阔陆隆雷霆霏韬颂驹鲁鹤鹰鹃黎齐龄仲伍仕伶侠佑佐俭修倬儒兆典刘"
    "升南卓厉吟坡垚堤夏奎奕姗娇宪宾尔屏帅庄廷延弛彤徐徽恒恬愉慎戈抒斗旦曦杉杏杨果枝栩梧植椿楹榜榛"
    "樵沁沃济浦淮滔漫漪灏炫煌燊爵牧献玖玥珏珩琢甜畅白皓眷瞻石砚碧磷礴秦稼穗竞篁粟精绣绮绵缨罡羲耿"
    "聿胤艇芮芷苗茵荔菀葵蒙蔓蕙蕴蕾薛藻蟾袁裴觉誉语诺豫贻赫轶辛迪逊邵鄂酉钊铃锡镜镭闯阁阡陶隽霁靖"
    "韶骞骋魁鸥默鼎近书声沪篪岐思传业蔚际城农兵遂甬年庚寅臣均允录恪玺励荫添丰标淞岗京治守季乾孝肇映"
    "婧然如赟冉茹钰宙萌淼焱瀛盼昶岫卉姝烨圻姮渤瀚霈羿芊歆璟翱澎蛟頔祉澈熹銮佶昳璨嫣颀燮粲瑄曈祚暐翾瑕棣湛宸怜渟瞳璎珅贇"
    "诩孚晏茁珲凛耘锴珈湧铿蓬衡侃玫旌璜晗晔樑纲霓依芹珉泷亦庭舢渔繁洱殿勋忱端墉铧冀颐祎潜桢铮铨寿裔炯郡实前北"
)
# Letters of Tibetan, Mongol, Uyghur and Yi names that are printed with no dot: 洛桑平措.
HIGHLAND = (
    "阿艾巴白班布才仓赤次措达登丁顿多嘎尕格根贡果哈吉嘉坚江降杰觉克拉来郎勒隆洛玛买曼米"
    "木尼诺帕平其琼热仁日荣茹萨桑色沙斯索塔特提土吐旺维乌西夏央依益扎增哲珍珠卓宗松培美让尔"
    "村林力合额雅图娜音朝鲁呷惹孟敖敦满琴花云堆高旦娃楞"
)
HIGHLAND_RUN = HIGHLAND + "努孜毕那和不金门丽古伊吾守汗肉玉甫迪里鲜则如妮黎杜库比姆牙生普"
"""Those that such names hold where nothing marks them as names."""
HIGHLAND_DOTTED = HIGHLAND_RUN + "逊毛草朵万都顺别宝·"
"""Those of names that are printed with a dot."""
# Those of SIGNED_SURNAMES that are hardly ever a word: （侍云静） after a story signs it.
SURE_SURNAMES = frozenset(
    "贝狄杭嵇滑於邴厍殳夔勾晁那阚储汲庾羿卿闭杞勐佤迭呙隽矫俎邛郐郸昃甯逮冢炅佼郧郾禚苻荻莒苌蓟"
    "鞫麴郤荥侍寸旷翦蹇剡妫虢闾"
)


def is_likely_surname(letter: str) -> bool:
    """Whether at least one in five hundred people has the surname."""
    return SURNAMES.get(letter, 0) >= 0.2


def is_common_surname(letter: str) -> bool:
    """Whether at least one in two hundred people has the surname."""
    return SURNAMES.get(letter, 0) >= 0.5
