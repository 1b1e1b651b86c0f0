"""Readers with needs of their own: large type, dark colours, a keyboard only, paper, a voice."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys

from tests.browser.driving import (
    OPENING,
    WORD,
    all_of,
    ask,
    follow,
    one,
    open_story,
    texts,
    wait_until_loaded,
)

pytestmark = pytest.mark.browser


def colour_of_paper(browser: Chrome) -> str:
    return str(one(browser, "body").value_of_css_property("background-color"))


def test_large_type_is_one_press_away_and_back(reader: Chrome) -> None:
    ask(reader, WORD)
    address, headlines = reader.current_url, texts(reader, ".hit h2")
    follow(reader, one(reader, ".top .preferences button[value=elder]"))
    assert reader.current_url == address and texts(reader, ".hit h2") == headlines
    assert one(reader, ".snippet").value_of_css_property("font-size") == "22px"
    open_story(reader, OPENING)
    assert one(reader, ".text p").value_of_css_property("font-size") == "23.375px"
    follow(reader, one(reader, ".top .preferences button[value=standard]"))
    assert one(reader, ".text p").value_of_css_property("font-size") == "17px"


def test_colours_can_be_chosen(reader: Chrome) -> None:
    assert colour_of_paper(reader) == "rgba(255, 255, 255, 1)"
    for value, colour in (("dark", "rgba(22, 24, 27, 1)"), ("light", "rgba(255, 255, 255, 1)")):
        follow(reader, one(reader, f".bottom button[value={value}]"))
        assert colour_of_paper(reader) == colour
        (pressed,) = all_of(reader, ".bottom [aria-pressed=true]")
        assert pressed.get_attribute("value") == value


def focused(browser: Chrome) -> dict[str, object]:
    """Where the keyboard is: its element's text and place, and whether that can be seen."""
    script = """
        const here = document.activeElement;
        const style = getComputedStyle(here);
        const place = here.getBoundingClientRect();
        return {tag: here.tagName, text: here.textContent.trim(), id: here.id,
            name: here.getAttribute("class") || "", top: place.top + scrollY,
            outlined: style.outlineStyle !== "none" || !!here.closest("svg"),
            within: place.bottom > 0 && place.top < innerHeight};
    """
    found: dict[str, object] = browser.execute_script(script)
    return found


def press(browser: Chrome, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def test_a_reader_with_only_a_keyboard(reader: Chrome) -> None:
    press(reader, Keys.TAB)
    assert focused(reader)["text"] == "跳到正文"
    assert one(reader, ".skip").rect["x"] >= 0
    press(reader, Keys.ENTER, Keys.TAB)
    inside = "return document.querySelector('main').contains(document.activeElement)"
    assert reader.execute_script(inside)

    # the box has its access key: no letter alone is a command, for a voice may speak letters
    ActionChains(reader).key_down(Keys.ALT).send_keys("/").key_up(Keys.ALT).perform()
    assert focused(reader)["id"] == "q"
    before = one(reader, "html").id
    press(reader, WORD, Keys.ENTER)
    wait_until_loaded(reader, before)

    # in the order that is seen, and always to be seen
    stops = []
    for _ in range(80):
        press(reader, Keys.TAB)
        stop = focused(reader)
        assert stop["outlined"] and stop["within"], stop
        stops.append(stop["text"])
        if stop["text"] == "跳过筛选":
            press(reader, Keys.ENTER)
        if stop["text"] == OPENING:
            break
    assert stops[-1] == OPENING, stops
    assert stops.index("按日期") < stops.index("大字版") < stops.index("最新")
    before = one(reader, "html").id
    press(reader, Keys.ENTER)
    wait_until_loaded(reader, before)
    assert one(reader, "h1").text == OPENING

    while focused(reader)["name"] != "first":
        press(reader, Keys.TAB)
    press(reader, Keys.ENTER)
    for number in (1, 2, 3):
        assert one(reader, "mark:target").get_attribute("id") == f"m{number}"
        # without scripts the way on is two stops from the mark, with them it is here
        while focused(reader)["name"] != "after" or not focused(reader)["within"]:
            press(reader, Keys.TAB)
        press(reader, Keys.ENTER)
    while focused(reader)["name"] != "before":
        forth = "m4" in reader.current_url and focused(reader)["name"] != "after"
        keys = ActionChains(reader)
        (keys if forth else keys.key_down(Keys.SHIFT)).send_keys(Keys.TAB)
        keys.key_up(Keys.SHIFT).perform()
    press(reader, Keys.ENTER)
    assert one(reader, "mark:target").get_attribute("id") == "m3"


def test_a_bar_of_the_histogram_is_reached_by_keyboard(browser: Chrome) -> None:
    ask(browser, WORD)
    for _ in range(40):
        press(browser, Keys.TAB)
        if browser.execute_script("return document.activeElement.closest('svg')"):
            break
    name, shown = browser.execute_script(
        "const bar = document.activeElement; return [bar.querySelector('title').textContent,"
        "getComputedStyle(bar.querySelector('.figure')).visibility]"
    )
    assert shown == "visible"
    before = one(browser, "html").id
    press(browser, Keys.ENTER)
    wait_until_loaded(browser, before)
    assert name.split("：")[0] in one(browser, ".chips a").text


def test_a_story_on_paper_has_no_navigation_but_its_address(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    assert not one(browser, ".printed").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert "打印于" in one(browser, ".printed").text
        assert one(browser, "h1").is_displayed() and one(browser, ".permanent").is_displayed()
        for hidden in ("header.top", "footer.bottom", ".marks", "#tools", ".neighbours"):
            assert not one(browser, hidden).is_displayed(), hidden
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


SPOKEN = """
window.spoken = [];
SpeechSynthesis.prototype.speak = (words) => window.spoken.push(words);
SpeechSynthesis.prototype.cancel = () => { window.spoken.length = 0; };
"""


def test_a_story_is_read_aloud_and_stopped(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    paragraphs = texts(browser, ".text p")
    browser.execute_script(SPOKEN)
    button = one(browser, "#tools .aloud")
    assert button.text == "朗读"
    button.click()
    said = browser.execute_script("return window.spoken.map((words) => [words.text, words.lang])")
    assert said[0] == [OPENING, "zh-CN"]
    assert [text for text, _ in said][-len(paragraphs) :] == paragraphs
    assert button.text == "停止朗读"
    button.click()
    assert browser.execute_script("return window.spoken.length") == 0
    assert button.text == "朗读"
    button.click()
    browser.execute_script("window.spoken.at(-1).onend()")
    assert button.text == "朗读"


COMPOSED = "地铁"


def test_enter_while_composing_does_not_ask(browser: Chrome) -> None:
    one(browser, "#q").click()
    address = browser.current_url
    compose = {"text": "ditie", "selectionStart": 5, "selectionEnd": 5}
    browser.execute_cdp_cmd("Input.imeSetComposition", compose)
    # so an input method's Enter arrives: as "Process", code 229
    key = {"windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"}
    for kind in ("rawKeyDown", "keyUp"):
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, **key})
    browser.execute_cdp_cmd("Input.insertText", {"text": COMPOSED})
    assert browser.current_url == address
    assert one(browser, "#q").get_property("value") == COMPOSED
    before = one(browser, "html").id
    press(browser, Keys.ENTER)
    wait_until_loaded(browser, before)
    assert COMPOSED in one(browser, "h1").text
