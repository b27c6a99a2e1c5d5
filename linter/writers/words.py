"""How the parts of a review are put in words, the same in every format for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from linter.review import KIND_NAMES, SEVERITIES, SEVERITY_NAMES, STAGE_NAMES, Basis, Finding, Profile, Proved, Review

_TRAIT_NAMES = {
    "municipal": "设区市以上", "legislative": "有立法任务", "licensing": "许可型", "justice": "司法行政", "reviewed-above": "案件报上级审核",
}
_LEVEL_NAMES = {"national": "国家级", "province": "省级", "city": "市级", "county": "县级", "township": "乡级"}
_CERTAINTY = {"verified": "", "secondary": "（二手资料）", "memory": "（引用前请核对）"}


def whose(profile: Profile) -> str:
    """湟中区生态环境局 2024年度"""
    return f"{profile.agency or '机关未知'} {f'{profile.year}年度' if profile.year else '年度未知'}"


def kind(profile: Profile) -> str:
    """What the agency was taken for: 执法部门、县级、案件报上级审核."""
    parts = [KIND_NAMES[profile.kind]]
    parts += [_LEVEL_NAMES[profile.level]] if profile.level else []
    parts += [_TRAIT_NAMES[trait] for trait in sorted(profile.traits) if trait in _TRAIT_NAMES]
    return "、".join(parts)


def kind_proof(profile: Profile) -> Proved | None:
    """What tells the kind of agency, a trait before the kind itself."""
    return next((profile.proofs[name] for name in (*sorted(profile.traits), "kind") if name in profile.proofs), None)


def stage(profile: Profile) -> tuple[str, str]:
    """The stage, and why it was taken for that where it was not told."""
    why = profile.proofs["stage"].how if "stage" in profile.proofs else ""
    return STAGE_NAMES[profile.stage], "" if why.isascii() else why


def archived(review: Review | None) -> bool:
    """Whether it is a report that is only kept: its findings count and stop nobody."""
    return review is not None and review.profile.stage == "archive"


def archive_note(review: Review | None) -> str:
    """（存档稿，只统计）; empty for any other report."""
    return "（存档稿，只统计）" if archived(review) else ""


def cite(basis: Basis) -> str:
    """An instrument with its clause; a clause from memory is not cited."""
    clause = basis.clause if basis.clause and basis.certainty != "memory" else ""
    if clause and not clause.startswith("第"):
        clause = f"第{clause}条"
    return f"{basis.instrument}{clause}{_CERTAINTY.get(basis.certainty, '')}"


def tally(findings: Iterable[Finding]) -> str:
    """必改 1处  建议改 5处  请核对 7处"""
    return counted(Counter(finding.severity for finding in findings if finding.suppressed is None))


def counted(counts: Counter[str]) -> str:
    """The same of numbers by severity."""
    return "  ".join(f"{SEVERITY_NAMES[severity]} {counts[severity]}处" for severity in SEVERITIES)
