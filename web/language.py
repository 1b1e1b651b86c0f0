"""The language of the pages: Chinese as it is written in the code, English from the catalogue.

In: Chinese text. Out: the same, or its English where the reader has chosen that.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from babel.dates import format_date
from flask import Flask, request
from flask_babel import Babel, get_locale, lazy_gettext  # type: ignore[import-untyped]
from flask_babel import gettext as _gettext
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]

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
        locale_selector=_chosen,
    )


def _chosen() -> str:
    return "zh" if request.blueprint in FOR_PROGRAMS else preferences().language


def gettext(text: str, **values: object) -> str:
    """A text in the present reader's language, with `%(name)s` filled in."""
    said: str = _gettext(text, **values)
    return said


def in_english() -> bool:
    """Whether the present reader has chosen English."""
    return str(get_locale() or "zh") == "en"


def date_text(day: date, pattern: LazyString) -> str:
    """A day by a (translated) pattern of Unicode TR 35, `y年M月d日` or its English."""
    return format_date(day, str(pattern), locale="en" if in_english() else "zh")
