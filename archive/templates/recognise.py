"""Which family a page belongs to, and why.

In: a page. Out: the template that reads it, or what each template recognises in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.templates.page import Page
from archive.templates.template import Template


@dataclass(frozen=True, slots=True)
class Fit:
    """A template's reasons to know a page, in Chinese; `address` if its address is one of them."""

    template: Template
    reasons: tuple[str, ...] = ()
    address: bool = False


def addressed(templates: Sequence[Template], address: str) -> Template | None:
    """The template whose address this is; None if it says nothing."""
    return next((template for template in templates if _address(template, address)), None)


def recognised(templates: Sequence[Template], page: Page) -> Template:
    """The template that reads a page: a newspaper's by its address, else the first that knows it.

    The last template must know every page.
    """
    papers = [template for template in templates if template.issue]
    found = addressed(papers, page.source) if page.is_html else None
    return found or next(template for template in templates if _knows(template, page))


def fits(templates: Sequence[Template], page: Page) -> tuple[Fit, ...]:
    """What each template recognises in a page: the one that reads it first, then in their order."""
    chosen = recognised(templates, page)
    found = [_fit(template, page) for template in templates]
    return tuple(sorted(found, key=lambda fit: fit.template is not chosen))


def _fit(template: Template, page: Page) -> Fit:
    reasons: list[str] = []
    pattern = _address(template, page.source) if page.is_html else ""
    if pattern:
        reasons.append(f"地址“{page.source}”符合 {pattern}")
    for marker in template.markers if page.is_html else ():
        if found := re.search(marker, page.lower):
            reasons.append(f"源码里有“{' '.join(found[0].split())[:80]}”")
    if template.recognise and template.recognise(page):
        reasons.append(template.reason)
    return Fit(template, tuple(reasons), bool(pattern))


def _address(template: Template, address: str) -> str:
    """The address pattern that an address matches, or ``."""
    found = (p for p in template.addresses if re.search(p, address, re.IGNORECASE))
    return next(found, "")


def _knows(template: Template, page: Page) -> bool:
    if page.is_html:
        if _address(template, page.source):
            return True
        if any(re.search(marker, page.lower) for marker in template.markers):
            return True
    return bool(template.recognise and template.recognise(page))
