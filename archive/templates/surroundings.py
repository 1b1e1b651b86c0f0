"""What a page prints around a story: the line under its headline, and the lines below its body.

In: a page and its body. Out: who is named there, where the story came from, and its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from archive.byline import read_byline
from archive.byline.beside import names_beside
from archive.byline.names import are_rather_names, run_of_names
from archive.byline.words import EDITOR, HINT, UNIT_END
from archive.dates import find_date
from archive.letters import HAN
from archive.models import Credit
from archive.names import is_name
from archive.templates.body import Body, Line, lines_below, printed_lines, read_body
from archive.templates.dense import densest
from archive.templates.page import Page, bare, tidy
from archive.templates.printed import printed_headline
from archive.templates.tree import Text

_FIRST_NODES = 30  # how far into the body block its own date line may stand
_LONGEST_LINE = 80
_LONGEST_BYLINE = 160
_LINES_BELOW = 16
_LONGEST_VALUE = 40
_FULL_NAME = 3

# the next field, where nothing parts it from the source
_NEXT = (
    "责任编辑|责编|编辑[：:]|作者|记者|(?:浏览|点击|阅读|访问)[量次数率]"
    "|(?:发布|发表|更新|发稿)?(?:时间|日期)[：:]"
)
_ORIGIN = re.compile(
    rf"(?<![{HAN}])(?:信息|稿件|文章|新闻|本文|发布)?(?:来源|稿源)\s*[：:]\s*"
    rf"((?:\d{{1,3}}(?!\d))?(?:(?!{_NEXT})[{HAN}·A-Za-z]){{2,20}}(?:[-—－][{HAN}]{{2,10}})?)"
)
_LABEL = re.compile(
    rf"(?<![{HAN}])(?:(?P<people>(?:文章)?作者|(?:本报|全媒体)?记者|通讯员|撰文|撰稿人?|采写|摄影|文字|图片|供稿人?"
    rf"|{EDITOR})|[{HAN}]{{2,5}})\s*[：:]"
    # 发表于 2019年10月8日 作者 张云山
    rf"|(?<![{HAN}])(?P<writer>作者)\s+(?=[{HAN}·]{{2,4}}(?:\s|$))"
)
_WHEN = re.compile(
    r"(?:发布|更新|发稿)?(?:时间|日期|于)?\s*[：:]?\s*\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
    r"(?:\s*[T\s]?\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?(?:\s*(?:星期|周)[一二三四五六日天])?"
)
_CUT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[\s年/.-]+(\d{1,2})[\s月/.-]+(\d{1,2})(?![\d:：])")
_DATED = re.compile(r"(?:发布|发表|刊发|上传|更新|发稿)(?:时间|日期)\s*[：:]?\s*\d{4}")
_TOLD_DATE = re.compile(
    r"[\"'](?:datePublished|pubDate|publishTime|publish_time|publishDate)[\"']\s*:\s*[\"'](\d{4}[^\"']{4,24})[\"']"
)
# What stands beside a date without a label, and can only be an outlet: 参考消息, 云山日报
_OUTLET = re.compile(
    r"(?!(?:新闻|资讯|手机|移动|官方|图片|要闻|时政|社会|本地|国内|国际|综合)?(?:中心|客户端|频道|网|在线|新闻|消息|网站|报道)$)"
    rf"[{HAN}·A-Za-z0-9]{{2,14}}?(?:报|社|网|新闻|客户端|杂志|周刊|消息|在线|财经|发布|电视台|报道|融媒)"
    rf"(?:[-—·][{HAN}·A-Za-z]{{2,12}})?"
)
_OFFICE = re.compile(
    rf"[\[【]([{HAN}]{{2,18}}(?:[局委办厅]|政府|[县区市镇街]道?办|融媒体中心|街道|[妇残文工侨]联|法院|检察院))[\]】]"
)
# 【我要纠错】 责任编辑：张云山
_CORRECTION = re.compile(r"^\s*[【\[（(]\s*(?:我要)?纠错\s*[】\])）]\s*")
_PUBLISHER = re.compile(
    rf"(?<![{HAN}])(?:发布|发文|公开|制作)(?:机构|单位|机关|主体)\s*[：:]\s*([{HAN}]{{3,20}})"
)
_OTHERS = re.compile("相关|推荐|评论|热门|上一[篇条]|下一[篇条]|往期|跟[贴帖]|版权|网友|排行|最新")


def _groups(page: Page) -> tuple[tuple[str, ...], ...]:
    """The short texts between the headline and the first paragraph; those after the headline as it
    is printed last come first, then those after the page title and other repeats.
    """
    headline, body = bare(printed_headline(page)), page.once(densest)
    groups: list[list[str]] = []
    inside = 0
    first = f"{headline[:1]}“‘\"'"
    begun = ""  # of a headline that is cut by a line break
    for node in page.nodes:
        inside += node is body or inside > 0
        if inside > _FIRST_NODES:
            break
        if not isinstance(node, Text) or node.isspace():
            continue
        text = tidy(node)
        if inside and (len(text) > 60 or ("。" in text and len(text) > 20)):
            break
        opens = False
        if begun or text[:1] in first:
            printed = bare(text)
            opens = not inside and bool(headline) and printed.startswith(headline)
            begun = begun + printed if headline.startswith(begun + printed) else ""
        if opens or (begun and begun == headline):
            groups.append([])
        elif groups and text and len(text) < _LONGEST_LINE and "。" not in text:
            groups[-1].append(text)
    return tuple(map(tuple, reversed(groups)))


def line_under_headline(page: Page) -> str:
    """A rule: the first dated line between the headline and the body."""
    groups = page.once(_groups)
    dated = next((text for group in groups for text in group if find_date(text)), "")
    # <em>2019</em> <i>10-08</i>: each in a tag of its own
    cut = (_CUT_DATE.search(" ".join(group)) for group in groups if not dated)
    return dated or next(("-".join(found.groups()) for found in cut if found), "")


def printed_time(page: Page) -> str:
    """A rule: the first `<time>` that says a day, by its attribute or its text."""
    times = (f"{tag.get('datetime')} {tidy(tag.all_text())}" for tag in page.find("time"))
    return next((text for text in times if find_date(text)), "")


def told_date(page: Page) -> str:
    """A rule: the date of publication in what the page tells search engines in a script."""
    if "date" not in page.lower and "time" not in page.lower:
        return ""
    found = _TOLD_DATE.search(page.text)
    return found[1] if found else ""


def labelled_date(page: Page) -> str:
    """A rule: the line anywhere on the page that says `发布时间：` with a day."""
    texts = (tidy(node) for node in page.nodes if isinstance(node, Text) and _DATED.search(node))
    return next((text for text in texts if find_date(text)), "")


def origin_under_headline(page: Page) -> str:
    """A rule: the `来源：…` between the headline and the body, the outlet beside its date, or the
    `发布机构：…`.
    """
    groups = page.once(_groups)
    lines = ["\n".join(group) for group in groups]
    labelled = next((origin[1] for line in lines if (origin := _ORIGIN.search(line))), "")
    # 云山日报 2019年10月8日 above the headline is the masthead, and its group the page title's
    own = groups[:-1] if len(groups) > 1 else groups
    beside = (text for group in own for text in _beside_date(group))
    outlet = labelled or next(filter(None, map(_outlet, beside)), "")
    published = (found[1] for line in lines if (found := _PUBLISHER.search(line)))
    return outlet or next(published, "")


def _outlet(text: str) -> str:
    """The outlet that a text is, or the office in its square brackets (`[石桥区教育局]`)."""
    if office := _OFFICE.fullmatch(text):
        return office[1]
    return text if _OUTLET.fullmatch(text) else ""


def _beside_date(texts: tuple[str, ...]) -> Iterator[str]:
    """What stands in the dated line and right beside it, where outlet and author go unlabelled."""
    for place, text in enumerate(texts):
        if not find_date(text):
            continue
        rest = _WHEN.sub(" ", text).strip(" |·")
        yield rest
        for near in (place + 1, place - 1):
            labelled = 0 < near < len(texts) and texts[near - 1].endswith((":", "："))
            if 0 <= near < len(texts) and not labelled:
                yield texts[near]


def credits_around(page: Page, body: Body) -> tuple[Credit, ...]:
    """The people and outlets named under the headline and in the lines right below the body."""
    groups = page.once(_groups)
    credits = _under_headline(groups[0]) if groups else []
    if not credits:
        # a headline that is printed once more below its date has nothing behind it
        dated = (text for group in groups[1:] for text in group if find_date(text))
        credits += (credit for text in islice(dated, 1) for credit in _under_headline((text,)))
    credits += _below(page, body)
    return tuple(dict.fromkeys(credits))


def _under_headline(group: tuple[str, ...]) -> list[Credit]:
    """The credits of the texts between a headline and the first paragraph."""
    credits = list(_labelled("\n".join(group)))
    for text in group:
        credits += _line(text)
    for text in group:
        credits += (Credit(name, "reporter") for name in _beside_a_day(text))
    for text in _beside_date(group):
        # of two letters it may as well be a word of the menu
        if len(text) == _FULL_NAME and is_name(text) and not UNIT_END.search(text):
            credits.append(Credit(text, "reporter"))
    return credits


def _beside_a_day(text: str) -> tuple[str, ...]:
    """The names of `2023-10-08 16:22 石桥镇 张云山`, and of `2023年10月8日 张云山 李小河`."""
    if not find_date(text):
        return ()
    names = tuple(name for name in names_beside(text) if are_rather_names((name,)))
    alone = () if names else run_of_names(_WHEN.sub(" ", text, count=1))
    return names or (alone if len(alone) > 1 and are_rather_names(alone) else ())


def _labelled(text: str) -> Iterator[Credit]:
    """The people after `作者：` and `编辑：`, each up to the next label or the line's end."""
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=False):
        value = text[label.end() : end].strip().partition("\n")[0]
        value = re.split("[|｜]", value.strip(" |｜"))[0].strip()
        people = label["people"] or label["writer"]
        if people and value and len(value) < _LONGEST_VALUE:
            yield from _line(f"{people}：{value}")


def _line(text: str) -> tuple[Credit, ...]:
    """The credits of a line that is nothing but a byline."""
    if len(text) > _LONGEST_BYLINE or not HINT.search(text):
        return ()
    byline = read_byline((text,))
    return () if byline.paragraphs else byline.credits


def _below(page: Page, body: Body) -> Iterator[Credit]:
    """The credits of the lines right below a body; past the titles of other stories only editors
    and sources are this one's.
    """
    following = (line.text for line in _lines_below(page, body) if not line.linked)
    others = False
    for text in islice(following, _LINES_BELOW):
        others = (others or bool(_OTHERS.search(text))) and not text.startswith("本文来源")
        for credit in _line(unmarked(text)):
            if not others or credit.role in ("editor", "source"):
                yield credit


def _lines_below(page: Page, body: Body) -> Iterator[Line]:
    """The lines below the last one of a body, those of its own block that are no body first."""
    if not body.lines or body.tag is None:
        return
    last = body.lines[-1].text
    *_, root = body.tag, *body.tag.and_parents()
    if root.parent is not page.tree:  # it was read from a piece of the page, a comment say
        yield from _past(last, page.once(printed_lines))
        return
    yield from _past(last, read_body(body.tag).lines)
    yield from lines_below(body.tag)


def unmarked(line: str) -> str:
    """A line without the `【纠错】` that sites print before it."""
    return _CORRECTION.sub("", line) if "纠错" in line else line


def _past(last: str, lines: Sequence[Line]) -> Sequence[Line]:
    ends = [place for place, line in enumerate(lines) if line.text == last]
    return lines[ends[-1] + 1 :] if ends else ()
