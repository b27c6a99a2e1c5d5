"""Every figure of the good reports changed, one at a time: two in five are held against another. A long test, the whole of it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from linter import engine
from linter.batch import ruleset_for
from linter.config.options import Options
from linter.document import Document, Span
from linter.facts import Facts
from linter.facts.figures import figures
from linter.facts.profile import profile
from linter.readers.text import from_string
from linter.review import Finding
from tests.proof import reports

# figures noticed at least, of some 120 that each tells: most stand alone (举办培训3期), and nobody can say that they are wrong
NOTICED = {
    "2019_卫生健康委员会": 51, "2020_镇人民政府": 25, "2021_教育局": 40, "2022_市场监督管理局": 72, "2023_区人民政府": 63,
    "2023_生态环境局派出分局": 42, "2024_生态环境局": 56, "2024_街道办事处": 37, "2025_水务局": 49,
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(NOTICED))
def test_a_changed_figure_is_held_against_the_others(name: str) -> None:
    document = from_string(reports.text_of(name))
    before = _serious(document)
    noticed = 0
    for figure in Facts(document)(figures).all:
        place = figure.quantity.number
        if re.fullmatch(r"\d+(?:\.\d+)?", place.of(document.text)):
            noticed += bool(_serious(_changed(document, place)) - before)
    assert noticed >= NOTICED[name]


def _changed(document: Document, place: Span) -> Document:
    return from_string(document.text[: place.start] + _misread(place.of(document.text)) + document.text[place.end :])


def _misread(digits: str) -> str:
    """Another last digit, or the last two turned about."""
    if "." in digits or len(digits) < 3 or digits[-1] == digits[-2]:
        return digits[:-1] + str((int(digits[-1]) + 1) % 10)
    return digits[:-2] + digits[-1] + digits[-2]


def _serious(document: Document) -> Counter[tuple[str, ...]]:
    facts = Facts(document)
    review = engine.review(facts, ruleset_for(facts(profile), Options()), wanted=lambda rule: rule.spec.category == "numbers", checklist=False)
    return Counter(_key(finding) for finding in review.findings if finding.severity in reports.SERIOUS)


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.text, finding.message
