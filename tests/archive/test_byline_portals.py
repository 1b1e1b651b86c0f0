"""Bylines as portals and pages of fields print them, blanks of every kind, roles that stand alone.

Names and places are invented.
"""

import re
import sys
import time

import pytest

from archive.byline import read_byline
from archive.byline.words import EDITOR
from archive.names import split_names
from tests.archive.byline_notation import credits

PROSE = "连日来，海云区各项工作有序推进，现场一派繁忙景象，前来参加的群众络绎不绝。"
BLANKS = [letter for code in range(sys.maxunicode) if (letter := chr(code)).isspace()]
INVISIBLE = "\u200b\u200d\u2060\ufeff\u00ad"
ROLES_ALONE = """
核发 核稿 副总编 指导老师 视觉 插画 组版 排版 美工 后期 制作 导演 配音 出镜 主播 播音
值班责编 值班主任 责任校对 监制 出品人 文案
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2023-10-08 16:22   石桥镇   童小舟", "童小舟 R"),
        ("2023年10月08日 21:37   海云经视   童小舟,江小禾", "童小舟 R, 江小禾 R"),
        (
            "2023-10-8 09:56| 编辑: 江小禾 | 查看: 297| 评论: 0"
            "|原作者: 记者 高山 文/摄|来自: 海云晚报",
            "海云晚报 S, 江小禾 E, 高山 R, 高山 P",
        ),
        ("文章来源:童小舟 | 作者: | 发表时间:2023-10-08 | 点击率:949", "童小舟 R"),
        ("云溪新闻记者 童小舟 云溪新闻石桥观察 江小禾", "童小舟 R, 江小禾 R"),
        ("（海云晚报·海云一点 童小舟 通讯员 江小禾）", "童小舟 R, 江小禾 C"),
        (
            "文章来源:石桥街道浏览量:发表时间:2023-10-08 14:54 责任编辑:江小禾",
            "石桥街道 S, 江小禾 E",
        ),
        ("| 在线投稿 | 手机版", ""),
        (
            "2023-10-08 11:59   发布于云山 阅读数: 844 石桥市医院   童小舟/文 江小禾/图",
            "童小舟 R, 江小禾 P",
        ),
        ("石桥市云溪县委组织部 童小舟 融媒体中心 江小禾", "童小舟 R, 江小禾 R"),
        ("初审:童小舟 编辑:江小禾 责编:礼嘉 我要留言", "童小舟 E, 江小禾 E, 礼嘉 E"),
        ("供稿人:云溪县供销合作社 童小舟。", "童小舟 C"),
        ("通讯员:院记者团 童小舟", "童小舟 C"),
        ("信息工程学院 供稿", "信息工程学院 S"),
    ],
)
def test_fields_in_a_line(line: str, expected: str) -> None:
    assert read_byline([line, PROSE, PROSE]).credits == credits(expected)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (f"{PROSE}大妈不停地说：“还是好！” 郑临临", "郑临临 R"),
        (f"{PROSE}■ 童小舟 呼静茹", "童小舟 R, 呼静茹 R"),
        (f"{PROSE}□江小禾", "江小禾 R"),
        (f"{PROSE}■ 相关链接", ""),
        (f"{PROSE}张华 罗鹏", "张华 R, 罗鹏 R"),
        (f"{PROSE}口江小禾 图/文", "江小禾 R, 江小禾 P"),
        # the letters of colours are given twice, too
        (f"{PROSE}大妈不停地说：“还是好！” 白花花", ""),
        (f"{PROSE}大家张大了口江小禾", ""),
        (f"{PROSE}(作者：方敏北京石桥大学云溪学院教授)", "方敏 R"),
        (f"{PROSE}（作者：江小禾中国海云大学研究员）", "江小禾 R"),
    ],
)
def test_the_end_of_a_story(end: str, expected: str) -> None:
    assert read_byline([PROSE, end]).credits == credits(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("记者 童小舟：我身后就是石桥，桥面已经修好。", "童小舟 R"),
        ("记者：桥面修好了吗？", ""),
        ("记者 了解：桥面已经修好。", ""),
        ("海云信息港讯（海云日报 记者童小舟日前，云山区举行风筝节，百余人参加。", "童小舟 R"),
        ("（童小舟 江小禾）近期，云山区接连举行风筝节。", "童小舟 R, 江小禾 R"),
        ("大众新闻·海云新闻 童小舟 2023-10-09 12:01:34原创", "童小舟 R"),
    ],
)
def test_reporters_at_the_opening(line: str, expected: str) -> None:
    assert read_byline([line, PROSE, PROSE]).credits == credits(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("厉向军 周意沁", "厉向军 R, 周意沁 R"),
        ("谢小川 陈一布 郑宝元 臧晓松", "谢小川 R, 陈一布 R, 郑宝元 R, 臧晓松 R"),
        ("厉矛盾 周处理", ""),
        ("周意沁", ""),
        ("劳动力", ""),
    ],
)
def test_names_alone_below_a_story(line: str, expected: str) -> None:
    assert read_byline([PROSE, PROSE, line]).credits == credits(expected)


def test_a_note_of_the_editors_below_a_signature_is_passed_over() -> None:
    byline = read_byline([PROSE, f"{PROSE}（孔闯）", "（云溪网要闻部编辑）"])
    assert byline.credits == credits("孔闯 R")


def test_names_and_their_work_may_be_two_lines() -> None:
    byline = read_byline([PROSE, "文小舟 杭菲菲", "摄影报道"])
    assert byline.credits == credits("文小舟 R, 文小舟 P, 杭菲菲 R, 杭菲菲 P")
    assert byline.paragraphs == (PROSE,)


def test_a_channel_names_its_reporter_in_brackets() -> None:
    byline = read_byline([f"海云石桥在线(童小舟)10月8日，{PROSE}"])
    assert byline.credits == credits("童小舟 R")


@pytest.mark.parametrize("name", ["李小𬭎", "李𫖯", "李小㛃"])
@pytest.mark.parametrize("line", ["本报记者 {}", "（通讯员 {}）", "{} 摄", "责任编辑：{}"])
def test_names_of_rare_letters(name: str, line: str) -> None:
    assert [credit.name for credit in read_byline([PROSE, line.format(name)]).credits] == [name]


@pytest.mark.parametrize("blank", BLANKS)
def test_every_blank_of_unicode_parts_words(blank: str) -> None:
    assert read_byline([f"本报记者{blank}童小舟"]).credits == credits("童小舟 R")
    assert read_byline([f"责任编辑：{blank}校对：童小舟"]).credits == credits("童小舟 E")
    assert read_byline([f"来源等图{blank}报道"]).credits == ()


@pytest.mark.parametrize("letter", INVISIBLE)
def test_invisible_letters_are_passed_over(letter: str) -> None:
    assert read_byline([f"本报记{letter}者{letter}童小舟"]).credits == credits("童小舟 R")


@pytest.mark.parametrize("role", ROLES_ALONE.split())
def test_each_role_is_a_byline_of_its_own(role: str) -> None:
    assert re.fullmatch(EDITOR, role)
    assert read_byline([PROSE, f"{role}：童小舟"]).credits == credits("童小舟 E")


def test_a_long_run_of_names_is_quick() -> None:
    started = time.process_time()
    assert len(split_names("张三李小四" * 8000)) == 16_000
    assert time.process_time() - started < 5
