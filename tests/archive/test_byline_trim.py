"""Bylines with something around them in their line, and words stuck together; all invented."""

import time

import pytest

from archive.byline import read_byline
from archive.models import Credit
from tests.archive.byline_notation import credits

OPENING = "会议召开，各项工作有序推进。"

# A paragraph that is nothing but a byline, and its credits.
WHOLE = [
    # a tag after it
    ("江小禾摄（海云图片库）", "江小禾 P"),
    ("江小禾摄   (云山视觉)", "江小禾 P"),
    ("江 禾摄(影像海云)", "江禾 P"),
    ("江小禾摄/海云视觉", "江小禾 P"),
    ("江小禾摄 影像海云", "江小禾 P"),
    ("江小禾摄/海云社", "江小禾 P"),
    ("江小禾 摄 （来源：海云日报）", "江小禾 P, 海云日报 S"),
    ("江小禾摄（海云社发）", "江小禾 P, 海云社 S"),
    ("江小禾摄（新华社发）", "江小禾 P, 新华社 S"),
    ("文/本报记者江小禾(微博)", "江小禾 R"),
    ("海云报记者 江小禾 实习生 马云川 （原标题：记者走访海云新桥）", "江小禾 R, 马云川 R"),
    ("记者 江小禾（海云10月8日电）", "江小禾 R"),
    ("责任编辑：江小禾 SY242", "江小禾 E"),
    ("编辑：江小禾（HY019）", "江小禾 E"),
    ("编辑：江小禾 来源：海云网 发布时间：2023-10-08", "江小禾 E, 海云网 S"),
    # the date, page and column before it
    ("2023-10-08 09:15 | 海云新闻客户端 通讯员 江小禾", "江小禾 C"),
    ("2023年10月8日  海云晚报  版次:A05  记者 江小禾 通讯员 马云川", "江小禾 R, 马云川 C"),
    ("2023年10月8日 海云晚报 第A05版 记者 江小禾", "江小禾 R"),
    ("版次：03 记者 江小禾", "江小禾 R"),
    ("A06-A07版/海云报记者 江小禾 实习生 马云川 王云芳 北京报道", "江小禾 R, 马云川 R, 王云芳 R"),
    ("本版文/本报记者 江小禾 马云川", "江小禾 R, 马云川 R"),
    ("本版采写/海云报记者 江小禾", "江小禾 R"),
    ("本组文/本报记者 江小禾 图/本报记者 马云川", "江小禾 R, 马云川 P"),
    ("“海云事”（微信ID:haiyunshi）撰稿：海云报记者 江小禾 实习生 马云川", "江小禾 R, 马云川 R"),
    # role words printed letter by letter
    ("记 者 江 禾", "江禾 R"),
    ("■通 讯 员 江小禾", "江小禾 C"),
    ("本 报 记 者 江小禾", "江小禾 R"),
    ("摄 影：江 禾", "江禾 P"),
    ("责 编 江小禾 校 对 马云川", "江小禾 E, 马云川 E"),
    # outlets that nothing marks as one
    ("采写：海都记者 江小禾", "江小禾 R"),
    ("采写：海都记者 江小禾 制图：马云川", "江小禾 R, 马云川 E"),
    ("文/图 海都记者 江小禾", "江小禾 R, 江小禾 P"),
    ("记者 江小禾 海都记者 马云川", "江小禾 R, 马云川 R"),
    ("海经记者 江小禾 海经编辑 马云川", "江小禾 R, 马云川 E"),
    ("海经记者：江小禾　　海经编辑：马云川", "江小禾 R, 马云川 E"),
    ("海云经济报道记者江小禾 北京报道", "江小禾 R"),
    ("海云晚报·海云一点记者 江小禾 通讯员 马云川", "江小禾 R, 马云川 C"),
    ("海云快报+记者 江小禾/文 马云川/摄", "江小禾 R, 马云川 P"),
    ("云山报道组 江小禾", "江小禾 R"),
    # names
    ("海云社记者巴音古楞摄", "巴音古楞 P"),
    ("海云日报记者额尔德木图摄", "额尔德木图 P"),
    ("盘小军/文　庹玲/图", "盘小军 R, 庹玲 P"),
    ("视频丨江小禾", "江小禾 P"),
    # words stuck together
    ("通讯员马云扬海晚报记者江小禾", "马云 C, 江小禾 R"),
    ("通讯员马云川扬海晚报记者江小禾", "马云川 C, 江小禾 R"),
    # the place of the report is no name, and no 海报
    ("本报记者 江小禾 实习生 马云川 上海报道", "江小禾 R, 马云川 R"),
    ("文|《海云周刊》 记者 江小禾|北京报道", "江小禾 R"),
    ("记者 江小禾 发自 上海", "江小禾 R"),
    # words and pictures
    ("（海云日报记者 江小禾 图片由记者 马云川 王云 摄）", "江小禾 R, 马云川 P, 王云 P"),
    ("(记者 江小禾 报道/摄)", "江小禾 R, 江小禾 P"),
    ("记者 江小禾 摄影/报道", "江小禾 R, 江小禾 P"),
    ("记者 江小禾/报道 马云川/摄影", "江小禾 R, 马云川 P"),
    ("撰文/摄影 江小禾", "江小禾 R, 江小禾 P"),
    ("采写/摄影 记者 江小禾", "江小禾 R, 江小禾 P"),
    ("本版撰文 记者 江小禾 本版摄影 记者 马云川", "江小禾 R, 马云川 P"),
    ("图片摄影：江小禾", "江小禾 P"),
    # sources
    ("本文转自：海云新闻网", "海云新闻网 S"),
    ("转载自：海云日报", "海云日报 S"),
    ("【来源】海云日报", "海云日报 S"),
    ("来源： 海云在线－海云日报", "海云在线－海云日报 S"),
    ("（据新华社、海云日报）", "新华社 S, 海云日报 S"),
    # pictures and graphics
    ("本文图片 江小禾 摄", "江小禾 P"),
    ("（资料图，江小禾摄）", "江小禾 P"),
    ("江小禾 摄 （图文无关）", "江小禾 P"),
    ("海云社记者 江小禾 编制", "江小禾 R"),
    ("（海云融媒 江小禾 马云川）", "江小禾 R, 马云川 R"),
    # what an author is
    ("（作者：江小禾，系海云大学教授）", "江小禾 R"),
    ("江小禾（作者系海云大学教授）", "江小禾 R"),
]  # fmt: skip

# A byline within a paragraph, which stays.
INLINE = [
    ("会议召开。江 禾 马云川摄影报道（海云视觉）", "江禾 R, 江禾 P, 马云川 R, 马云川 P"),
    ("会议召开。文/记者储云静", "储云静 R"),
    ("会议召开。(侍云芳)", "侍云芳 R"),
    ("会议召开。（海云日报 江小禾）", "江小禾 R"),
    ("本报讯（江禾 记者 马云）会议召开。", "江禾 C, 马云 R"),
    ("本报讯（记者 江小禾 马少校 王云）会议召开。", "江小禾 R, 马少校 R, 王云 R"),
    ("本报讯（记者江禾夜线报道组实习生马云川）会议召开。", "江禾 R, 马云川 R"),
    ("本报记者 江小禾 实习生 马云川 上海报道 秋收在即，各地忙碌。", "江小禾 R, 马云川 R"),
    ("海云网10月8日22时讯（首席记者 江小禾）会议召开。", "海云网 S, 江小禾 R"),
    ("海云网石桥站讯(通讯员 江小禾)会议召开。", "海云网 S, 江小禾 C"),
    ("海云网讯 (文/图海云日报记者 江小禾) 会议召开。", "海云网 S, 江小禾 R, 江小禾 P"),
    ("海云网消息（海云都市报）记者江小禾 会议召开。", "海云网 S, 江小禾 R"),
    ("本报讯 江小禾 马云川报道：会议召开。", "江小禾 R, 马云川 R"),
    ("新华社云山10月8日电题：丰收时节", "新华社 S"),
    ("会议现场。 海云社记者 马云川 摄海云社云山10月8日电（记者江小禾）会议召开。",
     "马云川 P, 海云社 S, 江小禾 R"),
]  # fmt: skip

# Prose, headings and pictures of people that only look like one.
PROSE = [
    "他接受本报记者专访（图）",
    "区长会见记者张云山（右一）",
    "会后合影。记者张云山（左）",
    "请联系记者张云山（电话12345）",
    "获奖者：张云山（摄影组）",
    "好记者 张云山（海云报社）",
    "责任编辑：SN242",
    "海云报道组成立",
    "海云报道组 走进乡村",
    "2023年10月8日 记者节活动",
    "第5版 文化",
    "本版文字",
    "学校 对学生负责",
    "海都记者 获悉",
    "采写：海都记者 手记",
    "采写：海都记者了解到",
    "转载：请注明出处",
    "上海报业集团成立",
    "报道/摄影比赛开幕",
    "云山 语文",
    "王 作文",
    "会议召开。（储备金）",
    "会议召开。（那时花）",
    "会议召开。（闭幕会）",
    "会议召开。记者闭幕后",
    "中新社区10月8日电力恢复",
    "海云网石桥站讯息",
    "（作者：略，系节选）",
    "融媒体：高效传播",
    "记者 编制",
    "张 博文",
    "盘活资源/文化",
    "海云/图书",
    "图表：全区产值",
    "据了解、海云社",
    "方案编制 编制",
]


@pytest.mark.parametrize(("paragraph", "expected"), WHOLE)
def test_a_byline_paragraph_leaves_the_body(paragraph: str, expected: str) -> None:
    byline = read_byline([OPENING, paragraph])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (OPENING,)


@pytest.mark.parametrize(("paragraph", "expected"), INLINE)
def test_a_byline_within_a_paragraph_stays(paragraph: str, expected: str) -> None:
    byline = read_byline([paragraph])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (paragraph,)


@pytest.mark.parametrize("paragraph", PROSE)
def test_prose_is_no_byline(paragraph: str) -> None:
    for story in ([OPENING, paragraph, "会议要求抓好落实。"], [OPENING, paragraph]):
        byline = read_byline(story)
        assert byline.credits == ()
        assert byline.paragraphs == tuple(story)


@pytest.mark.parametrize("caption", ["10月8日，会议现场。 海云社记者 马云川 摄", "资料图"])
def test_the_dateline_may_stand_below_a_caption(caption: str) -> None:
    byline = read_byline([caption, "海云社云山10月8日电 (记者 江小禾)会议召开。"])
    assert {Credit("海云社", "source"), Credit("江小禾", "reporter")} <= set(byline.credits)


def test_a_dateline_below_a_paragraph_is_of_another_story() -> None:
    story = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
    byline = read_byline([story, "海云社云山10月8日电 (记者 江小禾)会议召开。"])
    assert Credit("海云社", "source") not in byline.credits


def test_a_padded_author_signs_the_end() -> None:
    byline = read_byline([OPENING, "江小禾摄(影像海云)", "田园是诗，", "江 沅文"])
    assert set(byline.credits) == set(credits("江小禾 P, 江沅 R"))


@pytest.mark.parametrize(
    "piece",
    ["记 ", "本 报 ", "摄新华社", "2023-10-08 ", "A05版/", "“云”", "作者：云，系", "（云）", " |"],
)
def test_long_nonsense_is_quick(piece: str) -> None:
    text = (piece * 100_000)[:200_000]
    begin = time.process_time()
    read_byline([text, text[:150], text[:79]])
    assert time.process_time() - begin < 1
