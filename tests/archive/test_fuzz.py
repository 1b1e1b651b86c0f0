"""Truncated and spliced pages: reading one never crashes, never loops, never takes two seconds.

In: the golden pages, the sample's, with `--corpus` real ones too. `make test-slow` runs longer.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.charset import decode
from archive.models import Capture, ParseError
from archive.parse import detect, read_capture
from archive.sample import write_sample

PAGES = Path(__file__).parents[1] / "pages"
SECONDS = 2.0
SOURCES = (
    "page.html",
    "html/2021-03/05/content_1201.htm",
    "html/2021-03/05/node_3.htm",
    "html/2021-03/05/nw.D110000ylrb_20210305_1-02.htm",
    "html/2021-03/05/nbs.D110000ylrb_02.htm",
    "pc/con/202103/05/content_7001.html",
    "pc/layout/202103/05/node_A03.html",
    "content/20210305/Articel02001HO.htm",
    "content/20210305/Page02HO.htm",
    "http://[broken/202103/t20210305_1.html",
)
JOINTS = (
    b"", b"<", b"<!--", b"-->", b"<script>", b"</script>", b"'", b'"', b"<area coords=9 href=http://[",
    b"<a id=pageLink href='//[x'>", b"\x80", b"\xff", b"<founder-content>", b"<div id=ozoom>",
    b"</td></table>", b"<!--enpproperty <title>", b"<!--<npm:article-content>-->", b"&#x110000;",
    b"<map name=pagepicmap>",
    b"document.write(view(\"", b"<td class=font01>", b"\\u12", b"<p>" * 40,
)  # fmt: skip


def golden() -> list[bytes]:
    """The golden pages as bytes, in both encodings that occur."""
    paths = sorted(path for path in PAGES.rglob("*") if path.suffix in (".html", ".txt"))
    contents = [path.read_bytes() for path in paths]
    texts = [decode(content).text for content in contents]
    return [form for text in texts for form in (text.encode(), text.encode("gb18030"))]


CONTENTS = golden()


def check(content: bytes, source: str) -> None:
    """Read a page: a reading or a ParseError with a reason, in time; `detect` never fails more."""
    capture = Capture(source=source, content=content)
    started = time.process_time()
    try:
        reading = read_capture(capture)
    except ParseError as error:
        assert error.message
    else:
        assert reading.family
        assert reading.stories or reading.issue or reading.warnings
        assert detect(capture)[0].template.family == reading.family
    assert time.process_time() - started < SECONDS, source


def mangled(random: Random, contents: list[bytes]) -> bytes:
    """A page that begins as one and goes on as others, cut anywhere, perhaps with bytes lost."""
    pieces: list[bytes] = []
    for _ in range(random.choice((1, 1, 2, 2, 3, 5))):
        content = random.choice(contents)
        start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
        pieces += [content[:end] if not pieces else content[start:end], random.choice(JOINTS)]
    whole = b"".join(pieces)
    if random.random() < 0.3 and whole:
        at = random.randrange(len(whole))
        whole = whole[:at] + whole[at + random.randrange(1, 9) :]
    return whole


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(min_value=0, max_value=2**32),
    source=st.sampled_from(SOURCES),
)
@example(seed=0, source="page.html")
def test_mangled_golden_pages(seed: int, source: str) -> None:
    check(mangled(Random(seed), CONTENTS), source)


@settings(max_examples=60)
@given(
    st.lists(st.one_of(st.sampled_from(JOINTS), st.binary(max_size=20)), max_size=60),
    st.sampled_from(SOURCES),
)
def test_pages_of_nothing_but_marks(pieces: list[bytes], source: str) -> None:
    check(b"<html>" + b"".join(pieces), source)


@pytest.mark.parametrize("number", range(0, len(CONTENTS), 2))
def test_pages_cut_off(number: int) -> None:
    content = CONTENTS[number]
    for part in range(1, 8):
        check(content[: len(content) * part // 8], SOURCES[part])


@pytest.mark.parametrize(
    "piece",
    [
        "<area coords=1,2,3,4 href=content_1.htm>", "<a href=node_3.htm>第01版：要闻</a>",
        "<td class=font02>张三</td><td class=font01>一</td>", "<h1>题</h1><h2>题</h2>",
        "<img src=a.jpg><p>图为桥。张三 摄</p>", "<div class=attachment><img src=a.jpg>",
        "<!--<npm:article-title>-->", "<!--enpproperty <title>",
        "<founder-title>一</founder-title>",
        "<script>'" + "字" * 50 + "'</script>", "<a href=b.pdf>PDF</a>", "--报_", "\\'",
        "<!--enpcontent-->",
        "<script>document.write(view(", "<a href=Articel01001HO.htm class=atitle>一</a>", "第01版",
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", SOURCES[1:9:2])
def test_one_mark_many_times(piece: str, source: str) -> None:
    content = f"<html><title>{piece[:20] * 50}</title><body>{piece * 2000}</body>".encode()
    check(content, source)


@pytest.mark.slow
def test_mangled_pages_of_the_sample(tmp_path: Path) -> None:
    truth = write_sample(tmp_path)
    names = [name for name in truth.files if name.endswith((".htm", ".html", ".txt"))]
    contents = [*((tmp_path / name).read_bytes() for name in names), *CONTENTS]
    random = Random(20210305)
    for _ in range(6000):
        check(mangled(random, contents), random.choice((*SOURCES, *names)))


def test_mangled_real_pages(corpus: Path, request: pytest.FixtureRequest) -> None:
    contents = [path.read_bytes() for path in sorted((corpus / "html").rglob("*.html"))]
    slow = "slow" in str(request.config.getoption("-m")) and "not slow" not in str(
        request.config.getoption("-m")
    )
    random = Random(20210306)
    for _ in range(1500 if slow else 120):
        check(mangled(random, [*contents, *CONTENTS]), random.choice(SOURCES))
