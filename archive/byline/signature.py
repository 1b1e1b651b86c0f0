"""Who signs a story without a word of bylines: `（张三）`, `（区教育局 张三）`, a name at an end.

In: the paragraphs of a story that no byline credits anybody in. Out: its authors, and which
paragraph is nothing but their signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from archive.byline import words
from archive.byline.beside import names_beside
from archive.byline.names import (
    COMMONEST,
    are_rather_names,
    is_plain_name,
    plain_names,
    run_of_names,
    vouched_for,
)
from archive.byline.reader import byline_words
from archive.byline.trim import SENTENCE_END, without_lead
from archive.letters import HAN
from archive.models import Credit
from archive.names import is_rare_name, split_names

_LONGEST_SIGNATURE = 60
_LEAST_PROSE = 16
_MOST_PASSED_OVER = 12
_LONGEST_NOTE = 60
_MOST_ABOVE = 8
_MOST_AUTHORS = 5
_FEW = 3
_LISTED = re.compile("名单|获奖|揭晓|公示|入围|入选|名次|如下")
_LONE = re.compile(r"[（(［\[]([^（()）［］\[\]]{2,16})[）)］\]]\s*$")
_OF_A_UNIT = re.compile(r"[（(【]([^（()）【】]{5,48})[）)】]\s*$")
_LEGAL_LIST = """
原创 未经 许可 版权 转载 授权 侵权 声明 注明 摘编 镜像 存储服务 本网 本站 本平台 立场 删除
观点 投稿
"""
_LEGAL = re.compile("|".join(_LEGAL_LIST.split()))
# Who a bare line speaks of sooner than who wrote it
_VENUE = re.compile(r"(?:[馆厂场矿村]|(?<!网)(?<!记者)站|[剧影]院|公园)(?:\s|$)")
_NO_SIGNER = re.compile("[戏湾花薯岭沟里卡传贷]$")
# …好评。（张云山 李小河
_UNCLOSED = re.compile(r"(?<=[。！])\s*(?:[（(]([^（()）]{2,30})|([^（()）。！]{2,16})[）)])$")
# 评论（0） ends no story
_ENDED = re.compile(rf"[{SENTENCE_END}]$|(?<!\d)[）)】]$")
# …生态效益双丰收。■ 张云山 李小河
_BEHIND_A_SQUARE = re.compile(r"(?<=[。！”])\s*[□■]\s*([^□■。，！？]{2,24})$")
# …。（张云山）在石桥镇，…, one paragraph with the next part of a story
_PART = re.compile(rf"(?<=[。！])\s*[（(][{HAN}、\s]{{2,24}}[)）](?=\s*[{HAN}])")
_MOST_PARTS = 8
_END = re.compile(r"[（(](?:全文)?完[)）](?=\s*[（(])")
_REPORTED = re.compile(r"\s?报道([）)])$")
# （张云山） （责任编辑：李小河）, （张云山） 编辑：李小河
_EDITED = re.compile(
    r"(?<=[）)])\s*(?:[（(](?:责任)?编辑[^（()）]{2,20}[）)]|(?:责任|值班|本期)?(?:编辑|责编)\s?[：:][^。]{2,100})$"
)
# What ends as sentences and bylines do and is neither.
_FURNITURE = re.compile(
    r"[【\[（(]?\s*(?:[上下]一[篇条]|分享到|图片由[^。]{2,30}(?:拍摄|提供)。|[^。]{0,10}(?:电话|热线|邮箱)\s?[：:]|(?:责任)?编辑\s?[：:]\s?[A-Za-z]\w{1,15})[^。]{0,60}$"
    rf"|[\d()（）\s-]{{7,30}}$|[（(][{HAN}]{{2,20}}编辑[）)]$"
)
_PARTICULARS = re.compile(
    r"[男女任免，,（(他她该]|本院|法院|上述|同志|.{0,40}(?:\d{4}年(?:\d{1,2}月)?出?生|生于|享年|籍贯|毕业于|[曾现]任|逝世)"
)


def read_signature(paragraphs: Sequence[str]) -> tuple[tuple[Credit, ...], int | None]:
    """The authors, and the place of the paragraph that only names them, None if it says more.

    Copyright notes, page furniture and other short lines behind the last paragraph are passed over.
    """
    paragraphs = [paragraph.strip("| \u3000\xa0") for paragraph in paragraphs]
    below = False  # whether a short note stands below
    for place in range(len(paragraphs) - 1, max(-1, len(paragraphs) - _MOST_PASSED_OVER), -1):
        text, above = paragraphs[place], paragraphs[:place]
        if not text or (place and _is_furniture(text)):
            continue
        signed, alone = _bracketed(text, above, below=below)
        if signed:
            return signed, place if alone else None
        under = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
        if place and not _is_signers(under) and (names := _line_below(text, above)):
            return _reporters(names), place
        if names := _behind_the_last_sentence(text, above):
            return _reporters(names), None
        # 某某资讯, 关键字：…, 新闻推荐 and the headline of another story
        if len(text) > _LONGEST_NOTE or _ENDED.search(text):
            break
        below = True
    names, place = _above(paragraphs)
    return _reporters(names), place if names else None


def _bracketed(text: str, above: Sequence[str], *, below: bool) -> tuple[tuple[Credit, ...], bool]:
    """The signatures in brackets, if one stands at the end of a text, and whether that is all of
    it; `below` says that notes stand below, so that it must be plain.

    Those of the parts of a story (`…。（张三）` and below it `…。（李四）`) are all read.
    """
    signed, alone = _signed_in_brackets(text)
    # …（全文完）, and a saying with whoever said it: “……”（张三）
    if not signed or (below and not _is_surely_signed(text, signed)):
        return (), False
    # （海云中学 张三） below the name of a prize signs nothing
    unit = bool(_of_a_unit(text)[0])
    bare = not below and not unit
    if alone and not bare and not any(map(_is_prose, above[-1:] if unit else above[-3:])):
        return (), False
    others: list[Credit] = []
    for part in (*above, *_parts_before(text)):
        authors, whole = _signed_in_brackets(part)
        others += authors if not whole and _is_surely_signed(part, authors) else ()
    return (*others, *signed), alone


def _parts_before(text: str) -> tuple[str, ...]:
    """The parts of a text that may each be signed (`…。（张云山） 在石桥镇…`), less the last."""
    return tuple(text[: part.end()] for part in islice(_PART.finditer(text[:-1]), _MOST_PARTS))


def _is_surely_signed(text: str, signed: Sequence[Credit]) -> bool:
    said = text[: max(text.rfind("（"), text.rfind("("))].rstrip()[-1:] in tuple("”』」…")
    names = [credit.name for credit in signed]
    several = len(names) > 1
    plain = all(len(name) > 2 and is_plain_name(name) for name in names)
    # 刘申仙
    usual = all(name[0] in COMMONEST for name in names) and are_rather_names(names)
    return not said and (several or plain or usual)


def _signed_in_brackets(text: str) -> tuple[tuple[Credit, ...], bool]:
    """The authors in brackets at the end of a text, and whether they are all of it."""
    text = _REPORTED.sub(r"\1", _END.sub("", _EDITED.sub("", text)))
    if lost := _UNCLOSED.search(text):
        run = lost[1] or lost[2]
        return _reporters(names_beside(run) or _several(run)), False
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
    padded = signature and words.PADDED_PAIR.fullmatch(signature[1])
    # （缪 文）
    if not signature or (byline_words(signature[1]) and not padded):
        return (), False
    before = text[: signature.start()].rstrip()
    names = run_of_names(signature[1], lone=not before)
    if not names and is_rare_name(signature[1]):
        names = (signature[1],)
    names = names or vouched_for(signature[1])
    # （石桥镇）
    if any(name[-1] in "镇乡" for name in names):
        return (), False
    return (names if not before or before[-1] in SENTENCE_END else ()), not before


def _of_a_unit(text: str) -> tuple[tuple[Credit, ...], bool]:
    """The people of `…。（云山区教育局 张三）`, who write from their office or for a paper, and
    whether they are all of the text.
    """
    signature = _OF_A_UNIT.search(text)
    before = text[: signature.start()].rstrip() if signature else ""
    if not signature or (before and before[-1] not in SENTENCE_END):
        return (), False
    # （编校：张云山） names no reporter
    if words.LABELS.match(signature[1]):
        return (), False
    # （石桥镇：张云山）
    inside = re.sub("[：:]", " ", signature[1], count=1)
    return _reporters(names_beside(inside, closing=True)), not before


def _line_below(text: str, above: Sequence[str]) -> tuple[str, ...]:
    """The names of a line below a story: `区教育局 张云山`, `张云山` that the story has not."""
    above_it = above[-1].strip().rstrip("①②③④⑤⑥")
    if len(text) > _LONGEST_SIGNATURE or above_it[-1:] not in tuple(SENTENCE_END):
        return ()
    text = text.removesuffix("报道").rstrip()
    names = _signers(text) if _is_prose(above_it) else ()
    if len(names) > _FEW and _LISTED.search(above_it):
        return ()
    return () if _are_spoken_of(names, above) else names


def _are_spoken_of(names: Sequence[str], paragraphs: Sequence[str]) -> bool:
    return any(name in paragraph for name in names for paragraph in paragraphs)


def _is_signers(line: str) -> bool:
    """Whether a line is names, too, so that one beside it is an entry of a list."""
    return bool(len(line) <= _LONGEST_SIGNATURE and (names_beside(line) or _several(line)))


def _signers(line: str) -> tuple[str, ...]:
    """The names of a bare line of units and names, or names alone; 县剧院 白毛女 signs nothing."""
    names = () if _VENUE.search(line) else names_beside(line)
    return () if any(map(_NO_SIGNER.search, names)) else names or _several(line)


def _several(line: str) -> tuple[str, ...]:
    """The names of a line that is nothing else: one of three letters and some beside it, or two
    with the commonest surnames, or all of three letters.
    """
    names = plain_names(line)
    names = names or _rather(line)
    several = 0 < len(names) <= _MOST_AUTHORS and any(len(name) == 3 for name in names)
    several = several or (len(names) == 2 and all(name[0] in COMMONEST for name in names))
    return names if several and names == tuple(re.split(r"[\s、]+", line)) else ()


def _rather(line: str) -> tuple[str, ...]:
    """Several names of three letters that nothing but their surnames and some letter marks; one
    of two beside them must be plain (雷丽 彭小千).
    """
    names = run_of_names(line)
    longer = tuple(name for name in names if len(name) == 3)
    likely = all(name in longer or is_plain_name(name) for name in names)
    mixed = len(longer) < len(names)
    likely = likely and bool(longer) and (not mixed or longer[0][0] in COMMONEST)
    return names if len(names) > 1 and likely and are_rather_names(longer) else ()


def _behind_the_last_sentence(text: str, above: Sequence[str]) -> tuple[str, ...]:
    """张云山 in `…严格遵守法律法规。张云山`, if the story does not speak of him."""
    text = text.removesuffix("报道")
    if square := _BEHIND_A_SQUARE.search(text):
        names = run_of_names(square[1])
        if not are_rather_names(names):
            names = names_beside(square[1]) or plain_names(square[1])
        return () if _are_spoken_of(names, (text[: square.start()], *above)) else names
    end = max(map(text.rfind, "。！？”")) + 1
    if not end or len(text) - end > _LONGEST_SIGNATURE:
        return ()
    if text[end - 1] == "。" and _is_prose(text[:end]) and (names := _signers(text[end:].strip())):
        return () if _are_spoken_of(names, (text[:end], *above)) else names
    tail = text[end:].split()
    # 张 云 is padded, as 张云 beside 李小河 is not
    padded = [len(piece) for piece in tail].count(1) > 1
    run = " ".join(tail)
    names = _several(" ".join(split_names(run)) if padded else run) if len(tail) > 1 else ()
    several = len(names) > 1
    if not several:
        names = ("".join(tail),)
        if not (padded or len(names[0]) > 2) or not is_plain_name(names[0]):
            return ()
    if not several and len(text) - end > 6:
        return ()
    return () if _are_spoken_of(names, (text[:end], *above)) else names


def _above(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """张云山, 海云日报 张云山 in a line of its own above an essay that does not speak of him, and
    the place of the line. Notes may stand below several names or those of a unit.
    """
    first = next((place for place, text in enumerate(paragraphs) if _is_prose(text)), 0)
    if first > _MOST_ABOVE or _PARTICULARS.match(paragraphs[first].strip()):
        return (), 0
    for place in range(first - 1, -1, -1):
        # 2023年10月8日 张云山 李小河
        line = without_lead(paragraphs[place].strip())
        if len(line) > _LONGEST_SIGNATURE:
            continue
        if alone := _LONE.fullmatch(line) or _OF_A_UNIT.fullmatch(line):
            line = alone[1]
        name = "".join(line.split())
        plain = is_plain_name(name) and (len(name) > 2 or name[0] in COMMONEST)
        if plain and place == first - 1:
            names: tuple[str, ...] = (name,)
        else:
            names = () if plain else _signers(line)
        others = (*paragraphs[:place], *paragraphs[place + 1 :])
        beside = (paragraphs[place - 1] if place else "", paragraphs[place + 1])
        listed = any(map(_is_signers, beside))
        if names and not listed and not _are_spoken_of(names, others):
            return names, place
    return (), 0


def _is_prose(text: str) -> bool:
    return len(text) >= _LEAST_PROSE and text[-1] in SENTENCE_END
