"""What all Founder (方正翔宇) families share: marks in comments, bodies in scripts, printed names.

In: a page. Out: the field's text, or a body; empty where the page has no such mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from bs4 import BeautifulSoup

from archive.byline import read_byline
from archive.templates.body import Body, heaviest, read_body, tag_text
from archive.templates.page import Page, page_number, tidy

_PROPERTY = re.compile(r"<!--\s*enpproperty\b(.*?)/enpproperty\s*-->", re.DOTALL | re.IGNORECASE)
_ENTITIES_OR_TAGS = re.compile(r"[<&]")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){40,})"|' + r"'((?:[^'\\\n]|\\.){40,})'")
_SCRIPT = re.compile(r"<script\b[^>]*>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
_PAPER = re.compile(
    r"^(?:欢迎(?:光临|访问))?《?([\u3400-\u9fff]{2,14}?)》?"
    r"(?:多媒体|数字|电子|在线)(?:数字)?(?:报刊|报纸|报|版|阅读).*$"
)
_SIGNED = re.compile(r"^[\s□■◎●○▲△☆★]*(?:作者|本报记者|本报通讯员|通讯员|记者|文|编辑)\s*[：:/\s]")
_PAGE_MARK = re.compile(
    r"第\s?(?:[A-Za-z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s?版(?:\s?[：:]\s?[^\s：:第]{1,16})?"
)
_BULLET = re.compile(r"^\s*[□■◎●○▲△☆★]")


def fragment_text(markup: str) -> str:
    """The text of a piece of markup, `<br>` as a space."""
    if not _ENTITIES_OR_TAGS.search(markup):
        return tidy(markup)
    return " ".join(fragment_body(markup).texts)


def fragment_body(markup: str) -> Body:
    """The body that a piece of markup holds."""
    return read_body(BeautifulSoup(f"<div>{markup}</div>", "lxml"))


def property_of(*names: str) -> Callable[[Page], str]:
    """A rule: the first of these fields of the `enpproperty` comment that is not empty."""

    def rule(page: Page) -> str:
        comment = page.once(_tail)
        for name in names if comment else ():
            found = re.search(rf"<{name}>(.*?)</{name}>", comment, re.DOTALL | re.IGNORECASE)
            if found and (text := fragment_text(found[1])):
                return text
        return ""

    return rule


def _tail(page: Page) -> str:
    """What the `enpproperty` comment holds."""
    found = _PROPERTY.search(page.text) if "enpproperty" in page.lower else None
    return found[1] if found else ""


def marked(page: Page, name: str) -> str:
    """The markup between `<!--<npm:NAME>-->` and its end, or ``."""
    if "npm:" not in page.lower:
        return ""
    opening = re.search(rf"<!--\s*<npm:{name}>\s*-->", page.text, re.IGNORECASE)
    if not opening:
        return ""
    closing = re.compile(rf"<!--\s*</npm:{name}>\s*-->", re.IGNORECASE)
    end = closing.search(page.text, opening.end())
    return page.text[opening.end() : end.start()] if end else ""


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
    opening = re.search(r"<!--\s*enpcontent\s*-->", page.text, re.IGNORECASE)
    closing = re.compile(r"<!--\s*/enpcontent\s*-->", re.IGNORECASE)
    end = closing.search(page.text, opening.end()) if opening else None
    return _body_or_none(page.text[opening.end() : end.start()]) if opening and end else None


def _body_or_none(markup: str) -> Body | None:
    body = fragment_body(markup) if markup.strip() else None
    return body if body and (body.weight or body.pictures) else None


def marked_captions(page: Page) -> tuple[str, ...]:
    """The captions between the `npm` marks of a picture's text."""
    texts = (marked_text(name)(page) for name in ("article-pic-text", "pic-text"))
    return tuple(text for text in texts if text)[:1]


def scripted_body(page: Page) -> Body | None:
    """A body rule for pages that write their body from a string in a script."""
    best: Body | None = None
    at = 0
    while opening := _SCRIPT.search(page.text, at):
        end = _SCRIPT_END.search(page.text, opening.end())
        at = end.end() if end else len(page.text)
        for found in _STRING.finditer(page.text, opening.end(), end.start() if end else at):
            body = _body_or_none(_unquoted(found[1] or found[2] or ""))
            if body and body.weight >= 20 and (not best or body.weight > best.weight):
                best = body
    return best


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


def newspaper_name(page: Page) -> str:
    """A rule: the paper's name out of the tail comment or the page title's `青川日报数字报`."""
    name = property_of("founder-papername")(page)
    if name:
        return name
    for part in re.split(r"--|[|_—-]", page.title):
        found = _PAPER.match(part.strip())
        if found:
            return found[1] if found[1].endswith(("报", "刊")) else found[1] + "报"
        if re.fullmatch(r"[\u3400-\u9fff]{2,12}报", part.strip()):
            return part.strip()
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
    lines = [line for line in read_body(page.soup).lines if len(line.text) < 80]
    found = [(mark[0], line.linked) for line in lines if (mark := _PAGE_MARK.search(line.text))]
    marks = {page_number(text): text for text, _ in reversed(found)}
    if number:
        return marks.get(page_number(number)) or f"第{number}版"
    if len(marks) > 1:
        # the list of all pages is links, the page's own mark is not
        marks = {page_number(text): text for text, linked in found if not linked}
    return next(iter(marks.values())) if len(marks) == 1 else ""


def ozoom_body(page: Page) -> Body | None:
    """A body rule: the fullest `founder-content`, else `#ozoom`, else `#zoom`."""
    for selector in ("founder-content", "#ozoom", "#zoom", "#articleContent"):
        body = heaviest(page.find(selector))
        if body:
            return body
    return None
