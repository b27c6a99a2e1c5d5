"""Document numbers against GB/T 9704: 〔2024〕9号, not [2024]9号, （2024）9号, 〔24〕9号, 〔2024〕第9号, 〔2024〕09号, nor 20249号 behind a name."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.citations import DocumentNumber, citations
from linter.facts.folded import folded
from linter.late import late
from linter.review import Edit, Severity

_UNBRACKETED = late(r"(?<=》（)([\u4e00-\u9fff]{2,12})(?:(20\d\d)|〔(20\d\d)|(20\d\d)〕)(\d{1,4})号?(?=）)")  # 青政发20249号: brackets lost on the way


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`endings`: what the code of an office ends in (发, 函, 办 …); `case_codes`: codes of penalty and case papers, whose forms
    the police and the courts set; `other_forms`: papers that are numbered otherwise (令, 公告)."""

    endings: list[str]
    case_codes: list[str]
    other_forms: list[str]


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for number in facts(citations).numbers:
        code = number.code.of(flat).replace("）", "")
        if code.endswith(tuple(params.other_forms)) or not code.endswith(tuple(params.endings)):
            continue
        if not number.closed and flat[number.span.end : number.span.end + 1] not in ("）", "》", "，", "。", "、", "；", "\n", ""):
            continue
        yield from _judge(flat, number, softer="info" if code.endswith(tuple(params.case_codes)) else None)
    for match in _UNBRACKETED.finditer(flat):
        code, *years, serial = match.groups()
        if code.endswith(tuple(params.endings)):
            yield Hit(Span(*match.span()), {"faults": "年份用六角括号〔〕", "right": f"{code}〔{next(filter(None, years))}〕{serial}号"})


def _judge(flat: str, number: DocumentNumber, softer: Severity | None) -> Iterator[Hit]:
    faults = []
    edits = []
    if number.brackets != "〔〕":
        faults.append("年份用六角括号〔〕")
        edits += [Edit(number.open_at, "〔"), Edit(number.close_at, "〕")]
    if number.year.end - number.year.start == 2:
        faults.append("年份用四位数")
        edits.append(Edit(Span(number.year.start, number.year.start), "20"))
    if number.nian.end > number.nian.start:
        faults.append("括号内不写“年”")
        edits.append(Edit(number.nian, ""))
    if number.ordinal.end > number.ordinal.start:
        faults.append("序号前不加“第”")
        edits.append(Edit(number.ordinal, ""))
    zeros = len(number.serial.of(flat)) - len(number.serial.of(flat).lstrip("0"))
    if zeros:
        faults.append("序号不编虚位")
        edits.append(Edit(Span(number.serial.start, number.serial.start + zeros), ""))
    if not number.closed:
        faults.append("序号后加“号”")
        edits.append(Edit(Span(number.serial.end, number.serial.end), "号"))
    if faults and (number.closed or number.brackets == "〔〕"):
        right = _applied(flat, number.span, edits)
        yield Hit(number.span, {"faults": "，".join(faults), "right": right}, edits=tuple(edits), safe=number.year.end - number.year.start == 4, severity=softer)


def _applied(flat: str, span: Span, edits: list[Edit]) -> str:
    text = span.of(flat)
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start - span.start] + edit.text + text[edit.span.end - span.start :]
    return text.replace(" ", "")
