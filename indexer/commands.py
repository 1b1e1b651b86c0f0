"""The index's part of the command line: import, reread, reindex, status and search.

In: the settings and what was typed. Out: the archive and the index changed, answers printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
from archive.newspapers import SiteError, check_key
from archive.settings import Settings, today
from indexer.engine import EngineDown
from indexer.facets import FACETS
from indexer.request import SearchPage, SearchRequest, Sort
from indexer.synonyms import Synonyms
from indexer.whoosh_engine import WhooshEngine

FIRST_NEWSPAPER = Newspaper(key="paper", name="本报")
"""What an archive's first newspaper is called where nothing is given."""


REREAD_HELP = """把收存的页面重读一遍，如程序更新以后；网址不变。

中途停下，已经读好的保留。
"""


@click.command("import", help="收入文件、文件夹、ZIP、JSON Lines，再更新索引。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--newspaper", "key", help="报纸的代号（字母、数字），只有一家时可以不写。")
@click.option("--name", default="", help="报头上的名称。")
@click.option("--region", default="", help="报上单写“区”“市”时指哪里，如 高新区。")
@click.option("--issue-date", type=IssueDate(), help="页面上没有日期时的刊期。")
@click.option("--json", "as_json", is_flag=True, help="结果输出为 JSON。")
@click.pass_obj
def import_command(
    settings: Settings,
    paths: tuple[Path, ...],
    key: str | None,
    name: str,
    region: str,
    issue_date: date | None,
    as_json: bool,
) -> None:
    """Take in files, folders, ZIPs and JSON Lines, then bring the index up to date."""
    archive = Archive.open(settings.database)
    chosen = _newspaper(archive, key)
    newspaper = replace(chosen, name=name or chosen.name, region=region or chosen.region)
    with progress_bar("读入") as progress:
        report = import_paths(
            archive,
            paths,
            newspaper=newspaper,
            issue_date=issue_date,
            today=today(),
            progress=progress,
        )
    with progress_bar("建索引") as progress:
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
        if newspaper == FIRST_NEWSPAPER:
            rename = f"--newspaper {newspaper.key} --name 某某报"
            click.echo(f"注意：报纸还没有名字，先叫“{newspaper.name}”：起名用 {rename}", err=True)
    if report.failed:
        sys.exit(1)


@click.command(help=REREAD_HELP)
@click.option("--failed", is_flag=True, help="只读上次没有读成的页。")
@click.option("--newspaper", "key", help="只读这个代号的报纸。")
@click.option("--date", "dated", type=IssueDate(), help="只读这一期。")
@click.option("--json", "as_json", is_flag=True, help="结果输出为 JSON。")
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
    with progress_bar("重读") as progress:
        report = read_again(archive, Choice(failed, key, dated), today=today(), progress=progress)
    with progress_bar("建索引") as progress:
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


@click.command(help="重建索引；其间检索照常，用旧的索引。")
@click.option("--if-needed", "mode", flag_value="if-needed", help="只补差的。")
@click.option("--full", "mode", flag_value="full", default=True, help="全部重建（不写就是这样）。")
@click.option("--rollback", "mode", flag_value="rollback", help="换回留着的另一个索引。")
@click.pass_obj
def reindex(settings: Settings, mode: str) -> None:
    """Build the index again; questions meanwhile get the old answers."""
    archive = Archive.open(settings.database)
    engine = WhooshEngine(settings.index)
    if mode == "rollback":
        click.echo(f"已换回索引 {engine.roll_back(archive)}。")
        return
    with progress_bar("建索引") as progress:
        if mode == "full":
            engine.rebuild(archive, progress)
            done = "rebuilt"
        else:
            done = engine.reindex_if_needed(archive, progress)
    words = {"rebuilt": "已重建", "updated": "已更新", "current": "本来就是最新的"}
    click.echo(f"索引{words[done]}：{engine.state()['articles']} 篇。")


@click.command(help="收存了多少，索引新不新，哪些页和文件读不了。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
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
    click.echo(f"没有收的文件和行 {held.refused}。")
    for refused in held.refusals:
        size = "" if refused.part.startswith((":", " ")) else f"（{_size(refused.size)}）"
        click.echo(f"  {refused.newspaper} {refused.file}{refused.part}{size}：{refused.reason}")


def _newspaper(archive: Archive, key: str | None) -> Newspaper:
    """The newspaper of a key; of none, the only one of the archive, or its first."""
    known = archive.newspapers()
    if key is None:
        if len(known) > 1:
            listed = "、".join(f"{paper.key}（{paper.name}）" for paper in known.values())
            raise click.UsageError(f"有几家报纸，要用 --newspaper 指定代号：{listed}")
        return next(iter(known.values()), FIRST_NEWSPAPER)
    try:
        if key not in known:
            check_key(key)
    except SiteError as error:
        raise click.BadParameter(str(error), param_hint="--newspaper") from error
    return known.get(key) or Newspaper(key=key, name=key)


def _size(size: int) -> str:
    if size < 1024:
        return f"{size} 字节"
    return f"{size // 1024} KB" if size < 1024**2 else f"{size // 1024**2} MB"


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    for facet in reversed(FACETS):
        option = click.option(f"--{facet.key}", multiple=True, help=f"{facet.label}，可以写几次。")
        command = option(command)
    return command


@click.command(help="检索；写法见 docs/query-language.md。")
@click.argument("query", default="")
@_filters
@click.option("--since", type=IssueDate(), help="这一天起刊登。")
@click.option("--until", type=IssueDate(), help="到这一天为止刊登。")
@click.option("--event-since", type=IssueDate(), help="这一天起发生。")
@click.option("--event-until", type=IssueDate(), help="到这一天为止发生。")
@click.option("--sort", type=click.Choice(get_args(Sort)), default="relevance")
@click.option("--p", type=click.IntRange(1), default=1, help="结果的第几页。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
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
def progress_bar(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on the error stream, where that is a terminal."""
    with tqdm(desc=label, unit="篇", file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
