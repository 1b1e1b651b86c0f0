"""Expressions written as lists of words.

In: words that blanks part; each may be an expression itself (`供稿人?`). Out: their alternation.
"""

from __future__ import annotations


def either(words: str) -> str:
    """The alternation of the words, to be tried in their order."""
    return "|".join(words.split())
