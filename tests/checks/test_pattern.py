"""Rules of one's own: where a pattern is looked for, what cancels a match, what a hit carries."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linter.checks import Hit
from linter.checks.pattern import Params, check
from linter.facts import Facts
from linter.readers.text import from_string

REPORT = """某区水务局2024年度法治政府建设情况报告
一、主要举措和成效
全年给与企业指导4次，供给与需求基本平衡。
二、存在的不足和原因
给与的指导不够及时，原因是人手不足。
"""


def hits(text: str = REPORT, **params: Any) -> list[Hit]:
    return list(check(Facts(from_string(text)), Params(**params)))


def texts(text: str = REPORT, **params: Any) -> list[str]:
    return [hit.span.of(text) for hit in hits(text, **params)]


def test_every_match_is_a_hit_at_its_place() -> None:
    found = hits(patterns=["给与"])
    assert [hit.span.start for hit in found] == [start for start in range(len(REPORT)) if REPORT.startswith("给与", start)]


def test_an_overlapping_exception_cancels_a_match() -> None:
    assert len(hits(patterns=["给与"], unless_patterns=["供给与"])) == 2


def test_an_exception_nearby_cancels_within_the_unit_only() -> None:
    assert len(hits(patterns=["给与"], unless_near_patterns=["需求"], within="sentence")) == 1
    assert hits(patterns=["给与"], unless_near_patterns=["需求"], within="document") == []


def test_sections_limit_where_a_match_counts() -> None:
    assert len(hits(patterns=["给与"], sections=["problems"])) == 1


def test_the_group_at_is_reported_and_named_groups_fill_messages() -> None:
    (hit,) = hits(patterns=["全年(?P<at>给(?P<word>与))企业"], replace="给{word}予")
    assert hit.span.of(REPORT) == "给与"
    assert hit.values["word"] == "与"
    assert hit.values["right"] == "给与予"
    assert [(edit.span, edit.text) for edit in hit.edits] == [(hit.span, "给与予")]


def test_the_anchors_are_the_ends_of_the_unit() -> None:
    assert texts(patterns=["^二、"], within="paragraph") == ["二、"]
    assert hits(patterns=["^二、"], within="document") == []


def test_a_required_pattern_that_is_missing_is_one_finding_about_the_report() -> None:
    (hit,) = hits(patterns=["行政复议"], require=True)
    assert hit.whole
    assert hit.span.of(REPORT) == REPORT.split("\n", maxsplit=1)[0]
    assert hits(patterns=["指导"], require=True) == []
    assert len(hits(patterns=["需求"], require=True, sections=["problems"])) == 1


def test_text_is_folded_unless_raw() -> None:
    text = "某区水务局2024年度法治政府建设情况报告\n一、主要举措\n开会３次,督办2次。\n"
    assert texts(text, patterns=["3次，"]) == ["３次,"]
    assert texts(text, patterns=["3次，"], raw=True) == []
    assert texts(text, patterns=["３次,"], raw=True) == ["３次,"]


def test_more_than_at_most_become_one() -> None:
    (hit,) = hits(patterns=["给与"], at_most=2)
    assert hit.variant == "throughout"
    assert hit.values["count"] == 3
    assert len(hit.related) == 2


def test_nothing_runs_where_the_text_holds_none_of_the_needed_words() -> None:
    assert hits(patterns=["给与"], needs=["给予"]) == []
    assert len(hits(patterns=["给与"], needs=["给予", "给与"])) == 3


def test_page_furniture_is_left_out() -> None:
    text = "首页>政务公开\n" + REPORT + "版权所有：某区水务局\n"
    for within in ("paragraph", "document", "line"):
        assert texts(text, patterns=["版权所有|首页"], within=within) == []


@given(st.text("给与供一、（）。，\n \U0002070e", max_size=60), st.sampled_from(["sentence", "paragraph", "line", "document"]))
def test_spans_are_code_points_of_the_text(text: str, within: str) -> None:
    for hit in hits(text, patterns=["给与?", "、(?P<at>.)"], within=within):
        assert 0 <= hit.span.start < hit.span.end <= len(text)
        assert hit.span.of(text)[0] in "给与供一、（）。， \U0002070e"
