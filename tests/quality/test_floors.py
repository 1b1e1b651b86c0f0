"""The floors of reading quality: complete, possible, and held by what needs no real material."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.draw import draw, draw_fresh
from tests.quality.gold import (
    FRESH_LABELS,
    UNSEEN_LABELS,
    golden_pages,
    labels,
    sample_pages,
)
from tests.quality.measure import (
    FLOORS,
    Floors,
    fields_of,
    figures,
    lines,
    measure,
    measured_families,
)
from tests.quality.scores import Score


@pytest.fixture(scope="module")
def floors() -> Floors:
    values: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    return values


def test_every_measured_field_has_a_floor(floors: Floors) -> None:
    wanted = {
        family: {field: set(figures(field, Score())) for field in fields}
        for family in measured_families()
        for fields in [fields_of(family)]
    }
    given = {
        family: {field: set(shares) for field, shares in fields.items()}
        for family, fields in floors.items()
    }
    assert given == wanted
    shares = [share for f in floors.values() for kinds in f.values() for share in kinds.values()]
    assert all(0 <= share <= 1 for share in shares)


def test_invented_pages_are_read_as_well_as_ever(floors: Floors) -> None:
    _, failures = lines(measure((*golden_pages(), *sample_pages())), floors)
    assert failures == []


def test_labels_hold_no_sentence_and_a_third_is_kept_back() -> None:
    rows, fresh = labels(), (*labels(FRESH_LABELS), *labels(UNSEEN_LABELS))
    assert len({row["id"] for row in (*rows, *fresh)}) == len(rows) + len(fresh)
    assert 0.3 < sum(row["held"] for row in rows) / len(rows) < 0.37
    assert all(row["held"] for row in fresh)
    for row in (*rows, *fresh):
        texts = [row["headline"], *row.get("paragraphs", ())] if "headline" in row else []
        assert all(max(len(text[0]), len(text[1])) <= 6 for text in texts)


def test_labels_are_of_the_items_drawn(corpus: Path) -> None:
    """All but the one page that holds no text: nothing was left out for being hard."""
    drawn = {(item.kind, item.key): item.held for item in draw(corpus)}
    labelled = {(row["item"], row["id"]): row["held"] for row in labels()}
    assert labelled.items() <= drawn.items()
    assert drawn.keys() - labelled.keys() == {("page", "hd.gov.cn-jsp/details.jsp.html")}
    for name, path in (("fresh", FRESH_LABELS), ("unseen", UNSEEN_LABELS)):
        keys = [item.key for item in draw_fresh(corpus, name)]
        assert [row["id"] for row in labels(path)] == keys
