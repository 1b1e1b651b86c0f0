"""Tags as careless old systems print them. In: names and values. Out: HTML in changing case."""

from __future__ import annotations

import re
from html import escape
from random import Random

_BARE = re.compile(r"[A-Za-z0-9_#./%:-]+")
_ENTITIES = {"·": "&middot;", "“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;"}


class Markup:
    """A printer of tags whose case and quotes vary with its seed, but never from run to run."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def chance(self, share: float) -> bool:
        """True in that share (0 to 1) of calls."""
        return self._random.random() < share

    def open(self, name: str, /, **attributes: str) -> str:
        """A start tag; `class_` is printed as class, `http_equiv` as http-equiv."""
        words = [self._cased(name)]
        for key, value in attributes.items():
            bare = _BARE.fullmatch(value) and self.chance(0.6)
            printed = value if bare else f'"{escape(value)}"'
            words.append(f"{self._cased(key.rstrip('_').replace('_', '-'))}={printed}")
        return f"<{' '.join(words)}>"

    def close(self, name: str) -> str:
        """An end tag."""
        return f"</{self._cased(name)}>"

    def wrap(self, name: str, content: str, /, **attributes: str) -> str:
        """The content, which is HTML already, between both tags."""
        return f"{self.open(name, **attributes)}{content}{self.close(name)}"

    def text(self, words: str) -> str:
        """Plain words as HTML; some of their marks become entities."""
        printed = escape(words, quote=False)
        for mark, entity in _ENTITIES.items():
            if self.chance(0.3):
                printed = printed.replace(mark, entity)
        return printed

    def _cased(self, name: str) -> str:
        return name.upper() if self.chance(0.4) else name
