"""What the first readers after a start would wait for is done by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

import web
from archive import Archive, import_paths
from archive.sample import NEWSPAPER, write_sample
from archive.settings import Settings
from indexer import open_engine
from web.commands import application
from web.holdings import EXTENSION

PAGES = (
    "/",
    "/people",
    "/calendar",
    "/today/10-16",
    "/help",
    "/people/official/陆承远",
    "/nothing",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample newspaper, imported and indexed."""
    made = Settings(tmp_path_factory.mktemp("served"))
    archive = Archive.open(made.database)
    write_sample(made.data / "pages")
    import_paths(archive, [made.data / "pages"], newspaper=NEWSPAPER, today=date(2025, 6, 1))
    open_engine(made.index).rebuild(archive)
    archive.close()
    return made


@pytest.fixture
def started(settings: Settings) -> Iterator[Flask]:
    app = application(settings, web.Settings())
    yield app
    app.extensions[EXTENSION].archive.close()


def test_no_reader_waits_for_a_template(started: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*_: object) -> None:
        pytest.fail("a template is read while somebody waits")

    monkeypatch.setattr(started.jinja_env.loader, "load", loaded)
    for path in PAGES:
        response = started.test_client().get(path)
        assert response.status_code == (404 if path == "/nothing" else 200)


def test_no_reader_waits_until_everybody_is_counted(started: Flask) -> None:
    asked: list[str] = []
    engine = started.extensions[EXTENSION].archive.engine

    @event.listens_for(engine, "before_cursor_execute")
    def noted(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    client = started.test_client()
    assert "陆承远" in client.get("/people").text
    assert asked and not [statement for statement in asked if "appearances" in statement]
