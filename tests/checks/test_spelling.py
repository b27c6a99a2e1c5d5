from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits, severity


@pytest.mark.parametrize("wrong", ["公步", "推劲", "检察检茶"])
def test_slips_of_the_keyboard(wrong: str) -> None:
    assert [text for text in found("W113", f"依法{wrong}结果。") if text in wrong]


def test_names_are_left_alone() -> None:
    assert found("W113", "整治公步镇河道。") == []


def test_likely_slips_are_only_notes() -> None:
    [(text, hit)] = hits("W113", "规范性文件清里2次。")
    assert (text, severity("W113", hit), hit.edits[0].text) == ("清里", "info", "清理")


def test_letters_that_meet_over_a_word_boundary() -> None:
    assert found("W113", "省级部门协同推进，各级各单位依法办理，防止返贫。") == []
