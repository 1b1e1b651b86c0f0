"""JSON Lines: what a row says is kept as given, and a broken row says why."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import re
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive import rows
from archive.models import Capture, Credit, Mention, Newspaper, ParseError, Post, Story
from archive.rows import Row, read_issue_date, read_row, read_rows

PAPER = Newspaper(key="qingxi", name="青溪日报")
ROW = {
    "id": "q-1",
    "title": "青溪区修好三座桥",
    "date": "2019-10-08",
    "body": "桥修好了。\n今天通车。",
}


def lines(*values: Any) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def rows_of(content: bytes, name: str = "rows.jsonl", issue: date | None = None) -> list[Row]:
    return list(read_rows(io.BytesIO(content), name, issue))


def story_of(**fields: Any) -> Story:
    (row,) = rows_of(lines(ROW | fields))
    assert row.capture
    (story,) = read_row(row.capture, PAPER).stories
    return story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-10-08", date(2019, 10, 8)),
        (" 2019/10/8 ", date(2019, 10, 8)),
        ("20191008", date(2019, 10, 8)),
        ("2019年10月8日", date(2019, 10, 8)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_issue_dates_are_read(text: str, expected: date) -> None:
    assert read_issue_date(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-29", "2023 年不是闰年"),
        ("2023-04-31", "没有 4 月 31 日"),
        ("2023-13-01", "不存在"),
        ("0001-01-01", "年份不对"),
        ("2023108", "看不懂"),
        ("10月8日", "看不懂"),
        ("2023-10/08", "看不懂"),
        ("", "看不懂"),
    ],
)
def test_dates_that_are_none_say_why(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_issue_date(text)


def test_a_row_is_a_capture_named_by_its_id() -> None:
    (row,) = rows_of(lines(ROW))
    assert row.number == 1
    assert row.capture
    assert row.capture.source == "jsonl:q-1"
    assert json.loads(row.capture.content) == ROW
    assert b": " not in row.capture.content


def test_equal_rows_have_equal_bytes_however_they_are_written() -> None:
    shuffled = json.dumps(dict(reversed(ROW.items())), indent=None, ensure_ascii=True)
    first, second = rows_of(lines(ROW) + shuffled.encode())
    assert first.capture
    assert second.capture
    assert first.capture.content == second.capture.content


def test_a_story_is_what_the_row_says() -> None:
    assert story_of() == Story(
        headline="青溪区修好三座桥",
        paragraphs=("桥修好了。", "今天通车。"),
        newspaper="青溪日报",
        published=date(2019, 10, 8),
        source_id="q-1",
    )


def test_every_optional_field_is_read() -> None:
    story = story_of(
        title=None,
        body=["　　桥修好了。 ", "", "今天通车。"],
        date="2019-10-08T06:00:00",
        reporters=["林晓"],
        correspondents="高远、石磊",
        photographers=["孟川"],
        editors=[],
        officials=["何岭", {"name": "严松", "titles": ["副区长", "区委常委"]}],
        page="第03版",
        page_name="要闻",
        section="民生",
        kicker="引题",
        subhead="副题",
        url="https://news.example/1",
    )
    assert story.headline == ""
    assert story.paragraphs == ("　　桥修好了。 ", "今天通车。")
    assert story.published == date(2019, 10, 8)
    assert story.credits == (
        Credit("林晓", "reporter"),
        Credit("高远", "correspondent"),
        Credit("石磊", "correspondent"),
        Credit("孟川", "photographer"),
    )
    assert story.mentions == (
        Mention("何岭", (), "official", ""),
        Mention("严松", (Post("副区长"), Post("区委常委")), "official", ""),
    )
    assert (story.page, story.page_name, story.section) == ("3", "要闻", "民生")
    assert (story.kicker, story.subhead, story.url) == ("引题", "副题", "https://news.example/1")


def test_the_document_tells_every_field_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json-lines.md").read_text(encoding="utf-8")
    least, whole = (json.loads(one) for one in re.findall(r"```json\n(.*?)```", text, re.S))
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(whole) | set(least)
    for example in (least, whole):
        story = story_of(**{"title": None} | example)
        assert (story.headline, story.source_id) == (example["title"], example["id"])
        assert len(story.paragraphs) == 2
    asked: set[str] = set()

    class Asked(dict[str, Any]):
        def get(self, field: str, default: Any = None) -> Any:
            asked.add(field)
            return super().get(field, default)

    monkeypatch.setattr(json, "loads", lambda text, **_: Asked(whole))
    story_of(**whole)
    assert asked | {"newspaper"} == set(whole), "a field that the document does not tell"


def test_the_issue_date_is_for_rows_without_one() -> None:
    given = date(2020, 1, 2)
    dated, undated = rows_of(lines(ROW, ROW | {"id": "q-2", "date": None}), issue=given)
    assert dated.capture
    assert undated.capture
    assert dated.capture.issue_date is None
    assert read_row(undated.capture, PAPER).stories[0].published == given


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"body": ""}, "body", "没有正文"),
        ({"body": None}, "body", "没有正文"),
        ({"body": " \n "}, "body", "没有正文"),
        ({"body": {"a": 1}}, "body", "应当是文字"),
        ({"body": ["好", ["坏"]]}, "body", "应当是文字"),
        ({"body": "空\0字符"}, "body", "空字符"),
        ({"date": "2019-02-29"}, "date", "不是闰年"),
        ({"date": "昨天"}, "date", "看不懂"),
        ({"title": ["x"]}, "title", "应当是文字"),
        ({"page": "头版"}, "page", "版次"),
        ({"officials": [{"name": "严松", "titles": "副区长"}]}, "titles", "列表"),
    ],
)
def test_a_row_with_a_bad_field_names_it(fields: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(ParseError, match=message) as caught:
        story_of(**fields)
    assert (caught.value.page, caught.value.field) == ("jsonl:q-1", field)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "q-2", "body": "...', "不是完整的 JSON：第 27 个字符处"),
        (b"[1, 2]", "不是 JSON 对象"),
        (b'"text"', "不是 JSON 对象"),
        (b'{"title": "x", "body": "y"}', "没有 id：每行要有 id、title、date、body"),
        (b'{"id": ["q"], "body": "y"}', "id 应当是文字"),
        (b'{"id": "q-2", "body": "\\ud83d"}', "不是完整的 JSON：里面有不是"),
        (b'{"id": "q-2", "body": NaN}', "不是完整的 JSON：NaN 不是数"),
        (b"[" * 100_000, "不是完整的 JSON：括号"),
        (b"\xff\xfe\xff", "不是完整的 JSON：里面有不是"),
        (b'{"id": %s}' % (b"1" * 5000), "不是完整的 JSON：里面有太长的数"),
    ],
    ids=[
        *("cut", "list", "text", "no id", "id list"),
        *("half a character", "NaN", "deep", "junk", "long number"),
    ],
)
def test_a_broken_row_says_why_and_the_rest_goes_on(line: bytes, reason: str) -> None:
    first, second, third = rows_of(lines(ROW) + line + b"\n\n" + lines(ROW | {"id": "q-3"}))
    assert first.capture
    assert (second.number, second.capture) == (2, None)
    assert reason in second.reason
    assert (third.number, bool(third.capture)) == (4, True)


def test_rows_in_gbk_and_with_a_mark_are_read() -> None:
    gbk = json.dumps(ROW, ensure_ascii=False).encode("gb18030")
    read = rows_of(b"\xef\xbb\xbf" + lines(ROW) + gbk)
    assert [json.loads(row.capture.content) for row in read if row.capture] == [ROW, ROW]


def test_a_row_over_the_limit_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "ROW_BYTES", 1000)
    large = ROW | {"body": "长" * 300_000}
    first, second, third = rows_of(lines(ROW, large, ROW | {"id": "q-3"}))
    assert first.capture
    assert "超过" in second.reason
    assert third.capture
    assert third.number == 3


def test_a_file_that_is_no_json_lines_fails_once() -> None:
    (row,) = rows_of(json.dumps([ROW] * 10, indent=2).encode(), "rows.json")
    assert "不是 JSON Lines" in row.reason
    assert len(rows_of(b"x\n" * 5 + lines(ROW))) == 6


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_rows_are_read_and_a_cut_file_keeps_what_came_before(ending: str, pack: Any) -> None:
    many = [ROW | {"id": f"q-{n}", "body": f"{n * 7919}号桥通车。" * 5} for n in range(9000)]
    packed = pack(lines(*many))
    assert len(rows_of(packed, "rows.jsonl" + ending)) == 9000
    got = []
    with pytest.raises(EOFError):
        got.extend(
            row
            for row in read_rows(
                io.BytesIO(packed[: len(packed) // 2]), "rows.jsonl" + ending, None
            )
        )
        raise AssertionError("the cut went unnoticed")


def test_xz_streams_one_after_another_are_one_file() -> None:
    packed = lzma.compress(lines(ROW)) + b"\0" * 8 + lzma.compress(lines(ROW | {"id": "q-2"}))
    assert len(rows_of(packed, "rows.jsonl.xz")) == 2


def test_an_xz_that_asks_for_too_much_memory_is_not_unpacked() -> None:
    packed = bytearray(lzma.compress(lines(ROW)))
    # The block header follows 12 bytes of stream header; it names its own size and ends in a CRC.
    header = memoryview(packed)[12 : 12 + 4 * (packed[12] + 1)]
    header[bytes(header).index(b"\x21\x01") + 2] = 36  # LZMA2 with a dictionary of 1 GB
    header[-4:] = zlib.crc32(header[:-4]).to_bytes(4, "little")
    with pytest.raises(lzma.LZMAError, match="limit"):
        rows_of(bytes(packed), "rows.jsonl.xz")


def test_a_capture_read_later_gives_the_same_story() -> None:
    (row,) = rows_of(lines(ROW))
    assert row.capture
    again = Capture(source=row.capture.source, content=row.capture.content)
    assert read_row(again, PAPER) == read_row(row.capture, PAPER)
