"""A counter-example for every rule that reads who is named where. All names are invented."""

import time
from itertools import islice, product

import pytest

from archive.models import Capture, Newspaper
from archive.officials import read_mentions, read_people
from archive.officials.holders import LONGEST_CHAIN, MOST_POSTS
from archive.parse import read_capture

REGION = "河州市青湖区"


def people(text: str) -> dict[str, str]:
    mentions = read_mentions(text.split("\n"), region=REGION)
    return {mention.name: " ".join(post.title for post in mention.posts) for mention in mentions}


def organisation(text: str, name: str) -> str:
    mentions = {mention.name: mention for mention in read_mentions([text], region=REGION)}
    return mentions[name].posts[-1].organisation


@pytest.mark.parametrize("name", ["陈立民", "于志强", "欧阳远山", "郭霞", "任小川", "达娃高娃"])
@pytest.mark.parametrize("comrade", ["", "同志"])
@pytest.mark.parametrize(
    "sentence",
    [
        "{name}不再担任{post}职务。",
        "{name}不再兼任{post}。",
        "{name}不再任{post}。",
        "{name}不再是{post}。",
        "会议决定，{name}不再任{post}职务。",
        "同意{name}不再任{post}。",
        "{name}辞去{post}职务。",
        "免去{name}的{post}职务。",
        "免去{name}{post}职务。",
        "{name}任{post}。",
        "决定{name}任{post}，孟广田不再任副市长。",
        "孟广田任副市长，{name}不再任{post}。",
    ],
)
def test_out_of_a_post_and_into_one(sentence: str, comrade: str, name: str) -> None:
    for post in ("县长", "县委书记", "县委副书记、县长", "县教育局局长"):
        found = people(sentence.format(name=name + comrade, post=post))
        assert found.pop("孟广田", "副市长") == "副市长"
        assert found == {name: post.replace("、", " ")}, post


THINGS = """
印章 党课 简历 文集 贺词 方阵 信箱 党旗 简章 党徽 贺礼 信访日 花名册 任务单 时间表 安全课
云课堂 白皮书 宣言书 万言书 安全阀 明白卡 金奖 车队 高峰会
"""


@pytest.mark.parametrize("thing", THINGS.split())
def test_a_thing_behind_a_post_is_nobody(thing: str) -> None:
    for end in "。，；”":
        assert people(f"大家看了县委书记{thing}{end}") == {}


CASES = [
    # what is spelt like a thing is somebody
    ("县长程表、陈立民到会。", {"程表": "县长", "陈立民": "县长"}),
    ("副县长陈立民、程表。", {"陈立民": "副县长", "程表": "副县长"}),
    ("县长程表。程表说，要快。", {"程表": "县长"}),
    ("县长程表（女）。", {"程表": "县长"}),
    ("县长程表出席。", {"程表": "县长"}),
    ("县长李表。", {"李表": "县长"}),
    ("县长乌日图。", {"乌日图": "县长"}),
    ("副县长周小川作为县长李大山代表出席。", {"周小川": "副县长", "李大山": "县长"}),
    ("副县长周小川作为书记特使出席。", {"周小川": "副县长"}),
    ("周小川作为县委书记，多次到村里。", {"周小川": "县委书记"}),
    ("特使德拉米图斯说。", {"德拉米图斯": "特使"}),
    # removed and appointed
    ("免去陈立民的县长职务、何雨桐的副县长职务。", {"陈立民": "县长", "何雨桐": "副县长"}),
    ("免去李明县县长职务。", {"李明": "县县长"}),
    ("免去江浦县县长职务。", {}),
    ("免去陈立民财政局局长职务。", {"陈立民": "财政局局长"}),
    ("任命石油公司经理、金融办主任。", {}),
    ("任命以来，县长表示满意。", {}),
    ("市委书记何雨桐调任省教育厅厅长。", {"何雨桐": "市委书记 省教育厅厅长"}),
    ("以县长陈立民为组长的专班成立。", {"陈立民": "县长 组长"}),
    (
        "以主席安德烈·斯塔夫利亚尼斯为团长的代表团到访。",
        {"安德烈·斯塔夫利亚尼斯": "主席 团长"},
    ),
    # where a post begins
    ("世界卫生组织秘书长林一帆说。", {"林一帆": "世界卫生组织秘书长"}),
    ("区长和防汛抗旱指挥部指挥长陈立民到场。", {"陈立民": "防汛抗旱指挥部指挥长"}),
    ("石桥镇陈立民和民政局局长何雨桐到场。", {"何雨桐": "民政局局长"}),
    # lists
    ("区领导韩立山、孟广田唱歌入户。", {"韩立山": "区领导", "孟广田": "区领导"}),
    ("副县长那英远、区海洋、区林草到会。", {"那英远": "副县长"}),
    # a post behind a name
    ("县长陈立民到会。陈立民县长时常出席活动。", {"陈立民": "县长"}),
    ("江宁市领导到访。", {}),
    ("会上，贝尔特总统发言。", {"贝尔特": "总统"}),
    ("大家想念马里总统。马里说，要和平。", {}),
    ("县长段聿甩到会。大家记得段聿甩局长。", {"段聿甩": "县长 局长"}),
    ("石桥港口局李广镇长到会。", {}),
    # what the story says of a name elsewhere
    ("县长李明发奖。李明发强调，要实干。", {"李明发": "县长"}),
    ("县长高远讲话。高远讲话。", {"高远": "县长"}),
    ("县长高远介入太深。高远介绍说，要快。", {"高远": "县长"}),
    ("县长石溪流连忘返。两岸石溪流到城中。", {}),
    ("县长段聿甩到会。县委书记段聿甩巡堤至深夜。", {"段聿甩": "县长 县委书记"}),
    # the first printing of a post is kept, if it names its office
    ("区教育局局长陈立民说。青湖区教育局局长陈立民说。", {"陈立民": "区教育局局长"}),
    ("陈立民局长说。区教育局局长陈立民说。", {"陈立民": "区教育局局长"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_rule(text: str, expected: dict[str, str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # a bare 区 is the newspaper's own, whichever was named last
        ("白塔区区长陈立民到访。区教育局局长何雨桐说。", "何雨桐", "青湖区教育局"),
        ("青湖区管委会主任陈立民说。主任何雨桐说。", "何雨桐", ""),
        ("加利福尼亚州州长林顿到访。州旅游局局长何雨桐说。", "何雨桐", "州旅游局"),
    ],
)
def test_the_place_named_before(text: str, name: str, expected: str) -> None:
    assert organisation(text, name) == expected


def test_a_later_post_abroad_makes_a_foreigner() -> None:
    (mention,) = read_mentions(["负责人林顿说。英国首相林顿说。"])
    assert mention.kind == "other"


def test_the_sentence_of_a_post_is_the_one_it_stands_in() -> None:
    first, _ = read_mentions(["任命陈立民为县长、各部门局长。副县长何雨桐说。"])
    assert first.evidence == "任命陈立民为县长、各部门局长。"


def test_a_chain_of_posts_is_bounded() -> None:
    chain = "、".join(f"{''.join(place)}县县长" for place in islice(product(LETTERS, repeat=2), 20))
    (mention,) = read_mentions([f"{chain}陈立民说。"])
    assert len(mention.posts) == LONGEST_CHAIN


LETTERS = "云石临安清北永海"


def many_posts(number: int) -> str:
    places = islice(product(LETTERS, repeat=5), number)
    return "".join(f"{''.join(place)}县县长陈立民说。" for place in places)


def test_a_person_of_too_many_posts_is_not_read_whole() -> None:
    assert read_people([many_posts(MOST_POSTS)]).is_all
    read = read_people([many_posts(MOST_POSTS + 1)])
    assert not read.is_all
    assert len(read.mentions[0].posts) == MOST_POSTS


def test_a_page_of_too_many_posts_says_so() -> None:
    page = (
        f"<html><body><h1>名册</h1><div class=content><p>{many_posts(99)}</p></div></body></html>"
    )
    source = "https://news.hezhou.example/2024/0308/c1.html"
    newspaper = Newspaper(key="hezhou", name="河州日报")
    reading = read_capture(Capture(source=source, content=page.encode()), newspaper)
    assert [warning for warning in reading.warnings if "人物没有读全" in warning]


def test_the_posts_of_one_person_are_read_in_linear_time() -> None:
    def seconds(number: int) -> float:
        text = many_posts(number)
        begun = time.process_time()
        read_mentions([text])
        return time.process_time() - begun

    seconds(100)
    assert seconds(4_000) < 40 * max(seconds(400), 0.005)
    assert not read_people([many_posts(6_000)]).is_all
