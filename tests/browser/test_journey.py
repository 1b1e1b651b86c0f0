"""A reader's way through the demonstration, in a real browser.

In: the invented newspaper, served by `search_app.py demo`, and headless Chromium. Out: what a
reader sees and can do; after each test, that nothing was asked of another host and that the
console is silent. ZHENGWEN_SCREENSHOTS=1 also writes pictures of the pages to `screenshots/`.
"""

from __future__ import annotations

import base64
import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1440,900",
)
WORD = "地铁公园"
OPENING = "砚湖地铁公园开园"
"""The story of the opening: it has two pictures."""
SECONDS = 15


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running demonstration, without its closing slash."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(ROOT / "search_app.py"), "--data", str(folder / "archive")]
    with (
        (folder / "errors").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            [*command, "demo", "--port", "0"], stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], 60)
            line = process.stdout.readline() if ready else ""
            address = re.search(r"http://[0-9.]+:[0-9]+(?=/)", line)
            assert address, f"said {line!r}, {(folder / 'errors').read_text(encoding='utf-8')}"
            yield address[0]
        finally:
            process.terminate()
            process.wait(timeout=SECONDS)


@contextmanager
def chromium(profile: Path, javascript: bool = True) -> Iterator[Chrome]:
    """A fresh Chromium that keeps a log of its requests."""
    for needed in (CHROMIUM, CHROMEDRIVER):
        assert needed.exists(), f"{needed} is missing: apt-get install chromium chromium-driver"
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if not javascript:
        off = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", off)
    browser = Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    try:
        browser.set_page_load_timeout(SECONDS)
        # the page of a new tab is Chromium's own and has requests of its own
        browser.get("about:blank")
        listen(browser)
        yield browser
    finally:
        browser.quit()


@pytest.fixture(scope="module")
def shared_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(shared_browser: Chrome, site: str) -> Iterator[Chrome]:
    """The browser at the home page; afterwards it must have been quiet."""
    listen(shared_browser)
    shared_browser.get(f"{site}/")
    yield shared_browser
    assert_quiet(shared_browser, site)


@pytest.fixture
def phone(browser: Chrome) -> Iterator[Chrome]:
    """The browser as a phone 390 pixels wide."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(390))
    browser.refresh()
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def metrics(width: int) -> dict[str, object]:
    phone = width < 500
    height = 844 if phone else 900
    return {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}


def listen(browser: Chrome) -> tuple[list[str], list[str]]:
    """The addresses asked for and the complaints in the console since the last call."""
    asked = []
    for entry in browser.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            asked.append(event["params"]["request"]["url"])
    said = browser.get_log("browser")
    return asked, [entry["message"] for entry in said if entry["level"] != "INFO"]


def assert_quiet(browser: Chrome, site: str) -> None:
    asked, complaints = listen(browser)
    assert asked
    assert [url for url in asked if not url.startswith((f"{site}/", "data:"))] == []
    assert complaints == []


def all_of(browser: Chrome, where: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, where)


def one(browser: Chrome, where: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, where)


def texts(browser: Chrome, where: str) -> list[str]:
    return [element.text for element in all_of(browser, where)]


def total(browser: Chrome) -> int:
    found = re.search("共 ([0-9]+) 篇", one(browser, "h1").text)
    assert found, one(browser, "h1").text
    return int(found[1])


def wait_until_loaded(browser: Chrome, before: str) -> None:
    """Waits for another document than the one whose element was `before`."""

    def loaded(browser: Chrome) -> bool:
        (page,) = all_of(browser, "html") or (None,)
        state = browser.execute_script("return document.readyState")
        return page is not None and page.id != before and state == "complete"

    WebDriverWait(browser, SECONDS).until(loaded)


def follow(browser: Chrome, link: WebElement) -> None:
    """Clicks a link that leads to another page."""
    before = one(browser, "html").id
    ActionChains(browser).scroll_to_element(link).move_to_element(link).click().perform()
    wait_until_loaded(browser, before)


def ask(browser: Chrome, question: str) -> None:
    """Types a question into the box and sends it."""
    before = one(browser, "html").id
    box = one(browser, "#q")
    box.clear()
    box.send_keys(question, Keys.ENTER)
    wait_until_loaded(browser, before)


def query(browser: Chrome) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.current_url).query)


def open_story(browser: Chrome, headline: str) -> None:
    links = all_of(browser, ".hit h2 a")
    follow(browser, next(link for link in links if link.text == headline))


def choose_first_official(browser: Chrome) -> tuple[str, int]:
    """Clicks the first value of the facet of persons; gives back its name and its figure."""
    value = one(browser, ".facets .facet li")
    name = value.find_element(By.CSS_SELECTOR, "a").text
    promised = int(value.find_element(By.CSS_SELECTOR, ".count").text)
    follow(browser, value.find_element(By.CSS_SELECTOR, "a"))
    return name, promised


def test_the_home_page_shows_the_newest_stories(browser: Chrome) -> None:
    assert "最新报道" in one(browser, "h1").text
    days = texts(browser, ".hit time")
    assert len(days) == 10 < total(browser)
    assert days == sorted(days, reverse=True)
    one(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "q"


def test_a_facet_value_gives_what_its_figure_promised(browser: Chrome) -> None:
    ask(browser, WORD)
    everything = total(browser)
    name, promised = choose_first_official(browser)
    assert total(browser) == promised < everything
    assert query(browser) == {"q": [WORD], "official": [name]}
    assert texts(browser, ".facet .chosen .count") == [str(promised)]
    (chip,) = all_of(browser, ".chips a")
    assert name in chip.text
    follow(browser, chip)
    assert total(browser) == everything and not all_of(browser, ".chips")


def test_a_story_is_marked_and_back_returns_to_the_same_results(browser: Chrome) -> None:
    ask(browser, WORD)
    choose_first_official(browser)
    results, headlines = browser.current_url, texts(browser, ".hit h2")
    open_story(browser, OPENING)
    assert one(browser, "h1").text == OPENING
    marks = all_of(browser, "mark")
    assert f"本文相符 {len(marks)} 处" in one(browser, ".marks").text
    assert len(marks) > 2 and {mark.text for mark in marks} >= {WORD}
    for button, number in (
        (".after", 1), (".after", 2), (".before", 1), (".before", len(marks)), (".after", 1),
    ):  # fmt: skip
        one(browser, f".marks {button}").click()
        assert [mark.get_attribute("id") for mark in all_of(browser, "mark.here")] == [f"m{number}"]
    before = one(browser, "html").id
    browser.back()
    wait_until_loaded(browser, before)
    assert browser.current_url == results and texts(browser, ".hit h2") == headlines


def test_a_bar_of_the_histogram_narrows_to_its_month(browser: Chrome) -> None:
    ask(browser, WORD)
    everything = total(browser)
    bars = {title_of(bar): bar for bar in all_of(browser, ".histogram svg a")}
    title = next(title for title in bars if not title.endswith("：1 篇"))
    month, count = title.removesuffix(" 篇").split("：")
    follow(browser, bars[title].find_element(By.CSS_SELECTOR, ".reach"))
    assert total(browser) == int(count) < everything
    assert month in one(browser, ".chips a").text
    assert len(all_of(browser, ".histogram svg a.chosen")) == 1
    days = texts(browser, ".hit time")
    assert {day[:7] for day in days} == {query(browser)["month"][0]}


def title_of(bar: WebElement) -> str:
    return str(bar.find_element(By.CSS_SELECTOR, "title").get_attribute("textContent"))


def test_an_issue_lists_its_pages_and_stories(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    follow(browser, one(browser, ".story .where a"))
    pages, stories = texts(browser, ".sheet h2"), texts(browser, ".sheet li > a")
    assert len(pages) > 1 and all("版" in page for page in pages)
    assert len(stories) == total(browser) and OPENING in stories
    issue = one(browser, "h1").text
    follow(browser, one(browser, ".issues a[rel=prev]"))
    assert one(browser, "h1").text != issue
    follow(browser, one(browser, ".issues a[rel=next]"))
    assert one(browser, "h1").text == issue
    story = all_of(browser, ".sheet li > a")[-1]
    headline = story.text
    follow(browser, story)
    assert one(browser, "h1").text == headline and not all_of(browser, "mark")


def test_a_story_shows_its_pictures(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    pictures = all_of(browser, "figure img")
    assert len(pictures) == len(texts(browser, "figcaption")) > 0
    for picture in pictures:
        # pictures are fetched when they come near
        ActionChains(browser).scroll_to_element(picture).perform()
        WebDriverWait(browser, SECONDS).until(
            lambda _, picture=picture: picture.get_property("naturalWidth")
        )
        assert picture.get_attribute("alt") and picture.size["width"] > 100


def test_nothing_is_wider_than_a_phone(phone: Chrome, site: str) -> None:
    for path in pages_to_see(phone, site).values():
        phone.get(f"{site}{path}")
        width = phone.execute_script("return document.documentElement.scrollWidth")
        assert width == 390, path


def test_facets_open_from_one_button_on_a_phone(phone: Chrome) -> None:
    ask(phone, WORD)
    facets = one(phone, "#facets")
    (button,) = all_of(phone, ".open-facets")
    assert button.is_displayed() and not facets.is_displayed()
    button.click()
    assert facets.is_displayed() and one(phone, ".histogram svg").is_displayed()
    one(phone, ".close-facets").click()
    assert not facets.is_displayed()
    button.click()
    name, promised = choose_first_official(phone)
    assert total(phone) == promised
    assert not one(phone, "#facets").is_displayed()
    assert name in one(phone, ".chips a").text


def test_everything_works_without_scripts(
    site: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with chromium(tmp_path_factory.mktemp("plain"), javascript=False) as browser:
        browser.get(f"{site}/")
        one(browser, "body").send_keys("/")
        assert browser.switch_to.active_element.get_attribute("id") != "q"
        ask(browser, WORD)
        _, promised = choose_first_official(browser)
        assert total(browser) == promised
        open_story(browser, OPENING)
        assert all_of(browser, "mark") and not one(browser, ".marks .after").is_displayed()
        one(browser, ".marks .first").click()
        assert urlsplit(browser.current_url).fragment == "m1"
        assert_quiet(browser, site)


def pages_to_see(browser: Chrome, site: str) -> dict[str, str]:
    """One address of each kind of page that is there."""
    browser.get(f"{site}/?q={quote(WORD)}")
    # on a phone the facets are not on show, and what is not has no text to a reader
    people = [str(link.get_attribute("textContent")) for link in all_of(browser, ".facet li a")[:2]]
    open_story(browser, OPENING)
    story = browser.current_url.removeprefix(site)
    issue = str(one(browser, ".story .where a").get_attribute("href")).removeprefix(site)
    chosen = "".join(f"&official={quote(name)}" for name in people)
    return {
        "home": "/",
        "results": f"/?q={quote(WORD)}{chosen}&since=2023-05-01",
        "facets": f"/?q={quote(WORD)}#facets",
        "story": story,
        "issue": issue,
        "nothing": f"/?q={quote('飞碟')}{chosen}&until=2024-01-01",
        "partial": f"/?q={quote(f'{WORD} 飞碟')}",
    }


@pytest.mark.skipif(not os.environ.get("ZHENGWEN_SCREENSHOTS"), reason="ZHENGWEN_SCREENSHOTS")
def test_screenshots(shared_browser: Chrome, site: str) -> None:
    browser, folder = shared_browser, ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    kinds = pages_to_see(browser, site) | {"error": "/nowhere"}
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        for width in (390, 1440):
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(width))
            for kind, path in kinds.items():
                browser.get("about:blank")
                browser.get(f"{site}{path}")
                content = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
                shot = browser.execute_cdp_cmd(
                    "Page.captureScreenshot",
                    {"captureBeyondViewport": True, "clip": content | {"scale": 1}},
                )
                file = folder / f"{kind}-{width}-{scheme}.png"
                file.write_bytes(base64.b64decode(shot["data"]))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
