from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.facts.outline import outline
from tests.reading import read


def names(text: str) -> list[str]:
    tree = read(text)(outline)
    return [tree.name(section) for section in tree.sections]


def test_badly_numbered_headings() -> None:
    text = "某局2024年法治政府建设情况报告\n一、学习\n甲。\n2、 举措\n(1) 党的领导\n乙。\n（二）执法\n1.立案\n丙。\n2审核\n丁。\n3、 普法\n戊。\n四、问题\n己。"
    assert names(text) == ["一", "二", "二（一）", "二（二）", "二（二）1", "二（二）2", "三", "四"]


def test_numbers_that_run_on_below_the_next_heading() -> None:
    text = "某局2024年法治政府建设情况报告\n（一）学习\n1.党组学习\n甲。\n2.干部学习\n乙。\n（二）执法\n3.立案\n丙。\n4.审核\n丁。\n（三）普法\n5.宣讲\n戊。"
    assert names(text) == ["一", "一（一）", "一（二）", "二", "二（三）", "二（四）", "三", "三（五）"]


def test_spans_nest_and_own_text_follows_the_heading() -> None:
    text = "某局2024年法治政府建设情况报告\n一、举措\n总述。\n（一）执法\n立案3件。\n二、问题\n不足。"
    tree = read(text)(outline)
    first, sub, second = tree.sections
    assert first.span.contains(sub.span) and not first.span.overlaps(second.span)
    assert first.own.of(text).strip() == "总述。"
    assert sub.parent == first.index and tree.children(first) == (sub,)


def test_a_run_in_heading_ends_at_its_full_stop() -> None:
    text = "某局2024年法治政府建设情况报告\n一、举措\n（一）严格执法。全年立案3件，办结3件。"
    section = read(text)(outline).sections[1]
    assert (section.title.of(text), section.run_in) == ("严格执法", True)


@given(st.text(alphabet="一二三四、（）12.。，举措问题\n", max_size=160))
def test_every_section_lies_in_the_text_in_order(text: str) -> None:
    sections = read(text)(outline).sections
    assert [section.span.start for section in sections] == sorted({section.span.start for section in sections})
    assert all(section.span.start <= section.heading.end <= section.own.end <= section.span.end <= len(text) for section in sections)
