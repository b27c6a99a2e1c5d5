"""What an audit says, as three tables: `findings` (a row each), `verdicts` (a row for every report of the plan, checked or not) and
`profiles` (a row for every report that was checked, with its checklist). Columns are only ever added to `audit@1`, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.audit.source import display
from linter.batch import Result
from linter.collection import MissingExtra
from linter.review import Finding, Review
from linter.writers import words

if TYPE_CHECKING:
    import pyarrow

SCHEMA = "fazhi-lint/audit@1"
Tables = Mapping[str, "pyarrow.Table"]
Rows = dict[str, list[dict[str, Any]]]
Column = tuple[str, str, str]  # name, type, what it is with its unit

_TEXT, _WHOLE, _LIST = "string", "int32", "list<string>"
_CHECKLIST = "list<struct<item: string, verdict: string, level: string, expectation: string>>"
_PATH: Column = ("path", _TEXT, "报告，从输入的文件夹、清单或地址算起")

COLUMNS: Mapping[str, Sequence[Column]] = {
    "findings": (
        _PATH,
        ("rule", _TEXT, "规则编号，如 W101"),
        ("entry", _TEXT, "词条，如 截止；没有则空"),
        ("family", _TEXT, "族，如 wording"),
        ("title", _TEXT, "规则的名称"),
        ("severity", _TEXT, "error 必改、warning 建议改、info 请核对"),
        ("confidence", _TEXT, "把握：high、medium、low"),
        ("message", _TEXT, "怎么了"),
        ("suggestion", _TEXT, "改成什么；没有则空文字"),
        ("item", _TEXT, "所说的对照项；没有则空"),
        ("section", _TEXT, "在报告的哪一部分，如 二（五）3，第2句"),
        ("quote", _TEXT, "原文；说整份报告的为空文字"),
        ("line", _WHOLE, "行，从 1 数；Word 是段，没有行的格式见 JSON 的说明"),
        ("column", _WHOLE, "列，从 1 数，单位是字（码点）"),
        ("start", _WHOLE, "在读到的正文里从第几个字（码点）起，从 0 数"),
        ("end", _WHOLE, "到第几个字（码点）止，不含"),
        ("basis", _TEXT, "依据，几条用；隔开；编者判断的为空文字"),
        ("fingerprint", _TEXT, "指纹，一份报告之内不重复"),
        ("suppressed_by", _TEXT, "因何放过：exception 例外、reply 批注里的答复；没有放过的为空"),
        ("suppressed_reason", _TEXT, "放过的理由"),
    ),
    "verdicts": (
        _PATH,
        ("status", _TEXT, "checked 查了、partly 查了一部分、unchecked 没有查"),
        ("code", _TEXT, "没有查或只查了一部分的原因，如 unreadable；没有则空"),
        ("message", _TEXT, "同上，一句话"),
        ("sha256", _TEXT, "文件内容的 SHA-256；没有读到的为空"),
        ("format", _TEXT, "格式，如 text、docx"),
        ("characters", _WHOLE, "正文的字数（码点）"),
        ("ruleset", _TEXT, "所用规则集"),
        ("ruleset_version", _TEXT, "规则集的版本"),
        ("ruleset_digest", _TEXT, "规则集的摘要"),
        ("errors", _WHOLE, "必改几条，放过的不算"),
        ("warnings", _WHOLE, "建议改几条，放过的不算"),
        ("infos", _WHOLE, "请核对几条，放过的不算"),
        ("suppressed", _WHOLE, "放过几条"),
        ("crashed", _LIST, "运行失败的规则"),
    ),
    "profiles": (
        _PATH,
        ("agency", _TEXT, "机关；认不出为空，下同"),
        ("kind", _TEXT, "机关类型，如 enforcing"),
        ("level", _TEXT, "层级：national、province、city、county、township"),
        ("domain", _TEXT, "领域，如 ecology"),
        ("traits", _LIST, "特点，如 licensing"),
        ("year", _WHOLE, "报告年度"),
        ("title", _TEXT, "标题"),
        ("signature", _TEXT, "落款"),
        ("signed", _TEXT, "落款日期，写到哪一级就到哪一级，如 2025-01"),
        ("published", _TEXT, "公开日期"),
        ("genre", _TEXT, "annual-report，或别的文种的名称"),
        ("stage", _TEXT, "阶段：draft、submit、publish、archive"),
        ("checklist", _CHECKLIST, "对照表：项、结论、写到哪一档、是否要求，见 [JSON](json.md#verdict)"),
    ),
}

def rows(results: Iterable[Result]) -> Rows:
    """What is said of these results, in their order."""
    made: Rows = {name: [] for name in COLUMNS}
    for result in results:
        made["verdicts"].append(_verdict(result))
        if result.review is not None:
            made["profiles"].append(_profile(result, result.review))
            made["findings"] += _findings(result, result.review)
    return made


def tables(parts: Sequence[Rows]) -> Tables:
    """The rows, those of one part below those of the other."""
    import pyarrow  # noqa: PLC0415  an extra

    return {name: pyarrow.Table.from_pylist([row for part in parts for row in part[name]], schema=schema) for name, schema in schemas().items()}


def schemas() -> Mapping[str, pyarrow.Schema]:
    """Raises `MissingExtra`."""
    try:
        import pyarrow  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("audit", "pyarrow", "audit 写 Parquet ") from None

    text = pyarrow.string()
    rung = pyarrow.struct([(name, text) for name in ("item", "verdict", "level", "expectation")])
    types = {_TEXT: text, _WHOLE: pyarrow.int32(), _LIST: pyarrow.list_(text), _CHECKLIST: pyarrow.list_(rung)}
    made = {name: [(column, types[kind]) for column, kind, _ in columns] for name, columns in COLUMNS.items()}
    return {name: pyarrow.schema(columns, metadata={"schema": SCHEMA, "table": name}) for name, columns in made.items()}


def joined(parts: Sequence[Tables]) -> Tables:
    """Tables one below the other."""
    import pyarrow  # noqa: PLC0415  an extra

    return {name: pyarrow.concat_tables([part[name] for part in parts]) for name in COLUMNS}


def _findings(result: Result, review: Review) -> Iterator[dict[str, Any]]:
    titles = result.ruleset.by_id if result.ruleset else {}
    path = display(result.path)
    for finding in review.findings:
        line, column = review.document.position(finding.span.start)
        rule, excused = titles.get(finding.rule), finding.suppressed
        yield {
            "path": path, "rule": finding.rule, "entry": finding.entry, "family": finding.category, "title": rule.spec.title if rule else "",
            "severity": finding.severity, "confidence": finding.confidence, "message": finding.message, "suggestion": finding.suggestion,
            "item": finding.item, "section": finding.place, "quote": finding.text, "line": line, "column": column, "start": finding.span.start,
            "end": finding.span.end, "basis": "；".join(words.cite(basis) for basis in finding.basis), "fingerprint": finding.fingerprint,
            "suppressed_by": excused.by if excused else None, "suppressed_reason": excused.reason if excused else None,
        }


def _verdict(result: Result) -> dict[str, Any]:
    head = {
        "path": display(result.path), "status": result.status, "code": result.code, "message": result.message, "sha256": result.sha256,
        "format": result.format,
    }
    review = result.review
    if review is None:
        return head
    live = [finding for finding in review.findings if finding.suppressed is None]
    counts = {f"{severity}s": _count(live, severity) for severity in ("error", "warning", "info")}
    return {
        **head, "characters": len(review.document.text), "ruleset": review.ruleset.name, "ruleset_version": review.ruleset.version,
        "ruleset_digest": review.ruleset.digest, **counts, "suppressed": len(review.findings) - len(live), "crashed": list(review.crashed),
    }


def _count(findings: Iterable[Finding], severity: str) -> int:
    return sum(finding.severity == severity for finding in findings)


def _profile(result: Result, review: Review) -> dict[str, Any]:
    profile = review.profile
    return {
        "path": display(result.path), "agency": profile.agency, "kind": profile.kind, "level": profile.level, "domain": profile.domain,
        "traits": sorted(profile.traits), "year": profile.year, "title": profile.title, "signature": profile.signature, "signed": profile.signed,
        "published": profile.published, "genre": profile.genre, "stage": profile.stage,
        "checklist": [
            {"item": each.item, "verdict": each.verdict, "level": each.level, "expectation": each.expectation} for each in review.checklist
        ],
    }
