"""Questions that show the query language, for the help page.

In: an engine. Out: groups of questions in words and names of its own archive, each with what it
finds, and whether it finds anything there.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.clock import Clock
from indexer.engine import EngineDown, OutOfTime, SearchEngine
from indexer.example_words import PLACEHOLDERS, WORDS
from indexer.request import FacetValue, Hit, SearchPage, SearchRequest

KEPT_SECONDS = 600.0
"""For so long what was found is believed: finding out asks fifty questions."""
_PATTERNS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "查词",
        (
            ("%(word)s", "文中连写“%(word)s”的报道，或者这几个词都出现的报道。"),
            ("%(latin)s", "字母和数字也是词；大小写、全角半角都一样。"),
            ("%(traditional)s", "繁体和简体都能查。"),
            ("%(mixed)s", "连写的字母和汉字分开查，都要有。"),
            ("*", "全部报道。"),
        ),
    ),
    (
        "原样查",
        (
            ('"%(piece)s"', "引号里的字要一字不差地连在一起，标点也算。"),
            ("“%(quoted)s”", "中文引号也行。"),
            ("「%(piece)s」", "直角引号也行。"),
            ('"%(near)s"~3', "这些词在同一段里，先后不限，中间最多隔 3 个词。"),
            ("%(opening)s*", "以“%(opening)s”开头的词。"),
            ("%(piece_opening)s*", "几个词连成的开头：文中有“%(piece_opening)s”，后面任意。"),
        ),
    ),
    (
        "合在一起查",
        (
            ("%(one)s %(other)s", "空格表示都要有。"),
            ("%(one)s AND %(other)s", "AND 也是都要有，要大写。"),
            ("%(either)s OR %(without)s", "有一个就行，OR 要大写。"),
            ("%(either)s | %(without)s", "竖线也是有一个就行。"),
            ("%(word)s -%(without)s", "减号后面的词不能有。"),
            ("%(common)s NOT %(without)s", "NOT 也是不能有，要大写。"),
            ("%(common)s !%(without)s", "叹号也是不能有。"),
            ("(%(either)s OR %(one)s) %(beside)s", "括号里的先算。"),
        ),
    ),
    (
        "只在一处查",
        (
            ("标题:%(title)s", "只查标题，含引题和副题。"),
            ("正文:%(text)s", "只查正文和图片说明。"),
            ("署名:%(reporter)s", "署名的记者、通讯员、摄影和来源。"),
            ("标题:(%(title)s OR %(one)s)", "括号里的都在标题里查。"),
            ('标题:"%(title)s"', "标题里原样有的。"),
            ("职务:%(post)s", "提到这一职务的报道。"),
            ("机构:%(organisation)s", "提到这一机构的人的报道。"),
        ),
    ),
    (
        "按记者、人物、版面查",
        (
            ("记者:%(reporter)s", "署名记者正是这个名字。"),
            ("记者:%(family)s*", "记者的名字以“%(family)s”开头。"),
            ("官员:%(official)s", "写到这位官员及其职务。"),
            ("官员:%(official)s 官员:%(companion)s", "两位官员都写到。"),
            ("版:%(page)s", "登在 %(page)s 版。"),
            ("栏目:*", "有栏目名的报道。"),
            ("报纸:%(newspaper)s", "这份报纸的报道，用报纸的代号。"),
            ("月:%(month)s", "这个月出版的。"),
        ),
    ),
    (
        "按日期查",
        (
            ("日期:%(day)s", "这一天出版的。"),
            ("日期:%(month)s", "这个月出版的；只写年份也行。"),
            ("日期:%(since)s..%(until)s", "从哪天到哪天，两头都算。"),
            ("日期:%(month)s..", "这个月起出版的；“..%(month)s”是到这个月为止。"),
            ("日期:[%(since)s TO %(until)s]", "另一种写法，一样的意思。"),
            ("事发:%(event)s", "事情发生在这一天，不是出版日期。"),
        ),
    ),
)
"""Groups, each with its heading; questions and what they find, with slots for words and names."""
TEXTS = tuple(
    text for heading, some in _PATTERNS for text in (heading, *(said for _, said in some))
)
"""Every heading and explanation, for who translates them."""
_ONE_WORD = re.compile(r"[\w-]+")
_HEADLINE = re.compile("[\u4e00-\u9fff]{4,8}")
_LETTERS = re.compile("[A-Za-z0-9]{2,}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Example:
    """A question as typed; in Chinese what it finds, with slots and what fills them; and whether
    the archive has anything that it finds."""

    question: str
    explanation: str
    values: Mapping[str, str]
    finds: bool


Groups = tuple[tuple[str, tuple[Example, ...]], ...]


class Examples:
    """The examples for the archive of an engine."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._until = 0.0
        self._kept: Groups = ()

    def groups(self) -> Groups:
        """Groups of examples, each with its heading; with no index, or no time, they find nothing.

        What was found is kept for KEPT_SECONDS.
        """
        if time.monotonic() < self._until:
            return self._kept
        clock = self._engine.clock()
        try:
            found = _groups(_vocabularies(self._engine, clock), self._finder(clock))
        except EngineDown:
            return _groups([PLACEHOLDERS], lambda _: False)
        # an archive that is still empty is asked again: it has the answer at once
        if any(example.finds for _, some in found for example in some):
            self._kept, self._until = found, time.monotonic() + KEPT_SECONDS
        return found

    def _finder(self, clock: Clock) -> Callable[[str], bool]:
        def finds(question: str) -> bool:
            try:
                return self._engine.count(SearchRequest(question), clock) > 0
            except OutOfTime:
                return False

        return finds


def _groups(vocabularies: Iterable[Mapping[str, str]], finds: Callable[[str], bool]) -> Groups:
    """The patterns, each with the first vocabulary by which it finds something."""
    offered = list(vocabularies)

    def example(pattern: str, explanation: str) -> Example:
        for values in offered:
            try:
                question = pattern % values
            except KeyError:  # this vocabulary has no such word
                continue
            if finds(question):
                return Example(question, explanation, values, finds=True)
        return Example(pattern % PLACEHOLDERS, explanation, PLACEHOLDERS, finds=False)

    return tuple((heading, tuple(example(*one) for one in some)) for heading, some in _PATTERNS)


def _vocabularies(engine: SearchEngine, clock: Clock) -> Iterator[Mapping[str, str]]:
    """Words that newspapers are full of, then a headline's, each with the archive's own names."""
    newest = engine.search(SearchRequest(sort="newest"), clock=clock)
    own = dict(_names(engine, newest, clock))
    for words in WORDS:
        yield {**words, **own}
    yield {**_headline_words(newest.hits), **own}


def _names(engine: SearchEngine, newest: SearchPage, clock: Clock) -> Iterator[tuple[str, str]]:
    first = {facet: _words(values) for facet, values in newest.facets.items()}
    for facet in ("official", "reporter", "page", "organisation", "newspaper"):
        yield from ((facet, value) for value in first.get(facet, [])[:1])
    for name in first.get("reporter", [])[:1]:
        yield "family", name[0]
    for name in first.get("official", [])[:1]:
        beside = engine.search(SearchRequest(f"官员:{name}"), clock=clock).facets
        others = [one for one in _words(beside.get("official", ())) if one != name]
        yield from (("companion", other) for other in others[:1])
    # what begins with the first month of all is everything
    months = sorted(first.get("month", [])[:2])[-1:]
    for month in months:
        asked = SearchRequest.of("", {"month": (month,)}, sort="newest")
        hits = engine.search(asked, clock=clock).hits
        yield "month", month
        start = date.fromisoformat(f"{month}-01")
        yield "since", start.isoformat()
        yield "until", ((start + timedelta(31)).replace(day=1) - timedelta(1)).isoformat()
        yield from (("day", hit.published.isoformat()) for hit in hits[:1])
        events = [hit.event_date or "" for hit in (*newest.hits, *hits)]
        yield from (("event", day) for day in events if _DAY.fullmatch(day))


def _words(values: Iterable[FacetValue]) -> list[str]:
    """The values that stand in a question as they are."""
    return [one.value for one in values if _ONE_WORD.fullmatch(one.value)]


def _headline_words(hits: Iterable[Hit]) -> Mapping[str, str]:
    """The vocabulary of the newest headlines, as far as they have one."""
    headlines = [found[0] for hit in hits if (found := _HEADLINE.search(hit.headline))]
    letters = [found[0] for hit in hits if (found := _LETTERS.search(hit.headline))]
    values: dict[str, str] = {"latin": letters[0]} if letters else {}
    if headlines:
        first, last = headlines[0], headlines[-1]
        start = first[:4]
        values |= dict.fromkeys(("word", "piece", "quoted", "common", "title", "text"), start)
        values |= {"opening": first[:2], "piece_opening": first[:3]}
        values |= {"near": f"{first[:2]} {first[2:4]}"}
        values |= {"either": start, "one": start, "other": first[2:4], "beside": start}
        values |= {"without": last[:4]}
    return values
