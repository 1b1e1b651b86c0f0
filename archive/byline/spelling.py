"""A byline in one way of writing, whatever the page prints between its words.

In: a line that may be a byline. Out: the same people, roles, works and sources in words that
`archive.byline.line` knows, parted by blanks, less what names nobody.
"""

from __future__ import annotations

import re

from archive.byline.beside import names_beside
from archive.byline.names import plain_names
from archive.byline.words import BARS, BULLET, EDITED, RANKS
from archive.letters import HAN
from archive.patterns import either

SOURCE_KINDS = (
    "(?:(?:封面)?(?:图片?|照片|视频|题图|配图)"
    "|稿件|信息|文章|新闻|本文|资料|内容|消息|文档|发布|素材)"
)
_BRACKETS = str.maketrans(dict.fromkeys("（）()【】[]〔〕〖〗", " "))
# 张云山本报通讯员 李小河
_OWN_GLUED = re.compile(
    rf"(?<=[{HAN}]{{2}})(?=本[报网台刊社站](?:特约|见习|实习|首席|全媒体)?(?:记者|通讯员|实习生))"
)
# 海云晚报、88度视频首席记者, 海云日报/云潮新闻记者, 云方+记者
_LISTED_ENDS = either("[报网台社+＋] 新闻 客户端 融媒 中心 频道 广播 发布 视频 在线 杂志 周刊")
_FREE = rf"(?:(?<![{HAN}：:－—-])|(?<=[/／][文图摄]))(?<![：:]\s)(?!(?<=[/／])[文图摄])"
_OUTLETS_LISTED = re.compile(
    rf"{_FREE}(?:(?P<others>(?:《?[{HAN}A-Za-z0-9]{{2,10}}?(?:{_LISTED_ENDS})》?[\s/／、·]{{1,2}})+)"
    rf"《?[{HAN}A-Za-z0-9]{{2,10}}?[+＋]?》?|[{HAN}]{{2,4}}[+＋])(?={RANKS}(?:记者|通讯员))"
)
# 本报石桥记者站 张云山
_STATION = re.compile(rf"本[报台网][{HAN}]{{0,8}}记者站(?=\s)")
# 张云山（云山中烟）摄
_UNIT_OF_THE_SHOT = re.compile(rf"(?<=[{HAN}]{{2}})[（(][{HAN}]{{2,10}}[)）](?=\s?摄)")
# 记者 、摄影、视频制作 张云山
_REPORTER_AND_WORK = re.compile(
    rf"(?<![{HAN}])记者\s?[、/／]\s?摄影(?:\s?[、/／]\s?(?:视频)?(?:制作|剪辑)?)*(?=[\s：:])"
)
# 通讯员：院记者团 张云山
_CLUB = re.compile(rf"(?<=[：:])\s?[{HAN}]{{0,8}}(?:记者|通讯)[团社站]\s")
# 作者/出处：张云山
_AUTHOR_OR_ORIGIN = re.compile(r"作者\s?[/／]\s?(?:出处|来源|单位)(?=\s?[：:])")
# 来源：学生工作部（团委）
_SOURCE_AND_PART = re.compile(rf"(来源\s?[：:]\s?[{HAN}]{{2,20}})[（(]([{HAN}]{{2,10}})[)）]")
# 【来源】海云日报
_SOURCE_IN_BRACKETS = re.compile(r"[【\[](来源|稿源)[】\]]\s?")
# 作者：文/记者张云山 图/通讯员供
_AUTHORS_BY_ROLE = re.compile(
    r"作者\s?[：:]\s?(?=[文图](?:\s?[/／]\s?[文图])?\s?[/／：:]|(?:本报|本台|见习|实习)?(?:记者|通讯员))"
)
_GIVEN_BY_NOBODY = re.compile(
    r"(?<=\s)(?:图片?|照片|摄影)\s?[/／：:|]\s?(?:受访者|采访对象|受访单位|通讯员|主办方|学校|单位)(?:供图?|提供)(?=\s|$)"
)
# 编　　辑：张云山
_PADDED = re.compile(
    r"([编记校责摄审作监总主供撰策统一二三初复终])[ \u3000\xa0]+"
    r"([辑者对编影核审校制稿划筹])(?=\s?[：:])"
)
# 本文来源：云山日报责任编辑：张云山 is two labels
_GLUED = re.compile(
    rf"(?:(?:值班|当班)?总编辑|(?:{EDITED})*编辑|(?:值班|本版)?责编|(?:责任|值班|文字|图片)*校对|(?:值班|内容)*审核人?"
    r"|(?<!专栏)(?<!特约)(?<!原)作者|(?:发布|更新|发表|上传|录入|发稿)(?:时间|日期)|纠错|标签"
    rf"|{SOURCE_KINDS}?来源)(?=\s?[：:|])|(?<=[{HAN}])(?:时间|日期)(?=\s?[：:]\s?\d{{4}})"
)
_STAMP = (
    r"(?:^(?=时间)|[\s，])(?:(?:发布|更新|发表|上传|录入|发稿)?(?:时间|日期)\s?[：:]\s?)?"
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?|\s第?\d{1,2}版"
)
_COUNTS = (
    r"\s?(?:被?阅览|阅读|浏览|点击|访问|查看|评论|回复)(?:次数|量|数|率)?\s?(?:[：:]?\s*\d+(?:\s?次)?|[：:]\s*次?(?=$|\s))"
    r"|(?:\s?\d+条(?:点击|评论))+|\s人气\s?[：:](?:\s*\d+)?"
    # 有1182位读者读过, 1.2万次阅读, 阅读（35）
    r"|\s(?:已经?)?有?\s?\d[\d,.]*[万千]?\+?\s?[位个人次]*(?:读者|网友|用户)?(?:已?阅读|读过|看过|[浏游]览|点击|查看|围观|点赞)(?:量|过|数|本文)?"
    r"|\s(?:阅读|浏览|点击|访问|查看|人气|围观)(?:次数|量|数|率)?\s?(?:[：:]\s?)?(?:[（(]\s?\d*\s?[)）]|\d[\d,.]*[万千wWkK]?\+?\s?[人次]*)"
)
_BUTTONS = (
    r"\s(?:版权|免责)声明$|\s参与互动|\s\[?(?:选择阅读)?字[体号]\s?[：:]?[\s\[]*[大：:].*$"
    r"|\s我(?:[来要]说两句|有话说|要(?:留言|评论|纠错))|\s(?:纠错|标签)\s?[：:]\s?\S*"
)
_PARTICULARS = (
    r"\s(?:署名(?:图片|照片)?除外|除署名外)|\s(?:联系)?(?:电话|邮箱|热线)\s?[：:]\s?\S+"
    rf"|\s转载\s?[：:]\s?\S{{2,4}}|\s作者单位\s?[：:]\s?\S+|\s发布区域\s?[：:]\s?\S+|\s发布于[{HAN}]{{2,4}}(?=\s)|\s发自\s?[{HAN}]{{2,8}}"
)
# 张云摄/海云视觉, 史明_YB7379, 编辑：NF041, 记者张云夜线报道组实习生李川, 本版撰文 张云
_MARKS = (
    rf"(?<=摄)\s?[/／\s]\s?(?:[{HAN}]{{2,6}}(?:视觉|影像|图片社?)|(?:视觉|影像)[{HAN}]{{2,4}}|CFP)$"
    rf"|(?<=摄)\s?[/／]\s?[{HAN}]{{2,5}}[社网报]$|(?:^|(?<=\s))本[版组](?=撰文|采写|摄影|文)"
    rf"|^资料图片?[，,：:\s]+(?=[{HAN}])|(?<=[{HAN}]{{2}})[{HAN}]{{2}}报道组(?=实习生|记者|通讯员)"
    rf"|(?<=[{HAN}])[-—][{HAN}]{{2,6}}站|_[A-Za-z]{{1,5}}\d{{2,8}}|(?<=[：:])\s?[A-Z]{{1,4}}\d{{2,8}}"
)
_RESIDUE = re.compile(f"{_PARTICULARS}|{_MARKS}|{_COUNTS}|{_BUTTONS}|{_STAMP}")
_SCHOOLS = either(
    """
    北京 清华 中国 中央 国家 国务院 复旦 同济 上海 天津 重庆 南京 武汉 浙江 山东 四川 湖南 湖北 吉林
    中山 厦门 南开 华东 华中 华南 华北 东南 西南 西北 东北 中南
    """
)
_TITLES = either("教授 研究员 院长 所长 主任 博士 硕士 会长 学者 讲师")
# （作者：张云山，系云山大学教授）, 张云山（作者系云山大学教授）
_AUTHOR_IS = re.compile(
    rf"(?P<label>(?:本文)?作者\s?[：:]\s?[{HAN}·、\s]{{1,20}})[，,]\s?(?:现?[系为]|单位).{{2,60}}"
    # 作者：张云山中国海云大学教授
    rf"|(?P<stuck>(?:本文)?作者\s?[：:]\s?[{HAN}]{{2,3}})(?:{_SCHOOLS})[{HAN}]{{2,16}}(?:{_TITLES})"
    rf"|(?P<name>[{HAN}·]{{2,5}}|[{HAN}]\s[{HAN}])\s*\s(?:本文)?作者(?:现?[系为]|单位[：:]).{{2,60}}"
)


def spelled_out(text: str) -> str:
    """A byline less its brackets, bars, list marks and what pages print between its words.

    `【来源】海云日报` becomes `来源：海云日报`, `（作者：张云山，系云山大学教授）` becomes
    `作者：张云山`; dates, counts of readers and buttons are left out.
    """
    text = without_outlets(_OWN_GLUED.sub(" ", text))
    text = _UNIT_OF_THE_SHOT.sub("", _STATION.sub("记者", text))
    text = _REPORTER_AND_WORK.sub("撰文/摄影", text)
    text = _CLUB.sub(" ", _AUTHOR_OR_ORIGIN.sub("作者", text))
    text = _SOURCE_AND_PART.sub(_with_author, text)
    text = _SOURCE_IN_BRACKETS.sub(r"\1：", text)
    text = BULLET.sub("", text.translate(_BRACKETS).translate(BARS))
    text = _GIVEN_BY_NOBODY.sub("", _AUTHORS_BY_ROLE.sub("", _PADDED.sub(r"\1\2", text)))
    if author := _AUTHOR_IS.fullmatch(text.strip()):
        text = author["label"] or author["stuck"] or f"作者：{author['name']}"
    return _RESIDUE.sub(" ", _GLUED.sub(r" \g<0>", text)).strip()


def without_outlets(text: str) -> str:
    """A text less the outlets before its 记者 (`海云晚报、88度视频首席记者`), unless somebody's
    name is stuck to them.
    """
    return _OUTLETS_LISTED.sub(_unless_named, text)


def _unless_named(outlets: re.Match[str]) -> str:
    return outlets[0] if names_beside(outlets["others"] or "") else ""


def _with_author(source: re.Match[str]) -> str:
    """A source and its author in brackets; what else stands there is a part of the source."""
    return f"{source[1]} {source[2]}" if plain_names(source[2]) else source[1]
