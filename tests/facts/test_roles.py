from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.roles import roles
from tests.reading import read

TITLE = "青山县水务局2024年法治政府建设情况报告\n2024年，我局坚持依法行政。现将情况报告如下。\n"


def role_of(words: str, text: str) -> str:
    return read(text)(roles).at(text.index(words))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、基本情况", "achievements"),
        ("一、主要做法", "achievements"),
        ("一、2024年重点任务完成情况", "achievements"),
        ("一、着力解决突出问题", "achievements"),
        ("一、存在的主要问题", "problems"),
        ("一、不足之处", "problems"),
        ("一、工作中的困难和问题", "problems"),
        ("一、原因分析", "causes"),
        ("一、党政主要负责人履职情况", "leader"),
        ("一、落实第一责任人职责", "leader"),
        ("一、下一步打算", "plan"),
        ("一、下步工作", "plan"),
        ("一、努力方向", "plan"),
        ("一、2025年重点工作", "plan"),
        ("一、2025年工作要点", "plan"),
        ("一、二〇二五年工作计划", "plan"),
        ("一、明年篇：再往前走一步", "plan"),
        ("一、问题篇：不回避、不遮掩", "problems"),
        ("一、来年展望", "plan"),
        ("一、改进方向", "plan"),
        ("一、短板弱项", "problems"),
        ("一、需要改进的方面", "problems"),
        ("一、工作亮点", "achievements"),
        ("一、特色工作", "achievements"),
        ("一、履行法治建设职责情况", "leader"),
        ("一、“关键少数”履职情况", "leader"),
        ("第一部分 存在的问题", "problems"),
        ("一、其他需要报告的情况", "other"),
        ("短板弱项", "problems"),
        ("2025年工作重点", "plan"),
        ("工作亮点", "achievements"),
        ("存在的问题", "problems"),
        ("下一步工作打算", "plan"),
    ],
)
def test_role_by_heading(heading: str, role: str) -> None:
    assert role_of("组织培训", f"{TITLE}{heading}\n组织培训3期。\n") == role


def test_next_years_tasks_after_the_problems_are_the_plan_even_with_a_wrong_year() -> None:
    text = f"{TITLE}一、主要做法\n立案3件。\n二、存在问题\n案卷不全。\n三、2024年工作重点\n组织培训3期。\n"
    assert role_of("组织培训", text) == "plan"


def test_a_bare_line_above_a_list_is_its_heading() -> None:
    text = f"{TITLE}一、主要负责人履行第一责任人职责情况\n局长主持会议3次。\n聚焦主责主业扎实推进依法治水\n（一）严格执法\n立案3件。\n"
    assert role_of("立案3件", text) == "achievements"


def test_a_joint_heading_is_told_by_content() -> None:
    text = f"{TITLE}一、存在问题及下一步打算\n虽有进步，但仍存在不足：案卷不全。下一步，我局将组织培训。\n"
    assert role_of("案卷不全", text) == "problems"
    assert role_of("我局将组织培训", text) == "plan"


def test_a_report_without_headings_is_told_by_content() -> None:
    text = TITLE + "全年立案3件。\n法制审核3件。\n我局工作也还存在人手不足等问题。\n2025年，我局将组织培训两期。\n"
    assert [role_of(words, text) for words in ("全年立案", "人手不足", "组织培训")] == ["achievements", "problems", "plan"]


def test_achievements_that_begin_with_their_own_year_are_no_plan() -> None:
    text = f"{TITLE}一、主要做法\n立案3件。\n二、普法\n2024年，我局继续开展普法12场。\n"
    assert role_of("普法12场", text) == "achievements"


def test_the_leader_may_be_a_subsection() -> None:
    text = f"{TITLE}一、主要做法\n（一）主要负责人履行第一责任人职责\n局长主持会议3次。\n（二）严格执法\n立案3件。\n"
    assert role_of("局长主持", text) == "leader"
    assert role_of("立案3件", text) == "achievements"


@given(st.text(alphabet="一二三、（）1.。，存在问题不足下一步安排原因第一责任人主要举措2024年5\n", max_size=200))
def test_passages_are_in_order_and_do_not_overlap(text: str) -> None:
    passages = read(text)(roles).passages
    assert all(one.span.end <= other.span.start for one, other in pairwise(passages))
    assert all(0 <= passage.span.start < passage.span.end <= len(text) for passage in passages)


def test_what_stands_under_the_signature_is_no_plan() -> None:
    text = f"{TITLE}一、主要做法\n立案3件。\n二、下一步打算\n组织培训3期。\n青山县水务局\n2025年1月10日\n附表\n行政复议案件2件\n"
    assert role_of("组织培训", text) == "plan"
    assert role_of("行政复议", text) == "other"


def test_problems_told_below_a_heading_that_names_a_cause_are_problems() -> None:
    text = f"{TITLE}一、主要做法\n立案3件。\n二、正视差距抓整改，问题症结“找”出来\n从自查情况看，主要问题有二：案卷不全，送达超期。\n三、下一步打算\n组织培训3期。\n"
    assert role_of("案卷不全", text) == "problems"


def test_the_head_of_a_detachment_is_a_leader() -> None:
    text = f"{TITLE}一、主要做法\n立案3件。\n支队长孙立带头旁听庭审2次。\n"
    assert [span.of(text) for span in read(text)(roles).leader_talk] == ["支队长孙立带头旁听庭审2次。"]


def test_a_later_clause_with_what_is_put_before_its_verb_begins_no_plan() -> None:
    text = TITLE + "一、主要举措和成效\n（一）组织领导\n全年开会4次。\n2024年，我镇坚持党建引领，将法治与治理一体推进。\n（二）执法\n全年立案12件。\n"
    assert role_of("2024年，我镇坚持", text) == "achievements"
