"""A live newspaper: issues as a CMS family publishes them, and how one gets from one to the next.

In: a family and the days of its issues. Out: what each path answers, and the truth about it all.
`tests.crawl.serving` puts it on the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from posixpath import dirname, relpath
from random import Random

from archive.sample.founder import print_issue
from archive.sample.government import print_stories
from archive.sample.newer import print_newer_issue
from archive.sample.truth import SamplePage, SampleStory
from tests.crawl.written import Sizes, written_issue

# Our names of the families and the sample printers' own.
FAMILIES = {
    "founder_old": "founder",
    "founder_nbs": "nbs",
    "founder_new": "newer",
    "huaguang": "huaguang",
    "government": "government",
}
# How the back issues are found: links 上一期 and 下一期 on every issue page, a page a month that
# lists its issues, by nothing but the pattern of the addresses, or list pages with paging.
WAYS = {
    "founder_old": "neighbours",
    "founder_nbs": "dates",
    "founder_new": "calendar",
    "huaguang": "neighbours",
    "government": "list",
}
LIST_LENGTH = 20
_END = re.compile(rb"</body>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?gb2312", re.IGNORECASE)


def weekly(first: date, issues: int, *, every: int = 7) -> list[date]:
    """That many days, `every` days apart."""
    return [first + timedelta(days=every * at) for at in range(issues)]


@dataclass(frozen=True, slots=True)
class Truth:
    """All that a crawl should find; files are named below the newspaper's root."""

    stories: tuple[SampleStory, ...]
    pages: tuple[SamplePage, ...]
    pictures: frozenset[str]
    page_pictures: frozenset[str]
    pdfs: frozenset[str]

    @property
    def dates(self) -> list[date]:
        """The days with stories."""
        return sorted({story.published for story in self.stories})

    @property
    def notices(self) -> frozenset[str]:
        """The files of advertisements, which are no stories."""
        return frozenset(file for page in self.pages for file in page.notices)


@dataclass(slots=True)
class _Issue:
    files: dict[str, bytes]
    stories: tuple[SampleStory, ...]
    pages: tuple[SamplePage, ...]

    @property
    def front(self) -> str:
        return self.pages[0].file


@dataclass
class LiveNewspaper:
    """A newspaper of one family with the issues of some days, weekly for two years by default.

    `way` says how its back issues are found; `validators` whether it sends ETag and Last-Modified.
    """

    key: str
    family: str = "founder_old"
    days: Iterable[date] = field(default_factory=lambda: weekly(date(2023, 1, 4), 104))
    pages: tuple[int, int] = (2, 4)
    stories: tuple[int, int] = (3, 5)
    seed: int = 1
    way: str = ""
    validators: bool = True
    endless: bool = False
    """A calendar whose months never end, with an issue page without stories on each day."""

    def __post_init__(self) -> None:
        self.way = self.way or WAYS[self.family]
        self._random = Random(f"{self.key} {self.seed}")
        self._numbers, self._serials = count(1001), count(1)
        self._issues: dict[date, _Issue] = {}
        for day in self.days:
            self.publish(day)

    @property
    def _sizes(self) -> Sizes:
        return self.pages, self.stories

    def publish(self, day: date) -> tuple[SampleStory, ...]:
        """One more issue, its stories given back."""
        written = written_issue(
            FAMILIES[self.family], day, self._random, self._serials, sizes=self._sizes
        )
        if self.family == "government":
            printed = list(print_stories(written, self._numbers))
            files = {name: content for _, files in printed for name, content in files.items()}
            issue = _Issue(files, tuple(story for story, _ in printed), ())
        else:
            print_ = print_issue if self.family == "founder_old" else print_newer_issue
            made = print_(written, self._numbers)
            issue = _Issue(made.files, made.stories, made.pages)
        self._issues[day] = issue
        self._issues = dict(sorted(self._issues.items()))
        return issue.stories

    def correct(self, story: SampleStory) -> SampleStory:
        """Publish a story again with another number in it; the corrected story is given back."""
        issue = self._issues[story.published]
        printed = re.search("编号0[0-9]{4}", "".join(story.paragraphs))
        assert printed is not None, f"no number to correct in {story.file}"
        new = printed[0].replace("编号0", "编号9")
        content = issue.files[story.file]
        encoding = "gb18030" if _CHARSET.search(content) else "utf-8"
        issue.files[story.file] = content.replace(printed[0].encode(encoding), new.encode(encoding))
        paragraphs = tuple(text.replace(printed[0], new) for text in story.paragraphs)
        corrected = replace(story, paragraphs=paragraphs)
        issue.stories = tuple(corrected if one.file == story.file else one for one in issue.stories)
        return corrected

    @property
    def truth(self) -> Truth:
        """What is published now."""
        issues = self._issues.values()
        stories = tuple(story for issue in issues for story in issue.stories)
        files = [name for issue in issues for name in issue.files]
        return Truth(
            stories=stories,
            pages=tuple(page for issue in issues for page in issue.pages),
            pictures=frozenset(name for name in files if name.endswith(".png")),
            page_pictures=frozenset(name for name in files if name.endswith("/page.jpg")),
            pdfs=frozenset(name for name in files if name.endswith(".pdf")),
        )

    def answer(self, path: str) -> bytes | str | None:
        """What a path below the root answers now: a body, a path to go to, or None (404)."""
        if path == "":
            return self._root()
        if path == "paperindex.htm" and self.family == "founder_old":
            return _refresh(self._latest.front)
        if self.way == "calendar" and (month := re.fullmatch(r"calendar_(\d{4})(\d\d)\.htm", path)):
            return self._calendar(int(month[1]), int(month[2]))
        if self.way == "list" and (number := re.fullmatch(r"gov/index(?:_(\d+))?\.html", path)):
            return self._list(int(number[1] or 0))
        for day, issue in self._issues.items():
            if path in issue.files:
                content = issue.files[path]
                is_page = any(page.file == path for page in issue.pages)
                return self._with_ways(day, path, content) if is_page else content
        return self._empty_issue(path) if self.endless else None

    def reachable(self, dead: Iterable[str]) -> Truth:
        """What can still be found when some paths never answer."""
        lost, truth = set(dead), self.truth
        seen, waiting = set(lost), [path for path in [""] if path not in lost]
        while waiting:
            path = waiting.pop()
            if path not in seen:
                seen.add(path)
                waiting += self._links(path)
        seen -= lost
        return Truth(
            stories=tuple(story for story in truth.stories if story.file in seen),
            pages=tuple(page for page in truth.pages if page.file in seen),
            pictures=truth.pictures & seen,
            page_pictures=truth.page_pictures & seen,
            pdfs=truth.pdfs & seen,
        )

    # -- ways from one issue to another

    @property
    def _latest(self) -> _Issue:
        return self._issues[max(self._issues)]

    def _root(self) -> bytes | str:
        match self.family:
            case "founder_old":
                return _refresh("paperindex.htm")
            case "founder_nbs":
                return _refresh(self._latest.front)
            case "founder_new":
                return self._latest.front
            case "huaguang":
                day = max(self._issues)
                link = f'<a href="{self._latest.front}">{day:%Y年%m月%d日} 进入数字报</a>'
                return _document("数字报首页", link)
        return _document("政务动态", '<a href="gov/index.html">政务要闻</a>')

    def _with_ways(self, day: date, path: str, content: bytes) -> bytes:
        links = [(name, relpath(to, dirname(path))) for name, to in self._ways(day)]
        # A way out of the newspaper, under another name of the same server: nobody may take it.
        links.append(("友情链接", "http://localhost:{port}/outside/"))
        html = "".join(f'<a href="{href}">{name}</a>\n' for name, href in links)
        encoding = "gb18030" if _CHARSET.search(content) else "utf-8"
        return _END.sub(lambda end: f"<div>{html}</div>".encode(encoding) + end[0], content, 1)

    def _ways(self, day: date) -> list[tuple[str, str]]:
        if self.way == "calendar":
            return [("往期回顾", f"calendar_{day:%Y%m}.htm")]
        if self.way != "neighbours":
            return []
        days = list(self._issues)
        at = days.index(day)
        before = [("上一期", self._issues[days[at - 1]].front)] if at else []
        after = [("下一期", self._issues[days[at + 1]].front)] if at + 1 < len(days) else []
        return before + after

    def _calendar(self, year: int, month: int) -> bytes | None:
        days = [day for day in self._issues if (day.year, day.month) == (year, month)]
        months = {(day.year, day.month) for day in self._issues}
        links = [(f"{day.day}日", self._issues[day].front) for day in days]
        if not 1 <= month <= 12 or (not days and not self.endless):
            return None
        if self.endless:
            fronts = [date(year, month, number) for number in range(1, 29)]
            links += [(f"{day.day}日", self._front_of(day)) for day in fronts if day not in days]
        for name, step in (("上个月", -1), ("下个月", 1)):
            there = divmod(year * 12 + month - 1 + step, 12)
            if self.endless or (there[0], there[1] + 1) in months:
                links.append((name, f"calendar_{there[0]:04}{there[1] + 1:02}.htm"))
        return _document("往期回顾", "\n".join(f'<a href="{to}">{name}</a>' for name, to in links))

    def _front_of(self, day: date) -> str:
        """The address that an issue of a day would have."""
        known, issue = next(iter(self._issues.items()))
        written = {form: f"{day:{form}}" for form in ("%Y-%m/%d", "%Y%m/%d", "%Y%m%d")}
        return next(
            issue.front.replace(f"{known:{form}}", new)
            for form, new in written.items()
            if f"{known:{form}}" in issue.front
        )

    def _empty_issue(self, path: str) -> bytes | None:
        name = self._latest.front.rpartition("/")[2]
        found = re.search(r"/(\d{4})-?(\d\d)/?(\d\d)/", path)
        if not found or not path.endswith(name):
            return None
        year, month, day = found.groups()
        calendar = relpath(f"calendar_{year}{month}.htm", dirname(path))
        dateline = f"<p>{year}年{month}月{day}日 第A01版：要闻</p>"
        return _document("砚湖报", f'{dateline}<a href="{calendar}">往期</a>')

    def _list(self, number: int) -> bytes | None:
        stories = [story for issue in self._issues.values() for story in issue.stories][::-1]
        shown = stories[number * LIST_LENGTH : (number + 1) * LIST_LENGTH]
        if not shown:
            return None
        links = [
            f'<li><a href="{relpath(story.file, "gov")}">{story.headline}</a></li>'
            for story in shown
        ]
        if (number + 1) * LIST_LENGTH < len(stories):
            links.append(f'<a href="index_{number + 1}.html">下一页</a>')
        if number:
            before = f"index_{number - 1}.html" if number > 1 else "index.html"
            links.append(f'<a href="{before}">上一页</a>')
        return _document("政务要闻", f"<ul>{''.join(links)}</ul>")

    def _links(self, path: str) -> list[str]:
        """The paths that a path's answer leads to, as a reader of the whole page finds them."""
        answer = self.answer(path)
        if isinstance(answer, str):
            return [answer]
        if answer is None or not (path == "" or path.endswith((".htm", ".html"))):
            return []
        text = answer.decode("gb18030" if _CHARSET.search(answer) else "utf-8")
        found = re.findall(r"(?:href|src|url)\s*=\s*[\"']?([^\"'\s>]+)", text, re.IGNORECASE)
        here = [_joined(path, to) for to in found if not to.startswith(("http:", "#"))]
        if path == "" and self.way == "dates":
            here += [issue.front for issue in self._issues.values()]
        return here


def _joined(path: str, to: str) -> str:
    parts: list[str] = dirname(path).split("/") if dirname(path) else []
    for part in to.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _document(title: str, inside: str) -> bytes:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    head = f"<html><head>{meta}<title>{title}</title></head>"
    return f"{head}\n<body>\n{inside}\n</body></html>\n".encode()


def _refresh(to: str) -> bytes:
    return (
        f'<HTML><HEAD><TITLE>数字报</TITLE><META HTTP-EQUIV="REFRESH" CONTENT="0; URL={to}">'
        "</HEAD><BODY></BODY></HTML>\n"
    ).encode()
