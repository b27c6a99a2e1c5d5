"""checks/foreign_field: people of another agency's field in a report that was copied."""

from __future__ import annotations

import pytest

from tests.reading import words

_REPORT = "青山县应急管理局2024年度法治政府建设情况报告\n一、主要做法\n{}\n青山县应急管理局\n2025年1月10日\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("加强队伍建设。全县持证水行政执法人员26人。", ["水行政执法人员"]),
        ("全县持证水行政执法人员26人。", ["水行政执法人员"]),  # a line begins so
        ("配合水利部门培训全县持证水行政执法人员26人。", []),
        ("全县持证应急管理执法人员26人。", []),
    ],
)
def test_people_of_another_field(said: str, found: list[str]) -> None:
    assert words("R206", _REPORT.format(said)) == found
