"""robots.txt as RFC 9309 has it, and as sites write it."""

from __future__ import annotations

import pytest

from archive.crawl.robots import PARSED, RobotsRules

SITE = "http://szb.lake.example"


def allows(text: str, path: str) -> bool:
    return RobotsRules(text.encode()).allows(SITE + path)


def test_the_longest_rule_decides() -> None:
    text = "User-agent: *\nDisallow: /a/\nAllow: /a/b/\nDisallow: /a/b/c\n"
    assert not allows(text, "/a/x")
    assert allows(text, "/a/b/x")
    assert not allows(text, "/a/b/c.htm")
    assert allows(text, "/x")


def test_of_two_rules_of_one_length_the_kind_one_counts() -> None:
    assert allows("User-agent: *\nDisallow: /page\nAllow: /page\n", "/page")


def test_our_own_group_comes_before_that_of_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nuser-agent: ZhengWen\nDisallow: /ads/\n"
    assert allows(text, "/html/")
    assert not allows(text, "/ads/1.htm")


def test_groups_for_us_are_one_group() -> None:
    text = "User-agent: zhengwen\nDisallow: /a/\n\nUser-agent: zhengwen\nDisallow: /b/\n"
    assert not allows(text, "/a/x")
    assert not allows(text, "/b/x")


def test_agents_may_share_a_group() -> None:
    text = "User-agent: other\nUser-agent: zhengwen\nDisallow: /a/\n"
    assert not allows(text, "/a/x")


def test_wildcards_and_ends() -> None:
    text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print/\n"
    assert not allows(text, "/res/1.pdf")
    assert allows(text, "/res/1.pdf.htm")
    assert not allows(text, "/hb/print/1.htm")


def test_escaped_and_plain_characters_are_the_same() -> None:
    text = "User-agent: *\nDisallow: /湖报/\n"
    assert not allows(text, "/%E6%B9%96%E6%8A%A5/1.htm")
    assert not allows(text, "/湖报/1.htm")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00\x01 garbage \x00",
        "<html><body>没有这一页</body></html>".encode(),
        b"Disallow: /\n",
        b"User-agent: *\nDisallow:\n",
        b"User-agent: *\nCrawl-delay: soon\n",
    ],
)
def test_what_forbids_nothing(content: bytes) -> None:
    rules = RobotsRules(content)
    assert rules.allows(f"{SITE}/html/")
    assert rules.delay == 0.0


def test_a_byte_order_mark_hides_no_rule() -> None:
    assert not RobotsRules(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n").allows(f"{SITE}/x")


def test_only_the_first_500_kib_count() -> None:
    text = b"User-agent: *\nDisallow: /a/\n" + b"#" * PARSED + b"\nDisallow: /b/\n"
    rules = RobotsRules(text)
    assert not rules.allows(f"{SITE}/a/")
    assert rules.allows(f"{SITE}/b/")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("Crawl-delay: 5", 5.0), ("Crawl-delay: 0.5", 0.5), ("Request-rate: 1/10", 10.0)],
)
def test_how_slowly_it_wants_to_be_read(written: str, seconds: float) -> None:
    assert RobotsRules(f"User-agent: *\n{written}\n".encode()).delay == seconds


def test_no_delay_is_for_ever() -> None:
    assert RobotsRules(b"User-agent: *\nCrawl-delay: 999999\n").delay == 600.0
