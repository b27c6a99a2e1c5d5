"""replies: what counts as an answer with a reason, and which finding it is about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from linter.document import Span, Trace
from linter.readers.text import from_string
from linter.replies import Thread, excused, tag, threads
from linter.review import Finding, Suppression

FINDING = Finding("W101", "wording", "error", "“截止”应为“截至”", Span(0, 2), "截止", entry="截止", fingerprint="fp1:0123456789abcdef0123456789abcdef")


def comment(more: str = "", count: int = 1, finding: Finding = FINDING) -> Trace:
    text = f"【必改】{finding.message}\n改法：保留时间的用“截至”。\n{tag(finding, count)}{more}"
    return Trace("comment", finding.span, text, "fazhi-lint", "fazhi-lint", id="1")


def thread(*replies: str, more: str = "", count: int = 1) -> Thread:
    return Thread(comment(more, count), tuple(Trace("comment", Span(0, 2), words, "张三", "fazhi-lint", str(at), "1") for at, words in enumerate(replies, 2)))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("保留：以上级文件原文为准", "以上级文件原文为准"),
        ("不改，引用的是文件标题。", "引用的是文件标题"),
        ("　保留\n原文如此", "原文如此"),
        ("已与法规科核对。\n保留：原文如此", "原文如此"),
        ("不改因上级文件原文如此", "因上级文件原文如此"),
        ("保留原提法", None),
        ("保留意见", None),
        ("保留", None),
        ("不改。", None),
        ("保留：是", None),
        ("已改", None),
        ("建议保留：原文如此", None),
        ("", None),
    ],
)
def test_reasons(words: str, reason: str | None) -> None:
    assert thread(words).reason == reason
    assert thread(more="\n" + words).reason == reason
    assert thread(more=words).reason == reason
    expected = Suppression("reply", reason) if reason else None
    assert excused([thread(words)], FINDING) == expected


def test_our_own_words_are_no_answer() -> None:
    assert thread().answers == ()
    assert thread().kept == ""


def test_keeping_without_a_reason_is_noticed() -> None:
    assert thread("保留").kept == "保留"
    assert thread("不改。", "谁说的？").kept == "不改"
    assert thread("好的").kept == ""


def test_the_last_reason_counts() -> None:
    assert thread("保留", "保留：甲文件如此", "不改：乙文件如此").reason == "乙文件如此"


def test_an_answer_is_about_its_own_finding() -> None:
    kept = [thread("保留：原文如此")]
    assert excused(kept, FINDING)
    assert not excused(kept, replace(FINDING, fingerprint="fp1:ffffffffffffffffffffffffffffffff"))
    assert not excused(kept, replace(FINDING, entry="布署"))
    assert not excused(kept, replace(FINDING, rule="W102"))


def test_an_answer_to_equal_findings_is_about_all_of_them() -> None:
    other = replace(FINDING, fingerprint="fp1:ffffffffffffffffffffffffffffffff")
    kept = [thread("保留：原文如此", count=3)]
    assert excused(kept, other)
    assert not excused(kept, replace(other, message="另一句话"))


def test_a_comment_whose_tag_is_gone_answers_nothing() -> None:
    bare = replace(comment(), text="保留：原文如此")
    assert not excused([Thread(bare)], FINDING)


def test_threads_are_found_by_author() -> None:
    traces = (
        comment(), Trace("comment", Span(0, 2), "保留：原文如此", "张三", "fazhi-lint", "2", "1"), Trace("comment", Span(0, 2), "核对", "李四", "李四", "3"),
        Trace("comment", Span(0, 2), "我来答", "fazhi-lint", "李四", "4", "3"), Trace("insertion", Span(0, 2), "", "fazhi-lint"),
    )
    found = list(threads(replace(from_string("截止"), traces=traces)))
    assert [(one.comment.id, [reply.id for reply in one.replies]) for one in found] == [("1", ["2"])]


def test_a_comment_over_the_same_words_is_a_reply_where_it_says_so() -> None:
    kept, talk, elsewhere = (Trace("comment", span, words, "张三", "张三", ident) for span, words, ident in ((Span(0, 2), "保留：引文", "5"), (Span(0, 2), "这里再看看", "6"), (Span(0, 1), "保留：引文", "7")))
    found = list(threads(replace(from_string("截止"), traces=(comment(), kept, talk, elsewhere))))
    assert [[reply.id for reply in one.replies] for one in found] == [["5"]]
    two = replace(comment(), id="8")
    assert all(not one.replies for one in threads(replace(from_string("截止"), traces=(comment(), two, kept))))
