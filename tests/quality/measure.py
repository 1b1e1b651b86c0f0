"""One table of how well pages are read: `make quality SHARED=DIR`.

In: golden pages, the sample archive and, with DIR, the labelled real items. Out: a line for each
family and field with precision and recall or exactness, counts, target and floor; the exit code is
1 where a figure is under its floor; a family without any floor is only shown. `--misses` lists what
is wrong, but never for items held back or drawn later; `--raise-floors` lifts floors to just under
what was measured.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.charset import decode
from archive.models import Capture, Newspaper, ParseError, Story
from archive.parse import complete, read_capture
from archive.rows import ROW_TYPE, read_row
from archive.templates import TEMPLATES, addressed
from tests.archive.selectors import papers
from tests.quality.gold import (
    FRESH,
    UNSEEN,
    Gold,
    Page,
    golden_pages,
    labels,
    real_pages,
    sample_pages,
    squeezed,
)
from tests.quality.gold import family_of as family_of_label
from tests.quality.scores import SHAPES, Score, compare, exact

FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.005
"""How far under a measured figure its floor is set."""
TARGETS = {
    "stories": 0.97,
    "headline": 0.97,
    "body": 0.97,
    "published": 0.98,
    "event": 0.95,
    "reporters": 0.97,
    "correspondents": 0.97,
    "photographers": 0.97,
    "titles": 0.92,
    "not taken": 0.98,
    "family": 0.95,
    "charset": 1.0,
}
"""The least that is asked for: the exact share, or F1."""
OFFICIALS = {"precision": 0.97, "recall": 0.93}
HIDDEN = ("held", "fresh", "unseen")
"""The ends of the names of families whose misses nobody is shown."""
NOWHERE = Newspaper(key="x", name="")

Table = dict[str, dict[str, Score]]
Floors = dict[str, dict[str, dict[str, float]]]


def fields_of(family: str) -> tuple[str, ...]:
    """The fields that are judged in a family, in the table's order."""
    if family == "addresses":
        return ("family",)
    if family == "shared pages":
        return ("charset",)
    apart = {"family", "charset"}
    if family.startswith("news"):  # their rows say the rest, nothing was read
        apart |= {"stories", "headline", "body", "published", "source"}
    return tuple(name for name in SHAPES if name not in apart)


def measured_families() -> tuple[str, ...]:
    """Every family that a full run measures."""
    pages = (*golden_pages(), *sample_pages())
    real = (family_of_label(row) for row in labels())
    found = dict.fromkeys([*(page.family for page in pages), *sorted(real), FRESH, UNSEEN])
    return (*found, "addresses", "shared pages")


def measure(pages: Iterable[Page]) -> Table:
    """The scores of the pages by family and field, each miss with the page's name."""
    table: Table = defaultdict(lambda: defaultdict(Score))
    for page in pages:
        for field, score in _score(page):
            if field in fields_of(page.family):
                named = tuple(f"{page.name}: {miss}" for miss in score.misses)
                table[page.family][field] += Score(score.right, score.wanted, score.given, named)
    return table


def _score(page: Page) -> list[tuple[str, Score]]:
    stories = _read(page)
    if not page.stories:
        found = "、".join(story.label for story in stories)
        return [("stories", exact(not stories, "no story", found))]
    pairs, spare = _paired(page, stories)
    scores = [pair for gold, story in pairs for pair in compare(gold, story).items()]
    scores += [("stories", exact(False, "no story", story.label)) for story in spare]
    return scores


def _read(page: Page) -> list[Story]:
    try:
        return list(read_page(page.capture, page.newspaper))
    except ParseError:
        return []


def read_page(capture: Capture, newspaper: Newspaper | None) -> Sequence[Story]:
    """The stories of a page or of a JSON Lines row, as an import reads them."""
    if capture.media_type != ROW_TYPE:
        return read_capture(capture, newspaper).stories
    row = read_row(capture, newspaper or NOWHERE)
    return [complete(story, newspaper) for story in row.stories]


def _paired(
    page: Page, stories: Sequence[Story]
) -> tuple[list[tuple[Gold, Story | None]], list[Story]]:
    """Each wanted story with the one that holds most of its body, and those left over."""
    free = list(stories)
    pairs: list[tuple[Gold, Story | None]] = []
    for gold in page.stories:
        if len(page.stories) == 1 and len(free) == 1:
            pairs.append((gold, free.pop()))
            continue
        held = [(_shared(gold, story), place) for place, story in enumerate(free)]
        most, place = max(held, default=(0.0, 0))
        pairs.append((gold, free.pop(place) if most >= 0.3 else None))
    return pairs, free


def _shared(gold: Gold, story: Story) -> float:
    """The share of the openings and ends of the gold's paragraphs that the story's body holds."""
    text = squeezed("".join(story.paragraphs))
    found = sum((piece.ends[0] in text) + (piece.ends[1] in text) for piece in gold.body)
    return found / (2 * len(gold.body)) if gold.body else 0.0


def measure_addresses(folder: Path) -> Table:
    """The family told from each paper's issue and story address alone."""
    score = Score()
    for paper in papers(folder / "newspaper_selectors.tsv"):
        for address in (paper.issue, paper.story):
            template = addressed(TEMPLATES, address)
            family = template.family if template else "none"
            score += exact(family == paper.family, f"{paper.family} of {address}", family)
    return {"addresses": {"family": score}}


def measure_charsets(folder: Path) -> Table:
    """The encoding of every saved page against the one it was saved in."""
    score = Score()
    with (folder / "html" / "manifest.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            given = decode((folder / "html" / row["path"]).read_bytes()).encoding
            right = given.replace("utf8", "utf-8") == row["bytes_encoding"]
            score += exact(right, f"{row['bytes_encoding']} of {row['path']}", given)
    return {"shared pages": {"charset": score}}


def figures(field: str, score: Score) -> dict[str, float]:
    """What is held against a floor: the exact share, F1, or for officials precision and recall."""
    if SHAPES[field] == "exact":
        return {"exact": score.recall}
    if field != "officials":
        return {"f1": score.f1}
    return {"precision": score.precision, "recall": score.recall}


def lines(table: Table, floors: Floors) -> tuple[list[str], list[str]]:
    """The table's lines, and a sentence for each figure that is under its floor or has none."""
    head = f"{'family':<20} {'field':<15} {'prec.':>7} {'recall':>7} {'F1/exact':>8}"
    printed = [head + f"  {'right/wanted/given':<22} {'target':<13} floor"]
    failures: list[str] = []
    for family, scores in table.items():
        for field in (field for field in SHAPES if field in scores):
            score = scores[field]
            shares = figures(field, score)
            least = floors.get(family, {}).get(field, {})
            for name, share in shares.items():
                if family not in floors:
                    continue
                if name not in least:
                    failures.append(f"{family}, {field}: {name} {share:.3f} has no floor")
                elif share < least[name]:
                    failures.append(
                        f"{family}, {field}: {name} {share:.3f} is under its floor {least[name]}"
                    )
            printed.append(_line(family, field, score, " ".join(map(str, least.values()))))
    return printed, failures


def _line(family: str, field: str, score: Score, floor: str) -> str:
    counts = f"{score.right}/{score.wanted}/{score.given}"
    if SHAPES[field] == "exact":
        parts, summed = f"{'':>7} {'':>7}", score.recall
        counts = f"{score.right}/{score.wanted}"
    else:
        parts, summed = f"{score.precision:>7.1%} {score.recall:>7.1%}", score.f1
    if field == "officials":
        short = score.precision < OFFICIALS["precision"] or score.recall < OFFICIALS["recall"]
        target = "0.97, 0.93"
    else:
        short = field in TARGETS and summed < TARGETS[field]
        target = str(TARGETS.get(field, ""))
    mark = " <" if short and (score.wanted or score.given) else ""
    return (
        f"{family:<20} {field:<15} {parts} {summed:>8.1%}  {counts:<22} {target + mark:<13} {floor}"
    )


def raised(table: Table, floors: Floors) -> Floors:
    """The floors lifted to just under what was measured; none is lowered.

    Where few officials are found, all of them are right: on real items their floors stop at the
    target, lest they forbid finding more.
    """
    lifted: Floors = {family: dict(fields) for family, fields in floors.items()}
    for family, scores in table.items():
        for field, score in scores.items():
            old = lifted.setdefault(family, {}).get(field, {})
            most = OFFICIALS if family.startswith(("pages", "news")) else {}
            lifted[family][field] = {
                name: max(
                    old.get(name, 0.0),
                    min(math.floor((share - SLACK) * 1000) / 1000, most.get(name, 1.0)),
                    0.0,
                )
                for name, share in figures(field, score).items()
            }
    return lifted


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 1 where a figure is under its floor, 2 for a folder that is none."""
    options = {argument for argument in arguments if argument.startswith("--")}
    folders = [Path(argument) for argument in arguments if argument not in options]
    table: Table = dict(measure((*golden_pages(), *sample_pages())))
    if folders:
        folder = folders[0] / "data" if (folders[0] / "data").is_dir() else folders[0]
        if not (folder / "html").is_dir():
            print(f"{folder} holds no real material", file=sys.stderr)
            return 2
        real = measure(real_pages(folder))
        table |= {family: real[family] for family in sorted(real, reverse=True)}
        table |= measure_addresses(folder) | measure_charsets(folder)
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if "--raise-floors" in options:
        floors = raised(table, floors)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    printed, failures = lines(table, floors)
    print("\n".join(printed))
    if "--misses" in options:
        for family, scores in table.items():
            for field, score in scores.items() if not family.endswith(HIDDEN) else ():
                print(*(f"{family}, {field}: {miss}" for miss in score.misses), sep="\n")
    if not folders:
        print("real items were not measured: make quality SHARED=DIR", file=sys.stderr)
    print(*failures, sep="\n", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
