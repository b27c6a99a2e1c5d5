"""What a person reads: layout, order, merging, columns."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from msgspec.structs import replace

from linter import batch
from linter.batch import Options, Result
from linter.document import Span
from linter.readers.text import from_string
from linter.review import Basis, Finding, Level, Profile, Review, RulesetLabel, Suppression, Verdict, VerdictName
from linter.ruleset.loader import loaded
from linter.ruleset.model import Applicability
from linter.width import width
from linter.writers import Look, concise, text
from linter.writers.paint import Line, pages, plain
from linter.writers.table import rows
from tests.support import SEEDS

RULESET = loaded("ecology")
ITEMS = RULESET.applicability.items
DOCUMENT = from_string("某区水务局2024年度法治政府建设情况报告\n一、主要做法\n　　“我局”有甲错，也有乙错。\n甲错。\n")
FIRST, SECOND = DOCUMENT.text.index("甲错"), DOCUMENT.text.rindex("甲错")


def finding(rule: str = "W101", start: int = FIRST, severity: str = "error", **more: object) -> Finding:
    span = Span(start, start + 2)
    return Finding(rule, "wording", severity, "“甲错”应为“甲对”", span, span.of(DOCUMENT.text), place="一，第1句", **more)  # type: ignore[arg-type]


def result(findings: tuple[Finding, ...] = (), checklist: tuple[Verdict, ...] = ()) -> Result:
    profile = Profile("某区水务局", "enforcing", "county", year=2024, stage="submit", traits=frozenset({"reviewed-above"}))
    review = Review(DOCUMENT, profile, RulesetLabel("tiny", "1.0", "0", "2026-11-21"), findings, checklist)
    return Result("报告.txt", "checked", review=review, ruleset=RULESET)


def row(item: str, verdict: VerdictName, level: Level | None, expectation: str, note: str = "", *evidence: Span) -> Verdict:
    return Verdict(item, verdict, level, expectation, evidence, note)  # type: ignore[arg-type]


def printed(lines: object) -> list[str]:
    return [plain(line) for line in lines]  # type: ignore[attr-defined]


def test_a_finding_in_a_pipe() -> None:
    basis = (Basis("行政处罚法", "五十八"), Basis("某规定", "三", "memory"), Basis("某办法", None, "secondary"))
    lines = printed(text.lines([result((finding(suggestion="改作“甲对”。", entry="甲错", basis=basis),))], Look()))
    assert lines[:13] == [
        "报告.txt  某区水务局 2024年度",
        "类型 执法部门、县级、案件报上级审核（不对请加 --kind）",
        "阶段 报送    规则集 tiny 1.0，规则数据截至 2026-11-21",
        "",
        "报告.txt:3:8: 必改 W101:甲错 “甲错”应为“甲对”",
        "    位置：一，第1句",
        "    “我局”有甲错，也有乙错。",
        "     　　 　^^^^",
        "    改法：改作“甲对”。",
        "    依据：行政处罚法第五十八条；某规定（引用前请核对）；某办法（二手资料）",
        "",
        "",
        "必改 1处  建议改 0处  请核对 0处",
    ]


def test_worst_first_equal_ones_merged_twenty_shown() -> None:
    same = [finding(), finding(start=SECOND)]
    many = [replace(finding("Q101", FIRST + 3, "info"), message=f"第{i}条") for i in range(25)]
    lines = printed(text.lines([result((*many, *same))], Look()))
    heads = [line for line in lines if line.startswith("报告.txt:")]
    assert heads[0] == "报告.txt:3:8: 必改 W101 “甲错”应为“甲对”（共2处）"
    assert "    位置：一，第1句；另见第4行" in lines
    assert len(heads) == 20
    assert "另有 6 条没有列出：请核对 6条；--all 列出全部" in lines
    assert "必改 1处  建议改 0处  请核对 25处（同类已合并，原27处）" in lines
    assert len([line for line in printed(text.lines([result((*many, *same))], Look(everything=True))) if line.startswith("报告.txt:")]) == 26


def test_what_is_excused_is_counted_and_not_shown() -> None:
    old = Suppression("baseline", "旧稿")
    excused = (finding(suppressed=Suppression("exception", "已核")), finding(start=SECOND, suppressed=old), finding(suppressed=old))
    lines = printed(text.lines([result(excused), result((finding(),))], Look(statistics=True)))
    assert len([line for line in lines if line.startswith("报告.txt:")]) == 1
    assert "必改 0处  建议改 0处  请核对 0处  已按例外放过 1处  已按基线放过 2处" in lines
    assert f"     1  W101  {RULESET.by_id['W101'].spec.title}" in lines
    assert lines[-1] == "合计 2份报告  必改 1处  建议改 0处  请核对 0处  已按例外放过 1处  已按基线放过 2处"
    assert printed(concise.lines([result(excused)])) == []


def test_concise_is_one_line_each_in_the_order_of_the_text() -> None:
    unchecked = Result("没有.txt", "unchecked", code="not-found", message="没有这个文件")
    lines = printed(concise.lines([result((finding(), finding("Q101", SECOND, "info"))), unchecked, replace(result(), status="partly", message="一张图")]))
    assert lines == [
        "报告.txt:3:8: 必改 W101 “甲错”应为“甲对”（一，第1句）",
        "报告.txt:4:1: 请核对 Q101 “甲错”应为“甲对”（一，第1句）",
        "没有.txt:1:1: 没有检查 没有这个文件",
        "报告.txt:1:1: 只检查了一部分 一张图",
    ]


def test_the_layout_of_the_table() -> None:
    checklist = (
        row("section.achievements", "met", None, "must", "", Span(0, 4)),
        row("section.leader", "partial", None, "must", "有表态和述法，没有次数和事项", Span(23, 27)),
        row("three-systems", "met", "described", "should", "", Span(30, 34)),
        row("three-systems.recording", "met", "described", "should", "可补：记录件数", Span(30, 34)),
        row("legal-counsel", "missing", "absent", "if-any", "有则补；没有或与市局共用也写明"),
        row("penalties.amount", "not-applicable", "absent", "n/a"),
    )
    lines = printed(text.lines([result((), checklist)], Look()))
    assert lines[4:] == [
        "法定内容                结论  位置      说明",
        "  主要举措和成效        已写  第1行",
        "  第一责任人履职        偏空  第2行     有表态和述法，没有次数和事项",
        "",
        "应写事项（没写、只在计划里写的要改）",
        "  三项制度              做法  第3行",
        "    全过程记录          做法  第3行     可补：记录件数",
        "",
        "有则写、无则写明",
        "  法律顾问              没写            有则补；没有或与市局共用也写明",
        "",
        "未涉及、不作要求 1项（--all 列出）",
        "",
        "必改 0处  建议改 0处  请核对 0处",
        "",
    ]
    assert any("罚款" in line and "不适用" in line for line in printed(text.lines([result((), checklist)], Look(everything=True))))


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_columns_align_for_any_name_and_no_line_is_too_wide(cells: int, ambiguous: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    note = "补一句，如“配备记录仪×台，音像记录案件×件”；没有的写“无”，并说明由市局——或者区政府——统一办理的情况……"
    labels = ["短", "很长很长很长很长很长很长很长很长的名称", "“带引号”的·名称——与破折号", "Latin name that is long"]
    items = {f"item-{i}": msgspec.structs.replace(ITEMS["petitions-and-mediation"], label=label, parent=None) for i, label in enumerate(labels)}
    ruleset = replace(RULESET, applicability=Applicability(schema=1, items=items))
    checklist = tuple(row(item, "met", "mentioned", "should", note, Span(0, 40)) for item in items)
    one = replace(result((finding(suggestion=note),), checklist), ruleset=ruleset)
    lines = printed(text.lines([one], Look(cells, True, ambiguous)))
    assert all(width(line, ambiguous) <= cells for line in lines if not line.startswith(("阶段", "报告.txt")))
    marks = [line for line in lines if "  提到  第1行" in line or ".. " in line.partition("提到")[0]]
    assert len(marks) == 4
    assert {width(line.partition("提到")[0], ambiguous) for line in marks} == {24}
    assert {width(line.partition("第1行")[0], ambiguous) for line in marks} == {30}


def test_nothing_outside_gbk_and_nothing_ambiguous_before_the_last_column() -> None:
    labels = [spec.label for spec in ITEMS.values()]
    for label in labels:
        assert width(label, 1) == width(label, 2), label
        assert width(label) <= 20, label
        label.encode("gbk")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_whole_report_fits_a_terminal(seed: object) -> None:
    done = batch.review_bytes(seed.read_bytes(), "seeds/报告.txt", Options())  # type: ignore[attr-defined]
    for cells in (80, 200):
        lines: list[Line] = list(text.lines([done], Look(cells, True, 2, everything=True)))
        assert max(width(plain(line), 2) for line in lines) <= cells
        assert not any(set(plain(line)) & set("│─┌✔√×●") for line in lines if "提到" not in plain(line) and "“" not in plain(line))


def test_every_item_is_in_the_table_once() -> None:
    done = batch.review_bytes(SEEDS[0].read_bytes(), "a.txt", Options())
    assert done.review is not None
    assert [row.item for row in rows(done.review, RULESET.applicability)] == list(ITEMS)


def test_several_reports_end_in_one_line() -> None:
    unchecked = Result("没有.txt", "unchecked", code="not-found", message="没有这个文件")
    partly = replace(result((finding(),)), status="partly", code="image", message="一张图没有读出来")
    lines = printed(text.lines([result((finding(), finding(start=SECOND))), partly, unchecked], Look()))
    assert lines[-1] == "合计 3份报告  必改 2处  建议改 0处  请核对 0处  没有检查 1份  只检查一部分 1份"
    assert "没有.txt: 没有检查 没有这个文件" in lines
    assert "只检查了一部分：一张图没有读出来" in lines


def test_what_was_passed_over_is_listed_on_demand() -> None:
    passed = replace(finding(), suppressed=Suppression("exception", "地名如此", "2026-01-01"))
    hidden = printed(text.lines([result((passed,))], Look()))
    shown = printed(text.lines([result((passed,))], Look(suppressed=True)))
    line = "报告.txt:3:8: 放过 W101 “甲错”应为“甲对”（例外：地名如此，到 2026-01-01）"
    assert line not in hidden
    assert line in shown
    assert hidden[-2] == shown[-2] == "必改 0处  建议改 0处  请核对 0处  已按例外放过 1处"
    assert printed(concise.lines([result((passed,))])) == []
    assert printed(concise.lines([result((passed,))], suppressed=True)) == ["报告.txt:3:8: 放过 W101 “甲错”应为“甲对”（一，第1句）例外：地名如此，到 2026-01-01"]


def test_what_is_not_shown_is_counted_and_placed() -> None:
    many = [replace(finding("W101", FIRST + 3, "warning"), message=f"第{i}条") for i in range(22)]
    lines = printed(text.lines([result((*many, finding("Q101", SECOND, "info")))], Look()))
    assert "另有 3 条没有列出：建议改 2条（第3行），请核对 1条；--all 列出全部" in lines


@given(some.lists(some.lists(some.tuples(some.text("字a :#[\t\n\x1b", max_size=6), some.just("")), max_size=3), max_size=4), some.sampled_from([1, 300]))
@example([[("甲", "")], [("  ::error title=x::", "")]], 1)  # a command begins a line, wherever that stands
def test_many_lines_are_the_same_as_each_alone(lines: list[Line], times: int) -> None:
    assert "".join(pages(lines * times)) == "".join(f"{plain(line)}\n" for line in lines * times)
