"""Where things lie: the one place that knows the layout of the data directory.

In: the directory that the command line or the environment names. Out: the archive's database and
the index's folder below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

_SHANGHAI = timezone(timedelta(hours=8))  # no summer time since 1991


@dataclass(frozen=True, slots=True)
class Settings:
    """The data directory of one archive."""

    data: Path = Path("var")

    @property
    def database(self) -> Path:
        """The SQLite file of the archive."""
        return self.data / "archive.db"

    @property
    def index(self) -> Path:
        """The folder of the index generations."""
        return self.data / "index"

    @property
    def synonyms(self) -> Path:
        """The editor's list of words that mean the same; it need not be there."""
        return self.data / "synonyms.txt"


def today() -> date:
    """Today in Shanghai, where the newspapers appear."""
    return datetime.now(_SHANGHAI).date()
