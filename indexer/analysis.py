"""The one Chinese analysis, the same object for an index and for the questions put to it.

In: text. Out: its folded form, a map from folded to printed offsets, and its words with positions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

import opencc

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{HAN}]+)|((?:(?![{HAN}])[^\\W_])+)")
_HAN = re.compile(f"[{HAN}]")
_LETTERS_OR_DIGITS = re.compile(r"\d+|\D+")
_SAME = {**dict.fromkeys("•・‧∙●", "·"), "○": "〇", "◯": "〇"}


class _Folding(dict[int, str]):
    """Code point → folded text, worked out at first sight of each character.

    `str.translate` calls it once a character, so folding a piece gives a piece of the folded text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._simplified = opencc.OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        folded = "".join(self._fold(c) for c in unicodedata.normalize("NFKC", chr(code)).lower())
        self[code] = folded
        return folded

    def _fold(self, character: str) -> str:
        if character.isspace():
            return " "
        if character in _SAME:
            return _SAME[character]
        if character < "\u3400":
            return character
        if "\ud800" <= character <= "\udfff":  # half a character, which no cutter takes
            return "\ufffd"
        return str(self._simplified.convert(character))


_folding = _Folding()


def fold(text: str) -> str:
    """The form in which texts are compared: width, case, script variants and spaces made equal."""
    return text.translate(_folding)


def printed_offsets(text: str) -> list[int]:
    """Each folded character's index in `text`, and at the end `len(text)`."""
    offsets = [at for at, character in enumerate(text) for _ in _folding[ord(character)]]
    offsets.append(len(text))
    return offsets


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """The maximal runs of Han characters, and of other letters and digits; True marks Han."""
    for match in _RUN.finditer(folded):
        yield match[0], match[1] is not None


class Cutter(Protocol):
    """What an analysis needs of jieba: cutting with its own dictionary object."""

    def cut(self, run: str) -> list[str]: ...
    def has_word(self, word: str) -> bool: ...
    def add_word(self, word: str) -> None: ...


class RustCutter:
    """jieba's algorithm and dictionary in Rust (rjieba), 11 to 19 times as fast."""

    def __init__(self) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()

    def cut(self, run: str) -> list[str]:
        return list(self._jieba.cut(run, True))

    def has_word(self, word: str) -> bool:
        return bool(self._jieba.has_word(word))

    def add_word(self, word: str) -> None:
        self._jieba.add_word(word, None, None)


class PythonCutter:
    """jieba itself: the reference, and the cutter where rjieba has no wheel."""

    def __init__(self) -> None:
        import jieba

        self._jieba = jieba.Tokenizer()
        # Not initialize(): it trusts a cache file that anybody may have put into /tmp.
        frequencies = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.FREQ, self._jieba.total = frequencies
        self._jieba.initialized = True

    def cut(self, run: str) -> list[str]:
        return list(self._jieba.cut(run, HMM=True))

    def has_word(self, word: str) -> bool:
        return bool(self._jieba.FREQ.get(word))

    def add_word(self, word: str) -> None:
        self._jieba.add_word(word)


def open_cutter() -> Cutter:
    """A fresh cutter with jieba's own dictionary and no added words."""
    try:
        return RustCutter()
    except ImportError:
        return PythonCutter()


class Analysis:
    """Words of folded text, cut with jieba's dictionary and the given words.

    The words are those of one index generation and never change: what was indexed with a
    dictionary is asked with the same one.
    """

    def __init__(self, dictionary: Iterable[str] = (), cutter: Cutter | None = None) -> None:
        self._cutter = cutter or open_cutter()
        for word in dictionary:
            self._cutter.add_word(fold(word))

    @staticmethod
    @lru_cache(maxsize=2)
    def of(dictionary: tuple[str, ...]) -> Analysis:
        """The analysis with a dictionary; one is kept, as loading jieba's words takes a while."""
        return Analysis(dictionary)

    def words(self, folded: str) -> list[tuple[str, int]]:
        """The words of a folded unit with their positions (word numbers from 0).

        A word's sub-words (jieba's search mode; the letters and digits of a mixed token) come
        before it at the same position.
        """
        found: list[tuple[str, int]] = []
        position = 0
        for run, han in runs(folded):
            for word in self._cutter.cut(run) if han else (run,):
                found.extend((part, position) for part in self.parts(word, han))
                found.append((word, position))
                position += 1
        return found

    def question_words(self, run: str) -> list[str]:
        """The words that one run of a question asks for: no sub-words, each once."""
        if _HAN.match(run):
            return list(dict.fromkeys(self._cutter.cut(run)))
        return [run]

    def cut(self, text: str) -> list[str]:
        """Folded text cut by jieba; pieces that are no Han words are characters to be left out."""
        return self._cutter.cut(text)

    def parts(self, word: str, han: bool) -> list[str]:
        """The sub-words of a word."""
        if not han:  # 5G: someone asks for 5, someone for g
            parts = _LETTERS_OR_DIGITS.findall(word)
            return parts if len(parts) > 1 else []
        # Those of jieba.cut_for_search: pairs, then triples, that are words themselves.
        return [
            gram
            for size in (2, 3)
            if len(word) > size
            for at in range(len(word) - size + 1)
            if self._cutter.has_word(gram := word[at : at + size])
        ]
