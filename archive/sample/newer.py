"""Issues as other systems publish them: Founder NBS, the newer Founder, Huaguang. In: draft issues.

Out: issue pages, story pages and pictures in the layout of the issue's family, and their truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from posixpath import relpath

from archive.models import Picture
from archive.sample.drawing import draw_page, draw_photograph, page_pdf, page_zones
from archive.sample.founder import PAPER, PrintedIssue
from archive.sample.markup import Markup
from archive.sample.notation import Draft, DraftIssue, DraftPage, Notice
from archive.sample.truth import (
    SamplePage,
    SampleStory,
    body,
    closing_byline,
    credit_line,
    plain_number,
    story_of,
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a family keeps its files, and how it prints a page and a story.

    The names take the day, the page's number, the story's place on its page and its number in the
    system: `{day:%Y%m}`, `{page}`, `{place}`, `{number}`.
    """

    issue_file: str
    story_file: str
    resources: str
    issue: Callable[[_Leaf], str]
    story: Callable[[_Leaf, _Item], str]


@dataclass(frozen=True, slots=True)
class _Item:
    """A story or notice with its file, its zone as `left,top,right,bottom` and its pictures."""

    item: Draft | Notice
    file: str
    zone: str
    pictures: tuple[Picture, ...] = ()

    @property
    def kicker(self) -> str:
        return self.item.kicker if isinstance(self.item, Draft) else ""

    @property
    def subhead(self) -> str:
        return self.item.subhead if isinstance(self.item, Draft) else ""

    @property
    def author(self) -> str:
        if isinstance(self.item, Draft) and self.item.shape == "author":
            return f"本报{credit_line(self.item.credits, padded=True)}"
        return ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if isinstance(self.item, Notice):
            return tuple(self.item.text.splitlines())
        return (*body(self.item), *closing_byline(self.item))

    @property
    def is_listed(self) -> bool:
        return isinstance(self.item, Notice) or self.item.listed


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page of an issue: its file, its picture, what stands on it, and all pages of the issue."""

    tags: Markup
    day: str
    page: DraftPage
    file: str
    picture: str
    pdf: str
    items: tuple[_Item, ...]
    pages: tuple[tuple[str, str, str], ...]
    charset: str

    @property
    def label(self) -> str:
        return f"第{self.page.number}版：{self.page.name}"

    def link(self, target: str, file: str = "") -> str:
        """The way to a file of the sample from this page's file or from another one."""
        return relpath(target, (file or self.file).rpartition("/")[0])


def print_newer_issue(issue: DraftIssue, numbers: Iterator[int]) -> PrintedIssue:
    """The files of one issue and the truth about them."""
    layout = _LAYOUTS[issue.family]
    files: dict[str, bytes] = {}
    stories: list[SampleStory] = []
    pages: list[SamplePage] = []
    for leaf in _leaves(issue, layout, numbers):
        zones = page_zones(len(leaf.items))
        files[leaf.picture] = draw_page(zones)
        files[leaf.pdf] = page_pdf(files[leaf.picture])
        files[leaf.file] = layout.issue(leaf).encode(issue.encoding)
        for item in leaf.items:
            files[item.file] = layout.story(leaf, item).encode(issue.encoding)
            if isinstance(item.item, Draft):
                shown = tuple(
                    replace(picture, src=leaf.link(picture.src, item.file))
                    for picture in item.pictures
                )
                stories.append(story_of(item.item, issue, leaf.page, item.file, shown))
                files |= {picture.src: draw_photograph(picture.src) for picture in item.pictures}
        pages.append(
            SamplePage(
                file=leaf.file,
                published=issue.published,
                page=plain_number(leaf.page.number),
                page_name=leaf.page.name,
                stories=tuple(it.file for it in leaf.items if isinstance(it.item, Draft)),
                notices=tuple(it.file for it in leaf.items if isinstance(it.item, Notice)),
            )
        )
    return PrintedIssue(files, tuple(stories), tuple(pages))


def _leaves(issue: DraftIssue, layout: _Layout, numbers: Iterator[int]) -> Iterator[_Leaf]:
    day = issue.published
    named = [
        (
            f"第{page.number}版：{page.name}",
            layout.issue_file.format(day=day, page=page.number),
            layout.resources.format(day=day, page=page.number),
        )
        for page in issue.pages
    ]
    pages = tuple((label, file, f"{folder}/page.pdf") for label, file, folder in named)
    for page, (_, file, folder), (_, _, pdf) in zip(issue.pages, named, pages, strict=True):
        items = []
        zones = page_zones(len(page.items))
        for place, (item, zone) in enumerate(zip(page.items, zones, strict=True), start=1):
            number = next(numbers)
            story = layout.story_file.format(day=day, page=page.number, place=place, number=number)
            shown = tuple(
                replace(picture, src=f"{folder}/{number}_{at}.png")
                for at, picture in enumerate(item.pictures if isinstance(item, Draft) else (), 1)
            )
            items.append(_Item(item, story, ",".join(map(str, zone)), shown))
        yield _Leaf(
            tags=Markup(f"{issue.published} {page.number}"),
            day=f"{day.year}年{day.month:02}月{day.day:02}日 星期{'一二三四五六日'[day.weekday()]}",
            page=page,
            file=file,
            picture=f"{folder}/page.jpg",
            pdf=pdf,
            items=tuple(items),
            pages=pages,
            charset="gb2312" if issue.encoding == "gbk" else issue.encoding,
        )


def _document(leaf: _Leaf, title: str, inside: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={leaf.charset}">'
    return (
        f"<html><head>{meta}<title>{leaf.tags.text(title)}</title></head>\n<body>\n{inside}\n"
        f'<div class="foot">{PAPER}社版权所有 未经许可不得转载</div></body></html>\n'
    )


def _map(leaf: _Leaf, name: str) -> str:
    """The picture of a page and a zone for each of its stories."""
    tags = leaf.tags
    areas = "\n".join(
        tags.open(
            "area",
            shape="rect",
            coords=item.zone,
            href=leaf.link(item.file),
            title="" if item.is_listed else item.item.headline,
        )
        for item in leaf.items
    )
    image = tags.open("img", src=leaf.link(leaf.picture), usemap=f"#{name}", border="0")
    return f"{image}{tags.wrap('map', areas, name=name)}"


def _page_links(leaf: _Leaf, at: str = "") -> str:
    """The pages of the issue, each with its PDF beside it, as linked from this page or a file."""
    tags = leaf.tags
    return "\n".join(
        tags.wrap(
            "li",
            tags.wrap("a", label, id="pageLink", href=leaf.link(file, at))
            + " "
            + tags.wrap("a", "PDF", href=leaf.link(pdf, at)),
        )
        for label, file, pdf in leaf.pages
    )


def _title_links(leaf: _Leaf, class_: str, *, written: bool = False) -> str:
    """The titles on a page in their order; `written` has the browser write them."""
    tags = leaf.tags
    return "\n".join(
        tags.wrap(
            "li",
            tags.wrap(
                "a",
                f'<script>document.write(view("{item.item.headline} "))</script>'
                if written
                else tags.text(item.item.headline),
                href=leaf.link(item.file),
                class_=class_,
            ),
        )
        for item in leaf.items
        if item.is_listed
    )


def _paragraphs(leaf: _Leaf, item: _Item) -> str:
    return "\n".join(f"<P>\u3000\u3000{leaf.tags.text(words)}</P>" for words in item.paragraphs)


def _words(picture: Picture) -> str:
    return " ".join(part for part in (picture.caption, picture.credit) if part)


def _nbs_issue(leaf: _Leaf) -> str:
    return _document(
        leaf,
        PAPER,
        f'<div class="l_t">{leaf.day}</div>{_map(leaf, "pagepicmap")}\n'
        f'<div id="pageList"><ul>{_page_links(leaf)}</ul></div>\n'
        f'<div id="titleList"><ul>{_title_links(leaf, "t", written=True)}</ul></div>',
    )


def _nbs_story(leaf: _Leaf, item: _Item) -> str:
    tags = leaf.tags
    headings = (("h3", item.kicker), ("h1", item.item.headline), ("h2", item.subhead))
    printed = "".join(tags.wrap(name, tags.text(words)) for name, words in headings)
    pictures = "".join(
        tags.wrap(
            "table",
            f"<tr><td>{tags.open('img', src=leaf.link(shown.src, item.file))}</td></tr>"
            f"<tr><td>{tags.text(shown.caption)}</td></tr><tr><td>{shown.credit}</td></tr>",
            class_="pci_c",
        )
        for shown in item.pictures
    )
    source = f"《 {PAPER} 》（ {leaf.day}\u3000第 {leaf.page.number} 版）"
    return _document(
        leaf,
        f"{item.item.headline}-{PAPER}",
        f'<div id="pageList"><ul>{_page_links(leaf, item.file)}</ul></div>\n'
        f'<div class="text_c">{printed}{tags.wrap("h4", item.author)}'
        f'<div class="lai">{source}</div><div id="articleContent">{pictures}'
        f'<div id="ozoom"><!--enpcontent-->{_paragraphs(leaf, item)}<!--/enpcontent--></div>'
        "</div></div>",
    )


def _newer_issue(leaf: _Leaf) -> str:
    return _document(
        leaf,
        PAPER,
        f'<p class="date">{leaf.day}</p>{_map(leaf, "PagePicMap")}\n<ul>{_page_links(leaf)}</ul>\n'
        f'<div class="newslist"><ul>{_title_links(leaf, "news")}</ul></div>',
    )


def _newer_story(leaf: _Leaf, item: _Item) -> str:
    tags = leaf.tags
    pictures = "".join(
        f'<div class="attachment">{tags.open("img", src=leaf.link(shown.src, item.file))}'
        f"<p>{tags.text(_words(shown))}</p></div>"
        for shown in item.pictures
    )
    return _document(
        leaf,
        item.item.headline,
        f'<div class="bar"><span>{leaf.label}</span><ul>{_page_links(leaf, item.file)}</ul></div>\n'
        f'<div class="newsdetatit"><p id="PreTitle">{tags.text(item.kicker)}</p>'
        f'<h2 id="Title">{tags.text(item.item.headline)}</h2>'
        f'<p id="SubTitle">{tags.text(item.subhead)}</p><p id="Author">{item.author}</p></div>\n'
        f'<div class="newsdetatext">{pictures}'
        f"<founder-content>{_paragraphs(leaf, item)}</founder-content></div>",
    )


def _huaguang_issue(leaf: _Leaf) -> str:
    return _document(
        leaf,
        PAPER,
        f"<table><tr><td>{leaf.day}</td></tr></table>{_map(leaf, 'Map')}\n"
        f"<ul>{_page_links(leaf)}</ul>\n<ul>{_title_links(leaf, 'atitle')}</ul>",
    )


def _huaguang_story(leaf: _Leaf, item: _Item) -> str:
    tags = leaf.tags
    pictures = "".join(
        f"<p>{tags.open('img', src=leaf.link(shown.src, item.file))}</p>"
        f"<p>{tags.text(_words(shown))}</p>"
        for shown in item.pictures
    )
    headings = (("h3", item.kicker), ("h2", item.item.headline), ("h4", item.author))
    printed = "".join(tags.wrap(name, tags.text(words)) for name, words in headings if words)
    return _document(
        leaf,
        PAPER,
        f"<table><tr><td>{leaf.day}\u3000{leaf.label}</td></tr></table>\n"
        f'<div class="neirong">{printed}{tags.open("span", id="contenttext")}{pictures}'
        f'{_paragraphs(leaf, item)}</span><span id="oldcontenttext" style="display:none"></span>'
        f"</div>\n<ul>{_page_links(leaf, item.file)}</ul>",
    )


_LAYOUTS = {
    "nbs": _Layout(
        "html/{day:%Y-%m/%d}/nbs.D110000yanhu_{page}.htm",
        "html/{day:%Y-%m/%d}/nw.D110000yanhu_{day:%Y%m%d}_{place}-{page}.htm",
        "res/nbs/{day:%Y-%m/%d}/{page}",
        _nbs_issue,
        _nbs_story,
    ),
    "newer": _Layout(
        "pc/layout/{day:%Y%m/%d}/node_{page}.html",
        "pc/con/{day:%Y%m/%d}/content_{number}.html",
        "pc/att/{day:%Y%m/%d}/{page}",
        _newer_issue,
        _newer_story,
    ),
    "huaguang": _Layout(
        "content/{day:%Y%m%d}/Page{page}HO.htm",
        "content/{day:%Y%m%d}/Articel{page}{place:03}HO.htm",
        "IMAGE/{day:%Y%m%d}/{page}",
        _huaguang_issue,
        _huaguang_story,
    ),
}
