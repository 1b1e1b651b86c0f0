"""Bytes to text: every rule of the order, the gaps of gb18030, and mojibake."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.charset import decode

SENTENCE = "青川新区今天召开春耕备耕工作会议，要求抓住农时。"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + SENTENCE.encode(encoding), label="gbk")
    assert (decoded.text, decoded.encoding, decoded.suspect) == (SENTENCE, encoding, False)


def test_utf8_wins_over_a_false_label() -> None:
    page = f"<meta charset=gb2312><p>{SENTENCE}".encode()
    assert decode(page, "text/html; charset=GB2312").encoding == "utf-8"


def test_a_cut_last_character_is_still_utf8() -> None:
    decoded = decode(SENTENCE.encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text == SENTENCE[:-1]


@pytest.mark.parametrize("label", ["gb2312", "GBK", "x-gbk", "gb_2312-80", "text/html;charset=gbk"])
def test_gb2312_means_gb18030(label: str) -> None:
    # 镕 and 喆 are outside gb2312, 㐂 outside gbk
    decoded = decode("朱镕、陶喆、㐂".encode("gb18030"), label)
    assert (decoded.text, decoded.encoding) == ("朱镕、陶喆、㐂", "gb18030")


def test_the_pages_own_label_is_read() -> None:
    page = '<META http-equiv=Content-Type content="text/html; charset=big5">新聞'
    decoded = decode(page.encode("big5"))
    assert decoded.text == page


def test_a_single_byte_label_is_no_label() -> None:
    assert decode(SENTENCE.encode("gb18030"), "iso-8859-1").text == SENTENCE


def test_gaps_of_gb18030() -> None:
    decoded = decode(b"\x80\xa3\xa0" + "亿".encode("gb18030") + b"\xa6\xd9\xfe\x59", "gbk")
    assert decoded.text == "€\u3000亿︐\u9fb4"
    # the same byte as the second half of a character is no €
    assert decode(b"\x81\x80", "gbk").text == b"\x81\x80".decode("gb18030")


def test_broken_bytes_keep_what_can_be_kept() -> None:
    decoded = decode(SENTENCE.encode("gb18030") + b"\xff\xff\xff" + SENTENCE.encode("gb18030"))
    assert decoded.encoding == "gb18030"
    assert decoded.text.count(SENTENCE) == 2
    assert decoded.suspect


@pytest.mark.parametrize(
    "text",
    [
        "锟斤拷锟斤拷",
        SENTENCE.encode().decode("gb18030", "replace"),
        SENTENCE.encode().decode("latin-1"),
        "青川\ufffd\ufffd新区",
        "涓枃",
    ],
)
def test_mojibake_is_suspect(text: str) -> None:
    assert decode(text.encode()).suspect


@pytest.mark.parametrize("text", [SENTENCE, "涓涓细流，汇成江河", "Café naïve à la carte", ""])
def test_good_text_is_not_suspect(text: str) -> None:
    assert not decode(text.encode()).suspect


@given(st.binary(max_size=400), st.sampled_from(["", "gbk", "utf-8", "no-such-thing"]))
def test_any_bytes_decode(content: bytes, label: str) -> None:
    decode(content, label)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20))
def test_chinese_comes_back_from_gb18030(text: str) -> None:
    content = text.encode("gb18030")
    decoded = decode(content, "gb2312")
    assert decoded.text == text or decoded.encoding == "utf-8"
