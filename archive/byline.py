"""The byline of a story: who wrote, photographed and edited it, and the agency it came from.

In: the paragraphs of a story. Out: the credits, and the paragraphs without those that are nothing
but a byline; a byline inside a paragraph stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from archive.models import Credit, Role
from archive.names import is_lone_name, is_name, split_names

_HAN = "一-鿿"

# 云山日报, 县融媒体中心, 时政新闻部: what may stand before 记者
_OUTLET = (
    rf"(?:本[报台网刊社站]|新华社|中新社|人民日报|(?<![{_HAN}])(?!通讯员|记者)[{_HAN}A-Za-z0-9·]{{0,16}}?"
    r"(?:报社?|社|网|台|新闻|客户端|中心|传媒|集团|站|部|频道|杂志|周刊|媒体|融媒|[财每]经))?\s?"
)
_REPORTER = (
    rf"{_OUTLET}(?:(?:首席|特约|特派|见习|实习|全媒体?|融媒体?|新媒体|摄影|图片|摄像|文字|视频|资深|高级|时政"
    rf"|驻[{_HAN}]{{1,8}})\s?)*记者"
)
_ROLE = (
    rf"(?P<reporter>{_REPORTER}|{_OUTLET}(?:首席|特约|见习)?(?:评论员|撰稿人)|[实见]习生|作者)"
    rf"|(?P<correspondent>{_OUTLET}(?:特约|骨干)?通讯员)"
    r"|(?P<editor>(?:责任|值班|执行|视频|文字|图片|本版|本期|新媒体|网络|版面|美术|见习|首席|实习)*编辑"
    r"|(?:值班|本版)?责编|美编|责校|校对|审校|校审|审核|审稿|编审|[初复终一二三]审|签发|总?监制|副?主编"
    r"|(?:值班)?(?:编委|主任|总编)|统筹|策划|执行|视觉|版式|设计|制图|组版|排版)"
)
# 摄 is in no name; 文 and 图 may be the last letter of one (潘立文) and must stand free.
_WORK = (
    r"(?P<work>(?:[文图](?:\s?[/／\\＋+&、]\s?|并)(?:图片|摄影|视频|[图文摄片])(?:\s?[/／]\s?视频)?"
    rf"|摄影|摄像|拍摄|航拍|(?:图片(?:来源)?|照片|文字|视频)(?=[由提]|[^{_HAN}]|$)|采写|撰文|供图"
    rf"|[文图][图文](?![{_HAN}])|(?<![{_HAN}])(?:[文图][摄片]|[文图片])(?![{_HAN}])|摄)(?:报道)?)"
)
_TOKEN = re.compile(rf"{_WORK}|{_ROLE}|(?P<rest>综合报道|报道|整理|综合|整合|供稿|提供)")
_HINT = re.compile(
    "记者|通讯员|[实见]习生|评论员|撰稿|作者|[摄图文片校审]|编[辑审委]|责编|美编|策划|统筹|监制|主编|签发|版式"
    "|来源|原载|转自|摘自|[据社网][^，。]{0,24}[电讯发]|^据|新华社|消息"
)

# 据新华社电, 新华社云山10月8日电, 中新网10月8日电, 本报讯
_DATELINE = re.compile(
    rf"(?P<by>据|综合)?(?P<agency>本[报台网刊社站]|[{_HAN}A-Za-z·]{{1,14}}?"
    r"(?:(?<![作报])社|(?<![并电联路管铁因])网|报|新闻|客户端|电视台)"
    r"(?![社网台络站闻]|报(?!道)|新闻|电视|客户端|记者))"
    rf"(?P<more>(?:、[{_HAN}]{{1,10}}?(?:社|网|报|客户端))*)"
    # 新华社云山10月8日电, 据新华社电, 云山日报讯, 新华社发
    rf"(?:[{_HAN}A-Za-z-]{{0,10}}?[\s·]?[\d０-９年月日号〇○零一二三四五六七八九十]{{2,14}}"
    r"\s?(?:综合)?(?:专?电|快?讯|消息|报道)"
    rf"|[{_HAN}]{{0,4}}?(?:综合)?(?:专?电|消息|报道)|\s?快?讯|(?<=社)发)(?=$|[\s（(：:，,/\d]|记者|通讯员)"
)
_BY_AGENCY = re.compile(
    rf"据([{_HAN}A-Za-z·]{{1,12}}(?:社|网|报|客户端|电视台))$"
    r"|据《([^》]{2,12})》(?:报道|消息)?$|(新华社)$"
)
_SOURCE = re.compile(
    r"(?:^|(?<=[\s|｜]))(?:(?P<picture>(?:图片|照片|视频)来源)"
    r"|(?:稿件|信息|文章|新闻|本文|资料|内容)?来源|转自|摘自|原载于?(?=\s?《|[：:]))"
    r"\s?(?:[：:|｜丨/]\s?|(?=《))《?(?P<name>(?!\S*记者)[^\s，。；;：:（()）|｜《》]{2,24})》?"
)
_OUTLET_END = re.compile("(?:报|社|网|台|新闻|客户端|中心|杂志)$")
_OWN = re.compile("本[报台网刊社站]")
_BULLET = re.compile(r"^[\s■□●○◆◇▲△▼★☆▌▎▏▍◎♦⊙•*·|｜丨—-]+")
_BRACKETS = str.maketrans(dict.fromkeys("（）()【】[]〔〕〖〗", " "))
# 史明_YB7379; 发自云山; 来源：《云山日报》 2019年10月8日 03版
_RESIDUE = re.compile(
    rf"_[A-Z]{{1,4}}\d{{3,8}}|\s发自[{_HAN}]{{2,8}}"
    r"|[\s，]\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s+\d{1,2}:\d\d)?|\s第?\d{1,2}版"
)
_BRACKETED = re.compile(r"[（(【〔\[]([^（()）【】〔〕\[\]]{2,120})[）)】〕\]]")
_SENTENCE_END = "。！？!?…”』」"
_LONE = re.compile(r"[（(]([^（()）]{2,16})[）)]\s*$")
_STARTS_WITH_ROLE = re.compile(rf"\s*(?:{_REPORTER}|{_OUTLET}通讯员)[\s：:]*")
_OPENING_END = re.compile(r"(?:摄影|图文)?报道|[：:，,。]|\d")
_PADDING = " \u3000\xa0\t\n:：/／|｜丨、，,；;.·_-—"
# Those who give pictures without being anybody.
_NOBODY = re.compile("受访|采访对象|资料|网络|本人|主办方|单位|视觉中国")

_LONGEST_BYLINE = 160
_LONGEST_TAIL = 80
_TAIL_STARTS = 8
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Byline:
    """The credits of a story in printed order, and the paragraphs that are its body."""

    credits: tuple[Credit, ...]
    paragraphs: tuple[str, ...]


def read_byline(paragraphs: Sequence[str]) -> Byline:
    """The credits printed in a story, and its paragraphs less those that are nothing but a byline.

    A name is credited once for each role. 实习生 and 评论员 are reporters, 摄影记者 and whoever
    stands before 摄 or 供图 photographers, 文/图 makes a reporter a photographer as well. A name
    alone in brackets at the end of a story is its reporter where no other is named.
    """
    credits: list[Credit] = []
    body: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.strip()
        near_an_end = place < 2 or place == len(paragraphs) - 1
        whole = _whole(text, signed=near_an_end)
        if whole:
            credits += whole
            continue
        credits += _within(text, opens=not body)
        body.append(paragraph)
    if body and not any(credit.role in ("reporter", "correspondent") for credit in credits):
        signature = _LONE.search(body[-1])
        before = body[-1][: signature.start()].rstrip() if signature else ""
        names = _names(signature[1], lone=not before) if signature else ()
        if names and (not before or before[-1] in _SENTENCE_END):
            credits += [Credit(name, "reporter") for name in names]
            if not before:
                body.pop()
    return Byline(tuple(dict.fromkeys(credits)), tuple(body))


def _whole(text: str, *, signed: bool) -> list[Credit]:
    """The credits of a paragraph that is nothing but a byline, none of any other."""
    if len(text) > _LONGEST_BYLINE or text.endswith("。"):
        return []
    bare = _BULLET.sub("", text)
    # □张三 above or below an essay
    if signed and text[:1] in ("□", "■", "◎") and (names := _names(bare)):
        return [Credit(name, "reporter") for name in names]
    return _credits(bare)


def _within(text: str, *, opens: bool) -> list[Credit]:
    """The credits inside a body paragraph: its dateline, its brackets, its end."""
    credits: list[Credit] = []
    if opens and (dateline := _DATELINE.match(text.lstrip("■（(【"))):
        credits += _agency(dateline)
        credits += _opening(text.lstrip("■（(【")[dateline.end() :][:_LONGEST_TAIL])
    for bracketed in _BRACKETED.finditer(text):
        credits += _credits(bracketed[1])
    if text and text[-1] not in "。）)】":
        credits += _tail(text)
    return credits


def _opening(text: str) -> list[Credit]:
    """The credits of `记者 张三 报道` or `记者张三，` after a dateline, without brackets."""
    start = _STARTS_WITH_ROLE.match(text)
    end = _OPENING_END.search(text, start.end()) if start else None
    return _credits(text[: end.start()]) if end else []


def _tail(text: str) -> list[Credit]:
    """The credits after the last sentence (`…。记者 张三`), or after a caption (`现场 张三 摄`)."""
    last = max(text.rfind(mark, -_LONGEST_TAIL) for mark in _SENTENCE_END) + 1
    tail = text[max(last, len(text) - _LONGEST_TAIL) :]
    if not _HINT.search(tail):
        return []
    starts = [0] if last else []
    starts += [blank.end() for blank in re.finditer(r"\s+", tail)]
    return next((found for start in starts[:_TAIL_STARTS] if (found := _credits(tail[start:]))), [])


def _agency(dateline: re.Match[str]) -> list[Credit]:
    """The agency of a dateline; a newspaper's own dateline names none."""
    agency = dateline["agency"]
    if _OWN.match(agency) or (agency.endswith(("报", "新闻", "客户端")) and not dateline["by"]):
        return []
    more = dateline["more"].split("、")[1:]
    return [Credit(name, "source") for name in (agency, *more)]


def _credits(text: str) -> list[Credit]:
    """The credits of a text that is a byline from end to end, none of any other."""
    if not _HINT.search(text):
        return []
    text = _RESIDUE.sub(" ", _BULLET.sub("", text.translate(_BRACKETS))).strip()
    credits = [
        Credit(name, "photographer" if source["picture"] else "source")
        for source in _SOURCE.finditer(text)
        for name in source["name"].removesuffix("等").split("、")
        if name and not _OWN.match(name) and not _NOBODY.search(name)
    ]
    text = _SOURCE.sub(" ", text).strip()
    if by_agency := _BY_AGENCY.match(text):
        return [*credits, Credit(by_agency[by_agency.lastindex or 0], "source")]
    if dateline := _DATELINE.match(text):
        credits += _agency(dateline)
        text = text[dateline.end() :].strip()
    if not text:
        return credits
    people = _Reader(text).read()
    return credits + people if people else []


@dataclass(slots=True)
class _Group:
    """Names that stand together, with the role before them and the work before or after them."""

    names: tuple[str, ...]
    role: Role | None
    work: str

    def credits(self) -> Iterator[Credit]:
        pictures = bool(re.search("[图摄拍片照]", self.work))
        words = bool(re.search("[文写报]", self.work))
        role: Role = self.role or ("reporter" if words else "photographer")
        for name in self.names:
            if words or not pictures:
                yield Credit(name, role)
            if pictures:
                yield Credit(name, "photographer")


@dataclass(slots=True)
class _Reader:
    """Reads one byline from left to right: roles stand before names, work before or after them."""

    text: str
    groups: list[_Group] = field(default_factory=list)
    role: Role | None = None
    work: str = ""
    # The groups the last work word was put to: `甲 /文 /图` puts both to 甲.
    worked: list[_Group] = field(default_factory=list)

    def read(self) -> list[Credit]:
        """The credits, none if any part of the text is neither a name nor a word of bylines."""
        tokens = list(islice(_TOKEN.finditer(self.text), _MOST_WORDS + 1))
        if len(tokens) > _MOST_WORDS:
            return []
        ends = [token.start() for token in tokens] + [len(self.text)]
        place = 0
        for number, end in enumerate(ends):
            token = tokens[number] if number < len(tokens) else None
            printed = self.text[place:end]
            piece = printed.strip(_PADDING)
            # 记者 庄严 and 庄严 摄 name her; 记者连线 is the title of a column
            lone = (not place or self._pads(place, place + 1)) and (
                not token or self._pads(end - 1, end + 1)
            )
            if piece and not self._take_names(piece, token, lone=lone):
                return []
            if token is None:
                break
            place = token.end()
            following = ends[number + 1]
            if not self._take_token(token, self.text[place:following]):
                return []
        if not all(group.role or group.work for group in self.groups):
            return []
        return [credit for group in self.groups for credit in group.credits()]

    def _pads(self, start: int, end: int) -> bool:
        return any(letter in _PADDING for letter in self.text[start:end])

    def _take_names(self, piece: str, token: re.Match[str] | None, *, lone: bool) -> bool:
        self.worked = []
        piece = piece.removesuffix("等").removeprefix("由")
        pictures = bool(token and token["work"] and re.match("[摄图供]", token["work"]))
        parts = _halves(piece) if pictures else None
        if parts:
            author, photographer = parts
            self.groups.append(_Group(author, self.role, "文"))
            self.groups.append(_Group(photographer, None, ""))
            return True
        names = _names(piece, lone=lone)
        if not names and self.role and piece[-1] in "文图" and (names := _names(piece[:-1])):
            self.groups.append(_Group(names, self.role, piece[-1]))
            return True
        if not names and token and self._gives(token):
            return self._take_giver(piece)
        if not names and token and token["rest"] == "报道":
            # 记者 张三 云山报道
            names = _names(piece.rpartition(" ")[0])
        if not names and token and token["reporter"]:
            names = _before_outlet(piece)
        self.groups.append(_Group(names, self.role, self.work))
        return bool(names)

    def _gives(self, token: re.Match[str]) -> bool:
        return token["work"] == "供图" or (token["rest"] == "提供" and "图" in self.work)

    def _take_giver(self, piece: str) -> bool:
        """Take `云山区融媒体中心` before 供图 or 提供, and the names before it."""
        *before, giver = piece.split()
        if before:
            names = _names(" ".join(before))
            if not names:
                return False
            self.groups.append(_Group(names, self.role, self.work))
        names = () if _NOBODY.search(giver) else (giver,)
        self.groups.append(_Group(names, None, self.work))
        return bool(re.fullmatch(rf"[{_HAN}A-Za-z0-9·]{{2,20}}", giver))

    def _take_token(self, token: re.Match[str], after: str) -> bool:
        if token["rest"]:
            return bool(self.groups) or bool(self.work)
        if token["work"]:
            self._take_work(token, after)
            return True
        if self.work and self.groups and self.groups[-1].work == self.work:
            # 摄影 张三 记者 李四: the work was for the one before
            self.work = "" if self.groups[-1].role is None else self.work
        self.role = self._role(token)
        return True

    def _role(self, token: re.Match[str]) -> Role:
        if token["editor"]:
            self.work = ""
            return "editor"
        if token["correspondent"]:
            return "correspondent"
        return "photographer" if re.search("摄|图片", token[0]) else "reporter"

    def _take_work(self, token: re.Match[str], after: str) -> None:
        """Put a work word to the names before it, or keep it for those that follow."""
        work = token["work"]
        if self.worked:
            for group in self.worked:
                group.work += work
            return
        waiting = [group for group in self.groups if not group.work and group.role != "editor"]
        tied_before = self.text[: token.start()].rstrip().endswith(("/", "／"))
        tied_after = bool(re.match(r"\s?[/／:：|｜丨由]", after))
        names_follow = bool(_names(after.strip(_PADDING)))
        if waiting and not tied_before and waiting[-1].role:
            # 记者 甲 图/乙, 记者 甲 摄影 乙
            tied_after = tied_after or (names_follow and work in ("摄影", "图片", "摄像", "视频"))
        elif waiting:
            tied_after = False
        if waiting and not tied_after:
            both = "报" in work or (re.search("[文写]", work) and re.search("[图摄片]", work))
            self.worked = waiting if both else waiting[-1:]
            for group in self.worked:
                group.work = work
            self.work = ""
        else:
            self.work = work
        self.role = None


def _names(run: str, *, lone: bool = False) -> tuple[str, ...]:
    """The names of a run, none if any of it is no name; `lone` if only names can stand there."""
    names = split_names(run.strip(_PADDING))
    is_one = is_lone_name if lone else is_name
    return names if all(is_one(name) for name in names) else ()


def _before_outlet(piece: str) -> tuple[str, ...]:
    """The names of 李云川王小芳云山日报, which stood before a 记者 of their own."""
    if not _OUTLET_END.search(piece):
        return ()
    cuts = range(len(piece) - 3, 1, -1)
    return next((names for cut in cuts if (names := _names(piece[:cut]))), ())


def _halves(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The author and the photographer of 董亮明文陶源摄; 潘立文陶源摄 is two photographers."""
    for letter in re.finditer("文", piece):
        author, photographer = _names(piece[: letter.start()]), _names(piece[letter.end() :])
        if author and photographer and len(author[-1]) > 2:
            return author, photographer
    return None
