"""The letters that Chinese is written in, and the blanks between them.

In: text. Out: how many Han letters it holds, the text in plain blanks; ranges for the inside of a
character class.
"""

import re

HAN = "\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff"
"""Every Han letter, rare ones of names (𫖯, 𬭎) as well: Unicode's ideographs and extensions, less
the numeral 〇 and the mark 々."""
_HAN = re.compile(f"[{HAN}]")


def count_han(text: str) -> int:
    """How many Han letters a text holds."""
    return len(_HAN.findall(text))


def has_han(text: str) -> bool:
    """Whether a text holds a Han letter."""
    return _HAN.search(text) is not None


INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
"""Letters that print nothing: marks of direction, joiners, soft hyphens."""
_ODD_BLANK = re.compile(rf"[^\S \u3000\xa0\n\t]|[{INVISIBLE}]")


def plain_blanks(text: str) -> str:
    """The text without invisible letters, every rare blank of Unicode (thin, em, …) a plain one."""
    return _ODD_BLANK.sub(lambda blank: " " if blank[0].isspace() else "", text)
