"""People named with a post: who, which posts, of which organisation, and the sentence that says so.

In: a story's paragraphs. Out: one `Mention` a person, in the order they are first named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.models import Mention, Post
from archive.names import tidy_name
from archive.officials.abroad import (
    country_end,
    ends_in_country,
    is_abroad_after_all,
    is_country,
    is_foreign,
    is_foreigner,
    is_from_abroad,
    names_country,
)
from archive.officials.breaks import post_start
from archive.officials.cues import (
    after_notes,
    after_post_notes,
    guess_name,
    is_bare_name,
    is_behind_office,
    is_foreign_name,
    likely_end,
    name_at,
    next_name,
    subject_of,
)
from archive.officials.elsewhere import Elsewhere
from archive.officials.holders import Chain, Holder
from archive.officials.kinds import companies, kind_of
from archive.officials.leads import lead_of
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
)
from archive.officials.posts import (
    GROUP,
    could_be_office,
    is_minister,
    is_nobody,
    is_of_a_body,
    is_of_a_place,
    is_of_state,
    is_surname_and_post,
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
_MOST_HEADS = 5000  # of a story; no real one has a tenth of them


@dataclass(frozen=True, slots=True)
class People:
    """The people of a story; `is_all` is False where it names too many posts to read them all."""

    mentions: tuple[Mention, ...]
    is_all: bool


def read_mentions(paragraphs: Sequence[str], *, region: str = "") -> tuple[Mention, ...]:
    """The people the paragraphs name with a post, in the order of their first mention.

    `region` is what a bare `区` or `市` means (`河州市青湖区`). Posts are as printed, in the order
    printed; the evidence is the sentence that names the person with a post first, and that of each
    later post the sentence that first names the person with it.
    """
    return read_people(paragraphs, region=region).mentions


def read_people(paragraphs: Sequence[str], *, region: str = "") -> People:
    """What `read_mentions` reads, and whether that is all there is."""
    story = _Story(region, "\n".join(paragraphs))
    for paragraph in paragraphs:
        story.read(paragraph)
    story.close()
    holders = story.people.values()
    among = companies(post for holder in holders for post in holder.posts)
    mentions = tuple(
        Mention(
            holder.name,
            tuple(holder.posts),
            kind_of(holder.posts, foreign=holder.foreign, among=among),
            holder.evidence,
        )
        for holder in holders
    )
    is_all = story.heads <= _MOST_HEADS and not any(holder.has_more for holder in holders)
    return People(mentions, is_all)


class _Story:
    """What is known so far while a story is read from its first paragraph to its last."""

    def __init__(self, region: str, whole: str) -> None:
        self.whole = whole
        self.abroad_too: bool | None = None
        self.people: dict[str, Holder] = {}
        self.elsewhere = Elsewhere(whole, self.people)
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
        chain = Chain(text, _sentences(text))
        for head in post_ends(text):
            if head.start() < chain.floor:
                continue
            self.heads += 1
            if self.heads > _MOST_HEADS:
                break
            chain.reach(head.start())
            self._take(chain, head)
        self._give_up(chain)

    def _take(self, chain: Chain, head: re.Match[str]) -> None:
        """Take in the next post, and its holder if one is printed behind it or inside it."""
        begin = post_start(chain.text, max(chain.floor, chain.goes_on), head.start())
        title = chain.text[begin : head.end()]
        title = uncounted(title[lead_of(title) :])
        nobody = is_nobody(title) or is_surname_and_post(title)
        if nobody or begin != chain.goes_on:
            self._give_up(chain)
        if nobody:
            return
        chain.end = after_post_notes(chain.text, head.end())
        chain.add(title, begin)
        if self._is_held(chain):
            chain.titles.clear()
        elif joined := _JOIN.match(chain.text, chain.end):
            chain.goes_on = joined.end()
        else:
            self._give_up(chain)

    def _is_held(self, chain: Chain) -> bool:
        """Whether the chain's end names who holds the posts, who is then taken in."""
        title = chain.titles[-1]
        # 周立山主席贺信中: someone known before his post ends the reading there
        if split_post(title)[0] in self.people and self._name_and_post(title, chain.sentence):
            return True
        if place := self._names_after(chain):
            if not _ENVOY.match(chain.text, place):
                chain.floor = place
            return True
        return self._name_and_post(title, chain.sentence)

    def _give_up(self, chain: Chain) -> None:
        """End the chain that no name follows: those named in front of it hold its posts."""
        if chain.titles:
            self._name_in_front(chain)
            chain.titles.clear()

    def _names_after(self, chain: Chain) -> int:
        """Take the names printed after a chain of posts; where they end, 0 if there are none."""
        text, titles, start, sentence = chain.text, chain.titles, chain.start, chain.sentence
        # 外国总书记甲、国家主席乙、总理丙: the posts after the first leave their country out
        foreign = any(map(is_foreign, titles)) or (
            start == self.abroad + 1
            and (is_minister if text[self.abroad] != "、" else is_of_state)(titles[0])
        )
        end = holder_at(text, start, chain.end, titles[-1])
        found = name_at(text, end, foreign=foreign)
        if found is None and not foreign:
            found = (
                self.elsewhere.guessed(text, end) or rare_name(text, end) or first_listed(text, end)
            )
        if found is None:
            return 0
        posts = self._posts(titles, listed=start == self.listed + 1)
        if owner := owner_before(text, start):
            posts = tuple(Post(post.title, owner) for post in posts)
        loose = bool(GROUP.search(titles[-1]))
        place = end
        while found:
            name, after = self.elsewhere.whole_name(text, found)
            # 总统甲、|阿尔及利亚总理: 阿尔 is no name though 及 may follow one
            if is_country(name) or country_end(text, after - len(name)) > after:
                break
            place = after
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

    def _name_in_front(self, chain: Chain) -> None:
        """`张三（市委书记）`, `张三当选为市长`: the names before the posts."""
        text, start, end, sentence = chain.text, chain.start, chain.end, chain.sentence
        titles: Sequence[str] = chain.titles
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
        return sure or self.elsewhere.names(name)

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
        if place and not is_foreign(place):
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
            person = self.people[name] = Holder(name, sentence, foreign)
        elif not person.foreign and is_abroad_after_all(person.posts, posts):
            person.foreign = True
        person.add(posts, sentence)
        self.last = name

    def _is_abroad_too(self) -> bool:
        if self.abroad_too is None:
            self.abroad_too = names_country(self.whole)
        return self.abroad_too


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence ends, and the sentence."""
    for found in _SENTENCE.finditer(text):
        yield found.end(), found[0].strip()
