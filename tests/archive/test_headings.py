"""Pages that name themselves in their title, and what sites print into and around a story.

In: tables of invented pages. Out: the headline with its group, the page, the stories of an issue
page, and who is credited.
"""

from __future__ import annotations

import pytest

from archive.models import Capture, Credit, Issue, Story
from archive.parse import read_capture

HEADLINE = "石榴渡三千亩旱地通了渠水"
KICKER = "一条新渠解开多年吃水难"
SUBHEAD = "两个月完成全部主渠施工"
BODY = (
    "4月6日，石榴渡镇新渠放水，三千亩旱地告别了靠天吃水的日子，两岸七个村的麦田同时开灌。",
    "镇水利站的技术员说，新渠比老渠短了四公里，渗漏少了一半，一亩地的水费省下十二元。",
    "村民们把闸门编了号，轮到谁家浇地，手机上就有提醒，夜里不用再去渠边守着。",
)
TEXT = "".join(f"<p>{text}</p>" for text in BODY)
SITE = "http://www.shiliudu-news.example/show/118.html"
PAPER = "http://paper.shiliudu.example/pc/con/202104/07/c1.html"


def read(markup: str, title: str, source: str = SITE, head: str = "") -> Story:
    page = f"<html><head><title>{title}</title>{head}</head><body>{markup}</body></html>"
    (story,) = read_capture(Capture(source=source, content=page.encode())).stories
    return story


def boxed(above: str) -> str:
    """A story's column: what is above its body, and the body."""
    beside = "<div id=left><b>本期头条</b><a href=1.html>别的稿件</a></div>"
    return f"{beside}<div id=main>{above}<div>{TEXT}</div></div>"


TITLED: dict[str, tuple[str, str, str, str]] = {
    # what is special: (page title, markup above the body, kicker, subhead)
    "date and page in the title": (
        "石榴渡日报 2021年04月07日 第2版",
        f"<div class=leadtitle>{KICKER}</div><div class=title>{HEADLINE}</div>",
        KICKER,
        "",
    ),
    "the newspaper as a smaller heading": (
        "石榴渡日报",
        f"<h2>石榴渡日报</h2><div><h3>{KICKER}</h3><h1>{HEADLINE}</h1></div>",
        KICKER,
        "",
    ),
    "the newspaper as a logo": (
        "石榴渡日报",
        f"<h1 class=logo>石榴渡日报</h1><h2>{HEADLINE}</h2>",
        "",
        "",
    ),
    "the newspaper as a logo, the headline in bold": (
        "石榴渡法治报 - 多媒体数字报",
        f"<div id=header><h1>石榴渡法治报</h1></div><p><b>{HEADLINE}</b></p>",
        "",
        "",
    ),
    "the office, the headline in a larger font": (
        "石榴渡县人民政府",
        f"<td align=center><font size=4><b>{HEADLINE}</b></font><br><hr></td>",
        "",
        "",
    ),
    "classes for sizes": (
        "石榴渡法治报 - 多媒体数字报",
        f"<div class=f-14><strong>{KICKER}</strong></div>"
        f"<div class=f-20><strong>{HEADLINE}</strong></div>"
        f"<div class=f-14><strong>{SUBHEAD}</strong></div><div class=f-12>【大 中 小】</div>",
        KICKER,
        SUBHEAD,
    ),
    "sizes in styles": (
        "石榴渡法治报数字报",
        f"<p style='font-size:12pt'>{KICKER}</p><p style='font-size:20px'>{HEADLINE}</p>",
        KICKER,
        "",
    ),
    "a centred line": ("石榴渡县人民政府", f"<p align=center>{HEADLINE}</p>", "", ""),
    "numbered classes": (
        f"{HEADLINE}_石榴渡在线",
        f"<p class=title3>{KICKER}</p><p class=title1>{HEADLINE}</p><p class=title3>{SUBHEAD}</p>",
        KICKER,
        SUBHEAD,
    ),
    "the columns of a grid are no classes for sizes": (
        f"{HEADLINE}_石榴渡在线",
        f"<div class=col-4>石榴渡镇新闻中心主办刊物</div><div class=col-8>{HEADLINE}</div>",
        "",
        "",
    ),
    "a paragraph above an h1": (
        f"{HEADLINE}--时政--石榴渡在线",
        f"<p class=p1></p><p class=p1>&nbsp;{KICKER}&nbsp;</p><h1>{HEADLINE}</h1><h2>&nbsp;</h2>"
        "<p class=p1>2021年04月07日08:00 来源：石榴渡在线</p>",
        KICKER,
        "",
    ),
    "a site above an h1": (
        f"{HEADLINE}_石榴渡在线",
        f"<p>石榴渡镇人民政府门户网站</p><h1>{HEADLINE}</h1>",
        "",
        "",
    ),
    "a bold line above a bold headline": (
        f"{HEADLINE}_石榴渡在线",
        f"<p><b>{KICKER}</b></p><p><b>{HEADLINE}</b></p>",
        KICKER,
        "",
    ),
    "a heading with its line of particulars": (
        "石榴渡在线",
        f"<h1>{HEADLINE}<br><span>2021-04-07 来源：石榴渡日报</span></h1>",
        "",
        "",
    ),
    "a tag of its own": (
        "石榴渡日报",
        f"<p>文章列表</p><div><article_title>{HEADLINE}</article_title></div>",
        "",
        "",
    ),
    "nothing but its place": (
        "石榴渡日报",
        f"<div>{HEADLINE}</div><div>2021-04-07</div>",
        "",
        "",
    ),
    "a column in the title": ("时政要闻-石榴渡在线", f"<h1>{HEADLINE}</h1>", "", ""),
}


@pytest.mark.parametrize("name", TITLED)
def test_the_name_of_a_newspaper_or_an_office_is_no_headline(name: str) -> None:
    title, above, kicker, subhead = TITLED[name]
    story = read(boxed(above), title)
    assert (story.kicker, story.headline, story.subhead) == (kicker, HEADLINE, subhead)
    assert story.paragraphs == BODY


def test_a_page_without_any_headline_keeps_its_title() -> None:
    assert read(boxed(""), "石榴渡县人民政府").headline == "石榴渡县人民政府"


def test_a_newspaper_page_with_its_headline_in_bold() -> None:
    story = read(
        f"<h2>版面导航</h2><p align=center><b>{HEADLINE}</b></p>"
        f"<founder-content>{TEXT}</founder-content>",
        "石榴渡日报数字报",
        "html/2021-04/07/content_1.htm",
    )
    assert (story.headline, story.paragraphs) == (HEADLINE, BODY)


PAPER_TITLES = [
    "石榴渡在线 - {}",
    "石榴渡县人民政府",
    "石榴渡日报 {}",
    "石榴渡报·{}",
    "石榴渡日报--2021年04月07日--{}",
    "石榴渡日报",
    "",
]


@pytest.mark.parametrize("title", PAPER_TITLES)
def test_a_newspaper_page_whose_title_begins_with_a_name(title: str) -> None:
    markup = f"<h2>版面导航</h2><h2>{HEADLINE}</h2><founder-content>{TEXT}</founder-content>"
    assert read(markup, title.format(HEADLINE), PAPER).headline == HEADLINE


@pytest.mark.parametrize("source", [PAPER, SITE])
@pytest.mark.parametrize(
    "headline",
    [
        "今年首批惠农实事清单发布",
        "镇长调研县自然资源局",
        "我县成立融媒体中心",
        "织牢民生保障网",
        "路远程带队巡查冬季供水管网",
    ],
)
def test_a_headline_that_ends_as_a_name_does(source: str, headline: str) -> None:
    markup = f"<h1>{headline}</h1><h2>{SUBHEAD}</h2><founder-content>{TEXT}</founder-content>"
    assert read(markup, f"{headline}-石榴渡日报", source).headline == headline


def test_tags_in_a_title_are_no_part_of_it() -> None:
    story = read(f"<div>{TEXT}</div>", "石榴渡新渠放水&lt;BR&gt;三千亩旱地告别靠天吃水")
    assert story.headline == "石榴渡新渠放水 三千亩旱地告别靠天吃水"


def test_a_line_of_two_names_and_verbs_is_no_author() -> None:
    line = "阿合买提·肉孜讲话　路远程主持"
    story = read(
        f"<div><h3></h3><h2>{HEADLINE}</h2><h4>{line}</h4></div><div id=contenttext>{TEXT}</div>",
        HEADLINE,
        "content/20210407/Articel02001HO.htm",
    )
    assert (story.subhead, story.names("reporter")) == (line, ())


LISTED = "<li><a href=1.html>第01版：要闻</a></li><li{}><a href=2.html>第02版：农事</a></li>"
PAGES: dict[str, tuple[str, tuple[str | None, str]]] = {
    # what is special: (markup, number and name of the page)
    "a PDF link right behind": (
        "<div><em>第02版：农事</em><a href=2.pdf>PDF版</a></div>",
        ("2", "农事"),
    ),
    "a PDF link in brackets": ("<div>第02版：农事<a href=2.pdf>[PDF下载]</a></div>", ("2", "农事")),
    "the entry that is on": (f"<ul>{LISTED.format(' class=on')}</ul>", ("2", "农事")),
    "a list without a mark": (f"<ul>{LISTED.format('')}</ul>", (None, "")),
    "a list that is on as a whole": (
        "<ul class=active><li>第01版：要闻</li><li>第02版：农事</li></ul>",
        (None, ""),
    ),
    "tools in its row": (
        "<table><tr><td>2021年04月07日 星期三</td><td>第2版：农事</td>"
        "<td><a href='#'>放大</a> <a href='#'>缩小</a> <a href='#'>打印</a></td></tr></table>",
        ("2", "农事"),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_that_a_story_page_prints(name: str) -> None:
    markup, page = PAGES[name]
    source = SITE if "tools" in name else PAPER
    story = read(
        f"{markup}<h1>{HEADLINE}</h1><founder-content>{TEXT}</founder-content>", HEADLINE, source
    )
    assert (story.page, story.page_name) == page


OWN = ("旱地通渠", "麦田开灌", "闸门编号")
ZONES = "".join(f"<area coords='0,{n},9,{n}9' href=content_{n}.htm>" for n in range(3))
FOCUS = "<tr><td><a href=content_8.htm>邻县的消息</a></td></tr>"


def links(*numbers: int) -> str:
    return "".join(f"<li><a href=content_{n}.htm>{OWN[n]}</a></li>" for n in numbers)


LISTS: dict[str, tuple[str, int]] = {
    # what stands beside the title list: (markup, stories of the page)
    "nothing": (f"<ul>{links(0, 1, 2)}</ul>", 3),
    "a box that repeats some": (
        f"<ul>{links(0, 1, 2)}</ul><table><tr><td>{links(0)}</td></tr>{FOCUS}</table>",
        3,
    ),
    "a box above": (
        f"<table><tr><td>{links(1)}</td></tr>{FOCUS}</table><ul>{links(0, 1, 2)}</ul>",
        3,
    ),
    "a box named so": (
        f"<ul>{links(0, 1, 2)}</ul><table><tr><td>今日关注</td></tr>{FOCUS}</table>",
        3,
    ),
    "a hidden list": (
        f"<ul>{links(0, 1, 2)}</ul><div style='display:none'><table>{FOCUS}</table></div>",
        3,
    ),
    "a second column": (f"<ul>{links(0, 1, 2)}</ul><table>{FOCUS}</table>", 4),
    "a story without a zone": (f"<table><tr><td>{links(0, 1, 2)}</td></tr>{FOCUS}</table>", 4),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_stories_of_other_pages(name: str) -> None:
    markup, count = LISTS[name]
    issue = issue_page(f"<map name=pagepicmap>{ZONES}</map>{markup}")
    assert {link.headline for link in issue.stories} >= set(OWN)
    assert len(issue.stories) == count


def test_one_zone_says_nothing_of_the_other_stories() -> None:
    rows = "".join(f"<tr><td>{links(n)}</td></tr>" for n in range(3))
    zone = "<area coords='0,0,9,9' href=content_0.htm>"
    issue = issue_page(f"<map name=pagepicmap>{zone}</map><table>{rows}</table>")
    assert tuple(link.headline for link in issue.stories) == OWN


def issue_page(markup: str) -> Issue:
    capture = Capture(
        source="html/2021-04/07/node_2.htm", content=f"<html>{markup}</html>".encode()
    )
    issue = read_capture(capture).issue
    assert issue is not None
    return issue


PUT_IN: dict[str, str] = {
    "a pager": "<div><a href=1.html>上一页</a> <span>1</span> <a href=2.html>2</a> 下一页</div>",
    "a pager that counts": "<p>共 2 页 第 1 页 [1] [2] 末页</p>",
    "whose page it is": "<p>版权所有 石榴渡日报社</p>",
    "a link for corrections": "<div><a href=#>【纠错】</a><span>【责任编辑:路远程】</span></div>",
}


@pytest.mark.parametrize("name", PUT_IN)
def test_what_a_site_puts_into_a_body_is_no_paragraph(name: str) -> None:
    story = read(f"<h1>{HEADLINE}</h1><div>{TEXT}{PUT_IN[name]}</div>", HEADLINE)
    assert story.paragraphs == BODY
    assert story.names("editor") == (("路远程",) if "corrections" in name else ())


def test_the_page_between_headline_and_body_is_no_paragraph() -> None:
    lines = f"<p>{HEADLINE}</p><p>□本报记者　路远程</p><p>2021-04-07　第02版：农事</p>"
    story = read(f"<div>{lines}{TEXT}</div>", HEADLINE, PAPER)
    assert (story.paragraphs, story.page_name) == (BODY, "农事")


@pytest.mark.parametrize("box", ["<ul><li>{}<p>{}</p></li></ul>", "<div>{}<p>{}</p></div>"])
def test_pictures_in_front_of_the_boxes_of_a_body(box: str) -> None:
    shown = box.format("<img src=1.jpg>", "渠水流进麦田。　路远程 摄")
    page = "<a href=2.html><img src=page.jpg>第02版</a>"
    markup = f"{page}<h2>{HEADLINE}</h2>{shown}<div><founder-content>{TEXT}</founder-content></div>"
    (picture,) = read(markup, HEADLINE, PAPER).pictures
    assert (picture.caption, picture.credit) == ("渠水流进麦田。", "路远程 摄")


@pytest.mark.parametrize(
    "caption", ["作者：(路远程)　渠水流进麦田。", "摄影：路远程 渠水流进麦田。"]
)
def test_the_author_of_a_picture_took_it(caption: str) -> None:
    picture = "<!--<npm:article-pic>--><img src=1.jpg><!--</npm:article-pic>-->"
    picture += f"<!--<npm:article-pic-text>-->{caption}<!--</npm:article-pic-text>-->"
    content = f"<!--<npm:article-content>-->{TEXT}<!--</npm:article-content>-->"
    story = read(
        f"<h1>{HEADLINE}</h1>{picture}{content}", HEADLINE, "html/2021-04/07/content_1.htm"
    )
    (shown,) = story.pictures
    assert shown.caption == "渠水流进麦田。"
    assert story.credits == (Credit("路远程", "photographer"),)


def test_who_typed_a_story_in_is_its_editor_only() -> None:
    told = f"石榴渡日报讯（记者 何青禾）{BODY[0]}"
    below = "<div><a href='#'>【我要纠错】</a> 责任编辑：路远程 </div>"
    cms = "<!--enpproperty <author>路远程</author> /enpproperty-->"
    for head, tail in (("<meta name=author content=路远程>", ""), ("", cms)):
        body = f"<!--enpcontent--><p>{told}</p>{TEXT}<!--/enpcontent-->"
        markup = f"<h1>{HEADLINE}</h1>{body}{below}{tail}"
        story = read(markup, HEADLINE, "http://www.shiliudu.gov.cn/a/118.html", head)
        assert (story.names("reporter"), story.names("editor")) == (("何青禾",), ("路远程",))


SOURCES: list[tuple[str, str, tuple[str, ...]]] = [
    # (the line under the headline, the dateline, sources)
    ("2021-04-07 来源：石榴渡日报", "石榴渡新闻网4月7日讯　", ("石榴渡日报",)),
    ("2021-04-07 来源：邻川日报", "石榴渡新闻网4月7日讯　", ("邻川日报",)),
    ("2021-04-07 来源：邻川日报", "新华社石榴渡4月7日电　", ("新华社", "邻川日报")),
    ("2021-04-07", "石榴渡新闻网4月7日讯　", ("石榴渡新闻网",)),
    ("公开日期：2021-04-07</span><span>发布机构：石榴渡镇政府办公室", "", ("石榴渡镇政府办公室",)),
    ("2021-04-07 发布机构：石榴渡镇政府 来源：石榴渡日报", "", ("石榴渡日报",)),
]


@pytest.mark.parametrize(("line", "dateline", "sources"), SOURCES)
def test_where_a_story_comes_from(line: str, dateline: str, sources: tuple[str, ...]) -> None:
    markup = f"<h1>{HEADLINE}</h1><div><span>{line}</span></div><div><p>{dateline}{TEXT[3:]}</div>"
    assert read(markup, HEADLINE).names("source") == sources
