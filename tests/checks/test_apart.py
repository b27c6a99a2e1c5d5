"""checks/_apart and checks/_recounted: a whole told in one place, its parts or itself again in another."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import serious

_REPORT = "全年审查合同73份，开展普法讲座31场。\n二、存在的不足\n（一）审查偏紧。{problem}\n三、2025年安排\n（一）改进。{plan}"


@pytest.mark.parametrize(
    "text",
    [
        "收到意见118条。承办科室采纳109条，未采纳的9条说明了理由。",
        "收到意见118条。承办科室采纳60条，未采纳的20条说明了理由。",  # too far from it: others are still considered
        "协议34份。已履行31份，另有3份公证书送达。",
        "受理96件，调解成功91件，以欠薪为主；对未调解成功的5件引导仲裁。",
        "受理96件，调解成功90件；对未调解成功的4件引导仲裁，2件撤回。",
        "批准83件，不予批准5件。不予批准的5件当面讲解。",
        "组织52名干部参加考试，52人均合格；组织52名干部参加培训，31人取得证书。",
        "投诉120件、举报36件，办结151件。",
        "立案3件，均为无证经营：2件责令停业；1件当事人主动整改。",
    ],
)
def test_what_comes_out_or_may_be_of_others_is_left_alone(text: str) -> None:
    assert serious(text, "N101") == []


@pytest.mark.parametrize(
    ("problem", "plan", "found"),
    [
        ("78份合同中有19份在签订前一天送审。", "", ["78份"]),
        ("73份合同中有19份在签订前一天送审。", "", []),
        ("12场讲座中只有2场在晚间。", "", []),  # nothing like 31: other lectures
        ("13场讲座中只有2场在晚间。", "", ["13场"]),
        ("30场讲座中只有2场在晚间。", "", ["30场"]),
        ("37份合同中有19份在签订前一天送审。", "", ["37份"]),
        ("", "普法讲座不少于32场。", []),  # an aim
        ("审核靠5名专职审核员支撑。", "增聘兼职审核员8名。", []),
    ],
)
def test_a_figure_told_again_among_the_problems(problem: str, plan: str, found: list[str]) -> None:
    assert [said.text for said in serious(_REPORT.format(problem=problem, plan=plan), "N106")] == found
