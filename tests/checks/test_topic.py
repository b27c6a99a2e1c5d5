"""The rung of a topic: what a name, an act, a figure and a none are worth, and where."""

from functools import cache

import msgspec
import pytest

from linter.checks import Assessment
from linter.checks.topic import LONGEST_NOTE, Equivalent, Params, check
from linter.facts import Facts, Overrides
from linter.facts.acts import Vocabulary
from linter.readers.text import from_string
from linter.review import Kind, Level
from linter.ruleset.loader import loaded

NAMES = ("法制审核",)


@cache
def vocabulary() -> Vocabulary:
    rule = loaded("base").by_item["three-systems.legal-review"]
    assert isinstance(rule.params, Params)
    return rule.params.vocabulary


def report(achievements: str, problems: str = "台账更新慢。", plan: str = "3月底前统一台账。") -> str:
    return (
        "青山县水务局2024年法治政府建设情况报告\n2024年，我局认真开展工作，现将情况报告如下。\n"
        f"一、主要举措和成效\n{achievements}\n二、存在的不足\n{problems}\n三、2025年工作安排\n{plan}\n"
    )


def assess(text: str, kind: Kind | None = None, **given: object) -> Assessment:
    params = msgspec.structs.replace(Params(vocabulary=vocabulary(), names=NAMES), **given)
    (outcome,) = check(Facts(from_string(text), Overrides(kind=kind)), params)
    assert isinstance(outcome, Assessment)
    return outcome


def level(achievements: str, **given: object) -> Level | None:
    return assess(report(achievements), **given).level


@pytest.mark.parametrize(
    ("said", "rung"),
    [
        ("全年立案12件。", "absent"),
        ("严格落实法制审核制度，全面提升办案质量。", "mentioned"),
        ("法制审核工作不断加强。", "mentioned"),
        ("制定法制审核办法。", "described"),
        ("法规科对处罚案件进行法制审核。", "described"),
        ("全年法制审核12件。", "quantified"),
        ("12件案件均经法制审核。", "quantified"),
        ("由法规科负责法制审核，全年审核12件。", "quantified"),
        ("全年未发生需要法制审核的案件。", "quantified"),
        ("法制审核案件0件。", "quantified"),
    ],
)
def test_rungs(said: str, rung: Level) -> None:
    assert level(said) == rung


@pytest.mark.parametrize(
    ("below", "rung"),
    [("拟于2025年建立法制审核制度，明确审核范围。", "plan-only"), ("严格落实法制审核制度。拟于2025年扩大审核范围。", "mentioned"), ("", "mentioned")],
)
def test_a_heading_over_nothing_but_plans_is_no_mention(below: str, rung: Level) -> None:
    assert level(f"（一）执法公示。全年公示12件。\n（二）法制审核。{below}\n（三）其他。全年立案12件。") == rung


def test_a_figure_of_another_unit_or_matter_does_not_count() -> None:
    assert level("开展法制审核，历时20个工作日。") == "described"
    assert level("严格落实法制审核制度，发放普法资料300份。", units=("份",)) == "mentioned"
    assert level("严格落实法制审核制度。全年发文300份。", units=("份",)) == "mentioned"


def test_a_figure_may_stand_before_in_a_clause_that_goes_on() -> None:
    assert level("全年办案36件，均经法制审核。") == "quantified"
    assert level("全年植树36件，推进法制审核。") == "mentioned"


def test_numbers_of_documents_and_years_are_no_figures() -> None:
    assert level("按照《法制审核办法》（青水〔2024〕9号）和2023年部署，落实法制审核制度。") == "mentioned"


def test_roles_cap_the_rung() -> None:
    assert assess(report("立案2件。", plan="制定法制审核办法，审核12件。")).level == "plan-only"
    assert assess(report("立案2件。", problems="法制审核12件，质量不高。")).level == "plan-only"
    assert level("下一步将开展法制审核12件。") == "plan-only"
    assert assess(report("落实法制审核制度。", plan="法制审核12件。")).level == "mentioned"


def test_a_heading_names_and_what_stands_below_it_counts() -> None:
    assert level("（一）落实法制审核制度。召集人员座谈。") == "mentioned"
    assert level("（一）落实法制审核制度。全年审核12件。", own=("审核",)) == "quantified"
    assert level("（一）落实法制审核制度。发放普法资料12件。", own=("审核",)) == "mentioned"


def test_substance_counts_without_the_name() -> None:
    assert level("送审处罚决定12件。", cues=("送审",)) == "quantified"
    assert level("不断加强核查工作。", cues=("核查",)) == "absent"
    assert level("报市局审核。", shows=("报…局审核",)) == "described"


def test_nearby_words_count_where_the_topic_is_named() -> None:
    assert level("落实法制审核制度。全年复查12件。", nearby=("复查",)) == "quantified"
    assert level("落实节水制度。全年复查12件。", nearby=("复查",)) == "absent"
    assert level("落实节水制度。全年复查12件。", nearby=("复查",), around=("节水",)) == "quantified"


def test_other_uses_and_lesser_names() -> None:
    assert level("合同法制审核12件。", unless=("合同法制审核",)) == "absent"
    assert level("学习《法制审核条例》12次。", name_only=("法制审核条例",)) == "mentioned"
    assert level("举办法制审核培训12次。") == "mentioned"


def test_none_counts_only_where_it_may() -> None:
    assert level("全年无法制审核案件。", zero_counts=False) == "mentioned"
    assert level("没有达到法制审核标准的。", zero=("没有达到",), zero_counts=False) == "quantified"


def test_what_counts_as_a_figure_and_only_figures() -> None:
    assert level("法制审核人员全员持证。", full=("全员持证",)) == "quantified"
    assert level("制定法制审核办法。", only_figures=True) == "absent"
    assert level("法制审核12件。", only_figures=True) == "quantified"
    assert level("对5件以上的批次法制审核。", only_figures=True) == "absent"  # a threshold


def test_equivalents_count_for_whom_they_are_meant() -> None:
    equivalents = (Equivalent(any=("报市局",), kind="branch"),)
    assert assess(report("案件报市局。"), "branch", equivalents=equivalents).level == "described"
    assert assess(report("案件报市局。"), "enforcing", equivalents=equivalents).level == "absent"


def test_conditions_make_the_item_not_applicable() -> None:
    assert assess(report("立案2件。"), only_if=("败诉",)).verdict == "not-applicable"
    assert assess(report("败诉1件。"), only_if=("败诉",)).verdict == "missing"
    assert assess(report("落实法制审核制度，全年无案件发生。"), not_if=("无…案件",), zero_counts=False).verdict == "not-applicable"
    assert assess(report("法制审核2件，此外无案件发生。"), not_if=("无此外", "无…案件")).verdict == "met"


def test_verdicts_follow_the_rung_asked_for() -> None:
    assert assess(report("立案2件。")).verdict == "missing"
    assert assess(report("落实法制审核制度。")).verdict == "partial"
    assert assess(report("落实法制审核制度。"), at_least="mentioned").verdict == "met"
    assert assess(report("制定法制审核办法。")).verdict == "met"


def test_evidence_is_the_passage_that_reaches_the_rung() -> None:
    text = report("严格落实法制审核制度。由法规科负责法制审核，全年审核12件，全部归档。")
    found = assess(text)
    assert found.evidence[0].of(text) == "由法规科负责法制审核，全年审核12件"
    assert assess(report("立案2件。")).evidence == ()


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("法制审核12件案件。", "12件案件"), ("法制审核1,346件。", "法制审核1,346件"), ("法制审核一件不漏。", "只点名，未写做法"), ("由法规科负责法制审核，全年审核12件。", "审核12件"), ("全年无法制审核案件。", "写明“无”，算已写"),
        ("制定法制审核办法。", "可补：审核件数"), ("落实法制审核制度。", "只点名，未写做法"), ("下一步将开展法制审核。", "只写了打算"), ("立案2件。", ""),
    ],
)
def test_notes_say_the_next_step_or_the_key_figure(said: str, note: str) -> None:
    found = assess(report(said), ask="审核件数")
    assert found.note == note
    assert len(found.note) <= LONGEST_NOTE


def test_every_topic_rule_answers_an_empty_report() -> None:
    for rule in loaded("ecology").rules:
        if rule.spec.check == "topic":
            (outcome,) = check(Facts(from_string("")), rule.params)  # type: ignore[arg-type]
            assert isinstance(outcome, Assessment) and outcome.level in ("absent", None), rule.id


def test_what_leaders_heed_is_nothing_done() -> None:
    assert level("法制审核工作得到批示12件。") != "quantified"
    assert level("法制审核工作得到批示12件。", own=("批示",)) == "quantified"
    assert level("批示12件法制审核案件。") == "quantified"


def test_entries_of_a_list_and_days_count_nothing_done() -> None:
    assert level("公布清单，其中行政检查5项。", names=("行政检查",), units=("项",)) != "quantified"
    assert level("开展法制审核，均在3个工作日内完成。", units=("个工作日",)) == "described"
    assert level("法制审核时限压缩至3个工作日。", units=("个工作日",)) == "quantified"


def test_a_figure_after_a_preposition_needs_a_word_of_the_topic() -> None:
    assert level("完善法制审核机制，把8件任务列入绩效。") == "described"
    assert level("完善法制审核机制，对8件案件进行审核。", own=("审核",)) == "quantified"


def test_nearby_words_of_a_sentence_on_another_matter_do_not_count() -> None:
    assert level("制定规范性文件，复查12件。落实法制审核制度。", nearby=("复查",)) == "mentioned"


def test_a_school_is_no_lesson() -> None:
    assert level("法制审核培训机构处罚案件12件。") == "quantified"
    assert level("法制审核培训12期。") != "quantified"


def test_the_figure_beside_the_word_is_quoted() -> None:
    found = assess(report("公示许可决定76件、法制审核27件。"))
    assert found.note == "法制审核27件"


def test_evidence_prefers_the_section_of_the_topic_and_no_titles() -> None:
    text = report("（一）加强学习\n印发《法制审核工作要点》。\n（二）落实法制审核\n由法规科对处罚案件进行法制审核。")
    assert assess(text).evidence[0].of(text) == "由法规科对处罚案件进行法制审核"


def test_typical_words_and_counts_before_nones() -> None:
    text = report("法制审核培训资料2件。全年送审法制审核3件。")
    assert assess(text, typical=("送审",)).evidence[0].of(text) == "全年送审法制审核3件"
    text = report("没有法制审核案件。法制审核3件。")
    assert assess(text).evidence[0].of(text) == "法制审核3件"


@pytest.mark.parametrize("said", ["上述法治任务12件已完成。", "论述法律问题12件。"])
def test_a_name_that_other_words_share_is_none(said: str) -> None:
    assert level(said, names=("述法",)) == "absent"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("组织36名执法人员参加法制审核。", "36名执法人员"), ("3.聘请2名律师参加法制审核。", "2名律师"), ("其中“法制、审核”和法制审核46件。", "法制审核46件"),
        ("组织8名法制审核人员参加法制审核。", "8名法制审核人员"), ("组织42家单位书面汇报法制审核。", "42家单位"),
        ("法制审核列入“双公示”5件。", "“双公示”5件"), ("对7件情节轻微的案件法制审核。", "7件"), ("法制审核时限压缩至3个工作日。", "压缩至3个工作日"),
    ],
)  # fmt: skip
def test_a_note_holds_whole_words(said: str, note: str) -> None:
    assert assess(report(said), units=("件", "家", "名", "个工作日")).note.endswith(note)
