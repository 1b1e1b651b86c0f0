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
from archive.chinese import speak_chinese
from archive.settings import Settings
from indexer import EngineDown, IndexBusy, QueryError, SynonymsError

speak_chinese()

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


@click.group(
    cls=_Commands,
    help="政闻：报纸的全文检索。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--data",
    envvar="ZHENGWEN_DATA",
    default=Settings().data,
    type=click.Path(file_okay=False, path_type=Path),
    help="资料库和索引所在的文件夹  [不写时：./var]",
)
@click.pass_context
def main(ctx: click.Context, data: Path) -> None:
    """政闻: search the archive of a newspaper."""
    ctx.obj = Settings(data)
    # what the options of these commands are where they are not given
    ctx.default_map = {
        "serve": web.Settings.given(os.environ),
        "crawl": {"contact": os.environ.get("ZHENGWEN_CONTACT", "")},
    }


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
    data = os.environ.get("ZHENGWEN_DATA")
    settings = Settings(Path(data)) if data else Settings()
    return web.commands.application(settings, web.Settings.of(os.environ))


if __name__ == "__main__":
    sys.exit(main())
