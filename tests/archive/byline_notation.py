"""Credits as the tables of bylines write them: `江小禾 R, 童小舟 P`."""

from __future__ import annotations

from archive.models import Credit, Role

ROLES: dict[str, Role] = {
    "R": "reporter",
    "C": "correspondent",
    "P": "photographer",
    "E": "editor",
    "S": "source",
}


def credits(text: str) -> tuple[Credit, ...]:
    """The credits of a cell, none for an empty one."""
    pairs = (part.rsplit(" ", 1) for part in text.split(", ") if part)
    return tuple(Credit(name, ROLES[role]) for name, role in pairs)
