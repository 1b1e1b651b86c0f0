"""Words for the examples of the help page.

In: nothing. Out: vocabularies that newspapers of governments have, and what stands for words and
names where there are none.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: tuple[Mapping[str, str], ...] = (
    {
        "word": "营商环境",
        "opening": "营商",
        "latin": "5G",
        "traditional": "營商環境",
        "mixed": "5G营商环境",
        "piece": "长者食堂",
        "piece_opening": "长者食",
        "quoted": "一张表、一个窗口",
        "near": "5G 营商环境",
        "one": "地铁",
        "other": "公园",
        "either": "春耕",
        "without": "寒潮",
        "common": "会议",
        "beside": "记者",
        "title": "地铁公园",
        "text": "地铁公园",
        "post": "区长",
    },
    {
        "word": "工作会议",
        "opening": "工作",
        "latin": "2024",
        "traditional": "會議",
        "mixed": "12月",
        "piece": "工作会议",
        "piece_opening": "工作会",
        "quoted": "工作会议",
        "near": "召开 会议",
        "one": "经济",
        "other": "发展",
        "either": "项目",
        "without": "教育",
        "common": "工作",
        "beside": "工作",
        "title": "会议",
        "text": "会议",
        "post": "书记",
    },
    {
        "word": "经济发展",
        "opening": "发展",
        "latin": "10",
        "traditional": "發展",
        "mixed": "10月",
        "piece": "高质量",
        "piece_opening": "高质",
        "quoted": "高质量",
        "near": "经济 发展",
        "one": "服务",
        "other": "群众",
        "either": "文化",
        "without": "安全",
        "common": "发展",
        "beside": "发展",
        "title": "发展",
        "text": "发展",
        "post": "主任",
    },
)
"""Vocabularies to be tried one after the other."""
PLACEHOLDERS: Mapping[str, str] = {
    **WORDS[0],
    "official": "姓名",
    "companion": "另一姓名",
    "reporter": "姓名",
    "family": "姓",
    "page": "A01",
    "organisation": "区政协",
    "newspaper": "代号",
    "month": "2023-03",
    "since": "2023-03-01",
    "until": "2023-03-31",
    "day": "2023-03-08",
    "event": "2023-03-06",
}
"""What is shown where an archive has nothing to be found by it."""
