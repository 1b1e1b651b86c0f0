"""Permanent addresses, `/newspaper/day/page/position`, and the order of pages.

In: a row of `addresses`, or an address. Out: the address, or the columns that find its row.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
NO_PAGE = "0"
"""Stands in an address for a page that is not known."""
_POSITION = re.compile("[1-9][0-9]{0,8}")


def address_of(row: AnyRow) -> str:
    """The permanent address that a row of `addresses` stands for."""
    return f"/{row.newspaper}/{row.published.isoformat()}/{row.page}/{row.position}"


def place_of(address: str) -> dict[str, Any] | None:
    """The `paper`, `day`, `sheet` and `place` of an address; None for what never was one.

    One story has one address: neither `20191016` nor `01` nor a full-width digit is another.
    """
    parts = address.strip("/").split("/")
    if len(parts) != 4 or not _POSITION.fullmatch(parts[3]) or not address.isprintable():
        return None
    try:
        published = date.fromisoformat(parts[1])
    except ValueError:
        return None
    if published.isoformat() != parts[1]:
        return None
    return {"paper": parts[0], "day": published, "sheet": parts[2], "place": int(parts[3])}


def page_order(page: str | None) -> tuple[int, str, int, str]:
    """What sorts pages: A1 < A2 < A10 < B1, plain numbers first, an unknown page last."""
    if page is None:
        return (1, "", 0, "")
    letters = page.rstrip("0123456789")
    return (0, letters, int(page[len(letters) :] or 0), page)
