"""A story as read beside the right answer: how much of each field is right.

In: a `Gold` and the `Story` read for it, if one was. Out: a `Score` for each field that was judged,
with what differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from archive.models import Story
from tests.quality.gold import ROLES, Credited, Ends, Gold, Piece, ends, plain, squeezed

Shape = Literal["exact", "found"]
"""Either each answer is right or wrong, or things wanted are set against things given."""
SHAPES: dict[str, Shape] = {
    "stories": "exact",
    "headline": "exact",
    "body": "found",
    "published": "exact",
    "event": "exact",
    "reporters": "found",
    "correspondents": "found",
    "photographers": "found",
    "editors": "found",
    "source": "found",
    "officials": "found",
    "titles": "exact",
    "not taken": "exact",
    "family": "exact",
    "charset": "exact",
}
"""Fields in the table's order. `not taken` is the officials given that the gold does not name as
people of another kind; `titles` judges the officials found."""
ANCHOR = 12  # a paragraph at least this long is found anywhere; a shorter one between others


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right, of those wanted and of those given, and what is not."""

    right: int = 0
    wanted: int = 0
    given: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.wanted + other.wanted,
            self.given + other.given,
            self.misses + other.misses,
        )

    @property
    def precision(self) -> float:
        """The share of right among those given; 1 where nothing was."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of those wanted that is right; 1 where nothing was."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The balance of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare(gold: Gold, story: Story | None) -> dict[str, Score]:
    """The score of every judged field; a story not found gives nothing, not even a right blank."""
    scores = {"stories": exact(story is not None, "one story", "none")}
    if gold.headlines:
        scores["headline"] = _headline(gold, story)
    if gold.body:
        scores["body"] = _body(gold.body, story.paragraphs if story else ())
    if gold.published:
        given = str(story.published) if story else ""
        scores["published"] = exact(given in gold.published, gold.published[0], given)
    if gold.events:
        scores["event"] = _event(gold, story)
    for plural, credited in gold.credits.items():
        given_names = story.names(ROLES[plural]) if story else ()
        scores[plural] = _names(credited, given_names)
    return {**scores, **_officials(gold, story)}


def exact(right: bool, wanted: str, given: str) -> Score:
    """The score of one answer that is right or not."""
    return Score(int(right), 1, 1, () if right else (f"wanted {wanted}, given {given}",))


def _headline(gold: Gold, story: Story | None) -> Score:
    if story is None:
        return exact(False, str(gold.headlines[0]), "nothing")
    given = (ends(story.headline), ends(story.kicker + story.headline + story.subhead))
    right = any(form in gold.headlines for form in given)
    return exact(right, str(gold.headlines[0]), story.headline)


def _event(gold: Gold, story: Story | None) -> Score:
    if story is None:
        return exact(False, str(gold.events[0]), "nothing")
    found = story.event
    # An approximate date with nothing to lean on says no more than no date.
    given = (found.start, found.end, found.precision) if found and found.start else None
    return exact(given in gold.events, str(gold.events[0]), str(given))


def _names(credited: Credited, given: Sequence[str]) -> Score:
    names = [plain(name) for name in given if plain(name) not in map(plain, credited.either)]
    forms = [
        Counter(plain(name) for name in form if plain(name) not in map(plain, credited.either))
        for form in credited.accepted
    ]
    found = Counter(names)
    wanted = max(forms, key=lambda form: (form & found).total() - (form - found).total())
    return _found(wanted, found)


def _found(wanted: Counter[str], given: Counter[str]) -> Score:
    misses = [f"missing {name}" for name in (wanted - given).elements()]
    misses += [f"not wanted {name}" for name in (given - wanted).elements()]
    return Score((wanted & given).total(), wanted.total(), given.total(), tuple(misses))


def _officials(gold: Gold, story: Story | None) -> dict[str, Score]:
    mentions = story.mentions if story else ()
    given = {
        plain(mention.name): tuple(squeezed(post.title) for post in mention.posts)
        for mention in mentions
        if mention.kind == "official" and plain(mention.name) not in gold.either
    }
    wanted = {
        official.name: official for official in gold.officials if official.name not in gold.either
    }
    titles = Score()
    for name in (name for name in wanted if name in given):
        right = {tuple(sorted(map(squeezed, form))) for form in wanted[name].titles}
        titles += exact(
            tuple(sorted(given[name])) in right,
            f"{name} {'、'.join(wanted[name].titles[0])}",
            "、".join(given[name]),
        )
    taken = sorted(given.keys() & gold.others)
    return {
        "officials": _found(Counter(wanted.keys()), Counter(given.keys())),
        "titles": titles,
        "not taken": Score(
            len(given) - len(taken), len(given), len(given), tuple(f"taken {n}" for n in taken)
        ),
    }


def _body(pieces: Sequence[Piece], paragraphs: Sequence[str]) -> Score:
    """Characters right, of those of the gold's paragraphs and of those given."""
    text = squeezed("".join(paragraphs))
    places = _places(pieces, text)
    right = skipped = 0
    misses: list[str] = []
    for piece, place in zip(pieces, places, strict=True):
        length = piece.ends[2]
        if place is not None and piece.optional:
            skipped += length
        elif place is not None:
            right += length
        elif not piece.optional:
            misses.append(f"missing {piece.ends}")
    wanted = sum(piece.ends[2] for piece in pieces if not piece.optional)
    spare = len(text) - skipped - right
    if spare:
        misses.append(f"{spare} of {len(text)} characters are not the body's")
    return Score(right, wanted, len(text) - skipped, tuple(misses))


def _places(pieces: Sequence[Piece], text: str) -> list[int | None]:
    """Where each paragraph begins in the text, in order; short ones only between their neighbours,
    for a `1` or `点评：` stands in many places."""
    places: list[int | None] = [None] * len(pieces)
    end = 0
    for number, piece in enumerate(pieces):
        if piece.ends[2] >= ANCHOR and (place := _find(piece.ends, text, end, len(text))) >= 0:
            places[number], end = place, place + piece.ends[2]
    end = 0
    for number, piece in enumerate(pieces):
        if piece.ends[2] < ANCHOR:
            later = (place for place in places[number:] if place is not None)
            place = _find(piece.ends, text, end, next(later, len(text)))
            places[number] = place if place >= 0 else None
        found = places[number]
        if found is not None:
            end = found + piece.ends[2]
    return places


def _find(piece: Ends, text: str, start: int, stop: int) -> int:
    head, tail, length = piece
    place = text.find(head, start, stop)
    while place >= 0:
        if place + length <= stop and text.endswith(tail, place, place + length):
            return place
        place = text.find(head, place + 1, stop)
    return -1
