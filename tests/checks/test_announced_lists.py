"""Announced lists: brackets, papers, slogans, 一是…二是…, named systems."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("辖区3家重点企业（清河水泥有限公司、东岭热电有限公司）已联网。", "3家重点企业"),
        ("辖区两家重点企业（清河水泥公司、东岭热电公司、南山化工公司）已联网。", "两家重点企业"),
        ("开展“四进”（进机关、进乡村、进学校）活动。", "“四进”"),
        ("开展进机关、进乡村和进学校“四进”活动。", "“四进”"),
        ("印发《甲办法》《乙办法》3个制度文件。", "3个制度文件"),
        ("制定规范性文件，其中2个文件，分别是《甲办法》《乙办法》《丙办法》。", "2个文件"),
        ("主要有四个方面问题：一是甲。二是乙。三是丙。", "四个方面问题"),
        ("落实“行政执法公示、执法全过程记录”三项制度。", "三项制度"),
    ],
)
def test_found(text: str, span: str) -> None:
    assert [(said.severity, said.text) for said in findings(text, "N105")] == [("warning", span)]


@pytest.mark.parametrize(
    "text",
    [
        "辖区3家重点企业（清河水泥公司、东岭热电公司和南山化工公司）已联网。",
        "辖区3家重点企业（清河水泥公司、东岭热电公司等）已联网。",
        "辖区62所学校（公办小学、民办小学）已联网。",
        "走访3家企业（位于城东、城西）。",
        "开展“四进”（进机关、进乡村等）活动。",
        "开展“四进”活动。",
        "印发《甲办法》《乙办法》等3个制度文件。",
        "印发《甲办法》（试行）、《关于转发〈乙办法〉的通知》2个文件。",
        "主要有三个方面问题：一是甲。二是乙。三是丙。",
        "主要有三个方面问题，现分述如下。",
        "与区法院、区检察院建立联席会议、信息共享两项机制。",
        "一是甲。二是乙。三是丙。",
    ],
)
def test_silent(text: str) -> None:
    assert findings(text, "N105") == []


def test_series_goes_on_in_paragraphs_of_its_own() -> None:
    assert findings("主要有以下三方面工作：\n一是甲。\n二是乙。\n三是丙。\n其他工作有序推进。", "N105") == []
    assert len(findings("主要有以下四方面工作：\n一是甲。\n二是乙。\n三是丙。\n其他工作有序推进。", "N105")) == 1
