"""Bulletins as text taken from a printed page. In: draft issues.

Out: `bulletin/2024-05-20.txt`, several stories after each other with their columns broken.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.sample.notation import BREAK, Draft, DraftIssue
from archive.sample.truth import SampleStory, closing_byline, story_of

_GAP = "\n\n"
_JUMP = "\n\n\n\n"
"""What is left of a jump to the next column, before the repeated end of the last one."""


def print_bulletin(issue: DraftIssue) -> tuple[str, bytes, tuple[SampleStory, ...]]:
    """The bulletin's file, its bytes and the truth about its stories."""
    file = f"bulletin/{issue.published}.txt"
    drafts = [
        (draft, page) for page in issue.pages for draft in page.items if isinstance(draft, Draft)
    ]
    text = _GAP.join(_GAP.join(_blocks(draft)) for draft, _ in drafts)
    stories = tuple(story_of(draft, issue, page, file) for draft, page in drafts)
    return file, f"\n\n{text}\n".encode(), stories


def _blocks(draft: Draft) -> Iterator[str]:
    yield draft.headline.replace(BREAK, " ")
    if draft.subhead:
        yield draft.subhead
    for paragraph in draft.paragraphs:
        *parts, last = paragraph.split(BREAK)
        if parts and last.isdigit():
            whole = _GAP.join(parts)
            yield f"{whole}{_JUMP}{whole[-int(last) :]}"
        else:
            yield _GAP.join([*parts, last])
    yield from closing_byline(draft)
