"""JUnit's XML, for CI that shows tests: a suite a report, a case a finding. What does not make the run fail is skipped, with its words."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from linter.batch import Result
from linter.writers import Look
from linter.writers.remarks import Remark, of
from linter.writers.xml import dumps


def write(results: Sequence[Result], _: Look) -> str:
    root = Element("testsuites", name="fazhi-lint")
    for result in results:
        suite = SubElement(root, "testsuite", name=result.path)
        cases = list(of(result))
        for case in cases:
            _case(suite, case)
        if not any(case.fails for case in cases):
            SubElement(suite, "testcase", classname=result.path, name="没有不通过的结论")
        _count(suite)
    _count(root)
    return dumps(root)


def _case(suite: Element, each: Remark) -> None:
    line = {"line": str(each.region.line)} if each.region else {}
    case = SubElement(suite, "testcase", {"classname": each.path, "name": f"{each.code} {each.message}", "file": each.path, **line})
    outcome = "skipped" if not each.fails else "failure" if each.finding else "error"
    kind = {} if outcome == "skipped" else {"type": each.code}
    SubElement(case, outcome, {"message": each.message, **kind})


def _count(element: Element) -> None:
    """The numbers that a suite states of itself."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
