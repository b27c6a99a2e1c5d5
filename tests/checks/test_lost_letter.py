from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(("text", "wrong"), [("主动公开政信息公开年报", "政信息公开"), ("办理行政复案件2件", "行政复案件"), ("落实普法责清单", "普法责清单"), ("宣传抓住重节点", "重节点")])
def test_a_lost_letter(text: str, wrong: str) -> None:
    assert found("W115", text + "。") == [wrong]


@pytest.mark.parametrize(
    "right",
    ["查处违法建设", "减轻违法行为危害", "粮食安全产业带", "创优营商环境", "贯彻实施法律", "全省人民众志成城", "新官依法理旧账", "食品药品全链条监管", "行政处罚裁量基准", "政府信息公开、《政信息公开》", "宣传重节点、轻日常", "整合道路运政、水路运政队伍", "投入上重节点轻平时"],
)
def test_no_letter_lost(right: str) -> None:
    assert found("W115", right + "。") == []


@pytest.mark.parametrize(("text", "wrong"), [("监管做到全覆，", "全覆"), ("聘请律顾问2名", "律顾问"), ("依法化解矛盾纠，", "矛盾纠"), ("持续优化商环境", "优化商环境")])
def test_a_letter_lost_at_an_end(text: str, wrong: str) -> None:
    assert found("W115", text + "。") == [wrong]


@pytest.mark.parametrize(
    "right", ["办好人民满意的教育", "获得表彰5次", "全面依法治区委员会", "组织普法宣讲、普法宣贯", "河长主要负责协调", "召开联席会4次", "村务公开、厂务公开", "推进依法治教", "开设法治讲堂", "公布行政确权事项", "营造尊法守法氛围", "把矛盾化小", "物业纠纷调委会受理"]
)
def test_shorter_words_that_are_words(right: str) -> None:
    assert found("W115", right + "。") == []
