"""The headline of a page whose fields have no names, and the lines printed around it.

In: a page. Out: its headline, as the page title and the page itself agree on it, its kicker and
subhead, and the tag that prints the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.dates import find_date
from archive.letters import count_han, has_han
from archive.templates.body import beginning, read_body, tag_text
from archive.templates.masthead import is_publisher
from archive.templates.page import (
    BETWEEN,
    LONGEST_TITLE,
    Page,
    bare,
    cut_title,
    tidy,
    title_runs,
)
from archive.templates.prominent import (
    LEAST,
    LONGEST_LINE,
    MENU,
    PARTICULAR,
    is_of_its_group,
    names_the_publisher,
    prominent_line,
    says_something,
)
from archive.templates.tree import Tag, Text

_HEADINGS = ("h1", "h2", "h3")
_ALL_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_TAGS = ("article_title", "article-title", "ucaptitle", "cms-title")
_NO_HEADLINE = frozenset(("title", "body", "html", "meta", "a", "li", "ul", "img", "input"))
_MOST_PARTS = 8
_MOST_SPACES = 200
_DEEPEST = 5
_SHORT_TITLE = 8  # Chinese characters; one with fewer that is not printed may be a column's
_LEAST_SHARED = 0.6  # of the characters of the page title
_NEAR = 2  # lines of a kicker or subhead, and boxes around a headline
_TITLE_NAME = re.compile(r"title|headline|biaoti|[.#_-](?:bt|tit|tt)\b", re.IGNORECASE)
_KICKER_NAME = re.compile(
    r"(?:pre|intro|lead|top|up|shoulder)[-_]?(?:title|tit\b|head)|yinti|(?:shou|jian|yin)biaoti|\by(?:ti|t)\b|jianti|kicker|eyebrow",
    re.IGNORECASE,
)
_SUBHEAD_NAME = re.compile(
    r"(?:sub|second|vice|deputy)[-_]?(?:title|tit\b|head)|fu[-_]?(?:ti|title|biaoti|bt)(?:mu)?\b|futi|\bft\b",
    re.IGNORECASE,
)
_HEADER_NAME = re.compile(r"(?:^|[\s_-])(?:logo|header|banner|masthead|topbar)(?:$|[\s_-])", re.I)
_SAYS_NOTHING = re.compile(
    r"(?:新闻|文章|稿件|资讯|内容|信息|动态|公告|图文)?(?:详情|详细(?:内容|信息)?|正文|内容|分享|浏览|查看|展示)?页?面?"
    r"|首页|无标题(?:文档|页)?|untitled.*|document|index",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]|\d{1,2}[、.．]|第.{1,3}[章节部])"
)
_DASH = re.compile(r"\s*(?:——|－－|--)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline with the tag that prints it, and the lines above and below it."""

    text: str = ""
    tag: Tag | None = None
    kicker: str = ""
    subhead: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed of it, in order."""
        return tuple(filter(None, (self.kicker, self.text, self.subhead)))


def printed_headline(page: Page) -> str:
    """A rule: what the page prints as its title does, else the title cut, else a heading."""
    return page.once(_headline)


def printed_kicker(page: Page) -> str:
    """A rule: the line above the headline that is marked as another heading or as a kicker."""
    return page.once(printed_heading).kicker


def printed_subhead(page: Page) -> str:
    """A rule: the line below the headline that is marked as such, or begins with a dash."""
    return page.once(printed_heading).subhead


def printed_heading(page: Page) -> Heading:
    """The headline that the page names or prints, and what stands around it."""
    return heading_around(page, page.metas.get("articletitle") or page.once(_headline))


def heading_around(page: Page, headline: str) -> Heading:
    """A headline of the page with what stands around it."""
    tag = _tag_of(page, headline) if headline else None
    if tag is None:
        return Heading(headline)
    tail = _split_tail(page, tag, headline)
    above = [text for text, near, own in _near(page, tag, below=False) if _is_kicker(near, own)]
    below = [text for text, near, own in _near(page, tag, below=True) if _is_subhead(near, own)]
    subhead = " ".join(filter(None, (tail, *below)))
    return Heading(headline, tag, " ".join(reversed(above)), subhead)


def _headline(page: Page) -> str:
    named = page.once(_named_headline)
    return _headline_below(page, named) or named


def _headline_below(page: Page, kicker: str) -> str:
    """The larger heading right below a small one that the page title names: the small one is a
    kicker; `` where there is none.
    """
    for tag, text in page.once(_marked):
        if text != kicker or tag.name not in _ALL_HEADINGS:
            continue
        below = next((node for node in tag.next_siblings if isinstance(node, Tag)), None)
        if below is None or below.name not in _HEADINGS or below.name >= tag.name:
            continue
        headline = tag_text(below)
        if count_han(headline) >= LEAST and not is_publisher(headline):
            return headline
    return ""


def _named_headline(page: Page) -> str:
    """What the page prints as its title does, else the title cut, else a heading."""
    runs = page.once(title_runs)
    marked = page.once(_marked)
    printed = [text for _, text in marked if _opens(page, text) or bare(text) in runs]
    undashed = (_DASH.split(text)[0] for _, text in marked)
    printed += [text for text in undashed if bare(text) in runs and text not in printed]
    stems = tuple(run.rstrip(".…") for run in runs if run.endswith(("...", "…")))
    stems = tuple(stem for stem in stems if count_han(stem) >= LEAST)
    printed += [text for _, text in marked if stems and bare(text).startswith(stems)]
    plain = [] if _best(printed) else _plain(page, runs)
    title = cut_title(page.title)
    if best := _best(printed) or _best(plain):
        return (_below_masthead(page, best) if names_the_publisher(page, best) else "") or best
    short = max((*printed, *plain), key=len, default="")
    if short and _is_all_but_the_site(page.title, short):
        return short
    says_nothing = _SAYS_NOTHING.fullmatch(title) or names_the_publisher(page, title)
    if count_han(title) >= LEAST and not says_nothing:
        # a column, 时政要闻, is printed in links only
        above = _above_the_body(page, marked) if count_han(title) < _SHORT_TITLE else ""
        return _in_other_words(page, title) or above or title
    if short and not says_nothing:
        return short
    shared = cut_title(page.metas.get("og:title", ""))
    if count_han(shared) >= LEAST and not is_publisher(shared):
        return shared
    return _above_the_body(page, marked) or prominent_line(page) or title


def _below_masthead(page: Page, name: str) -> str:
    """The headline that stands below the name of the site in a larger heading, or below a name in
    a box called logo or header; `` where there is none.
    """
    marked = page.once(_marked)
    mastheads = [tag for tag, text in marked if text == name]
    headline = _above_the_body(page, marked) if mastheads else ""
    if mastheads and all(map(_is_in_a_header, mastheads)):
        return headline or prominent_line(page)
    tag = next((tag for tag, text in marked if headline and text == headline), None)
    larger = tag and tag.name in _HEADINGS and all(tag.name < other.name for other in mastheads)
    return headline if larger else ""


def _is_in_a_header(tag: Tag) -> bool:
    names = (
        f"{around.name} {around.get('class')} {around.get('id')}" for around in tag.and_parents()
    )
    return any(_HEADER_NAME.search(name) for name in names)


def _in_other_words(page: Page, title: str) -> str:
    """The one `h1` of a page if it says much the same as the title."""
    texts = [text for tag, text in page.once(_marked) if tag.name == "h1"]
    if len(texts) != 1 or is_publisher(texts[0]) or count_han(texts[0]) < LEAST:
        return ""
    wanted = tuple(filter(has_han, title))
    shared = sum(character in texts[0] for character in wanted)
    return texts[0] if shared >= _LEAST_SHARED * len(wanted) else ""


def _is_all_but_the_site(title: str, text: str) -> bool:
    """Whether a page title is a text and behind it nothing but names of the site."""
    rest = bare(title).removeprefix(bare(text))
    pieces = [piece for piece in BETWEEN.split(rest) if piece]
    return len(rest) < len(bare(title)) and all(map(is_publisher, pieces))


def _marked(page: Page) -> tuple[tuple[Tag, str], ...]:
    """The headings of a page and the tags named as its title, with their texts; no links."""
    headings = [tag for name in (*_HEADINGS, *_TITLE_TAGS) for tag in page.find(name)]
    named = [tag for tag in page.named(_TITLE_NAME) if tag.name not in _NO_HEADLINE]
    tags = {id(tag): tag for tag in (*headings, *named) if len(tag.contents) <= _MOST_PARTS}
    return tuple(
        (tag, text)
        for tag in tags.values()
        if (not _is_link(tag) or _opens(page, tag.all_text()))
        if (text := _heading_text(tag)) and len(text) <= LONGEST_TITLE
    )


def _heading_text(tag: Tag) -> str:
    """The text of a heading less the lines of particulars in it: `<h1>甲<br><span>2014-01-20`."""
    lines = list(read_body(tag).texts)
    while len(lines) > 1 and (PARTICULAR.search(lines[-1]) or find_date(lines[-1])):
        lines.pop()
    return " ".join(lines)


def _opens(page: Page, text: str) -> bool:
    """Whether the page title begins with a text that is long enough for a headline."""
    return count_han(text) >= LEAST and bare(page.title).startswith(bare(text))


def _best(texts: Iterable[str]) -> str:
    """The longest that is a headline and no site's name, the first of equals."""
    found = [text for text in texts if count_han(text) >= LEAST]
    return max([t for t in found if not is_publisher(t)] or found, key=len, default="")


def _plain(page: Page, runs: frozenset[str]) -> list[str]:
    """The texts outside links that are a piece of the page title, and no site's name."""
    begins = tuple({*"“‘", *(run[0] for run in runs)})
    longest = max(map(len, runs), default=0) + _MOST_SPACES
    nodes = [
        node
        for node in page.nodes
        if isinstance(node, Text)
        and len(node) <= longest
        and node.lstrip().startswith(begins)
        and bare(node) in runs
        and not any(tag.name in ("a", "title") for tag in node.tags_around())
    ]
    texts = [tidy(node) for node in nodes]
    # <b>甲<br>乙</b> of a title 甲 乙
    wider = [tag_text(node.parent) for node in nodes if node.parent.inside("br")]
    texts += [text for text in wider if bare(text) in runs]
    return [text for text in texts if not names_the_publisher(page, text)]


def _above_the_body(page: Page, marked: Sequence[tuple[Tag, str]]) -> str:
    """The heading nearest above the first paragraph: an `h1`, else an `h2`, else a named tag."""
    texts = {
        id(tag): text
        for tag, text in marked
        if count_han(text) >= LEAST and len(text) <= LONGEST_LINE
        if says_something(page, text) and not MENU.fullmatch(text)
    }
    above: list[Tag] = []
    for node in page.nodes:
        if isinstance(node, Tag):
            above += [node] if id(node) in texts else []
        elif "。" in node and count_han(node) >= 20:
            break
    for name in ("h1", "h2", "", "h3"):
        named = [tag for tag in above if tag.name == name or not (name or tag.name in _HEADINGS)]
        if named:
            return texts[id(named[-1])]
    return ""


def _is_link(tag: Tag) -> bool:
    """Whether all text of a tag is a link's, or stands in one."""
    if any(around.name == "a" for around in tag.and_parents()):
        return True
    texts = (node for node in tag.nodes() if isinstance(node, Text) and not node.isspace())
    linked = [any(around.name == "a" for around in text.tags_around()) for text in texts]
    return bool(linked) and all(linked)


def _tag_of(page: Page, headline: str) -> Tag | None:
    """The innermost tag that prints a headline, alone or with more behind a dash."""
    wanted = bare(headline)
    found = [
        tag
        for tag, text in page.once(_marked)
        if bare(text) == wanted
        or (bare(text).startswith(wanted) and _DASH.match(bare(text)[len(wanted) :]))
    ]
    if found:
        return found[0]
    plain = (
        node.parent
        for node in page.nodes
        if isinstance(node, Text)
        and len(wanted) <= len(node) <= len(wanted) + _MOST_SPACES
        and bare(node) == wanted
        and not any(tag.name in ("a", "title") for tag in node.tags_around())
    )
    return next(plain, None)


def _split_tail(page: Page, tag: Tag, headline: str) -> str:
    """What follows a headline in its own tag: `<h1>甲<br>——乙</h1>`."""
    printed = _DASH.search(tag_text(tag))
    text = tag_text(tag)
    if not printed or bare(text[: printed.start()]) != bare(headline):
        return ""
    return text[printed.start() :].strip()


def _near(page: Page, tag: Tag, *, below: bool) -> Iterator[tuple[str, Tag, Tag]]:
    """The short lines right above or below a headline, the nearest first, with their tags and the
    tag beside them that holds the headline.
    """
    # a kicker that the page title names is no name of the site
    runs = page.once(title_runs) - {bare(page.once(_named_headline))}
    for level, around in enumerate(tag.and_parents()):
        if level > _DEEPEST or around.name in ("body", "article") or _is_cell_of_many(around):
            return
        beside = around.next_siblings if below else around.previous_siblings
        count = 0
        for node in beside:
            if isinstance(node, Text) and not node.isspace():
                return
            if not isinstance(node, Tag) or node.name in ("br", "hr"):
                continue
            text = beginning(node, LONGEST_LINE)
            if not text:
                continue
            count += 1
            if not _is_line(text, runs) or _is_link(node) or count > _NEAR:
                return
            yield tag_text(node), node, around
        if count:
            return


def _is_cell_of_many(tag: Tag) -> bool:
    row = tag.parent
    return tag.name == "td" and row is not None and len(row.tags_named(("td", "th"))) > 1


def _is_line(text: str, runs: frozenset[str]) -> bool:
    """Whether a line may be a part of the headline: no date, no label, no name of the site."""
    if not LEAST <= len(text) <= LONGEST_LINE or bare(text) in runs:
        return False
    return not (PARTICULAR.search(text) or _PART.match(text) or find_date(text))


def _is_kicker(tag: Tag, headline: Tag) -> bool:
    """Whether a line above is marked as a kicker: by a name, a smaller print, as a heading no
    larger, or as the paragraph above an `h1`.
    """
    if _is_named(tag, _KICKER_NAME):
        return True
    if count_han(tag_text(tag)) <= LEAST + 1:
        return False
    if tag.name in _ALL_HEADINGS and headline.name in _ALL_HEADINGS:
        return tag.name >= headline.name
    if tag.name == "p" and headline.name == "h1":
        return not is_publisher(tag_text(tag))
    return is_of_its_group(tag, headline)


def _is_subhead(tag: Tag, headline: Tag) -> bool:
    """Whether a line below is marked as a subhead: by a name, a heading, or a dash before it."""
    if _DASH.match(tag_text(tag)) or _is_named(tag, _SUBHEAD_NAME):
        return True
    return tag.name in _ALL_HEADINGS[1:] or is_of_its_group(tag, headline)


def _is_named(tag: Tag, pattern: re.Pattern[str]) -> bool:
    tags = (tag, *(node for node in tag.nodes() if isinstance(node, Tag)))
    return any(pattern.search(f"{one.get('class')} {one.get('id')}") for one in tags)
