"""What tests of the platform share: the tiny ruleset, one report of each outcome, and how a run is described."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from linter.document import Document

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "fixtures" / "rulesets" / "tiny" / "tiny.yaml"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
WHOLE = os.environ.get("FAZHI_LINT_WHOLE") == "1"
COMMAND = [sys.executable, "-c", "from linter.cli import main; main()"]

BAD = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n有甲错、乙错和丙错。\n某区水务局\n2025年1月10日\n"
WARNED = BAD.replace("甲错、", "")
NOTED = WARNED.replace("乙错和", "")
CLEAN = NOTED.replace("丙错", "成效")


def one_and(others: Iterable[object]) -> list[object]:
    """Values of a parameter of which every run of the tests tries the first, and a long one all."""
    first, *rest = others
    return [first, *(pytest.param(*(other if isinstance(other, tuple) else (other,)), marks=pytest.mark.long) for other in rest)]


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def children(pid: int) -> list[str]:
    """Processes that a process has started, from whichever thread (Linux)."""
    return [child for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]


def held(document: Document) -> None:
    """What every reader promises: blocks joined by newlines, pieces sorted and covering all but those newlines."""
    assert "\n".join(block.span.of(document.text) for block in document.blocks) == document.text
    covered: list[int] = []
    for piece in document.pieces:
        assert 0 <= piece.span.start <= piece.span.end <= len(document.text)
        covered += range(piece.span.start, piece.span.end)
    assert covered == sorted(set(covered))
    assert set(range(len(document.text))) - set(covered) == {block.span.end for block in document.blocks[:-1]}


def pointed_at(document: Document, source: str) -> None:
    """Every code point of the text is the very one that its line and column name in the file."""
    lines = source.split("\n")
    for block in document.blocks:
        for offset in range(*block.span):
            line, column = document.position(offset)
            assert lines[line - 1][column - 1] == document.text[offset]
