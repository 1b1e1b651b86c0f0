"""How long answering may take.

In: seconds. Out: whether they are over.
"""

from __future__ import annotations

import time


class Clock:
    """The time that one question may take, or several questions of one page together."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.ran_out = False

    def is_up(self) -> bool:
        """Whether the time is over; once asked and over, `ran_out` says so."""
        self.ran_out = self.ran_out or time.monotonic() > self._end
        return self.ran_out
