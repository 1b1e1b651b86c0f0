"""Files, folders, ZIPs, JSON Lines and WARC files → what the archive holds of them.

In: paths and the newspaper they belong to. Out: captures with their stories, pictures and failures
in the archive, committed batch by batch, and a report.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DataError

from archive.filetypes import Refused, picture_type
from archive.filing import content_hash
from archive.intake import Found, Opener, survey
from archive.models import Capture, Newspaper, ParseError, Reading
from archive.parse import complete_reading, read_capture
from archive.refusals import RefusedFile, refused_file, remember
from archive.rows import ROW_TYPE, Row, read_issue_date, read_row, read_rows
from archive.store import Archive
from archive.templates import TEMPLATES
from archive.warc import Received, read_warc, received_at, versions

__all__ = [
    "ImportReport",
    "import_paths",
    "latest_issue",
    "read",
    "read_dated",
    "read_issue_date",
]

Progress = Callable[[int, int | None], None]

PAGES_A_BATCH = 200
ROWS_A_BATCH = 500
NEEDS_ISSUE_DATE = "需要刊期：请用 --issue-date 指定"

_log = logging.getLogger(__name__)
_Step = Callable[[], object]
_ISSUE_PAGES = [
    re.compile(pattern, re.IGNORECASE)
    for template in TEMPLATES
    if template.issue
    for pattern in template.issue.addresses
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of the pages (a row of JSON Lines is one), and each failure with its reason.

    `furniture` counts style sheets, scripts, PDFs of pages that issue pages link, and the like.
    """

    new: int
    unchanged: int
    changed: int
    stories: int
    pictures: int
    furniture: int
    failures: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> int:
        """How many files and rows failed."""
        return len(self.failures)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        values = asdict(self) | {"failed": self.failed}
        for key, text in (("failures", "reason"), ("warnings", "warning")):
            values[key] = [{"file": file, text: words} for file, words in getattr(self, key)]
        return values


def import_paths(
    archive: Archive,
    paths: Sequence[Path],
    *,
    newspaper: Newspaper,
    today: date,
    issue_date: date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take in everything readable under the paths: pictures, then issue pages, then stories.

    `issue_date` is for pages that say none. `today` (Asia/Shanghai) tells a future date.
    `progress` is called after each batch with the files and rows done and their total (None where
    rows make it unknown). What was committed stays if this is interrupted; a page that fails is
    kept with its reason and harms no other. Of a file or row that is no page its name is kept. A
    page of a WARC file that is older than what is kept of it is not taken.
    """
    archive.add_newspaper(newspaper)
    surveyed = survey(paths)
    pictures = [found for found in surveyed.found if found.kind == "picture"]
    issues, stories = _issues_first(surveyed.found)
    rows = [found for found in surveyed.found if found.kind == "rows"]
    warcs = [found for found in surveyed.found if found.kind == "warc"]
    total = None if rows or warcs else len(surveyed.found)
    with Opener() as opener:
        run = _Import(archive, newspaper, issue_date, today, opener)
        steps: list[tuple[Iterable[_Step], int]] = [
            ((partial(run.picture, found) for found in pictures), PAGES_A_BATCH),
            ((partial(run.page, found) for found in issues), PAGES_A_BATCH),
            ((partial(run.page, found) for found in stories), PAGES_A_BATCH),
            *((run.rows(found), ROWS_A_BATCH) for found in rows),
            # Twice: what is on a page must be known before its stories and pictures are placed.
            *((run.warc(found, first=True), PAGES_A_BATCH) for found in warcs),
            *((run.warc(found, first=False), PAGES_A_BATCH) for found in warcs),
        ]
        for some, size in steps:
            run.take(some, size, lambda done: progress and progress(done, total))
    # The printed page as a PDF, beside the web pages that are read, is nothing to worry about.
    printed = archive.page_pdfs(newspaper.key)
    refused = [refusal for refusal in surveyed.refusals if refusal.source not in printed]
    run.failures[:0] = ((refusal.file, refusal.reason) for refusal in refused)
    left_out = len(surveyed.furniture) + len(surveyed.refusals) - len(refused)
    run.refused += (refused_file(newspaper.key, one, one.reason) for one in refused if one.source)
    with archive.batch():
        remember(archive.connection, newspaper.key, surveyed.seen(), run.refused)
    return run.report(furniture=left_out)


def read(capture: Capture, newspaper: Newspaper) -> Reading:
    """What a capture of any kind says: a page by its template, a row of JSON Lines as it stands.

    Raises:
        ParseError: it cannot be read.
    """
    if capture.media_type != ROW_TYPE:
        return read_capture(capture, newspaper)
    return complete_reading(read_row(capture, newspaper), newspaper)


def read_dated(label: str, newspaper: Newspaper, capture: Capture, latest: date) -> Reading:
    """What a capture says, every story dated and none after `latest`.

    Raises:
        Refused: whatever is wrong with the page, and the parser's own mistakes.
    """
    try:
        reading = read(capture, newspaper)
    except Refused:
        raise
    except ParseError as error:
        raise Refused(error.message) from error
    except Exception as error:
        _log.exception("reading %s failed", label)
        reason = f"读取时程序出错（{type(error).__name__}：{error}）"
        raise Refused(reason) from error
    stories = tuple(
        replace(story, published=story.published or capture.issue_date) for story in reading.stories
    )
    reading = replace(reading, stories=stories)
    for published in _dates(reading):
        if published is None:
            raise Refused(NEEDS_ISSUE_DATE)
        if published > latest:
            raise Refused(f"刊期 {published} 在今天以后：请核对日期")
    return reading


def latest_issue(today: date) -> date:
    """The latest date of an issue: one may be put online the evening before."""
    return today + timedelta(days=1)


class _Import:
    """One import under way: where things go, and the tally."""

    def __init__(
        self,
        archive: Archive,
        newspaper: Newspaper,
        issue_date: date | None,
        today: date,
        opener: Opener,
    ) -> None:
        self._archive = archive
        known = archive.newspapers()
        self._newspaper = known[newspaper.key]  # with the name and region it already had
        self._papers = {paper.name: paper for paper in known.values()} | known
        self._issue_date = issue_date
        self._latest = latest_issue(today)
        self._opener = opener
        self._outcomes: Counter[str] = Counter()
        self._done = 0
        self._printed: set[str] | None = None  # the PDFs that issue pages link
        self.failures: list[tuple[str, str]] = []
        self.refused: list[RefusedFile] = []
        self._warnings: list[tuple[str, str]] = []

    def take(self, steps: Iterable[_Step], size: int, progress: Callable[[int], object]) -> None:
        """Take each step, `size` of them in a transaction."""
        steps = iter(steps)
        for first in steps:
            with self._archive.batch():
                for step in chain((first,), islice(steps, size - 1)):
                    step()
                    self._done += 1
            progress(self._done)

    def picture(self, found: Found) -> None:
        """Keep one picture, if it is one."""
        try:
            content = self._opener.content(found)
            kind = picture_type(content)
        except Refused as error:
            self._refuse(found, str(error))
            return
        self._archive.store_picture(self._newspaper, found.source, content, kind)
        self._outcomes["pictures"] += 1

    def page(self, found: Found) -> None:
        """File one page; one that cannot be opened is reported and not kept."""
        try:
            content = self._opener.content(found)
        except Refused as error:
            self._refuse(found, str(error))
            return
        # A file has no media type: what its name says is often wrong, so parse looks inside.
        page = Capture(source=found.source, content=content, issue_date=self._issue_date)
        self._file(found, "", self._newspaper, page)

    def rows(self, found: Found) -> Iterator[_Step]:
        """A step for each row of a file, and one to say where the file broke off, if it did."""
        seen: set[tuple[str, str]] = set()
        number = 0
        try:
            with self._opener.stream(found) as stream:
                for row in read_rows(stream, found.source, self._issue_date):
                    number = row.number
                    yield partial(self._row, found, row, seen)
        except Refused as error:
            reason = f"第 {number} 行以后没有读到：{error}" if number else str(error)
            yield partial(self._refuse, found, reason)

    def warc(self, found: Found, *, first: bool) -> Iterator[_Step]:
        """A step for each page of a WARC file: the issue pages and pictures first, then the rest.

        Where the file breaks off is said by the second reading.
        """
        number = 0
        try:
            with self._opener.stream(found) as stream:
                for record in read_warc(stream):
                    number += 1
                    early = record.kind == "picture" or _is_issue_page(record.source)
                    if early == first:
                        yield partial(self._record, found, record)
        except Refused as error:
            if not first:
                reason = f"第 {number} 条记录以后没有读到：{error}" if number else str(error)
                yield partial(self._refuse, found, reason)

    def report(self, furniture: int) -> ImportReport:
        """The tally."""
        return ImportReport(
            new=self._outcomes["new"],
            unchanged=self._outcomes["unchanged"],
            changed=self._outcomes["changed"],
            stories=self._outcomes["stories"],
            pictures=self._outcomes["pictures"],
            furniture=furniture + self._outcomes["furniture"],
            failures=tuple(self.failures),
            warnings=tuple(self._warnings),
        )

    def _refuse(self, found: Found, reason: str, part: str = "") -> None:
        """Tell of a file, or of a part of one, of which nothing is kept."""
        self.failures.append((f"{found.label}{part}", reason))
        self.refused.append(refused_file(self._newspaper.key, found, reason, part))

    def _row(self, found: Found, row: Row, seen: set[tuple[str, str]]) -> None:
        part = f":{row.number}"
        if row.capture is None:
            self._refuse(found, row.reason, part)
        elif (newspaper := self._paper(row)) is None:
            reason = f"报纸“{row.newspaper}”没有登记：请先登记，或去掉这一行的 newspaper"
            self._refuse(found, reason, part)
        else:
            page = (newspaper.key, row.capture.source)
            again = page in seen
            seen.add(page)
            self._file(found, part, newspaper, row.capture, again=again)

    def _record(self, found: Found, record: Received) -> None:
        """Take one record of a WARC file, unless what is kept of its page is newer."""
        capture, key = record.capture, self._newspaper.key
        part = f" {record.source}"
        if record.kind == "refused":
            self._refuse(found, record.reason, part)
            return
        if record.kind == "furniture":
            self._outcomes["furniture"] += 1
            return
        held = versions(self._archive.connection, key, record.source)
        moment, newest = received_at(capture.headers), held[0][1] if held else None
        if capture.source.startswith("http") and moment and newest and moment < newest:
            self._outcomes["unchanged"] += 1
            if content_hash(capture.content) not in (digest for digest, _ in held):
                self._warnings.append((found.label + part, "已收有更新的版本，没有收录这一份"))
            return
        if record.kind == "pdf" and self._printed is None:
            self._printed = self._archive.page_pdfs(key)
        if record.kind == "picture" or capture.source in (self._printed or ()):
            self._keep_picture(found, part, record)
        else:
            dated = replace(capture, issue_date=capture.issue_date or self._issue_date)
            self._file(found, part, self._newspaper, dated)

    def _keep_picture(self, found: Found, part: str, record: Received) -> None:
        """Keep a picture or the PDF of a page, if it is one."""
        content, headers = record.capture.content, record.capture.headers
        try:
            kind = picture_type(content) if record.kind == "picture" else "application/pdf"
        except Refused as error:
            self._refuse(found, str(error), part)
            return
        self._archive.store_picture(self._newspaper, record.source, content, kind, headers)
        self._outcomes["pictures" if record.kind == "picture" else "furniture"] += 1

    def _paper(self, row: Row) -> Newspaper | None:
        return self._papers.get(row.newspaper) if row.newspaper else self._newspaper

    def _file(
        self, found: Found, part: str, paper: Newspaper, capture: Capture, *, again: bool = False
    ) -> None:
        """Store a capture with its reading, or as a failure; `again`: its id came before."""
        label = f"{found.label}{part}"
        digest = content_hash(capture.content)
        if self._archive.is_known(paper.key, capture.source, digest, capture.issue_date):
            self._outcomes["unchanged"] += 1
            return
        if again:
            # As a change it would be one more version at every import of the same file.
            self._refuse(found, "id 与前面的行重复，内容不同：只收第一行", part)
            return
        try:
            reading = read_dated(label, paper, capture, self._latest)
            with self._archive.savepoint():
                outcome = self._archive.store(paper, _filed_under(capture, reading), reading)
        except Refused as error:
            reason = str(error)
        except (UnicodeEncodeError, DataError) as error:  # half a character, a NUL
            reason = f"内容里有存不下的字符：{error}"
        else:
            self._outcomes[outcome] += 1
            self._outcomes["stories"] += len(reading.stories)
            self._warnings += ((label, warning) for warning in reading.warnings)
            return
        self.failures.append((label, reason))
        self._archive.store_failure(paper, capture, reason)


def _dates(reading: Reading) -> list[date | None]:
    dates = [story.published for story in reading.stories]
    return [*dates, reading.issue.published] if reading.issue else dates


def _filed_under(capture: Capture, reading: Reading) -> Capture:
    """The capture with the date it says itself, where another was given for the whole import."""
    own = next(iter(_dates(reading)), None)
    return replace(capture, issue_date=own) if capture.issue_date and own else capture


def _issues_first(entries: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """The pages by their names: issue pages, which place the stories, and all others."""
    issues: list[Found] = []
    others: list[Found] = []
    for entry in entries:
        if entry.kind == "page":
            (issues if _is_issue_page(entry.source) else others).append(entry)
    return issues, others


def _is_issue_page(source: str) -> bool:
    return any(name.search(source) for name in _ISSUE_PAGES)
