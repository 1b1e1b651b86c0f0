"""`newspapers` as an editor types it, and what `status` says of issues and crawls."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert

from archive import Archive, Capture, Newspaper
from archive.crawl import process
from archive.newspaper_commands import find_family
from archive.schema import crawl_pages
from search_app import main
from tests.archive.filed import PAPER
from tests.archive.forking import Forked
from tests.archive.test_coverage import days, publish
from tests.crawl.live import LiveNewspaper, weekly
from tests.crawl.serving import serve

Run = Callable[..., Result]
URL = "http://paper.qingxi.example/html/"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--data", str(tmp_path / "var"), *map(str, words)])

    return command


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.open(tmp_path / "var" / "archive.db")
    archive.add_newspaper(PAPER)
    return archive


def found(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_newspaper_is_added_listed_and_shown(run: Run) -> None:
    added = run(
        "newspapers", "add", "qingxi", URL, "--name", "青溪日报", "--region", "青溪区",
        "--since", "2022-03-01", "--delay", "2.5", "--family", "founder_old",
    )  # fmt: skip
    assert added.output == f"已登记 qingxi：{URL}（系统：founder_old）。\n"
    listed = f"qingxi 青溪日报（青溪区） {URL}\n   还没有刊期\n"
    assert run("newspapers").output == run("newspapers", "list").output == listed
    shown = run("newspapers", "show", "qingxi").output
    assert shown == (
        f"qingxi 青溪日报\n   地区：青溪区\n   网址：{URL}\n   系统：founder_old\n"
        "   抓取起自：2022-03-01\n   间隔：2.5 秒\n   还没有刊期\n"
    )
    (told,) = found(run("newspapers", "list", "--json"))
    assert told == found(run("newspapers", "show", "qingxi", "--json"))
    assert told["site"]["since"] == "2022-03-01"
    assert told["coverage"]["held"] == 0


WRONG = [
    (("show", "sea"), "没有登记报纸“sea”"),
    (("export", "sea"), "没有登记网址的报纸：sea"),
    (("add", "a/b", URL, "--family", "huaguang"), "代号"),
    (("add", "sea", "ftp://sea.example/"), "http://"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("newspapers", *words)
    assert result.exit_code == 1
    assert said in result.output
    assert result.output.count("\n") == 1


def test_sites_go_out_and_in_as_toml(run: Run, tmp_path: Path) -> None:
    run("newspapers", "add", "qingxi", URL, "--family", "founder_old", "--allow-private")
    run("newspapers", "add", "hill", "http://hill.example/", "--family", "huaguang")
    text = run("newspapers", "export").output
    assert found(run("newspapers", "show", "qingxi", "--json"))["site"]["allow_private"] is True
    assert run("newspapers", "export", "hill").output == text[: text.index("\n[qingxi]")]
    file = tmp_path / "papers.toml"
    file.write_text(text.replace("delay = 1.0", "delay = 3"), encoding="utf-8")
    assert run("newspapers", "load", file).output == "已登记 2 家报纸。\n"
    assert run("newspapers", "export").output == text.replace("delay = 1.0", "delay = 3.0")
    file.write_text("[sea]\n", encoding="utf-8")
    assert "缺网址" in run("newspapers", "load", file).output
    file.write_text("[sea] # 海", encoding="gbk")
    assert "UTF-8" in run("newspapers", "load", file).output


def test_what_is_missing_and_suspect_is_shown(run: Run, archive: Archive) -> None:
    printed = days(date(2022, 3, 2), 9)
    for at, day in enumerate(printed):
        if at != 3:
            publish(archive, day, pages=1 if at == 6 else 4, stories=1)
    lines = run("newspapers", "show", PAPER.key).output.splitlines()
    assert lines[2:] == [
        "   刊期 8（2022-03-02 至 2022-04-27），缺 1，不全 1",
        "   出版日：周三",
        "   缺：2022-03-23",
        "   不全：2022-04-13 只有 1 版，前后一般 4 版",
    ]
    status = run("status").output
    assert f"{PAPER.key}：刊期 8（2022-03-02 至 2022-04-27），缺 1，不全 1。\n" in status
    told = found(run("status", "--json"))["coverage"][0]
    assert (told["missing"], told["held"]) == (["2022-03-23"], 8)


def test_what_crawls_failed_at_is_shown(run: Run, archive: Archive) -> None:
    rows = [("a", "done", ""), ("b", "waiting", ""), ("c", "failed", "超时"), ("d", "refused", "x")]
    with archive.engine.begin() as connection:
        for name, state, reason in rows:
            page = {"newspaper": PAPER.key, "url": URL + name, "kind": "story"}
            connection.execute(insert(crawl_pages).values(**page, state=state, reason=reason))
    status = run("status").output
    assert f"{PAPER.key} 抓取：已取 1，待取 1，失败 1，不许取 1。\n" in status
    assert found(run("status", "--json"))["crawls"][0]["failed"] == 1
    assert f"没有取到：{URL}c：超时" in run("newspapers", "show", PAPER.key).output
    told = found(run("newspapers", "show", PAPER.key, "--json"))["failures"]
    assert {one["reason"] for one in told} == {"超时", "x"}


@pytest.mark.parametrize(
    "family", ["founder_old", "founder_nbs", "founder_new", "huaguang", "government"]
)
def test_the_family_is_found_from_the_root(family: str) -> None:
    paper = LiveNewspaper("lake", family, weekly(date(2023, 1, 4), 2))
    root = "http://szb.lake.example/"
    asked = []

    def fetch(url: str) -> Capture:
        asked.append(url)
        answer = paper.answer(url.removeprefix(root))
        if isinstance(answer, str):
            return fetch(root + answer)
        assert answer is not None
        return Capture(source=url, content=answer, media_type="text/html")

    start = f"{root}gov/index.html" if family == "government" else root
    assert find_family(start, fetch) == family
    assert len(asked) <= 2


def test_the_address_is_fetched_to_know_the_system(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "start", Forked)
    paper = LiveNewspaper("lake", "founder_old", weekly(date(2023, 1, 4), 1))
    with serve([paper]) as server:
        refused = run("newspapers", "add", "lake", server.url("lake"))
        assert refused.exit_code == 1
        assert refused.output.startswith("错误：")
        assert server.log == []
        words = ("--allow-private", "--delay", "0", "--contact", "desk@lake.example")
        added = run("newspapers", "add", "lake", server.url("lake"), *words)
        assert added.output == f"已登记 lake：{server.url('lake')}（系统：founder_old）。\n"
        assert [path for path in server.paths() if path != "/robots.txt"] == [
            "/lake/",
            "/lake/paperindex.htm",
        ]
        assert "desk@lake.example" in server.log[-1].headers["user-agent"]
        assert not any(asked.host.startswith("localhost") for asked in server.log)
    assert found(run("newspapers", "show", "lake", "--json"))["site"]["family"] == "founder_old"


def test_a_page_that_leads_in_circles_is_of_no_family() -> None:
    page = Capture(
        source="http://sea.example/",
        content=b'<meta http-equiv="refresh" content="0; url=http://sea.example/">',
        media_type="text/html",
    )
    assert find_family("http://sea.example/", lambda _: page) == ""


def test_detect_says_which_template_reads_a_page(run: Run, tmp_path: Path) -> None:
    paper = LiveNewspaper("lake", "huaguang", weekly(date(2023, 1, 4), 1))
    story = paper.truth.stories[0]
    file = tmp_path / story.file.rpartition("/")[2]
    content = paper.answer(story.file)
    assert isinstance(content, bytes)
    file.write_bytes(content)
    assert found(run("newspapers", "detect", file, "--json"))["family"] == "huaguang"
    assert run("newspapers", "detect", file).output.startswith("huaguang（由它读取）\n")


def test_a_name_given_later_is_the_newspapers(run: Run, archive: Archive) -> None:
    run("newspapers", "add", PAPER.key, URL, "--family", "huaguang", "--name", "青溪晚报")
    assert archive.newspapers()[PAPER.key] == Newspaper(
        key=PAPER.key, name="青溪晚报", region=PAPER.region
    )
