"""Posts over time: the sentence of each, those held no more, and one key for two spellings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.models import Mention, Post
from archive.people import Profile
from archive.store import Archive
from archive.tenures import Tenure
from tests.archive.filed import OTHER, PAPER, read, story

SITE = "https://qingxi.example/"
NAME = "高远"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    opened.add_newspaper(PAPER)
    opened.add_newspaper(OTHER)
    yield opened
    opened.close()


def tell(archive: Archive, day: date, sentence: str, *posts: Post, name: str = NAME) -> None:
    """File a story of a day with one sentence about one person."""
    one = story(sentence, mentions=(Mention(name, posts, "official", sentence),), published=day)
    read(archive, one, source=f"{SITE}{day}{name}", issue_date=day)


def profile(archive: Archive, key: str = NAME) -> Profile:
    found = archive.people.profile(key)
    assert found is not None
    return found


def spans(some: tuple[Tenure, ...]) -> list[tuple[str, str, str]]:
    return [
        (one.organisation + one.post, str(one.first.published), str(one.last.published))
        for one in some
    ]


MAYOR = Post("青溪区区长", "青溪区政府")


def test_each_post_is_shown_with_its_own_sentence(archive: Archive) -> None:
    chair = Post("河州市政协副主席", "河州市政协", "河州市政协副主席高远来了。")
    tell(archive, date(2020, 1, 1), "青溪区区长高远说。", MAYOR, chair)
    assert [one.first.sentence for one in profile(archive).tenures] == [
        "青溪区区长高远说。",
        "河州市政协副主席高远来了。",
    ]


@pytest.mark.parametrize(
    "past",
    [
        "时任青溪区区长的高远说。",
        "高远曾任河州市民政局局长、青溪区区长。",
        "高远任青溪区区长期间做了许多事。",
        "1988年6月至1990年4月，高远任青溪区区长。",
        "当时的青溪区区长高远常来。",
        "高远在担任青溪区区长时做了许多事。",
    ],
)
def test_a_post_told_as_past_is_no_evidence_of_holding_it(archive: Archive, past: str) -> None:
    tell(archive, date(2012, 1, 1), past, MAYOR)
    tell(archive, date(2015, 1, 1), "青溪区区长高远说。", MAYOR)
    tell(archive, date(2016, 1, 1), "青溪区区长高远又说。", MAYOR)
    for year in range(2018, 2024):
        tell(archive, date(year, 1, 1), past, MAYOR)
    (held,) = profile(archive).tenures
    assert spans((held,)) == [("青溪区政府区长", "2015-01-01", "2016-01-01")]
    assert held.articles == 9
    assert profile(archive).past == ()


def test_a_post_only_told_as_past_stands_apart(archive: Archive) -> None:
    tell(archive, date(2019, 1, 1), "时任青溪区区长高远说。", MAYOR)
    tell(archive, date(2020, 1, 1), "河州市市长高远说。", Post("河州市市长", "河州市政府"))
    found = profile(archive)
    assert spans(found.tenures) == [("河州市政府市长", "2020-01-01", "2020-01-01")]
    assert spans(found.past) == [("青溪区政府区长", "2019-01-01", "2019-01-01")]
    assert [one["post"] for one in found.to_json()["past"]] == ["区长"]


def test_a_former_post_and_the_post_are_one(archive: Archive) -> None:
    tell(archive, date(2015, 1, 1), "青溪区区长高远说。", MAYOR)
    for year in (2018, 2019):
        tell(archive, date(year, 1, 1), "原青溪区区长高远。", Post("原青溪区区长", "青溪区政府"))
    found = profile(archive)
    assert spans(found.tenures) == [("青溪区政府区长", "2015-01-01", "2015-01-01")]
    assert found.tenures[0].titles == ("青溪区区长", "原青溪区区长")
    assert not found.past


def test_of_china_is_nothing_new(archive: Archive) -> None:
    tell(archive, date(2015, 1, 1), "外交部长高远说。", Post("外交部长", "外交部"))
    tell(archive, date(2016, 1, 1), "中国外交部长高远说。", Post("中国外交部长", "中国外交部"))
    tell(archive, date(2017, 1, 1), "中国国家主席高远说。", Post("中国国家主席", "中国国家"))
    tell(archive, date(2018, 1, 1), "国家主席高远说。", Post("国家主席", ""))
    tell(archive, date(2019, 1, 1), "中国作协主席高远说。", Post("中国作协主席", "中国作协"))
    assert spans(profile(archive).tenures) == [
        ("外交部部长", "2015-01-01", "2016-01-01"),
        ("国家主席", "2017-01-01", "2018-01-01"),
        ("中国作协主席", "2019-01-01", "2019-01-01"),
    ]


# -- one key for a name of several parts


def test_a_hyphen_and_a_dot_are_one_person(archive: Archive) -> None:
    tell(archive, date(2015, 1, 1), "说。", MAYOR, name="艾山·图尔")
    tell(archive, date(2016, 1, 1), "说。", MAYOR, name="艾山-图尔")
    tell(archive, date(2017, 1, 1), "说。", MAYOR, name="艾山－图尔")
    found = profile(archive, "艾山·图尔")
    assert found.person.articles == 3
    assert set(found.names) == {"艾山·图尔", "艾山-图尔", "艾山－图尔"}
    assert archive.people.profile("艾山-图尔") is None


def test_the_spelling_printed_most_often_names_the_person(archive: Archive) -> None:
    day = date(2015, 1, 1)
    told = [
        story(
            f"第{number}篇", mentions=(Mention(name, (MAYOR,), "official", "说。"),), published=day
        )
        for number, name in enumerate(("玛丽·让-保罗", "玛丽-让-保罗", "玛丽-让-保罗"))
    ]
    read(archive, *told, issue_date=day)
    assert [(one.key, one.articles) for one in archive.people.all()] == [("玛丽-让-保罗", 3)]


def test_another_region_has_a_key_of_its_own(archive: Archive) -> None:
    day = date(2015, 1, 1)
    for number, (paper, name) in enumerate(
        ((PAPER, "艾山·图尔"), (OTHER, "艾山·图尔"), (OTHER, "艾山-图尔"), (PAPER, "艾山-图尔"))
    ):
        one = story("会议", mentions=(Mention(name, (MAYOR,), "official", "说。"),), published=day)
        read(archive, one, source=f"{SITE}{number}", issue_date=day, paper=paper)
    assert {one.key: one.articles for one in archive.people.all()} == {
        "艾山·图尔": 2,
        "艾山·图尔（yanhu）": 2,
    }


def test_names_of_many_parts_have_one_key_too(archive: Archive) -> None:
    parts = ["伊本", "法德", "勒克", "曼尔", "苏德", "汗"]
    tell(archive, date(2015, 1, 1), "说。", MAYOR, name="·".join(parts))
    tell(archive, date(2016, 1, 1), "说。", MAYOR, name="-".join(parts))
    assert [one.articles for one in archive.people.all()] == [2]
