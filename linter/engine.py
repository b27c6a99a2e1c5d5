"""One document, one ruleset, one review. Pure: no clock, no path, no files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from linter import checks, digests
from linter.checks import Assessment, Hit, Outcome
from linter.deadline import TooSlow
from linter.document import Span
from linter.echoes import order, without_echoes
from linter.facts import Facts
from linter.facts.folded import fold
from linter.facts.profile import profile as profile_fact
from linter.facts.prompts import prompts
from linter.facts.roles import roles
from linter.facts.sentences import place
from linter.facts.title import title
from linter.judgement import Complaint, Judged, complaints, judge
from linter.replies import excused, threads
from linter.review import SEVERITIES, Finding, Fix, Profile, Review, Severity, Verdict
from linter.ruleset.model import Rule, Ruleset
from linter.ruleset.years import years_hold

REPORT_FAMILIES = frozenset({"structure", "topics", "outcomes", "dates"})  # make sense for a yearly report only


Answer = list[Outcome] | str  # what a rule's check says of a document, or how it failed


def answer(facts: Facts, rule: Rule) -> Answer:
    try:
        with facts.around(rule.id):
            return list(checks.kind(rule.head.check).function(facts, rule.params))
    except TooSlow as slow:
        slow.part = f"规则 {rule.id}"
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def answers(facts: Facts, rules: Sequence[Rule]) -> Iterable[Answer]:
    """Of each of the rules, in their order."""
    return (answer(facts, rule) for rule in rules)


def review(
    facts: Facts, ruleset: Ruleset, *, preview: bool = False, wanted: Callable[[Rule], bool] = lambda rule: True, checklist: bool = True,
    answers: Callable[[Facts, Sequence[Rule]], Iterable[Answer]] = answers,
) -> Review:
    """Judge a document by `ruleset`. A check that fails becomes a finding; the others go on.

    A rule that is not `wanted` does not run, unless it answers an item of the checklist. That stays empty where it is not asked for and
    nothing that follows from it is wanted. `answers` has the rules run, which know nothing of each other.
    """
    checklist = checklist or any(wanted(rule) for rule in ruleset.rules if rule.head.item is not None or rule.head.check == "engine")
    profile = facts(profile_fact)
    run = _Run(facts, ruleset, profile)
    is_report = profile.genre == "annual-report"

    def applies(rule: Rule) -> bool:
        head = rule.head
        if head.check == "engine" or (head.status == "preview" and not preview):
            return False
        if not (checklist if head.item is not None else wanted(rule)):
            return False
        if not is_report and head.category in REPORT_FAMILIES and not head.applies.any_genre:
            return False
        return years_hold(head.applies.years, profile.year)

    asked = list(filter(applies, ruleset.rules))
    for rule, said in zip(asked, answers(facts, asked), strict=True):
        run.take(rule, said)
    if checklist:
        run.judge_items()
    run.raise_events(is_report)
    findings = _answered(facts, _fingerprinted(facts, without_echoes(sorted(run.findings, key=order))))
    return Review(facts.document, profile, ruleset.label, tuple(findings), tuple(run.checklist), tuple(run.crashed))


class _Run(Struct):
    """One document judged by one ruleset: what was found so far."""

    facts: Facts
    ruleset: Ruleset
    profile: Profile
    findings: list[Finding] = field(default_factory=list)
    checklist: list[Verdict] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    assessed: dict[str, Assessment] = field(default_factory=dict)

    def take(self, rule: Rule, said: Answer) -> None:
        if isinstance(said, str):
            self.crashed.append(rule.id)
            self._event("crashed", {"rule": rule.id, "error": said})
            return
        for outcome in said:
            if isinstance(outcome, Assessment):
                self.assessed[rule.head.item or rule.id] = outcome
            else:
                self._found(rule, outcome)

    def _found(self, rule: Rule, hit: Hit) -> None:
        text = "" if hit.whole else hit.span.of(self.facts.document.text)
        values = {"text": text, "entry": hit.entry or "", **hit.values}
        message, suggestion = (_say(words, hit.variant, values) for words in (rule.spec.messages, rule.spec.suggest))
        finding = self._finding(rule, hit.severity, message, suggestion, hit.span, text)
        fix = Fix(hit.edits, hit.safe) if hit.edits else None
        self.findings.append(replace(finding, entry=hit.entry, related=hit.related, fix=fix))

    def _finding(self, rule: Rule, severity: Severity | None, message: str, suggestion: str, span: Span, text: str) -> Finding:
        spec = rule.spec
        return Finding(
            rule.id, spec.category, _softer(spec.severity, severity), message, span, text, item=spec.item, confidence=spec.confidence,
            suggestion=suggestion, place=place(self.facts, span.start), basis=rule.basis,
        )

    def judge_items(self) -> None:
        """The checklist in the order of applicability.yaml, then the findings that items give rise to."""
        items = self.ruleset.applicability.items
        waiting = {prompt.item: prompt.span for prompt in self.facts(prompts)}
        judged: dict[str, Judged] = {}
        for item, spec in items.items():
            assessment = self.assessed.get(item)
            if assessment is None:
                owned = item in self.ruleset.by_item
                self.checklist.append(Verdict(item, "unknown", None, "optional") if owned else Verdict(item, "not-applicable", None, "n/a"))
                continue
            row = judge(item, spec, assessment, self.profile)
            if spec.name in waiting:  # nothing to judge yet, and the prompt itself is a finding
                self.checklist.append(Verdict(item, "unknown", None, row.expectation, (waiting[spec.name],), "待填"))
                continue
            judged[item] = row
            note = assessment.note or self._next_step(item, row)
            self.checklist.append(Verdict(item, row.verdict, row.level, row.expectation, assessment.evidence, note))
        done = {items[item].parent for item, row in judged.items() if row.level in ("described", "quantified")}
        self.checklist = [replace(row, note="分项写了，这一项没点名") if row.item in done and row.level == "absent" else row for row in self.checklist]
        parts = {parent: [row for row in self.checklist if items[row.item].parent == parent and row.verdict != "not-applicable"] for parent in done if parent}
        self.checklist = [_by_parts(row, parts.get(row.item, [])) for row in self.checklist]
        raised, silent = complaints(judged, self.ruleset.applicability, self.profile)
        for complaint in raised:
            self._complain(complaint)
        if silent:
            labels = (items[row.item].label for row in silent)
            names = "、".join(f"“{label}”" if "、" in label else label for label in labels)  # “双随机、一公开” is one item
            self._event("if-any-unmentioned", {"items": names, "count": len(silent)})

    def _next_step(self, item: str, row: Judged) -> str:
        """The first thing the rule would have the drafter write, where something is to be written."""
        if row.severity is None or row.level is not None:
            return ""
        spec, variant = self.ruleset.by_item[item].spec, row.assessment.variant or row.situation
        return re.split("[，；。]", _say(spec.suggest, variant, row.assessment.values))[0]

    def _complain(self, complaint: Complaint) -> None:
        rule = self.ruleset.by_item[complaint.item]
        row, spec = complaint.judged, self.ruleset.applicability.items[complaint.item]
        assessment = row.assessment
        variant = assessment.variant or row.situation
        values = {"item": spec.name, "label": spec.label, "ask": spec.ask, "zero": spec.zero, "year": self.profile.year or "", **assessment.values}
        located = row.situation not in ("absent", "missing") and bool(assessment.evidence)
        span = assessment.evidence[0] if located else assessment.anchor or self._anchor()
        message = _say(complaint.message or rule.spec.messages, variant, values)
        suggestion = _say(complaint.suggest or rule.spec.suggest, variant, values)
        text = span.of(self.facts.document.text) if located else ""
        self.findings.append(self._finding(rule, complaint.severity, message, suggestion, span, text))

    def raise_events(self, is_report: bool) -> None:
        for unread in self.facts.document.unread:
            self._event("unread", {"code": unread.code, "message": unread.message})
        if not is_report:
            self._event("other-genre", {"genre": self.profile.genre})
        elif self.profile.year is None:
            self._event("year-unknown", {})
        known = self.ruleset.label.knowledge_date
        if self.profile.year is not None and known and self.profile.year > int(known[:4]):
            self._event("uncalibrated", {"year": self.profile.year, "known": known})
        for thread in threads(self.facts.document):
            if thread.kept and thread.reason is None:
                self._event("reply-without-reason", {"words": thread.kept}, thread.comment.span)

    def _event(self, event: str, values: Mapping[str, str | int], place: Span | None = None) -> None:
        """A finding about the whole report, or, with `place`, about these words."""
        rule = self.ruleset.by_event.get(event)
        if rule is not None:
            self._found(rule, Hit(place or self._anchor(), values, whole=not place or place.start == place.end))

    def _anchor(self) -> Span:
        heading = self.facts(title)
        return heading.span if heading else Span(0, 0)


def with_notice(review: Review, rule: Rule, values: Mapping[str, str | int]) -> tuple[Finding, ...]:
    """The findings of a review and one more about the whole report, in order."""
    proof = review.profile.proofs.get("title")
    span, place = (proof.span, "标题") if proof and proof.span else (Span(0, 0), "开头")
    message, suggestion = (_say(words, "default", values) for words in (rule.spec.messages, rule.spec.suggest))
    ordinal = sum(finding.rule == rule.id for finding in review.findings)
    notice = Finding(
        rule.id, rule.spec.category, rule.spec.severity, message, span, confidence=rule.spec.confidence, suggestion=suggestion, place=place,
        basis=rule.basis, fingerprint=_fingerprint("\x1f".join((rule.id, "", "title", "")), ordinal),
    )
    return tuple(sorted((*review.findings, notice), key=order))


def _by_parts(row: Verdict, parts: list[Verdict]) -> Verdict:
    """An item that nothing names is done where all its parts are told with their figures."""
    if row.level != "absent" or row.verdict == "not-applicable" or len(parts) < 2 or any(part.level != "quantified" for part in parts):
        return row
    return replace(row, verdict="met", level="described", evidence=tuple(part.evidence[0] for part in parts if part.evidence))


def _softer(ceiling: Severity, wanted: Severity | None) -> Severity:
    return ceiling if wanted is None else SEVERITIES[max(SEVERITIES.index(ceiling), SEVERITIES.index(wanted))]


def _say(words: str | Mapping[str, str], variant: str, values: Mapping[str, object]) -> str:
    """The words for that variant, filled in; what nobody fills is left out. Quotes in a value that is quoted become inner ones."""
    template = words if isinstance(words, str) else words.get(variant, words.get("default", ""))
    inner = {f"{key}_": value.replace("“", "‘").replace("”", "’") for key, value in values.items() if isinstance(value, str) and "“" in value and "”" in value}
    for key in inner:
        template = template.replace(f"“{{{key[:-1]}}}”", f"“{{{key}}}”")
    return template.format_map(defaultdict(str, {**values, **inner}))


def _fingerprinted(facts: Facts, findings: list[Finding]) -> list[Finding]:
    """A finding is the same in an edited report or another file: its rule, item, role of section, folded text without
    blanks and ordinal among equals make the fingerprint, no path and no line."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        role = facts(roles).at(finding.span.start)
        words = "".join(fold(finding.text).split())
        key = "\x1f".join((finding.rule, finding.item or "", role, words))
        ordinal, seen[key] = seen[key], seen[key] + 1
        result.append(replace(finding, fingerprint=_fingerprint(key, ordinal)))
    return result


def _fingerprint(key: str, ordinal: int) -> str:
    digest = digests.sha256(f"{key}\x1f{ordinal}".encode()).hexdigest()
    return f"fp1:{digest[:32]}"


def _answered(facts: Facts, findings: list[Finding]) -> list[Finding]:
    """Those are marked that somebody wants kept and said why, in answer to a comment of ours."""
    ours = list(threads(facts.document))
    return [replace(finding, suppressed=excused(ours, finding)) if finding.category != "input" else finding for finding in findings]
