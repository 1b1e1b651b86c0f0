"""What stands around a byline in its own line and is no part of it.

In: the text of a paragraph. Out: the text with spaced role words joined, or without the date, page
and column before a byline or the one tag after it.
"""

from __future__ import annotations

import re

from archive.byline import words
from archive.letters import HAN

SENTENCE_END = "。！？!?…”』」"
"""What a sentence ends with."""
# …好评。（记者 张三
_UNCLOSED = re.compile(r"(?<=[。！])\s*[（(](?:本报|本台)?(?:记者|通讯员|供稿)[^（()）]{2,40}$")
_BLANK = "[ \u3000\xa0]"
_SPACED_WORD_LIST = """
记者 通讯员 实习生 评论员 摄影 编辑 责编 美编 校对 责任编辑 本报记者 本报通讯员 见习记者
来源 稿源 作者 审核 监制 总监制 统筹 策划 校审 初审 复审 终审 二审 三审 签发
"""
_SPACED_WORDS = tuple(_SPACED_WORD_LIST.split())
# 记 者 王 远; but 学校 对学生 and 摄 影像海云 are other words
_SPACED = re.compile(
    rf"(?=[{''.join(dict.fromkeys(word[0] for word in _SPACED_WORDS))}]{_BLANK})(?:"
    + "|".join(
        ("" if word in ("记者", "通讯员") else f"(?<![{HAN}])") + f"{_BLANK}+".join(word)
        for word in _SPACED_WORDS
    )
    + ")(?!像)"
)
_DATE = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?"
_PAGE = r"[A-Z]?\d{1,3}"
_LEAD = re.compile(
    rf"(?:{_DATE}(?=[\s|]|来源)"
    # A02-A03版/, 第5版, 版次：A10 and the paper's name before it
    rf"|(?:[{HAN}]{{2,8}}\s+)?第?{_PAGE}(?:\s?[-－—~、]\s?{_PAGE})?\s?版(?=[\s|/／])|(?:[{HAN}]{{2,8}}\s+)?版[次面]\s?[：:]\s?{_PAGE}版?"
    # “海云事”（微信ID:haiyun）撰稿：
    r"|(?:https?://|www\.)[\w./-]+(?=\s)"
    r"|[“\"][^“”\"]{2,12}[”\"](?:\s?[（(][^（()）]{2,30}[)）])?(?=\s?(?:撰[稿文]|采写|文|记者|作者)[\s：:/|])"
    r"|[\s|/／·])+"
)
_TAG = re.compile(
    r"\s*(?:[（(【\[](?P<note>[^（()）【】\[\]]{1,60})[)）】\]]|(?<=\s)[A-Z]{1,4}\d{2,8})$"
)
# （海云影像）: who distributes a picture
_PICTURE_AGENCY = re.compile(
    r"(?:视觉|影像|图片|图片?库|图片[网社]|光影)(?:中国)?$|^(?:视觉|影像|光影)|^[A-Za-z ]+$"
)
_TITLE = re.compile(r"\s*原(?:标题|题)\s?[：:]")
_OF_A_PICTURE = re.compile("[图文]{2}无关|与本文|^资料|^网络图|无人机|截图$|^本[版文组]|来源[：:]")
_ISSUED = re.compile(rf"[{HAN}]{{2,6}}社发?")
# （右一）, （化名）, （女） say something of the person before them, who is no author
_OF_A_PERSON = re.compile(
    "^[左右前后中男女二三](?:[一二三四起排]|$)|化名|^[居]?中$|[左右][一二三]|族$|岁"
)
# 作者：张云山 李小河 撰文/摄影（分别系海云日报记者、海云大学教授）
_OF_AUTHORS = re.compile("(?:本文)?(?:作者)?(?:分别|均|现)[系为]|(?:本文)?(?:作者)?系")
# …贡献力量。口张云山 图/文: a square that was read as a letter
_SQUARE = re.compile(rf"(?<=[。！”])口(?=[{HAN}]{{2,3}}\s?(?:[文图摄]|$))")
# 本报（haiyun.example）记者
_ADDRESS = re.compile(r"(?<=^本[报网台刊])\s?[（(](?:www\.)?[a-z0-9.-]{4,30}[）)](?=记者|通讯员)")
_STATUS = re.compile(rf"(?<=[{HAN}])[（(](?:实\s?习|见\s?习)(?:生|记者)?[）)]")
# 记者 张云山 《 海云日报 》（ 2023年10月08日 07 版）
_PRINTED = re.compile(
    rf"\s《\s?[{HAN}]{{2,10}}\s?》\s?[（(]\s?{_DATE}[^（()）]{{0,12}}版?\s?[）)]\s*$"
)


def joined(text: str) -> str:
    """The text with role words that are printed letter by letter as words (`记 者` is 记者) and one
    kind of upright bar.

    A lost bracket is closed. The address of a paper behind 本报, and the page of a paper behind a
    byline, are left out.
    """
    text = f"{text}）" if _UNCLOSED.search(text) else text
    if any(bar in text for bar in words.BAR_LETTERS):
        text = text.translate(words.BARS)
    text = _SQUARE.sub("□", text)
    text = text.rstrip("| ").replace("\\", "/").replace("•", "·")
    text = _SPACED.sub(lambda word: "".join(word[0].split()), text)
    if text.endswith(("）", ")")):
        bare = text[:-60] + _PRINTED.sub("", text[-60:])
        # 张云山 《海云日报》（2023年10月08日 07版）
        alone = bare != text and re.fullmatch(rf"[{HAN}]{{2,3}}(?:\s[{HAN}]{{2,3}}){{0,2}}", bare)
        text = f"作者：{bare}" if alone else bare
    # 编辑：张云山(实习)
    text = _STATUS.sub("", text)
    return _ADDRESS.sub("", text) if text.startswith("本") else text


def without_lead(text: str) -> str:
    """The text less the date, page or column that stands before a byline in its line."""
    found = _LEAD.match(text)
    return text[found.end() :] if found else text


def without_tag(text: str) -> str:
    """The text less one bracket or code at its end that holds no word of bylines.

    `张云山摄（海云影像）` and `记者 张云山（原标题：…）` are bylines with a tag; in
    `记者张云山（右一）` he is in the picture, and the text stays as it is.
    """
    found = _TAG.search(text, max(0, len(text) - 70))
    if not found or not found.start():
        return text
    note = found["note"] or ""
    if _OF_A_PERSON.search(note):
        return text
    tag = _TITLE.match(note) or _ISSUED.fullmatch(note) or _OF_A_PICTURE.search(note)
    tag = tag or _OF_AUTHORS.match(note) or _PICTURE_AGENCY.search(note)
    return text[: found.start()] if tag or not words.HINT.search(note) else text
