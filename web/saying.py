"""What the engine says of a question, in the language of the reader.

In: one of its Chinese sentences. Out: the same sentence in English where the reader has chosen that
and it is known here, with the words that it quotes left as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from markupsafe import Markup

from indexer import FACETS
from web.language import gettext, in_english

_SPANS = (
    "在%(since)s至%(until)s之间。",
    "在%(since)s至最近之间。",
    "在最早至%(until)s之间。",
)
SENTENCES = (
    # what was odd in a question
    "检索词过长，只用了前 %(count)s 个字。",
    "没有可检索的词，显示全部报道。",
    "“或”的一边是空的，已忽略。",
    "AND 的一边是空的，已忽略。",
    "“非”后面没有检索词，已忽略。",
    "括号最多 %(count)s 层，更里面的已忽略。",
    "括号没有成对，已按写到末尾处理。",
    "没有“%(word)s”这个检索项，按普通词检索。",
    "“%(word)s”后面没有内容，按普通词检索。",
    "引号没有成对，已按引到末尾处理。",
    "邻近距离最多 %(count)s 个词。",
    "日期写法不对，按普通词检索；例：日期:2019-10-08。",
    "检索词太多，只用了前 %(count)s 个。",
    "多余的右括号已忽略。",
    "也检索了：%(words)s。",
    "检索用时太长，已中途停下：结果不完整，请用更具体的词。",
    # why a story was found
    "检索用时太长，说不准它为何命中。",
    "符合检索的全部条件。",
    "只符合一部分：没有%(words)s。",
    "只符合一部分。",
    "“%(word)s”：标题 %(headline)s 次，正文或署名 %(body)s 次（共 %(count)s 篇有这个词）。",
    "“%(word)s”：标题 %(headline)s 次（共 %(count)s 篇有这个词）。",
    "“%(word)s”：正文或署名 %(body)s 次（共 %(count)s 篇有这个词）。",
    "“%(word)s”：作为一个词没有出现（共 %(count)s 篇有这个词）。",
    "正文开头就有：%(words)s。",
    "符合筛选“%(label)s”：%(values)s。",
    "不符合筛选“%(label)s”：%(values)s。",
    *(f"{what}{no}{span}" for what, no, span in product(("刊期", "事发"), ("", "不"), _SPANS)),
    "结果按刊期从旧到新排列。",
    "结果按刊期从新到旧排列。",
    "少见的词分量重，标题里的词算三倍，连在一起、靠前的字再加分；同分的新的在前。",
    "越旧的报道减分越多，最多减去一半：旧一年约减四分之一。",
)
"""What the engine may say, with slots for what it says it of; to be translated as a whole."""
_LABELS = frozenset(facet.label for facet in FACETS)
_CHINESE = Markup('<span lang="zh-CN">%s</span>')


def told(sentence: str) -> str:
    """A sentence of the engine for the present reader; what is not known stays Chinese."""
    if not in_english():
        return sentence
    for known, form in _forms():
        if found := form.fullmatch(sentence):
            quoted = {name: _quoted(value) for name, value in found.groupdict().items()}
            return Markup(gettext(known)) % quoted
    return _CHINESE % sentence


def _quoted(value: str) -> str:
    return gettext(value) if value in _LABELS else _CHINESE % value


@lru_cache(1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def form(sentence: str) -> re.Pattern[str]:
        parts = re.split(r"%\(([a-z]+)\)s", sentence)
        slots = (f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        return re.compile("".join(slots), re.DOTALL)

    return tuple((sentence, form(sentence)) for sentence in SENTENCES)
