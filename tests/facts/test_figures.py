"""The numeric ledger: values, units, approximators, subjects, periods, and what is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.facts.figures import Figure, figures, shown
from linter.facts.ledger import ledger
from linter.readers.text import from_string


def read(text: str) -> tuple[Figure, ...]:
    return Facts(from_string(text))(figures).all


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("立案31件。", "31", "件"),
        ("审查合同三十八份。", "38", "份"),
        ("罚款122.5万元。", "1225000", "元"),
        ("投资1.2亿元。", "120000000", "元"),
        ("发放1,200份。", "1200", "份"),
        ("发放１２００份。", "1200", "份"),
        ("下降48.78%。", "48.78", "%"),
        ("下降48.78％。", "48.78", "%"),
        ("提高2.1个百分点。", "2.1", "个百分点"),
        ("召开会议三次。", "3", "次"),
        ("两起案件均已办结。", "2", "起"),
        ("帮扶一百二十家企业。", "120", "家"),
        ("培训30余万人次。", "300000", "人次"),
        ("压缩至20个工作日。", "20", "个工作日"),
        ("移送案件-3件。", "-3", "件"),
        ("办结率百分之九十五点三。", "95.3", "%"),
        ("占四分之三。", "75", "%"),
        ("减少四成。", "40", "%"),
        ("收到来信15封。", "15", "封"),
    ],
)
def test_value_and_unit(text: str, value: str, unit: str) -> None:
    (figure,) = read(text)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日印发。", "贯彻二十届三中全会精神。", "依照第三十二条办理。", "国办发〔2018〕118号文件。", "统一部署，一是抓学习。", "一方面加强监督，一体推进。",
        "增强“四个意识”。", "落实三项制度。", "《固定污染源名录（2019年版）》。", "拨打12345热线。", "PM2.5浓度下降。", "“12·4”国家宪法日。", "在第3期简报刊发。", "与5部门联合。",
        "联系电话02388886666。", "一次性告知。", "“十四五”规划。", "2021—2025年。", "同一时间，每一件都办。", "二次创业。", "依法成立三成员。", "一成不变。", "2024年3月5日8：30。", "5G基站。",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "approximator", "exact"),
    [
        ("发放300余份。", "余", False),
        ("发放约300份。", "约", False),
        ("发放约300余份。", "约…余", False),
        ("覆盖90%以上。", "以上", False),
        ("不少于2次。", "不少于", False),
        ("办理近100件。", "近", False),
        ("赔偿90万余元。", "余", False),
        ("3—5个项目。", "", False),
        ("节约5万元。", "", True),
        ("预约30人。", "", True),
        ("附近3家企业。", "", True),
        ("近3年来。", "", True),
        ("立案31件。", "", True),
    ],
)
def test_approximators(text: str, approximator: str, exact: bool) -> None:
    (figure,) = read(text)
    assert (figure.quantity.approximator, figure.exact) == (approximator, exact)


def test_a_full_width_comma_between_two_numbers_leaves_open_what_they_are() -> None:
    assert read("检查12，345家次。") == ()
    assert [figure.value for figure in read("检查12,345家次。")] == [12345]


def test_range_keeps_both_ends() -> None:
    (figure,) = read("每年3—5次。")
    assert (figure.value, figure.quantity.upper) == (3, 5)


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("2024年共受理各类环境信访举报件130件。", "受理", "环境信访举报件"),
        ("查处一般行政处罚案件85件。", "查处", "一般行政处罚案件"),
        ("完成建设项目审批21个。", "完成", "建设项目审批"),
        ("公开了25起行政处罚案件。", "公开", "行政处罚案件"),
        ("14件立案案件全部送审。", "立案", "案件"),
        ("现场检查笔录257份。", "", "现场检查笔录"),
    ],
)
def test_subject(text: str, verb: str, noun: str) -> None:
    (figure,) = read(text)
    assert (figure.subject.verb, figure.subject.noun) == (verb, noun)


def test_period_and_place() -> None:
    text = "2024年度法治政府建设情况报告\n2023年立案20件。2024年立案31件。截至目前全区备案6件。"
    assert [(figure.period, figure.place) for figure in read(text)] == [("2023年", ""), ("", ""), ("截至目前", "全区")]


def test_table_cells_are_read_each_for_itself() -> None:
    assert [figure.span.of("立案31件\n办结28件") for figure in read("立案31件\n办结28件")] == ["31件", "28件"]


def test_blanks_that_group_thousands() -> None:
    assert [figure.value for figure in read("案件2 418件，9 126名新生，资金1 234 567.5元，增长3 106%。")] == [2418, 9126, Decimal("1234567.5"), 3106]
    assert [figure.value for figure in read("立案\t12\t345件")] == [345]
    assert [figure.value for figure in read("2024 120件")] == [120]


def test_ledger_rows_name_place_and_sentence() -> None:
    text = "某市水务局2024年度法治政府建设情况报告\n一、主要举措和成效\n全年立案约31件，罚款62.50万元。"
    first, second = ledger(Facts(from_string(text)))
    assert (first.text, first.value, first.approximator, first.verb, first.where) == ("约31件", "31", "约", "立案", "一，第1句")
    assert (second.value, second.unit, second.sentence) == ("625000", "元", "全年立案约31件，罚款62.50万元。")
    assert text[first.start : first.end] == first.text


def test_shown_has_no_trailing_zeros() -> None:
    assert [shown(Decimal(value)) for value in ("1200", "62.50", "0.00", "1E+3")] == ["1200", "62.5", "0", "1000"]


@given(st.text(alphabet="约近余多万亿0123456789.,，。、；件起家次人元%个百分点年月日第一二三十《》“”（）在共其中办结-—～ \n", max_size=60))
def test_spans_hold_on_any_text(text: str) -> None:
    end = 0
    for figure in read(text):
        quantity = figure.quantity
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.contains(quantity.number) and figure.span.contains(quantity.unit_at) and quantity.number.contains(quantity.digits)
        assert quantity.unit_at.of(text).replace("％", "%") == quantity.unit
        assert figure.lead.end == figure.span.start and figure.tail.start == figure.span.end
        end = figure.span.end
