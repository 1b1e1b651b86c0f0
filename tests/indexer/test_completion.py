"""Completion against a plain look at the articles: nothing is offered that finds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Article, Credit, Mention, Post
from indexer.analysis import Analysis
from indexer.arrays import Arrays, write_arrays
from indexer.completion import MOST, Completion, complete
from indexer.offers import KINDS, Offers
from tests.indexer.corpus import write_articles
from tests.indexer.offering import Offered, offer_arrays
from tests.indexer.questions import write_requests

ANALYSIS = Analysis(["岚湾市委", "望鹤县委", "林知远", "欧阳木禾", "营商环境", "砚湖区"])


def story(number: int, headline: str, *people: Mention, reporter: str = "") -> Article:
    return Article(
        id=number,
        address=f"/yanhu/{number}",
        capture=number,
        newspaper="yanhu",
        published=date(2023, 1, 1 + number % 28),
        headline=headline,
        paragraphs=(
            "".join(f"{p.posts[0].title}{p.name}到场。" for p in people) + "砚湖区优化营商环境。",
        ),
        credits=(Credit(reporter, "reporter"),) if reporter else (),
        mentions=people,
    )


MAYOR = Mention("单知远", (Post("砚湖区区长", "砚湖区政府"),), "official", "")
CLERK = Mention("石一诺", (Post("砚湖区委书记", "砚湖区委"),), "official", "")
DRIVER = Mention("双木禾", (Post("砚湖公交驾驶员", ""),), "other", "")
STORIES = (
    story(1, "砚湖区新年第一会", MAYOR, reporter="贺明轩"),
    story(2, "“一网通办”再提速", MAYOR, CLERK),
    story(3, "湖畔公交夜班车", DRIVER, reporter="贺明轩"),
    story(4, '她说："慢一点"', CLERK, reporter="Ann Lee"),
    story(5, "砚湖区春耕早", MAYOR),
    story(6, "慢車開進古鎮", reporter="何一鸣"),
)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Offered:
    return Offered(tmp_path_factory.mktemp("few"), [STORIES[:5], STORIES[5:]], ANALYSIS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Offered:
    """Invented articles in three segments, a third of them deleted."""
    articles = write_articles(7, 400)
    segments = [articles[:250], articles[250:390], articles[390:]]
    deleted = set(Random(3).sample(range(1, 401), 130)) | set(range(395, 401))
    return Offered(tmp_path_factory.mktemp("many"), segments, ANALYSIS, deleted)


def offered(typed: str, by: Offered) -> tuple[Completion, ...]:
    return complete(typed, by.parts, by.analysis, by.matching)


@pytest.mark.parametrize(
    "typed", ["单", "單知", "shan", "shanzhiyuan", "szy", "shanzy", "单z", "单zhi"]
)
def test_a_person_is_completed_however_they_are_typed(typed: str, few: Offered) -> None:
    assert Completion("official", "单知远", 3, "官员:单知远") in offered(typed, few)


@pytest.mark.parametrize(
    ("typed", "kind", "question"),
    [
        ("贺", "reporter", "记者:贺明轩"),
        ("ann", "reporter", '记者:"Ann Lee"'),
        ("smh", "person", '"双木禾"'),
        ("砚湖区委", "post", '职务:"砚湖区委书记"'),
        ("砚湖区政", "organisation", '机构:"砚湖区政府"'),
        ("yanhuqu", "place", "砚湖区"),
        ("yshj", "word", "营商环境"),
        ("湖畔", "headline", '标题:"湖畔公交夜班车"'),
        ("夜班", "headline", '标题:"湖畔公交夜班车"'),
        ("慢车", "headline", '标题:"慢車開進古鎮"'),
        ("她", "headline", '标题:“她说："慢一点"”'),
        ("官员:石", "official", "官员:石一诺"),
        ("春耕 单", "official", "春耕 官员:单知远"),
    ],
)
def test_each_kind_becomes_a_question_that_finds_it(
    typed: str, kind: str, question: str, few: Offered
) -> None:
    found = {offer.question: offer for offer in offered(typed, few)}
    assert found[question].kind == kind
    assert few.total(question) == found[question].count > 0


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "单 ",
        "-单",
        "春耕 NOT 单",
        '"春耕 单',
        "没有:单",
        "、",
        "日期:2023",
        "单" * 41,
        '"单"',
        "区 " * 64 + "单",
        "zzz",
    ],
)
def test_what_cannot_be_completed_is_left_alone(typed: str, few: Offered) -> None:
    assert offered(typed, few) == ()


def test_what_stands_before_narrows(few: Offered) -> None:
    assert [offer.value for offer in offered("春耕 石", few)] == []
    assert [offer.count for offer in offered("春耕 单", few)] == [1]


def test_just_what_was_typed_comes_first(few: Offered) -> None:
    assert offered("砚湖区", few)[0].value == "砚湖区"


def test_more_articles_come_first_and_newer_headlines(few: Offered) -> None:
    people = [o.value for o in offered("s", few) if o.kind == "official"]
    assert people == ["单知远", "石一诺"]
    headlines = [o.value for o in offered("砚湖", few) if o.kind == "headline"]
    assert headlines == ["砚湖区春耕早", "砚湖区新年第一会"]


BEGUN = (
    "岚", "岚湾", "林", "l", "lzy", "oy", "欧y", "市", "s", "优", "yh", "5g", "营商", "贺", "共和",
    "M0", "a", "an", "的", "G", "阿依", "石", "ann l", "防汛 石", "推动 l", "(防汛|石",
)  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(BEGUN),
    st.text("岚湾市委书记林知远欧阳木禾abclyzs5g营商环境 ·—“”（:", min_size=1, max_size=6),
)


@given(typed=TYPED)
def test_nothing_is_offered_without_a_live_article(typed: str, many: Offered) -> None:
    found = offered(typed, many)
    assert len(found) <= MOST
    assert len({offer.value for offer in found}) == len(found)
    for offer in found:
        assert offer.kind in KINDS
        assert offer.count > 0
        assert many.total(offer.question) > 0, offer


@pytest.mark.parametrize(
    "typed",
    [
        '"推动|优化" 优',
        "“推动 OR 优化” 优",
        '"推动|岚" 岚',
        "优化 OR“岚",
        '(优化 "部署|防汛") 岚',
        "标题:(优化 岚",
        "-(优化 岚",
        "优化 OR (推动 岚",
        "“优化”~3岚",
        "优 " * 64 + "岚",
        "优化 " * 164 + "岚湾",
    ],
)
def test_what_is_offered_behind_other_terms_finds_something(typed: str, many: Offered) -> None:
    for offer in offered(typed, many):
        assert many.total(offer.question) > 0, offer


def test_nothing_is_offered_that_would_be_cut(many: Offered) -> None:
    before = f"“{'优' * 490}” OR "
    assert offered(before + "林", many) == ()
    assert any(o.value == "林知远" for o in offered("“优” OR 林", many))


def test_a_person_is_offered_where_their_name_is_printed_so(tmp_path: Path) -> None:
    padded, plain = story(1, "夜班车", DRIVER), story(2, "慢一点", DRIVER)
    padded = replace(padded, paragraphs=("双 木 禾到场。",))
    by = Offered(tmp_path, [[padded, plain]], ANALYSIS)
    assert [offer.value for offer in offered("双木", by) if offer.kind == "person"] == ["双木禾"]
    assert offered("标题:慢一点 双木", by)[0].question == '标题:慢一点 "双木禾"'
    assert [offer for offer in offered("夜班车 双木", by) if offer.kind == "person"] == []


def test_what_is_offered_behind_any_question_finds_something(many: Offered) -> None:
    random, offers = Random(9), 0
    for request in write_requests(9, 150, write_articles(7, 400)):
        stop = random.randint(1, max(1, len(request.text)))
        for typed in (request.text[:stop], f"{request.text} {random.choice(BEGUN)}"):
            for offer in offered(typed, many):
                assert many.total(offer.question) > 0, (typed, offer)
                offers += 1
    assert offers > 500


def test_counts_are_those_of_the_question(many: Offered) -> None:
    for typed in ("l", "o", "贺", "s", "市委", "a"):
        for offer in offered(typed, many):
            if offer.kind in ("official", "reporter"):
                assert many.total(offer.question) == offer.count, offer


def test_merged_offers_are_as_made_in_one_go(tmp_path: Path) -> None:
    articles = [*write_articles(8, 300), *(replace(s, id=s.id + 300) for s in STORIES)]
    whole = offer_arrays(articles, ANALYSIS)
    parts: list[tuple[int, Arrays]] = []
    for base, stop in ((0, 120), (120, 121), (121, len(articles))):
        path = tmp_path / f"{base}.arrays"
        write_arrays(path, offer_arrays(articles[base:stop], ANALYSIS).items(), {})
        parts.append((base, Arrays(path)))
    merged = Offers.merged(parts, whole)
    assert merged.keys() == {name for name in whole if name.startswith("offer.")}
    for name, array in merged.items():
        np.testing.assert_array_equal(array, whole[name], err_msg=name)
