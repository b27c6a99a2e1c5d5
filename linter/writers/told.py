"""What formats that go report by report say of each, in the words of an earlier run where nothing has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from linter.batch import Result
from linter.batch.told import Quotable, Tally, keep, tellable
from linter.writers import Look
from linter.writers.digest import live, merged
from linter.writers.words import archived

TOTALS = "totals"  # of the text format: nothing but what a run adds up


def asked(formats: Sequence[str], look: Look) -> tuple[str, ...]:
    """The names of what is to be said of each report; none where one of the formats goes by the review itself."""
    plain = {"json", "jsonl", *(() if look.suppressed else ("concise",)), *(("text",) if look.quiet and not look.statistics else ())}
    names = tuple(TOTALS if name == "text" else name for name in formats)
    return names if plain.issuperset(formats) else ()


def said(result: Result, name: str, say: Callable[[Result], str]) -> bytes:
    """What `say` makes of the result; it takes words of the report from the text of its document and nowhere else."""
    if result.told is not None:
        return result.told.words[name]
    tally = tallied(result)
    if tally is None or not tellable(result, name):
        return say(result).encode()
    return keep(result, name, tally, say(_quotable(result)))


def tallied(result: Result) -> Tally | None:
    """Null where nothing was judged."""
    if result.told is not None:
        return result.told.tally
    review = result.review
    if review is None:
        return None
    findings = live(review.findings)
    return Tally(
        review.ruleset, archived(review), Counter(finding.severity for finding in findings),
        Counter(row.finding.severity for row in merged(findings)), Counter(finding.suppressed.by for finding in review.findings if finding.suppressed),
    )


def _quotable(result: Result) -> Result:
    """The same on a text of which parts are quotations."""
    review = result.review
    assert review is not None
    text = Quotable(review.document.text)
    findings = tuple(replace(finding, text=finding.span.of(text)) if finding.text else finding for finding in review.findings)
    return replace(result, review=replace(review, document=replace(review.document, text=text), findings=findings))
