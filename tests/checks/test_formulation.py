from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checks._order import disordered, members
from linter.checks._slips import Fixed, slips
from linter.facts.pairs import Pairs
from tests.checks.words_support import found, hits

FIXED = "习近平新时代中国特色社会主义思想"


def kinds(text: str, fixed: Fixed | None = None) -> list[tuple[str, str]]:
    return [(text[slip.start : slip.end], slip.kind) for slip in slips(Pairs(text), fixed or Fixed(FIXED))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("以习近平新时代中国特色社会主一思想为指导", "changed"),
        ("以习近平新时代中国特色的社会主义思想为指导", "added"),
        ("以习近平新时代中国特社会主义思想为指导", "lost"),
        ("以习近平中国特色社会主义思想为指导", "lost"),
        ("以习近新时代中国特色社会主义思想为指导", "lost"),
    ],
)
def test_slips(text: str, kind: str) -> None:
    assert [name for _, name in kinds(text)] == [kind]


@given(st.integers(1, len(FIXED) - 3), st.sampled_from("的之法X"))
def test_one_wrong_letter_inside_is_met(at: int, letter: str) -> None:
    wrong = FIXED[:at] + letter + FIXED[at + 1 :]
    assert bool(kinds(f"坚持{wrong}指导")) == (letter != FIXED[at] and letter != "X")


@given(st.text(alphabet="坚持贯彻，。\n", max_size=8), st.text(alphabet="坚持贯彻，。\n", max_size=8))
def test_the_right_form_is_never_met(before: str, after: str) -> None:
    assert kinds(before + FIXED + after) == []


@pytest.mark.parametrize(("text", "kind"), [("推动构建人类命运共体。", "lost"), ("坚持尊法学法守法佣法。", "changed"), ("坚持尊法学法守法知法。", None)])
def test_a_slip_of_the_keyboard_before_the_last_letter(text: str, kind: str | None) -> None:
    fixed = Fixed("人类命运共同体" if "人类" in text else "尊法学法守法用法", words=False)
    assert [name for _, name in kinds(text, fixed)] == ([kind] if kind else [])


def test_variants_are_right() -> None:
    fixed = Fixed("全面从严治党主体责任", variants=["全面从严治党责任"])
    assert kinds("落实全面从严治党责任", fixed) == []
    assert kinds("落实全面从严治党主体责任", fixed) == []


@pytest.mark.parametrize(
    "right",
    [
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”", "坚定拥护“两个确立”", "衷心拥护“两个确立”", "尊法学法守法用法", "保持严的主基调", "稳中求进工作总基调",
        "全面依法治市、全面依法治区", "办事依法、遇事找法、解决问题用法、化解矛盾靠法", "习近平法治思想、习近平生态文明思想、习近平文化思想",
        "运用法治思维和法治方式", "遵守党规国法", "严格规范执法", "在法治轨道上推进国家治理体系和治理能力现代化",
    ],
)
def test_right_formulations(right: str) -> None:
    assert found("P101", right + "。") == []


def test_quotes_do_not_matter_and_do_not_move_the_span() -> None:
    assert found("P101", "坚定‘四个意识’，") == ["坚定‘四个意识"]
    assert found("P101", "带头遵法、学法、守法、用法。") == ["遵法、学法、守法、用法"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("公众参与、专家论证、风险评价、合法性审查、集体讨论决定", "changed"),
        ("公众参与，专家论证，风险评估，合法性审查，集体表决决定", "changed"),
        ("公众参与、专家论证、风险评估、集体讨论决定", None),
        ("公众参与、专家论证、风险评估和合法性审查、集体讨论决定", None),
        ("公众参与、专家论证、风险评估、合法性审查以及集体讨论决定", None),
    ],
)
def test_lists(text: str, kind: str | None) -> None:
    fixed = Fixed("公众参与、专家论证、风险评估、合法性审查、集体讨论决定")
    bare = text.replace("、", "").replace("，", "")
    said = [name for _, name in kinds(bare, fixed)]
    assert said == ([kind] if kind else []) or (kind is None and said == ["lost"])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("在以习近平总书记为核心的党中央领导下", "以习近平总书记为核心"),
        ("人与自然和谐共处的现代化", "共处"),
        ("培养德智体美全面发展的学生", "体美"),
        ("创新、协调、绿色、开发、共享的发展理念", "开发"),
        ("把方向、管大局、做决策、促落实", None),
    ],
)
def test_a_word_changed_or_lost(text: str, wrong: str | None) -> None:
    assert (wrong in found("P101", text + "。")) == (wrong is not None)


@pytest.mark.parametrize(
    "right",
    [
        "法治国家、法治政府、法治社会建设", "公众参与、专家论证、风险评估和合法性审查等程序", "扛牢全面从严治党政治责任", "加强矛盾纠纷排查化解", "法治云岚、法治政府、法治社会一体建设",
        "让绿水青山成为金山银山", "坚持中国特色社会主义道路", "学习贯彻习近平经济思想", "行政机关负责人未出庭应诉的说明理由", "法治与德治相结合",
    ],
)
def test_what_only_comes_near(right: str) -> None:
    assert found("P101", right + "。") == []


@pytest.mark.parametrize(
    "right",
    [
        "编制“首违不罚”清单，免罚6起", "推行“首违不罚”举措，免罚3起", "追求法律效果、政治效果和社会效果相统一", "法无授权不可为、法定职责必须为",
    ],
)
def test_a_name_before_its_noun_and_lists_of_free_order(right: str) -> None:
    assert found("P101", right + "。") == []


def test_another_order_of_the_grounds_is_only_noted() -> None:
    [(_, hit)] = hits("P101", "案卷事实清楚、证据确凿、程序合法、适用依据正确。")
    assert hit.severity == "info"


@pytest.mark.parametrize(("text", "wrong"), [("重要工作亲自布署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办", "亲自布署"), ("推行“首违不罚、轻徽免罚”", "轻徽"), ("坚持绿水青山就是金银山", "就是金")])
def test_what_is_shown_cuts_no_word(text: str, wrong: str) -> None:
    assert found("P101", text + "。") == [wrong]


def test_the_goals_of_an_outline_belong_to_its_years() -> None:
    assert found("P101", "廉洁高效、守法诚信的法治政府。", 2024) == ["廉洁高效、守法诚信"]
    assert found("P101", "廉洁高效、守法诚信的法治政府。", 2019) == []
    assert found("P101", "培养德智体美全面发展的学生。", 2016) == []


@pytest.mark.parametrize(
    ("fixed", "bare", "met"),
    [
        ("完整、准确、全面贯彻新发展理念", "完整全面准确贯彻新发展理念", True),
        ("完整、准确、全面贯彻新发展理念", "完整全面精准贯彻新发展理念", True),  # one word is another as well
        ("完整、准确、全面贯彻新发展理念", "完整准确全面贯彻新发展理念", False),
        ("完整、准确、全面贯彻新发展理念", "完整全面准确地做好工作", False),  # what follows is not it
        ("创新、协调、绿色、开放、共享", "创新绿色协调开放和共享", True),
        ("创新、协调、绿色、开放、共享", "协调绿色开放共享发展", False),
        ("立党为公、执政为民", "执政为民立党为公", True),
    ],
)
def test_members_out_of_order(fixed: str, bare: str, met: bool) -> None:
    wanted = members(fixed)
    assert wanted is not None and bool(list(disordered(Pairs(bare), wanted))) == met


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("学习习近平总书记重要系列讲话精神。", ["重要系列讲话"]),
        ("学习习近平总书记系列重要讲话精神。", []),
        ("坚持依法治县、依法执政、依法行政共同推进。", []),
        ("深入学习习近平总书记生态文明思想。", ["习近平总书记生态文明思想"]),
    ],
)
def test_parts_and_places(text: str, said: list[str]) -> None:
    assert found("P101", text) == said
