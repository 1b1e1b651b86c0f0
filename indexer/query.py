"""The query language of docs/query-language.md.

In: the text of a question. Out: a `Question`, whose `tree` is a whoosh.query tree that every engine
translates; of one still being typed, the term that it ends in. Nothing typed is ever an error: what
is odd is read leniently, and a note says how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whoosh.query import And, Every, Not, Or, Prefix, Query, Term

from indexer.analysis import Analysis, fold, runs
from indexer.days import parse_days
from indexer.facets import FACETS
from indexer.request import LONGEST_QUERY
from indexer.synonyms import NO_SYNONYMS, Synonyms
from indexer.terms import (
    GROUPS,
    SEARCHED,
    Days,
    Near,
    Opening,
    OpenTerm,
    Piece,
    Question,
    Run,
    Target,
    TextTerm,
    distinct,
    text_terms,
)

MOST_TERMS = 64
WIDEST_NEAR = 50
DEEPEST = 20

_TARGETS: dict[str, Target] = {
    **{facet.key: facet.key for facet in FACETS},
    **{group: (group,) for group in GROUPS},
    "标题": ("headline",),
    "正文": ("body",),
    "署名": ("byline",),
    "职务": ("post",),
    "机构": ("organisation",),
    "记者": "reporter",
    "官员": "official",
    "版": "page",
    "栏目": "section",
    "报纸": "newspaper",
    "月": "month",
    "日期": "published",
    "date": "published",
    "事发": "event",
    "event": "event",
}
_DATED = ("published", "event")
_LONGEST_NAME = 6
"""Characters of what may have been meant as a field."""

_OPEN, _CLOSE, _QUOTES = "(（", ")）", '"“”＂「」'
_PAIRS = {'"': '"＂', "＂": '"＂', "“": "”", "「": "」"}
_FIELD = re.compile(rf"([^\s{re.escape(_OPEN + _CLOSE + _QUOTES)}|｜:：\-!！]+)[:：]")
_CHUNK = re.compile(rf"[^\s{re.escape(_OPEN + _CLOSE + _QUOTES)}|｜]+")
_NEAR = re.compile(r"[~～](\d{1,9})")
_SPAN = re.compile(r"\[\s*([^\[\]\s]*)\s+TO\s+([^\[\]\s]*)\s*\]", re.IGNORECASE)


def parse_question(text: str, analysis: Analysis, synonyms: Synonyms = NO_SYNONYMS) -> Question:
    """The question that a text asks, words cut by the given analysis."""
    return _Parser(text, analysis, synonyms).question()


def open_term(text: str, analysis: Analysis, synonyms: Synonyms = NO_SYNONYMS) -> OpenTerm | None:
    """What somebody who has typed so far is about to ask; None where no term is begun, or one that
    excludes.
    """
    parser = _Parser(text, analysis, synonyms, open_ended=True)
    tree = parser.question().tree
    if parser.opened is None or len(text) > LONGEST_QUERY:
        return None
    start, target, begun = parser.opened
    before = text[:start]
    if before[-1:].isalnum():  # OR“甲: without the quote no operator ends here
        before += " "
    return OpenTerm(before, target, begun, tree)


class _Parser:
    """Recursive descent over the raw text; folding happens term by term.

    Read `open_ended`, every article has the term at the very end; `opened` is where that begins,
    what it is looked up in and its text.
    """

    opened: tuple[int, Target, str] | None = None

    def __init__(
        self, text: str, analysis: Analysis, synonyms: Synonyms, *, open_ended: bool = False
    ) -> None:
        self._notes: list[str] = []
        text = text.replace("\0", " ")
        if len(text) > LONGEST_QUERY:
            text = text[:LONGEST_QUERY]
            self._note(f"检索词过长，只用了前 {LONGEST_QUERY} 个字。")
        self._text = text
        self._analysis = analysis
        self._synonyms = synonyms
        self._open_ended = open_ended
        self._excluding = False
        self._alike: list[str] = []
        self._at = 0
        self._count = 0
        self._depth = 0

    def question(self) -> Question:
        tree = self._either(SEARCHED)
        if tree is None and self._text.strip():
            self._note("没有可检索的词，显示全部报道。")
        tree = tree or Every()
        parts = tree.subqueries if isinstance(tree, And) else [tree]
        conditions = [part for part in parts if isinstance(part, Not) or not _searches_text(part)]
        terms = tuple(text_terms(tree))
        asked = {term.text for term in terms}
        for run in self._alike:
            if run in asked:  # not one that is excluded
                self._notes.extend(self._synonyms.notes(run))
        return Question(tree, _join(And, conditions) or Every(), terms, distinct(self._notes))

    def _note(self, note: str) -> None:
        self._notes.append(note)

    # -- grammar

    def _either(self, target: Target) -> Query | None:
        sides = [self._all(target)]
        while not self._full() and self._operator("OR", "|", "｜"):
            sides.append(self._all(target))
        if len(sides) > 1 and None in sides:
            self._note("“或”的一边是空的，已忽略。")
        return _join(Or, sides)

    def _all(self, target: Target) -> Query | None:
        found: list[Query | None] = []
        while not self._full():
            if self._operator("AND"):
                if not found or not self._more():
                    self._note("AND 的一边是空的，已忽略。")
            elif self._more():
                found.append(self._one(target))
            else:
                break
        return _join(And, found)

    def _full(self) -> bool:
        """Whether all terms that count are read: none of what follows would be looked for.

        Reading on, each `标题:(` would be given up as empty and read again: twice the time a level.
        """
        return self._count > MOST_TERMS

    def _more(self) -> bool:
        """Whether another term follows here: not the end, a closing bracket or an OR."""
        self._skip()
        rest = self._text[self._at : self._at + 1]
        return bool(rest) and rest not in _CLOSE + "|｜" and not self._looking_at("OR")

    def _one(self, target: Target, start: int | None = None) -> Query | None:
        """The next term; it begins at `start` where a field stands before it."""
        negative = False
        while self._operator("NOT") or self._exclamation():
            negative = not negative
            if not self._more() or self._looking_at("AND"):
                self._note("“非”后面没有检索词，已忽略。")
                return None
        self._excluding ^= negative
        found = self._positive(target, self._at if start is None else start)
        self._excluding ^= negative
        return _negated(found) if negative and found is not None else found

    def _positive(self, target: Target, start: int) -> Query | None:
        at = self._at
        if field := _FIELD.match(self._text, at):
            found = self._field(field, start)
            if found is not None or self._full():
                return found
            self._at = at
        character = self._text[self._at]
        if character in _OPEN:
            return self._bracket(target)
        if character in _PAIRS:
            return self._quoted(target, start)
        if character in _QUOTES:
            self._at += 1
            return None
        return self._chunk(target, start)

    def _exclamation(self) -> bool:
        """A `-` or `!` that stands directly before a term."""
        follows = self._text[self._at + 1 : self._at + 2]
        if self._text[self._at] in "-－!！" and follows and not follows.isspace():
            self._at += 1
            return True
        return False

    def _bracket(self, target: Target) -> Query | None:
        self._at += 1
        if self._depth == DEEPEST:
            self._note(f"括号最多 {DEEPEST} 层，更里面的已忽略。")
            return None
        self._depth += 1
        inner = self._either(target)
        self._skip()
        if self._at < len(self._text):
            self._at += 1
        else:
            self._note("括号没有成对，已按写到末尾处理。")
        self._depth -= 1
        return inner

    def _field(self, match: re.Match[str], start: int) -> Query | None:
        """The term behind `name:`, or None where the name is to be read as plain words."""
        target = _TARGETS.get(fold(match[1]))
        if target is None:
            if len(match[1]) > _LONGEST_NAME:  # 国务院总理在记者会上表示：… is a sentence
                return None
            self._note(f"没有“{match[1]}”这个检索项，按普通词检索。")
            return None
        self._at = match.end()
        if any(self._looking_at(word) for word in ("AND", "OR", "NOT")):
            return self._chunk(target, start)  # an operator stands alone: headline:OR asks for “or”
        if not self._more():
            self._note(f"“{match[1]}”后面没有内容，按普通词检索。")
            return None
        return self._one(target, start)

    # -- terms

    def _ends_open(self, start: int, target: Target, text: str) -> bool:
        """Whether a term that was just read is the open one; remembers it."""
        if not self._open_ended or self._excluding or self._at < len(self._text):
            return False
        if not text or not self._counted():
            return False
        self.opened = start, target, text
        return True

    def _quotation(self) -> tuple[str, bool]:
        """What is quoted, and whether the quote was closed."""
        start = self._at + 1
        closing = _PAIRS[self._text[self._at]]
        ends = [at for quote in closing if (at := self._text.find(quote, start)) >= 0]
        if not ends:
            self._note("引号没有成对，已按引到末尾处理。")
        end = min(ends, default=len(self._text))
        self._at = min(end + 1, len(self._text))
        return self._text[start:end], bool(ends)

    def _quoted(self, target: Target, start: int) -> Query | None:
        quotation, closed = self._quotation()
        text = fold(quotation)
        if not closed and self._ends_open(start, target, text):
            return Every()
        near = _NEAR.match(self._text, self._at)
        if near:
            self._at = near.end()
        if not text or not self._counted():
            return None
        if isinstance(target, str):
            text = text.strip()
            return self._value(target, text) if target in _DATED else Term(target, text)
        words = self._words(text)
        if near is None or not words:
            return Piece(target, text, words)
        distance = int(near[1])
        if distance > WIDEST_NEAR:
            self._note(f"邻近距离最多 {WIDEST_NEAR} 个词。")
        return Near(target, text, words, min(distance, WIDEST_NEAR))

    def _value(self, target: str, text: str) -> Query | None:
        """A facet's value, or a span of days."""
        if target not in _DATED:
            return Prefix(target, text.rstrip("*")) if text.endswith("*") else Term(target, text)
        days = (None, None) if text == "*" else parse_days(text)
        if days is None:
            self._note("日期写法不对，按普通词检索；例：日期:2019-10-08。")
            return self._runs(SEARCHED, text)
        return Days(target, *days)

    def _chunk(self, target: Target, start: int) -> Query | None:
        span = _SPAN.match(self._text, self._at) if target in _DATED else None
        chunk = span or _CHUNK.match(self._text, self._at)
        assert chunk is not None  # the caller looked at the character
        self._at = chunk.end()
        text = f"{span[1]}..{span[2]}".replace("*", "") if span else fold(chunk[0])
        if self._ends_open(start, target, text):
            return Every()
        if isinstance(target, str):
            return self._value(target, text) if self._counted() else None
        return self._runs(target, text)

    def _runs(self, target: tuple[str, ...], text: str) -> Query | None:
        """What a chunk without white space asks for: each of its runs."""
        if not text.strip("*"):
            if not self._counted():
                return None
            return Every() if target == SEARCHED else Opening(target, "")
        terms: list[Query | None] = []
        for part in re.split(r"(?<=\*)", text):
            found = list(runs(part))
            for number, (run, han) in enumerate(found, 1):
                if not self._counted():
                    break
                words = self._words(run)
                if number < len(found) or not part.endswith(f"{run}*"):
                    alike = self._synonyms.alike(run, han)
                    terms.append(_join(Or, [Run(target, r, self._words(r), h) for r, h in alike]))
                    self._alike.append(run)
                elif len(words) > 1:  # 营商环境*: no word begins with two words, but a text can
                    terms.append(Piece(target, run, words))
                else:
                    terms.append(Opening(target, run))
        return _join(And, terms)

    def _words(self, folded: str) -> tuple[str, ...]:
        words: list[str] = []
        for run, _ in runs(folded):
            words.extend(self._analysis.question_words(run))
        return distinct(words)

    def _counted(self) -> bool:
        self._count += 1
        if self._count > MOST_TERMS:
            self._note(f"检索词太多，只用了前 {MOST_TERMS} 个。")
            return False
        return True

    # -- characters

    def _skip(self) -> None:
        """Go past white space, and outside brackets past closing ones."""
        while self._at < len(self._text):
            surplus = self._depth == 0 and self._text[self._at] in _CLOSE
            if surplus:
                self._note("多余的右括号已忽略。")
            elif not self._text[self._at].isspace():
                return
            self._at += 1

    def _looking_at(self, word: str) -> bool:
        if not self._text.startswith(word, self._at):
            return False
        end = self._at + len(word)
        follows = self._text[end : end + 1]
        return not follows or follows.isspace() or follows in _OPEN + _CLOSE + _QUOTES + "|｜"

    def _operator(self, word: str, *signs: str) -> bool:
        self._skip()
        if self._looking_at(word):
            self._at += len(word)
            return True
        if self._text[self._at : self._at + 1] in signs:
            self._at += 1
            return True
        return False


def _searches_text(tree: Query) -> bool:
    if isinstance(tree, And | Or):
        return any(_searches_text(part) for part in tree.subqueries)
    if isinstance(tree, Not):
        return _searches_text(tree.query)
    return isinstance(tree, TextTerm)


def _negated(query: Query) -> Query:
    return query.query if isinstance(query, Not) else Not(query)


def _join(kind: type[Query], parts: Sequence[Query | None]) -> Query | None:
    kept: list[Query] = []
    for part in parts:
        if part is not None:
            kept.extend(part.subqueries if isinstance(part, kind) else [part])
    return kind(kept) if len(kept) > 1 else kept[0] if kept else None
