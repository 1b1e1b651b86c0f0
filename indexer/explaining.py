"""Why a story is among the results, and how high: in words for readers.

In: a snapshot, a request with its parsed question, and a row. Out: plain Chinese sentences.
"""

from __future__ import annotations

import numpy as np
from whoosh.query import And

from indexer.clock import Clock
from indexer.facets import FACETS
from indexer.ranking import EARLY_UNITS
from indexer.request import SearchRequest, Sort
from indexer.snapshot import Snapshot
from indexer.snippets import first_place
from indexer.terms import Opening, Piece, Question, TextTerm, text_terms

_BY_SCORE = "少见的词分量重，标题里的词算三倍，连在一起、靠前的字再加分；同分的新的在前。"
_AGED = "越旧的报道减分越多，最多减去一半：旧一年约减四分之一。"


def explain(
    snapshot: Snapshot, request: SearchRequest, question: Question, row: int, clock: Clock
) -> tuple[str, ...]:
    """What of the question a row holds and where, its filters, and what the order looks at."""
    said = [_whole(snapshot, question, row, clock)]
    if clock.ran_out:
        return ("检索用时太长，说不准它为何命中。",)
    said += [_word(snapshot, word, row) for word in question.words]
    said += _early(snapshot, question, row)
    labels = {facet.key: facet.label for facet in FACETS}
    for facet, values in request.filters:
        if facet in labels:
            fits = "符合" if snapshot.facets[facet].having(values)[row] else "不符合"
            said.append(f"{fits}筛选“{labels[facet]}”：{'、'.join(values)}。")
    said += _spans(snapshot, request, row)
    said += _order(request.sort, scored=bool(question.words))
    return tuple(said)


def _order(sort: Sort, *, scored: bool) -> list[str]:
    """What decides how high a row stands; without a word to score by it is the date."""
    if sort == "oldest":
        return ["结果按刊期从旧到新排列。"]
    if sort == "newest" or not scored:
        return ["结果按刊期从新到旧排列。"]
    return [_BY_SCORE, _AGED] if sort == "fresh" else [_BY_SCORE]


def _spans(snapshot: Snapshot, request: SearchRequest, row: int) -> list[str]:
    spans = (
        ("刊期", "published", request.since, request.until),
        ("事发", "event", request.event_since, request.event_until),
    )
    return [
        f"{what}{'' if snapshot.within(dated, since, until)[row] else '不'}在"
        f"{since or '最早'}至{until or '最近'}之间。"
        for what, dated, since, until in spans
        if since or until
    ]


def _whole(snapshot: Snapshot, question: Question, row: int, clock: Clock) -> str:
    if snapshot.matching(question.tree, clock)[row]:
        return "符合检索的全部条件。"
    tree = question.tree
    parts = tree.subqueries if isinstance(tree, And) else [tree]
    missing = [
        "或".join(f"“{_shown(term)}”" for term in dict.fromkeys(text_terms(part)))
        for part in parts
        if any(text_terms(part)) and not snapshot.matching(part, clock)[row]
    ]
    return (
        f"只符合一部分：没有{'、'.join(dict.fromkeys(missing))}。" if missing else "只符合一部分。"
    )


def _shown(term: TextTerm) -> str:
    if isinstance(term, Opening):
        return f"{term.text}…"
    return f"{term.text}（原样连写）" if isinstance(term, Piece) else term.text


def _word(snapshot: Snapshot, word: str, row: int) -> str:
    holders = 0
    headline = body = 0
    for base, segment in snapshot.parts:
        number = segment.find(word)
        if number < 0:
            continue
        postings = segment.postings(number)
        holders += snapshot.live_of(base, postings.rows)
        if base <= row < base + segment.rows:
            for at in np.flatnonzero(postings.rows == row - base):
                headline, body = int(postings.headline[at]), int(postings.body[at])
    places = [f"标题 {headline} 次"] * bool(headline) + [f"正文或署名 {body} 次"] * bool(body)
    where = "，".join(places) or "作为一个词没有出现"
    return f"“{word}”：{where}（共 {holders} 篇有这个词）。"


def _early(snapshot: Snapshot, question: Question, row: int) -> list[str]:
    segment, place = snapshot.place(row)
    body = segment.folded_body(place)
    places = {word: first_place(word, body) for word in question.words}
    early = [word for word, at in places.items() if at is not None and at < EARLY_UNITS]
    return [f"正文开头就有：{'、'.join(early)}。"] if early else []
