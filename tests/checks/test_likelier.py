"""What the language model says of letters put in or left out."""

from __future__ import annotations

import pytest

from linter.checks._likelier import gain
from linter.document import Span
from linter.facts import Facts
from linter.readers.text import from_string


def _gain(text: str, words: str, instead: str) -> float:
    start = text.index(words)
    return gain(Facts(from_string(text)), Span(start, start + len(words)), instead)


@pytest.mark.parametrize(("text", "words", "right"), [("全体人员员参加学习。", "员员", "员"), ("推进法政府建设。", "法政府", "法治政府"), ("做到全覆，无死角。", "全覆", "全覆盖")])
def test_a_slip_gains(text: str, words: str, right: str) -> None:
    assert _gain(text, words, right) > 5


@pytest.mark.parametrize(("text", "words", "wrong"), [("山东东营举办培训。", "东东", "东"), ("布展工作有序。", "展工作", "开展工作"), ("要慎终如始抓好。", "如始", "如实")])
def test_what_is_right_does_not(text: str, words: str, wrong: str) -> None:
    assert _gain(text, words, wrong) < 1


def test_each_place_is_asked_about_in_its_own_line() -> None:
    assert _gain("各科室认真学法。\n全体人员员参加学习。\n全年无诉讼。", "员员", "员") > 5
