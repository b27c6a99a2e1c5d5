from __future__ import annotations

import pytest

from linter.facts.folded import folded
from linter.facts.furniture import body, furniture, prose
from linter.facts.profile import profile
from tests.reading import REPORT, read


@pytest.mark.parametrize(
    "line",
    ["您现在的位置：首页 > 政务公开", "索引号：0001  发布机构：县水务局", "发布时间：2025-03-02 10:20  浏览次数：32次", "【字体：大 中 小】", "来源：本站"],
)
def test_lines_at_the_head(line: str) -> None:
    facts = read(f"{line}\n{REPORT}")
    [stretch] = facts(furniture).stretches
    assert stretch.of(facts.document.text) == line
    assert facts(body)[0].span.of(facts.document.text).startswith("青山县水务局2024")


@pytest.mark.parametrize(
    "foot", ["上一篇：通知\n下一篇：没有了", "【打印本页】【关闭窗口】", "相关文件\n版权所有：青山县水务局\n网站标识码：1234567890", "扫一扫在手机打开当前页"]
)
def test_lines_at_the_foot(foot: str) -> None:
    facts = read(f"{REPORT}\n{foot}")
    [stretch] = facts(furniture).stretches
    assert stretch.of(facts.document.text) == foot


@pytest.mark.parametrize("line", ["（三）及时公布相关信息", "关闭违法取水口12处；", "来源于执法台账的线索3条。", "在门户网站首页公开信息30条，更新公告栏。"])
def test_the_reports_own_words_are_safe(line: str) -> None:
    assert read(f"{REPORT}\n{line}")(furniture).stretches == ()


def test_nothing_above_prose_is_a_footer() -> None:
    text = f"分享到：\n青山镇2024年法治政府建设年度报告\n一、主要工作\n{'坚持依法行政，' * 12}各项工作有序推进。"
    assert [stretch.of(text) for stretch in read(text)(furniture).stretches] == ["分享到："]


def test_publication_date() -> None:
    found = read(f"发布日期：2025-03-02 来源：本站\n{REPORT}")(furniture)
    assert found.published == (2025, 3, 2)


def test_a_sites_own_head() -> None:
    text = f"青山县人民政府 2024年12月3日星期二\n\n无障碍 简体| 繁体\n{REPORT}"
    assert [stretch.of(text) for stretch in read(text)(furniture).stretches] == [text.partition("\n青山县水务局")[0]]


def test_prose_keeps_every_place_and_no_word_of_the_furniture() -> None:
    facts = read(f"{REPORT}\n主办：某自治区人民政府\n上一篇：立法计划")
    words, flat = facts(prose), facts(folded)
    assert len(words) == len(flat)
    assert words.rstrip() == flat[: flat.index("主办")].rstrip()


def test_furniture_proves_nothing_of_the_agency() -> None:
    foot = "主办：青山市人民政府\n上一篇：2024年立法计划和各县（市、区）局名单"
    report = REPORT.replace("青山县", "青山市")
    assert read(f"{report}\n{foot}")(profile).traits == read(report)(profile).traits
    assert read(f"{report}\n{foot}")(profile).level == read(report)(profile).level
