"""Suggestions: what was mistyped is found, and nobody's name is ever corrected."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest

from archive.models import Article, Credit, Mention, Post
from indexer.analysis import Analysis
from indexer.didyoumean import FEW, MOST, suggestions
from indexer.near_shapes import look_alike
from tests.indexer.offering import Offered
from tests.indexer.slips import write_slips
from tests.indexer.test_pieces import real_articles

WORDS = (
    "营商环境", "乡村振兴", "防汛抗旱", "基础设施", "社区卫生", "义务教育", "图书馆", "自来水",
    "停车场", "公交车", "污水处理", "环境", "菜市场", "会议", "小学", "红毯", "消防演练",
    "养老服务", "招商引资", "人才公寓",
)  # fmt: skip
NAMES = ("林知远", "石一诺", "欧阳木禾", "阿依古丽·买买提", "章小露", "苏望", "贺明轩", "单田野")
RARE = ("林之远", "石一偌", "方环竟", "贺明萱", "Ann Lee")
"""Names of one article each, most of them a slip away from another name or word."""


def stories() -> list[Article]:
    """Words in twenty articles or more, frequent names, and names that stand in one."""
    random = Random(5)
    found = []
    for number in range(1, 241):
        name = RARE[number - 1] if number <= len(RARE) else random.choice(NAMES)
        words = random.sample(WORDS, 3)
        official = Mention(name, (Post("主任", ""),), "official", "")
        found.append(
            Article(
                id=number,
                address=f"/yanhu/{number}",
                capture=number,
                newspaper="yanhu",
                published=date(2023, 1 + number % 12, 3),
                headline=f"{words[0]}见闻",
                paragraphs=(f"主任{name}谈{words[0]}，{words[1]}和{words[2]}也在其中。",),
                credits=(Credit("何一鸣", "reporter"),),
                mentions=(official,),
            )
        )
    return found


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Offered:
    articles = stories()
    analysis = Analysis([*NAMES, *RARE, *(word for word in WORDS if len(word) > 2)])
    return Offered(tmp_path_factory.mktemp("known"), [articles[:150], articles[150:]], analysis)


def suggested(question: str, by: Offered) -> tuple[str, ...]:
    return suggestions(question, by.total(question), by.parts, by.analysis, by.total)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("营商环竟", "营商环境"),  # looks alike, and sounds the same
        ("盈商环境", "营商环境"),
        ("营伤环境 主任", "营商环境 主任"),
        ("香村振兴", "乡村振兴"),
        ("鄉村震興", "乡村振兴"),
        ("停车厂", "停车场"),
        ("屠书馆", "图书馆"),
        ("基础没施", "基础设施"),
        ("标题:基础没施", "标题:基础设施"),
        ("(图书管|环竟)", "(图书馆|环境)"),
        ("林只远", "林知远"),
        ("官员:林只远", "官员:林知远"),
        ("yingshanghuanjing", "营商环境"),
        ("Ying shang huan jing", "营商环境"),
        ("hongtan", "红毯"),
        ("linzhiyuan", "林知远"),
        ("shantianye", "单田野"),
        ("zhaoshangyinzi zhuren", "招商引资 主任"),
    ],
)
def test_a_slip_is_noticed(typed: str, meant: str, known: Offered) -> None:
    assert meant in suggested(typed, known)


@pytest.mark.parametrize(
    "name", [*NAMES, *RARE, "何一鸣", "方环竟 主任", "官员:林之远", "石一偌谈"]
)
def test_no_name_is_ever_corrected(name: str, known: Offered) -> None:
    assert suggested(name, known) == ()


@pytest.mark.parametrize(
    "word", [*WORDS, "主任", "营商环境 会议", "-环竟", "日期:2023-01", "", "☂", "*"]
)
def test_what_finds_enough_is_left_alone(word: str, known: Offered) -> None:
    assert suggested(word, known) == ()


@pytest.mark.parametrize("question", ["魑魅魍魉", "qwrtpsdf", "标题:魑魅", "19990101", "环竟" * 21])
def test_what_is_like_nothing_gets_no_suggestion(question: str, known: Offered) -> None:
    assert suggested(question, known) == ()


def test_suggestions_find_ten_times_as_much(known: Offered) -> None:
    for typed, _ in islice(write_slips(WORDS, Random(11)), 60):
        total, found = known.total(typed), suggested(typed, known)
        assert len(found) <= MOST
        assert len(set(found)) == len(found)
        assert total < FEW or not found
        assert all(known.total(text) >= max(10, 10 * total) for text in found)


def found_of(slips: list[tuple[str, str]], by: Offered) -> float:
    return sum(meant in suggested(typed, by) for typed, meant in slips) / len(slips)


def test_most_slips_are_noticed(known: Offered) -> None:
    frequent = [w for w in WORDS if known.total(f'"{w}"') >= 20]
    slips = (slip for slip in write_slips(frequent, Random(1)) if not known.total(f'"{slip[0]}"'))
    assert found_of(list(islice(slips, 200)), known) >= 0.9


def test_most_slips_in_real_words_are_noticed(corpus: Path, tmp_path: Path) -> None:
    articles = real_articles(corpus, 8)
    by = Offered(tmp_path, [articles], Analysis())
    ((_, segment),) = by.parts
    words = [segment.word(number).decode() for number in range(segment.words)]
    holders = np.diff(segment.column("rows_at").astype(np.int64)).tolist()
    frequent = [
        word
        for word, held in zip(words, holders, strict=True)
        if held >= 100 and len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)
    ]
    assert len(frequent) > 1000
    slips = (s for s in write_slips(frequent, Random(2)) if by.total(f'"{s[0]}"') <= 3)
    assert found_of(list(islice(slips, 200)), by) >= 0.8


def test_near_shapes_are_near_both_ways() -> None:
    assert look_alike("未", "末")
    assert look_alike("己", "巳")
    assert not look_alike("己", "己")
    assert not look_alike("未", "环")
