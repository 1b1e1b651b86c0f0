"""What is imported in tests: pages, rows and pictures made up as they are needed.

In: headlines, fields. Out: bytes, files, and the report of an import.
"""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from archive.importer import ImportReport, import_paths
from archive.models import Newspaper
from archive.store import Archive

PAPER = Newspaper(key="qingxi", name="青溪日报", region="青溪区")
TODAY = date(2024, 5, 20)
ISSUE = date(2019, 10, 8)
ROW = {
    "id": "q-1",
    "title": "青溪区修好三座桥",
    "date": "2019-10-08",
    "body": "桥修好了。\n今天通车。",
}


def imported(archive: Archive, *paths: Path, **options: Any) -> ImportReport:
    return import_paths(archive, paths, newspaper=PAPER, today=TODAY, **options)


def page(headline: str, *, published: str = "2019-10-08") -> bytes:
    """A government page: its meta tags and a few paragraphs."""
    meta = f'<meta name="PubDate" content="{published}">' if published else ""
    return f"""<html><head><meta charset="utf-8"><title>{headline}</title>{meta}
        <meta name="ArticleTitle" content="{headline}"></head><body><h1>{headline}</h1>
        <div id="UCAP-CONTENT"><p>{headline}，沿河三个村的居民出门不再绕路。</p>
        <p>施工队在汛期以前完成了桥面铺装，两岸的路灯也已经装好。</p></div></body></html>""".encode()


def founder_page(headline: str, picture: str = "") -> bytes:
    """A story page of the digital newspaper, perhaps with a picture."""
    image = f'<table id="newspic"><tr><td><img src="{picture}"></td></tr></table>'
    return f"""<html><body><table><tr><td class="font01">{headline}</td></tr></table>
        {image if picture else ""}<div id="ozoom"><founder-content>
        <p>{headline}，沿河三个村的居民出门不再绕路。</p><p>两岸的路灯也已经装好。</p>
        </founder-content></div></body></html>""".encode()


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def many(count: int) -> list[dict[str, str]]:
    return [ROW | {"id": f"q-{n}", "title": f"第{n}座桥通车"} for n in range(count)]


def png() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(packed, "PNG")
    return packed.getvalue()


def headlines(archive: Archive) -> list[str]:
    return [article.headline for article in archive.articles()]


def junk() -> bytes:
    return bytes(n * 167 % 256 for n in range(5000))


def row(**fields: Any) -> bytes:
    return json.dumps(ROW | fields, ensure_ascii=False).encode()
