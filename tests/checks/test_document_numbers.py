"""Document numbers against GB/T 9704."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    "wrong",
    ["清政发[2024]9号", "清政发（2024）9号", "清政发(2024)9号", "清政发【2024】9号", "清政发〔24〕9号", "清政发〔2024〕第9号", "清政发〔2024〕09号", "清政发〔2024年〕9号"],
)
def test_wrong_forms_become_the_right_one(wrong: str) -> None:
    (said,) = findings(f"按照通知（{wrong}）要求落实。", "F501")
    assert (said.severity, said.text) == ("warning", wrong)
    assert said.hit.values["right"] == "清政发〔2024〕9号"
    text = said.text
    for edit in sorted(said.hit.edits, key=lambda edit: -edit.span.start):
        start, end = (offset - said.hit.span.start for offset in edit.span)
        text = text[:start] + edit.text + text[end:]
    assert text == "清政发〔2024〕9号"


@pytest.mark.parametrize(
    "text",
    ["清政发〔2024〕9号", "国务院令第711号", "生态环境部公告2024年第9号", "法院（2024）清01行初12号", "名录（2019）3号机组", "调整方案（2023年）（清府办发〔2024〕38号）", "第2024号"],
)
def test_right_forms(text: str) -> None:
    assert findings(f"按照{text}办理。", "F501") == []


def test_case_papers_have_forms_of_their_own() -> None:
    assert [said.severity for said in findings("作出清环罚字〔2024〕第009号决定。", "F501")] == ["info"]
