"""Merged segments: the same arrays as if their articles had been written in one go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from archive.models import Article
from indexer.analysis import Analysis
from indexer.arrays import Array, write_arrays
from indexer.bulk import SegmentBuilder
from indexer.merging import merged_arrays
from indexer.segment import Segment
from tests.indexer.corpus import NEWSPAPERS, write_articles

ANALYSIS = Analysis()


def built(articles: Sequence[Article]) -> dict[str, Array]:
    """The arrays of one segment."""
    builder = SegmentBuilder(ANALYSIS, NEWSPAPERS)
    for article in articles:
        builder.add(article)
    return builder.arrays()


@pytest.mark.parametrize("cuts", [(0, 120, 300), (0, 1, 150, 299, 300), (0, 300)])
def test_merged_is_as_written_in_one_go(cuts: tuple[int, ...], tmp_path: Path) -> None:
    articles = write_articles(61, 300)
    segments = []
    for start, stop in pairwise(cuts):
        path = tmp_path / f"{start}.arrays"
        write_arrays(path, built(articles[start:stop]).items(), {"file": path.name})
        segments.append(Segment(path))
    merged, whole = dict(merged_arrays(segments)), built(articles)
    assert merged.keys() == whole.keys()
    for name, array in whole.items():
        np.testing.assert_array_equal(merged[name], array, err_msg=name)
