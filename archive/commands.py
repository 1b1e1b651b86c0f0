"""The archive's part of the command line: reading a page without storing it, writing a WARC file.

In: a file, or an archive. Out: the file's stories, for people or as JSON; all that is kept.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from archive.intake import explain
from archive.models import Capture, Kind, Newspaper, ParseError, Story
from archive.parse import read_capture
from archive.rows import read_issue_date
from archive.settings import Settings
from archive.store import Archive
from archive.warc import write_warc


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


@click.command(help="读一个页面，显示读出的内容，不存。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--issue-date", type=IssueDate(), help="页面上没有日期时的刊期。")
@click.option("--region", default="", help="页面上单写“区”“市”时指哪里，如 高新区。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
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


@click.command(help="把一家报纸收存的全部版本写成 WARC 文件。")
@click.option(
    "--warc",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="要写的文件，以 .gz 结尾就压缩。",
)
@click.option("--newspaper", "key", help="报纸的代号，只有一家时可以不写。")
@click.pass_obj
def export(settings: Settings, file: Path, key: str | None) -> None:
    """Write all that is kept of a newspaper, every version of every page, to a WARC file."""
    archive = Archive.open(settings.database)
    known = archive.newspapers()
    if key is None and len(known) == 1:
        (key,) = known
    if key is None:
        raise click.UsageError(f"要用 --newspaper 指定报纸：{'、'.join(known) or '还没有报纸'}")
    if key not in known:
        raise click.BadParameter(f"没有登记报纸“{key}”", param_hint="--newspaper")
    with tqdm(desc="写出", unit="页", file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            number = write_warc(archive, key, file, progress)
        except OSError as error:
            raise click.ClickException(f"写不了 {file}：{explain(error)}") from error
    click.echo(f"已写出 {number} 份：{file}")


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
