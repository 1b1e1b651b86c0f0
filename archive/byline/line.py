"""The credits of a text that is a byline from end to end: its sources, and then its people.

In: a line, the inside of a bracket, what stands before or behind a sentence. Out: its credits, or
None where it is no byline.
"""

from __future__ import annotations

import re

from archive.byline.datelines import DATELINE, OWN, agency_of
from archive.byline.names import is_plain_name, plain_names, run_of_names
from archive.byline.reader import read_people
from archive.byline.spelling import SOURCE_KINDS, spelled_out
from archive.byline.words import HINT, NOBODY, PAPER_END, TOKEN
from archive.letters import HAN
from archive.models import Credit
from archive.surnames import is_likely_surname

_SOURCE = re.compile(
    r"(?:^|(?<=[\s|]))(?:(?P<picture>(?:封面)?(?:图片?|照片|视频|题图|配图)来源|图[源据])"
    rf"|{SOURCE_KINDS}?来源|稿源|(?:文章)?出处(?=\s?[：:])|来自(?=\s?[：:]\s?[{HAN}]{{2,12}}(?:[报网台社]|新闻|客户端|发布|在线)(?:\s|$))|(?:本文)?(?:转载?自|摘[自编])|原载于?(?=\s?《|[：:]))"
    rf"\s?(?:[：:|/／]\s?|(?=《)|\s(?=[{HAN}]{{2,6}}(?:[日晚]报|新闻网)$))"
    r"(?:《?(?P<name>(?!通讯员|\S*记者|(?:发布|发表|更新)?(?:日期|时间)[：:]|来源[：:])[^\s，。；;：:（()）|《》]{2,24})》?)?"
)
_BY_AGENCY = re.compile(
    rf"据([{HAN}A-Za-z·]{{1,12}}(?:社|网|报|客户端|电视台)(?:、[{HAN}A-Za-z·]{{1,12}}(?:社|网|报|客户端))*)$"
    r"|据《([^》]{2,12})》(?:报道|消息)?$|(新华社)$"
)
# 云山日报张云山摄, where a source is said
_OUTLET_AND_SHOT = re.compile(rf"(.{{2,10}}?(?:[日晚晨早时]报|网|客户端|新闻))([{HAN}]{{2,3}})摄")
# 张云山/云山日报
_NAME_AND_OUTLET = re.compile(
    rf"([{HAN}·]{{2,4}}(?:[\s、][{HAN}·]{{2,4}}){{0,3}})\s?[/／]\s?"
    rf"([{HAN}A-Za-z·]{{2,14}}(?:报|社|网|新闻|客户端|在线|周刊|杂志|电视台))"
)
# 通讯员供图, （图由受访者提供）: nobody is named
_PICTURE_OF_NOBODY = re.compile(
    r"(?:本[版组文]|文中|以上)?(?:图片?|照片|视频|组图)?(?:\s?[/／：:]\s?|[均皆]?(?:由|来自|来源于|源自))?"
    r"(?:受访者|采访对象|受访单位|通讯员|主办方|网络|资料|本人|网友)(?:供图?|提供|图片?|截图)"
)
# 来源：海云日报客户端2021年09月27日
_DATED = re.compile(r"\d{4}年\d.*$")
_COLUMN = re.compile(f"[{HAN}]{{2,8}}")


def line_credits(text: str, *, sure: bool = False, framed: bool = False) -> list[Credit] | None:
    """The credits of a text that is a byline from end to end, None of any other.

    `sure` says that what stands here can only be a byline, so that a rare surname is believed;
    `framed`, that it stands in brackets of its own, so that what is no name is passed over.
    """
    if not HINT.search(text):
        return None
    text = spelled_out(text)
    if _PICTURE_OF_NOBODY.fullmatch(text):
        return []
    credits: list[Credit] = []
    named = False
    for source in _SOURCE.finditer(text):
        credits += _origins(source)
        named = named or bool(credits or (source["picture"] and source["name"]))
    opens = _SOURCE.match(text)
    text = _SOURCE.sub(" ", text).strip(" |")
    if by_agency := _BY_AGENCY.match(text):
        agencies = by_agency[by_agency.lastindex or 0].split("、")
        return [*credits, *(Credit(name, "source") for name in agencies if name)]
    if dateline := DATELINE.match(text):
        credits += agency_of(dateline)
        named = named or bool(credits)
        text = text[dateline.end() :].strip()
    # 来源：《云山日报》 海云新闻网
    if not text or (named and PAPER_END.search(text) and " " not in text):
        return credits if named else None
    # 来源：云山日报 张云山 李小河
    if named and not TOKEN.search(text):
        names = run_of_names(text)
        usual = len(names) > 1 or is_likely_surname(text[0])
        if plain_names(text) or (names and usual and all(map(is_plain_name, names))):
            return [*credits, *(Credit(name, "reporter") for name in names)]
        # 来源：海云日报 最美海云
        if opens and _COLUMN.fullmatch(text):
            return credits
    signed = _NAME_AND_OUTLET.fullmatch(text)
    if signed and (names := run_of_names(signed[1])):
        people = [Credit(name, "reporter") for name in names]
        return [*credits, *people, Credit(signed[2], "source")]
    found = read_people(text, sure=sure, framed=framed, alone=not named)
    return None if found is None else credits + found


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
    shot = _OUTLET_AND_SHOT.fullmatch(names[0])
    if shot and run_of_names(shot[2]):
        return [Credit(shot[1], "source"), Credit(shot[2], "photographer")]
    # 来源：张云山, but 金山云 and 江南声 are outlets
    if len(names[0]) == 3 and plain_names(names[0]) and names[0][-1] not in "云声行汇家通号":
        return [Credit(names[0], "reporter")]
    return [
        Credit(name, "source")
        for name in names
        if name and not OWN.match(name) and not NOBODY.search(name)
    ]


def _whole_name(text: str) -> tuple[str, ...]:
    return run_of_names(text) if len(text) == 3 else ()
