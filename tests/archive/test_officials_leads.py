"""Posts without the words that run into them, names that are words, names of several parts."""

from __future__ import annotations

import pytest

from archive.models import Post, Story, story_from_json, story_to_json
from archive.officials import read_mentions
from archive.officials.leads import lead_of
from archive.officials.posts import former


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(one.name, [post.title for post in one.posts]) for one in read_mentions([text])]


@pytest.mark.parametrize(
    ("lead", "post"),
    [
        ("致", "韩国总统"),
        ("而", "英国首相"),
        ("已故", "沙特国王"),
        ("东道主", "智利总统"),
        ("复信", "国际奥委会主席"),
        ("到", "国家主席"),
        ("并转", "中国国家主席"),
        ("杂志刊载", "中共中央总书记"),
        ("经", "中央军委主席"),
        ("只需经", "俄总统"),
        ("电", "中国外交部长"),
    ],
)
def test_what_runs_into_a_post_of_state_is_none_of_it(lead: str, post: str) -> None:
    assert lead_of(lead + post) == len(lead)


@pytest.mark.parametrize(
    "title",
    [
        "越国家主席",
        "原中共中央委员",
        "十三届全国政协主席",
        "北马其顿总统",
        "联邦德国总理",
        "公正俄罗斯党主席",
        "第75届联合国大会主席",
        "中国驻美国大使",
        "中国国家主席",
        "青湖美国商会主席",
    ],
)
def test_what_is_part_of_a_post_stays(title: str) -> None:
    assert lead_of(title) == 0


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("何远山晚同德国总理施泰说。", "施泰", "德国总理"),
        ("他对俄罗斯总统伊万托夫说。", "伊万托夫", "俄罗斯总统"),
        ("代表同意大利总理孔托夫说。", "孔托夫", "意大利总理"),
        ("阿尔及利亚总统特布夫说。", "特布夫", "阿尔及利亚总统"),
        ("圣多美和普林西比总理罗瓦达说。", "罗瓦达", "圣多美和普林西比总理"),
        ("法院批捕前总统朴慧林。", "朴慧林", "前总统"),
        ("法庭驳回前总统卢拉托的上诉。", "卢拉托", "前总统"),
        ("但青湖区区长何雨桐说。", "何雨桐", "青湖区区长"),
        ("上述两个委员会主任李长青说。", "李长青", "委员会主任"),
        ("李长青作为县长，要负责。", "李长青", "县长"),
    ],
)
def test_a_verb_or_preposition_is_no_part_of_a_post(text: str, name: str, title: str) -> None:
    assert (name, [title]) in people(text)


def test_those_appointed_one_after_another() -> None:
    text = "钟明远、夏长青为经济委员会副主任，刘建林为农业和农村委员会副主任。"
    assert people(text) == [
        ("钟明远", ["经济委员会副主任"]),
        ("夏长青", ["经济委员会副主任"]),
        ("刘建林", ["农业和农村委员会副主任"]),
    ]


def test_a_lead_hides_nobody_named_in_front() -> None:
    assert people("选举陈长青为新一任越南国家主席。") == [("陈长青", ["越南国家主席"])]


def test_a_country_in_a_list_is_no_name() -> None:
    text = "摩洛哥首相阿赫托夫、阿尔及利亚总理卜杜曼、特立尼达和多巴哥总统卡莫夫说。"
    assert people(text) == [
        ("阿赫托夫", ["摩洛哥首相"]),
        ("卜杜曼", ["阿尔及利亚总理"]),
        ("卡莫夫", ["特立尼达和多巴哥总统"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("何远山总书记应约与智利方面通话。", [("何远山", ["总书记"])]),
        ("何远山总统多次来访。", [("何远山", ["总统"])]),
        ("他走进首相官邸，见了记者。", []),
        ("市长位置。", []),
        ("六位部委负责人向公众介绍。", []),
        ("韩国总统朴林互致贺电。", [("朴林", ["韩国总统"])]),
        ("全市15位老教授来了。", []),
        ("蒙古国总统额尔登图夫说。", [("额尔登图夫", ["蒙古国总统"])]),
    ],
)
def test_words_are_nobody(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "name", ["买买提江·托乎尼牙孜", "丹尼·亚历山大", "艾力·买吐送", "米·恩赫包勒德"]
)
def test_a_name_of_several_parts_is_read_to_its_end(name: str) -> None:
    assert people(f"公安局副局长{name}率领大家。") == [(name, ["公安局副局长"])]


# -- the sentence of each post


def test_each_post_has_its_sentence() -> None:
    (one,) = read_mentions(["青湖区区长何雨桐说。", "河州市政协副主席何雨桐来了。"])
    assert one.evidence == "青湖区区长何雨桐说。"
    assert [post.evidence for post in one.posts] == ["", "河州市政协副主席何雨桐来了。"]


def test_the_sentence_is_that_of_the_post_though_no_name_follows_it() -> None:
    (one,) = read_mentions(["任命何雨桐为区长，接替别人。主任会到场。"])
    assert one.evidence == "任命何雨桐为区长，接替别人。"


def test_sentences_survive_being_stored() -> None:
    mentions = read_mentions(["青湖区区长何雨桐说。", "河州市政协副主席何雨桐来了。"])
    values = story_to_json(Story(headline="区长", paragraphs=("文",), mentions=mentions))
    (told,) = values["mentions"]
    assert ["evidence" in post for post in told["posts"]] == [False, True]
    (back,) = story_from_json(values).mentions
    assert [post.evidence for post in back.posts] == [post.evidence for post in mentions[0].posts]


def test_a_post_is_the_same_whatever_sentence_says_so() -> None:
    assert Post("区长", "青湖区政府", "区长说。") == Post("区长", "青湖区政府")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("原青湖区委书记", ("青湖区委书记", True)),
        ("青湖区委原书记", ("青湖区委书记", True)),
        ("美国前总统", ("美国总统", True)),
        ("前任驻法国大使", ("驻法国大使", True)),
        ("太原市长", ("太原市长", False)),
        ("三原县长", ("三原县长", False)),
        ("原子能机构总干事", ("原子能机构总干事", False)),
        ("前线指挥部指挥长", ("前线指挥部指挥长", False)),
    ],
)
def test_posts_held_no_more(title: str, expected: tuple[str, bool]) -> None:
    assert former(title) == expected
