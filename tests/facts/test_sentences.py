from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.facts.folded import folded
from linter.facts.sentences import clauses, place, sentences
from tests.reading import REPORT, read


def test_sentences_with_their_section() -> None:
    text = "某局2024年法治政府建设情况报告\n开头。\n一、举措\n甲，乙；丙。丁！\n"
    told = [(sentence.span.of(text), sentence.ordinal, sentence.heading) for sentence in read(text)(sentences).all]
    assert told == [("开头。", 1, False), ("一、举措", 0, True), ("甲，乙；丙。", 1, False), ("丁！", 2, False)]


def test_a_quotation_mark_after_the_stop_belongs_to_the_sentence() -> None:
    text = "他说：“好。”我们去。"
    assert [sentence.span.of(text) for sentence in read(text)(sentences).all] == ["他说：“好。”", "我们去。"]


def test_clauses() -> None:
    text = "甲，乙；丙：丁。"
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == ["甲", "乙", "丙", "丁"]


def test_the_comma_of_thousands_parts_nothing() -> None:
    text = "办件1，346件，罚款12，345.6元，率9，100%。"
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == ["办件1，346件", "罚款12，345.6元", "率9", "100%"]


def test_place_as_a_person_would_say_it() -> None:
    text = "首页 > 政务公开\n" + REPORT
    facts = read(text)
    said = {words: place(facts, text.index(words)) for words in ("首页", "2024年法治", "坚持依法", "作出行政", "主持召开", "2025年1月")}
    assert said == {
        "首页": "篇首", "2024年法治": "标题", "坚持依法": "开头，第2句", "作出行政": "一（一），第1句", "主持召开": "二，第1句", "2025年1月": "落款",
    }


@given(st.text(alphabet="甲乙。！\n ，一、（二）”", max_size=120))
def test_sentences_cover_no_place_twice(text: str) -> None:
    told = read(text)(sentences).all
    assert all(one.span.end <= other.span.start for one, other in pairwise(told))
    assert all(sentence.span.of(text).strip() for sentence in told)
    assert len(read(text)(folded)) == len(text)
