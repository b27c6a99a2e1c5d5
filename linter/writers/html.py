"""One self-contained page of a run: each report as written with its findings marked and noted beside, its checklist, an index.

Nothing is loaded and no script runs: links, filters and print are HTML and CSS alone, and the page forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from linter import __version__
from linter.batch import Result
from linter.readers import OWN_PAGE
from linter.review import CATEGORIES, SEVERITIES, SEVERITY_NAMES
from linter.writers import Look
from linter.writers.digest import SHOWN
from linter.writers.explain import FAMILY_NAMES
from linter.writers.html_report import Report, article
from linter.writers.markup import Node, Safe, join, seen, tag


def write(results: Sequence[Result], look: Look) -> str:
    reports = [Report(result, f"r{number}-", look) for number, result in enumerate(results, 1)]
    style = _style()
    head = join(
        tag("meta", charset="utf-8"),
        Safe(OWN_PAGE),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light"),
        tag("title", seen(f"{reports[0].name if len(reports) == 1 else f'{len(reports)}份报告'} 检查结果")),
        tag("style", Safe(style)),
    )
    body = join(
        tag("header", tag("h1", "法治政府建设年度报告检查结果"), _unchecked(reports), _index(reports), _filter(reports), id="top"),
        tag("main", [article(report) for report in reports]),
        tag("footer", f"fazhi-lint {__version__}。本页含报告全文，按报告本身的要求保管；打开、筛选和打印都不联网。"),
    )
    return f"<!DOCTYPE html>\n{tag('html', tag('head', head), tag('body', body), lang='zh-CN')}\n"


def _style() -> str:
    """The stylesheet, with the rules that hide what a filter has switched off."""
    hidden = [
        f"body:has(#show-{name}:not(:checked)) :is(.note, .badge, .listed).{name} {{ display: none }}\n"
        f"body:has(#show-{name}:not(:checked)) .mark.{name} {{ background: none; text-decoration: none }}\n"
        for name in (*SEVERITIES, *CATEGORIES, "lesser")
    ]
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8") + "".join(hidden)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _unchecked(reports: Sequence[Report]) -> Node:
    """What was not checked, or only in part, is said first."""
    lost = [report.result for report in reports if report.result.status != "checked"]
    if not lost:
        return None
    states = {"unchecked": "没有检查", "partly": "只检查了一部分"}
    rows = [tag("li", tag("b", f"{result.path}：{states[result.status]}"), f" {result.message or ''}") for result in lost]
    return tag("section", tag("h2", f"有{len(lost)}份没有检查或没有查全"), tag("ul", rows), class_="lost")


def _index(reports: Sequence[Report]) -> Node:
    if len(reports) == 1:
        return None
    head = tag("tr", [tag("th", name, scope="col") for name in ("报告", "文件", *SEVERITY_NAMES.values())])
    rows = []
    for report in reports:
        if report.result.review is None:
            cells: list[Node] = [tag("td", "没有检查", colspan=len(SEVERITIES))]
        else:
            cells = [tag("td", str(report.count(severity)), class_="count") for severity in SEVERITIES]
        name = tag("a", report.name, href=f"#{report.prefix}top")
        rows.append(tag("tr", tag("th", name, scope="row"), tag("td", report.result.path, class_="path"), cells))
    return tag("nav", tag("table", tag("caption", f"目录：{len(reports)}份报告"), tag("thead", head), tag("tbody", rows)), aria_label="目录", class_="index")


def _filter(reports: Sequence[Report]) -> Node:
    notes = [note for report in reports for note in report.notes]
    if not notes:
        return None
    severities = Counter(note.row.finding.severity for note in notes)
    categories = Counter(note.row.finding.category for note in notes)
    lesser = sum(note.lesser for note in notes)
    boxes = [
        _boxes("级别", [(name, SEVERITY_NAMES[name], severities[name]) for name in SEVERITIES if severities[name]]),
        _boxes("类别", [(name, FAMILY_NAMES[name], categories[name]) for name in CATEGORIES if categories[name]]),
    ]
    if lesser:
        boxes.append(_boxes("其余", [("lesser", f"每份报告第{SHOWN}条以后较轻的", lesser)], checked=False))
    return tag("section", tag("h2", "只看哪些问题"), boxes, class_="filter", aria_label="筛选")


def _boxes(legend: str, boxes: Sequence[tuple[str, str, int]], *, checked: bool = True) -> Safe:
    labels = [
        tag("label", tag("input", type="checkbox", id=f"show-{name}", checked=checked), tag("span", f"{label} {count}"))
        for name, label, count in boxes
    ]
    return tag("fieldset", tag("legend", legend), labels)
