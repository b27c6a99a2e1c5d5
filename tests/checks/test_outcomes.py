from __future__ import annotations

import pytest

from linter.checks.outcomes import Params, check
from linter.facts import Facts
from linter.readers.text import from_string
from tests.reading import REPORT, found, words

EMPTY = "始终坚持把依法行政摆在突出位置，切实加强组织领导，不断健全工作机制，层层压实工作责任，着力提升法治素养。" * 4
SLOGAN = "牢固树立法治理念，切实增强责任感和使命感，始终把依法行政贯穿工作全过程各方面，不断强化法治意识，努力提升依法办事能力。"


def within(sentence: str) -> str:
    return REPORT.replace("（二）普法宣传。", f"（二）普法宣传。{sentence}")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("多次召开会议研究普法。", ["多次召开"]),
        ("召开多场座谈会。", ["召开多场"]),
        ("多次召开会议，多次组织培训。", ["多次召开"]),
        ("全年12次会议中多次研究普法。", []),
    ],
)
def test_vague_counts_once_a_section(sentence: str, said: list[str]) -> None:
    assert words("Q101", within(sentence)) == said


def test_vague_counts_in_the_plan_are_no_matter() -> None:
    assert words("Q101", REPORT.replace("组织培训两期", "多次组织培训")) == []


@pytest.mark.parametrize("fact", ["", "印发《普法要点》。", "办理12件。", "无行政复议案件发生。"])
def test_a_long_passage_without_a_fact(fact: str) -> None:
    text = REPORT.replace("（二）普法宣传。", f"（二）普法宣传。{EMPTY}{fact}\n（三）学法。")
    assert bool(words("Q102", text)) == (not fact)


@pytest.mark.parametrize(
    ("sentence", "said"), [("法治意识明显增强。", ["明显增强"]), ("法治意识明显增强，合格率升至98%。", []), ("获评优秀单位，成效显著。", [])]
)
def test_self_praise(sentence: str, said: list[str]) -> None:
    assert words("Q103", within(sentence)) == said


def test_a_slogan_in_the_plan() -> None:
    text = REPORT.replace("3月底前统一", f"（一）提高认识。{SLOGAN}\n（二）规范案卷。3月底前统一")
    assert words("Q104", text) == ["（一）提高认识"]


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("执法水平迈上新台阶，得到企业的一致好评。", None),
        ("法治意识明显增强，培训改为每月考试。", "info"),
        ("经过一年的努力，执法更加规范，成效显著。", None),
    ],
)
def test_praise_that_is_all_a_sentence_says_weighs_more(sentence: str, severity: str | None) -> None:
    assert [hit.severity for _, hit in found("Q103", within(sentence))] == [severity]


@pytest.mark.parametrize(
    ("title", "body", "hollow"),
    [
        ("落实公示制度", "提高思想认识，加强组织领导，狠抓落实。", True),
        ("落实公示制度", "提高思想认识，加强组织领导，在门户网站公示处罚决定。", False),
        ("开展送达评查", "推动送达评查提质增效，切实提升送达评查实效。", True),  # it says its heading again
        ("组织培训两期", "加大培训力度，提升培训实效。", False),
        ("规范执法行为", "狠抓落实。", False),
    ],
)
@pytest.mark.parametrize("part", ["achievements", "plan"])
def test_nothing_but_slogans_below_a_heading(part: str, title: str, body: str, hollow: bool) -> None:
    if part == "plan":
        text = REPORT.replace("3月底前统一", f"（一）{title}。{body}\n（二）规范案卷。3月底前统一")
    else:
        text = REPORT.replace("（二）普法宣传。", f"（二）{title}。{body}\n（三）普法宣传。")
    assert words("Q106", text) == ([body] if hollow else [])


def test_where_all_below_a_heading_is_slogans_they_are_not_told_one_by_one() -> None:
    text = REPORT.replace("3月底前统一", f"（一）提高认识。{SLOGAN}\n（二）规范案卷。提高案卷质量，狠抓工作落实。\n删去")
    assert words("Q106", text[: text.index("删去")]) == []


def test_of_a_report_that_says_nothing_there_is_nothing_to_say() -> None:
    assert list(check(Facts(from_string("某区水务局2024年度法治政府建设情况报告")), Params(ask="whole", roles=("plan",), facts=("\\d",)))) == []
