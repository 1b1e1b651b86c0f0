"""Which words name places.

In: jieba's dictionary. Out: whether a word is one of its places, or ends like a place.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PLACES = re.compile(rb"^(\S+) \d+ ns", re.MULTILINE)
_OTHERS = re.compile("^(\\S+[省市县区州盟旗镇乡村]) \\d+ (?!ns)".encode(), re.MULTILINE)
_PLACE_END = re.compile(".{2}[省市县区州盟旗镇乡村]$")


def is_place(word: str) -> bool:
    """Whether a word is the dictionary's place, or ends like one and is no other word of it."""
    places, others = _gazetteer()
    return word in places or bool(_PLACE_END.match(word) and word not in others)


def load_places() -> None:
    """Read the dictionary; it takes a part of a second, and is kept."""
    _gazetteer()


@cache
def _gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    """The places of jieba's dictionary, and its words that only end like one."""
    package = find_spec("jieba")
    assert package is not None and package.submodule_search_locations is not None
    written = Path(package.submodule_search_locations[0], "dict.txt").read_bytes()
    places, others = (
        frozenset(word.decode() for word in pattern.findall(written))
        for pattern in (_PLACES, _OTHERS)
    )
    return places, others
