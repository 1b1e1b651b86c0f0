"""How many pages a second are read: `python -m tests.bench.reading [SHARED/data]`.

In: generated Founder pages of 20 to 30 kB, and real pages where given. Out: pages a second of one
core's time and with two processes, the slowest page, and how much memory the reading added.
"""

from __future__ import annotations

import contextlib
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from archive.models import Capture, ParseError
from archive.parse import read_capture
from archive.sample import write_sample

PAGES = 300
PROCESSES = 2


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


def read(page: Capture) -> float:
    """The seconds of processor time that one page takes, whether it can be read or not."""
    started = time.process_time()
    with contextlib.suppress(ParseError):
        read_capture(page)
    return time.process_time() - started


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(name: str, pages: list[Capture]) -> None:
    """Read all pages once alone and once with two processes, and print one line."""
    read(pages[0])  # tables are loaded
    before = peak()
    seconds = [read(page) for page in pages]
    grown = peak() - before
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(read, pages[:PROCESSES]))  # the processes are there
        started = time.perf_counter()
        list(pool.map(read, pages, chunksize=8))
        together = time.perf_counter() - started
    sizes = sorted(len(page.content) for page in pages)
    print(
        f"{name}: {len(pages)} pages, median {sizes[len(sizes) // 2] / 1000:.0f} kB, "
        f"{len(pages) / sum(seconds):.0f} a second and core, "
        f"{len(pages) / together:.0f} a second with {PROCESSES} processes, "
        f"slowest {max(seconds):.2f} s, memory +{grown / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    measure("generated", generated())
    if len(sys.argv) > 1:
        root = Path(sys.argv[1]) / "html"
        files = sorted(path for path in root.rglob("*.html") if path.is_file())
        real = [Capture(source=path.name, content=path.read_bytes()) for path in files]
        measure("real", real)
        measure("real again", real)
