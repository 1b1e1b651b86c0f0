"""How high the right story stands: `python -m tests.quality.ranking CORPUS KNOWN`.

In: the news corpus (JSON Lines, or an archive.db they were imported into) and editors' briefs with
the story of each (`id<TAB>brief`); the natural questions lie beside this file. Out: a table of
MRR@10 on the half that was tuned on and the half held back, ours and tantivy's in the same run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import tantivy
from tantivy import Occur, Query

from archive import Archive
from indexer import SearchRequest, open_engine
from indexer.analysis import Analysis, fold
from indexer.documents import units
from tests.bench.corpus import imported

NATURAL = Path(__file__).with_name("questions_natural.tsv")
LEAST = {"known items": 0.97}
LEAD = 0.03
"""What natural questions must have over the better of tantivy's with jieba's words."""

Questions = list[tuple[str, frozenset[str]]]
Answer = Callable[[str], Sequence[str]]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("known", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(corpus: Path, known: Path) -> None:
    """Print the table; exit 1 where the held-back half misses its aim."""
    with tempfile.TemporaryDirectory() as folder:
        archive = imported(corpus, Path(folder))
        engine = open_engine(Path(folder) / "ours")
        engine.rebuild(archive)
        answers: dict[str, Answer] = {
            "this engine": lambda text: [
                hit.id for hit in engine.search(SearchRequest(text), ()).hits
            ]
        }
        cut = {
            _WORDS: Analysis(),
            "our words": Analysis.of(tuple(archive.dictionary())),
        }
        for number, (name, analysis) in enumerate(cut.items()):
            words = _Words(Path(folder) / f"{number}", archive, analysis)
            answers[f"tantivy, {name}, any"] = words.any
            answers[f"tantivy, {name}, all then any"] = words.all_then_any
        sets = {"known items": _known(known), "natural questions": _natural()}
        click.echo("| MRR@10 | " + " | ".join(f"{name}, {h}" for name in sets for h in _HALVES))
        click.echo("|---" * (1 + 2 * len(sets)) + "|")
        held: dict[str, dict[str, float]] = {name: {} for name in sets}
        for who, answer in answers.items():
            cells = []
            for name, questions in sets.items():
                # Odd lines are tuned on, even ones held back.
                for half, some in zip(_HALVES, (questions[::2], questions[1::2]), strict=True):
                    cells.append(f"{(mean := _mrr(some, answer)):.4f}")
                    if half == _HALVES[1]:
                        held[name][who] = mean
            click.echo(f"| {who} | " + " | ".join(cells) + " |")
    _judge(held)


_HALVES = ("tuned", "held back")
_WORDS = "jieba's words"


def _judge(held: dict[str, dict[str, float]]) -> None:
    for name, aim in LEAST.items():
        if held[name]["this engine"] < aim:
            raise click.ClickException(f"{name}: below {aim}")
    natural = held["natural questions"]
    others = [mean for who, mean in natural.items() if _WORDS in who]
    if natural["this engine"] < max(others) + LEAD:
        raise click.ClickException(f"natural questions: not {LEAD} above tantivy")


def _mrr(questions: Questions, answer: Answer) -> float:
    total = 0.0
    for text, right in questions:
        found = [place for place, number in enumerate(answer(text)[:10], 1) if number in right]
        total += 1 / found[0] if found else 0
    return total / len(questions)


def _known(path: Path) -> Questions:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(brief, frozenset((number,))) for number, brief in lines]


def _natural() -> Questions:
    lines = (line.split("\t") for line in NATURAL.read_text(encoding="utf-8").splitlines())
    return [(question, frozenset(numbers.split())) for question, numbers in lines]


class _Words:
    """tantivy over the words of headline and body in one field, its best setting here."""

    def __init__(self, folder: Path, archive: Archive, analysis: Analysis) -> None:
        self._analysis = analysis
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="words")
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        self._schema = builder.build()
        folder.mkdir()
        index = tantivy.Index(self._schema, path=str(folder))
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("words", whitespace)
        writer = index.writer()
        for article in archive.articles():
            document = tantivy.Document()
            text = [unit for group in ("headline", "body") for unit in units(article)[group]]
            words = (word for unit in text for word, _ in self._analysis.words(unit))
            document.add_text("words", " ".join(words))
            document.add_text("id", article.source_key)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def any(self, text: str) -> list[str]:
        """The ids of the ten best that hold some word."""
        return self._ask(text, Occur.Should)

    def all_then_any(self, text: str) -> list[str]:
        """Those that hold all words first."""
        return list(dict.fromkeys([*self._ask(text, Occur.Must), *self.any(text)]))

    def _ask(self, text: str, occur: Occur) -> list[str]:
        words = dict.fromkeys(word for word, _ in self._analysis.words(fold(text)))
        terms = [(occur, Query.term_query(self._schema, "words", word)) for word in words]
        if not terms:
            return []
        hits = self._searcher.search(Query.boolean_query(terms), 10).hits
        return [self._searcher.doc(place)["id"][0] for _, place in hits]


if __name__ == "__main__":
    main()
