"""Figures as Markdown tables.

In: what a run measured. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.bench.asking import BARE, PAGE, TOP, WHOLE, Asking, Level
from tests.bench.measured import Measured

OURS, STRICT, FULL = "zhengwen", "tantivy", "tantivy, same totals"
Cell = str | float | int


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines.extend("| " + " | ".join(map(str, row)) + " |" for row in rows)
    return "\n".join(lines) + "\n"


def facts(values: Mapping[str, str]) -> str:
    """Names and values."""
    return table(("what", ""), list(values.items()))


def builds(found: Mapping[str, Measured]) -> str:
    """Time, size and memory of each build."""
    head = ("full build, cutting included", "time", "CPU time", "size", "added memory")
    rows = [
        (
            name,
            f"{built.seconds:.1f} s",
            f"{built.cpu:.1f} s",
            f"{built.size / 1e6:.0f} MB",
            f"{built.peak:.0f} MB",
        )
        for name, built in found.items()
    ]
    return table(head, rows)


def times(asking: Asking, kinds: Iterable[str], level: Level, rivals: Sequence[str]) -> str:
    """Median / p95 of each kind and engine, and ours as a multiple of tantivy's."""
    head = ["question", *rivals, "ratio", "ratio, same totals"]
    rows: list[list[Cell]] = []
    for kind in kinds:
        found = {rival: asking.summary(rival, level, kind) for rival in rivals}
        row: list[Cell] = [kind, *(_pair(found[rival]) for rival in rivals)]
        row += [_ratio(found[OURS], found[other]) for other in (STRICT, FULL)]
        rows.append(row)
    return table(head, rows)


def snippets_apart(asking: Asking, kinds: Iterable[str]) -> str:
    """Our page, also with all facets, against tantivy's hits and facets without any snippets."""
    rows: list[list[Cell]] = []
    for kind in kinds:
        ours = asking.summary(OURS, PAGE, kind)
        theirs = [asking.summary(name, BARE, kind) for name in (STRICT, FULL)]
        row: list[Cell] = [kind, _pair(ours), _pair(asking.summary(OURS, WHOLE, kind))]
        row += [_pair(other) for other in theirs]
        rows.append(row + [_ratio(ours, other) for other in theirs])
    head = ("question", OURS, "with all facets", STRICT, FULL, "ratio", "ratio, same totals")
    return table(head, rows)


def agreement(asking: Asking, kinds: Iterable[str], others: Sequence[str]) -> str:
    """Of how many questions the totals, and the facets' counts, differ from ours."""
    rows: list[list[Cell]] = []
    for kind in kinds:
        found = [asking.differing(OURS, other, kind) for other in others]
        rows.append([kind, found[0][0], *(f"{totals} / {facets}" for _, totals, facets in found)])
    return table(("question", "asked", *others), rows)


def parts(found: Mapping[str, Mapping[str, float]]) -> str:
    """The parts of our own time, by kind."""
    names = list(next(iter(found.values())))
    rows: list[list[Cell]] = [
        [kind, *(f"{times[name]:.0f}" for name in names)] for kind, times in found.items()
    ]
    return table(("question", *names), rows)


def as_json(asking: Asking, kinds: Iterable[str], rivals: Sequence[str]) -> dict[str, object]:
    """The same figures for programs: level → kind → engine → [median, p95] in milliseconds."""
    return {
        level.name: {
            kind: {
                rival: found
                for rival in rivals
                if (found := asking.summary(rival, level, kind)) is not None
            }
            for kind in kinds
        }
        for level in (PAGE, WHOLE, BARE, TOP)
    }


def _pair(found: tuple[float, float] | None) -> str:
    return f"{found[0]:.2f} / {found[1]:.2f}" if found else "–"


def _ratio(ours: tuple[float, float] | None, theirs: tuple[float, float] | None) -> str:
    if not ours or not theirs:
        return "–"
    return f"{ours[0] / theirs[0]:.2f} / {ours[1] / theirs[1]:.2f}"
