"""What is missing of a newspaper is counted again when a story came or a day passed, else kept."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from archive import Archive, Capture, Reading, Story
from archive.coverage import coverage
from tests.web.conftest import PAPER, filed
from web.holdings import Coverages

TODAY = date(2021, 1, 10)


def test_coverage_is_counted_when_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, counted = filed(tmp_path), []

    def counting(archive: Archive, newspaper: str, today: date) -> object:
        counted.append(today)
        return coverage(archive, newspaper, today)

    # the package has a function of the module's name
    monkeypatch.setattr(import_module("web.holdings"), "coverage", counting)
    coverages = Coverages(archive)
    first = coverages.of(PAPER.key, TODAY)
    assert coverages.of(PAPER.key, TODAY) is first and len(counted) == 1

    page = Capture(source="9.htm", content=b"9")
    read = Story(
        published=date(2021, 1, 9), page="1", position=1, headline="步道", paragraphs=("无。",)
    )
    with archive.batch():
        archive.store(PAPER, page, Reading(family="t", stories=(read,)))
    assert coverages.of(PAPER.key, TODAY) == coverage(archive, PAPER.key, TODAY) != first
    coverages.of(PAPER.key, TODAY + timedelta(1))
    assert len(counted) == 3
    archive.close()
