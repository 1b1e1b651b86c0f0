"""The credits of a text that is a byline from end to end: its sources, and then its people.

In: a line, the inside of a bracket, what stands before or behind a sentence. Out: its credits, or
None where it is no byline.
"""

from __future__ import annotations

import re

from archive.byline import words
from archive.byline.beside import names_beside
from archive.byline.names import is_plain_name, plain_names, run_of_names
from archive.byline.reader import read_people
from archive.models import Credit
from archive.names import SURNAMES

_LIKELY_SURNAME = 0.2  # percent
# 来源：海云日报客户端2021年09月27日
_DATED = re.compile(r"\d{4}年\d.*$")
_COLUMN = re.compile(f"[{words.HAN}]{{2,8}}")


def agency_of(dateline: re.Match[str]) -> list[Credit]:
    """The agency of a dateline; a newspaper's own dateline names none."""
    agency = dateline["agency"]
    if words.OWN.match(agency) or agency == "新闻网":
        return []
    own = ("报", "新闻", "客户端", "融媒", "融媒体", "中心", "发布")
    if agency.endswith(own) and not dateline["by"]:
        return []
    more = dateline["more"].split("、")[1:]
    return [Credit(name, "source") for name in (agency, *more)]


def line_credits(text: str, *, sure: bool = False, framed: bool = False) -> list[Credit] | None:
    """The credits of a text that is a byline from end to end, None of any other.

    `sure` says that what stands here can only be a byline, so that a rare surname is believed;
    `framed`, that it stands in brackets of its own, so that what is no name is passed over.
    """
    if not words.HINT.search(text):
        return None
    text = words.OUTLETS_LISTED.sub(unless_named, words.OWN_GLUED.sub(" ", text))
    text = words.UNIT_OF_THE_SHOT.sub("", words.STATION.sub("记者", text))
    text = words.REPORTER_AND_WORK.sub("撰文/摄影", text)
    text = words.AUTHOR_OR_ORIGIN.sub("作者", text)
    text = words.SOURCE_AND_PART.sub(_with_author, text)
    text = words.SOURCE_IN_BRACKETS.sub(r"\1：", text)
    text = words.BULLET.sub("", text.translate(words.BRACKETS).translate(words.BARS))
    text = words.PADDED.sub(r"\1\2", text)
    if words.PICTURE_OF_NOBODY.fullmatch(text.strip()):
        return []
    if author := words.AUTHOR_IS.fullmatch(text.strip()):
        text = author["label"] or f"作者：{author['name']}"
    text = words.RESIDUE.sub(" ", words.GLUED.sub(r" \g<0>", text)).strip()
    credits: list[Credit] = []
    named = False
    for source in words.SOURCE.finditer(text):
        credits += _origins(source)
        named = named or bool(credits or (source["picture"] and source["name"]))
    opens = words.SOURCE.match(text)
    text = words.SOURCE.sub(" ", text).strip()
    if by_agency := words.BY_AGENCY.match(text):
        agencies = by_agency[by_agency.lastindex or 0].split("、")
        return [*credits, *(Credit(name, "source") for name in agencies if name)]
    if dateline := words.DATELINE.match(text):
        credits += agency_of(dateline)
        named = named or bool(credits)
        text = text[dateline.end() :].strip()
    # 来源：《云山日报》 海云新闻网
    if not text or (named and words.PAPER_END.search(text) and " " not in text):
        return credits if named else None
    # 来源：云山日报 张云山 李小河
    if named and not words.TOKEN.search(text):
        names = run_of_names(text)
        usual = len(names) > 1 or SURNAMES.get(text[0], 0) >= _LIKELY_SURNAME
        if plain_names(text) or (names and usual and all(map(is_plain_name, names))):
            return [*credits, *(Credit(name, "reporter") for name in names)]
        # 来源：海云日报 最美海云
        if opens and _COLUMN.fullmatch(text):
            return credits
    signed = words.NAME_AND_OUTLET.fullmatch(text)
    if signed and (names := run_of_names(signed[1])):
        people = [Credit(name, "reporter") for name in names]
        return [*credits, *people, Credit(signed[2], "source")]
    found = read_people(text, sure=sure, framed=framed, alone=not named)
    return None if found is None else credits + found


def unless_named(outlets: re.Match[str]) -> str:
    """Nothing in place of outlets, and the outlets if somebody's name is stuck to them."""
    return outlets[0] if names_beside(outlets["others"] or "") else ""


def _whole_name(text: str) -> tuple[str, ...]:
    return run_of_names(text) if len(text) == 3 else ()


def _with_author(source: re.Match[str]) -> str:
    """A source and its author in brackets; what else stands there is a part of the source."""
    return f"{source[1]} {source[2]}" if plain_names(source[2]) else source[1]


def _origins(source: re.Match[str]) -> list[Credit]:
    """The outlets of `来源：…`; of `图片来源：…` the photographer, if it is a person."""
    outlet, slash, author = re.split(r"([/／]|$)", source["name"] or "", maxsplit=1)
    # 来源：云山广播/张云山
    if slash and not source["picture"] and (authors := plain_names(author) or _whole_name(author)):
        return [Credit(outlet, "source"), *(Credit(name, "reporter") for name in authors)]
    names = _DATED.sub("", source["name"] or "").removesuffix("等").removesuffix("供图").split("、")
    if source["picture"]:
        people = [name for name in names if run_of_names(name) == (name,) and len(name) != 4]
        return [Credit(name, "photographer") for name in people]
    shot = words.OUTLET_AND_SHOT.fullmatch(names[0])
    if shot and run_of_names(shot[2]):
        return [Credit(shot[1], "source"), Credit(shot[2], "photographer")]
    return [
        Credit(name, "source")
        for name in names
        if name and not words.OWN.match(name) and not words.NOBODY.search(name)
    ]
