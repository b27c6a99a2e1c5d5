"""The clerk at the terminal: one finding after the other, one key each. Every decision is saved at once, so one may stop anywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from linter.cli import terminal
from linter.collection.decisions import Book, Choice, Decision, decide
from linter.collection.intake import Submission
from linter.collection.ledger import Ledger, Overtaken
from linter.collection.quoting import sentence, where
from linter.facts.folded import fold
from linter.review import SEVERITY_NAMES
from linter.width import width, wrap
from linter.writers import paint, words
from linter.writers.digest import Merged

_KEYS: dict[str, str] = {
    "1": "accept", "a": "accept", "2": "reject", "r": "reject", "3": "reword", "e": "reword", "4": "skip", "s": "skip", "5": "back", "b": "back",
    "0": "quit", "q": "quit", "\x04": "quit",
}
_PROMPT = "1 采纳　2 不采纳　3 改措辞　4 先放着　5 上一条　0 停下 > "

Row = tuple[Submission, Merged]


def session(rows: Sequence[Row], ledger: Ledger, color: str) -> None:
    """Go through what waits for a decision and keep each in the ledger; what somebody else decides meanwhile is passed over."""
    at = 0
    while at < len(rows):
        (submission, row), book = rows[at], ledger.book
        terminal.show_lines(_shown(rows, at, book), colour=color)
        action = _action()
        if action == "quit":
            break
        if action == "back":
            at = max(0, at - 1)
            continue
        made = _decided(submission, row, action)
        try:
            ledger.save(made, book)
        except Overtaken:
            terminal.note("这一条刚才在别处定了，您的没有记；请看过再定")
            continue
        if action == "skip" or made:
            at = _next(rows, at + 1, ledger.book)


def _next(rows: Sequence[Row], at: int, book: Book) -> int:
    """The first from there on that still waits."""
    while at < len(rows) and book.decided(*rows[at]) is not None:
        at += 1
    return at


def _decided(submission: Submission, row: Merged, action: str) -> list[Decision]:
    if action == "reject":
        return decide(submission, row, "不采纳", reason=_line("理由（可空）"))
    if action == "reword":
        wording = _line("改成（空着不改）")
        return decide(submission, row, "改措辞", wording=wording) if wording else []
    choice: Choice = "采纳"
    return decide(submission, row, choice) if action == "accept" else []


def _action() -> str:
    """What the next key asks for; a key that asks for nothing is passed over. The end of the input asks to quit."""
    while True:
        click.echo(_PROMPT, nl=False)
        try:
            key = click.getchar() if sys.stdin.isatty() else sys.stdin.readline()
        except KeyboardInterrupt:  # everything decided is saved
            key = ""
        click.echo(key if sys.stdin.isatty() and key.isprintable() else "")
        action = _KEYS.get(fold(key).strip().lower()) if key else "quit"
        if action:
            return action


def _line(label: str) -> str:
    click.echo(f"{label}：", nl=False)
    return sys.stdin.readline().strip()


def _shown(rows: Sequence[Row], at: int, book: Book) -> Iterator[paint.Line]:
    submission, row = rows[at]
    known = book.decided(submission, row)
    finding, review = row.finding, submission.review
    assert review is not None
    sheet = terminal.sheet()
    count = f"（共{row.count}处）" if row.count > 1 else ""
    yield []
    yield [(f"[{at + 1}/{len(rows)}] {submission.unit.name}  ", "bold"), (SEVERITY_NAMES[finding.severity], paint.SEVERITY_STYLES[finding.severity])]
    parts = [
        ("位置", where(finding)), ("原文", sentence(review.document, finding.span) if finding.text else ""), ("问题", finding.message + count),
        ("改法", finding.suggestion), ("依据", "；".join(words.cite(basis) for basis in finding.basis)), ("已定", known.said if known else ""),
    ]
    for label, text in parts:
        for number, line in enumerate(wrap(text, max(20, sheet.width - 6), sheet.ambiguous) if text else ()):
            yield [(f"{label}  " if number == 0 else " " * (width(label) + 2), "dim"), (line, "")]
