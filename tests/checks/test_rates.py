"""Rates are worked out again, with rounding and cutting off both allowed."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


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
