"""checks/paired_words: half a conjunction is found where its sentence goes on without the other half."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("虽然力量有所充实，办案周期偏长。", ["虽然力量有所充实"]),
        ("案件办理中，无论大案小案，严格按程序办理。", ["无论大案小案"]),
        ("不仅完善了制度，提高了执法水平。", ["不仅完善了制度"]),
        ("既要查清事实，释明法理。", ["既要查清事实"]),
        ("虽然力量有所充实，但办案周期偏长。", []),
        ("虽然力量有所充实。", []),
        ("无论大案小案，都严格按程序办理。", []),
        ("不仅限于罚款案件，听证范围扩大。", []),
        ("既定任务完成，既往问题销号。", []),
        ("组织学习《无论何时，依法行政》2次，开展讨论。", []),
    ],
)
def test_half_a_conjunction(sentence: str, said: list[str]) -> None:
    assert found("W155", sentence) == said
