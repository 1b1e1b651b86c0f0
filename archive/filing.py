"""Filing a page: its capture, its stories and their addresses, in the caller's transaction.

In: a capture and what was read from it. Out: rows; `changes` gets a line for each touched article.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Executable, bindparam, update

from archive import statements as sql
from archive.appearances import drop_rows, give_keys, write_rows
from archive.models import Capture, Issue, Picture, Reading, Story, story_to_json
from archive.openings import alike, headline_of, opening_of, words_of
from archive.permanent import NO_PAGE, AnyRow
from archive.schema import addresses, articles

Outcome = Literal["new", "changed", "unchanged"]

# How to tell the story next time: its page, order and words may all have changed since.
_REMEMBER = update(addresses).where(addresses.c.article == bindparam("number"))
_OPENING_OF_SOURCE = sql.ARTICLE_BY_OPENING.where(addresses.c.source == bindparam("source"))
# A take-down outlives the story's absence: back on its page it must not be published again.
_DROP_ARTICLE = sql.DROP_ARTICLE.where(
    articles.c.state != "withdrawn", articles.c.capture <= bindparam("capture")
)


def content_hash(content: bytes) -> str:
    """The name of some bytes: their SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class _Place:
    page: str
    page_name: str
    position: int


class Filing:
    """Files captures of one newspaper's pages over one open transaction."""

    def __init__(self, connection: Connection, newspaper: str) -> None:
        self._connection = connection
        self._newspaper = newspaper
        self._listings: dict[date, dict[str, _Place]] = {}
        self._touched: set[int] = set()

    def finish(self) -> None:
        """Before the transaction ends: give their keys to the people named for the first time."""
        if self._touched:
            give_keys(self._connection, self._newspaper, sorted(self._touched))
            self._touched.clear()

    def known(self, source: str, digest: str, issue_date: date | None) -> bool:
        """Whether these bytes were read for this page and are the newest of it.

        The page may have been imported from a folder further up or down: `08/content_1.htm` is
        `html/2019-10/08/content_1.htm`. A given issue date must be the same too.
        """
        for row in self._rows(sql.READ_WITH_HASH, hash=digest):
            if issue_date and row.issue_date != issue_date:
                continue
            if not _same_page(row.source, source):
                continue
            newest = self._newest(row.source, row.issue_date)
            if newest is not None and newest.id == row.id:
                return True
        return False

    def file(self, capture: Capture, reading: Reading) -> Outcome:
        """Store a page and its stories; a changed page keeps the addresses of its stories."""
        dates = [story.published for story in reading.stories if story.published]
        if reading.issue:
            dates.append(reading.issue.published)
        dated = capture.issue_date or (dates[0] if dates else None)
        digest = self._keep(capture.content, packed=True)
        before = self._newest(capture.source, dated)
        if before is not None and before.hash == digest and before.outcome == "read":
            return "unchanged"
        number = self._capture(capture, digest, dated, "read", family=reading.family)
        if reading.issue:
            self._list_issue(reading.issue, number)
        filed = [] if before is None else self._filed(capture.source, dated)
        self._file_stories(capture.source, number, reading.stories, filed)
        return "new" if before is None or before.outcome == "failed" else "changed"

    def refile(self, capture: Capture, reading: Reading) -> tuple[Outcome, int]:
        """Take what a kept capture is read as today; also gives how many articles it changed."""
        number = capture.id
        judged = self._rows(sql.CAPTURE, capture=number)[0]
        dates = [story.published for story in reading.stories if story.published]
        dated = capture.issue_date or next(iter(dates), None)
        verdict = {"outcome": "read", "family": reading.family, "reason": ""}
        if (judged.outcome, judged.family) != ("read", reading.family):
            self._do(sql.JUDGE_CAPTURE, capture=number, issue_date=dated, **verdict)
        listed = bool(reading.issue and self._list_issue(reading.issue, number))
        filed = self._filed(capture.source, dated)
        touched = self._file_stories(capture.source, number, reading.stories, filed)
        if judged.outcome == "failed":
            return "new", touched
        return ("changed" if touched or listed else "unchanged"), touched

    def refile_failure(self, number: int, reason: str) -> None:
        """A kept capture cannot be read today: what was read from it before stays."""
        self._do(sql.JUDGE_CAPTURE, capture=number, outcome="failed", reason=reason)

    def file_failure(self, capture: Capture, reason: str) -> None:
        """Keep a page that could not be read, with the reason."""
        digest = self._keep(capture.content, packed=True)
        self._capture(capture, digest, capture.issue_date, "failed", reason=reason)

    def file_picture(
        self,
        source: str,
        content: bytes,
        media_type: str,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Keep a picture, or a printed page's PDF; gives back its content hash."""
        digest = self._keep(content, packed=False)
        before = self._newest(source, None)
        if before is None or before.hash != digest:
            kept = Capture(
                source=source, content=content, media_type=media_type, headers=headers or {}
            )
            outcome = "picture" if media_type.startswith("image/") else "pdf"
            self._capture(kept, digest, None, outcome)
        return digest

    # -- statements

    def _rows(self, statement: Executable, **values: object) -> Sequence[AnyRow]:
        found = self._connection.execute(statement, {"newspaper": self._newspaper, **values})
        return found.all()

    def _first(self, statement: Executable, **values: object) -> AnyRow | None:
        return next(iter(self._rows(statement, **values)), None)

    def _add(self, statement: Executable, **values: object) -> int:
        """Insert a row; gives back its number."""
        values["newspaper"] = self._newspaper
        return int(self._connection.execute(statement, values).scalar_one())

    def _do(self, statement: Executable, **values: object) -> int:
        """Execute; gives back how many rows it touched."""
        return self._connection.execute(statement, values).rowcount

    # -- received

    def _keep(self, content: bytes, *, packed: bool) -> str:
        digest = content_hash(content)
        if self._first(sql.BLOB, hash=digest) is None:
            self._do(
                sql.ADD_BLOB,
                hash=digest,
                size=len(content),
                packed=zlib.compress(content) if packed else content,
                encoding="zlib" if packed else "identity",
            )
        return digest

    def _newest(self, source: str, dated: date | None) -> AnyRow | None:
        """The newest capture of a page: a file name is a page only within a date."""
        rows = self._rows(sql.CAPTURES_OF_SOURCE, source=source)
        if dated and not _is_unique(source):
            rows = [row for row in rows if row.issue_date in (dated, None)]
        return rows[0] if rows else None

    def _capture(
        self,
        capture: Capture,
        digest: str,
        dated: date | None,
        outcome: str,
        family: str = "",
        reason: str = "",
    ) -> int:
        """A capture's row; the same bytes of the same page that failed before are judged anew."""
        verdict = {"outcome": outcome, "family": family, "reason": reason, "issue_date": dated}
        for row in self._rows(sql.CAPTURES_OF_SOURCE, source=capture.source):
            if row.hash == digest and row.outcome == "failed":
                self._do(sql.JUDGE_CAPTURE, capture=row.id, **verdict)
                return int(row.id)
        return self._add(
            sql.ADD_CAPTURE,
            source=capture.source,
            hash=digest,
            media_type=capture.media_type,
            headers=dict(capture.headers),
            received=datetime.now(UTC).replace(tzinfo=None),
            **verdict,
        )

    # -- issues

    def _list_issue(self, issue: Issue, capture: int) -> bool:
        """Write what an issue page says of its page; whether that is news."""
        listing = {
            "picture": issue.picture,
            "pdf": issue.pdf,
            "stories": [
                {"url": link.url, "headline": link.headline, "zone": link.zone}
                for link in issue.stories
            ],
        }
        key = {"newspaper": self._newspaper, "published": issue.published, "page": issue.page}
        row = {"page_name": issue.page_name, "listing": listing, "capture": capture}
        kept = {
            (page.page_name, json.dumps(page.listing))
            for page in self._rows(sql.ISSUE_PAGES, published=issue.published)
            if page.page == issue.page
        }
        self._connection.execute(sql.list_issue_page(self._connection.dialect.name, key, row))
        self._listings.pop(issue.published, None)
        return kept != {(issue.page_name, json.dumps(listing))}

    def _place(self, published: date, *sources: str) -> _Place | None:
        """Where the issue's own index puts a story, by the address it was linked at."""
        if published not in self._listings:
            self._listings[published] = {
                link["url"]: _Place(row.page, row.page_name, order)
                for row in self._rows(sql.ISSUE_PAGES, published=published)
                for order, link in enumerate(row.listing["stories"], 1)
            }
        places = self._listings[published]
        return next((places[source] for source in sources if source in places), None)

    # -- stories

    def _file_stories(
        self, source: str, capture: int, stories: Sequence[Story], filed: Sequence[AnyRow]
    ) -> int:
        """Write what is new or different; gives back how many articles that were."""
        touched = 0
        matched = self._match(source, stories, filed)
        for rank, (read, number) in enumerate(zip(stories, matched, strict=True)):
            story = self._placed(source, read)
            fields = story_to_json(story)
            values = {"capture": capture, "story": fields}
            held = self._first(sql.ARTICLE, article=number) if number is not None else None
            if number is None:
                number = self._address(source, rank, story)
            elif held is not None and held.capture > capture:
                continue  # told by another page since
            else:
                told = {"source": source, "rank": rank, "opening": opening_of(story)}
                self._do(_REMEMBER, number=number, **told)
            if held is None:
                # A known story may have vanished from its page and be back.
                self._do(sql.ADD_ARTICLE, id=number, state="published", **values)
            elif held.capture == capture and held.story == _as_kept(fields):
                continue
            else:
                self._do(sql.REFRESH_ARTICLE, article=number, **values)
                drop_rows(self._connection, number)
            write_rows(self._connection, number, fields)
            self._touch(number)
            touched += 1
        for row in filed:
            if row.article not in matched and self._do(
                _DROP_ARTICLE, article=row.article, capture=capture
            ):
                drop_rows(self._connection, row.article)
                self._touch(row.article)
                touched += 1
        return touched

    def _touch(self, article: int) -> None:
        self._do(sql.ADD_CHANGE, article=article)
        self._touched.add(article)

    def _placed(self, source: str, story: Story) -> Story:
        """The story with its page and position in the issue, and its pictures' hashes."""
        place = self._place(story.published, source, story.url) if story.published else None
        if place:
            story = replace(
                story,
                page=story.page or place.page,
                page_name=story.page_name or place.page_name,
                position=place.position,
            )
        pictures = tuple(replace(picture, media=self._media(picture)) for picture in story.pictures)
        return replace(story, pictures=pictures)

    def _media(self, picture: Picture) -> str | None:
        found = self._rows(sql.CAPTURES_OF_SOURCE, source=picture.src)
        return next((row.hash for row in found if row.outcome == "picture"), None)

    def _filed(self, source: str, dated: date | None) -> Sequence[AnyRow]:
        """The live articles that the page gave when it was last read."""
        rows = self._rows(sql.ARTICLES_OF_SOURCE, source=source)
        if dated and not _is_unique(source):
            return [row for row in rows if row.published == dated]
        return rows

    def _match(
        self, source: str, stories: Sequence[Story], filed: Sequence[AnyRow]
    ) -> list[int | None]:
        """For each story the article that it already is, or None.

        By the source's own id; by headline and opening on the same page, once on it, or, for files,
        which may be named anew, anywhere that day; on the same page by headline, by opening, and by
        order if it is the same page for sure, or if both openings are much alike.
        """
        matched: list[int | None] = [None] * len(stories)

        def take(at: int, row: AnyRow | None) -> None:
            if matched[at] is None and row is not None and row.article not in matched:
                matched[at] = row.article

        def pair(keys: Sequence[str], filed_keys: Sequence[str]) -> None:
            for row, key in zip(filed, filed_keys, strict=True):
                free = (at for at, one in enumerate(keys) if one == key and matched[at] is None)
                if key and (at := next(free, None)) is not None:
                    take(at, row)

        openings = [opening_of(story) for story in stories]
        known = [row.opening for row in filed]
        for at, story in enumerate(stories):
            if story.source_id:
                take(at, self._first(sql.ARTICLE_BY_SOURCE_ID, source_id=story.source_id))
        pair(openings, known)
        for at, story in enumerate(stories):
            if matched[at] is None and not story.source_id:
                asked = {"published": story.published, "opening": openings[at]}
                if _is_unique(source):
                    take(at, self._first(_OPENING_OF_SOURCE, source=source, **asked))
                else:
                    take(at, self._first(sql.ARTICLE_BY_OPENING, **asked))
        pair([headline_of(one) for one in openings], [headline_of(one) for one in known])
        pair([words_of(one) for one in openings], [words_of(one) for one in known])
        # content_1.htm may be another story today, and yesterday's be content_2.htm.
        same = _is_unique(source) or any(row.article in matched for row in filed)
        for row in filed:
            if row.rank >= len(stories) or stories[row.rank].source_id:
                continue
            if same or alike(row.opening, openings[row.rank]):
                take(row.rank, row)
        return matched

    def _address(self, source: str, rank: int, story: Story) -> int:
        """A new article's number, with the permanent address that goes with it."""
        assert story.published is not None  # the importer refuses a story with no date
        place = {"published": story.published, "page": story.page or NO_PAGE}
        wanted = story.position or 0
        free = wanted > 0 and self._first(sql.ARTICLE_AT, position=wanted, **place) is None
        last = self._first(sql.LAST_POSITION, **place)
        return self._add(
            sql.ADD_ADDRESS,
            position=wanted if free else (last[0] if last and last[0] else 0) + 1,
            source_id=story.source_id,
            source=source,
            rank=rank,
            opening=opening_of(story),
            **place,
        )


def _as_kept(story: dict[str, Any]) -> Any:
    """JSON values as the database gives them back."""
    return json.loads(json.dumps(story))


def _is_unique(source: str) -> bool:
    """Whether it names one page for ever: a URL or a row's id, not a file's name."""
    return source.startswith(("http://", "https://", "jsonl:"))


def _same_page(one: str, other: str) -> bool:
    if _is_unique(one) or _is_unique(other):
        return one == other
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")
