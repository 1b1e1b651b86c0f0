"""Shared fixtures: where the real material lies, if it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--corpus", metavar="DIR", help="real material outside the repository")


@pytest.fixture(scope="session")
def corpus(request: pytest.FixtureRequest) -> Path:
    """The folder of real material; the test skips, and says so, where none was given."""
    folder = request.config.getoption("--corpus")
    if not folder:
        pytest.skip("needs real material: pytest --corpus=DIR")
    path = Path(folder)
    assert path.is_dir(), f"--corpus {folder} is not a folder"
    return path
