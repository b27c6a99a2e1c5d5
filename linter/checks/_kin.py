"""Words of two letters that are taken for one another at the end or the beginning of a fixed formulation (发展思想, 发展理念)."""

from __future__ import annotations

_GROUPS = tuple(
    frozenset(words.split())
    for words in (
        "思想 理念 精神 理论 观念 战略 思路 主义 观点", "体系 制度 体制 机制 系统 格局", "道路 路线 路径 轨道 方向", "方式 方法 手段 思维 办法", "推进 推动 促进 推行 加快",
        "增强 坚定 做到 树牢 树立 强化 坚持", "会议 大会 全会", "向往 追求 期待 期盼 需要", "意义 意见 意思 作用", "公示 公布 公开 公告", "经验 模式 做法", "清单 目录 台账", "教育 活动 学习",
        "责任 义务 职责", "领导 引领 指导", "保护 维护 保障", "改革 革新 创新", "监督 监管 督查 督察",
    )
)


def is_kin(written: str, right: str) -> bool:
    """Whether one stands for the other, forwards or from the end."""
    if written == right:
        return False
    return any({written, right} <= group or {written[::-1], right[::-1]} <= group for group in _GROUPS)
