"""Findings that say the same of the same words: one of them speaks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from linter.document import Span
from linter.review import SEVERITIES, Finding

_LEXICAL = frozenset({"wording", "formulations", "format", "topics"})
_SAME_WORDS = 4  # a finding about words more than this many times as long has something else to say


def order(finding: Finding) -> tuple[object, ...]:
    return (finding.span.start, finding.span.end, SEVERITIES.index(finding.severity), finding.rule, finding.entry or "", finding.message)


def without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Of two lexical findings about the same words, one within the other, the graver one, else the first, speaks."""
    kept: list[Finding] = []
    near: list[int] = []  # those that reach as far as the finding at hand
    for finding in findings:
        near = [i for i in near if kept[i].span.end >= finding.span.start]
        rival = next((i for i in near if _echoes(finding, kept[i])), None)
        if rival is None:
            near.append(len(kept))
            kept.append(finding)
        elif SEVERITIES.index(finding.severity) < SEVERITIES.index(kept[rival].severity):
            kept[rival] = finding
    return sorted(kept, key=order)


def _echoes(one: Finding, other: Finding) -> bool:
    if not (one.text and other.text and {one.category, other.category} <= _LEXICAL) or one.item or other.item:
        return False
    letters, others = _letters_changed(one), _letters_changed(other)
    if letters is not None and letters == others:
        return True
    if _is_told(letters, other.span) or _is_told(others, one.span):
        return True
    shorter, longer = sorted((one.span, other.span), key=lambda span: span.end - span.start)
    marks = {one.category, other.category} == {"format", "formulations"} and longer.start < shorter.start and shorter.end < longer.end  # about a name
    return not marks and longer.contains(shorter) and _SAME_WORDS * (shorter.end - shorter.start) >= longer.end - longer.start


def _is_told(letters: tuple[int, str, str] | None, span: Span) -> bool:
    """Whether a finding is about just the letters that another one changes: 的 of 有力的保障了."""
    return letters is not None and span == (letters[0], letters[0] + len(letters[1]))


def _letters_changed(finding: Finding) -> tuple[int, str, str] | None:
    """Where a single edit begins to change letters, those and what they become: 认真贯测 and 贯测落实 are both put right by 彻."""
    if finding.fix is None or len(finding.fix.edits) != 1:
        return None
    edit = finding.fix.edits[0]
    if not finding.span.contains(edit.span):
        return None
    old, new = finding.text[edit.span.start - finding.span.start : edit.span.end - finding.span.start], edit.text
    ahead = _in_common(old, new)
    old, new = old[ahead:], new[ahead:]
    behind = _in_common(old[::-1], new[::-1])
    return edit.span.start + ahead, old[: len(old) - behind], new[: len(new) - behind]


def _in_common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
