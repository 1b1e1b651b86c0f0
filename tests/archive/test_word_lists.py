"""The tables of names hold nothing twice, and nothing that can never be asked for."""

from collections import Counter

import pytest

from archive import name_words, surnames


@pytest.mark.parametrize(
    "letters",
    [
        surnames.SINGLE_SURNAMES,
        surnames.SIGNED_SURNAMES,
        surnames.RARE_SURNAMES,
        surnames.NOT_GIVEN,
        surnames.HIGHLAND,
        surnames.HIGHLAND_DOTTED,
        surnames.HIGHLAND_RUN,
    ],
)
def test_no_letter_stands_twice(letters: str) -> None:
    assert [letter for letter, count in Counter(letters).items() if count > 1] == []


def test_a_surname_is_common_or_only_signed() -> None:
    assert set(surnames.SINGLE_SURNAMES) & set(surnames.SIGNED_SURNAMES) == set()


@pytest.mark.parametrize("word", sorted(name_words.OPENINGS))
def test_what_opens_a_name_begins_with_a_surname(word: str) -> None:
    assert word[0] in surnames.SINGLE_SURNAMES + surnames.SIGNED_SURNAMES


@pytest.mark.parametrize("word", sorted(name_words.SIGNED_WORDS))
def test_what_is_signed_begins_with_a_surname_of_bylines(word: str) -> None:
    assert word[0] in surnames.SINGLE_SURNAMES + surnames.SIGNED_SURNAMES
