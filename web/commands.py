"""The site's part of the command line: serving an archive, and the demonstration.

In: the settings and where to listen. Out: a running site, and one line that says where.
"""

from __future__ import annotations

import gc
import socket
import tempfile
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import click
from flask import Flask

import web
from archive import Archive, import_paths
from archive.sample import NEWSPAPER, write_sample
from archive.settings import Settings, today
from indexer import EngineDown, Synonyms, open_engine
from web import server
from web.holdings import MOST_PROXIES, holdings

DEMO_PORTS = range(8000, 8010)
_DEFAULTS = web.Settings()
_HOST = click.option(
    "--host", default="127.0.0.1", show_default=True, help="在哪个地址上等人来访问。"
)
_NO_SITE_URL = (
    "提醒：没有给出 --site-url。别的电脑能打开本站，而永久地址、订阅和网站地图里的网址"
    "会照访问者所用的主机名来写；请用 --site-url 写明公开网址，如 https://news.example。"
)


def application(settings: Settings, site: web.Settings) -> Flask:
    """The WSGI application over the archive and index of a data directory."""
    engine = open_engine(settings.index, Synonyms.following(settings.synonyms))
    # characters mixed with letters need the dictionary of sounds, which takes a quarter of a second
    # to read: not while somebody types. Without an index the site comes up, and says so.
    with suppress(EngineDown):
        engine.complete("政f")
    made = web.create_app(Archive.open(settings.database), engine, site)
    _read_ahead(made)
    return made


def _read_ahead(made: Flask) -> None:
    """Do once, before anybody waits for it, what the first readers would wait for."""
    for template in made.jinja_env.list_templates():
        made.jinja_env.get_template(template)
    # who is in which stories
    with made.app_context():
        holdings().browsing.roster()
    # it stays: to look through it all for garbage, again and again, takes a tenth of a second
    gc.collect()
    gc.freeze()


@click.command()
@_HOST
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="端口。"
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="同时几个进程。"
)
@click.option("--site-url", default=_DEFAULTS.site_url, help="公开网址，如 https://news.example。")
@click.option("--site-name", default=_DEFAULTS.site_name, show_default=True, help="网站的名称。")
@click.option(
    "--proxies",
    default=_DEFAULTS.proxies,
    type=click.IntRange(0, MOST_PROXIES),
    help="前面有几层代理，它们的 X-Forwarded 头可信。",
)
@click.pass_obj
def serve(
    settings: Settings,
    host: str,
    port: int,
    workers: int,
    site_url: str,
    site_name: str,
    proxies: int,
) -> None:
    """更新索引，然后打开网站。"""
    site = web.Settings(site_name=site_name, site_url=site_url, proxies=proxies)
    archive = Archive.open(settings.database)
    open_engine(settings.index).reindex_if_needed(archive)
    archive.close()
    try:
        listener = server.listen(host, port)
    except OSError as error:
        raise click.ClickException(_taken(host, port, error)) from error
    click.echo(f"政闻：{_address(listener)}")
    if not site.site_url and not _is_loopback(listener):
        click.echo(_NO_SITE_URL, err=True)
    try:
        server.run(lambda: application(settings, site), listener, workers)
    except server.WorkersDied as error:
        raise click.ClickException(str(error)) from error


@click.command()
@_HOST
@click.option(
    "--port", type=click.IntRange(0, 65535), help="端口；不写就是 8000，占用了就用下一个空着的。"
)
@click.pass_obj
def demo(settings: Settings, host: str, port: int | None) -> None:
    """打开一个演示网站：虚构的报纸，存在 --data 旁边自己的文件夹里。"""
    own = Settings(settings.data.with_name(f"{settings.data.name}-demo"))
    archive = Archive.open(own.database)
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder))
        import_paths(archive, [Path(folder)], newspaper=NEWSPAPER, today=today())
    open_engine(own.index).reindex_if_needed(archive)
    archive.close()
    listener = _listen_somewhere(host, DEMO_PORTS if port is None else [port])
    click.echo(f"政闻演示（虚构的《{NEWSPAPER.name}》）：{_address(listener)}  按 Ctrl-C 结束")
    server.run(lambda: application(own, web.Settings()), listener, workers=1)


def _listen_somewhere(host: str, ports: range | list[int]) -> socket.socket:
    for port in ports:
        try:
            return server.listen(host, port)
        except OSError as error:
            taken = error
    raise click.ClickException(_taken(host, ports[0], taken))


def _taken(host: str, port: int, error: OSError) -> str:
    return f"不能在 {host}:{port} 上打开网站：{error}"


def _is_loopback(listener: socket.socket) -> bool:
    return ip_address(listener.getsockname()[0]).is_loopback


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
