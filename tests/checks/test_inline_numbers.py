from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年做了三件事：①修订制度1件；②举办培训2期；④公开信息40条。", ["④"]),
        ("全年做了三件事：（1）修订制度1件；（3）举办培训2期；（3）公开信息40条。", ["（3）"]),
        ("全年做了三件事：（一）修订制度1件；（二）举办培训2期；（二）公开信息40条。", ["（二）"]),
        ("全年做了三件事：1.修订制度1件；2、举办培训2期；3.公开信息40条。", ["2、"]),
        ("全年做了三件事：1、修订制度1件；2、举办培训2期；3、公开信息40条。", []),
        ("依照第三十条第（一）项、第（三）项立案1件；（三）项所列情形另行处理。", []),
        ("对照要求，（二）所列任务完成；（四）所列任务另报。", []),
    ],
)
def test_lists_inside_a_paragraph(text: str, wrong: list[str]) -> None:
    assert found("F109", text) == wrong
