"""Officials as newspapers of districts and counties print them. All names and places are invented.

`local_officials.txt` holds the cases: a rule, the text (a line is a paragraph) and who is read from
it, `= NAME: post post`; `+` before a name marks an executive, `-` somebody else with a post.
"""

import time
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.officials import read_mentions

REGION = "河州市青湖区"
MARKS = {"official": "", "enterprise": "+", "other": "-"}


class Case(NamedTuple):
    rule: str
    paragraphs: tuple[str, ...]
    people: tuple[str, ...]


def cases() -> list[Case]:
    blocks = Path(__file__).with_name("local_officials.txt").read_text(encoding="utf-8")
    return [case(block.splitlines()) for block in blocks.strip().split("\n\n")]


def case(lines: list[str]) -> Case:
    text = (line for line in lines[1:] if not line.startswith("= "))
    people = (line[2:] for line in lines if line.startswith("= "))
    return Case(lines[0].removeprefix("# "), tuple(text), tuple(people))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.rule)
def test_rule(case: Case) -> None:
    mentions = read_mentions(case.paragraphs, region=REGION)
    assert case.people == tuple(
        f"{MARKS[mention.kind]}{mention.name}: {' '.join(post.title for post in mention.posts)}"
        for mention in mentions
    )


@pytest.mark.parametrize("piece", ["局长", "总书记", "县委书记", "书记李", "免去", "等市领导"])
def test_long_nonsense_is_quick(piece: str) -> None:
    begin = time.process_time()
    read_mentions([(piece * 100_000)[:200_000]])
    assert time.process_time() - begin < 2
