"""The register of newspapers: what is kept, the TOML in and out, archives of older schemas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from archive import Archive
from archive.models import Newspaper
from archive.newspapers import FAMILIES, MAX_DELAY, Site, SiteError, Sites
from archive.schema import SCHEMA_VERSION, metadata

LAKE = Site(
    newspaper=Newspaper(key="lake", name="镜湖报", region="镜湖区"),
    url="http://paper.jinghu.example/html/",
    family="founder_old",
    since=date(2022, 1, 5),
    delay=2.5,
)
HILL = Site(
    newspaper=Newspaper(key="hill", name="云岭日报"),
    url="https://yunling.example:8443/pc/layout/",
    allow_private=True,
    pictures=False,
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive.db")


def test_a_site_comes_back_as_it_was_registered(archive: Archive) -> None:
    archive.sites.add(LAKE)
    archive.sites.add(HILL)
    assert archive.sites.all() == (HILL, LAKE)
    assert archive.sites.get("lake") == LAKE
    assert archive.sites.get("sea") is None
    assert archive.newspapers()["lake"] == LAKE.newspaper


def test_registering_again_replaces_the_site_and_keeps_a_name_not_given(archive: Archive) -> None:
    archive.sites.add(LAKE)
    moved = Site(newspaper=Newspaper(key="lake", name=""), url="http://new.jinghu.example/")
    archive.sites.add(moved)
    held = archive.sites.get("lake")
    assert held is not None
    assert (held.url, held.family, held.since) == (moved.url, "", None)
    assert held.newspaper == LAKE.newspaper


def test_a_newspaper_without_a_site_is_known_and_has_none(archive: Archive) -> None:
    archive.add_newspaper(Newspaper(key="paper", name="砚湖报"))
    assert archive.sites.all() == ()
    assert list(archive.newspapers()) == ["paper"]


WRONG = [
    ({"url": "ftp://paper.example/"}, "http://"),
    ({"url": "paper.example"}, "http://"),
    ({"url": "http://"}, "http://"),
    ({"url": "http://[::1/"}, "写得不对"),
    ({"url": "http://paper.example:99999/"}, "写得不对"),
    ({"url": "http://paper.example/a b"}, "写得不对"),
    ({"url": "http://paper.example/\n"}, "写得不对"),
    ({"url": "http://me:secret@paper.example/"}, "用户名"),
    ({"family": "foundry"}, "foundry"),
    ({"delay": -1.0}, "间隔"),
    ({"delay": float("nan")}, "间隔"),
    ({"delay": MAX_DELAY + 1}, "间隔"),
    ({"newspaper": Newspaper(key="../etc", name="")}, "代号"),
    ({"newspaper": Newspaper(key="", name="")}, "代号"),
    ({"newspaper": Newspaper(key="a" * 65, name="")}, "代号"),
    ({"newspaper": Newspaper(key="calendar", name="")}, "换一个代号"),
]


@pytest.mark.parametrize(("fields", "said"), WRONG)
def test_what_cannot_be_is_refused_in_words(
    archive: Archive, fields: dict[str, object], said: str
) -> None:
    given = {"newspaper": LAKE.newspaper, "url": LAKE.url, **fields}
    with pytest.raises(SiteError, match=said):
        archive.sites.add(Site(**given))  # type: ignore[arg-type]
    assert archive.newspapers() == {}


@pytest.mark.parametrize("key", ["", "a/b", "..", "x?y", "bad key", "砚湖报", "static", "people"])
def test_no_way_in_takes_a_key_that_no_address_can_begin_with(archive: Archive, key: str) -> None:
    with pytest.raises(SiteError, match="代号"):
        archive.add_newspaper(Newspaper(key=key, name="砚湖报"))
    assert archive.newspapers() == {}


# -- TOML


def test_toml_names_each_newspaper_with_its_ways(archive: Archive) -> None:
    archive.sites.add(LAKE)
    assert archive.sites.to_toml() == (
        '[lake]\nname = "镜湖报"\nregion = "镜湖区"\nurl = "http://paper.jinghu.example/html/"\n'
        'family = "founder_old"\nsince = 2022-01-05\nallow_private = false\ndelay = 2.5\n'
        "pictures = true\n"
    )
    archive.sites.add(HILL)
    assert archive.sites.to_toml(["lake"]).startswith("[lake]")
    assert "[hill]" not in archive.sites.to_toml(["lake"])
    with pytest.raises(SiteError, match="sea"):
        archive.sites.to_toml(["sea"])


def test_an_address_is_all_that_toml_must_give(archive: Archive) -> None:
    (site,) = archive.sites.load_toml('[lake]\nurl = "http://paper.jinghu.example/"\ndelay = 3\n')
    assert site == Site(newspaper=Newspaper(key="lake", name=""), url=site.url, delay=3)
    held = archive.sites.get("lake")
    assert held is not None
    assert (held.newspaper.name, held.delay) == ("lake", 3.0)


BROKEN = [
    ("[lake", "TOML"),
    (f"[lake]\ndelay = {'9' * 5000}", "TOML"),
    (f"[lake]\ndelay = {'[' * 5000}", "TOML"),
    (f'[lake]\nurl = "http://a.example"\ndelay = {"9" * 400}', "间隔"),
    ('name = "镜湖报"', "名下"),
    ('[lake]\nname = "镜湖报"', "缺网址"),
    ('[lake]\nurl = "http://a.example"\ncolour = "red"', "colour"),
    ("[lake]\nurl = 7", "url"),
    ('[lake]\nurl = "http://a.example"\nsince = 2022-01-05T10:00:00', "since"),
    ('[lake]\nurl = "http://a.example"\nsince = "2022-01-05"', "since"),
    ('[lake]\nurl = "http://a.example"\ndelay = true', "delay"),
    ('[lake]\nurl = "http://a.example"\npictures = 1', "pictures"),
    ('[lake]\nurl = "http://a.example"\n[lake]\nurl = "http://b.example"', "TOML"),
    ('[lake.deep]\nurl = "http://a.example"', "deep"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_broken_toml_is_refused_whole(archive: Archive, text: str, said: str) -> None:
    with pytest.raises(SiteError, match=said):
        archive.sites.load_toml(text)
    with pytest.raises(SiteError):
        archive.sites.load_toml('[good]\nurl = "http://good.example/"\n[bad]\nurl = "no"\n')
    assert archive.sites.all() == ()
    assert archive.newspapers() == {}


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_SITES = st.builds(
    Site,
    newspaper=st.builds(
        Newspaper,
        key=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True),
        name=_WORDS.filter(bool),
        region=_WORDS,
    ),
    url=st.sampled_from(["http://a.example/", 'https://b.example/?q="\\', "http://报.example/一"]),
    family=st.sampled_from(["", *FAMILIES]),
    since=st.none() | st.dates(),
    allow_private=st.booleans(),
    delay=st.floats(0, MAX_DELAY),
    pictures=st.booleans(),
)


def _in_memory() -> Sites:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return Sites(engine)


@given(st.lists(_SITES, max_size=4, unique_by=lambda site: site.newspaper.key))
def test_toml_gives_back_every_site(given_sites: list[Site]) -> None:
    one, other = _in_memory(), _in_memory()
    for site in given_sites:
        one.add(site)
    text = one.to_toml()
    loaded = other.load_toml(text)
    assert loaded == one.all() == other.all()
    assert set(loaded) == set(given_sites)
    assert other.to_toml() == text


# -- archives of older schemas


@pytest.mark.parametrize(
    ("version", "lacked"),
    [("2", {"crawl_pages", "sites", "refusals"}), ("3", {"refusals"})],
)
def test_an_archive_of_an_older_schema_gets_the_tables_it_lacks(
    tmp_path: Path, version: str, lacked: set[str]
) -> None:
    where = tmp_path / "archive.db"
    archive = Archive.open(where)
    archive.add_newspaper(LAKE.newspaper)
    with archive.engine.begin() as connection:
        for table in sorted(lacked):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        older = f"UPDATE archive_meta SET value = '{version}' WHERE key = 'schema'"
        connection.exec_driver_sql(older)
    archive.close()
    opened = Archive.open(where)
    with opened.engine.connect() as connection:
        assert lacked <= set(inspect(connection).get_table_names())
        now = connection.exec_driver_sql("SELECT value FROM archive_meta").scalar()
    assert now == str(SCHEMA_VERSION) == "4"
    assert opened.newspapers() == {"lake": LAKE.newspaper}
    opened.sites.add(LAKE)
    opened.close()
    again = Archive.open(where)
    assert again.sites.all() == (LAKE,)
    again.close()
