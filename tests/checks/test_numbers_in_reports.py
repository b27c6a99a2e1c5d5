"""Figures planted in a whole small report, across sentences and sections: `tests/fixtures/planted_numbers.txt`."""

from __future__ import annotations

from tests.checks.numbers_support import serious
from tests.support import ROOT

_LINES = (ROOT / "tests" / "fixtures" / "planted_numbers.txt").read_text(encoding="utf-8").splitlines()
PLANTED = [tuple(line.split(" ", 1)) for line in _LINES if line.startswith("N")]
RIGHT = [line[2:] for line in _LINES if line.startswith("- ")]
_PARTS = {"P": "\n二、存在的不足和原因\n", "L": "\n三、2025年工作安排\n"}


def _report(line: str) -> str:
    done, *others = line.split("##")
    return "".join([done, *(_PARTS[part[0]] + part[1:] for part in others)]).replace("||", "\n")


def test_planted() -> None:
    assert [(rule, line) for rule, line in PLANTED if rule not in [one.rule for one in serious(_report(line))]] == []


def test_right() -> None:
    assert [(line, said) for line in RIGHT if (said := serious(_report(line)))] == []
