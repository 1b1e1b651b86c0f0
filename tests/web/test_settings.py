"""How the site is known: the same rules on the command line and for a WSGI server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

import search_app
from web import Settings, SettingsError, server
from web.holdings import EXTENSION, MOST_PROXIES, VARIABLES

Environment = dict[str, str | None]
GIVEN = [
    ({}, Settings()),
    (dict.fromkeys(VARIABLES.values(), ""), Settings()),
    ({"ZHENGWEN_SITE_NAME": "青禾报库"}, Settings(site_name="青禾报库")),
    (
        {"ZHENGWEN_SITE_URL": "https://news.example/old/"},
        Settings(site_url="https://news.example/old"),
    ),
    ({"ZHENGWEN_PROXIES": "2"}, Settings(proxies=2)),
]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result | Settings]:
    """What `serve` would serve with, or the result where it does not come to that."""
    made: list[Flask] = []

    def run(make: Callable[[], Flask], listener: socket.socket, workers: int) -> None:
        listener.close()
        made.append(make())

    monkeypatch.setattr(server, "run", run)

    def serve(environment: Environment, *options: str) -> Result | Settings:
        command = ["--data", str(tmp_path), "serve", "--port", "0", *options]
        unset = dict.fromkeys(VARIABLES.values())
        result = CliRunner().invoke(search_app.main, command, env={**unset, **environment})
        if not made:
            return result
        settings: Settings = made[-1].extensions[EXTENSION].settings
        return settings

    return serve


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says where the archive is and nothing else of ours."""
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("ZHENGWEN_DATA", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(("variables", "settings"), GIVEN)
def test_both_ways_to_serve_read_the_same_variables(
    variables: dict[str, str],
    settings: Settings,
    served: Callable[..., Settings],
    environment: pytest.MonkeyPatch,
) -> None:
    assert served(variables) == settings
    for variable, text in variables.items():
        environment.setenv(variable, text)
    assert search_app.application().extensions[EXTENSION].settings == settings


def test_an_option_counts_for_more_than_a_variable(served: Callable[..., Settings]) -> None:
    variables = {"ZHENGWEN_SITE_NAME": "青禾报库", "ZHENGWEN_PROXIES": "2"}
    assert served(variables, "--proxies", "0") == Settings(site_name="青禾报库")
    assert served({}, "--site-url", "https://news.example/").site_url == "https://news.example"


@pytest.mark.parametrize("written", ["two", "-1", f"{MOST_PROXIES + 1}", "1.5", "9" * 5000])
def test_no_number_of_proxies_is_refused_both_ways(
    written: str, served: Callable[..., Result], environment: pytest.MonkeyPatch
) -> None:
    result = served({"ZHENGWEN_PROXIES": written})
    assert result.exit_code == 2 and "--proxies" in result.output
    environment.setenv("ZHENGWEN_PROXIES", written)
    with pytest.raises(
        SettingsError, match=f"ZHENGWEN_PROXIES 应是 0 至 9 的整数，不能是“{written}”"
    ):
        search_app.application()


def test_settings_that_cannot_be_are_not_made() -> None:
    assert Settings(proxies=MOST_PROXIES).proxies == MOST_PROXIES
    for proxies in (-1, MOST_PROXIES + 1):
        with pytest.raises(SettingsError, match=f"不能是 {proxies}"):
            Settings(proxies=proxies)


@pytest.mark.parametrize(
    ("options", "warned"),
    [
        (("--host", "0.0.0.0"), True),
        (("--host", "0.0.0.0", "--site-url", "https://news.example"), False),
        (("--host", "127.0.0.2"), False),
        ((), False),
    ],
)
def test_who_is_seen_from_outside_is_to_say_as_what(
    options: tuple[str, ...], warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "run", lambda make, listener, workers: listener.close())
    command = ["--data", str(tmp_path), "serve", "--port", "0", *options]
    unset = dict.fromkeys(VARIABLES.values())
    result = CliRunner().invoke(search_app.main, command, env=unset)
    assert result.exit_code == 0 and ("--site-url" in result.stderr) is warned


def test_an_empty_data_directory_is_none_given(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ZHENGWEN_DATA", "")
    environment.chdir(tmp_path)
    search_app.application()
    assert (tmp_path / "var" / "archive.db").exists()
    assert not (tmp_path / "archive.db").exists()


def test_a_mistake_in_the_sites_variables_hinders_no_other_command(tmp_path: Path) -> None:
    command = ["--data", str(tmp_path), "newspapers", "list"]
    result = CliRunner().invoke(search_app.main, command, env={"ZHENGWEN_PROXIES": "two"})
    assert result.exit_code == 0, result.output
