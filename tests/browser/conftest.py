"""The demonstration, running, and browsers before it; after each test they must have been quiet."""

from __future__ import annotations

import re
import select
import subprocess
import sys
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.browser.driving import ROOT, SECONDS, assert_quiet, chromium, listen, metrics


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running demonstration, without its closing slash."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(ROOT / "search_app.py"), "--data", str(folder / "archive")]
    with (
        (folder / "errors").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            [*command, "demo", "--port", "0"], stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], 60)
            line = process.stdout.readline() if ready else ""
            address = re.search(r"http://[0-9.]+:[0-9]+(?=/)", line)
            assert address, f"said {line!r}, {(folder / 'errors').read_text(encoding='utf-8')}"
            yield address[0]
        finally:
            process.terminate()
            process.wait(timeout=SECONDS)


@pytest.fixture(scope="package")
def shared_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(shared_browser: Chrome, site: str) -> Iterator[Chrome]:
    """The browser at the home page; afterwards it must have been quiet."""
    listen(shared_browser)
    shared_browser.get(f"{site}/")
    yield shared_browser
    assert_quiet(shared_browser, site)
    shared_browser.delete_all_cookies()


@pytest.fixture(scope="package")
def shared_plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("plain"), javascript=False) as browser:
        yield browser


@pytest.fixture
def plain(shared_plain: Chrome, site: str) -> Iterator[Chrome]:
    """The browser without scripts, at the home page."""
    listen(shared_plain)
    shared_plain.get(f"{site}/")
    yield shared_plain
    assert_quiet(shared_plain, site)
    shared_plain.delete_all_cookies()


@pytest.fixture(params=["scripts", "no-scripts"])
def reader(request: pytest.FixtureRequest) -> Chrome:
    """A browser with scripts, and one without."""
    name = "browser" if request.param == "scripts" else "plain"
    found: Chrome = request.getfixturevalue(name)
    return found


@pytest.fixture
def phone(reader: Chrome) -> Iterator[Chrome]:
    """Either browser as a phone 390 pixels wide."""
    reader.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics(390))
    reader.refresh()
    yield reader
    reader.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
