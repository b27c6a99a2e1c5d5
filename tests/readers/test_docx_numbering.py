"""readers/docx/numbering: the label that Word shows, however the list is defined."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from linter import readers
from linter.readers.docx.numerals import shown
from tests.word import definition, docx, instance, level, numbered, p, style

OFFICIAL = (
    level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."), level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)  # fmt: skip


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    return readers.read(docx(body, numbering=numbering, styles=styles), "a.docx").text.split("\n")


def counted(levels: list[int], numbering: str, num: int = 1) -> list[str]:
    """What stands before paragraphs of these levels of one list."""
    return [line.removesuffix("文") for line in labels("".join(numbered("文", num, place) for place in levels), numbering)]


def test_the_levels_of_an_official_document() -> None:
    assert counted([0, 1, 1, 2, 2, 3, 4, 4, 2, 1, 0, 1], definition(0, *OFFICIAL) + instance(1, 0)) == [
        "一、", "（一）", "（二）", "1.", "2.", "（1）", "①", "②", "3.", "（三）", "二、", "（一）",
    ]


def test_a_level_that_was_passed_over_counts_as_begun() -> None:
    assert counted([1, 1, 0, 2, 1], definition(0, *OFFICIAL) + instance(1, 0)) == ["（一）", "（二）", "二、", "1.", "（二）"]


def test_numbers_of_several_levels_and_their_legal_form() -> None:
    legal = definition(0, level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="nothing"/>'), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))
    assert counted([0, 1, 2, 0, 2], legal + instance(1, 0)) == ["第一章", "一.1 ", "1.1.1 ", "第二章", "2.1.1 "]


def test_lists_of_one_definition_count_on_unless_they_say_where_they_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(1, 0) + instance(2, 0, override) + instance(3, 0)
    assert labels("".join(numbered("", num) for num in (1, 1, 2, 2, 1, 3, 2)), numbering) == ["1.", "2.", "1.", "2.", "3.", "4.", "5."]


def test_lists_of_two_definitions_count_apart() -> None:
    numbering = definition(0, *OFFICIAL) + definition(1, level(0, "decimal", "%1.", start=3)) + instance(1, 0) + instance(2, 1)
    assert labels("".join(numbered("", num) for num in (1, 2, 1, 2)), numbering) == ["一、", "3.", "二、", "4."]


def test_a_start_holds_again_wherever_the_level_restarts() -> None:
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)")) + instance(1, 0, override)
    assert counted([0, 1, 1, 0, 1], numbering) == ["1.", "5)", "6)", "2.", "5)"]


def test_an_instance_may_redefine_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert counted([0, 0, 1], definition(0, *OFFICIAL) + instance(1, 0, override)) == ["I)", "II)", "（一）"]


def test_levels_that_restart_after_a_certain_level_or_never() -> None:
    numbering = definition(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'), level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    ) + instance(1, 0)
    assert counted([0, 1, 2, 1, 2, 0, 1, 2], numbering) == ["1.", "1.", "1.", "2.", "2.", "2.", "3.", "1."]


def test_numbers_through_styles() -> None:
    numbering = definition(0, level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>'), level(1, "decimal", "%2.", '<w:pStyle w:val="B"/>')) + instance(7, 0)
    number = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = style("A", "甲", number) + style("B", "乙", number) + style("C", "丙", based="B") + style("D", "丁", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr>')
    body = "".join(p("文", f'<w:pStyle w:val="{name}"/>') for name in "ABCD")
    body += p("文", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')  # switched off here
    body += p("文", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert labels(body, numbering, styles) == ["一、文", "1.文", "2.文", "3.文", "文", "4.文"]


def test_the_style_of_paragraphs_that_name_none_may_number_them() -> None:
    styles = style("N", "Normal", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', more=' w:default="1"')
    assert labels(p("文") + p("文"), definition(0, level(0, "decimal", "%1.")) + instance(1, 0), styles) == ["1.文", "2.文"]


def test_a_definition_that_only_names_a_style() -> None:
    linked = definition(1, '<w:numStyleLink w:val="L"/>') + definition(0, '<w:styleLink w:val="L"/>', level(0, "decimal", "%1."))
    styles = style("L", "列表", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    assert labels(numbered("文", 1) + numbered("文", 2), linked + instance(1, 1) + instance(2, 0), styles) == ["1.文", "2.文"]


def test_bullets_are_marks_and_a_missing_list_numbers_nothing() -> None:
    numbering = definition(0, level(0, "bullet", "\uf06c"), level(1, "none", "附："), level(2, "decimal", "")) + instance(1, 0) + instance(2, 9)
    assert labels(numbered("文", 1) + numbered("文", 1, 1) + numbered("文", 1, 2) + numbered("文", 2) + numbered("文", 3), numbering) == ["文", "附：文", "文", "文", "文"]


def test_a_format_newer_than_the_standard_has_a_fallback() -> None:
    newer = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    one = level(0, "x", "%1.").replace('<w:numFmt w:val="x"/>', newer)
    assert counted([0, 0], definition(0, one) + instance(1, 0)) == ["1.", "2."]


def test_a_blank_parts_a_bare_number_from_its_words() -> None:
    numbering = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:suff w:val="nothing"/>'), level(2, "decimal", "%3、", '<w:suff w:val="space"/>')) + instance(1, 0)
    assert labels("".join(numbered("2024年", 1, place) for place in range(3)), numbering) == ["1 2024年", "12024年", "1、2024年"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)
    gone = numbered("<w:del w:author='张'><w:r><w:delText>删</w:delText></w:r></w:del>", 1).replace("</w:pPr>", "<w:rPr><w:del w:author='张'/></w:rPr></w:pPr>")
    assert labels(numbered("甲", 1) + gone + numbered("乙", 1), numbering) == ["1.甲", "2.乙"]


def test_labels_are_generated_and_the_words_are_not() -> None:
    document = readers.read(docx(numbered("文", 1), numbering=definition(0, *OFFICIAL) + instance(1, 0)), "a.docx")
    assert [(piece.span.of(document.text), piece.generated, piece.line, piece.column) for piece in document.pieces] == [("一、", True, 1, 1), ("文", False, 1, 3)]


def test_absurd_levels_and_starts_do_no_harm() -> None:
    numbering = definition(0, level(0, "ideographDigital", "%1.", start=-3), level(8, "decimal", "%9.", start=10**9)) + instance(1, 0)
    assert labels(numbered("文", 1, -7) + numbered("文", 1, 10**9), numbering) == ["-3.文", "1000000000.文"]


@pytest.mark.parametrize(("format", "numbers"), [
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
    ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1001: "一千零一", 1020: "一千零二十", 10010: "一万零一十"}),
    ("japaneseCounting", {10: "十", 12: "十二"}),
    ("ideographDigital", {1: "一", 10: "一〇", 12: "一二", 20: "二〇"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 20: "贰拾"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 50: "㊿", 51: "51"}),
    ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
    ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
    ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {1: "子", 12: "亥"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalZero", {1: "01", 12: "12", 100: "100"}),
    ("lowerLetter", {1: "a", 26: "z", 27: "aa", 0: "0"}),
    ("upperLetter", {2: "B", 28: "BB"}),
    ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 0: "0"}),
    ("upperRoman", {1994: "MCMXCIV"}),
    ("hebrew1", {7: "7"}),
])
def test_formats(format: str, numbers: dict[int, str]) -> None:
    assert {number: shown(number, format) for number in numbers} == numbers
