"""First visits: `python -m tests.bench.first_visits DATA [--times 5]`.

In: a data directory with an archive and its index; a copy of it is worked on. Out: how long each
page takes over HTTP that nobody has asked for since the server started, or since one more issue was
indexed, and how long it takes when it is asked for again.
"""

from __future__ import annotations

import http.client
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote

import click

from archive import Archive, Article, Capture, Newspaper, Reading, Story
from archive.browsing import Browsing
from archive.settings import Settings
from indexer import SearchEngine, open_engine
from tests.bench.served import served

STORIES = 40
"""Of one more issue: stories of the archive again, under other headlines and another date."""
_FIELDS = [field.name for field in fields(Story)]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--times", default=5, show_default=True, help="Starts and new issues for each page.")
@click.option("--only", multiple=True, help="Pages by their names in the table.")
def main(data: Path, times: int, only: Sequence[str]) -> None:
    """Print a table of medians; every page must be answered with 200."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Settings(Path(folder) / "copied")
        shutil.copytree(data, copy.data)
        archive, engine = Archive.open(copy.database), open_engine(copy.index)
        pages = {name: path for name, path in _pages(archive).items() if name in only or not only}
        started = {name: [_after_start(copy.data, path) for _ in range(times)] for name, path in
                   pages.items()}  # fmt: skip
        click.echo("| page | after start | after a new issue | again |\n|---|---|---|---|")
        issues = _Issues(archive, engine)
        with served(copy.data) as (_, port):
            for path in pages.values():
                _ask(port, path)
            for name, path in pages.items():
                first, again = [], []
                for _ in range(times):
                    issues.add()
                    first.append(_ask(port, path))
                    again.append(_ask(port, path))
                figures = (median(taken) for taken in (started[name], first, again))
                click.echo(f"| {name} | {' | '.join(f'{one:.0f} ms' for one in figures)} |")
        archive.close()


def _pages(archive: Archive) -> Mapping[str, str]:
    """A page of each kind, the heaviest where some are heavier than others."""
    browsing = Browsing(archive)
    roster, days = browsing.roster(), browsing.days()
    paper = max(days, key=lambda key: len(days[key]))
    last = max(days[paper])
    person = roster.officials[0].key
    story = archive.issue(paper, last)[0].articles[0]
    return {
        "newest stories": "/",
        "results": f"/?q={quote(story.headline[:2])}",
        "results, a person chosen": f"/?official={quote(person)}",
        "did you mean": f"/?q={quote(story.headline[3::-1])}",
        "values of a facet": "/facet/official?q=",
        "completion": f"/api/complete?q={quote(person[0])}",
        "everybody": "/people",
        "a person": f"/people/official/{quote(person)}",
        "a reporter": f"/people/reporter/{quote(roster.reporters[0].key)}",
        "newspapers": "/calendar",
        "calendar": f"/calendar/{paper}/{last.year}",
        "on this day": f"/today/{last:%m-%d}",
        "issue": f"/{paper}/{last}",
        "story": story.address,
        "feed": "/feed",
        "site map": "/sitemap.xml",
        "help": "/help",
    }


class _Issues:
    """New issues of an archive's largest newspaper, each filed and indexed."""

    def __init__(self, archive: Archive, engine: SearchEngine) -> None:
        self._archive, self._engine = archive, engine
        days = Browsing(archive).days()
        self._paper = max(days, key=lambda key: sum(days[key].values()))
        self._day = max(days[self._paper])
        self._random, self._numbers = Random(3), range(1, Browsing(archive).last_number())

    def add(self) -> None:
        """One more, of the day after the last."""
        self._day += timedelta(1)
        numbers = self._random.sample(self._numbers, STORIES)
        told = tuple(self._again(article) for article in self._archive.numbered(sorted(numbers)))
        address = f"https://bench.example/{self._day}"
        page = Capture(source=address, content=address.encode(), issue_date=self._day)
        with self._archive.batch():
            paper = Newspaper(key=self._paper, name="")
            self._archive.store(paper, page, Reading(family="bench", stories=told))
        self._engine.update(self._archive)

    def _again(self, article: Article) -> Story:
        values = {name: getattr(article, name) for name in _FIELDS}
        values |= {"headline": f"{self._day}　{article.headline}", "published": self._day}
        return Story(**(values | {"position": None, "source_id": "", "url": ""}))


def _after_start(data: Path, path: str) -> float:
    with served(data) as (_, port):
        return _ask(port, path)


def _ask(port: int, path: str) -> float:
    """Milliseconds until the whole page has come."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    taken = (time.perf_counter() - started) * 1000
    connection.close()
    if response.status != 200:
        raise click.ClickException(f"{response.status} {path}")
    return taken


if __name__ == "__main__":
    main()
