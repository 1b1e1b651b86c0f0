"""How a reader wants the pages is remembered, and the form leads nowhere but back."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

STORY = "/qinghe/2018-03-06/A01/1?q=%E8%80%81%E7%A0%81%E5%A4%B4"


def choose(client: FlaskClient, headers: dict[str, str] | None = None, **form: str) -> TestResponse:
    return client.post("/preferences", data=form, headers=headers)


def sheets(client: FlaskClient) -> dict[str, str]:
    """The style sheets of a page with their conditions."""
    soup = BeautifulSoup(client.get("/").text, "lxml")
    links = soup.select("link[rel=stylesheet]")
    return {
        str(link["href"]).split("/")[-1].split(".")[0]: str(link.get("media")) for link in links
    }


def test_each_form_comes_back_to_its_page(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(STORY).text, "lxml")
    forms = soup.select("form.preferences")
    assert len(forms) == 2
    for form in forms:
        assert (form["method"], form["action"]) == ("post", "/preferences")
        back = form.select_one("input[name=back]")
        assert back is not None and back["value"] == STORY
        for button in form.select("button"):
            chosen = {str(button["name"]): str(button["value"]), "back": str(back["value"])}
            response = choose(client, **chosen)
            assert response.status_code == 303
            assert response.headers["Location"] == STORY
            assert response.headers["Cache-Control"] == "no-store"


def test_large_type_is_remembered_and_given_up(client: FlaskClient) -> None:
    assert "elder" not in sheets(client)
    response = choose(client, type="elder", back="/")
    cookie = response.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert sheets(client)["elder"] == "screen"
    choose(client, type="standard", back="/")
    assert "elder" not in sheets(client)


def test_colours_follow_the_system_or_the_reader(client: FlaskClient) -> None:
    assert sheets(client)["dark"] == "screen and (prefers-color-scheme: dark)"
    choose(client, colours="dark", back="/")
    assert sheets(client)["dark"] == "screen"
    choose(client, colours="light", back="/")
    assert "dark" not in sheets(client)


def test_pages_are_kept_apart_by_who_asks(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]
    assert "Vary" not in client.get("/api/search").headers


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "/x\r\nSet-Cookie: type=elder",
        "/\n/evil.example",
        "javascript:alert(1)",
        "/路",
        "",
    ],
)
def test_the_way_back_stays_on_the_site(client: FlaskClient, back: str) -> None:
    response = choose(client, type="elder", back=back)
    assert response.status_code == 303 and response.headers["Location"] == "/"
    assert len(response.headers.getlist("Set-Cookie")) == 1


def test_the_way_back_keeps_the_prefix_of_a_proxy(client: FlaskClient) -> None:
    below = {"SCRIPT_NAME": "/news"}
    response = client.post("/preferences", data={"type": "elder"}, environ_overrides=below)
    assert response.headers["Location"] == "/news/"
    assert "Path=/news/" in response.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    response = choose(client, headers, type="elder", back="/")
    assert response.status_code == 403 and "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}]
)
def test_a_form_of_this_site_is_believed(client: FlaskClient, headers: dict[str, str]) -> None:
    assert choose(client, headers, type="elder", back="/").status_code == 303


@pytest.mark.parametrize("form", [{}, {"type": "huge"}, {"colours": "pink", "type": "elder"}])
def test_what_cannot_be_chosen_is_refused(client: FlaskClient, form: dict[str, str]) -> None:
    response = choose(client, **form)
    assert response.status_code == 400 and "Set-Cookie" not in response.headers


def test_an_unknown_cookie_counts_as_none(client: FlaskClient) -> None:
    for name in ("type", "colours", "language"):
        client.set_cookie(name, '"><script>alert(1)</script>')
    response = client.get("/")
    assert response.status_code == 200 and "<script>alert" not in response.text
    assert "elder" not in sheets(client)


def test_a_printed_page_tells_its_address_and_the_day(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(STORY).text, "lxml")
    printed = soup.select_one(".printed")
    assert printed is not None
    assert printed.text.startswith(f"http://localhost{unquote(STORY)} 打印于 20")
    soup = BeautifulSoup(client.get("/?q=甲%26乙+%23丙").text, "lxml")
    assert soup.select(".printed")[0].text.startswith("http://localhost/?q=甲%26乙+%23丙 打印于")
