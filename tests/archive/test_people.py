"""Persons: who is one, what an editor may decide, and that it holds whatever is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.models import Kind, Mention, Newspaper, Post, Story
from archive.people import PersonError, Profile
from archive.store import Archive
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.archive.filed import DAY, OTHER, PAPER, at, read, story, withdraw

SITE = "https://qingxi.example/"


def mention(name: str, *posts: str, kind: Kind = "official", organisation: str = "") -> Mention:
    held = tuple(Post(post, organisation) for post in posts)
    return Mention(name, held, kind, f"{'、'.join(posts)}{name}讲话。")


def told(*mentions: Mention, headline: str = "溪上动态", day: date = DAY) -> Story:
    return story(headline, mentions=mentions, published=day)


def names(archive: Archive) -> dict[int, list[str]]:
    """Who is named in each published article."""
    return {one.id: [mention.name for mention in one.mentions] for one in archive.articles()}


def profile(archive: Archive, key: str) -> Profile:
    found = archive.people.profile(key)
    assert found is not None
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    yield opened
    opened.close()


@pytest.fixture
def three(archive: Archive) -> Archive:
    """Three articles about 王强, the third also about 王小强."""
    read(archive, told(mention("王强", "区长")), source=f"{SITE}1")
    read(archive, told(mention("王强", "校长")), source=f"{SITE}2")
    read(archive, told(mention("王强", "区长"), mention("王小强", "局长")), source=f"{SITE}3")
    return archive


# -- who is a person


def test_one_name_in_one_region_is_one_person(three: Archive) -> None:
    three.add_newspaper(Newspaper(key="weekly", name="青溪周刊", region=PAPER.region))
    weekly = Newspaper(key="weekly", name="", region="")
    read(three, told(mention("王强", "区长")), source=f"{SITE}4", paper=weekly)
    found = three.people.all()
    assert [(one.key, one.articles, one.kind) for one in found] == [
        ("王强", 4, "official"),
        ("王小强", 1, "official"),
    ]


def test_one_name_in_two_regions_is_two_persons(three: Archive) -> None:
    read(three, told(mention("王强", "站长")), source=f"{SITE}4", paper=OTHER)
    assert names(three) == {1: ["王强"], 2: ["王强"], 3: ["王强", "王小强"], 4: ["王强（yanhu）"]}
    assert [tenure.post for tenure in profile(three, "王强（yanhu）").tenures] == ["站长"]
    assert profile(three, "王强").person.articles == 3


def test_a_key_is_never_given_to_another(archive: Archive) -> None:
    read(archive, told(mention("王强", "区长")))
    read(archive, told())  # the first is no longer read, but had the name first
    read(archive, told(mention("王强", "站长")), source=f"{SITE}4", paper=OTHER)
    assert names(archive)[2] == ["王强（yanhu）"]


def test_a_new_region_keeps_the_keys(three: Archive) -> None:
    read(three, told(mention("王强", "站长")), source=f"{SITE}4", paper=OTHER)
    before = three.last_seq()
    three.add_newspaper(replace(OTHER, region="砚湖区"))
    assert names(three)[4] == ["王强（yanhu）"]
    assert three.last_seq() == before
    three.add_newspaper(replace(OTHER, region=PAPER.region))
    assert names(three)[4] == ["王强"]
    assert [number for number, _ in three.changes_since(before)] == [4]


def test_reporters_are_no_persons(archive: Archive) -> None:
    read(archive, told())
    assert archive.people.all() == []
    assert archive.people.profile("王强") is None


# -- tenures


def test_tenures_come_from_a_sequence_of_stories(archive: Archive) -> None:
    career = [
        (date(2019, 1, 5), "青溪区副区长", "青溪区政府"),
        (date(2019, 6, 5), "副区长", "青溪区政府"),
        (date(2020, 2, 1), "区长", "青溪区政府"),
        (date(2020, 9, 9), "区委副书记", "青溪区委"),
        (date(2021, 3, 3), "区长", "青溪区政府"),
        (date(2021, 4, 4), "区长", ""),
    ]
    for number, (day, title, office) in enumerate(career):
        one = told(mention("高远", title, organisation=office), headline=f"第{number}篇", day=day)
        read(archive, one, source=f"{SITE}{number}", issue_date=day)
    found = profile(archive, "高远")
    assert [
        (one.post, one.organisation, one.articles, one.first.published, one.last.published)
        for one in found.tenures
    ] == [
        ("副区长", "青溪区政府", 2, date(2019, 1, 5), date(2019, 6, 5)),
        ("区长", "青溪区政府", 3, date(2020, 2, 1), date(2021, 4, 4)),
        ("副书记", "青溪区委", 1, date(2020, 9, 9), date(2020, 9, 9)),
    ]
    first = found.tenures[0]
    assert first.titles == ("青溪区副区长", "副区长")
    assert at(archive, first.last.address).headline == first.last.headline == "第1篇"
    assert first.last.sentence == "副区长高远讲话。"
    assert (found.person.first, found.person.last) == (date(2019, 1, 5), date(2021, 4, 4))


def test_withdrawn_articles_do_not_count(three: Archive) -> None:
    withdraw(three, three.article(1).address)  # type: ignore[union-attr]
    withdraw(three, three.article(3).address)  # type: ignore[union-attr]
    assert [(one.key, one.articles) for one in three.people.all()] == [("王强", 1)]
    assert [tenure.post for tenure in profile(three, "王强").tenures] == ["校长"]
    assert three.people.profile("王小强") is None
    assert "王小强" not in three.dictionary()


# -- decisions

DECISIONS: list[tuple[str, Callable[[Archive], Any], dict[int, list[str]]]] = [
    (
        "merge",
        lambda archive: archive.people.merge("王强", "王小强"),
        {1: ["王强"], 2: ["王强"], 3: ["王强"]},
    ),
    (
        "split",
        lambda archive: archive.people.split("王强", [2]),
        {1: ["王强"], 2: ["王强（2）"], 3: ["王强", "王小强"]},
    ),
    (
        "rename",
        lambda archive: archive.people.rename("王小强", "汪小强"),
        {1: ["王强"], 2: ["王强"], 3: ["王强", "汪小强"]},
    ),
    (
        "hide",
        lambda archive: archive.people.hide("王强"),
        {1: [], 2: [], 3: ["王小强"]},
    ),
    (
        "kind",
        lambda archive: archive.people.set_kind("王小强", "other"),
        {1: ["王强"], 2: ["王强"], 3: ["王强", "王小强"]},
    ),
]
decided = pytest.mark.parametrize(
    ("decide", "seen"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)


@decided
def test_a_decision_touches_what_it_changes_and_is_undone(
    three: Archive, decide: Callable[[Archive], Any], seen: dict[int, list[str]]
) -> None:
    before, seq = list(three.articles()), three.last_seq()
    decision = decide(three)
    after = list(three.articles())
    assert names(three) == seen
    changed = [new.id for old, new in zip(before, after, strict=True) if old != new]
    assert changed
    assert [number for number, _ in three.changes_since(seq)] == changed
    seq = three.last_seq()
    assert three.people.undo() == decision
    assert list(three.articles()) == before
    assert [number for number, _ in three.changes_since(seq)] == changed


@decided
def test_a_decision_survives_a_re_read(
    three: Archive, decide: Callable[[Archive], Any], seen: dict[int, list[str]]
) -> None:
    decide(three)
    kinds = [[one.kind for one in article.mentions] for article in three.articles()]
    read(three, told(mention("王强", "代区长"), headline="新标题"), source=f"{SITE}1")
    read(three, told(mention("王强", "副校长"), headline="新标题"), source=f"{SITE}2")
    both = mention("王强", "代区长"), mention("王小强", "副局长")
    read(three, told(*both, headline="新标题"), source=f"{SITE}3")
    assert names(three) == seen
    assert [[one.kind for one in article.mentions] for article in three.articles()] == kinds


def test_every_way_out_of_the_store_shows_the_decisions(three: Archive) -> None:
    seq = three.last_seq()
    three.people.rename("王强", "汪强")
    article = three.article(1)
    assert article is not None
    listed = [one for page in three.issue(PAPER.key, DAY) for one in page.articles]
    changed = [found for _, found in three.changes_since(seq)]
    ways = [at(three, article.address), *three.numbered([1]), *three.articles(), *listed, *changed]
    assert {one.mentions[0].name for one in ways if one} == {"汪强"}


def test_another_process_sees_a_decision(three: Archive, tmp_path: Path) -> None:
    other = Archive.open(tmp_path / "archive.db")
    assert names(other)[1] == ["王强"]
    three.people.rename("王强", "汪强")
    assert names(other)[1] == ["汪强"]
    three.people.undo()
    assert names(other)[1] == ["王强"]
    other.close()


def test_what_is_decided_holds_for_what_is_read_later(three: Archive) -> None:
    three.people.merge("王强", "王小强")
    three.people.rename("王强", "汪强")
    three.people.set_kind("汪强", "other")
    later = mention("王小强", "局长"), mention("汪强", "区长")
    read(three, told(*later), source=f"{SITE}4")
    article = three.article(4)
    assert article is not None
    [one] = article.mentions
    assert (one.name, one.kind, [post.title for post in one.posts]) == (
        "汪强",
        "other",
        ["局长", "区长"],
    )


def test_traits_follow_a_rename_and_hold_for_who_is_merged(three: Archive) -> None:
    three.people.hide("王强")
    three.people.rename("王强", "王强（误读）")
    three.people.merge("王强（误读）", "王小强")
    assert names(three) == {1: [], 2: [], 3: []}
    assert profile(three, "王强（误读）").person.hidden


def test_who_became_another_is_said_to_be(three: Archive) -> None:
    three.people.split("王强", [3])
    three.people.rename("王强（2）", "汪强")
    three.people.merge("王强", "汪强")
    assert str(three.people.absence("汪强")) == "“汪强”已并入“王强”"
    with pytest.raises(PersonError, match="“王强（2）”已改名为“汪强”，后来已并入“王强”"):
        three.people.hide("王强（2）")
    three.people.undo()
    assert str(three.people.absence("王强（2）")) == "“王强（2）”已改名为“汪强”"
    assert str(three.people.absence("李雷")) == "没有报道提到“李雷”"


def test_a_split_person_can_be_split_and_merged_back(three: Archive) -> None:
    three.people.split("王强", [2, 3])
    three.people.split("王强（2）", [3])
    assert names(three) == {1: ["王强"], 2: ["王强（2）"], 3: ["王强（2）（2）", "王小强"]}
    three.people.merge("王强", "王强（2）（2）")
    assert names(three)[3] == ["王强", "王小强"]
    assert profile(three, "王强").names == ("王强",)


def test_a_name_that_was_given_is_not_given_in_another_region(three: Archive) -> None:
    three.people.rename("王小强", "石坚")
    read(three, told(mention("石坚", "站长")), source=f"{SITE}4", paper=OTHER)
    assert names(three)[4] == ["石坚（yanhu）"]
    with pytest.raises(PersonError, match="合并"):
        three.people.rename("王强", "石坚（yanhu）")


def test_an_undone_split_does_not_free_its_key(three: Archive) -> None:
    three.people.split("王强", [2])
    three.people.undo()
    assert three.people.split("王强", [3]).target == "王强（3）"


def test_decisions_can_be_undone_in_any_order_that_makes_sense(three: Archive) -> None:
    renamed = three.people.rename("王强", "汪强")
    hidden = three.people.hide("汪强")
    merged = three.people.merge("汪强", "王小强")
    with pytest.raises(PersonError, match=f"第 {hidden.id} 号决定以它为前提"):
        three.people.undo(renamed.id)
    three.people.undo(hidden.id)
    with pytest.raises(PersonError, match="已经撤销"):
        three.people.undo(hidden.id)
    assert names(three)[3] == ["汪强"]
    assert three.people.undo() == merged
    assert three.people.undo() == renamed
    with pytest.raises(PersonError, match="没有可以撤销的决定"):
        three.people.undo()
    assert names(three)[3] == ["王强", "王小强"]
    actions = [decision.action for decision in three.people.decisions()]
    assert actions == ["rename", "hide", "merge", "undo", "undo", "undo"]


@pytest.mark.parametrize(
    ("action", "words"),
    [("hide", ("王强",)), ("set_kind", ("王强", "other")), ("merge", ("王小强", "王强"))],
)
def test_a_decision_that_creates_nobody_is_undone_whatever_came_later(
    three: Archive, action: str, words: tuple[str, ...]
) -> None:
    before = names(three)
    decided = getattr(three.people, action)(*words)
    three.people.set_kind("王小强", "enterprise")
    three.people.hide("王小强")
    assert three.people.undo(decided.id) == decided
    three.people.undo()
    assert names(three) == before


WRONG: list[tuple[str, Callable[[Archive], Any], str]] = [
    ("merge with nobody", lambda a: a.people.merge("王强", "李雷"), "没有报道提到“李雷”"),
    ("merge into nobody", lambda a: a.people.merge("李雷", "王强"), "没有报道提到“李雷”"),
    ("merge with oneself", lambda a: a.people.merge("王强", "王强"), "同一个人"),
    ("split off all", lambda a: a.people.split("王强", [1, 2, 3]), "不能全分"),
    ("split off nothing", lambda a: a.people.split("王强", []), "不能不分"),
    ("split off another's", lambda a: a.people.split("王小强", [1]), "第 1 号报道没有提到"),
    ("a name that is taken", lambda a: a.people.rename("王强", "王小强"), "请合并"),
    ("no name", lambda a: a.people.rename("王强", " "), "不能是空的"),
    ("hide nobody", lambda a: a.people.hide("李雷"), "没有报道提到"),
    ("undo nothing", lambda a: a.people.undo(7), "没有第 7 号决定"),
]


@pytest.mark.parametrize(
    ("decide", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_decision_changes_nothing(
    three: Archive, decide: Callable[[Archive], Any], words: str
) -> None:
    seq = three.last_seq()
    with pytest.raises(PersonError, match=words):
        decide(three)
    assert (three.last_seq(), three.people.decisions()) == (seq, [])


# -- the index, the vocabulary and older archives


def test_the_index_follows(three: Archive, tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(three)

    def officials() -> dict[str, int]:
        page = engine.search(SearchRequest.of("", {}))
        return {value.value: value.count for value in page.facets["official"]}

    assert officials() == {"王强": 3, "王小强": 1}
    three.people.split("王强", [2])
    three.people.hide("王小强")
    assert engine.update(three) == 2
    assert officials() == {"王强": 2, "王强（2）": 1}
    three.people.undo()
    three.people.undo()
    engine.update(three)
    assert officials() == {"王强": 3, "王小强": 1}


def test_the_vocabulary_has_names_and_offices(archive: Archive) -> None:
    for number, name in enumerate(("王强", "李明远", "赵立", "孙一诺")):
        who = mention(name, "党工委副书记", organisation="党工委")
        again = [mention("王强", "党工委副书记", organisation="党工委")] if number == 1 else []
        rest = mention("买买提·艾力", "原书记", organisation="发表党工")
        read(archive, told(who, rest, *again), source=f"{SITE}{number}")
    assert archive.dictionary() == ["党工委", "副书记", "孙一诺", "李明远", "王强"]
    archive.people.hide("王强")
    archive.people.rename("孙一诺", "孙一凡")
    assert archive.dictionary() == ["党工委", "副书记", "孙一凡", "孙一诺", "李明远"]


def test_an_archive_of_schema_1_gets_its_people(three: Archive, tmp_path: Path) -> None:
    before = list(three.articles()), three.people.all()
    with three._engine.begin() as connection:
        for table in ("appearances", "person_keys", "person_decisions"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE archive_meta SET value = '1' WHERE key = 'schema'")
    three.close()
    opened = Archive.open(tmp_path / "archive.db")
    assert (list(opened.articles()), opened.people.all()) == before
    opened.close()
    Archive.open(tmp_path / "archive.db").close()
