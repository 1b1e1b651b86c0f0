"""A page's tags and texts: BeautifulSoup's tree with what reading a page asks of it.

In: markup in any state. Out: `Tag`, the root of its tree; strings are `Text`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import bs4
from bs4.element import NavigableString


class Text(NavigableString):
    """A run of text in a tree."""

    parent: Tag

    def tags_around(self) -> Iterator[Tag]:
        """The tags around it, the nearest first, without the root."""
        return self.parent.and_parents()


class Tag(bs4.Tag):
    """A tag with its attributes as printed and, in order, the tags and texts in it."""

    parent: Tag | None
    attrs: dict[str, str]  # type: ignore[assignment]  # one string each, as `parse` asks for

    def get(self, attribute: str, default: str = "") -> str:  # type: ignore[override]
        """The value of an attribute: one string, for classes too."""
        return self.attrs.get(attribute, default)

    def and_parents(self) -> Iterator[Tag]:
        """This tag and those around it, without the root."""
        tag = self
        while tag.parent is not None:
            yield tag
            tag = tag.parent

    def nodes(self) -> list[Tag | Text]:
        """All tags and texts inside, in page order; comments are neither."""
        return [node for node in self.descendants if isinstance(node, Tag | Text)]

    def all_text(self, between: str = "") -> str:
        """All text inside, scripts and hidden parts too."""
        return between.join(node for node in self.nodes() if isinstance(node, Text))

    def inside(self, *names: str) -> list[Tag]:
        """The tags of these names inside, in page order."""
        return [node for node in self.nodes() if isinstance(node, Tag) and node.name in names]

    def tags_named(self, names: Collection[str]) -> list[Tag]:
        """The tags of these names right inside."""
        return [node for node in self.contents if isinstance(node, Tag) and node.name in names]

    def following(self) -> list[Tag | Text]:
        """What stands after it in the tag around it."""
        return [node for node in self.next_siblings if isinstance(node, Tag | Text)]


class _Page(bs4.BeautifulSoup, Tag):
    """The root of a tree."""


def parse(markup: str) -> Tag:
    """The tree of a page or of a piece of one; an empty root where there is nothing to read."""
    return _Page(
        markup,
        "lxml",
        # A class as one string: splitting each into a list takes a tenth of the parser's time.
        multi_valued_attributes=None,
        element_classes={bs4.Tag: Tag, NavigableString: Text},
    )
