"""The command line and the WSGI application: the one place that reads the environment.

In: commands and ZHENGWEN_* variables. Out: what the packages do with them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

import archive.commands
import archive.newspaper_commands
import indexer.commands
import indexer.crawl_commands
import indexer.people_commands
import web.commands
from archive import ArchiveError, PersonError
from archive.settings import Settings
from indexer import EngineDown, IndexBusy, QueryError, SynonymsError

EXPECTED = (
    ArchiveError,
    EngineDown,
    IndexBusy,
    OSError,
    PersonError,
    QueryError,
    SQLAlchemyError,
    SynonymsError,
)
"""What may go wrong without being our mistake: said in one line, exit code 1."""


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EXPECTED as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    envvar="ZHENGWEN_DATA",
    default="var",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory of the archive and its index  [default: ./var]",
)
@click.pass_context
def main(ctx: click.Context, data: Path) -> None:
    """政闻: search the archive of a newspaper."""
    ctx.obj = Settings(data)


for command in (
    archive.newspaper_commands.newspapers,
    archive.commands.parse,
    archive.commands.export,
    indexer.commands.import_command,
    indexer.crawl_commands.crawl,
    indexer.commands.reread,
    indexer.commands.reindex,
    indexer.commands.status,
    indexer.commands.search,
    indexer.people_commands.people,
    web.commands.serve,
    web.commands.demo,
):
    main.add_command(command)


def application() -> Flask:
    """The WSGI application, for servers that call a factory (`search_app:application`)."""
    environment = os.environ
    site = web.Settings(
        site_name=environment.get("ZHENGWEN_SITE_NAME", "政闻"),
        site_url=environment.get("ZHENGWEN_SITE_URL", "").rstrip("/"),
        proxies=int(environment.get("ZHENGWEN_PROXIES", "0")),
    )
    settings = Settings(Path(environment.get("ZHENGWEN_DATA", "var")))
    return web.commands.application(settings, site)


if __name__ == "__main__":
    sys.exit(main())
