"""People named with a post: who, which posts, of which organisation, and the sentence that says so.

In: a story's paragraphs. Out: one `Mention` a person, in the order they are first named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.models import Mention, Post
from archive.names import tidy_name
from archive.officials.abroad import (
    ends_in_country,
    is_abroad_after_all,
    is_country,
    is_foreign,
    is_foreigner,
    is_from_abroad,
    names_country,
)
from archive.officials.cues import (
    after_notes,
    after_post_notes,
    candidates,
    guess_name,
    is_bare_name,
    is_behind_office,
    is_foreign_name,
    likely_end,
    name_at,
    next_name,
    subject_of,
)
from archive.officials.openings import (
    bracket_before,
    holder_at,
    is_his,
    is_of_all,
    is_the_subjects,
    names_appointed,
    names_before,
    names_grouped,
    names_lost,
    names_removed,
    owner_before,
    post_start,
)
from archive.officials.posts import (
    GROUP,
    companies,
    could_be_office,
    is_minister,
    is_nobody,
    is_of_a_body,
    is_of_a_place,
    is_of_state,
    is_surname_and_post,
    kind_of,
    place_of,
    post_ends,
    read_post,
    region_levels,
    split_post,
    uncounted,
    whole_titles,
)
from archive.officials.rosters import read_roll
from archive.officials.unfamiliar import first_listed, rare_name

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*[”」』’）)]*")
_JOIN = re.compile(
    # 市委常委|组织部长
    r"(?<=常委)(?=(?:组织|宣传|统战)部长|政法委书记|秘书长|常务副|副[省市县区]长)"
    r"|[、，,]\s?(?:新上任的|新任的?|现任|时任)?|\s?(?:兼任?|暨)\s?|[ \u3000]"
)
# 李大山特使 is not 李大山
_FOR_SOMEBODY = re.compile("代表|特使|助理|发言人")
# 国家主席李大山|特使: the post of whoever is named next
_ENVOY = re.compile(r"的?(?:私人|个人|特别|全权)?(?:特使|(?<=[人别权])代表)(?=[、，,\w])")
_MOST_POSTS = 12
_MOST_HEADS = 5000  # of a story; no real one has a tenth of them
_MOST_LOOKUPS = 40
_MOST_PLACES = 12


@dataclass(slots=True)
class _Person:
    name: str
    evidence: str
    foreign: bool
    posts: list[Post] = field(default_factory=list)

    def add(self, posts: Sequence[Post]) -> None:
        """Take the posts not yet known; 书记 is nothing new of a 区党工委书记."""
        for post in posts:
            same = [known for known in self.posts if _says_the_same(post, known)]
            if not same:
                self.posts.append(post)
            # 李大山书记, and later 区委书记李大山
            elif len(post.title) > len(same[0].title) and not split_post(same[0].title)[0]:
                self.posts[self.posts.index(same[0])] = post


def _says_the_same(post: Post, known: Post) -> bool:
    if len(post.title) > len(known.title):
        # 教育局党组书记、局长, and then 民政局局长
        if not split_post(known.title)[0] and known.organisation not in ("", post.organisation):
            return False
        post, known = known, post
    return (
        known.title.endswith(post.title) and split_post(known.title)[1] == split_post(post.title)[1]
    )


def read_mentions(paragraphs: Sequence[str], *, region: str = "") -> tuple[Mention, ...]:
    """The people the paragraphs name with a post, in the order of their first mention.

    `region` is what a bare `区` or `市` means (`河州市青湖区`). Posts are as printed, in the order
    printed; the evidence is the sentence that names the person with a post first.
    """
    story = _Story(region, "\n".join(paragraphs))
    for paragraph in paragraphs:
        story.read(paragraph)
    story.close()
    among = companies(post for person in story.people.values() for post in person.posts)
    return tuple(
        Mention(
            person.name,
            tuple(person.posts),
            kind_of(person.posts, foreign=person.foreign, among=among),
            person.evidence,
        )
        for person in story.people.values()
    )


class _Story:
    """What is known so far while a story is read from its first paragraph to its last."""

    def __init__(self, region: str, whole: str) -> None:
        self.whole = whole
        self.abroad_too: bool | None = None
        self.named: dict[str, bool] = {}
        self.repeated: dict[str, bool] = {}
        self.people: dict[str, _Person] = {}
        self.aside: list[tuple[str, tuple[Post, ...], str]] = []
        self.region = region_levels(region)
        self.places = dict(self.region)
        self.place = ""
        self.abroad = self.listed = -2
        self.organisation = self.last = ""
        self.heads = 0

    def read(self, text: str) -> None:
        """Take in the people of the next paragraph."""
        self.abroad = self.listed = -2
        if roll := read_roll(text):
            for entry in roll:
                posts = self._posts(entry.posts)
                self._add(entry.name, posts, text.strip(), foreign=entry.scholar)
            return
        sentences = _sentences(text)
        sentence_end, sentence = 0, ""
        # `floor` ends what is read; the posts so far begin at `start`, more may follow at `goes_on`
        floor = start = goes_on = end = 0
        titles: list[str] = []
        for head in post_ends(text):
            if head.start() < floor:
                continue
            self.heads += 1
            if self.heads > _MOST_HEADS:
                break
            while head.start() >= sentence_end:
                sentence_end, sentence = next(sentences)
            begin = post_start(text, max(floor, goes_on), head.start())
            title = uncounted(text[begin : head.end()])
            nobody = is_nobody(title) or is_surname_and_post(title)
            if titles and (nobody or begin != goes_on):
                self._name_in_front(text, titles, start, end, sentence)
                titles = []
            end = after_post_notes(text, head.end())
            if nobody:
                continue
            if not titles:
                start = begin
            if len(titles) == _MOST_POSTS:
                del titles[0]
            titles.append(title)
            # 周立山主席贺信中: someone known before his post ends the reading there
            if split_post(title)[0] in self.people and self._name_and_post(title, sentence):
                titles = []
            elif place := self._names_after(text, titles, start, end, sentence):
                titles = []
                if not _ENVOY.match(text, place):
                    floor = place
            elif self._name_and_post(title, sentence):
                titles = []
            elif joined := _JOIN.match(text, end):
                goes_on = joined.end()
            else:
                self._name_in_front(text, titles, start, end, sentence)
                titles = []
        if titles:
            self._name_in_front(text, titles, start, end, sentence)

    def _names_after(
        self, text: str, titles: Sequence[str], start: int, end: int, sentence: str
    ) -> int:
        """Take the names printed after a chain of posts; where they end, 0 if there are none."""
        # 外国总书记甲、国家主席乙、总理丙: the posts after the first leave their country out
        foreign = any(map(is_foreign, titles)) or (
            start == self.abroad + 1
            and (is_minister if text[self.abroad] != "、" else is_of_state)(titles[0])
        )
        end = holder_at(text, start, end, titles[-1])
        found = name_at(text, end, foreign=foreign)
        if found is None and not foreign:
            found = self._guessed(text, end) or rare_name(text, end) or first_listed(text, end)
        if found is None:
            return 0
        posts = self._posts(titles, listed=start == self.listed + 1)
        if owner := owner_before(text, start):
            posts = tuple(Post(post.title, owner) for post in posts)
        loose = bool(GROUP.search(titles[-1]))
        place = end
        while found:
            name, place = self._whole_name(text, found)
            if is_country(name):
                break
            self._add(name, posts, sentence, foreign=foreign)
            place = after_notes(text, place)
            found = next_name(text, place, foreign=foreign, loose=loose)
            if found is None and not foreign and text.startswith("、", place):
                found = guess_name(text, place + 1) or rare_name(text, place + 1, listed=not loose)
                found = found or first_listed(text, place + 1)
        if text.startswith(("、", "，", ","), place):
            self.listed, self.organisation = place, posts[-1].organisation
        if foreign and text[place : place + 1] in ("、", "和", "及", "与"):
            self.abroad = place
        return place

    def _whole_name(self, text: str, found: tuple[str, int]) -> tuple[str, int]:
        """The name with its third letter, where a word seems to begin: 翟运来|到, 翟运来|要求."""
        name, place = found
        longer = name + text[place : place + 1]
        if len(name) > 2 or len(longer) < 3 or not "\u3400" <= longer[2] <= "\u9fff":
            return found
        if longer in self.people:
            return longer, place + 1
        if longer not in self.repeated:
            few = len(self.repeated) < _MOST_LOOKUPS
            self.repeated[longer] = few and self.whole.count(longer) > 1
        return (longer, place + 1) if self.repeated[longer] and self._is_named(longer) else found

    def _guessed(self, text: str, place: int) -> tuple[str, int] | None:
        """The name at a place that no known word follows: one named elsewhere, or a likely one."""
        for name in candidates(text, place):
            if name in self.people or self._is_named(name):
                return name, place + len(name)
        return guess_name(text, place)

    def _is_named(self, name: str) -> bool:
        """Whether the story prints the name elsewhere, between punctuation and a known word."""
        if name not in self.named:
            self.named[name] = len(self.named) < _MOST_LOOKUPS and self._stands_alone(name)
        return self.named[name]

    def _stands_alone(self, name: str) -> bool:
        place = self.whole.find(name)
        for _ in range(_MOST_PLACES):
            if place < 0:
                break
            if not (place and "\u3400" <= self.whole[place - 1] <= "\u9fff"):
                found = name_at(self.whole, place)
                if found and found[0] == name:
                    return True
            place = self.whole.find(name, place + 1)
        return False

    def _name_in_front(
        self, text: str, titles: Sequence[str], start: int, end: int, sentence: str
    ) -> None:
        """`张三（市委书记）`, `张三当选为市长`: the names before the posts."""
        opened = bracket_before(text, start) if text[end : end + 1] in ("）", ")") else 0
        if opened:
            names, _ = names_before(text, opened - 1)
            # 李大山、张小川（市长）: of the last alone, unless （均为…）
            names = names if is_of_all(text, opened) else names[-1:]
        else:
            names = names_appointed(text, start, end)
        if not names and self.last and is_his(text, start):
            names = (self.last,)
        if not names and is_the_subjects(text, start) and (subject := subject_of(text)):
            names = (subject,)
        if not names:
            names, office = names_removed(text, start, titles[0])
            titles = (office, *titles[1:])
        if names:
            posts = self._posts(titles)
            for name in names:
                self._add(name, posts, sentence)
        for name in names_lost(text, start) or names_grouped(text, start, titles[0]):
            self.aside.append((name, self._posts(titles), sentence))
            self.last = name

    def close(self) -> None:
        """Take those of whom nothing is said but the post they hold no more, or their group's."""
        for name, posts, sentence in self.aside:
            if name not in self.people:
                self._add(name, posts, sentence)

    def _name_and_post(self, title: str, sentence: str) -> bool:
        """`欧阳修副市长`: whether the title is a name with a post after it, which is then taken."""
        printed, post = split_post(title)
        if len(printed) < 2 or GROUP.search(post) or _FOR_SOMEBODY.search(post):
            return False
        name = tidy_name(printed)
        if not is_bare_name(name) and not (is_foreign(post) and is_foreign_name(name)):
            name = "" if ends_in_country(printed) else self._end_of(name, post)
        # 任|德国|总理
        elif any(map(is_country, (name, name[1:]))) or (
            name not in self.people and could_be_office(name, post)
        ):
            return False
        if name:
            self._add(name, self._posts((post,)), sentence)
        return bool(name)

    def _end_of(self, text: str, post: str) -> str:
        """The name that ends a text before a post (`学习了解|李大山`); empty if none is sure."""
        for length in (4, 3, 2):
            name = text[-length:]
            if length < len(text) and (
                name in self.people or self._ends_in(name, post, text[:-length])
            ):
                return name
        return ""

    def _ends_in(self, name: str, post: str, before: str) -> bool:
        if not is_bare_name(name):
            return False
        # 省委|谢伏瞻|书记
        if len(name) == 3 and before.endswith("委") and post == "书记":
            return True
        # 柳河镇|田大勇|副镇长, but 江苏|盛泽镇长, 芬兰农林|部长
        sure = len(name) > 2 and likely_end(name) and not is_from_abroad(before + name)
        if len(name) == 2 and not is_of_a_place(post) and is_behind_office(name, before):
            return True
        if is_of_a_place(post):
            sure = sure and post[-2] == before[-1]
        return sure or self._is_named(name)

    def _posts(self, titles: Sequence[str], *, listed: bool = False) -> tuple[Post, ...]:
        posts: list[Post] = []
        prefix, word = split_post(titles[0])
        # From another sentence only the place is taken: 青湖区党工委 …。管委会副主任
        before = self.place if prefix or word.endswith("检察长") else ""
        # 区法院院长甲、副院长乙
        if (listed and not prefix and word.startswith("副")) or (
            listed and is_of_a_body(prefix, self.organisation)
        ):
            before = self.organisation
        for title in titles:
            post = read_post(title, before, self.places)
            before = post.organisation or before
            posts.append(post)
        if len(posts) > 1 and kind_of(posts, foreign=False) == "official":
            posts = whole_titles(titles, posts)
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
            titles = [post.title for post in posts]
            foreign = foreign or is_foreigner(name, titles, self._is_abroad_too)
            person = self.people[name] = _Person(name, sentence, foreign)
        elif not person.foreign and is_abroad_after_all(person.posts, posts):
            person.foreign = True
        person.add(posts)
        self.last = name

    def _is_abroad_too(self) -> bool:
        if self.abroad_too is None:
            self.abroad_too = names_country(self.whole)
        return self.abroad_too


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence ends, and the sentence."""
    for found in _SENTENCE.finditer(text):
        yield found.end(), found[0].strip()
