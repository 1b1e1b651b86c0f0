"""A whole issue on one page, and the picture of a page with its stories' places."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.test_reading import page, text

ISSUE = "/yanhu/2023-01-12"


def test_the_whole_issue_can_be_read_on_one_page(reader: FlaskClient) -> None:
    listed = [a.text for a in page(reader, ISSUE).select(".sheet li > a")]
    soup = page(reader, f"{ISSUE}/whole")
    assert [h3.text for h3 in soup.select("article h3")] == listed
    assert [a.text for a in soup.select(".contents a")] == listed
    for link in soup.select("article h3 a"):
        story = page(reader, str(link["href"]))
        paragraphs = [p.text for p in story.select(".story .text p")]
        (here,) = (one for one in soup.select("article") if link in one.select("h3 a"))
        assert [p.text for p in here.select(".text p")] == paragraphs
    canonical = soup.select_one("link[rel=canonical]")
    assert canonical is not None and str(canonical["href"]).endswith(ISSUE)


def test_a_page_shows_its_picture_with_the_places_of_its_stories(reader: FlaskClient) -> None:
    soup = page(reader, f"{ISSUE}/A01")
    (image,) = soup.select(".facsimile img")
    (drawing,) = soup.select(".facsimile svg")
    assert drawing["viewbox"] == f"0 0 {image['width']} {image['height']}"
    assert reader.get(str(image["src"])).status_code == 200
    listed = [(a["href"], a.text) for a in soup.select(".sheet li > a")]
    assert [(a["href"], a.title.text) for a in drawing.select("a")] == listed  # type: ignore[union-attr]
    polygons = [polygon["points"] for polygon in drawing.select("polygon")]
    assert polygons[0] == "12,48 288,48 288,282 12,282" and len(polygons) == len(listed) == 2
    assert [a["href"] for a in soup.select(".issues a")] == [f"{ISSUE}/A02"]


def test_pages_follow_one_another(reader: FlaskClient) -> None:
    soup = page(reader, f"{ISSUE}/A02")
    assert [a["href"] for a in soup.select(".issues a")] == [f"{ISSUE}/A01"]
    assert page(reader, f"{ISSUE}").select(f".sheet h2 a[href='{ISSUE}/A02']")
    assert reader.get(f"{ISSUE}/A03").status_code == 404
    assert reader.get(f"{ISSUE}/0").status_code == 404


def test_a_page_without_a_picture_is_its_list(client: FlaskClient) -> None:
    soup = page(client, "/qinghe/2018-03-06/A01")
    assert not soup.select(".facsimile") and len(soup.select(".sheet li")) == 2
    assert text(soup, "h1") == "青禾日报 2018年3月6日 A01版 要闻 共 2 篇"


def test_what_has_no_page_has_no_page_of_its_own(client: FlaskClient) -> None:
    assert client.get("/qinghe/2019-11-02/0").status_code == 404
    assert not page(client, "/qinghe/2019-11-02").select(".sheet h2 a")


def test_a_story_leads_to_its_page_and_back(reader: FlaskClient) -> None:
    story = page(reader, f"{ISSUE}/A01/1")
    assert story.select(f".where a[href='{ISSUE}/A01']")
    assert page(reader, f"{ISSUE}/A01").select(f".sheet a[href='{ISSUE}/A01/1']")


def test_pictures_have_their_size_before_they_come(reader: FlaskClient) -> None:
    seen = 0
    for link in page(reader, "/yanhu/2023-04-27").select(".sheet li > a"):
        for image in page(reader, str(link["href"])).select("figure img"):
            assert int(str(image["width"])) > 50 and int(str(image["height"])) > 50
            seen += 1
    assert seen == 3
    for image in page(reader, "/yanhu/2023-04-27/whole").select("figure img"):
        assert image["width"] and image["height"]
