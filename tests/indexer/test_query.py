"""Reading questions: how long it takes, whatever is typed."""

from __future__ import annotations

import time
from random import Random

import pytest

from indexer.analysis import Analysis
from indexer.query import MOST_TERMS, parse_question
from indexer.request import LONGEST_QUERY

ANALYSIS = Analysis()
SIGNS = (
    "标题:(", "标题:", "记者:", "日期:[", "(", ")", '"', "“", '"" ', "、", "-", "!(", "NOT ",
    "AND ", " OR ", "|", "~5", "*", "a ", "优化 ", "x:",
)  # fmt: skip


@pytest.mark.parametrize(
    "nested", ["标题:(" * 20, "标题:(正文:(" * 10, "-标题:(" * 20, "a OR 标题:(" * 20]
)
def test_fields_in_fields_beyond_the_last_term_are_read_at_once(nested: str) -> None:
    ANALYSIS.question_words("优化")
    started = time.process_time()
    question = parse_question("a " * (MOST_TERMS + 1) + nested, ANALYSIS)
    assert time.process_time() - started < 0.5
    assert len(question.terms) == MOST_TERMS
    assert question.notes == (f"检索词太多，只用了前 {MOST_TERMS} 个。",)


def test_an_operator_behind_a_field_beyond_the_last_term_is_no_error() -> None:
    question = parse_question("标题:AND " * (MOST_TERMS + 2), ANALYSIS)
    assert len(question.terms) == MOST_TERMS


def test_signs_over_and_over_are_read_at_once() -> None:
    ANALYSIS.question_words("优化")
    random = Random(31)
    for _ in range(300):
        unit = "".join(random.choice(SIGNS) for _ in range(random.randint(1, 4)))
        before = random.choice(("", "a " * 65, "a " * random.randint(40, 64), "a " * 62 + "("))
        text = (before + unit * LONGEST_QUERY)[:LONGEST_QUERY]
        started = time.process_time()
        parse_question(text, ANALYSIS)
        assert time.process_time() - started < 0.5, text
