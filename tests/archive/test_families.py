"""Which family a page belongs to: by its address, by its marks, and what `detect` says of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from archive.commands import story_report
from archive.models import Capture, Reading
from archive.parse import read_capture
from archive.templates import TEMPLATES, Template, addressed
from search_app import main
from tests.archive.selectors import others, papers

PAGES = Path(__file__).parents[1] / "pages"
DOCS = Path(__file__).parents[2] / "docs"
FLOOR = 0.95


def family_of(address: str) -> str | None:
    template = addressed(TEMPLATES, address)
    return template.family if template else None


def is_issue(address: str) -> bool:
    template = addressed(TEMPLATES, address)
    patterns = template.issue.addresses if template and template.issue else ()
    return any(re.search(pattern, address, re.IGNORECASE) for pattern in patterns)


@pytest.mark.parametrize(
    ("address", "family", "issue"),
    [
        ("html/2019-10/08/node_2.htm", "founder_old", True),
        ("html/2019-10/08/content_1_123.htm?div=-1", "founder_old", False),
        ("http://p.example/qcrb/content/2019-10/08/content_123.htm", "founder_old", False),
        ("http://p.example/page/2019-10/08/content_123.htm", "founder_old", False),
        ("content_123.htm", "founder_old", False),
        ("html/2019-10/08/nbs.D110000qcrb_01.htm", "founder_nbs", True),
        ("html/2019-10/08/nw.D110000qcrb_20191008_1-01.htm", "founder_nbs", False),
        ("pc/layout/201910/08/node_A01.html", "founder_new", True),
        ("PC/layout/201910/08/col01.html", "founder_new", True),
        ("pc/col/201910/08/node_01b.html", "founder_new", True),
        ("http://p.example/201910/08/l01.html", "founder_new", True),
        ("pc/con/201910/08/c1234.html", "founder_new", False),
        ("pc/con/201910/08/content_1234.html", "founder_new", False),
        ("pc/content/201910/08/1234.html", "founder_new", False),
        ("pc/cont/201910/08/content_1234.html", "founder_new", False),
        ("pc/paper/c/201910/08/content_1234.html", "founder_new", False),
        ("content/20191008/Page01HO.htm", "huaguang", True),
        ("content/20191008/Articel01001HO.htm", "huaguang", False),
        ("xxgk/201910/t20191008_123.html", "government", False),
        ("https://www.gov.cn/zhengce/content/2019-02/14/content_5365711.htm", None, False),
        ("https://news.example/2019-10/08/content_123.htm", None, False),
        ("https://news.example/201910/08/123.html", None, False),
        ("https://news.example/n1/2019/1008/c1001-123.html", None, False),
    ],
)
def test_addresses(address: str, family: str | None, issue: bool) -> None:
    assert family_of(address) == family
    assert is_issue(address) == issue


def test_the_papers_of_the_table(corpus: Path) -> None:
    """Both addresses of a paper must be known, as an issue page and as a story."""
    table = papers(corpus / "newspaper_selectors.tsv")
    right = [
        paper
        for paper in table
        if family_of(paper.issue) == family_of(paper.story) == paper.family
        and is_issue(paper.issue)
        and not is_issue(paper.story)
    ]
    share = len(right) / len(table)
    wrong = [paper for paper in table if paper not in right]
    print(f"{share:.3f}", Counter(paper.family for paper in table), *wrong, sep="\n")
    assert len(table) > 350
    assert share >= FLOOR, wrong


def test_no_family_claims_the_other_papers(corpus: Path) -> None:
    claimed = [address for address in others(corpus / "newspaper_selectors.tsv")
               if family_of(address)]  # fmt: skip
    assert claimed == []


def test_the_worked_example() -> None:
    """The three blocks of docs/templates.md: a page, its declaration, and what is read from it."""
    page, declaration, expected = (
        block.partition("\n")[2]
        for block in (DOCS / "templates.md").read_text(encoding="utf-8").split("```")[1::2]
    )
    names: dict[str, Any] = {}
    exec(declaration, names)
    reading = _reading_with(names["LAKE"], "lake/20210305/s2-1.html", page)
    assert reading.family == "lake"
    (story,) = (story_report(story) for story in reading.stories)
    for field, value in json.loads(expected).items():
        assert story[field] == value, field
    issue = _reading_with(
        names["LAKE"],
        "lake/20210305/p2.html",
        "<p>第2版：乡镇</p><a href=s2-1.html>湖心岛通了自来水</a><a href=s2-2.html>广告</a>",
    ).issue
    assert issue is not None
    assert [link.headline for link in issue.stories] == ["湖心岛通了自来水"]


def _reading_with(template: Template, source: str, page: str) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archive.parse.TEMPLATES", (template, *TEMPLATES))
        return read_capture(Capture(source=source, content=page.encode()))


def read(source: str, page: str) -> Reading:
    return read_capture(Capture(source=source, content=page.encode()))


BODY = "<div id=ozoom><P>　　渡口修了新码头，乘船的人不必踩着泥水上下了。</P></div>"
STORY = "html/2021-03/05/content_1.htm"
TRAPS: dict[str, tuple[str, str, str]] = {
    "unquoted attributes in mixed case": (
        STORY,
        f"<TD Class=FONT01>新码头</TD>{BODY.replace('id=ozoom', 'ID=OZOOM')}",
        "新码头",
    ),
    "a repeated id, first empty, then full": (
        STORY,
        f"<td class=font01>新码头</td><div id=ozoom></div>{BODY}<div id=ozoom> </div>",
        "新码头",
    ),
    "founder-content again in the tail comment": (
        STORY,
        f"<td class=font01>新码头</td>{BODY}<!--enpproperty <founder-title>新码头</founder-title>"
        "<founder-content>尾注里的正文，读了就是两遍。</founder-content>/enpproperty-->",
        "新码头",
    ),
    "two founder-title, the paper's name first": (
        STORY,
        "<title>镜湖日报数字报</title><founder-title>镜湖日报</founder-title>"
        f"<founder-title>新码头</founder-title>{BODY}",
        "新码头",
    ),
    "two founder-title, the paper's name last": (
        STORY,
        "<title>镜湖日报数字报</title><founder-title>新码头</founder-title>"
        f"<founder-title>镜湖日报</founder-title>{BODY}",
        "新码头",
    ),
    "a body in a script string": (
        STORY,
        "<td class=font01>新码头</td><div id=ozoom>正在加载</div><script>var t='<P>渡口修了新码头，"
        "乘船的人不必踩着泥水上下了。<\\/P>';</script>",
        "新码头",
    ),
    "a body written by a script": (
        STORY,
        "<td class=font01>新码头</td><div id=ozoom><script>document.write('<p>渡口修了新码头，"
        "乘船的人不必踩着泥水上下了。</p>');</script></div>",
        "新码头",
    ),
    "the headline only in the page title, behind the paper's name": (
        "pc/con/202103/05/c1.html",
        f"<title>镜湖日报-新码头</title>{BODY}",
        "新码头",
    ),
    "the paper's name in an h1, the headline in an h2": (
        "content/20210305/Articel01001HO.htm",
        f"<title>镜湖日报</title><h1>镜湖日报</h1><h2>新码头</h2>{BODY}",
        "新码头",
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_traps(trap: str) -> None:
    source, page, headline = TRAPS[trap]
    (story,) = read(source, f"<html><body>{page}</body></html>").stories
    assert story.headline == headline
    assert story.paragraphs == ("渡口修了新码头，乘船的人不必踩着泥水上下了。",)
    assert story.published == date(2021, 3, 5)


@pytest.mark.parametrize(
    "headline",
    ["广告", "公益广告", "图片广告（二）", "本报信息", "报头", "中缝", "遗失声明", "无标题"],
)
def test_what_is_no_story(headline: str) -> None:
    reading = read(STORY, f"<td class=font01>{headline}</td>{BODY}")
    assert reading.stories == ()
    issue = read(
        "html/2021-03/05/node_2.htm",
        f"<p>第01版：要闻</p><a href=content_1.htm>{headline}</a><a href=content_2.htm>新码头</a>",
    ).issue
    assert issue is not None
    assert [link.headline for link in issue.stories] == ["新码头"]


def test_stories_only_in_hot_zones_stand_where_their_zones_do() -> None:
    page = (
        "<p>第01版：要闻</p><MAP><AREA COORDS=1,2,30,40 HREF=content_3.htm TITLE=桥头的灯>"
        "<area coords='1,2,30,2,30,40,1,40' shape=poly href=content_1.htm>"
        "<area coords=1,50,30,90 href=content_4.htm title=水位回落>"
        "<area coords=1,92,30,99 href=content_5.htm title=夜航></MAP>"
        "<a href=content_2.htm>新码头</a><a href=content_1.htm>渡船</a>"
    )
    issue = read("html/2021-03/05/node_2.htm", page).issue
    assert issue is not None
    assert [link.headline for link in issue.stories] == [
        "桥头的灯",
        "新码头",
        "渡船",
        "水位回落",
        "夜航",
    ]
    assert [len(link.zone) for link in issue.stories] == [4, 0, 4, 4, 4]


@pytest.mark.parametrize(
    ("links", "pdf"),
    [
        ("<a href=a.pdf>PDF</a>", "a.pdf"),
        ("<a href=r2021030501.pdf>1</a><a href=r2021030502.pdf>2</a>", "r2021030502.pdf"),
        (
            "<a href=node_1.htm>第01版：要闻</a><a href=x.pdf>PDF</a>"
            "<a href=node_2.htm>第02版：乡镇</a><a href=y.pdf>PDF</a>",
            "y.pdf",
        ),
    ],
)
def test_the_pdf_of_this_page(links: str, pdf: str) -> None:
    page = f"<p>第02版：乡镇</p>{links}<a href=content_1.htm>新码头</a>"
    issue = read("html/2021-03/05/node_2.htm", page).issue
    assert issue is not None
    assert (issue.page, issue.page_name) == ("2", "乡镇")
    assert issue.pdf == f"html/2021-03/05/{pdf}"


def test_a_page_name_ends_where_the_next_cell_begins() -> None:
    head = "<table><tr><td>第02版：乡镇</td>\n<td>上一版</td></tr></table>"
    (story,) = read(STORY, f"{head}<td class=font01>新码头</td>{BODY}").stories
    assert (story.page, story.page_name) == ("2", "乡镇")


@pytest.mark.parametrize("date", ["2021年03月05日", "2021-03-05", "下一版"])
def test_a_page_name_ends_before_a_date(date: str) -> None:
    head = f"<p><a href=node_2.htm>第02版：乡镇</a><i>{date}</i></p>"
    (story,) = read(STORY, f"{head}<td class=font01>新码头</td>{BODY}").stories
    assert (story.page, story.page_name) == ("2", "乡镇")


def test_a_list_of_pages_in_one_line_is_no_page_mark() -> None:
    head = "<p><a href=1.htm>第01版：要闻</a><a href=2.htm>第02版：乡镇</a></p>"
    (story,) = read(STORY, f"{head}<td class=font01>新码头</td>{BODY}").stories
    assert story.page is None


def test_headings_of_a_table_whose_headline_is_none() -> None:
    head = (
        "<title>云河晚报--新码头</title><table><tr><td><h4>柳湾镇：</h4></td></tr><tr><td><strong>"
        "新码头</strong></td></tr><tr><td><h4>乘船不再踩泥</h4></td></tr></table>"
    )
    (story,) = read(STORY, f"{head}{BODY}").stories
    assert (story.kicker, story.headline, story.subhead) == ("柳湾镇：", "新码头", "乘船不再踩泥")


@pytest.mark.parametrize(("above", "below"), [("shoubiaoti", "futi"), ("jianbiaoti", "fubiaoti")])
def test_huaguang_names_in_pinyin_and_a_page_between_bars(above: str, below: str) -> None:
    page = (
        f"<title>镜湖县报 2021-03-05</title><div class={above}>镜湖乡修码头</div><div id=title>"
        f"渡口修了<br>新码头</div><div class={below}>乘船不再踩泥</div><div>2021年03月05日 | 02版 "
        f"乡镇 | <a href=Page02.htm>返回</a></div>{BODY.replace('ozoom', 'contenttext')}"
    )
    (story,) = read("content/20210305/Articel02001HO.htm", page).stories
    assert (story.kicker, story.headline) == ("镜湖乡修码头", "渡口修了 新码头")
    assert (story.subhead, story.page, story.page_name) == ("乘船不再踩泥", "2", "乡镇")


PICTURES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a table, captions below": (
        "<table id=newspic><tr><td><img src=a.jpg></td></tr><tr><td>码头。石青 摄</td></tr>"
        "<tr><td><img src=b.jpg></td></tr><tr><td>渡船。</td></tr></table>",
        [("码头。", "石青 摄"), ("渡船。", "")],
    ),
    "a table, one without caption": (
        "<table id=newspic><tr><td><img src=a.jpg></td></tr><tr><td><img src=b.jpg></td></tr>"
        "<tr><td>渡船。石青 摄</td></tr></table>",
        [("渡船。", "石青 摄"), ("", "")],
    ),
    "a row of pictures above a row of captions": (
        "<table id=newspic><tr><td><img src=a.jpg></td><td><img src=b.jpg></td></tr>"
        "<tr><td><p>码头。</p></td><td><p>渡船。</p></td></tr></table>",
        [("码头。", ""), ("渡船。", "")],
    ),
    "a caption above": (
        "<table id=newspic><tr><td>码头。</td></tr><tr><td><img src=a.jpg></td></tr></table>",
        [("码头。", "")],
    ),
    "boxes in front of the body": (
        "<p>分享</p><div><img src=a.jpg><p class=pictext>码头。石青 摄</p></div><br>"
        "<div><img src=b.jpg><p class=pictext>渡船。云河区文旅局供图</p></div>",
        [("码头。", "石青 摄"), ("渡船。", "云河区文旅局供图")],
    ),
    "a caption, a line break and its credit": (
        "<div><img src=a.jpg><p class=pictext>码头。<br>石青 摄</p></div>"
        "<div><img src=b.jpg><p class=pictext>渡船靠岸了<br/>受访者供图</p></div>",
        [("码头。", "石青 摄"), ("渡船靠岸了", "受访者供图")],
    ),
    "attachments": (
        "<div class=attachment><img src=a.jpg><p>码头。</p><p>本报记者 石青 摄</p></div>"
        "<div class=attachment><img src=b.jpg alt=渡船靠岸了></div>",
        [("码头。", "本报记者 石青 摄"), ("渡船靠岸了", "")],
    ),
}


@pytest.mark.parametrize("form", PICTURES)
@pytest.mark.parametrize("source", [STORY, "pc/con/202103/05/c1.html"])
def test_captions_and_credits(form: str, source: str) -> None:
    pictures, expected = PICTURES[form]
    page = f"<html><div id=Title>新码头</div>{pictures}{BODY}</html>"
    (story,) = read(source, page).stories
    assert [(picture.caption, picture.credit) for picture in story.pictures] == expected
    credited = any(credit for _, credit in expected)
    assert story.names("photographer") == (("石青",) if credited else ())
    assert len(story.paragraphs) == 1


def test_detect_says_which_family_and_why() -> None:
    file = str(PAGES / "founder_new" / "story.html")
    told = CliRunner().invoke(main, ["newspapers", "detect", file, "--json"])
    assert told.exit_code == 0
    report = json.loads(told.stdout)
    assert report["family"] == report["fits"][0]["family"] == "founder_new"
    assert {fit["family"] for fit in report["fits"]} == {t.family for t in TEMPLATES}
    reasons = {fit["family"]: fit["reasons"] for fit in report["fits"]}
    assert any("pretitle" in reason for reason in reasons["founder_new"])
    assert reasons["government"] == []
    address = "html/2021-03/05/nw.D110000slrb_20210305_1-02.htm"
    told = CliRunner().invoke(main, ["newspapers", "detect", file, "--address", address])
    assert told.stdout.startswith("founder_nbs（由它读取）")
    assert address in told.stdout


def test_detect_refuses_what_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "page.htm").write_bytes(b"%PDF-1.7")
    told = CliRunner().invoke(main, ["newspapers", "detect", str(tmp_path / "page.htm")])
    assert told.exit_code == 1
    assert "PDF" in told.stderr
