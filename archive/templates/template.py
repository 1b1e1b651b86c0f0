"""What a CMS family is declared with: data that `archive.parse` interprets.

In: nothing. Out: `Template`, `IssueRules` and `Rule`, the form of one field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.models import Story
from archive.templates.body import Body
from archive.templates.page import Page

# A field is the text of the first tag of a selector (`#Title`, `td.font01`), a meta tag
# (`meta:PubDate`), or a small function. The first rule of a tuple that gives text wins.
Rule = str | Callable[[Page], str]
BodyRule = str | Callable[[Page], Body | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRules:
    """Where an issue page (版) keeps its stories, their hot zones and what it says of itself.

    `story_address` knows the address of a story among its links. `page_address` finds the page's
    number (its first group) in the address of the page, for pages that print none.
    """

    addresses: tuple[str, ...]
    links: str
    areas: str
    story_address: str
    title_id: str
    page: tuple[Rule, ...]
    picture: str
    pdf: str
    page_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One CMS family: how its pages are known and where each field stands.

    A page belongs to the family if its address matches one of `addresses` (regular expressions),
    if its source in lower case holds one of `markers` (regular expressions; one that begins with
    plain letters is found ten times as fast), or if `recognise` says so, which `reason` puts into
    words. `stories` reads families that print several stories a page; all others are read field by
    field.
    """

    family: str
    addresses: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    recognise: Callable[[Page], bool] | None = None
    reason: str = ""
    kicker: tuple[Rule, ...] = ()
    headline: tuple[Rule, ...] = ()
    subhead: tuple[Rule, ...] = ()
    byline: tuple[Rule, ...] = ()
    origin: tuple[Rule, ...] = ()
    published: tuple[Rule, ...] = ()
    newspaper: tuple[Rule, ...] = ()
    page: tuple[Rule, ...] = ()
    section: tuple[Rule, ...] = ()
    address: tuple[Rule, ...] = ()
    body: tuple[BodyRule, ...] = ()
    picture_tables: tuple[str, ...] = ()
    captions: tuple[Callable[[Page], tuple[str, ...]], ...] = ()
    issue: IssueRules | None = None
    stories: Callable[[Page], tuple[Story, ...]] | None = None
