"""The JSON of a run, `fazhi-lint/review@1` (docs/review.schema.json). Lines and columns are 1-based code points of the
file as it is, ends exclusive; a BOM is no column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from linter import __version__
from linter.batch import Result
from linter.document import Document, Span
from linter.review import Finding, Profile, Proved, Review, Verdict
from linter.writers import Look, Stream
from linter.writers.told import said, tallied

SCHEMA = "fazhi-lint/review@1"


def write(results: Sequence[Result], _: Look) -> Stream:
    return Stream(_parts(results))


def dumps(results: Iterable[Result]) -> str:
    """The whole run as one object, ending in a newline; the same results give the same bytes."""
    return str(Stream(_parts(results)))


def _parts(results: Iterable[Result]) -> Iterator[bytes]:
    """The same report by report, so that no number of them fills the memory."""
    summary = dict.fromkeys(("files", "errors", "warnings", "infos", "suppressed", "unchecked"), 0)
    yield f'{{\n "schema": "{SCHEMA}",\n "version": "{__version__}",\n "files": ['.encode()
    for result in results:
        yield b"," * bool(summary["files"]) + b"\n  "
        yield said(result, "json", lambda result: indented(file(result), 2))
        summary["files"] += 1
        summary["unchecked"] += result.status == "unchecked"
        if (tally := tallied(result)) is not None:
            for severity, count in tally.severities.items():
                summary[f"{severity}s"] += count
            summary["suppressed"] += sum(tally.excused.values())
    end = "\n " if summary["files"] else ""
    yield f'{end}],\n "summary": {indented(summary, 1)}\n}}\n'.encode()


def indented(value: Any, depth: int) -> str:
    """A value that stands at that depth, a blank to each level."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode().replace("\n", "\n" + " " * depth)


def file(result: Result) -> dict[str, Any]:
    head: dict[str, Any] = {
        "path": result.path, "sha256": result.sha256, "format": result.format, "status": result.status, "reason": reason(result),
    }
    review = result.review
    if review is None:
        return {**head, "profile": None, "ruleset": None, "findings": [], "checklist": [], "left_out": []}
    return {
        **head,
        "profile": _profile(review.document, review.profile),
        "ruleset": {
            "name": review.ruleset.name, "version": review.ruleset.version, "digest": review.ruleset.digest,
            "knowledge_date": review.ruleset.knowledge_date,
        },
        "findings": [_finding(review, finding) for finding in review.findings],
        "checklist": checklist(review),
        "left_out": [{**_range(review.document, span), "text": span.of(review.document.text)} for span in review.document.left_out],
    }


def reason(result: Result) -> dict[str, str | None] | None:
    """Why a file was not, or only partly, checked."""
    return {"code": result.code, "message": result.message} if result.code else None


def checklist(review: Review) -> list[dict[str, Any]]:
    return [_verdict(review.document, verdict) for verdict in review.checklist]


def _profile(document: Document, profile: Profile) -> dict[str, Any]:
    return {
        "agency": profile.agency, "level": profile.level, "domain": profile.domain, "year": profile.year, "kind": profile.kind,
        "traits": sorted(profile.traits), "title": profile.title, "signature": profile.signature, "signed": profile.signed,
        "published": profile.published, "genre": profile.genre, "stage": profile.stage,
        "proofs": {name: _proof(document, proof) for name, proof in profile.proofs.items()},
    }


def _proof(document: Document, proof: Proved) -> dict[str, Any]:
    """The words that prove a field of the profile; no place where an option or a default set it."""
    place = {**_range(document, proof.span), "text": proof.span.of(document.text)} if proof.span else {}
    return {"value": proof.value, "how": proof.how, **place}


def _finding(review: Review, finding: Finding) -> dict[str, Any]:
    document = review.document
    fix = finding.fix and {
        "safe": finding.fix.safe, "edits": [{**_range(document, edit.span), "text": edit.text} for edit in finding.fix.edits],
    }
    suppressed = finding.suppressed and {
        "by": finding.suppressed.by, "reason": finding.suppressed.reason, "until": finding.suppressed.until,
    }
    return {
        "rule": finding.rule, "entry": finding.entry, "item": finding.item, "category": finding.category, "severity": finding.severity,
        "confidence": finding.confidence, "message": finding.message, "suggestion": finding.suggestion, "text": finding.text,
        **_range(document, finding.span), "location": dict(document.piece_at(finding.span.start).location), "place": finding.place,
        "related": [{**_range(document, related.span), "message": related.message} for related in finding.related],
        "fix": fix or None,
        "basis": [{"instrument": basis.instrument, "clause": basis.clause, "certainty": basis.certainty} for basis in finding.basis],
        "fingerprint": finding.fingerprint, "suppressed": suppressed or None,
    }


def _verdict(document: Document, verdict: Verdict) -> dict[str, Any]:
    evidence = [{**_range(document, span), "text": span.of(document.text)} for span in verdict.evidence]
    return {
        "item": verdict.item, "verdict": verdict.verdict, "level": verdict.level, "expectation": verdict.expectation,
        "evidence": evidence, "note": verdict.note,
    }


def _range(document: Document, span: Span) -> dict[str, int]:
    start, end = document.position(span.start), document.end_position(span)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
