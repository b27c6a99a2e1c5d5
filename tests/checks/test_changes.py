"""Changes: direction and size from the two values given."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("案件由40件减至30件，下降40%。", "default"),
        ("案件由40件减至30件，增长25%。", "opposite"),
        ("案件由30件减至40件。", "direction"),
        ("审批时限由10个工作日压缩到12个工作日。", "direction"),
        ("合格率从95.2%提高到97.4%，提高3.2个百分点。", "default"),
        ("全年受理90件，较上年的120件下降30%。", "default"),
        ("全年检查150次，比2023年的200次减少60次，下降25%。", "default"),
        ("全年检查150次，比2023年的200次减少50次，下降35%。", "default"),
        ("案件由6件增至18件，增长3倍。", "default"),
        ("环节由9个压减到6个，压减二分之一。", "default"),
        ("案件由40件减至30件，增加10件，增长25%。", "opposite"),
    ],
)
def test_found(text: str, variant: str) -> None:
    (said,) = findings(text, "N103")
    assert (said.severity, said.hit.variant) == ("error", variant)


@pytest.mark.parametrize(
    "text",
    [
        "案件由40件减至30件，下降25%。",
        "全年检查150次，比2023年的200次减少50次，下降25%。",
        "案件由6件增至18件，增长2倍。",
        "环节由9个压减到6个，压减三分之一。",
        "案件由31件减至12件，办理11件。",
        "平均用时由9.5个工作日降至7.6个工作日，缩短20%。",
        "营收从54万亿元增加到82.7万亿元，年均增长7.1%。",
        "投诉1581件，同比下降48.78%。",
        "事项由78项优化为57项。",
        "排名由第5位上升至第2位。",
        "甲乙分别从50%、75%提高至60%、100%。",
        "由约40件减至30件，下降40%。",
        "罚款由1.26万元更正为0.84万元。",
    ],
)
def test_silent(text: str) -> None:
    assert findings(text, "N103") == []
