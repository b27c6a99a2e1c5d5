"""checks/traces: what is kept beside the text is reported, together or one by one, but not what is our own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from linter.checks import Hit
from linter.checks.traces import Params, check
from linter.document import Span, Trace
from linter.facts import Facts, Overrides
from linter.readers.text import from_string

TEXT = "全年立案12件，结案10件。"
CHANGES = Params(kinds=("insertion", "deletion"), once=True, not_by=("fazhi-lint",), drafting=True)
COMMENTS = Params(kinds=("comment",), once=True, not_by=("fazhi-lint",))
HIDDEN = Params(kinds=("hidden", "placeholder"))


def found(params: Params, *traces: Trace, stage: str = "submit") -> list[Hit]:
    document = replace(from_string(TEXT), traces=traces)
    return list(check(Facts(document, Overrides(stage=stage)), params))  # type: ignore[arg-type]


def test_changes_are_one_finding_with_every_place() -> None:
    (hit,) = found(CHANGES, Trace("insertion", Span(0, 2), "", "张"), Trace("deletion", Span(4, 4), "约", "李"), Trace("deletion", Span(6, 6), "", "张"))
    assert (hit.span, hit.whole, hit.severity) == (Span(0, 2), True, None)
    assert hit.values == {"count": 3, "kinds": "插入1处、删除2处", "people": "张、李"}
    assert [related.message for related in hit.related] == ["张：插入“全年”", "李：删除“约”", "张：删除"]


def test_while_drafting_changes_are_only_to_be_looked_at() -> None:
    change = Trace("insertion", Span(0, 2))
    assert [hit.severity for hit in found(CHANGES, change, stage="draft")] == ["info"]
    assert [hit.values["people"] for hit in found(CHANGES, change)] == ["作者不明"]


@pytest.mark.parametrize("trace", [
    Trace("insertion", Span(0, 2), "", "fazhi-lint"),
    Trace("comment", Span(0, 2), "应为“法制审核”", "fazhi-lint", "fazhi-lint"),
    Trace("comment", Span(0, 2), "保留：原文如此", "张", "fazhi-lint"),
])
def test_our_own_marks_and_answers_to_them_are_no_leftovers(trace: Trace) -> None:
    assert not found(CHANGES, trace) and not found(COMMENTS, trace)


def test_a_comment_says_who_and_what_shortened() -> None:
    (hit,) = found(COMMENTS, Trace("comment", Span(0, 2), "请核对\n" + "字" * 60, "张", "张"))
    assert [related.message for related in hit.related] == [f"张：请核对 {'字' * 36}……"]


def test_hidden_text_has_a_place_and_a_prompt_its_words() -> None:
    hidden, prompt = found(HIDDEN, Trace("hidden", Span(4, 4), "旧数9件"), Trace("placeholder", Span(4, 6)))
    assert (hidden.whole, hidden.values["text"]) == (True, "旧数9件")
    assert (prompt.whole, prompt.span.of(TEXT), prompt.values["text"]) == (False, "12", "12")
    assert not found(HIDDEN) and not found(CHANGES)
