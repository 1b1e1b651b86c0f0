"""The command line's `people`: who is in the archive, and what an editor decides about them.

In: the settings and what was typed. Out: persons with their posts; decisions kept, and the index
brought up to date.
"""

from __future__ import annotations

import json
from typing import Any, get_args

import click

from archive import Archive, Decision, Gone, Person, PersonError, Profile
from archive.models import Kind
from archive.settings import Settings
from archive.tenures import Tenure
from indexer.whoosh_engine import WhooshEngine

KINDS: dict[Kind, str] = {"official": "官员", "enterprise": "企业", "other": "其他"}
ACTIONS = {
    "merge": "并入“{to}”",
    "split": "分出“{to}”",
    "rename": "改名为“{to}”",
    "hide": "隐藏",
    "kind": "类别定为{kind}",
    "undo": "撤销第 {decision} 号决定",
}
HELP = """列出人物；合并、拆分、改名、隐藏。

人物用名字称呼，同名的人后面有括号。决定有编号，与读出的内容分开存放，对以后读的也有效，可以撤销。
"""


@click.group(help=HELP)
def people() -> None:
    """Show the people of the archive; merge, split, rename or hide them.

    A person is called by its key: the name, with something in brackets behind it where another
    person bears the same name. Decisions are numbered, kept apart from what is read, hold for what
    is read later, and can be undone.
    """


@people.command("list", help="列出名字里有这些字的人，见报多的在前。")
@click.argument("text", default="")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_people(settings: Settings, text: str, as_json: bool) -> None:
    """List everybody whose key contains TEXT, the most often named first."""
    found = Archive.open(settings.database).people.all(text)
    if as_json:
        click.echo(_json([person.to_json() for person in found]))
        return
    for person in found:
        click.echo(_line(person))


@people.command(help="一个人历年的职务，各附最早和最近的报道。")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def show(settings: Settings, name: str, as_json: bool) -> None:
    """Show a person's posts over time, each with the first and last story that says so."""
    everybody = Archive.open(settings.database).people
    profile = everybody.profile(name)
    if profile is None:
        raise everybody.absence(name)
    if as_json:
        click.echo(_json(profile.to_json()))
    else:
        _show(profile)


@people.command(help="依次列出做过的决定，带编号。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def decisions(settings: Settings, as_json: bool) -> None:
    """List all decisions about people in order, with their numbers."""
    made = Archive.open(settings.database).people.decisions()
    if as_json:
        click.echo(_json([decision.to_json() for decision in made]))
        return
    for decision in made:
        click.echo(_decided(decision))


@people.command(help="NAME 和 INTO 是同一个人，以后都叫 INTO。")
@click.argument("into")
@click.argument("name")
@click.pass_obj
def merge(settings: Settings, into: str, name: str) -> None:
    """Make NAME the same person as INTO, under the key of INTO."""
    archive = Archive.open(settings.database)
    _done(settings, archive, archive.people.merge(into, name))


@people.command(help="一些报道里的 NAME 是另一个人，给他另起名字。")
@click.argument("name")
@click.option(
    "--articles",
    multiple=True,
    required=True,
    help="写另一个人的报道，编号或地址；可以写几次，也可以用逗号隔开。",
)
@click.pass_obj
def split(settings: Settings, name: str, articles: tuple[str, ...]) -> None:
    """Make NAME in some articles another person, under a key of their own."""
    archive = Archive.open(settings.database)
    given = [one for some in articles for one in some.split(",") if one.strip()]
    numbers = {_number(archive, one.strip()) for one in given}
    _done(settings, archive, archive.people.split(name, numbers))


@people.command(help="把 NAME 改名为 NEW。")
@click.argument("name")
@click.argument("new")
@click.pass_obj
def rename(settings: Settings, name: str, new: str) -> None:
    """Give NAME the key NEW."""
    archive = Archive.open(settings.database)
    _done(settings, archive, archive.people.rename(name, new))


@people.command(help="NAME 不是人（如读错了），报道里都不列。")
@click.argument("name")
@click.pass_obj
def hide(settings: Settings, name: str) -> None:
    """Let no article name NAME, which is nobody: a misreading, say."""
    archive = Archive.open(settings.database)
    _done(settings, archive, archive.people.hide(name))


@people.command(help="定 NAME 是官员、企业的人，还是其他。")
@click.argument("name")
@click.argument("kind", type=click.Choice(get_args(Kind)))
@click.pass_obj
def kind(settings: Settings, name: str, kind: Kind) -> None:
    """Say what NAME is, whatever was read."""
    archive = Archive.open(settings.database)
    _done(settings, archive, archive.people.set_kind(name, kind))


@people.command(help="撤销这个编号的决定；不写编号就是最近的一个。")
@click.argument("number", type=int, required=False)
@click.pass_obj
def undo(settings: Settings, number: int | None) -> None:
    """Undo the decision with this number, or else the newest that stands."""
    archive = Archive.open(settings.database)
    undone = archive.people.undo(number)
    WhooshEngine(settings.index).update(archive)
    click.echo(f"已撤销：{_decided(undone)}")


def _done(settings: Settings, archive: Archive, decision: Decision) -> None:
    WhooshEngine(settings.index).update(archive)
    click.echo(_decided(decision))


def _number(archive: Archive, given: str) -> int:
    """The number of an article given by number or address."""
    if given.isascii() and given.isdecimal():
        return int(given)
    try:
        article = archive.article_at(given)
    except Gone:
        article = None
    if article is None:
        raise PersonError(f"没有报道“{given}”：请写报道的编号，或者它的地址")
    return article.id


def _decided(decision: Decision) -> str:
    detail = dict(decision.detail)
    if decision.action == "kind":
        detail["kind"] = KINDS[detail["kind"]]
    what = ACTIONS[decision.action].format(**detail)
    return f"第 {decision.id} 号决定：“{decision.person}”{what}。"


def _line(person: Person) -> str:
    hidden = "，已隐藏" if person.hidden else ""
    span = f"{person.first} 至 {person.last}"
    return f"{person.key}（{KINDS[person.kind]}{hidden}）{person.articles} 篇，{span}"


def _show(profile: Profile) -> None:
    click.echo(_line(profile.person))
    if profile.names != (profile.person.key,):
        click.echo(f"  见报的名字：{'、'.join(profile.names)}")
    for tenure in profile.tenures:
        _tell(tenure, "")
    for tenure in profile.past:
        _tell(tenure, "以往：")
    for decision in profile.decisions:
        click.echo(_decided(decision))


def _tell(tenure: Tenure, lead: str) -> None:
    post = f"{tenure.organisation} {tenure.post}".strip()
    click.echo(f"{lead}{post}（{tenure.articles} 篇）")
    ends = (("最早", tenure.first), ("最近", tenure.last))
    for label, evidence in ends if tenure.first != tenure.last else ends[:1]:
        click.echo(f"  {label} {evidence.published} {evidence.address} {evidence.headline}")
        if evidence.sentence:
            click.echo(f"    {evidence.sentence}")


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1)
