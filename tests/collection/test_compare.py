"""fazhi-lint compare: what was planned and what became of it, figures, problems, copies, stale words; planted and counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.collection.packages import report, word
from tests.schemas import valid
from tests.support import Ran

Cli = Callable[..., Ran]
COPIED = "联合自然资源、水务等部门对南湖沿岸的十二家洗砂场逐户测绘取证，拆除违建棚屋，恢复岸线并补植柳树。"
FORMULA = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，增强“四个意识”、坚定“四个自信”、做到“两个维护”，落实《法治政府建设与责任落实督察工作规定》。"
LAST = f"""清江区水务局关于2023年度法治政府建设情况的报告
现将清江区水务局2023年度法治政府建设情况报告如下。
一、2023年度推进法治政府建设的主要举措和成效
（一）加强学习
{FORMULA}2023年，全局组织执法人员业务培训6期。
（二）规范执法
全年立案31件，作出行政处罚决定27件，办理河道采砂许可14件。{COPIED}其中，处罚砂场4家。
二、存在的不足和原因
一是基层水政监察人员只有两名，夜间巡查顾不过来。二是案卷归档迟缓，四份案卷缺送达回证。
三、主要负责人履行推进法治建设第一责任人职责情况
局长主持研究法治工作，听取法治工作汇报4次。
四、2024年度工作安排
一是编制水行政处罚裁量基准并向社会公布；二是建设取水口远程监控平台；三是组织水政监察人员开展案卷评查。
清江区水务局
2024年1月20日
"""
THIS = f"""清江区水务局关于2024年度法治政府建设情况的报告
现将清江区水务局2024年度法治政府建设情况报告如下。
一、2024年度推进法治政府建设的主要举措和成效
（一）加强学习
{FORMULA}2024年，全局组织执法人员业务培训6期。
（二）规范执法
全年立案25件，作出行政处罚决定20件，办理河道采砂许可21件。修订水行政处罚裁量基准42项，5月在区政府网站向社会公布。{COPIED}组织水政监察人员开展案卷评查2次，评查案卷40份。其中，处罚砂场9家。上年立案31件。
二、存在的不足和原因
一是案卷归档不及时，部分案卷装订不规范。二是基层水政监察人员只有两名，夜间巡查顾不过来。
三、主要负责人履行推进法治建设第一责任人职责情况
局长主持研究法治工作，听取法治工作汇报5次。
四、2025年度工作安排
继续推进“七五”普法。
清江区水务局
2025年1月20日
"""


@pytest.fixture
def years(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "2023.txt", tmp_path / "2024.txt"
    for path, text in zip(paths, (LAST, THIS), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def compared(cli: Cli, *paths: str) -> dict[str, Any]:
    ran = cli("compare", *paths, "--format", "json")
    assert ran.code == 0, ran.err
    (agency,) = valid(ran.out)["agencies"]
    made: dict[str, Any] = agency
    return made


def test_each_thing_planned_is_answered_or_not(cli: Cli, years: tuple[str, str]) -> None:
    plan = compared(cli, *years)["plan"]
    assert [(each["text"][:8], each["answered"]) for each in plan] == [("一是编制水行政处", True), ("二是建设取水口远", False), ("三是组织水政监察", True)]
    assert "修订水行政处罚裁量基准42项" in plan[0]["answers"][0]["text"] and "基准" in plan[0]["shared"]
    assert any("评查案卷40份" in answer["text"] for answer in plan[2]["answers"])


def test_a_heading_with_nothing_beneath_is_planned_and_a_signature_is_not(cli: Cli, years: tuple[str, str]) -> None:
    last = Path(years[0])
    plan = "（一）建设取水口远程监控平台\n（二）规范执法\n1.强化队伍\n组织水政监察人员开展案卷评查。\n（三）继续落实主要负责人学法、述法、出庭应诉要求，信访积案逐件建账销号\n每季度通报一次办理进度。\n清江区水务局水政监察大队\n2024年12月20日\n"
    head, _, _ = LAST.partition("一是编制")
    last.write_text(head + plan, encoding="utf-8")
    told = [(each["text"][:8], each["answered"]) for each in compared(cli, *years)["plan"]]
    assert told == [("（一）建设取水口", False), ("组织水政监察人员", True), ("（三）继续落实主", False), ("每季度通报一次办", False)]


def test_figures_of_one_quantity_move(cli: Cli, years: tuple[str, str]) -> None:
    figures = compared(cli, *years)["figures"]
    assert [(each["before"]["text"], each["after"]["text"], each["by"], each["percent"]) for each in figures] == [
        ("6期", "6期", "0", "0"), ("31件", "25件", "-6", "-19.4"), ("27件", "20件", "-7", "-25.9"), ("14件", "21件", "7", "50"), ("十二家", "十二家", "0", "0"),
        ("4次", "5次", "1", "25"),
    ]  # neither what is a part of something (其中) nor what is of another year (上年)


def test_problems_and_passages_that_were_copied(cli: Cli, years: tuple[str, str]) -> None:
    made = compared(cli, *years)
    assert [each["after"]["text"] for each in made["problems"]] == ["二是基层水政监察人员只有两名，夜间巡查顾不过来。"]
    assert [each["after"]["text"] for each in made["copied"]] == [COPIED]  # not the formulations that everybody writes
    assert ["七五" in each["text"] for each in made["stale"]] == [True] and made["stale"][0]["before"] is None


def test_a_report_with_only_its_years_changed_is_last_years(cli: Cli, tmp_path: Path) -> None:
    text = report("清江区水务局", whole=True)
    for year in (2024, 2025):
        moved = text if year == 2024 else text.replace("2025年", "2026年").replace("2024年", "2025年")
        (tmp_path / f"{year}.txt").write_text(moved, encoding="utf-8")
    made = compared(cli, str(tmp_path / "2024.txt"), str(tmp_path / "2025.txt"))
    assert len(made["copied"]) > 30 and len(made["problems"]) >= 3
    assert made["figures"] and {each["by"] for each in made["figures"]} == {"0"}


def test_people_read_both_sentences(cli: Cli, years: tuple[str, str]) -> None:
    ran = cli("compare", *years)
    assert "清江区水务局  2023 → 2024" in ran.out and "立案：31件 → 25件，减少6件（19.4%）" in ran.out
    assert "今年有回应 2项、没有回应 1项" in ran.out and "注意" not in ran.out
    ran = cli("compare", *years, "--format", "md")
    assert "- **没回应** 二是建设取水口远程监控平台；" in ran.out
    ran = cli("compare", *reversed(years))
    assert "不是相连的两年" in ran.out


def test_two_folders_are_compared_agency_by_agency(cli: Cli, tmp_path: Path) -> None:
    last, this = tmp_path / "2023", tmp_path / "2024"
    for folder, text in ((last, LAST), (this, THIS)):
        folder.mkdir()
        (folder / "水务局.docx").write_bytes(word(text))
    (this / "教育局.docx").write_bytes(word(report("清江区教育局")))
    ran = cli("compare", str(last), str(this))
    assert ran.code == 3 and "清江区水务局  2023 → 2024" in ran.out and "没有比较  清江区教育局：上年没有这一家" in ran.out
    ran = cli("compare", str(last / "水务局.docx"), str(this), "--output", str(this / "教育局.docx"))
    assert ran.code == 2 and "不能用来存结果" in ran.err
