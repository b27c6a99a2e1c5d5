"""A report in Word has the findings of the same report as text, numbered by hand or by Word, styled or not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from linter import engine, readers
from linter.document import Document
from linter.facts import Facts, Overrides
from linter.readers.docx.numerals import shown
from linter.review import Review
from linter.ruleset.loader import loaded
from tests.support import SEEDS, one_and
from tests.word import definition, docx, field, instance, level, p, run, style

FORMS = (("chineseCounting", "{}、", "%1、"), ("chineseCounting", "（{}）", "（%2）"), ("decimal", "{}.", "%3."), ("decimal", "（{}）", "（%4）"))
NUMBERING = definition(0, *(level(place, form, text) for place, (form, _, text) in enumerate(FORMS))) + instance(1, 0)
STYLES = "".join(style(f"H{place}", f"heading {place + 1}") for place in range(4))
FRAME = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'


def reviewed(document: Document) -> Review:
    return engine.review(Facts(document, Overrides(stage="publish")), loaded("ecology"))


def said(review: Review) -> list[tuple[str, str | None, str, str]]:
    return [(finding.rule, finding.entry, finding.text, finding.place) for finding in review.findings]


def drafted(text: str, styled: bool) -> bytes:
    """As a drafter makes it in Word: numbers that count on are Word's own, runs are broken anywhere, pages have header and footer."""
    counters, body = [0, 0, 0, 0], ""
    for line in text.split("\n"):
        place, label = next(
            ((place, label) for place, (form, pattern, _) in enumerate(FORMS)
             if line.startswith(label := pattern.format(shown(counters[place] + 1, form))) and all(counters[:place])),
            (None, ""),
        )  # fmt: skip
        words, properties = line[len(label) :], ""
        if place is not None:
            counters[place:] = [counters[place] + 1, *[0] * (3 - place)]
            properties = (f'<w:pStyle w:val="H{place}"/>' if styled else "") + f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="1"/></w:numPr>'
        body += p("".join(run(words[at : at + 7]) for at in range(0, len(words), 7)), properties)
    header, footer = p("2024年度法治政府建设报告"), p(run("- ") + field("PAGE", "3") + run(" -"))
    return docx(body + FRAME, numbering=NUMBERING, styles=STYLES if styled else "", header1=header, footer1=footer)


@pytest.mark.parametrize("seed", one_and(SEEDS), ids=lambda path: path.stem[:3])
def test_a_report_in_word_has_the_findings_of_its_text(seed: Path) -> None:
    plain = readers.read(seed.read_bytes(), seed.name)
    expected = reviewed(plain)
    for styled in (False, True):
        word = readers.read(drafted(plain.text, styled), "报告.docx")
        assert word.text == f"2024年度法治政府建设报告\n{plain.text}\n- 3 -"
        assert sum(piece.generated for piece in word.pieces) >= 4
        review = reviewed(word)
        assert said(review) == said(expected)
        assert [(row.item, row.verdict, row.level) for row in review.checklist] == [(row.item, row.verdict, row.level) for row in expected.checklist]
