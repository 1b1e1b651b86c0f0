"""What links, dates and kinds are read from pages and addresses."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from archive.crawl.links import day_of, joined, links_of, month_of, on_day, refresh_of
from archive.crawl.rules import LISTS, RULES, family_of
from archive.crawl.scope import Link, Scope
from tests.archive.selectors import papers

BASE = "http://szb.lake.example/hb/html/2019-10/08/node_2.htm"
ROOT = "http://szb.lake.example/hb/"
DAY = date(2019, 10, 8)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        (BASE, DAY),
        ("http://h.example/pc/layout/201910/08/node_A01.html", DAY),
        ("http://h.example/content/20191008/Page01HO.htm", DAY),
        ("http://h.example/paper/2019/10/08/1.html", DAY),
        ("http://h.example/2019-10-08/index.html", DAY),
        ("http://h.example/node_2.htm?date=2019-10-08", DAY),
        ("http://20191008.example/", None),
        ("http://127.0.0.1:20191/08/", None),
        ("http://h.example/html/2019-02/30/node_2.htm", None),
        ("http://h.example/content_20191008123.htm", None),
    ],
)
def test_the_day_of_an_address(url: str, day: date | None) -> None:
    assert day_of(url) == day


def test_the_same_page_on_another_day() -> None:
    other = date(2020, 2, 29)
    assert on_day(BASE, other) == "http://szb.lake.example/hb/html/2020-02/29/node_2.htm"
    nbs = "http://h.example/html/2019-10/08/nw.D110000lake_20191008_1-01.htm"
    assert on_day(nbs, other) == (
        "http://h.example/html/2020-02/29/nw.D110000lake_20200229_1-01.htm"
    )
    assert on_day("http://h.example/20110102/201910/08/n.html", other).endswith("/201910/08/n.html")
    assert on_day(ROOT, other) == ""


def test_the_month_of_an_address() -> None:
    assert month_of("http://h.example/calendar_201902.htm") == date(2019, 2, 28)
    assert month_of("http://h.example/html/2019-12/index.htm") == date(2019, 12, 31)
    assert month_of(BASE) is None
    assert month_of(ROOT) is None


def test_links_of_a_page() -> None:
    text = """<A HREF=content_1_2.htm?div=-1>一</A><area shape=rect coords="1,2,3,4"
        href='content_1_3.htm'><a class=x href="../09/node_2.htm#top">二</a><!-- <a href="n"> -->
        <a href="javascript:void(0)">三</a><a href="mailto:a@lake.example">四</a><a href="">五</a>
        <option value="node_3.htm"><a href="http://[bad/">六</a><a href="a&amp;b.htm">七</a>
        <a href="content_1_2.htm">八</a><a href="//other.example/x">九</a><a href='#'>十</a>"""
    folder = "http://szb.lake.example/hb/html/2019-10"
    assert links_of(text, BASE) == [
        f"{folder}/08/content_1_2.htm",
        f"{folder}/08/content_1_3.htm",
        f"{folder}/09/node_2.htm",
        f"{folder}/08/node_3.htm",
        f"{folder}/08/a&b.htm",
        "http://other.example/x",
    ]


def test_links_count_from_the_base_that_a_page_names() -> None:
    text = '<base href="http://h.example/d/"><a href="a.htm">x</a>'
    assert links_of(text, BASE) == ["http://h.example/d/a.htm"]


def test_the_pages_of_a_list_that_a_script_counts() -> None:
    text = '<script>createPageHTML(4, 0, "index", "html");</script>'
    root = "http://gov.example/zwyw/"
    assert links_of(text, root) == [f"{root}index_{number}.html" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "text",
    [
        '<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/n.htm">',
        "<meta content='0;url=html/n.htm' http-equiv=refresh>",
        '<script>window.location.href="html/n.htm"</script>',
        "<script>location.replace('html/n.htm')</script>",
    ],
)
def test_where_a_page_sends_on_to(text: str) -> None:
    assert refresh_of(f"<html>{text}</html>", ROOT) == f"{ROOT}html/n.htm"


def test_a_page_that_sends_nowhere() -> None:
    assert refresh_of("<html>location.href</html>", ROOT) == ""
    assert refresh_of('<!-- <meta http-equiv=refresh content="0;url=x"> -->', ROOT) == ""


@pytest.mark.parametrize("href", ["", "#a", "ftp://h/x", "http://h:x/", "http://[h/", "a\0.htm"])
def test_what_is_no_link(href: str) -> None:
    assert joined(BASE, href) == ""


@pytest.mark.parametrize(
    ("family", "url", "kind"),
    [
        ("founder_old", "html/2019-10/09/node_3.htm", "issue"),
        ("founder_old", "html/2019-10/09/content_1_2.htm", "story"),
        ("founder_old", "html/2019-10/index.htm", "index"),
        ("founder_old", "paperindex.htm", "index"),
        ("founder_old", "about/node_3.htm", ""),
        ("founder_new", "pc/layout/201910/09/node_A01.html", "issue"),
        ("founder_new", "pc/con/201910/09/c123.html", "story"),
        ("founder_new", "col/201910/09/col01.html", "issue"),
        ("founder_nbs", "html/2019-10/09/nbs.D110000lake_01.htm", "issue"),
        ("huaguang", "content/20191009/Page02HO.htm", "issue"),
        ("huaguang", "content/20191009/Articel02001HO.htm", "story"),
    ],
)
def test_kinds_of_pages(family: str, url: str, kind: str) -> None:
    found = Scope(ROOT, RULES[family]).link(ROOT + url)
    assert (found.kind if found else "") == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://gov.example/zwyw/202405/t20240512_1234.html", "story"),
        ("http://gov.example/art/2024/5/12/art_12_345.html", "story"),
        ("http://gov.example/zwyw/content/post_1234567.html", "story"),
        ("http://gov.example/zwyw/index_2.html", "list"),
        ("http://gov.example/zwyw/list.html?page=2", "list"),
        ("http://gov.example/tzgg/index_2.html", ""),
        ("http://other.example/zwyw/202405/t20240512_1234.html", ""),
    ],
)
def test_kinds_of_pages_of_a_list(url: str, kind: str) -> None:
    found = Scope("http://gov.example/zwyw/", LISTS).link(url)
    assert (found.kind if found else "") == kind


@pytest.mark.parametrize(
    ("start", "folder"),
    [
        (ROOT, "/hb/"),
        (f"{ROOT}paperindex.htm", "/hb/"),
        (BASE, "/hb/"),
        ("http://szb.lake.example/", "/"),
    ],
)
def test_a_newspapers_own_folder(start: str, folder: str) -> None:
    scope = Scope(start, RULES["founder_old"])
    inside = f"http://szb.lake.example{folder}html/2019-10/09/node_2.htm"
    assert scope.link(inside) == Link(inside, "issue", date(2019, 10, 9))
    outside = scope.link("http://szb.lake.example/wb/html/2019-10/09/node_2.htm")
    assert (outside is None) == (folder != "/")


def test_hosts() -> None:
    scope = Scope("http://www.lake.example/", RULES["founder_old"])
    for ours in ("http://lake.example/a", "https://www.lake.example/a", "http://WWW.lake.example"):
        assert scope.is_ours(ours), ours
    for other in (
        "http://lake.example:8080/",
        "http://lake.example.evil.example/",
        "http://notlake.example/",
        "http://lake.example@evil.example/",
    ):
        assert not scope.is_ours(other), other
    for broken in ("//www.lake.example:80a/b.jpg", "http://[x/a.jpg", "http://lake.example:99999/"):
        assert not scope.is_ours(broken), broken
    ported = Scope("http://127.0.0.1:8000/", RULES["founder_old"])
    assert ported.is_ours("http://127.0.0.1:8000/x")
    assert not ported.is_ours("http://127.0.0.1:8001/x")
    assert not ported.is_ours("http://127.0.0.1/x")


def test_the_real_papers_of_the_table(corpus: Path) -> None:
    """From one issue page the same page of another day is made, and is known for one."""
    found = papers(corpus / "newspaper_selectors.tsv")
    other = date(2020, 2, 29)
    wrong = []
    for paper in found:
        scope, url = Scope(paper.issue, RULES[paper.family]), on_day(paper.issue, other)
        link = scope.link(url) if url else None
        if scope.start_link().kind != "issue" or link != Link(url, "issue", other):
            wrong.append(paper.issue)
    assert len(wrong) <= 0.02 * len(found), wrong


def test_the_family_is_known_by_an_issue_page() -> None:
    assert family_of(["http://h.example/about.htm", BASE]) == "founder_old"
    assert family_of(["http://h.example/content/20191008/Page01HO.htm"]) == "huaguang"
    assert family_of(["http://gov.example/zwyw/202405/t20240512_1234.html"]) == ""


@pytest.mark.parametrize(
    "text", ["createPageHTML" * 20_000, 'createPageHTML(9999,0,"index","html");' * 200]
)
def test_a_hostile_list_of_pages_takes_no_time(text: str) -> None:
    started = time.process_time()
    assert len(links_of(text, BASE)) < 10_000
    assert time.process_time() - started < 2


def test_a_long_address_is_judged_at_once() -> None:
    started = time.process_time()
    Scope("http://gov.example/", LISTS).link("http://gov.example/content/" + "7" * 1900)
    assert time.process_time() - started < 1
