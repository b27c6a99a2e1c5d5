"""Runs the rules of form and privacy over a passage placed in a small report that is otherwise clean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from linter.document import Span
from linter.engine import review
from linter.facts import Facts, Overrides
from linter.readers.text import from_string
from linter.review import Finding, Stage
from linter.ruleset.loader import loaded
from linter.ruleset.model import Ruleset
from linter.selftest import unmarked

_REPORT = """清河市民政局2024年度法治政府建设情况报告

2024年，清河市民政局把法治政府建设列入年度重点任务，现将有关情况报告如下：

一、2024年主要举措和成效

（一）健全制度

修订局党组会议、局务会议议事规则，全年研究法治工作4次。

（二）规范执法

{}

（三）加强学习

举办业务培训2期，参训60人次，考试合格率100%。

二、存在的不足和原因

台账更新不及时，原因是没有专人管理。

三、2025年工作安排

6月底前补齐台账，指定专人管理。

清河市民政局
2025年2月18日
"""


@cache
def _ruleset() -> Ruleset:
    everything = loaded("base")
    ours = tuple(rule for rule in everything.rules if rule.id[:2] in ("F1", "F2", "F3", "X1") or rule.spec.check == "engine")
    return replace(everything, rules=ours)


@dataclass(frozen=True)
class Said:
    """A finding in short, comparable form."""

    rule: str
    severity: str
    span: Span
    text: str


def findings(text: str, stage: Stage = "publish") -> list[Finding]:
    """What the rules of form and privacy say of a whole report."""
    result = review(Facts(from_string(text), Overrides(stage=stage)), _ruleset())
    assert not result.crashed, [finding.message for finding in result.findings]
    return [finding for finding in result.findings if finding.category in ("format", "privacy")]


def placed(passage: str) -> tuple[str, tuple[Span, ...]]:
    """A passage with marks 【】 as a whole report, and the marked spans in it."""
    plain, marks = unmarked(passage)
    before = _REPORT.index("{}")
    return _REPORT.replace("{}", plain), tuple(Span(mark.start + before, mark.end + before) for mark in marks)


def said(passage: str, stage: Stage = "publish") -> tuple[list[Said], tuple[Span, ...]]:
    """What is said of a passage, and the spans marked in it."""
    text, marks = placed(passage)
    return [Said(f.rule, f.severity, f.span, f.text) for f in findings(text, stage)], marks


def serious(passage: str, stage: Stage = "publish") -> list[Said]:
    """Errors and warnings about a passage."""
    return [one for one in said(passage, stage)[0] if one.severity != "info"]
