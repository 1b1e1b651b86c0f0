"""A newspaper crawled from a real server: all of it once, then only what is new."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.crawl import INTERRUPTED, CrawlProgress
from archive.settings import today
from tests.archive.crawl.crawling import lake
from tests.crawl.live import FAMILIES, LiveNewspaper, weekly


@pytest.mark.parametrize("family", FAMILIES)
def test_the_first_crawl_finds_all_and_the_second_changes_nothing(
    family: str, tmp_path: Path
) -> None:
    with lake(tmp_path, family) as it:
        first = it.run_all()
        assert (first.failures, first.refused, first.stopped, first.waiting) == ((), (), "", 0)
        it.check()
        assert first.stories == len(it.paper.truth.stories)
        assert first.new == len(it.paper.truth.stories) + len(it.paper.truth.pages)
        assert first.requests == len(it.asked())
        assert max(Counter(asked.path for asked in it.asked()).values()) == 1, "asked twice"

        seq = it.archive.last_seq()
        it.server.forget()
        again = it.run_all()
        assert (again.new, again.changed, again.stories, again.failures) == (0, 0, 0, ())
        # A redirect (of the root) has nothing that a condition could be put on.
        assert all(asked.conditional or asked.status == 302 for asked in it.asked())
        assert again.not_modified == sum(asked.status == 304 for asked in it.asked()) > 0
        assert it.archive.last_seq() == seq
        it.check()


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_two_years_of_a_family(family: str, tmp_path: Path) -> None:
    with lake(tmp_path, paper=LiveNewspaper("lake", family)) as it:
        report = it.run_all()
        assert (report.failures, report.waiting) == ((), 0)
        it.check()
        seq = it.archive.last_seq()
        it.server.forget()
        again = it.run_all()
        assert (again.new, again.changed, again.stories, again.failures) == (0, 0, 0, ())
        assert all(asked.conditional or asked.status == 302 for asked in it.asked())
        assert it.archive.last_seq() == seq


@pytest.mark.parametrize("family", ["founder_new", "founder_nbs", "huaguang", "government"])
def test_a_family_that_was_not_told_is_found_out(family: str, tmp_path: Path) -> None:
    with lake(tmp_path, family, 2, family="") as it:
        it.run_all()
        it.check()


def test_a_new_issue_costs_little_more_than_its_own_pages(tmp_path: Path) -> None:
    last = today() - timedelta(days=1)
    paper = LiveNewspaper(
        "lake", days=weekly(last - timedelta(weeks=10), 10), pages=(2, 2), stories=(2, 3)
    )
    with lake(tmp_path, paper=paper) as it:
        it.run()
        it.check()
        stories = paper.publish(last)
        it.server.forget()
        report = it.run()
        assert report.stories == len(stories)
        it.check()
        day = f"{last:%Y-%m/%d}"
        others = [urlsplit(asked.path).path for asked in it.asked() if day not in asked.path]
        # The root and the days about now, which may still change; older issues are left in peace.
        week = [today() - timedelta(days=back) for back in range(-1, 8)]
        assert {path for path in others if "/html/" in path or "/res/" in path} == {
            path for path in others if any(f"{day:%Y-%m/%d}" in path for day in week)
        }


def test_a_corrected_story_is_one_address_with_two_versions(tmp_path: Path) -> None:
    with lake(tmp_path) as it:
        it.run_all()
        story = it.paper.truth.stories[4]
        before = it.articles()[it.url(story.file)]
        seq = it.archive.last_seq()
        corrected = it.paper.correct(story)

        report = it.run_all()
        assert (report.new, report.changed) == (0, 1)
        after = it.articles()[it.url(story.file)]
        assert (after.address, after.id) == (before.address, before.id)
        assert after.paragraphs == corrected.paragraphs != before.paragraphs
        assert [number for number, _ in it.archive.changes_since(seq)] == [after.id]
        versions = [source for source in it.captured("read") if source == it.url(story.file)]
        assert len(versions) == 2
        it.check()


def test_a_page_without_validators_is_compared(tmp_path: Path) -> None:
    paper = LiveNewspaper("lake", days=weekly(date(2023, 1, 4), 1), validators=False)
    with lake(tmp_path, paper=paper) as it:
        it.run_all()
        seq = it.archive.last_seq()
        again = it.run_all()
        assert (again.not_modified, again.new, again.changed) == (0, 0, 0)
        assert again.unchanged == again.requests
        assert it.archive.last_seq() == seq


def test_pictures_are_left_out_where_the_site_says_so(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, pictures=False) as it:
        report = it.run_all()
        assert (report.pictures, report.pdfs) == (0, 0)
        assert it.captured("picture") == it.captured("pdf") == []
        assert len(it.articles()) == len(it.paper.truth.stories)


def test_a_crawl_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    with lake(tmp_path) as it:
        reports = [it.run_all(max_pages=15)]
        while reports[-1].stopped:
            assert reports[-1].requests <= 15
            assert reports[-1].waiting
            reports.append(it.run_all(max_pages=15))
            assert len(reports) < 20
        it.check()
        assert max(Counter(asked.path for asked in it.asked()).values()) == 1, "asked twice"


def test_ctrl_c_stops_it_in_good_order(tmp_path: Path) -> None:
    interrupts = [KeyboardInterrupt()]

    def interrupt(_: CrawlProgress) -> None:
        if interrupts:
            raise interrupts.pop()

    with lake(tmp_path, delay=0.1) as it:
        report = it.run_all(progress=interrupt)
        assert report.stopped == INTERRUPTED
        assert report.waiting
        it.site = replace(it.site, delay=0.0)
        assert it.run_all().stopped == ""
        it.check()


def test_ctrl_c_twice_stops_it_at_once(tmp_path: Path) -> None:
    def interrupt(_: CrawlProgress) -> None:
        raise KeyboardInterrupt

    with lake(tmp_path, delay=0.5) as it:
        with pytest.raises(KeyboardInterrupt):
            it.run_all(progress=interrupt)
        it.site = replace(it.site, delay=0.0)
        it.run_all()
        it.check()


def test_what_was_received_is_kept_with_its_headers(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        it.run_all()
        story = it.paper.truth.stories[0]
        number = it.articles()[it.url(story.file)].capture
        ((_, capture),) = it.archive.captures([number])
        assert capture.content == it.server.body(urlsplit(it.url(story.file)).path)
        assert capture.media_type == "text/html"
        assert {"Date", "Etag", "Last-Modified"} <= {name.title() for name in capture.headers}


def test_progress_and_log_tell_what_happens(tmp_path: Path) -> None:
    told: list[CrawlProgress] = []
    with lake(tmp_path, issues=2) as it:
        log = tmp_path / "crawl.jsonl"
        report = it.run_all(log=log, progress=told.append)
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == report.requests
    assert {line["newspaper"] for line in lines} == {"lake"}
    assert all(line["status"] == 200 or "没有出报" in line["reason"] for line in lines)
    assert told[-1].requests == report.requests
    assert told == sorted(told, key=lambda progress: progress.requests)


def test_it_says_who_it_is(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        it.run_all()
        agents = {asked.headers["user-agent"] for asked in it.server.log}
        assert agents == {"Mozilla/5.0 (compatible; zhengwen/0.1; +editor@lake.example)"}
