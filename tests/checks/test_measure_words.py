"""Measure words against their nouns, the noun being the head and not part of a longer one."""

from __future__ import annotations

import pytest

from linter.checks.measure_words import Params
from tests.checks.numbers_support import findings, rules


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("会同15家部门出台办法。", "15家部门"),
        ("约谈3名企业，督促整改。", "3名企业"),
        ("会同5件市直部门检查。", None),
        ("全年办结5位案件。", "5位案件"),
        ("出动执法人员905家次。", "执法人员905家次"),
        ("抽查企业357名并全部公示。", "企业357名"),
    ],
)
def test_found(text: str, span: str | None) -> None:
    assert [said.text for said in findings(text, "N107")] == ([span] if span else [])


@pytest.mark.parametrize(
    "text",
    ["约谈3名企业负责人。", "抽调4名部门骨干。", "走访党员30户。", "听取意见164户。", "市场监管684件、其他部门241件。", "企业3名负责人到会。", "5家单位参加。", "15个部门联合。", "移送案件3人。"],
)
def test_silent(text: str) -> None:
    assert findings(text, "N107") == []


def test_no_measure_word_is_both_right_and_wrong_and_no_noun_stands_twice() -> None:
    params = rules()["N107"].params
    assert isinstance(params, Params)
    nouns = [noun for fit in params.measures for noun in fit.nouns]
    assert len(nouns) == len(set(nouns))
    assert not [fit.nouns for fit in params.measures if (set(fit.right) | set(fit.also)) & set(fit.behind) or set(fit.right) & set(fit.also)]
