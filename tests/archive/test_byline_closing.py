"""What closes a story: offices and names in brackets, page furniture, columns of labels.

What is invented: all text, names, offices and outlets.
"""

import pytest

from archive.byline import read_byline
from archive.byline.furniture import without_furniture
from tests.archive.byline_notation import credits

OPENING = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
CLOSING = "下一步，海云区将继续完善措施，做好后续服务。"

# In brackets behind the last sentence: a place or an office, and who writes from there.
FROM_AN_OFFICE = [
    ("（石桥乡童智）", ""),
    ("（石桥乡陈智）", "陈智 R"),
    ("（云溪镇童小舟、江文健）", "童小舟 R, 江文健 R"),
    ("（文昌街道童小舟 柳青云）", "童小舟 R, 柳青云 R"),
    ("（县融媒体中心童小舟）", "童小舟 R"),
    ("（市医保局 童小舟）", "童小舟 R"),
    ("（云溪派出所童小舟）", "童小舟 R"),
    ("（石桥镇中心学校柳青云）", "柳青云 R"),
    ("（云溪人民医院李小明）", "李小明 R"),
    ("（月河社区关工委李小明）", "李小明 R"),
    ("（石桥乡政府）", ""),
    ("（均由市医保局提供）", ""),
    ("（完）", ""),
    ("（石桥镇李家庄）", ""),
    ("（石桥镇白云山）", ""),
    ("（石桥镇金银花）", ""),
    ("（石桥镇高新区）", ""),
    ("（石桥镇党委书记童小舟）", ""),
    ("（云溪镇人民政府办公室）", ""),
    # an office before what was made
    ("（宣教团图/文 童小舟）", "童小舟 R, 童小舟 P"),
    ("（云溪镇中心小学 文/图 童小舟）", "童小舟 R, 童小舟 P"),
    ("（石桥文明宣传团）", ""),
]

FURNITURE = """
用户登录|还没有账号?|立即注册|请输入验证码|登录/注册|登录后发表评论|忘记密码？|用户名：
评论:|提交评论|条评论|共12条评论|查看更多评论|网友评论（0）|我来说两句|说点什么...|暂无评论
分享到：|分享到：微信 朋友圈|扫一扫在手机打开当前页|长按识别二维码关注公众号|返回顶部|打印本页
推荐阅读|相关新闻：|猜你喜欢|点击加载更多|海ICP备00000000号|海云新闻信息服务许可证：00000000000
"""
# What may close a story and is no furniture.
OF_A_STORY = """
评论员童小舟主持会议|登录平台的企业有三百家|石桥镇|扫码报名参加秋季运动会|分享会在云溪镇举行
推荐人：童小舟|收藏家童小舟|相关部门正在调查|注册志愿者三百人|评论区留言最多的三条
"""


def _lines(table: str) -> list[str]:
    return table.replace("\n", "|").strip("|").split("|")


@pytest.mark.parametrize(("end", "expected"), FROM_AN_OFFICE)
def test_a_place_or_an_office_may_run_together_with_its_names(end: str, expected: str) -> None:
    byline = read_byline([OPENING, CLOSING + end])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (OPENING, CLOSING + end)


@pytest.mark.parametrize("line", _lines(FURNITURE))
def test_furniture_below_a_story_is_none_of_it(line: str) -> None:
    byline = read_byline([OPENING, CLOSING + "（童小舟）", line, "编辑：江小禾"])
    assert set(byline.credits) == set(credits("童小舟 R, 江小禾 E"))
    assert byline.paragraphs == (OPENING, CLOSING + "（童小舟）")
    assert read_byline([line]).credits == ()


def test_names_above_furniture_close_a_story() -> None:
    byline = read_byline([OPENING, CLOSING, "童小舟 江小禾", "用户登录", "还没有账号?", "立即注册"])
    assert byline.credits == credits("童小舟 R, 江小禾 R")
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize("line", _lines(OF_A_STORY))
def test_a_short_line_of_a_story_is_no_furniture(line: str) -> None:
    assert without_furniture((OPENING, line)) == (OPENING, line)


def test_furniture_among_the_paragraphs_stays() -> None:
    assert without_furniture((OPENING, "网友评论", CLOSING)) == (OPENING, "网友评论", CLOSING)
    assert without_furniture(("分享到", "评论")) == ("分享到", "评论")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("作者：文/记者童小舟 通讯员江小禾 图/通讯员供", "童小舟 R, 江小禾 C"),
        ("作者：记者童小舟", "童小舟 R"),
        ("图/通讯员提供", ""),
        ("责任编辑：童小舟     签审：江小禾", "童小舟 E, 江小禾 E"),
        ("责任编辑：童小舟   编务：江小禾", "童小舟 E"),
        ("编务：江小禾   责任编辑：童小舟", "童小舟 E"),
        ("编 辑：童 舟（实 习）", "童舟 E"),
        ("来 源：石桥镇政府", "石桥镇政府 S"),
        ("发布来源：海云报业·云潮客户端", "海云报业·云潮客户端 S"),
        ("来源：云潮网-石桥频道  2023年10月08日16:14", "云潮网-石桥频道 S"),
        ("编辑 | 童小舟 实习生 江小禾", "童小舟 E, 江小禾 E"),
        ("编辑：童小舟 实习生：江小禾", "童小舟 E, 江小禾 R"),
        ("2023-10-08 出处：石桥中心小学 作者：童小舟 有1182位读者读过", "童小舟 R, 石桥中心小学 S"),
        ("作者：童小舟 1.2万次阅读", "童小舟 R"),
        ("作者：童小舟 浏览 356", "童小舟 R"),
        ("作者：童小舟 点击率：356次", "童小舟 R"),
        ("作者：童小舟 阅读（35）", "童小舟 R"),
    ],
)
def test_a_line_is_a_byline(line: str, expected: str) -> None:
    byline = read_byline([OPENING, CLOSING, line])
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("（储小舟 陈婷）", "储小舟 R, 陈婷 R"),
        ("（寸小舟 王 静 摄影报道）", "寸小舟 R, 寸小舟 P, 王静 R, 王静 P"),
        ("（编校：童小舟）", "童小舟 E"),
        ("（储蓄 陈列）", ""),
        ("（储备粮库）", ""),
    ],
)
def test_a_plain_name_vouches_for_a_rare_one(signature: str, expected: str) -> None:
    byline = read_byline([OPENING, CLOSING + signature])
    assert set(byline.credits) == set(credits(expected))


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("本网（童小舟 江小禾）讯", "童小舟 R, 江小禾 R"),
        ("本报（母俊 李小红）讯", "母俊 R, 李小红 R"),
        ("本报（水利所 童小舟）讯", "童小舟 R"),
        ("本报（童宝山 江小禾）讯", "童宝山 R, 江小禾 R"),
        ("本报（石桥山）讯", ""),
        ("本报（第三版）", ""),
    ],
)
def test_names_may_stand_inside_a_dateline(lead: str, expected: str) -> None:
    assert read_byline([lead + OPENING]).credits == credits(expected)


def test_a_role_and_names_may_stand_above_what_they_made() -> None:
    byline = read_byline([OPENING, CLOSING, "通讯员童小舟 江小禾", "摄影报道"])
    expected = "童小舟 C, 童小舟 P, 江小禾 C, 江小禾 P"
    assert set(byline.credits) == set(credits(expected))
    assert byline.paragraphs == (OPENING, CLOSING)


def test_labels_of_an_issue_and_offices_behind_them() -> None:
    byline = read_byline([OPENING, CLOSING, "■整理编辑：童小舟", "■本期摄影：江小禾"])
    assert set(byline.credits) == set(credits("童小舟 E, 江小禾 P"))
    office = read_byline([OPENING, CLOSING, "作者：赤岭路街道", "编辑：童小舟"])
    assert office.credits == credits("童小舟 E")


@pytest.mark.parametrize("line", ["编辑：童小舟 时间：十点", "童小舟说：编辑：江小禾"])
def test_what_only_begins_as_labels_do_stays(line: str) -> None:
    byline = read_byline([OPENING, line])
    assert byline.credits == ()
    assert byline.paragraphs == (OPENING, line)


def test_a_column_of_labels_names_rare_people() -> None:
    column = ["编辑", "童宇轩", "责编", "柏鹤", "编审", "杨思翰"]
    byline = read_byline([OPENING, CLOSING, *column])
    assert byline.credits == credits("童宇轩 E, 柏鹤 E, 杨思翰 E")
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize("column", [["编辑", "柏鹤"], ["编辑", "发布", "责编", "平台"]])
def test_a_label_above_a_word_stays(column: list[str]) -> None:
    assert read_byline([OPENING, *column]).paragraphs == (OPENING, *column)


def test_words_and_pictures_may_be_from_several_roles() -> None:
    lead = f"海云讯（记者 童小舟 通讯员 江小禾 柳青云 文/供图）{OPENING}"
    expected = "童小舟 R, 童小舟 P, 江小禾 C, 江小禾 P, 柳青云 C, 柳青云 P"
    assert set(read_byline([lead]).credits) == set(credits(expected))


@pytest.mark.parametrize("line", ["2023年10月8日  童小舟 柳青云", "2023-10-08 童小舟"])
def test_a_day_and_names_may_stand_above(line: str) -> None:
    byline = read_byline([line, OPENING, CLOSING])
    assert {credit.name for credit in byline.credits} <= {"童小舟", "柳青云"}
    assert byline.credits
    assert byline.paragraphs == (OPENING, CLOSING)


@pytest.mark.parametrize("line", ["2023年10月8日 石桥镇 云溪镇", "2023年10月8日 星期日 晴"])
def test_a_day_and_words_name_nobody(line: str) -> None:
    assert read_byline([line, OPENING, CLOSING]).credits == ()


def test_each_part_of_a_paragraph_has_its_signature() -> None:
    story = f"{OPENING}（刘申仙） 在云溪镇，{CLOSING}（童小舟）"
    assert set(read_byline([story]).credits) == set(credits("刘申仙 R, 童小舟 R"))
    place = f"{OPENING}（云溪镇） 在石桥镇，{CLOSING}（童小舟）"
    assert read_byline([place]).credits == credits("童小舟 R")


@pytest.mark.parametrize(("above", "expected"), [(["来源：云潮网"], "云潮网 S"), ([], "海云社 S")])
def test_the_agency_of_a_picture_is_no_source_beside_one(above: list[str], expected: str) -> None:
    caption = "图为活动现场（10月8日摄）。海云社发"
    byline = read_byline([*above, OPENING, caption, CLOSING])
    assert byline.credits == credits(expected)
