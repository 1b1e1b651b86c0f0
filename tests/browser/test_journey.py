"""A reader's way from a question to a story, with scripts and without."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.driving import (
    OPENING,
    WORD,
    all_of,
    ask,
    choose_first_official,
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


def test_a_facet_value_gives_what_its_figure_promised(reader: Chrome) -> None:
    ask(reader, WORD)
    everything = total(reader)
    name, promised = choose_first_official(reader)
    assert total(reader) == promised < everything
    assert query(reader) == {"q": [WORD], "official": [name]}
    assert texts(reader, ".facet .chosen .count") == [str(promised)]
    (chip,) = all_of(reader, ".chips a")
    assert name in chip.text
    follow(reader, chip)
    assert total(reader) == everything and not all_of(reader, ".chips")


def test_a_story_is_marked_and_back_returns_to_the_same_results(browser: Chrome) -> None:
    ask(browser, WORD)
    choose_first_official(browser)
    results, headlines = browser.current_url, texts(browser, ".hit h2")
    open_story(browser, OPENING)
    assert one(browser, "h1").text == OPENING
    marks = all_of(browser, "mark")
    assert f"本文相符 {len(marks)} 处" in one(browser, ".marks").text
    assert len(marks) > 2 and {mark.text for mark in marks} >= {WORD}
    one(browser, ".marks .first").click()
    for button, number in (
        (".after", 2), (".before", 1), (".before", len(marks)), (".after", 1), (".after", 2),
    ):  # fmt: skip
        one(browser, f"mark:target + .step {button}").click()
        (target,) = all_of(browser, "mark:target")
        assert target.get_attribute("id") == f"m{number}"
        # Enter would go on in the same direction
        focused = browser.switch_to.active_element
        assert focused.get_attribute("class") == button.removeprefix(".")
        assert focused.is_displayed()
    before = one(browser, "html").id
    browser.back()
    wait_until_loaded(browser, before)
    assert browser.current_url == results and texts(browser, ".hit h2") == headlines


def test_a_bar_of_the_histogram_narrows_to_its_month(reader: Chrome) -> None:
    ask(reader, WORD)
    everything = total(reader)
    bars = {title_of(bar): bar for bar in all_of(reader, ".histogram svg a")}
    title = next(title for title in bars if not title.endswith("：1 篇"))
    month, count = title.removesuffix(" 篇").split("：")
    follow(reader, bars[title].find_element(By.CSS_SELECTOR, ".reach"))
    assert total(reader) == int(count) < everything
    assert month in one(reader, ".chips a").text
    assert len(all_of(reader, ".histogram svg a.chosen")) == 1
    days = texts(reader, ".hit time")
    assert {day[:7] for day in days} == {query(reader)["month"][0]}


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


def test_everything_works_without_scripts(plain: Chrome, site: str) -> None:
    ask(plain, WORD)
    _, promised = choose_first_official(plain)
    assert total(plain) == promised
    results = plain.current_url
    open_story(plain, OPENING)
    assert not one(plain, "#tools button").is_displayed()
    count = len(all_of(plain, "mark"))
    one(plain, ".marks .first").click()
    for number in (2, 3):
        one(plain, "mark:target + .step .after").click()
        assert urlsplit(plain.current_url).fragment == f"m{number}"
    for _ in range(3):
        plain.back()
    assert urlsplit(plain.current_url).fragment == "" and count == len(all_of(plain, "mark"))
    plain.back()
    assert plain.current_url == results


def test_a_citizen_finds_what_is_half_remembered(reader: Chrome) -> None:
    ask(reader, "地鐵公園")
    everything = total(reader)
    assert everything and WORD in texts(reader, ".hit mark")
    follow(reader, one(reader, ".histogram:not(.days) svg a:last-of-type .reach"))
    follow(reader, one(reader, ".days svg a .reach"))
    day = query(reader)
    assert day["since"] == day["until"] and total(reader) < everything
    follow(reader, one(reader, ".days .back"))
    for _ in all_of(reader, ".chips a"):
        follow(reader, one(reader, ".chips a"))
        if not all_of(reader, ".chips"):
            break
    assert total(reader) == everything
    follow(reader, one(reader, ".hit .people a"))
    name = one(reader, ".chips a").text
    follow(reader, one(reader, ".own-pages a"))
    assert one(reader, "h1").text in name
    follow(reader, one(reader, ".evidence a"))
    follow(reader, one(reader, ".where a"))
    follow(reader, one(reader, ".issues a"))
    assert texts(reader, ".sheet li > a")


def test_a_long_facet_is_searched(reader: Chrome, site: str) -> None:
    reader.get(f"{site}/facet/official?q={quote(WORD)}")
    names = texts(reader, ".facet a")
    box = one(reader, ".values input[type=search]")
    before = one(reader, "html").id
    box.send_keys(names[-1], Keys.ENTER)
    wait_until_loaded(reader, before)
    assert texts(reader, ".facet a") == [names[-1]]
    promised = int(one(reader, ".facet .count").text)
    follow(reader, one(reader, ".facet a"))
    assert total(reader) == promised
    assert query(reader) == {"q": [WORD], "official": [names[-1]]}
