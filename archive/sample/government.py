"""The government site's story pages. In: draft issues. Out: `gov/2023/t20230512_1234.html`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from archive.sample.drawing import draw_photograph
from archive.sample.notation import Draft, DraftIssue, DraftPage
from archive.sample.truth import SampleStory, body, names, story_of

SITE = "澜泽市砚湖区人民政府"
_PUBDATES = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y%m%d")
"""The ways the site's editors enter the date; each page has one of them."""


def print_stories(
    issue: DraftIssue, numbers: Iterator[int]
) -> Iterator[tuple[SampleStory, dict[str, bytes]]]:
    """Each story of a day with its files: the page and its pictures."""
    for page in issue.pages:
        for draft in page.items:
            if isinstance(draft, Draft):
                yield _print_story(draft, issue, page, next(numbers))


def _print_story(
    draft: Draft, issue: DraftIssue, page: DraftPage, number: int
) -> tuple[SampleStory, dict[str, bytes]]:
    folder = f"gov/{issue.published:%Y}"
    stem = f"t{issue.published:%Y%m%d}_{number}"
    pictures = tuple(
        replace(picture, src=f"./W0{number}{at}.png")
        for at, picture in enumerate(draft.pictures, start=1)
    )
    story = story_of(draft, issue, page, f"{folder}/{stem}.html", pictures)
    files = {story.file: _page(draft, issue, page, story, number).encode()}
    for picture in pictures:
        name = picture.src.removeprefix("./")
        files[f"{folder}/{name}"] = draw_photograph(picture.src)
    return story, files


def _page(draft: Draft, issue: DraftIssue, page: DraftPage, story: SampleStory, number: int) -> str:
    published = issue.published.strftime(_PUBDATES[number % 3].replace("%H:%M", "09:30"))
    source = " ".join(names(draft.credits, "source"))
    metas = {
        "SiteName": SITE,
        "SiteDomain": "yanhu.gov.example",
        "SiteIDCode": "0000000000",
        "ColumnName": page.name,
        "ColumnType": "新闻动态",
        "ArticleTitle": draft.headline,
        "PubDate": published,
        "ContentSource": source,
        "Author": " ".join(story.reporters),
        "Keywords": "null" if number % 2 else "",
        "Description": story.paragraphs[0],
        "Image": story.pictures[0].src if story.pictures else "",
        "Url": f"./{story.file.rsplit('/', 1)[1]}",
    }
    tags = "\n".join(
        f'<meta name="{name if number % 3 else name.lower()}" content="{escape(value)}">'
        for name, value in metas.items()
    )
    shown = "\n".join(
        f'<p style="text-align: center;"><img src="{picture.src}" alt="{picture.caption}"></p>'
        for picture in story.pictures
    )
    paragraphs = "\n".join(
        f'<p style="text-indent: 2em;">{escape(words, quote=False)}</p>' for words in body(draft)
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
{tags}
<title>{escape(draft.headline)}_{page.name}_{SITE}</title>
</head>
<body>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="/zwyw/">{page.name}</a> &gt; 正文</div>
<div class="article">
<h1>{escape(draft.headline)}</h1>
<div class="info"><span>发布时间：{issue.published:%Y-%m-%d} 09:30</span>
<span>来源：{source}</span>
<span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="trs_editor_view TRS_UEDITOR trs_paper_default">
{shown}
{paragraphs}
</div>
<div class="tools"><a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
</div>
<div class="footer">主办：{SITE}办公室 网站标识码：0000000000</div>
</body>
</html>
"""
