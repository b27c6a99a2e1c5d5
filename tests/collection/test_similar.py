"""fazhi-lint similar: planted copies are found, between agencies and years; what everybody has is silent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter.collection.alikes import reports, similar
from tests.collection.conftest import Office, gathered
from tests.schemas import valid
from tests.support import Ran

pytest.importorskip("rensa")
Cli = Callable[..., Ran]

COPIED = "联合自然资源、交通等部门对南湖沿岸的十二家洗砂场逐户测绘取证，拆除违建棚屋，恢复岸线并补植柳树。约谈砂场负责人七名，签订限期搬迁协议，搬迁后场地移交镇村用作晒谷场和停车场。"
NEARLY = COPIED.replace("十二家", "十三家").replace("柳树", "樟树")
EVERYBODY = "按照区委依法治区办统一部署，全面梳理本单位权责清单、涉企检查事项和证明事项，在区政府门户网站集中公布并接受监督。"
FORMULA = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，增强“四个意识”、坚定“四个自信”、做到“两个维护”，落实《法治政府建设与责任落实督察工作规定》。"
OWN = {
    "水务局": "巡查清江干流和五条支流的堤防涵闸，封堵獾洞蚁穴，督促三处临河采石点清运弃渣并通过汛前验收。", "教育局": "核查校外培训机构预收学费的资金监管账户，退还家长学费，并把停业机构名单送市场监管部门注销。",
    "民政局": "随访敬老院和日间照料中心，查看消防通道、食品留样和护理记录，补签托养协议，纠正押金收取不规范的做法。", "商务局": "清查成品油零售经营批准证书，指导加油站更新油气回收装置，撤回三张长期停业站点的批准证书。",
    "统计局": "抽取四十户规模以上工业单位核对统计台账和原始凭证，当面讲解统计造假的法律后果，退回重报三户。",
}
YEARS = {"水务局": (2023, 2024)}


def write(folder: Path, bureau: str, year: int, planted: str) -> None:
    name = f"清江区{bureau}"
    own = OWN[bureau] if year == 2024 else "开展节水型载体创建，核减高耗水行业用水定额，给二十四户取水单位换装远传水表并校核计量精度。"
    text = f"""{name}关于{year}年度法治政府建设情况的报告
一、{year}年度推进法治政府建设的主要举措和成效
{FORMULA}
{EVERYBODY}{own}
{planted}
二、存在的不足和原因
{bureau}执法人员偏少。
三、{year + 1}年度工作安排
补充{bureau}执法人员。
{name}
{year + 1}年1月20日
"""
    (folder / f"{bureau}{year}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    planted = {"水务局": COPIED, "教育局": NEARLY}
    for bureau in OWN:
        write(made, bureau, 2024, planted.get(bureau, ""))
    write(made, "水务局", 2023, COPIED)
    return made


def found(cli: Cli, *given: str) -> dict[str, Any]:
    ran = cli("similar", *given, "--format", "json")
    assert ran.code == 0, ran.err
    made: dict[str, Any] = valid(ran.out)
    return made


def test_a_planted_passage_is_found_and_nothing_else(cli: Cli, folder: Path) -> None:
    made = found(cli, str(folder))
    (passage,) = made["passages"]
    assert [(place["agency"], place["year"]) for place in passage["places"]] == [("清江区水务局", 2023), ("清江区教育局", 2024), ("清江区水务局", 2024)]
    assert [place["text"] for place in passage["places"]] == [COPIED, NEARLY, COPIED]  # its two sentences as one passage
    assert passage["between"] == "不同单位" and 0.7 <= passage["share"] < 1
    assert made["reports"] == 6 and made["common"] == 6  # what all five wrote, one of them twice


def test_the_same_agency_in_two_years(cli: Cli, folder: Path) -> None:
    (folder / "教育局2024.txt").unlink()
    (passage,) = found(cli, str(folder))["passages"]
    assert passage["between"] == "同一单位不同年度" and passage["share"] == 1
    assert found(cli, str(folder), "--agency", "民政局")["passages"] == []


def test_side_by_side(cli: Cli, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "雷同.html"
    assert cli("similar", str(folder), "--format", "html", "--output", str(page)).code == 0
    html = page.read_text(encoding="utf-8")
    assert html.count("<figure>") == 2 and "一字不差：" in html and "<mark>三</mark>" in html and "<mark>樟</mark>" in html and "http://" not in html
    ran = cli("similar", str(folder))
    assert "6份报告，雷同的段落 1处；大多数单位都有的 6句不列" in ran.out and "清江区教育局 2024 一" in ran.out


def test_what_forty_agencies_share_is_silent(office: Office) -> None:
    made = similar(reports(office.intake))  # most bureaus send one text under their own names
    assert len(made.reports) > 30 and made.common > 100
    shared = [alike for alike in made.alikes if len({place.report.unit for place in alike.places}) > len(made.reports) / 2]
    assert shared == []


def test_drafts_of_one_report_are_not_held_against_it(folder: Path) -> None:
    (folder / "水务局2024二稿.txt").write_text((folder / "水务局2024.txt").read_text(encoding="utf-8") + "\n又及。\n", encoding="utf-8")
    assert len(reports(gathered(folder))) == 6


def test_too_few_reports_and_a_missing_extra_are_said(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    ran = cli("similar", str(folder))
    assert ran.code == 2 and "pip install 'fazhi-lint[similar]'" in ran.err
    monkeypatch.undo()
    for path in folder.glob("*2024.txt"):
        path.unlink()
    ran = cli("similar", str(folder))
    assert ran.code == 3 and "只有 1份" in ran.err
