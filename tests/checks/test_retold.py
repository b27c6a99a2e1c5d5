"""checks/_retold, _recalls.areas_recalled: the same matter told again with another number; what looks like it and is another matter."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings

_TOLD = (
    "全年取消证明事项43项。环境优化。改革中取消证明事项【34项】。",
    "办理教师资格认定827人。严把准入。全年认定教师资格【872人】。",
    "全年查处各类案件2147起。队伍稳定。回头看涉及全年办理的【2174起】案件。",
    "审核重大执法决定264件。质量提高。对审核的【246件】重大执法决定逐件回访。",
    "收到复议申请198件，受理171件。人员紧张。全年收案【189件】，增长较快。",
    "发放低保金312.4万元。应保尽保。发放低保金【321.4万元】。",
    "党组专题学习习近平法治思想3次。入脑入心。全年组织专题学习习近平法治思想【4次】。",
    "街道下辖11个社区。普法深入。【12个】社区法律顾问全覆盖。",
    "全镇辖14个行政村。网格健全。法律顾问覆盖【13个】行政村，实现全覆盖。",
)
_OTHER_MATTERS = (
    "收到投诉198件。处置及时。办结投诉189件。",
    "受理纠纷312件。深入排查。调解成功213件。",
    "取消证明事项43项。力度不减。下放许可事项34项。",
    "上年取消证明事项43项。力度不减。今年取消证明事项34项。",
    "举办普法讲座12场。队伍稳定。举办普法讲座15场。",
    "新建公租房600套。保障有力。新建公租房610套。",
    "调解成功纠纷127件。化解及时。未调解成功纠纷12件。",
    "下辖11个社区。警力下沉。建成社区警务室12个，在12个社区警务室设调解点。",
    "街道下辖11个社区。评比公开。全区68个社区参评。",
)


@pytest.mark.parametrize("marked", _TOLD)
def test_another_number_of_the_same_matter(marked: str) -> None:
    expected = marked.partition("【")[2].partition("】")[0]
    assert [said.text for said in findings(marked.replace("【", "").replace("】", ""), "N106")] == [expected]


@pytest.mark.parametrize("text", _OTHER_MATTERS)
def test_another_matter(text: str) -> None:
    assert findings(text, "N106") == []
