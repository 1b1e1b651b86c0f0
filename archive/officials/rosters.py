"""Rolls that print the post after the name: `副组长：张三　区财政局局长`, one a line or several.

In: a paragraph. Out: its entries; none where the paragraph is no roll.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.names import is_lone_name, tidy_name
from archive.officials.following import LETTER
from archive.officials.posts import GROUP, ends_in_post, is_nobody


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of a roll and the posts printed for him; `scholar` where a scholar's rank leads."""

    name: str
    posts: tuple[str, ...]
    scholar: bool


_LONGEST = 3000
_HEAD = 28
_SHORT = 120
_LONGEST_POSTS = 80
_BLANK = " \u3000\t\xa0"
_HINT = re.compile(f"[{_BLANK}]")
# A roll shows at its start: a label and a name, or a name with a blank or comma behind it.
_NAMED = rf"[{LETTER}][{LETTER}·]{{0,11}}(?:[（(][^（）()]{{1,12}}[）)])?[{_BLANK}]"
_OPENING = re.compile(
    rf"[{_BLANK}]*(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[）).．、][{_BLANK}]*)?"
    rf"(?=[{LETTER}（）()]{{1,20}}[：:][{_BLANK}]*(?:{_NAMED}|[{LETTER}·]{{2,12}}(?:[，,；;]|$))"
    rf"|[{LETTER}][{_BLANK}]{{1,8}}[{LETTER}]|{_NAMED}"
    rf"|[{LETTER}]{{2,4}}[，,][^。]{{2,{_LONGEST_POSTS}}}$)"
)
# 石　磊, 组　长: two letters with a blank between them are one word.
_PADDED = re.compile(
    rf"(?<![{LETTER}·])([{LETTER}])[{_BLANK}]{{1,8}}([{LETTER}])(?=[{_BLANK}：:（(，,；;、]|$)"
)
_WORD = re.compile(rf"[^{_BLANK}；;]+")
_LABELLED = re.compile(r"([^：:]{1,20})[：:](.*)")
_NOTE = re.compile(r"[（(](?:女|男|[^（）()]{1,4}族)(?:[，,、][^（）()]{1,10})?[）)]")
_APART = re.compile(r"[，,]")
_AND = re.compile(r"[、，,/／]|兼(?:任)?")
_SENTENCE = re.compile(r"[。！？“”了着的说]")
_TRAIT = re.compile(r"男|女|[^的]{1,3}族|[\d.\-年月日]+(?:出?生)?")
_MEMBER = re.compile(r"(?:成员|委员)$")
_SCHOLAR = re.compile(r"副?(?:教授|研究员|院士|编审)|(?:正?高级|特级)\w{2,4}")


def read_roll(text: str) -> tuple[Entry, ...]:
    """The entries of a paragraph that is a roll and nothing else.

    The label before a name is a post of his where it is one (`组长：`), but not `成员：`.
    """
    # most paragraphs are none, which one look should tell
    if not _HINT.search(text, 0, _HEAD) and len(text) > _SHORT:
        return ()
    if len(text) > _LONGEST:
        return ()
    opening = _OPENING.match(text)
    if opening is None:
        return ()
    roll = _Roll()
    for word in _WORD.findall(_PADDED.sub(r"\1\2", text[opening.end() :].strip())):
        if not roll.take(word):
            return ()
    roll.close()
    return tuple(roll.entries)


class _Roll:
    """What a roll has said so far, read word for word."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.label = self.name = ""
        self.posts: list[str] = []

    def take(self, word: str) -> bool:
        """Take the next word; False where it belongs to no roll."""
        labelled = _LABELLED.fullmatch(word)
        if labelled:
            self.close()
            self.label, word = labelled[1], labelled[2]
        word = _NOTE.sub("", word)
        if not word or (self.name and _TRAIT.fullmatch(word)):
            return True
        if is_lone_name(word):
            if not self.posts and self.name and not ends_in_post(self.label):
                return False
            self._next(word)
            return True
        name, *rest = _APART.split(word, maxsplit=1)
        if rest and not self.posts and is_lone_name(name):
            self._next(name)
            word = rest[0]
        posts = _posts(word)
        if not posts:
            return False
        if self.name:
            self.posts += posts
        elif len(posts) == 1 and not self.label:
            self.label = posts[0]
        else:
            return False
        return True

    def _next(self, name: str) -> None:
        label = "" if self.posts else self.label
        self.close()
        self.name, self.label = tidy_name(name), label

    def close(self) -> None:
        """Enter the person read last, if he has a post."""
        if self.name:
            scholar = bool(self.posts) and bool(_SCHOLAR.fullmatch(self.posts[0]))
            posts = [post for post in self.posts if ends_in_post(post)]
            if ends_in_post(self.label) and not (posts and _MEMBER.search(self.label)):
                posts.insert(0, self.label)
            if posts:
                self.entries.append(Entry(self.name, tuple(posts), scholar))
        self.name, self.label, self.posts = "", "", []


def _posts(word: str) -> list[str]:
    """The posts of a chain, an office or rank among them too; empty where it is none."""
    if len(word) > _LONGEST_POSTS or _SENTENCE.search(word) or GROUP.search(word):
        return []
    parts = [part for part in _AND.split(word) if part]
    if is_nobody(word) or not any(map(ends_in_post, parts)):
        return []
    return parts
