"""What a crawl does not do: fetch what robots.txt forbids, leave its host, enter private nets."""

from __future__ import annotations

import fcntl
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.crawl import CrawlBusy, CrawlReport, CrawlSettings, FetchError, fetch_once
from archive.crawl.process import in_child, job_of
from archive.settings import today
from tests.archive.crawl.crawling import FIRST, SETTINGS, crawl_while_the_name_moves, lake
from tests.crawl.live import LiveNewspaper, weekly
from tests.crawl.serving import Fault

# -- robots.txt


def test_what_robots_forbids_is_not_fetched_and_said_so(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /lake/res/\nAllow: /lake/res/1/2023-01/04/\n"
    with lake(tmp_path, robots=rules) as it:
        report = it.run_all()
        assert set(it.articles()) == {it.url(story.file) for story in it.paper.truth.stories}
        fetched = [path for path in it.server.paths() if "/res/" in path]
        assert fetched, "the longer rule allows a part"
        assert all("/res/1/2023-01/04/" in path for path in fetched)
        assert report.refused
        assert {reason for _, reason in report.refused} == {"robots.txt 不允许"}
        assert report.failures == ()

        it.server.robots = "User-agent: zhengwen\nDisallow:\n\nUser-agent: *\nDisallow: /\n"
        it.run_all()
        it.check()


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_cannot_be_had_nothing_is_fetched(status: int, tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, robots=status) as it:
        report = it.run_all()
        assert it.asked() == []
        assert report.requests == 0
        assert str(status) in report.stopped
        assert "什么也没有抓取" in report.stopped
        assert report.waiting

        it.server.robots = 404
        assert it.run_all().stopped == ""
        it.check()


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["reset", "silence"])
def test_where_robots_does_not_answer_nothing_is_fetched(kind: str, tmp_path: Path) -> None:
    fault = Fault(kind)  # type: ignore[arg-type]
    with lake(tmp_path, issues=1, faults={"/robots.txt": fault}) as it:
        report = it.run_all(timeout=0.5, retries=0)
        assert it.asked() == []
        assert "robots.txt 读不到" in report.stopped


@pytest.mark.faults
@pytest.mark.parametrize("status", [401, 403, 410])
def test_a_robots_that_is_refused_allows_all(status: int, tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, robots=status) as it:
        it.run_all()
        it.check()


def test_the_delay_that_robots_asks_for_is_kept(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, robots="User-agent: *\nCrawl-delay: 0.4\n") as it:
        it.run_all(max_pages=4)
        check_pauses([asked.at for asked in it.asked()], 4, 0.4)


def check_pauses(times: list[float], count: int, delay: float) -> None:
    """So many requests with pauses; a busy machine tells the time of one a little late."""
    assert len(times) == count
    assert times[-1] - times[0] > (count - 1) * delay - 0.2
    assert all(later - earlier > delay / 2 for earlier, later in pairwise(times))


# -- hosts


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]"])
def test_a_private_address_is_not_crawled(host: str, tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, allow_private=False) as it:
        url = it.site.url.replace("127.0.0.1", host)
        it.site = replace(it.site, url=url)
        it.archive.sites.add(it.site)
        report = it.run_all()
        assert it.server.log == []
        assert "指向内部网络" in report.stopped
        assert "--allow-private" in report.stopped


def test_a_name_that_moves_into_a_private_network_is_not_followed(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, allow_private=False) as it:
        url = it.site.url.replace("127.0.0.1", "szb.lake.example")
        it.site = replace(it.site, url=url)
        it.archive.sites.add(it.site)
        day = it.paper.truth.dates[0]
        job = job_of(it.archive, it.site, SETTINGS, since=day, until=day)
        report = in_child(crawl_while_the_name_moves, job)
        assert isinstance(report, CrawlReport)
        # The first connection was good and is used on; every other one would be the private one.
        assert report.refused
        assert all("内部网络（127.0.0.2）" in reason for _, reason in report.refused)
        assert {asked.host for asked in it.server.log} == {f"szb.lake.example:{it.server.port}"}


@pytest.mark.faults
@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:{port}/lake/paperindex.htm",
        "http://127.0.0.2:{port}/lake/",
        "http://127.0.0.1:1/lake/",
        "http://169.254.169.254/latest/meta",
        "http://[::1]:{port}/lake/",
        "file:///etc/hostname",
        "//localhost:{port}/lake/",
        "gopher://127.0.0.1/",
    ],
)
def test_no_redirect_leads_away(target: str, tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        story = it.paper.truth.stories[0]
        path = urlsplit(it.url(story.file)).path
        location = target.format(port=it.server.port)
        it.server.faults[path] = Fault("elsewhere", location=location)
        report = it.run_all()
        told = dict(report.failures) | dict(report.refused)
        assert list(told) == [it.url(story.file)]
        assert "跳转" in told[it.url(story.file)]
        assert {asked.host for asked in it.server.log} == {f"127.0.0.1:{it.server.port}"}


def test_a_root_that_is_elsewhere_says_where(tmp_path: Path) -> None:
    fault = Fault("elsewhere", location="http://szb.lake.example/index.htm")
    with lake(tmp_path, issues=1, faults={"/lake/": fault}) as it:
        report = it.run_all()
        ((_, reason),) = report.refused
        assert "http://szb.lake.example/index.htm" in reason
        assert "用那个地址登记" in reason


def test_another_paper_of_the_same_host_is_left_alone(tmp_path: Path) -> None:
    hill = LiveNewspaper("hill", "founder_old", weekly(FIRST, 1))
    with lake(tmp_path, issues=1) as it:
        it.server.newspapers["hill"] = hill
        front = it.paper.truth.pages[0].file
        issue = it.paper._issues[FIRST]
        link = b'<a href="/hill/html/2023-01/04/node_2.htm">other</a></body>'
        issue.files[front] = issue.files[front].replace(b"</body>", link).replace(b"</BODY>", link)
        it.run_all()
        assert not [path for path in it.server.paths() if path.startswith("/hill/")]
        it.check()


# -- limits of a run


def test_nothing_is_asked_in_quiet_hours(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it:
        report = it.run_all(quiet=(time(0, 0), time(23, 59, 59)))
        assert it.server.log == []
        assert "安静时段" in report.stopped
        assert it.run_all().stopped == ""
        it.check()


def test_quiet_hours_may_pass_midnight() -> None:
    night = CrawlSettings(quiet=(time(22), time(6)))
    asked = {hour: night.is_quiet(datetime(2024, 5, 1, hour, 30, tzinfo=UTC)) for hour in range(24)}
    # 14:00 in London is 22:00 in Shanghai.
    assert {hour for hour, quiet in asked.items() if quiet} == set(range(14, 22))


@pytest.mark.faults
def test_time_may_run_out(tmp_path: Path) -> None:
    with lake(tmp_path) as it:
        it.site = replace(it.site, delay=0.3)
        report = it.run_all(max_seconds=1.5)
        assert "时间上限" in report.stopped
        assert 0 < report.requests < 10


def test_the_delay_of_the_site_is_kept(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, delay=0.3) as it:
        it.run_all(max_pages=5)
        check_pauses([asked.at for asked in it.server.log], 6, 0.3)


def test_two_crawls_of_an_archive_do_not_run_at_once(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1) as it, (tmp_path / "archive.db.crawl").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CrawlBusy):
            it.run_all()
        assert it.server.log == []


# -- one page


def test_one_page_is_fetched_where_it_was_sent_to(tmp_path: Path) -> None:
    with lake(tmp_path, "founder_new", 1) as it:
        capture = fetch_once(it.site.url, SETTINGS, allow_private=True)
        front = it.paper.truth.pages[0].file
        assert capture.source == it.url(front)
        assert capture.content == it.server.body(urlsplit(capture.source).path)

        for fault, reason in (
            (Fault("status", status=404), "404"),
            (Fault("redirects"), "跳转"),
            (Fault("huge"), "大小上限"),
        ):
            it.server.faults["/lake/"] = fault
            with pytest.raises(FetchError, match=reason):
                fetch_once(it.site.url, SETTINGS, allow_private=True)


def test_one_page_is_not_fetched_from_a_private_network_or_against_robots(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, robots="User-agent: *\nDisallow: /lake/\n") as it:
        with pytest.raises(FetchError, match="内部网络"):
            fetch_once(it.site.url, SETTINGS)
        assert it.server.log == []
        with pytest.raises(FetchError, match=r"robots\.txt 不允许"):
            fetch_once(it.site.url, SETTINGS, allow_private=True)
        assert it.asked() == []


def test_what_robots_forbids_does_not_use_up_a_run(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /lake/res/\n"
    with lake(tmp_path, robots=rules) as it:
        report = it.run_all(max_pages=len(it.paper.truth.stories) + 40)
        assert report.stopped == ""
        assert report.refused
        assert len(it.articles()) == len(it.paper.truth.stories)
        # Old pages that were closed are asked about again only by somebody who names their dates.
        it.site = replace(it.site, since=today() - timedelta(days=2))
        assert it.run().refused == ()
        assert sorted(it.run_all().refused) == sorted(report.refused)
