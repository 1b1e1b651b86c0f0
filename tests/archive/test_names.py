"""Names: what is one, how a printed one is tidied, and where a run of them is cut."""

import pytest

from archive.names import is_name, is_signed_name, split_names, tidy_name
from archive.surnames import SURNAMES


def test_surnames_have_weights_and_compound_ones_are_among_them() -> None:
    assert len(SURNAMES) > 400
    assert SURNAMES["王"] > SURNAMES["江"] > SURNAMES["雒"] > 0
    assert {"欧阳", "司马", "上官", "诸葛"} <= SURNAMES.keys()


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("李　明", "李明"),
        ("李 明", "李明"),
        (" 欧阳 远山 ", "欧阳远山"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提‧艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提●艾力", "买买提·艾力"),
        ("Ann  Lee", "Ann Lee"),
    ],
)
def test_tidy_name(printed: str, tidy: str) -> None:
    assert tidy_name(printed) == tidy


@pytest.mark.parametrize(
    "name",
    ["李明", "李　明", "方可欣", "欧阳修文", "潘立文", "白云峰", "陈方安生", "阿里木·买买提"],
)
def test_is_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "高新区",  # jieba's dictionary has it as a name
        "领导班子",
        "安全",
        "方案",
        "姚先生",
        "关于反",
        "王的",
        "李",
        "记者",
        "李明王小刚赵六",
        "",
    ],
)
def test_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("name", ["区小川", "况远", "相里云", "果基木", "后小川", "李明"])
def test_is_signed_name(name: str) -> None:
    assert is_signed_name(name)
    assert name == "李明" or not is_name(name)


@pytest.mark.parametrize("text", ["后来", "海外", "依法治", "区的", "况", "区女士", "文字"])
def test_is_no_signed_name(text: str) -> None:
    assert not is_signed_name(text)


def test_a_run_is_cut_by_signed_surnames_where_asked() -> None:
    assert split_names("刀小川线远山") == ("刀小川线远山",)
    assert split_names("刀小川线远山", signed=True) == ("刀小川", "线远山")


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("", ()),
        ("张三、李四，王五;赵六", ("张三", "李四", "王五", "赵六")),
        ("张三李四", ("张三", "李四")),
        ("董远亮陶山明", ("董远亮", "陶山明")),
        ("裴晓 覃山峰", ("裴晓", "覃山峰")),
        ("李　明、王小刚", ("李明", "王小刚")),
        ("李 明 张 三", ("李明", "张三")),
        ("王 小 明", ("王小明",)),
        ("李　明王小刚", ("李明", "王小刚")),
        ("欧阳修文王五", ("欧阳修文", "王五")),
        ("欧 阳 修", ("欧阳修",)),
        ("潘立文 张小图", ("潘立文", "张小图")),
        ("买买提•艾力 张三", ("买买提·艾力", "张三")),
        ("陈方安生", ("陈方安生",)),
        ("Ann Lee 张三", ("Ann Lee", "张三")),
        ("义小英", ("义小英",)),  # a surname not in the table
    ],
)
def test_split_names(run: str, names: tuple[str, ...]) -> None:
    assert split_names(run) == names


def test_a_long_run_is_cut_at_once() -> None:
    assert len(split_names("张三李小四" * 500)) == 1000
