"""Questions that show the query language, for the help page.

In: nothing. Out: `EXAMPLES`, each question with what it finds; a test asks them of the sample
archive, and each finds something there.
"""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A question as typed, and in Chinese what it finds."""

    question: str
    explanation: str


EXAMPLES: tuple[tuple[str, tuple[Example, ...]], ...] = (
    (
        "查词",
        (
            Example("营商环境", "文中连写“营商环境”的报道，或者这几个词都出现的报道。"),
            Example("5G", "字母和数字也是词；大小写、全角半角都一样。"),
            Example("營商環境", "繁体和简体都能查。"),
            Example("5G营商环境", "连写的字母和汉字分开查，都要有。"),
            Example("*", "全部报道。"),
        ),
    ),
    (
        "原样查",
        (
            Example('"长者食堂"', "引号里的字要一字不差地连在一起，标点也算。"),
            Example("“一张表、一个窗口”", "中文引号也行。"),
            Example("「长者食堂」", "直角引号也行。"),
            Example('"5G 营商环境"~3', "这些词在同一段里，先后不限，中间最多隔 3 个词。"),
            Example("营商*", "以“营商”开头的词。"),
            Example("长者食*", "几个词连成的开头：文中有“长者食”，后面任意。"),
        ),
    ),
    (
        "合在一起查",
        (
            Example("地铁 公园", "空格表示都要有。"),
            Example("地铁 AND 公园", "AND 也是都要有，要大写。"),
            Example("春耕 OR 寒潮", "有一个就行，OR 要大写。"),
            Example("春耕 | 寒潮", "竖线也是有一个就行。"),
            Example("营商环境 -寒潮", "减号后面的词不能有。"),
            Example("会议 NOT 寒潮", "NOT 也是不能有，要大写。"),
            Example("会议 !寒潮", "叹号也是不能有。"),
            Example("(春耕 OR 地铁) 记者", "括号里的先算。"),
        ),
    ),
    (
        "只在一处查",
        (
            Example("标题:营商环境", "只查标题，含引题和副题。"),
            Example("正文:地铁公园", "只查正文和图片说明。"),
            Example("署名:林小满", "署名的记者、通讯员、摄影和来源。"),
            Example("标题:(春耕 OR 地铁)", "括号里的都在标题里查。"),
            Example('标题:"地铁公园"', "标题里原样有的。"),
            Example("职务:区长", "提到这一职务的报道。"),
            Example("机构:区政协", "提到这一机构的人的报道。"),
        ),
    ),
    (
        "按记者、人物、版面查",
        (
            Example("记者:林小满", "署名记者正是这个名字。"),
            Example("记者:林*", "记者的名字以“林”开头。"),
            Example("官员:沈惟清", "写到这位官员及其职务。"),
            Example("官员:沈惟清 官员:贺春霖", "两位官员都写到。"),
            Example("版:A01", "登在 A01 版。"),
            Example("栏目:*", "有栏目名的报道。"),
            Example("报纸:yanhu", "这份报纸的报道，用报纸的代号。"),
            Example("月:2023-03", "这个月出版的。"),
        ),
    ),
    (
        "按日期查",
        (
            Example("日期:2023-03-08", "这一天出版的。"),
            Example("日期:2023-03", "这个月出版的；只写年份也行。"),
            Example("日期:2023-01-01..2023-03-31", "从哪天到哪天，两头都算。"),
            Example("日期:2023-03..", "这个月起出版的；“..2023-03”是到这个月为止。"),
            Example("日期:[2023-01-01 TO 2023-03-31]", "另一种写法，一样的意思。"),
            Example("事发:2023-03-06", "事情发生在这一天，不是出版日期。"),
        ),
    ),
)
"""Groups of examples, each with its heading."""
