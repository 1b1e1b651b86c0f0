"""Every shape of byline, one case a line; names and places are invented."""

import random
import time

import pytest

from archive.byline import read_byline
from archive.models import Credit

R, C, P, E, S = "reporter", "correspondent", "photographer", "editor", "source"

# A paragraph that is nothing but a byline → its credits.
WHOLE = [
    ("记者 孟庆林 文/图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林文/图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林 文图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林/文图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林 /文 /图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林 文 图", "孟庆林 R, 孟庆林 P"),
    ("记者 孟庆林 摄影报道", "孟庆林 R, 孟庆林 P"),
    ("文/图 记者 孟庆林 通讯员 何小川", "孟庆林 R, 孟庆林 P, 何小川 C, 何小川 P"),
    ("记者 孟庆林 通讯员 何小川 文/图", "孟庆林 R, 孟庆林 P, 何小川 C, 何小川 P"),
    ("记者 孟庆林", "孟庆林 R"),
    ("记者：孟庆林", "孟庆林 R"),
    ("记者 庄严 通讯员 宁　静", "庄严 R, 宁静 C"),
    ("（记者 和润生 通讯员 高洁）", "和润生 R, 高洁 C"),
    ("记者 萨仁图雅 通讯员 敖 敏", "萨仁图雅 R, 敖敏 C"),
    ("记者 斯琴 哈斯其木格", "斯琴 R, 哈斯其木格 R"),
    ("庄严 摄", "庄严 P"),
    ("记者 孟庆林 报道", "孟庆林 R"),
    ("本报记者 张云山 李小河", "张云山 R, 李小河 R"),
    ("本报记者　张云山　李小河", "张云山 R, 李小河 R"),
    ("本报记者 李　明 王 芳", "李明 R, 王芳 R"),
    ("记者 欧阳云 司马小川", "欧阳云 R, 司马小川 R"),
    ("记者 买买提·艾力 通讯员 阿依古丽•吐尔逊", "买买提·艾力 R, 阿依古丽·吐尔逊 C"),
    ("记者张云山李小河", "张云山 R, 李小河 R"),
    ("（记者 张云山 通讯员 李小河）", "张云山 R, 李小河 C"),
    ("(记者 张云山 通讯员 李小河)", "张云山 R, 李小河 C"),
    ("记者张云山通讯员李小河", "张云山 R, 李小河 C"),
    ("【记者】柳云强", "柳云强 R"),
    ("【记者】柳云强 【通讯员】何小川", "柳云强 R, 何小川 C"),
    ("■海云报全媒体记者 李小玫", "李小玫 R"),
    ("■云山日报融媒体记者 李小玫", "李小玫 R"),
    ("首席记者 李小玫 见习记者 何小川", "李小玫 R, 何小川 R"),
    ("特约记者 李小玫 实习生 罗小妮", "李小玫 R, 罗小妮 R"),
    ("本报评论员 李小玫", "李小玫 R"),
    ("本报特约评论员 李小玫", "李小玫 R"),
    ("特约通讯员 何小川", "何小川 C"),
    (
        "（文/视频 全媒体记者 王小芳 实习生 罗小妮 通讯员 王云莞）",
        "王小芳 R, 罗小妮 R, 王云莞 C",
    ),
    ("云山社记者兰小光摄", "兰小光 P"),
    ("本报记者 兰小光 摄", "兰小光 P"),
    ("▲云山日报全媒体图片记者黎小阳、李云妍摄", "黎小阳 P, 李云妍 P"),
    ("摄影记者 兰小光", "兰小光 P"),
    ("摄影：兰小光", "兰小光 P"),
    ("摄影 兰小光", "兰小光 P"),
    ("兰小光 摄", "兰小光 P"),
    ("兰小光供图", "兰小光 P"),
    ("（解放云报记者王文杰、云山社记者罗玉文）", "王文杰 R, 罗玉文 R"),
    ("张云山/文 李小河/图", "张云山 R, 李小河 P"),
    ("文/张云山 图/李小河", "张云山 R, 李小河 P"),
    ("文：张云山 图：李小河", "张云山 R, 李小河 P"),
    ("张云山 文 李小河 图", "张云山 R, 李小河 P"),
    ("文 张云山 图 李小河", "张云山 R, 李小河 P"),
    ("记者 张云山 文 李小河 摄", "张云山 R, 李小河 P"),
    ("记者 张云山 图/李小河", "张云山 R, 李小河 P"),
    ("记者 张云山 摄影 李小河", "张云山 R, 李小河 P"),
    ("记者 张云山 通讯员 李小河 摄", "张云山 R, 李小河 P"),
    ("摄影 李小河 记者 张云山", "李小河 P, 张云山 R"),
    ("董云亮文陶小明摄", "董云亮 R, 陶小明 P"),
    ("记者 潘立文", "潘立文 R"),
    ("记者 潘立文 图", "潘立文 P"),
    ("潘立文摄", "潘立文 P"),
    ("记者 张云山 图片由云山区融媒体中心提供", "张云山 R"),
    ("记者 张云山 受访者供图", "张云山 R"),
    ("责编：张云山", "张云山 E"),
    ("责编|张云山", "张云山 E"),
    ("责任编辑：史小磊_YB11331", "史小磊 E"),
    ("责编：张云山 美编：李小河 校对：王小芳", "张云山 E, 李小河 E, 王小芳 E"),
    ("编辑 张云山 审核 李小河", "张云山 E, 李小河 E"),
    ("（视频编辑：张小龙 文字编辑：温云浩)", "张小龙 E, 温云浩 E"),
    ("记者 张云山 编辑 李小河 摄影 王小芳", "张云山 R, 李小河 E, 王小芳 P"),
    ("来源：云山社", "云山社 S"),
    ("稿件来源：云山发布 责任编辑：张云山", "云山发布 S, 张云山 E"),
    ("原载《云山晚报》", "云山晚报 S"),
    ("（据新华社电）", "新华社 S"),
    ("据新华社北京10月8日电", "新华社 S"),
    ("（据新华社）", "新华社 S"),
    ("记者 张云山、张云山", "张云山 R"),
    ("□张云山", "张云山 R"),
    ("□ 本报记者 张云山", "张云山 R"),
    ("文/本报记者 张云山 摄/本报记者 李小河", "张云山 R, 李小河 P"),
    ("记者张云山 通讯员李小河 文/摄", "张云山 R, 张云山 P, 李小河 C, 李小河 P"),
    ("本报驻海云记者李云川王小芳云山日报记者何小川", "李云川 R, 王小芳 R, 何小川 R"),
    ("来源：云山发布、海云网等", "云山发布 S, 海云网 S"),
    ("通讯员李小河新华社记者张云山", "李小河 C, 张云山 R"),
    ("云山日报·云山新闻客户端记者 张云山", "张云山 R"),
    ("记者 张云山 发自海云", "张云山 R"),
    ("记者 张云山 海云报道", "张云山 R"),
    ("新华社发（张云山摄）", "新华社 S, 张云山 P"),
    ("（图片由张云山提供）", "张云山 P"),
    ("策划/张云山 统筹/李小河", "张云山 E, 李小河 E"),
    ("文字：张云山 摄影：李小河 编辑：王小芳", "张云山 R, 李小河 P, 王小芳 E"),
    ("（来源：《云山日报》 2019年10月8日 03版）", "云山日报 S"),
    ("据新华社、中新社电", "新华社 S, 中新社 S"),
    ("据《云山日报》报道", "云山日报 S"),
]

# A byline within a paragraph, which stays.
INLINE = [
    ("本报讯（记者 裴小蕾 覃云峰）10月8日，会议召开。", "裴小蕾 R, 覃云峰 R"),
    ("本报讯(记者裴小蕾 通讯员覃云峰)10月8日，会议召开。", "裴小蕾 R, 覃云峰 C"),
    ("本报云山10月8日讯（记者 裴小蕾）会议召开。", "裴小蕾 R"),
    ("本报讯 记者裴小蕾 覃云峰报道：会议召开。", "裴小蕾 R, 覃云峰 R"),
    ("本报讯 通讯员 覃云峰 记者 裴小蕾 报道 会议召开。", "覃云峰 C, 裴小蕾 R"),
    ("本报讯 记者 裴小蕾 10月8日，会议召开。", "裴小蕾 R"),
    ("新华社北京10月8日电 会议召开。", "新华社 S"),
    ("新华社北京10月8日电（记者裴小蕾、覃云峰）会议召开。", "新华社 S, 裴小蕾 R, 覃云峰 R"),
    ("据新华社电 会议召开。", "新华社 S"),
    ("中新网10月8日电 会议召开。", "中新网 S"),
    ("【云山网报道 记者 裴小蕾】会议召开。", "云山网 S, 裴小蕾 R"),
    ("会议10月8日召开。（记者 裴小蕾）", "裴小蕾 R"),
    ("会议10月8日召开。记者 裴小蕾", "裴小蕾 R"),
    ("会议10月8日召开。本报记者 裴小蕾 摄", "裴小蕾 P"),
    ("会议现场 本报记者 裴小蕾 摄", "裴小蕾 P"),
    ("会议10月8日召开。（裴小蕾）", "裴小蕾 R"),
    ("会议10月8日召开。（据新华社北京10月8日电）", "新华社 S"),
    ("会议10月8日召开。（来源：云山网）", "云山网 S"),
    ("会议10月8日召开。（责任编辑：裴小蕾）", "裴小蕾 E"),
]

# Prose that only looks like one.
PROSE = [
    "记者了解到，会议将于近日召开。",
    "记者从云山区政府获悉，会议召开。",
    "区长张云山接受记者采访。",
    "区政府负责人答记者问",
    "会后，张云山接受了记者采访",
    "记者会",
    "记者手记",
    "本报讯 记者从云山区获悉，会议召开。",
    "本报讯 10月8日，会议召开。",
    "两位负责人共同会见了记者。（完）",
    "记者节特别节目（云山台）今晚播出",
    "图为会议现场",
    "图书馆 文化馆",
    "会议文件（征求意见稿）",
    "张云山向学校提供",
    "各地编辑出版工作会议召开",
    "“丰收”图片展上线",
    "长滩水电站并网发电",
    "云山开通新网站宣传旅游资讯",
    "代表资格审查委员会主任马(马旁加文)作报告",
    "从来源地看，投资增长三成。",
    "市供销合作社电商平台上线。",
]


def credits(text: str) -> tuple[Credit, ...]:
    roles = {"R": R, "C": C, "P": P, "E": E, "S": S}
    return tuple(
        Credit(name, roles[role]) for name, role in (part.split(" ") for part in text.split(", "))
    )


@pytest.mark.parametrize(("paragraph", "expected"), WHOLE)
def test_a_byline_paragraph_leaves_the_body(paragraph: str, expected: str) -> None:
    byline = read_byline(["会议召开。", paragraph])
    assert byline.credits == credits(expected)
    assert byline.paragraphs == ("会议召开。",)


@pytest.mark.parametrize(("paragraph", "expected"), INLINE)
def test_a_byline_within_a_paragraph_stays(paragraph: str, expected: str) -> None:
    byline = read_byline([paragraph])
    assert byline.credits == credits(expected)
    assert byline.paragraphs == (paragraph,)


@pytest.mark.parametrize("paragraph", PROSE)
def test_prose_is_no_byline(paragraph: str) -> None:
    byline = read_byline(["会议召开。", paragraph, "会议要求抓好落实。"])
    assert byline.credits == ()
    assert byline.paragraphs == ("会议召开。", paragraph, "会议要求抓好落实。")


def test_a_byline_over_two_paragraphs() -> None:
    byline = read_byline(["■海云报全媒体记者 李小玫", "通讯员 何小川", "会议召开。"])
    assert byline.credits == (Credit("李小玫", R), Credit("何小川", C))
    assert byline.paragraphs == ("会议召开。",)


def test_a_signature_alone_at_the_end_leaves_the_body() -> None:
    assert read_byline(["会议召开。", "（裴小蕾）"]) == read_byline(["会议召开。", "记者 裴小蕾"])


def test_a_name_in_brackets_is_no_signature_where_a_reporter_is_named() -> None:
    byline = read_byline(["本报讯（记者 裴小蕾）会议召开。", "一等奖获得者在场。（张云山）"])
    assert byline.credits == (Credit("裴小蕾", R),)


def test_a_name_is_credited_once_a_role() -> None:
    byline = read_byline(["本报讯（记者 裴小蕾）会议召开。", "现场 裴小蕾 摄", "记者 裴小蕾"])
    assert byline.credits == (Credit("裴小蕾", R), Credit("裴小蕾", P))


def test_no_paragraphs() -> None:
    assert read_byline([]).credits == ()


@pytest.mark.parametrize(
    "piece",
    ["（", "（记者 ", "记者", "文/图", "图/", "张", "新华社", "据社", " ", "视频", "来源：", "电"],
)
def test_long_nonsense_is_quick(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    begin = time.process_time()
    read_byline([text])
    assert time.process_time() - begin < 1


def test_long_shuffled_nonsense_is_quick() -> None:
    pieces = [
        "（",
        "）",
        "记者",
        "文/图",
        "张云山",
        "社",
        "10月8日电",
        "，",
        " ",
        "摄",
        "图",
        "据",
        "网",
    ]
    text = "".join(random.Random(8).choices(pieces, k=100_000))
    begin = time.process_time()
    read_byline([text, *(text[start : start + 150] for start in range(0, 4500, 150))])
    assert time.process_time() - begin < 1
