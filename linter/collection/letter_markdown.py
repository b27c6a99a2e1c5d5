"""The letter as Markdown, for a system that takes text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.collection.letters import BLANKS, MARK, NAMES, TITLE, Letter, Point, checklist, heading, number, receipt, sections

_HEAD = ("序", "位置", "原文摘录", "问题与修改要求", "依据")


def write(letter: Letter) -> bytes:
    return ("\n".join(_lines(letter)) + "\n").encode()


def _lines(letter: Letter) -> Iterator[str]:
    fields = letter.fields
    yield from (f"*{MARK}*", "", f"# {TITLE}", "", number(letter), "", f"{plain(letter.unit)}：", "")
    yield f"你单位{plain(letter.received)}收悉。请按下列意见修改，于{fields.due or BLANKS['due']}前重新报送（Word版和盖章PDF各一份）。"
    for severity, title, points in sections(letter):
        yield from ("", f"## {title}", "")
        if severity == "info":
            yield from (f"{at}. {plain(point.place)}：{_quoted(point)}{plain(point.ask)}" for at, point in enumerate(points, 1))
        else:
            yield from _points([(None, point) for point in points])
    if letter.rest:
        yield from ("", f"另有{len(letter.rest)}处见附件，请一并修改、核实。")
    yield from ("", f"## {heading(len(sections(letter)) + 1)}公开前请自行完成保密和个人信息审查；公开后将网址回告。", "")
    yield from (f"联系人：{fields.contact or BLANKS['contact']}　电话：{fields.phone or BLANKS['phone']}", "")
    yield f"{fields.office or BLANKS['office']}　{fields.date or BLANKS['date']}"
    yield from ("", "---", "", f"回执（{plain(letter.unit)}填写后随修改稿报送）", "", *(f"- {line}" for line in receipt(letter.page)))
    yield from ("", "## 附件", "")
    if letter.rest:
        yield from ("### 其余意见", "", *_points([(NAMES[severity], point) for severity, point in letter.rest]), "")
        yield from (*(f"- {line}" for line in receipt(point for _, point in letter.rest)), "")
    yield from ("### 对照表（只列必写、应写和有则写的项目）", "", "| 分组 | 事项 | 结论 | 下一步 |", "| --- | --- | --- | --- |")
    yield from (f"| {' | '.join(map(plain, row))} |" for row in checklist(letter))


def _points(points: Sequence[tuple[str | None, Point]]) -> Iterator[str]:
    yield f"| {' | '.join(_HEAD)} |"
    yield f"|{' --- |' * len(_HEAD)}"
    for kind, point in points:
        place = f"{kind}　{point.place}" if kind else point.place
        yield f"| {' | '.join((str(point.number or ''), plain(place), _quoted(point), plain(point.ask), plain(point.basis)))} |"


def _quoted(point: Point) -> str:
    return f"“{plain(point.quotation)}”" if point.quotation else ""


def plain(text: str) -> str:
    """Words that Markdown takes as they are."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
