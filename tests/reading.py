"""Facts of a text, line by line, and what a built-in rule says of it, for tests that need no file."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from linter import checks
from linter.checks import Assessment, Hit
from linter.facts import Facts, Overrides
from linter.readers.text import from_string
from linter.ruleset.loader import loaded
from linter.ruleset.model import Ruleset


def read(text: str, form: str = "text", **overrides: object) -> Facts:
    return Facts(replace(from_string(text), format=form), Overrides(**overrides))  # type: ignore[arg-type]


@cache
def _base() -> Ruleset:
    return loaded("base")


def found(rule: str, text: str, form: str = "text") -> list[tuple[str, Hit]]:
    """The words of every hit of a rule, with the hit."""
    spec = _base().by_id[rule]
    outcomes = checks.kind(spec.spec.check).function(read(text, form), spec.params)
    return [(hit.span.of(text), hit) for hit in outcomes if isinstance(hit, Hit)]


def words(rule: str, text: str, form: str = "text") -> list[str]:
    return [said for said, _ in found(rule, text, form)]


def assessed(rule: str, text: str) -> Assessment:
    spec = _base().by_id[rule]
    [outcome] = checks.kind(spec.spec.check).function(read(text), spec.params)
    assert isinstance(outcome, Assessment)
    return outcome


REPORT = """青山县水务局2024年法治政府建设情况报告
县委、县政府：
2024年，我局坚持依法行政。现将有关情况报告如下。
一、2024年主要举措和成效
（一）严格执法。全年立案12件，作出行政处罚决定10件，法制审核12件，信息公开10条。
（二）普法宣传。落实普法责任清单6项，以案释法4次，组织学法8次。
二、主要负责人履行第一责任人职责情况
局长主持召开党组会研究法治工作4次，12月书面述法。
三、存在的不足和原因
案卷送达回证填写不全，主要原因是培训没有覆盖新录用人员。
四、2025年主要安排
3月底前统一案卷模板，组织培训两期。
青山县水务局
2025年1月10日"""


def within(report: str, sentence: str) -> str:
    """The report with one more sentence among its achievements."""
    return report.replace("（二）普法宣传。", f"（二）普法宣传。{sentence}")
