"""The pictures of a story, each with its caption and credit.

In: a page, its template and its body. Out: pictures, and the lines that are captions, not body.
"""

from __future__ import annotations

from itertools import pairwise

from archive.dates import find_date
from archive.models import Picture
from archive.templates.body import Body, credited, heaviest, read_body
from archive.templates.founder import marked_pictures
from archive.templates.page import Page
from archive.templates.template import Template
from archive.templates.tree import Tag, Text

_LONGEST_CAPTION = 160
_NO_PICTURE_BOX = ("h1", "h2", "h3", "h4", "form", "map", "ul")


def story_pictures(
    page: Page, template: Template, body: Body
) -> tuple[tuple[Picture, ...], frozenset[str]]:
    """The pictures of a story in printed order, and the lines that are captions and not body."""
    found = {page.resolve(picture.src): picture.printed for picture in body.pictures}
    captions = {picture.below for picture in body.pictures if picture.below == picture.printed}
    for table in dict.fromkeys(tag for name in template.picture_tables for tag in page.find(name)):
        inside = heaviest((table,))
        if inside is None:
            continue
        captions.update(inside.texts)
        for picture, text in zip(inside.pictures, _captions(inside), strict=True):
            src = page.resolve(picture.src)
            found[src] = picture.caption or text or found.get(src) or picture.alt
    for box in _in_front(body):
        for picture, text in zip(box.pictures, _captions(box), strict=True):
            printed = picture.printed if template.picture_tables else picture.caption or text
            if printed or template.picture_tables:  # one without a caption may be the site's
                found.setdefault(page.resolve(picture.src), printed)
    for picture in marked_pictures(page):
        found.setdefault(page.resolve(picture.src), picture.printed)
    marked = [text for rule in template.captions for text in rule(page)]
    captions.update(marked)
    for src in [src for src, caption in found.items() if not caption][: len(marked)]:
        found[src] = marked.pop(0)
    pictures = tuple(credited(src, caption) for src, caption in found.items())
    return pictures, frozenset(captions)


def _in_front(body: Body) -> list[Body]:
    """The boxes with pictures right in front of a body that hold no more than captions."""
    boxes: list[Tag] = []
    before = body.tag.previous_siblings if body.tag and body.tag.parent else ()
    for node in before:
        if isinstance(node, Tag) and node.name != "br":
            if not (node.name == "img" or node.inside("img")) or node.inside(*_NO_PICTURE_BOX):
                break
            boxes.append(node)
        elif isinstance(node, Text) and not node.isspace():
            break
    bodies = [read_body(box) for box in reversed(boxes)]
    texts = [text for found in bodies for text in found.texts]
    if any(len(text) > _LONGEST_CAPTION or find_date(text) for text in texts):
        return []
    return bodies


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
