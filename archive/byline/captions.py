"""Who took a picture, where the credit ends a caption inside a paragraph: `…。海云社发（李科 摄）`.

In: the text of a paragraph. Out: the names of the photographers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from archive.byline import words
from archive.byline.datelines import FULL_DATELINE
from archive.byline.names import is_odd_name, run_of_names
from archive.letters import HAN
from archive.names import is_word, surname

_MOST_SHOTS = 8
_WINDOW = 40
_NAMES = rf"[{HAN}·]{{2,5}}(?:[\s、，]{{1,3}}[{HAN}·]{{2,5}}){{0,3}}"
_SHOT = re.compile("摄(?!影|像|制|氏)")
_ENDS = re.compile(
    rf"$|[\s（()）；;]|。?$|据[了悉]|当[日天]|近日|昨[日天]|今[日天]|图为|截至|目前|在|{FULL_DATELINE.pattern}"
)
# 海云社发, 海云网图片库, CNSphoto, 资料照片
_ISSUER = (
    rf"(?:(?:[{HAN}]{{0,8}}(?:[社网报]发?|发|图片[库网社]|图库|视觉|影像|照片|图)|图\s?[/／]\s?[A-Za-z]{{2,12}}"
    r"|[A-Za-z]{2,12})[\s/／:：、，,]+)?"
)
# behind a sentence, a title, a page mark (⑧3) or the opening bracket there is nothing but names
_BEHIND = re.compile(
    rf"(?:(?P<starts>^)|[。！？!?…；”』」》）)（(]|[①-⑳]\d{{0,2}})\s*(?:[①-⑳]\d{{0,2}}\s*)?"
    rf"{_ISSUER}(?P<names>{_NAMES})\s?[/／]?\s?$"
)
_APART = re.compile(rf"\s(?P<names>[{HAN}·]{{2,5}}(?:、[{HAN}·]{{2,5}}){{0,3}})\s?[/／]?\s?$")
_BY_AGENCY = re.compile(rf"图\s?[/／]\s?[A-Za-z]{{2,12}}\s+(?P<names>{_NAMES})$")
_BETWEEN = re.compile(r"[\s、，]+")
_PLACE = re.compile(".[上下间内外里边空顶底端]|文并")  # 水下摄, 高空摄; 张云山 文并摄


def photographers(text: str) -> Iterator[str]:
    """The names before each 摄 of a paragraph that stand apart, and those of `图/CNSphoto 张云`."""
    for shot in islice(_SHOT.finditer(text), _MOST_SHOTS):
        if not _ENDS.match(text, shot.end()):
            continue
        window = text[max(0, shot.start() - _WINDOW) : shot.start()]
        behind = _BEHIND.search(window)
        if behind and not (behind["starts"] is not None and len(window) == _WINDOW):
            names = _shown(behind["names"])
        else:
            names = ()
        if not names and (apart := _APART.search(window)):
            names = _shown(apart["names"])
        yield from names
    if "图" in text[-_WINDOW:] and (by_agency := _BY_AGENCY.search(text[-_WINDOW:])):
        yield from _shown(by_agency["names"])


def _shown(run: str) -> tuple[str, ...]:
    names = run_of_names(run, signed=True)
    if not names:
        # 李科, 苏巧将: before 摄 stand people, whatever their names are made of
        pieces = tuple(_BETWEEN.split(run))
        names = pieces if all(map(_may_take_pictures, pieces)) else ()
    return () if any(_PLACE.fullmatch(name) for name in names) else names


def _may_take_pictures(name: str) -> bool:
    if is_odd_name(name):
        return True
    if not 1 < len(name) < 4 or not surname(name) or is_word(name):
        return False
    return not (words.NO_NAME.search(name) or words.UNIT_END.search(name))
