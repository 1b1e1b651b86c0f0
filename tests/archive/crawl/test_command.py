"""`crawl` on the command line: what is new is in the archive and in the index, and it says so."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.crawl import INTERRUPTED, CrawlError, CrawlReport, CrawlSettings, process
from archive.newspapers import Site
from indexer import crawl_commands
from indexer.crawl_commands import QuietHours
from indexer.request import SearchRequest
from indexer.whoosh_engine import WhooshEngine
from search_app import main
from tests.archive.crawl.crawling import lake
from tests.crawl.serving import Fault


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(folder), "crawl", *arguments])


def test_what_was_crawled_can_be_searched(tmp_path: Path) -> None:
    with lake(tmp_path, issues=2) as it:
        result = run(tmp_path, "lake", "--until", f"{it.paper.truth.dates[-1]}")
        assert result.exit_code == 0, result.output
        count = len(it.paper.truth.stories)
        assert f"报道 {count} 篇" in result.output
        assert "失败 0" in result.output
        assert WhooshEngine(tmp_path / "index").search(SearchRequest()).total == count

        corrected = it.paper.correct(it.paper.truth.stories[0])
        number = next(text for text in corrected.paragraphs if "编号9" in text)
        word = number[number.index("编号9") :][2:7]
        result = run(tmp_path, "--until", f"{it.paper.truth.dates[-1]}", "--json")
        assert json.loads(result.stdout)["lake"]["changed"] == 1
        engine = WhooshEngine(tmp_path / "index")
        assert engine.search(SearchRequest(f'"{word}"')).total == 1
        assert engine.search(SearchRequest()).total == count


def test_failures_are_listed_and_the_exit_code_says_so(tmp_path: Path) -> None:
    with lake(tmp_path, issues=1, faults={"/lake/": Fault("status", status=404)}) as it:
        result = run(tmp_path, "lake")
        assert result.exit_code == 1
        assert f"失败：{it.site.url}：服务器回答 404" in result.stderr


def test_a_mistake_in_one_newspaper_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise CrawlError("抓取中断：磁盘已满")

    with lake(tmp_path, issues=1):
        monkeypatch.setattr(process, "in_child", broken)
        result = run(tmp_path)
        assert result.exit_code == 1
        assert "lake：抓取中断：磁盘已满" in result.stderr


def test_the_contact_may_stand_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = []

    def crawled(*_: object, settings: CrawlSettings, **__: object) -> CrawlReport:
        contacts.append(settings.contact)
        return CrawlReport()

    monkeypatch.setattr(crawl_commands, "crawl_site", crawled)
    monkeypatch.setenv("ZHENGWEN_CONTACT", "desk@lake.example")
    with lake(tmp_path, issues=1):
        for options in ((), ("--contact", "archive@lake.example")):
            assert run(tmp_path, *options).exit_code == 0
    assert contacts == ["desk@lake.example", "archive@lake.example"]


@pytest.mark.parametrize(("stopped", "asked"), [(INTERRUPTED, 1), ("别的", 2)])
def test_only_an_interruption_keeps_the_next_newspaper_from_its_turn(
    stopped: str, asked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = []

    def crawled(*_: object, site: Site, **__: object) -> CrawlReport:
        turns.append(site)
        return CrawlReport(stopped=stopped)

    monkeypatch.setattr(crawl_commands, "crawl_site", crawled)
    with lake(tmp_path, issues=1):
        result = run(tmp_path, "lake", "lake")
    assert result.exit_code == 1 and len(turns) == asked


def test_a_newspaper_without_a_site_is_no_newspaper_to_crawl(tmp_path: Path) -> None:
    assert "还没有登记过网址" in run(tmp_path).output
    assert "没有登记“hill”的网址" in run(tmp_path, "hill").output


@pytest.mark.parametrize("written", ["8-20", "08:00", "24:00-01:00", "08:00-20:60"])
def test_quiet_hours_that_are_none(written: str, tmp_path: Path) -> None:
    result = run(tmp_path, "--quiet", written)
    assert result.exit_code == 2
    assert "08:00-20:00" in result.output


def test_quiet_hours() -> None:
    hours = QuietHours().convert("22:30-06:00", None, None)
    assert hours == (time(22, 30), time(6))
