"""The byline of a story: who wrote, photographed and edited it, and the agency it came from.

In: the paragraphs of a story. Out: the credits, and the paragraphs without those that are nothing
but a byline; a byline inside a paragraph stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.byline import datelines
from archive.byline.furniture import without_furniture
from archive.byline.names import plain_names, run_of_names
from archive.byline.signature import read_signature
from archive.byline.trim import joined
from archive.byline.whole import LABEL_ALONE, LABEL_AT_END, over_two_lines, whole_byline
from archive.byline.within import credits_within
from archive.byline.words import PADDED_PAIR, STARTS_WITH_ROLE
from archive.letters import HAN, plain_blanks
from archive.models import Credit

_FIRST_LINES = 6
_LONGEST_NOTE = 60
_AUTHORS = ("reporter", "correspondent")
# 图为活动现场（10月8日摄）。新华社发
_AGENCY_OF_A_PICTURE = re.compile(
    rf"(?:摄[)）]?|图为.*)[。\s]*[{HAN}]{{2,4}}社发(?:[（(].{{2,20}}摄[)）])?$"
)
# 张 云文: a name of two letters is padded, one of three is not
_PADDED_AUTHOR = re.compile(
    rf"[□■◎]?\s*([{HAN}][ \u3000]+"
    rf"(?![语作散公论课原正英外中人天全古诗杂祭征铭条行韵艺])[{HAN}])\s?文"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The credits of a story in printed order, and the paragraphs that are its body.

    `datelines` are the outlets that only a dateline names (`海云网讯`), agencies apart, and the
    agencies that only a caption names: where a source is printed as one, they say no more than
    which paper or whose picture it is.
    """

    credits: tuple[Credit, ...]
    paragraphs: tuple[str, ...]
    datelines: tuple[Credit, ...] = ()


def read_byline(paragraphs: Sequence[str]) -> Byline:
    """The credits printed in a story, and its paragraphs less those that are nothing but a byline.

    A name is credited once for each role. 实习生 and 评论员 are reporters, 摄影记者 and whoever
    stands before 摄 or 供图 photographers, 文/图 makes a reporter a photographer as well. Names
    alone, or beside the units they write from, are its reporters where no other is named: in
    brackets at the end or the very opening, in a line of their own above or below the story, or
    behind its last sentence. A label and its names may be two paragraphs, and names may stand
    behind the source in its line. 受访者供图 and 图片来源：某网 leave the body and credit nobody.
    Rare blanks of the paragraphs become plain ones, and page furniture below the last sentence
    (用户登录, 查看更多评论) leaves the body.
    """
    story = _Story()
    paragraphs = without_furniture(tuple(map(plain_blanks, paragraphs)))
    texts = [joined(paragraph.strip()) for paragraph in paragraphs]
    place = 0
    while place < len(texts):
        following = texts[place + 1] if place + 1 < len(texts) else ""
        # 编辑, 张云山, 责编, 李小河, each in a line of its own
        beside = (*texts[place - 2 : place - 1], *texts[place + 2 : place + 3])
        column = place > 1 and any(map(LABEL_ALONE.fullmatch, beside))
        if following and (labelled := over_two_lines(texts[place], following, column=column)):
            story.credits += labelled
            if LABEL_AT_END.fullmatch(texts[place]):
                story.body.append(paragraphs[place])
            place += 2
            continue
        last = place == len(texts) - 1
        whole = story.byline_of(texts[place], place, last=last)
        if whole is not None:
            story.credits += whole
        else:
            story.take_paragraph(paragraphs[place], texts[place])
        place += 1
    return story.byline()


@dataclass(slots=True)
class _Story:
    """What is read of a story so far; `early` while its dateline may still follow."""

    credits: list[Credit] = field(default_factory=list)
    datelines: list[Credit] = field(default_factory=list)
    captions: list[Credit] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    early: bool = True

    def byline_of(self, text: str, place: int, *, last: bool) -> list[Credit] | None:
        """The credits of a paragraph that is nothing but a byline, None of any other."""
        signed = place < 2 or last
        if place < _FIRST_LINES and text.startswith(("□", "■")):
            # □ 邹 鲜, but □ 时评
            named = text[1:].strip()
            signed = signed or bool(plain_names(named) or PADDED_PAIR.fullmatch(named))
        whole = whole_byline(text, signed=signed)
        if whole is None and signed and any(each.role == "photographer" for each in self.credits):
            # 李小河 摄, and at the end 张 云文
            author = _PADDED_AUTHOR.fullmatch(text)
            names = run_of_names(author[1]) if author else ()
            whole = [Credit(name, "reporter") for name in names] or None
        return whole

    def take_paragraph(self, paragraph: str, text: str) -> None:
        """Take a paragraph of the body, with the credits in its text."""
        caption, lead = datelines.caption_and_lead(text)
        opens = self.early and bool(not self.body or lead or _may_open(caption))
        within: list[Credit] = []
        for part in (caption, lead) if lead else (caption,):
            agency = datelines.opening_agency(part) if opens else []
            # an agency's dateline says where else the story came from
            self.datelines += (credit for credit in agency if not credit.name.endswith("社"))
            within += [*agency, *credits_within(part, opens=opens)]
        self.credits += within
        if _AGENCY_OF_A_PICTURE.search(text):
            self.captions += (credit for credit in within if credit.name.endswith("社"))
        # the dateline of a story may stand below the caption of its picture
        shown = any(credit.role == "photographer" for credit in within)
        shown = shown or text.endswith(("供图）", "供图)"))
        note = len(text) <= _LONGEST_NOTE and not text.endswith("。")
        self.early = self.early and not lead and (shown or note)
        self.body.append(paragraph)

    def byline(self) -> Byline:
        """The byline of a story that is read to its end."""
        credits, body = self.credits, self.body
        # an agency that is named once, below a picture, need not be the story's
        of_pictures = (credit for credit in self.captions if credits.count(credit) == 1)
        named = [*self.datelines, *of_pictures]
        if body and not any(credit.role in _AUTHORS for credit in credits):
            signed, alone = read_signature(body)
            credits = [*credits, *signed]
            body = [text for place, text in enumerate(body) if place != alone]
        # a source that is printed as one is all there is
        if any(credit.role == "source" and credit not in named for credit in credits):
            credits = [credit for credit in credits if credit not in named]
            named = []
        return Byline(tuple(dict.fromkeys(credits)), tuple(body), tuple(named))


def _may_open(text: str) -> bool:
    """Whether a paragraph begins as the first of a story does."""
    firsts = (
        datelines.FULL_DATELINE,
        datelines.FROM_AGENCY,
        datelines.NAMES_IN_BRACKETS,
        STARTS_WITH_ROLE,
    )
    return any(first.match(text) for first in firsts)
