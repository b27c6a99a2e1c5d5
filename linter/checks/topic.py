"""How far the report treats one topic: the highest rung of the ladder, with the passage a reviewer would quote.

A topic is met by its name or by its substance. What counts is what the clauses do: a name among pledges is mentioned, an
act is described, an act with a figure of a fitting unit, or an explicit none, is quantified. What stands in the plan, among
the problems or after words of intent is plan-only.
"""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment, Outcome
from linter.checks._key_figure import key_figure
from linter.checks._ladder import FUTURE, Reached, Reader
from linter.checks._topic_hits import Equivalent, Params
from linter.facts import Facts
from linter.review import Level, rank

__all__ = ["Equivalent", "Params", "check"]

LONGEST_NOTE = 18
EVIDENCE = 3


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    reader = Reader(facts, params)
    reached = reader.highest()
    level: Level = reached[0].level if reached else "absent"
    if not _applies(reader, params, level):
        yield Assessment(verdict="not-applicable")
        return
    met = rank(level) >= rank(params.at_least)
    evidence = tuple(dict.fromkeys(rung.span for rung in reached))[:EVIDENCE]
    yield Assessment(
        level=level, verdict="missing" if level == "absent" else "met" if met else "partial", evidence=evidence,
        note=_note(facts, reached[0], params) if reached else "",
    )


def _applies(reader: Reader, params: Params, level: Level) -> bool:
    if rank(level) >= rank("described"):
        return True
    return (not params.only_if or reader.hits.says(params.only_if)) and not (params.not_if and reader.hits.says(params.not_if))


def _note(facts: Facts, best: Reached, params: Params) -> str:
    """The next step, or the key figure where nothing is left to do."""
    if best.zero:
        return "写明“无”，算已写"
    if best.figure is not None:
        return key_figure(facts, best.figure, LONGEST_NOTE)
    if best.words is not None:
        return best.words.of(facts.document.text)[:LONGEST_NOTE]
    if best.level == "described":
        return f"可补：{params.ask}"[:LONGEST_NOTE] if params.ask else ""
    if best.level == "mentioned":
        return "" if params.at_least == "mentioned" else "只点名，未写做法"
    return "只在下年安排中写" if best.role == "plan" else "只写了打算" if best.role not in FUTURE else "只在不足中提到"
