"""What newspaper families share: marks in comments, bodies in scripts, printed names and pages.

In: a page. Out: the field's text, or a body; empty where the page has no such mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

from archive.byline import read_byline
from archive.letters import HAN
from archive.templates.body import Body, BodyPicture, printed_lines, read_body, tag_text
from archive.templates.masthead import is_publisher, plain_page_mark
from archive.templates.page import Page, cut_title, page_number, printed_page, tidy
from archive.templates.tree import parse

_ENTITIES_OR_TAGS = re.compile(r"[<&]")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){20,})"|' + r"'((?:[^'\\\n]|\\.){20,})'")
_SCRIPT_STRINGS = 8  # the longest of a page; the rest is menus and counters
_SCRIPT = re.compile(r"<script\b[^>]*>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
_PAPER = re.compile(
    rf"^(?:欢迎(?:光临|访问))?《?([{HAN}]{{2,14}}?)》?"
    r"(?:多媒体|数字|电子|在线)(?:数字)?(?:报刊|报纸|报|版|阅读).*$"
)
_PAPER_ALONE = re.compile(rf"[{HAN}]{{2,12}}报")
# 青川日报 修通三座便民桥, 青川报·修通三座便民桥
_PAPER_BEFORE = re.compile(
    rf"^《?[{HAN}]{{1,6}}(?:[日晚晨早时周导商]报》?[\s·]+|报》?·)(?=[{HAN}“]{{5}})"
)
# 青川日报 第02版：要闻 2021年03月05日
_FURNITURE = re.compile(
    rf"(?:[{HAN}]{{2,12}}报|数字报|电子版|正文|第?\s?[A-Z]?\d{{1,3}}\s?版(?:[：:]\s?\S{{1,8}})?"
    r"|星期[一二三四五六日天]|[《》\d年月日./:\s])+"
)
_SIGNED = re.compile(r"^[\s□■◎●○▲△☆★]*(?:作者|本报记者|本报通讯员|通讯员|记者|文|编辑)\s*[：:/\s]")
_NUMBER = r"(?:[A-Za-z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})"
_PAGE_MARK = re.compile(
    rf"第\s?{_NUMBER}\s?版(?:\s?[：:]\s?[^\s：:第]{{1,16}})?"
    r"|(?<![\w第])[A-Za-z]{0,2}\d{1,3}\s?版(?:\s?[：:]\s?[^\s：:第]{1,16}|(?=\s*[)）]))"
)
_CURRENT = re.compile(r"^\.(?:on|cur|current|active|selected|now|hover)$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[□■◎●○▲△☆★]")


def fragment_text(markup: str) -> str:
    """The text of a piece of markup, `<br>` as a space."""
    if not _ENTITIES_OR_TAGS.search(markup):
        return tidy(markup)
    return " ".join(fragment_body(markup).texts)


def fragment_body(markup: str) -> Body:
    """The body that a piece of markup holds."""
    return read_body(parse(f"<div>{markup}</div>"))


def property_of(*names: str) -> Callable[[Page], str]:
    """A rule: the first of these fields of the `enpproperty` comment that is not empty."""

    def rule(page: Page) -> str:
        comment = page.once(_tail)
        for name in names if comment else ():
            if text := fragment_text(_between(comment, rf"<{name}>", rf"</{name}>")):
                return text
        return ""

    return rule


def _tail(page: Page) -> str:
    """What the `enpproperty` comment holds."""
    if "enpproperty" not in page.lower:
        return ""
    return _between(page.text, r"<!--\s*enpproperty\b", r"/enpproperty\s*-->")


def _between(text: str, opening: str, closing: str) -> str:
    """What stands between the first opening mark and the next closing one, or ``.

    Two searches, not one with `.*?`: a page of openings alone would be scanned from each of them.
    """
    start = re.search(opening, text, re.IGNORECASE)
    end = re.compile(closing, re.IGNORECASE).search(text, start.end()) if start else None
    return text[start.end() : end.start()] if start and end else ""


def marked(page: Page, name: str) -> str:
    """The markup between `<!--<npm:NAME>-->` and its end, or ``."""
    if "npm:" not in page.lower:
        return ""
    return _between(page.text, rf"<!--\s*<npm:{name}>\s*-->", rf"<!--\s*</npm:{name}>\s*-->")


def marked_text(name: str) -> Callable[[Page], str]:
    """A rule: the text between the `npm` marks of that name."""
    return lambda page: fragment_text(marked(page, name))


def marked_body(page: Page) -> Body | None:
    """A body rule: what stands between the `npm:article-content` marks."""
    return _body_or_none(marked(page, "article-content"))


def cms_body(page: Page) -> Body | None:
    """A body rule of their web CMS: what stands between `<!--enpcontent-->` and its end."""
    if "enpcontent" not in page.lower:
        return None
    return _body_or_none(
        _between(page.text, r"<!--\s*enpcontent\s*-->", r"<!--\s*/enpcontent\s*-->")
    )


def _body_or_none(markup: str) -> Body | None:
    body = fragment_body(markup) if markup.strip() else None
    return body if body and (body.weight or body.pictures) else None


def marked_all(page: Page, *names: str) -> list[str]:
    """The markup between each pair of `npm` marks of the first of these names that occurs."""
    for name in names if "npm:" in page.lower else ():
        closing = re.compile(rf"<!--\s*</npm:{name}>\s*-->", re.IGNORECASE)
        pieces: list[str] = []
        at = 0
        for opening in re.finditer(rf"<!--\s*<npm:{name}>\s*-->", page.text, re.IGNORECASE):
            end = closing.search(page.text, opening.end()) if opening.start() >= at else None
            if end:
                pieces.append(page.text[opening.end() : end.start()])
            at = max(at, end.end() if end else len(page.text))
        if pieces:
            return pieces
    return []


def marked_captions(page: Page) -> tuple[str, ...]:
    """The captions between the `npm` marks of each picture's text."""
    pieces = marked_all(page, "article-pic-text", "pic-text")
    return tuple(text for piece in pieces if (text := fragment_text(piece)))


def marked_pictures(page: Page) -> tuple[BodyPicture, ...]:
    """The pictures between the `npm` marks of pictures."""
    pieces = marked_all(page, "article-pic", "pic")
    return tuple(picture for piece in pieces for picture in fragment_body(piece).pictures)


def scripted_body(page: Page) -> Body | None:
    """A body rule for pages that write their body from a string in a script."""
    strings: list[str] = []
    at = 0
    while opening := _SCRIPT.search(page.text, at):
        end = _SCRIPT_END.search(page.text, opening.end())
        at = end.end() if end else len(page.text)
        found = _STRING.finditer(page.text, opening.end(), end.start() if end else at)
        strings += (string[1] or string[2] or "" for string in found)
    longest = sorted(strings, key=len, reverse=True)[:_SCRIPT_STRINGS]
    bodies = [body for string in longest if (body := _body_or_none(_unquoted(string)))]
    best = max(bodies, key=lambda body: body.weight, default=None)
    return best if best and best.weight >= 20 else None


def _unquoted(string: str) -> str:
    """The value of a script string, its escapes resolved."""
    quoted = string.replace("\\'", "'").replace("\t", " ")
    quoted = re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', quoted)
    try:
        value = json.loads(f'"{quoted}"')
    except ValueError:
        return string  # an escape that JSON does not know, `\x3c` say: the raw text still reads
    return str(value)


def printed_title(page: Page) -> str:
    """A rule: the last `founder-title` that is not the paper's own name."""
    paper = newspaper_name(page)
    for tag in reversed(page.find("founder-title")):
        text = tag_text(tag)
        if text and text != paper:
            return text
    return ""


def story_title(page: Page) -> str:
    """A rule: the page title less the paper's name before or after it; `` if nothing is left."""
    paper = newspaper_name(page)
    title = _PAPER_BEFORE.sub("", page.title)
    pieces = re.split(r"(\s*(?:--+|[|_—-])\s*)", title)
    while pieces and _is_paper(pieces[0], paper):
        del pieces[:2]
    while pieces and _is_paper(pieces[-1], paper):
        del pieces[-2:]
    return cut_title("".join(pieces))


def _is_paper(part: str, paper: str) -> bool:
    part = part.strip(" 《》")
    if not part or part == paper or _PAPER.match(part) or is_publisher(part):
        return True
    return len(part) <= 40 and bool(_FURNITURE.fullmatch(part))


def newspaper_name(page: Page) -> str:
    """A rule: the paper's name out of the tail comment or the page title's `青川日报数字报`."""
    name = property_of("founder-papername")(page)
    if name:
        return name
    for part in re.split(r"--|[|_—-]", page.title):
        found = _PAPER.match(part.strip())
        if found:
            return found[1] if found[1].endswith(("报", "刊")) else found[1] + "报"
        part = part.strip(" 《》")
        if len(part) <= 40 and _FURNITURE.fullmatch(part) and (found := _PAPER_ALONE.match(part)):
            return found[0]
    return ""


def is_signature(text: str) -> bool:
    """Whether a line beside the headline names who wrote the story."""
    if _SIGNED.match(text) or _BULLET.match(text):
        return True
    byline = read_byline((text,))
    return bool(byline.credits) and not byline.paragraphs


def printed_date(page: Page) -> str:
    """A rule: the date beside its weekday (`2019年10月08日 星期二`), as the page head prints it."""
    found = re.search(
        r"\d{4}年\d{1,2}月\d{1,2}日(?=(?:\s|&nbsp;|　|<[^<>]*>){0,9}(?:星期|周)[一二三四五六日天])",
        page.text,
    )
    return found[0] if found else ""


def page_mark(page: Page) -> str:
    """A rule: the one `第A01版：要闻` of a story page; `` if it lists several pages alike."""
    number = property_of("founder-pagenum")(page)
    lines = [line for line in page.once(printed_lines) if len(line.text) < 80]
    # 第01版：要闻第02版：综合 in one line is a list
    found = [(mark[0], line.linked) for line in lines for mark in _PAGE_MARK.finditer(line.text)]
    # the list of all pages is links, the page's own mark is not
    marks = _by_number(text for text, linked in found if not linked)
    named = _by_number(text for text, _ in found)
    if number:
        return named.get(page_number(number)) or f"第{number}版"
    if len(marks) != 1:
        marks = named
    if not marks:  # 2021年3月5日 | 02版 要闻 | 返回
        return plain_page_mark(page)
    if len(marks) != 1:
        return _current_page(page)
    mark = named[next(iter(marks))]
    # 云山日报 2019-10-08 第03版 民生
    return mark if printed_page(mark)[1] else plain_page_mark(page) or mark


def _current_page(page: Page) -> str:
    """The one entry in a list of pages that is marked as the one shown: `<li class="on">`."""
    texts = (tag_text(tag) for tag in page.named(_CURRENT))
    marks = _by_number(mark[0] for text in texts for mark in _PAGE_MARK.finditer(text))
    return next(iter(marks.values())) if len(marks) == 1 else ""


def _by_number(marks: Iterable[str]) -> dict[str | None, str]:
    """The first of the marks of each page number that says the page's name, else the first."""
    found: dict[str | None, str] = {}
    for mark in marks:
        number = page_number(mark)
        if number not in found or (printed_page(mark)[1] and not printed_page(found[number])[1]):
            found[number] = mark
    return found


def addressed_page(story: str) -> Callable[[Page], str]:
    """A rule: the page that the story's address says, by the pattern's first group, with its name
    out of the list of pages."""

    def rule(page: Page) -> str:
        found = re.search(story, page.source, re.IGNORECASE)
        if not found:
            return ""
        lines = (line.text for line in page.once(printed_lines))
        named = _by_number(mark[0] for text in lines for mark in _PAGE_MARK.finditer(text))
        number = page_number(found[1])
        mark = named.get(number) or f"第{found[1]}版"
        plain = "" if printed_page(mark)[1] else plain_page_mark(page)
        return plain if plain and printed_page(plain)[0] == number else mark

    return rule
