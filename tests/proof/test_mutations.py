"""One thing broken in a good report is found, and little else is said. The data: tests/fixtures/mutations.yaml.

Every second mutation is tried on one of its reports, the next on another; the rest are long tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.proof import reports
from tests.proof.mutation import Case, cases, judge

FEWEST = 120
SOON = 2  # one in so many mutations in every run of the tests
MOST_MISSED = 0.1  # of all mutations, those that the data marks as not found yet; such a mark must go when the rule is mended
OTHERS = 2


def _every() -> Iterator[object]:
    named: dict[str, list[Case]] = {}
    for case in cases():
        named.setdefault(case.name, []).append(case)
    for turn, same in enumerate(named.values()):
        soon = turn // SOON % len(same) if turn % SOON == 0 else None
        for number, case in enumerate(same):
            missed = case.how.get("miss", {}).get(case.report)
            marks = [pytest.mark.xfail(reason=missed, strict=True)] if missed else []
            yield pytest.param(case, id=case.id, marks=[*marks, *([pytest.mark.long] if number != soon else [])])


@pytest.mark.parametrize("case", list(_every()))
def test_the_fault_is_found_and_little_else(case: Case) -> None:
    mutant = case.mutant()
    verdict = judge(case, mutant, reports.review_of(case.report), reports.review_text(mutant.text))
    said = "\n  ".join(reports.shown(finding) for finding in verdict.others)
    assert verdict.met, f"{case.id}: {verdict.why}; other new findings:\n  {said}"
    assert len(verdict.others) <= case.how.get("others", OTHERS), f"{case.id}: says more than the fault:\n  {said}"


def test_there_are_enough_and_few_are_marked_as_missed() -> None:
    every, missed = Counter[str](), Counter[str]()
    for case in cases():
        family = case.how["expect"][0] if "expect" in case.how else case.how["item"]
        every[family] += 1
        missed[family] += case.report in case.how.get("miss", {})
    assert every.total() >= FEWEST
    assert missed.total() <= MOST_MISSED * every.total(), missed


@pytest.mark.parametrize("name", sorted(reports.GOOD))
def test_a_good_report_has_no_errors_and_no_warnings(name: str) -> None:
    found = [reports.shown(finding) for finding in reports.serious(reports.review_of(name))]
    assert not found, "\n".join(found)
