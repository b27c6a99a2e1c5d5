"""Characters that are a word of their own, against those that other words share between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.wholes import wholes
from linter.readers.text import from_string


def stands(text: str, word: str) -> bool:
    start = text.index(word)
    return Facts(from_string(text))(wholes).stands(Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("协调解决用水问题", "调解"), ("约谈施工单位负责人", "工单"), ("法制工作出色的科室", "作出"), ("设立法律咨询点", "立法"),
        ("建立案件台账", "立案"), ("上述法治任务", "述法"), ("厘清理顺行政权责", "清理"), ("干预案例三件", "预案"), ("监督办案过程", "督办"),
    ],
)  # fmt: skip
def test_shared_characters_are_no_word(text: str, word: str) -> None:
    assert not stands(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("调解用水纠纷", "调解"), ("办结工单三百件", "工单"), ("作出处罚决定", "作出"), ("完成立法调研", "立法"), ("行政审批局", "审批"),
        ("行政许可信息", "许可"), ("年底开展述法", "述法"), ("案件报市局审核", "报市"), ("副局长出庭应诉", "局长出庭"), ("行政执法证件", "执法证"),
    ],
)  # fmt: skip
def test_words_and_their_parts_stand(text: str, word: str) -> None:
    assert stands(text, word)


@given(st.text("协调解决施工单位立案件，。\n副局长", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 4))
def test_any_stretch_is_answered_twice_alike(text: str, start: int, length: int) -> None:
    facts = Facts(from_string(text))
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    assert facts(wholes).stands(span) == facts(wholes).stands(span)
    if span.end - span.start > 2 or set(span.of(facts(folded))) <= set("，。\n"):
        assert facts(wholes).stands(span)
