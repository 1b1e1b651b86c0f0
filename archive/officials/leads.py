"""What runs into a post of state from the words before it: 致|韩国总统, 经|中央军委主席.

In: a post as cut out of its sentence. Out: where the post itself begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.officials.abroad import first_country, is_from_abroad
from archive.patterns import either

_HEADS = either("总统 总理 首相 国王 女王 天皇 王储 国家主席 议长 外长 防长 财长 国务卿 大臣")
_MINISTERS = rf"(?:{either('外交 国防 财政 内政')})部长"
_BODIES = "(?<!协会)(?<!商会)(?<!学会)(?<!友协)(?:主席|秘书长|总干事|总裁|总书记)"
_STATE_POST = re.compile(rf"(?!党)[^、，驻]{{0,12}}?(?:{_HEADS}|{_MINISTERS}|{_BODIES})$")
# 经|俄总统
_SHORT = re.compile("(?<=[经对致向同由])[俄叙美英法德日韩](?=副?(?:总统|总理|首相|外长|防长)$)")
# 驻|美国大使, 北|马其顿总统, 第75届|联合国大会主席
_PART_OF_THE_POST = re.compile("(?:驻|北|联邦|[英法]属|[届次])$")
_OF_CHINA = re.compile(
    r"(?:中国)?国家主席$|中共中央|中国共产党中央|中央军委(?:副?主席)$|中国外交部"
    "|国务院(?:副?总理)$|全国人大常委会委员长$|全国政协主席$"
)
# 越|国家主席, 原|中共中央委员, 十三届|全国政协主席
_GOES_WITH = re.compile("(?:[届任次原前新国]|^[越老朝古缅俄叙])$")


@lru_cache(maxsize=4096)
def lead_of(title: str) -> int:
    """How many letters stand in front of the post of state that a title holds; 0 where none do."""
    if is_from_abroad(title):
        return 0
    abroad = first_country(title)
    if abroad and _STATE_POST.match(title, abroad[1]):
        begin = abroad[0]
        return 0 if _PART_OF_THE_POST.search(title[:begin]) else begin
    home = _OF_CHINA.search(title) or _SHORT.search(title)
    if home is None or not home.start() or _GOES_WITH.search(title[: home.start()]):
        return 0
    return home.start()
