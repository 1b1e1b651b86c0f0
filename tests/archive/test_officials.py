"""People and their posts: every rule as data. All names and places are invented."""

import random
import time
from typing import NamedTuple

import pytest

from archive.models import Mention
from archive.officials import read_mentions

REGION = "河州市青湖区"


class Case(NamedTuple):
    rule: str
    text: str
    people: dict[str, str]
    kind: str = "official"


CASES = [
    Case("post, name, verb", "县委书记孙明远主持会议。", {"孙明远": "县委书记"}),
    Case(
        "the name ends a chain of posts, a comma does not",
        "青湖区党工委书记、管委会主任孙明远,市政府副秘书长,区党工委书记、管委会常务副主任方可欣出席。",
        {
            "孙明远": "青湖区党工委书记 管委会主任",
            "方可欣": "市政府副秘书长 区党工委书记 管委会常务副主任",
        },
    ),
    Case(
        "兼 joins posts",
        "区双创工作领导小组副组长兼办公室主任郑彦山参加会见。",
        {"郑彦山": "区双创工作领导小组副组长 办公室主任"},
    ),
    Case(
        "a name of two letters before a word of three",
        "青湖机械有限公司总经理姜华一行到访。",
        {"姜华": "总经理"},
        "enterprise",
    ),
    Case("two letters before a verb", "副市长李明出席。", {"李明": "副市长"}),
    Case("two letters before 和", "区长李鹤和夫人到会。", {"李鹤": "区长"}),
    Case("和 may end a name", "区长李德和强调三点。", {"李德和": "区长"}),
    Case("为 may end a name", "村党支部书记王有为带队。", {"王有为": "村党支部书记"}),
    Case("two letters before 上将", "军区司令员李恒少将到场。", {"李恒": "军区司令员"}),
    Case("a compound surname", "副县长欧阳远山介绍情况。", {"欧阳远山": "副县长"}),
    Case("padding", "县长　李　明陪同。", {"李明": "县长"}),
    Case(
        "a list takes the posts of its first name",
        "副市长李大山、赵小川和周平参加。",
        {"李大山": "副市长", "赵小川": "副市长", "周平": "副市长"},
    ),
    Case(
        "leaders",
        "市领导周平、郑一山、吴晓川参加。",
        {"周平": "市领导", "郑一山": "市领导", "吴晓川": "市领导"},
    ),
    Case("领导班子 is no name", "听取区领导班子汇报，区领导高度重视。", {}),
    Case(
        "two leaders and",
        "市委书记孙明远和副市长陈大川为获奖者颁奖。",
        {"孙明远": "市委书记", "陈大川": "副市长"},
    ),
    Case("a later bare name", "县委书记孙明远讲话。孙明远强调，要实干。", {"孙明远": "县委书记"}),
    Case("surname and post", "县委书记孙明远讲话。孙书记强调，要实干。", {"孙明远": "县委书记"}),
    Case(
        "a later shorter post is nothing new",
        "县委书记孙明远讲话。孙明远书记强调，要实干。",
        {"孙明远": "县委书记"},
    ),
    Case(
        "a later other post is",
        "县委书记孙明远讲话。县河长办主任孙明远说。",
        {"孙明远": "县委书记 县河长办主任"},
    ),
    Case(
        "副书记 is another post than 书记",
        "党组书记、县委副书记吴山说。",
        {"吴山": "党组书记 县委副书记"},
    ),
    Case("name and post", "会上，欧阳远山副市长表示感谢。", {"欧阳远山": "副市长"}),
    Case(
        "name and post of a county",
        "李明县长、县委书记王刚出席。",
        {"李明": "县长", "王刚": "县委书记"},
    ),
    Case("a place before a post is no name", "安吉县长、平安县长到会。", {}),
    Case("an office before a post is no name", "张三介绍，扶贫办主任、文艺界委员到会。", {}),
    Case("a place and a name", "平安县长王大路到会。", {"王大路": "平安县长"}),
    Case(
        "post in brackets",
        "张三（市委书记）、李四（市长）出席。",
        {"张三": "市委书记", "李四": "市长"},
    ),
    Case("appointed", "会议任命张三为市财政局局长。", {"张三": "市财政局局长"}),
    Case("elected", "张三当选为青湖区区长。", {"张三": "青湖区区长"}),
    Case(
        "notes on a person",
        "区长李四（女）（回族）、王五（女，壮族）参加。",
        {"李四": "区长", "王五": "区长"},
    ),
    Case("a roll of names", "组长：王一山 副组长：李二川", {"王一山": "组长", "李二川": "副组长"}),
    Case(
        "a dotted name at home",
        "自治区副主席买买提•艾力赴县调研。",
        {"买买提·艾力": "自治区副主席"},
    ),
    Case("a Tibetan name", "自治区副主席洛桑平措到场。", {"洛桑平措": "自治区副主席"}),
    Case("nobody: 包村领导", "县级包村领导和相关单位主要负责人参加。", {}),
    Case("nobody: 各", "听取各办事处党工委书记关于整顿的汇报。", {}),
    Case("nobody: 相关负责人", "相关负责人全程陪同，有关村党支部书记介绍。", {}),
    Case("长江 is no 江", "城市长江大桥通车，局长期待。", {}),
    Case("a verb before the post", "方可欣会见河州市委书记陆小川。", {"陆小川": "河州市委书记"}),
    Case("an office with 和", "区文化和旅游局局长陆川到场。", {"陆川": "区文化和旅游局局长"}),
    Case(
        "company",
        "青湖机械有限公司党委书记、董事长姜华，河州商会会长魏东，农丰合作社理事长胡大有参加。",
        {"姜华": "党委书记 董事长", "魏东": "会长", "胡大有": "理事长"},
        "enterprise",
    ),
    Case(
        "schools and hospitals",
        "河州大学校长林致远、市第一医院院长苏木、青湖实验小学校长田甜参加。",
        {"林致远": "校长", "苏木": "院长", "田甜": "校长"},
        "other",
    ),
    Case("院长 of no court is a doctor's", "院长苏木向家属说明病情。", {"苏木": "院长"}, "other"),
    Case(
        "the 院长 of a court",
        "区法院院长苏木、副院长田甜到会。",
        {"苏木": "区法院院长", "田甜": "副院长"},
    ),
    Case(
        "one office of two fields",
        "县农牧和乡村振兴局局长孙明远、县粮食和物资储备局局长方可欣到会。",
        {"孙明远": "县农牧和乡村振兴局局长", "方可欣": "县粮食和物资储备局局长"},
    ),
    Case(
        "组织 in an office", "青湖区组织人事局局长孙明远到会。", {"孙明远": "青湖区组织人事局局长"}
    ),
    Case(
        "a member of a party group",
        "市体育局党组成员、副局长容大山到会。",
        {"容大山": "市体育局党组成员 副局长"},
    ),
    Case(
        "heads of pastoral townships",
        "白湖苏木党委书记阿拉坦仓、苏木达布和到场。",
        {"阿拉坦仓": "白湖苏木党委书记", "布和": "苏木达"},
    ),
    Case("a likely name before any word", "镇长柳青山踩着泥水下田。", {"柳青山": "镇长"}),
    Case("one of two letters", "校长陈远跑上讲台。", {"陈远": "校长"}, "other"),
    Case(
        "a list that ends before any word",
        "区领导韩立山、古丽娜·阿依木分头入户。",
        {"韩立山": "区领导", "古丽娜·阿依木": "区领导"},
    ),
    Case(
        "a name the story prints elsewhere",
        "县长段聿嫣巡堤至深夜。段聿嫣说，水退了才能睡。",
        {"段聿嫣": "县长"},
    ),
    Case(
        "rare surnames after a post",
        "区长区志航、镇长荣望舟说。县水利局局长储满仓介绍，副局长那英远到场。",
        {"区志航": "区长", "荣望舟": "镇长", "储满仓": "县水利局局长", "那英远": "副局长"},
    ),
    Case(
        "rare surnames in lists",
        "区领导麦小田、区小青参加；副县长那英远、区水利、区民政到会。",
        {"麦小田": "区领导", "区小青": "区领导", "那英远": "副县长"},
    ),
    Case("words that begin with one", "局长荣获一等奖，主任那么多，书记储备足。", {}),
    Case("a word that is a name", "石溪镇镇长边疆（满族）到场。", {"边疆": "石溪镇镇长"}),
    Case(
        "为 and 从 in a name",
        "县长何为远要求，副县长孟小田、解从远，局长李明为大家讲解。",
        {"何为远": "县长", "孟小田": "副县长", "解从远": "副县长", "李明": "局长"},
    ),
    Case(
        "a third letter that could begin a word",
        "县长翟明来到石溪镇。翟明来要求，要实干。县长李明来到河州。",
        {"翟明来": "县长", "李明": "县长"},
    ),
    Case("a Mongol name in 满都", "巴音镇镇长赵满都作表态发言。", {"赵满都": "巴音镇镇长"}),
    Case("a demand", "他要求市水利局局长甘小雨到场。", {"甘小雨": "市水利局局长"}),
    Case("a customs house", "青湖海关关长万里远说。", {"万里远": "青湖海关关长"}),
    Case("a place after a post is no name", "市长张家港市来访。", {}),
    Case("an adverb after a post is no name", "总书记关切地询问收成，书记向大家问好。", {}),
    Case(
        "an office makes a businessman an official",
        "市工商联主席、青湖集团董事长魏东参加。",
        {"魏东": "市工商联主席 青湖集团董事长"},
    ),
    Case(
        "foreign posts",
        "德国总理汉斯·迈尔、法国总统杜瓦尔在会上表示。",
        {"汉斯·迈尔": "德国总理", "杜瓦尔": "法国总统"},
        "other",
    ),
    Case("a foreign name is never cut", "意大利总统巴尔杰尔尼䶮表示。", {}),
    Case(
        "a businessman who chairs something not named",
        "轮值主席、青湖集团创始人魏东说。",
        {"魏东": "轮值主席 创始人"},
        "enterprise",
    ),
    Case("foreign body", "联合国秘书长贝尔特到访。", {"贝尔特": "联合国秘书长"}, "other"),
    Case("a country is no name", "巴西总统、希腊总理到访。", {}),
]

# One post of every level that must be known.
POSTS = """
省委书记 市委副书记 县委常委 区委委员 州委秘书长 盟委书记 旗委书记 镇党委书记 乡党委副书记
区委办公室主任 局党组书记 村党总支书记 村党支部书记 社区党支部书记 市纪委书记 区监委主任
市委组织部部长 市委宣传部常务副部长 县委统战部部长 区委政法委书记 市人大常委会主任
县人大常委会副主任 市政协主席 区政协副主席 省长 副省长 市长 副州长 盟长 行署专员 副县长 代区长
旗长 镇长 副乡长 管委会主任 领导小组组长 指挥部指挥长 省水利厅厅长 区民政局副局长 商务部部长
审计署副署长 国际司司长 综合处处长 人事科科长 支队长 大队长 派出所所长 消防站站长
青山街道党工委书记 甘棠办事处主任 花园社区主任 石桥村村主任 县法院院长 区检察院检察长 人武部政委
军分区司令员 市总工会主席 团市委书记 区妇联主席 总河长 第一书记 四级调研员 二级巡视员 总工程师
新闻发言人 国家主席 中共中央总书记 国务院总理 国务院副总理 国务委员 外交部部长 外交部副部长
驻法国大使 香港特区行政长官 一级主任科员 网格长 楼栋长 督察长 副县级干部 镇长助理 总领事 工会主席
县委常委 总指挥 审计长 理事长 参谋长 教导员 指导员 督学 湖长 林长 田长 路长 街长 警务室主任
全国人大常委会委员长 全国政协主席 中央军委副主席
"""


def posts(mention: Mention) -> str:
    return " ".join(post.title for post in mention.posts)


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_rule(case: Case) -> None:
    mentions = read_mentions([case.text], region=REGION)
    assert {mention.name: posts(mention) for mention in mentions} == case.people
    assert {mention.kind for mention in mentions} <= {case.kind}


@pytest.mark.parametrize("post", POSTS.split())
def test_post_is_known(post: str) -> None:
    (mention,) = read_mentions([f"会上，{post}林一帆指出，要抓落实。"])
    assert (mention.name, posts(mention), mention.kind) == ("林一帆", post, "official")


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("青湖区党工委书记、管委会主任孙明远说。", ["青湖区党工委", "青湖区管委会"]),
        ("区党工委委员、管委会副主任孙明远说。", ["青湖区党工委", "青湖区管委会"]),
        ("青湖区党工委近日开会。管委会主任孙明远说。", ["管委会"]),
        ("市政府副秘书长孙明远说。", ["河州市政府"]),
        ("区委常委、组织部部长孙明远说。", ["青湖区委", "青湖区委组织部"]),
        ("县委副书记、县长孙明远说。", ["县委", "县政府"]),
        ("市委副书记、副市长孙明远说。", ["河州市委", "河州市政府"]),
        (
            "区双创领导小组组长兼办公室主任孙明远说。",
            ["青湖区双创领导小组", "青湖区双创领导小组办公室"],
        ),
        ("区公安局党委书记、局长孙明远说。", ["青湖区公安局党委", "青湖区公安局"]),
        ("外交部副部长孙明远说。", ["外交部"]),
        ("市场监管局局长孙明远说。", ["市场监管局"]),
        ("青湖机械有限公司董事长兼总经理孙明远说。", ["青湖机械有限公司"] * 2),
        ("丁山市委原书记孙明远说。", ["丁山市委"]),
        (
            "市文联秘书长孙明远、石山县副县长李四、县教育局局长孙明远说。",
            ["河州市文联", "石山县教育局"],
        ),
        ("秘书长孙明远说。", [""]),
    ],
)
def test_organisation(text: str, organisations: list[str]) -> None:
    mention = read_mentions([text], region=REGION)[0]
    assert [post.organisation for post in mention.posts] == organisations


def test_the_organisation_named_before_is_taken_across_sentences() -> None:
    mentions = read_mentions(["青湖区管委会主任孙明远说。", "管委会副主任秦岚、区长方可欣说。"])
    assert [mention.posts[0].organisation for mention in mentions] == [
        "青湖区管委会",
        "青湖区管委会",
        "青湖区政府",
    ]


def test_order_and_evidence() -> None:
    first, second = read_mentions(
        ["孙明远昨日到访。区委书记孙明远说：“好！”大家鼓掌。", "区长方可欣讲话。孙明远补充。"]
    )
    assert (first.name, first.evidence) == ("孙明远", "区委书记孙明远说：“好！”")
    assert (second.name, second.evidence) == ("方可欣", "区长方可欣讲话。")


def test_nothing_to_read() -> None:
    assert read_mentions([]) == read_mentions(["", "今天天气很好。"]) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "、",
        "市长、",
        "市长李明、",
        "市长 ",
        "总统阿",
        "总统阿·",
        "张三（市委书记）、",
        "（市长",
        "市长李大山水",
        "市领导张三",
    ],
)
def test_a_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        read_mentions([text])
        return time.process_time() - begun

    seconds(2_000)
    assert seconds(40_000) < 40 * max(seconds(2_000), 0.002)


def test_any_mixture_of_letters_is_read() -> None:
    chance = random.Random(1)
    letters = "、市长书记李明阿·（）和，兼 任省委原张三。总统"
    for _ in range(300):
        text = "".join(chance.choices(letters, k=60))
        for mention in read_mentions([text], region=REGION):
            assert mention.posts
            assert mention.evidence in text
