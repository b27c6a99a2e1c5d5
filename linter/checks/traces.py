"""What a word processor keeps beside the text: tracked changes, comments, hidden text, form fields that still show their prompt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Trace, TraceKind
from linter.facts import Facts
from linter.facts.profile import profile
from linter.review import TRACE_NAMES, Related, Severity

_LONGEST = 40  # of the words of a comment that are quoted


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`once`: one finding about the file for all of them. `not_by`: authors whose traces (and answers to them) are no leftovers.

    `drafting`: usual while the report is being written, so that in the stage draft it is only to be checked.
    """

    kinds: tuple[TraceKind, ...]
    once: bool = False
    not_by: tuple[str, ...] = ()
    drafting: bool = False


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    found = [
        trace for trace in facts.document.traces
        if trace.kind in params.kinds and not {trace.author, trace.thread} & set(params.not_by)
    ]  # fmt: skip
    severity: Severity | None = "info" if params.drafting and facts(profile).stage == "draft" else None
    if params.once and found:
        yield _together(found, facts.document.text, severity)
    elif not params.once:
        for trace in found:
            yield Hit(trace.span, {"text": _quoted(trace, facts.document.text)}, whole=not trace.span.of(facts.document.text), severity=severity)


def _together(found: list[Trace], text: str, severity: Severity | None) -> Hit:
    counts = Counter(TRACE_NAMES[trace.kind] for trace in found)
    people = "、".join(dict.fromkeys(trace.author for trace in found if trace.author)) or "作者不明"
    related = tuple(Related(trace.span, _account(trace, text)) for trace in found)
    values: dict[str, str | int] = {"count": len(found), "kinds": "、".join(f"{name}{count}处" for name, count in counts.items()), "people": people}
    return Hit(found[0].span, values, related=related, whole=True, severity=severity)


def _account(trace: Trace, text: str) -> str:
    words = _quoted(trace, text)
    who = f"{trace.author}：" if trace.author else ""
    return f"{who}{words}" if trace.kind == "comment" else f"{who}{TRACE_NAMES[trace.kind]}{f'“{words}”' if words else ''}"


def _quoted(trace: Trace, text: str) -> str:
    words = " ".join((trace.text or trace.span.of(text)).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "……"
