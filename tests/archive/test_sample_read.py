"""The sample newspaper is imported as it was written: the truth is known for every story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive import Archive, Article, Capture, ImportReport, import_paths, read_capture
from archive.sample import NEWSPAPER, SampleStory, SampleTruth, write_sample

TODAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def truth(folder: Path) -> SampleTruth:
    return write_sample(folder / "in")


@pytest.fixture(scope="module")
def archive(folder: Path) -> Iterator[Archive]:
    archive = Archive.open(folder / "archive.db")
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def report(archive: Archive, folder: Path, truth: SampleTruth) -> ImportReport:
    return import_paths(archive, [folder / "in"], newspaper=NEWSPAPER, today=TODAY)


@pytest.fixture(scope="module")
def stories(
    archive: Archive, truth: SampleTruth, report: ImportReport
) -> list[tuple[SampleStory, Article]]:
    """Each story as written with the article it became."""
    found = {("".join(a.paragraphs), a.published): a for a in archive.articles()}
    assert len(found) == archive.count()
    return [(s, found["".join(s.paragraphs), s.published]) for s in truth.stories]


def test_every_story_is_there_once_and_nothing_else(
    archive: Archive, truth: SampleTruth, report: ImportReport
) -> None:
    assert report.failures == ()
    assert report.stories == archive.count() == len(truth.stories)


def test_bodies_headlines_and_places(stories: list[tuple[SampleStory, Article]]) -> None:
    for written, read in stories:
        assert read.paragraphs == written.paragraphs
        assert (read.page, read.page_name) == (written.page, written.page_name)
        if written.family != "bulletin":  # a bulletin's truth is its whole headline line
            assert (read.kicker, read.headline, read.subhead) == (
                written.kicker,
                written.headline,
                written.subhead,
            )


def test_credits_and_events(stories: list[tuple[SampleStory, Article]]) -> None:
    for written, read in stories:
        assert set(written.reporters) == set(read.names("reporter")), written.headline
        assert set(written.correspondents) == set(read.names("correspondent")), written.headline
        days = (read.event.start, read.event.end) if read.event else None
        wanted = (written.event.start, written.event.end) if written.event else None
        assert days == wanted, written.headline


def test_officials(stories: list[tuple[SampleStory, Article]]) -> None:
    for written, read in stories:
        names = {mention.name for mention in read.mentions if mention.kind == "official"}
        assert names == set(written.officials), written.headline


def test_issue_pages_are_read_with_zones_and_pdf(folder: Path, truth: SampleTruth) -> None:
    headlines = {story.file: story.headline for story in truth.stories}
    for page in truth.pages:
        content = (folder / "in" / page.file).read_bytes()
        issue = read_capture(Capture(source=page.file, content=content)).issue
        assert issue is not None, page.file
        assert (issue.published, issue.page) == (page.published, page.page)
        assert issue.page_name == page.page_name, page.file
        assert {link.url for link in issue.stories} == set(page.stories)
        for link in issue.stories:  # one that is only in the zones may have no headline there
            assert len(link.zone) == 4, page.file
            assert link.headline in ("", headlines[link.url]), page.file
        assert issue.picture in truth.files
        assert issue.pdf.startswith(issue.picture.rpartition("/")[0]), page.file


def test_captions_and_photographers(stories: list[tuple[SampleStory, Article]]) -> None:
    for written, read in stories:
        shown = [(picture.caption, picture.credit) for picture in read.pictures]
        assert shown == [(picture.caption, picture.credit) for picture in written.pictures]
        for picture in written.pictures:
            names = picture.credit.removesuffix("摄").split()
            assert set(names) <= set(read.names("photographer")), written.headline


def test_pictures_are_kept_and_served(
    archive: Archive, stories: list[tuple[SampleStory, Article]]
) -> None:
    shown = 0
    for written, read in stories:
        assert len(read.pictures) == len(written.pictures)
        for picture in read.pictures:
            if picture.media:
                content, kind = archive.media(picture.media) or (b"", "")
                assert content and kind.startswith("image/")
                shown += 1
    assert shown > 10


def test_a_second_import_changes_nothing(archive: Archive, folder: Path, report: object) -> None:
    before = archive.last_seq()
    again = import_paths(archive, [folder / "in"], newspaper=NEWSPAPER, today=TODAY)
    assert (again.new, again.changed, again.failed) == (0, 0, 0)
    assert archive.last_seq() == before
