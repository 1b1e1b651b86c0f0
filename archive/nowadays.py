"""今天 that means nowadays, 明天 that means the future: words for days that are none.

In: a text and where such a word stands in it. Out: whether it names no day.
"""

from __future__ import annotations

import re

from archive.letters import HAN

# 在…转型的今天, 拥抱今天, 奔向明天; 两年前的今天 is a day
_BEFORE = re.compile(
    r"(?:时至|直至|直到|如|走过|回望|回首|立足|拥抱|珍惜|把握|展望|奔向|迈向|面向|走向|憧憬|创造|无愧于?"
    r"|[才就]有|换来|美好的?|幸福的?|光明的?|灿烂的?|[昨今]天[、和与]"
    rf"|(?:日[益渐]|越来越|高度|飞速|快速|蓬勃|不断|加速|深入|全面)[{HAN}]{{2,8}}的)$"
)
_LONGEST_BEFORE = 14
# 今天的中国, 今天的云山，高楼林立; 今天的会议 and 今天，我们集会 are said of a day
_FROM = re.compile(
    r"今[天日](?:的(?:中国|我国|我们|世界|中华|年轻人|青年|孩子们|幸福|好日子|美好|成[就绩]|生活|繁荣"
    rf"|[{HAN}]{{2,6}}?[，,]?(?:高楼|[处到随]处|早已|已[经是不成]|正[在以成迎]|依[然旧]|满[眼目]|家家|不再|焕然))"
    r"|之中国|[，,]?(?:我们|人们|我国|中国|世界|人类)?(?:比(?:任何|历史)|[正更]?加?需要)"
    r"|[，,](?:我们|人们)(?:已经?(?!在|于)|正[处站面]|仍[然处]|依[然旧]|拥有|站在新|面[临对]|之所以|为什么"
    r"|应?该?如何|更[加应要有]|完全))"
)


def is_of_our_times(text: str, place: int) -> bool:
    """Whether the 今天, 昨天 or 明天 at a place means these days, the past, the future."""
    before = _BEFORE.search(text, max(0, place - _LONGEST_BEFORE), place)
    return bool(before or _FROM.match(text, place))
