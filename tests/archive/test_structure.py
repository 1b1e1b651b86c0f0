"""Pages of no family that is known by its names: where they put headlines, dates, texts, pictures.

In: a table of invented pages, one way of printing each. Out: what is read from each.
"""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest

from archive.models import Capture, ParseError, Story
from archive.parse import read_capture

TITLE = "柳湾乡修通三座便民桥"
ONE = "10月8日，柳湾乡三座便民桥同时通车，沿河五个村的群众出行不再绕路，学生上学也近了一半。"
TWO = "乡里去年筹资一百二十万元，请来设计单位逐一勘察，把原来的漫水桥改成了钢筋混凝土板桥。"
THREE = "村民高大爷说，以前一涨水就过不了河，现在三轮车能直接开到地头，秋收省了不少力气。"
BODY = (ONE, TWO, THREE)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)
ADDRESS = "http://www.liuwan-news.example/show/4471.html"


def read(
    markup: str, title: str = f"{TITLE}_柳湾在线", source: str = ADDRESS, head: str = ""
) -> Story:
    page = f"<html><head><title>{title}</title>{head}</head><body>{markup}</body></html>"
    (story,) = read_capture(Capture(source=source, content=page.encode())).stories
    return story


def boxed(text: str, depth: int = 1, name: str = "section") -> str:
    """A paragraph in boxes of its own, as editors for messengers write it."""
    return f"<{name}>" * depth + text + f"</{name}>" * depth


HEAD = f"<h1>{TITLE}</h1><div class=info>2021-10-09 08:30 来源：柳湾融媒</div>"
BODIES: dict[str, str] = {
    "paragraphs": PARAGRAPHS,
    "a section for each": "".join(boxed(f"<p>{text}</p>") for text in BODY),
    "sections in sections": "".join(boxed(f"<p><span>{text}</span></p>", 4) for text in BODY),
    "sections of different depth": "".join(
        boxed(f"<p>{text}</p>", depth) for depth, text in enumerate(BODY, 1)
    ),
    "sections without paragraphs": "".join(boxed(text, 3) for text in BODY),
    "a div for each": "".join(boxed(text, name="div") for text in BODY),
    "divs in divs": "".join(boxed(text, 3, "div") for text in BODY),
    "list items": f"<ul>{''.join(boxed(text, name='li') for text in BODY)}</ul>",
    "line breaks": "<br>".join(BODY),
    "double line breaks and wide spaces": "<br><br>".join(f"　　{text}" for text in BODY),
    "spans with line breaks": "".join(f"<span>{text}</span><br/>" for text in BODY),
    "a table row for each": (
        f"<table>{''.join(f'<tr><td>{text}</td></tr>' for text in BODY)}</table>"
    ),
    "fonts": "".join(f"<p><font><font>{text}</font></font></p>" for text in BODY),
    "empty paragraphs between": "<p>&nbsp;</p>".join(f"<p>{text}</p>" for text in BODY),
    "an article": f"<article>{PARAGRAPHS}</article>",
    "two paragraphs in divs": f"<div>{ONE}</div><div>{TWO}{THREE}</div>",
}
CONTAINERS = ("content", "share-main", "hidden-xs", "related-article", "nav-content", "")


@pytest.mark.parametrize("name", BODIES)
def test_a_body_however_it_is_marked_up(name: str) -> None:
    story = read(
        f"{HEAD}<div class=text>{BODIES[name]}</div><div class=foot>柳湾融媒中心主办</div>"
    )
    assert "".join(story.paragraphs) == "".join(BODY)
    assert (story.headline, str(story.published)) == (TITLE, "2021-10-09")


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("name", ["paragraphs", "a section for each", "line breaks"])
def test_a_box_that_holds_the_headline_is_no_furniture(container: str, name: str) -> None:
    story = read(
        f"<div class=app-down>打开“柳湾发布”客户端，查看更多本地资讯<button>立即打开</button></div>"
        f"<div class='{container}'>{HEAD}<div class=rich>{BODIES[name]}</div></div>"
        "<div class=recommend><p>为你推荐</p><a href='2.html'>柳湾桃花节开幕</a></div>"
    )
    assert story.paragraphs == BODY
    assert story.headline == TITLE


def test_a_box_that_only_its_name_makes_furniture() -> None:
    story = read(f"<h1>{TITLE}</h1><div class='share'><div class=rich>{PARAGRAPHS}</div></div>")
    assert story.paragraphs == BODY


TEXT = f"<div class=text>{PARAGRAPHS}</div>"
DATED = "<p>2021-10-09 08:30</p>"
HEADLINES: dict[str, tuple[str, str]] = {
    # what is special: (page title, markup above the body)
    "a heading": (f"{TITLE}_柳湾在线", f"<h1>{TITLE}</h1>"),
    "a heading under the site's name": (f"柳湾在线-{TITLE}", f"<h1>柳湾在线</h1><h2>{TITLE}</h2>"),
    "a heading under the site's name, both in the title": (
        f"柳湾在线新闻网_{TITLE}",
        f"<h1>柳湾在线新闻网</h1><h1>{TITLE}</h1>",
    ),
    "a div": (f"{TITLE}_柳湾在线", f"<div class=title>{TITLE}</div>"),
    "a div, the site after a space": (f"{TITLE} 柳湾县人民政府", f"<div class=bt>{TITLE}</div>"),
    "a div, the site before": (f"柳湾在线 - {TITLE}", f"<div class=news-tit>{TITLE}</div>"),
    "a column between": (f"柳湾在线_要闻_{TITLE}", f"<div>要闻</div><h2>{TITLE}</h2>"),
    "a title of the site alone": ("柳湾在线", f"<div class=news_title>{TITLE}</div>"),
    "a title that says nothing": ("新闻详情", f"<h3>{TITLE}</h3>"),
    "no title": ("", f"<div class='article-title'>{TITLE}</div>"),
    "a site that ends in a Latin name": (f"{TITLE} - 柳湾Online", f"<b>{TITLE}</b>"),
    "a bold line": (f"{TITLE}-柳湾县人民政府门户网站", f"<p align=center><b>{TITLE}</b></p>"),
    "a cell": (f"{TITLE}——柳湾在线", f"<table><tr><td>{TITLE}</td></tr></table>"),
    "a broken heading": (f"{TITLE}_柳湾在线", f"<h1>{TITLE[:3]}\n  {TITLE[3:]}</h1>"),
    "a logo as a heading": (
        f"{TITLE}_柳湾在线",
        f"<h1><a href=/>柳湾在线</a></h1><h2>{TITLE}</h2>",
    ),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_a_headline_wherever_it_is_printed(name: str) -> None:
    title, above = HEADLINES[name]
    story = read(f"{above}{DATED}{TEXT}", title)
    assert (story.headline, story.paragraphs) == (TITLE, BODY)
    assert str(story.published) == "2021-10-09"


def test_a_short_headline_is_cut_off_the_site() -> None:
    assert (
        read(f"<div class=title>修桥记</div>{TEXT}", "修桥记 - 柳湾文化周报").headline == "修桥记"
    )


def test_a_line_break_in_a_headline_is_a_space() -> None:
    markup = f"<h1>修通三座便民桥<br>方便五村过河人</h1>{DATED}{TEXT}"
    for title in ("修通三座便民桥 方便五村过河人_柳湾在线", "修通三座便民桥方便五村过河人"):
        story = read(markup, title)
        assert story.headline == "修通三座便民桥 方便五村过河人"
        assert str(story.published) == "2021-10-09"


KICKER, SUBHEAD = "山区群众出行有了新路子", "——五个沿河村的过河故事"
GROUPS: dict[str, tuple[str, str, str]] = {
    # what is special: (markup, kicker, subhead)
    "an h3 above": (f"<h3>{KICKER}</h3><h1>{TITLE}</h1>{DATED}", KICKER, ""),
    "an h2 below": (f"<h1>{TITLE}</h1><h2>五村群众受益</h2>{DATED}", "", "五村群众受益"),
    "all three": (f"<h4>{KICKER}</h4><h1>{TITLE}</h1><h4>{SUBHEAD}</h4>", KICKER, SUBHEAD),
    "named paragraphs": (
        f"<p class=pretitle>{KICKER}</p><h1>{TITLE}</h1><p class=subtitle>{SUBHEAD}</p>{DATED}",
        KICKER,
        SUBHEAD,
    ),
    "names in pinyin": (
        f"<div class=yinti>{KICKER}</div><div class=biaoti>{TITLE}</div>"
        f"<div class=futi>{SUBHEAD}</div>",
        KICKER,
        SUBHEAD,
    ),
    "a dash below": (f"<h1>{TITLE}</h1><p>{SUBHEAD}</p>{DATED}", "", SUBHEAD),
    "a dash in the heading": (f"<h1>{TITLE}<br>{SUBHEAD}</h1>{DATED}", "", SUBHEAD),
    "small print in the heading": (f"<h1>{TITLE}<small>{SUBHEAD}</small></h1>{DATED}", "", SUBHEAD),
    "in boxes": (
        f"<div><div class=intro-title>{KICKER}</div></div>"
        f"<div class=tt><h1>{TITLE}</h1></div>{DATED}",
        KICKER,
        "",
    ),
    "a date named as subtitle": (
        f"<h1>{TITLE}</h1><div class=subtitle>2021-10-09 柳湾融媒</div>",
        "",
        "",
    ),
    "a column above": (f"<h2>柳湾要闻</h2><h1>{TITLE}</h1>{DATED}", "", ""),
    "the site above": (f"<h2>柳湾在线</h2><h1>{TITLE}</h1>{DATED}", "", ""),
    "a first part below": (f"<h1>{TITLE}</h1>{DATED}<h2>五村群众受益</h2>", "", ""),
    "a link above": (f"<h3><a href=/zt>{KICKER}</a></h3><h1>{TITLE}</h1>{DATED}", "", ""),
}


@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("around", ["{}<div class=text>{}</div>", "<article>{}{}</article>"])
@pytest.mark.parametrize("head", ["", f'<meta name=ArticleTitle content="{TITLE}">'])
def test_the_lines_around_a_headline(name: str, around: str, head: str) -> None:
    markup, kicker, subhead = GROUPS[name]
    story = read(around.format(markup, PARAGRAPHS), head=head)
    assert (story.kicker, story.headline, story.subhead) == (kicker, TITLE, subhead)
    assert story.paragraphs[-3:] == BODY
    assert story.paragraphs[:-3] in ((), ("五村群众受益",))


NAMED_KICKERS: dict[str, tuple[str, str, str]] = {
    # the page title says the kicker: (markup, kicker, headline)
    "a small heading": (f"<h3>{KICKER}</h3><h1>{TITLE}</h1><h3>五村受益</h3>", KICKER, TITLE),
    "the next size": (f"<h2>{KICKER}</h2><h1>{TITLE}</h1>", KICKER, TITLE),
    "a smaller one below": (f"<h1>{KICKER}</h1><h2>{TITLE}</h2>", "", KICKER),
    "the site below": (f"<h3>{KICKER}</h3><h1>柳湾在线</h1>", "", KICKER),
    "text between": (f"<h3>{KICKER}</h3><p>2021年</p><h1>{TITLE}</h1>", "", KICKER),
}


@pytest.mark.parametrize("name", NAMED_KICKERS)
def test_a_page_title_that_says_the_kicker(name: str) -> None:
    markup, kicker, headline = NAMED_KICKERS[name]
    story = read(f"{markup}{DATED}{TEXT}", f"{KICKER}_柳湾在线")
    assert (story.kicker, story.headline) == (kicker, headline)


DATES: dict[str, str] = {
    "spans": "<span>来源：柳湾融媒</span><span>2021-10-09 18:22:41</span>",
    "labelled": "<p>发布时间：2021年10月9日</p>",
    "slashes": "<p>2021/10/09 08:00</p>",
    "dots": "<p>2021.10.09</p>",
    "a time tag": "<time datetime='2021-10-09T08:00:00+08:00'>10月9日 08:00</time>",
    "in a table": "<table><tr><td>日期：</td><td>2021-10-09</td></tr></table>",
    "year and day in two": "<div><em>2021</em><i>10/09</i></div>",
}


@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize(
    "source", [ADDRESS, "http://www.liuwan.example/content/646855/61/13245678.html"]
)
def test_a_date_wherever_it_is_printed(name: str, source: str) -> None:
    story = read(f"<h1>{TITLE}</h1><div class=x-sub>{DATES[name]}</div>{TEXT}", source=source)
    assert str(story.published) == "2021-10-09"
    assert story.paragraphs == BODY


def test_a_date_below_the_body() -> None:
    story = read(f"<h1>{TITLE}</h1>{TEXT}<div class=foot>发布时间：2021-10-09 08:00</div>")
    assert str(story.published) == "2021-10-09"


MARKS: dict[str, tuple[str, str | None, str]] = {
    # markup above the headline: (page, its name)
    "<div class=np>第04版：市县政协</div>": ("4", "市县政协"),
    "<div><a href=p.html>返回版面</a> <span>2021-10-09 第02版：综合</span></div>": ("2", "综合"),
    "<div><b>柳湾日报</b> 2021-10-09 第03版 民生</div>": ("3", "民生"),
    "<p>2021年10月9日　星期六　第A04版：体育</p>": ("A04", "体育"),
    "<table><tr><td>第06版：法治</td><td>柳湾日报</td></tr></table>": ("6", "法治"),
    "<p>版次：03 版名：民生</p>": ("3", "民生"),
    "<p>2021年10月9日 星期六 | 02版 要闻 | <a href=p.html>返回</a></p>": ("2", "要闻"),
    "<p>第01版：要闻</p><p>第02版：综合</p>": (None, ""),
    "<p>据《柳湾日报》第3版消息，桥已通车</p>": (None, ""),
    "<p>Copyright 2021 版权所有</p>": (None, ""),
}


@pytest.mark.parametrize("mark", MARKS)
def test_a_page_mark_in_plain_text(mark: str) -> None:
    story = read(f"{mark}<h1>{TITLE}</h1>{TEXT}")
    assert (story.page, story.page_name) == MARKS[mark]


def test_a_masthead_is_no_source() -> None:
    top = "<table><tr><td><a href=/>柳湾日报</a></td><td>2021年10月9日 星期六</td></tr></table>"
    story = read(f"{top}<td><strong>{TITLE}</strong></td>{TEXT}", f"{TITLE}_柳湾日报数字版")
    assert (story.names("source"), str(story.published)) == ((), "2021-10-09")


AD = "<a href='//x.example/c'><img src='//x.example/1.gif' width=600></a>"
ADVERTISEMENTS = (
    f"<div><span>广告</span>{AD}</div>",
    f"<div>{AD}<em>广告</em></div>",
    "<p>【广告】</p>",
    f"<div><p>广告</p><div>{AD}</div></div>",
    f"<section>{AD}<p>推广</p></section>",
    "<div><a href='#'><img src=/x/1.gif alt=广告></a></div>",
    "<a href='//x.example/c'><img src='/ads/1.gif'></a>",
)


@pytest.mark.parametrize("advertisement", ADVERTISEMENTS)
def test_an_advertisement_in_a_body(advertisement: str) -> None:
    picture = "<p><img src=a.jpg></p>"
    body = f"<p>{ONE}</p>{picture}{advertisement}<p>{TWO}</p><p>{THREE}</p>"
    story = read(f"{HEAD}<div class=text>{body}</div>")
    assert story.paragraphs == BODY
    assert [picture.src.rpartition("/")[2] for picture in story.pictures] == ["a.jpg"]


PICTURES: dict[str, str] = {
    "a box in front": "<div class=tupian><img src=a.jpg><div class=tushuo>新桥通车</div></div>",
    "a figure": "<figure><img src=a.jpg><figcaption>新桥通车</figcaption></figure>",
    "a line below": "<div><img src=a.jpg><br>新桥通车</div>",
    "a table": "<table><tr><td><img src=a.jpg></td></tr><tr><td>新桥通车</td></tr></table>",
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_in_front_of_a_body(name: str) -> None:
    story = read(f"<h1>{TITLE}</h1>{DATED}{PICTURES[name]}{TEXT}")
    assert [picture.caption for picture in story.pictures] == ["新桥通车"]
    assert story.paragraphs == BODY


def test_a_logo_in_front_of_a_body_is_no_picture() -> None:
    assert read(f"<div><img src=top.jpg></div><h1>{TITLE}</h1>{TEXT}").pictures == ()
    assert read(f"<h1>{TITLE}</h1><a href=/><img src=banner.jpg></a>{TEXT}").pictures == ()


EDITORS: dict[str, tuple[str, list[str], list[str]]] = {
    # below the body: (reporters, editors), where the meta tag says 孟小林
    "": ("", ["孟小林"], []),
    "<p>责任编辑：孟小林</p>": ("", [], ["孟小林"]),
    "<p>责任编辑：何小川</p>": ("", ["孟小林"], ["何小川"]),
    "<p>作者：孟小林 责任编辑：孟小林</p>": ("", ["孟小林"], ["孟小林"]),
}


@pytest.mark.parametrize("below", EDITORS)
def test_a_meta_author_who_is_the_editor(below: str) -> None:
    head = f"<meta name=ArticleTitle content='{TITLE}'><meta name=Author content=孟小林>"
    story = read(f"<h1>{TITLE}</h1>{DATED}{TEXT}{below}", head=head)
    _, reporters, editors = EDITORS[below]
    assert [*story.names("reporter")] == reporters
    assert [*story.names("editor")] == editors


GOVERNMENT: dict[str, tuple[str, str, str]] = {
    # title, address, family
    "a government's host": (f"{TITLE}-柳湾", "http://www.liuwan.gov.cn/a/3391.html", "government"),
    "a government in the title": (f"{TITLE}-河阜县柳湾乡人民政府", "b/3391.html", "government"),
    "any other host": (f"{TITLE}-柳湾在线", "http://www.liuwan.example/3391.html", "generic"),
    "a government in the headline": (f"{TITLE}报请县人民政府", "b/3391.html", "generic"),
}


@pytest.mark.parametrize("name", GOVERNMENT)
def test_a_government_site_without_meta_tags(name: str) -> None:
    title, source, family = GOVERNMENT[name]
    page = f"<title>{title}</title><h1>{TITLE}</h1>{DATED}{TEXT}"
    reading: Any = read_capture(Capture(source=source, content=page.encode()))
    assert reading.family == family
    assert reading.stories[0].paragraphs == BODY


@pytest.mark.parametrize(
    "part",
    [
        "<div>柳湾秋收正忙农机下田作业颗粒归仓群众喜笑颜开</div>",
        "<div><div><section>柳湾秋收正忙，农机下田作业，颗粒归仓，群众喜笑颜开。</section></div></div>",
        "<div></div>",
        "<div class=title>柳湾秋收正忙</div>",
        "<li>柳湾秋收正忙，农机下田作业。",
        "<div class=a><p>柳湾秋收正忙，农机下田。",
        "<p>广告</p><img src=a.jpg>",
    ],
)
def test_long_rows_of_boxes_end_soon(part: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ParseError):
        read(f"{HEAD}<div>{part * 8000}</div>{TEXT}")
    assert time.process_time() - started < 4


def test_editors_below_a_story_are_no_tabs() -> None:
    lines = "".join(f"<p>{line}</p>" for line in ("编辑", "何青云", "责编", "路远程"))
    story = read(f"{HEAD}<div>{PARAGRAPHS}{lines}</div>")
    assert story.names("editor") == ("何青云", "路远程")
    assert story.paragraphs == BODY
