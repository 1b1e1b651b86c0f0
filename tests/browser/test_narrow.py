"""A small phone, large type and paper: nothing runs together, stands askew or is cut.

In: the demonstration, and an official of eleven years. Out: what stands where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from selenium.webdriver import Chrome
from werkzeug.serving import make_server

from archive import Mention, Post
from tests.browser.driving import WORD, all_of, metrics, one, texts
from tests.web.conftest import FakeEngine, filed, story
from web import Settings, create_app

pytestmark = pytest.mark.browser

OFFICIAL = "陆明川"
BOX = "const box = arguments[0].getBoundingClientRect(); return [box.left, box.right, box.bottom];"
LINES = """
const range = document.createRange();
range.selectNodeContents(arguments[0]);
const lines = new Map();
for (const box of range.getClientRects()) lines.set(Math.round(box.top), box);
return lines.size;
"""
ENDS = """
// what each line of a paragraph ends in
const walker = document.createTreeWalker(arguments[0], NodeFilter.SHOW_TEXT);
const lines = [];
while (walker.nextNode()) {
  if (walker.currentNode.parentElement.closest(".unseen")) continue;
  for (let at = 0; at < walker.currentNode.length; at++) {
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    const box = range.getClientRects()[0], letter = range.toString().trim();
    if (!box || !letter) continue;
    const last = lines[lines.length - 1];
    if (last && box.top < last.bottom - 2) {
      last.text += letter;
      last.bottom = Math.max(last.bottom, box.bottom);
    } else lines.push({text: letter, bottom: box.bottom});
  }
}
return lines.map((line) => line.text);
"""


@pytest.fixture(params=["standard", "elder"])
def small(request: pytest.FixtureRequest, browser: Chrome) -> Iterator[Chrome]:
    """A phone 360 pixels wide, with either type."""
    browser.add_cookie({"name": "type", "value": request.param})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(360))
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an official with two posts in eleven years."""
    days = (date(2012, 3, 1), date(2019, 5, 20), date(2019, 5, 23), date(2022, 12, 30))
    stories = [
        story(
            number,
            day.isoformat(),
            "A01",
            number,
            headline=f"第{number}次河道会",
            paragraphs=("河道今年清淤。",),
            mentions=(Mention(OFFICIAL, (Post(post),), "official", OFFICIAL),),
        )
        for number, (day, post) in enumerate(
            zip(days, ("区长", "区长", "区委书记", "区委书记"), strict=True), start=1
        )
    ]
    archive = filed(tmp_path_factory.mktemp("years"), stories)
    app = create_app(archive, FakeEngine(stories), Settings())
    # a browser opens connections that it says nothing on
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/people/official/{quote(OFFICIAL)}"
    server.shutdown()
    thread.join()
    archive.close()


@pytest.mark.parametrize("kind", ["standard", "elder"])
@pytest.mark.parametrize("width", [360, 840, 1440])
def test_the_years_of_posts_stand_apart(
    shared_browser: Chrome, years: str, kind: str, width: int
) -> None:
    browser = shared_browser
    browser.get(years)
    browser.add_cookie({"name": "type", "value": kind})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(width))
    try:
        browser.get(years)
        labels = [one for one in all_of(browser, ".grid text") if one.is_displayed()]
        boxes = [browser.execute_script(BOX, label) for label in labels]
        assert len(boxes) > 2
        assert all(after[0] - before[1] > 4 for before, after in pairwise(boxes))
        assert boxes[-1][1] < min(width, browser.execute_script(BOX, one(browser, ".posts"))[1] + 4)
        shown = "return [...document.querySelectorAll('.grid line')].filter(" + (
            "(line) => line.getClientRects().length).length"
        )
        assert browser.execute_script(shown) == len(labels)
        # one post follows the other, and no bar passes the axis
        bars = all_of(browser, ".bar line")
        assert {bar.value_of_css_property("stroke-linecap") for bar in bars} == {"butt"}
        former, later = (browser.execute_script(BOX, bar) for bar in bars)
        assert (
            former[1] < later[0]
            and later[1] <= browser.execute_script(BOX, one(browser, ".tenures"))[1]
        )
    finally:
        browser.delete_all_cookies()
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_calendars_columns_have_names_of_one_line(small: Chrome, site: str) -> None:
    small.get(f"{site}/calendar/yanhu/2023")
    names = all_of(small, ".month th")[:7]
    assert [name.text for name in names] == list("一二三四五六日")
    assert [name.get_attribute("aria-label") for name in names][:2] == ["周一", "周二"]
    assert {small.execute_script(LINES, name) for name in names} == {1}
    chosen, other = one(small, ".year-list [aria-current]"), one(small, ".year-list a")
    assert baseline(small, chosen) == pytest.approx(baseline(small, other), abs=1)


def baseline(browser: Chrome, element: Any) -> float:
    """Where the letters of an element stand."""
    script = """
    const range = document.createRange();
    range.selectNodeContents(arguments[0]);
    return range.getBoundingClientRect().bottom;
    """
    found: float = browser.execute_script(script, element)
    return found


def test_figures_stand_beside_their_names(small: Chrome, site: str) -> None:
    small.get(f"{site}/people")
    name, figure = one(small, ".names a"), one(small, ".names .count")
    assert baseline(small, name) == pytest.approx(baseline(small, figure), abs=1)


def test_what_belongs_together_stays_on_a_line(small: Chrome, site: str) -> None:
    small.get(f"{site}/?q={quote('营商环境')}")
    for place in all_of(small, ".hit .where"):
        lines = small.execute_script(ENDS, place)
        assert not [line for line in lines if line.endswith(("·", "记", "为何命", "部分相"))], lines
        assert not [line for line in lines if line.startswith(("者", "中", "符"))], lines


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_box_says_what_can_be_written(small: Chrome, site: str, language: str) -> None:
    small.add_cookie({"name": "language", "value": language})
    small.get(f"{site}/")
    box = one(small, "#q")
    assert small.execute_script("return getComputedStyle(arguments[0]).textOverflow", box) == (
        "ellipsis"
    )
    if "elder" not in str(one(small, "html").get_attribute("class")):
        hint = str(box.get_attribute("placeholder"))
        small.execute_script("arguments[0].value = arguments[1]", box, hint)
        wide = "return arguments[0].scrollWidth <= arguments[0].clientWidth"
        assert small.execute_script(wide, box)
    # nothing of the header passes the edge
    assert small.execute_script("return document.documentElement.scrollWidth") == 360


def test_a_printed_list_ends_its_lines_and_tells_where_it_is_from(
    browser: Chrome, site: str
) -> None:
    browser.get(f"{site}/?q={quote(WORD)}")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for place in texts(browser, ".hit .where"):
            assert place and not place.endswith("·")
        assert f"/?q={WORD} " in one(browser, ".printed").text
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
