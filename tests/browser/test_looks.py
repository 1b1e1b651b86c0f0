"""Every kind of page as wide as a phone; with ZHENGWEN_SCREENSHOTS=1 pictures of them all.

In: the demonstration. Out: files in `screenshots/`.
"""

from __future__ import annotations

import base64
import os
from urllib.parse import quote

import pytest
from selenium.webdriver import Chrome

from tests.browser.driving import (
    OPENING,
    ROOT,
    WORD,
    all_of,
    metrics,
    one,
    open_story,
)

pytestmark = pytest.mark.browser


def test_nothing_is_wider_than_a_phone(phone: Chrome, site: str) -> None:
    for path in pages_to_see(phone, site).values():
        phone.get(f"{site}{path}")
        width = phone.execute_script("return document.documentElement.scrollWidth")
        assert width == 390, path


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
    return {
        "home": "/",
        "results": f"/?q={quote(WORD)}{chosen}&since=2023-05-01",
        "facets": f"/?q={quote(WORD)}#facets",
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
