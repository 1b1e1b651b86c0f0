"""Invented articles from a seed.

In: a seed and how many. Out: short stories full of what is hard to search: mixed scripts,
traditional characters, full-width forms, shared names, dates of every precision.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from archive.models import Article, Credit, EventDate, Kind, Mention, Picture, Post, Role

NEWSPAPERS = {"lanwan": "岚湾日报", "yanhu": "砚湖晚报", "wanghe": "望鹤县公报"}
PLACES = ("岚湾市", "砚湖区", "望鹤县", "青榆镇", "松果社区")
NAMES = (
    "林知远", "苏望", "欧阳木禾", "阿依古丽·买买提", "陳曉嵐", "石一诺", "贺明", "Ann Lee",
    "贺明轩",
)  # fmt: skip
TITLES = ("市委书记", "区长", "县委副书记", "党组成员", "董事长", "主任")
OFFICES = ("岚湾市委", "砚湖区人民政府", "望鹤县委", "岚湾钢铁集团", "发展和改革委员会", "")
SECTIONS = ("", "要闻", "民生", "深度(上)", "Tech 5G")
PAGES = ("1", "2", "A01", "B3", None)
TOPICS = (
    "优化营商环境", "營商環境試點", "营商环境", "乡村振兴", "中华人民共和国", "数字政府",
    "城市更新", "M0试点", "COVID-19疫苗", "5G基站", "Ｗｉ－Ｆｉ覆盖", "第5次普查", "GB/T 2260",
    "二○一九年度", "防汛抗旱", "人民", "共和国", "的", "人民代表大会", "不忘初心", "臺灣海峽",
    "〇五号线",
)  # fmt: skip
VERBS = ("推动", "推動", "部署", "优化", "调研", "发展", "加强", "研究")
LINKS = (
    "，", "。", "、", "；", ",", " ", "　", "", "：", "——", "…", "·", "●", "（", "）", "“", "”",
    '"', "*",
)  # fmt: skip
ODD = (
    "占地30㎡", "12.5%", "2019-10-08", "１２３号", "𠮷田先生", "人々", "a_b",
    "http://lan.example/1", "and OR not", "㈠", "ﬁne", "İz", "ß", "Ⅳ级", "10:30", "C++", "!!",
    "标题:要闻", "☂", "é",
)  # fmt: skip
FIRST_DAY = date(2019, 8, 28)


def write_articles(seed: int, count: int, first: int = 1) -> list[Article]:
    """`count` articles numbered from `first`; the same for the same seed."""
    random = Random(seed)
    return [write_article(random, number) for number in range(first, first + count)]


def write_article(random: Random, number: int) -> Article:
    """One invented article; every field is sometimes empty that may be."""
    newspaper = random.choice(list(NEWSPAPERS))
    published = FIRST_DAY + timedelta(days=int(random.triangular(0, 420, 40)))
    page = random.choice(PAGES)
    people = random.sample(NAMES, random.choice((0, 0, 1, 1, 2, 3)))
    return Article(
        id=number,
        address=f"/{newspaper}/{published}/{page or 0}/{number}",
        capture=number,
        newspaper=newspaper,
        published=published,
        page=page,
        page_name=random.choice(("", "要闻版")),
        position=number,
        headline=random.choice(("", _sentence(random, 1), _sentence(random, 2), "营商环境")),
        kicker=_sentence(random, 1) if random.random() < 0.2 else "",
        subhead=_sentence(random, 1) if random.random() < 0.2 else "",
        paragraphs=tuple(
            _sentence(random, random.randint(1, 5))
            for _ in range(random.choice((0, 1, 2, 2, 3, 4)))
        ),
        credits=_credits(random),
        mentions=tuple(_mention(random, name) for name in people),
        event=_event(random, published),
        section=random.choice(SECTIONS),
        pictures=tuple(
            Picture(src=f"{number}.jpg", caption=random.choice(("", _sentence(random, 1))))
            for _ in range(random.choice((0, 0, 0, 1, 2)))
        ),
        url=f"https://{newspaper}.example/{number}.html" if random.random() < 0.5 else "",
        source_id=f"src-{number}" if random.random() < 0.3 else "",
    )


def _sentence(random: Random, clauses: int) -> str:
    return "".join(_clause(random) + random.choice(LINKS) for _ in range(clauses))


def _clause(random: Random) -> str:
    shape = random.random()
    if shape < 0.5:
        subject = random.choice(PLACES + NAMES)
        return subject + random.choice(VERBS) + random.choice(TOPICS)
    if shape < 0.7:
        return random.choice(VERBS) + random.choice(TOPICS)
    if shape < 0.85:
        return random.choice(TOPICS) + random.choice(LINKS) + random.choice(ODD)
    return "".join(random.choice("人民共和国营商环境发展5Gg") for _ in range(random.randint(1, 9)))


def _credits(random: Random) -> tuple[Credit, ...]:
    roles: tuple[Role, ...] = ("reporter", "reporter", "correspondent", "photographer", "source")
    return tuple(
        Credit(random.choice(NAMES), random.choice(roles))
        for _ in range(random.choice((0, 1, 2, 3)))
    )


def _mention(random: Random, name: str) -> Mention:
    kinds: tuple[Kind, ...] = ("official", "official", "enterprise", "other")
    posts = tuple(
        Post(random.choice(TITLES), random.choice(OFFICES)) for _ in range(random.choice((1, 1, 2)))
    )
    return Mention(name, posts, random.choice(kinds), f"{name}出席")


def _event(random: Random, published: date) -> EventDate | None:
    day = published - timedelta(days=random.randint(0, 40))
    shape = random.choice(("none", "day", "span", "month", "year", "unknown", "approximate"))
    if shape == "none":
        return None
    if shape == "unknown":
        return EventDate(f"-{day:-%m-%d}", f"-{day:-%m-%d}", "day", f"{day:%m月%d日}")
    if shape == "month":
        last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return EventDate(f"{day:%Y-%m}-01", last.isoformat(), "month", f"{day:%m月}")
    if shape == "year":
        return EventDate(f"{day:%Y}-01-01", f"{day:%Y}-12-31", "year", "今年")
    last = day + timedelta(days=0 if shape == "day" else random.randint(1, 20))
    printed = f"{day:%m月%d日}"
    return EventDate(
        day.isoformat(),
        last.isoformat(),
        "approximate" if shape == "approximate" else "day",
        printed,
    )
