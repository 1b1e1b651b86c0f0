"""The text of a story's body: lines and pictures out of one part of a page.

In: a tag. Out: `Body`: its lines as a reader sees them, and the pictures between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bs4.element import PageElement

from archive.byline import read_byline
from archive.letters import HAN, count_han
from archive.models import Picture
from archive.templates.page import Page, tidy
from archive.templates.tree import Tag, Text

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure"
    " footer form founder-content h1 h2 h3 h4 h5 h6 header html hr li main nav ol p pre section"
    " table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# All other tags are words of the line they stand in.
_MARKING = BLOCKS | _HEADINGS | {"a", "b", "strong", "br", "img"}
_SKIPPED_NAMES = (
    "script style noscript template button input select option textarea iframe object embed svg"
    " head title meta link"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"(?:icon|logo|blank|spacer?|qr_?code|share|arrow|button|avatar)", re.IGNORECASE
)
_CAPTION = re.compile(
    r"caption|tu-?(?:zhu|shuo)|(?:pic|img|image|photo)s?[-_]?(?:text|txt|desc|msg|info|note|tit|word|explain)",
    re.IGNORECASE,
)
_PICTURE_CREDIT = re.compile(
    r"(?:(?<=[。！？”])|\s|[（(]|^)\s*(?:本报|通讯员|记者|全媒体|[\s])*"
    rf"[{HAN}·]{{2,10}}(?:[\s、][{HAN}·]{{2,4}}){{0,3}}\s?(?:摄影?|供图|提供)\s*[）)]?$"
)
# 作者：(张云山) 收割机在作业。
_CREDIT_FIRST = re.compile(
    rf"(?:作者|摄影者?|拍摄)\s*[：:]\s*(?:[（(]\s*[{HAN}·]{{2,10}}\s*[）)]\s*|[{HAN}·]{{2,4}}\s+)(?=\S)"
)
_CAPTION_OPENING = re.compile(r"[（(▲▼△▽↑↓●◆\s]*(?:[上下左右中本题]?图[为：:①-⑨]|图[片说]\s?[：:])")
_ADVERTISEMENT = re.compile(r"[【\[（(]?(?:广\s?告位?|推广)[】\]）)]?")
_ADVERTISED = re.compile(r"/(?:ads?|advert\w{0,10}|guanggao)/", re.IGNORECASE)
_LONGEST_CAPTION = 160
_LONGEST_MARK = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body; `heading` if it is printed as one, `linked` if all of it is links."""

    text: str
    heading: bool = False
    linked: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class BodyPicture:
    """A picture of a body: its source as written and the words that may belong to it.

    `caption` is marked as one, `alt` comes from its tag, `below` is the line that follows, and
    `at` counts the lines before it.
    """

    src: str
    caption: str = ""
    alt: str = ""
    at: int = 0
    below: str = ""

    @property
    def printed(self) -> str:
        """The caption; where nothing says which it is, the line below if it reads like one."""
        if self.caption or is_caption(self.below):
            return self.caption or self.below
        return self.alt


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a body in order, its pictures, and the last tag that it was read from."""

    lines: tuple[Line, ...]
    pictures: tuple[BodyPicture, ...] = ()
    tag: Tag | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(line.text for line in self.lines)

    @property
    def weight(self) -> int:
        """How many Chinese characters it holds outside links."""
        return sum(count_han(line.text) for line in self.lines if not line.linked)


def read_body(*tags: Tag) -> Body:
    """Lines and pictures of the tags: a block or `<br>` ends a line, a table row is one line."""
    walk = _Walk()
    for tag in tags:
        walk.read((tag,), shown=True)
    texts = [*(line.text for line in walk.lines), ""]
    pictures = (
        replace(picture, below=texts[picture.at])
        for picture, tag in zip(walk.pictures, walk.printed_by, strict=True)
        if not (
            walk.advertisements and walk.advertisements.intersection(map(id, tag.and_parents()))
        )
    )
    return Body(tuple(walk.lines), tuple(pictures), tags[-1] if tags else None)


def lines_below(tag: Tag) -> Iterator[Line]:
    """The lines of a page that stand below a tag, found as they are asked for."""
    for around in tag.and_parents():
        walk = _Walk()
        walk.read(around.following())
        yield from walk.lines


def is_caption(text: str) -> bool:
    """Whether a line below a picture is its caption: 图为…, 上图：…, …。何斯宁 摄."""
    return len(text) <= _LONGEST_CAPTION and bool(
        _CAPTION_OPENING.match(text) or _PICTURE_CREDIT.search(text)
    )


def printed_lines(page: Page) -> tuple[Line, ...]:
    """All lines of a page, to be asked for with `page.once`."""
    return read_body(page.tree).lines


def tag_text(tag: Tag) -> str:
    """The text of a tag in one line; a line break becomes a space."""
    return " ".join(read_body(tag).texts)


def credited(src: str, printed: str) -> Picture:
    """A picture with its caption, and `何斯宁 摄` at the caption's end as its credit, or
    `作者：何斯宁` at its head.
    """
    if opening := _CREDIT_FIRST.match(printed):
        return Picture(src, printed[opening.end() :].strip(), opening[0].strip())
    found = _PICTURE_CREDIT.search(printed)
    credit = found[0].strip(" \u3000（）()") if found else ""
    byline = read_byline((credit,))
    # 某某中心供图 credits nobody, but is a credit all the same
    shot = any(person.role == "photographer" for person in byline.credits)
    if found and (shot or not byline.paragraphs):
        return Picture(src, printed[: found.start()].strip(), credit)
    return Picture(src, printed)


def beginning(tag: Tag, length: int = _LONGEST_MARK) -> str:
    """The text of a tag without its breaks, cut somewhere behind that many characters."""
    begun = ""
    for node in tag.descendants:
        begun += tidy(node) if isinstance(node, Text) else ""
        if len(begun) > length:
            break
    return begun


def heaviest(tags: Sequence[Tag]) -> Body | None:
    """The body of the tag with most text, for ids that a page uses twice; None if all are empty."""
    bodies = [read_body(tag) for tag in tags]
    best = max(bodies, key=lambda body: body.weight, default=None)
    return best if best and (best.weight or best.pictures) else None


class _Walk:
    """Collects lines while walking the tree without recursion, so that depth is no danger."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pictures: list[BodyPicture] = []
        self.printed_by: list[Tag] = []  # the tag of each picture
        self.advertisements: set[int] = set()  # the boxes that say 广告 and nothing else
        self._roots: frozenset[int] = frozenset()
        self._pieces: list[str] = []
        self._cells: list[str] = []  # of the table row so far
        self._headings = self._links = self._bolds = self._captions = 0
        self._printed = self._linked = self._strong = 0

    def read(self, nodes: Sequence[Tag | Text], *, shown: bool = False) -> None:
        """Walk tags and texts that stand side by side and all that is in them.

        `shown` says that they count even where they are hidden, until a script shows them.
        """
        pending: list[PageElement | tuple[Tag]] = list(reversed(nodes))
        roots = nodes if shown else ()
        self._roots = frozenset(map(id, nodes))
        while pending:
            node = pending.pop()
            if isinstance(node, Text):
                self._take(node)
            elif isinstance(node, tuple):
                self._leave(node[0])
            elif isinstance(node, Tag) and (
                not is_hidden(node) or any(node is root for root in roots)
            ):
                if node.name in _MARKING:
                    self._enter(node)
                    pending.append((node,))
                pending.extend(reversed(node.contents))
        self._end_line()

    def _take(self, text: Text) -> None:
        if len(text) < _LONGEST_MARK and "广" in text and self._is_advertisement(text):
            return
        self._pieces.append(text)
        if not text.isspace():
            self._printed += 1
            self._linked += self._links > 0
            self._strong += self._bolds + self._headings > 0

    def _is_advertisement(self, text: Text) -> bool:
        """Whether 广告 is all that a box inside what is read says; the box is noted."""
        said = tidy(text)
        if not _ADVERTISEMENT.fullmatch(said):
            return False
        around = list(takewhile(lambda tag: id(tag) not in self._roots, text.tags_around()))
        whole = around[-1].parent if around else None
        if whole is None or beginning(whole) == said:  # the headline of an advertisement
            return False
        only = takewhile(lambda tag: beginning(tag) == said, around)
        boxes = [tag for tag in only if tag.name in BLOCKS]
        self.advertisements.update(map(id, boxes))
        return bool(boxes)

    def _enter(self, tag: Tag) -> None:
        name = tag.name
        if name == "br" or (name in BLOCKS and name not in _CELLS):
            self._end_line()
        elif name == "img":
            self._add_picture(tag)
        self._count(tag, 1)

    def _leave(self, tag: Tag) -> None:
        if tag.name in _CELLS:
            # 要闻</td>\n<td>上一版: the line break in the source must not join two cells
            self._cells.append(tidy("".join(self._pieces)))
            self._pieces.clear()
        elif tag.name in BLOCKS:
            self._end_line()
        self._count(tag, -1)

    def _count(self, tag: Tag, step: int) -> None:
        name = tag.name
        self._headings += step * (name in _HEADINGS)
        self._links += step * (name == "a" and "href" in tag.attrs)
        self._bolds += step * (name in ("b", "strong"))
        self._captions += step * (name in BLOCKS and _is_caption(tag))

    def _end_line(self) -> None:
        text = tidy("".join(self._pieces))
        if self._cells:
            text = " ".join(filter(None, (*self._cells, text)))
            self._cells.clear()
        if text and self._captions and self.pictures and not self.pictures[-1].caption:
            self.pictures[-1] = replace(self.pictures[-1], caption=text)
        elif text and self._captions and self.pictures and self._credits_the_last(text):
            # in brackets its first name is no part of the caption
            caption = f"{self.pictures[-1].caption}（{text.strip('（）()')}）"
            self.pictures[-1] = replace(self.pictures[-1], caption=caption)
        elif text:
            heading, linked = self._strong == self._printed, self._linked == self._printed
            self.lines.append(Line(text, heading=heading, linked=linked))
        self._pieces.clear()
        self._printed = self._linked = self._strong = 0

    def _credits_the_last(self, text: str) -> bool:
        """Whether a line of a caption is the credit that its picture lacks."""
        credited = _PICTURE_CREDIT.search(self.pictures[-1].caption)
        return bool(_PICTURE_CREDIT.match(text)) and not credited

    def _add_picture(self, tag: Tag) -> None:
        src = next(
            (
                value
                for name in ("data-original", "data-src", "src")
                if (value := tag.get(name)).strip()
            ),
            "",
        )
        small = re.fullmatch(r"\d{1,2}(?:px)?", tag.get("width"))
        if not src or src.startswith("data:") or small or _ORNAMENT.search(src.rpartition("/")[2]):
            return
        alt = tidy(tag.get("alt") or tag.get("title"))
        if _ADVERTISEMENT.fullmatch(alt) or _ADVERTISED.search(src):
            return
        caption = alt if count_han(alt) > 3 and not re.search(r"\.\w{3,4}$", alt) else ""
        self.pictures.append(BodyPicture(src.strip(), alt=caption, at=len(self.lines)))
        self.printed_by.append(tag)


def is_hidden(tag: Tag) -> bool:
    """Whether readers see nothing of a tag: a script, or a box styled so."""
    styled = "style" in tag.attrs
    return tag.name in _SKIPPED or (styled and bool(_HIDDEN.search(tag.attrs["style"])))


def _is_caption(tag: Tag) -> bool:
    named = "class" in tag.attrs
    return tag.name == "figcaption" or (named and bool(_CAPTION.search(tag.attrs["class"])))
