"""What stands around a story on its page: the line under the headline, the lines below the body."""

import pytest

from archive.models import Capture, Story
from archive.parse import lead_of, read_capture
from tests.archive.byline_notation import ROLES

BODY = (
    "10月8日，云山县召开秋收工作会议，部署粮食收购和冬种工作，各乡镇汇报了进度。",
    "会议要求，抓住晴好天气，组织农机下田，做到颗粒归仓，同时做好种子储备和农技指导。",
    "会议指出，要把冬种面积落实到田块，让农户早知道、早准备，确保明年夏粮丰收。",
)
PAGE = """<html><head><title>云山县部署秋收冬种_海云网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/n">新闻中心</a></div>
<h1>云山县部署秋收冬种</h1>{above}
<div class="text">{body}</div>
{below}
<div class="links"><a href="/1">海河县修路三十公里</a></div></body></html>"""
BYLINES = [
    # (under the headline, below the body, credits)
    ('<p>2019-10-09 08:00 来源：海云日报</p>', '', '海云日报 S'),
    ("<p>2019-10-09 08:00 来源：<a href='x'>海云日报</a></p>", '', '海云日报 S'),
    ('<p>2019-10-09 来源：<span>海云日报</span>(云山)</p>', '', '海云日报 S'),
    ('<p>2019-10-09 来源：21云经济报道</p>', '', '21云经济报道 S'),
    ('<p>2019-10-09 来源：海云网-三农频道</p>', '', '海云网-三农频道 S'),
    ('<p>2019-10-09 来源：海云在线－海云日报</p>', '', '海云在线－海云日报 S'),
    ('<p>2019-10-09 来源：YUNTOP</p>', '', 'YUNTOP S'),
    ('<p>来源：海云日报 2019-10-09</p>', '', '海云日报 S'),
    ('<p>稿源：海云日报 2019-10-09</p>', '', '海云日报 S'),
    ('<p>2019-10-09 来源：admin</p>', '', ''),
    ('<p>2019-10-09 来源：本站</p>', '', ''),
    ("<p><i>2019年10月09日 08:00</i> <a href='x'>海云日报</a></p>", '', '海云日报 S'),
    ('<p><i>2019年10月09日 08:00</i> <b>海云财经-综合</b></p>', '', '海云财经-综合 S'),
    ("<p><i>孟小林</i> <i>2019-10-09 08:00</i> <i>分享</i></p>", "", "孟小林 R"),
    ("<p><i>2019-10-09 08:00</i> <i>孟小林</i></p>", "", "孟小林 R"),
    ("<p><i>2019-10-09 08:00</i> <i>时政</i> <i>公安局</i></p>", "", ""),
    ('<p>[云山县发改委] 2019-10-09 08:00</p>', '', '云山县发改委 S'),
    ('<p>[重要] 2019-10-09 08:00</p>', '', ''),
    ('<p>[最美乡村] 2019-10-09 08:00</p>', '', ''),
    ('<p>【直播室】 2019-10-09 08:00</p>', '', ''),
    ('<p>2019-10-09 08:00</p><p>社会新闻</p>', '', ''),
    ('<p>2019-10-09 08:00 海云网 马鞍山</p>', '', ''),
    ('<p>2019-10-09 08:00 来源：石桥街道浏览量：12</p>', '', '石桥街道 S'),
    ('<p>2019-10-09 08:00</p><p>图片新闻</p>', '', ''),
    ('<p>2019-10-09 08:00 石桥镇 孟小林</p>', '', '孟小林 R'),
    ('<p>海云社</p><p>2019-10-09 08:00</p><p>字号</p>', '', '海云社 S'),
    ('<p>孟小林/海云青年报</p><p>2019-10-09 08:00</p>', '', '孟小林 R, 海云青年报 S'),
    ('<p>2019-10-09 来源：海云日报 作者：孟小林 何小川</p>', '', '孟小林 R, 何小川 R, 海云日报 S'),
    (
        "<p><b>来源：</b><b>海云网</b><b>作者：</b><b>责任编辑：</b><b>何小川</b> 2019-10-09</p>",
        "",
        "何小川 E, 海云网 S",
    ),
    ('<p>2019-10-09 | 作者：孟小林 | 编辑：何小川 | 浏览：36</p>', '', '孟小林 R, 何小川 E'),
    ('<p>2019-10-09 撰稿人：依远 摄影：岩小川 责编：何小川</p>', '', '依远 R, 岩小川 P, 何小川 E'),
    ('<p>2019-10-09 文字：麦小林 图片：佘小川</p>', '', '麦小林 R, 佘小川 P'),
    ('<p>2019-10-09 审核人：孟小林 录入：何小川</p>', '', '孟小林 E'),
    ('<p>来源：海云网 编辑：伊远 2019-10-09 15:22:41</p>', '', '伊远 E, 海云网 S'),
    ('<p>发表于 2019年10月9日 作者 <a>单小川</a></p>', '', '单小川 R'),
    ('<p>发表于 2019年10月9日 作者 <a>更多</a></p>', '', ''),
    ('<p>记者：孟小林 通讯员：何小川 2019-10-09</p>', '', '孟小林 R, 何小川 C'),
    ('<p>2019-10-09</p><p>本报记者 孟小林 文/图</p>', '', '孟小林 R, 孟小林 P'),
    ('<p>发布时间：2019-10-09 发布人：王小明 点击：88</p>', '', ''),
    ('', '<p>责任编辑：何小川</p>', '何小川 E'),
    ('', '<p>[责任编辑:何小川]</p>', '何小川 E'),
    ('', '<div><span>责编：何小川</span></div>', '何小川 E'),
    ('', '<div>编辑：何小川 审核：李小河 监制：王小芳</div>', '何小川 E, 李小河 E, 王小芳 E'),
    ('', '<p>本文来源：海云晚报责任编辑：何小川_NB1182</p>', '何小川 E, 海云晚报 S'),
    ('', '<p>本文来源：海云晚报 作者：孟小林责任编辑：NF041</p>', '孟小林 R, 海云晚报 S'),
    ('<p>2019-10-09 来源：海云晚报</p>', '<p>本文来源：海云网-海云晚报</p>', '海云晚报 S'),
    ('', '<p>（记者 孟小林 通讯员 何小川）</p>', '孟小林 R, 何小川 C'),
    ('', '<p>标签：秋收</p><p>责任编辑：何小川</p>', '何小川 E'),
    ('', '<p>相关推荐</p><p>（记者 李小河）</p>', ''),
    ('', '<p>相关推荐</p><p>责任编辑：何小川</p>', '何小川 E'),
    ('', '<p>网友评论</p><p>张小文 刚刚</p>', ''),
    ('', "<p><a href='x'>记者 李小河</a></p>", ''),
]  # fmt: skip


def read(above: str = "", below: str = "", body: tuple[str, ...] = BODY) -> Story:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    html = PAGE.format(above=above, below=below, body=text)
    capture = Capture(source="2019-10/09/page.html", content=html.encode())
    return read_capture(capture).stories[0]


@pytest.mark.parametrize(("above", "below", "credits"), BYLINES)
def test_who_is_named_around_a_body(above: str, below: str, credits: str) -> None:
    story = read(above, below)
    assert story.headline == "云山县部署秋收冬种"
    assert story.paragraphs == BODY
    found = [f"{name} {letter}" for letter, role in ROLES.items() for name in story.names(role)]
    assert ", ".join(found) == credits


@pytest.mark.parametrize(
    "title",
    ["延伸 · 推荐", "相关阅读", "相关链接：", "【延伸阅读】", "更多推荐", "相关新闻", "推荐阅读"],
)
def test_related_reading_is_furniture(title: str) -> None:
    related = "海河县也在修路，三十公里道路年底通车，沿线村民出行方便，运输成本下降。"
    assert read(body=(*BODY, title, related)).paragraphs == BODY


@pytest.mark.parametrize("second", [BODY, ("海云报讯（孟小林）另一场会议同日召开，布置防汛。",)])
def test_a_second_part_of_a_story_is_no_furniture(second: tuple[str, ...]) -> None:
    assert read(body=(*BODY, "相关新闻", *second)).paragraphs == (*BODY, "相关新闻", *second)


LEADS = [
    (("10月8日，会议召开。", "会议要求落实。"), 0),
    (("各县津贴一览。", "10月8日，会议召开。"), 1),
    (("图为会议现场。张云山 摄", "10月8日，会议召开。"), 1),
    (("共享单车。海云图库 资料", "10月8日，会议召开。"), 1),
    (("【口播】", "10月8日，会议召开。"), 1),
    (("云山的秋天来了，稻田一片金黄。", "10月8日，会议召开。"), 0),
    (("图为会议现场。张云山 摄",), 0),
    (("抓好秋收", "颗粒归仓", "云山日报讯（记者 孟小林）10月8日，会议召开。"), 2),
    (("让仓里有粮、心里不慌”", "10月8日，会议召开。"), 1),
    (("下周一，", "10月8日，会议召开。"), 0),
]


@pytest.mark.parametrize(("paragraphs", "lead"), LEADS)
def test_the_lead(paragraphs: tuple[str, ...], lead: int) -> None:
    assert lead_of(paragraphs) == paragraphs[lead]


def test_a_dateline_alone_opens_the_paragraph_below() -> None:
    lead = lead_of(("海云网消息（海云联播）：", "10月8日，会议召开。"))
    assert lead == "海云网消息（海云联播）：10月8日，会议召开。"


def test_a_round_up_has_no_lead() -> None:
    lead = lead_of(("海云网消息（海云联播）：", "前9月粮食增产", "10月8日，会议召开。"))
    assert lead == "海云网消息（海云联播）："


def test_no_paragraphs_have_no_lead() -> None:
    assert lead_of(()) == ""


def test_a_salutation_opens_the_letter_below_it() -> None:
    letter = "10月8日，我在云山县汽车站遗失一只布包。"
    assert lead_of(("编辑同志：", letter)) == f"编辑同志：{letter}"


def _pictured(*lines: str, above: tuple[str, ...] = (), told: tuple[str, ...] = BODY) -> Story:
    """A page whose lines each stand below a picture, behind what is told."""
    shown = "".join(f'<p><img src="{at}.jpg"></p><p>{line}</p>' for at, line in enumerate(lines))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*told, *above))
    page = PAGE.format(above="<p>2019-10-09</p>", body=text + shown, below="")
    capture = Capture(source="https://news.haiyun.example/c1.html", content=page.encode())
    return read_capture(capture).stories[0]


CAPTIONS = ("县长孟小林为种粮大户颁奖", "农机手何小川介绍经验", "参会人员观看农机演示")


def test_lines_and_pictures_in_turn_are_captions() -> None:
    story = _pictured(*CAPTIONS)
    assert story.paragraphs == BODY
    assert tuple(picture.caption for picture in story.pictures) == CAPTIONS


@pytest.mark.parametrize(
    "lines",
    [
        CAPTIONS[:2],
        ("县长孟小林为种粮大户颁奖。", "农机手何小川介绍经验。", "参会人员观看农机演示。"),
        ("问：今年秋收进度如何", "答：已经完成八成以上", "问：冬种准备好了吗"),
        ("一、抢抓晴天", "二、组织农机", "三、储备种子"),
        ("县长孟小林为种粮大户颁奖" * 6, "农机手何小川介绍经验" * 7, "参会人员观看演示" * 8),
    ],
)
def test_lines_and_pictures_in_turn_may_be_the_story(lines: tuple[str, ...]) -> None:
    assert _pictured(*lines).paragraphs == (*BODY, *lines)


def test_a_recipe_keeps_its_steps() -> None:
    told = ("冬天喝汤暖身。",)
    steps = ("萝卜洗净切成小块", "排骨焯水后捞出备用", "一起放进锅里小火慢炖")
    assert _pictured(*steps, told=told).paragraphs == (*told, *steps)


def test_captions_above_their_pictures_are_left_alone() -> None:
    story = _pictured(*CAPTIONS, above=("会场外的农机展台",))
    assert story.paragraphs == (*BODY, "会场外的农机展台", *CAPTIONS)


def test_a_byline_between_pictures_is_no_caption() -> None:
    story = _pictured(*CAPTIONS, "本报记者 孟小林", "责任编辑：何小川")
    assert story.names("reporter") == ("孟小林",)
    assert story.names("editor") == ("何小川",)
