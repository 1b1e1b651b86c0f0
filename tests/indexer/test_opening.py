"""An index is opened while somebody else commits to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.index import FileIndex

from indexer.whoosh_index import DurableStorage, create_index, open_index


def test_a_commit_between_finding_and_opening_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_index(tmp_path)
    really = DurableStorage.open_index
    opened: list[str] = []

    def committed_meanwhile(storage: DurableStorage) -> FileIndex:
        opened.append(storage.folder)
        if len(opened) == 1:
            (tmp_path / "other.toc").touch()
            raise FileNotFoundError(storage.folder)
        return really(storage)

    monkeypatch.setattr(DurableStorage, "open_index", committed_meanwhile)
    assert open_index(tmp_path).latest_generation() == 0
    assert len(opened) == 2


def test_a_lost_table_of_contents_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_index(tmp_path)

    def lost(storage: DurableStorage) -> FileIndex:
        raise FileNotFoundError(storage.folder)

    monkeypatch.setattr(DurableStorage, "open_index", lost)
    with pytest.raises(FileNotFoundError):
        open_index(tmp_path)
