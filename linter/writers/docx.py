"""The report as a Word file with a comment (批注) for each finding and the checklist on a last page.

A Word file stays as it was submitted; of any other format a clean one is made. Comments and page of an earlier run are taken
out first, but for comments that somebody answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter import batch
from linter.batch import Result
from linter.document import Span
from linter.editing.package import rewritten, serialised
from linter.facts import Facts
from linter.facts.title import title
from linter.readers import Unreadable
from linter.readers.docx import Word, open_word
from linter.readers.docx.names import child, name_of
from linter.readers.docx.stories import own_page
from linter.replies import tag, threads
from linter.review import SEVERITY_NAMES, Review
from linter.writers import Look, Unwritable, words
from linter.writers.digest import SHOWN, Merged, merged
from linter.writers.docx_clean import clean
from linter.writers.docx_comments import Comments, Note
from linter.writers.docx_page import page

_MACROS = b"macroEnabled"
_OTHERS, _RELATED, _QUOTED = 8, 4, 24
_ANSWER = "不改的，在该条批注下答复“保留：理由”（或写在批注末尾），下次检查就按已说明处理，不再提出；改好的，删去或“解决”该条批注。"


def write(results: Sequence[Result], look: Look) -> bytes:
    """The annotated copy of one report. Raises `Unwritable` where there is none, or more than one."""
    if len(results) != 1:
        raise Unwritable(f"docx 一次只能写一份报告，这里有 {len(results)} 份；请逐份运行")
    result = results[0]
    if result.review is None:
        raise Unwritable(f"{result.path} 没有检查，没有可写的：{result.message}")
    try:
        data = _source(result, result.review)
        return _annotated(data, open_word(data), result, result.review, look)
    except Unreadable as error:
        raise Unwritable(f"{result.path}：{error.message}") from error


def _source(result: Result, review: Review) -> bytes:
    """The Word file to annotate. One with macros is written anew: under the name .docx Word would refuse it."""
    if result.format == "docx":
        data = batch.original(result)
        if _MACROS not in open_word(data).parts.package.read("[Content_Types].xml"):
            return data
    return clean(review.document)


def _annotated(data: bytes, word: Word, result: Result, review: Review, look: Look) -> bytes:
    ours = list(threads(word.document))
    answered = [thread for thread in ours if thread.answers or thread.comment.done]
    rows = merged([finding for finding in review.findings if finding.suppressed is None])
    open_rows = [row for row in rows if not any(thread.is_about(row.finding) for thread in answered)]
    shown = open_rows if look.everything else open_rows[:SHOWN]
    text = word.parts.tree(word.parts.main)
    body = child(text, "w:body")
    assert body is not None
    for one in own_page(body):
        body.remove(one)
    comments = Comments(word, look.day, [thread.comment.id for thread in ours if thread not in answered])
    comments.add(sorted((_note(review, row) for row in shown), key=lambda note: note.span.start), _title(review))
    if look.checklist:
        sentences = list(_sentences(review, rows, len(open_rows) - len(shown)))
        made = page(body, result, sentences, everything=look.everything, ids=(comments.next_id(), comments.next_id()))
        end = next((at for at, one in enumerate(body) if name_of(one) == "w:sectPr"), len(body))
        body[end:end] = made
    return rewritten(data, {name: serialised(root) for name, root in {word.parts.main: text, **comments.parts}.items()})


def _title(review: Review) -> Span:
    heading = title(Facts(review.document))
    return heading.span if heading else Span(0, 0)


def _note(review: Review, row: Merged) -> Note:
    finding = row.finding
    count = f"（共{row.count}处）" if row.count > 1 else ""
    return Note(finding.span, f"【{SEVERITY_NAMES[finding.severity]}】", (finding.message + count, *_more(review, row)), tag(finding, row.count))


def _more(review: Review, row: Merged) -> Iterator[str]:
    finding = row.finding
    if finding.suggestion:
        yield f"改法：{finding.suggestion}"
    if finding.basis:
        yield f"依据：{'；'.join(words.cite(basis) for basis in finding.basis)}"
    places = list(dict.fromkeys(other.place for other in row.others if other.place and other.place != finding.place))
    if places:
        yield f"另见：{'、'.join(places[:_OTHERS])}{'等' if len(places) > _OTHERS else ''}"
    seen = dict.fromkeys(f"“{_short(related.span.of(review.document.text))}”{related.message}" for related in finding.related)
    if seen:
        yield f"参见：{'；'.join(list(seen)[:_RELATED])}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED] + "……"


def _sentences(review: Review, rows: Sequence[Merged], hidden: int) -> Iterator[str]:
    yield f"结论：{words.tally(row.finding for row in rows)}{words.archive_note(review)}"
    if hidden:
        yield f"批注只写了最重的{SHOWN}条，另有{hidden}条没有写；加 --all 全部写出。"
    kept = sum(finding.suppressed is not None for finding in review.findings)
    if kept:
        yield f"已说明理由、不再提出的 {kept}处。"
    yield _ANSWER
