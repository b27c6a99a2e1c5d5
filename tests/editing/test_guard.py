"""editing/guard: figures, dates and names stay, the form in which they are written may change."""

from __future__ import annotations

import pytest

from linter.document import Span
from linter.editing.changes import Change
from linter.editing.guard import FIGURE, NAME, is_safe, objection
from linter.facts import Facts
from linter.readers.text import from_string
from linter.review import Category, Edit, Finding, Fix

REPORT = "云川市清江区水务局2024年法治政府建设情况报告\n一、主要举措和成效\n{}\n云川市清江区水务局\n2025年1月10日\n"


def made(line: str, new: str, category: Category = "wording", line_is_heading: bool = False) -> tuple[Facts, Change]:
    """The change that puts `new` for what stands in 【】 in a line of a report."""
    report = REPORT.format(line)
    start, end = report.index("【"), report.index("】") - 1
    facts = Facts(from_string(report.replace("【", "").replace("】", "")))
    edit = Edit(Span(start, end), new)
    return facts, Change(Finding("W101", category, "error", "话", edit.span, fix=Fix((edit,), safe=True)), (edit,))


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("全年立案【12】件。", "21"),
        ("全年立案【】12件。", "1"),
        ("全年立案1【,】200件，罚款3万元。", "，"),
        ("共培训【三】十余人次。", "五"),
        ("立案12件【，办结10件】。", ""),
        ("同比下降48【.】78%。", "·"),
        ("于2024年【3】月印发。", "4"),
        ("于二〇二四年【三】月印发。", "四"),
        ("印发工作要点（清环发〔【】24〕9号）。", "20"),
    ],
)
def test_a_figure_is_never_changed(line: str, new: str) -> None:
    assert objection(*made(line, new)) == FIGURE


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("全年立案【１２】件。", "12"),
        ("全年立案12件【,】办结10件。", "，"),
        ("【截止】2024年12月，立案12件。", "截至"),
        ("【进步】提升执法水平。", "进一步"),
        ("落实【双随机一公开】。", "双随机、一公开"),
        ("印发工作要点（清环发【[2024]】9号）。", "〔2024〕"),
        ("印发工作要点（清环发〔2024〕【0】9号）。", ""),
        ("罚款【约】300余万元。", ""),
    ],
)
def test_words_and_forms_beside_a_figure_may_change(line: str, new: str) -> None:
    assert objection(*made(line, new)) is None


def test_the_number_of_a_heading_is_no_figure() -> None:
    facts, change = made("（一）健全机制\n内容。\n【3、】普法工作\n内容。", "二、")
    assert objection(facts, change) is None


def test_what_a_converter_left_behind_holds_no_figure() -> None:
    assert objection(*made("全年立案12件，【[bookmark: _Hlk1234]】办结10件。", "", "residue")) is None
    assert objection(*made("全年立案12件，【[bookmark: _Hlk1234]】办结10件。", "")) == FIGURE


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("云川市【清】江区水务局制定办法。", "青"),
        ("云川市清江区水【】务局制定办法。", "利"),
        ("与【北】京市签订协议。", "南"),
        ("在既【使】镇开展执法检查。", "便"),
        ("局长王【做出】同志批示。", "作出"),
    ],
)
def test_a_name_is_never_changed(line: str, new: str) -> None:
    assert objection(*made(line, new)) == NAME


@pytest.mark.parametrize(("line", "new"), [("年初【布署】了工作。", "部署"), ("由【本市】制定。", "我市"), ("与北京市【,】天津市签订协议。", "，")])
def test_words_that_only_look_like_a_name_may_change(line: str, new: str) -> None:
    assert objection(*made(line, new)) is None


def test_the_title_of_a_document_is_changed_only_on_request() -> None:
    assert not is_safe(*made("印发《关于【法治审核】的通知》。", "法制审核"))
    assert is_safe(*made("印发《关于转发【<审核办法>】的通知》。", "〈审核办法〉"))
    assert is_safe(*made("印发通知，做好【法治审核】。", "法制审核"))
