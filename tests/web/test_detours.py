"""Addresses that are nearly right lead to the page that a reader means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import PAPER, FakeEngine, filed
from web import Settings, create_app

STORY = "/qinghe/2018-03-06/A01/1"


@pytest.mark.parametrize("path", ["/yanhu", "/calendar/yanhu", "/yanhu/", "/calendar/yanhu/"])
def test_a_newspaper_alone_is_its_newest_year(reader: FlaskClient, path: str) -> None:
    if path.endswith("/"):
        response = reader.get(path)
        assert (response.status_code, response.location) == (308, path.rstrip("/"))
        path = response.location
    response = reader.get(path)
    # next year it is another one
    assert (response.status_code, response.location) == (302, "/calendar/yanhu/2024")
    assert reader.get(response.location).status_code == 200


def test_what_is_no_newspaper_has_no_page(client: FlaskClient) -> None:
    for path in ("/nowhere", "/calendar/nowhere", "/nowhere/", "/calendar/nowhere/", "/facet/"):
        assert client.get(path).status_code == 404
    assert client.post("/qinghe").status_code == 405


@pytest.mark.parametrize(
    "path",
    [STORY, "/qinghe/2018-03-06", "/qinghe/2018-03-06/A01", "/people"],
)
def test_a_closing_slash_is_taken_away(client: FlaskClient, path: str) -> None:
    for question in ("老码头", quote("老码头"), "a+b%26"):
        response = client.get(f"{path}/?q={question}")
        assert response.status_code == 308
        assert response.location == f"{path}?q={quote(question, safe='%+')}"
    response = client.get(f"{path}/", environ_overrides={"SCRIPT_NAME": "/bao"})
    assert response.location == f"/bao{path}"


@pytest.mark.parametrize(
    "path",
    ["//thief.example/", "/\\thief.example/", "///thief.example/", "//thief.example/2018-03-06/"],
)
def test_nobody_is_led_away(client: FlaskClient, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path})
    assert response.status_code in (308, 404)
    ways = (response.location or "").removeprefix("http://localhost")
    assert not ways.startswith(("//", "/\\", "http"))


def test_a_newspaper_without_issues_leads_to_all_newspapers(tmp_path: Path) -> None:
    archive = filed(tmp_path, [])
    client = create_app(archive, FakeEngine(), Settings()).test_client()
    assert client.get(f"/{PAPER.key}").location == "/calendar"
    archive.close()
