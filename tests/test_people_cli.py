"""`people` and `reread` as an editor types them: what is decided is what is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

import web
from archive.settings import Settings
from search_app import main
from web.commands import application

BULLETIN = """兰溪区召开春季绿化工作会

本报讯 3月12日，兰溪区委副书记、区长贺青山主持召开春季绿化工作会。

记者 林一舟

兰溪区新建两处社区食堂

本报讯 3月11日，兰溪区副区长白露到柳荫街道调研社区食堂建设。

记者 沈小满

兰溪区检查防汛

本报讯 3月10日，区水利局局长贺青山到清水河检查防汛准备。

记者 沈小满
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on an archive that holds the bulletin."""

    def command(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--data", str(tmp_path / "var"), *map(str, words)])

    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    imported = command("import", path, "--issue-date", "2024-03-13", "--region", "兰溪区")
    assert imported.exit_code == 0, imported.output
    return command


def found(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def total(run: Run, official: str) -> int:
    hits: int = found(run("search", "--official", official, "--json"))["total"]
    return hits


def test_who_is_there_and_in_which_posts(run: Run) -> None:
    listed = found(run("people", "list", "--json"))
    assert [(person["key"], person["articles"]) for person in listed] == [
        ("贺青山", 2),
        ("白露", 1),
    ]
    assert run("people", "list", "白").output == "白露（官员）1 篇，2024-03-13 至 2024-03-13\n"
    tenures = found(run("people", "show", "贺青山", "--json"))["tenures"]
    assert [(one["organisation"], one["post"]) for one in tenures] == [
        ("兰溪区委", "副书记"),
        ("兰溪区政府", "区长"),
        ("兰溪区水利局", "局长"),
    ]
    assert tenures[2]["first"]["address"] == "/paper/2024-03-13/0/3"
    shown = run("people", "show", "贺青山").output
    assert (
        "兰溪区水利局 局长（1 篇）\n  最早 2024-03-13 /paper/2024-03-13/0/3 兰溪区检查防汛" in shown
    )


def test_decisions_are_found_at_once_and_undone(run: Run) -> None:
    done = run("people", "split", "贺青山", "--articles", "/paper/2024-03-13/0/3")
    assert done.output == "第 1 号决定：“贺青山”分出“贺青山（2）”。\n"
    assert (total(run, "贺青山"), total(run, "贺青山（2）")) == (1, 1)
    run("people", "rename", "贺青山（2）", "贺青山（水利局）")
    run("people", "kind", "白露", "other")
    assert (total(run, "贺青山（水利局）"), total(run, "白露")) == (1, 0)
    run("people", "hide", "贺青山（水利局）")
    assert total(run, "贺青山（水利局）") == 0
    assert "已隐藏" in run("people", "list").output
    assert found(run("reread", "--json"))["unchanged"] == 1
    assert total(run, "贺青山（水利局）") == 0
    for undone in ("隐藏", "类别定为其他", "改名", "分出"):
        assert undone in run("people", "undo").output
    assert (total(run, "贺青山"), total(run, "白露")) == (2, 1)
    run("people", "merge", "贺青山", "白露")
    assert total(run, "贺青山") == 3
    assert len(found(run("people", "decisions", "--json"))) == 9
    assert "第 9 号决定：“白露”并入“贺青山”。" in run("people", "decisions").output
    assert "“白露”已并入“贺青山”" in run("people", "show", "白露").output


WRONG = [
    ("show nobody", ("show", "李雷"), "没有报道提到“李雷”"),
    (
        "split at no address",
        ("split", "贺青山", "--articles", "/paper/2024-03-13/0/9"),
        "没有报道“",
    ),
    ("split at no number", ("split", "贺青山", "--articles", "1,99"), "第 99 号报道没有提到"),
    ("undo nothing", ("undo",), "没有可以撤销的决定"),
]


@pytest.mark.parametrize(
    ("words", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_what_is_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], message: str) -> None:
    result = run("people", *words)
    assert result.exit_code == 1
    assert message in result.output and "Traceback" not in result.output


def test_reread_says_what_became_of_the_pages(run: Run) -> None:
    assert "新读出 0 页，有变 0 页，未变 1 页，失败 0 页；改动报道 0 篇。" in run("reread").output
    assert found(run("reread", "--failed", "--json"))["unchanged"] == 0
    assert found(run("reread", "--date", "2024-03-13", "--json"))["unchanged"] == 1
    assert "没有登记报纸“nobody”" in run("reread", "--newspaper", "nobody").output


def test_a_new_region_is_read_into_the_posts(run: Run, tmp_path: Path) -> None:
    again = run("import", tmp_path / "bulletin.txt", "--region", "清水区")
    assert again.exit_code == 0
    assert found(run("reread", "--json"))["articles"] == 1
    offices = [
        one["organisation"] for one in found(run("people", "show", "贺青山", "--json"))["tenures"]
    ]
    assert "清水区水利局" in offices and "兰溪区水利局" not in offices
    assert total(run, "贺青山") == 2


def test_a_post_told_as_past_is_listed_apart(run: Run, tmp_path: Path) -> None:
    row = {
        "id": "1",
        "title": "石桥旧影展出",
        "date": "2024-03-14",
        "body": "3月14日，石桥旧影展出。1998年，时任石桥镇镇长的贺青山主持修桥。",
    }
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert run("import", path).exit_code == 0
    shown = run("people", "show", "贺青山").output
    assert "以往：石桥镇政府 镇长（1 篇）" in shown
    site = application(Settings(tmp_path / "var"), web.Settings())
    page = BeautifulSoup(site.test_client().get("/people/official/贺青山").data, "lxml")
    (past,) = page.select(".past li")
    assert "石桥镇镇长" in past.text and "时任石桥镇镇长的贺青山" in past.text
    assert not any("石桥镇" in bar.text for bar in page.select(".tenures li"))
