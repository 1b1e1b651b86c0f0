"""Names that a byline prints beside the outlets they work for: `李云川云山日报`, `海云网 王小文`.

In: a piece of a byline before a role or behind a work. Out: its names, none where it has no outlet.
"""

from __future__ import annotations

import re

from archive.byline import words
from archive.byline.names import may_sign, run_of_names
from archive.byline.words import HAN

_APART = re.compile(r"[\s、]+")
_STATION_GLUED = re.compile(rf"^[{HAN}]{{2,3}}台(?=[{HAN}]{{2}})")


def before_outlet(piece: str) -> tuple[str, ...]:
    """The names of 李云川王小芳云山日报, which stood before a 记者 of their own."""
    if not words.OUTLET_END.search(piece):
        return ()
    cuts = (
        cut for cut in range(len(piece) - 3, 1, -1) if words.WHOLE_OUTLET.fullmatch(piece[cut:])
    )
    found = [(cut, names) for cut in cuts if (names := run_of_names(piece[:cut]))]
    national = (names for cut, names in reversed(found) if words.NATIONAL.match(piece, cut))
    return next(national, found[0][1] if found else ())


def beside_outlets(piece: str) -> tuple[str, ...]:
    """The names of `海云网 王小文` after 文/, `海云台 李小河` after 总台记者 张云山."""
    parts = _APART.split(piece)
    people = [
        part for part in parts if not words.UNIT_END.search(part) or len(part) < 3 or may_sign(part)
    ]
    # 海云台张云山李小河
    bare = [_STATION_GLUED.sub("", part) for part in people]
    return run_of_names(" ".join(bare)) if people and bare != parts else ()
