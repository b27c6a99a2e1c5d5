"""Measure words against their nouns, the noun being the head and not part of a longer one."""

from __future__ import annotations

import pytest

from linter.checks.measure_words import Params
from linter.facts.units import UNITS
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


def test_a_number_without_a_measure_word() -> None:
    (said,) = findings("聘任人民调解员87，均已上岗。", "N107")
    assert (said.text, said.hit.variant) == ("人民调解员87", "missing")
    for text in ("聘任人民调解员87名，", "拨打投诉12315，", "见案例2，", "执法人员1，204名。", "依据《执法人员12》，"):
        assert findings(text, "N107") == []


def test_one_slip_that_runs_through_a_list_is_one_finding() -> None:
    (said,) = findings("下达行政处罚决定书32起、告知书2起、通知书6起。", "N107")
    assert said.text == "行政处罚决定书32起"
    assert [related.message for related in said.hit.related] == ["告知书2起", "通知书6起"]


def test_every_grouped_unit_is_one_that_is_read() -> None:
    params = rules()["N107"].params
    assert isinstance(params, Params)
    assert [unit for group in params.groups.values() for unit in group if unit not in UNITS] == []
    assert len([noun for fit in params.measures for noun in fit.nouns]) > 150
