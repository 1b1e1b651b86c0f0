"""The command line as an editor meets it: a real bulletin end to end, and a table of bad input."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import web
from archive import Archive
from archive.newspapers import RESERVED
from archive.settings import Settings
from indexer import open_engine
from search_app import main

BULLETIN = """兰溪区召开春季绿化工作会

本报讯 3月12日，兰溪区委副书记、区长贺青山主持召开春季绿化工作会。

贺青山要求，各街道要把任务落实到位。

记者 林一舟

兰溪区新建两处社区食堂

本报讯 3月11日，兰溪区副区长白露到柳荫街道调研社区食堂建设。

记者 沈小满
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Runs a command on an archive of its own."""

    def command(*words: str | Path) -> Result:
        data = ("--data", str(tmp_path / "var"))
        return CliRunner().invoke(main, [*data, *map(str, words)])

    return command


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    return path


def found(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_bulletin_is_found_a_moment_later(run: Callable[..., Result], bulletin: Path) -> None:
    imported = run("import", bulletin, "--issue-date", "2024-03-13", "--json")
    assert found(imported)["new"] == 1
    by_word = found(run("search", "社区食堂", "--json"))
    assert [hit["headline"] for hit in by_word["hits"]] == ["兰溪区新建两处社区食堂"]
    assert by_word["hits"][0]["address"] == "/paper/2024-03-13/0/2"
    assert found(run("search", "--official", "贺青山", "--json"))["total"] == 1
    assert found(run("search", "--reporter", "沈小满", "--json"))["total"] == 1
    assert found(run("search", "--event-since", "2024-03-12", "--json"))["total"] == 1
    assert found(run("search", "--until", "2024-03-12", "--json"))["total"] == 0
    again = found(run("import", bulletin, "--issue-date", "2024-03-13", "--json"))
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert found(run("status", "--json"))["index"]["articles"] == 2


def test_reindex_and_roll_back(run: Callable[..., Result], bulletin: Path) -> None:
    run("import", bulletin, "--issue-date", "2024-03-13")
    assert "已重建：2 篇" in run("reindex").output
    assert "本来就是最新的" in run("reindex", "--if-needed").output
    assert "已换回索引 1" in run("reindex", "--rollback").output
    assert found(run("search", "绿化", "--json"))["total"] == 1


def test_parse_stores_nothing(run: Callable[..., Result], bulletin: Path, tmp_path: Path) -> None:
    stories = found(run("parse", bulletin, "--json"))
    assert [story["event_date"] for story in stories] == ["--03-12", "--03-11"]
    assert stories[0]["officials"][0]["titles"] == ["兰溪区委副书记", "区长"]
    assert stories[0]["reporters"] == ["林一舟"]
    assert not (tmp_path / "var").exists()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


NOISE = random.Random(5).randbytes(5000)
GOOD = BULLETIN.encode()

BAD_FILES = [
    ("an empty file", "a.txt", b"", "空"),
    ("binary junk", "a.htm", NOISE, "网页"),
    ("a page with no story", "a.htm", b"<html><body><a href=x>x</a></body></html>", "没有读到稿件"),
    ("a PDF", "a.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "PDF"),
    ("a Word file", "a.docx", zipped({"word/document.xml": b"<w/>"}), "Word"),
    ("an old Word file", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
    ("a ZIP that climbs", "a.zip", zipped({"../evil.txt": GOOD}), ".."),
    ("a ZIP bomb", "a.zip", zipped({"a.txt": bytes(40 * 1024**2)}), "压缩"),
    ("a row that is no JSON", "a.jsonl", b'{"id": "1"\n', "JSON"),
]


@pytest.mark.parametrize(
    ("name", "content", "word"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES]
)
def test_a_bad_file_is_named_and_harms_nothing(
    run: Callable[..., Result], bulletin: Path, tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    result = run("import", bad, bulletin, "--issue-date", "2024-03-13")
    assert result.exit_code == 1
    assert "失败" in result.output
    assert name in result.output
    assert word in result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    assert found(run("search", "绿化", "--json"))["total"] == 1, "the good file must be there"
    assert not (tmp_path / "evil.txt").exists()


def test_status_lists_every_failure(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, (_, name, content, _) in enumerate(BAD_FILES):
        (folder / f"{number}-{name}").write_bytes(content)
    result = run("import", folder, "--issue-date", "2024-03-13", "--json")
    imported = json.loads(result.stdout)
    status = found(run("status", "--json"))
    assert imported["failed"] == len(BAD_FILES) == status["failed"] + status["refused"]
    told = run("status").output
    assert f"没有收的文件和行 {status['refused']}。" in told
    assert "paper 3-a.pdf（14 字节）：这是 PDF" in told
    assert "paper 7-a.zip/a.txt（40 MB）：压缩比" in told
    assert all(f" {number}-" in told for number in range(len(BAD_FILES)))


def test_a_huge_file_is_refused_before_it_is_read(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    huge = tmp_path / "huge.htm"
    with huge.open("wb") as file:
        file.truncate(200 * 1024**2)
    result = run("import", huge, "--issue-date", "2024-03-13")
    assert result.exit_code == 1
    assert "huge.htm" in result.output
    assert "huge.htm（200 MB）" in run("status").output


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--issue-date", "2023-02-29"), 2, "2 月"),
        (("--issue-date", "gestern"), 2, "看不懂"),
        (("--issue-date", "2999-01-01"), 1, "今天以后"),
        ((), 1, "刊期"),
    ],
)
def test_bad_dates(
    run: Callable[..., Result], bulletin: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    result = run("import", bulletin, *words)
    assert result.exit_code == code
    assert message in result.output


@pytest.mark.parametrize("key", ["", "a/b", "static", "x?y", "..", "bad key!", "a" * 300, "today"])
def test_a_newspapers_key_must_stand_in_an_address(
    run: Callable[..., Result], bulletin: Path, key: str
) -> None:
    result = run("import", bulletin, "--issue-date", "2024-03-13", "--newspaper", key)
    assert result.exit_code == 2
    assert "代号" in result.output
    assert found(run("status", "--json"))["coverage"] == []


def test_no_newspaper_can_have_an_address_of_the_site(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    run("reindex")
    rules = client(tmp_path).application.url_map.iter_rules()
    firsts = {rule.rule.split("/")[1] for rule in rules}
    assert {first for first in firsts if re.fullmatch("[A-Za-z0-9_-]+", first)} <= RESERVED


def test_the_newspaper_need_not_be_named_while_there_is_one(
    run: Callable[..., Result], bulletin: Path, tmp_path: Path
) -> None:
    dated = ("--issue-date", "2024-03-13")
    first = run("import", bulletin, *dated)
    assert "先叫“本报”" in first.output
    assert "本报" in client(tmp_path).get("/").get_data(as_text=True)
    named = run("import", bulletin, "--name", "兰溪报")
    assert named.exit_code == 0 and "先叫" not in named.output
    assert found(run("newspapers", "list", "--json"))[0]["name"] == "兰溪报"
    run("import", bulletin, *dated, "--newspaper", "hill", "--name", "山前报")
    several = run("import", bulletin, *dated)
    assert several.exit_code == 2
    assert "hill（山前报）、paper（兰溪报）" in several.output


def test_the_only_newspaper_is_taken(run: Callable[..., Result], bulletin: Path) -> None:
    run("import", bulletin, "--issue-date", "2024-03-13", "--newspaper", "hill")
    assert found(run("import", bulletin, "--json"))["unchanged"] == 1
    assert [one["newspaper"] for one in found(run("status", "--json"))["coverage"]] == ["hill"]


def test_mixed_encodings_in_one_folder(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_bytes(BULLETIN.encode("gb18030"))
    (folder / "2.txt").write_bytes(b"\xef\xbb\xbf" + BULLETIN.replace("兰溪", "梅溪").encode())
    report = found(run("import", folder, "--issue-date", "2024-03-13", "--json"))
    assert (report["new"], report["stories"]) == (2, 4)
    assert found(run("search", "梅溪", "--json"))["total"] == 2


BAD_QUESTIONS = [
    ("营" * 10_000, 200, "过长"),
    ('"', 200, "引号"),
    ("(", 200, ""),
    ("\x00\ud800", 200, ""),
    ("NOT", 200, "非"),
]


@pytest.mark.parametrize(("question", "status", "note"), BAD_QUESTIONS)
def test_a_bad_question_is_answered_on_every_way_in(
    run: Callable[..., Result],
    bulletin: Path,
    tmp_path: Path,
    question: str,
    status: int,
    note: str,
) -> None:
    run("import", bulletin, "--issue-date", "2024-03-13")
    result = run("search", question, "--json")
    assert result.exit_code == 0
    assert note in "".join(json.loads(result.stdout)["notes"])
    for path in ("/", "/api/search"):
        response = client(tmp_path).get(
            path, query_string={"q": question.encode("utf-8", "replace")}
        )
        assert response.status_code == status


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"p": "999999"}, 200),
        ({"p": "0"}, 400),
        ({"p": "x"}, 400),
        ({"colour": "red"}, 400),
        ({"since": "2024-02-30"}, 400),
        ({"sort": "random"}, 400),
        ({"official": "nobody"}, 200),
    ],
)
def test_bad_addresses(
    run: Callable[..., Result],
    bulletin: Path,
    tmp_path: Path,
    arguments: dict[str, str],
    status: int,
) -> None:
    run("import", bulletin, "--issue-date", "2024-03-13")
    for path in ("/", "/api/search"):
        assert client(tmp_path).get(path, query_string=arguments).status_code == status


def test_search_without_an_index_says_what_to_do(run: Callable[..., Result]) -> None:
    result = run("search", "x")
    assert result.exit_code == 1
    assert "还没有索引：请运行 reindex" in result.output
    assert "索引：还没有索引" in run("status").output
    run("reindex")
    assert "没有更早的索引可以换回" in run("reindex", "--rollback").output


def client(tmp_path: Path) -> Any:
    settings = Settings(tmp_path / "var")
    engine = open_engine(settings.index)
    return web.create_app(Archive.open(settings.database), engine, web.Settings()).test_client()


class TestSeed:
    """The real bulletin, where it is given."""

    def test_it_is_found_as_its_readers_would(
        self, run: Callable[..., Result], corpus: Path, tmp_path: Path
    ) -> None:
        seed = corpus / "seed" / "bulletin.txt"
        words = ("import", seed, "--issue-date", "2019-10-16", "--region", "高新区", "--json")
        assert found(run(*words))["stories"] == 5
        answer = found(run("search", "张红军", "--json"))
        assert answer["total"] == 3
        everything = found(run("search", "", "--json"))
        officials = {v["value"]: v["count"] for v in everything["facets"]["official"]}
        assert officials["王新亭"] == 2
        assert found(run("search", "--official", "王新亭", "--json"))["total"] == 2
        assert everything["facets"]["month"] == [
            {"value": "2019-10", "count": 5, "selected": False}
        ]
        for hit in everything["hits"]:
            page = client(tmp_path).get(hit["address"])
            assert page.status_code == 200
            assert hit["headline"] in page.get_data(as_text=True)
        before = found(run("status", "--json"))
        assert found(run(*words))["unchanged"] == 1
        assert found(run("status", "--json")) == before

    def test_it_is_read_as_the_gold_says(self, run: Callable[..., Result], corpus: Path) -> None:
        gold = json.loads((corpus / "seed" / "gold.json").read_text(encoding="utf-8"))
        bulletin = corpus / "seed" / "bulletin.txt"
        stories = found(run("parse", bulletin, "--region", "高新区", "--json"))
        assert len(stories) == len(gold)
        for story, wanted in zip(stories, gold, strict=True):
            assert list(map(bare, story["paragraphs"])) == list(map(bare, wanted["body"]))
            event = wanted["event_date"]
            assert story["event_date"] == f"--{event['month']:02}-{event['day']:02}"
            assert story["reporters"] == wanted["reporters"]
            assert story["photographers"] == wanted["photo_credit"]
            forms = [wanted["headline"], *wanted["headline"]["accept"]]
            assert [bare(story[key]) for key in ("kicker", "headline", "subhead")] in [
                [bare(form[key] or "") for key in ("kicker", "title", "subtitle")] for form in forms
            ]
            assert {person["name"]: person["titles"] for person in story["officials"]} == {
                person["name"]: person["titles"]
                for person in wanted["officials"]
                if person["is_official"]
            }


def bare(text: str) -> str:
    return "".join(text.split())


def test_today_is_the_date_in_shanghai() -> None:
    from archive.settings import today

    assert abs((today() - date.today()).days) <= 1
