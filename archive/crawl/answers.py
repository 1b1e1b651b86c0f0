"""What an answer means: a page of its kind, read, with the links it leads to.

In: a page of the frontier and the server's answer. Out: `Handed`, what is to be written of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archive.charset import decode
from archive.crawl.frontier import ABSENT, ENDLESS, MOVED, Frontier, Page, Verdict
from archive.crawl.links import joined, links_of, refresh_of
from archive.crawl.rules import LISTS, RULES, family_of
from archive.crawl.scope import Link, Scope
from archive.crawl.settings import CrawlSettings
from archive.filetypes import Refused, picture_type
from archive.filing import content_hash
from archive.importer import latest_issue, read_dated
from archive.models import Capture, Newspaper, Reading
from archive.newspapers import Site

_GONE = (404, 410)
REDIRECTS = (301, 302, 303, 307, 308)
_WAYS = frozenset({"index", "list"})
_FROM_WAYS = frozenset({"index", "list", "issue", "story"})
_FROM_ISSUES = frozenset({"index", "issue"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the body is decompressed, header names are as sent."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    def header(self, name: str) -> str:
        """A header's value, `` if it was not sent."""
        wanted = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Handed:
    """What is to be written of one answer; `counts` names what it adds to in the report."""

    page: Page
    verdict: Verdict
    links: tuple[Link, ...] = ()
    capture: Capture | None = None
    reading: Reading | None = None
    counts: str = ""
    warnings: tuple[str, ...] = ()


class Reader:
    """Reads the answers of one newspaper's crawl; writes nothing."""

    def __init__(
        self,
        site: Site,
        newspaper: Newspaper,
        settings: CrawlSettings,
        frontier: Frontier,
        today: date,
    ) -> None:
        self._site = site
        self._newspaper = newspaper
        self._settings = settings
        self._frontier = frontier
        self._latest = latest_issue(today)
        family = site.family if site.family in RULES else ""
        # A site of no known family may be known by its start, or by what it led to before.
        family = family or family_of([site.url, *(page.url for page in frontier.fronts()[:1])])
        self._is_open = not family and not site.family
        self.scope = Scope(site.url, RULES.get(family, LISTS))

    def read(self, page: Page, answer: Answer) -> Handed:
        """What an answer means for its page."""
        if answer.status == 304 and page.hash:
            return self._same(page, answer, "not_modified")
        if answer.status in REDIRECTS:
            return self._redirected(page, joined(page.url, answer.header("Location")))
        if answer.status in _GONE and page.is_guessed:
            return _absent(page)
        if answer.status != 200:
            return Handed(page, failure(page, f"服务器回答 {answer.status}"))
        digest = content_hash(answer.content)
        if digest == page.hash:
            return self._same(page, answer, "unchanged")
        by_kind = {
            "issue": self._issue,
            "story": self._story,
            "picture": self._picture,
            "pdf": self._pdf,
        }
        try:
            handed = by_kind.get(page.kind, self._way)(page, answer)
        except Refused as error:
            kept = _capture(page, answer) if page.kind in ("issue", "story") else None
            return Handed(page, Verdict(state="failed", reason=str(error)), capture=kept)
        if handed.verdict.state == "done" and not handed.verdict.reason:
            verdict = Verdict(
                state="done",
                etag=answer.header("ETag"),
                last_modified=answer.header("Last-Modified"),
                hash=digest,
            )
            return replace(handed, verdict=verdict)
        return handed

    # -- by kind

    def _way(self, page: Page, answer: Answer) -> Handed:
        """A root page, a calendar or a list: only its links matter."""
        text = _text(answer)
        urls = links_of(text, page.url)
        target = refresh_of(text, page.url)
        self._learn([target, *urls])
        deep = self._frontier.depth(page.url) >= self._settings.depth
        links = self._links(page, urls, _FROM_WAYS - _WAYS if deep else _FROM_WAYS)
        warnings = (f"到这里已有 {self._settings.depth} 层链接，没有再往下找",) if deep else ()
        if target and not self.scope.is_ours(target):
            return self._redirected(page, target)
        if target:
            links = (*self._onward(page, target), *links)
        return Handed(page, _DONE, links, warnings=warnings)

    def _issue(self, page: Page, answer: Answer) -> Handed:
        text = _text(answer)
        onward = refresh_of(text, page.url)
        capture = _capture(page, answer)
        try:
            reading = read_dated(page.url, self._newspaper, capture, self._latest)
        except Refused:
            if page.is_guessed:
                return _absent(page)
            raise
        issue = reading.issue
        if issue is None or not (issue.stories or issue.picture or issue.pdf):
            if onward:
                return self._redirected(page, onward)
            if page.is_guessed:
                return _absent(page)
            raise Refused("不是版面页，或版面上没有稿件")
        day = issue.published
        stories = [link.url for link in issue.stories]
        links = [*self._own(stories, "story", day)]
        links += self._links(page, links_of(text, page.url), _FROM_ISSUES)
        warnings = reading.warnings
        if self._site.pictures:
            links += self._own([issue.picture], "picture", day)
            links += self._own([issue.pdf], "pdf", day)
            warnings += self._elsewhere([issue.picture, issue.pdf])
        return Handed(page, _DONE, tuple(links), capture, reading, warnings=warnings)

    def _story(self, page: Page, answer: Answer) -> Handed:
        capture = _capture(page, answer)
        reading = read_dated(page.url, self._newspaper, capture, self._latest)
        if not reading.stories and (onward := refresh_of(_text(answer), page.url)):
            return self._redirected(page, onward)
        links: list[Link] = []
        warnings = reading.warnings
        for story in reading.stories if self._site.pictures else ():
            shown = [picture.src for picture in story.pictures]
            links += self._own(shown, "picture", page.issue_date or story.published)
            warnings += self._elsewhere(shown)
        return Handed(page, _DONE, tuple(links), capture, reading, warnings=warnings)

    def _picture(self, page: Page, answer: Answer) -> Handed:
        capture = _capture(page, answer, picture_type(answer.content))
        return Handed(page, _DONE, capture=capture, counts="pictures")

    def _pdf(self, page: Page, answer: Answer) -> Handed:
        if not answer.content.startswith(b"%PDF-"):
            raise Refused("不是 PDF")
        capture = _capture(page, answer, "application/pdf")
        return Handed(page, _DONE, capture=capture, counts="pdfs")

    # -- whatever the kind

    def _same(self, page: Page, answer: Answer, counts: str) -> Handed:
        verdict = Verdict(
            state="done",
            etag=answer.header("ETag") or page.etag,
            last_modified=answer.header("Last-Modified") or page.last_modified,
            hash=page.hash,
        )
        return Handed(page, verdict, counts=counts)

    def _redirected(self, page: Page, target: str) -> Handed:
        """A redirect is a link: what it leads to is asked for as the same kind of page."""
        if not target:
            return Handed(page, failure(page, "跳转没有可用的目标地址"))
        self._learn([target])
        if not self.scope.is_ours(target):
            reason = f"跳转到别的主机，没有跟去：{target}"
            if not page.found_on:
                reason += "（如果那里才是这份报纸，请用那个地址登记）"
            return Handed(page, Verdict(state="refused", reason=reason))
        if page.is_guessed and self.scope.link(target, page.issue_date) is None:
            return _absent(page)
        links = self._onward(page, target)
        if not links:
            limit = self._settings.redirects
            return Handed(page, Verdict(state="failed", reason=f"{ENDLESS}超过 {limit} 次"))
        return Handed(page, Verdict(state="done", reason=f"{MOVED}{target}"), links)

    def _learn(self, urls: Iterable[str]) -> None:
        """Take a site of no known family for that of the first issue page it leads to."""
        if self._is_open and (family := family_of(filter(self.scope.is_ours, urls))):
            self.scope = Scope(self._site.url, RULES[family])
            self._is_open = False

    def _onward(self, page: Page, target: str) -> tuple[Link, ...]:
        """Where a page sends on to, as a page of its own kind, unless it is one too many."""
        found = self.scope.link(target, page.issue_date)
        if found is None or page.kind in ("story", "picture", "pdf"):
            found = Link(target, page.kind, page.issue_date)
        moves = self._frontier.moves(page) if found.kind == page.kind else 0
        return (found,) if moves < self._settings.redirects else ()

    def _links(self, page: Page, urls: Iterable[str], kinds: frozenset[str]) -> tuple[Link, ...]:
        """The links of a page that may be followed: none to an issue of the future."""
        found = [
            link
            for link in self.scope.links(urls, kinds)
            if link.issue_date is None
            or link.issue_date <= self._latest
            or (link.kind == "index" and link.issue_date.replace(day=1) <= self._latest)
        ]
        if not self.scope.rules.dated and page.found_on:
            found = [link for link in found if link.kind != "index"]  # other columns of the site
        return tuple(found)

    def _own(self, urls: Sequence[str], kind: str, day: date | None) -> list[Link]:
        """What a page shows or lists, as far as it lies on the newspaper's host."""
        return [
            Link(url, kind, day)
            for url in urls
            if joined(url, url) == url and self.scope.is_ours(url)
        ]

    def _elsewhere(self, urls: Sequence[str]) -> tuple[str, ...]:
        found = [url for url in urls if url and not self.scope.is_ours(url)]
        return (f"图片在别的主机，没有抓取：{found[0]}",) if found else ()


_DONE = Verdict(state="done")


def failure(page: Page, reason: str) -> Verdict:
    """No usable answer: what is known of the page's last version stays known."""
    return Verdict(
        state="failed",
        reason=reason,
        etag=page.etag,
        last_modified=page.last_modified,
        hash=page.hash,
    )


def _absent(page: Page) -> Handed:
    return Handed(page, Verdict(state="done", reason=ABSENT), counts="absent")


def _text(answer: Answer) -> str:
    return decode(answer.content, answer.header("Content-Type")).text


def _capture(page: Page, answer: Answer, media_type: str = "") -> Capture:
    media_type = media_type or answer.header("Content-Type").partition(";")[0].strip().lower()
    return Capture(
        source=page.url, content=answer.content, media_type=media_type, headers=answer.headers
    )
