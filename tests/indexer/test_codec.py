"""Ordinary Whoosh queries on our segments, against a plain scan of words.

In: an index of several segments with deletions. Out: what Whoosh's readers, matchers, queries and
scoring give, and that the vectorised path and Whoosh's own agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from whoosh import query as whoosh
from whoosh import scoring
from whoosh.matching import Matcher
from whoosh.query import Every, Not, Phrase, Prefix, Term
from whoosh.query.spans import SpanNear
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from indexer import WhooshEngine
from indexer.analysis import Analysis
from indexer.clock import Clock
from indexer.documents import TEXT_GROUPS, units
from indexer.snapshot import Snapshot
from indexer.terms import Opening, Run
from indexer.whoosh_index import open_index
from tests.indexer.corpus import NEWSPAPERS, write_articles
from tests.indexer.sources import ListSource

DICTIONARY = ("岚湾市委", "林知远")
SEGMENTS = 4
WORDS = (
    "优化", "营商", "营商环境", "人民", "的", "covid", "19", "5g", "g", "贺明", "lee", "推动",
    "砚湖区", "林知远", "〇", "𠮷", "不在此处", "zzz",
)  # fmt: skip
Unit = list[tuple[str, int]]


class Index(NamedTuple):
    """An index, and the words of its articles by number and group."""

    engine: WhooshEngine
    reader: IndexReader
    articles: dict[int, dict[str, list[Unit]]]

    @property
    def snapshot(self) -> Snapshot:
        return self.engine._open().snapshot

    def found(self, query: whoosh.Query) -> list[int]:
        """The numbers that Whoosh's searcher finds, ascending."""
        searcher = Searcher(self.reader)
        results = searcher.search(query, limit=None)
        numbers = sorted(hit["number"] for hit in results)
        assert len(results) == len(numbers)
        # The same without scores.
        rows = list(searcher.docs_for_query(query))
        assert sorted(self.reader.stored_fields(row)["number"] for row in rows) == numbers
        return numbers

    def scanned(self, group: str, *wanted: str) -> list[int]:
        """The numbers of the articles with any of the words in a group."""
        return [
            number
            for number, groups in self.articles.items()
            if any(word in wanted for unit in groups[group] for word, _ in unit)
        ]

    def vocabulary(self, group: str) -> list[str]:
        """All words of a group in code point order."""
        cut = (groups[group] for groups in self.articles.values())
        return sorted({word for some in cut for unit in some for word, _ in unit})

    def matching(self, query: whoosh.Query) -> list[int]:
        """What a snapshot finds."""
        return self._numbers(self.snapshot.matching(query, Clock(60)))

    def by_whoosh(self, query: whoosh.Query) -> list[int]:
        """What a snapshot's way out to Whoosh finds."""
        return self._numbers(self.snapshot._by_whoosh(query))

    def _numbers(self, mask: Iterable[bool]) -> list[int]:
        return sorted(self.snapshot.numbers["number"][mask].tolist())


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("index")
    source, engine = (
        ListSource(write_articles(60, 90), DICTIONARY, NEWSPAPERS),
        WhooshEngine(folder),
    )
    engine.rebuild(source)
    for turn in range(SEGMENTS - 1):
        for number in range(4 + turn, 90, 17):
            source.remove(number)
        for article in write_articles(61 + turn, 20, first=25 + 30 * turn):
            source.put(article)
        engine.update(source)
    analysis = Analysis(DICTIONARY)
    articles = {
        article.id: {
            group: [analysis.words(text) for text in some] for group, some in units(article).items()
        }
        for article in source.articles()
    }
    reader = open_index(folder / "1").reader()
    assert len(reader.leaf_readers()) == SEGMENTS
    yield Index(engine, reader, articles)
    reader.close()


def near(unit: Unit, first: str, second: str, slop: int) -> bool:
    """Whether `second` stands 1 to `slop` positions after `first`."""
    begins = [at for word, at in unit if word == first]
    return any(word == second and 1 <= at - b <= slop for word, at in unit for b in begins)


# -- queries


@pytest.mark.parametrize("group", TEXT_GROUPS)
def test_words(index: Index, group: str) -> None:
    for word in WORDS:
        assert index.found(Term(group, word)) == index.scanned(group, word), word


def test_words_joined(index: Index) -> None:
    random = Random(62)
    for _ in range(30):
        group, other = random.choice(TEXT_GROUPS), random.choice(TEXT_GROUPS)
        first, second = random.sample(WORDS, 2)
        left, right = Term(group, first), Term(other, second)
        ours, theirs = set(index.scanned(group, first)), set(index.scanned(other, second))
        assert index.found(whoosh.And([left, right])) == sorted(ours & theirs)
        assert index.found(whoosh.Or([left, right])) == sorted(ours | theirs)
        assert index.found(whoosh.And([left, Not(right)])) == sorted(ours - theirs)
        assert index.found(whoosh.AndMaybe(left, right)) == sorted(ours)
        assert index.found(whoosh.DisjunctionMax([left, right])) == sorted(ours | theirs)


def test_everything_and_nothing(index: Index) -> None:
    assert index.found(Every()) == sorted(index.articles)
    assert index.found(whoosh.NullQuery) == []
    holding = index.scanned("body", "优化")
    # A Not that stands alone finds deleted rows in Whoosh 2.7.4, whatever the codec.
    others = whoosh.And([Every(), Not(Term("body", "优化"))])
    assert index.found(others) == sorted(set(index.articles) - set(holding))


@pytest.mark.parametrize("group", TEXT_GROUPS)
def test_phrases_and_near(index: Index, group: str) -> None:
    random = Random(63)
    cut = [unit for groups in index.articles.values() for unit in groups[group] if len(unit) > 1]
    hits = 0
    for _ in range(20):
        unit = random.choice(cut)
        at = random.randrange(len(unit) - 1)
        (first, _), (second, _) = unit[at], unit[at + 1]
        if first == second:
            continue
        for slop in (1, 4):
            wanted = [
                number
                for number, groups in index.articles.items()
                if any(near(some, first, second, slop) for some in groups[group])
            ]
            hits += len(wanted)
            phrase = Phrase(group, [first, second], slop=slop)
            assert index.found(phrase) == wanted, (first, second)
            span = SpanNear(Term(group, first), Term(group, second), slop=slop)
            assert index.found(span) == wanted, (first, second)
    assert hits > 20


def test_a_phrase_does_not_cross_a_unit(index: Index) -> None:
    for number, groups in index.articles.items():
        ends = [unit for unit in groups["body"] if unit]
        for before, after in pairwise(ends):
            phrase = Phrase("body", [before[-1][0], after[-1][0]], slop=1)
            if not any(near(unit, before[-1][0], after[-1][0], 1) for unit in ends):
                assert number not in index.found(phrase)
                return
    pytest.fail("no two paragraphs")


@pytest.mark.parametrize("group", TEXT_GROUPS)
@pytest.mark.parametrize("start", ["营", "co", "5", "人民", "不在", "贺明", ""])
def test_prefixes(index: Index, group: str, start: str) -> None:
    wanted = [word for word in index.vocabulary(group) if word.startswith(start)]
    assert index.found(Prefix(group, start)) == index.scanned(group, *wanted)


@pytest.mark.parametrize("group", TEXT_GROUPS)
@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("*环境", lambda word: word.endswith("环境")),
        ("营?", lambda word: len(word) == 2 and word[0] == "营"),
        ("c*d", lambda word: word[0] == "c" and word[-1] == "d"),
    ],
)
def test_wildcards(index: Index, group: str, pattern: str, fits: object) -> None:
    assert callable(fits)
    wanted = [word for word in index.vocabulary(group) if fits(word)]
    assert index.found(whoosh.Wildcard(group, pattern)) == index.scanned(group, *wanted)


@pytest.mark.parametrize("group", TEXT_GROUPS)
@pytest.mark.parametrize(("low", "high"), [("a", "f"), ("人", "优化"), ("0", "2"), ("￿", "𠮸")])
def test_ranges_of_words(index: Index, group: str, low: str, high: str) -> None:
    wanted = [word for word in index.vocabulary(group) if low <= word <= high]
    assert index.found(whoosh.TermRange(group, low, high)) == index.scanned(group, *wanted)
    open_ended = [word for word in wanted if low < word < high]
    query = whoosh.TermRange(group, low, high, startexcl=True, endexcl=True)
    assert index.found(query) == index.scanned(group, *open_ended)


@pytest.mark.parametrize("word", ["covic", "人民", "营商", "优北", "5g"])
def test_words_with_a_letter_wrong(index: Index, word: str) -> None:
    wanted = [other for other in index.vocabulary("body") if distance(word, other) <= 1]
    assert index.found(whoosh.FuzzyTerm("body", word, maxdist=1, prefixlength=0)) == index.scanned(
        "body", *wanted
    )


def distance(one: str, other: str) -> int:
    """Letters to add, drop or change."""
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        line = [at]
        for to, wanted in enumerate(other, 1):
            line.append(min(before[to] + 1, line[-1] + 1, before[to - 1] + (letter != wanted)))
        before = line
    return before[-1]


def test_scores_by_whoosh(index: Index) -> None:
    query = whoosh.Or([Term("body", "优化"), Term("headline", "营商"), Term("byline", "贺明")])
    for weighting in (scoring.BM25F(), scoring.TF_IDF(), scoring.Frequency()):
        searcher = Searcher(index.reader, weighting=weighting)
        top = [(hit.docnum, hit.score) for hit in searcher.search(query, limit=5)]
        everything = [(hit.docnum, hit.score) for hit in searcher.search(query, limit=None)]
        scores = [score for _, score in everything]
        assert scores == sorted(scores, reverse=True)
        assert all(math.isfinite(score) and score > 0 for score in scores)
        # What is pruned for a short list changes nothing in it.
        assert top == everything[:5]


# -- both paths


def test_both_paths_agree(index: Index) -> None:
    random = Random(64)
    for _ in range(60):
        ours, theirs = two_trees(random, 2)
        found = index.matching(ours)
        assert found == index.by_whoosh(theirs), theirs
        # And/Or/Not over arrays, leaves by Whoosh.
        assert found == index.matching(theirs), theirs


def two_trees(random: Random, depth: int) -> tuple[whoosh.Query, whoosh.Query]:
    """One question as our tree and as Whoosh's."""
    if not depth or random.random() < 0.2:
        group, word = random.choice(TEXT_GROUPS), random.choice(WORDS)
        if random.random() < 0.2:
            groups = TEXT_GROUPS
            return Run(groups, word, (word,), False), whoosh.Or([Term(g, word) for g in groups])
        return Run((group,), word, (word,), False), Term(group, word)
    pairs = [two_trees(random, depth - 1) for _ in range(random.choice((2, 2, 3)))]
    ours, theirs = map(list, zip(*pairs, strict=True))
    shape = random.choice(("and", "or", "not"))
    if shape == "not":
        # Whoosh subtracts what is excluded from the rest of its And.
        joined = whoosh.And([*ours[:-1], Not(ours[-1])])
        return joined, whoosh.And([*theirs[:-1], Not(theirs[-1])])
    kind = whoosh.And if shape == "and" else whoosh.Or
    return kind(ours), kind(theirs)


@pytest.mark.parametrize("start", ["营", "co", "人民"])
def test_both_paths_agree_on_prefixes(index: Index, start: str) -> None:
    for group in TEXT_GROUPS:
        found = index.matching(Opening((group,), start))
        assert (
            found == index.by_whoosh(Prefix(group, start)) == index.matching(Prefix(group, start))
        )


# -- readers and matchers


def leaves(index: Index) -> list[IndexReader]:
    return [leaf for leaf, _ in index.reader.leaf_readers()]


def test_a_reader_counts_what_is_deleted(index: Index) -> None:
    reader = index.reader
    assert reader.has_deletions()
    assert reader.doc_count() == len(index.articles) < reader.doc_count_all()
    rows = list(reader.all_doc_ids())
    assert sorted(reader.stored_fields(row)["number"] for row in rows) == sorted(index.articles)
    assert [reader.is_deleted(row) for row in rows] == [False] * len(rows)
    for row in rows:
        groups = index.articles[reader.stored_fields(row)["number"]]
        assert reader.doc_field_length(row, "headline") == sum(map(len, groups["headline"]))
        rest = sum(map(len, groups["body"])) + sum(map(len, groups["byline"]))
        assert reader.doc_field_length(row, "body") == rest


def test_a_matcher_gives_rows_weights_and_positions(index: Index) -> None:
    for leaf in leaves(index):
        for group in TEXT_GROUPS:
            for word in WORDS:
                if (group, word) not in leaf:
                    with pytest.raises(TermNotFound):
                        leaf.postings(group, word)
                    continue
                matcher, rows = leaf.postings(group, word), []
                while matcher.is_active():
                    rows.append(matcher.id())
                    number = leaf.stored_fields(rows[-1])["number"]
                    cut = index.articles[number][group]
                    often = [at for unit in cut for other, at in unit if other == word]
                    assert matcher.weight() == len(often)
                    spans = [span.start for span in matcher.spans()]
                    assert spans == matcher.value_as("positions") == sorted(spans)
                    assert len(spans) == len(often)
                    matcher.next()
                assert list(leaf.postings(group, word).all_ids()) == rows == sorted(rows)
                for row in range(0, leaf.doc_count_all(), 7):
                    skipping = leaf.postings(group, word)
                    if skipping.is_active():
                        skipping.skip_to(row)
                        assert list(remaining(skipping)) == [one for one in rows if one >= row]


def remaining(matcher: Matcher) -> Iterator[int]:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def test_term_infos(index: Index) -> None:
    for leaf in leaves(index):
        for group in TEXT_GROUPS:
            format_ = leaf.schema[group].format
            for word in leaf.lexicon(group):
                info, matcher = (
                    leaf.term_info(group, word),
                    leaf._terms.matcher(group, word, format_),
                )
                rows, often = [], []
                while matcher.is_active():
                    rows.append(matcher.id())
                    often.append(matcher.weight())
                    matcher.next()
                assert (info.min_id(), info.max_id()) == (rows[0], rows[-1])
                assert info.doc_frequency() == leaf.doc_frequency(group, word) == len(rows)
                assert info.weight() == leaf.frequency(group, word) == sum(often)
                assert info.max_weight() == max(often)


def test_the_lexicon_holds_every_word_in_order(index: Index) -> None:
    for group in TEXT_GROUPS:
        for reader in (index.reader, *leaves(index)):
            words = [word.decode() for word in reader.lexicon(group)]
            assert words == sorted(set(words))
            if reader is index.reader:
                # Words of deleted rows are still there.
                assert set(words) >= set(index.vocabulary(group))
            for start in ("营", "co", "𠮷", "不在此处"):
                opened = [word.decode() for word in reader.expand_prefix(group, start)]
                assert opened == [word for word in words if word.startswith(start)]


def test_a_missing_word_has_no_frequency(index: Index) -> None:
    for reader in (index.reader, *leaves(index)):
        for word in ("不在此处", "zzz", ""):
            assert ("body", word) not in reader
            assert reader.doc_frequency("body", word) == 0
            assert reader.frequency("body", word) == 0


def test_a_missing_word_matches_nothing(index: Index) -> None:
    for reader in (index.reader, *leaves(index)):
        matcher = Term("body", "不在此处").matcher(Searcher(reader))
        assert not matcher.is_active()
        with pytest.raises(TermNotFound):
            reader.term_info("body", "不在此处")
