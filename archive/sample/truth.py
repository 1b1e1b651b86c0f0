"""What is known of the sample archive. In: drafts and the files they were printed in.

Out: `SampleTruth`, the hand-made answer that readers of those files are measured against.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.models import Credit, EventDate, Picture, Role
from archive.sample.notation import BREAK, Draft, DraftIssue, DraftPage, Family, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStory:
    """One story of the sample as a perfect reader would give it.

    `file` is its file below the sample's folder, `page` is None where none is printed, and
    `paragraphs` leave out a paragraph that is nothing but a byline and hold no column break. The
    headline of a bulletin is its whole first line with false breaks closed. `event.printed` is
    empty: only its days are known. `reprint_of` is the published date of the first printing.
    """

    file: str
    family: Family
    headline: str
    published: date
    page: str | None
    page_name: str
    paragraphs: tuple[str, ...]
    credits: tuple[Credit, ...]
    people: tuple[Person, ...]
    event: EventDate | None
    kicker: str = ""
    subhead: str = ""
    pictures: tuple[Picture, ...] = ()
    reprint_of: date | None = None

    @property
    def reporters(self) -> tuple[str, ...]:
        """The reporters' names, in printed order."""
        return names(self.credits, "reporter")

    @property
    def correspondents(self) -> tuple[str, ...]:
        """The correspondents' names, in printed order."""
        return names(self.credits, "correspondent")

    @property
    def officials(self) -> tuple[str, ...]:
        """The names of the officials (no people of enterprises, hospitals or schools)."""
        return tuple(person.name for person in self.people if person.kind == "official")


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """One issue page (node file): its number as the archive writes it, name, stories and notices.

    `stories` and `notices` are the files of what the page links to; notices are no stories.
    """

    file: str
    published: date
    page: str
    page_name: str
    stories: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTruth:
    """All stories and issue pages of the sample, in the order of printing within each family."""

    stories: tuple[SampleStory, ...]
    pages: tuple[SamplePage, ...]
    files: tuple[str, ...]

    def of_family(self, family: Family) -> tuple[SampleStory, ...]:
        """The stories printed in files of one family."""
        return tuple(story for story in self.stories if story.family == family)


def names(credits: tuple[Credit, ...], role: Role) -> tuple[str, ...]:
    """The names credited in one role, in order."""
    return tuple(credit.name for credit in credits if credit.role == role)


def plain_number(number: str) -> str:
    """A page number as the archive writes it: `01` is 1, `A01` stays."""
    return str(int(number)) if number.isdigit() else number


def body(draft: Draft) -> tuple[str, ...]:
    """The printed paragraphs without column breaks, an inline byline in its place."""
    paragraphs = [paragraph.split(BREAK) for paragraph in draft.paragraphs]
    mended = ["".join(part for part in parts if not part.isdigit()) for parts in paragraphs]
    if draft.shape == "inline":
        mended[0] = f"本报讯（{credit_line(draft.credits)}）{mended[0]}"
    return tuple(mended)


def closing_byline(draft: Draft) -> tuple[str, ...]:
    """The last paragraph that is nothing but the byline, if the draft has one."""
    if draft.shape == "tail":
        return (credit_line(draft.credits),)
    if draft.shape == "end":
        return (f"（{' '.join(names(draft.credits, 'reporter'))}）",)
    return ()


def credit_line(credits: tuple[Credit, ...], *, padded: bool = False) -> str:
    """`记者 甲 乙 通讯员 丙`, then 文/图 where a reporter took the pictures too.

    With `padded`, a name of two characters is set as wide as one of three (`高　远`).
    """
    reporters = names(credits, "reporter")
    words = []
    for label, group in (("记者", reporters), ("通讯员", names(credits, "correspondent"))):
        printed = ["\u3000".join(name) if padded and len(name) == 2 else name for name in group]
        words += [label, *printed] if printed else []
    photographers = names(credits, "photographer")
    if photographers and photographers == reporters:
        words.append("文/图")
    return " ".join(words)


def story_of(
    draft: Draft, issue: DraftIssue, page: DraftPage, file: str, pictures: tuple[Picture, ...] = ()
) -> SampleStory:
    """The truth about a draft printed in a file, its pictures at the addresses given there."""
    return SampleStory(
        file=file,
        family=issue.family,
        headline=draft.headline.replace(BREAK, ""),
        published=issue.published,
        page=plain_number(page.number) or None,
        page_name=page.name if page.number else "",
        paragraphs=body(draft),
        credits=draft.credits,
        people=draft.people,
        event=draft.event,
        kicker=draft.kicker,
        subhead=draft.subhead,
        pictures=pictures,
        reprint_of=draft.reprint_of,
    )
