"""The command line speaks Chinese: what is wrong, what there is, and Click's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from archive.chinese import CATALOGS, DOMAIN
from search_app import main

HAN = re.compile("[一-龥]")
WRONG = [
    ((), "缺命令"),
    (("drucken",), "没有命令 drucken"),
    (("people", "merge", "贺青山"), "缺参数 'NAME'"),
    (("people", "undo", "x"), "“x”不是数"),
    (("people", "kind", "贺青山", "boss"), "“boss”不行，可以写：'official'"),
    (("people", "show", "贺青山", "白露"), "多写了参数：白露"),
    (("status", "--jsn"), "没有选项 --jsn。 您是不是要写 '--json'？"),
    (("import", "nowhere.txt"), "没有 nowhere.txt"),
    (("import",), "缺参数 'PATHS...'"),
    (("search", "--p", "0"), "0 不在范围 x>=1 内"),
    (("search", "--since"), "选项 --since 后面要写值"),
    (("export",), "缺选项 '--warc'"),
    (("export", "--warc", "{folder}"), "是文件夹，这里要写文件"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_mistakes_on_the_command_line_are_told_in_chinese(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    given = [word.format(folder=tmp_path) for word in words]
    result = CliRunner().invoke(main, ["--data", str(tmp_path / "var"), *given])
    assert result.exit_code == 2
    assert said in result.output
    told = [line for line in result.output.splitlines() if line.startswith("错误：") or not words]
    assert told, result.output
    assert not re.search("Error|Usage|Try|Missing|Invalid|No such", result.output)


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from commands(one)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_explained_in_chinese(name: str) -> None:
    for command in commands(main.commands[name]):
        assert HAN.search(command.help or ""), command.name
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "sort":
                assert HAN.search(option.help or ""), f"{command.name} {option.name}"


def test_a_file_that_cannot_be_written_is_told_in_chinese(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(
        "兰溪区修好三座桥\n\n本报讯 3月12日，兰溪区三座桥修好通车。\n", encoding="utf-8"
    )

    def run(*words: str) -> str:
        return CliRunner().invoke(main, ["--data", str(tmp_path / "var"), *words]).output

    run("import", str(page), "--issue-date", "2024-03-13")
    told = run("export", "--warc", str(tmp_path / "nowhere" / "o.warc"))
    assert told.startswith("错误：写不了") and told.endswith("：没有这个文件或文件夹\n")


def test_the_compiled_catalog_is_the_written_one() -> None:
    folder = CATALOGS / "zh" / "LC_MESSAGES"
    with (folder / f"{DOMAIN}.po").open("rb") as file:
        written = said(read_po(file))
    with (folder / f"{DOMAIN}.mo").open("rb") as file:
        compiled = said(read_mo(file))
    assert compiled == written, f"pybabel compile -D {DOMAIN} -d archive/translations"
    assert all(HAN.search(words) for words in written.values())


def said(catalog: Catalog) -> dict[str, str]:
    """What is said for each text; the forms of a plural stand side by side."""
    return {one_text(one.id): one_text(one.string) for one in catalog if one.id}


def one_text(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "|".join(text)
