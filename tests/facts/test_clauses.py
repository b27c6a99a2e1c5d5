from linter.facts import Facts
from linter.facts.clauses import clauses
from linter.readers.text import from_string

REPORT = """青山县水务局2024年法治政府建设情况报告
一、主要举措和成效
（一）规范执法。全年立案12件，作出处罚决定10件；均已公示。
二、存在的不足
案卷归档不及时。
三、2025年工作安排
修订送达流程。
"""


def test_clauses_know_their_sentence_role_and_heading() -> None:
    found = Facts(from_string(REPORT))(clauses)
    said = {clause.span.of(REPORT): clause for clause in found.all}
    assert said["（一）规范执法"].heading and not said["全年立案12件"].heading
    assert said["全年立案12件"].sentence == said["均已公示"].sentence != said["案卷归档不及时"].sentence
    assert [said[words].role for words in ("均已公示", "案卷归档不及时", "修订送达流程")] == ["achievements", "problems", "plan"]


def test_a_clause_is_found_by_any_offset_inside_it_and_by_no_other() -> None:
    found = Facts(from_string(REPORT))(clauses)
    start = REPORT.index("作出处罚")
    clause = found.at(start + 3)
    assert clause is not None and clause.span.of(REPORT) == "作出处罚决定10件"
    assert found.at(clause.span.end) is None
    assert found.at(0) is None


def test_the_clauses_of_a_sentence_are_given_by_their_ends() -> None:
    found = Facts(from_string(REPORT))(clauses)
    clause = found.at(REPORT.index("作出处罚"))
    assert clause is not None
    first, last = found.of_sentence(clause)
    assert [found.all[i].span.of(REPORT) for i in range(first, last + 1)] == ["全年立案12件", "作出处罚决定10件", "均已公示"]
