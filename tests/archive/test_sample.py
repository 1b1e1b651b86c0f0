"""The sample archive is what its truth says, byte for byte the same at every run, and small."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from archive.sample import NEWSPAPER, SampleTruth, write_sample
from archive.sample.notation import NEWSPAPERS, read_issues

GBK_ISSUES = {date(2023, 3, 8), date(2023, 7, 20), date(2024, 3, 14), date(2024, 12, 5)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def truth(folder: Path) -> SampleTruth:
    return write_sample(folder)


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return content.decode("gbk" if b"charset=gb2312" in content else "utf-8")


def shown(markup: str) -> str:
    """What a reader sees of a page, without any white space."""
    plain = re.sub(r"(?s)<!--.*?-->|<script.*?</script>", "", markup, flags=re.IGNORECASE)
    return squeezed(unescape(re.sub(r"<[^>]*>", "", plain)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def links(markup: str) -> set[str]:
    return set(re.findall(r"(?i)\b(?:href|src)=\"?([^\s\">]+)", markup))


def resolved(page: str, link: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / link).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_same_bytes_at_every_run(folder: Path, truth: SampleTruth, tmp_path: Path) -> None:
    assert write_sample(tmp_path) == truth
    for name in truth.files:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_folder_holds_the_named_files_and_is_small(folder: Path, truth: SampleTruth) -> None:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(path.relative_to(folder).as_posix() for path in paths) == list(truth.files)
    assert sum(path.stat().st_size for path in paths) < 3_000_000


def test_counts_by_family(truth: SampleTruth) -> None:
    counts = Counter(story.family for story in truth.stories)
    assert counts == {
        "founder": 54, "nbs": 2, "newer": 2, "huaguang": 2, "government": 8, "bulletin": 9,
    }  # fmt: skip
    assert len({story.file for story in truth.of_family("bulletin")}) == 3
    assert len({page.published for page in truth.pages}) == 17


def test_every_storys_truth_is_in_its_file(folder: Path, truth: SampleTruth) -> None:
    for story in truth.stories:
        markup = text_of(folder / story.file)
        page = shown(markup)
        texts = [story.headline, story.kicker, story.subhead, *story.paragraphs]
        for text in texts:
            assert squeezed(text) in page, f"{text} in {story.file}"
        for picture in story.pictures:
            assert picture.src in links(markup), picture
            assert squeezed(picture.caption) in squeezed(unescape(markup)), picture
        for credit in story.credits:
            assert credit.name in squeezed(markup), f"{credit} in {story.file}"
        for person in story.people:
            assert any(person.name in text for text in story.paragraphs), person
            for post in (person.organisation, *person.posts):
                assert any(post in text for text in story.paragraphs), person


def test_no_paragraph_holds_marks_of_the_notation(truth: SampleTruth) -> None:
    for story in truth.stories:
        for text in (story.headline, *story.paragraphs):
            assert not re.search(r"[\[\]|‖^/]", text), text
            assert text == text.strip()


def test_stories_are_short_and_dated(truth: SampleTruth) -> None:
    for story in truth.stories:
        assert 2 <= len(story.paragraphs) <= 5, story.headline
        assert 120 <= sum(map(len, story.paragraphs)) <= 450, story.headline
        assert date(2023, 1, 1) <= story.published <= date(2024, 12, 31)
        assert not story.event or date.fromisoformat(story.event.end) <= story.published
        assert story.page is None or story.family in NEWSPAPERS
    apart = [s for s in truth.stories if s.event and s.event.start != s.published.isoformat()]
    assert len(apart) > 40
    assert [s.headline for s in truth.stories if not s.event] == ["图书馆里办起了夜校"]


def test_event_days_are_printed_in_the_lead(truth: SampleTruth) -> None:
    for story in truth.stories:
        if not story.event:
            continue
        start = date.fromisoformat(story.event.start)
        if story.event.precision == "approximate":
            words = ("近日",)
        else:
            words = (f"{start.month}月{start.day}日", "昨日")
        assert any(word in "".join(story.paragraphs[:2]) for word in words), story.headline


def test_gbk_issues_hold_characters_that_gb2312_lacks(folder: Path, truth: SampleTruth) -> None:
    beyond = defaultdict(set)
    for file in (name for name in truth.files if name.endswith(".htm")):
        content = (folder / file).read_bytes()
        if b"charset=gb2312" not in content:
            content.decode("utf-8")
            continue
        day = re.search(r"/(20\d\d)-?(\d\d)[-/]?(\d\d)/", file)
        assert day, file
        issue = date(*map(int, day.groups()))
        for sign in content.decode("gbk"):
            if not sign.encode("gb2312", "ignore"):
                beyond[issue].add(sign)
    assert set(beyond) == GBK_ISSUES
    assert all("镕" in signs or "喆" in signs for signs in beyond.values()), beyond
    for story in truth.of_family("founder"):
        in_gbk = b"charset=gb2312" in (folder / story.file).read_bytes()
        assert in_gbk == (story.published in GBK_ISSUES)


def test_issue_pages_show_their_stories_and_notices(folder: Path, truth: SampleTruth) -> None:
    only_in_zones = []
    for page in truth.pages:
        markup = text_of(folder / page.file)
        zones = set(re.findall(r"(?i)<area[^>]*href=\"?([^\s\">]+)", markup))
        items = {*page.stories, *page.notices}
        assert {resolved(page.file, zone) for zone in zones} == items
        titles = markup.split("</MAP>")[-1].split("</map>")[-1]
        listed = {resolved(page.file, link) for link in links(titles)} & items
        only_in_zones += sorted(items - listed)
        assert "版：" + page.page_name in markup
    headlines = {story.file: story.headline for story in truth.stories}
    assert sorted(headlines[file] for file in only_in_zones) == [
        "硯湖書院遗址露真容",
        "菜场二楼的缝补铺",
        "邱大柱：一条小河的“段长”日记",
    ]
    named = {file for page in truth.pages for file in page.stories}
    assert named == {story.file for story in truth.stories if story.family in NEWSPAPERS}
    notices = {file for page in truth.pages for file in page.notices}
    assert len(notices) == 6
    assert not notices & set(headlines)


def test_page_numbers_are_those_the_archive_writes(truth: SampleTruth) -> None:
    by_year: dict[int, set[str | None]] = defaultdict(set)
    for story in truth.of_family("founder"):
        by_year[story.published.year].add(story.page)
    assert by_year == {2023: {"A01", "A02", "A03"}, 2024: {"1", "2"}}


def test_every_link_leads_somewhere(folder: Path, truth: SampleTruth) -> None:
    pages = {page.file for page in truth.pages} | {
        story.file for story in truth.stories if story.family in NEWSPAPERS
    }
    for file in pages:
        for link in links(text_of(folder / file)):
            assert resolved(file, link) in truth.files, f"{link} in {file}"
    front = (folder / "paperindex.htm").read_text(encoding="utf-8")
    target = re.search(r"URL=([^\"]+)", front)
    assert target
    assert target[1] == "html/2024-12/19/node_2.htm"
    assert target[1] in truth.files


def test_pictures_open_and_differ(folder: Path, truth: SampleTruth) -> None:
    pictures = [name for name in truth.files if name.endswith((".png", ".jpg"))]
    for name in pictures:
        with Image.open(BytesIO((folder / name).read_bytes())) as picture:
            picture.load()
    stories = [name for name in pictures if name.endswith(".png")]
    assert len({(folder / name).read_bytes() for name in stories}) == len(stories)
    assert len(stories) == sum(len(story.pictures) for story in truth.stories) > 15


def test_bulletins_are_broken_as_printed_columns_are(folder: Path, truth: SampleTruth) -> None:
    for file in {story.file for story in truth.of_family("bulletin")}:
        blocks = [block.strip() for block in text_of(folder / file).split("\n\n")]
        blocks = [block for block in blocks if block]
        stories = [story for story in truth.of_family("bulletin") if story.file == file]
        whole = {text for story in stories for text in story.paragraphs}
        repeats = [b for a, b in pairwise(blocks) if a.endswith(b)]
        assert repeats, file
        assert sum(text not in blocks for text in whole) >= 2, file
        assert any(" " in block and block.replace(" ", "") == story.headline
                   for story in stories for block in blocks)  # fmt: skip


def test_reprints_name_a_first_printing(truth: SampleTruth) -> None:
    reprints = [story for story in truth.stories if story.reprint_of]
    assert len(reprints) == 3
    for story in reprints:
        first = [
            other
            for other in truth.stories
            if other.headline == story.headline and other.published == story.reprint_of
        ]
        assert len(first) == 1
        assert first[0].published < story.published
        assert first[0].paragraphs != story.paragraphs


def test_people_change_posts_and_bear_every_kind_of_name(truth: SampleTruth) -> None:
    posts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for story in truth.stories:
        for person in story.people:
            if person.kind == "official":
                posts[person.name].add(person.posts)
    assert len(posts) >= 12
    assert {"陶镕", "欧阳澍", "司马晨", "古丽娜·阿西木"} <= set(posts)
    changed = {name for name, held in posts.items() if len(held) > 1}
    assert {"沈惟清", "陆承远", "陶镕", "欧阳澍", "贺春霖", "邱大柱", "白若云"} <= changed
    credited = Counter(name for story in truth.stories for name in story.reporters)
    assert len(credited) == 6
    assert len({name for story in truth.stories for name in story.correspondents}) == 5


def test_the_project_can_be_followed(truth: SampleTruth) -> None:
    stories = sorted(
        (story for story in truth.stories if "地铁公园" in story.headline),
        key=lambda story: story.published,
    )
    assert len(stories) >= 8
    assert "签约" in stories[0].headline
    assert "迎客百万" in stories[-1].headline
    assert {story.family for story in stories} == {"founder", "government"}


def test_odd_tokens_are_printed(truth: SampleTruth) -> None:
    text = "\n".join(
        text for story in truth.stories for text in (story.headline, *story.paragraphs)
    )
    for token in ("5G", "COVID-19", "M0", "第5次", "硯湖書院", "Ⅱ级", "3.2万平方米"):
        assert token in text, token


def test_the_newspaper_knows_its_region() -> None:
    assert (NEWSPAPER.key, NEWSPAPER.name) == ("yanhu", "砚湖报")
    assert "砚湖区" in NEWSPAPER.region


def test_the_command_writes_and_says_so_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "archive.sample", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.count("\n") == 1
    assert told.stdout.startswith(
        "77 stories (54 founder, 2 nbs, 2 newer, 2 huaguang, 8 government, 9 bulletin)"
    )
    assert (tmp_path / "paperindex.htm").exists()


def test_the_command_fails_where_it_was_not_said_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["archive.sample"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("archive.sample", run_name="__main__")
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "text",
    [
        "=== blog 2023-01-01\n# 题\n@ none\n文",
        "# 题\n@ none\n文",
        "=== founder 2023-01-01\n--- A01 要闻\n# 题\n文",
        "=== founder 2023-01-01\n--- A01 要闻\n# 题\n@ shouted 记者 甲\n文",
    ],
)
def test_the_notation_refuses_what_it_cannot_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"no |before"):
        read_issues(text)
