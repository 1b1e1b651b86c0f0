"""axe-core, the checker of WCAG, on every kind of page as each reader may have it.

In: the demonstration in a light, a dark and an elder's look. Out: no violation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.driving import listen, metrics, pages_to_see

pytestmark = pytest.mark.browser

AXE = Path(
    str(distribution("selenium-axe-python").locate_file("selenium_axe_python/axe-core/axe.min.js"))
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CHECK = """
const [rules, done] = arguments;
axe.run({runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]})
  .then((found) => done(found.violations.map((rule) => rule.id + ": " + rule.help + "\\n" +
    rule.nodes.slice(0, 4).map((node) => "  " + node.html + "\\n  " +
      node.failureSummary.replaceAll("\\n", " ")).join("\\n"))))
  .catch((error) => done([String(error)]));
"""


WIDTH = "return document.documentElement.scrollWidth"
ELDER = """
const found = new Set();
const level = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * level(r) + 0.7152 * level(g) + 0.0722 * level(b);
const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
const ground = (element) => {
  for (; element; element = element.parentElement) {
    const colour = parts(getComputedStyle(element).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
};
const name = (element) => element.outerHTML.slice(0, 120);
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true}))
    continue;
  if (element.closest(".unseen, .skip, svg, script")) continue;
  const style = getComputedStyle(element);
  const [a, b] = [light(parts(style.color)), light(ground(element))];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < 8) found.add(`contrast ${contrast.toFixed(1)} ${name(element)}`);
  if (parseFloat(style.fontSize) < 22) found.add(`type ${style.fontSize} ${name(element)}`);
}
for (const press of document.querySelectorAll("a, button, summary, input:not([type=hidden])")) {
  const {width, height} = press.getBoundingClientRect();
  if (!press.checkVisibility() || press.closest(".unseen, .skip, svg, .text")) continue;
  if (Math.min(width, height) < 47.9)
    found.add(`target ${width.toFixed()}x${height.toFixed()} ${name(press)}`);
}
return [...found].slice(0, 8);
"""
"""What an elder's look must not have: text below 22 pixels or 8:1, targets below 48 pixels."""


def violations(browser: Chrome) -> list[str]:
    """What axe-core says against the page as it is now shown."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found: list[str] = browser.execute_async_script(CHECK, RULES)
    return found


@dataclass(frozen=True)
class Look:
    """The colours that the reader's system asks for, what the reader chose, the window's width."""

    scheme: str
    type: str
    language: str
    width: int

    def __str__(self) -> str:
        return f"{self.scheme}-{self.type}-{self.language}-{self.width}"


LOOKS = [
    Look("light", "standard", "zh", 390),
    Look("light", "standard", "en", 390),
    Look("light", "standard", "en", 1440),
    Look("dark", "standard", "zh", 1440),
    Look("light", "elder", "zh", 1440),
    Look("light", "elder", "en", 390),
    Look("dark", "elder", "zh", 390),
]


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest, browser: Chrome) -> Iterator[Look]:
    chosen: Look = request.param
    feature = {"name": "prefers-color-scheme", "value": chosen.scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(chosen.width))
    browser.add_cookie({"name": "type", "value": chosen.type})
    browser.add_cookie({"name": "language", "value": chosen.language})
    yield chosen
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_axe_finds_no_violation(browser: Chrome, site: str, look: Look) -> None:
    found = {}
    for kind, path in pages_to_see(browser, site).items():
        browser.get(f"{site}{path}")
        if kind == "error":
            listen(browser)  # of which Chromium complains in its console
        said = violations(browser)
        if look.type == "elder":
            said += browser.execute_script(ELDER)
        if (wide := browser.execute_script(WIDTH)) > look.width:
            said.append(f"{wide} pixels wide")
        if said:
            found[kind] = said
    browser.get(f"{site}/")
    assert not found, "\n".join(f"{kind}: {one}" for kind, said in found.items() for one in said)
