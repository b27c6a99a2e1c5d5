"""What is said of a text, in the words of the protocol: diagnostics, what stands under the mouse, quick fixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lsprotocol import types

from linter.document import Document
from linter.editing import editor
from linter.editing.changes import Change, changes, edits_of
from linter.editing.guard import is_safe, objection
from linter.facts import Facts
from linter.lsp.excusing import excuse
from linter.lsp.places import Places
from linter.lsp.reviewing import Reviewed
from linter.review import SEVERITY_NAMES, Finding, Severity
from linter.writers.digest import label, live
from linter.writers.explain import MARKDOWN, basis_lines, explain_markdown

SOURCE = "fazhi-lint"
_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_EXPLAINED = 2  # from more findings in one place on (whatever is missing stands at the title) each is said in short
_QUOTED = 20


def diagnostics(reviewed: Reviewed, uri: str) -> list[types.Diagnostic]:
    """Every finding that counts; where the text could not be checked, that."""
    if reviewed.refusal is not None:
        nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
        return [types.Diagnostic(nowhere, f"没有检查：{reviewed.refusal}", types.DiagnosticSeverity.Error, source=SOURCE)]
    return [_diagnostic(reviewed.places, document, finding, uri) for document, finding in _findings(reviewed)]


def hover(reviewed: Reviewed, position: types.Position) -> types.Hover | None:
    """What the findings at a place say, and what `fazhi-lint explain` says of their rules."""
    here = [(document, finding) for document, finding in _findings(reviewed) if _touches(reviewed.places.range(document, finding.span), position)]
    if not here:
        return None
    here.sort(key=lambda pair: pair[1].span.end - pair[1].span.start)  # what is said of these very words comes first
    told = [_told(reviewed, finding, whole=len(here) <= _EXPLAINED) for _, finding in here]
    ranges = [reviewed.places.range(document, finding.span) for document, finding in here]
    smallest = min(ranges, key=lambda found: (found.end.line - found.start.line, found.end.character - found.start.character))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(told)), smallest)


def quick_fixes(reviewed: Reviewed, wanted: types.Range, uri: str, open_texts: Mapping[str, str]) -> Iterator[types.CodeAction]:
    """For each finding in the range: the change that it offers, and to leave it as it is. `open_texts` is what the editor holds."""
    facts: Facts | None = None
    for document, finding in _findings(reviewed):
        facts = facts or Facts(document)
        if not _meet(reviewed.places.range(document, finding.span), wanted):
            continue
        for action in (_change(reviewed, facts, finding, uri), excuse(reviewed, finding, open_texts)):
            if action is not None:
                action.diagnostics = [_diagnostic(reviewed.places, document, finding, uri)]
                yield action


def _change(reviewed: Reviewed, facts: Facts, finding: Finding, uri: str) -> types.CodeAction | None:
    """What a finding offers to change; what would change a figure, a date or a name is left out, and what has no place in the file."""
    document = facts.document
    make = editor(document.format)
    if finding.fix is None or make is None:
        return None
    file = make(reviewed.version.text.encode("utf-8", "surrogatepass"), document)
    allowed = [change for change in changes(document, [finding]) if objection(facts, change) is None and all(map(file.reaches, change.edits))]
    if not allowed:
        return None
    safe = all(is_safe(facts, change) for change in allowed)
    edits = [types.TextEdit(reviewed.places.range(document, edit.span), edit.text) for edit in edits_of(allowed, document.text)]
    return types.CodeAction(_title(allowed, safe), types.CodeActionKind.QuickFix, is_preferred=safe or None, edit=types.WorkspaceEdit({uri: edits}))


def mend_all(reviewed: Reviewed, text: str, uri: str) -> types.CodeAction:
    """The whole text as `fazhi-lint fix` leaves it."""
    edit = types.WorkspaceEdit({uri: [types.TextEdit(reviewed.places.whole(), text)]})
    return types.CodeAction("改好全部有把握的", types.CodeActionKind.SourceFixAll, edit=edit)


def _findings(reviewed: Reviewed) -> Iterator[tuple[Document, Finding]]:
    review = reviewed.result.review if reviewed.result else None
    if review is not None:
        yield from ((review.document, finding) for finding in live(review.findings))


def _diagnostic(places: Places, document: Document, finding: Finding, uri: str) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, places.range(document, other.span)), other.message) for other in finding.related
    ]
    return types.Diagnostic(
        places.range(document, finding.span), "\n".join(filter(None, (finding.message, finding.suggestion))), _SEVERITIES[finding.severity],
        label(finding), source=SOURCE, related_information=related or None,
    )


def _told(reviewed: Reviewed, finding: Finding, *, whole: bool) -> str:
    said = f"{SEVERITY_NAMES[finding.severity]}（{finding.place}）：{finding.message}".translate(MARKDOWN)
    advice = finding.suggestion.translate(MARKDOWN)
    ruleset = reviewed.result.ruleset if reviewed.result else None
    rule = ruleset.by_id.get(finding.rule) if ruleset else None
    if rule is None or ruleset is None:
        return _paragraphs([said, advice])
    if whole:
        return _paragraphs([said, advice, explain_markdown(rule, ruleset, finding.entry)])
    basis = "；".join(basis_lines(rule)).translate(MARKDOWN)
    return _paragraphs([said, advice, f"依据：{basis}　{rule.id}"])


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))


def _title(allowed: list[Change], safe: bool) -> str:
    edits = [edit for change in allowed for edit in change.edits]
    doubt = "" if safe else "（请核对）"
    if len(edits) > 1:
        return f"{allowed[0].finding.message[:_QUOTED]}：改 {len(edits)} 处{doubt}"
    return f"{f'改为“{edits[0].text[:_QUOTED]}”' if edits[0].text else f'删去“{allowed[0].old[:_QUOTED]}”'}{doubt}"


def _touches(where: types.Range, position: types.Position) -> bool:
    return _before(where.start, position) and _before(position, where.end)


def _meet(one: types.Range, other: types.Range) -> bool:
    return _before(one.start, other.end) and _before(other.start, one.end)


def _before(one: types.Position, other: types.Position) -> bool:
    return (one.line, one.character) <= (other.line, other.character)
