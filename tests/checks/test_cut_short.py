"""checks/cut_short: half a word before a mark, and single letters that end a phrase rightly."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("构建基层治理新发展格，全年化解矛盾12起。", ["发展格"]),
        ("开展规范性文件备案审、合法性审核。", ["备案审"]),
        ("提升执法人员的业务素；推行包容审慎监。", ["业务素", "审慎监"]),
        ("着力优化营商环", []),  # at the end of a line the text may go on
        ("推广“一网统管、联动监”做法。", []),  # a name in quotes
        ("召开专题工作会，设立法规处，由人事科、法规与标准科负责，意见年内全部改完。", []),
        ("办理2件，按照国、省、市安排推进。", []),
        ("有的执法人员不敢管、不会管，退役士兵当年接收当年清。", []),  # made like what stands beside it
        ("台账齐全，底数清、措施实、责任明。", []),  # as long
        ("", []),
    ],
)
def test_half_a_word_before_a_mark(words: str, expected: list[str]) -> None:
    assert found("W164", words) == expected


def test_the_whole_word_is_offered() -> None:
    [(text, hit)] = hits("W164", "着力优化营商环，听取意见。")
    assert (text, hit.values["right"], hit.edits[0].text) == ("营商环", "营商环境", "营商环境")
