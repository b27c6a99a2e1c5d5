from __future__ import annotations

import pytest

from tests.reading import REPORT, assessed

SIGNED = "青山县水务局\n2025年1月10日"


@pytest.mark.parametrize(
    ("foot", "agency", "date"),
    [
        (SIGNED, "met", "met"),
        ("2025年1月10日", "missing", "met"),
        ("青山县水务局", "met", "missing"),
        ("青山县水务局\n2025年1月", "met", "partial"),
        ("青山县水务局\n1月10日", "met", "partial"),
        ("特此报告。", "missing", "missing"),
        (f"联系人：李某，电话：83991234\n{SIGNED}", "met", "met"),
        (f"附件：1.执法统计表\n2.普法责任清单\n{SIGNED}", "met", "met"),
        (f"{SIGNED}\n（此件公开发布）\n抄送：县委办。\n青山县水务局办公室 2025年1月11日印发", "met", "met"),
        (f"{SIGNED}\n附件\n青山县水务局2024年执法统计表\n检查 12\n立案 12\n复议 0\n诉讼 0\n许可 30\n公示 10\n审核 12\n移送 0", "met", "met"),
        (f"{SIGNED}\n附件1：任务完成情况\n1.修订送达流程，已于6月底完成并经县司法局备案，全部科室已照新流程办理。", "met", "met"),
        (f"{SIGNED}\n— 5 —", "met", "met"),
        ("青山县水务局办公室 2025年1月11日印发", "missing", "missing"),
        ("联系人：李某，电话：83991234", "missing", "missing"),
        ("特此报告。\n版权所有：青山县水务局\n发布日期：2025-03-01", "missing", "missing"),
    ],
)
def test_signoff(foot: str, agency: str, date: str) -> None:
    text = REPORT.removesuffix(SIGNED) + foot
    assert (assessed("S107", text).verdict, assessed("S108", text).verdict) == (agency, date)


def test_a_missing_signature_points_at_the_end() -> None:
    text = REPORT.removesuffix("\n" + SIGNED)
    anchor = assessed("S107", text).anchor
    assert anchor is not None and anchor.start == len(text)
