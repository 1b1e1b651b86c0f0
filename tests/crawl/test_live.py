"""The live newspapers themselves: they say what is true of them, and fail as ordered."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from archive import Capture, Newspaper, read_capture
from tests.crawl.live import FAMILIES, LiveNewspaper, weekly
from tests.crawl.serving import Fault, Server, serve

FIRST = date(2023, 1, 4)
PAPER = Newspaper(key="lake", name="")


def lake(family: str = "founder_old", issues: int = 6, **ways: object) -> LiveNewspaper:
    return LiveNewspaper("lake", family, weekly(FIRST, issues), **ways)  # type: ignore[arg-type]


def asked(
    server: Server, path: str, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        got = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, got, answer.read()
    finally:
        connection.close()


def path_of(server: Server, file: str) -> str:
    return urlsplit(server.url("lake", file)).path


@pytest.mark.parametrize("family", FAMILIES)
def test_each_page_reads_as_the_truth_says(family: str) -> None:
    paper = lake(family)
    truth = paper.truth
    assert len(truth.dates) == 6
    root = "http://szb.lake.example/"
    for story in truth.stories:
        content = paper.answer(story.file)
        assert isinstance(content, bytes)
        reading = read_capture(Capture(source=root + story.file, content=content), PAPER)
        (read,) = reading.stories
        assert reading.family == family
        assert (read.headline, read.paragraphs) == (story.headline, story.paragraphs)
        assert (read.published, read.page) == (story.published, story.page)
    for page in truth.pages:
        content = paper.answer(page.file)
        assert isinstance(content, bytes)
        issue = read_capture(Capture(source=root + page.file, content=content), PAPER).issue
        assert issue is not None
        assert [link.url for link in issue.stories] == [root + file for file in page.stories]
        assert (issue.published, issue.page) == (page.published, page.page)
        assert issue.picture.removeprefix(root) in truth.page_pictures
        assert issue.pdf.removeprefix(root) in truth.pdfs


@pytest.mark.parametrize("family", FAMILIES)
def test_everything_is_reachable_and_less_where_a_page_is_dead(family: str) -> None:
    paper = lake(family)
    assert paper.reachable([]) == paper.truth
    gone = paper.truth.stories[3]
    left = paper.reachable([gone.file])
    assert set(paper.truth.stories) - set(left.stories) == {gone}
    assert paper.reachable([""]).stories == ()


def test_without_a_neighbour_the_issues_before_it_are_lost() -> None:
    paper = lake()
    dead = [page.file for page in paper.truth.pages if page.published == date(2023, 1, 18)]
    assert paper.reachable(dead).dates == [date(2023, 1, 25), date(2023, 2, 1), date(2023, 2, 8)]


def test_stories_differ_and_are_the_same_at_each_run() -> None:
    one, again, other = lake(), lake(), lake(seed=2)
    assert one.truth == again.truth
    assert one.truth != other.truth
    assert len({story.paragraphs for story in one.truth.stories}) == len(one.truth.stories)


def test_a_new_issue_comes_first_and_is_linked_from_the_last() -> None:
    paper = lake()
    before = paper.answer(paper.truth.pages[-1].file)
    stories = paper.publish(date(2023, 2, 15))
    assert paper.truth.stories[-len(stories) :] == stories
    assert paper.reachable([]) == paper.truth
    last_week = [page for page in paper.truth.pages if page.published == date(2023, 2, 8)]
    assert paper.answer(last_week[-1].file) != before
    assert b"2023-02/15/node_2.htm" in (paper.answer("paperindex.htm") or b"")  # type: ignore[operator]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_corrected_story_is_another_at_the_same_address(family: str) -> None:
    paper = lake(family)
    story = paper.truth.stories[7]
    corrected = paper.correct(story)
    assert corrected == replace(story, paragraphs=corrected.paragraphs) != story
    content = paper.answer(story.file)
    assert isinstance(content, bytes)
    (read,) = read_capture(Capture(source=story.file, content=content), PAPER).stories
    assert read.paragraphs == corrected.paragraphs
    assert paper.truth.stories[7] == corrected


def test_an_endless_calendar_goes_on_and_its_issues_are_empty() -> None:
    paper = lake("founder_new", endless=True)
    month = paper.answer("calendar_209912.htm")
    assert isinstance(month, bytes)
    assert b"calendar_210001.htm" in month
    assert b"pc/layout/209912/28/node_A01.html" in month
    assert isinstance(paper.answer("pc/layout/209912/28/node_A01.html"), bytes)
    assert paper.answer("pc/con/209912/28/content_1.html") is None
    assert lake("founder_new").answer("calendar_209912.htm") is None


# -- on the network


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with serve([lake(), LiveNewspaper("hill", "founder_new", weekly(FIRST, 2))]) as server:
        yield server


@pytest.fixture(autouse=True)
def _no_faults(served: Server) -> None:
    served.faults.clear()
    served.robots = None
    served.forget()


def test_it_answers_each_newspaper_below_its_key(served: Server) -> None:
    status, headers, body = asked(served, "/lake/")
    assert (status, headers["content-type"]) == (200, "text/html")
    assert b"paperindex.htm" in body
    status, headers, _ = asked(served, "/hill/")
    assert (status, headers["location"]) == (302, "/hill/pc/layout/202301/11/node_A01.html")
    assert asked(served, "/sea/")[0] == asked(served, "/lake/no.htm")[0] == 404
    assert served.paths() == ["/lake/", "/hill/", "/sea/", "/lake/no.htm"]
    assert [one.status for one in served.log] == [200, 302, 404, 404]


def test_what_is_unchanged_is_not_sent_again(served: Server) -> None:
    story = served.newspapers["lake"].truth.stories[0]
    path = path_of(served, story.file)
    _, headers, _ = asked(served, path)
    for name, value in (
        ("If-None-Match", headers["etag"]),
        ("If-Modified-Since", headers["last-modified"]),
    ):
        status, _, body = asked(served, path, {name: value})
        assert (status, body) == (304, b"")
    assert [one.conditional for one in served.log] == [False, True, True]
    served.newspapers["lake"].correct(story)
    for name, value in (
        ("If-None-Match", headers["etag"]),
        ("If-Modified-Since", headers["last-modified"]),
    ):
        assert asked(served, path, {name: value})[0] == 200


def test_robots_is_as_given(served: Server) -> None:
    assert asked(served, "/robots.txt")[0] == 404
    served.robots = "User-agent: *\nDisallow: /lake/res/\n"
    assert asked(served, "/robots.txt")[2] == served.robots.encode()
    served.robots = 500
    assert asked(served, "/robots.txt")[0] == 500


def test_a_fault_may_pass(served: Server) -> None:
    served.faults["/lake/"] = Fault("status", times=2, status=503, headers={"Retry-After": "1"})
    answers = [asked(served, "/lake/") for _ in range(3)]
    assert [status for status, _, _ in answers] == [503, 503, 200]
    assert answers[0][1]["retry-after"] == "1"


def test_each_fault_does_what_it_says(served: Server) -> None:
    right = asked(served, "/lake/")[2]

    served.faults["/lake/"] = Fault("gzip")
    _, headers, body = asked(served, "/lake/")
    assert (headers["content-encoding"], gzip.decompress(body)) == ("gzip", right)

    served.faults["/lake/"] = Fault("charset")
    assert asked(served, "/lake/")[1]["content-type"] == "text/html; charset=gb2312"

    served.faults["/lake/"] = Fault("empty")
    assert asked(served, "/lake/")[0::2] == (200, b"")

    served.faults["/lake/"] = Fault("redirects")
    assert asked(served, "/lake/?step=41")[1]["location"] == "/lake/?step=42"

    served.faults["/lake/"] = Fault("elsewhere", location="http://10.0.0.1/")
    assert asked(served, "/lake/")[1]["location"] == "http://10.0.0.1/"

    served.faults["/lake/"] = Fault("cut")
    with pytest.raises(http.client.IncompleteRead):
        asked(served, "/lake/")

    served.faults["/lake/"] = Fault("reset")
    with pytest.raises(ConnectionError):
        asked(served, "/lake/")

    served.faults["/lake/"] = Fault("slow", pause=0.001)
    started = time.monotonic()
    assert asked(served, "/lake/")[2] == right
    assert time.monotonic() - started > len(right) * 0.001

    served.faults["/lake/"] = Fault("bomb")
    _, headers, body = asked(served, "/lake/")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 1024**2

    served.faults["/lake/"] = Fault("huge")
    assert len(asked(served, "/lake/")[2]) > 100 * 1024**2


def test_silence_lasts_until_the_server_stops() -> None:
    with serve([lake(issues=1)], {"/lake/": Fault("silence")}) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=0.2)
        connection.request("GET", "/lake/")
        with pytest.raises(TimeoutError):
            connection.getresponse()
        connection.close()
        started = time.monotonic()
    assert time.monotonic() - started < 2
