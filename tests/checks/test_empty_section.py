"""Headings with nothing under them."""

from __future__ import annotations

import pytest

from tests.reading import REPORT, found


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("（三）应急管理\n（四）政务公开。公开信息30条。\n", [("（三）应急管理", None)]),
        ("（三）加强应急管理。\n（四）政务公开。公开信息30条。\n", [("（三）加强应急管理", "info")]),
        ("（三）修订应急预案2部\n（四）政务公开。公开信息30条。\n", []),
        ("（三）应急管理\n修订应急预案2部。\n", []),
        ("（三）应急管理\n1.预案。修订2部。\n2.演练。组织3次。\n", []),
    ],
)
def test_empty_sections(lines: str, said: list[tuple[str, str | None]]) -> None:
    text = REPORT.replace("二、主要", f"{lines}二、主要")
    assert [(words, hit.severity) for words, hit in found("S110", text)] == said


def test_a_list_of_headings_alone_is_a_list() -> None:
    plan = "（一）修订送达流程\n（二）统一案卷模板\n（三）组织业务培训"
    assert found("S110", REPORT.replace("3月底前统一案卷模板，组织培训两期。", plan)) == []
