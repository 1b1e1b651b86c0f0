"""The language of the pages: Chinese as it is written in the code, English from the catalogue.

In: Chinese text. Out: the same, or its English where the reader has chosen that.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_translations  # type: ignore[import-untyped]
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]
from markupsafe import Markup

from web.preferences import preferences

__all__ = ["CATALOGUES", "LazyString", "date_text", "gettext", "in_english", "lazy_gettext"]

CATALOGUES = Path(__file__).parent / "translations"
FOR_PROGRAMS = ("api", "feeds", "sitemap")
"""Pages whose readers have no language to choose."""


def register(app: Flask) -> None:
    """Makes the pages of `app` speak what their readers chose."""
    Babel(
        app,
        default_locale="zh",
        default_translation_directories=str(CATALOGUES),
        locale_selector=_language,
    )
    # those of Flask-Babel look for the catalogue at each text: a tenth of a page's time
    app.jinja_env.globals.update(gettext=_marked_up, _=_marked_up)


def _language() -> str:
    if not has_request_context() or request.blueprint in FOR_PROGRAMS:
        return "zh"
    return preferences().language


def _catalogue() -> Any:
    """The catalogue of the present reader, looked for once a request."""
    if not g:  # nobody is asking
        return get_translations()
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def gettext(text: str, **values: object) -> str:
    """A text in the present reader's language, with `%(name)s` filled in."""
    said: str = _catalogue().ugettext(text)
    return said % values if values else said


def lazy_gettext(text: str) -> LazyString:
    """A text that is put into the reader's language when it is shown."""
    return LazyString(gettext, text)


def _marked_up(text: str, **values: object) -> Markup:
    """`gettext` for templates, with the values escaped."""
    # always formatted, as Jinja's own does: a text is written with %% for %
    return Markup(_catalogue().ugettext(text)) % values


def in_english() -> bool:
    """Whether the present reader has chosen English."""
    return _language() == "en"


def date_text(day: date, pattern: LazyString) -> str:
    """A day by a (translated) pattern of Unicode TR 35, `y年M月d日` or its English."""
    return _date_text(day, str(pattern), "en" if in_english() else "zh")


@lru_cache(10_000)
def _date_text(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)
