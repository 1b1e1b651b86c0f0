"""The address patterns of `newspaper_selectors.tsv` as addresses of pages that could exist.

In: the table. Out: for each paper that can be classed, its family and two addresses: an issue page
and a story. The families are those of the three systems that most papers run, told apart by what
the table's crawlers say of the addresses, as the systems' layouts are described:

| family        | the issue page's name, and the day in its address                  | system |
|---------------|--------------------------------------------------------------------|--------|
| `founder_nbs` | `nbs.…`                                                            | A      |
| `huaguang`    | `Page01HO.htm`, day `20191008`                                     | C      |
| `founder_old` | `node_N`, a day with a dash, `2019-10/08`                          | A      |
| `founder_new` | `node_N`, `col01`, `l01`, `n_01`; a day without a dash, `201910/08` | B     |

A pattern that leaves the day open (`node_\\w+\\.htm`) is of the old layout if its pages end in
`.htm` or stand in a folder `html` under numbers above 100, and of the newer one otherwise. All
other rows (page_N, shtml, Qpaper, szbz, …) are of no family here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

_ISSUE_NAME = re.compile(r"/(?:node_?|colA?_?|l[A-Z]*|n_)\w*\.html?$")
_STORY = re.compile(r"c|con|content|nw|art", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the table: its family and the addresses of one issue page and one story."""

    name: str
    family: str
    issue: str
    story: str


def papers(table: Path) -> tuple[Paper, ...]:
    """The papers of the four families."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return tuple(paper for row in rows if (paper := _paper(row)) is not None)


def others(table: Path) -> tuple[str, ...]:
    """Start addresses of the rows that are of none of them."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return tuple(
        row["start_template"].replace("{date}", "20191008")
        for row in rows
        if row["start_template"] and _family(row) is None
    )


def _family(row: dict[str, str]) -> str | None:
    start = row["start_template"].partition("?")[0]
    patterns = row["url_patterns"]
    if "/nbs." in start:
        return "founder_nbs"
    if re.search(r"/Page\d+[A-Za-z]+\.htm$", start):
        return "huaguang"
    if not _ISSUE_NAME.search(start):
        return None
    if re.search(r"\\d\+-\\d\+/\\d\+/", patterns) or re.search(r"/\d{4}-\d{2}/\d{2}/", start):
        return "founder_old"
    if re.search(r"\\d\+/\\d\+/", patterns):
        return "founder_new"
    in_html = re.search(r"/html/\{date\}/node_\d{4,}\.html$", start)
    return "founder_old" if start.endswith(".htm") or in_html else "founder_new"


def _paper(row: dict[str, str]) -> Paper | None:
    family = _family(row)
    if family is None:
        return None
    day = {"founder_new": "201910/08", "huaguang": "20191008"}.get(family, "2019-10/08")
    issue = row["start_template"].replace("{date}", day)
    return Paper(row["newspaper"], family, issue, _story(row, family, issue, day))


def _story(row: dict[str, str], family: str, issue: str, day: str) -> str:
    """A story's address: the pattern filled in and laid over the issue page's address."""
    if family == "founder_nbs":
        return urljoin(issue, "nw.D110000qcrb_20191008_2-01.htm")
    patterns = [pattern.strip() for pattern in row["url_patterns"].split("||")]
    pattern = patterns[-1].replace("\\.", ".").removesuffix("?").partition("#")[0]
    folder, _, name = pattern.rpartition("/")
    if family == "huaguang":
        return urljoin(issue, re.sub(r"Articel.*?(?=[A-Z]{2}\.|\.)", "Articel01002", name))
    name = re.sub(r"content(?=\\w|\.\*)", "content_", name)
    name = re.sub(r"(?:\\d\+|\\w\+|\.\*)", "123", name).replace("__", "_").replace("\\", "")
    name = name if name.endswith((".htm", ".html")) else f"{name}.html"
    own = re.match(r"(.*?)((?:[A-Za-z]\w*/)?)" + re.escape(day), issue)
    column = re.search(r"([A-Za-z]\w*)/(?:\\d\+)+[/-]", folder)
    if own is None or column is None:
        return urljoin(issue, name)
    # …/pc/layout/201910/08/node_01.html → …/pc/con/201910/08/content_123.html
    return f"{own[1]}{column[1]}/{day}/{name}"
