"""Issues as an old Founder system publishes them. In: draft issues.

Out: issue pages `html/2023-03/08/node_2.htm`, story pages `content_1_123.htm` and what they show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.models import Picture
from archive.sample.drawing import Zone, draw_page, draw_photograph, page_pdf, page_zones
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

PAPER = "砚湖报"
_WEEKDAYS = "一二三四五六日"
_SECOND_TAIL_SINCE = date(2024, 7, 1)
"""From this day on the story pages end as the system's later release ends them."""


@dataclass(frozen=True, slots=True)
class PrintedIssue:
    """An issue's files (name below the sample's folder → bytes) and the truth about them."""

    files: dict[str, bytes]
    stories: tuple[SampleStory, ...]
    pages: tuple[SamplePage, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item of a page with its number in the system and its hot zone."""

    item: Draft | Notice
    number: int
    zone: Zone

    @property
    def file(self) -> str:
        return f"content_1_{self.number}.htm"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page with its node file and all that is placed on it."""

    page: DraftPage
    node: str
    placed: tuple[_Placed, ...]

    @property
    def label(self) -> str:
        return f"第{self.page.number}版：{self.page.name}"


def print_issue(issue: DraftIssue, numbers: Iterator[int]) -> PrintedIssue:
    """The files of one issue, its stories numbered by the system's running numbers."""
    leaves = tuple(_leaf(page, at, numbers) for at, page in enumerate(issue.pages, start=2))
    folder = f"html/{issue.published:%Y-%m/%d}"
    files: dict[str, bytes] = {}
    stories, pages = [], []
    for leaf in leaves:
        picture = draw_page([placed.zone for placed in leaf.placed])
        files[f"{_resources(issue, leaf)}/page.jpg"] = picture
        files[f"{_resources(issue, leaf)}/page.pdf"] = page_pdf(picture)
        node = _IssuePrinter(issue, leaves).node(leaf)
        files[f"{folder}/{leaf.node}"] = _encoded(node, issue)
        for placed in leaf.placed:
            printer = _StoryPrinter(issue, leaves, leaf, placed)
            file = f"{folder}/{placed.file}"
            files[file] = _encoded(printer.page(), issue)
            if isinstance(placed.item, Draft):
                shown = printer.pictures(placed.item)
                for picture_of in shown:
                    name = picture_of.src.removeprefix("../../../")
                    files[name] = draw_photograph(picture_of.src)
                stories.append(story_of(placed.item, issue, leaf.page, file, shown))
        pages.append(_truth_of(issue, leaf, folder))
    return PrintedIssue(files, tuple(stories), tuple(pages))


def print_front(latest: date) -> bytes:
    """The paper's root page, which sends the browser to its latest issue."""
    return (
        "<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=utf-8'>"
        f"<TITLE>{PAPER}数字报</TITLE>\n"
        f'<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/{latest:%Y-%m/%d}/node_2.htm">'
        "</HEAD><BODY></BODY></HTML>\n"
    ).encode()


def _leaf(page: DraftPage, at: int, numbers: Iterator[int]) -> _Leaf:
    zones = page_zones(len(page.items))
    placed = (
        _Placed(item, number, zone)
        for item, zone, number in zip(page.items, zones, numbers, strict=False)
    )
    return _Leaf(page, f"node_{at}.htm", tuple(placed))


def _truth_of(issue: DraftIssue, leaf: _Leaf, folder: str) -> SamplePage:
    drafts = [placed for placed in leaf.placed if isinstance(placed.item, Draft)]
    notices = [placed for placed in leaf.placed if isinstance(placed.item, Notice)]
    return SamplePage(
        file=f"{folder}/{leaf.node}",
        published=issue.published,
        page=plain_number(leaf.page.number),
        page_name=leaf.page.name,
        stories=tuple(f"{folder}/{placed.file}" for placed in drafts),
        notices=tuple(f"{folder}/{placed.file}" for placed in notices),
    )


def _resources(issue: DraftIssue, leaf: _Leaf) -> str:
    return f"res/1/{issue.published:%Y-%m/%d}/{leaf.page.number}"


def _encoded(text: str, issue: DraftIssue) -> bytes:
    return text.encode(issue.encoding)


class _IssuePrinter:
    """What issue pages and story pages of one issue have in common, and the issue page."""

    def __init__(self, issue: DraftIssue, leaves: tuple[_Leaf, ...], seed: str = "") -> None:
        self.issue, self.leaves = issue, leaves
        self.tags = Markup(f"{issue.published} {seed}")

    def node(self, leaf: _Leaf) -> str:
        """The issue page: its picture with hot zones, the pages, the titles on this page."""
        tags = self.tags
        titles = "\n".join(
            tags.wrap(
                "li",
                tags.wrap(
                    "a",
                    tags.wrap("div", tags.text(placed.item.headline), id=f"mp{placed.number}"),
                    href=placed.file,
                ),
            )
            for placed in leaf.placed
            if isinstance(placed.item, Notice) or placed.item.listed
        )
        tail = (
            f"<!--enpproperty <founder-date>{self.issue.published} 00:00:00</founder-date>"
            f"<founder-pagenum>{leaf.page.number}</founder-pagenum>"
            f"<founder-papername>{PAPER}</founder-papername><founder-type>2</founder-type>"
            f"<founder-content>{PAPER}</founder-content> /enpproperty-->"
        )
        return "\n".join(
            [
                self.head(PAPER),
                self.masthead(leaf),
                self.page_picture(leaf),
                tags.open("ul", class_="main-ed-articlenav-list", id="titleList"),
                titles,
                tags.close("ul"),
                self.page_links(),
                self.foot(),
                tail,
            ]
        )

    def head(self, title: str) -> str:
        """The document's start; a GBK issue calls itself gb2312, as all of them do."""
        charset = "gb2312" if self.issue.encoding == "gbk" else self.issue.encoding
        content = f"text/html; charset={charset}"
        tags = self.tags
        return "\n".join(
            [
                '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
                tags.open("html") + tags.open("head"),
                tags.open("meta", http_equiv="Content-Type", content=content),
                tags.wrap("title", tags.text(title)),
                "<SCRIPT language=Javascript>function show(a){a.style.color='#A40000';}</SCRIPT>",
                tags.close("head"),
                tags.open("body", leftmargin="0", topmargin="0"),
            ]
        )

    def masthead(self, leaf: _Leaf) -> str:
        """The line with the date, this page's name and the PDF of it."""
        tags, day = self.tags, self.issue.published
        dateline = f"{day.year}年{day.month:02}月{day.day:02}日 星期{_WEEKDAYS[day.weekday()]}"
        pdf = f"../../../{_resources(self.issue, leaf)}/page.pdf"
        cells = [
            tags.wrap("td", tags.wrap("strong", PAPER), class_="papername"),
            tags.wrap("td", dateline, width="180"),
            tags.wrap("td", tags.wrap("strong", leaf.label), class_="px12"),
            tags.wrap("td", tags.wrap("a", "PDF版", href=pdf)),
        ]
        row = tags.wrap("tr", "\n".join(cells))
        return tags.wrap("table", row, id="logoTable", width="1000", border="0")

    def page_picture(self, leaf: _Leaf) -> str:
        """The page's picture and its map, a four-cornered zone a story."""
        tags = self.tags
        areas = []
        for placed in leaf.placed:
            left, top, right, bottom = placed.zone
            coords = f"{left},{top},{right},{top},{right},{bottom},{left},{bottom}"
            areas.append(tags.open("area", coords=coords, shape="polygon", href=placed.file))
        source = f"../../../{_resources(self.issue, leaf)}/page.jpg"
        image = tags.open("img", src=source, border="0", usemap="#pagepicmap")
        return image + "\n" + tags.wrap("map", "\n".join(areas), name="pagepicmap")

    def page_links(self) -> str:
        """The links to all pages of the issue; their ids repeat."""
        tags = self.tags
        rows = (
            tags.wrap(
                "tr",
                tags.wrap("td", tags.wrap("a", leaf.label, id="pageLink", href=f"./{leaf.node}")),
            )
            for leaf in self.leaves
        )
        return tags.wrap("table", "\n".join(rows), id="pageList")

    def foot(self) -> str:
        """The end of the document."""
        owner = self.tags.wrap("div", f"{PAPER}社版权所有 未经许可不得转载", class_="foot")
        return owner + self.tags.close("body") + self.tags.close("html")


class _StoryPrinter(_IssuePrinter):
    """A story page (or an advertisement's) of an issue."""

    def __init__(
        self, issue: DraftIssue, leaves: tuple[_Leaf, ...], leaf: _Leaf, placed: _Placed
    ) -> None:
        super().__init__(issue, leaves, placed.file)
        self.leaf, self.placed = leaf, placed

    def page(self) -> str:
        """The whole page."""
        item = self.placed.item
        author, newspic = "", ""
        if isinstance(item, Notice):
            paragraphs = tuple(item.text.splitlines())
        else:
            paragraphs = (*body(item), *closing_byline(item))
            newspic = self._newspic(item)
            if item.shape == "author":
                author = f"■本报{credit_line(item.credits, padded=True)}"
        return "\n".join(
            [
                self.head(f"{item.headline}--{PAPER}"),
                self.masthead(self.leaf),
                f"<founder-title>{PAPER}</founder-title>" if self.tags.chance(0.3) else "",
                self.page_picture(self.leaf),
                self._headlines(item, author),
                newspic,
                self._content(paragraphs),
                self._neighbours(),
                self.page_links(),
                self.foot(),
                self._tail(item, author, paragraphs),
            ]
        )

    def pictures(self, draft: Draft) -> tuple[Picture, ...]:
        """The draft's pictures with the addresses they are printed at."""
        folder = f"../../../{_resources(self.issue, self.leaf)}"
        return tuple(
            replace(picture, src=f"{folder}/{self.placed.number}_{at}.png")
            for at, picture in enumerate(draft.pictures, start=1)
        )

    def _headlines(self, item: Draft | Notice, author: str) -> str:
        tags = self.tags
        kicker, subhead = (item.kicker, item.subhead) if isinstance(item, Draft) else ("", "")
        title = (
            "<founder-title><!--<npm:article-title>-->"
            f"{tags.text(item.headline)}<!--</npm:article-title>--></founder-title>"
        )
        byline = (
            "<founder-author><!--<npm:article-author>-->"
            f"{author}<!--</npm:article-author>--></founder-author>"
        )
        cells = (
            ("font02", _npm("pretitle", tags.text(kicker))),
            ("font01", title),
            ("font02", _npm("subtitle", tags.text(subhead))),
            ("font02", byline),
        )
        rows = (
            tags.wrap("tr", tags.wrap("td", cell, class_=name, align="middle"), valign="top")
            for name, cell in cells
        )
        return tags.wrap("table", tags.wrap("tbody", "\n".join(rows)), width="100%")

    def _newspic(self, draft: Draft) -> str:
        tags = self.tags
        rows = []
        for picture in self.pictures(draft):
            image = tags.open("img", src=picture.src, border="0")
            shown = f"<!--<npm:pic>-->{image}<!--</npm:pic>-->"
            words = " ".join(part for part in (picture.caption, picture.credit) if part)
            rows.append(tags.wrap("tr", tags.wrap("td", shown)))
            caption = f"<!--<npm:pic-text>-->{tags.text(words)}<!--</npm:pic-text>-->"
            rows.append(tags.wrap("tr", tags.wrap("td", caption, class_="pictext")))
        return tags.wrap("table", "\n".join(rows), id="newspic") if rows else ""

    def _content(self, paragraphs: tuple[str, ...]) -> str:
        """The body in one of three habits: closed paragraphs, unclosed ones, line breaks."""
        tags = self.tags
        printed = [tags.text(paragraph) for paragraph in paragraphs]
        habit = self.placed.number % 3
        if habit == 0:
            inner = "\n".join(tags.wrap("p", f"\u3000\u3000{words}") for words in printed)
        elif habit == 1:
            inner = "\n".join(f"<P>&nbsp;&nbsp;&nbsp;&nbsp;{words}" for words in printed)
        else:
            inner = tags.wrap("p", "<BR>\n".join(f"\u3000\u3000{words}" for words in printed))
        content = (
            "<founder-content><!--<npm:article-content>--><!--enpcontent-->"
            f"{inner}<!--/enpcontent--><!--</npm:article-content>--></founder-content>"
        )
        return tags.wrap("div", content, id="ozoom", style="ZOOM: 100%")

    def _neighbours(self) -> str:
        tags, at = self.tags, self.leaf.placed.index(self.placed)
        links = []
        if at > 0:
            links.append(tags.wrap("a", "上一篇", href=self.leaf.placed[at - 1].file))
        if at + 1 < len(self.leaf.placed):
            links.append(tags.wrap("a", "下一篇", href=self.leaf.placed[at + 1].file))
        return tags.wrap("div", "\n".join(links), class_="neighbours")

    def _tail(self, item: Draft | Notice, author: str, paragraphs: tuple[str, ...]) -> str:
        """The comment after the document, in the habit of the system's release of that year."""
        subhead = item.subhead if isinstance(item, Draft) else ""
        if self.issue.published >= _SECOND_TAIL_SINCE:
            kicker = item.kicker if isinstance(item, Draft) else ""
            return (
                f"<!--enpproperty <articleid>{self.placed.number}</articleid>"
                f"<date>{self.issue.published} 05:40:12:0</date><author>{author}</author>"
                f"<title>{item.headline}</title><subtitle>{subhead}</subtitle>"
                f"<introtitle>{kicker}</introtitle><sourcename>{PAPER}</sourcename>"
                "/enpproperty-->"
            )
        # The evening before: the hour the page was sent to the system, not the day of the issue.
        sent = self.issue.published - timedelta(days=1)
        return (
            f"<!--enpproperty <founder-date>{sent} 23:48:05</founder-date>"
            f"<founder-author>{author}</founder-author>"
            f"<founder-title>{item.headline}</founder-title>"
            f"<founder-subtitle>{subhead}</founder-subtitle>"
            f"<founder-pagenum>{self.leaf.page.number}</founder-pagenum>"
            f"<founder-papername>{PAPER}</founder-papername><founder-type>1</founder-type>"
            f"<founder-content>{''.join(paragraphs)}</founder-content> /enpproperty-->"
        )


def _npm(name: str, words: str) -> str:
    return f"<!--<npm:article-{name}>-->{words}<!--</npm:article-{name}>-->"
