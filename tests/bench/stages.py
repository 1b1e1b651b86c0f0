"""What our own time is spent on, for each kind of question.

In: an engine and questions. Out: median microseconds of the parts of one answer.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer import WhooshEngine
from indexer.answer import Answer
from indexer.clock import Clock
from indexer.query import parse_question
from indexer.request import PAGE_SIZE
from tests.bench.rivals import FACETS, Asked

STAGES = ("open", "parse", "match", "order", "near matches", "ten hits", "three facets")
_RUNS = 7


def stages(engine: WhooshEngine, questions: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """For each kind the median over its questions of each part's best CPU time, microseconds."""
    best: dict[int, list[float]] = {}
    for _ in range(_RUNS):
        for number, asked in enumerate(questions):
            taken = _once(engine, asked)
            best[number] = list(map(min, best.get(number, taken), taken))
    kinds: dict[str, list[list[float]]] = defaultdict(list)
    for number, asked in enumerate(questions):
        kinds[asked.kind].append(best[number])
    return {
        kind: {
            stage: median(times[nth] for times in found) * 1e6 for nth, stage in enumerate(STAGES)
        }
        for kind, found in kinds.items()
    }


def _once(engine: WhooshEngine, asked: Asked) -> list[float]:
    request, at = asked.request, [time.thread_time()]
    opened = engine._open()
    at.append(time.thread_time())
    question = parse_question(request.text, opened.analysis)
    at.append(time.thread_time())
    answer = Answer(opened.snapshot, request, question, Clock(5))
    at.append(time.thread_time())
    rows = list(answer._ordered((request.p - 1) * PAGE_SIZE))
    at.append(time.thread_time())
    if len(answer._rows) < PAGE_SIZE:
        rows += answer._nearest()[: PAGE_SIZE - len(answer._rows)]
    at.append(time.thread_time())
    list(answer._hits(rows, partial=False))
    at.append(time.thread_time())
    answer._counts(FACETS)
    at.append(time.thread_time())
    return [after - before for before, after in pairwise(at)]
