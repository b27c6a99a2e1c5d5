from __future__ import annotations

import pytest

from tests.checks.words_support import hits, severity


@pytest.mark.parametrize("text", ["严格落 实行政执法公示制度，督办2次。", "全年组织 培训2期，提高执法水 平，督办2次。"])
def test_a_word_parted_by_a_blank(text: str) -> None:
    assert [hit.variant for _, hit in hits("F214", text) if severity("F214", hit) == "warning"] == ["word"]


@pytest.mark.parametrize("text", ["开展“学法用法 与法同行”活动，督办2次。", "办结率 100%，共 12 件。", "推进法治建设 督促落实，督办2次。"])
def test_other_blanks(text: str) -> None:
    assert not [hit for _, hit in hits("F214", text) if severity("F214", hit) == "warning"]
