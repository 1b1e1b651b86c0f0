"""The archive's vocabulary: frozen values that travel between modules and packages.

In: what parsers found. Out: `Story` (read from a page), `Article` (a story with its permanent
address), `Capture` (what was received) and their JSON forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Role = Literal["reporter", "correspondent", "photographer", "editor", "source"]
Kind = Literal["official", "enterprise", "other"]
Precision = Literal["day", "month", "year", "approximate"]
State = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One name of a byline with its role; an agency is a credit of role `source`."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed (`区党工委书记`) and its organisation (`区党工委`, may be empty).

    `evidence` is the sentence that says so, where it is not that of the mention.
    """

    title: str
    organisation: str = ""
    evidence: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named with a post, and the sentence that says so first."""

    name: str
    posts: tuple[Post, ...]
    kind: Kind
    evidence: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When it happened: first and last day, ISO 8601 (`2019-10-08`; `--10-08` without year)."""

    start: str
    end: str
    precision: Precision
    printed: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a story; `media` is the hash of its bytes once the archive holds them."""

    src: str
    caption: str = ""
    credit: str = ""
    media: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A column break that was mended, where (`paragraph` counts the mended body from 0) and how.

    `removed` is the text dropped by `drop_duplicate_fragment`; `left` and `right` are the ends of
    the two pieces joined by `join_broken_paragraph`. Nothing else is ever changed.
    """

    kind: Literal["drop_duplicate_fragment", "join_broken_paragraph"]
    paragraph: int
    removed: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a parser read from a page: everything about one story but its place in the archive."""

    headline: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    subhead: str = ""
    newspaper: str = ""
    published: date | None = None
    page: str | None = None
    page_name: str = ""
    position: int | None = None
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Mention, ...] = ()
    event: EventDate | None = None
    section: str = ""
    pictures: tuple[Picture, ...] = ()
    url: str = ""
    source_id: str = ""
    repairs: tuple[Repair, ...] = ()

    def names(self, role: Role) -> tuple[str, ...]:
        """The names credited in one role, in printed order."""
        return tuple(credit.name for credit in self.credits if credit.role == role)

    @property
    def label(self) -> str:
        """The headline, or the opening words of a story printed without one."""
        if self.headline:
            return self.headline
        opening = self.paragraphs[0] if self.paragraphs else ""
        return opening if len(opening) <= 30 else opening[:30] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Story):
    """A story in the archive: its number, permanent address and the capture it comes from."""

    id: int
    address: str
    capture: int
    state: State = "published"

    @property
    def source_key(self) -> str:
        """What the outside calls this article: the source's own id, else our address."""
        return self.source_id or self.address


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A story on an issue page; `zone` is its hot zone, `(x, y)` corners in picture pixels."""

    url: str
    headline: str = ""
    zone: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One page (版) of one issue as its index shows it: its number, name and stories in order."""

    published: date
    page: str
    page_name: str = ""
    newspaper: str = ""
    stories: tuple[StoryLink, ...] = ()
    picture: str = ""
    pdf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page as received: the bytes, where they came from and when. Never changed."""

    source: str
    content: bytes
    media_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    issue_date: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page turned out to be: its template's family, its stories, or the issue page it is.

    `warnings` are plain sentences about what looks wrong (mojibake, say) but stopped nothing.
    """

    family: str
    stories: tuple[Story, ...] = ()
    issue: Issue | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Newspaper:
    """A newspaper, and the region that a bare `区` or `市` on its pages means."""

    key: str
    name: str
    region: str = ""


class ParseError(ValueError):
    """A page that cannot be read: `page` says which, `field` what is missing, the message why."""

    def __init__(self, page: str, field: str, message: str) -> None:
        super().__init__(f"{page}: {message}")
        self.page, self.field, self.message = page, field, message


def story_to_json(story: Story) -> dict[str, Any]:
    """A story as plain JSON values, to be read back by `story_from_json`."""
    values = {name: value for name, value in asdict(story).items() if value not in ("", None, ())}
    if story.published:
        values["published"] = story.published.isoformat()
    for mention in values.get("mentions", ()):
        for post in mention["posts"]:
            if not post["evidence"]:
                del post["evidence"]
    return values


def story_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments of `Story` from the JSON values of `story_to_json`."""
    fields = {"headline": "", **values}
    fields["paragraphs"] = tuple(fields.get("paragraphs", ()))
    if "published" in fields:
        fields["published"] = date.fromisoformat(fields["published"])
    if "event" in fields:
        fields["event"] = EventDate(**fields["event"])
    fields["credits"] = tuple(Credit(**credit) for credit in fields.get("credits", ()))
    fields["mentions"] = tuple(
        Mention(
            name=mention["name"],
            posts=tuple(Post(**post) for post in mention["posts"]),
            kind=mention["kind"],
            evidence=mention["evidence"],
        )
        for mention in fields.get("mentions", ())
    )
    fields["pictures"] = tuple(Picture(**picture) for picture in fields.get("pictures", ()))
    fields["repairs"] = tuple(Repair(**repair) for repair in fields.get("repairs", ()))
    return fields


def story_from_json(values: Mapping[str, Any]) -> Story:
    """The story that `story_to_json` was given."""
    return Story(**story_fields(values))
