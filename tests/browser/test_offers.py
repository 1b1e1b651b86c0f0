"""The search box as a combobox: by keyboard, by mouse, with an input method, without scripts."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.driving import SECONDS, all_of, one, query, texts, wait_until_loaded
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

TYPED = "地铁"
PAUSE = 0.4
"""Seconds after which offers that were coming would be there."""


def until(browser: Chrome, holds: Callable[[], bool]) -> None:
    WebDriverWait(browser, SECONDS).until(lambda _: holds())


def offers(browser: Chrome) -> list[str]:
    return texts(browser, "#offers:not([hidden]) .offered")


def type_and_wait(browser: Chrome, typed: str = TYPED) -> list[str]:
    """Types into the box; gives back what is offered."""
    one(browser, "#q").send_keys(typed)
    until(browser, lambda: bool(offers(browser)))
    return offers(browser)


def press(browser: Chrome, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def said(browser: Chrome) -> tuple[str | None, str | None, list[str]]:
    """What assistive technology is told: expanded, the active option's text, the chosen ones."""
    box = one(browser, "#q")
    active = box.get_attribute("aria-activedescendant")
    text = one(browser, f"#{active} .offered").text if active else None
    chosen = texts(browser, "#offers [aria-selected=true] .offered")
    return box.get_attribute("aria-expanded"), text, chosen


def test_by_keyboard(browser: Chrome) -> None:
    offered = type_and_wait(browser)
    box = one(browser, "#q")
    assert offered[0] == TYPED and len(offered) > 2
    assert box.aria_role == "combobox" and one(browser, "#offers").aria_role == "listbox"
    assert texts(browser, "#offers .kind")[:2] == ["词", "标题"]
    assert said(browser) == ("true", None, [])
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert said(browser) == ("true", offered[1], [offered[1]])
    press(browser, Keys.ARROW_UP, Keys.ARROW_UP)
    assert said(browser) == ("true", None, [])
    press(browser, Keys.ARROW_UP)
    assert said(browser) == ("true", offered[-1], [offered[-1]])
    # the text stays what was typed until something is taken
    assert box.get_property("value") == TYPED
    press(browser, Keys.ESCAPE)
    assert said(browser) == ("false", None, []) and box.get_property("value") == TYPED
    press(browser, Keys.ARROW_DOWN)
    until(browser, lambda: offers(browser) == offered)
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    before = one(browser, "html").id
    press(browser, Keys.ENTER)
    wait_until_loaded(browser, before)
    assert query(browser)["q"] == [f'标题:"{offered[1]}"']
    assert offered[1] in texts(browser, ".hit h2")


def test_enter_without_a_choice_asks_what_was_typed(browser: Chrome) -> None:
    type_and_wait(browser)
    before = one(browser, "html").id
    press(browser, Keys.ENTER)
    wait_until_loaded(browser, before)
    assert query(browser)["q"] == [TYPED]


def test_by_mouse_and_away(browser: Chrome) -> None:
    offered = type_and_wait(browser, "gongyuan")
    press(browser, Keys.TAB)
    assert said(browser)[0] == "false" and offers(browser) == []
    one(browser, "#q").click()
    press(browser, Keys.ARROW_DOWN)
    until(browser, lambda: offers(browser) == offered)
    before = one(browser, "html").id
    ActionChains(browser).move_to_element(all_of(browser, "#offers li")[0]).click().perform()
    wait_until_loaded(browser, before)
    assert all_of(browser, ".hit")


def test_while_an_input_method_composes_nothing_is_offered_or_taken(browser: Chrome) -> None:
    type_and_wait(browser)
    press(browser, Keys.ARROW_DOWN)
    address = browser.current_url
    compose = {"text": "gongyuan", "selectionStart": 8, "selectionEnd": 8}
    browser.execute_cdp_cmd("Input.imeSetComposition", compose)
    assert said(browser)[0] == "false"
    time.sleep(PAUSE)
    assert offers(browser) == []
    for name in ("ArrowDown", "Enter"):
        key = {"windowsVirtualKeyCode": 229, "key": "Process", "code": name}
        for kind in ("rawKeyDown", "keyUp"):
            browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, **key})
    browser.execute_cdp_cmd("Input.insertText", {"text": "公园"})
    until(browser, lambda: bool(offers(browser)))
    assert browser.current_url == address
    assert one(browser, "#q").get_property("value") == f"{TYPED}公园"
    assert said(browser)[1:] == (None, [])
    press(browser, Keys.ESCAPE)


def test_what_is_offered_keeps_up_with_what_is_typed(browser: Chrome) -> None:
    type_and_wait(browser)
    press(browser, *[Keys.BACKSPACE] * len(TYPED))
    until(browser, lambda: offers(browser) == [])
    assert said(browser)[0] == "false"
    type_and_wait(browser, "沈惟")
    assert offers(browser)[0] == "沈惟清" and texts(browser, "#offers .kind")[0] == "人物"


@pytest.mark.parametrize("kind", ["standard", "elder"])
def test_axe_finds_no_violation_in_open_offers(browser: Chrome, kind: str) -> None:
    browser.add_cookie({"name": "type", "value": kind})
    browser.refresh()
    type_and_wait(browser)
    press(browser, Keys.ARROW_DOWN)
    assert violations(browser) == []
    heights = [option.size["height"] for option in all_of(browser, "#offers li")]
    assert min(heights) >= (48 if kind == "elder" else 24)


def test_without_scripts_the_box_is_a_box(plain: Chrome) -> None:
    box = one(plain, "#q")
    box.send_keys(TYPED)
    assert box.aria_role == "searchbox" and not one(plain, "#offers").is_displayed()
