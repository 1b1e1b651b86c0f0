"""`python -m archive.sample DIR`: writes the sample archive there and prints one line of counts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from archive.sample import write_sample


def main() -> int:
    """The exit code: 0 when written, 2 when it was not said where."""
    if len(sys.argv) != 2:
        print("usage: python -m archive.sample DIR", file=sys.stderr)
        return 2
    truth = write_sample(Path(sys.argv[1]))
    by_family = Counter(story.family for story in truth.stories)
    counts = ", ".join(f"{number} {family}" for family, number in by_family.items())
    print(
        f"{len(truth.stories)} stories ({counts}), {len(truth.pages)} issue pages, "
        f"{len(truth.files)} files in {sys.argv[1]}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
