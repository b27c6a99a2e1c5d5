from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits, severity


@pytest.mark.parametrize("wrong", ["公步", "推劲", "检察检茶"])
def test_slips_of_the_keyboard(wrong: str) -> None:
    assert [text for text in found("W113", f"依法{wrong}结果。") if text in wrong]


def test_names_are_left_alone() -> None:
    assert found("W113", "整治公步镇河道。") == []


def test_a_slip_of_common_letters_needs_a_known_neighbour() -> None:
    [(text, hit)] = hits("W113", "落实信访责仁，普法形试多样。", )[-1:]
    assert (text, severity("W113", hit), hit.edits[0].text) == ("形试", "warning", "形式")
    assert found("W113", "由一名科室负责人讲本领域的法律，学习固废法、大气法。") == []


def test_letters_that_meet_over_a_word_boundary() -> None:
    assert found("W113", "省级部门协同推进，各级各单位依法办理，防止返贫。") == []
