"""Spans of days as people write them in a question."""

from datetime import date

import pytest

from indexer.days import parse_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", (2019, 1, 1), (2019, 12, 31)),
        ("2019年", (2019, 1, 1), (2019, 12, 31)),
        ("2019年2月", (2019, 2, 1), (2019, 2, 28)),
        ("2019年10月8日", (2019, 10, 8), (2019, 10, 8)),
        ("2019-2", (2019, 2, 1), (2019, 2, 28)),
        ("2019/10/8", (2019, 10, 8), (2019, 10, 8)),
        ("2019.10.08", (2019, 10, 8), (2019, 10, 8)),
        ("2019年10月..2020年", (2019, 10, 1), (2020, 12, 31)),
    ],
)
def test_days(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert parse_days(text) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text", ["2019年13月", "2019-10/8", "20191008", "2019年10", "10月8日", "..", "2019月"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_days(text) is None
