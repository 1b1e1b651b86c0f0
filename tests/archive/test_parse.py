"""Pages to stories: the golden pages of each HTML family, bulletins, refusals, hostile input."""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from archive.models import (
    Capture,
    Credit,
    Newspaper,
    ParseError,
    Reading,
    Story,
    story_from_json,
)
from archive.parse import complete, read_capture
from archive.templates import TEMPLATES
from archive.templates.masthead import Masthead, read_masthead

PAGES = Path(__file__).parents[1] / "pages"
FAMILIES = ("founder_nbs", "founder_new", "founder_old", "generic", "government", "huaguang")
GOLDEN = sorted(path for family in FAMILIES for path in (PAGES / family).glob("*.json"))


def read(text: str, source: str = "page.txt", issue_date: date | None = None) -> Reading:
    return read_capture(Capture(source=source, content=text.encode(), issue_date=issue_date))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden_pages(golden: Path) -> None:
    expected = json.loads(golden.read_text(encoding="utf-8"))
    content = golden.with_suffix(".html").read_text(encoding="utf-8").encode(expected["encoding"])
    reading = read_capture(Capture(source=expected["source"], content=content))
    assert reading.family == expected["family"] == golden.parent.name
    assert reading.stories == tuple(map(story_from_json, expected["stories"]))
    issue = json.loads(json.dumps(reading.issue and asdict(reading.issue), default=str))
    assert issue == expected.get("issue")
    assert reading.warnings == ()


def test_every_family_has_a_golden_page() -> None:
    assert {template.family for template in TEMPLATES} == {*FAMILIES, "bulletin"}
    assert {path.parent.name for path in GOLDEN} == set(FAMILIES)
    assert TEMPLATES[-1].family == "generic"


BULLETIN = """\
青川新区报 2021年3月5日 星期五 第A01版：要闻

青川新区召开春耕备耕 工作推进会

本报讯 3月4日，青川新区召开春耕备耕工作推进会，区委副书记陆远山主持会议。

各镇要把任务落到田块，落到农户，确保三月底前完成早稻育

秧任务。

强化农资保障

供销社要备足农资，让农户买得放心、用得安心。

记者 林小满 文/图

小满电站恢复发电

机组检修用了四个月

本报讯（记者 苏晓禾） 3月3日，小满电站恢复发电。

第02版：综合

通讯员 方圆

柳湾社区开设周末课堂
"""


def test_a_bulletin_is_read_story_by_story() -> None:
    text = BULLETIN.partition("第02版")[0]
    first, second = read(text).stories
    assert first.headline == "青川新区召开春耕备耕工作推进会"
    assert first.paragraphs[1:3] == (
        "各镇要把任务落到田块，落到农户，确保三月底前完成早稻育秧任务。",
        "强化农资保障",
    )
    assert [(repair.kind, repair.paragraph) for repair in first.repairs] == [
        ("join_broken_paragraph", 1)
    ]
    assert first.credits == (Credit("林小满", "reporter"), Credit("林小满", "photographer"))
    assert (first.newspaper, first.published) == ("青川新区报", date(2021, 3, 5))
    assert (first.page, first.page_name) == ("A01", "要闻")
    assert (second.headline, second.subhead) == ("小满电站恢复发电", "机组检修用了四个月")
    assert second.names("reporter") == ("苏晓禾",)
    assert second.event is not None
    assert second.event.start == "2021-03-03"


def test_a_page_mark_begins_a_page() -> None:
    text = BULLETIN.partition("通讯员 方圆")[0]
    text += "柳湾社区开设周末课堂\n\n报名的孩子有四十多个，教室换了两次。\n\n通讯员 方圆\n"
    last = read(text).stories[-1]
    assert (last.headline, last.page, last.page_name) == ("柳湾社区开设周末课堂", "2", "综合")
    assert last.names("correspondent") == ("方圆",)


def test_stories_without_bylines_begin_with_headline_and_date() -> None:
    text = (
        "云溪街道开展消防演练\n12月1日，云溪街道组织商户开展消防演练。\n"
        "消防员逐户检查了灭火器。\n"
        "柳湾社区举办邻里节\n12月2日，居民们带来了三十多道拿手菜。\n活动持续到傍晚。\n"
    )
    assert [story.headline for story in read(text).stories] == [
        "云溪街道开展消防演练",
        "柳湾社区举办邻里节",
    ]


def test_a_subheading_with_a_date_below_stays_in_its_story() -> None:
    text = (
        "云溪街道一周见闻\n\n本报讯 上周，记者走访了云溪街道。\n\n周一：修路灯\n\n"
        "12月1日，三盏路灯亮了。\n\n记者 孟夏\n"
    )
    assert len(read(text).stories) == 1


@pytest.mark.parametrize(
    ("line", "masthead"),
    [
        (
            "青川新区报 2019年10月16日 第A01版：要闻",
            Masthead("青川新区报", date(2019, 10, 16), "A01", "要闻"),
        ),
        (
            "《青川新区报》　二〇一九年十月十六日　星期三　农历九月十八　总第88期　今日8版",
            Masthead("青川新区报", date(2019, 10, 16)),
        ),
        ("第02版　综合", Masthead(page="2", page_name="综合")),
        ("第三版", Masthead(page="3")),
        ("A03 民生", Masthead(page="A03", page_name="民生")),
        ("日期：2019-10-16", Masthead(published=date(2019, 10, 16))),
        ("棉乡日报", Masthead("棉乡日报")),
        ("青川新区召开工作汇报会", None),
        ("2019年10月16日，青川新区召开工作会议", None),
        ("10月16日晚，小满河水位上涨。", None),
    ],
)
def test_mastheads(line: str, masthead: Masthead | None) -> None:
    assert read_masthead(line) == masthead


def test_units_sign_their_stories() -> None:
    text = (
        "云溪街道开展消防演练\n\n街道组织商户开展了消防演练。\n\n云溪街道 罗青\n\n"
        "柳湾社区举办邻里节\n\n居民们带来了三十多道拿手菜。\n\n柳湾社区 孟夏\n"
    )
    first, second = read(text).stories
    assert first.credits == (Credit("罗青", "correspondent"),)
    assert second.paragraphs == ("居民们带来了三十多道拿手菜。",)


def test_an_html_bulletin() -> None:
    page = """<html><head><title>云溪简报第12期</title></head><body><h1>云溪简报 2021年12月5日</h1>
    <div><h2>云溪街道开展消防演练</h2><p>本报讯 12月1日，街道组织商户开展消防演练，</p>
    <p>共有一百二十人参加。</p><p>（记者 罗青）</p></div>
    <div><h2>柳湾社区举办<br>邻里节</h2><p>本报讯 12月2日，居民们带来了拿手菜。</p>
    <p>记者 孟夏</p></div></body></html>"""
    reading = read(page, "jianbao.html")
    assert reading.family == "bulletin"
    assert [story.headline for story in reading.stories] == [
        "云溪街道开展消防演练",
        "柳湾社区举办邻里节",
    ]
    assert reading.stories[0].paragraphs == (
        "本报讯 12月1日，街道组织商户开展消防演练，共有一百二十人参加。",
    )
    assert {story.published for story in reading.stories} == {date(2021, 12, 5)}
    assert reading.stories[1].newspaper == "云溪简报"


def test_the_issue_date_fills_in_and_is_never_invented() -> None:
    text = "小满电站恢复发电\n本报讯 3月3日，小满电站恢复发电，2020年停机检修。\n"
    assert read(text).stories[0].published is None
    assert read(text).stories[0].event == read(text).stories[0].event
    dated = read(text, issue_date=date(2021, 3, 5)).stories[0]
    assert dated.published == date(2021, 3, 5)
    # what the page prints of itself goes before what the importer was told
    assert read(BULLETIN, issue_date=date(2020, 1, 1)).stories[0].published == date(2021, 3, 5)


def test_a_bulletin_page_may_name_its_editors_first() -> None:
    text = (
        "棉乡报\n责编：石青 美编：安然\n\n" + BULLETIN.partition("第02版")[0].partition("\n\n")[2]
    )
    first, _ = read(text).stories
    assert (first.headline, first.newspaper) == ("青川新区召开春耕备耕工作推进会", "棉乡报")
    assert first.names("editor") == ("石青", "安然")


def test_a_cms_body_is_kept_as_given() -> None:
    page = """<title>夜市开张</title><h1>柳湾夜市重新开张</h1><div id=x>
    <p>　　柳湾夜市停业两周后重新开张，摊主有了固定座</p><p>位。</p><p>位。</p></div>"""
    (story,) = read(page, "a.html").stories
    assert story.paragraphs == ("柳湾夜市停业两周后重新开张，摊主有了固定座", "位。", "位。")
    assert story.repairs == ()


def test_complete_keeps_the_body_and_given_credits() -> None:
    body = ("10月8日，区长何静怡到云溪街道调研。", "记者 林小满")
    story = complete(
        Story(headline="区长调研", paragraphs=body, published=date(2021, 10, 9)),
        Newspaper(key="qc", name="青川新区报", region="青川新区"),
    )
    assert story.paragraphs == body
    assert story.names("reporter") == ("林小满",)
    assert [mention.name for mention in story.mentions] == ["何静怡"]
    assert story.event is not None
    assert story.event.start == "2021-10-08"
    given = complete(Story(headline="", paragraphs=body, credits=(Credit("孟夏", "reporter"),)))
    assert given.names("reporter") == ("孟夏",)


def test_a_page_that_only_leads_elsewhere_says_where() -> None:
    page = b"<meta http-equiv=refresh content='0;url=html/node_2.htm'>"
    reading = read_capture(Capture(source="paperindex.htm", content=page))
    assert reading.stories == ()
    assert "html/node_2.htm" in reading.warnings[0]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "空"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04\x14\x00\x00\x00word/document.xml", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "Office"),
        (b"\x00\x01\x02\x03" * 400, "二进制"),
        ("<html><body><a href=/>首页</a></body></html>".encode(), "没有读到稿件"),
        ("\n \n——\n".encode(), "没有读到稿件"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(content: bytes, part: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_capture(Capture(source="some.html", content=content))
    assert caught.value.page == "some.html"
    assert part in caught.value.message


def test_an_advertisement_is_no_story() -> None:
    page = "<html><td class=font01>广告</td><div id=ozoom><p>本店大酬宾，欢迎光临。</p></div>"
    reading = read(page, "html/2021-03/05/content_9.htm")
    assert reading.stories == ()
    assert "广告" in reading.warnings[0]


def test_mojibake_is_flagged_and_still_read() -> None:
    page = "<h1>柳湾夜市重新开张</h1><p>柳湾夜市停业两周后重新开张，摊主��高兴。</p>"
    reading = read(page, "a.html")
    assert len(reading.stories) == 1
    assert "乱码" in reading.warnings[0]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + "春耕备耕会议召开，要求抓住农时。",
        "<script " * 50_000,
        "<meta name=" * 20_000,
        "<!--" * 50_000,
        "<td><tr>" * 20_000,
        "本报讯\n" * 5_000,
        "一二三四\n" * 10_000,
        "记者 林小满\n" * 5_000,
        "小满电站发电\n记者 林小满\n" * 2_500,
    ],
    ids=["nested", "script", "meta", "comment", "cells", "leads", "lines", "bylines", "heads"],
)
def test_hostile_pages_end_soon(page: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ParseError):
        read(page, "hostile.html")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("number", range(5))
def test_the_seed(corpus: Path, number: int) -> None:
    content = (corpus / "seed" / "bulletin.txt").read_bytes()
    gold = json.loads((corpus / "seed" / "gold.json").read_text(encoding="utf-8"))[number]
    stories = read_capture(Capture(source="bulletin.txt", content=content)).stories
    assert len(stories) == 5
    story = stories[number]
    parts = gold["headline"]
    forms = [
        (form["kicker"] or "", form["title"], form["subtitle"] or "")
        for form in (parts, *parts["accept"])
    ]
    assert (story.kicker, story.headline, story.subhead) in forms
    assert list(story.paragraphs) == gold["body"]
    assert len(story.repairs) == len(gold["repairs"])
    assert list(story.names("reporter")) == gold["reporters"]


def test_real_pages(corpus: Path) -> None:
    """Every page decodes; all but index pages and one empty notice give one story."""
    rows = (corpus / "html" / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]
    read_well, seconds = 0, []
    for row in rows:
        path, url, *_ = row.split("\t")
        content = (corpus / "html" / path).read_bytes()
        started = time.process_time()
        try:
            (story,) = read_capture(Capture(source=url or path, content=content)).stories
        except ParseError:
            continue
        seconds.append((time.process_time() - started) / max(len(content), 50_000) * 200_000)
        read_well += len(story.headline) > 3 and sum(map(len, story.paragraphs)) > 60
    assert read_well >= 101
    assert sorted(seconds)[len(seconds) // 2] < 0.15
