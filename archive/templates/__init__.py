"""The CMS families that can be read, one declaration each.

In: nothing. Out: TEMPLATES, in the order they are tried: the first that knows a page reads it, and
the generic reader, last, knows every page.
"""

from __future__ import annotations

from archive.templates.bulletin import BULLETIN
from archive.templates.founder_old import FOUNDER_OLD
from archive.templates.generic import GENERIC
from archive.templates.government import GOVERNMENT
from archive.templates.page import Page
from archive.templates.template import IssueRules, Template

TEMPLATES: tuple[Template, ...] = (BULLETIN, FOUNDER_OLD, GOVERNMENT, GENERIC)

__all__ = ["TEMPLATES", "IssueRules", "Page", "Template"]
