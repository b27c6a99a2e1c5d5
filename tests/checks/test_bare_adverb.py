from __future__ import annotations

import pytest

from tests.checks.words_support import found


def test_an_adverb_before_a_noun() -> None:
    assert found("W107", "切实环保生产“两不误”。") == ["切实环保生产“两不误”"]
    assert found("W107", "着力营商环境，服务企业。") == ["着力营商环境"]


@pytest.mark.parametrize("right", ["切实可行", "切实维护权益", "进一步全面深化改革", "尽快落地", "稳步有序扩大范围", "率先基本实现现代化", "大力士", "全力以赴", "全力应急抢险救援"])
def test_verbs_follow(right: str) -> None:
    assert found("W107", right + "。") == []
