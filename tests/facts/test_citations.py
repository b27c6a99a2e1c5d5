"""Titles with what is attached to them, and document numbers as written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.facts.citations import Citations, citations
from linter.readers.text import from_string


def read(text: str) -> Citations:
    return Facts(from_string(text))(citations)


def test_title_with_its_number() -> None:
    text = "依据《关于加强监督的意见》（国办发〔2018〕118号）办理。"
    (title,) = read(text).titles
    assert title.name.of(text) == "关于加强监督的意见"
    assert title.number is not None
    assert (title.number.span.of(text), title.number.code.of(text), title.number.serial.of(text)) == ("国办发〔2018〕118号", "国办发", "118")
    assert (title.year, title.number.brackets, title.number.closed) == (2018, "〔〕", True)


def test_nested_titles() -> None:
    text = "《关于转发<执法与司法衔接办法>的通知》和《印发〈要点〉的函》"
    titles = read(text).titles
    assert [(title.name.of(text), title.depth) for title in titles] == [
        ("关于转发<执法与司法衔接办法>的通知", 0), ("执法与司法衔接办法", 1), ("印发〈要点〉的函", 0), ("要点", 1),
    ]
    assert [len(title.inner) for title in read(text).outer] == [1, 1]


def test_version_and_year() -> None:
    text = "《固定污染源名录（2019年版）》《处罚裁量规定（试行）》《2024年工作要点》《办法》（试行）"
    assert [(title.version.of(text) if title.version else None, title.year) for title in read(text).titles] == [
        ("（2019年版）", 2019), ("（试行）", None), (None, 2024), ("（试行）", None),
    ]


def test_an_unclosed_bracket_is_no_title() -> None:
    text = "按照《处罚办法规定，落实《执法公示办法》。"
    assert [title.name.of(text) for title in read(text).titles] == ["执法公示办法"]


def test_numbers_of_any_form_are_read() -> None:
    text = "清政发[2024]第09号，（清环（监）罚〔24〕5号），按照清水发【2024】7号执行；法院（2024）清01行初12号"
    assert [number.span.of(text) for number in read(text).numbers] == ["清政发[2024]第09号", "清环（监）罚〔24〕5号", "清水发【2024】7号"]


def test_covers() -> None:
    text = "落实《办法》。"
    assert [read(text).covers(offset) for offset in range(len(text))] == [False, False, True, True, True, True, False]


@given(st.text(alphabet="《》〈〉<>〔〕[]（）政发办2024第09号。\n", max_size=40))
def test_spans_hold_on_any_text(text: str) -> None:
    found = read(text)
    for title in found.titles:
        assert text[title.span.start] in "《〈<" and text[title.span.end - 1] in "》〉>"
        assert all(title.span.contains(inner) for inner in title.inner)
    for number in found.numbers:
        assert number.span.contains(number.code) and number.span.contains(number.year) and number.span.contains(number.serial)
