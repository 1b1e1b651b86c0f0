"""The oracle's own reading of docs/query-language.md: what one question means for one article.

In: a question's text, and articles as `Indexed`. Out: a tree of tests and its positive words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.models import Article
from indexer.analysis import Analysis, fold, runs
from indexer.request import LONGEST_QUERY

MOST_TERMS, WIDEST_NEAR, DEEPEST = 64, 50, 20
DEFAULT = ("headline", "body", "byline")
TEXT = {
    "headline": "标题",
    "body": "正文",
    "byline": "署名",
    "post": "职务",
    "organisation": "机构",
}
EXACT = {
    "reporter": "记者",
    "official": "官员",
    "page": "版",
    "section": "栏目",
    "newspaper": "报纸",
    "month": "月",
}
DATES = {"date": "日期", "event": "事发"}
FIELDS = {
    name: key for key, chinese in {**TEXT, **EXACT, **DATES}.items() for name in (key, chinese)
}
CLOSING = {'"': '"', "“": "”", "「": "」"}
Span = tuple[date, date]
HAN_DAYS = re.compile(r"(\d{4})年(?:(\d\d?)月(?:(\d\d?)[日号]?)?)?")


def units_of(article: Article) -> dict[str, list[str]]:
    """The article's text as printed: group → units."""
    posts = [post for mention in article.mentions for post in mention.posts]
    units = {
        "headline": [article.kicker, article.headline, article.subhead],
        "body": [*article.paragraphs, *(picture.caption for picture in article.pictures)],
        "byline": list(dict.fromkeys(credit.name for credit in article.credits)),
        "post": list(dict.fromkeys(post.title for post in posts)),
        "organisation": list(dict.fromkeys(post.organisation for post in posts)),
    }
    # A NUL would be the end of a unit.
    return {
        group: [unit.replace("\0", " ") for unit in found if unit and not unit.isspace()]
        for group, found in units.items()
    }


def facet_values(article: Article) -> dict[str, tuple[str, ...]]:
    """Facet key → the article's distinct values."""
    values = {
        "month": [article.published.isoformat()[:7] if article.published else ""],
        "official": [m.name for m in article.mentions if m.kind == "official"],
        "reporter": list(article.names("reporter")),
        "page": [article.page or ""],
        "section": [article.section],
        "organisation": [
            post.organisation for m in article.mentions if m.kind == "official" for post in m.posts
        ],
        "newspaper": [article.newspaper],
    }
    return {key: tuple(dict.fromkeys(v for v in found if v)) for key, found in values.items()}


def read_span(text: str) -> Span | None:
    """First and last day of `2019`, `2019-10-08`, of a..b and of [a TO b]."""
    if bracketed := re.fullmatch(r"\[\s*(\S*)\s+to\s+(\S*)\s*\]", text):
        ends = [bracketed[1].strip("*"), bracketed[2].strip("*")]
    else:
        ends = text.split("..")
    if len(ends) > 2 or not any(ends):
        return None
    days = [_days(end) if end else (date.min, date.max) for end in ends]
    first, last = days[0], days[-1]
    return (first[0], last[1]) if first and last else None


def _days(text: str) -> Span | None:
    if written := HAN_DAYS.fullmatch(text):
        text = "-".join(filter(None, written.groups()))
    elif len({mark for mark in text if mark in "-/."}) == 1:
        text = text.replace("/", "-").replace(".", "-")
    if not (parts := re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text)):
        return None
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    try:
        first = date(year, month if parts[2] else 1, day if parts[3] else 1)
    except ValueError:
        return None
    if parts[3]:
        return first, first
    if parts[2] and month < 12:
        return first, date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
    return first, date(year, 12, 31)


class Indexed:
    """An article with everything that a question looks at worked out."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.article = article
        self.day = article.published or date.min
        self.values = facet_values(article)
        self.units = {g: [fold(unit) for unit in us] for g, us in units_of(article).items()}
        self.words = {g: [analysis.words(unit) for unit in us] for g, us in self.units.items()}
        self.counts = {g: Counter(w for ws in us for w, _ in ws) for g, us in self.words.items()}
        self.event: Span | None = None
        if article.event:
            start, end = _days(article.event.start), _days(article.event.end)
            self.event = (start[0], end[1]) if start and end else None

    def holds(self, word: str, groups: tuple[str, ...]) -> bool:
        return any(word in self.counts[group] for group in groups)

    def length(self, groups: tuple[str, ...]) -> int:
        return sum(self.counts[group].total() for group in groups)

    def contains(self, piece: str, groups: tuple[str, ...]) -> bool:
        return any(piece in unit for group in groups for unit in self.units[group])

    def near(self, words: tuple[str, ...], gap: int, groups: tuple[str, ...]) -> bool:
        return any(_near(unit, words, gap) for group in groups for unit in self.words[group])


def _near(unit: list[tuple[str, int]], words: tuple[str, ...], gap: int) -> bool:
    for first in {at for word, at in unit if word in words}:
        last = first + gap + len(words) - 1
        if {word for word, at in unit if first <= at <= last} >= set(words):
            return True
    return False


@dataclass(frozen=True)
class Node:
    """A part of a question: and, or, not, or one term; `test` says if an article passes."""

    kind: str
    test: Callable[[Indexed], bool]
    parts: tuple[Node, ...] = ()
    words: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    text: str = ""

    def searches_text(self) -> bool:
        return bool(self.groups) or any(part.searches_text() for part in self.parts)

    def positive(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self.kind != "not":
            yield from ((word, self.groups) for word in self.words)
            for part in self.parts:
                yield from part.positive()

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What runs, pieces and near terms ask for, and where."""
        if self.kind != "not":
            if self.text:
                yield self.text, self.groups
            for part in self.parts:
                yield from part.texts()

    def conjuncts(self) -> Iterator[Node]:
        if self.kind != "and":
            yield self
        else:
            for part in self.parts:
                yield from part.conjuncts()


def _joined(kind: str, nodes: list[Node | None]) -> Node | None:
    parts = tuple(node for node in nodes if node)
    if len(parts) < 2:
        return parts[0] if parts else None
    rule = all if kind == "and" else any
    return Node(kind, lambda doc: rule(part.test(doc) for part in parts), parts)


Token = tuple[str, str, int | None]


def _syntax(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def read_tokens(text: str) -> list[Token]:
    """The question's brackets, operators, fields, chunks and quoted pieces, in order."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        char = _syntax(text[at])
        if char in "()|":
            tokens.append(("or" if char == "|" else char, char, None))
            at += 1
        elif char in CLOSING:
            end = at + 1
            while end < len(text) and _syntax(text[end]) != CLOSING[char]:
                end += 1
            near = re.match(r"[~～]([0-9]+)", text[end + 1 :])
            tokens.append(("piece", text[at + 1 : end], int(near[1]) if near else None))
            at = end + 1 + (near.end() if near else 0)
        elif _ends_a_chunk(char):
            at += 1
        else:
            at = _read_chunk(text, at, tokens)
    return tokens


def _ends_a_chunk(char: str) -> bool:
    return char.isspace() or char in "()|" or char in CLOSING or char in CLOSING.values()


def _read_chunk(text: str, at: int, tokens: list[Token]) -> int:
    end = next((i for i in range(at, len(text)) if _ends_a_chunk(_syntax(text[i]))), len(text))
    before: list[Token] = []
    while at < end:
        if text[at:end] in ("AND", "OR", "NOT") and (not before or before[-1][0] == "not"):
            tokens += [*before, (text[at:end].lower(), "", None)]
            return end
        colon = next((i for i in range(at, end) if _syntax(text[i]) == ":"), end)
        if _syntax(text[at]) in "-!":
            before.append(("not", "", None))
            at += 1
        elif colon < end and fold(text[at:colon]) in FIELDS:
            before.append(("field", text[at:colon], None))
            at = colon + 1
            ahead = len(text) - len(text[at:].lstrip())
            if _syntax(text[ahead : ahead + 1]) == "[" and FIELDS[fold(before[-1][1])] in DATES:
                closing = next((i for i in range(at, len(text)) if _syntax(text[i]) == "]"), -1)
                at, end = (ahead, closing + 1) if closing > 0 else (at, end)
        else:
            break
    opens = end < len(text) and (_syntax(text[end]) == "(" or _syntax(text[end]) in CLOSING)
    fields = [index for index, token in enumerate(before) if token[0] == "field"]
    if at < end and (fields or _says_something(text[at:end])):
        tokens += [*before, ("chunk", text[at:end], None)]
    elif at == end and (opens or before[-1][0] == "field"):
        tokens += before
    elif fields:
        # A field with nothing to search is a plain word; marks that stand alone exclude nothing.
        tokens += [*before[: fields[-1]], ("chunk", before[fields[-1]][1], None)]
    return end


def _says_something(chunk: str) -> bool:
    folded = fold(chunk)
    return any(runs(folded)) or set(folded) == {"*"}


def _matched_brackets(tokens: list[Token]) -> list[Token]:
    """Without surplus closing brackets and those too deep; left open ones close at the end."""
    depth = 0
    kept = []
    for token in tokens:
        depth += token[0] == "("
        if token[0] not in ("(", ")") or 0 < depth <= DEEPEST:
            kept.append(token)
        depth = max(0, depth - (token[0] == ")"))
    return kept + [(")", "", None)] * min(depth, DEEPEST)


class Question:
    """A question's text, read: `node` is None where it asks for everything."""

    def __init__(
        self,
        text: str,
        analysis: Analysis,
        opened: Callable[..., set[str]],
        alike: Mapping[str, Sequence[str]],
    ) -> None:
        self._analysis, self._opened, self._alike = analysis, opened, alike
        self._tokens = _matched_brackets(read_tokens(text.replace("\0", " ")[:LONGEST_QUERY]))
        self._at = self._terms = 0
        self.node = self._or("")

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ")"

    def _or(self, field: str) -> Node | None:
        parts = [self._and(field)]
        while self._peek() == "or":
            self._at += 1
            parts.append(self._and(field))
        return _joined("or", parts)

    def _and(self, field: str) -> Node | None:
        parts = []
        while self._peek() not in ("or", ")"):
            if self._peek() == "and":
                self._at += 1
            else:
                parts.append(self._one(field))
        return _joined("and", parts)

    def _one(self, field: str) -> Node | None:
        kind, text, near = self._tokens[self._at]
        self._at += 1
        if kind == "not":
            part = None if self._peek() in ("and", "or", ")") else self._one(field)
            if part and part.kind == "not":
                return part.parts[0]
            return part and Node("not", lambda doc: not part.test(doc), (part,))
        if kind == "field":
            asked = self._peek() not in ("and", "or", ")")
            part = self._one(FIELDS[fold(text)]) if asked else None
            # A field that nothing follows is a plain word.
            return part if part or self._terms > MOST_TERMS else self._chunk(text, DEFAULT)
        if kind == "(":
            part = self._or(field)
            self._at += 1
            return part
        self._terms += 1
        if self._terms > MOST_TERMS:
            return None
        folded = fold(text)
        starred = kind == "chunk" and folded.endswith("*")
        if field in DATES:
            if kind == "chunk" and set(folded) == {"*"}:
                return Node("date", lambda doc: within(field, (date.min, date.max), doc))
            span = read_span(folded)
            if span:
                return Node("date", lambda doc: within(field, span, doc))
            return self._chunk(text, DEFAULT)
        if field in EXACT:
            start = folded.rstrip("*") if starred else None
            return Node("exact", lambda doc: _has_value(doc.values[field], folded, start))
        groups = (field,) if field in TEXT else DEFAULT
        return self._chunk(text, groups) if kind == "chunk" else self._piece(folded, groups, near)

    def _chunk(self, text: str, groups: tuple[str, ...]) -> Node | None:
        folded = fold(text)
        if set(folded) == {"*"}:
            if groups == DEFAULT:
                return Node("every", lambda doc: True)
            return Node("prefix", lambda doc: any(doc.counts[g] for g in groups), groups=groups)
        nodes: list[Node | None] = []
        *starred, rest = folded.split("*")
        for stretch in starred:
            found = list(runs(stretch))
            begins = found[-1][0] if found and stretch.endswith(found[-1][0]) else ""
            nodes += [self._any_run(*run, groups) for run in (found[:-1] if begins else found)]
            if begins and len(self._analysis.question_words(begins)) > 1:
                nodes.append(self._piece(begins, groups, None))
            elif begins:
                words = self._opened(begins, groups)
                nodes.append(Node("prefix", _any_word(words, groups), groups=groups))
        nodes += [self._any_run(*run, groups) for run in runs(rest)]
        return _joined("and", nodes)

    def _any_run(self, run: str, han: bool, groups: tuple[str, ...]) -> Node | None:
        """The run, or any word that an editor says means the same."""
        words = [fold(word) for word in self._alike.get(run, ())]
        others = [pair for word in words if word != run for pair in runs(word)]
        return _joined("or", [self._run(*pair, groups) for pair in [(run, han), *others]])

    def _run(self, run: str, han: bool, groups: tuple[str, ...]) -> Node:
        words = tuple(self._analysis.question_words(run))

        def test(doc: Indexed) -> bool:
            if han and doc.contains(run, groups):
                return True
            return all(doc.holds(word, groups) for word in words)

        return Node("run", test, words=words, groups=groups, text=run)

    def _piece(self, piece: str, groups: tuple[str, ...], near: int | None) -> Node | None:
        if not piece:
            return None
        asked = (word for run, _ in runs(piece) for word in self._analysis.question_words(run))
        words = tuple(dict.fromkeys(asked))
        if near is None or not words:
            return Node("piece", lambda doc: doc.contains(piece, groups), (), words, groups, piece)
        gap = min(near, WIDEST_NEAR)
        return Node("near", lambda doc: doc.near(words, gap, groups), (), words, groups, piece)


def _any_word(words: set[str], groups: tuple[str, ...]) -> Callable[[Indexed], bool]:
    return lambda doc: any(word in words for group in groups for word in doc.counts[group])


def _has_value(values: tuple[str, ...], asked: str, start: str | None) -> bool:
    folded = [fold(value) for value in values]
    return asked in folded or (start is not None and any(v.startswith(start) for v in folded))


def within(field: str, span: Span, doc: Indexed) -> bool:
    days = (doc.day, doc.day) if field == "date" else doc.event
    return days is not None and days[0] <= span[1] and days[1] >= span[0]
