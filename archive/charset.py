"""Bytes to text, by the rules that Chinese pages need.

In: the bytes of a page and the label its server gave. Out: `Decoded`: the text, the encoding that
read it, and whether it looks like mojibake.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from archive.letters import count_han

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages say gb2312 and mean its superset; windows-1252 and the like are a server's default and
# would read any bytes at all, so a single-byte label counts as no label.
_GB_LABELS = "gb2312 gbk gb_2312-80 gb2312-80 x-gbk gb18030 cp936 ms936 936 euc-cn chinese"
_BIG5_LABELS = "big5 big5-hkscs x-big5 cn-big5 cp950"
_LABELS = dict.fromkeys(_GB_LABELS.split(), "gb18030") | dict.fromkeys(
    _BIG5_LABELS.split(), "big5hkscs"
)
_META_LABEL = re.compile(
    rb"<(?:meta\b[^<>]{0,300}?charset|\?xml\b[^<>]{0,100}?encoding)"
    rb"""\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_META_REACH = 4096

# What Python's gb18030 leaves in the private use area, and where Unicode has put it since.
_PRIVATE = {
    0xE5E5: 0x3000,
    0xE7C7: 0x1E3F,
    **dict(zip(range(0xE78D, 0xE797), map(ord, "︐︒︑︓︔︕︖︗︘︙"), strict=True)),
    **dict(
        zip(
            map(ord, "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"),
            range(0x9FB4, 0x9FBC),
            strict=True,
        )
    ),
}
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_GB_CHARACTER = re.compile(
    rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe][\x30-\x39]|[\x40-\x7e\x80-\xfe])|\x80"
)
_GB_EURO = "€".encode("gb18030")

# Characters that real text hardly knows and UTF-8 read as GBK is full of: ，。的是在国中 read so.
_MISREAD = re.compile("[锛銆鐨鍦鏄鍥枃鍚鍙鎴鏉璇鎵鈥闂缁杩鎶绗浣瀛鏂鐢瑕]")
_LATIN_LEADS = "àáâãäåæçèéêëìíîï"
"""What _LATIN_MISREAD begins with."""
_LATIN_MISREAD = re.compile(r"(?:[à-ï][\u0080-¿ŒœŠšŸŽžƒ‘-™][\u0080-¿ŒœŠšŸŽžƒ‘-™]?){4}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the name of the encoding that read it, and whether it looks like mojibake."""

    text: str
    encoding: str
    suspect: bool


def decode(content: bytes, label: str = "") -> Decoded:
    """The text of a page, trying in turn: byte order mark, UTF-8, the label, gb18030.

    `label` is what the server called the encoding (`gb2312`, or a whole Content-Type); an empty or
    useless one falls back to the page's own `<meta charset>`. Never fails: bytes of no encoding
    come back with U+FFFD and `suspect`.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            return Decoded(text, encoding, _is_mojibake(text))
    for encoding in dict.fromkeys(("utf-8", _encoding_for(label, content), "gb18030")):
        text_or_none = _strict(content, encoding) if encoding else None
        if text_or_none is not None:
            return Decoded(text_or_none, encoding, _is_mojibake(text_or_none))
    encoding, text = min(
        (
            ("utf-8", content.decode("utf-8", "replace")),
            ("gb18030", _gb_text(content, "replace")),
        ),
        key=lambda attempt: attempt[1].count("\ufffd"),
    )
    return Decoded(text, encoding, _is_mojibake(text))


def _encoding_for(label: str, content: bytes) -> str:
    declared = _META_LABEL.search(content[:_META_REACH])
    own = declared[1].decode("ascii", "replace") if declared else ""
    for name in (label.rpartition("charset=")[2], own):
        encoding = _LABELS.get(name.strip(" \t\"';").lower())
        if encoding:
            return encoding
    return ""


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        if encoding == "gb18030":
            return _gb_text(content, "strict")
        # An incremental decoder keeps a cut last character back instead of failing on it.
        return codecs.getincrementaldecoder(encoding)("strict").decode(content)
    except UnicodeDecodeError:
        return None


def _gb_text(content: bytes, errors: str) -> str:
    if b"\x80" in content:
        # Windows wrote a lone 0x80 for €; the same byte also ends many two-byte characters.
        content = _GB_CHARACTER.sub(
            lambda found: _GB_EURO if found[0] == b"\x80" else found[0], content
        )
    text = codecs.getincrementaldecoder("gb18030")(errors).decode(content)
    return text.translate(_PRIVATE) if _PRIVATE_USE.search(text) else text


def _is_mojibake(text: str) -> bool:
    if "锟斤拷" in text or "涓枃" in text or "\ufffd\ufffd" in text or text.count("\ufffd") > 4:
        return True
    # Looking for its letters first is fifty times as fast as the expression.
    if any(letter in text for letter in _LATIN_LEADS) and _LATIN_MISREAD.search(text):
        return True
    misread = len(_MISREAD.findall(text))
    return misread > 3 and misread > 0.04 * count_han(text)
