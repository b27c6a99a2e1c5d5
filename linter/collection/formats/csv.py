"""The matrix as a table that Excel opens: a row an agency, a column an item."""

from __future__ import annotations

from linter.collection import tables
from linter.collection.matrix import Line, Matrix
from linter.review import SEVERITIES, SEVERITY_NAMES
from linter.writers import Look


def write(matrix: Matrix, look: Look) -> bytes:
    head = [*(["名次"] if matrix.ranked else []), "单位", "报送", "收到日期", *SEVERITY_NAMES.values(), "采纳", "未定", *(item.name for item in matrix.items), "说明", "文件"]
    lines = {line.submission.unit.name: line for line in matrix.lines}
    places = dict(zip(lines, matrix.places(), strict=True))
    order = [*(line.submission for line in matrix.lines), *matrix.intake.missing] if matrix.ranked else matrix.intake.submissions
    rows = []
    for each in order:
        line = lines.get(each.unit.name)
        place = [str(places[each.unit.name] or "") if line else ""] if matrix.ranked else []
        day = each.arrived.isoformat() if each.arrived else ""
        rows.append([*place, each.unit.name, each.state, day, *_cells(matrix, line), "；".join(each.notes), each.result.path if each.result else ""])
    return tables.written(head, rows)


def _cells(matrix: Matrix, line: Line | None) -> list[str]:
    if line is None or not line.cells:
        return [""] * (len(SEVERITIES) + 2 + len(matrix.items))
    counts = [str(line.count(severity)) for severity in SEVERITIES]
    marks = [cell.mark if (cell := line.cells.get(item.key)) and cell.asked else "" for item in matrix.items]
    return [*counts, str(len(line.accepted)), str(line.open), *marks]
