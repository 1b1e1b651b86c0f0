"""A reader's way from a question to a story, with scripts and without."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.driving import (
    OPENING,
    WORD,
    all_of,
    ask,
    assert_quiet,
    choose_first_official,
    chromium,
    follow,
    one,
    open_story,
    query,
    texts,
    total,
    wait_until_loaded,
)

pytestmark = pytest.mark.browser


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
