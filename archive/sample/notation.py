"""The notation the sample's stories are written in. In: its text. Out: issues, pages and drafts.

=== founder 2023-03-08 gbk        an issue: family, published date, encoding if not UTF-8
--- A01 要闻                       a page of it (a government page has a column name only)
# headline                        a story; `#-` is in the hot zones but not in the title list
^ kicker    _ subhead
@ tail 记者 甲 通讯员 乙 图 甲       how the byline is printed (see `Shape`) and who stands in it
~ 2023-03-06..2023-03-07          event date; 近日 for no exact one
& 2023-03-01                      reprints the story of that issue with the same headline
图 caption|credit                 a picture
! 广告                             no story: an advertisement or notice, its text below
any other line                    a paragraph; [posts|name] is a person with printed posts,
                                  [^posts|name] one who shares the posts printed before,
                                  企 or 他 before the posts: of an enterprise, of neither;
                                  a / in them ends the organisation, printed without the /;
                                  ‖ is a column break, ‖5 at the end repeats the last 5 characters
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from archive.models import Credit, EventDate, Kind, Picture, Role

Family = Literal["founder", "nbs", "newer", "huaguang", "government", "bulletin"]
NEWSPAPERS: tuple[Family, ...] = ("founder", "nbs", "newer", "huaguang")
"""The systems that print issues: page by page, with hot zones and a file a story."""
Shape = Literal["inline", "tail", "author", "end", "meta", "none"]
"""Where a byline stands: `本报讯（记者 甲）`, a last paragraph `记者 甲 文/图`, the author field,
`（甲）` alone at the end, meta tags, nowhere."""

BREAK = "‖"
ROLES: dict[str, Role] = {
    "记者": "reporter",
    "通讯员": "correspondent",
    "图": "photographer",
    "来源": "source",
}
KINDS: dict[str, Kind] = {"企": "enterprise", "他": "other", "": "official"}
_PERSON = re.compile(
    r"\[(?P<shared>\^?)(?:(?P<kind>[企他]) )?(?P<posts>[^|\]]+)\|(?P<name>[^\]]+)\]"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a story with the posts as printed, each without the joining mark.

    `organisation` is the enterprise or institution printed before the posts; an official's
    organisation is part of the post (`区委书记`).
    """

    name: str
    posts: tuple[str, ...]
    kind: Kind
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story as written: `headline` and `paragraphs` still hold their column breaks."""

    headline: str
    paragraphs: tuple[str, ...]
    people: tuple[Person, ...]
    shape: Shape
    credits: tuple[Credit, ...]
    event: EventDate | None
    kicker: str = ""
    subhead: str = ""
    pictures: tuple[Picture, ...] = ()
    reprint_of: date | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands on a page and is no story: an advertisement, the paper's own address."""

    headline: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One page: its printed number (empty where there is none), its name and what stands on it."""

    number: str
    name: str
    items: tuple[Draft | Notice, ...]


@dataclass(frozen=True, slots=True)
class DraftIssue:
    """One issue of one family, in page order."""

    family: Family
    published: date
    encoding: str
    pages: tuple[DraftPage, ...]


def read_issues(text: str) -> tuple[DraftIssue, ...]:
    """The issues of a notation text, in its order; ValueError names a line that cannot be read."""
    issues = []
    for head, lines in _sections(text.strip().splitlines(), "=== "):
        family, day, *encoding = head.split()
        if family not in get_args(Family):
            raise ValueError(f"no family of the sample: {head}")
        published = date.fromisoformat(day)
        if not lines[0].startswith("--- "):
            lines = ["--- ", *lines]
        pages = tuple(
            _page(page_head, page_lines, published)
            for page_head, page_lines in _sections(lines, "--- ")
        )
        name: Family = family  # type: ignore[assignment]  # checked against its values above
        issues.append(DraftIssue(name, published, encoding[0] if encoding else "utf-8", pages))
    return tuple(issues)


def _sections(lines: list[str], mark: str) -> Iterator[tuple[str, list[str]]]:
    """The lines under each line that begins with the mark, with what follows the mark there."""
    starts = [at for at, line in enumerate(lines) if line.startswith(mark)]
    if not starts or starts[0] != 0:
        raise ValueError(f"a line before the first {mark!r}: {lines[0]}")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].removeprefix(mark), lines[start + 1 : end]


def _page(head: str, lines: list[str], published: date) -> DraftPage:
    number, name = head.split() if " " in head else ("", head)
    starts = [at for at, line in enumerate(lines) if re.match(r"#-? |! ", line)]
    items: list[Draft | Notice] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        mark, headline = lines[start].split(" ", 1)
        rest = lines[start + 1 : end]
        if mark == "!":
            items.append(Notice(headline, "\n".join(rest)))
        else:
            items.append(_draft(headline, rest, published, listed=mark == "#"))
    return DraftPage(number, name, tuple(items))


def _draft(headline: str, lines: list[str], published: date, *, listed: bool) -> Draft:
    fields: dict[str, str] = {}
    pictures = []
    paragraphs: list[str] = []
    people: dict[str, Person] = {}
    for line in lines:
        mark, _, value = line.partition(" ")
        if mark in ("^", "_", "@", "~", "&"):
            fields[mark] = value
        elif mark == "图":
            caption, credit = value.split("|")
            pictures.append(Picture(src="", caption=caption, credit=credit))
        else:
            for person in _people(line):
                people.setdefault(person.name, person)
            paragraphs.append(_PERSON.sub(_printed, line))
    if "@" not in fields:
        raise ValueError(f"no byline line (@) under {headline}")
    shape, credits = _byline(fields["@"])
    return Draft(
        headline=headline,
        paragraphs=tuple(paragraphs),
        people=tuple(people.values()),
        shape=shape,
        credits=credits,
        event=_event(fields["~"], published) if "~" in fields else None,
        kicker=fields.get("^", ""),
        subhead=fields.get("_", ""),
        pictures=tuple(pictures),
        reprint_of=date.fromisoformat(fields["&"]) if "&" in fields else None,
        listed=listed,
    )


def _people(line: str) -> Iterator[Person]:
    for match in _PERSON.finditer(line):
        organisation, _, posts = match["posts"].rpartition("/")
        kind = KINDS[match["kind"] or ""]
        yield Person(match["name"], tuple(posts.split("、")), kind, organisation)


def _printed(match: re.Match[str]) -> str:
    return match["name"] if match["shared"] else match["posts"].replace("/", "") + match["name"]


def _byline(value: str) -> tuple[Shape, tuple[Credit, ...]]:
    shape, *words = value.split()
    if shape not in get_args(Shape):
        raise ValueError(f"no shape of a byline: {value}")
    pairs = zip(words[::2], words[1::2], strict=True)
    return shape, tuple(Credit(name, ROLES[role]) for role, name in pairs)  # type: ignore[return-value]


def _event(value: str, published: date) -> EventDate:
    """The event date as the parser should give it; `printed` is left to the story's own text."""
    if value == "近日":
        return EventDate(published.isoformat(), published.isoformat(), "approximate", value)
    start, _, end = value.partition("..")
    return EventDate(start, end or start, "day", "")
