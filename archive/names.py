"""Chinese personal names: which surnames there are, and where one name of a run ends.

In: text that may be a name, or a run of names as a byline prints it. Out: tidy names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
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
_LONE_SURNAMES = "和木者召岩富元"

# Surnames that are other words nearly everywhere, or too rare to be looked for in running text.
RARE_SURNAMES = "区那荣汲沐狄滑储嵇羿阚甯隽矫郤帅阙寇晁禚占步"
_SIGNED_SHARE = 0.01  # how common each of the next is, in percent
SIGNED_SURNAMES = (
    "芶乜揣芈茆干支贝狄杭嵇滑荣羊於惠家邴松富乌能却居步国寇广禄阙东殳利越夔隆厍晁勾融养须后红游逑公区况危"
    "那阚线盘招占海依召岩帅年爱言福法钦归赏琴羿储汲终庾弘承青但由粘卿巨来代凡玄闭零磨字茶普"
    "杞矣勐咪罕波者和佤迭央达扎旦格多拉甲喇脱妥锁拜呙隽矫俎邛郐郸昃甯逮冢炅佼晓宛母毓续贠郧"
    "郾禚苻荻莒葆豹赤辟辰遇采镇院静食鞫麴沐郤荥侍先别过苌蓟奉南朝布门操原随"
)
"""Surnames that are mostly other words: bylines and posts are believed to stand beside them."""
_SIGNED_COMPOUND = """
相里 叔孙 季孙 孟孙 王孙 士孙 公羊 公仪 公叔 公户 东宫 北宫 南荣 即墨 百里 第五 左人 贯丘 虞丘
吾丘 綦毋 高堂 东里 伊祁 乌孙 富察 那拉 叶赫 佟佳 拓拔 费莫 章佳 果基 吉克 吉木 阿苦 沙马 马海
马黑 曲比 曲木 俄木 海来 海乃 莫色 阿尔 阿的 勒伍 罗洪 木乃 甲巴 尔古 阿约 阿侯 瓦渣 吉狄
"""
# Words that begin with one of those and are no name even in a byline.
_SIGNED_WORDS_LIST = """
后来 后续 后期 后面 后天 后记 后台 后勤 后方 海外 海关 海上 海洋 海报 海南 海口 海拔 海域 线上
线索 线下 线路 招商 招聘 招生 招募 招标 占地 占比 占用 步行 步伐 步入 依法 依托 依据 依靠 依然
危险 危机 危害 况且 盘点 盘活 区域 区间 那天 干部 干群 支持 支付 支援 荣誉 荣获 国内 国际 国土
国企 国庆 国资 广场 广大 广告 广播 广东 广西 东部 东方 东南 东北 利用 利益 越来越 隆重 融合 融资
养老 养殖 红色 红军 红旗 游行 公开 公布 公益 公共 公告 公安 公示 公众 言论 福利 福建 法律 法治
法制 归来 归国 储备 储存 终于 终身 终审 承担 承办 承诺 青年 青春 青海 青少年 由于 来信 来稿 来电
来源 代表 凡是 字号 普法 普查 普通 普通话 和美 和平 者说 多彩 多地 多元 多方 达到 达标 达成 格局
拉开 拉萨 甲方 晓得 母亲 字体 继续 续写 续航 镇村 镇区 采写 采购 采摘 采集 采用 采风 静待 食品
食堂 食用 从业 从事 从前 家庭 家园 家长 家乡 家属 富裕 富民 富强 居民 居家 步骤 能源 能力 能够
年度 年轻 年底 爱心 爱国 爱岗 言传 波浪 门口 门前 门店 门票 门诊 门户 操场 操作 操办 操心 原来
原因 原则 原本 原料 原创 原标 原文 随着 随后 随时 随即 随机 朝阳 朝鲜 朝着 朝向 朝气 朝夕 布局
布置 布满 布依 布展 布鲁 先后 先进 先行 先锋 先期 先导 别样 别墅 别人 别具 别有 过程 过年 过去
过节 过渡 过半 过来 过境 南方 南京 南北 南部 南昌 南宁 南海 南岸 南山 南充 奉献 奉公 奉上 国防
国税 国土 国网
"""
_SIGNED_COMPOUND_SURNAMES = frozenset(_SIGNED_COMPOUND.split())
_SIGNED_WORDS = frozenset(_SIGNED_WORDS_LIST.split())
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
# Words that begin like a name and are none.
_WORD_LIST = """
东方明珠 东方红
高新 安全 方案 方面 方式 方向 方法 方针 万元 万人 万亩 万户 万吨 和平 和谐 黄金 成果 成功 成立 成员
成绩 成都 成效 成为 成熟 成本 江苏 江西 安徽 云南 河南 湖南 广东 石油 石家庄 金融 金额 金华 金牌
单位 单独 全国 全省 全市 全区 全县 全面 全体 全力 全球 全文 全部 全年 全程 全媒体 融媒体 时代 时间
时期 时刻 时任 时隔 关于 关键 关系 关注 关心 关怀 文化 文明 文物 文字 文件 文艺 文旅 文章 文体 文图
文摄 计划 计算 计算机 应当 应急 应用 应对 应邀 应该 高度 高效 高质 高质量 高校 高级 高铁 高速 高温
高层 高标准 常务 常委 常常 常态 常规 常年 常州 常住 明确 明显 明年 明天 明日 管理 管理局 管委会
管辖 管控 强调 强化 强大 强烈 党委 党员 党组 党建 党组织 党中央 党内 党校 党风 项目 连续 施工 施行
施策 曾任 曾经 项目组 许多 何时 何种 任务 任职 任命 任何 任免 任期 向前 向上 向好 马上 马克思 易地
易于 支部 华人 华侨 华北 华东 华南 华为 华夏 公司 武汉 武警 武装 武器 广州 郑州 徐州 常德 温州 温度
温暖 金山 宁夏 宁波 白云 白天 白酒 蓝天 蓝图 洪水 洪涝 雷电 雷锋 冷链 冷空气 花卉 花园 石化 包括
包村 包含 包装 包保 包片 督办 包联 边境 边疆 边防 车辆 车间 车站 车型 古城 古代 水平 水利 水库 农业
农村 农民 农户 农产品 农民工 农历 尚未 来自 来到 来访 来源 来京 来华 原因 原则 原来 原料 原创 原文
原任 司法 司机 司令 符合 简单 简介 简政 安排 安置 安装 安定 安康 安心 平安 平台 国家 国务 和谐社会
宣传 宣布 宣讲 从事 从严 游客 游览 游戏 解决 解放 解放军 解读 解除 解释 展开 展示 展览 展现 展望
展厅 智能 智慧 智库 祖国 山东 山西 德国 德清 丰富 丰收 初步 初心 初中 初期 信息 信心 信任 信用 信访
敬老 敬请 泰国 满意 满足 满载 资源 资金 资产 资本 资料 随后 随着 齐全 路线 路径 路桥 毛利 盛会 盛大
严格 严重 严肃 严峻 严厉 康复 康养 段落 童年 阳光 乐观 幸福 鲁能 燕山 商务 商会 商业 商品 商标 古巴
印度 印发 印尼 英国 巴西 巴基斯坦 伊朗 伊拉克 哈萨克 乌克兰 阿富汗 充分 充满 师生 师资 战略 战争
战士 战友 军民 军队 军事 军人 代表 代表团 代理 束缚 双方 双边 双向 双重 双拥 双创 门票 过程 过去
谈判 谈话 谈到 左右 路上 景区 景点 牛羊 牛奶 鱼类 米面 麦子 楼房 温室 成长 成人 成交 成品 史上 史料
牧民 牧区 木材 卫生 卫星 卫健 班子 班组 领导 同志 女士 先生 一行 相关 主要 负责人 有关 本报 本刊
周边 周围 周年 周期 周末 周日 周一 周二 周三 周四 周五 周六 万多 万余 余人 余名 余家 余年 于今 于此
于是 路过 毕业 毕竟 纪委 纪检 纪律 纪念 纪录 纪要 申请 申报 申办 申遗 孔子 田间 方便 方才 方可
段时间 曾来 曾到 曾对 晋升 武术 季度 季节 章程 章节 童话 游艺 查看 查处 查询 查找 查办 苗木 苗族
庄严 庄重 鲍鱼 党史 党章 党工委 党政 党群 党总支 安居 安保 安防 安检 安民 安家 保障 保护 保持 保证
保安 保险 保供 保洁 保密 保健 和田 明代 明星 宗教 宗旨 银行 银川 沙漠 沙特 沙龙 习惯 习俗 花费 梅州
兰州 连接 连线 连云港 连日 连任 莫斯科 欧洲 欧盟 欧美 温饱 祝贺 祝福 祝愿 喻为 乔迁 盖章 蒙古
蒙古族 古老 强劲 强国 强军 强制 强势 华丽 水泥 水稻 水电 水务 水产 水果 通讯员 实习生 编辑 责编
校对 审核 评论员 供图 高兴 关切 关爱 连忙 鞠躬 商量 商场 曾表 游击队 应积 应进 应加 应坚 应建
周一晚 周二晚 有幸 尤其 华裔 安全感 项下 满怀 明知 严查 严控 严防 严守 单项 时至 平均 经济 党性
查验 任其自 任其发 曾在 曾因 曾获 曾多次 曾先后 陆续 敬礼 经理 经验 经营 经过 经费 经典 经常 应急办
农林水 贺信 贺信中 权威 宣言 劳动 战斗 战死 修改 游行 保存 修建 延伸 怀疑 保留 何况 顿时 巩固 关闭
树立 封闭 善于 包围 保卫 付出 万一 安慰 尚无 连连 揭露 延续 向来 应付 暴露 印刷 延长 尚有 盛行 向往
冷静 信奉 强迫 练习 解开 揭示 揭开 保全 游泳 任意 屠杀 衡量 焦急 全然 谈论 申诉 应聘 迟疑 怀抱 高举
连夜 强行 解答 连声 闪烁 经受 宣称 扶贫 郑重 管制 闪避 幸好 计较 保住 焦虑 幸运 化为 舍得 乐于 任用
扶持 化解 呼叫 盛开 宁愿 解脱 宣扬 尚且 保管 歧视 呼喊 保佑 容忍 何事 呼啸 容许 应变 折断 施加 怀念
强占 解救 谈起 幸而 冒犯 许久 宣战 应为 严惩 辜负 督促 应声 关押 关照 冒充 延误 撒谎 揭幕 揭穿 呼应
严加 堵截 仓促 宣泄 闪开 怀揣 冒雨 仰望 商讨 舍弃 索取 宣誓 敬酒 敬意 经销 应酬 应允 应承 安葬 许下
谈心 谢绝 谢意 畅谈 齐心 甘愿 毕生 束手 满心 怀着 税司 信箱 高声 高清 全职 时候 资格 全日 连队 呼吁
军方 经查 经审 军政 乐天 万名 位于 林业 房管 房产 广电 史志 方志 计生 计委 农牧 牧业 渔业 水文 农机
农经 农林 路政 经贸 经信 古建 商贸 商检 安监 安办 林场 林区 文教 文广 文管 文联 党办 水政 水保
云计算 计生办 方正 计财 德育 商旅 乐队 项目部 季军 冠军 亚军 应援 石景山 茅台 金寨 宁德 万州 黄冈
黄石 黄山 江门 江油 温岭 龙岩 龙泉 平凉 凤凰 安阳 安庆 常熟 常山 武平 武义 基金 边走边 文明办 柏林
华盛顿 韩中 安哥拉 文莱 卫队 苏木达 权力 顾问 席位 陆军 农办 水办 应积极 应进一 应进行 应加强
应加大 应加快 应坚持 应坚决 应坚定 应建立 应建设 应建成 全票
"""
_NOT_NAMES = frozenset(_WORD_LIST.split())
# Those that a longer run of text opens with: 关于反|对, 应积极|参加.
_OPENINGS_LIST = """
毕业 关于 成为 任何 任职 任免 任命 应当 应该 应邀 高度 高效 连忙
鞠躬 商量 曾任 曾在 曾因 曾获 曾表 施行 强调 强化 安排 安置 党委 党组 党员 纪委 全国 全市 全省
全区 全县 全面 全体 全力 都是 有关 明确 严格 严肃 严厉 严重 充分 充满 解决 解放 展开 展示 包括
包含 从严 从事 符合 来自 来到 强烈 满怀 满载 宣传 宣布 宣讲 查看 查处 查办 申请 申报 管理 计划
连续 祝贺 祝愿 接受 于此 于是 向前 向上 向好 尚未 随后 随着 单独 简单 展现 初步 保障 保护 保持
保证 古巴 德国 泰国 韩国 法国 英国 印度 韩中 经济 成立 贺信 贺电 齐上 齐抓 谈体 谈感 谈工 谈变
谈收 谈发 谈学 经研 经表 经审 经讨 经批 经调 经核 经查 经与 经过 经组 经党 经县 经市 经区 关切
关心 关爱 关怀 纪念 车间 全票
"""
_OPENINGS = frozenset(_OPENINGS_LIST.split())
# Letters of Tibetan, Mongol, Uyghur and Yi names that are printed with no dot: 洛桑平措.
HIGHLAND = (
    "阿艾巴白班布才仓赤次措达旦登丁顿多嘎尕格根贡果哈吉嘉坚江降杰觉克拉来郎勒隆洛玛买曼米"
    "木尼诺帕平其琼热仁日荣茹萨桑色沙斯索塔特提土吐旺维乌西夏央依益扎增哲珍珠卓宗松培美让尔"
    "村林力合额雅图娜音朝鲁呷惹孟敖敦满琴花云堆高旦娃楞"
)
# And those that are printed with a dot.
HIGHLAND_DOTTED = (
    HIGHLAND + "努孜力毕那和不金门娃丽古伊吾守汗合肉玉甫迪里鲜则如"
    "妮黎杜库比娅姆牙生帕曼逊毛措草朵万都顺别宝·"
)
_HIGHLAND_LETTERS = (
    HIGHLAND + "努孜力毕那和不金门娃丽古伊吾守汗合肉玉甫迪里鲜则如妮黎杜库比娅姆牙生帕普"
)
_HIGHLAND_NAME = re.compile(f"[{_HIGHLAND_LETTERS}]{{2,7}}")
# Chinese names run together hold none of the letters that one of these must hold.
_MARKED_HIGHLAND_NAME = re.compile(
    f"(?=.*[尔格图嘎扎措旦其楞斯姆])[{_HIGHLAND_LETTERS}德查呼苏胡照普曲]{{4,7}}"
)
# Those of SIGNED_SURNAMES that are hardly ever a word: （侍云静） after a story signs it.
_SURE_SINGLE = frozenset(
    "贝狄杭嵇滑於邴厍殳夔勾晁那阚储汲庾羿卿闭杞勐佤迭呙隽矫俎邛郐郸昃甯逮冢炅佼郧郾禚苻荻莒苌蓟"
    "鞫麴郤荥侍"
)
_ADDRESS_LIST = """
先生 女士 小姐 老师 师傅 大爷 大妈 医生 同学 书记 主任 阿姨 大姐 大哥 大叔 大娘 大伯 奶奶 爷爷
叔叔 经理 教授 院长 校长 法官 警官 护士 局长 县长 区长 镇长
"""
_ADDRESSES = frozenset(_ADDRESS_LIST.split())

_HAN = "㐀-䶿一-鿿豈-﫿𠀀-𪛟"
_DOTS = str.maketrans(dict.fromkeys("•・‧．●∙⋅", "·"))
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_DOTTED = re.compile(rf"[{_HAN}A-Za-z.]{{1,12}}(?:·[{_HAN}A-Za-z.]{{1,12}}){{1,5}}")
_NAME = re.compile(
    rf"(?:(?:{'|'.join(COMPOUND_SURNAMES)})(?:[{_HAN}]{{1,2}})"
    rf"|[{SINGLE_SURNAMES}](?:[{_HAN}]{{1,2}})"
    # 冯陈淑芳: a married name, two surnames and two letters
    rf"|[{SINGLE_SURNAMES}]{{2}}[{_HAN}]{{2}})"
)
_NOT_GIVEN = re.compile(f"[{NOT_GIVEN}]")
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*")
_SEPARATOR = re.compile(r"[、，,；;/／|｜&]+")


def tidy_name(text: str) -> str:
    """The name without padding (`李　明` is 李明) and with every middle dot written `·`."""
    text = text.strip().translate(_DOTS)
    if _LATIN.match(text):
        return _BLANKS.sub(" ", text)
    return _BLANKS.sub("", text)


def is_name(text: str) -> bool:
    """Whether the text, once tidy, is a Chinese name by its surname, or a dotted name."""
    name = tidy_name(text)
    return bool(_DOTTED.fullmatch(name)) or is_chinese_name(name)


def is_lone_name(text: str) -> bool:
    """Whether a text that stands by itself where only a name can is one.

    There 庄严 and 宁静 are people, as are 萨仁图雅 and 和丽娟, whose names begin with no surname
    that running text could be searched for.
    """
    name = tidy_name(text)
    if is_name(name) or _HIGHLAND_NAME.fullmatch(name):
        return True
    if name[1:] in _ADDRESSES or not 1 < len(name) < 4:
        return False
    family = surname(name) or (name[0] if name[0] in _LONE_SURNAMES else "")
    return bool(family) and _HAN_ONLY.fullmatch(name) is not None and not _NOT_GIVEN.search(name, 1)


def is_signed_name(text: str) -> bool:
    """Whether a text that stands in a byline is a name, by a surname that only bylines may use."""
    name = tidy_name(text)
    if is_name(name):
        return True
    family = _signed_surname(name)
    given = name[len(family) :]
    return bool(
        family
        and 0 < len(given) < 3
        and _HAN_ONLY.fullmatch(name)
        and not _NOT_GIVEN.search(given)
        and not is_word(name)
        and not {name, name[:2]} & _SIGNED_WORDS
    )


def is_rare_name(text: str) -> bool:
    """Whether a text is a surname that is hardly ever a word with two letters of given names."""
    rest = text[1:]
    sure = len(text) == 3 and text[0] in _SURE_SINGLE and GIVEN.issuperset(rest)
    return sure and is_signed_name(text) and not is_word(rest) and text[:2] not in _SIGNED_WORDS


def is_highland_name(text: str) -> bool:
    """Whether a text is one Tibetan, Mongol or Yi name of four letters and more: 巴音古楞."""
    return bool(_MARKED_HIGHLAND_NAME.fullmatch(text))


def spells_highland_name(text: str) -> bool:
    """Whether a text is spelt in nothing but the letters of such names: 达娃高娃."""
    return bool(_HIGHLAND_NAME.fullmatch(text))


def _signed_surname(name: str) -> str:
    if len(name) > 2 and name[:2] in _SIGNED_COMPOUND_SURNAMES:
        return name[:2]
    return surname(name) or (name[:1] if name[:1] in SIGNED_SURNAMES else "")


def is_chinese_name(name: str) -> bool:
    """Whether a tidy name is a surname with a given name of one or two letters."""
    if not _NAME.fullmatch(name) or is_word(name):
        return False
    return not _NOT_GIVEN.search(name, len(surname(name)))


def is_word(name: str) -> bool:
    """Whether what begins with a surname is a word (安全, 关于反) or a form of address (姚先生)."""
    if name in _NOT_NAMES or name[1:] in _ADDRESSES:
        return True
    return len(name) == 3 and name[:2] in _OPENINGS


def opens_with_word(name: str) -> bool:
    """Whether a longer name begins with two letters that are a word: 金融|稳定."""
    return len(name) > 2 and name[:2] in _NOT_NAMES


def surname(name: str) -> str:
    """The surname a Chinese name begins with, empty if it begins with none."""
    if len(name) > 2 and name[:2] in SURNAMES:
        return name[:2]
    return name[:1] if name[:1] in SURNAMES else ""


def split_names(run: str, *, signed: bool = False) -> tuple[str, ...]:
    """The names of a run, in its order: separated, padded with blanks, or run together.

    A piece that no surname cuts is given back whole; punctuation is dropped. `signed` cuts by the
    surnames of `is_signed_name`, too.
    """
    return tuple(
        name
        for part in _SEPARATOR.split(run.translate(_DOTS))
        for piece in _pieces(part)
        for name in _cut(piece, signed=signed)
    )


def _pieces(part: str) -> Iterator[str]:
    """The blank-separated pieces of a part, the letters of a padded name put together again."""
    words = part.split()
    # 王 小 明: where every letter stands alone, blanks say nothing about the names
    if all(len(word) == 1 for word in words):
        words = ["".join(words)]
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if _LATIN.fullmatch(word):
            while place < len(words) and _LATIN.fullmatch(words[place]):
                word += " " + words[place]
                place += 1
        else:
            # 李 明; 欧 阳 修: a lone letter, and then a lone surname, wants what follows
            while place < len(words) and (len(word) == 1 or word in COMPOUND_SURNAMES):
                word += words[place]
                place += 1
        yield word.strip("·")


def _cut(piece: str, *, signed: bool) -> tuple[str, ...]:
    """The likeliest cut of a run of letters into names."""
    if len(piece) < 2:
        return ()
    if len(piece) < 4 or not _HAN_ONLY.fullmatch(piece) or _one_name(piece):
        return (piece,)
    is_one = is_signed_name if signed else is_name
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(piece) + 1):
        best.append(
            max(
                (
                    (before[0] + _likelihood(name), (*before[1], name))
                    for start in range(max(0, end - 4), end - 1)
                    if (before := best[start]) and is_one(name := piece[start:end])
                ),
                default=None,
            )
        )
    final = best[-1]
    return final[1] if final else (piece,)


def _one_name(piece: str) -> bool:
    return bool(_HIGHLAND_NAME.fullmatch(piece)) or is_highland_name(piece)


def _likelihood(name: str) -> float:
    """The logarithm of how likely a name is, by its surname and its length."""
    family = surname(name) if is_name(name) else _signed_surname(name)
    given = len(name) - len(family)
    # 张武贾罡 is two people, 冯陈淑芳 one
    length = {1: 0.2, 2: 0.8, 3: 0.00012}[given]
    return math.log(SURNAMES.get(family, _SIGNED_SHARE) / 100 * length)
