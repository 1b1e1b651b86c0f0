"""An editor's groups of words: how they are read, and which words they add."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.synonyms import MOST_WORDS, NO_SYNONYMS, Synonyms, SynonymsError

WRITTEN = """\
# 机构简称
区委办 区委办公室
發改局　发展和改革局  # 全角空格也可以

wifi 无线网
"""


def test_groups_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_text(WRITTEN, encoding="utf-8")
    synonyms = Synonyms.read(path)
    assert synonyms.alike("区委办", True) == [("区委办", True), ("区委办公室", True)]
    assert synonyms.alike("区委办公室", True) == [("区委办公室", True), ("区委办", True)]
    assert synonyms.alike("发展和改革局", True) == [("发展和改革局", True), ("发改局", True)]
    assert synonyms.alike("wifi", False) == [("wifi", False), ("无线网", True)]
    assert synonyms.alike("区委", True) == [("区委", True)]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_bytes("区委办 区委办公室\n".encode(encoding))
    with pytest.raises(SynonymsError, match=r"^synonyms\.txt 不是 UTF-8 编码"):
        Synonyms.read(path)


def test_the_file_of_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_text("区委办 区委办公室\n只有一个\n", encoding="utf-8")
    with pytest.raises(SynonymsError, match=r"^synonyms\.txt 第 2 行：一组应有"):
        Synonyms.read(path)


def test_no_file_means_no_synonyms(tmp_path: Path) -> None:
    assert Synonyms.read(tmp_path / "synonyms.txt") == NO_SYNONYMS


def test_a_file_is_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "synonyms.txt"
    synonyms = Synonyms.following(path)
    assert synonyms.notes("旧改") == () and not synonyms.groups
    path.write_text("老旧小区 旧改\n", encoding="utf-8")
    assert synonyms.alike("旧改", True) == [("旧改", True), ("老旧小区", True)]
    path.write_text("老旧小区 旧改 危改\n", encoding="utf-8")
    assert synonyms.notes("旧改") == ("也检索了：老旧小区、危改。",)
    assert list(synonyms.groups) == ["老旧小区", "旧改", "危改"] and len(synonyms.groups) == 3
    path.write_text("只有一个词\n", encoding="utf-8")
    for _ in range(3):
        assert synonyms.notes("旧改") == ("也检索了：老旧小区、危改。",)
    said = capsys.readouterr().err
    assert said.count("第 1 行：一组应有") == 1 and "仍按原来的同义词检索" in said
    path.unlink()
    assert synonyms.notes("旧改") == () and capsys.readouterr().err == ""


def test_a_file_that_is_broken_from_the_start_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_text("只有一个词\n", encoding="utf-8")
    with pytest.raises(SynonymsError, match="第 1 行"):
        Synonyms.following(path)


def test_the_reader_is_told() -> None:
    synonyms = Synonyms.of(["甲办 乙辦 丙办"])
    assert synonyms.notes("甲办") == ("也检索了：乙辦、丙办。",)
    assert synonyms.notes("丁办") == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["只有一个"], "第 1 行：一组应有 2 至"),
        (["甲 甲"], "第 1 行：一组应有 2 至"),
        ([" ".join(chr(0x4E00 + n) for n in range(MOST_WORDS + 1))], "第 1 行：一组应有 2 至"),
        (["", "甲 COVID-19"], "第 2 行：“COVID-19”不是一个连写的词。"),
        (["甲 乙，丙"], "第 1 行：“乙，丙”不是一个连写的词。"),
        (["甲 乙", "丙 乙"], "第 2 行：“乙”已在另一组里。"),
    ],
)
def test_what_is_no_group_is_refused(lines: list[str], message: str) -> None:
    with pytest.raises(SynonymsError, match=message):
        Synonyms.of(lines)
