"""The same byline wherever papers print it: in a lead, above, below and behind a story.

Every form stands in every place; the names, offices and outlets are invented.
"""

from collections.abc import Callable

import pytest

from archive.byline import read_byline
from tests.archive.byline_notation import credits

LEAD = "近日，海云区组织开展秋季植树活动，三百多名干部群众参加，共栽下苗木两千余株。"
BODY = "活动现场，大家分工协作，挖坑、扶苗、培土、浇水，一派热火朝天的景象。"
CLOSING = "下一步，当地将继续加大绿化力度，为群众营造更好的生活环境。"

PLACES: dict[str, Callable[[str], list[str]]] = {
    "dateline": lambda byline: [f"本报讯（{byline}）{LEAD}", BODY, CLOSING],
    "local dateline": lambda byline: [f"海云融媒讯 （{byline}）{LEAD}", BODY, CLOSING],
    "above": lambda byline: [byline, LEAD, BODY, CLOSING],
    "above in brackets": lambda byline: [f"（{byline}）", LEAD, BODY, CLOSING],
    "above, behind a square": lambda byline: [f"□{byline}", LEAD, BODY, CLOSING],
    "below": lambda byline: [LEAD, BODY, CLOSING, byline],
    "below in brackets": lambda byline: [LEAD, BODY, CLOSING, f"（{byline}）"],
    "behind in brackets": lambda byline: [LEAD, BODY, f"{CLOSING}（{byline}）"],
    "behind": lambda byline: [LEAD, BODY, f"{CLOSING} {byline}"],
    "above the editor": lambda byline: [LEAD, BODY, CLOSING, byline, "责任编辑：江小禾"],
}
# Those where nothing but names may stand must have longer names: 张云 behind a sentence is a word
FORMS = [
    ("记者 童小舟 柳青云", "童小舟 R, 柳青云 R"),
    ("石桥晚报记者童小舟、柳青云 通讯员郑明", "童小舟 R, 柳青云 R, 郑明 C"),
    ("通讯员 郑明 见习记者 童小舟", "郑明 C, 童小舟 R"),
    ("本报记者 童小舟 通讯员 石桥区检察院 郑明", "童小舟 R, 郑明 C"),
    ("石桥区税务局通讯员 郑明", "郑明 C"),
    ("石桥日报/石桥新闻网记者 童小舟", "童小舟 R"),
    ("石桥融媒体中心/云溪在线记者 童小舟", "童小舟 R"),
    ("石桥日报 石桥网记者 童小舟", "童小舟 R"),
    ("《云溪周刊》记者 童小舟", "童小舟 R"),
    ("石桥晚报·石桥客户端记者 童小舟", "童小舟 R"),
    ("石桥日报记者 童小舟 云溪晚报记者 柳青云", "童小舟 R, 柳青云 R"),
    ("文/本报记者 童小舟 图/见习记者 柳青云", "童小舟 R, 柳青云 P"),
    ("童小舟/文 柳青云/图", "童小舟 R, 柳青云 P"),
    ("图文/石桥区城管局 童小舟", "童小舟 R, 童小舟 P"),
    ("石桥街道办事处 童小舟 文/图", "童小舟 R, 童小舟 P"),
    ("云溪镇 童小舟 摄", "童小舟 P"),
    ("作者：石桥区第一中学 童小舟", "童小舟 R"),
    ("供稿：石桥区妇联 郑明", "郑明 C"),
    ("撰稿：童小舟  摄影：柳青云  审核：郑明", "童小舟 R, 柳青云 P, 郑明 E"),
    ("采写：本报记者 童小舟 柳青云 摄影：本报记者 郑明", "童小舟 R, 柳青云 R, 郑明 P"),
    ("来源：云溪新闻/童小舟", "云溪新闻 S, 童小舟 R"),
    ("来源：云溪晚报 童小舟 柳青云", "云溪晚报 S, 童小舟 R, 柳青云 R"),
    ("石桥区教育局 童小舟", "童小舟 R"),
    ("石桥区教育局童小舟", "童小舟 R"),
    ("石桥区水利局 财务科 童小舟", "童小舟 R"),
    ("石桥区教育局 童小舟 云溪中学 柳青云", "童小舟 R, 柳青云 R"),
    ("云溪镇 童小舟", "童小舟 R"),
    ("石桥晚报 童小舟", "童小舟 R"),
    ("石桥融媒 童小舟 柳青云", "童小舟 R, 柳青云 R"),
    ("石桥发布/童小舟", "童小舟 R"),
    ("童小舟/石桥晚报", "童小舟 R"),
    ("童小舟石桥晚报", "童小舟 R"),
    ("童小舟", "童小舟 R"),
    ("童小舟 柳青云", "童小舟 R, 柳青云 R"),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("byline", "expected"), FORMS)
def test_a_byline_is_read_wherever_it_stands(place: str, byline: str, expected: str) -> None:
    found = {
        credit
        for credit in read_byline(PLACES[place](byline)).credits
        if credit.name not in ("江小禾", "海云融媒", "石桥晚报")
    }
    assert found == set(credits(expected))


# What stands in the same places and names no author.
NOBODY = [
    "石桥区教育局",
    "云溪镇月河村",
    "石桥区委 区政府",
    "石桥区水利局 党建办",
    "石景山区人民医院",
    "高新技术开发区管委会",
    "景德镇电视台",
    "石桥区教育局局长 童小舟",
    "石桥镇 云溪镇",
    "石桥区教育局供图",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NOBODY)
def test_an_office_alone_is_nobody(place: str, text: str) -> None:
    found = read_byline(PLACES[place](text)).credits
    assert {credit.name for credit in found if credit.role != "source"} <= {"江小禾"}
