"""Columns to mend: repeated fragments, broken paragraphs, and headlines cut into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Repair
from archive.repair import Headline, headline_parts, mend


def test_a_repeated_end_is_dropped() -> None:
    mended = mend(
        ["全区上下要把河道清淤抓实抓细，让小满河早日变清。", "早日变清。", "会议开了两小时。"]
    )
    assert mended.paragraphs == (
        "全区上下要把河道清淤抓实抓细，让小满河早日变清。",
        "会议开了两小时。",
    )
    assert mended.repairs == (Repair("drop_duplicate_fragment", 0, removed="早日变清。"),)


def test_a_broken_word_is_joined() -> None:
    mended = mend(
        ["开场白说完了。", "柳湾社区今年要办三件事，头一件是新增停车", "位八十个，方便夜归的人。"]
    )
    assert (
        mended.paragraphs[1] == "柳湾社区今年要办三件事，头一件是新增停车位八十个，方便夜归的人。"
    )
    (repair,) = mended.repairs
    assert (repair.kind, repair.paragraph) == ("join_broken_paragraph", 1)
    assert repair.left.endswith("新增停车")
    assert repair.right.startswith("位八十个")


def test_a_paragraph_broken_twice_is_one() -> None:
    mended = mend(["会上，大家围绕老旧小区加装电", "梯、增设充电", "桩等事项提出建议。"])
    assert mended.paragraphs == ("会上，大家围绕老旧小区加装电梯、增设充电桩等事项提出建议。",)
    assert [repair.paragraph for repair in mended.repairs] == [0, 0]


def test_subheadings_and_captions_stay() -> None:
    paragraphs = (
        "镇里定下三件事。",
        "先修水渠",
        "八公里水渠在清明前修通，浇地不再排队。",
        "图为村民在渠边试水 周一禾 摄",
        "二、再换管网",
        "自来水管网换新，水压稳了，水质也好了。",
    )
    assert mend(paragraphs).paragraphs == paragraphs
    assert mend(paragraphs).repairs == ()


@given(st.lists(st.text("青川新区柳湾。，、”会议"), max_size=8))
def test_mending_only_drops_and_joins(paragraphs: list[str]) -> None:
    mended = mend(paragraphs)
    joins = sum(repair.kind == "join_broken_paragraph" for repair in mended.repairs)
    drops = [repair.removed for repair in mended.repairs if repair.removed]
    assert len(mended.paragraphs) + joins + len(drops) == len(paragraphs)
    assert sum(map(len, mended.paragraphs)) + sum(map(len, drops)) == sum(map(len, paragraphs))
    assert all(repair.paragraph < len(mended.paragraphs) for repair in mended.repairs)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        # inside a clause: a verb and its object, a modifier, a subject and its verb
        (["区领导会见 北岭物流考察团"], ("", "区领导会见北岭物流考察团", "")),
        (["青禾区获评 省级卫生城区"], ("", "青禾区获评省级卫生城区", "")),
        (["区领导调研 重点项目建设"], ("", "区领导调研重点项目建设", "")),
        (["清水镇举办 第五届荷花节"], ("", "清水镇举办第五届荷花节", "")),
        (["青禾区召开湿地公园二期 规划评审会"], ("", "青禾区召开湿地公园二期规划评审会", "")),
        (["青禾区开展第四季度 安全生产检查"], ("", "青禾区开展第四季度安全生产检查", "")),
        (["青禾区人大常委会 召开第三次会议"], ("", "青禾区人大常委会召开第三次会议", "")),
        (["我区今年将新建 十所幼儿园"], ("", "我区今年将新建十所幼儿园", "")),
        (["县作协走进 青禾区第二医院"], ("", "县作协走进青禾区第二医院", "")),
        (["周明华到柳湾镇 调研夏粮收购"], ("", "周明华到柳湾镇调研夏粮收购", "")),
        (["周明华到柳湾镇调研 夏粮收购工作"], ("", "周明华到柳湾镇调研夏粮收购工作", "")),
        (["青禾区启动“满城花开” 主题活动"], ("", "青禾区启动“满城花开”主题活动", "")),
        (["青禾区政府与北岭大学 签署共建协议"], ("", "青禾区政府与北岭大学签署共建协议", "")),
        (["区总工会开展 “送清凉”活动"], ("", "区总工会开展“送清凉”活动", "")),
        (["青禾区首批 人才公寓交付"], ("", "青禾区首批人才公寓交付", "")),
        (["区领导看望慰问 困难老人"], ("", "区领导看望慰问困难老人", "")),
        # two clauses: kicker and headline, or headline and what is to be done
        (
            ["筑牢防汛屏障 青禾区开展应急演练"],
            ("筑牢防汛屏障", "青禾区开展应急演练", ""),
        ),
        (
            ["林区长到明月街道调研 扎实推进旧城改造"],
            ("", "林区长到明月街道调研", "扎实推进旧城改造"),
        ),
        (
            ["全区经济运行分析会召开 一季度实现开门红"],
            ("全区经济运行分析会召开", "一季度实现开门红", ""),
        ),
        (
            ["周明华在全区安全生产会议上强调 压实责任守牢底线"],
            ("周明华在全区安全生产会议上强调", "压实责任守牢底线", ""),
        ),
        (
            ["水退路通 人勤田绿 青禾区开展秋季抢种"],
            ("水退路通 人勤田绿", "青禾区开展秋季抢种", ""),
        ),
        (
            ["家门口的公交来了 青禾区新辟三条线路"],
            ("家门口的公交来了", "青禾区新辟三条线路", ""),
        ),
        (
            ["一碗粥里的牵挂 青禾区长者食堂开张满年"],
            ("一碗粥里的牵挂", "青禾区长者食堂开张满年", ""),
        ),
        (
            ["青禾区首条环湖绿道建成 串起九个村 惠及三万人"],
            ("", "青禾区首条环湖绿道建成", "串起九个村 惠及三万人"),
        ),
        # lines of their own
        (
            ["强筋骨 补短板 添后劲", "青禾区工业座谈会举行"],
            ("强筋骨 补短板 添后劲", "青禾区工业座谈会举行", ""),
        ),
        (
            ["青禾区百套安居房投入使用", "可供教师和医护人员入住"],
            ("", "青禾区百套安居房投入使用", "可供教师和医护人员入住"),
        ),
        (["把诊室搬进村", "青禾区巡回医疗队下乡"], ("把诊室搬进村", "青禾区巡回医疗队下乡", "")),
        (
            ["青禾区召开湿地公园 规划评审会", "方案已经三轮修改"],
            ("", "青禾区召开湿地公园规划评审会", "方案已经三轮修改"),
        ),
        (
            ["以赛促学", "青禾区举办护理技能竞赛", "三十二名选手参加"],
            ("以赛促学", "青禾区举办护理技能竞赛", "三十二名选手参加"),
        ),
        (["青禾区召开年中", "经济工作会"], ("", "青禾区召开年中经济工作会", "")),
        ([], ("", "", "")),
    ],
)
def test_headlines(lines: list[str], parts: tuple[str, str, str]) -> None:
    assert headline_parts(lines) == Headline(*parts)


@given(st.lists(st.text("青川召开会议强调推进 “”、的", max_size=12), max_size=4))
def test_no_headline_text_is_lost(lines: list[str]) -> None:
    parts = headline_parts(lines)
    printed = "".join("".join(lines).split())
    assert "".join((parts.kicker + parts.headline + parts.subhead).split()) == printed
