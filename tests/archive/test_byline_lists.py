"""Names beside units that sign nothing: lists, parties, organisers, people a story is about."""

import pytest

from archive.byline import read_byline
from tests.archive.byline_notation import credits

PROSE = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
PORTRAIT = "她扎根病房一线三十年，护理病人三千多名，先后获得许多荣誉，深受群众好评。"
NOTICE = "本院受理原告海云农商银行诉被告借款合同纠纷一案，现依法向你公告送达。"

NOBODY = [
    ("县里举行书法比赛，现公布获奖名单。", "县第一中学 江小禾", "县第二中学 童小舟"),
    ("获奖名单", "县第一中学 江小禾", "石桥小学 童小舟", PROSE),
    ("10.8 县医院 童小舟", "10.9 县医院 江小禾", PROSE),
    ("云山队：童小舟、江小禾", "石桥队：高大山、林小泉", PROSE),
    (PROSE, "主办：江小禾"),
    (PROSE, "参会：县教育局 童小舟 江小禾"),
    (PROSE, "评委会：童小舟、江小禾"),
    (PROSE, "主办 童小舟 协办 江小禾"),
    (PROSE, "校长室 童小舟"),
    (PROSE + "（承办：云山中学 江小禾）",),
    (PROSE + "（《石桥秋色》 江小禾）",),
    ("《石桥秋色》 江小禾", PROSE),
    ("最美护士", "县人民医院 江小禾", PORTRAIT),
    ("农商银行 童小舟", NOTICE),
    (PROSE, "云山公司、童小舟"),
    (PROSE + "票价三十元。县剧院 花小兰",),
    (PROSE + "他问：“你去吗？”（童小舟",),
    (PROSE + "详见官网。（童小舟接待",),
    ("信息员 高效反馈", PROSE),
    ("政策宣传员 高大山", PROSE),
    ("特派记者于现场报道。",),
    (PROSE, "（作者：云上海云）"),
]


@pytest.mark.parametrize("paragraphs", NOBODY)
def test_who_is_listed_or_spoken_of_signs_nothing(paragraphs: tuple[str, ...]) -> None:
    byline = read_byline(paragraphs)
    assert byline.credits == ()
    assert byline.paragraphs == paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "据县气象局发布消息，明日有大雨。",
        "综合各地发布消息，今天晴。",
        "县气象局发布消息（高温）提醒市民。",
    ],
)
def test_发布_within_a_sentence_names_no_source(sentence: str) -> None:
    assert read_byline([sentence, PROSE]).credits == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("记者 李文会 江小禾", "李文会 R, 江小禾 R"),
        ("记者 刘国台 童小舟", "刘国台 R, 童小舟 R"),
        ("记者 赵新队 王成会", "赵新队 R, 王成会 R"),
        ("童小舟 江山报道", "童小舟 R"),
        ("童小舟 石河子报道", "童小舟 R"),
        ("（石桥镇人大 童小舟）", "童小舟 R"),
        ("来源：石桥镇党政办公室 欧明", "石桥镇党政办公室 S, 欧明 R"),
        ("记者 童小舟 拍友 江小禾 摄", "童小舟 R, 江小禾 P"),
        ("来源：海云客户端2023年10月08日 编辑：童小舟", "海云客户端 S, 童小舟 E"),
    ],
)
def test_names_that_end_as_units_do_are_names_beside_a_role(line: str, expected: str) -> None:
    assert set(read_byline([PROSE, line]).credits) == set(credits(expected))


def test_a_signature_may_stand_below_a_caption() -> None:
    story = [PROSE, "民警送孩子回家", "（童小舟 江小禾）", "版权所有：海云区司法局"]
    assert read_byline(story).credits == credits("童小舟 R, 江小禾 R")
