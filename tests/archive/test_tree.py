"""The tree of a page, from sloppy markup too."""

import pytest

from archive.models import Capture, ParseError
from archive.parse import read_capture
from archive.templates.page import Page
from archive.templates.tree import Tag, Text, parse


def outline(tag: Tag) -> str:
    inside = "".join(
        repr(str(node)) if isinstance(node, Text) else outline(node) for node in tag.contents
    )
    return f"{tag.name}({inside})"


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("秋收", "'秋收'"),
        ("<p>秋收<p>冬种", "p('秋收')p('冬种')"),
        ("<b>秋</i>收</b>", "b('秋收')"),
        ("<FOUNDER-content>秋</founder-CONTENT>", "founder-content('秋')"),
        ("<p>秋<br>收</p>", "p('秋'br()'收')"),
        ("&lt;秋&nbsp;收", "'<秋\\xa0收'"),
        ("<p>秋", "p('秋')"),
        ("<o:p>秋</o:p>", "o:p('秋')"),
    ],
)
def test_markup_as_a_tree(markup: str, body: str) -> None:
    assert outline(parse(markup)) == f"[document](html(body({body})))"


@pytest.mark.parametrize("markup", ["", "  ", "<!-- 秋 -->"])
def test_nothing_to_read(markup: str) -> None:
    assert parse(markup).nodes() == []


def test_a_text_knows_the_tags_around_it() -> None:
    text = next(node for node in parse("<div><p>秋</p></div>").nodes() if isinstance(node, Text))
    assert [tag.name for tag in text.tags_around()] == ["p", "div", "body", "html"]


def test_what_follows_a_tag() -> None:
    cell = parse("<table><tr><td>甲<td>乙<td>丙</table>").inside("td")[0]
    assert [node.all_text() for node in cell.following() if isinstance(node, Tag)] == ["乙", "丙"]
    assert cell.all_text("|") == "甲"


@pytest.mark.parametrize("tags", ["<dd>", "<p><option>", "<td>", "<li>", "<table><tr><td>"])
def test_tags_that_are_never_closed_are_no_danger(tags: str) -> None:
    story = "<p>10月8日，云山县召开秋收工作会议，部署粮食收购和冬种，各乡镇汇报了进度。</p>"
    html = f"<html><title>云山县部署秋收</title><body>{tags * 5000}{story}</body></html>"
    capture = Capture(source="2019-10/09/page.html", content=html.encode())
    try:
        found = read_capture(capture).stories
    except ParseError:
        return
    assert [story.headline for story in found] == ["云山县部署秋收"]


SELECTORS = [
    ("p", "甲乙丙"),
    ("#Main", "乙"),
    (".lead", "甲丙"),
    ("p.lead", "甲"),
    ("span.lead", "丙"),
    ("p[align]", "甲"),
    ("[align]", "甲"),
    ("div p", "乙"),
    (".box #main", "乙"),
    ("div div p", ""),
]


@pytest.mark.parametrize(("selector", "texts"), SELECTORS)
def test_selectors(selector: str, texts: str) -> None:
    html = (
        "<html><body><p class='lead Big' align=left>甲</p><div class=box><p id=main>乙</p></div>"
        "<p><span class=LEAD>丙</span></p></body></html>"
    )
    assert "".join(tag.all_text() for tag in Page(html, "x").find(selector)) == texts


@pytest.mark.parametrize("selector", ["p > b", "p,b", "p:not(b)", ""])
def test_no_selector(selector: str) -> None:
    with pytest.raises(ValueError, match="no selector"):
        Page("<html></html>", "x").find(selector)
