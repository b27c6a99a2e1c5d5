"""What clauses do, with the vocabulary that the rules share."""

from functools import cache

import msgspec
import pytest

from linter.checks.topic import Params
from linter.facts import Facts, Overrides
from linter.facts.acts import Doing, Vocabulary, acts
from linter.readers.text import from_string
from linter.ruleset.loader import loaded


@cache
def vocabulary() -> Vocabulary:
    rule = loaded("base").by_item["three-systems.legal-review"]
    assert isinstance(rule.params, Params)
    return rule.params.vocabulary


def read(sentence: str, words: Vocabulary | None = None) -> list[Doing]:
    text = f"青山县水务局2024年法治政府建设情况报告\n一、主要举措和成效\n{sentence}\n"
    facts = Facts(from_string(text), Overrides(year=2024))
    return [doing for doing in facts(acts(words or vocabulary())) if doing.clause.span.start >= text.index(sentence)]


def verbs(sentence: str) -> list[str]:
    text = f"青山县水务局2024年法治政府建设情况报告\n一、主要举措和成效\n{sentence}\n"
    return [span.of(text) for doing in read(sentence) for span in doing.acts]


@pytest.mark.parametrize("sentence", ["印发法制审核办法。", "给中队配备记录仪。", "处罚材料由法规科审核。", "受理投诉后当日核查。"])
def test_acts_are_acts(sentence: str) -> None:
    assert verbs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "加强执法检查，强化法制审核。", "严格落实执法公示制度。", "不断完善案卷评查机制。", "建立健全执法责任体系。", "切实加强党组织建设。",
        "依法预防和处置突发事件。", "充分发挥法律顾问的审核作用。", "认真执行《规范性文件制定和备案办法》。", "把论证、听证作为必经程序。",
    ],
)
def test_pledges_names_and_titles_are_no_acts(sentence: str) -> None:
    assert verbs(sentence) == []


def test_a_denied_verb_is_no_act() -> None:
    assert verbs("尚未建立台账，没有配备设备，未能办结。") == []


def test_a_stressing_word_reaches_no_further_than_its_clause() -> None:
    assert verbs("加强管理，公示处罚结果。") == ["公示"]


def test_deeds_stand_even_under_stress() -> None:
    assert "制定" in verbs("认真制定普法责任清单。")


@pytest.mark.parametrize("sentence", ["下一步开展培训。", "我局将加强监管，制定办法。", "拟于三季度印发清单。", "2025年，开展案卷评查。"])
def test_intent_makes_the_rest_of_the_sentence_planned(sentence: str) -> None:
    assert all(doing.planned for doing in read(sentence))


@pytest.mark.parametrize("sentence", ["我局将法治建设纳入考核。", "将加强法治建设作为重点任务。", "将46家企业列入清单。", "2025年1月印发通报。"])
def test_other_uses_of_the_same_words_are_not_planned(sentence: str) -> None:
    assert not any(doing.planned for doing in read(sentence))


def test_what_stands_before_the_words_of_intent_is_done() -> None:
    assert [doing.planned for doing in read("全年培训两期，下一步将扩大到村。")] == [False, True]


@pytest.mark.parametrize("sentence", ["全年无行政复议案件。", "未收到信息公开申请。", "没有作出重大行政决策。", "行政诉讼为零。", "本局不涉及此类事项。"])
def test_zeros(sentence: str) -> None:
    assert read(sentence)[0].zero


@pytest.mark.parametrize("sentence", ["查处无证经营案件。", "出动无人机巡查案发地。", "建设无障碍设施事项。", "立案2件。"])
def test_no_zeros(sentence: str) -> None:
    assert not read(sentence)[0].zero


def test_a_figure_of_an_idle_noun_is_left_out() -> None:
    assert [figure.span.start > 0 for figure in read("压减41个环节。")[0].figures] == []
    assert len(read("抽查41个工地。")[0].figures) == 1


def test_another_vocabulary_is_another_fact_of_the_same_text() -> None:
    bare = msgspec.structs.replace(vocabulary(), deeds=(), soft=())
    assert read("印发办法。", bare)[0].acts == ()
    assert read("印发办法。")[0].acts != ()
