"""The archive's part of the command line: reading a page without storing it.

In: a file. Out: its stories, or the family that it belongs to, for people or as JSON.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.models import Capture, Kind, Newspaper, ParseError, Story
from archive.parse import detect, read_capture
from archive.rows import read_issue_date


class IssueDate(click.ParamType[date]):
    """A date on the command line: `2019-10-08` and the other ways people write one."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_issue_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--issue-date", type=IssueDate(), help="Date of the issue, where the page has none.")
@click.option("--region", default="", help="What the page's bare 区 or 市 means, as 高新区.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def parse(file: Path, issue_date: date | None, region: str, as_json: bool) -> None:
    """Read a page without storing it and show what is found."""
    capture = Capture(source=file.name, content=file.read_bytes(), issue_date=issue_date)
    newspaper = Newspaper(key="", name="", region=region)
    try:
        reading = read_capture(capture, newspaper)
    except ParseError as error:
        raise click.ClickException(str(error)) from error
    for warning in reading.warnings:
        click.echo(f"注意：{warning}", err=True)
    stories = [story_report(story) for story in reading.stories]
    if as_json:
        click.echo(json.dumps(stories, ensure_ascii=False, indent=1))
        return
    if reading.issue:
        listed = len(reading.issue.stories)
        click.echo(f"{reading.issue.published} 第 {reading.issue.page} 版目录：{listed} 篇")
    for number, story in enumerate(stories, 1):
        _show(number, story)


@click.group()
def newspapers() -> None:
    """Newspapers and the systems that publish them."""


@newspapers.command("detect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--address", default="", help="Where the page comes from, if not from its file name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def detect_command(file: Path, address: str, as_json: bool) -> None:
    """Say which family a page belongs to, and what each template recognises in it."""
    capture = Capture(source=address or file.name, content=file.read_bytes())
    try:
        found = detect(capture)
    except ParseError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        report = {
            "family": found[0].template.family,
            "fits": [
                {"family": fit.template.family, "reasons": list(fit.reasons)} for fit in found
            ],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for fit in found:
        reads = "（由它读取）" if fit is found[0] else ""
        click.echo(f"{fit.template.family}{reads}")
        for reason in fit.reasons or ("没有认出什么",):
            click.echo(f"   {reason}")


def story_report(story: Story) -> dict[str, Any]:
    """A story as `parse --json` prints it; missing things are empty or null."""
    event = story.event
    return {
        "kicker": story.kicker,
        "headline": story.headline,
        "subhead": story.subhead,
        "paragraphs": list(story.paragraphs),
        "published": story.published.isoformat() if story.published else None,
        "event_date": event.start if event else None,
        "event_date_end": event.end if event else None,
        "event_date_precision": event.precision if event else None,
        "reporters": list(story.names("reporter")),
        "correspondents": list(story.names("correspondent")),
        "photographers": list(story.names("photographer")),
        "editors": list(story.names("editor")),
        "source": "、".join(story.names("source")),
        "officials": _people(story, ("official",)),
        "people": _people(story, ("enterprise", "other")),
        "page": story.page,
        "page_name": story.page_name,
        "section": story.section,
        "newspaper": story.newspaper,
        "url": story.url,
        "pictures": [
            {"src": picture.src, "caption": picture.caption, "credit": picture.credit}
            for picture in story.pictures
        ],
        "repairs": [
            {
                "kind": repair.kind,
                "paragraph": repair.paragraph,
                "removed": repair.removed,
                "left": repair.left,
                "right": repair.right,
            }
            for repair in story.repairs
        ],
    }


def _people(story: Story, kinds: tuple[Kind, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": mention.name,
            "titles": [post.title for post in mention.posts],
            "organisations": [post.organisation for post in mention.posts],
            "kind": mention.kind,
            "evidence": mention.evidence,
        }
        for mention in story.mentions
        if mention.kind in kinds
    ]


def _show(number: int, story: dict[str, Any]) -> None:
    heading = " / ".join(filter(None, (story["kicker"], story["headline"], story["subhead"])))
    click.echo(f"{number}. {heading}")
    lines = {
        "刊期": story["published"],
        "版面": story["page"],
        "事发": story["event_date"],
        "记者": "、".join(story["reporters"]),
        "通讯员": "、".join(story["correspondents"]),
        "摄影": "、".join(story["photographers"]),
        "来源": story["source"],
        "人物": "；".join(
            f"{person['name']}（{'、'.join(person['titles'])}）"
            for person in story["officials"] + story["people"]
        ),
        "修补": "；".join(
            f"合并“{repair['left']}|{repair['right']}”"
            if repair["kind"] == "join_broken_paragraph"
            else f"删去重复“{repair['removed']}”"
            for repair in story["repairs"]
        ),
        "正文": f"{len(story['paragraphs'])} 段，{sum(map(len, story['paragraphs']))} 字",
    }
    for label, text in lines.items():
        if text:
            click.echo(f"   {label}：{text}")
