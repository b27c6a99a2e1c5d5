"""Terms of law, statute by statute: what each field must report, and what looks like it and is right.

A line of the wrong ones: the rule, a sentence with what it reports between marks, `info` where that is all it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.selftest import unmarked
from tests.checks.words_support import found, hits, ruleset, severity

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = tuple(rule.id for rule in ruleset().rules if rule.source.endswith("statutory-terms.yaml"))
WRONG = [line.split() for line in (FIXTURES / "statutory_terms_wrong.txt").read_text(encoding="utf-8").splitlines()]
RIGHT = (FIXTURES / "statutory_terms_right.txt").read_text(encoding="utf-8").splitlines()


def test_wrong_terms() -> None:
    faults = []
    for rule, marked, *softened in WRONG:
        text, marks = unmarked(marked)
        said = [(words, severity(rule, hit)) for words, hit in hits(rule, text)]
        if said != [(mark.of(text), "info" if softened else "warning") for mark in marks]:
            faults.append((rule, marked, *softened, said))
    assert faults == []


def test_right_terms() -> None:
    assert [(right, rule, words) for right in RIGHT for rule in RULES for words in found(rule, right + "。")] == []


def test_every_field_is_tried() -> None:
    assert {case[0] for case in WRONG} == set(RULES)


@pytest.mark.parametrize(
    ("rule", "words", "first"),
    [
        ("W130", "适用一般程序案件6件。", 2022),
        ("W136", "在册社区矫正人员6名。", 2021),
        ("W137", "会同公安消防大队检查。", 2019),
        ("W141", "核发食品流通许可证6本。", 2018),
        ("W143", "防控新冠肺炎疫情。", 2023),
        ("W145", "参加国家司法考试。", 2019),
    ],
)
def test_terms_that_the_law_changed(rule: str, words: str, first: int) -> None:
    assert found(rule, words, first) and found(rule, words, first - 1) == []
