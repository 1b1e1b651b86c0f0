"""The CMS families that can be read, one declaration each.

In: nothing. Out: TEMPLATES, in the order they are tried: a newspaper's address decides alone, then
the first that knows a page reads it, and the generic reader, last, knows every page.
"""

from __future__ import annotations

from archive.templates.bulletin import BULLETIN
from archive.templates.founder_nbs import FOUNDER_NBS
from archive.templates.founder_new import FOUNDER_NEW
from archive.templates.founder_old import FOUNDER_OLD
from archive.templates.generic import GENERIC
from archive.templates.government import GOVERNMENT
from archive.templates.huaguang import HUAGUANG
from archive.templates.page import Page
from archive.templates.recognise import Fit, addressed, fits, recognised
from archive.templates.template import IssueRules, Template

TEMPLATES: tuple[Template, ...] = (
    BULLETIN,
    FOUNDER_NBS,
    HUAGUANG,
    FOUNDER_NEW,
    FOUNDER_OLD,
    GOVERNMENT,
    GENERIC,
)

__all__ = [
    "TEMPLATES",
    "Fit",
    "IssueRules",
    "Page",
    "Template",
    "addressed",
    "fits",
    "recognised",
]
