from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checks.formulation import Fixed, slips
from tests.checks.words_support import found

FIXED = "习近平新时代中国特色社会主义思想"


def kinds(text: str, fixed: Fixed | None = None) -> list[tuple[str, str]]:
    return [(text[slip.start : slip.end], slip.kind) for slip in slips(text, fixed or Fixed(FIXED))]


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
