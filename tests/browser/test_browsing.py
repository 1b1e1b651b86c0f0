"""A reader's way through issues, pages, pictures and people."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.driving import (
    OPENING,
    SECONDS,
    WORD,
    all_of,
    ask,
    follow,
    one,
    open_story,
    texts,
    total,
)

pytestmark = pytest.mark.browser


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


def test_browsing_by_date_leads_to_a_page_and_its_story(browser: Chrome) -> None:
    follow(browser, one(browser, ".ways a"))
    follow(browser, all_of(browser, ".years tbody a")[-1])
    assert "2023年" in one(browser, "h1").text
    follow(browser, one(browser, ".month td a"))
    listed = texts(browser, ".sheet li > a")
    follow(browser, one(browser, ".sheet h2 a"))
    zone = one(browser, ".facsimile polygon")
    picture, drawing = one(browser, ".facsimile img"), one(browser, ".facsimile svg")
    # the drawing lies on the picture at whatever size it is shown
    for side in ("x", "y", "width", "height"):
        assert abs(picture.rect[side] - drawing.rect[side]) <= 2
    follow(browser, zone)
    assert one(browser, "h1").text == listed[0]


def test_a_persons_page_from_a_story_and_back_to_stories(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    assert texts(browser, ".related li a")
    person = one(browser, ".beside li > a")
    name = person.text
    follow(browser, person)
    assert one(browser, "h1").text == name
    rows = all_of(browser, ".tenures li")
    # a drawing without a height of its own would be 150 pixels high
    assert rows and all(row.rect["height"] < 60 for row in rows)
    row = one(browser, ".company tbody tr")
    promised = int(row.text.split()[-2])
    follow(browser, row.find_element(By.CSS_SELECTOR, "td a"))
    assert total(browser) == promised


def test_a_picture_has_its_place_before_it_comes(browser: Chrome) -> None:
    ask(browser, WORD)
    open_story(browser, OPENING)
    for picture in all_of(browser, "figure img"):
        rect = picture.rect
        assert rect["width"] > 100
        sides = [int(picture.get_dom_attribute(side)) for side in ("width", "height")]
        assert abs(rect["height"] / rect["width"] - sides[1] / sides[0]) < 0.02
