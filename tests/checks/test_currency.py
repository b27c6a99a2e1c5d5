from __future__ import annotations

import pytest

from tests.checks.words_support import found

SIGNED = "\n某某区水务局\n{date}"


@pytest.mark.parametrize(
    ("text", "year", "wrong"),
    [
        ("贯彻二十届三中全会精神", 2023, ["二十届三中全会"]),
        ("贯彻二十届三中全会精神", 2024, []),
        ("贯彻党的二十大精神", 2021, ["二十大"]),
        ("迎接党的二十大胜利召开", 2021, []),
        ("贯彻二十届二中、三中、四中全会精神", 2024, ["二十届二中、三中、四中全会"]),
        ("建设二十大类项目", 2020, []),
        ("落实第二次中央全面依法治国工作会议部署", 2024, ["第二次中央全面依法治国工作会议"]),
        ("落实中央全面依法治国工作会议部署", 2021, []),
    ],
)
def test_meetings_after_the_report(text: str, year: int, wrong: list[str]) -> None:
    assert found("P102", text + "。", year) == wrong


def test_the_signing_date_decides() -> None:
    words = "落实第二次中央全面依法治国工作会议部署。"
    assert found("P102", words, 2025, SIGNED.format(date="2025年11月10日")) == ["第二次中央全面依法治国工作会议"]
    assert found("P102", words, 2025, SIGNED.format(date="2026年1月15日")) == []


def test_terms() -> None:
    assert found("P103", "深刻领悟“两个确立”的决定性意义。", 2019) == ["两个确立"]
    assert found("P103", "学习习近平法治思想。", 2018) == ["习近平法治思想"]
    assert found("P103", "学习习近平法治思想。", 2020) == []
    assert found("P105", "学习习近平全面依法治国新理念新思想新战略。", 2023) == ["习近平全面依法治国新理念新思想新战略"]


def test_ended_periods() -> None:
    assert found("P104", "深入实施“七五”普法规划。", 2023) == ["七五”普法"]
    assert found("P104", "做好“七五”普法总结验收。", 2021) == []
    assert found("P104", "实施“八五”普法规划。", 2025) == []
    assert found("P104", "完成“七五”普法中期评估。", 2023) == ["七五”普法"]
    assert found("P104", "完成“七五”普法总结验收。", 2024) == ["七五”普法"]
    assert found("P104", "“七五”普法期间获评先进。", 2024) == []


def test_a_row_of_plenums() -> None:
    assert found("P107", "党的二十大和二十届三中全会精神。", 2024) == []
    assert found("P107", "党的二十大和二十届二中、四中全会精神。", 2025) == ["二十届二中、四中全会"]
    assert found("P107", "党的二十届三中全会精神。", 2024) == []
    assert found("P106", "党的十九大精神。", 2024) == ["十九大"]
    assert found("P106", "党的二十大精神。", 2024) == []
    assert found("P106", "党的二十大和二十届历次全会精神。", 2025) == []
    assert found("P106", "党的二十大精神。", 2022) == []


def test_unknown_year_says_nothing() -> None:
    from linter.checks.currency import Meeting, Params, check
    from linter.facts import Facts
    from linter.readers.text import from_string

    meeting = Meeting("党的二十大", "2022-10-16", "2022-10-22", congress=20)
    assert list(check(Facts(from_string("党的二十大")), Params("meeting-too-late", [meeting]))) == []


def test_a_plan_signed_before_a_term_cannot_know_it() -> None:
    plan = "做了工作。\n二、2020年工作安排\n继续学习习近平法治思想，谋划工作。"
    later = "做了工作。\n二、2020年工作安排\n继续学习习近平法治思想。"
    assert found("P103", later, 2019, SIGNED.format(date="2020年1月10日")) == ["习近平法治思想"]
    assert found("P103", later, 2019) == []
    assert found("P103", plan, 2019, SIGNED.format(date="2020年1月10日")) == []
    period = "做了工作。\n二、2021年工作安排\n落实“八五”普法规划。"
    assert found("P103", period, 2020, SIGNED.format(date="2020年12月20日")) == []
