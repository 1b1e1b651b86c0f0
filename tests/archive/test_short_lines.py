"""Stories told in nothing but short lines, as phones show them, and pages that only look so.

In: invented pages. Out: which of them are stories.
"""

from __future__ import annotations

import pytest

from archive.models import ParseError
from tests.archive.test_structure import HEAD, TITLE, boxed, read

VERSES = (
    "今天", "柳湾乡三座便民桥正式通车", "沿河五个村的群众", "出行不再绕路", "为了修好这三座桥",
    "乡里请来设计单位", "逐一勘察 反复论证", "把原来的漫水桥", "改成了钢筋混凝土板桥",
    "三轮车能直接开到地头", "孩子上学也近了一半", "乡里还将修通", "通往山里的机耕路",
)  # fmt: skip


@pytest.mark.parametrize("name", ["p", "section", "div"])
def test_a_story_may_be_told_in_short_lines(name: str) -> None:
    story = read(f"{HEAD}<div id=main>{''.join(boxed(line, name=name) for line in VERSES)}</div>")
    assert story.headline == TITLE
    assert story.paragraphs == VERSES


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<p><a href=/{n}.html>{line}</a></p>" for n, line in enumerate(VERSES)),
        f"<table>{''.join(f'<tr><td>{line}</td></tr>' for line in VERSES)}</table>",
        "".join(f"<p>{line}</p>" for line in VERSES[:6]),
        "".join(f"<p>柳湾乡第{n}办公室 0571-86{n}23456</p>" for n in range(9)),
        "".join(f"<p>关于开展第{n}次全乡检查的通知</p>" for n in range(9)),
    ],
    ids=["links", "a table", "too few", "telephones", "notices"],
)
def test_short_lines_that_are_no_story(markup: str) -> None:
    with pytest.raises(ParseError):
        read(HEAD + markup)


@pytest.mark.parametrize("title", ["联系我们", "页面不存在", "用户登录", "领导之窗", "本周菜单"])
def test_short_lines_under_a_heading_of_no_story(title: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in VERSES)
    with pytest.raises(ParseError):
        read(f"<h1>{title}</h1><p>来源：柳湾融媒</p>{lines}", title)


def test_short_lines_of_nobody_are_no_story() -> None:
    lines = "".join(f"<p>{line}</p>" for line in VERSES)
    with pytest.raises(ParseError):
        read(f"<h1>{TITLE}</h1>{lines}")


def test_a_poem_is_a_story() -> None:
    verses = tuple(f"{line}，" for line in VERSES[1:9])
    story = read(f"<h1>{TITLE}</h1>{''.join(f'<p>{line}</p>' for line in verses)}")
    assert story.paragraphs == verses
