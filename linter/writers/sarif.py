"""SARIF 2.1.0, for code scanning pages and viewers: rules with why, basis and what to write, findings with fixes.

Columns are code points. What is excused is there as suppressed; an input that was not checked is a notification, not a result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from linter import __version__
from linter.batch import Result
from linter.document import Document, Span
from linter.review import Fix, Review, Severity, Suppression
from linter.ruleset.model import Rule, Ruleset
from linter.writers import Look, remarks
from linter.writers.explain import FAMILY_NAMES, account, basis_lines
from linter.writers.markdown import plain
from linter.writers.remarks import Remark
from linter.writers.table import line_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}  # as GitHub calls them
_ROOT = "%SRCROOT%"
_HELP = ("为什么", "依据", "怎么改", "怎样关闭")  # of what `explain` says


def write(results: Sequence[Result], _: Look) -> str:
    rules = _rules(results)
    numbers = {ident: number for number, ident in enumerate(rules)}
    run = {
        "tool": {"driver": {
            "name": "fazhi-lint", "version": __version__, "semanticVersion": __version__, "language": "zh-CN",
            "rules": [_descriptor(*rule) for rule in rules.values()],
        }},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "运行时所在的文件夹"}}},
        "invocations": [{
            "executionSuccessful": all(result.status == "checked" and not (result.review and result.review.crashed) for result in results),
            "toolExecutionNotifications": [_notification(result, left) for result in results if (left := remarks.unread(result)) is not None],
        }],
        "artifacts": [_artifact(result) for result in results],
        "results": list(_results(results, numbers)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules(results: Iterable[Result]) -> dict[str, tuple[Rule, Ruleset]]:
    """Each rule that has a result, by id, as the first ruleset that has it words it."""
    found: dict[str, tuple[Rule, Ruleset]] = {}
    for result in results:
        for finding in result.review.findings if result.review else ():
            if result.ruleset and finding.rule not in found:
                found[finding.rule] = result.ruleset.by_id[finding.rule], result.ruleset
    return dict(sorted(found.items()))


def _descriptor(rule: Rule, ruleset: Ruleset) -> dict[str, Any]:
    spec = rule.spec
    help_parts = [part for part in account(rule, ruleset) if part.title in _HELP]
    return {
        "id": spec.id,
        "name": spec.name,
        "shortDescription": {"text": spec.title},
        "fullDescription": {"text": spec.why or spec.title},
        "help": {
            "text": "\n".join(f"{part.title}：{'；'.join(part.lines)}" for part in help_parts),
            "markdown": "\n\n".join("\n".join((f"**{part.title}**", "", *(f"- {plain(line)}" for line in part.lines))) for part in help_parts),
        },
        "defaultConfiguration": {"level": _LEVELS[spec.severity]},
        "properties": {
            "tags": [spec.category, FAMILY_NAMES[spec.category]], "precision": spec.confidence, "problem.severity": _PROBLEMS[spec.severity],
            "basis": list(basis_lines(rule)),
        },
    }


def _artifact(result: Result) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": result.sha256}} if result.sha256 else {}
    return {"location": _file(result.path), **hashes}


def _notification(result: Result, left: Remark) -> dict[str, Any]:
    return {
        "level": "error" if result.status == "unchecked" else "warning",
        "message": {"text": left.message},
        "locations": [{"physicalLocation": {"artifactLocation": _file(result.path)}}],
        "descriptor": {"id": left.code},
    }


def _results(results: Iterable[Result], numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for result in results:
        review = result.review
        for finding in review.findings if review else ():
            assert review is not None
            related = [
                {"id": number, "message": {"text": other.message}, **_location(result.path, review.document, other.span)}
                for number, other in enumerate(finding.related, 1)
            ]
            yield {
                "ruleId": finding.rule,
                **({"ruleIndex": numbers[finding.rule]} if finding.rule in numbers else {}),
                "level": _LEVELS[remarks.weight(review, finding)],
                "message": {"text": remarks.said(review.document, finding)},
                "locations": [_location(result.path, review.document, finding.span)],
                **({"relatedLocations": related} if related else {}),
                "partialFingerprints": {"fazhiLint/v1": finding.fingerprint},
                **_fixes(result.path, review, finding.fix),
                **_suppressions(finding.suppressed),
                "properties": {
                    "severity": finding.severity, "confidence": finding.confidence, "stage": review.profile.stage,
                    **({"entry": finding.entry} if finding.entry else {}), **({"item": finding.item} if finding.item else {}),
                },
            }


def _suppressions(suppressed: Suppression | None) -> dict[str, Any]:
    """An answer to a comment stands in the report itself, exceptions and baseline beside it."""
    if suppressed is None:
        return {}
    kind = "inSource" if suppressed.by == "reply" else "external"
    return {"suppressions": [{"kind": kind, "status": "accepted", "justification": suppressed.reason}]}


def _location(path: str, document: Document, span: Span) -> dict[str, Any]:
    """Where the file has no lines it has no region: a viewer would open a place that is not there."""
    region = _region(document, span)
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": _file(path), **({"region": region} if region else {})}}
    return place if region else {**place, "logicalLocations": [{"name": line_of(document, span)}]}


def _region(document: Document, span: Span) -> dict[str, int] | None:
    region = remarks.region(document, span)
    return region and {"startLine": region.line, "startColumn": region.column, "endLine": region.end_line, "endColumn": region.end_column}


def _fixes(path: str, review: Review, fix: Fix | None) -> dict[str, Any]:
    if fix is None:
        return {}
    replacements = [{"deletedRegion": _region(review.document, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    if any(replacement["deletedRegion"] is None for replacement in replacements):
        return {}
    how = "有把握的改法" if fix.safe else "要看过才好用的改法"
    return {"fixes": [{"description": {"text": how}, "artifactChanges": [{"artifactLocation": _file(path), "replacements": replacements}]}]}


def _file(path: str) -> dict[str, str]:
    uri = remarks.uri(path)
    return {"uri": uri} if ":" in uri else {"uri": uri, "uriBaseId": _ROOT}
