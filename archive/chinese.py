"""What Click itself says of a command line, said in Chinese like all that the commands say.

In: the catalog `translations/zh/LC_MESSAGES/click.po`, compiled beside it. Out: gettext's answers
in this process.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

CATALOGS = Path(__file__).parent / "translations"
DOMAIN = "click"


def speak_chinese() -> None:
    """Let usage, help and mistakes on the command line be told in Chinese, whatever the locale."""
    os.environ["LANGUAGE"] = "zh"  # Click asks gettext, and gettext the environment
    gettext.bindtextdomain(DOMAIN, str(CATALOGS))
    gettext.textdomain(DOMAIN)
