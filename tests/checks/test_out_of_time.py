"""Deadlines that were over when the plan was made, acts told of a time after the signing."""

from __future__ import annotations

import pytest

from tests.reading import REPORT, found, words


def planned(sentence: str) -> str:
    return REPORT.replace("3月底前统一案卷模板", f"{sentence}。3月底前统一案卷模板")


def done(sentence: str) -> str:
    return REPORT.replace("（二）普法宣传。", f"（二）普法宣传。{sentence}")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("确保2023年底前实现全覆盖", ["2023年底前"]),
        ("2024年6月底前培训两期", ["2024年6月底前"]),
        ("到2024年底，全面建成台账", ["2024年底"]),
        ("2024年上半年建立名录", ["2024年上半年"]),
        ("2025年6月底前培训两期", []),
        ("对2024年底前归档的案卷逐卷复核", []),
        ("对2022年以前签订的合同逐份复核", []),
        ("连同2024年上半年化解的纠纷逐件回访", []),
        ("争取较2024年底下降5%", []),
        ("落实《青山县2024年底前重点任务清单》余下事项", []),
        ("按照2021—2025年规划推进", []),
    ],
)
def test_deadlines(sentence: str, said: list[str]) -> None:
    assert words("D209", planned(sentence)) == said


def test_a_plan_made_before_the_year_was_over() -> None:
    text = planned("2024年底前完成轮训").replace("2025年1月10日", "2024年12月5日")
    assert words("D209", text) == []


def test_an_old_plan_is_one_finding() -> None:
    [(_, hit)] = found("D209", planned("2024年3月底前统一台账。2024年6月底前培训两期。2024年9月底前评查一次"))
    assert (hit.variant, len(hit.related)) == ("throughout", 2)


@pytest.mark.parametrize(
    ("sentence", "variants"),
    [
        ("2025年8月组织演练3次。", ["signed"]),
        ("2025年受理投诉30件。", ["figures"]),
        ("2025年1月主持述法会议1次。", []),
        ("学习自2025年6月1日起施行的条例3次。", []),
        ("拟于2025年5月开展自查。", []),
        ("2024年8月组织演练3次。", []),
    ],
)
def test_acts_after_the_signing(sentence: str, variants: list[str]) -> None:
    assert [hit.variant for _, hit in found("D210", done(sentence))] == variants
