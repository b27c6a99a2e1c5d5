"""Any bytes, any text, any YAML: a result or a refusal, and what is promised of results holds; as a long test very many more.

Whatever the fuzz run (`tests.hostile.fuzz`) has ever found stands in `tests/corpus` and is tried anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import promises
from tests.hostile.fuzz import CORPUS, WORDS, beginnings

few = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])

_ODD = "\x00\x07\x1b\x7f\x85\xad\u200b\u200f\u2028\u202e\u2066\ufeff\ufffe\ud800\udfff\U0001f600\U0010ffff\r\n\t \u3000"
PIECES = st.sampled_from([*WORDS, "某区水务局2024年度法治政府建设情况报告\n", "\n", "2025年1月10日\n", "全年办案5件。", "推进", "的", "局"])
TEXTS = st.lists(PIECES | st.sampled_from(list(_ODD)) | st.text(max_size=4), max_size=40).map("".join)
KEPT = sorted(CORPUS.glob("*/*"))


@few
@given(TEXTS)
def test_any_text_is_reviewed(text: str) -> None:
    promises.reviewed(text)


@few
@given(TEXTS)
def test_newlines_and_mark_change_nothing(text: str) -> None:
    promises.same_however_written(text)


@settings(few, max_examples=4)
@given(TEXTS)
def test_mending_comes_to_an_end(text: str) -> None:
    promises.mended_once(text)


@pytest.mark.long
@pytest.mark.parametrize("holds", [promises.reviewed, promises.same_however_written, promises.mended_once])
@many
@given(text=TEXTS)
def test_very_many_texts(holds: Callable[[str], object], text: str) -> None:
    holds(text)


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """A target, and bytes of a file for it with some changed, cut out or put in."""
    target = draw(st.sampled_from([name for name in promises.TARGETS if name not in ("engine", "pdf")]))
    whole = draw(st.sampled_from([b"", *beginnings(target)]))
    for at in draw(st.lists(st.integers(0, len(whole)), max_size=5)):
        put = draw(st.binary(max_size=4) | st.sampled_from(WORDS).map(str.encode))
        whole = whole[:at] + put + whole[at + draw(st.integers(0, 20)) :]
    return target, whole


@settings(few, max_examples=25)
@given(spoiled())
def test_any_bytes_are_read_or_refused(given: tuple[str, bytes]) -> None:
    target, data = given
    promises.TARGETS[target](data)


@pytest.mark.long
@settings(many, max_examples=3_000)
@given(spoiled())
def test_very_many_bytes(given: tuple[str, bytes]) -> None:
    target, data = given
    promises.TARGETS[target](data)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: f"{path.parent.name}-{path.name[:12]}")
def test_what_once_failed_holds(kept: Path) -> None:
    promises.TARGETS[kept.parent.name](kept.read_bytes())
