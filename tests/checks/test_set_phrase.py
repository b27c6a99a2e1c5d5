from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(("text", "wrong"), [("严禁徇私舞敝", "徇私舞敝"), ("惩防并局", "惩防并局"), ("有法必以、执法必严", "有法必以"), ("做到再接再历", "再接再历")])
def test_a_letter_of_the_same_sound(text: str, wrong: str) -> None:
    assert found("W114", text + "。") == [wrong]


@pytest.mark.parametrize("right", ["有法可依、有法必依", "清洁高效、廉洁高效", "履职尽责", "五措并举、多措并举", "人尽其才、物尽其用", "联防联治、联防联控", "搞任人唯亲"])
def test_other_phrases(right: str) -> None:
    assert found("W114", right + "。") == []
