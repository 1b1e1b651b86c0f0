"""What holds of every kind of page as drawn; with ZHENGWEN_SCREENSHOTS=1 pictures of them all.

In: the demonstration. Out: files in `screenshots/`.
"""

from __future__ import annotations

import base64
import os

import pytest
from selenium.webdriver import Chrome

from tests.browser.driving import ROOT, metrics, pages_to_see

pytestmark = pytest.mark.browser


SHIFT = """
const done = arguments[0];
let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
setTimeout(() => done(shift), 150);
"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(browser: Chrome, site: str, width: int) -> None:
    kinds = pages_to_see(browser, site)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(width))
    try:
        for kind in ("home", "results", "story", "page", "calendar", "official"):
            browser.get(f"{site}{kinds[kind]}")
            assert browser.execute_async_script(SHIFT) == 0, kind
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


WEIGHT = """
return performance.getEntriesByType("navigation")
  .concat(performance.getEntriesByType("resource"))
  .reduce((sum, entry) => sum + entry.transferSize, 0);
"""


def test_a_first_page_weighs_less_than_100_kilobytes(browser: Chrome, site: str) -> None:
    kinds = pages_to_see(browser, site)
    for kind in ("home", "results", "official"):
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        browser.get(f"{site}{kinds[kind]}")
        assert 0 < browser.execute_script(WEIGHT) < 100_000, kind


@pytest.mark.skipif(not os.environ.get("ZHENGWEN_SCREENSHOTS"), reason="ZHENGWEN_SCREENSHOTS")
def test_screenshots(shared_browser: Chrome, site: str) -> None:
    browser, folder = shared_browser, ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    kinds = pages_to_see(browser, site)
    for look in ("light", "dark", "elder", "english"):
        scheme = "dark" if look == "dark" else "light"
        browser.get(f"{site}/")
        browser.delete_all_cookies()
        if look == "elder":
            browser.add_cookie({"name": "type", "value": "elder"})
        if look == "english":
            browser.add_cookie({"name": "language", "value": "en"})
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
                file = folder / f"{kind}-{width}-{look}.png"
                file.write_bytes(base64.b64decode(shot["data"]))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.delete_all_cookies()
