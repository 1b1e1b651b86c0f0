"""Who signs a story without a word of bylines: `（张三）`, `（区教育局 张三）`, a name at an end.

In: the paragraphs of a story that no byline credits anybody in. Out: its authors, and which
paragraph is nothing but their signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.byline import words
from archive.byline.names import COMMONEST, is_plain_name, run_of_names
from archive.byline.reader import byline_words
from archive.byline.words import HAN
from archive.models import Credit
from archive.names import is_rare_name, split_names

SENTENCE_END = "。！？!?…”』」"
"""What a sentence ends with."""
_LONGEST_SIGNATURE = 60
_LEAST_PROSE = 16
_MOST_PASSED_OVER = 3
_LONGEST_NOTE = 60
_MOST_AUTHORS = 3
_LONE = re.compile(r"[（(［\[]([^（()）［］\[\]]{2,16})[）)］\]]\s*$")
_NAMES = rf"[{HAN}·]{{2,4}}(?:[\s、]+[{HAN}·]{{2,4}}){{0,3}}"
_UNIT = rf"[{HAN}]{{3,16}}(?:[\s\u3000]+[{HAN}]{{4,16}})?"
_DATE = r"(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}日?"
_UNIT_AND_NAMES = re.compile(rf"[（(]({_UNIT})[\s\u3000]+({_NAMES})[）)]\s*$")
# （云山区教育局张云山）
_UNIT_WITH_NAME = re.compile(
    rf"[（(][{HAN}]{{1,14}}(?:[局委办]|街道|社区|公司|中心|[大支]队|[中小]学|医院|电视台|报社)([{HAN}]{{2,3}})[）)]\s*$"
)
# 海云区石桥街道 张云山 2023.10.8, in a line of its own
_UNIT_NAME_DATE = re.compile(rf"({_UNIT})[\s\u3000]+({_NAMES})[\s\u3000]*(?:{_DATE})?")
_UNIT_ALONE = re.compile(rf"[{HAN}]{{4,16}}")
_DATED = re.compile(rf"{_DATE}\s*$")
_GRASSROOTS = re.compile("(?:街道|社区|[镇乡村校站所]|[中小]学|幼儿园|[大支]队|教育局|供电公司)$")
_LEGAL_LIST = (
    "版权 转载 授权 侵权 声明 注明 摘编 镜像 存储服务 本网 本站 本平台 立场 删除 观点 投稿"
)
_LEGAL = re.compile("|".join(_LEGAL_LIST.split()))
# （张云山） （责任编辑：李小河）
_END = re.compile(r"[（(](?:全文)?完[)）](?=\s*[（(])")
_EDITED = re.compile(r"(?<=[）)])\s*[（(](?:责任)?编辑[^（()）]{2,20}[）)]$")
_FURNITURE = re.compile(
    r"[【\[（(]?(?:[上下]一[篇条]|分享到|图片由[^。]{2,30}(?:拍摄|提供)。|打印|关闭|返回|点击|打开|扫码|投稿(?:邮箱|热线)|扫一扫|原标题|浏览|阅读|关键[字词]\s?[：:]|更多新闻|[^。]{0,10}(?:电话|热线|邮箱)\s?[：:]|[（(\s]*(?:责任)?编辑\s?[：:]\s?[A-Za-z][A-Za-z0-9_]{1,15}(?![A-Za-z]))[^。]{0,60}$"
    r"|[\d()（）\s-]{7,30}$|(?:微信|微博|APP|朋友圈|客户端)$"
    rf"|(?:(?:发布|更新|上传)?(?:时间|日期)\s?[：:]\s?)?{_DATE}(?:\s+\d\d?:\d\d(?::\d\d)?)?$"
)
_PAPER_ABOVE = re.compile(
    rf"^[{HAN}·]{{2,14}}(?:[日晚早晨商时]报|网站?|周刊|客户端|新闻|融媒)[\s\u3000]+(?=[{HAN}]{{3}}$)"
)
_PARTICULARS = re.compile(
    r"[男女任免，,（(]|同志|.{0,40}(?:\d{4}年(?:\d{1,2}月)?出?生|生于|享年|籍贯|毕业于|[曾现]任|逝世)"
)


def read_signature(paragraphs: Sequence[str]) -> tuple[tuple[Credit, ...], int | None]:
    """The authors, and the place of the paragraph that only names them, None if it says more.

    Copyright notes and page furniture behind the last paragraph are passed over.
    """
    paragraphs = [paragraph.rstrip("| \u3000\xa0") for paragraph in paragraphs]
    last = len(paragraphs) - 1
    for _ in range(_MOST_PASSED_OVER):
        if last > 0 and _is_furniture(paragraphs[last]):
            last -= 1
    signed, place = _bracketed(paragraphs, last)
    if signed:
        return signed, place
    # 张云山, and below it 海云区气象台
    if last > 1 and _UNIT_ALONE.fullmatch(paragraphs[last].strip()):
        names = _line_below(paragraphs[last - 1].strip(), paragraphs[: last - 1])
        if names and words.UNIT_END.search(paragraphs[last].strip()):
            return _reporters(names), last - 1
    text = paragraphs[last].rstrip()
    if last and (names := _line_below(text.strip(), paragraphs[:last])):
        return _reporters(names), last
    if names := _behind_the_last_sentence(text, paragraphs[:last]):
        return _reporters(names), None
    if name := _above(paragraphs):
        return _reporters((name,)), 0
    return (), None


def _bracketed(paragraphs: Sequence[str], last: int) -> tuple[tuple[Credit, ...], int | None]:
    """The signatures in brackets, if one stands at the end or above nothing but short notes.

    Those of the parts of a story (`…。（张三）` and below it `…。（李四）`) are all read.
    """
    for place in range(last, max(-1, last - _MOST_PASSED_OVER - 1), -1):
        text = paragraphs[place].rstrip()
        signed, alone = _signed_in_brackets(text)
        if place < last and signed:
            # …（全文完）, and a saying with whoever said it: “……”（张三）
            signed = signed if _is_surely_signed(text, signed) else ()
        above = paragraphs[place - 1].rstrip() if place else ""
        # （海云中学 张三） below the name of a prize signs nothing
        bare = place == last and not _of_a_unit(text)[0]
        if signed and (bare or not alone or _is_prose(above)):
            others: list[Credit] = []
            for part in paragraphs[:place]:
                authors, whole = _signed_in_brackets(part.rstrip())
                others += authors if not whole and _is_surely_signed(part, authors) else ()
            return (*others, *signed), place if alone else None
        # 某某资讯, 关键字：…, 新闻推荐 and the headline of another story
        if len(text) > _LONGEST_NOTE or text[-1:] in tuple(SENTENCE_END + "）)】"):
            break
    return (), None


def _is_surely_signed(text: str, signed: Sequence[Credit]) -> bool:
    said = text[: max(text.rfind("（"), text.rfind("("))].rstrip()[-1:] in tuple("”』」…")
    names = [credit.name for credit in signed]
    several = len(names) > 1
    return not said and (several or all(len(name) > 2 and is_plain_name(name) for name in names))


def _signed_in_brackets(text: str) -> tuple[tuple[Credit, ...], bool]:
    """The authors in brackets at the end of a text, and whether they are all of it."""
    text = _END.sub("", _EDITED.sub("", text))
    if not text.endswith(("）", ")", "]", "］")):
        return (), False
    signed, alone = _of_a_unit(text)
    if not signed:
        names, alone = _in_brackets(text)
        signed = _reporters(names)
    return signed, alone


def _reporters(names: Sequence[str]) -> tuple[Credit, ...]:
    return tuple(Credit(name, "reporter") for name in names)


def _is_furniture(text: str) -> bool:
    legal = len(text) < 400 and len(set(_LEGAL.findall(text[:400]))) > 1
    return legal or bool(_FURNITURE.match(text.strip()))


def _in_brackets(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in brackets at the end of a text, and whether they are all of it."""
    signature = _LONE.search(text)
    if not signature or byline_words(signature[1]):
        return (), False
    before = text[: signature.start()].rstrip()
    names = run_of_names(signature[1], lone=not before)
    if not names and is_rare_name(signature[1]):
        names = (signature[1],)
    # （石桥镇）
    if any(name[-1] in "镇乡" for name in names):
        return (), False
    return (names if not before or before[-1] in SENTENCE_END else ()), not before


def _of_a_unit(text: str) -> tuple[tuple[Credit, ...], bool]:
    """The people of `…。（云山区教育局 张三）`, who write from their office or for a paper, and
    whether they are all of the text.
    """
    signature = _UNIT_AND_NAMES.search(text) or _UNIT_WITH_NAME.search(text)
    before = text[: signature.start()].rstrip() if signature else ""
    if not signature or (before and before[-1] not in SENTENCE_END):
        return (), False
    if signature.re is _UNIT_WITH_NAME:
        names: tuple[str, ...] = (signature[1],) if is_plain_name(signature[1]) else ()
    else:
        office = words.UNIT_END.search(signature[1]) or signature[1].endswith("政府")
        names = _people(signature[2]) if office else ()
    return _reporters(names), not before


def _people(run: str) -> tuple[str, ...]:
    names = run_of_names(run)
    # 石桥镇 云溪镇
    return () if any(words.UNIT_END.search(name) for name in names) else names


def _line_below(text: str, above: Sequence[str]) -> tuple[str, ...]:
    """The names of a line below a story: `区教育局 张云山`, `张云山` that the story has not."""
    above_it = above[-1].strip().rstrip("①②③④⑤⑥")
    if len(text) > _LONGEST_SIGNATURE or above_it[-1:] not in tuple(SENTENCE_END):
        return ()
    if (names := _line_of_a_unit(text)) or not _is_prose(above_it):
        return names
    names = tuple(text.split())
    if not 0 < len(names) <= _MOST_AUTHORS or all(len(name) != 3 for name in names):
        return ()
    spoken_of = any(name in paragraph for name in names for paragraph in above)
    return () if spoken_of or not all(map(is_plain_name, names)) else names


def _line_of_a_unit(text: str) -> tuple[str, ...]:
    line = _UNIT_NAME_DATE.fullmatch(text)
    if not line:
        return ()
    ends = words.UNIT_END if _DATED.search(text) else _GRASSROOTS
    return _people(line[2]) if ends.search(line[1]) else ()


def _behind_the_last_sentence(text: str, above: Sequence[str]) -> tuple[str, ...]:
    """张云山 in `…严格遵守法律法规。张云山`, if the story does not speak of him."""
    end = max(map(text.rfind, "。！？”")) + 1
    if not end or len(text) - end > _LONGEST_SIGNATURE:
        return ()
    tail = text[end:].split()
    # 张 云 is padded, as 张云 beside 李小河 is not
    padded = [len(piece) for piece in tail].count(1) > 1
    pieces = split_names(" ".join(tail)) if padded else tail
    several = 1 < len(pieces) <= _MOST_AUTHORS and any(len(name) == 3 for name in pieces)
    names = tuple(pieces) if several else ("".join(tail),)
    short = padded or several
    if not all((short or len(name) > 2) and is_plain_name(name) for name in names):
        return ()
    if not several and len(text) - end > 6:
        return ()
    spoken_of = any(name in part for name in names for part in (text[:end], *above))
    return () if spoken_of else names


def _above(paragraphs: Sequence[str]) -> str:
    """张云山, 海云日报 张云山 in a line of its own above an essay that does not speak of him."""
    line = _PAPER_ABOVE.sub("", paragraphs[0].strip())
    name = "".join(line.split()) if len(line) < 8 else ""
    if not is_plain_name(name) or len(paragraphs) < 2:
        return ""
    if len(name) < 3 and name[0] not in COMMONEST:
        return ""
    below = paragraphs[1].strip()
    if (
        not _is_prose(below)
        or _PARTICULARS.match(below)
        or any(name in each for each in paragraphs[1:])
    ):
        return ""
    return name


def _is_prose(text: str) -> bool:
    return len(text) >= _LEAST_PROSE and text[-1] in SENTENCE_END
