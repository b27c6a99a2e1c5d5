"""checks/particle: adverbials and complements are found, attributes are not."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("各科室认真的落实各项制度", "认真的落实", "地"),
        ("扎实的开展了普法宣传活动", "扎实的开展", "地"),
        ("不断的提高执法水平", "不断的提高", "地"),
        ("有计划的推进执法队伍建设", "有计划的推进", "地"),
        ("以便更好的服务企业", "更好的服务", "地"),
        ("规范执法，有效的化解了一批矛盾纠纷", "有效的化解", "地"),
        ("按照要求，严谨、高标准的完成年度任务", "高标准的完成", "地"),
        ("普法宣传开展的不够深入", "开展的不够", "得"),
        ("日常学习抓的不紧", "抓的不", "得"),
        ("各项措施落实的较好", "落实的较", "得"),
        ("营造了浓厚地法治氛围", "浓厚地法治", "的"),
    ],
)
def test_wrong_particles(text: str, wrong: str, right: str) -> None:
    [(words, hit)] = hits("W150", text + "。")
    assert (words, hit.values["right"]) == (wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "建立高效的推进机制", "实现更高水平的开放发展", "提供优质高效的服务保障", "形成有效的监督制约", "开展深入的学习研讨", "具有重要的推动作用",
        "全面的监督检查中发现问题12个", "取得明显的整治效果", "通过不断的研究创新积累经验", "以更好的服务赢得群众满意", "群众权益得到有效的保护", "提出有针对性的解决措施",
        "落实的责任不够清晰", "制度执行得不够好", "良好地完成任务", "突出地方特色", "最严格的管理制度", "各项工作有力地推动了发展", "现行有效的规范性文件3件",
    ],
)
def test_right_particles(text: str) -> None:
    assert found("W150", text + "。") == []
