"""The pictures of a story, each with its caption and credit.

In: a page, its template and its body. Out: pictures, and the lines that are captions, not body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from archive.byline import read_byline
from archive.dates import find_date
from archive.models import Picture
from archive.templates.body import Body, BodyPicture, credited, heaviest, read_body
from archive.templates.founder import marked_pictures
from archive.templates.page import Page, tidy
from archive.templates.template import Template
from archive.templates.tree import Tag, Text

_LONGEST_CAPTION = 160
_LONGEST_UNSTOPPED = 60
_STOPS = tuple('。！？…；：，”）.!?;:,")')
_LEAST_TURNS = 3
_TOLD_MORE = 2  # times as many letters as the captions have
_NO_CAPTION = re.compile(
    r"[问答][：:]|附件|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．）)]|联系|地址|电话"
)
_NO_PICTURE_LIST = ("h1", "h2", "h3", "h4", "form", "map")
_NO_PICTURE_BOX = (*_NO_PICTURE_LIST, "ul")
_DEEPEST = 3  # boxes of a body alone: div.content, #ozoom, founder-content


def story_pictures(
    page: Page, template: Template, body: Body
) -> tuple[tuple[Picture, ...], frozenset[str]]:
    """The pictures of a story in printed order, and the lines that are captions and not body."""
    found = {page.resolve(picture.src): picture.printed for picture in body.pictures}
    captions = {picture.below for picture in body.pictures if picture.below == picture.printed}
    for picture in _in_turn(body):
        found[page.resolve(picture.src)] = picture.below
        captions.add(picture.below)
    for table in dict.fromkeys(tag for name in template.picture_tables for tag in page.find(name)):
        inside = heaviest((table,))
        if inside is None:
            continue
        captions.update(inside.texts)
        for picture, text in zip(inside.pictures, _captions(inside), strict=True):
            src = page.resolve(picture.src)
            found[src] = picture.caption or text or found.get(src) or picture.alt
    for box in _in_front(body.tag):
        for picture, text in zip(box.pictures, _captions(box), strict=True):
            printed = picture.printed if template.picture_tables else picture.caption or text
            if printed or template.picture_tables:  # one without a caption may be the site's
                found.setdefault(page.resolve(picture.src), printed)
    for box in _around(body.tag) if template.picture_tables and not found else ():
        for picture, text in zip(box.pictures, _captions(box), strict=True):
            if text and picture.src:
                found[page.resolve(picture.src)] = text
    for picture in marked_pictures(page):
        found.setdefault(page.resolve(picture.src), picture.printed)
    marked = [text for rule in template.captions for text in rule(page)]
    captions.update(marked)
    for src in [src for src, caption in found.items() if not caption][: len(marked)]:
        found[src] = marked.pop(0)
    pictures = tuple(credited(src, caption) for src, caption in found.items())
    return pictures, frozenset(captions)


def _in_turn(body: Body) -> list[BodyPicture]:
    """The pictures that a caption follows where nothing but the order says so: at least three
    pictures and lines without a stop take turns, in a story that tells more than they do.
    """
    captioned = [
        picture
        for picture, following in zip_longest(body.pictures, body.pictures[1:])
        if _may_be_caption(picture.below) and (following is None or following.at > picture.at)
    ]
    beside = {picture.at for picture in captioned}
    turns = [each for each in captioned if beside & {each.at - 1, each.at + 1}]
    shown = {each.below for each in turns}
    told = sum(len(text) for text in body.texts if text.endswith(_STOPS) and text not in shown)
    if len(turns) < _LEAST_TURNS or told <= _TOLD_MORE * sum(map(len, shown)):
        return []
    # above their pictures stand the captions of another kind of page
    first = turns[0].at
    above = first > 0 and _may_be_caption(body.texts[first - 1])
    return [] if above else turns


def _may_be_caption(text: str) -> bool:
    if not text or len(text) > _LONGEST_UNSTOPPED or text.endswith(_STOPS):
        return False
    return not _NO_CAPTION.match(text) and bool(read_byline((text,)).paragraphs)


def _in_front(tag: Tag | None, leave: Sequence[str] = _NO_PICTURE_BOX) -> list[Body]:
    """The boxes with pictures right in front of a tag that hold no more than captions."""
    boxes: list[Tag] = []
    for node in tag.previous_siblings if tag and tag.parent else ():
        if isinstance(node, Tag) and node.name != "br":
            if not (node.name == "img" or node.inside("img")) or node.inside(*leave):
                break
            boxes.append(node)
        elif isinstance(node, Text) and not node.isspace():
            break
    bodies = [read_body(box) for box in reversed(boxes)]
    texts = [text for found in bodies for text in found.texts]
    if any(len(text) > _LONGEST_CAPTION or find_date(text) for text in texts):
        return []
    return bodies


def _around(tag: Tag | None) -> list[Body]:
    """The boxes with pictures in front of the boxes that hold a body and nothing above it: a list
    of them, too, if it links nothing.
    """
    box = tag
    for _ in range(_DEEPEST):
        if box is None:
            break
        if found := _in_front(box, (*_NO_PICTURE_LIST, "a")):
            return found
        above = (node for node in box.previous_siblings if isinstance(node, Tag | Text))
        if any(tidy(node if isinstance(node, Text) else node.all_text()) for node in above):
            break
        box = box.parent
    return []


def _captions(table: Body) -> list[str]:
    """The caption of each picture of a table that holds nothing else."""
    texts, places = table.texts, [picture.at for picture in table.pictures]
    if not places or not texts:
        return [""] * len(places)
    if len(texts) == len(places):
        return list(texts)
    if len(set(places)) == 1:
        return [" ".join(texts), *[""] * (len(places) - 1)]
    above = places[-1] == len(texts)
    ends = [0, *places] if above else [0, *places[1:], len(texts)]
    return [" ".join(texts[start:end]) for start, end in pairwise(ends)]
