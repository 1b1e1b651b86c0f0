"""The command line's `newspapers`: which there are, where they are published, what is held of them.

In: the settings and what was typed. Out: the register changed, its contents and coverage printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive.charset import decode
from archive.commands import IssueDate
from archive.coverage import Coverage, coverage
from archive.crawl import CrawlError, CrawlSettings, fetch_once
from archive.crawl.links import links_of, refresh_of
from archive.crawl.rules import family_of
from archive.models import Capture, Newspaper, ParseError
from archive.newspapers import FAMILIES, MAX_DELAY, Site, SiteError, checked
from archive.parse import detect
from archive.settings import Settings, today
from archive.status import crawl_failures
from archive.store import Archive
from archive.templates import TEMPLATES, addressed

WEEKDAYS = "一二三四五六日"
ADD_HELP = """登记报纸的网址，并取一次，认出是什么系统。

这个代号以前登记的网址被替换；没有写的名称和地区不变。
"""
_REFRESHES = 4
_SHOWN = 40


@click.group(invoke_without_command=True, help="报纸：网址、收存情况；不带命令就列出。")
@click.pass_context
def newspapers(ctx: click.Context) -> None:
    """Newspapers: where they are published, what is held of them; alone, it lists them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_newspapers)


@newspapers.command("list", help="列出报纸，各家的网址和收存情况。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_newspapers(settings: Settings, as_json: bool = False) -> None:
    """List the newspapers of the archive with their sites and what is held of them."""
    archive = Archive.open(settings.database)
    known = archive.newspapers().values()
    if as_json:
        click.echo(_json([_report(archive, one, _held(archive, one)) for one in known]))
        return
    for newspaper in known:
        site = archive.sites.get(newspaper.key)
        region = f"（{newspaper.region}）" if newspaper.region else ""
        click.echo(f"{newspaper.key} {newspaper.name}{region} {site.url if site else ''}".rstrip())
        click.echo(f"   {summary(_held(archive, newspaper))}")


@newspapers.command(help="一家报纸的网址，已有、缺、不全的各期，没有取到的页。")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def show(settings: Settings, key: str, as_json: bool) -> None:
    """Show a newspaper's site, which issues are held, missing or incomplete, and failed crawls."""
    archive = Archive.open(settings.database)
    newspaper = archive.newspapers().get(key)
    if newspaper is None:
        raise click.ClickException(f"没有登记报纸“{key}”")
    held = _held(archive, newspaper)
    report = _report(archive, newspaper, held)
    if as_json:
        click.echo(_json(report))
        return
    click.echo(f"{newspaper.key} {newspaper.name}")
    if newspaper.region:
        click.echo(f"   地区：{newspaper.region}")
    if site := archive.sites.get(key):
        _show_site(site)
    _show_coverage(held)
    for failure in report["failures"]:
        click.echo(f"   没有取到：{failure['url']}：{failure['reason']}")


@newspapers.command(help=ADD_HELP)
@click.argument("key")
@click.argument("url")
@click.option("--name", default="", help="报头上的名称。")
@click.option("--region", default="", help="报上单写“区”“市”时指哪里，如 高新区。")
@click.option("--since", type=IssueDate(), help="从哪一期取起。")
@click.option(
    "--delay",
    type=click.FloatRange(0, MAX_DELAY),
    default=1.0,
    show_default=True,
    help="两次请求之间的秒数。",
)
@click.option("--family", type=click.Choice(FAMILIES), help="什么系统；不写就自己认。")
@click.option("--no-pictures", is_flag=True, help="不取图片和 PDF。")
@click.option("--allow-private", is_flag=True, help="网址在内网。")
@click.option("--contact", default="", help="写进 User-Agent 的邮箱或网址。")
@click.pass_obj
def add(
    settings: Settings,
    key: str,
    url: str,
    name: str,
    region: str,
    since: date | None,
    delay: float,
    family: str | None,
    no_pictures: bool,
    allow_private: bool,
    contact: str,
) -> None:
    """Register where a newspaper is published, its address fetched once to know its system.

    What was registered for KEY before is replaced; a name or region not given stays.
    """
    archive = Archive.open(settings.database)
    site = Site(
        newspaper=Newspaper(key=key, name=name, region=region),
        url=url,
        family=family or "",
        since=since,
        allow_private=allow_private,
        delay=delay,
        pictures=not no_pictures,
    )
    try:
        site = checked(site)
        if family is None:
            limits = CrawlSettings(contact=contact, delay=site.delay)
            fetch = partial(fetch_once, settings=limits, allow_private=allow_private)
            site = replace(site, family=find_family(url, fetch))
        archive.sites.add(site)
    except (SiteError, CrawlError) as error:
        raise click.ClickException(str(error)) from error
    system = site.family or "没有认出，按文章列表抓取"
    click.echo(f"已登记 {key}：{url}（系统：{system}）。")


@newspapers.command(help="把各家（不写代号就是全部）的网址输出为 TOML。")
@click.argument("keys", nargs=-1)
@click.pass_obj
def export(settings: Settings, keys: tuple[str, ...]) -> None:
    """Print the sites of the newspapers with these KEYS (all, if none is given) as TOML."""
    archive = Archive.open(settings.database)
    try:
        click.echo(archive.sites.to_toml(keys), nl=False)
    except SiteError as error:
        raise click.ClickException(str(error)) from error


@newspapers.command(help="登记 TOML 文件里的报纸，如 export 输出的；有错就都不登记。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def load(settings: Settings, file: Path) -> None:
    """Register the newspapers of a TOML FILE, as `export` prints it: all of them, or none."""
    archive = Archive.open(settings.database)
    try:
        loaded = archive.sites.load_toml(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} 不是 UTF-8 编码的 TOML") from error
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"已登记 {len(loaded)} 家报纸。")


@newspapers.command("detect", help="页面属于哪种系统，各模板认出了什么。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--address", default="", help="页面原来的网址。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def detect_command(file: Path, address: str, as_json: bool) -> None:
    """Say which family a page belongs to, and what each template recognises in it."""
    capture = Capture(source=address or file.name, content=file.read_bytes())
    try:
        found = detect(capture)
    except ParseError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        report = {
            "family": found[0].template.family,
            "fits": [
                {"family": fit.template.family, "reasons": list(fit.reasons)} for fit in found
            ],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for fit in found:
        reads = "（由它读取）" if fit is found[0] else ""
        click.echo(f"{fit.template.family}{reads}")
        for reason in fit.reasons or ("没有认出什么",):
            click.echo(f"   {reason}")


def find_family(url: str, fetch: Callable[[str], Capture]) -> str:
    """The family of the newspaper at an address, by it and where it leads; empty if unknown.

    Redirects that the page itself asks for are followed; `fetch` may raise what it likes.
    """
    for _ in range(_REFRESHES):
        page = fetch(url)
        text = decode(page.content, page.media_type).text
        onward = refresh_of(text, page.source)
        links = [url, page.source, onward, *links_of(text, page.source)]
        if family := family_of(links):
            return family
        if not onward:
            found = (addressed(TEMPLATES, link) for link in links)
            return next((template.family for template in found if template), "")
        url = onward
    return ""


def summary(held: Coverage) -> str:
    """What is held of a newspaper in one line."""
    if held.first is None:
        return "还没有刊期"
    span = f"{held.held[0].published} 至 {held.held[-1].published}"
    return f"刊期 {len(held.held)}（{span}），缺 {len(held.missing)}，不全 {len(held.suspect)}"


def _held(archive: Archive, newspaper: Newspaper) -> Coverage:
    return coverage(archive, newspaper.key, today())


def _report(archive: Archive, newspaper: Newspaper, held: Coverage) -> dict[str, Any]:
    site = archive.sites.get(newspaper.key)
    with archive.engine.connect() as connection:
        failures = crawl_failures(connection, newspaper.key, _SHOWN)
    return {
        "key": newspaper.key,
        "name": newspaper.name,
        "region": newspaper.region,
        "site": site and site.to_json(),
        "coverage": held.to_json(),
        "failures": [{"url": one.source, "reason": one.reason} for one in failures],
    }


def _show_site(site: Site) -> None:
    lines = {
        "网址": site.url,
        "系统": site.family or "没有认出",
        "抓取起自": site.since,
        "间隔": f"{site.delay:g} 秒",
        "图片": "" if site.pictures else "不抓",
        "内网": "允许" if site.allow_private else "",
    }
    for label, words in lines.items():
        if words:
            click.echo(f"   {label}：{words}")


def _show_coverage(held: Coverage) -> None:
    click.echo(f"   {summary(held)}")
    if held.weekdays:
        click.echo(f"   出版日：周{'、'.join(WEEKDAYS[day] for day in held.weekdays)}")
    elif held.first:
        click.echo("   看不出每周的出版日，不判断缺哪些")
    if held.missing:
        click.echo(f"   缺：{_dates(held.missing)}")
    for issue in held.suspect[:_SHOWN]:
        click.echo(f"   不全：{issue.published} {issue.suspect}")


def _dates(days: Sequence[date]) -> str:
    shown = "、".join(day.isoformat() for day in days[:_SHOWN])
    return shown if len(days) <= _SHOWN else f"{shown}……共 {len(days)} 期"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
