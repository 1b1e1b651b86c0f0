"""What a bulletin says of itself: `青川新区报 2019年10月16日 星期三 第A01版：要闻`.

In: one line. Out: `Masthead`, or None for a line that says anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.dates import find_date
from archive.letters import HAN
from archive.templates.body import printed_lines
from archive.templates.page import Page, printed_page

# a piece of a page title that names who publishes, not what
_SITE = re.compile(
    r".{0,16}(?:网|网站|门户|在线|频道|客户端|公众号|[日晚晨早时周]报|数字报|电子版|人民政府|政府|委员会|[局厅]|电视台|发布"
    r"|融媒体?(?:中心)?|新闻中心|online|\.(?:com|cn))",
    re.IGNORECASE,
)
# 县长调研自然资源局, 今年首批民生实事清单发布, 织牢民生保障网: no name, though it ends as one
_TELLS = re.compile(
    r"[\d，。！？：“”、]|我[省市县区州镇]|今[年日]|首[个批届次家]|召开|举[行办]|调研|走[访进]|慰问|成立|揭牌|启动|出台|印发"
    r"|[视督考]察|[检巡督]查|会见|上线|入驻|落户|开通|看望|推进|通报|表彰|带队|部署|听取|参加|出席|深入|[到赴率给织筑]"
    r"|[管路电水法张护障测]网$|.{7}发布$|.{9}(?<!新闻)(?<!信息)(?<!政府)(?<!政务)网$"
)
_DATE = re.compile(
    r"(?:[12]\d{3}|[一二][〇零○O\d一二三四五六七八九]{3})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./-]"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日?"
)
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
_LUNAR = re.compile(rf"(?:农历|[甲乙丙丁戊己庚辛壬癸][{HAN}]年)\S{{0,10}}")
_ISSUE = re.compile(r"(?:总|第|新|试刊|今日)+\s*[\d一二三四五六七八九十百千零〇]{1,6}\s*[号期版]")
_COUNT = re.compile(r"(?:今日|本期|共|对开|四开)+\s*[\d一二三四五六七八]{1,2}\s*个?版(?!\s*[：:])")
_PAGE_NAME = rf"(?:\s*[：:]?\s*[{HAN}·、/]{{1,10}})?"
_PAGE = re.compile(
    rf"第\s*[A-Za-z]{{0,2}}\s?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*版{_PAGE_NAME}"
    rf"|[A-Za-z]{{0,2}}\d{{1,3}}\s*版{_PAGE_NAME}"
    rf"|(?:[A-Z]\d{{2}}|0\d)\s*[：:|]?\s*[{HAN}]{{2,6}}(?=$|\s)"
)
_NAME = re.compile(
    rf"《?([{HAN}·]{{1,12}}"
    r"(?:报|简报|通讯|快讯|政讯|动态|旬刊|月刊|周刊|专刊|公报|导刊|资讯))》?(?=$|[\s　|·—-])"
)
_NEWSPAPER_ALONE = re.compile(
    rf"《?([{HAN}]{{2,10}}(?:[日晚晨早时周快导商新简]|[区县市州旗镇都])报)》?"
)
_FIRST_NAME = re.compile(
    rf"《?([{HAN}·]{{1,10}}"
    r"(?<![汇申上举预通喜捷情播填呈禀])(?:报|快讯|政讯|[政工]作?简报|通讯|动态|公报|月刊|周刊|旬刊))》?"
)
_LABEL = re.compile(
    r"(?:报纸|报名|刊名|出版日期|出刊日期|日期|刊期|版次|版面|版号|期号|出版)(?:名称)?\s*[：:]"
)
_PAGE_LABEL = re.compile(rf"(?:版名|版面名称|栏目)\s*[：:]\s*([{HAN}·]{{2,8}})")
_PUBLISHER = re.compile(
    r"(?:主办|主管|编印|编辑|出版|承办)(?:单位)?\s*[：:]?"
    r"|(?:国内统一)?刊号|准印证|内部资料|免费赠阅|责任编辑|责编"
)
_NAVIGATION = re.compile(
    r"(?:返回|上一|下一|前一|后一)[版篇页期章条目面首录]{0,3}|版面(?:图|导航|目录|概览)|标题导航|(?:往期|报纸)回顾"
    r"|(?:多媒体|数字)?(?:数字报|电子报|数字版|电子版)|放大|缩小|默认|打印|收藏|关闭(?:窗口)?|分享到?"
)
_LABELLED_PAGE = re.compile(
    r"版[次号面]\s*[：:]\s*第?\s*([A-Za-z]{0,2}\d{1,3})(?!\d)(?:\s*版(?!名))?"
)
_LABELLED_NAME = re.compile(r"版[面]?名称?\s*[：:]\s*")
# both begin with what is rare in a page: it is searched whole
_PAGED = re.compile(r"版(?:(?<=\d版)|(?<=\d\s版)|(?<=[一二三四五六七八九十]版)|[次号]\s*[：:])")
_CODED = re.compile(rf"[A-H]\d{{2}}\s?[：:]\s?[{HAN}]")
_LONGEST = 60
_BETWEEN = re.compile(r"[\s　|·:：/（）()【】\[\]，,—-]+")


@dataclass(frozen=True, slots=True)
class Masthead:
    """Newspaper, issue date, page number and page name; empty where the line does not say."""

    newspaper: str = ""
    published: date | None = None
    page: str | None = None
    page_name: str = ""

    def followed_by(self, other: Masthead) -> Masthead:
        """What holds after a later line: each thing it says replaces what was said before."""
        merged = replace(
            self,
            newspaper=other.newspaper or self.newspaper,
            published=other.published or self.published,
        )
        if other.page:
            return replace(merged, page=other.page, page_name=other.page_name)
        return replace(merged, page_name=other.page_name or self.page_name)


def is_publisher(text: str) -> bool:
    """Whether a text is the name of a site, an office or a newspaper, and no headline."""
    return bool(_SITE.fullmatch(text)) and not _TELLS.search(text)


def read_masthead(line: str, *, first: bool = False) -> Masthead | None:
    """What a line says of issue and page if it says nothing else; None for any other line.

    `first` says that it opens the bulletin, where a name alone is the newspaper's.
    """
    text = line.strip(" \u3000")
    if len(text) > 80 or text.endswith(("。", "，", "；")):
        return None
    alone = (_FIRST_NAME if first else _NEWSPAPER_ALONE).fullmatch(text)
    if alone:
        return Masthead(newspaper=alone[1])
    if named_page := _PAGE_LABEL.fullmatch(text):
        return Masthead(page_name=named_page[1])
    rest = _COUNT.sub(" ", _LABEL.sub(" ", text))
    dated = _DATE.search(rest)
    rest = _DATE.sub(" ", rest)
    paged = _PAGE.search(rest)
    if not dated and not paged and not _ISSUE.search(rest):
        return None
    page, page_name = printed_page(_numbered(paged[0])) if paged else (None, "")
    for pattern in (_PAGE, _LUNAR, _WEEKDAY, _ISSUE):
        rest = pattern.sub(" ", rest)
    named = _NAME.search(rest)
    newspaper = named[1] if named else ""
    if not newspaper and _FIRST_NAME.fullmatch(page_name):
        newspaper, page_name = page_name, ""
    rest = _BETWEEN.sub("", _NAME.sub(" ", rest, count=1))
    if paged and not page_name and re.fullmatch(rf"[{HAN}]{{2,4}}", rest):
        page_name, rest = rest, ""
    if rest and not _PUBLISHER.search(rest):
        return None
    return Masthead(newspaper, find_date(dated[0]) if dated else None, page, page_name)


def plain_page_mark(page: Page) -> str:
    """A rule: the page (版) that a line says, `第03版：民生`, alone or beside date and newspaper;
    `` if lines say several.
    """
    if not _is_paged(page.text):
        return ""
    lines = (line.text for line in page.once(printed_lines) if not line.linked)
    near = (line for line in lines if len(line) <= _LONGEST and _is_paged(line))
    plain = (_LABELLED_PAGE.sub(r"第\1版 ", _NAVIGATION.sub(" ", line)) for line in near)
    read = (read_masthead(_LABELLED_NAME.sub("", line)) for line in plain)
    marks = {found.page: found for found in read if found and found.page}
    if len(marks) != 1:
        return ""
    ((number, found),) = marks.items()
    return f"第{number}版：{found.page_name}" if found.page_name else f"第{number}版"


def _is_paged(text: str) -> bool:
    return bool(_PAGED.search(text) or _CODED.search(text))


def _numbered(printed: str) -> str:
    """`A01 要闻` as `A01版：要闻`."""
    if "版" in printed:
        return printed
    return re.sub(r"^([A-Z]?\d+)\s*[：:|]?\s*", r"\1版：", printed)
