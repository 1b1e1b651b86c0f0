"""Whole pages as share pages, messengers, old government sites and small papers print them.

In: a table of invented pages, each with what it says besides the usual. Out: every field of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from archive.models import Capture
from archive.parse import read_capture
from tests.archive.test_structure import ADDRESS, BODY, KICKER, ONE, PARAGRAPHS, SUBHEAD, THREE, TWO
from tests.archive.test_structure import TITLE as T

INFO = "<div class=meta><span>2021-10-09 08:30</span><span>来源：柳湾融媒</span></div>"
PAPER = "http://szb.liuwan.example/a/4471.html"
FIELDS: dict[str, Any] = {
    "headline": T,
    "paragraphs": BODY,
    "published": "2021-10-09",
    "kicker": "",
    "subhead": "",
    "source": "柳湾融媒",
    "credits": "",
    "page": (None, ""),
    "pictures": [],
}


def messenger(text: str) -> str:
    """A paragraph as a messenger's editor writes it."""
    return (
        "<section style='margin:0'><section><section><p style='text-align:justify'>"
        f"<span><span>{text}</span></span></p></section></section></section>"
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """A page: its body, its title, its address, its meta tags, and where it is not as usual."""

    markup: str
    title: str = f"{T}_柳湾融媒"
    source: str = ADDRESS
    head: str = ""
    says: dict[str, Any] = field(default_factory=dict)


SHARED = Printed(
    "<div id=app><div class=header><img src=logo.png><span>柳湾融媒</span><a>下载APP</a></div>"
    f"<div class=article><div class=article-title>{T}</div><div class=article-info>"
    "<span class=src>柳湾融媒</span><span>2021-10-09 08:30</span><span>阅读 3206</span></div>"
    f"<div class=article-content>{''.join(f'<div>{t}</div><div><br></div>' for t in BODY)}</div>"
    "<div class=zan>点赞 26</div></div><div class=hot><div class=hot-title>热门推荐</div>"
    "<div class=item><div class=item-title>柳湾桃花节开幕迎来大批游客</div>"
    "<div class=item-info>柳湾融媒 2021-10-08</div></div></div></div>",
    "柳湾融媒",
)
PAGES: dict[str, Printed] = {
    "a messenger's page": Printed(
        "<div id=js_article class=rich_media><div id=img-content>"
        f"<h1 class=rich_media_title>{T}</h1><div class=rich_media_meta_list><span>原创</span>"
        "<span>高小河</span><a>柳湾融媒</a><em>2021-10-09 08:30</em></div><div id=js_content>"
        "<section><section><img data-src=http://i.example/0.jpg></section></section>"
        f"{''.join(map(messenger, BODY))}<section><p>编辑：何小川</p><p>审核：李小河</p></section>"
        "<section><p>点击上方蓝字关注我们</p></section></div></div></div>"
        "<div>微信扫一扫关注该公众号</div>",
        T,
        "https://mp.example/s?id=1",
        says={"credits": "何小川 editor, 李小河 editor", "pictures": [("0.jpg", "", "")]},
    ),
    "a share page titled by its app": SHARED,
    "a share page titled by its kind": Printed(SHARED.markup, "新闻详情"),
    "a share page without a title": Printed(SHARED.markup, ""),
    "all in the cells of a table": Printed(
        f"<table><tr><td class=bt>{T}</td></tr><tr><td>发布时间：2021-10-09 来源：柳湾融媒 点击：33"
        f"</td></tr><tr><td>　　{'<br>　　'.join(BODY)}</td></tr>"
        "<tr><td>上一篇：<a href=1>某某</a></td></tr></table>"
    ),
    "headline and date in the body's box": Printed(
        f"<div class=c><p align=center><b>{T}</b></p><p>2021-10-09 来源：柳湾融媒</p>"
        f"{PARAGRAPHS}</div>"
    ),
    "paragraphs named as headlines": Printed(
        f"<div class=c><p class=introTitle>{KICKER}</p><p class=title>{T}</p>"
        f"<p class=subTitle>{SUBHEAD}</p>{INFO}{PARAGRAPHS}</div>",
        says={"kicker": KICKER, "subhead": SUBHEAD},
    ),
    "a list among the paragraphs": Printed(
        f"<h1>{T}</h1>{INFO}<div><p>{ONE}</p><ul><li>{TWO}</li><li>{THREE}</li></ul></div>"
    ),
    "a body in several boxes": Printed(
        f"<h1>{T}</h1>{INFO}<div><section><p>{ONE}</p><p>{TWO}</p></section><section>"
        f"<img src=a.jpg></section><section><p>{THREE}</p><p>{ONE}</p></section></div>",
        says={"paragraphs": (*BODY, ONE), "pictures": [("a.jpg", "", "")]},
    ),
    "headings in boxes of their own": Printed(
        f"<h1>{T}</h1>{INFO}<div><section><section><strong>桥通了</strong></section><section>"
        f"<p>{ONE}</p></section></section><section><section><strong>路近了</strong></section>"
        f"<section><p>{TWO}</p><p>{THREE}</p></section></section></div>",
        says={"paragraphs": ("桥通了", ONE, "路近了", TWO, THREE)},
    ),
    "a box of the same class that is titled": Printed(
        f"<h1>{T}</h1>{INFO}<div class=box><p>{ONE}</p><p>{TWO}</p></div>"
        f"<div class=box><h4>热门</h4><p>{THREE}</p></div>",
        says={"paragraphs": (ONE, TWO)},
    ),
    "a column of the same class": Printed(
        f"<div><div class=col><h1>{T}</h1>{INFO}{PARAGRAPHS}</div>"
        f"<div class=col><p>{TWO}</p><p>{THREE}</p></div></div>"
    ),
    "other stories with their first lines": Printed(
        f"<div><h1>{T}</h1>{INFO}<div class=c>{PARAGRAPHS}</div></div><div class=right>"
        + f"<div class=item><h3><a href=1>柳湾秋收</a></h3><p>{THREE}</p></div>" * 3
        + "</div>"
    ),
    "comments": Printed(
        f"<h1>{T}</h1>{INFO}<div><p>{ONE}</p><p>{TWO}</p></div><div class=pinglun>"
        + "<div class=i><p>网友</p><p>这座桥修得好，老人再也不用担心涨水过河了，感谢。</p></div>"
        * 2
        + "</div>",
        says={"paragraphs": (ONE, TWO)},
    ),
    "more law than story": Printed(
        f"<h1>{T}</h1>{INFO}<div><p>{ONE}</p></div><div class=cp><p>版权声明：凡本网注明来源的，"
        "版权均属于柳湾融媒中心，未经授权不得转载、摘编或以其它方式使用。</p><p>违反上述声明者，"
        "本网将追究其相关法律责任，特此声明，请各单位遵守。</p></div>",
        says={"paragraphs": (ONE,)},
    ),
    "rights below the last paragraph": Printed(
        f"<h1>{T}</h1>{INFO}<div>{PARAGRAPHS}<p>特别声明：以上内容为用户上传，本平台仅提供存储服务。</p>"
        "<p>柳湾网凡注明来源柳湾网的作品，版权均属柳湾网所有。</p></div>"
    ),
    "a declaration that is the story": Printed(
        f"<h1>{T}</h1>{INFO}<div>{PARAGRAPHS}<p>声明：桥面结冰时请勿通行，由此引起的事故本会概不赔偿。</p></div>",
        says={"paragraphs": (*BODY, "声明：桥面结冰时请勿通行，由此引起的事故本会概不赔偿。")},
    ),
    "an inline advertisement": Printed(
        f"<h1>{T}</h1>{INFO}<div><p>{ONE}</p><ins>广告</ins><p>{TWO}</p><p>{THREE}</p></div>"
    ),
    "a title that is cut": Printed(
        f"<h1>{T}</h1>{INFO}<div>{PARAGRAPHS}</div>", f"{T[:6]}..._柳湾"
    ),
    "a title in other words": Printed(
        f"<h1>{T}</h1>{INFO}<div>{PARAGRAPHS}</div>", "柳湾修通便民桥三座_柳湾融媒"
    ),
    "a title for sharing": Printed(
        f"<div><p class=big>{T}</p>{INFO}<div>{PARAGRAPHS}</div></div>",
        "柳湾融媒",
        head=f"<meta property='og:title' content='{T}'>",
    ),
    "a hidden heading": Printed(
        f"<h1 style='display:none'>{T}</h1><div class=tt>{T}</div>{INFO}<div>{PARAGRAPHS}</div>"
    ),
    "a date for search engines": Printed(
        f"<h1>{T}</h1><div>来源：柳湾融媒</div><div>{PARAGRAPHS}</div>",
        head='<script type="application/ld+json">{"datePublished":"2021-10-09T08:00:00"}</script>',
    ),
    "a date above the headline": Printed(
        f"<div>2021-10-09 08:30:00 来源：柳湾融媒</div><h1>{T}</h1><div>{PARAGRAPHS}</div>"
    ),
    "a line with bars": Printed(
        f"<h2>{T}</h2><p>来源：柳湾融媒 | 2021-10-09 08:30 | 编辑：何小川 | 浏览 26</p>"
        f"<div>{PARAGRAPHS}</div>",
        says={"credits": "何小川 editor"},
    ),
    "an old form": Printed(
        f"<form><div><span id=lblTitle>{T}</span></div><div><span>2021-10-09</span> "
        f"<span>来源：柳湾融媒</span></div><div><span id=lblText>{PARAGRAPHS}</span></div></form>"
    ),
    "a government's page with particulars": Printed(
        "<div>当前位置：首页 > 政务动态</div><table><tr><td>索引号：</td><td>A/2021-1</td>"
        "<td>发布日期：</td><td>2021-10-09</td></tr><tr><td>名称：</td>"
        f"<td colspan=3>{T}</td></tr></table><div class=tit>{T}</div><div>发布时间：2021-10-09 "
        "来源：柳湾融媒 【字体：<a>大</a> <a>中</a> <a>小</a>】 浏览：26次</div>"
        f"<div class=nr>{PARAGRAPHS}</div><div>【打印】【关闭】</div>",
        f"{T}_柳湾县人民政府",
        "http://www.liuwan.gov.cn/xw/4471.html",
    ),
    "a government's page in large print": Printed(
        f"<table><tr><td align=center><font size=5>{T}</font></td></tr><tr><td>来源：柳湾融媒 "
        f"日期：2021-10-09</td></tr><tr><td>"
        f"<font>　　{'<br>　　'.join(BODY)}</font></td></tr></table>",
        f"柳湾县人民政府门户网站 {T}",
    ),
    "a paper's page in boxes": Printed(
        "<div>柳湾日报 2021年10月09日 星期六 第A02版:要闻</div><div><a href=a>上一版</a></div>"
        f"<div><div class=yt>{KICKER}</div><div class=zt>{T}</div><div class=ft>{SUBHEAD}</div>"
        f"<div class=zz>本报记者 高小河</div><div class=zw>{PARAGRAPHS}</div></div>",
        f"{T} - 柳湾日报数字报",
        PAPER,
        says={
            "kicker": KICKER,
            "subhead": SUBHEAD,
            "source": "",
            "credits": "高小河 reporter",
            "page": ("A02", "要闻"),
        },
    ),
    "a paper's page in headings": Printed(
        f"<div>2021年10月09日 星期六 第02版 要闻</div>"
        f"<h3>{KICKER}</h3><h2>{T}</h2><h3>{SUBHEAD}</h3>"
        f"<h4>□ 本报记者 高小河 通讯员 麦小林</h4><div id=zoom>{PARAGRAPHS}</div>",
        f"柳湾日报数字报-{T}",
        PAPER,
        says={
            "kicker": KICKER,
            "subhead": SUBHEAD,
            "source": "",
            "credits": "高小河 reporter, 麦小林 correspondent",
            "page": ("2", "要闻"),
        },
    ),
    "a paper's page in tables": Printed(
        "<table><tr><td>第3版：乡村</td><td>2021年10月9日 星期六</td></tr></table><table><tr>"
        f"<td align=center><font size=5><b>{T}</b></font></td></tr><tr><td align=center>{SUBHEAD}"
        f"</td></tr></table><table><tr><td>{PARAGRAPHS}</td></tr></table>",
        f"{T}-柳湾日报",
        PAPER,
        says={"subhead": SUBHEAD, "source": "", "page": ("3", "乡村")},
    ),
    "a page mark without its word": Printed(
        f"<div>柳湾日报 2021年10月09日 A03：民生</div><h1>{T}</h1><div>{PARAGRAPHS}</div>",
        T,
        PAPER,
        says={"source": "", "page": ("A03", "民生")},
    ),
    "a newspaper family's page without its names": Printed(
        f"<h3 class=x>{KICKER}</h3><h1>{T}</h1><p>{SUBHEAD}</p><div id=ozoom>{PARAGRAPHS}</div>",
        T,
        "http://szb.liuwan.example/html/2021-10/09/content_1_123.htm",
        says={"kicker": KICKER, "subhead": SUBHEAD, "source": ""},
    ),
    "a picture in a messenger's boxes": Printed(
        f"<h1>{T}</h1>{INFO}<div><section><section><img src=a.jpg></section><section>"
        f"<p>▲新桥通车。高小河 摄</p></section></section>{''.join(map(messenger, BODY))}</div>",
        says={
            "pictures": [("a.jpg", "▲新桥通车。", "高小河 摄")],
            "credits": "高小河 photographer",
        },
    ),
    "a portrait beside the source": Printed(
        f"<h1>{T}</h1><div><img src=avatar.png><b>柳湾融媒</b><i>2021-10-09</i></div>"
        f"<div>{PARAGRAPHS}</div>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_whole_page(name: str) -> None:
    page = PAGES[name]
    markup = f"<html><head><title>{page.title}</title>{page.head}</head><body>{page.markup}</body>"
    (story,) = read_capture(Capture(source=page.source, content=markup.encode())).stories
    found = {
        "headline": story.headline,
        "paragraphs": story.paragraphs,
        "published": str(story.published),
        "kicker": story.kicker,
        "subhead": story.subhead,
        "source": "、".join(story.names("source")),
        "credits": ", ".join(f"{c.name} {c.role}" for c in story.credits if c.role != "source"),
        "page": (story.page, story.page_name),
        "pictures": [(p.src.rpartition("/")[2], p.caption, p.credit) for p in story.pictures],
    }
    assert found == {**FIELDS, **page.says}
