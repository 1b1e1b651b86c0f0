"""Writes the sample archive. In: the folder to write into. Out: its files and their truth."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from archive.models import Newspaper
from archive.sample import (
    stories_2023,
    stories_2024,
    stories_bulletin,
    stories_government,
    stories_newer,
)
from archive.sample.bulletin import print_bulletin
from archive.sample.founder import PAPER, print_front, print_issue
from archive.sample.government import print_stories
from archive.sample.newer import print_newer_issue
from archive.sample.notation import NEWSPAPERS, read_issues
from archive.sample.truth import SamplePage, SampleStory, SampleTruth

NEWSPAPER = Newspaper(key="yanhu", name=PAPER, region="澜泽市砚湖区")
_FIRST_STORY, _FIRST_GOVERNMENT_PAGE = 123, 1234
_FIRST_NEWER = 7001
_WRITTEN = (stories_2023, stories_2024, stories_newer, stories_government, stories_bulletin)


def print_sample() -> tuple[dict[str, bytes], SampleTruth]:
    """Every file of the sample (name below its folder → bytes) and the truth about them."""
    files: dict[str, bytes] = {}
    stories: list[SampleStory] = []
    pages: list[SamplePage] = []
    numbers, government_numbers = count(_FIRST_STORY), count(_FIRST_GOVERNMENT_PAGE)
    newer_numbers = count(_FIRST_NEWER)
    for issue in (issue for module in _WRITTEN for issue in read_issues(module.ISSUES)):
        if issue.family in NEWSPAPERS:
            old = issue.family == "founder"
            printed = (
                print_issue(issue, numbers) if old else print_newer_issue(issue, newer_numbers)
            )
            files |= printed.files
            stories += printed.stories
            pages += printed.pages
        elif issue.family == "government":
            for story, story_files in print_stories(issue, government_numbers):
                files |= story_files
                stories.append(story)
        else:
            file, content, in_bulletin = print_bulletin(issue)
            files[file] = content
            stories += in_bulletin
    files["paperindex.htm"] = print_front(max(page.published for page in pages))
    truth = SampleTruth(stories=tuple(stories), pages=tuple(pages), files=tuple(sorted(files)))
    return files, truth


def write_sample(folder: Path) -> SampleTruth:
    """What is true of the sample, after all its files are written below the folder.

    The same bytes come out at every run. Files of other names are left alone.
    """
    files, truth = print_sample()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return truth
