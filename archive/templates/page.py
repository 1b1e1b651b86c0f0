"""One page as templates look at it: its source text, its parsed tree, its meta tags, its address.

In: decoded text and where it came from. Out: `Page`, whose look-ups are quick and kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar, cast
from urllib.parse import urljoin

from archive.letters import HAN, INVISIBLE, count_han
from archive.models import ParseError
from archive.templates.tree import Tag, Text, parse

DEEPEST = 500
_Result = TypeVar("_Result")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# These close by themselves in sloppy pages; counting them would make any long list look deep.
_FLAT_NAMES = (
    "area base br col dd dt embed frame hr img input li link meta option p param source td tfoot th"
    " thead tbody tr wbr"
)
_FLAT = frozenset(_FLAT_NAMES.split())
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|script|div|section|article|table|tr|td|ul|li|p|br|span"
    r"|font|center|a|b|img|h[1-6]|title|founder-\w+)\b",
    re.IGNORECASE,
)
_TAG_IN_TITLE = re.compile(r"</?(?:br|font|b|strong|span|p|i|em)\b[^<>]{0,100}>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PROLOG = re.compile(r"<\?xml[^>]*>", re.IGNORECASE)
_NOISE = re.compile(r"<(?:!--|(script|style)\b)", re.IGNORECASE)
_WRITTEN = re.compile(
    r"[^<>]{0,200}>\s*document\.write(?:ln)?\(\s*(?:[\w.]+\(\s*)?"
    r"(?:\"([^\"\\]{1,2000})\"|'([^'\\]{1,2000})')[\s);]*"
)
_CLOSINGS = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
_SELECTOR = re.compile(r"(?=\S)([\w:-]*)(?:([#.])([\w:-]+))?(?:\[([\w:-]+)\])?")
_CJK = f"\u3000-\u303f{HAN}\uff00-\uffef“”‘’…—"
_WRAPPED = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
_SPACES = re.compile(r"[^\S\u3000]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNTIDY = re.compile(rf"[^\S \u3000]|[{INVISIBLE}]|  ")
_EMPTY_META = re.compile(r"(?:null|undefined|none|无|\W*|.*(?:\$\{|\{\{|<%|\[\$).*)", re.IGNORECASE)
# what stands between the pieces of a page title
BETWEEN = re.compile(r"\s*(?:--+|——|[|_])\s*|\s*[-–—]\s*|\s+")
LONGEST_TITLE = 300
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")}
_PAGE = re.compile(
    r"第?\s*([A-Za-z]{0,2}\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"(?:\s*[：:]\s*|\s+|\s*[（(])?"
    r"((?:(?!第\s?[A-Za-z\d]|\d{4}\s?[年-]|[上下]一版|[（(【\[]?(?i:pdf))[^\s：:）)|]){0,16})"
)


def tidy(text: str) -> str:
    """The text as a reader sees it: no invisible characters, one space for many, none at the ends.

    A line break between two Chinese characters is no space: `高新\\n区` is 高新区.
    """
    text = text.strip()
    if not _UNTIDY.search(text):
        return text
    text = _WRAPPED.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip(" \u3000")


def bare(text: str) -> str:
    """The text without spaces and quotation marks, which titles and headings print differently."""
    return re.sub(r"[\s\"'“”‘’]", "", text)


def looks_like_html(text: str) -> bool:
    """Whether the text holds markup, wherever its file name says it comes from."""
    return bool(_HTML.search(text[:200_000]))


def page_number(printed: str) -> str | None:
    """A page number as addresses write it: `第03版` and `03` are `3`, `A01` stays; None if none."""
    found = re.search(r"[A-Za-z]{0,2}\s?\d{1,3}|[一二三四五六七八九十]{1,3}", printed)
    if not found:
        return None
    number = found[0].replace(" ", "").upper()
    if number.isdigit():
        return str(int(number))
    if number[0] in "一二三四五六七八九十":
        tens, ten, ones = number.rpartition("十")
        if not ten:
            return str(_NUMERALS[number]) if len(number) == 1 else None
        return str(10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0))
    return number


def printed_page(text: str) -> tuple[str | None, str]:
    """Number and name of the page that a text mentions first: `第A01版：要闻` is (`A01`, 要闻)."""
    found = _PAGE.search(text)
    if not found:
        return None, ""
    return page_number(found[1]), found[2]


def cut_title(title: str) -> str:
    """A page title less the names of column and site after `--`, `|`, `_` or a last `-`."""
    cut = re.split(r"\s*(?:--|\||_)\s*", title.strip())[0] or title
    head, dash, tail = cut.rpartition("-")
    # 1-10月经济运行情况 has a dash of its own
    if dash and count_han(head) > 4 and re.fullmatch(rf"\s*[{HAN}]{{2,12}}\s*", tail):
        cut = head
    return cut.strip()


class Page:
    """A decoded page. Selectors are `tag`, `#id`, `.class`, `[attribute]`, these together
    (`td.font01`, `img[usemap]`), and one inside another (`.text_c h1`).
    """

    def __init__(self, text: str, source: str, media_type: str = "") -> None:
        self.text = _CONTROL.sub("", text)
        self.lower = self.text.lower()  # marks are looked for here: markup comes in any case
        self.source = source
        self._known: dict[object, object] = {}
        self.is_html = "text/plain" not in media_type and looks_like_html(self.text)

    @cached_property
    def tree(self) -> Tag:
        """The parsed tree, without scripts, styles and comments."""
        markup = _without_noise(_PROLOG.sub("", self.text, count=1))
        if _too_deep(markup):
            raise ParseError(
                self.source, "page", f"网页标签嵌套超过 {DEEPEST} 层，不是正常的稿件页面"
            )
        return parse(markup)

    def once(self, rule: Callable[[Page], _Result]) -> _Result:
        """What a rule finds on this page, found once however many fields ask for it."""
        if rule not in self._known:
            self._known[rule] = rule(self)
        return cast(_Result, self._known[rule])

    @cached_property
    def nodes(self) -> list[Tag | Text]:
        """Every tag and string in page order; a page is walked once and then looked up."""
        return self.tree.nodes()

    @cached_property
    def _index(self) -> dict[str, list[Tag]]:
        index: dict[str, list[Tag]] = {}
        for tag in self.nodes:
            if isinstance(tag, Text):
                continue
            index.setdefault(tag.name, []).append(tag)
            attributes = tag.attrs
            if not attributes:
                continue
            if identity := attributes.get("id"):
                index.setdefault(f"#{identity.strip().lower()}", []).append(tag)
            if classes := attributes.get("class"):
                for name in set(classes.lower().split()):
                    index.setdefault(f".{name}", []).append(tag)
        return index

    def find(self, selector: str) -> list[Tag]:
        """All tags of a selector in page order; ids may repeat, as they do in real pages.

        Ids and classes are found in any case, as browsers find them in pages without a doctype.

        Raises:
            ValueError: it is no selector that a page knows.
        """
        around, _, own = selector.lower().rpartition(" ")
        found = self._find_simple(own)
        if not around:
            return found
        outer = {id(tag) for tag in self.find(around)}
        return [
            tag
            for tag in found
            if tag.parent and any(id(above) in outer for above in tag.parent.and_parents())
        ]

    def _find_simple(self, selector: str) -> list[Tag]:
        simple = _SELECTOR.fullmatch(selector)
        if not simple:
            raise ValueError(f"no selector: {selector}")
        name, mark, value, attribute = simple.groups()
        if mark:
            found = self._index.get(f"{mark}{value}", [])
            found = [tag for tag in found if tag.name == name] if name else found
        elif name:
            found = self._index.get(name, [])
        else:
            found = [tag for tag in self.nodes if isinstance(tag, Tag)]
        return [tag for tag in found if attribute in tag.attrs] if attribute else found

    def named(self, pattern: re.Pattern[str]) -> list[Tag]:
        """The tags with a class (as `.name`) or an id (as `#name`) that the pattern finds."""
        keys = [key for key in self._index if key[0] in ".#" and pattern.search(key)]
        return list({id(tag): tag for key in keys for tag in self._index[key]}.values())

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """The meta tags by lower-case name; empty, `null` and template values are left out."""
        metas: dict[str, str] = {}
        for tag in self.find("meta"):
            name, value = tag.get("name") or tag.get("property"), tag.attrs.get("content")
            if name and value is not None:
                value = tidy(value)
                if not _EMPTY_META.fullmatch(value):
                    metas.setdefault(name.strip().lower(), value)
        return metas

    @cached_property
    def address(self) -> str:
        """The page's own URL, from where it was fetched or from what it says of itself, or ``."""
        if self.source.startswith(("http://", "https://")):
            return self.source
        if not self.is_html:
            return ""
        canonical = [
            tag.get("href")
            for tag in self.find("link")
            if "canonical" in tag.get("rel").lower().split()
        ]
        for address in (*canonical, self.metas.get("og:url", ""), self.metas.get("url", "")):
            if address.startswith(("http://", "https://")):
                return address
        return ""

    def resolve(self, href: str) -> str:
        """A link of this page as a full URL, or as a path beside the page's own path.

        A link that is no address (`http://[…`) is ``.
        """
        try:
            return urljoin(self.source, href.strip())
        except ValueError:
            return ""

    @cached_property
    def title(self) -> str:
        """The text of `<title>`, uncut."""
        texts = (_TAG_IN_TITLE.sub(" ", tag.all_text()) for tag in self.find("title"))
        return next((title for text in texts if (title := tidy(text))), "")


def title_runs(page: Page) -> frozenset[str]:
    """Every run of pieces of the page title, bare: `甲`, `甲_乙`, `乙` of `甲_乙`."""
    title = page.title[:LONGEST_TITLE]
    cuts = list(BETWEEN.finditer(title))[:12]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    runs = (bare(title[start:end]) for start in starts for end in ends if start < end)
    return frozenset(filter(None, runs))


def _too_deep(text: str) -> bool:
    if text.count("<") <= DEEPEST:
        return False
    depth = 0
    for found in _TAG.finditer(text):
        if found[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _without_noise(text: str) -> str:
    """The text less scripts, styles and comments, in one pass: they are half of many pages."""
    kept: list[str] = []
    at = 0
    while opening := _NOISE.search(text, at):
        kept.append(text[at : opening.start()])
        closing = _CLOSINGS[(opening[1] or "!--").lower()].search(text, opening.end())
        if not closing:  # it hides the rest of the page, in browsers too
            return "".join(kept)
        if opening[1] and (written := _WRITTEN.fullmatch(text, opening.end(), closing.start())):
            kept.append(written[1] or written[2])  # <script>document.write(view("headline"))
        at = closing.end()
    kept.append(text[at:])
    return "".join(kept)
