"""The body of a newspaper's story page, wherever its family puts it.

In: a page of any newspaper family. Out: its body, or None for a page that has none.
"""

from __future__ import annotations

from archive.templates.body import Body, heaviest
from archive.templates.dense import dense_body
from archive.templates.founder import marked_body, scripted_body
from archive.templates.page import Page

PICTURE_TABLES = ("#newspic", "table.pci_c", ".attachment")
_SHORTEST = 20  # Chinese characters; fewer may be 正在加载
_BOXES = (
    "founder-content",
    "#ozoom",
    "#zoom",
    "#articleContent",
    "#contenttext",
    "#oldcontenttext",
    ".article-content",
    ".font6",
    ".xilan_content_tt",
    ".newsdetatext",
)


def _boxed_body(page: Page) -> Body | None:
    """The first of the usual boxes with text in it: the fullest, where a page has several."""
    short: Body | None = None
    for selector in _BOXES:
        body = heaviest(page.find(selector))
        if body and body.weight >= _SHORTEST:
            return body
        short = short or body
    return short


def newspaper_body(page: Page) -> Body | None:
    """A body rule: between the `npm` marks, in one of the usual boxes, or written by a script.

    A page without any such box is read as a page of no known family is.
    """
    body = marked_body(page) or _boxed_body(page)
    if body and body.weight >= _SHORTEST:
        return body
    written = scripted_body(page)
    if written and (not body or written.weight > body.weight):
        return written
    if body or any(page.find(selector) for selector in _BOXES):
        return body
    return dense_body(page)
