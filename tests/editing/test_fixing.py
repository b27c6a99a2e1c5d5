"""editing/fixing: fixing ends, adds no finding, changes no figure, and has nothing to do the second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from linter import batch, editing, engine
from linter.batch import Options, Result
from linter.document import Document
from linter.editing import Editor
from linter.editing.fixing import UNSAFE, Fixed, State, Wishes, fix
from linter.editing.guard import FIGURE
from linter.facts import Facts
from linter.facts.figures import figures
from linter.readers import text as reader
from linter.review import Review
from linter.ruleset.loader import loaded
from linter.ruleset.model import Rule, Ruleset
from linter.selftest import examples, place
from tests.proof import mutation, reports
from tests.support import BAD, ROOT, SEEDS, TINY, WHOLE, one_and

DAY = date(2025, 3, 1)
WISHES = Wishes(lambda finding: True, False, DAY)
PLANTED = ROOT / "tests" / "fixtures" / "statutory_terms_wrong.txt"


@cache
def mended(text: str, unsafe: bool = False, ruleset: str | None = None) -> tuple[State, Fixed]:
    return run(text.encode(), "报告.txt", ruleset, WISHES if not unsafe else replace(WISHES, unsafe=True))


def run(data: bytes, name: str, ruleset: str | None = None, wishes: Wishes = WISHES) -> tuple[State, Fixed]:
    """Fixes a report, and once more."""
    options = Options(ruleset)

    def read(data: bytes) -> batch.Result:
        return batch.review_bytes(data, name, options)

    result = read(data)
    assert result.review is not None
    start = State(data, result, result.review)
    fixed = fix(start, read, text_editor(), wishes)
    again = fix(fixed.state, read, text_editor(), wishes)
    assert (again.made, again.state.data) == ((), fixed.state.data)
    assert [reason for _, reason in again.left] == [reason for _, reason in fixed.left]
    return start, fixed


def text_editor() -> type[Editor]:
    found = editing.editor("text")
    assert found is not None
    return found


def said(review: Review) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((finding.rule, finding.entry, finding.item) for finding in review.findings)


def ledger(document: Document) -> list[tuple[object, object, str]]:
    return [(figure.value, figure.quantity.upper, figure.unit) for figure in Facts(document)(figures).all]


def holds(start: State, fixed: Fixed) -> None:
    old, new = start.review, fixed.state.review
    assert not said(new) - said(old)
    assert len(new.findings) <= len(old.findings)
    assert ledger(new.document) == ledger(old.document)
    assert (new.profile.agency, new.profile.signature, new.profile.year) == (old.profile.agency, old.profile.signature, old.profile.year)
    assert (fixed.state.data == start.data) == (not fixed.made)


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", one_and([PLANTED, *SEEDS]), ids=lambda path: path.stem[:14])
def test_real_reports(path: Path, unsafe: bool) -> None:
    holds(*mended(path.read_text(encoding="utf-8"), unsafe))


@pytest.mark.parametrize("name", reports.GOOD)
def test_good_reports(name: str) -> None:
    holds(*mended(reports.text_of(name)))


@given(st.sampled_from(mutation.cases()), st.booleans())
@settings(max_examples=12 if WHOLE else 4, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_broken_reports(case: mutation.Case, unsafe: bool) -> None:
    holds(*mended(case.mutant().text, unsafe))


def test_safe_fixes_cure_the_examples_of_their_rules() -> None:
    """Every rule whose bad example offers only safe fixes is silent once they are made."""
    ruleset = loaded("ecology")
    cured = set()
    for rule, text in bad_examples(ruleset):
        alone = replace(ruleset, rules=(rule,))

        def read(data: bytes, alone: Ruleset = alone) -> Result:
            document = reader.read(data)
            review = engine.review(Facts(document), alone, preview=True)
            return Result("例.txt", "checked", None, "text", review=review, ruleset=alone)

        start = read(text.encode())
        assert start.review is not None
        mine = [finding for finding in start.review.findings if finding.rule == rule.id]
        if mine and all(finding.fix and finding.fix.safe for finding in mine):
            fixed = fix(State(text.encode(), start, start.review), read, text_editor(), WISHES)
            assert {reason for _, reason in fixed.left} <= {FIGURE, UNSAFE}, (rule.id, text)
            assert fixed.left or not [finding for finding in fixed.state.review.findings if finding.rule == rule.id], (rule.id, text)
            cured.add(rule.id)
    assert len(cured) >= 15


def bad_examples(ruleset: Ruleset) -> Iterator[tuple[Rule, str]]:
    """Two of each rule, all of them in a long run."""
    for rule in ruleset.rules:
        bad = (example for sort, _, example in examples(rule) if sort == "bad")
        for example in islice(bad, None if WHOLE else 2):
            yield rule, place(rule, example).text


def test_what_nobody_asked_for_is_left_with_the_reason() -> None:
    start, fixed = mended(BAD, ruleset=str(TINY))
    assert fixed.state.data == start.data
    assert [(change.finding.rule, reason) for change, reason in fixed.left] == [("W901", UNSAFE), ("N902", UNSAFE), ("R903", UNSAFE)]
    _, fixed = mended(BAD, unsafe=True, ruleset=str(TINY))
    assert "有甲对、乙对和丙对。" in fixed.state.data.decode()
    assert fixed.left == ()


def test_only_wanted_findings_are_mended() -> None:
    _, fixed = run(BAD.encode(), "报告.txt", ruleset=str(TINY), wishes=Wishes(lambda finding: finding.rule == "N902", True, DAY))
    assert "有甲错、乙对和丙错。" in fixed.state.data.decode()
