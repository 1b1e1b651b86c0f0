"""What a page prints below a story and is no part of it: logins, comments, sharing, scan codes,
reading lists, licences.

In: the paragraphs of a story. Out: those that are its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.byline.trim import SENTENCE_END
from archive.letters import HAN
from archive.patterns import either

_LEAST_PROSE = 16
_LONGEST = 200
_LOGINS = either(
    r"""
    (?:请|先|您|立即|马上|去|快速|点击|用户|会员|账[号户]|帐[号户]|手机|扫码|微信|微博|QQ|一键|免费|第三方)*(?:登[录陆]|注册)(?:\s?[/／|]?\s?注册)?(?:后.{0,12})?
    (?:您?还)?没有[账帐][号户][?？]?(?:\s?(?:立即|马上|去|免费)?注册)?
    已有[账帐][号户][?？]?(?:\s?(?:立即|马上|去)?登[录陆])?
    (?:忘记|找回|重置|修改|确认)密码[?？]?
    请?(?:输入|填写)(?:您的)?(?:图形|短信)?(?:验证码|密码|用户名|昵称|手机号码?|[账帐]号|邮箱|评论内容?)
    (?:获取|发送|刷新|换一?[张个]?|图形|短信)?验证码\s?[：:]?
    (?:用户名|密码|昵称|匿名(?:发表|评论)?)\s?[：:]? (?:记住(?:密码|我|登录)|下次自动登[录陆])
    """
)
_COMMENTS = either(
    r"""
    (?:网友|用户|读者|最新|最热|热门|精彩|全部|所有|文章)?(?:评论|跟[贴帖]|留言)(?:列表|区|内容)?(?:\s?[（(]\s?\d*\s?条?\s?[)）])?\s?[：:]?
    (?:共|已?有)?\s?\d*\s?条(?:评论|跟[贴帖]|回复|留言)
    (?:提交|发表|发布|我[要来]|写|添加|参与|更多|暂无|还没有|展开|收起|查看)(?:更多|全部|所有)?(?:评论|跟[贴帖]|留言)(?:[,，].{0,12})?
    我(?:要|来|也)?(?:说两句|有话说) 说[点些]什么(?:吧)?[.…。]* (?:快来)?抢沙发.{0,4}
    文明上网.{0,24} 网友评论.{0,30}个人.{0,16}
    """
)
_SHARING = either(
    r"""
    (?:一键)?分享(?:到|至|本文|文章|给好友|按钮)?\s?[：:]?(?:\s?(?:微信|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|好友))*
    (?!.*(?:报名|预约|申请|投票|缴费|咨询|领取))(?:用|打开)?(?:微信|手机)?(?:扫一扫|扫码|扫描|长按)[^。，]{0,24}(?:页|手机|微信|关注|分享|下载|客户端|二维码|打开|阅读|查看|浏览|公众号)[^。，]{0,6}
    扫一扫
    (?:点赞|收藏|举报|打赏|赞赏)(?:本文)?\s?\d* 打印(?:本[页文稿])?
    (?:返回|回到)(?:顶部|首页|列表|上一?页) 关闭(?:窗口|本页)
    """
)
_LISTS = either(
    r"""
    (?:推荐|相关|延伸|热门|更多|精彩|精选|往期|最新|编辑|今日|为[您你])\s?(?:推荐|阅读|文章|新闻|资讯|内容|报道|回顾|链接)\s?[：:>＞»]*
    猜你喜欢\s?[：:]?
    大家都在[看搜] (?:新闻|阅读|点击)?排行榜? (?:热点|24小时)排行
    (?:点击)?(?:加载|查看)更多
    """
)
_LICENCES = (
    rf"(?:[{HAN}]{{0,8}}备案(?:序?号|编号)?\s?[：:]?\s?)?[{HAN}]?\s?ICP[备证]\s?\d.{{0,120}}"
    rf"|[{HAN}]公网安备\s?\d.{{0,80}}|[{HAN}]{{2,16}}许可证(?:编号|号)?\s?[：:]?\s?[{HAN}]{{0,4}}\d.{{0,80}}"
    r"|(?:Copyright|©|All Rights).{0,120}"
)
_FURNITURE = re.compile(
    rf"[\s|【\[■◆●>＞]*(?:{_LOGINS}|{_COMMENTS}|{_SHARING}|{_LISTS}|{_LICENCES})[\s|】\]]*",
    re.IGNORECASE,
)


def without_furniture(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs less the furniture below the last one that ends as a sentence does.

    Where there is no sentence, nothing says which line is a story's: all of them are given back.
    """
    last = next(
        (place for place in range(len(paragraphs) - 1, -1, -1) if _is_prose(paragraphs[place])),
        len(paragraphs),
    )
    below = (text for text in paragraphs[last + 1 :] if not is_furniture(text))
    return (*paragraphs[: last + 1], *below)


def is_furniture(text: str) -> bool:
    """Whether a line is a login, a button, a counter, the title of a reading list, a licence."""
    return len(text) <= _LONGEST and _FURNITURE.fullmatch(text) is not None


def _is_prose(text: str) -> bool:
    text = re.sub(r"[（(][^（()）]{2,40}[)）]$", "", text.strip(" |\u3000\xa0"))
    return len(text) >= _LEAST_PROSE and text[-1] in SENTENCE_END and not is_furniture(text)
