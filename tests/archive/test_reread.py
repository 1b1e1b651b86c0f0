"""Reading kept pages again: what changed is told, what did not is left alone, addresses stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive import importer, rereading
from archive.captures import Choice
from archive.importer import import_paths
from archive.models import Capture, Newspaper, ParseError, Reading
from archive.rereading import RereadReport, reread
from archive.store import Archive
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from tests.archive.filed import OTHER, PAPER, addresses, withdraw

TODAY = date(2024, 5, 1)
FIRST, SECOND = date(2024, 3, 13), date(2024, 3, 14)
ONE = """兰溪区召开春季绿化工作会

本报讯 3月12日，兰溪区委副书记、区长贺青山主持召开春季绿化工作会。

记者 林一舟

兰溪区新建两处社区食堂

本报讯 3月11日，兰溪区副区长白露到柳荫街道调研社区食堂建设。

记者 沈小满
"""
TWO = """兰溪区图书馆延长开放时间

本报讯 3月13日，兰溪区副区长白露到区图书馆检查延时开放工作。

记者 沈小满
"""

Change = Callable[[Reading], Reading]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Two bulletins, of two days."""
    opened = Archive.open(tmp_path / "archive.db")
    for text, day, paper in ((ONE, FIRST, PAPER), (TWO, SECOND, OTHER)):
        file = tmp_path / f"{day}.txt"
        file.write_text(text, encoding="utf-8")
        import_paths(opened, [file], newspaper=paper, today=TODAY, issue_date=day)
    yield opened
    opened.close()


@pytest.fixture
def improved(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Lets pages be read as a later parser would; says what it makes of today's reading."""
    before = importer.read

    def improve(change: Change) -> None:
        def read(capture: Capture, newspaper: Newspaper) -> Reading:
            return change(before(capture, newspaper))

        monkeypatch.setattr(importer, "read", read)

    return improve


def counts(report: RereadReport) -> tuple[int, int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.failed, report.articles


def again(archive: Archive, choice: Choice | None = None) -> RereadReport:
    return reread(archive, choice or Choice(), today=TODAY)


def section(headline: str, text: str) -> Change:
    """A parser that finds a section for the story with a headline."""

    def change(reading: Reading) -> Reading:
        stories = tuple(
            replace(story, section=text) if story.headline.startswith(headline) else story
            for story in reading.stories
        )
        return replace(reading, stories=stories)

    return change


def fails(reading: Reading) -> Reading:
    raise ParseError("page", "story", "没有读到稿件")


def crashes(reading: Reading) -> Reading:
    raise ZeroDivisionError


def test_the_same_parser_changes_nothing(archive: Archive) -> None:
    before, seq = list(archive.articles()), archive.last_seq()
    assert counts(again(archive)) == (0, 0, 2, 0, 0)
    assert (list(archive.articles()), archive.last_seq()) == (before, seq)


def test_only_what_changed_is_told(archive: Archive, improved: Callable[[Change], None]) -> None:
    before, seq = addresses(archive), archive.last_seq()
    improved(section("兰溪区新建", "民生"))
    assert counts(again(archive)) == (0, 1, 1, 0, 1)
    assert addresses(archive) == before
    changed = [found for _, found in archive.changes_since(seq)]
    assert [found and found.section for found in changed] == ["民生"]
    assert counts(again(archive)) == (0, 0, 2, 0, 0)


def test_addresses_stay_when_stories_are_cut_anew(
    archive: Archive, improved: Callable[[Change], None]
) -> None:
    before = addresses(archive)
    improved(lambda reading: replace(reading, stories=reading.stories[-1:]))
    assert counts(again(archive))[1] == 1
    left = addresses(archive)
    assert left == {key: before[key] for key in left} and len(left) == 2


def test_a_story_that_comes_back_has_its_address(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = addresses(archive)
    with monkeypatch.context() as later:
        today = importer.read
        later.setattr(
            importer, "read", lambda *page: replace(today(*page), stories=today(*page).stories[:1])
        )
        again(archive)
        assert len(addresses(archive)) == 2
    again(archive)
    assert addresses(archive) == before


@pytest.mark.parametrize(
    ("choice", "changed"),
    [
        (Choice(newspaper=PAPER.key), 1),
        (Choice(newspaper="nobody"), 0),
        (Choice(dated=SECOND), 1),
        (Choice(dated=date(2024, 3, 15)), 0),
        (Choice(newspaper=PAPER.key, dated=SECOND), 0),
        (Choice(failed=True), 0),
        (Choice(), 2),
    ],
)
def test_a_choice_of_pages(
    archive: Archive, improved: Callable[[Change], None], choice: Choice, changed: int
) -> None:
    improved(section("", "要闻"))
    assert counts(again(archive, choice))[1] == changed


@pytest.mark.parametrize("broken", [fails, crashes])
def test_a_page_that_cannot_be_read_keeps_its_stories_and_is_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, broken: Change
) -> None:
    before, seq = list(archive.articles()), archive.last_seq()
    with monkeypatch.context() as later:
        later.setattr(importer, "read", lambda *page: broken(Reading(family="t")))
        report = again(archive, Choice(dated=SECOND))
    assert counts(report) == (0, 0, 0, 1, 0)
    status = archive.status()
    assert (status.failed, status.pages) == (1, 1)
    assert status.failures[0].reason == report.failures[0][1]
    assert (list(archive.articles()), archive.last_seq()) == (before, seq)
    # It is read again with those that failed, and is what it was.
    assert counts(again(archive, Choice(failed=True))) == (1, 0, 0, 0, 0)
    assert (archive.status().failed, list(archive.articles())) == (0, before)
    assert archive.last_seq() == seq


def test_a_page_that_failed_is_read_by_a_better_parser(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "late.txt"
    page.write_text("兰溪区修路\n\n本报讯 3月14日，兰溪区修好一条路。\n", encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr(importer, "read", lambda *page: fails(Reading(family="t")))
        given = {"newspaper": PAPER, "today": TODAY, "issue_date": SECOND}
        assert import_paths(archive, [page], **given).failed == 1  # type: ignore[arg-type]
    assert archive.status().failed == 1
    assert counts(again(archive, Choice(failed=True))) == (1, 0, 0, 0, 1)
    assert addresses(archive)["兰溪区修路"] == f"/{PAPER.key}/{SECOND}/0/1"
    assert archive.status().failed == 0


def test_only_the_newest_capture_of_a_page_is_read(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / f"{FIRST}.txt"
    file.write_text(ONE.replace("两处", "三处"), encoding="utf-8")
    import_paths(archive, [file], newspaper=PAPER, today=TODAY, issue_date=FIRST)
    before = list(archive.articles())
    assert counts(again(archive)) == (0, 0, 2, 0, 0)
    assert list(archive.articles()) == before


def test_an_older_version_that_can_be_read_now_takes_nothing_back(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"newspaper": PAPER, "today": TODAY, "issue_date": FIRST}
    file = tmp_path / "versions.txt"
    file.write_text("兰溪区修路\n\n本报讯 3月12日，兰溪区开始修路。\n", encoding="utf-8")
    old = file.read_bytes()
    with monkeypatch.context() as earlier:
        earlier.setattr(importer, "read", lambda *page: fails(Reading(family="t")))
        import_paths(archive, [file], **given)  # type: ignore[arg-type]
    file.write_text("兰溪区通桥\n\n本报讯 3月12日，兰溪区大桥通车。\n", encoding="utf-8")
    import_paths(archive, [file], **given)  # type: ignore[arg-type]
    assert counts(again(archive, Choice(failed=True))) == (0, 0, 0, 0, 0)
    assert archive.status().failed == 0
    file.write_bytes(old)
    import_paths(archive, [file], **given)  # type: ignore[arg-type]
    assert "兰溪区通桥" in addresses(archive)


def test_what_another_page_told_since_is_left_to_it(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "moved"
    folder.mkdir()
    (folder / "renamed.txt").write_text(ONE + "\n", encoding="utf-8")
    import_paths(archive, [folder], newspaper=PAPER, today=TODAY, issue_date=FIRST)
    before, seq = list(archive.articles()), archive.last_seq()
    assert len(before) == 3
    assert counts(again(archive)) == (0, 0, 3, 0, 0)
    assert (list(archive.articles()), archive.last_seq()) == (before, seq)


def test_decisions_and_take_downs_survive(
    archive: Archive, improved: Callable[[Change], None]
) -> None:
    archive.people.rename("白露", "白鹭")
    archive.people.hide("贺青山")
    withdraw(archive, addresses(archive)["兰溪区图书馆延长开放时间"])
    improved(section("", "要闻"))
    assert counts(again(archive)) == (0, 2, 0, 0, 3)
    seen = [[one.name for one in article.mentions] for article in archive.articles()]
    assert seen == [[], ["白鹭"]]
    assert {article.section for article in archive.articles()} == {"要闻"}


def test_an_interrupted_re_read_keeps_what_was_done(
    archive: Archive, improved: Callable[[Change], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "PAGES_A_BATCH", 1)
    improved(section("", "要闻"))

    def stop(done: int, total: int | None) -> None:
        assert (done, total) == (1, 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(archive, Choice(), today=TODAY, progress=stop)
    assert [article.section for article in archive.articles()] == ["要闻", "要闻", ""]
    assert counts(again(archive)) == (0, 1, 1, 0, 1)


def test_the_index_follows(
    archive: Archive, improved: Callable[[Change], None], tmp_path: Path
) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(archive)
    improved(section("兰溪区新建", "民生"))
    again(archive)
    assert engine.update(archive) == 1
    assert engine.search(SearchRequest.of("", {"section": ["民生"]})).total == 1
