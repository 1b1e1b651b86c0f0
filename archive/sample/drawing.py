"""Pictures of the sample, drawn from shapes. In: a seed or a page's hot zones. Out: image bytes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw

Zone = tuple[int, int, int, int]
"""A story's box on the page picture: left, top, right, bottom in pixels."""

PAGE_SIZE = (300, 420)
_PAPER, _INK, _RULE = (250, 248, 242), (60, 58, 54), (196, 190, 178)


def draw_photograph(seed: str) -> bytes:
    """A small landscape of sky, hills, a few towers and water, as PNG; same seed, same bytes."""
    random = Random(seed)
    width, height = 320, 200
    picture = Image.new("RGB", (width, height), _shade(random, (190, 212, 232)))
    pen = ImageDraw.Draw(picture)
    at = random.randrange(30, width - 60)
    pen.ellipse((at, 18, at + 28, 46), fill=(246, 226, 170))
    horizon = random.randrange(110, 140)
    for left in range(-40, width, 80):
        peak = horizon - random.randrange(20, 60)
        hill = [(left, horizon), (left + 60, peak), (left + 130, horizon)]
        pen.polygon(hill, fill=_shade(random, (122, 150, 120)))
    for _ in range(random.randrange(3, 8)):
        left, tall = random.randrange(10, width - 40), random.randrange(24, 70)
        box = (left, horizon - tall, left + random.randrange(14, 30), horizon)
        pen.rectangle(box, fill=_shade(random, (150, 132, 120)))
    pen.rectangle((0, horizon, width, height), fill=_shade(random, (96, 136, 160)))
    for top in range(horizon + 8, height, 12):
        left = random.randrange(0, width // 2)
        pen.line((left, top, left + random.randrange(40, 140), top), fill=(170, 200, 214))
    return _saved(picture, "PNG")


def draw_page(zones: Sequence[Zone]) -> bytes:
    """A page with a box of text lines where each story stands, as JPEG."""
    picture = Image.new("RGB", PAGE_SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((12, 12, 130, 34), fill=(168, 44, 36))
    pen.line((12, 40, PAGE_SIZE[0] - 12, 40), fill=_INK, width=2)
    for left, top, right, bottom in zones:
        pen.rectangle((left, top, right, bottom), outline=_RULE)
        pen.rectangle((left + 8, top + 7, left + (right - left) * 2 // 3, top + 15), fill=_INK)
        for line in range(top + 22, bottom - 5, 6):
            pen.line((left + 8, line, right - 8, line), fill=_RULE, width=2)
    return _saved(picture, "JPEG")


def page_zones(stories: int) -> tuple[Zone, ...]:
    """The boxes of that many stories stacked below the masthead, the first the tallest."""
    width, height = PAGE_SIZE
    step = (height - 60) // (stories + 1)
    tops = [48, *(48 + step * (at + 1) for at in range(1, stories)), 48 + step * (stories + 1)]
    return tuple((12, top, width - 12, below - 6) for top, below in pairwise(tops))


def page_pdf(picture: bytes) -> bytes:
    """A one-page PDF 1.4 that shows a JPEG of PAGE_SIZE."""
    width, height = PAGE_SIZE
    show = b"q %d 0 0 %d 0 0 cm /P Do Q" % PAGE_SIZE
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R"
        b"/Resources<</XObject<</P 5 0 R>>>>>>" % PAGE_SIZE,
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
        % (width, height, len(picture), picture),
    ]
    document, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj%s\nendobj\n" % (number, part)
    start, count = len(document), len(parts) + 1
    document += b"xref\n0 %d\n0000000000 65535 f \n" % count
    document += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return document + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def _shade(random: Random, colour: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = (min(255, max(0, part + random.randrange(-24, 25))) for part in colour)
    return red, green, blue


def _saved(picture: Image.Image, form: str) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, quality=60, optimize=True)
    return stream.getvalue()
