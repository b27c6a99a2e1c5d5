"""The files of one agency: which is its report of the year, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from linter.collection import drafts
from linter.collection.received import Received

_EDITABLE = frozenset({"docx", "doc", "wps", "odt", "rtf"})  # what is checked where a stamped copy lies beside it
_STAMPED = frozenset({"pdf", "ofd"})
_PART = 0.25  # of the letters of the longest: what is shorter is no draft of it
_SAME_TEXT = 0.9  # share of sentences from which two files hold one text


class Sorted(Struct):
    """`report` is what is reviewed, `sent` everything that counts as handed in for the year; every file has a fate, in words."""

    report: Received | None = None
    sent: list[Received] = field(default_factory=list)
    fates: dict[tuple[str, ...], str] = field(default_factory=dict)  # by the parts of the file's path
    notes: list[str] = field(default_factory=list)


def sort(files: Sequence[Received], year: int | None) -> Sorted:
    done = Sorted()
    reports = _of_year([file for file in files if file.kind == "report"], year, done)
    reports = _distinct(reports or [file for file in files if file.kind == "other" and file.document], done)
    proofs = [file for file in files if file.kind in ("scan", "unread")]
    done.sent = [*reports, *proofs]
    if reports:
        _choose(reports, done)
    elif proofs:
        scanned = any(file.kind == "scan" for file in proofs)
        done.notes.append("只有扫描件，没有可以检查的文件；请单位补报 Word 版" if scanned else f"交来的文件打不开：{proofs[0].said}")
    for file in files:
        rest = {"scan": "扫描件：证明已报，没有查", "unread": f"打不开：{file.said}"}
        done.fates.setdefault(file.parts, rest.get(file.kind, file.said))
    return done


def _of_year(reports: Iterable[Received], year: int | None, done: Sorted) -> list[Received]:
    kept = []
    for file in reports:
        own = file.profile.year if file.profile else None
        if own is None or year is None or own == year:
            kept.append(file)
        else:
            done.fates[file.parts] = f"{own}年度的报告，不是{year}年度的，没有查"
    if done.fates and not kept:
        done.notes.append(f"交来的报告不是{year}年度的")
    return kept


def _distinct(reports: Iterable[Received], done: Sorted) -> list[Received]:
    """Each text once; what was stamped stays beside what can be edited."""
    first: dict[tuple[str, bool], Received] = {}
    for file in sorted(reports, key=lambda file: len(file.name)):  # 报告.docx before 报告 - 副本.docx
        text = "".join(file.document.text.split()) if file.document else file.sha256
        twin = first.setdefault((text, _format(file) in _STAMPED), file)
        if twin is not file:
            done.fates[file.parts] = f"与 {twin.below} 内容相同"
    return list(first.values())


def _choose(reports: Sequence[Received], done: Sorted) -> None:
    """The latest draft that can be edited; what was stamped is compared with it."""
    editable = any(_format(file) in _EDITABLE for file in reports)
    copies = [file for file in reports if editable and _format(file) in _STAMPED]
    choice = drafts.latest(_whole([file for file in reports if file not in copies], done))
    done.report = choice.latest
    done.fates[choice.latest.parts] = "查的是这一份"
    if choice.latest.said:
        done.notes.append(f"{choice.latest.below} {choice.latest.said}，请核对")
    if choice.earlier:
        by = f"按{choice.by}" if choice.by else ""
        done.notes.append(f"共{len(choice.earlier) + 1}稿，查的是 {choice.latest.below}（{'；'.join(filter(None, (by, choice.doubt)))}）")
    done.fates |= {file.parts: f"较早的稿，查的是 {choice.latest.below}" for file in choice.earlier}
    for copy in copies:
        share = _shared(copy, choice.latest)
        done.fates[copy.parts] = f"{_format(copy).upper()} 版，与所查的文字{'一致' if share >= _SAME_TEXT else f'只有{share:.0%}相同'}"
        if share < _SAME_TEXT:
            done.notes.append(f"{copy.below} 与所查的 {choice.latest.below} 文字只有{share:.0%}相同，请核对以哪份为准")


def _whole(reports: Sequence[Received], done: Sorted) -> list[Received]:
    """Without what is far shorter than the longest: a letter that accompanies the report, a page of it."""
    lengths = [len("".join(file.document.text.split())) if file.document else 0 for file in reports]
    for file, length in zip(reports, lengths, strict=True):
        if length < _PART * max(lengths):
            done.fates[file.parts] = f"只有{length}字，不是报告全文，没有查"
            done.notes.append(f"{file.below} 只有{length}字，当作报送函之类，没有查")
    return [file for file in reports if file.parts not in done.fates]


def _format(file: Received) -> str:
    return file.document.format if file.document else ""


def _shared(one: Received, other: Received) -> float:
    """The share of the sentences of the one that the other has too, blanks aside."""
    texts = ["".join(file.document.text.split()) if file.document else "" for file in (one, other)]
    mine, theirs = (set(filter(None, text.split("。"))) for text in texts)
    return len(mine & theirs) / max(1, len(mine))
