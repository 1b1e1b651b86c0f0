"""Invented bulletins in `tests/pages/bulletin` against the answers a careful reader wrote for them.

In: each `NN-slug.txt` with its `NN-slug.json`. Out: a test per page and field, and, run as a
program, one table of right answers by field with every miss under it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from archive.models import Capture, Mention, Newspaper, Reading, Role, Story
from archive.parse import read_capture

PAGES = Path(__file__).parents[1] / "pages" / "bulletin"
NAMES = sorted(path.stem for path in PAGES.glob("*.json"))

Gold = dict[str, Any]
Items = Counter[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One field of one page: answers that agree, all answers given or wanted, and what differs.

    A wrong answer in place of a wanted one counts once; so does one missing, or one too many.
    """

    right: int
    total: int
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A page as read beside its answer: each wanted story with the story found for it, if any."""

    gold: Gold
    reading: Reading
    pairs: tuple[tuple[Gold, Story | None], ...]


def squeezed(text: str) -> str:
    """The text with all white space taken out."""
    return re.sub(r"\s", "", text)


def spaced(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


@cache
def read_bulletin(name: str) -> Bulletin:
    """The page of that name, read, its stories paired with those of the answer."""
    gold = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    issue = gold["issue_date"]
    capture = Capture(
        source=f"{name}.txt",
        content=(PAGES / f"{name}.txt").read_bytes(),
        media_type="text/plain",
        issue_date=date.fromisoformat(issue) if issue else None,
    )
    reading = read_capture(capture, Newspaper(key="x", name="", region=gold["region"]))
    return Bulletin(gold, reading, paired(gold["stories"], reading.stories))


def paired(wanted: Sequence[Gold], found: Sequence[Story]) -> tuple[tuple[Gold, Story | None], ...]:
    """Each wanted story with the unused story found that shares most of its body, if any does."""
    free = list(found)
    pairs: list[tuple[Gold, Story | None]] = []
    for gold in wanted:
        body = "".join(gold["paragraphs"])
        best = max(free, key=lambda story: shared(body, story), default=None)
        if best is None or shared(body, best) < 0.3:
            pairs.append((gold, None))
            continue
        free.remove(best)
        pairs.append((gold, best))
    return tuple(pairs)


def shared(body: str, story: Story) -> float:
    """The part of the body's six-character runs that the story's body holds."""
    text = squeezed("".join(story.paragraphs))
    body = squeezed(body)
    runs = [body[start : start + 6] for start in range(len(body) - 5)]
    return sum(run in text for run in runs) / max(len(runs), 1)


# What the answer says, and what was read, as comparable items. Where several answers are
# defensible, the reading is given the gold's wording once it equals any of them.


def headline_items(gold: Gold, story: Story, shape: Callable[[str], str]) -> tuple[Items, Items]:
    def parts(kicker: str, headline: str, subhead: str) -> str:
        return " / ".join(shape(part) for part in (kicker, headline, subhead))

    accepted = [parts(**form) for form in (headline_form(gold), *gold["accept"])]
    given = parts(story.kicker, story.headline, story.subhead)
    return Counter([accepted[0]]), Counter([accepted[0] if given in accepted else given])


def headline_form(gold: Gold) -> dict[str, str]:
    return {part: gold[part] for part in ("kicker", "headline", "subhead")}


def headline(gold: Gold, story: Story) -> tuple[Items, Items]:
    return headline_items(gold, story, squeezed)


def headline_spacing(gold: Gold, story: Story) -> tuple[Items, Items]:
    return headline_items(gold, story, spaced)


def paragraphs(gold: Gold, story: Story) -> tuple[Items, Items]:
    return Counter(map(squeezed, gold["paragraphs"])), Counter(map(squeezed, story.paragraphs))


def event(gold: Gold, story: Story) -> tuple[Items, Items]:
    keys = ("event_date", "event_date_end", "event_date_precision")
    wanted = " ".join(gold[key] for key in keys) if gold["event_date"] else "none"
    found = story.event
    # An approximate date with nothing to lean on says no more than no date.
    given = f"{found.start} {found.end} {found.precision}" if found and found.start else "none"
    return Counter([wanted]), Counter([given])


def credited(field: str, role: Role) -> Callable[[Gold, Story], tuple[Items, Items]]:
    def items(gold: Gold, story: Story) -> tuple[Items, Items]:
        wanted: Items = Counter(gold[field])
        given: Items = Counter(story.names(role))
        if any(given == Counter(names) for names in gold.get(f"accept_{field}", ())):
            return wanted, wanted
        return wanted, given

    return items


def source(gold: Gold, story: Story) -> tuple[Items, Items]:
    return Counter([gold["source"]] if gold["source"] else []), Counter(story.names("source"))


def officials(gold: Gold, story: Story) -> tuple[Items, Items]:
    found = [mention for mention in story.mentions if mention.kind == "official"]
    wanted = Counter(person["name"] for person in gold["officials"])
    return wanted, Counter(mention.name for mention in found)


def official_titles(gold: Gold, story: Story) -> tuple[Items, Items]:
    found = [mention for mention in story.mentions if mention.kind == "official"]
    return titled(gold["officials"], found)


def people(gold: Gold, story: Story) -> tuple[Items, Items]:
    found = [mention for mention in story.mentions if mention.kind != "official"]
    return titled(gold["people"], found)


def titled(wanted: Sequence[Gold], found: Sequence[Mention]) -> tuple[Items, Items]:
    by_name = {person["name"]: person for person in wanted}
    given: Items = Counter()
    for mention in found:
        titles = [post.title for post in mention.posts]
        person = by_name.get(mention.name)
        given[label(mention.name, titles if person is None else agreed(titles, person))] += 1
    return Counter(label(person["name"], person["titles"]) for person in wanted), given


def agreed(titles: Sequence[str], person: Gold) -> list[str]:
    """The titles in the gold's wording: `恒岭公司董事长` and `公司董事长` are its `董事长`."""
    organisation = person.get("organisation")
    if organisation is None:
        return list(titles)
    result = []
    for title in titles:
        same = [t for t in person["titles"] if title.endswith(t)]
        result.append(same[0] if same and (organisation + same[0]).endswith(title) else title)
    return result


def label(name: str, titles: Sequence[str]) -> str:
    return f"{name}（{'、'.join(sorted(titles))}）"


def repairs(gold: Gold, story: Story) -> tuple[Items, Items]:
    wanted = Counter(mend(**repair) for repair in gold["repairs"])
    given = Counter(
        mend(r.kind, left=r.left, right=r.right, removed=r.removed) for r in story.repairs
    )
    return wanted, given


def mend(kind: str, *, left: str = "", right: str = "", removed: str = "", **_: str) -> str:
    # Three characters either side say where; how many more are recorded is free.
    left, right = squeezed(left)[-3:], squeezed(right)[:3]
    return f"drop {squeezed(removed)}" if kind == "drop_duplicate_fragment" else f"{left}|{right}"


STORY_FIELDS: dict[str, Callable[[Gold, Story], tuple[Items, Items]]] = {
    "headline": headline,
    "headline_spacing": headline_spacing,
    "paragraphs": paragraphs,
    "event": event,
    "reporters": credited("reporters", "reporter"),
    "correspondents": credited("correspondents", "correspondent"),
    "photographers": credited("photographers", "photographer"),
    "editors": credited("editors", "editor"),
    "source": source,
    "officials": officials,
    "official_titles": official_titles,
    "people": people,
    "repairs": repairs,
}
FIELDS = ("stories", "published", "page", *STORY_FIELDS)
NOTHING = Story(headline="", paragraphs=())


def compare(name: str, field: str) -> Outcome:
    """How the reading of one page agrees with its answer in one field."""
    bulletin = read_bulletin(name)
    if field == "stories":
        wanted = Counter(gold["headline"] for gold in bulletin.gold["stories"])
        found = [story for _, story in bulletin.pairs if story is not None]
        given = Counter(gold["headline"] for gold, story in bulletin.pairs if story is not None)
        spare = [story.label for story in bulletin.reading.stories if story not in found]
        return outcome([("", wanted, given + Counter(spare))])
    if field in ("published", "page"):
        # The gold names them only where the bulletin's first line prints them.
        if field not in bulletin.gold:
            return outcome([])
        return outcome(
            (gold["headline"], Counter([bulletin.gold[field]]), Counter([str(given)]))
            for gold, story in bulletin.pairs
            for given in [getattr(story or NOTHING, field)]
        )
    return outcome(
        (gold["headline"], *answers(STORY_FIELDS[field], gold, story))
        for gold, story in bulletin.pairs
    )


def answers(
    read: Callable[[Gold, Story], tuple[Items, Items]], gold: Gold, story: Story | None
) -> tuple[Items, Items]:
    """What was wanted and given; a story not found gives nothing, not even a right blank."""
    wanted, given = read(gold, story or NOTHING)
    return wanted, given if story else Counter()


def outcome(compared: Any) -> Outcome:
    """The count over `(where, wanted, given)` rows."""
    right = total = 0
    misses: list[str] = []
    for where, wanted, given in compared:
        right += (wanted & given).total()
        total += max(wanted.total(), given.total())
        misses += [f"{where}: missing {item}" for item in (wanted - given).elements()]
        misses += [f"{where}: not wanted {item}" for item in (given - wanted).elements()]
    return Outcome(right, total, tuple(misses))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_bulletin_is_read_as_a_person_reads_it(name: str, field: str) -> None:
    found = compare(name, field)
    assert not found.misses, f"{found.right}/{found.total}\n" + "\n".join(found.misses)


def score() -> dict[str, tuple[int, int]]:
    """Right and total by field over all bulletins, printed with every miss."""
    totals: dict[str, tuple[int, int]] = {}
    misses: list[str] = []
    for field in FIELDS:
        found = {name: compare(name, field) for name in NAMES}
        totals[field] = (
            sum(each.right for each in found.values()),
            sum(each.total for each in found.values()),
        )
        misses += [
            f"{field:<17}{name}  {miss}" for name, each in found.items() for miss in each.misses
        ]
    for field, (right, total) in totals.items():
        print(f"{field:<17}{right:>5}/{total:<5}{right / total if total else 1:7.1%}")
    print("\n".join(["", *misses]))
    return totals


if __name__ == "__main__":
    score()
