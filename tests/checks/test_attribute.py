"""checks/attribute: adjectives with the wrong noun."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("提供浓厚的法治保障。", "浓厚的法治保障"), ("形成坚强的学习氛围，", "坚强的学习氛围"), ("取得了坚实成效。", "坚实成效"), ("奠定了浓厚的组织基础，", "浓厚的组织基础")],
)
def test_wrong_attributes(text: str, wrong: str) -> None:
    assert found("W152", text) == [wrong]


@pytest.mark.parametrize(
    "text", ["提供坚强有力的法治保障。", "营造浓厚的法治氛围，奠定坚实基础。", "打造亮丽的风景，成效显著。", "坚实的基础保障体系。", "落实《坚实氛围建设方案》。", "浓厚氛围和保障水平。"]
)
def test_right_attributes(text: str) -> None:
    assert found("W152", text) == []
