"""Who signs a story without a word of bylines, and what only looks signed; names are invented."""

import pytest

from archive.byline import read_byline
from archive.models import Credit
from tests.archive.byline_notation import credits

OPENING = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
CLOSING = "下一步，海云区将继续完善措施，做好后续服务。"

# What follows the last sentence of a story.
SIGNED = [
    ("（童小舟）", "童小舟 R"),
    ("（童小舟、柳青禾）", "童小舟 R, 柳青禾 R"),
    ("（石桥镇文昌街道月河社区 童小舟）", "童小舟 R"),
    ("（县农业局 童小舟）", "童小舟 R"),
    ("（县电视台童小舟）", "童小舟 R"),
    ("（县农业局童小舟）", "童小舟 R"),
    ("（县公安局 石桥派出所 童小舟 柳青禾）", "童小舟 R, 柳青禾 R"),
    ("（海云卫视童小舟 综合报道）", "童小舟 R"),
    ("（童小舟、实习生柳青禾）", "童小舟 R, 柳青禾 R"),
    ("（石桥镇政府 童小舟）", "童小舟 R"),
    ("（童 舟）", "童舟 R"),
    ("（石桥镇：童小舟）", "童小舟 R"),
    ("童小舟、柳青云）", "童小舟 R, 柳青云 R"),
    ("（海云科协 童小舟 柳青云）", "童小舟 R, 柳青云 R"),
    ("（信息员 童小舟 ）", "童小舟 C"),
    ("（童小舟、柳青云） 编辑：郑小渔 责任编辑：江禾", "童小舟 R, 柳青云 R, 郑小渔 E, 江禾 E"),
    ("［童小舟］", "童小舟 R"),
    ("童小舟", "童小舟 R"),
    (" 童小舟 柳青云 郑小云", "童小舟 R, 柳青云 R, 郑小云 R"),
    (" 童小舟 柳 青", "童小舟 R, 柳青 R"),
    (" 童 舟", "童舟 R"),
    ("（童小舟） |", "童小舟 R"),
    ("（童小舟 柳青禾） （责任编辑：郑小渔 ）", "童小舟 R, 柳青禾 R, 郑小渔 E"),
    ("（石桥镇妇联 童小舟）", "童小舟 R"),
    ("（海云日报•草原全媒记者巴依斯古楞）", "巴依斯古楞 R"),
    ("（完）（童小舟 柳青禾）", "童小舟 R, 柳青禾 R"),
]  # fmt: skip

# Furniture that may stand below the signature.
BELOW = [
    "海云网凡注明来源的所有作品，版权均属本网所有，未经授权不得转载。",
    "特别声明：以上内容仅代表作者本人观点，本平台仅提供信息存储服务。",
    "上一篇：石桥镇举行运动会",
    "2023-10-08 09:15",
    "声明：海云在线的文字版权归原作者，转载请注明出处。",
    "关键字：石桥，运动会，报名",
    "打开云潮客户端看更多报道",
    "投稿邮箱：tougao@haiyun.example",
    "违法举报电话：",
    "（0000）0000000 00000000000",
    "责任编辑：redcloud1",
    "（ 责任编辑：admin    新闻报料：0000000 ）",
    "微信",
    "云潮资讯",
    "▌文章为海云融媒体中心原创，未经许可，不得转载。",
]

# Paragraphs at the end that look signed, and are not.
UNSIGNED = [
    "谢谢大家",
    "会议由童小舟主持，柳青禾出席。（石桥镇党委书记 童小舟）",
    "他爱好摄影，常到水下摄制。（资料照片）",
    "图为石桥镇夜景（高空摄）。",
    "图为石桥镇夜景 空中俯瞰 摄于10月8日",
    "他说：“我叫童小舟。”童小舟",
    "石桥镇高端 深度报道",
    "（县教育局教研室）",
    "（石桥镇马家村）",
    "石桥村党员义务清理河道。柳条",
    "海云区委 区政府",
    "石桥镇 云溪镇",
    "（霍邱侨联）",
    "海岛误发警报 官方致歉",
    "全县组织招聘应届高校毕业生",
    "党中央严肃查处周永安",
    "童小舟：用创新打造石桥公司",
    "海云区启动建设首个创新平台——秦创原",
    "马可·波罗云游石桥国际机场",
    "李云强强调",
    "柳条 石桥 高地",
    "（海云电视台 石桥镇）",
    "（石桥镇）",
]


@pytest.mark.parametrize("below", ["", *BELOW])
@pytest.mark.parametrize(("signature", "expected"), SIGNED[:5])
def test_a_story_is_signed_above_its_furniture(signature: str, expected: str, below: str) -> None:
    story = [OPENING, CLOSING + signature, below] if below else [OPENING, CLOSING + signature]
    byline = read_byline(story)
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == tuple(story)


@pytest.mark.parametrize(("signature", "expected"), SIGNED)
def test_a_story_is_signed_behind_its_last_sentence(signature: str, expected: str) -> None:
    assert set(read_byline([OPENING, CLOSING + signature]).credits) == set(credits(expected))


@pytest.mark.parametrize(
    "line",
    [
        "海云区石桥街道 童小舟 2023.10.8",
        "海云文旅公司 童小舟 10月8日",
        "童小舟",
        "石桥镇中心小学 童小舟",
        "海云周刊童小舟2023-10-08",
    ],
)
def test_a_unit_and_a_name_below_a_story_sign_it(line: str) -> None:
    byline = read_byline([OPENING, CLOSING, line])
    assert byline.credits == (Credit("童小舟", "reporter"),)
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize(
    ("above", "line"),
    [("一等奖", "海云中学 童小舟"), ("一等奖", "童小舟"), (CLOSING + "童小舟到场。", "童小舟")],
)
def test_a_name_below_a_list_is_no_author(above: str, line: str) -> None:
    assert read_byline([OPENING, above, line]).credits == ()


@pytest.mark.parametrize("name", ["童小舟", "王兰"])
def test_a_name_above_an_essay_signs_it(name: str) -> None:
    byline = read_byline([name, OPENING, CLOSING])
    assert byline.credits == (Credit(name, "reporter"),)
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize(
    "below",
    [
        "男，1970年8月生，海云人，现任石桥镇镇长，主持镇政府全面工作。",
        "童小舟是石桥镇的一名普通护林员，三十年来走遍了山里。",
        "海云区人，1962年生。长期从事水利工作，曾获省级劳动模范称号。",
        "云溪镇",
    ],
)
def test_a_name_above_what_speaks_of_somebody_is_no_author(below: str) -> None:
    byline = read_byline(["童小舟", below])
    assert byline.credits == ()
    assert byline.paragraphs == ("童小舟", below)


@pytest.mark.parametrize("paragraph", UNSIGNED)
def test_what_only_looks_signed_credits_nobody(paragraph: str) -> None:
    byline = read_byline([OPENING, paragraph])
    assert byline.credits == ()
    assert byline.paragraphs == (OPENING, paragraph)


@pytest.mark.parametrize(
    "signature", ["（海云区红十字会 童小舟）", "（海云晚报石桥记者站 童小舟）", "（童小舟）"]
)
def test_a_signature_in_a_line_of_its_own_leaves_the_body(signature: str) -> None:
    byline = read_byline([OPENING, CLOSING, signature, "（编辑：柳青禾）"])
    assert byline.credits == (Credit("柳青禾", "editor"), Credit("童小舟", "reporter"))
    assert byline.paragraphs == (OPENING, CLOSING)


def test_notes_below_a_signature_are_passed_over() -> None:
    notes = ("新闻推荐", "石桥镇秋季运动会报名工作全面启动")
    byline = read_byline([OPENING + "（童小舟）", *notes])
    assert byline.credits == (Credit("童小舟", "reporter"),)
    assert byline.paragraphs == (OPENING + "（童小舟）", *notes)


@pytest.mark.parametrize(
    "end", ["（全文完）", "（资料图）", "（金融办）", "（单选）", "“人尽其才。”（顾小武）"]
)
def test_what_is_no_author_above_a_note_signs_nothing(end: str) -> None:
    assert read_byline([OPENING, CLOSING + end, "云潮资讯"]).credits == ()


def test_a_name_may_say_报道_behind_the_last_sentence() -> None:
    assert read_byline([OPENING, CLOSING + "童小舟报道"]).credits == credits("童小舟 R")


def test_a_count_in_brackets_below_a_signature_is_passed_over() -> None:
    below = ("编辑 柳青云", "6", "评论（0）")
    found = read_byline([OPENING, CLOSING + "（石桥社区关工委 童小舟）", *below]).credits
    assert set(found) == set(credits("童小舟 R, 柳青云 E"))


def test_authors_may_stand_among_the_lines_above_a_story() -> None:
    lines = ["校园动态", "2023-10-08", "王姚 童小舟", "11504"]
    assert read_byline([*lines, OPENING, CLOSING]).credits == credits("王姚 R, 童小舟 R")


def test_many_short_notes_may_stand_below_a_signature() -> None:
    notes = ["扫一扫在手机打开当前页", "0条评论", "*正文：", "|", "验证码：", "网友评论列表"]
    assert read_byline([OPENING, CLOSING + "（童小舟）", *notes]).credits == credits("童小舟 R")


@pytest.mark.parametrize("signature", ["（童小舟 柳青云", "  童小舟 柳依云"])
def test_a_signature_may_have_lost_its_bracket(signature: str) -> None:
    found = read_byline([OPENING, CLOSING + signature, "相关阅读："]).credits
    assert {credit.name[0] for credit in found} == {"童", "柳"}


@pytest.mark.parametrize("below", [CLOSING, "（石桥镇）", "云溪镇举行运动会" * 8])
def test_a_name_in_brackets_above_more_of_a_story_signs_nothing(below: str) -> None:
    assert read_byline([OPENING + "（童小舟）", below]).credits == ()


def test_each_part_of_a_story_has_its_signature() -> None:
    parts = ["石桥镇：", OPENING + "（童小舟 柳青禾）", "云溪镇：", CLOSING + "（郑小渔）"]
    assert set(read_byline(parts).credits) == set(credits("童小舟 R, 柳青禾 R, 郑小渔 R"))


def test_a_saying_within_a_signed_story_has_no_author() -> None:
    byline = read_byline([OPENING, "“人尽其才。”（顾小武）", CLOSING + "（郑小渔）"])
    assert byline.credits == (Credit("郑小渔", "reporter"),)


@pytest.mark.parametrize(
    "line", ["海云日报 童小舟", "海云区纪委监委网站  童小舟", "海云商报·云豹新闻网 童小舟"]
)
def test_the_paper_of_an_author_may_stand_above_an_essay(line: str) -> None:
    byline = read_byline([line, OPENING, CLOSING])
    assert byline.credits == (Credit("童小舟", "reporter"),)
    assert byline.paragraphs == (OPENING, CLOSING)


def test_a_unit_and_a_name_in_brackets_below_a_prize_sign_nothing() -> None:
    assert read_byline([OPENING, "一等奖", "（海云中学 童小舟）"]).credits == ()


def test_a_name_may_stand_above_its_unit() -> None:
    byline = read_byline([OPENING, CLOSING, "童小舟", "海云区气象台"])
    assert byline.credits == (Credit("童小舟", "reporter"),)
    assert byline.paragraphs == (OPENING, CLOSING, "海云区气象台")


def test_a_name_of_two_letters_signs_beside_a_longer_one() -> None:
    byline = read_byline([OPENING, CLOSING + "①", "童舟 柳青云"])
    assert byline.credits == credits("童舟 R, 柳青云 R")


@pytest.mark.parametrize("line", ["高山", "林海", "黄河", "石桥", "东方明珠"])
def test_a_word_above_an_essay_is_no_author(line: str) -> None:
    assert read_byline([line, OPENING, CLOSING]).credits == ()


def test_a_byline_elsewhere_leaves_the_last_line_alone() -> None:
    byline = read_byline(["本报讯（记者 柳青禾）石桥镇举行运动会。", CLOSING + "童小舟"])
    assert byline.credits == (Credit("柳青禾", "reporter"),)
