"""Draws the real items to label: news stories by year and saved pages by site.

In: a folder of real material. Out: printed lines `story <id>` and `page <path>`, with `held` where
the item is kept back from tuning, or the later draw's name, all of which is kept back.
Years and sites take turns, so any opening run is stratified.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

SEED = 20261123
STORIES = 200
PAGES = 100
LATER = {"fresh": (13031123, 100), "unseen": (24071123, 120)}
"""The later draws of stories in their order: the seed and how many."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story by its corpus id, or a page by its path under `html`; `held` back from tuning."""

    kind: Literal["story", "page"]
    key: str
    held: bool


def draw(folder: Path) -> tuple[Item, ...]:
    """The drawn items, always the same for the same material."""
    rng = random.Random(SEED)
    stories = in_turn(stories_by_year(folder), rng)[:STORIES]
    pages = in_turn(pages_by_site(folder), rng)[:PAGES]
    return (
        *(
            Item("story", key, held)
            for key, held in zip(stories, held_third(len(stories), rng), strict=True)
        ),
        *(
            Item("page", key, held)
            for key, held in zip(pages, held_third(len(pages), rng), strict=True)
        ),
    )


def draw_fresh(folder: Path, name: str = "fresh") -> tuple[Item, ...]:
    """A later draw by its name: stories that no draw before it has, every one held back."""
    taken = {item.key for item in draw(folder)}
    years = stories_by_year(folder)
    names = list(LATER)
    stories: list[str] = []
    for seed, count in (LATER[each] for each in names[: names.index(name) + 1]):
        left = {year: [key for key in keys if key not in taken] for year, keys in years.items()}
        stories = in_turn(left, random.Random(seed))[:count]
        taken.update(stories)
    return tuple(Item("story", key, held=True) for key in stories)


@cache
def stories_by_year(folder: Path) -> dict[str, list[str]]:
    """The ids of the corpus, in its order, by year."""
    years: dict[str, list[str]] = defaultdict(list)
    with lzma.open(folder / "xwlb_2012_2022.jsonl.xz", "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            years[row["date"][:4]].append(row["id"])
    return dict(sorted(years.items()))


def pages_by_site(folder: Path) -> dict[str, list[str]]:
    """The saved pages by site; of several with one title, which are one story, only the first."""
    sites: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    with (folder / "html" / "manifest.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            site = row["path"].split("/")[0]
            if (site, row["title"]) not in seen and (folder / "html" / row["path"]).is_file():
                seen.add((site, row["title"]))
                sites[site].append(row["path"])
    return dict(sorted(sites.items()))


def in_turn(strata: dict[str, list[str]], rng: random.Random) -> list[str]:
    """All keys, each stratum shuffled, one of each stratum after the other."""
    queues = [rng.sample(keys, len(keys)) for keys in strata.values()]
    longest = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues if turn < len(queue)]


def held_third(count: int, rng: random.Random) -> Iterator[bool]:
    """For each of `count` items whether it is held back: one of every three, at random."""
    for start in range(0, count, 3):
        chosen = rng.randrange(3)
        yield from (place == chosen for place in range(min(3, count - start)))


def main(arguments: Sequence[str]) -> int:
    """Prints the draw; 2 where no folder was given."""
    if len(arguments) != 1:
        print("usage: draw.py FOLDER_OF_REAL_MATERIAL", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    for item in draw(folder):
        print(item.kind, item.key, *(["held"] if item.held else []))
    for name in LATER:
        for item in draw_fresh(folder, name):
            print(item.kind, item.key, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
