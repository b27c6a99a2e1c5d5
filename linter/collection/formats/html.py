"""The matrix as one self-contained page: a heat map that can be sorted, each cell a link to the sentences that it rests on.

Nothing is loaded. The one script sorts a table; the page works without it, and its policy allows no other.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from linter import __version__
from linter.collection.intake import Submission
from linter.collection.matrix import TONES, Cell, Item, Line, Matrix
from linter.collection.quoting import sentence, where
from linter.readers import OWN_PAGE
from linter.review import KIND_NAMES, LEVEL_NAMES, SEVERITIES, SEVERITY_NAMES
from linter.writers import Look, words
from linter.writers.digest import Merged
from linter.writers.markup import Node, Safe, join, seen, tag

_LEGEND = {"best": "数据／已写", "good": "做法", "thin": "提到／偏空", "poor": "计划", "none": "没写", "open": "有则写的没写／未判", "aside": "不作要求"}
_ORDER = {mark: str(at) for at, mark in enumerate(("没写", *LEVEL_NAMES.values(), "偏空", "已写"))}


def write(matrix: Matrix, look: Look) -> str:
    style, script = _style(), _read("matrix.js")
    intake = matrix.intake
    title = f"{intake.year or ''}{'年度' if intake.year else ''}法治政府建设年度报告收件对照"
    head = join(
        tag("meta", charset="utf-8"), Safe(OWN_PAGE),
        tag("meta", http_equiv="Content-Security-Policy", content=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"), tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light"), tag("title", seen(title)), tag("style", Safe(style)),
    )
    body = join(
        tag("header", tag("h1", title), _counts(matrix), _missing(matrix), _unmatched(matrix), id="top"),
        tag("main", _heat(matrix), _totals(matrix), _families(matrix), [_agency(matrix, at, line) for at, line in enumerate(matrix.lines)], _files(matrix)),
        tag("footer", f"fazhi-lint {__version__}。本页含报告原文，按报告本身的要求保管；打开、排序和打印都不联网。"),
        tag("script", Safe(script)),
    )
    return f"<!DOCTYPE html>\n{tag('html', tag('head', head), tag('body', body), lang='zh-CN')}\n"


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _style() -> str:
    return _read("matrix.css") + "".join(f".{name} {{ background: #{ground}; color: #{ink} }}\n" for name, (ground, ink) in TONES.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _counts(matrix: Matrix) -> Node:
    intake = matrix.intake
    late = [line for line in matrix.lines if line.submission.late]
    facts = [
        ("名册" if intake.has_roster else "报告里的单位", f"{len(intake.submissions)}家"), ("已报", f"{len(matrix.lines)}家"), ("未报", f"{len(intake.missing)}家"),
        ("迟报", f"{len(late)}家（期限 {intake.due.isoformat()}）" if intake.due else "没有给期限，不判"),
        ("查了", f"{sum(bool(line.cells) for line in matrix.lines)}家"),
        ("文件", f"{len(intake.files)}件：" + "、".join(f"{name} {count}" for name, count in intake.counts().items())),
    ]
    return tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in facts], class_="facts")


def _missing(matrix: Matrix) -> Node:
    if not matrix.intake.missing:
        return None
    return tag("section", tag("h2", f"未报 {len(matrix.intake.missing)}家"), tag("ul", [tag("li", _noted(each)) for each in matrix.intake.missing]), class_="lost")


def _noted(each: Submission) -> str:
    return each.unit.name + (f"：{'；'.join(each.notes)}" if each.notes else "")


def _unmatched(matrix: Matrix) -> Node:
    unmatched = matrix.intake.unmatched
    if not unmatched:
        return None
    rows = [tag("li", tag("b", filed.file.below), f"：{filed.fate}") for filed in unmatched]
    return tag("section", tag("h2", f"对不上单位的文件 {len(unmatched)}件"), tag("p", "在 register.csv 里写明文件和单位，再运行。"), tag("ul", rows), class_="lost")


def _heat(matrix: Matrix) -> Node:
    legend = [tag("span", name, class_=f"key {tone}") for tone, name in _LEGEND.items()]
    lead = [*(["名次"] if matrix.ranked else []), "单位", "报送", "收到", *SEVERITY_NAMES.values(), *(["采纳", "未定"] if matrix.decided else [])]
    head = [tag("th", tag("button", name, type="button"), scope="col", class_="lead" if name != "单位" else "lead name") for name in lead]
    head += [tag("th", tag("button", item.label, type="button", title=item.name), scope="col", class_="item") for item in matrix.items]
    rows = [_row(matrix, at, place, line) for at, (place, line) in enumerate(zip(matrix.places(), matrix.lines, strict=True))]
    table = tag("table", tag("thead", tag("tr", head)), tag("tbody", rows), class_="heat sortable")
    return tag(
        "section", tag("h2", "热力图"), tag("p", legend, class_="legend"), tag("p", "点表头排序，点格子看原句。", f"必改、建议改、请核对{matrix.basis}；没有审定的在“未定”。" if matrix.basis else None, class_="left"),
        tag("div", table, class_="scroll", tabindex=0, role="region", aria_label="热力图"),
    )


def _row(matrix: Matrix, at: int, place: int | None, line: Line) -> Safe:
    each = line.submission
    day = each.arrived.isoformat() if each.arrived else ""
    numbers = [line.count(severity) for severity in SEVERITIES] + ([len(line.accepted), line.open] if matrix.decided else [])
    cells: list[Node] = [tag("td", str(place or ""), class_="count")] if matrix.ranked else []
    cells += [
        tag("th", tag("a", each.unit.name, href=f"#a{at}"), scope="row", data_sort=str(at)), tag("td", each.state, class_="late" if each.state != "已报" else None),
        tag("td", day[5:], data_sort=day),
    ]
    cells += [tag("td", str(number) if line.cells else "", class_="count", data_sort=str(number) if line.cells else "") for number in numbers]
    return tag("tr", cells, [_cell(at, number, item, line) for number, item in enumerate(matrix.items)])


def _cell(at: int, number: int, item: Item, line: Line) -> Safe:
    cell = line.cells.get(item.key)
    if cell is None:
        return tag("td", data_sort="")
    if not cell.asked:
        return tag("td", class_="aside", data_sort="")
    return tag("td", tag("a", cell.mark, href=f"#a{at}-{number}", title=f"{line.submission.unit.name}：{item.name}"), class_=cell.tone, data_sort=_ORDER.get(cell.mark, ""))


def _totals(matrix: Matrix) -> Node:
    marks = [mark for mark in (*LEVEL_NAMES.values(), "已写", "偏空", "未判") if any(matrix.totals(item)[mark] for item in matrix.items)]
    rows = [
        tag("tr", tag("th", item.name, scope="row"), tag("td", str(sum(totals.values())), class_="count"), [tag("td", str(totals[mark] or ""), class_="count") for mark in marks])
        for item in matrix.items if (totals := matrix.totals(item))
    ]
    return tag("section", tag("h2", "各项合计（家）"), _table(["事项", "要求写的单位", *marks], rows))


def _families(matrix: Matrix) -> Node:
    rows = [
        tag("tr", tag("th", tag("a", line.submission.unit.name, href=f"#a{at}"), scope="row", data_sort=str(at)),
            [tag("td", str(count or ""), class_="count", data_sort=str(count)) for count in (line.of_family(category) for category in matrix.families)])
        for at, line in enumerate(matrix.lines) if line.cells
    ]
    return tag("section", tag("h2", f"各族问题（{'，'.join(filter(None, ('处', '同类已合并', matrix.basis)))}）"), _table(["单位", *(matrix.family(category) for category in matrix.families)], rows)) if rows else None


def _table(head: list[str], rows: list[Safe]) -> Safe:
    cells = [tag("th", tag("button", name, type="button"), scope="col") for name in head]
    return tag("div", tag("table", tag("thead", tag("tr", cells)), tag("tbody", rows), class_="sortable"), class_="scroll", tabindex=0, role="region")


def _agency(matrix: Matrix, at: int, line: Line) -> Node:
    each = line.submission
    head: list[Node] = [tag("h2", each.unit.name)]
    if each.result:
        kind = f"，{KIND_NAMES[each.review.profile.kind]}" if each.review else ""
        head.append(tag("p", f"{each.result.path}{kind}", class_="left"))
    head.append(tag("ul", [tag("li", note) for note in each.notes], class_="notes") if each.notes else None)
    findings = [_finding(line, row) for row in line.findings]
    items = [_evidence(at, number, item, cell) for number, item in enumerate(matrix.items) if (cell := line.cells.get(item.key)) and cell.asked]
    return tag(
        "article", head, tag("h3", f"问题 {words.tally(row.finding for row in line.findings)}") if line.cells else None, tag("ul", findings, class_="findings"),
        tag("h3", "各项和原句") if items else None, tag("table", tag("tbody", items), class_="evidence") if items else None,
        tag("p", tag("a", "回到页首", href="#top"), class_="left"), id=f"a{at}",
    )


def _finding(line: Line, row: Merged) -> Safe:
    finding, review = row.finding, line.submission.review
    assert review is not None
    quoted = sentence(review.document, finding.span) if finding.text else ""
    count = f"（共{row.count}处）" if row.count > 1 else ""
    return tag(
        "li", tag("b", SEVERITY_NAMES[finding.severity], class_=finding.severity), " ",
        tag("i", line.choices[finding.fingerprint]) if line.choices else None, " ", tag("span", where(finding), class_="left"), f" {finding.message}{count} ",
        tag("span", finding.suggestion, class_="todo"), tag("q", quoted) if quoted else None,
    )


def _evidence(at: int, number: int, item: Item, cell: Cell) -> Safe:
    quotes = [tag("p", tag("span", quoted.place, class_="left"), " ", tag("q", quoted.text)) for quoted in cell.evidence]
    note = tag("p", cell.row.verdict.note, class_="todo") if cell.row.verdict.note else None
    return tag("tr", tag("th", item.name, scope="row"), tag("td", cell.mark, class_=cell.tone), tag("td", note, quotes or "文中未见"), id=f"a{at}-{number}")


def _files(matrix: Matrix) -> Safe:
    rows = [
        tag("tr", tag("th", filed.file.below, scope="row"), tag("td", filed.unit.name if filed.unit else ""), tag("td", filed.by if filed.unit else ""), tag("td", filed.fate))
        for filed in matrix.intake.files
    ]
    return tag("section", tag("h2", "每个文件的去向"), _table(["文件", "单位", "单位从哪里知道", "去向"], rows))
