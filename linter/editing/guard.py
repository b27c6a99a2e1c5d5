"""What no fix may change by itself: figures, dates and names. A reviewer mends a word; only the drafter knows the number.

An edit is refused if the numbers of its paragraph would read otherwise afterwards (their form may change: ２ to 2, （10） to （十）),
or if it touches the letters of a name. A heading's number is no figure. The title of another document is a name that its
issuer gave: its letters are changed only where the user asks for unsafe fixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.document import Span
from linter.editing.changes import Change, applied, edits_of
from linter.facts import Facts
from linter.facts.citations import citations
from linter.facts.dates import dates
from linter.facts.folded import fold, folded
from linter.facts.outline import outline
from linter.facts.profile import profile
from linter.facts.quantities import quantities
from linter.facts.tokens import tokens
from linter.review import Edit

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_DIGITS = re.compile(r"\d+")
_CLAUSE_ENDS = "\n。；，"
_NAME_TAGS = frozenset({"nr", "nrt", "ns", "nt"})  # of persons, places and bodies in the dictionary
# names that no dictionary has, by what they end in; 本市, 全县, 各区 are none
_NAMES = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?<![本全各我该某每跨同邻外新老城原省市县区内地])"
    r"(?:省|自治区|自治州|自治县|市|州|盟|县|旗|区|镇|乡|街道|村|社区|公司|分局)"
    r"|(?<=局长|主任|书记|县长|区长|市长|镇长|乡长|组长|同志)[\u4e00-\u9fff]{2,3}(?=同志|，|、|。|任|为组长)|[\u4e00-\u9fff]{2,3}(?=同志)"
)

FIGURE, NAME = "涉及数字或日期", "涉及名称"


def objection(facts: Facts, change: Change) -> str | None:
    """Why this change must be left to the drafter; null where it may be made."""
    if not _keeps_numbers(facts, change):
        return FIGURE
    return NAME if any(_touches_name(facts, edit, change.finding.span) for edit in _words(facts, change)) else None


def is_safe(facts: Facts, change: Change) -> bool:
    """Whether it may be made without being asked for."""
    fix, cited = change.finding.fix, facts(citations)
    return fix is not None and fix.safe and not any(cited.covers(edit.span.start) for edit in _words(facts, change))


def _words(facts: Facts, change: Change) -> list[Edit]:
    """The edits that change letters; a mark beside or inside a name leaves the name as it is."""
    text = facts.document.text
    small = (edit for edit in edits_of([change], text))
    return [edit for edit in small if _HAN.search(edit.span.of(text) + edit.text)]


def _keeps_numbers(facts: Facts, change: Change) -> bool:
    if change.finding.category == "residue" and not any(edit.text for edit in change.edits):
        return True  # what a converter left behind holds no figure of the report
    labels = {section.span.start for section in facts(outline).sections if section.label}
    edits = [edit for edit in change.edits if edit.span.start not in labels]
    if not edits:
        return True
    text = facts.document.text
    start = text.rfind("\n", 0, edits[0].span.start) + 1
    end = text.find("\n", edits[-1].span.end)
    before = text[start : len(text) if end < 0 else end]
    after = applied(before, [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits])
    return list(_figures(before)) == list(_figures(after))


def _figures(text: str) -> Iterator[tuple[object, ...]]:
    """Every number in digits, every quantity and date."""
    flat = fold(text)
    yield from (("digits", int(match[0])) for match in _DIGITS.finditer(flat))
    yield from (("quantity", found.value, found.upper, found.unit) for found in quantities(flat, text, Span(0, len(flat))))
    yield from (("date", found.year, found.month, found.day) for found in dates(flat))


def _touches_name(facts: Facts, edit: Edit, reported: Span) -> bool:
    """A name of the report's own agency, or one that reaches beyond the words the rule is about."""
    flat = facts(folded)
    start = max(flat.rfind(mark, 0, edit.span.start) for mark in _CLAUSE_ENDS) + 1
    end = min((at for mark in _CLAUSE_ENDS if (at := flat.find(mark, edit.span.end)) >= 0), default=len(flat))
    others = (name for name in _names(facts, Span(start, end)) if not reported.contains(name))
    return any(_inside(edit.span, name) for name in (*_own_names(facts, Span(start, end)), *others))


def _names(facts: Facts, clause: Span) -> Iterator[Span]:
    yield from (token.span for token in facts(tokens).of(clause) if token.tag in _NAME_TAGS)
    yield from (Span(*match.span()) for match in _NAMES.finditer(facts(folded), clause.start, clause.end))


def _own_names(facts: Facts, clause: Span) -> Iterator[Span]:
    known = facts(profile)
    for name in filter(None, (known.agency, known.signature)):
        yield from (Span(*match.span()) for match in re.compile(re.escape(fold(name))).finditer(facts(folded), clause.start, clause.end))


def _inside(span: Span, name: Span) -> bool:
    """Whether an edit changes a letter of the name or puts one between its letters."""
    return span.overlaps(name) or (span.start == span.end and name.start < span.start < name.end)
