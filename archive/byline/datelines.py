"""The head of a story: the dateline, the agency it names, and how authors follow it.

In: the text of a paragraph. Out: where its dateline ends, the agency of it; expressions for
`archive.byline`.
"""

from __future__ import annotations

import re

from archive.byline.words import CORRESPONDENT, NAMES_IN_A_ROW, REPORTER
from archive.letters import HAN
from archive.models import Credit
from archive.patterns import either

OWN = re.compile("本[报台网刊社站]")
_DAY = r"[\d０-９年月日时分号〇○零一二三四五六七八九十]{2,16}"
# 新华社云山10月8日电; 据新华社电, 云山日报消息; 云山站讯, 快讯; 云山日报石桥讯（; 新华社发
_WIRED = (
    rf"(?:[{HAN}A-Za-z-]{{0,10}}?[\s·]?{_DAY}\s?(?:综合)?(?:专?电|快?讯|消息|报道)"
    rf"|[{HAN}]{{0,4}}?(?:综合)?(?:专?电|消息|报道)|(?:[{HAN}]{{2,6}}站)?\s?快?讯"
    rf"|[{HAN}]{{2,4}}(?<![通资简喜短音])讯(?=\s?[（(])|(?<=社)发)"
)
DATELINE = re.compile(
    rf"(?P<by>据|综合)?(?P<agency>本[报台网刊社站]|[{HAN}A-Za-z·-]{{1,18}}?"
    r"(?:(?<![作报])社|(?<![并电联路管铁因])网|报|新闻|客户端|电视台|在线|融媒(?:体(?:中心)?)?|发布(?=讯))"
    r"(?![社网台络站闻]|报(?!道)|新闻|电视|客户端|记者))"
    rf"(?P<more>(?:、[{HAN}]{{1,10}}?(?:社|网|报|客户端))*){_WIRED}"
    r"(?=$|[\s（(【：:，,/\d】\]）)]|记者|通讯员|题[：:])"
)
"""据新华社电, 新华社云山10月8日电, 中新网10月8日电, 本报讯."""
# 张云山 摄新华社云山10月8日电
FULL_DATELINE = re.compile(
    rf"[{HAN}]{{1,6}}[社网报](?:[{HAN}]{{2,6}})?\d{{1,2}}月\d{{1,2}}日[电讯]"
)
_STUCK = re.compile(rf"(?<=摄)\s?(?={FULL_DATELINE.pattern}|本报讯\s?[（(])")
# 海都讯 记者张云山, 海云网/云潮客户端讯 通讯员张云山, 电力18讯： 本网讯 通讯员
SHORT_DATELINE = re.compile(
    rf"[【（(]?[{HAN}][{HAN}A-Za-z0-9/／·：: -]{{1,22}}快?讯[】）)]?\s?[：:]?\s?"
    r"(?=[（(]?\s?(?:见习|实习)?(?:记者|通讯员))"
    # 云上海云报道（融媒体记者张云山）
    rf"|[{HAN}]{{2,8}}报道\s?(?=[（(](?:本报|本台|全媒体|融媒体?|见习|实习)?(?:记者|通讯员))"
)
_NO_NEWS = "通资简喜短音停来供用发贺充断送"  # 通讯, 停电
LATELY = either(
    "近[日期来] 日前 连日 [昨今][日天] 最近 目前 [眼当]下 当前 入[春夏秋冬] 随着 [上本]周"
)
_IN_BRACKETS = r"[（(][^（()）]{2,20}[)）]"
# 今日海云讯（张云山 李小河）, 新华网云山频道10月8日海云电（张云山）, 通讯员（张云山）,
# 本网（张云山）讯
NAMES_IN_BRACKETS = re.compile(
    rf"(?:[{HAN}][{HAN}\d·-]{{1,22}}(?<![{_NO_NEWS}])(?:[讯电]|(?<!发布)(?<!好)消息)"
    rf"|云上[{HAN}]{{2,4}}报道|(?P<correspondent>通讯员)|记者"
    rf"|(?:[{HAN}]{{2,10}}(?:[网报]|在线|新闻|客户端)|{OWN.pattern})(?=\s?{_IN_BRACKETS}\s?[\d讯电])"
    rf"|(?={_IN_BRACKETS}\s*(?:\d|{LATELY})))\s?"
    rf"[（(]\s*(?!本报|本台|.{{0,8}}(?:记者|通讯员|习生))(?P<names>[{HAN}·、，\s]{{2,40}})[）)]"
)
# 据新华社电, below a line that only introduces it
FROM_AGENCY = re.compile("据(?:新华|中新)社[^，。：\\s]{0,14}电")
# 海云网消息（海云日报）记者张云山
OUTLET_IN_BRACKETS = re.compile(
    rf"\s?[（(][{HAN}]{{2,10}}(?:报|网|新闻|客户端)[）)]\s?(?=[（(]?(?:记者|通讯员))"
)
# 海云网记者张云山8月9日报道：
DATED_REPORT = re.compile(
    rf"[{HAN}]{{2,8}}[网报社台]记者\s?([{HAN}·、\s]{{2,16}}?)\s?(?:\d{{1,2}}月)?\d{{1,2}}日报道\s?[：:，,]"
)
OPENING_END = re.compile(r"(?:摄影|图文)?报道|[：:，,。]|\d")
# 本报讯 张云山 李小河报道：
NAMES_REPORT = re.compile(rf"[\s【]*({NAMES_IN_A_ROW}?)\s?报道\s?[：:]")
# 本报讯 张云山 记者李小河报道：
REPORTED = re.compile("[^，。（()）]{2,40}?报道(?=\\s?[：:])")
# 报道：, 云山报道 会议召开
REPORTS = re.compile(rf"(?:摄影|图文|综合)?报道(?:\s?(?:[：:，,]|$)|(?<=\s[{HAN}]{{2}}报道)\s)")
# 记者 张云山8月7日，记者在…
NAMES_AND_DAY = re.compile(rf"({NAMES_IN_A_ROW})\s?\d{{1,2}}月\d{{1,2}}日\s?[，,](?!因)")
# 记者：张云山通讯员：海云交警10月8日
LABELLED_RUN = re.compile(
    rf"{REPORTER}\s?[：:]\s?([{HAN}·、\s]{{2,16}}?)\s?(?={CORRESPONDENT}\s?[：:])"
)
_TO_THE_EDITOR = re.compile(r"\s*编辑(?:部的?)?同志们?\s?[：:]\s*")
_BEHIND = re.compile(r"[】\]）)\s]*(?:[（(【][^（()）】]{0,60}[)）】])?[\s：:]*")
# 2023-10-08 00:51本网讯
_TIME_BEFORE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}(?:\s\d{1,2}:\d\d(?::\d\d)?)?\s?(?=本[报网台])")
# 海云网（海云日报网）讯
_OUTLET_AND_OUTLET = re.compile(
    rf"^([{HAN}]{{2,8}}[网报])[（(][{HAN}]{{2,10}}[网报][）)](?=讯|消息|[{HAN}]{{0,6}}\d{{1,2}}月)"
)
_OWN_ENDS = ("报", "新闻", "客户端", "融媒", "融媒体", "中心", "发布")


def dateline_end(text: str) -> int:
    """Where the dateline that opens a paragraph ends (`央视网消息(新闻联播)：`), 0 without one.

    `编辑同志：` above a reader's letter counts as one.
    """
    if letter := _TO_THE_EDITOR.match(text):
        return letter.end()
    shift = len(text) - len(text.lstrip("■（(【 \u3000"))
    dateline = DATELINE.match(text, shift)
    if not dateline:
        return 0
    behind = _BEHIND.match(text, dateline.end())
    return behind.end() if behind else dateline.end()


def opening_of(text: str) -> str:
    """A paragraph less what may stand before its dateline: marks, a time, a second name."""
    text = _TIME_BEFORE.sub("", text.lstrip("■□●◆◎（(【"))
    return _OUTLET_AND_OUTLET.sub(r"\1", text)


def agency_of(dateline: re.Match[str]) -> list[Credit]:
    """The agency of a dateline; a newspaper's own dateline names none."""
    agency = dateline["agency"]
    if OWN.match(agency) or agency == "新闻网":
        return []
    if agency.endswith(_OWN_ENDS) and not dateline["by"]:
        return []
    more = dateline["more"].split("、")[1:]
    return [Credit(name, "source") for name in (agency, *more)]


def opening_agency(text: str) -> list[Credit]:
    """The agency of the dateline that opens a paragraph."""
    dateline = DATELINE.match(opening_of(text))
    return agency_of(dateline) if dateline else []


def caption_and_lead(text: str) -> tuple[str, str]:
    """A paragraph cut where its dateline is stuck to a caption: `张三 摄新华社云山10月8日电`."""
    stuck = _STUCK.search(text)
    return (text[: stuck.start()], text[stuck.start() :]) if stuck else (text, "")
