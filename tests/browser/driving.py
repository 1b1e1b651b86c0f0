"""Driving a real browser: headless Chromium, what it asked for, and short ways to look and click.

In: a profile's folder. Out: a browser, and what a reader sees in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

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
SECONDS = 15
WORD = "地铁公园"
MISTYPED = "地贴公园"
OPENING = "砚湖地铁公园开园"
"""The story of the opening: it has two pictures."""


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


def pages_to_see(browser: Chrome, site: str) -> dict[str, str]:
    """One address of each kind of page that is there."""
    browser.get(f"{site}/?q={quote(WORD)}")
    # on a phone the facets are not on show, and what is not has no text to a reader
    people = [str(link.get_attribute("textContent")) for link in all_of(browser, ".facet li a")[:2]]
    open_story(browser, OPENING)
    story = browser.current_url.removeprefix(site)
    issue = str(one(browser, ".story .where a").get_attribute("href")).removeprefix(site)
    chosen = "".join(f"&official={quote(name)}" for name in people)
    day = issue.removeprefix("/")
    person = str(one(browser, ".beside li > a").get_attribute("href")).removeprefix(site)
    reporter = str(one(browser, ".where a[href*=reporter]").get_attribute("href"))
    browser.get(f"{site}/?q={quote(WORD)}{chosen}")
    why = str(one(browser, "a.why").get_attribute("href"))
    return {
        "home": "/",
        "results": f"/?q={quote(WORD)}{chosen}&since=2023-05-01",
        "facets": f"/?q={quote(WORD)}#facets",
        "values": f"/facet/official?q={quote(WORD)}{chosen}",
        "days": f"/?q={quote(WORD)}&month=2024-09",
        "story": story,
        "issue": issue,
        "whole": f"{issue}/whole",
        "page": story.split("?")[0].rpartition("/")[0],
        "newspapers": "/calendar",
        "calendar": "/calendar/{}/{}".format(*day.split("-")[0].split("/")),
        "day": f"/today/{day[-5:]}",
        "people": "/people",
        "official": person,
        "reporter": reporter.removeprefix(site),
        "nothing": f"/?q={quote('飞碟')}{chosen}&until=2024-01-01",
        "partial": f"/?q={quote(f'{WORD} 飞碟')}",
        "meant": f"/?q={quote(MISTYPED)}",
        "why": why.removeprefix(site),
        "help": "/help",
        "error": "/nowhere",
    }
