"""Dates in Chinese print: when a story's event happened, and the date of an address or dateline.

In: the first paragraph of a story with its issue date, or any short text that carries a full date.
Out: an `EventDate`, or a `date`; None where the text does not say.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain

from archive.date_words import (
    DAY_NUMBER,
    FOLLOWING_YEAR,
    FUTURE,
    MONTH_NUMBER,
    NEAR_MONTH,
    NOT_WITHIN_NUMBER,
    ONES,
    PLAIN,
    TO,
    YEAR,
    Moment,
    as_moment,
    between,
    calendar_day,
    month_away,
    near_month,
    number,
    says_year,
    with_year,
)
from archive.letters import HAN
from archive.models import EventDate
from archive.months import month_event, year_event
from archive.nowadays import is_of_our_times

# 8日内 and 三日游 are spans; 8号楼 and 8号台风 are names.
_DAY_SIGN = (
    r"\s?(?:日(?![游内间谈之龄])|号(?!线|楼|文件|院|公告|令|台风|机|馆|店|门|路|车|船|工程|地块|井|矿|坝"
    r"|卫星|飞船|航天|提案|议案|高炉|渠|桥|隧道|选手|种子|房|站|舱|火箭|高速|公路|栋|区|仓|岛|点|厅|坑|墓|泊位))"
)
_PART = r"(?:\s?(?:凌晨|清晨|早[晨上间]|上午|中午|午[间后]|下午|傍晚|晚[上间]?|深夜|夜[间里]?))?"
# 6月8日（周一）22时30分至
_WEEK = r"(?:\s?[（(](?:周|星期)[一二三四五六日天][）)])?"
_SPAN = rf"{_WEEK}(?:{_PART}\s?\d{{1,2}}(?:[:：]\d\d|[时点](?:\d{{1,2}}分?|半|整|许)?))?{TO}"
_MONTH = rf"(?:(?P<month>{MONTH_NUMBER})\s?|{NEAR_MONTH})月"
_DATE = (
    rf"(?:{YEAR}\s?)?(?:{_MONTH}\s?)?(?P<day>{DAY_NUMBER})"
    # 8至10日 and 8、9日 print their sign once
    rf"(?:{_DAY_SIGN}{_PART}|(?=(?:{TO}|、)(?:{MONTH_NUMBER}\s?月\s?)?{DAY_NUMBER}{_DAY_SIGN}))"
)
_DAY_DATE = re.compile(rf"{NOT_WITHIN_NUMBER}(?<![A-Za-z舟娥宫-]){_DATE}")
_END = re.compile(
    rf"(?:{_SPAN}|{_WEEK}(?P<list>\s?[、和及]\s?))(?:(?P<after>次日|翌日){_PART}"
    rf"|{FOLLOWING_YEAR}{_DATE})"
)
_RELATIVE = re.compile(
    r"(?:今|昨|大前|(?<![目日此之年月以从空提史当面])前|(?<![光文昆三黎好的丽新同造])明|(?<![以然之此最午先])后)"
    # 前天津市委, 今晚报, 今日头条
    r"(?:(?:天(?!津)|日(?!报|头条|中国|关注|说法)|[晚晨早夜](?!报))"
    rf"{_PART}(?:\s?[（(]\s?(?P<given>[^（()）]{{2,14}})[)）])?{_PART}"
    rf"|\s?[（(]\s?(?P<inside>(?:{MONTH_NUMBER}\s?月\s?)?{DAY_NUMBER})\s?日?\s?[)）]\s?[日天晚晨]{_PART})"
)
_ANCHORED = re.compile(rf"(?:(?P<same>同日|当日|当天|同一天)|次日|翌日){_PART}")
_WEEKDAY = re.compile(
    r"(?<![每逢隔])(?P<week>[上本这下])个?(?:周|星期)(?P<weekday>[一二三四五六日天])(?![至到和、—])"
    rf"{_PART}"
)
_VAGUE = re.compile(
    rf"近[几两]?[日天](?!点)来?|(?<![\d{ONES}十生节假作末休当同])日前|连日来?|前不久|不久前|近一?段时间"
    r"|(?:^|(?<=[\s，,：:）)讯电]))(?:近期|近来|最近|这几天)"
)
_DATELINE = re.compile(r"\s?(?:电(?![话视影力子商台能池动器工])|讯|消息)")
_ABOUT_TO = re.compile(r"(?:将|拟|定|预计|可能|有望)[于在自从]?\s?$")

_DAYS_AWAY = {"今": 0, "昨": -1, "前": -2, "大": -3, "明": 1, "后": 2}
_YEARS = range(1900, 2101)
# A heating season, 10月15日至4月15日, is one; 10月28日至10月8日 is a slip of the pen
_LONGEST_OVER_NEW_YEAR = timedelta(days=190)
# 农历己亥年八月十四至十六, 九月初九, 腊月廿三日: days of another calendar
_LUNAR_YEAR = (
    rf"(?:(?:\d{{4}}|[一二][〇{ONES}]{{3}}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
    "|[今去明本])年)?"
)
_LUNAR_DAY = rf"(?:初[{ONES}十]|{DAY_NUMBER})"
_LUNAR = re.compile(
    rf"(?:[农阴旧]历\s?{_LUNAR_YEAR}(?:闰?{MONTH_NUMBER}\s?月{_LUNAR_DAY}?|{_LUNAR_DAY})"
    # 九月初一场大雨 is of September
    rf"|[{ONES}十]{{1,2}}月初[{ONES}十](?![场家名个位次批届项座所支台辆条对户亩吨成百千万余多十])|[正冬腊]月{_LUNAR_DAY})[日号]?"
    rf"(?:(?:{TO}|、)(?:[{ONES}十]{{1,2}}月)?"
    rf"(?:初[{ONES}十]|[{ONES}十廿卅]{{1,3}}|\d\d?(?=[日号]))[日号]?)*"
)
# 童小舟1953年2月3日出生于云山: when somebody was born is not what is told
_FULL_DAY = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?"
_BIRTH = re.compile(rf"(?:生于|出生在)\s?{_FULL_DAY}|{_FULL_DAY}(?=\s?(?:出生|生于|生[，。]))")
_YEAR = re.compile(r"\d{4}")
_YEARS_OF_CUBS = 2  # a birth of last year may well be what is told
_BLANK = "_"
_LONGEST_SPEECH = 80
# “…。”昨日，…: a full stop in what somebody says ends no sentence of the story
_LONGEST_QUOTE = 300
_SENTENCE = re.compile(f"(?:[^“。]+|“[^”]{{0,{_LONGEST_QUOTE}}}”|“)*")
_QUOTED_SENTENCES = re.compile("“[^“”]*[。！？]”")
# 春风送暖意，喜雨润新苗。 opens a lead and tells nothing yet
_COUPLET = re.compile("|".join(f"[{HAN}]{{{n}}}[，,][{HAN}]{{{n}}}[。！]" for n in range(4, 10)))
_SOON = timedelta(days=3)
_FULL_DATE = re.compile(
    # 2019-10/08, 2026/08/17, 2019.10.8, 2019年10月8日; 201910/08, 20191008, 2019/1008
    r"(?<!\d)(?P<year>\d{4})(?:\s?[-/._年]\s?(?P<month>\d{1,2})\s?[-/._月]\s?(?P<day>\d{1,2})(?!\d)"
    r"|[-/_]?(?P<month2>\d\d)[-/_]?(?P<day2>\d\d)(?:(?!\d)|(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d))))"
    rf"|(?P<han>[一二][〇O0{ONES}]{{3}})\s?年\s?(?P<han_month>{MONTH_NUMBER})\s?月"
    rf"\s?(?P<han_day>{DAY_NUMBER})\s?日"
)


def read_event(lead: str, issue: date | None) -> EventDate | None:
    """When the event of a story happened: the first date in its lead, up to the first `。` that is
    outside quotation marks, and not in what somebody there says in sentences of their own. A
    couplet that opens the lead (`荷风拂暑意，蝉鸣草木青。`) is passed over.

    Days come before months, months before years (`今年以来，…10月8日` is that day). The date of a
    dateline (`新华社北京10月8日电`) counts only where no other day follows, and is what 今日 means
    after it. With no issue date a bare month and day gives `--10-08`, and a bare day gives None; so
    with one before 1900 or after 2100, which only fills an empty field (0001-01-01).
    """
    if issue and issue.year not in _YEARS:
        issue = None
    couplet = _COUPLET.match(lead)
    event = _told(lead, issue)
    return _told(lead[couplet.end() :], issue) if couplet and event is None else event


def _told(lead: str, issue: date | None) -> EventDate | None:
    """The event of the first sentence of a lead."""
    sentence = _SENTENCE.match(lead)
    printed = sentence[0] if sentence else ""
    text = _without_births(_blanked(_LUNAR, printed.translate(PLAIN)), issue)
    told = _blanked(_QUOTED_SENTENCES, text)
    today = Moment(issue) if issue else None
    dateline: EventDate | None = None
    # 记者：“1月19日，…。”: a lead may be nothing but speech
    for match in _day_matches(told) or _day_matches(text):
        if match.re is _VAGUE:
            known = Moment(issue) if issue else today
            return between(known, known, "approximate", match[0]) if known else None
        if match.re is _ANCHORED and dateline is None:
            continue
        start = _first_day(match, text, today)
        if start is None:
            return None
        if _DATELINE.match(text, match.end()):
            # 本报昨日讯 昨日… is one day
            today = start if match.re is _DAY_DATE else today
            dateline = between(start, start, "day", printed[match.start() : match.end()])
            continue
        end, stop = _last_day(start, text, match.end(), today)
        return between(start, end, "day", printed[match.start() : stop])
    return dateline or month_event(told, printed, today) or year_event(told, printed, today)


def find_date(text: str) -> date | None:
    """The first full date in an address path, a meta value or a printed dateline.

    Only a real day from 1900 to 2100; None otherwise, also where the year or the day is missing.
    """
    text = text.translate(PLAIN)
    match = _FULL_DATE.search(text)
    while match:
        parts = [part for part in match.groups() if part]
        year, month, day = (number(part) for part in parts)
        found = calendar_day(year, month, day)
        if found and year in _YEARS:
            return found
        match = _FULL_DATE.search(text, match.start() + 1)
    return None


def _without_births(text: str, issue: date | None) -> str:
    """The text less when people were born: 童小舟1953年2月3日出生, but no cub of last month."""
    grown = issue.year - _YEARS_OF_CUBS if issue else _YEARS[-1]
    return _BIRTH.sub(
        lambda born: _BLANK * len(born[0]) if int(_YEAR.findall(born[0])[0]) <= grown else born[0],
        text,
    )


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds made blank, every other letter in its place."""
    return pattern.sub(lambda match: _BLANK * len(match[0]), text)


def _day_matches(text: str) -> list[re.Match[str]]:
    """What may name a day, in printed order."""
    patterns = (_DAY_DATE, _RELATIVE, _WEEKDAY, _ANCHORED, _VAGUE)
    found = chain.from_iterable(pattern.finditer(text) for pattern in patterns)
    days = [match for match in found if not _is_no_day(match, text) and not _is_said(match, text)]
    return sorted(days, key=re.Match.start)


def _is_said(match: re.Match[str], text: str) -> bool:
    """Whether it is the 今天 of somebody who speaks: “今天的菜好！”近日，…"""
    if match.re not in (_RELATIVE, _WEEKDAY):
        return False
    start = match.start()
    reach = max(0, start - _LONGEST_SPEECH)
    return text.rfind("“", reach, start) > text.rfind("”", reach, start)


def _is_no_day(match: re.Match[str], text: str) -> bool:
    """Whether it is no day but 云山五号 (a ship) or 十年如一日; 5号 and 十月五号 are days."""
    if match.re is _RELATIVE:
        return match[0][1:] in ("天", "日") and is_of_our_times(text, match.start())
    if match.re is not _DAY_DATE or match["day"].isdecimal():
        return False
    bare = not match["month"] and not match["near_month"]
    return bare and ("号" in match[0] or match["day"] == "一")


def _first_day(match: re.Match[str], text: str, today: Moment | None) -> Moment | None:
    if match.re is _RELATIVE:
        return _relative_day(match, today)
    if match.re is _WEEKDAY:
        return today and _weekday(match, today)
    if match.re is _ANCHORED:
        return today and _moved(today, 0 if match["same"] else 1)
    about_to = bool(_ABOUT_TO.search(text, max(0, match.start() - 6), match.start()))
    return _dated_day(match, today, future=bool(FUTURE.search(text)), about_to=about_to)


def _weekday(match: re.Match[str], today: Moment) -> Moment:
    """上周三: the day of that name in the week before, which begins on a Monday."""
    weekday = "一二三四五六日天".index(match["weekday"])
    monday = today.day - timedelta(today.day.weekday())
    weeks = {"上": -1, "下": 1}.get(match["week"], 0)
    return Moment(monday + timedelta(7 * weeks + min(weekday, 6)), today.dated)


def _relative_day(match: re.Match[str], today: Moment | None) -> Moment | None:
    """今天, 昨日下午, 今天（5月30日）: the day given in brackets is the better witness."""
    relative = today and _moved(today, _DAYS_AWAY[match[0][0]])
    inside = match["given"] or (match["inside"] and match["inside"] + "日")
    given = _DAY_DATE.fullmatch(inside.strip()) if inside else None
    return _dated_day(given, relative, future=True, about_to=False) if given else relative


def _dated_day(
    match: re.Match[str], today: Moment | None, *, future: bool, about_to: bool
) -> Moment | None:
    """The day a date names, its missing year or month taken from today."""
    day = number(match["day"])
    if match["near_month"]:
        return today and near_month(match, day, today)
    if match["month"]:
        return with_year(match, number(match["month"]), day, today, future=future)
    if today is None or says_year(match):
        return None
    months = [month_away(today.day, step) for step in range(-2, 3)]
    days = [found for year, month in months if (found := calendar_day(year, month, day))]
    past = max(found for found in days if found <= today.day)
    coming = min(found for found in days if found >= today.day)
    # 9日出版的报纸将刊发… in the issue of the 8th is tomorrow, not a month ago
    about_to = about_to or (future and coming - today.day <= _SOON)
    return Moment(coming if about_to else past, today.dated)


def _last_day(start: Moment, text: str, place: int, today: Moment | None) -> tuple[Moment, int]:
    """The last day of `10月8日至10日`, and where the range ends; the first day where it is none."""
    match = _END.match(text, place)
    if not match:
        return start, place
    if match["after"]:
        return _moved(start, 1), match.end()
    end = _range_end(match, start, today)
    # 8日、15日 are two events, 8日、9日 one of two days
    if end is None or end.dated != start.dated or end.day < start.day:
        return start, place
    if match["list"] and end.day != _moved(start, 1).day:
        return start, place
    return end, match.end()


def _range_end(match: re.Match[str], start: Moment, today: Moment | None) -> Moment | None:
    """The day that ends a range: 本月 and 今年 are counted from today, the rest from its start."""
    if match["near_month"]:
        said = start if match["near_month"] == "当" else today
        return said and near_month(match, number(match["day"]), said)
    if not match["month"] or says_year(match):
        return _dated_day(match, today if match["month"] else start, future=False, about_to=True)
    month, day = number(match["month"]), number(match["day"])
    if match["following_year"]:
        return as_moment(calendar_day(start.day.year + 1, month, day), start.dated)
    ends = (calendar_day(start.day.year + years, month, day) for years in (0, 1))
    end = next((end for end in ends if end and end >= start.day), None)
    if end and end.year > start.day.year and end - start.day > _LONGEST_OVER_NEW_YEAR:
        return None
    return as_moment(end, start.dated)


def _moved(start: Moment, days: int) -> Moment:
    return Moment(start.day + timedelta(days), start.dated)
