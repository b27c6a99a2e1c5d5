"""The matrix for a terminal: who submitted, how each stands, the heat map in as many strips as the width asks, what needs attention.

A cell of the map is one character and a blank, so that nothing of ambiguous width stands before the last column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.collection.matrix import Item, Line, Matrix
from linter.review import SEVERITIES, SEVERITY_NAMES
from linter.width import cut, pad, width, wrap
from linter.writers import Look, paint

_STYLES = {"best": "green", "good": "green", "thin": "yellow", "poor": "red", "none": "bold red", "open": "cyan"}
# 不作要求 and 不适用 are blanks
_LETTERS = {"没写": "没", "计划": "计", "提到": "提", "做法": "做", "数据": "数", "已写": "有", "偏空": "偏", "未判": "未"}
_STATE_STYLES = {"已报": "", "迟报": "yellow", "待补": "red", "未报": "red"}
_NAME, _STATE, _DAY, _COUNT, _CELL = 24, 6, 7, 7, 3  # cells
_WIDE = 110  # from here on the legend stands in the line of the title
_ROOM = 20  # cells from which names of items are worth beginning


def write(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    yield from _head(matrix, look)
    yield from _agencies(matrix, look)
    yield from _map(matrix, look)
    yield from _families(matrix, look)
    yield from _attention(matrix, look)


def _head(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    intake = matrix.intake
    sent, total = len(matrix.lines), len(intake.submissions)
    late = sum(bool(line.submission.late) for line in matrix.lines)
    reviewed = sum(line.submission.review is not None for line in matrix.lines)
    yield [(f"{intake.year or '年度未知的'}{'年度' if intake.year else ''}法治政府建设年度报告  收件对照", "bold")]
    whole = f"名册 {total}家，" if intake.has_roster else "没有名册，按报告里写的单位；"
    due = f"，迟报 {late}家（期限 {intake.due.isoformat()}）" if intake.due else "，没有给 --due，不判迟报"
    yield from _labelled("", f"{whole}已报 {sent}家{due}，未报 {total - sent}家；查了 {reviewed}家", look)
    yield from _labelled("文件 ", f"{len(intake.files)}件：" + "、".join(f"{name} {count}" for name, count in intake.counts().items()), look)
    published = [each for each in intake.submissions if each.published or each.address]
    if published:
        rest = "、".join(each.unit.name for each in intake.submissions if each not in published)
        yield from _labelled("公开：", f"登记了 {len(published)}家" + (f"；没有登记的：{rest}" if rest else ""), look)
    if intake.missing:
        names = "、".join(f"{each.unit.name}{f'（{each.notes[0]}）' if each.notes else ''}" for each in intake.missing)
        yield from _labelled("未报：", names, look, "red")
    yield []


def _agencies(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    # the columns of dates and decisions only where there is something to say
    named = [SEVERITY_NAMES[severity] for severity in SEVERITIES]
    head = pad("单位", _NAME) + pad("报送", _STATE) + pad("收到", _DAY) + "".join(pad(name, _COUNT) for name in named)
    head += pad("采纳", _COUNT) + pad("未定", _COUNT) if matrix.decided else ""
    yield [(cut(("名次 " if matrix.ranked else "") + head + "没写", look.width, look.ambiguous), "bold")]
    for place, line in zip(matrix.places(), matrix.lines, strict=True):
        yield _agency(place, line, matrix, look)
    if matrix.basis:
        yield [(f"必改、建议改、请核对{matrix.basis}；没有审定的在“未定”", "dim")]
    yield []


def _agency(place: int | None, line: Line, matrix: Matrix, look: Look) -> paint.Line:
    submission = line.submission
    day = submission.arrived.strftime("%m-%d") if submission.arrived else ""
    parts: paint.Line = [(pad(str(place or ""), 5), "")] if matrix.ranked else []
    parts += [
        (pad(cut(submission.unit.name, _NAME - 2, look.ambiguous), _NAME, look.ambiguous), ""),
        (pad(submission.state, _STATE), _STATE_STYLES[submission.state]), (pad(day, _DAY), ""),
    ]
    if submission.review is None:
        room = look.width - sum(width(text, look.ambiguous) for text, _ in parts)
        return [*parts, (cut("；".join(submission.notes), room, look.ambiguous), "red")]
    parts += [(pad(str(line.count(severity) or "-"), _COUNT), paint.SEVERITY_STYLES[severity] if line.count(severity) else "dim") for severity in SEVERITIES]
    if matrix.decided:
        parts += [(pad(str(len(line.accepted)), _COUNT), ""), (pad(str(line.open), _COUNT), "")]
    missing = [item.label for item in matrix.items if (cell := line.cells.get(item.key)) and cell.tone == "none"]
    number = pad(f"{len(missing)}项" if missing else "-", _STATE)
    room = look.width - sum(width(text, look.ambiguous) for text, _ in parts) - width(number)
    if room < 0:
        return parts
    return [*parts, (number, "" if missing else "dim"), (cut("、".join(missing), room, look.ambiguous) if room >= _ROOM else "", "")]


def _map(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    lines = [line for line in matrix.lines if line.cells]
    if not lines:
        return
    legend = "、".join(f"{letter} {name}" for name, letter in _LETTERS.items())
    yield [("热力图", "bold"), (f"（{legend}；空着的不作要求）" if look.width >= _WIDE else "", "dim")]
    if look.width < _WIDE:
        yield from _labelled("", f"{legend}；空着的不作要求", look, "dim")
    room = max(1, (look.width - _NAME) // _CELL)
    for start in range(0, len(matrix.items), room):
        yield from _strip(matrix, lines, matrix.items[start : start + room], start, look)


def _strip(matrix: Matrix, lines: Sequence[Line], items: Sequence[Item], start: int, look: Look) -> Iterator[paint.Line]:
    numbers = range(start + 1, start + 1 + len(items))
    yield [(pad("", _NAME) + "".join(pad(str(number), _CELL) for number in numbers), "bold")]
    for line in lines:
        name = pad(cut(line.submission.unit.name, _NAME - 2, look.ambiguous), _NAME, look.ambiguous)
        cells = [line.cells.get(item.key) for item in items]
        yield [(name, ""), *((pad(_LETTERS[cell.mark], _CELL), _STYLES[cell.tone]) if cell and cell.asked else (" " * _CELL, "") for cell in cells)]
    yield from _labelled("", "　".join(f"{number} {item.label}{_total(matrix, item)}" for number, item in zip(numbers, items, strict=True)), look, "dim")
    yield []


def _total(matrix: Matrix, item: Item) -> str:
    """How many of those of whom it is asked have it not, of how many."""
    totals = matrix.totals(item)
    lacking = totals["没写"] + totals["计划"]
    return f"（{lacking}/{sum(totals.values())}家没写）" if lacking else ""


def _families(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    if not matrix.families:
        return
    yield [(f"各族问题（{'，'.join(filter(None, ('处', '同类已合并', matrix.basis)))}）", "bold")]
    names = [matrix.family(category) for category in matrix.families]
    cells = [max(6, width(name) + 2) for name in names]
    yield [(pad("单位", _NAME) + "".join(map(pad, names, cells)), "bold")]
    for line in matrix.lines:
        if line.cells:
            counts = [line.of_family(category) for category in matrix.families]
            name = pad(cut(line.submission.unit.name, _NAME - 2, look.ambiguous), _NAME, look.ambiguous)
            yield [(name, ""), *((pad(str(count or "-"), cell), "" if count else "dim") for count, cell in zip(counts, cells, strict=True))]
    sums = [sum(line.of_family(category) for line in matrix.lines) for category in matrix.families]
    yield [(pad("合计", _NAME) + "".join(pad(str(total), cell) for total, cell in zip(sums, cells, strict=True)), "bold")]
    yield []


def _attention(matrix: Matrix, look: Look) -> Iterator[paint.Line]:
    intake = matrix.intake
    if intake.unmatched:
        yield [(f"对不上单位的文件 {len(intake.unmatched)}件（在 register.csv 里写明文件和单位，再运行）", "bold red")]
        for filed in intake.unmatched:
            yield from _labelled(f"  {filed.file.below}：", filed.fate, look)
        yield []
    said = [(each.unit.name, note) for each in intake.submissions for note in each.notes if each.sent]
    if said:
        yield [("请核对", "bold")]
        for name, note in said:
            yield from _labelled(f"  {name}：", note, look)
        yield []
    if look.everything:
        yield [("每个文件的去向", "bold")]
        for filed in intake.files:
            owner = f"{filed.unit.name}（按{filed.by}），" if filed.unit else ""
            yield from _labelled(f"  {filed.file.below}：", owner + filed.fate, look)


def _labelled(label: str, text: str, look: Look, style: str = "") -> Iterator[paint.Line]:
    """Text behind a label, on a terminal wrapped below it; a long label has a line of its own."""
    if not look.wrapped:
        yield [(label, "bold"), (text, style)]
        return
    indent = width(label, look.ambiguous)
    if indent > look.width // 2:
        yield [(label, "bold")]
        label, indent = "", 4
    for number, line in enumerate(wrap(text, max(20, look.width - indent), look.ambiguous)):
        yield [(label if number == 0 and label else " " * indent, "bold"), (line, style)]
