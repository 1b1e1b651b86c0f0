"""The index's part of the command line: import, reread, reindex, status and search.

In: the settings and what was typed. Out: the archive and the index changed, answers printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click
from tqdm import tqdm

from archive import Archive, Choice, Newspaper, import_paths
from archive import reread as read_again
from archive.commands import IssueDate
from archive.coverage import coverage
from archive.newspaper_commands import summary
from archive.settings import Settings, today
from indexer.engine import EngineDown
from indexer.facets import FACETS
from indexer.request import SearchPage, SearchRequest, Sort
from indexer.synonyms import Synonyms
from indexer.whoosh_engine import WhooshEngine

DEFAULT_NEWSPAPER = "paper"


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--newspaper", "key", default=DEFAULT_NEWSPAPER, help="Key of the newspaper.")
@click.option("--name", default="", help="The newspaper's printed name.")
@click.option("--region", default="", help="What its bare 区 or 市 means, as 高新区.")
@click.option("--issue-date", type=IssueDate(), help="Date of the issue, where a page has none.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def import_command(
    settings: Settings,
    paths: tuple[Path, ...],
    key: str,
    name: str,
    region: str,
    issue_date: date | None,
    as_json: bool,
) -> None:
    """Take in files, folders, ZIPs and JSON Lines, then bring the index up to date."""
    archive = Archive.open(settings.database)
    known = archive.newspapers().get(key)
    newspaper = Newspaper(
        key=key,
        name=name or (known.name if known else key),
        region=region or (known.region if known else ""),
    )
    with _bar("读入") as progress:
        report = import_paths(
            archive,
            paths,
            newspaper=newspaper,
            issue_date=issue_date,
            today=today(),
            progress=progress,
        )
    with _bar("建索引") as progress:
        WhooshEngine(settings.index).update(archive, progress)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(
            f"新 {report.new} 页，未变 {report.unchanged} 页，有变 {report.changed} 页，"
            f"失败 {report.failed} 页；报道 {report.stories} 篇，图片 {report.pictures} 张。"
        )
        for file, reason in report.failures:
            click.echo(f"失败：{file}：{reason}", err=True)
        for file, warning in report.warnings:
            click.echo(f"注意：{file}：{warning}", err=True)
    if report.failed:
        sys.exit(1)


@click.command()
@click.option("--failed", is_flag=True, help="Only pages that could not be read.")
@click.option("--newspaper", "key", help="Only pages of the newspaper with this key.")
@click.option("--date", "dated", type=IssueDate(), help="Only pages of the issue of this date.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def reread(
    settings: Settings, failed: bool, key: str | None, dated: date | None, as_json: bool
) -> None:
    """Read the kept pages again, as after an update of this program; addresses stay.

    What was done stays if this is interrupted.
    """
    archive = Archive.open(settings.database)
    if key is not None and key not in archive.newspapers():
        raise click.BadParameter(f"没有登记报纸“{key}”", param_hint="--newspaper")
    with _bar("重读") as progress:
        report = read_again(archive, Choice(failed, key, dated), today=today(), progress=progress)
    with _bar("建索引") as progress:
        WhooshEngine(settings.index).update(archive, progress)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(
            f"新读出 {report.new} 页，有变 {report.changed} 页，未变 {report.unchanged} 页，"
            f"失败 {report.failed} 页；改动报道 {report.articles} 篇。"
        )
        for page, reason in report.failures:
            click.echo(f"失败：{page}：{reason}", err=True)
    if report.failed:
        sys.exit(1)


@click.command()
@click.option("--if-needed", "mode", flag_value="if-needed", help="Only what is out of date.")
@click.option("--full", "mode", flag_value="full", default=True, help="Everything (the default).")
@click.option("--rollback", "mode", flag_value="rollback", help="Back to the other kept index.")
@click.pass_obj
def reindex(settings: Settings, mode: str) -> None:
    """Build the index again; questions meanwhile get the old answers."""
    archive = Archive.open(settings.database)
    engine = WhooshEngine(settings.index)
    if mode == "rollback":
        click.echo(f"已换回索引 {engine.roll_back(archive)}。")
        return
    with _bar("建索引") as progress:
        if mode == "full":
            engine.rebuild(archive, progress)
            done = "rebuilt"
        else:
            done = engine.reindex_if_needed(archive, progress)
    words = {"rebuilt": "已重建", "updated": "已更新", "current": "本来就是最新的"}
    click.echo(f"索引{words[done]}：{engine.state()['articles']} 篇。")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Say what the archive and the index hold, and which pages could not be read."""
    archive = Archive.open(settings.database)
    held = archive.status()
    values: dict[str, Any] = held.to_json()
    papers = [coverage(archive, key, today()) for key in archive.newspapers()]
    values["coverage"] = [paper.to_json() for paper in papers]
    try:
        values["index"] = WhooshEngine(settings.index).state()
    except EngineDown as error:
        values["index"] = {"problem": str(error)}
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    span = f"（{held.first} 至 {held.last}）" if held.first else ""
    click.echo(f"报道 {held.articles} 篇{span}，页 {held.pages}，图片 {held.pictures}。")
    state = values["index"]
    if "problem" in state:
        click.echo(f"索引：{state['problem']}")
    else:
        behind = held.last_seq - state["seq"]
        click.echo(
            f"索引 {state['generation']}：{state['articles']} 篇，"
            + (f"还差 {behind} 处改动，请运行 reindex --if-needed。" if behind else "是最新的。")
        )
    for paper in papers:
        click.echo(f"{paper.newspaper}：{summary(paper)}。")
    for crawl in held.crawls:
        click.echo(
            f"{crawl.newspaper} 抓取：已取 {crawl.done}，待取 {crawl.waiting}，"
            f"失败 {crawl.failed}，不许取 {crawl.refused}。"
        )
    click.echo(f"读不了的页 {held.failed}。")
    for failure in held.failures:
        click.echo(f"  {failure.newspaper} {failure.source}：{failure.reason}")


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    for facet in reversed(FACETS):
        option = click.option(f"--{facet.key}", multiple=True, help=f"{facet.label}, repeatable.")
        command = option(command)
    return command


@click.command()
@click.argument("query", default="")
@_filters
@click.option("--since", type=IssueDate(), help="Published on or after.")
@click.option("--until", type=IssueDate(), help="Published on or before.")
@click.option("--event-since", type=IssueDate(), help="Happened on or after.")
@click.option("--event-until", type=IssueDate(), help="Happened on or before.")
@click.option("--sort", type=click.Choice(get_args(Sort)), default="relevance")
@click.option("--p", type=click.IntRange(1), default=1, help="Page of the results.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def search(settings: Settings, /, query: str, as_json: bool, **asked: Any) -> None:
    """Search the archive; docs/query-language.md tells the language of QUERY."""
    filters = {facet.key: asked.pop(facet.key) for facet in FACETS}
    request = SearchRequest.of(query, filters, **asked)
    engine = WhooshEngine(settings.index, synonyms=Synonyms.read(settings.synonyms))
    found = engine.search(request)
    suggested = engine.suggestions(request, found.total)
    if as_json:
        values = found.to_json() | {"suggestions": list(suggested)}
        click.echo(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        _show(found, suggested)


def _show(found: SearchPage, suggested: Sequence[str]) -> None:
    for note in found.notes:
        click.echo(f"注意：{note}")
    click.echo(
        f"共 {found.total} 篇" + ("，没有完全符合的，下面是接近的：" if found.partial else "")
    )
    if suggested:
        click.echo("您是不是要找：" + "  ".join(suggested))
    for hit in found.hits:
        near = "（接近）" if hit.partial else ""
        click.echo(f"\n{near}{hit.headline}\n  {hit.published} {hit.address}")
        text = "".join(f"【{text}】" if marked else text for text, marked in hit.snippet)
        click.echo(f"  {text}")
    for facet in FACETS:
        values = found.facets[facet.key][:8]
        if values:
            counted = "  ".join(f"{value.value} {value.count}" for value in values)
            click.echo(f"\n{facet.label}：{counted}")


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on the error stream, where that is a terminal."""
    with tqdm(desc=label, unit="篇", file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
