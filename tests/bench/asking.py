"""The same questions put to all engines in turn, timed.

In: questions and engines. Out: milliseconds and replies of each engine, level and question.
"""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles
from typing import TypeAlias

from tests.bench.rivals import Asked, Reply, Rival

RUNS = 5
CLOCKS = {"wall": time.perf_counter, "cpu": time.thread_time}
"""Every engine answers in the thread that asks, whose CPU time is steadier on a busy machine."""
Times: TypeAlias = "dict[tuple[str, str], tuple[float, float]]"


@dataclass(frozen=True, slots=True)
class Level:
    """How much an engine is asked for, by which of its methods."""

    name: str
    of: Callable[[Rival], Callable[[Asked], Reply] | None]


PAGE = Level("page", lambda rival: rival.page)
TOP = Level("top", lambda rival: rival.top)
WHOLE = Level("whole page", lambda rival: getattr(rival, "whole", None))
BARE = Level("no snippets", lambda rival: getattr(rival, "without_snippets", None))


@dataclass(frozen=True, slots=True)
class Asking:
    """Median over the runs of each question's milliseconds, and its full reply."""

    questions: Sequence[Asked]
    taken: dict[tuple[str, str], dict[int, float]]
    replies: dict[str, dict[int, Reply]]

    def summary(self, rival: str, level: Level, kind: str) -> tuple[float, float] | None:
        """Median and 95th percentile over the questions of a kind; None if none was asked."""
        times = self.taken.get((rival, level.name), {})
        found = [
            times[n] for n, asked in enumerate(self.questions) if asked.kind == kind and n in times
        ]
        return (median(found), quantiles(found, n=20, method="inclusive")[-1]) if found else None

    def joined(self, other: Asking) -> Asking:
        """These engines and others, asked the same questions at another time."""
        return Asking(self.questions, self.taken | other.taken, self.replies | other.replies)

    def differing(self, one: str, other: str, kind: str) -> tuple[int, int, int]:
        """How many questions of a kind both answered, with another total, with other facets."""
        answered = totals = facets = 0
        for number, asked in enumerate(self.questions):
            if asked.kind == kind and number in self.replies[other]:
                mine, theirs = self.replies[one][number], self.replies[other][number]
                answered += 1
                totals += mine.total != theirs.total
                facets += mine.facets != theirs.facets
        return answered, totals, facets


def ask_all(
    questions: Sequence[Asked],
    rivals: Sequence[Rival],
    clock: Callable[[], float],
    runs: int = RUNS,
) -> Asking:
    """Ask every question once a run; the engines take turns, so that noise hits all alike."""
    gc.collect()
    gc.freeze()  # the articles in memory are no part of any engine
    random = Random(7)
    taken: dict[tuple[str, str], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    replies: dict[str, dict[int, Reply]] = defaultdict(dict)
    for _ in range(runs):
        for number, asked in enumerate(questions):
            turns = [
                (rival.name, level, answer)
                for rival in rivals
                if rival.answers(asked.kind)
                for level in (PAGE, WHOLE, BARE, TOP)
                if (answer := level.of(rival)) is not None
            ]
            # Who comes next finds the processor's caches full of what went before.
            random.shuffle(turns)
            for name, level, answer in turns:
                started = clock()
                reply = answer(asked)
                lasted = clock() - started
                taken[name, level.name][number].append(lasted * 1000)
                if level is PAGE:
                    replies[name][number] = reply
    medians = {
        key: {number: median(times) for number, times in found.items()}
        for key, found in taken.items()
    }
    return Asking(questions, medians, dict(replies))
