"""The words that an archive's own people and offices add to the language.

In: who is named where. Out: names, organisations and posts worth telling a word cutter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Column, Connection, Select, case, func, select

from archive.appearances import KINDS
from archive.decisions import Roll
from archive.letters import HAN
from archive.names import is_chinese_name, is_word
from archive.officials.posts import GROUP, split_post
from archive.schema import addresses, appearances, articles
from archive.surnames import NOT_GIVEN

_HAN = re.compile(f"[{HAN}]+")
_NOT_IN_NAMES = re.compile(f"[{NOT_GIVEN}]")
_LONGEST_NAME = 8
_LONGEST_OFFICE = 6
_ENOUGH = 3
_OFFICE_END = re.compile("[委府局厅部院会处办署党团组室站所队司行社校]$|中心$|集团$|公司$|街道$")
# 草原|书记, 此前|总统, 时代|主席: what a rank from before begins with ends ordinary words.
_LOOSE = re.compile("^[原前代老新时现候]")
_LEVELS = frozenset("省市县区州盟旗镇乡村")

_NUMBER = func.count(appearances.c.article.distinct())
_PEOPLE = func.count(appearances.c.name.distinct())


def words(connection: Connection, roll: Roll) -> list[str]:
    """The words, sorted: what an ordinary dictionary knows already may be among them.

    Only published articles count. A name has three characters or more, or two and is in two
    articles; an office has three to six, and three articles say so of three people.
    """
    found = {*_names(connection, roll), *_organisations(connection), *_posts(connection)}
    return sorted(found)


def _names(connection: Connection, roll: Roll) -> Iterator[str]:
    rows = connection.execute(
        select(
            appearances.c.name,
            addresses.c.newspaper,
            func.max(case((appearances.c.role.in_(KINDS), 1), else_=0)).label("person"),
            func.min(appearances.c.article).label("article"),
            _NUMBER.label("number"),
        )
        .join(addresses, addresses.c.article == appearances.c.article)
        .join(articles, articles.c.id == appearances.c.article)
        .where(articles.c.state == "published")
        .group_by(appearances.c.name, addresses.c.newspaper)
    )
    numbers: dict[str, int] = {}
    for row in rows:
        names = {row.name}
        if row.person:  # and not in bylines only
            key = roll.key(row.newspaper, row.name, row.article)
            names = set() if roll.traits(key).hidden else {row.name, key}
        for name in names:
            numbers[name] = numbers.get(name, 0) + row.number
    return (name for name, number in numbers.items() if _is_worth_it(name, number))


def _is_worth_it(name: str, number: int) -> bool:
    if not _HAN.fullmatch(name) or len(name) > _LONGEST_NAME:
        return False
    if len(name) == 2:
        return number > 1 and is_chinese_name(name)
    return len(name) > 2 and not is_word(name) and not _NOT_IN_NAMES.search(name, 1)


def _organisations(connection: Connection) -> Iterator[str]:
    rows = connection.execute(_offices(appearances.c.organisation)).all()
    # 利亚民族院 is the rest of 叙利亚民族院, but 党工委 is a word though there is 区党工委.
    rests = {row.office[1:] for row in rows if row.office[0] not in _LEVELS}
    for row in rows:
        enough = min(row.number, row.people) >= _ENOUGH
        if enough and row.office not in rests and _OFFICE_END.search(row.office):
            yield from _of_good_length(row.office)


def _posts(connection: Connection) -> Iterator[str]:
    numbers: dict[str, int] = {}
    for row in connection.execute(_offices(appearances.c.title)):
        post = split_post(row.office)[1]
        numbers[post] = numbers.get(post, 0) + row.number
    for post, number in numbers.items():
        if number >= _ENOUGH and not _LOOSE.match(post) and not GROUP.search(post):
            yield from _of_good_length(post)


def _offices(column: Column[str]) -> Select[str, int, int]:
    """Each printed office with its articles and people."""
    return (
        select(column.label("office"), _NUMBER.label("number"), _PEOPLE.label("people"))
        .join(articles, articles.c.id == appearances.c.article)
        .where(articles.c.state == "published", column != "")
        .group_by(column)
    )


def _of_good_length(office: str) -> Iterator[str]:
    if 3 <= len(office) <= _LONGEST_OFFICE and _HAN.fullmatch(office):
        yield office
