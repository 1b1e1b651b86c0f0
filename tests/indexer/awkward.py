"""Questions at the edges of the language, under the headings of docs/query-language.md.

In: nothing. Out: `AWKWARD`, one question each.
"""

from __future__ import annotations

_WRITTEN = """
# Brackets, operators and quotes that are left over
优化 (推动 OR 部署
优化) OR (部署
NOT
优化 NOT
NOT AND 优化
优化 AND OR 部署
OR 优化
优化 |
| 优化 OR
()
优化 () 部署
-()
-(优化 部署)
NOT NOT 优化
-(-优化)
(优化 -部署) 推动
优化 (-部署)
优化 OR -部署
-优化 OR -部署
-优化 -部署
"优化营商
优化 ""
优化 -
优化 - 部署
- 优化
优化-部署
优化!部署
优化|部署
优化（推动｜部署）
－优化
！优化
优化 and 部署
(优化)AND 部署
“优化”OR“部署”
优化 OR(部署)
-NOT 优化
NOT NOT NOT 优化
优化 AND部署
((优化)) ((部署)
“优化”“营商”
优化"营商"
"优化 "
" "
"，"
＂优化＂
「优化”」
"优化“"
“优化
# Tokens
优化优化
5
g
5G
5g基站
M0试点
covid
COVID-19
-COVID-19
19
Wi-Fi
2260
第5次
ann lee
a_b
C++
GB/T
m2
优化，部署
優化
二〇一九
陈晓岚
é
人々
𠮷
☂
…
营
# Prefixes and everything
*
**
-*
* 优化
* OR 优化
营*
5*
co*
优化 营商*
标题:营*
M0试点*
*优化
营*优化
优化，*
标题:*
署名:*
机构:*
记者:*
记者:贺*
月:2019*
记者:"贺*"
日期:*
# Fields
标题:优化
标题：优化
headline:优化
HEADLINE:优化
标题:优化部署
标题:优化,部署
标题:COVID-19
标题: 优化
标题: (优化 部署)
-标题: 优化
标题:-优化
标题:-(优化 部署)
标题:正文:优化
日期: 2019-10
日期: [2019-10 TO 2019-11]
-事发:*
标题:， 优化
标题:
优化 标题:
标题:()
标题:(优化 部署)
标题:(优化 OR 部署)
标题:(优化 正文:部署)
标题:(-优化)
-标题:优化
NOT 标题:"优化"
标题:“优化”
正文:标题
署名:贺明
署名:阿依古丽·买买提
记者:阿依古丽·买买提
记者:阿依古丽•买买提
记者:陈晓岚
记者:贺
记者:(贺明 苏望)
记者:(贺明 OR 苏望)
官员:贺明 官员:苏望
reporter:"Ann Lee"
reporter:Ann Lee
版:a01
版:1
栏目:深度(上)
栏目:"深度(上)"
栏目:“Tech 5G”
报纸:lanwan
月:2019-10
职务:市委书记
职务:书记
机构:岚湾市委
机构:“发展和改革”
机构:区人民政府
地点:岚湾
地点：岚湾
10:30
标题:要闻
x,标题:优化
新标题:优化
# Dates
日期:2019
日期:2019-10
日期：2019-10-08
date:2019-10-01..2019-10-20
日期:2019-12..
日期:..2019-10
日期:..
日期:2019..2019-10
日期:[2019-10 TO 2019-12]
日期:[2019-10-05 TO 2019]
日期:[2019-10 TO *]
日期:[* TO 2019-10]
日期:[2019-10
日期:2020..2019
日期:(2019-10 OR 2019-12)
-日期:2019
事发:2019-10
事发:2019-10-08
事发:2019..
-事发:2019-10
日期:2019-13
日期:明天
日期:2019-1-1
日期:"2019-10"
优化 日期:2020-02-30
日期：２０１９－１０
# Near
"优化 环境"~0
"环境 优化"~5
"优化 优化"~0
"共和国 中华"~0
"中华人民共和国 人民"~0
"营商 推动 环境"~1
"，"~3
"5G 5"~0
"g 5 5G"~0
标题:"优化 环境"~2
"优化 环境"~99
"优化 环境"~
"优化 环境" ~5
记者:"贺明"~3
# Partial matches
优化 不存在的词
优化 -部署 xyzzy
优化 日期:2019-10 xyzzy
优化 记者:贺明 xyzzy
xyzzy OR (优化 plugh)
标题:优化 xyzzy
职务:书记 xyzzy
(xyzzy -优化) 部署
(xyzzy -优化) OR (部署 plugh)
营商* xyzzy
xyzzy -(-优化)
优化 xyzzy 记者:(贺明 OR 苏望)
优化 xyzzy (记者:贺明 OR 部署)
优化 xyzzy (记者:贺明 OR -部署)
优化 xyzzy (记者:贺明 OR -记者:苏望)
优化 xyzzy -(部署 OR 记者:贺明)
"优化" xyzzy
商环
商环 xyzzy
# Operators that do not stand alone
headline:OR
标题:AND 优化
标题:NOT
标题: OR 优化
记者:OR
日期:NOT 优化
标题:OR优化
"""

AWKWARD = (
    *(line for line in _WRITTEN.splitlines() if line and not line.startswith("# ")),
    " ",
    "优化 " + "部署 " * 70,
    " ".join("abcdefghij0123456789" * 4),
    "优" * 498 + " -部署",
    "推" * 600,
)
