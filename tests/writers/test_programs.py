"""The formats for programs: one run with every kind of result in each of them, as it was last read, and what each may not do."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter import batch
from linter.batch import Options, Result
from linter.document import Span
from linter.readers import OWN_COMMENT
from linter.review import SEVERITIES, Finding, Suppression
from linter.writers import Look, remarks, write
from linter.writers.cells import inert
from linter.writers.markdown import LONGEST, plain
from tests.proof import golden
from tests.support import BAD, ROOT, SEEDS, Ran
from tests.word import docx, p

Cli = Callable[..., Ran]
KEPT = {"csv": "csv", "markdown": "md", "jsonl": "jsonl", "sarif": "sarif", "github": "txt", "gitlab": "json", "junit": "xml", "checkstyle": "xml", "rdjson": "json"}
CONFIG = """\
ruleset: ./tiny.yaml
overrides:
- {files: 旧/, stage: archive}
exceptions:
- {file: 例外.txt, rule: "W901:甲错", text: 有甲错, reason: 照录原文, until: 2026-06-30}
"""
SARIF = jsonschema.Draft4Validator(json.loads((ROOT / "tests" / "fixtures" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")))
TINY = Options("./tiny.yaml")


@pytest.fixture
def told(cli: Cli, desk: Path) -> Callable[[str], str]:
    """What the command line prints in a format: lines, a Word file, excused and archived findings, an input that is none."""
    for name in ("建议改", "请核对"):
        (desk / f"{name}.txt").unlink()
    (desk / ".fazhi-lint.yaml").write_text(CONFIG, encoding="utf-8")
    (desk / "例外.txt").write_text(BAD, encoding="utf-8")
    (desk / "旧").mkdir()
    (desk / "旧" / "一.txt").write_text(BAD, encoding="utf-8")
    (desk / "报告.docx").write_bytes(docx("".join(p(line) for line in BAD.splitlines())))
    (desk / "图.txt").write_bytes(b"\x89PNG\x00")

    def printed(name: str) -> str:
        target = Path(".out")
        assert cli("check", "--today", "2026-03-01", "--format", name, "--output", str(target), ".").code == 3  # the picture
        return target.read_bytes().decode()

    return printed


@pytest.mark.parametrize("name", KEPT)
def test_as_it_was_last_read(told: Callable[[str], str], name: str) -> None:
    golden.compare(f"formats/{name}.{KEPT[name]}", told(name).replace("\r\n", "\n"))


@pytest.mark.parametrize("name", KEPT)
def test_no_time_no_place_of_this_machine(told: Callable[[str], str], name: str, desk: Path) -> None:
    text = told(name)
    assert told(name) == text
    assert str(desk) not in text
    assert not re.search(r"\d\d:\d\d:\d\d", text)


@pytest.mark.parametrize("name", KEPT)
def test_nothing_is_passed_over_in_silence(told: Callable[[str], str], name: str) -> None:
    """The input that was not checked is there, the reports with findings too."""
    text = told(name)
    unquoted = text.replace("%E5%9B%BE", "图").replace("%E6%8A%A5%E5%91%8A", "报告")
    assert "图.txt" in unquoted
    assert "空字节" in text
    assert "报告.docx" in unquoted


# -- sarif


def log(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    SARIF.validate(data)
    run: dict[str, Any] = data["runs"][0]
    return run


def test_sarif_of_every_kind_of_result(told: Callable[[str], str]) -> None:
    run = log(told("sarif"))
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["N902", "R903", "W901"]
    assert all(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    levels = Counter((result["ruleId"], result["level"], result["properties"]["stage"]) for result in run["results"])
    assert levels["W901", "note", "archive"] == 1  # it counts and stops nobody
    assert levels["W901", "error", "submit"] == 1
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [result["suppressions"] for result in suppressed] == [[{"kind": "external", "status": "accepted", "justification": "照录原文"}]]
    invocation = run["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]] == ["not-text"]
    places = [result["locations"][0] for result in run["results"]]
    for place in places:
        word = place["physicalLocation"]["artifactLocation"]["uri"].endswith(".docx")
        assert ("region" in place["physicalLocation"]) is not word
        assert place.get("logicalLocations") == ([{"name": "第3段"}] if word else None)
    fixed = [any("fixes" in result for result in run["results"] if result["locations"][0] == place) for place in places]
    assert fixed == ["region" in place["physicalLocation"] for place in places]  # deleted are regions, so only where there are lines


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_sarif_points_at_the_words(seed: Path) -> None:
    """What is deleted by each fix, and what each region holds, are the words of the file."""
    result = batch.review_bytes(seed.read_bytes(), f"一 库/{seed.name}", Options())
    assert result.review is not None
    lines = seed.read_bytes().decode().split("\n")
    run = log(write("sarif", [result], Look()))  # type: ignore[arg-type]
    assert len(run["results"]) == len(result.review.findings)
    assert any("fixes" in one for one in run["results"])
    for one, finding in zip(run["results"], result.review.findings, strict=True):
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("%E4%B8%80%20%E5%BA%93/")
        assert one["partialFingerprints"] == {"fazhiLint/v1": finding.fingerprint}
        if finding.text and "\n" not in finding.text:
            region = place["region"]
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == finding.text
        for edit, replacement in zip(finding.fix.edits if finding.fix else (), [r for f in one.get("fixes", []) for r in f["artifactChanges"][0]["replacements"]], strict=True):
            region = replacement["deletedRegion"]
            assert replacement["insertedContent"]["text"] == edit.text
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == edit.span.of(result.review.document.text)
    for rule in run["tool"]["driver"]["rules"]:
        assert "依据：" in rule["help"]["text"]
        assert "**依据**" in rule["help"]["markdown"]


@pytest.mark.parametrize(("by", "kind"), [("reply", "inSource"), ("exception", "external"), ("baseline", "external")])
def test_sarif_says_where_an_excuse_stands(desk: Path, by: Any, kind: str) -> None:
    result = many({"error": 1})
    assert result.review is not None
    excused = replace(result.review.findings[0], suppressed=Suppression(by, "已核"))
    run = log(str(write("sarif", [replace(result, review=replace(result.review, findings=(excused,)))], Look())))
    assert run["results"][0]["suppressions"] == [{"kind": kind, "status": "accepted", "justification": "已核"}]


def test_the_schema_can_refuse(told: Callable[[str], str]) -> None:
    data = json.loads(told("sarif"))
    data["runs"][0]["results"][0]["level"] = "必改"
    assert not SARIF.is_valid(data)


def test_a_path_becomes_a_reference() -> None:
    assert remarks.uri("a:b/报 告#1.txt") == "a%3Ab/%E6%8A%A5%20%E5%91%8A%231.txt"
    assert remarks.uri(str(ROOT)).startswith("file:///")


# -- github


def many(counts: dict[str, int]) -> Result:
    """A result with so many different findings of each severity."""
    done = batch.review_bytes(BAD.encode(), "目录,一:二.txt", TINY)
    assert done.review is not None
    first = done.review.findings[0]
    findings = tuple(
        replace(first, severity=severity, message=f"{severity}{number}")  # type: ignore[arg-type]
        for severity in counts for number in range(counts[severity])
    )
    return replace(done, review=replace(done.review, findings=findings))


def levels(results: list[Result]) -> list[str]:
    return [line.split()[0] for line in str(write("github", results, Look())).splitlines()]


@pytest.mark.parametrize("counts", [(0, 0, 0), (10, 10, 10), (11, 0, 0), (25, 12, 40), (0, 0, 11)])
def test_github_is_kept_within_its_limits(desk: Path, counts: tuple[int, int, int]) -> None:
    result = many(dict(zip(SEVERITIES, counts, strict=True)))
    lines = str(write("github", [result], Look())).splitlines()
    got = Counter(line.split()[0] for line in lines)
    assert all(number <= 10 for number in got.values())
    assert levels([result]) == sorted(levels([result]), key=["::error", "::warning", "::notice"].index)
    shown = [line for line in lines if "file=" in line]
    if len(shown) < sum(counts):
        assert sum(map(int, re.findall(r" (\d+)条", lines[-1]))) == sum(counts) - len(shown)
    else:
        assert "另有" not in "".join(lines)


def test_github_commands_cannot_be_forged(desk: Path) -> None:
    result = many({"error": 1})
    assert result.review is not None
    forged = replace(result.review.findings[0], message="50%\n::set-output name=x::y\r\n::stop-commands::z", entry="a,b:c")
    lines = str(write("github", [replace(result, review=replace(result.review, findings=(forged,)))], Look())).splitlines()
    assert len(lines) == 1
    assert "file=目录%2C一%3A二.txt," in lines[0]
    assert "::50%25%0A::set-output" in lines[0]
    assert "title=必改 W901%3Aa%2Cb%3Ac" in lines[0]


# -- gitlab, junit, checkstyle, rdjson


def test_gitlab_tells_issues_apart(told: Callable[[str], str]) -> None:
    issues = json.loads(told("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} == {"blocker", "major", "minor", "info"}
    assert all(issue["severity"] == "info" for issue in issues if issue["location"]["path"].startswith("旧/"))
    assert {issue["location"]["lines"]["begin"] for issue in issues if issue["location"]["path"] == "报告.docx"} == {1}


def test_junit_fails_what_makes_the_run_fail(told: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(told("junit").encode())
    suites = {suite.get("name"): suite for suite in root}
    assert {name: (suite.get("failures"), suite.get("errors")) for name, suite in suites.items()} == {
        "例外.txt": ("0", "0"), "合格.txt": ("0", "0"), "图.txt": ("0", "1"), "必改.txt": ("1", "0"), "报告.docx": ("1", "0"), "旧/一.txt": ("0", "0"),
    }
    assert all(int(suite.get("tests") or 0) == len(suite) > 0 for suite in suites.values())
    assert root.get("tests") == str(sum(len(suite) for suite in suites.values()))


def test_checkstyle_severities(told: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(told("checkstyle").encode())
    severities = {file.get("name"): [error.get("severity") for error in file] for file in root}
    assert severities["旧/一.txt"] == ["info", "info", "info"]
    assert severities["必改.txt"] == ["error", "warning", "info"]
    assert severities["合格.txt"] == []


def test_rdjson_counts_bytes(told: Callable[[str], str]) -> None:
    diagnostics = [each for each in json.loads(told("rdjson"))["diagnostics"] if each["location"]["path"] == "必改.txt"]
    line = BAD.split("\n")[2].encode()
    for each, word in zip(diagnostics, ("甲错", "乙错", "丙错"), strict=True):
        place = each["location"]["range"]
        assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == word


def test_rdjson_states_no_place_of_a_file_that_changed(desk: Path) -> None:
    result = batch.review_file(Path("必改.txt"), TINY)
    Path("必改.txt").write_text("", encoding="utf-8")
    data = json.loads(str(write("rdjson", [result], Look())))
    assert [each["location"] for each in data["diagnostics"]] == [{"path": "必改.txt"}] * 3


ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)  # what can be written as UTF-8; control characters too


@given(ANY, ANY, ANY.map(lambda path: path.replace("\0", "")))
def test_no_text_breaks_a_format(message: str, text: str, path: str) -> None:
    """Whatever stands in a report: XML parses, JSON Lines and annotations stay a line each, the file can be written."""
    result = hostile(message, text, path)
    for name in KEPT:
        content = str(write(name, [result], Look()))
        content.encode()
        if name in ("junit", "checkstyle"):
            ElementTree.fromstring(content.encode())
        if name in ("jsonl", "github"):
            assert content.count("\n") == 1


def hostile(message: str, text: str, path: str) -> Result:
    done = batch.review_bytes(BAD.encode(), "报告.txt", Options(str(ROOT / "tests/fixtures/rulesets/tiny/tiny.yaml"), folder=ROOT))
    assert done.review is not None
    finding = Finding("W901", "wording", "error", message, Span(0, 3), text, suggestion=text, place=text, fingerprint="fp1:")
    return replace(done, path=path, review=replace(done.review, findings=(finding,)))


# -- csv and markdown


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x", "'=1", "::error::x"])
def test_a_cell_is_no_formula(cell: str) -> None:
    assert inert(cell) == "'" + cell
    assert inert(f"甲{cell}") == f"甲{cell}"


def test_csv_for_excel(told: Callable[[str], str]) -> None:
    text = told("csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert all(len(row) == 13 for row in rows)
    assert [row["放过"] for row in rows if row["放过"]] == ["例外：照录原文，到 2026-06-30"]
    assert {row["阶段"] for row in rows if row["报告"].startswith("旧/")} == {"存档"}
    assert {row["位置"] for row in rows if row["报告"] == "报告.docx"} == {"第3段"}


def test_markdown_begins_with_its_mark_and_the_worst(told: Callable[[str], str]) -> None:
    text = told("markdown")
    assert text.startswith(OWN_COMMENT + "\n")
    assert re.findall(r"^#### (.*)$", text, re.M) == ["图.txt", "必改.txt", "报告.docx", "例外.txt", "旧/一.txt（存档稿，只统计）"]


@pytest.mark.parametrize("text", ["@all 看", "#12 和 !34，gh-5", "<img src=x onerror=y>", "![](http://x/y.png)", "[链](http://x)", "a\n\n# b", "`x`|y", "-->", "\u202e反", "见 https://x.example/y", "WWW.x.example", "a.b@x.example"])
def test_markdown_of_a_report_is_only_words(text: str) -> None:
    from markdown_it import MarkdownIt

    shown = plain(text)
    assert "\n" not in shown
    assert not re.search(r"(?i)[@#!]\w|://|www\.|gh-\d", shown)  # none of what is linked of itself
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"- 甲 {shown}")
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "html_inline"} and "html_inline" not in kinds


def test_markdown_keeps_within_a_comment(desk: Path) -> None:
    results = [replace(many({"error": 20}), path=f"{number:03}.txt") for number in range(300)]
    text = str(write("markdown", results, Look()))
    assert LONGEST * 0.9 < len(text.encode()) <= LONGEST
    shown = len(re.findall("^- ", text, re.M))
    assert f"还有 {6000 - shown} 条没有写出" in text


def test_jsonl_is_what_the_json_has(told: Callable[[str], str]) -> None:
    lines = [json.loads(line) for line in told("jsonl").splitlines()]
    assert lines == json.loads(told("json"))["files"]


# -- what is archived


def test_an_archived_report_is_never_told_as_a_failure(cli: Cli, desk: Path) -> None:
    """It counts, in words and numbers, and no program that stops at errors stops."""
    said = {name: cli("check", "--ruleset", "tiny.yaml", "--stage", "archive", "--format", name, "必改.txt") for name in (*KEPT, "text", "concise", "json", "html")}
    assert {ran.code for ran in said.values()} == {0}
    assert all("甲错" in ran.out for ran in said.values())
    for name, failing in {
        "sarif": '"level": "error",', "github": "::error", "gitlab": "major", "junit": "<failure", "checkstyle": 'severity="error"', "rdjson": "ERROR",
    }.items():
        assert failing not in said[name].out
    for name in ("text", "concise", "markdown", "html"):
        assert "存档稿，只统计" in said[name].out
    cli("check", "--ruleset", "tiny.yaml", "--stage", "archive", "--format", "docx=批注.docx", "--format", "text", "必改.txt")
    assert "请核对 1处（存档稿，只统计）" in zipfile.ZipFile("批注.docx").read("word/document.xml").decode()
    assert json.loads(said["json"].out)["summary"]["errors"] == 1
    assert "存档 1份只统计" in cli("check", "--ruleset", "tiny.yaml", "--stage", "archive", "-q", "必改.txt").out


def test_archived_reports_do_not_take_the_room_of_others(desk: Path) -> None:
    old, new = many({"error": 30}), many({"info": 5})
    assert old.review is not None
    archived = replace(old, path="2019/旧.txt", review=replace(old.review, profile=replace(old.review.profile, stage="archive")))
    lines = str(write("github", [archived, new], Look())).splitlines()
    assert ["目录" in line for line in lines] == [True] * 5 + [False] * 5


def test_a_comment_is_no_report(cli: Cli, desk: Path) -> None:
    """So that a run over the folder it was written into takes it neither for an input nor for something to protect."""
    for _ in range(2):
        assert cli("check", "--ruleset", "tiny.yaml", "--format", "markdown=评论.md", "--format", "github", ".").code == 1
    assert "评论.md" not in cli("check", "--ruleset", "tiny.yaml", ".").out
