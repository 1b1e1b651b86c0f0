"""How many pages a second are read: `python -m tests.bench.reading [SHARED/data]`.

In: generated Founder pages of 20 to 30 kB, and real pages where given. Out: pages a second of one
core's time, and the slowest page.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from archive.models import Capture, ParseError
from archive.parse import read_capture
from archive.sample import write_sample

PAGES = 300


def generated() -> list[Capture]:
    """Story pages of the sample with long bodies and long lists of pages around them."""
    random = Random(1)
    pages: list[Capture] = []
    with tempfile.TemporaryDirectory() as folder:
        truth = write_sample(Path(folder))
        stories = [story for story in truth.stories if story.family in ("founder", "nbs", "newer")]
        paragraphs = [text for story in truth.stories for text in story.paragraphs]
        while len(pages) < PAGES:
            story = random.choice(stories)
            content = (Path(folder) / story.file).read_bytes()
            text = content.decode("gbk" if b"gb2312" in content else "utf-8")
            body = "".join(f"<P>　　{random.choice(paragraphs)}</P>\n" for _ in range(90))
            links = "".join(
                f'<tr><td><a class="t" href="content_1_{n}.htm">'
                f"{random.choice(stories).headline}</a></td></tr>"
                for n in range(40)
            )
            end = "</founder-content>" if "</founder-content>" in text else "<!--/enpcontent-->"
            text = text.replace(end, body + end, 1).replace("</body>", f"<table>{links}</table>", 1)
            encoded = text.encode("gb18030" if b"gb2312" in content else "utf-8")
            pages.append(Capture(source=story.file, content=encoded[:30_000]))
    return pages


def measure(name: str, pages: list[Capture]) -> None:
    """Read all pages and print one line."""
    seconds: list[float] = []
    for page in pages:
        started = time.process_time()
        with contextlib.suppress(ParseError):
            read_capture(page)
        seconds.append(time.process_time() - started)
    sizes = sorted(len(page.content) for page in pages)
    print(
        f"{name}: {len(pages)} pages, median {sizes[len(sizes) // 2] / 1000:.0f} kB, "
        f"{len(pages) / sum(seconds):.0f} a second and core, slowest {max(seconds):.2f} s"
    )


if __name__ == "__main__":
    measure("generated", generated())
    if len(sys.argv) > 1:
        root = Path(sys.argv[1]) / "html"
        files = sorted(path for path in root.rglob("*.html") if path.is_file())
        real = [Capture(source=path.name, content=path.read_bytes()) for path in files]
        measure("real", real)
        measure("real again", real)
