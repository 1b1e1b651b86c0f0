"""A date among the words of a question: what is meant is mostly the stories of that time.

In: a request. Out: the same question held to the date, for the search page to offer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer import SearchRequest, parse_days

_PLAIN = re.compile(r"(?!(?:AND|OR|NOT)$)[\w./年月日号-]+")
_YEARS = range(1900, 2101)


def held_to_its_date(asked: SearchRequest) -> SearchRequest | None:
    """`王毅 2016年3月` as `王毅` published in that month.

    None where no word or more than one is a date, where the question has more in it than words, or
    is held to dates already.
    """
    words = asked.text.split()
    if asked.since or asked.until or not all(map(_PLAIN.fullmatch, words)):
        return None
    spans = [(place, days) for place, word in enumerate(words) if (days := parse_days(word))]
    if len(spans) != 1:
        return None
    ((place, (since, until)),) = spans
    if since is None or since.year not in _YEARS:
        return None
    rest = " ".join((*words[:place], *words[place + 1 :]))
    return replace(asked, text=rest, since=since, until=until, p=1)
