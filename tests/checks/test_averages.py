"""checks/_averages, _flows: averages, products, all and some not; what looks like them and holds."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import serious


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("N102", "现有执法人员38人，监管在建项目512个，人均监管项目15.5个。"),
        ("N102", "12名法官审结案件1860件，平均每名法官审结180件。"),
        ("N102", "举办培训4期，每期60人，共培训280人次。"),
        ("N102", "持证人员56人，占全局78人的81.8%。"),
        ("N102", "发现隐患88处，整改率95%，整改85处。"),
        ("N101", "全局28名执法人员全部持证，其中3名尚未取得执法证。"),
        ("N101", "执法记录仪配备率100%，尚有6人未配备。"),
        ("N101", "双随机抽查4批次，抽查对象48家次，其中联合抽查5批次。"),
        ("N103", "普法经费投入12.5万元，较上年的10万元增长20%。"),
        ("N105", "召开会议4次，分别于3月、6月、9月研究法治工作。"),
    ],
)
def test_what_does_not_follow(rule: str, text: str) -> None:
    assert [said.rule for said in serious(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "现有执法人员38人，监管在建项目512个，人均监管项目13.5个。",
        "现有执法人员38人，监管在建项目512个，一线人员人均监管项目20个。",
        "现有执法人员38人，年均监管在建项目512个，人均监管项目20个。",
        "举办培训4期，每期60人，共培训240人次。",
        "持证人员56人，占全局78人的71.8%。",
        "接听工单560件，办结558件，按时办结率99.8%。",
        "28名执法人员全部持证，其中3名新取得执法证。",
        "普法经费投入12.5万元，较上年的10万元增长25%。",
        "召开会议3次，分别于3月、6月、9月研究法治工作。",
    ],
)
def test_what_holds(text: str) -> None:
    assert serious(text) == []
