"""Every text of the interface has its English, and English pages say nothing else in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

import web
from indexer import FACETS
from indexer.examples import TEXTS
from tests.web.test_site import PAGES, SAMPLE_PAGES
from web.language import CATALOGUES
from web.saying import SENTENCES

FILE = CATALOGUES / "en" / "LC_MESSAGES" / "messages.po"
HAN = re.compile("[\u3400-\u9fff]")
SLOT = re.compile(r"%\([a-z]+\)s")
TEMPLATES = "templates/**.html"
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}


def texts_of_the_interface() -> set[str]:
    """What the code and the templates ask to be translated."""
    found = extract_from_dir(
        str(Path(web.__file__).parent),
        method_map=[("**.py", "python"), (TEMPLATES, "jinja2")],
        options_map={TEMPLATES: JINJA},
        keywords=DEFAULT_KEYWORDS | {"lazy_gettext": None},
    )
    said = {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}
    return said | {facet.label for facet in FACETS} | {*TEXTS, *SENTENCES}


@pytest.fixture(scope="module")
def english() -> Catalog:
    with FILE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_has_its_english_and_none_is_left_over(english: Catalog) -> None:
    known = {message.id[0] if message.pluralizable else message.id for message in english}
    assert known - {""} == texts_of_the_interface()


def test_the_english_is_english_and_keeps_what_is_filled_in(english: Catalog) -> None:
    for message in english:
        if not message.id:
            continue
        chinese = message.id[0] if message.pluralizable else message.id
        said = message.string if message.pluralizable else (message.string,)
        assert len(said) == (2 if message.pluralizable else 1) and not message.fuzzy
        for text in said:
            assert text and not HAN.search(text), chinese
            assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(chinese)), chinese


def test_the_compiled_catalogue_is_that_of_its_text(english: Catalog) -> None:
    # pybabel compile -d web/translations
    with FILE.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    said = [
        {"".join(message.id): "".join(message.string) for message in catalogue if message.id}
        for catalogue in (english, compiled)
    ]
    assert said[0] == said[1]


def test_too_many_choices_are_refused_in_the_readers_language(client: FlaskClient) -> None:
    client.set_cookie("language", "en")
    response = client.get("/", query_string={"section": [f"x{n}" for n in range(51)]})
    assert response.status_code == 400
    assert "At most 50 choices can be made at a time." in response.text
    assert "may have at most 1000 characters" in client.get("/?page=" + "1" * 1001).text


def test_the_language_is_remembered_and_addresses_stay(client: FlaskClient) -> None:
    address = "/?q=%E8%80%81%E7%A0%81%E5%A4%B4&official=%E9%99%86%E6%98%8E%E5%B7%9D"
    chinese = BeautifulSoup(client.get(address).text, "lxml")
    button = chinese.select_one(".preferences button[value=en]")
    assert button is not None and (button.text, button["lang"]) == ("English", "en")
    response = client.post("/preferences", data={"language": "en", "back": address})
    assert response.headers["Location"] == address
    english = BeautifulSoup(client.get(address).text, "lxml")
    assert english.html is not None and english.html["lang"] == "en"
    assert "3 stories" in english.h1.text  # type: ignore[union-attr]

    def links(soup: BeautifulSoup) -> list[str]:
        return [str(tag["href"]) for tag in soup.select("a")]

    assert links(chinese) == links(english)
    client.post("/preferences", data={"language": "zh", "back": "/"})
    assert BeautifulSoup(client.get("/").text, "lxml").html["lang"] == "zh-CN"  # type: ignore[index]


def test_programs_are_answered_alike_in_every_language(client: FlaskClient) -> None:
    urls = ("/api/search?q=老码头&month=2018-03", "/feed?q=老码头&month=2018-03", "/api/search?p=x")
    before = [client.get(url).data for url in urls]
    client.set_cookie("language", "en")
    assert [client.get(url).data for url in urls] == before


@pytest.mark.parametrize(
    "url",
    [
        *PAGES,
        *SAMPLE_PAGES,
        "/?q=老码头&p=9",
        "/?q=老码头 从未有过",
        "/?since=2019-02-01&until=2019-01-01",
        "/?month=2018-03",
        "/?p=abc",
        "/facet/official?q=老码头",
        "/facet/official?find=从未有过",
        "/qinghe/2018-03-06/A01/9",
        "/today/02-29",
    ],
)
def test_english_pages_hold_no_chinese_of_ours(
    client: FlaskClient, reader: FlaskClient, url: str
) -> None:
    visitor = reader if url in SAMPLE_PAGES else client
    visitor.set_cookie("language", "en")
    soup = BeautifulSoup(visitor.get(url).text, "lxml")
    assert soup.html is not None and soup.html["lang"] == "en"
    # a note on a repair quotes the page, and a title or address has no place for a language
    for tag in soup.select("head, .printed, .repairs li, .permanent a, [lang=zh-CN]"):
        tag.decompose()
    left = [str(text) for text in soup.find_all(string=True) if HAN.search(str(text))]
    assert left == []
    for tag in soup.select("[aria-label], [placeholder], [alt]"):
        for name in ("aria-label", "placeholder", "alt"):
            assert not HAN.search(str(tag.get(name, ""))) or tag.name == "img", tag


def test_days_and_figures_read_as_english(client: FlaskClient) -> None:
    client.set_cookie("language", "en")
    story = BeautifulSoup(client.get("/qinghe/2018-03-06/A01/1").text, "lxml")
    assert story.select_one(".where time").text == "6 March 2018"  # type: ignore[union-attr]
    assert story.select_one(".event").text.startswith("Happened 5 March 2018")  # type: ignore[union-attr]
    month = BeautifulSoup(client.get("/?month=2018-03").text, "lxml")
    assert month.select_one(".days title").text == "6 March 2018: 3 stories"  # type: ignore[union-attr]
