"""People named with a post: who, which posts, of which organisation, and the sentence that says so.

In: a story's paragraphs. Out: one `Mention` a person, in the order they are first named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from archive.cues import (
    after_notes,
    candidates,
    guess_name,
    is_bare_name,
    is_foreign_name,
    name_appointed,
    name_at,
    name_before,
    next_name,
    post_start,
)
from archive.models import Mention, Post
from archive.names import tidy_name
from archive.posts import (
    GROUP,
    POST_END,
    could_be_office,
    is_country,
    is_foreign,
    is_foreigner,
    is_nobody,
    is_of_state,
    is_surname_and_post,
    kind_of,
    place_of,
    read_post,
    region_levels,
    split_post,
)

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”」』’）)]*")
_JOIN = re.compile(r"[、，,]\s?|\s?兼(?:任)?\s?|[ \u3000]")
_MOST_POSTS = 12
_MOST_LOOKUPS = 40


@dataclass(slots=True)
class _Person:
    name: str
    evidence: str
    foreign: bool
    posts: list[Post] = field(default_factory=list)

    def add(self, posts: Sequence[Post]) -> None:
        """Take the posts not yet known; 书记 is nothing new of a 区党工委书记."""
        for post in posts:
            if not any(_says_the_same(post.title, known.title) for known in self.posts):
                self.posts.append(post)


def _says_the_same(title: str, known: str) -> bool:
    longer, shorter = (title, known) if len(title) > len(known) else (known, title)
    return longer.endswith(shorter) and split_post(longer)[1] == split_post(shorter)[1]


def read_mentions(paragraphs: Sequence[str], *, region: str = "") -> tuple[Mention, ...]:
    """The people the paragraphs name with a post, in the order of their first mention.

    `region` is what a bare `区` or `市` means (`河州市青湖区`). Posts are as printed, in the order
    printed; the evidence is the sentence that names the person with a post first.
    """
    story = _Story(region, "\n".join(paragraphs))
    for paragraph in paragraphs:
        story.read(paragraph)
    return tuple(
        Mention(
            person.name,
            tuple(person.posts),
            kind_of(person.posts, foreign=person.foreign),
            person.evidence,
        )
        for person in story.people.values()
    )


class _Story:
    """What is known so far while a story is read from its first paragraph to its last."""

    def __init__(self, region: str, whole: str) -> None:
        self.whole = whole
        self.named: dict[str, bool] = {}
        self.people: dict[str, _Person] = {}
        self.region = region_levels(region)
        self.places = dict(self.region)
        self.place = ""
        self.abroad = self.listed = -2
        self.organisation = ""

    def read(self, text: str) -> None:
        """Take in the people of the next paragraph."""
        self.abroad = self.listed = -2
        sentences = _sentences(text)
        sentence_end, sentence = next(sentences)
        # `floor` ends what is read; the posts so far begin at `start`, more may follow at `goes_on`
        floor = start = goes_on = 0
        titles: list[str] = []
        for head in POST_END.finditer(text):
            if head.start() < floor:
                continue
            while head.start() >= sentence_end:
                sentence_end, sentence = next(sentences)
            begin = post_start(text, max(floor, goes_on), head.start())
            end = head.end()
            title = text[begin:end]
            if not titles or begin != goes_on:
                titles, start = [], begin
            if is_nobody(title) or is_surname_and_post(title):
                titles = []
                continue
            if len(titles) == _MOST_POSTS:
                del titles[0]
            titles.append(title)
            # 周立山主席贺信中: someone known before his post ends the reading there
            if split_post(title)[0] in self.people and self._name_and_post(title, sentence):
                titles = []
            elif place := self._names_after(text, titles, start, end, sentence):
                floor, titles = place, []
            elif self._name_and_post(title, sentence):
                titles = []
            elif joined := _JOIN.match(text, end):
                goes_on = joined.end()
            else:
                self._name_in_front(text, titles, start, end, sentence)
                titles = []

    def _names_after(
        self, text: str, titles: Sequence[str], start: int, end: int, sentence: str
    ) -> int:
        """Take the names printed after a chain of posts; where they end, 0 if there are none."""
        # 外国总书记甲、国家主席乙、总理丙: the posts after the first leave their country out
        foreign = any(map(is_foreign, titles)) or (
            start == self.abroad + 1 and is_of_state(titles[0])
        )
        found = name_at(text, end, foreign=foreign)
        if found is None and not foreign:
            found = self._guessed(text, end)
        if found is None:
            return 0
        posts = self._posts(titles, listed=start == self.listed + 1)
        loose = bool(GROUP.search(titles[-1]))
        place = end
        while found:
            name, place = found
            if is_country(name):
                break
            self._add(name, posts, sentence, foreign=foreign)
            place = after_notes(text, place)
            found = next_name(text, place, foreign=foreign, loose=loose)
            if found is None and not foreign and text.startswith("、", place):
                found = guess_name(text, place + 1)
        if text.startswith(("、", "，", ","), place):
            self.listed, self.organisation = place, posts[-1].organisation
            if foreign and text[place] == "、":
                self.abroad = place
        return place

    def _guessed(self, text: str, place: int) -> tuple[str, int] | None:
        """The name at a place that no known word follows: one named elsewhere, or a likely one."""
        for name in candidates(text, place):
            if name in self.people or self._is_named(name):
                return name, place + len(name)
        return guess_name(text, place)

    def _is_named(self, name: str) -> bool:
        """Whether the story prints the name elsewhere, between punctuation and a known word."""
        if name not in self.named:
            known = False
            if len(self.named) < _MOST_LOOKUPS:
                places = re.finditer(rf"(?<![\u3400-\u9fff]){name}", self.whole)
                read = (name_at(self.whole, found.start()) for found in islice(places, 4))
                known = any(found and found[0] == name for found in read)
            self.named[name] = known
        return self.named[name]

    def _name_in_front(
        self, text: str, titles: Sequence[str], start: int, end: int, sentence: str
    ) -> None:
        """`张三（市委书记）`, `张三当选为市长`: the name before the posts."""
        if start and text[start - 1] in "（(" and text[end : end + 1] in ("）", ")"):
            name = name_before(text, start - 1)
        else:
            name = name_appointed(text, start)
        if name:
            self._add(name, self._posts(titles), sentence)

    def _name_and_post(self, title: str, sentence: str) -> bool:
        """`欧阳修副市长`: whether the title is a name with a post after it, which is then taken."""
        name, post = split_post(title)
        if len(name) < 2 or GROUP.search(post):
            return False
        name = tidy_name(name)
        if not is_bare_name(name) and not (is_foreign(post) and is_foreign_name(name)):
            return False
        if is_country(name) or (name not in self.people and could_be_office(name, post)):
            return False
        self._add(name, self._posts((post,)), sentence)
        return True

    def _posts(self, titles: Sequence[str], *, listed: bool = False) -> tuple[Post, ...]:
        posts = []
        prefix, word = split_post(titles[0])
        # From another sentence only the place is taken: 青湖区党工委 …。管委会副主任
        before = self.place if prefix or word.endswith("检察长") else ""
        # 区法院院长甲、副院长乙
        if listed and not prefix and word.startswith("副"):
            before = self.organisation
        for title in titles:
            post = read_post(title, before, self.places)
            before = post.organisation or before
            posts.append(post)
        place = place_of(before)
        if place[:-1] and not is_foreign(place):
            self.place = place
            # A bare 县 is the county named last, but a bare 区 the newspaper's own
            self.places[place[-1]] = self.region.get(place[-1], place)
        return tuple(posts)

    def _add(
        self, name: str, posts: Sequence[Post], sentence: str, *, foreign: bool = False
    ) -> None:
        person = self.people.get(name)
        if person is None:
            foreign = foreign or is_foreigner(name, [post.title for post in posts])
            person = self.people[name] = _Person(name, sentence, foreign)
        person.add(posts)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence ends, and the sentence."""
    for found in _SENTENCE.finditer(text):
        yield found.end(), found[0].strip()
