"""Breaks one thing in a good report, as `tests/fixtures/mutations.yaml` says, and knows what a reviewer would then say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from linter.document import Span
from linter.review import SEVERITIES, Finding, Review
from linter.ruleset.loader import loaded
from tests.proof import reports

DATA = reports.ROOT / "tests" / "fixtures" / "mutations.yaml"
_FIRST = re.compile(r"^[ \u3000]*[一二三四五六七八九十]+、", re.MULTILINE)
_SECOND = re.compile(r"^[ \u3000]*（[一二三四五六七八九十]+）", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \u3000]*(?:（[一二三四五六七八九十]+）|\d+[.、]|[一二三四五六七八九十]+(?:是|、))")
_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+$")
_HAN = "一二三四五六七八九十"
_FILLER = "做好日常工作"  # stands where a numbered passage was cut, so that the numbers still run


class DoesNotApply(AssertionError):
    """The report no longer holds what the mutation changes: mend the data."""


@dataclass(frozen=True)
class Mutant:
    """A broken report: `spans` of it are what was changed."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Case:
    """One mutation of one report."""

    name: str
    report: str
    how: dict[str, Any] = field(compare=False)

    @property
    def id(self) -> str:
        return f"{self.name}-{self.report}"

    def mutant(self) -> Mutant:
        text = reports.text_of(self.report)
        for key, mutate in _KINDS.items():
            if key in self.how:
                mutant = mutate(text, self.how)
                assert mutant.text != text
                return mutant
        raise DoesNotApply(f"{self.name}: no kind of change among {', '.join(_KINDS)}")


@cache
def cases() -> tuple[Case, ...]:
    """Every mutation of every report it is for."""
    data: list[dict[str, Any]] = yaml.load(DATA.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(Case(how["name"], report, how) for how in data for report in how["in"])


# -- kinds of change


def _replace(text: str, how: dict[str, Any]) -> Mutant:
    """`find` (literal) or `pattern` becomes `put`: once, or `everywhere`. `also` holds further changes to the same report."""
    mutant = _substituted(text, how)
    for further in how.get("also", ()):
        following = _substituted(mutant.text, further)
        mutant = Mutant(following.text, following.spans)
    return mutant


def _substituted(text: str, how: dict[str, Any]) -> Mutant:
    pattern = re.compile(how["pattern"] if "pattern" in how else re.escape(how["find"]), re.MULTILINE)
    matches = list(pattern.finditer(text))
    if not matches:
        raise DoesNotApply(f"{pattern.pattern} is not in the report")
    result, spans, last = "", [], 0
    for match in matches if how.get("everywhere") else matches[:1]:
        new = match.expand(how["put"]) if "pattern" in how else how["put"]
        result += text[last : match.start()]
        before, after = _common(match[0], new)
        spans.append(Span(len(result) + before, len(result) + len(new) - after))
        result += new
        last = match.end()
    return Mutant(result + text[last:], tuple(spans))


def _common(old: str, new: str) -> tuple[int, int]:
    """Lengths of the beginning and the end that two texts share."""
    shortest = min(len(old), len(new))
    before = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    after = next((i for i in range(shortest - before) if old[-1 - i] != new[-1 - i]), shortest - before)
    return before, after


def _cut_sentences(text: str, how: dict[str, Any]) -> Mutant:
    """Every sentence that matches `cut` goes; `keep` stands where the first was. Numbers of headings stay."""
    pattern = re.compile(how["cut"])
    result, spans, kept = "", [], False
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if not pattern.search(sentence) or _FIRST.match(sentence) or match.start() == 0:
            result += sentence
            continue
        start = len(result)
        number = _NUMBERED.match(sentence)
        if number:
            result += number[0] + _FILLER + sentence[-1]
        elif sentence.endswith("\n") and result and not result.endswith("\n"):
            result += "\n"
        if not kept and how.get("keep") and not (number and sentence.endswith("\n")):
            result = result.rstrip("\n") + how["keep"] + ("\n" if sentence.endswith("\n") else "")
            kept = True
        spans.append(Span(start, len(result)))
    if not spans or (how.get("keep") and not kept):
        raise DoesNotApply(f"no sentence matches {how['cut']}")
    return Mutant(result, tuple(spans))


def _cut_section(text: str, how: dict[str, Any]) -> Mutant:
    """The section under the heading that matches `cut_section` goes, and the following ones are numbered anew."""
    for heading in (_FIRST, _SECOND):
        starts = [match.start() for match in heading.finditer(text)]
        for index, start in enumerate(starts):
            line = text[start : text.find("\n", start)]
            if re.search(how["cut_section"], line):
                end = starts[index + 1] if index + 1 < len(starts) else _signature(text)
                if heading is _SECOND:
                    end = min(end, next((m.start() for m in _FIRST.finditer(text, start)), end))
                tail = text[end:]
                if index + 1 < len(starts) and end == starts[index + 1]:
                    tail = _renumbered(tail, heading)
                return Mutant(text[:start] + tail, (Span(start, start),))
    raise DoesNotApply(f"no heading matches {how['cut_section']}")


def _signature(text: str) -> int:
    """Where the last section ends: before 特此报告, else before the two lines of the signature."""
    closing = text.rfind("特此报告")
    if closing >= 0:
        return text.rfind("\n", 0, closing) + 1
    lines = text.rstrip("\n").split("\n")
    return len("\n".join(lines[:-2])) + 1


def _renumbered(tail: str, heading: re.Pattern[str]) -> str:
    """Each heading of the level one number less; for those of the second level only as far as its section reaches."""
    stop = len(tail)
    if heading is _SECOND:
        stop = next((match.start() for match in _FIRST.finditer(tail)), stop)

    def less(match: re.Match[str]) -> str:
        return re.sub(rf"[{_HAN}]", lambda number: _HAN[_HAN.index(number[0]) - 1], match[0])

    return heading.sub(less, tail[:stop]) + tail[stop:]


def _repeat(text: str, how: dict[str, Any]) -> Mutant:
    """The paragraph that matches `repeat` stands a second time after the one that matches `after`."""
    lines = text.split("\n")
    found = [line for line in lines if re.search(how["repeat"], line)]
    at = next((index for index, line in enumerate(lines) if re.search(how["after"], line)), None)
    if not found or at is None:
        raise DoesNotApply(f"no paragraph matches {how['repeat']} or {how['after']}")
    start = len("\n".join(lines[: at + 1])) + 1
    lines.insert(at + 1, found[0])
    return Mutant("\n".join(lines), (Span(start, start + len(found[0])),))


def _add_lines(text: str, how: dict[str, Any]) -> Mutant:
    """Lines of no report at the head or the foot."""
    lines = how["lines"] + "\n"
    if how.get("at") == "foot":
        text = text.rstrip("\n") + "\n"
        return Mutant(text + lines, (Span(len(text), len(text) + len(lines) - 1),))
    return Mutant(lines + text, (Span(0, len(lines) - 1),))


_KINDS: dict[str, Callable[[str, dict[str, Any]], Mutant]] = {
    "find": _replace, "pattern": _replace, "cut": _cut_sentences, "cut_section": _cut_section, "repeat": _repeat, "lines": _add_lines,
}


# -- what is to be said of it


@dataclass(frozen=True)
class Judgement:
    """How a review answers a mutant: findings that meet it, other new errors and warnings, and why it is not met."""

    met: bool
    why: str
    others: tuple[Finding, ...]


def judge(case: Case, mutant: Mutant, before: Review, after: Review) -> Judgement:
    fresh = list(_new(before, after))
    if "item" in case.how:
        met, why, answering = _item_met(case.how, after, fresh)
    else:
        answering = [finding for finding in after.findings if _answers(case.how, mutant, finding)]
        met, why = bool(answering), f"no finding of {case.how['expect']} at {[span.of(mutant.text) for span in mutant.spans][:3]}"
    others = tuple(finding for finding in fresh if finding.severity in reports.SERIOUS and finding not in answering)
    return Judgement(met, why, others)


def _answers(how: dict[str, Any], mutant: Mutant, finding: Finding) -> bool:
    grave = SEVERITIES.index(finding.severity) <= SEVERITIES.index(how.get("severity", "warning"))
    if not grave or finding.category not in how["expect"]:
        return False
    around = [_around(mutant.text, span, how.get("around", "word")) for span in mutant.spans]
    longest = max(60, 2 * max(span.end - span.start for span in mutant.spans))
    return any(place.overlaps(span) and place.end - place.start <= longest for place in reports.places(finding) for span in around)


def _around(text: str, span: Span, reach: str) -> Span:
    """The changed words, a code point further on each side, or the whole sentence or line they stand in."""
    if reach == "word":
        return Span(span.start - 1, span.end + 1)
    ends = "\n" if reach == "line" else "。\n"
    start = max(text.rfind(mark, 0, span.start) for mark in ends) + 1
    stops = [at for at in (text.find(mark, span.end) for mark in ends) if at >= 0]
    return Span(start, min(stops, default=len(text)) + 1)


def _item_met(how: dict[str, Any], after: Review, fresh: list[Finding]) -> tuple[bool, str, list[Finding]]:
    """The checklist says one of `says`, and where `raises` is given some new finding that grave carries one of the items."""
    said = reports.rungs(after)[how["item"]]
    family = (how["item"], *how.get("or", ()))
    listed = loaded("ecology").applicability.items[how["item"]].label  # as the one list of what is to be written if there is any has it
    answering = [finding for finding in fresh if finding.item in family or (finding.category == "input" and listed in finding.message)]
    if said not in how["says"]:
        return False, f"{how['item']} is said to be {said}", answering
    least = how.get("raises")
    raised = least is None or any(SEVERITIES.index(finding.severity) <= SEVERITIES.index(least) for finding in answering)
    return raised, f"{how['item']} is {said}, but no {least} says so", answering


def _new(before: Review, after: Review) -> Iterator[Finding]:
    """Findings that were not there before, by rule, item and words."""
    known = Counter(_key(finding) for finding in before.findings)
    for finding in after.findings:
        if known[_key(finding)]:
            known[_key(finding)] -= 1
        else:
            yield finding


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.entry or "", finding.item or "", finding.severity, finding.text or finding.message
