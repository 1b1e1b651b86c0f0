"""The crawl's part of the command line: what is new on the newspapers' sites, then the index.

In: the settings and what was typed. Out: the archive and the index changed, a summary printed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from functools import partial
from pathlib import Path

import click
from tqdm import tqdm

from archive import Archive
from archive.commands import IssueDate
from archive.crawl import INTERRUPTED, CrawlError, CrawlProgress, CrawlReport, CrawlSettings
from archive.crawl import crawl as crawl_site
from archive.newspapers import Site
from archive.settings import Settings
from indexer.commands import progress_bar
from indexer.whoosh_engine import WhooshEngine

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_LISTED = 50


class QuietHours(click.ParamType[tuple[time, time]]):
    """`08:00-20:00`: from and to, in Shanghai."""

    name = "HH:MM-HH:MM"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[time, time]:
        """The two times of day."""
        found = _HOURS.fullmatch(str(value))
        if found is None:
            self.fail("写成 08:00-20:00", param, ctx)
        hour, minute, last_hour, last_minute = (int(part) for part in found.groups())
        return time(hour, minute), time(last_hour, last_minute)


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]…")
@click.option("--since", type=IssueDate(), help="把这一天起的各期都看一遍。")
@click.option("--until", type=IssueDate(), help="把到这一天为止的各期都看一遍。")
@click.option("--max-pages", type=click.IntRange(1), help="最多取这么多个地址。")
@click.option("--contact", default="", help="告诉对方怎样联系的邮箱或网址，写在 User-Agent 里。")
@click.option("--quiet", type=QuietHours(), help="这段时间（北京时间）不去取。")
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="每取一个地址记一行，格式是 JSON Lines。",
)
@click.option("--json", "as_json", is_flag=True, help="结果输出为 JSON。")
@click.pass_obj
def crawl(
    settings: Settings,
    keys: tuple[str, ...],
    since: date | None,
    until: date | None,
    max_pages: int | None,
    contact: str,
    quiet: tuple[time, time] | None,
    log: Path | None,
    as_json: bool,
) -> None:
    """从登记了网址的报纸取来新的页面，再更新索引。

    中途停下的，下次从停下的地方接着取。不写 KEY（报纸的代号）就逐一取各家的。
    """
    archive = Archive.open(settings.database)
    limits = CrawlSettings(contact=contact, quiet=quiet, log=log)
    crawl_one = partial(
        crawl_site, archive, settings=limits, since=since, until=until, max_pages=max_pages
    )
    reports, problems = _crawl_all(_sites(archive, keys), crawl_one)
    # First what was crawled: an index that is busy or damaged must not hide it.
    _print(reports, problems, as_json)
    with progress_bar("建索引") as index_progress:
        WhooshEngine(settings.index).update(archive, index_progress)
    if problems or any(report.failures or report.stopped for report in reports.values()):
        sys.exit(1)


def _crawl_all(
    sites: Iterable[Site], crawl_one: Callable[..., CrawlReport]
) -> tuple[dict[str, CrawlReport], dict[str, str]]:
    """The reports, and what went wrong, by the newspapers' keys; an interruption ends it."""
    reports: dict[str, CrawlReport] = {}
    problems: dict[str, str] = {}
    for site in sites:
        key = site.newspaper.key
        try:
            with _bar(key) as progress:
                reports[key] = crawl_one(site=site, progress=progress)
        except CrawlError as error:
            problems[key] = str(error)
            continue
        if reports[key].stopped == INTERRUPTED:
            break
    return reports, problems


def _print(reports: Mapping[str, CrawlReport], problems: Mapping[str, str], as_json: bool) -> None:
    if as_json:
        values = {key: report.to_json() for key, report in reports.items()}
        values |= {key: {"problem": problem} for key, problem in problems.items()}
        click.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    for key, report in reports.items():
        _show(key, report)
    for key, problem in problems.items():
        click.echo(f"{key}：{problem}", err=True)


def _sites(archive: Archive, keys: tuple[str, ...]) -> list[Site]:
    registered = {site.newspaper.key: site for site in archive.sites.all()}
    for key in keys:
        if key not in registered:
            raise click.BadParameter(
                f"没有登记“{key}”的网址：先运行 newspapers add", param_hint="KEY"
            )
    if not registered:
        raise click.ClickException("还没有登记过网址：先运行 newspapers add KEY URL")
    return [registered[key] for key in keys] or list(registered.values())


def _show(key: str, report: CrawlReport) -> None:
    """The summary of one newspaper, with its failures."""
    rate = report.requests / report.seconds if report.seconds else 0.0
    click.echo(
        f"{key}：问了 {report.requests} 个地址（每秒 {rate:.1f} 个），"
        f"其中 {report.not_modified} 个没有变；"
        f"新 {report.new} 页，有变 {report.changed} 页，报道 {report.stories} 篇，"
        f"图片 {report.pictures} 张，版面 PDF {report.pdfs} 个；"
        f"失败 {len(report.failures)}，没有去问 {len(report.refused)}。"
    )
    if report.stopped:
        left = f"（还有 {report.waiting} 个地址）" if report.waiting else ""
        click.echo(f"  停下的原因：{report.stopped}{left}", err=True)
    for label, listed in (
        ("失败", report.failures),
        ("没有去问", report.refused),
        ("注意", report.warnings),
    ):
        for url, reason in listed[:_LISTED]:
            click.echo(f"  {label}：{url}：{reason}", err=True)
        if len(listed) > _LISTED:
            more = len(listed) - _LISTED
            click.echo(f"  {label}：还有 {more} 个，用 --json 或 --log 看全部", err=True)


@contextmanager
def _bar(key: str) -> Iterator[Callable[[CrawlProgress], None]]:
    """A progress bar on the error stream, where that is a terminal."""
    with tqdm(desc=f"抓取 {key}", unit="页", file=sys.stderr, disable=None) as bar:

        def progress(now: CrawlProgress) -> None:
            bar.total = now.requests + now.waiting
            bar.set_postfix({"报道": now.stories, "失败": now.failed}, refresh=False)
            bar.update(now.requests - bar.n)

        yield progress
