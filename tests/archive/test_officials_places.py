"""The same officials in every kind of sentence that papers print them in; names are invented."""

import pytest

from archive.officials import read_mentions

OPENING = "连日来，海云区各项工作有序推进，干部群众热情高涨。"
# A few posts of every branch and level, and the places whose names hold 和.
POSTS = [
    "石桥县委书记",
    "县委副书记、县长",
    "石桥区委常委、组织部部长",
    "区委常委、区委办公室主任",
    "石桥县人大常委会副主任",
    "市政协主席",
    "永和区委副书记、区长",
    "永和区人民法院院长",
    "石桥区教育局局长",
    "县财政局党组书记、局长",
    "石桥市妇联主席",
    "永和乡纪委书记",
    "云溪街道办事处主任",
]
SENTENCES = [
    "{post}{name}出席会议并讲话。",
    "10月8日上午，{post}{name}率队赴云溪村走访慰问困难群众。",
    "会议由{post}{name}主持。",
    "据{post}{name}介绍，今年全县新建厂房十二万平方米。",
    "“要把实事办好。”{post}{name}说。",
    "在{post}{name}陪同下，调研组察看了三个项目现场。",
    "参加会议的有{post}{name}。",
    "出席会议的领导有：{post}{name}。",
    "随后，{post}{name}就如何做好工作提出三点要求。",
    "{post}{name}与企业负责人座谈交流。",
    "{post}{name}专题调研教育工作时强调，要办好人民满意的教育。",
    "受{post}{name}委托，工作人员看望了困难群众。",
    "会上，{post}{name}对下一步工作进行了部署。",
    "县委书记郑明和{post}{name}参加活动。",
    "县委书记郑明向{post}{name}颁发聘书。",
    "任命{name}为{post}。",
    "免去{name}的{post}职务。",
    "{name}任{post}。",
    "{name}（{post}）说，要抓好落实。",
]
NAMES = ["童小舟", "郭霞", "于志强", "欧阳云", "达娃高娃"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", NAMES)
def test_an_official_is_found_with_the_posts_as_printed(sentence: str, name: str) -> None:
    for post in POSTS:
        mentions = read_mentions([OPENING, sentence.format(post=post, name=name)])
        found = {mention.name: mention for mention in mentions if mention.kind == "official"}
        assert name in found, post
        assert "、".join(each.title for each in found[name].posts) == post
        assert set(found) <= {name, "郑明"}


@pytest.mark.parametrize(
    ("sentence", "post"),
    [
        ("县委书记郑永和县长童小舟出席。", "县长"),
        ("县长郑明和县委书记童小舟出席。", "县委书记"),
        ("县长郑明和政协主席童小舟出席。", "政协主席"),
        ("县长郑明和平安办主任童小舟出席。", "平安办主任"),
        ("海云省和县县长童小舟出席。", "海云省和县县长"),
        ("和平区区长童小舟出席。", "和平区区长"),
        ("和政县委书记童小舟出席。", "和政县委书记"),
    ],
)
def test_和_parts_two_posts_or_belongs_to_a_place(sentence: str, post: str) -> None:
    mentions = {mention.name: mention for mention in read_mentions([OPENING, sentence])}
    assert [each.title for each in mentions["童小舟"].posts] == [post]
