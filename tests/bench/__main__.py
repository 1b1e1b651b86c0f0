"""`make bench CORPUS=FILE`: this engine beside tantivy, SQLite FTS5 and stock Whoosh, in one run.

In: a corpus (JSON Lines, or an archive.db they were imported into). Out: Markdown on standard
output, and JSON.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median

import click

from archive.models import Article
from indexer import open_engine
from tests.bench import million, on_ours, on_sqlite, on_tantivy, on_whoosh, report, stages
from tests.bench.asking import CLOCKS, PAGE, RUNS, TOP, ask_all
from tests.bench.corpus import load, machine
from tests.bench.measured import measured
from tests.bench.questions import Kinds, draw
from tests.bench.rivals import Asked, Rival, Texts, ask
from tests.bench.serving import serve
from tests.indexer.sources import ListSource

SAMPLE = 10_000
"""Stories that stock Whoosh gets: all would take it minutes."""


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--stories", type=int, help="Take the first so many stories only.")
@click.option("--questions", default=40, show_default=True, help="Questions of each kind.")
@click.option(
    "--clock",
    type=click.Choice(list(CLOCKS)),
    default="wall",
    show_default=True,
    help="What questions are timed by; cpu on a machine that does other work too.",
)
@click.option("--quick", is_flag=True, help="Leave out SQLite and stock Whoosh.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures.")
@click.option("--million", "generated", is_flag=True, help="One million generated stories instead.")
@click.option("--generate", default=1_000_000, show_default=True, help="How many --million makes.")
def main(
    corpus: Path,
    stories: int | None,
    questions: int,
    clock: str,
    quick: bool,
    json_file: Path | None,
    generated: bool,
    generate: int,
) -> None:
    """Print how fast and how large everything is."""
    facts = machine()
    started = time.perf_counter()
    articles = load(corpus, stories)
    facts["corpus"] = f"{len(articles)} stories, read in {time.perf_counter() - started:.0f} s"
    _say(report.facts(facts))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if generated:
            figures = million.run(folder, articles, generate, questions, clock, _say)
        else:
            figures = _compare(folder, articles, draw(articles, questions), clock, quick)
    if json_file:
        text = json.dumps({"facts": facts, **figures}, ensure_ascii=False, indent=1)
        json_file.write_text(text + "\n", encoding="utf-8")


def _say(text: str) -> None:
    click.echo(text)


def _compare(
    folder: Path, articles: list[Article], kinds: Kinds, clock: str, quick: bool
) -> dict[str, object]:
    source = ListSource(articles)
    builds = {
        name: measured(work) for name, work in _builders(folder, articles, source, quick).items()
    }
    _say(report.builds(builds))

    served = serve(folder / "ours", [r for requests in kinds.values() for r in requests])
    texts, engine = Texts(articles), open_engine(folder / "ours")
    rivals: list[Rival] = [
        on_ours.OnOurs(engine),
        on_tantivy.OnTantivy(folder / "pairs", texts, same_totals=False),
        on_tantivy.OnTantivy(folder / "pairs", texts, same_totals=True),
    ]
    if not quick:
        rivals.append(on_sqlite.OnSqlite(folder / "sqlite.db", texts))
    others, asked = [rival.name for rival in rivals[1:]], ask(kinds)
    asking = ask_all(asked, rivals, CLOCKS[clock])
    _say(
        f"Median / p95 over the questions of a kind, milliseconds of {clock} time, "
        f"each the median of {RUNS} runs.\n"
    )
    if not quick:
        slow = on_whoosh.OnWhoosh(folder / "whoosh", texts)
        asking = asking.joined(ask_all(asked, [slow], CLOCKS[clock], runs=1))
        rivals.append(slow)
        held = min(SAMPLE, len(articles))
        _say(f"Stock Whoosh holds {held} stories only and is asked once, by itself.\n")
    names = [rival.name for rival in rivals]
    _say("Top 10, total, three facets, snippets:\n")
    _say(report.times(asking, kinds, PAGE, names))
    _say("Our page (snippets too, and with all facets) against tantivy without snippets:\n")
    _say(report.snippets_apart(asking, kinds))
    _say("Top 10 only (tantivy does not count):\n")
    _say(report.times(asking, kinds, TOP, names))
    _say("Questions whose total / facet counts differ from ours:\n")
    _say(report.agreement(asking, kinds, others))

    _say("What our own answer spends its time on, microseconds of CPU time:\n")
    parts = stages.stages(engine, asked)
    _say(report.parts(parts))

    snippets = _milliseconds_of_snippets(
        texts, asked, [asking.replies["zhengwen"][n].numbers for n in range(len(asked))]
    )
    added = on_ours.seconds_to_add(engine, source, articles[:: max(1, len(articles) // 50)])
    rest = {
        "ten snippets": f"{snippets:.2f} ms",
        "50 stories added, searchable, on disk": f"median {median(added) * 1000:.0f} ms, "
        f"slowest {max(added) * 1000:.0f} ms",
        "open_engine → first page": f"{served['first_page_ms']:.0f} ms, of which the cutter's "
        f"dictionary {served['dictionary_ms']:.0f} ms",
        "anonymous memory of a serving process": f"{served['opened_mb']:.0f} MB after the first "
        f"page, {served['asked_mb']:.0f} MB after all questions",
    }
    _say(report.facts(rest))
    return {
        "clock": clock,
        "builds": {name: asdict(b) for name, b in builds.items()},
        "questions": report.as_json(asking, kinds, names),
        "stages_us": parts,
        "serving": served,
        "snippets_ms": snippets,
        "added_s": added,
    }


def _builders(
    folder: Path, articles: list[Article], source: ListSource, quick: bool
) -> dict[str, Callable[[], int]]:
    """What builds each index; each gives back its bytes."""
    sample = articles[:: max(1, len(articles) // SAMPLE)][:SAMPLE]
    works: dict[str, Callable[[], int]] = {
        "zhengwen": partial(on_ours.build, folder / "ours", source),
        "tantivy, words": partial(on_tantivy.build, folder / "words", articles, False),
        "tantivy, words and pairs": partial(on_tantivy.build, folder / "pairs", articles, True),
    }
    if not quick:
        works |= {
            "SQLite FTS5, words and pairs": partial(
                on_sqlite.build, folder / "sqlite.db", articles
            ),
            f"stock Whoosh, words of {len(sample)} stories": partial(
                on_whoosh.build, folder / "whoosh", sample
            ),
        }
    return works


def _milliseconds_of_snippets(texts: Texts, asked: list[Asked], numbers: list[list[int]]) -> float:
    """The median time for the headlines and passages of a full page of hits."""
    taken = []
    for one, hits in zip(asked, numbers, strict=True):
        if len(hits) == 10:
            started = time.perf_counter()
            texts.snippets(one, hits)
            taken.append(time.perf_counter() - started)
    return median(taken) * 1000


if __name__ == "__main__":
    main()
