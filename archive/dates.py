"""Dates in Chinese print: when a story's event happened, and the date of an address or dateline.

In: the first paragraph of a story with its issue date, or any short text that carries a full date.
Out: an `EventDate`, or a `date`; None where the text does not say.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from archive.models import EventDate, Precision
from archive.nowadays import is_of_our_times

_ONES = "一二三四五六七八九"
# One character each, so that places in the plain text are places in the printed one.
_PLAIN = str.maketrans("０１２３４５６７８９○零Ｏ〡", "0123456789〇〇O一")
_VALUES = {numeral: value for value, numeral in enumerate("〇" + _ONES)} | {"O": 0}

_YEAR = rf"(?:(?P<year>[12]\d{{3}}|[一二][〇O0{_ONES}]{{3}})|(?P<near_year>[今本去上前明]))\s?年的?"
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9]|十[一二]?|〇?[{_ONES}])"
_MONTH = rf"(?:(?P<month>{_MONTH_NUMBER})\s?|(?P<near_month>[本当]|这个|[上下]个?))月"
_DAY_NUMBER = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|卅一?|二?十[{_ONES}]?|廿[{_ONES}]?|〇?[{_ONES}])"
# 8日内 and 三日游 are spans; 8号楼 and 8号台风 are names.
_DAY_SIGN = (
    r"\s?(?:日(?![游内间谈之龄])|号(?!线|楼|文件|院|公告|令|台风|机|馆|店|门|路|车|船|工程|地块|井|矿|坝"
    r"|卫星|飞船|航天|提案|议案|高炉|渠|桥|隧道|选手|种子|房|站|舱|火箭|高速|公路|栋|区|仓|岛|点|厅|坑|墓|泊位))"
)
_PART = r"(?:\s?(?:凌晨|清晨|早[晨上间]|上午|中午|午[间后]|下午|傍晚|晚[上间]?|深夜|夜[间里]?))?"
_TO = r"\s?起?(?:至|到|[—－–―─~～〜-]{1,2})\s?"
# 6月8日（周一）22时30分至
_WEEK = r"(?:\s?[（(](?:周|星期)[一二三四五六日天][）)])?"
_SPAN = rf"{_WEEK}(?:{_PART}\s?\d{{1,2}}(?:[:：]\d\d|[时点](?:\d{{1,2}}分?|半|整|许)?))?{_TO}"
_DATE = (
    rf"(?:{_YEAR}\s?)?(?:{_MONTH}\s?)?(?P<day>{_DAY_NUMBER})"
    # 8至10日 and 8、9日 print their sign once
    rf"(?:{_DAY_SIGN}{_PART}|(?=(?:{_TO}|、)(?:{_MONTH_NUMBER}\s?月\s?)?{_DAY_NUMBER}{_DAY_SIGN}))"
)
_NOT_WITHIN_NUMBER = rf"(?<![\d.第每百千万十廿卅{_ONES}])(?<!每年)"
_DAY_DATE = re.compile(rf"{_NOT_WITHIN_NUMBER}(?<![A-Za-z舟娥宫农历-]){_DATE}")
_END = re.compile(
    rf"(?:{_SPAN}|{_WEEK}(?P<list>\s?[、和及]\s?))(?:(?P<after>次日|翌日){_PART}|{_DATE})"
)
_RELATIVE = re.compile(
    r"(?:今|昨|大前(?=天)|(?<![目日此之年月以从空提史当面])前|(?<![光文昆三黎好的丽新同造])明|(?<![以然之此最午先])后)"
    # 前天津市委, 今晚报, 今日头条
    r"(?:(?:天(?!津)|日(?!报|头条|中国|关注|说法)|[晚晨早夜](?!报))"
    rf"{_PART}(?:\s?[（(]\s?(?P<given>[^（()）]{{2,14}})[)）])?{_PART}"
    rf"|\s?[（(]\s?(?P<inside>(?:{_MONTH_NUMBER}\s?月\s?)?{_DAY_NUMBER})\s?日?\s?[)）]\s?[日天晚晨]{_PART})"
)
_ANCHORED = re.compile(rf"(?:(?P<same>同日|当日|当天|同一天)|次日|翌日){_PART}")
_WEEKDAY = re.compile(
    r"(?<![每逢隔])(?P<week>[上本这下])个?(?:周|星期)(?P<weekday>[一二三四五六日天])(?!至|到|和|、|—)"
    rf"{_PART}"
)
_VAGUE = re.compile(
    rf"近[几两]?[日天](?!点)来?|(?<![\d{_ONES}十生节假作末休当同])日前|连日来?|前不久|不久前|近一?段时间"
    r"|(?:^|(?<=[\s，,：:）)讯电]))(?:近期|近来|最近|这几天)"
)
_DATELINE = re.compile(r"\s?(?:电(?![话视影力子商台能池动器工])|讯|消息)")
# 前5月 and 近三月 are spans without an end; 告别四月 and 人间四月天 are said of the season
_NO_MONTH = (
    r"(?<![前近隔])(?<!告别|人间|迎来|迎接|走进|进入|步入|拥抱|你好|再见|相约|最美|烟花|红色|金秋)"
)
_MONTH_DATE = re.compile(
    rf"{_NOT_WITHIN_NUMBER}(?:{_YEAR}\s?|{_NO_MONTH})"
    rf"(?:(?P<from>{_MONTH_NUMBER})(?:\s?月)?{_SPAN})?{_MONTH}"
    r"(?![天嫂饼季亮球光色花内余])(?:份|[上中下]旬|[初中底末](?!央))?"
)
# 今年，… says nothing: only a named year, or a part of this or last one, is a date
_YEAR_DATE = re.compile(
    rf"(?<!\d){_YEAR}(?:(?:全年|[上下]半年|第?[一二三四]季度|[初底末])(?!以来)|(?<=\d年)(?=[，,]))"
)
_FUTURE = re.compile(
    r"(?<![大上中少名主健])将(?![军领士校帅])|(?<![模虚])拟|预计|截[至止]|定于|[日号月午晚](?:起|开始)"
)
_ABOUT_TO = re.compile(r"(?:将|拟|定|预计|可能|有望)[于在自从]?\s?$")

_DAYS_AWAY = {"今": 0, "昨": -1, "前": -2, "大": -3, "明": 1, "后": 2}
_YEARS_AWAY = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_MONTHS_AWAY = {"本": 0, "当": 0, "这": 0, "上": -1, "下": 1}
_LONGEST_SPEECH = 80
# “…。”昨日，…: a full stop in what somebody says ends no sentence of the story
_LONGEST_QUOTE = 300
_SENTENCE = re.compile(f"(?:[^“。]+|“[^”]{{0,{_LONGEST_QUOTE}}}”|“)*")
# 春风送暖意，喜雨润新苗。 opens a lead and tells nothing yet
_COUPLET = re.compile(
    "|".join(f"[\u3400-\u9fff]{{{n}}}[，,][\u3400-\u9fff]{{{n}}}[。！]" for n in range(4, 10))
)
_LATE = timedelta(days=60)
_SOON = timedelta(days=3)
# Stands in where no year is known; a leap year, for 2月29日.
_NO_YEAR = 2000

_FULL_DATE = re.compile(
    # 2019-10/08, 2026/08/17, 2019.10.8, 2019年10月8日; 201910/08, 20191008, 2019/1008
    r"(?<!\d)(?P<year>\d{4})(?:\s?[-/._年]\s?(?P<month>\d{1,2})\s?[-/._月]\s?(?P<day>\d{1,2})(?!\d)"
    r"|[-/_]?(?P<month2>\d\d)[-/_]?(?P<day2>\d\d)(?:(?!\d)|(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d))))"
    rf"|(?P<han>[一二][〇O0{_ONES}]{{3}})\s?年\s?(?P<han_month>{_MONTH_NUMBER})\s?月"
    rf"\s?(?P<han_day>{_DAY_NUMBER})\s?日"
)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day, and whether its year is known."""

    day: date
    dated: bool = True

    def __str__(self) -> str:
        return self.day.isoformat() if self.dated else f"--{self.day:%m-%d}"


def read_event(lead: str, issue: date | None) -> EventDate | None:
    """When the event of a story happened: the first date in its lead, up to the first `。` that is
    outside quotation marks, and not in what somebody there says in sentences of their own. A
    couplet that opens the lead (`荷风拂暑意，蝉鸣草木青。`) is passed over.

    Days come before months, months before years (`今年以来，…10月8日` is that day). The date of a
    dateline (`新华社北京10月8日电`) counts only where no other day follows, and is what 今日 means
    after it. With no issue date a bare month and day gives `--10-08`, and a bare day gives None.
    """
    couplet = _COUPLET.match(lead)
    event = _told(lead, issue)
    return _told(lead[couplet.end() :], issue) if couplet and event is None else event


def _told(lead: str, issue: date | None) -> EventDate | None:
    """The event of the first sentence of a lead."""
    sentence = _SENTENCE.match(lead)
    printed = sentence[0] if sentence else ""
    text = printed.translate(_PLAIN)
    today = _Moment(issue) if issue else None
    dateline: EventDate | None = None
    for match in _day_matches(text):
        if match.re is _VAGUE:
            known = _Moment(issue) if issue else today
            return _event(known, known, "approximate", match[0]) if known else None
        if match.re is _ANCHORED and dateline is None:
            continue
        start = _first_day(match, text, today)
        if start is None:
            return None
        if match.re is _DAY_DATE and _DATELINE.match(text, match.end()) and dateline is None:
            today = start
            dateline = _event(start, start, "day", printed[match.start() : match.end()])
            continue
        end, stop = _last_day(start, text, match.end())
        return _event(start, end, "day", printed[match.start() : stop])
    return dateline or _month_event(text, printed, today) or _year_event(text, printed, today)


def find_date(text: str) -> date | None:
    """The first full date in an address path, a meta value or a printed dateline.

    Only a real day from 1900 to 2100; None otherwise, also where the year or the day is missing.
    """
    text = text.translate(_PLAIN)
    match = _FULL_DATE.search(text)
    while match:
        parts = [part for part in match.groups() if part]
        year, month, day = (_number(part) for part in parts)
        found = _calendar_day(year, month, day)
        if found and 1900 <= year <= 2100:
            return found
        match = _FULL_DATE.search(text, match.start() + 1)
    return None


def _day_matches(text: str) -> list[re.Match[str]]:
    """What may name a day, in printed order."""
    patterns = (_DAY_DATE, _RELATIVE, _WEEKDAY, _ANCHORED, _VAGUE)
    found = chain.from_iterable(pattern.finditer(text) for pattern in patterns)
    days = [match for match in found if not _is_no_day(match, text) and not _is_said(match, text)]
    # 记者：“1月19日，…。”: a lead may be nothing but speech
    told = [match for match in days if not _is_in_speech(match, text)]
    return sorted(told or days, key=re.Match.start)


def _is_said(match: re.Match[str], text: str) -> bool:
    """Whether it is the 今天 of somebody who speaks: “今天的菜好！”近日，…"""
    if match.re not in (_RELATIVE, _WEEKDAY):
        return False
    start = match.start()
    reach = max(0, start - _LONGEST_SPEECH)
    return text.rfind("“", reach, start) > text.rfind("”", reach, start)


def _is_in_speech(match: re.Match[str], text: str) -> bool:
    """Whether it stands in quoted sentences: “3月5日我就来了。”近日，…"""
    opened = text.rfind("“", max(0, match.start() - _LONGEST_QUOTE), match.start())
    closed = text.find("”", match.end(), match.end() + _LONGEST_QUOTE)
    if opened < 0 or closed < 0 or text.find("”", opened, match.start()) >= 0:
        return False
    return text[closed - 1] in "。！？"


def _is_no_day(match: re.Match[str], text: str) -> bool:
    """Whether it is no day but 云山五号 (a ship) or 十年如一日; 5号 and 十月五号 are days."""
    if match.re is _RELATIVE:
        return len(match[0]) == 2 and not match["given"] and is_of_our_times(text, match.start())
    if match.re is not _DAY_DATE or match["day"].isdecimal():
        return False
    bare = not match["month"] and not match["near_month"]
    return bare and ("号" in match[0] or match["day"] == "一")


def _first_day(match: re.Match[str], text: str, today: _Moment | None) -> _Moment | None:
    if match.re is _RELATIVE:
        return _relative_day(match, today)
    if match.re is _WEEKDAY:
        return today and _weekday(match, today)
    if match.re is _ANCHORED:
        return today and _moved(today, 0 if match["same"] else 1)
    about_to = bool(_ABOUT_TO.search(text, max(0, match.start() - 6), match.start()))
    return _dated_day(match, today, future=bool(_FUTURE.search(text)), about_to=about_to)


def _weekday(match: re.Match[str], today: _Moment) -> _Moment:
    """上周三: the day of that name in the week before, which begins on a Monday."""
    number = "一二三四五六日天".index(match["weekday"])
    monday = today.day - timedelta(today.day.weekday())
    weeks = {"上": -1, "下": 1}.get(match["week"], 0)
    return _Moment(monday + timedelta(7 * weeks + min(number, 6)), today.dated)


def _relative_day(match: re.Match[str], today: _Moment | None) -> _Moment | None:
    """今天, 昨日下午, 今天（5月30日）: the day given in brackets is the better witness."""
    relative = today and _moved(today, _DAYS_AWAY[match[0][0]])
    inside = match["given"] or (match["inside"] and match["inside"] + "日")
    given = _DAY_DATE.fullmatch(inside.strip()) if inside else None
    if given is None:
        return relative
    if relative is None or given["month"] or given["near_month"]:
        return _dated_day(given, relative, future=True, about_to=False)
    return _nearest_day(_number(given["day"]), relative)


def _dated_day(
    match: re.Match[str], today: _Moment | None, *, future: bool, about_to: bool
) -> _Moment | None:
    """The day a date names, its missing year or month taken from today."""
    day = _number(match["day"])
    if match["near_month"]:
        if today is None:
            return None
        year, month = _month_away(today.day, _MONTHS_AWAY[match["near_month"][0]])
        return _moment(_calendar_day(year, month, day), today.dated)
    if match["month"]:
        return _with_year(match, _number(match["month"]), day, today, future=future)
    if today is None or match["year"] or match["near_year"]:
        return None
    months = [_month_away(today.day, step) for step in range(-2, 3)]
    days = [found for year, month in months if (found := _calendar_day(year, month, day))]
    past = max(found for found in days if found <= today.day)
    coming = min(found for found in days if found >= today.day)
    # 9日出版的报纸将刊发… in the issue of the 8th is tomorrow, not a month ago
    about_to = about_to or (future and coming - today.day <= _SOON)
    return _Moment(coming if about_to else past, today.dated)


def _with_year(
    match: re.Match[str], month: int, day: int, today: _Moment | None, *, future: bool
) -> _Moment | None:
    if match["year"]:
        return _moment(_calendar_day(_number(match["year"]), month, day), True)
    if today is None or not today.dated:
        return _moment(_calendar_day(_NO_YEAR, month, day), False)
    this_year = today.day.year
    if match["near_year"]:
        year = this_year + _YEARS_AWAY[match["near_year"]]
        return _moment(_calendar_day(year, month, day), True)
    years = range(this_year - 1, this_year + 2) if future else (this_year, this_year - 1)
    days = [found for year in years if (found := _calendar_day(year, month, day))]
    if not future:
        return next((_Moment(found) for found in days if found - today.day <= _LATE), None)
    return _moment(min(days, key=lambda found: abs(found - today.day), default=None), True)


def _last_day(start: _Moment, text: str, place: int) -> tuple[_Moment, int]:
    """The last day of `10月8日至10日`, and where the range ends; the first day where it is none."""
    match = _END.match(text, place)
    if not match:
        return start, place
    if match["after"]:
        return _moved(start, 1), match.end()
    end: _Moment | None
    if match["month"] or match["near_month"]:
        end = _dated_day(match, start, future=True, about_to=False)
        if end and end.day < start.day and not (match["year"] or match["near_year"]):
            following = _calendar_day(start.day.year + 1, end.day.month, end.day.day)
            end = _moment(following, start.dated)
    else:
        end = _dated_day(match, start, future=False, about_to=True)
    # 8日、15日 are two events, 8日、9日 one of two days
    if end is None or end.day < start.day or (match["list"] and end.day != _moved(start, 1).day):
        return start, place
    return end, match.end()


def _month_event(text: str, printed: str, today: _Moment | None) -> EventDate | None:
    """The event of a lead that names a month and no day."""
    for match in _MONTH_DATE.finditer(text):
        if _is_in_speech(match, text):
            continue
        if match["near_month"]:
            if today is None:
                continue
            year, month = _month_away(today.day, _MONTHS_AWAY[match["near_month"][0]])
            last = _Moment(date(year, month, 1), today.dated)
        else:
            month = _number(match["month"])
            future = bool(_FUTURE.search(text))
            resolved = _with_year(match, month, 1, today, future=future)
            if resolved is None:
                continue
            last = resolved
        first = last
        if match["from"] and _number(match["from"]) < month:
            first = _Moment(last.day.replace(month=_number(match["from"])), last.dated)
        days = calendar.monthrange(last.day.year, last.day.month)[1]
        last = _Moment(last.day.replace(day=days), last.dated)
        return _event(first, last, "month", printed[match.start() : match.end()])
    return None


def _year_event(text: str, printed: str, today: _Moment | None) -> EventDate | None:
    """The event of a lead that names only a year, as the time of a clause: `2019年，…`."""
    years = _YEAR_DATE.finditer(text)
    match = next((year for year in years if not _is_in_speech(year, text)), None)
    if not match:
        return None
    if match["year"]:
        year = _number(match["year"])
    elif today and today.dated:
        year = today.day.year + _YEARS_AWAY[match["near_year"]]
    else:
        return None
    first, last = _Moment(date(year, 1, 1)), _Moment(date(year, 12, 31))
    return _event(first, last, "year", printed[match.start() : match.end()])


def _event(start: _Moment, end: _Moment, precision: Precision, printed: str) -> EventDate:
    return EventDate(str(start), str(end), precision, printed)


def _moment(day: date | None, dated: bool) -> _Moment | None:
    return None if day is None else _Moment(day, dated)


def _moved(moment: _Moment, days: int) -> _Moment:
    return _Moment(moment.day + timedelta(days), moment.dated)


def _month_away(day: date, months: int) -> tuple[int, int]:
    """The year and month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _nearest_day(number: int, to: _Moment) -> _Moment | None:
    """The day of that number nearest to another day."""
    months = (_month_away(to.day, step) for step in (-1, 0, 1))
    days = [day for year, month in months if (day := _calendar_day(year, month, number))]
    return _moment(min(days, key=lambda day: abs(day - to.day), default=None), to.dated)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    """The day if the calendar has it."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        return None
    return date(year, month, day)


def _number(numeral: str) -> int:
    """The value of a number in digits, digit by digit (二〇一九) or with tens (二十八, 廿八)."""
    if numeral.isdecimal():
        return int(numeral)
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = numeral.rpartition("十")
    if ten:
        return 10 * (_VALUES[tens] if tens else 1) + (_VALUES[ones] if ones else 0)
    return int("".join(str(_VALUES.get(letter, letter)) for letter in numeral))
