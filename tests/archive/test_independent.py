"""Pages written by somebody who never read the parser, and what a careful reader finds in them.

In: `tests/pages/independent/<family>/<number>/`, a page under its path on the server and beside it
`answer.json`. Out: every field must be right; run as a program, it prints how many are, and each
miss.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from archive.models import Capture, Issue, Newspaper, ParseError, Reading, Story
from archive.parse import read_capture

PAGES = Path(__file__).resolve().parents[1] / "pages" / "independent"
NEWSPAPER = Newspaper(key="independent", name="", region="")


@dataclass(frozen=True, slots=True)
class Case:
    """One page: its directory under `PAGES`, and the answer beside it."""

    name: str
    answer: dict[str, Any]

    @property
    def family(self) -> str:
        """The family of systems that printed the page."""
        return str(self.answer["family"])

    @property
    def capture(self) -> Capture:
        """The page as a crawler received it."""
        address = self.answer["address"]
        path = PAGES / self.name / urlsplit(address).path.lstrip("/")
        return Capture(source=address, content=path.read_bytes())


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one page: what the answer says and what the parser found."""

    field: str
    expected: Any
    found: Any

    @property
    def right(self) -> bool:
        """Whether the parser found what the answer says."""
        return bool(self.expected == self.found)


def cases() -> list[Case]:
    """Every page with its answer, by family and number."""
    return [
        Case(
            path.parent.relative_to(PAGES).as_posix(), json.loads(path.read_text(encoding="utf-8"))
        )
        for path in sorted(PAGES.glob("*/*/answer.json"))
    ]


def one_space(text: str) -> str:
    """The text on one line: a headline's line break and a wide space are a space."""
    return re.sub(r"\s+", " ", text).strip()


def story_found(story: Story, loose: set[str]) -> dict[str, Any]:
    """The parser's story under the names of the answers.

    `loose` are paragraphs of bylines only, which may stand in the body or not.
    """
    event = story.event
    return {
        "kicker": one_space(story.kicker),
        "headline": one_space(story.headline),
        "subhead": one_space(story.subhead),
        "paragraphs": [text.strip() for text in story.paragraphs if text.strip() not in loose],
        "published": story.published and story.published.isoformat(),
        "event_date": event and event.start,
        "event_date_end": event and event.end,
        "event_date_precision": event and event.precision,
        "reporters": list(story.names("reporter")),
        "correspondents": list(story.names("correspondent")),
        "photographers": list(story.names("photographer")),
        "editors": list(story.names("editor")),
        "source": "、".join(story.names("source")),
        "officials": {
            mention.name: [post.title for post in mention.posts]
            for mention in story.mentions
            if mention.kind == "official"
        },
        "page": story.page,
        "page_name": story.page_name,
        "pictures": [
            {"caption": one_space(picture.caption), "credit": one_space(picture.credit)}
            for picture in story.pictures
        ],
    }


def story_expected(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer's story in the form of `story_found`."""
    expected = dict(answer["story"])
    for name in ("kicker", "headline", "subhead"):
        expected[name] = one_space(expected[name])
    expected["officials"] = {one["name"]: one["titles"] for one in expected["officials"]}
    return expected


def issue_found(issue: Issue, address: str) -> dict[str, Any]:
    """The parser's issue page under the names of the answers, its links in full."""
    return {
        "published": issue.published.isoformat(),
        "page": issue.page,
        "page_name": issue.page_name,
        "stories": [
            (one_space(link.headline), urljoin(address, link.url)) for link in issue.stories
        ],
        "pdf": urljoin(address, issue.pdf) if issue.pdf else "",
    }


def issue_expected(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer's issue page in the form of `issue_found`."""
    stories = [(one_space(link["headline"]), link["url"]) for link in answer["issue"]["stories"]]
    return {**answer["issue"], "stories": stories}


def verdicts(case: Case) -> Iterator[Verdict]:
    """One verdict for each field of the answer; null pictures are not asked for.

    `generic` is the reader's word for every other system: which template reads it is free.
    """
    try:
        reading = read_capture(case.capture, NEWSPAPER)
    except ParseError as error:
        reading = Reading(family=f"not read: {error}")
    if case.family != "generic":
        yield Verdict("family", case.family, reading.family)
    if "issue" in case.answer:
        expected = issue_expected(case.answer)
        found = issue_found(reading.issue, case.capture.source) if reading.issue else {}
    else:
        expected = story_expected(case.answer)
        loose = set(case.answer.get("loose_paragraphs", ()))
        found = story_found(reading.stories[0], loose) if reading.stories else {}
        yield Verdict("stories", 1, len(reading.stories))
    for field, value in expected.items():
        if field == "pictures" and value is None:
            continue
        yield Verdict(field, value, found.get(field))


def table(results: list[tuple[Case, Verdict]]) -> str:
    """Right answers of all answers, by family and field, as a Markdown table."""
    families = sorted({case.family for case, _ in results})
    fields = list(dict.fromkeys(verdict.field for _, verdict in results))
    rows = [f"| field | {' | '.join(families)} | all |", "|---" * (len(families) + 2) + "|"]
    for field in [*fields, "all"]:
        cells = []
        for family in [*families, None]:
            asked = [
                verdict.right
                for case, verdict in results
                if field in (verdict.field, "all") and family in (case.family, None)
            ]
            cells.append(f"{sum(asked)}/{len(asked)}" if asked else "")
        rows.append(f"| {field} | {' | '.join(cells)} |")
    return "\n".join(rows)


def misses(results: list[tuple[Case, Verdict]]) -> str:
    """Each wrong field: the page, what the answer says, what the parser found."""
    return "\n".join(
        f"{case.name} {verdict.field}\n  answer {verdict.expected}\n  parser {verdict.found}"
        for case, verdict in results
        if not verdict.right
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_page_is_read_as_a_careful_reader_reads_it(case: Case) -> None:
    wrong = {
        verdict.field: {"answer": verdict.expected, "parser": verdict.found}
        for verdict in verdicts(case)
        if not verdict.right
    }
    assert not wrong


def main() -> None:
    """Print the table and every miss."""
    results = [(case, verdict) for case in cases() for verdict in verdicts(case)]
    print(table(results))
    print()
    print(misses(results))


if __name__ == "__main__":
    main()
