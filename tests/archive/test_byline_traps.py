"""What looks like the bylines of portals and local papers, and is none; all text is invented."""

import pytest

from archive.byline import read_byline
from tests.archive.byline_notation import credits

PROSE = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
LINES_OF_A_STORY = """
记者：何时动工。|支书：五月。|记者：安全吗。|记者：明年有何打算。|主播：晚安。|校对：完成。|文字：安徽。|供图：石桥镇。
记者曾问：“你后悔吗？”|记者连问：“为什么？”|记者解析：为什么要修桥|记者支招：怎样选种|记者万里行：走进石桥
来自：李家庄的老人王德福
"""


@pytest.mark.parametrize("line", LINES_OF_A_STORY.replace("\n", "|").strip("|").split("|"))
def test_a_line_of_a_story_stays_and_credits_nobody(line: str) -> None:
    byline = read_byline([PROSE, line, PROSE])
    assert byline.credits == ()
    assert byline.paragraphs == (PROSE, line, PROSE)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("高山流水", "摄影"),
        ("石桥古镇", "航拍"),
        ("金秋十月", "图片报道"),
        ("古筝", "摄影"),
        ("高中组", "摄影"),
    ],
)
def test_headings_in_two_lines_are_no_byline(line: str, following: str) -> None:
    byline = read_byline([PROSE, line, following])
    assert [credit for credit in byline.credits if credit.role == "photographer"] == []


@pytest.mark.parametrize(
    "end",
    ["■ 张家口 承德 保定", "◎ 金色田野", "■ 全文完", "◇ 安全提示", "□ 石桥文苑", "□ 高中"],
)
def test_a_square_behind_a_sentence_marks_other_things_too(end: str) -> None:
    assert read_byline([PROSE, f"{PROSE}{end}"]).credits == ()


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (PROSE, "杨梅 李子"),
        (PROSE, "雷公山 凤凰山"),
        ("比赛名单终于揭晓，以下几位同学进入决赛，祝贺他们。", "张云山 李小河 王子文 赵明德"),
    ],
)
def test_what_a_story_lists_signs_nothing(above: str, line: str) -> None:
    assert read_byline([PROSE, above, line]).credits == ()


@pytest.mark.parametrize("outlet", ["金山云", "钱江云", "云山行", "江南声"])
def test_an_outlet_with_a_surname_is_a_source(outlet: str) -> None:
    assert read_byline([f"来源：{outlet}", PROSE]).credits == credits(f"{outlet} S")


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("作者：张国华中国海云研究院研究员", "张国华"),
        ("作者：周建华东南大学教授", "周建华"),
        ("作者：李建国家海云研究院研究员", "李建"),
    ],
)
def test_a_name_stuck_to_its_school_is_whole(note: str, name: str) -> None:
    assert read_byline([PROSE, f"（{note}）"]).credits == credits(f"{name} R")


def test_a_mountain_in_brackets_opens_no_story() -> None:
    assert read_byline(["（白云山）近日，游客很多。", PROSE]).credits == ()


def test_who_stands_before_a_media_centre_is_a_reporter() -> None:
    byline = read_byline([PROSE, "（童小舟 石桥县融媒体中心 江小禾）"])
    assert byline.credits == credits("童小舟 R, 江小禾 R")
