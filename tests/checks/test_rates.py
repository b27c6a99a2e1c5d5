"""Rates are worked out again, with rounding and cutting off both allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from linter.checks import _explained, rates
from linter.facts.figures import Figure
from tests.checks.numbers_support import findings, rules


@pytest.mark.parametrize(
    ("rate", "severity"),
    [("94", None), ("93", None), ("93.8", None), ("93.84", None), ("93.85", None), ("93.9", "info"), ("95", "error"), ("92", "error"), ("94.5", "error"), ("100", "error")],
)
def test_122_of_130(rate: str, severity: str | None) -> None:
    said = findings(f"全年受理举报130件，已办结122件，办结率{rate}%。", "N102")
    assert [one.severity for one in said] == ([severity] if severity else [])


def test_the_finding_names_both_figures() -> None:
    (said,) = findings("全年受理举报130件，已办结122件，办结率96%。", "N102")
    assert said.text == "办结率96%"
    assert [related.message for related in said.hit.related] == ["122件", "130件"]
    assert said.hit.values["true"] == "93.8"


@pytest.mark.parametrize(
    "text",
    [
        "受理130件，办结122件，按期办结率100%。",
        "受理约130件，办结122件，办结率99%。",
        "受理举报130件。办结投诉122件，办结率99%。",
        "受理130件，办结122件，群众满意率99%。",
        "受理130件，办结122件，办结率和满意率达99%。",
        "属实11条，占全市的19%。",
        "线索57条，属实11条，占19.3%。",
        "线索57条，属实11条，占19.2%。",
    ],
)
def test_silent(text: str) -> None:
    assert findings(text, "N102") == []


def test_full_rate_with_a_stated_reason_is_only_a_question() -> None:
    (said,) = findings("受理130件，办结122件，部分因仍在法定期限内，办结率100%。", "N102")
    assert (said.severity, said.hit.variant) == ("info", "full")


def test_full_rate_whose_rest_is_accounted_for_is_right() -> None:
    assert findings("受理130件，办结122件，8件因仍在法定期限内，办结率100%。", "N102") == []


def test_the_base_may_stand_before_other_figures_or_in_the_sentence_before() -> None:
    text = "新登记经营主体3268户，其中企业742户、个体工商户2481户；网上办理2910户，网办率达92.4%。"
    (said,) = findings(text, "N102")
    assert [related.message for related in said.hit.related] == ["2910户", "3268户"]
    assert len(findings("全年受理投诉96件。办结90件，办结率97.5%。", "N102")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "评查案卷31份，优秀24份、合格6份，优秀率80%。",
        "受理纠纷91件，调解成功17件，成功率89.5%，其余2件引导诉讼。",
        "受理投诉472件，办结424件，在办3件，办结率99.3%。",
    ],
)
def test_where_a_sum_is_at_fault_the_rate_is_not(text: str) -> None:
    assert {said.rule for said in findings(text)} == {"N101"}


def test_shares_side_by_side_are_held_to_the_whole_that_they_imply() -> None:
    assert findings("男36人，占60%；女24人，占40%。", "N102") == []
    assert findings("11月受理84406件。其中，咨询类36600件，占61%；求助类20400件，占34%；投诉类3000件，占5%。", "N102") == []
    (said,) = findings("咨询类3720件，占46.5%；求助类2264件，占29.3%；投诉类2016件，占25.2%。", "N102")
    assert (said.text, said.hit.variant, said.hit.values["true"]) == ("29.3%", "list", "28.3")
    assert findings("咨询类3720件，占46.5%；求助类2264件，占29.3%。", "N102") == []  # of two, either may be wrong


def test_figures_in_tens_of_thousands_are_rounded_themselves() -> None:
    assert findings("调解纠纷2.36万件，调解成功2.31万件，成功率98.1%。", "N102") == []
    assert len(findings("调解纠纷2.36万件，调解成功2.31万件，成功率99.1%。", "N102")) == 1


def test_what_failed_tells_what_passed() -> None:
    assert findings("抽检800批次，不合格16批次，合格率98%。", "N102") == []
    (said,) = findings("抽检800批次，不合格16批次，合格率96%。", "N102")
    assert (said.hit.values["part"], said.hit.values["true"]) == ("784批次", "98")
    assert findings("批捕12.5万人；不捕11.5万人，不捕率48.5%。", "N102") == []


def test_rates_in_words() -> None:
    (said,) = findings("受理40件，办结30件，办结率百分之九十。", "N102")
    assert (said.text, said.hit.values["rate"]) == ("办结率百分之九十", "90%")
    assert findings("线索48条，属实16条，占三分之一。", "N102") == []


def test_every_rate_has_its_limit() -> None:
    names = [name for rate in rules()["N102"].params.rates for name in rate.names]
    assert [name for name in names if not findings(f"全年{name}达到120%。", "N104")] == ["完成率", "任务完成率"]  # more than was planned may be done


def test_work_grows_with_the_figures_of_a_sentence_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    fits, compared = _explained.fits, 0

    def counted(rate: Figure, true: Decimal) -> bool:
        nonlocal compared
        compared += 1
        return fits(rate, true)

    monkeypatch.setattr(_explained, "fits", counted)
    shares = 400
    assert findings(f"收到件次1046件，{'网上862件，占82.4%；' * shares}当面13件，占1.2%。", "N102") == []
    assert 0 < compared < shares * rates._NEAR**2
