"""checks/long_sentence: what runs on is found, a list and a short sentence are not."""

from __future__ import annotations

import pytest

from linter.checks.long_sentence import Params, check
from linter.facts import Facts
from linter.readers.text import from_string

RUNS_ON = "，".join(["我局围绕中心工作统筹推进各项任务并取得新的进展"] * 9) + "。"


def found(text: str) -> list[str]:
    document = from_string(text)
    return [hit.span.of(document.text) for hit in check(Facts(document), Params())]


def test_a_sentence_that_runs_on_is_found_whole() -> None:
    assert found(f"开头一句。{RUNS_ON}结尾一句。") == [RUNS_ON]


@pytest.mark.parametrize("text", [RUNS_ON.replace("，", "；", 4), RUNS_ON.replace("，", "。"), "一句短话，两个分句。", ""])
def test_what_can_be_read_in_parts_is_left_alone(text: str) -> None:
    assert found(text) == []
