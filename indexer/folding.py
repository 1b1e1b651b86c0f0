"""Long texts folded at once, as arrays: what `fold` gives, several times faster.

In: text. Out: its folded form.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import fold

_UNKNOWN, _SEVERAL = 0, 0xFFFFFFFF
_SHORT = 4096


class _Table:
    """Code point → folded code point, learned at first sight; some fold to several."""

    def __init__(self) -> None:
        self.one = np.full(0x110000, _UNKNOWN, np.uint32)
        self.one[0] = _SEVERAL  # 0 folds to itself, but means unknown here
        self.several: dict[int, NDArray[np.uint32]] = {0: np.zeros(1, np.uint32)}

    def learn(self, codes: NDArray[np.uint32]) -> None:
        """Fold the code points that are seen for the first time."""
        for code in np.unique(codes[self.one[codes] == _UNKNOWN]).tolist():
            folded = _codes(fold(chr(code)))
            if len(folded) == 1:
                self.one[code] = folded[0]
            else:
                self.one[code] = _SEVERAL
                self.several[code] = folded


_table = _Table()


def fold_long(text: str) -> str:
    """`fold(text)`."""
    if len(text) < _SHORT:
        return fold(text)
    codes = _codes(text)
    _table.learn(codes)
    folded = _table.one[codes]
    places = np.flatnonzero(folded == _SEVERAL)
    if len(places):
        lengths = np.ones(len(codes), np.int64)
        kinds = codes[places]
        for code in np.unique(kinds).tolist():
            lengths[places[kinds == code]] = len(_table.several[code])
        folded = np.repeat(folded, lengths)
        starts = (np.cumsum(lengths) - lengths)[places]
        for code in np.unique(kinds).tolist():
            for nth, part in enumerate(_table.several[code].tolist()):
                folded[starts[kinds == code] + nth] = part
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
