"""A site that fails in every way: what can be reached is stored, the rest is listed, it ends."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from archive.crawl import CrawlError, CrawlSettings
from archive.crawl.process import in_child, job_of
from archive.crawl.settings import MEGABYTE
from tests.archive.crawl.crawling import Crawling, crawl_on_a_full_disk, lake
from tests.crawl.live import LiveNewspaper, weekly
from tests.crawl.serving import Fault

pytestmark = pytest.mark.faults

LASTING = {
    "status": ("500", Fault("status")),
    "silence": ("超时", Fault("silence")),
    "reset": ("连接中断", Fault("reset")),
    "slow": ("超时", Fault("slow", pause=0.2)),
    "cut": ("连接中断", Fault("cut")),
    "redirects": ("连续跳转", Fault("redirects")),
    "elsewhere": ("别的主机", Fault("elsewhere", location="http://10.0.0.1/")),
    "huge": ("大小上限", Fault("huge")),
    "bomb": ("大小上限", Fault("bomb")),
    "empty": ("文件是空的", Fault("empty")),
}
HARMLESS = ("charset", "gzip")


def break_stories(it: Crawling) -> dict[str, str]:
    """Have a story fail in each way; gives back why each should be listed, by its address."""
    stories = it.paper.truth.stories
    wanted = {}
    for story, (words, fault) in zip(stories[::2], LASTING.values(), strict=False):
        it.server.faults[urlsplit(it.url(story.file)).path] = fault
        wanted[it.url(story.file)] = words
        if fault.kind == "bomb":  # it is built when it is first asked for, which takes a while
            urlopen(it.url(story.file)).close()
    assert len(wanted) == len(LASTING)
    for story, kind in zip(stories[1::2], HARMLESS, strict=False):
        it.server.faults[urlsplit(it.url(story.file)).path] = Fault(kind)  # type: ignore[arg-type]
    return wanted


def told(report: object) -> dict[str, str]:
    return dict(report.failures) | dict(report.refused)  # type: ignore[attr-defined]


@pytest.mark.parametrize("family", ["founder_old", "founder_new", "government"])
def test_what_can_be_reached_is_stored_and_the_rest_is_listed(family: str, tmp_path: Path) -> None:
    days = weekly(date(2023, 1, 4), 8)
    paper = LiveNewspaper("lake", family, days, pages=(2, 2), stories=(2, 3))
    with lake(tmp_path, paper=paper) as it:
        wanted = break_stories(it)
        report = it.run_all(timeout=4, retries=0)
        assert report.stopped == ""
        listed = {url.partition("?")[0]: reason for url, reason in told(report).items()}
        assert set(listed) == set(wanted)
        assert {url: words for url, words in wanted.items() if words not in listed[url]} == {}
        dead = [url.removeprefix(it.url("")) for url in wanted]
        left = paper.reachable(dead)
        assert set(it.articles()) == {it.url(story.file) for story in left.stories}
        assert max(len(content) for content in kept(it)) < 9 * MEGABYTE

        it.server.faults.clear()
        it.run_all()
        it.check()


def kept(it: Crawling) -> list[bytes]:
    return [capture.content for _, capture in it.archive.captures(range(1, 2000))]


def test_what_fails_for_a_while_is_tried_again(tmp_path: Path) -> None:
    with lake(tmp_path, issues=2) as it:
        ways = [
            Fault("status", times=1, status=503),
            Fault("reset", times=1),
            Fault("cut", times=1),
        ]
        for story, fault in zip(it.paper.truth.stories, ways, strict=False):
            it.server.faults[urlsplit(it.url(story.file)).path] = fault
        it.server.faults["/lake/paperindex.htm"] = Fault("status", times=1, status=502)
        assert it.run_all(retries=2).failures == ()
        it.check()


def test_a_dead_issue_page_hides_only_what_lies_behind_it(tmp_path: Path) -> None:
    with lake(tmp_path, "founder_new", issues=4) as it:
        page = it.paper.truth.pages[2]
        it.server.faults[urlsplit(it.url(page.file)).path] = Fault("status", status=404)
        report = it.run_all()
        assert [url for url, _ in report.failures] == [it.url(page.file)]
        left = it.paper.reachable([page.file])
        assert set(it.articles()) == {it.url(story.file) for story in left.stories}


def test_a_calendar_without_end_ends(tmp_path: Path) -> None:
    days = weekly(date(2023, 1, 4), 6)
    paper = LiveNewspaper("lake", "founder_new", days, pages=(2, 2), stories=(2, 3), endless=True)
    with lake(tmp_path, paper=paper) as it:
        report = it.run_all()
        it.check()
        months = {path for path in it.server.paths() if "calendar" in path}
        assert months == {"/lake/calendar_202301.htm", "/lake/calendar_202302.htm"}
        # Days that a calendar names, but whose page is empty.
        assert len(report.failures) <= 36
        assert {reason for _, reason in report.failures} == {"不是版面页，或版面上没有稿件"}


def test_a_root_that_never_stops_redirecting_is_given_up(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, faults={"/lake/": Fault("redirects")}) as it:
        report = it.run_all()
        ((_, reason),) = report.failures
        assert "连续跳转超过 5 次" in reason
        assert len(it.asked()) == 6


def test_a_page_of_100_megabytes_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        story = it.paper.truth.stories[0]
        it.server.faults[urlsplit(it.url(story.file)).path] = Fault("huge")
        started = time.monotonic()
        report = it.run_all(page_bytes=1 * MEGABYTE)
        assert time.monotonic() - started < 30
        assert dict(report.failures) == {it.url(story.file): "超过大小上限"}


def test_a_story_that_keeps_failing_is_let_be_until_somebody_asks(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        story = it.paper.truth.stories[0]
        path = urlsplit(it.url(story.file)).path
        it.server.faults[path] = Fault("status", status=404)
        for _ in range(5):
            it.run(retries=0)
        assert it.server.paths().count(path) == 3
        del it.server.faults[path]
        it.run_all()
        it.check()


def test_a_site_that_has_stopped_answering_is_left_alone(tmp_path: Path) -> None:
    with lake(tmp_path, pictures=False) as it:
        for story in it.paper.truth.stories:
            it.server.faults[urlsplit(it.url(story.file)).path] = Fault("status", status=503)
        report = it.run_all(misses=2, retries=0, concurrency=1)
        assert "连续 2 个地址没有得到回答" in report.stopped
        assert 2 <= len(report.failures) <= 4
        it.server.faults.clear()
        assert it.run_all().failures == ()
        assert len(it.articles()) == len(it.paper.truth.stories)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=429),
        Fault("status", status=503, headers={"Retry-After": "600"}),
    ],
)
def test_a_server_that_asks_for_a_pause_gets_it(fault: Fault, tmp_path: Path) -> None:
    with lake(tmp_path) as it:
        page = urlsplit(it.url(it.paper.truth.pages[-1].file)).path
        it.server.faults[page] = fault
        report = it.run_all(retries=0, concurrency=1)
        assert "慢一些" in report.stopped
        assert len(report.failures) == 1
        # One more may have been on its way.
        assert page in [asked.path for asked in it.asked()[-2:]]
        it.server.faults.clear()
        it.run_all()
        it.check()


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with lake(tmp_path) as it:
        first, last = it.paper.truth.dates[0], it.paper.truth.dates[-1]
        job = job_of(it.archive, it.site, it.settings, since=first, until=last)
        with pytest.raises(CrawlError, match=r"抓取中断：.*(disk|full)"):
            in_child(crawl_on_a_full_disk, job)
        it.run_all()
        it.check()


def test_the_settings_name_every_limit() -> None:
    settings = CrawlSettings()
    assert settings.limit("story") < settings.limit("picture") < settings.limit("pdf")
