"""checks/frame: halves of two constructions in one clause, the words that excuse them, and planted faults of the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.frame import Frame, Params, check
from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from tests.checks.test_words_planted import only_words, wrongly_marked
from tests.checks.words_support import HEAD

LINES = [
    line
    for line in (Path(__file__).parent.parent / "fixtures" / "planted_frames.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]
RIGHT = [line[1:] for line in LINES if line.startswith("=")]
WRONG = [line for line in LINES if not line.startswith("=")]
PARAMS = Params(
    frames=[Frame("以…为", "(<着力>……为<着落>)┤", "以……为", without=["把"], not_before=["和"])],
    classes={"着力": ["着力", "围绕"], "着落": ["重点", "中心"]},
)


def found(text: str) -> list[str]:
    document = from_string(text)
    return [hit.span.of(document.text) for hit in check(Facts(document), PARAMS)]


def test_every_word_of_a_class_may_stand_in_a_frame() -> None:
    assert found("着力整治环境、规范执法为重点，围绕优化服务为中心。") == ["着力整治环境、规范执法为重点", "围绕优化服务为中心"]


@pytest.mark.parametrize("text", ["围绕工作，以服务为中心。", "着力把执法作为重点。", "和着力执法为重点。", "印发《围绕优化服务为中心》。", ""])
def test_what_is_in_another_clause_excused_or_a_title_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_planted() -> None:
    assert wrongly_marked(WRONG) == []


def test_right() -> None:
    facts = Facts(from_string(HEAD.format(year=2024) + "\n".join(RIGHT)))
    assert [(finding.rule, finding.text) for finding in review(facts, only_words()).findings if finding.severity != "info"] == []
