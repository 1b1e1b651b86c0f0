"""Pages of people: every figure is what its link finds, every post has its evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from archive import Article, Credit, Mention, Post
from archive.tenures import Evidence, Tenure
from indexer import open_engine
from tests.web.conftest import SCRIPT, FakeEngine, filed, story
from tests.web.test_reading import page, text
from tests.web.test_site import INLINE_SCRIPT
from web import Settings, create_app, tenure_chart
from web.holdings import EXTENSION
from web.links import from_args
from web.people import Role

LU = "/people/official/" + quote("陆承远")


def links(soup: BeautifulSoup, where: str) -> list[str]:
    return [str(a["href"]) for a in soup.select(where)]


def found(sample: Flask, url: str) -> int:
    """How many stories a results page's address finds."""
    asked = from_args(MultiDict(parse_qsl(urlsplit(url).query)))
    return int(sample.extensions[EXTENSION].engine.search(asked).total)


def test_everybody_is_listed_with_their_stories(reader: FlaskClient, sample: Flask) -> None:
    soup = page(reader, "/people")
    assert len(soup.select("section")) == 2
    for item in soup.select(".names li"):
        (address,) = links(item, "a")  # type: ignore[arg-type]
        one = page(reader, address)
        count = item.select(".count")[0].text
        assert f"共 {count} 篇" in one.select(".person > header .where")[-1].text
        (search,) = links(one, ".person > header .other-ways a[href^='/?']")
        assert found(sample, search) == int(count)


def test_posts_over_time_with_the_evidence_of_each(reader: FlaskClient) -> None:
    soup = page(reader, LU)
    posts = [a.text for a in soup.select(".tenures li a")]
    assert posts == [title.text for title in soup.select(".evidence h3 > [lang]")]
    assert {"区长", "区委书记"} <= set(posts)
    for target in links(soup, ".tenures li a"):
        (row,) = soup.select(target)
        for link, sentence in zip(row.select("p a"), row.select("q"), strict=True):
            story = page(reader, str(link["href"]))
            assert sentence.text in story.select(".text")[0].text
            assert "陆承远" in sentence.text


def test_a_later_post_lies_to_the_right(reader: FlaskClient) -> None:
    soup = page(reader, LU)
    ends = {
        item.a.text: [float(str(item.select("line")[0][x]).rstrip("%")) for x in ("x1", "x2")]
        for item in soup.select(".tenures li")
        if item.a
    }
    assert ends["区长"][1] <= ends["区委书记"][0] + 0.5 <= ends["区委书记"][1] + 0.5 <= 100.5


def test_each_companion_is_backed_by_the_stories(reader: FlaskClient, sample: Flask) -> None:
    people = page(reader, "/people").select(".names a")
    checked = 0
    for person in people[:8]:
        soup = page(reader, str(person["href"]))
        for row in soup.select(".company tbody tr"):
            own, stories = links(row, "a")  # type: ignore[arg-type]
            assert found(sample, stories) == int(row.select("td")[0].text.removesuffix(" 篇"))
            assert own.startswith("/people/")
            checked += 1
    assert checked > 20


QUOTED = [
    "沈“知”远",
    '沈"知"远',
    "沈＂知远",
    "沈」知远",
    '沈"知”远',
    "OR",
    "沈 知远",
    "沈*",
    '沈"知”远」',
]
"""Names with what means something in a question."""


@pytest.mark.parametrize("name", QUOTED)
@pytest.mark.parametrize("role", ["official", "reporter"])
def test_companions_with_odd_names_are_found_together(
    name: str, role: Role, tmp_path: Path
) -> None:
    people = ("陆明川", name)
    named = (people, people, people[:1], people[1:])
    archive = filed(tmp_path, [naming(n, who, role) for n, who in enumerate(named, 1)])
    engine = open_engine(tmp_path / "index")
    engine.rebuild(archive)
    app = create_app(archive, engine, Settings())
    for person in people:
        soup = page(app.test_client(), f"/people/{role}/{quote(person)}")
        (url,) = links(soup, ".company td a")
        assert found(app, url) == 2
    archive.close()


def test_who_cannot_be_asked_for_is_listed_without_a_link(tmp_path: Path) -> None:
    people = ('沈"知”远」', '陆"明”川」')
    archive = filed(tmp_path, [naming(1, people, "official")])
    client = create_app(archive, FakeEngine(), Settings()).test_client()
    soup = page(client, f"/people/official/{quote(people[0])}")
    assert text(soup, ".company td") == "1 篇" and not soup.select(".company td a")
    archive.close()


def naming(number: int, names: tuple[str, ...], role: Role) -> Article:
    """A story that names some officials, or is by some reporters."""
    officials, reporters = (names, ()) if role == "official" else ((), names)
    return story(
        number,
        "2018-03-06",
        "A01",
        number,
        headline=f"第{number}次河道会",
        paragraphs=("河道今年清淤。",),
        mentions=tuple(Mention(name, (Post("区长"),), "official", name) for name in officials),
        credits=tuple(Credit(name, "reporter") for name in reporters),
    )


def test_stories_by_month_lead_to_the_stories(reader: FlaskClient, sample: Flask) -> None:
    soup = page(reader, LU)
    rows = soup.select(".histogram tbody tr")
    assert len(rows) > 5
    for row in rows:
        assert found(sample, links(row, "a")[0]) == int(row.select("td")[0].text)  # type: ignore[arg-type]


def test_from_mention_to_mention(reader: FlaskClient) -> None:
    """From the earliest story on, the next mention comes through all of them, and back."""
    soup = page(reader, LU)
    total = int(text(soup, ".other-ways a:first-child").split()[1])
    address, seen = links(soup, ".newest > p a")[0], []
    while address != LU:
        seen.append(address)
        story = page(reader, address)
        after = next(
            u for u in links(story, ".mentions a") if "after" in u and quote("陆承远") in u
        )
        moved = reader.get(after)
        assert moved.status_code == 302
        address = moved.headers["Location"]
    assert len(seen) == len(set(seen)) == total
    before = {"official": "陆承远", "story": seen[-1]}
    back = reader.get("/people/mention/before", query_string=before)
    assert back.headers["Location"] == seen[-2]


@pytest.mark.parametrize(
    "args",
    [
        {},
        {"official": "陆承远"},
        {"official": "陆承远", "story": "//elsewhere.example/"},
        {"official": "陆承远", "story": "https://elsewhere.example/"},
        {"official": "无名氏", "story": "/yanhu/2023-01-12/A01/1"},
    ],
)
def test_a_mention_leads_nowhere_else(reader: FlaskClient, args: dict[str, str]) -> None:
    assert reader.get("/people/mention/after", query_string=args).status_code == 404
    assert reader.get("/people/mention/sideways", query_string=args).status_code == 404


@pytest.mark.parametrize("name", ["无名氏", "a/b", "<script>alert(1)</script>", "陆承远/"])
def test_nobody_has_no_page(reader: FlaskClient, name: str) -> None:
    for kind in ("official", "reporter"):
        assert reader.get(f"/people/{kind}/{quote(name)}").status_code == 404


def test_a_merged_persons_address_leads_to_who_they_became(tmp_path: Path) -> None:
    archive = filed(tmp_path)
    client = create_app(archive, FakeEngine(), Settings()).test_client()  # type: ignore[arg-type]
    before = "/people/official/" + quote("沈知远")
    assert client.get(before).status_code == 200
    archive.people.merge("陆明川", "沈知远")
    moved = client.get(before)
    assert moved.status_code == 302
    assert moved.headers["Location"] == "/people/official/" + quote("陆明川")
    archive.people.hide("陆明川")
    assert client.get(before).status_code == 404
    archive.close()


def test_a_hostile_name_is_text(client: FlaskClient) -> None:
    name = f"甲{SCRIPT}"
    soup = page(client, f"/people/reporter/{quote(name)}")
    assert text(soup, "h1") == f"{name} 记者" and not soup.select(INLINE_SCRIPT)
    assert name in page(client, "/people").select("section:last-of-type")[0].text


def test_a_reporters_page(reader: FlaskClient, sample: Flask) -> None:
    address = links(page(reader, "/people"), "section:last-of-type a")[0]
    soup = page(reader, address)
    assert text(soup, "h1").endswith("记者") and not soup.select(".tenures")
    assert len(soup.select(".newest li")) == 5 and soup.select(".histogram svg a")


def test_a_story_and_a_search_lead_to_the_people(reader: FlaskClient) -> None:
    story = page(reader, "/yanhu/2023-01-12/A01/2")
    for address in (*links(story, ".beside li > a"), *links(story, ".where a[href^='/people']")):
        assert reader.get(address).status_code == 200
    soup = page(reader, "/", official="陆承远")
    assert links(soup, ".own-pages a") == [LU]
    assert not page(reader, "/", official="无名氏").select(".own-pages")


def test_a_person_can_be_followed(reader: FlaskClient) -> None:
    (feed,) = page(reader, LU).select("link[type='application/atom+xml']")
    assert "陆承远" in reader.get(str(feed["href"])).text


def tenure(number: int, articles: int, first: date, last: date) -> Tenure:
    one = Evidence(number, first, f"/yanhu/{first}/1/1", "标题", f"第{number}项。")
    title = f"第{number}项工作协调推进领导小组办公室副主任"
    return Tenure(title, "", (title,), articles, one, replace(one, published=last))


def test_forty_posts_are_tidy() -> None:
    start = date(2001, 5, 6)
    many = [
        tenure(n, n % 3 or 1, start + timedelta(n * 150), start + timedelta(n * 200))
        for n in range(40)
    ]
    chart = tenure_chart.draw(many)
    assert chart is not None
    assert len(chart.rows) + len(chart.folded) == 40 and chart.folded
    assert all(row.tenure.articles == 1 for row in chart.folded)
    assert 1 < len(chart.ticks) <= tenure_chart.MOST_TICKS
    for row in (*chart.rows, *chart.folded):
        assert 0 <= row.start <= row.end <= 100


def test_posts_that_follow_one_another_do_not_overlap() -> None:
    chart = tenure_chart.draw(
        [
            tenure(1, 9, date(2021, 2, 3), date(2024, 5, 20)),
            tenure(2, 4, date(2024, 5, 23), date(2024, 12, 30)),
        ]
    )
    assert chart is not None
    former, later = chart.rows
    assert former.end < later.start < later.end <= 100


@pytest.mark.parametrize("years", range(1, 60))
def test_each_year_on_the_axis_has_room_for_its_name(years: int) -> None:
    chart = tenure_chart.draw([tenure(1, 2, date(1960, 5, 1), date(1959 + years, 6, 1))])
    assert chart is not None and chart.ticks[0].year == 1960
    assert all(tick.x <= 90 for tick in chart.ticks)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_one_post_on_any_day(day: date) -> None:
    chart = tenure_chart.draw([tenure(1, 1, day, day)])
    assert chart is not None and len(chart.rows) == 1 and not chart.folded
    (bar,) = chart.rows
    assert 0 <= bar.start < bar.end <= 100 and bar.end - bar.start < 2
    assert tenure_chart.draw([]) is None
