"""Who holds posts in a story, and the chains of posts that one name ends.

In: posts in the order printed. Out: those of each person, none of them twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.models import Post
from archive.officials.posts import split_post

LONGEST_CHAIN = 12
MOST_POSTS = 50
"""How many posts are kept of one person; no real story prints a third of them."""


@dataclass(slots=True)
class Holder:
    """A person of a story: the posts so far, and whether some were left out as too many."""

    name: str
    evidence: str
    foreign: bool
    posts: list[Post] = field(default_factory=list)
    has_more: bool = False

    def add(self, posts: Sequence[Post], sentence: str) -> None:
        """Take the posts of a sentence not yet known; 书记 is nothing new of a 区党工委书记."""
        evidence = "" if sentence == self.evidence else sentence
        for read in posts:
            post = replace(read, evidence=evidence)
            same = next((known for known in self.posts if _says_the_same(post, known)), None)
            if same is None:
                if len(self.posts) == MOST_POSTS:
                    self.has_more = True
                    return
                self.posts.append(post)
            # 李大山书记, and later 区委书记李大山
            elif len(post.title) > len(same.title) and not split_post(same.title)[0]:
                self.posts[self.posts.index(same)] = post


def _says_the_same(post: Post, known: Post) -> bool:
    if len(post.title) > len(known.title):
        # 教育局党组书记、局长, and then 民政局局长
        if not split_post(known.title)[0] and known.organisation not in ("", post.organisation):
            return False
        post, known = known, post
    return (
        known.title.endswith(post.title) and split_post(known.title)[1] == split_post(post.title)[1]
    )


@dataclass(slots=True)
class Chain:
    """The posts of a paragraph that the next name holds all: 市委常委、组织部部长|李大山."""

    text: str
    sentences: Iterator[tuple[int, str]]
    titles: list[str] = field(default_factory=list)
    start: int = 0
    """Where the first post begins."""
    end: int = 0
    """Where the last post ends, and the notes on it."""
    goes_on: int = 0
    """Where a post must begin to be the next of the chain."""
    floor: int = 0
    """Where what is read ends: no post begins before it."""
    sentence: str = ""
    """The sentence that the last post stands in."""
    _reached: str = ""
    _sentence_end: int = 0

    def reach(self, place: int) -> None:
        """Go on to the sentence that a place is in."""
        while place >= self._sentence_end:
            self._sentence_end, self._reached = next(self.sentences)

    def add(self, title: str, begin: int) -> None:
        """Take the next post of the chain."""
        if not self.titles:
            self.start = begin
        if len(self.titles) == LONGEST_CHAIN:
            del self.titles[0]
        self.titles.append(title)
        self.sentence = self._reached
