"""Invented stories for live newspapers, as many as are wanted.

In: a day, a family and a source of chance. Out: a draft issue, as the sample's printers take it;
every story holds a number (`编号00042`) that no other story of its newspaper has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from archive.sample.notation import DraftIssue, read_issues

PLACES = ("柳溪镇", "石桥镇", "云塘街道", "南浦街道", "白露镇", "松坪乡", "望江街道", "沙洲镇")
WORKS = ("老旧小区改造", "灌渠清淤", "公交站台更新", "粮仓扩建", "河堤加固", "路灯改装", "校舍修缮")
OFFICIALS = ("副区长|方景行", "区委常委|宋若衡", "区水务局局长|鲁知远", "区教育局局长|温以南")
REPORTERS = ("高远", "林小满", "徐子衿", "何斯宁", "马国良", "丁雨薇")
SECTIONS = ("要闻", "民生", "乡镇", "文化")
_STORIES = (
    (
        "{place}{work}提前完工",
        "@ inline 记者 {reporter}",
        "{day}，{place}{work}通过验收，[{official}]到现场查看。这是今年编号{serial}的民生实事。",
        "工程历时{many}天，投入资金{money}万元，{homes}户居民从中受益。施工队错开早晚高峰作业，没有断过一次水电。",
        "[{shared}]要求，验收不是终点，谁修的谁管三年，热线接到的每一个电话都要有回音。",
    ),
    (
        "{homes}户人家等来了{work}",
        "@ author 记者 {reporter}",
        "{day}，{place}的施工围挡拆了。编号{serial}的工单从登记到销号，一共用了{many}天。",
        "“以前雨天出门要带两双鞋。”住在巷口的老人说，如今从家门口到菜场，鞋面都是干的。",
        "街坊们把剩下的{money}块地砖码在树下，说留着给后来的人补路。",
    ),
    (
        "{place}清早的{work}工地",
        "@ tail 记者 {reporter} 图 {reporter}",
        "图 工人在{place}铺设管道。|{reporter} 摄",
        "本报讯 {day}清早，{place}{work}工地上，{many}名工人正在铺设最后一段管道。",
        "项目登记编号{serial}，总投资{money}万元，计划下月交付，届时{homes}户居民将用上新设施。",
        "工地对面的早点铺把开门时间提前了半个钟头，只为让上工的人吃上热的。",
    ),
    (
        "{place}召开{work}推进会",
        "@ inline 记者 {reporter}",
        "{day}上午，{place}召开{work}推进会，[{official}]主持会议并讲话。",
        "会议通报了编号{serial}等{many}件群众来信的办理情况，其中{homes}户提出的意见已经全部答复。",
        "[{shared}]强调，会议要短，办事要快，{money}万元专项资金月底前拨付到位，不得挪作他用。",
    ),
)


def written_issue(
    family: str, published: date, random: Random, serials: Iterator[int], *, sizes: Sizes
) -> DraftIssue:
    """An issue of some pages, each with some stories; now and then with an advertisement."""
    encoding = " gbk" if family == "founder" and random.random() < 0.3 else ""
    lines = [f"=== {family} {published}{encoding}"]
    for page in range(1, 1 if family == "government" else random.randint(*sizes[0]) + 1):
        lettered = family in ("founder", "newer")
        number = f"A{page:02}" if lettered else f"{page:02}"
        lines.append(f"--- {number} {SECTIONS[(page - 1) % len(SECTIONS)]}")
        for _ in range(random.randint(*sizes[1])):
            lines += _story(published, random, next(serials))
        if random.random() < 0.2:
            lines += ["! 广告", "新到秋梨，自家果园，送货上门。"]
    if family == "government":
        lines.append("--- 政务要闻")
        for _ in range(random.randint(*sizes[1])):
            story = _story(published, random, next(serials))
            lines += ["@ meta 来源 区人民政府办公室" if x.startswith("@") else x for x in story]
    return read_issues("\n".join(lines))[0]


Sizes = tuple[tuple[int, int], tuple[int, int]]
"""The least and the most pages of an issue, and stories of a page."""


def _story(published: date, random: Random, serial: int) -> list[str]:
    headline, *rest = random.choice(_STORIES)
    held = published - timedelta(days=random.randint(1, 3))
    official = random.choice(OFFICIALS)
    slots = {
        "place": random.choice(PLACES),
        "work": random.choice(WORKS),
        "reporter": random.choice(REPORTERS),
        "official": official,
        "shared": f"^{official}",
        "day": f"{held.month}月{held.day}日",
        "serial": f"{serial:05}",
        "many": random.randint(21, 99),
        "money": random.randint(120, 980),
        "homes": random.randint(1100, 9900),
    }
    byline, *others = (line.format(**slots) for line in rest)
    return [f"# {headline.format(**slots)}", byline, f"~ {held}", *others]
