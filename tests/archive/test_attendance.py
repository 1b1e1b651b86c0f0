"""Who is in which stories, followed change by change, is what a first look would tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import Connection

from archive.browsing import Browsing
from archive.decisions import Roll
from archive.models import Credit, Kind, Mention, Newspaper, Post, Story
from archive.people import PersonError
from archive.presence import Companion
from archive.store import Archive
from tests.archive.filed import DAY, OTHER, PAPER, addresses, read, story, withdraw

SITE = "https://qingxi.example/"
NAMES = ("沈知远", "陆明川", "方以宁", "王小强")
REPORTERS = ("温如玉", "简安之", "陆明川")
KINDS: tuple[Kind, ...] = ("official", "enterprise", "other")
POSTS = ("区长", "区委书记", "原区长", "")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    yield opened
    opened.close()


def mention(name: str, *posts: str, kind: Kind = "official") -> Mention:
    held = tuple(Post(post) for post in posts if post)
    return Mention(name, held, kind, f"{''.join(posts[:1])}{name}讲话。")


def told(random: Random, number: int) -> Story:
    """The story of a page as it is read this time: a day that stays, people that may change."""
    return story(
        f"第{number}号动态",
        published=DAY + timedelta(number * 20),
        mentions=tuple(
            mention(name, *random.sample(POSTS, 2))
            for name in random.sample(NAMES, random.randrange(4))
        ),
        credits=tuple(Credit(n, "reporter") for n in random.sample(REPORTERS, random.randrange(3))),
    )


def everything(browsing: Browsing) -> object:
    """All that browsing tells of days and people, in an order of its own."""
    roster = browsing.roster()
    keys = [one.key for one in roster.officials]
    return (
        [(paper, list(days.items())) for paper, days in browsing.days().items()],
        roster,
        [(browsing.official(key), browsing.profile(key)) for key in keys],
        [browsing.reporter(one.key) for one in roster.reporters],
    )


def as_told(archive: Archive) -> object:
    """The roster, and everybody's stories and company, read from the articles one by one."""
    stories: dict[tuple[str, str], list[tuple[date, int]]] = {}
    company: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for article in archive.articles():
        assert article.published is not None
        there = {(one.name, str(one.kind)) for one in article.mentions}
        there |= {(one.name, one.role) for one in article.credits}
        for who in there:
            stories.setdefault(who, []).append((article.published, article.id))
            company.setdefault(who, Counter()).update(there - {who})

    def ordered(counts: Mapping[tuple[str, str], int], role: str) -> list[tuple[str, int]]:
        found = [(key, count) for (key, what), count in counts.items() if what == role]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    return {
        role: [
            (
                (key, count),
                tuple(number for _, number in sorted(stories[key, role])),
                [ordered(company[key, role], other) for other in ("official", "reporter")],
            )
            for key, count in ordered({who: len(some) for who, some in stories.items()}, role)
        ]
        for role in ("official", "reporter")
    }


def as_browsed(browsing: Browsing) -> object:
    """The same from browsing."""

    def pairs(some: Sequence[Companion]) -> list[tuple[str, int]]:
        return [(one.key, one.articles) for one in some]

    roster = browsing.roster()
    found: dict[str, list[object]] = {"official": [], "reporter": []}
    for role, everybody, look in (
        ("official", roster.officials, browsing.official),
        ("reporter", roster.reporters, browsing.reporter),
    ):
        for one in everybody:
            presence = look(one.key)
            assert presence is not None
            beside = [pairs(presence.officials), pairs(presence.reporters)]
            found[role].append(((one.key, one.articles), presence.stories, beside))
    return found


def change(archive: Archive, random: Random) -> None:
    """Something that happens to an archive: a page, a take-down, a decision, another region."""
    people = [one.key for one in archive.people.all()] or ["沈知远"]
    person, other = random.choice(people), random.choice(people)
    published = sorted(addresses(archive).values())

    def page() -> None:
        number = random.randrange(12)
        paper = random.choice((PAPER, OTHER))
        source = f"{SITE}{paper.key}/{number}.htm"
        some = (told(random, number),) if random.random() < 0.9 else ()
        day = DAY + timedelta(number * 20)
        read(archive, *some, source=source, issue_date=day, paper=paper)

    def split() -> None:
        named = [a.id for a in archive.articles() if person in {one.name for one in a.mentions}]
        archive.people.split(person, named[:1])

    steps: list[tuple[int, Callable[[], object]]] = [
        (8, page),
        (2, lambda: withdraw(archive, random.choice(published)) if published else None),
        (1, lambda: archive.people.merge(person, other)),
        (1, lambda: archive.people.hide(person)),
        (1, lambda: archive.people.rename(person, f"新{random.randrange(50)}")),
        (1, lambda: archive.people.set_kind(person, random.choice(KINDS))),
        (1, split),
        (2, archive.people.undo),
        (1, lambda: archive.add_newspaper(Newspaper(key="yanhu", name="", region="青溪区"))),
        (1, lambda: archive.add_newspaper(Newspaper(key="yanhu", name="", region="砚湖区"))),
    ]
    (step,) = random.choices([step for _, step in steps], [weight for weight, _ in steps])
    try:
        step()
    except PersonError:  # nobody to decide about
        return


@pytest.mark.parametrize("seed", range(6))
def test_what_was_followed_is_what_a_first_look_tells(archive: Archive, seed: int) -> None:
    random, followed = Random(seed), Browsing(archive)
    for number in range(60):
        change(archive, random)
        if number % 5 == 0 or random.random() < 0.5:
            assert everything(followed) == everything(Browsing(archive))
            assert as_browsed(followed) == as_told(archive)
            for key in NAMES:
                whole, seen = archive.people.profile(key), followed.profile(key)
                assert seen == (None if whole is None or whole.person.hidden else whole)
                assert followed.official(key) is None or seen is not None


def test_only_what_changed_is_read_again(archive: Archive) -> None:
    for number in range(3):
        shown = story(f"第{number}号动态", mentions=(mention("陆明川", "区长"),))
        read(archive, shown, source=f"{SITE}{number}.htm")
    browsing = Browsing(archive)
    assert browsing.roster().officials[0].articles == 3
    with archive.engine.execution_options(writes=True).begin() as connection:
        # behind the back of `changes`, by which the index follows, too
        connection.exec_driver_sql("UPDATE appearances SET name = '沈知远' WHERE article < 3")
        connection.exec_driver_sql("INSERT INTO changes (article) VALUES (2)")
    assert [(one.key, one.articles) for one in browsing.roster().officials] == [
        ("陆明川", 2),
        ("沈知远", 1),
    ]


def test_a_look_that_failed_leaves_nothing_half_done(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    browsing = Browsing(archive)
    read(archive, story("修桥", mentions=(mention("陆明川", "区长"),)))
    assert len(browsing.days()) == 1
    withdraw(archive, addresses(archive)["修桥"])
    read(archive, story("通车", mentions=(mention("沈知远", "区长"),)), source=f"{SITE}2.htm")
    with monkeypatch.context() as broken:

        def fail(*_: object) -> Roll:
            raise OSError("the disk is gone")

        broken.setattr(archive.people, "roll", fail)
        with pytest.raises(OSError, match="gone"):
            browsing.days()
    assert everything(browsing) == everything(Browsing(archive))
    assert [one.key for one in browsing.roster().officials] == ["沈知远"]


def test_two_that_ask_at_once_count_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    read(archive, story("修桥", mentions=(mention("陆明川", "区长"),)))
    browsing, both, roll = Browsing(archive), Barrier(2), archive.people.roll

    def slow(connection: Connection) -> Roll:
        with suppress(BrokenBarrierError):  # the other one waits for this one, as it should
            both.wait(0.2)
        return roll(connection)

    monkeypatch.setattr(archive.people, "roll", slow)
    with ThreadPoolExecutor(2) as readers:
        days = [one.result() for one in [readers.submit(browsing.days) for _ in range(2)]]
    assert days == [{PAPER.key: {DAY: 1}}] * 2


def test_of_kinds_told_as_often_the_earlier_one_holds(archive: Archive) -> None:
    for number, kind in enumerate(("other", "enterprise", "official")):
        day = DAY + timedelta(number)
        shown = story(f"第{number}号动态", mentions=(mention("方以宁", kind=kind),), published=day)
        read(archive, shown, source=f"{SITE}{number}.htm", issue_date=day)
    (fang,) = archive.people.all()
    assert fang.kind == "other"
