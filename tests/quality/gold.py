"""The right answers in one form, wherever they were written down.

In: golden pages, the sample archive's truth, labels of real items. Out: `Gold`, a story as a
careful reader gives it, its texts known by their ends and length only; and `Page`, what to read.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from archive.models import Capture, EventDate, Newspaper, Role
from archive.rows import ROW_TYPE
from archive.sample import NEWSPAPER
from archive.sample.writing import print_sample

PAGES = Path(__file__).parents[1] / "pages"
LABELS = Path(__file__).parent / "labels.jsonl"
FRESH_LABELS = Path(__file__).parent / "labels_fresh.jsonl"
UNSEEN_LABELS = Path(__file__).parent / "labels_unseen.jsonl"
FRESH = "news fresh"
UNSEEN = "news unseen"
ROLES: Mapping[str, Role] = {
    "reporters": "reporter",
    "correspondents": "correspondent",
    "photographers": "photographer",
    "editors": "editor",
    "source": "source",
}

Ends = tuple[str, str, int]
"""A text by its first and last six characters and its length, white space removed."""
When = tuple[str, str, str] | None
"""An event date by its first day, last day and precision; None says that there is none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a body; an `optional` one (a caption, say) may be kept or left out."""

    ends: Ends
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Credited:
    """The names of one role: each of `accepted` is right, names of `either` never count."""

    accepted: tuple[tuple[str, ...], ...]
    either: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Official:
    """A person with a public post, and each list of titles that is right."""

    name: str
    titles: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One story. Several accepted answers mean that any is right; none, that nobody judged it.

    `others` are people with posts of other kinds; `either` may be called officials or not.
    """

    headlines: tuple[Ends, ...] = ()
    body: tuple[Piece, ...] = ()
    published: tuple[str, ...] = ()
    events: tuple[When, ...] = ()
    credits: Mapping[str, Credited] = field(default_factory=dict)
    officials: tuple[Official, ...] = ()
    others: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """What to read, and the stories it must give: none where it is no story page."""

    family: str
    name: str
    capture: Capture
    newspaper: Newspaper | None
    stories: tuple[Gold, ...]


def squeezed(text: str) -> str:
    """The text with all white space taken out."""
    return re.sub(r"[\s\u200b\ufeff]", "", text)


def plain(name: str) -> str:
    """A name with one kind of dot between its parts."""
    return re.sub("[•・‧．●∙]", "·", squeezed(name))


def ends(text: str) -> Ends:
    """The text by its ends."""
    text = squeezed(text)
    return text[:6], text[-6:], len(text)


def golden_pages() -> tuple[Page, ...]:
    """The invented pages of `tests/pages`, a family a folder."""
    found: list[Page] = []
    for path in sorted(PAGES.glob("*/*.json")):
        values = json.loads(path.read_text(encoding="utf-8"))
        family, name = path.parent.name, f"{path.parent.name}/{path.stem}"
        if family == "bulletin":
            issue = values["issue_date"]
            capture = Capture(
                source=f"{path.stem}.txt",
                content=path.with_suffix(".txt").read_bytes(),
                media_type="text/plain",
                issue_date=date.fromisoformat(issue) if issue else None,
            )
            newspaper = Newspaper(key="x", name="", region=values["region"])
            stories = tuple(_bulletin(story, values) for story in values["stories"])
        else:
            html = path.with_suffix(".html").read_text(encoding="utf-8")
            capture = Capture(source=values["source"], content=html.encode(values["encoding"]))
            newspaper = None
            stories = tuple(map(_story, values["stories"]))
        found.append(Page(f"golden {family}", name, capture, newspaper, stories))
    return tuple(found)


def sample_pages() -> tuple[Page, ...]:
    """The pages of the sample archive that hold stories."""
    files, truth = print_sample()
    found: list[Page] = []
    for file in dict.fromkeys(story.file for story in truth.stories):
        stories = [story for story in truth.stories if story.file == file]
        golds = tuple(
            Gold(
                headlines=(
                    ends(story.headline),
                    ends(story.kicker + story.headline + story.subhead),
                ),
                body=tuple(Piece(ends(text)) for text in story.paragraphs),
                published=(story.published.isoformat(),),
                events=(_when(story.event),),
                credits=_credits(
                    ((credit.name, credit.role) for credit in story.credits),
                    [picture.credit for picture in story.pictures],
                ),
                officials=tuple(
                    Official(plain(person.name), (person.posts,))
                    for person in story.people
                    if person.kind == "official"
                ),
                others=frozenset(
                    plain(person.name) for person in story.people if person.kind != "official"
                ),
            )
            for story in stories
        )
        capture = Capture(source=file, content=files[file])
        found.append(Page(f"sample {stories[0].family}", file, capture, NEWSPAPER, golds))
    return tuple(found)


def labels(path: Path = LABELS) -> tuple[dict[str, Any], ...]:
    """The labels of the real items, as written."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def real_pages(folder: Path) -> tuple[Page, ...]:
    """The labelled items with their material, which lies in `folder`."""
    families = [(family_of(row), row) for row in labels()]
    families += [(FRESH, row) for row in labels(FRESH_LABELS)]
    families += [(UNSEEN, row) for row in labels(UNSEEN_LABELS)]
    wanted = {row["id"] for _, row in families if row["item"] == "story"}
    bodies: dict[str, str] = {}
    with lzma.open(folder / "xwlb_2012_2022.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if (key := json.loads(line)["id"]) in wanted:
                bodies[key] = line
    return tuple(_real(family, row, folder, bodies) for family, row in families)


def family_of(row: Mapping[str, Any]) -> str:
    """The part of the table that a label of the first draw counts in."""
    return f"{'news' if row['item'] == 'story' else 'pages'} {'held' if row['held'] else 'tuned'}"


def _real(family: str, row: dict[str, Any], folder: Path, bodies: Mapping[str, str]) -> Page:
    key = row["id"]
    if row["item"] == "story":
        capture = Capture(source=f"jsonl:{key}", content=bodies[key].encode(), media_type=ROW_TYPE)
    else:
        capture = Capture(source=key, content=(folder / "html" / key).read_bytes())
    stories = () if row.get("story") is False else (_label(row),)
    return Page(family, key, capture, None, stories)


def _label(row: Mapping[str, Any]) -> Gold:
    credits = {
        role: Credited((tuple(row[role]),), frozenset(row.get(f"either_{role}", ())))
        for role in ROLES
        if role != "source"
    }
    page = row["item"] == "page"
    if page and row["source"] is not None:
        sources = (row["source"], *row.get("accept_source", ()))
        credits["source"] = Credited(
            tuple((source,) if source else () for source in sources),
            frozenset(row.get("either_source", ())),
        )
    events = (row["event"], *row.get("accept_event", ()))
    return Gold(
        headlines=tuple(map(_ends, (row["headline"], *row.get("headline_accept", ()))))
        if page
        else (),
        body=tuple(
            Piece(_ends(piece), len(piece) > 3 and piece[3]) for piece in row.get("paragraphs", ())
        ),
        published=(row["published"], *row.get("accept_published", ())) if page else (),
        events=tuple(
            event and (event["start"], event["end"], event["precision"]) for event in events
        ),
        credits=credits,
        officials=tuple(
            Official(
                plain(person["name"]),
                tuple(map(tuple, (person["titles"], *person.get("accept_titles", ())))),
            )
            for person in row["officials"]
        ),
        others=frozenset(plain(person["name"]) for person in row["others"]),
        either=frozenset(map(plain, row.get("either", ()))),
    )


def _bulletin(story: Mapping[str, Any], page: Mapping[str, Any]) -> Gold:
    forms = (story, *story["accept"])
    event = story["event_date"]
    credits = {
        role: Credited((tuple(story[role]), *map(tuple, story.get(f"accept_{role}", ()))))
        for role in ROLES
        if role != "source"
    }
    credits["source"] = Credited(((story["source"],) if story["source"] else (),))
    return Gold(
        headlines=tuple(
            ends(text)
            for form in forms
            for text in (form["headline"], form["kicker"] + form["headline"] + form["subhead"])
        ),
        body=tuple(Piece(ends(text)) for text in story["paragraphs"]),
        published=(page["published"],) if page.get("published") else (),
        events=((event, story["event_date_end"], story["event_date_precision"]),)
        if event
        else (None,),
        credits=credits,
        officials=tuple(
            Official(plain(person["name"]), (tuple(person["titles"]),))
            for person in story["officials"]
        ),
        others=frozenset(plain(person["name"]) for person in story["people"]),
    )


def _story(values: Mapping[str, Any]) -> Gold:
    """The answer of a golden page that is written as the story's own JSON."""
    mentions = values.get("mentions", ())
    event = values.get("event")
    kicker, subhead = values.get("kicker", ""), values.get("subhead", "")
    return Gold(
        headlines=(ends(values["headline"]), ends(kicker + values["headline"] + subhead)),
        body=tuple(Piece(ends(text)) for text in values["paragraphs"]),
        published=(values["published"],) if "published" in values else (),
        events=(event and (event["start"], event["end"], event["precision"]),),
        credits=_credits(
            ((credit["name"], credit["role"]) for credit in values.get("credits", ())),
            [picture["credit"] for picture in values.get("pictures", ())],
        ),
        officials=tuple(
            Official(plain(person["name"]), (tuple(post["title"] for post in person["posts"]),))
            for person in mentions
            if person["kind"] == "official"
        ),
        others=frozenset(
            plain(person["name"]) for person in mentions if person["kind"] != "official"
        ),
    )


def _credits(found: Iterable[tuple[str, Role]], pictures: Iterable[str]) -> dict[str, Credited]:
    """The names by role; one credited only at a picture may be called photographer or not."""
    pairs = tuple(found)
    shown = frozenset(word for credit in pictures for word in credit.split())
    shown -= {name for name, held in pairs if held == "photographer"}
    return {
        plural: Credited(
            (tuple(name for name, held in pairs if held == role),),
            shown if role == "photographer" else frozenset(),
        )
        for plural, role in ROLES.items()
    }


def _when(event: EventDate | None) -> When:
    return (event.start, event.end, event.precision) if event else None


def _ends(values: Sequence[Any]) -> Ends:
    head, tail, length = values[:3]
    return head, tail, length
