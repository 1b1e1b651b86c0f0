"""The documents are a contract: commands.md is generated, and every link leads somewhere.

`python -m tests.test_docs` writes docs/commands.md anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from search_app import main

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
INTRODUCTION = """# Commands

`python search_app.py [--data DIR] COMMAND …`; written by `python -m tests.test_docs` from the
commands' own help. Exit code 0: done; 1: it did not succeed, or an import had failures (what could
be read is kept); 2: the command line is wrong.

Behind a proxy that sets `X-Forwarded-*`, say how many there are with `serve --proxies 1`. Any WSGI
server can run the site: `search_app:application` is a factory that reads `ZHENGWEN_DATA`,
`ZHENGWEN_SITE_NAME`, `ZHENGWEN_SITE_URL` and `ZHENGWEN_PROXIES`. They stand for options that are
not given too: the first for `--data`, the others for those of `serve`, and `ZHENGWEN_CONTACT` for
`crawl --contact`. An empty one counts as none.
"""


def helps(command: click.Command, path: str, parent: click.Context | None) -> Iterator[str]:
    """The help of a command and of those below it."""
    context = click.Context(
        command, info_name=path, parent=parent, terminal_width=90, **command.context_settings
    )
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from helps(command.commands[name], name, context)


def commands_page() -> str:
    """docs/commands.md as it should be."""
    return "\n".join([INTRODUCTION, *helps(main, "search_app.py", None)])


def test_the_commands_are_documented() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run: python -m tests.test_docs"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
