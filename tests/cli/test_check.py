"""`fazhi-lint check`: exit codes, selection, where output goes."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter import checks
from tests.support import BAD, Ran

Cli = Callable[..., Ran]
TINY = ("--ruleset", "tiny.yaml")


def run(cli: Cli, *arguments: str) -> Ran:
    return cli("check", *TINY, *arguments)


def found(cli: Cli, *arguments: str) -> list[str]:
    """The rules of the findings of 必改.txt."""
    data = json.loads(run(cli, "--format", "json", *arguments, "必改.txt").out)
    return [finding["rule"] for finding in data["files"][0]["findings"]]


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of rule N902 raises."""
    kind = checks.kind
    real = kind("term")

    def broken(facts: Any, params: Any) -> Any:
        if params.entries[0].wrong == "乙错":
            raise ZeroDivisionError("除以零")
        return real.function(facts, params)

    monkeypatch.setattr(checks, "kind", lambda name: checks.CheckKind(name, real.params, broken, "") if name == "term" else kind(name))


# -- exit codes


@pytest.mark.parametrize(
    ("paths", "threshold", "code"),
    [
        (["合格.txt"], "info", 0), (["请核对.txt"], "info", 1), (["请核对.txt"], "warning", 0), (["建议改.txt"], "warning", 1),
        (["建议改.txt"], "error", 0), (["必改.txt"], "error", 1), (["必改.txt"], "never", 0), (["."], "never", 3), (["合格.txt", "必改.txt"], "error", 1),
        (["没有.txt"], "never", 3), (["没有.txt", "必改.txt"], "error", 3), (["空.txt", "合格.txt"], "error", 3),
    ],
)
def test_exit_codes(cli: Cli, desk: Path, paths: list[str], threshold: str, code: int) -> None:
    (desk / "空.txt").write_bytes(b"")
    assert run(cli, "--fail-on", threshold, *paths).code == code


def test_error_is_the_default_threshold(cli: Cli, desk: Path) -> None:
    assert (run(cli, "必改.txt").code, run(cli, "建议改.txt").code) == (1, 0)


def test_an_archived_report_never_fails(cli: Cli, desk: Path) -> None:
    ran = run(cli, "--stage", "archive", "--fail-on", "info", "必改.txt")
    assert ran.code == 0
    assert "必改 1处" in ran.out


@pytest.mark.usefixtures("crash")
def test_a_crashed_check_is_a_finding_and_the_others_go_on(cli: Cli, desk: Path) -> None:
    ran = run(cli, "--format", "json", "--fail-on", "never", "必改.txt", "没有.txt")
    findings = json.loads(ran.out)["files"][0]["findings"]
    assert ran.code == 2
    assert {finding["rule"] for finding in findings} == {"W901", "R903", "Z101"}
    crashed = next(finding for finding in findings if finding["rule"] == "Z101")
    assert "N902" in crashed["message"]
    assert "除以零" in crashed["message"]
    assert "Traceback" not in ran.err + ran.out


@pytest.mark.usefixtures("crash")
def test_a_rule_that_nobody_wants_does_not_run(cli: Cli, desk: Path) -> None:
    assert found(cli, "--select", "W") == ["W901"]
    assert run(cli, "--ignore", "N", "合格.txt").code == 0
    assert run(cli, "合格.txt").code == 2


def test_a_missing_path_is_named_and_the_others_are_checked(cli: Cli, desk: Path) -> None:
    ran = run(cli, "没有.txt", "必改.txt", "也没有/")
    assert ran.code == 3
    assert "没有.txt: 没有检查 没有这个文件或文件夹；请检查路径" in ran.out
    assert "必改.txt:3:2: 必改 W901:甲错" in ran.out
    assert "没有检查 2份" in ran.out.splitlines()[-1]


# -- selection


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], ["W901", "N902", "R903"]), (["--select", "W901"], ["W901"]), (["--select", "W,R"], ["W901", "R903"]), (["--select", "W，numbers"], ["W901", "N902"]),
        (["--select", "R903:丙错"], ["R903"]), (["--select", "R903:丁错"], []), (["--select", "W", "--select", "N"], ["W901", "N902"]),
        (["--ignore", "W901"], ["N902", "R903"]), (["--select", "W,N", "--ignore", "N902"], ["W901"]), (["--ignore", "R903:丙错"], ["W901", "N902"]),
        (["--min-confidence", "medium"], ["W901", "N902"]), (["--min-confidence", "high"], ["W901"]),
    ],
)
def test_selection(cli: Cli, desk: Path, options: list[str], rules: list[str]) -> None:
    assert found(cli, *options) == rules


def test_selection_decides_the_exit_code_and_not_the_checklist(cli: Cli, desk: Path) -> None:
    assert run(cli, "--ignore", "W901", "必改.txt").code == 0
    whole, part = (json.loads(run(cli, "--format", "json", *extra, "必改.txt").out)["files"][0] for extra in ((), ("--select", "W")))
    assert whole["checklist"] == part["checklist"] != []


# -- what the report is


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (["--year", "2021"], "year", 2021), (["--agency", "某市教育局"], "agency", "某市教育局"), (["--kind", "branch"], "kind", "branch"),
        (["--stage", "draft"], "stage", "draft"),
    ],
)
def test_what_the_user_says_of_the_report(cli: Cli, desk: Path, options: list[str], key: str, value: object) -> None:
    data = json.loads(run(cli, "--format", "json", *options, "合格.txt").out)
    assert data["files"][0]["profile"][key] == value


# -- output


def test_formats_together(cli: Cli, desk: Path) -> None:
    ran = run(cli, "--format", "json=结 果.json", "--format", "concise", "--format", "text=结果.txt", "必改.txt")
    assert ran.out.splitlines()[0] == "必改.txt:3:2: 必改 W901:甲错 “甲错”应为“甲对”（一，第1句）"
    assert json.loads(Path("结 果.json").read_bytes())["summary"] == {"files": 1, "errors": 1, "warnings": 1, "infos": 1, "suppressed": 0, "unchecked": 0}
    assert "改法：改作“甲对”。" in Path("结果.txt").read_text(encoding="utf-8")
    assert ran.code == 1


def test_output_takes_what_would_be_printed(cli: Cli, desk: Path) -> None:
    printed = run(cli, "必改.txt").out
    assert run(cli, "--output", "出.txt", "必改.txt").out == ""
    assert Path("出.txt").read_text(encoding="utf-8") == printed
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []  # no temporary file stays


def test_nothing_is_written_over_a_report(cli: Cli, desk: Path) -> None:
    for arguments in (["--output", "必改.txt", "必改.txt"], ["--output", "./必改.txt", "."], ["--format", "json=必改.txt", "必改.txt"]):
        ran = run(cli, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "是要检查的报告" in ran.err
    Path("链.csv").symlink_to("必改.txt")
    for command in ("text", "figures"):
        for target in ("必改.txt", "./必改.txt", "链.csv"):
            ran = cli(command, "必改.txt", "--output", target)
            assert (ran.code, ran.out, ran.err) == (2, "", f"错误：{target} 是要检查的报告，不能用来存结果；请换一个文件名\n")
    assert Path("必改.txt").read_text(encoding="utf-8") == BAD


def test_nothing_is_written_over_what_says_how_to_check(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    run(cli, "--write-baseline", "旧.jsonl", "必改.txt")
    Path(".fazhi-lint.yaml").write_text("ruleset: ./tiny.yaml\nbaseline: 旧.jsonl\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    for target, what in ((".fazhi-lint.yaml", "配置文件"), ("./tiny.yaml", "规则集"), ("旧.jsonl", "基线")):
        for arguments in (["必改.txt"], ["--no-config", "--ruleset", "./tiny.yaml", "--baseline", "旧.jsonl", "必改.txt"], ["-"]):
            if what == "配置文件" and "--no-config" in arguments:
                continue
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
            ran = cli("check", *arguments, "--output", target)
            assert (ran.code, ran.out) == (2, "")
            assert f"{target} 是{what}，不能用来存结果" in ran.err
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before
    assert cli("check", "必改.txt", "--write-baseline", "旧.jsonl").code == 0  # the one file that may be both


def test_nothing_is_written_over_what_a_ruleset_is_made_of(cli: Cli, desk: Path) -> None:
    Path("子.yaml").write_text("schema: 1\nversion: 0.0.1\nname: z\nextends: ./tiny.yaml\n", encoding="utf-8")
    for _ in range(2):  # read from its files, and as it was kept
        ran = cli("check", "必改.txt", "--ruleset", "./子.yaml", "--output", "tiny.yaml")
        assert (ran.code, ran.err) == (2, "错误：tiny.yaml 是规则集，不能用来存结果；请换一个文件名\n")


def test_two_results_do_not_go_to_one_file(cli: Cli, desk: Path) -> None:
    Path("链").symlink_to("出")
    for arguments in (["--format", "json=出", "--format", "text=./出"], ["--format", "json=出", "--output", "链"], ["--format", "json=出", "--format", "text=链"]):
        more = ["--format", "text"] if "--output" in arguments else []
        ran = run(cli, *arguments, *more, "合格.txt")
        assert (ran.code, ran.err) == (2, "错误：两种格式不能存进同一个文件；请换一个文件名\n")
    ran = run(cli, "--write-baseline", "基线", "--output", "./基线", "合格.txt")
    assert (ran.code, "基线 是基线，不能用来存结果" in ran.err) == (2, True)
    assert not Path("出").exists() and not Path("基线").exists()


def test_a_new_file_has_the_rights_that_new_files_have(cli: Cli, desk: Path) -> None:
    Path("普通").write_text("", encoding="utf-8")
    run(cli, "--output", "出.txt", "合格.txt")
    assert Path("出.txt").stat().st_mode == Path("普通").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_waits_for_the_temporary_file_leads_nowhere(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("别人的").write_text("旧", encoding="utf-8")
    Path(f".fazhi-lint-{os.getpid()}.tmp").symlink_to("别人的")
    assert run(cli, "--output", "出.txt", "合格.txt").code == 0
    monkeypatch.setattr(os, "urandom", bytes)
    Path(f".fazhi-lint-{bytes(8).hex()}.tmp").symlink_to("别人的")  # even where the name is guessed
    assert run(cli, "--output", "又.txt", "合格.txt").code == 2
    assert Path("别人的").read_text(encoding="utf-8") == "旧"


def test_output_that_cannot_be_written(cli: Cli, desk: Path) -> None:
    for target, reason in (("没有/出.txt", "没有这个文件或文件夹"), (".", "这是文件夹"), ("必改.txt/出.txt", "路径中有一段不是文件夹")):
        ran = run(cli, "--output", target, "合格.txt")
        assert (ran.code, ran.err) == (2, f"错误：写不了 {target}：{reason}\n")


@pytest.mark.skipif(os.name == "nt", reason="no such devices there")
def test_output_to_a_device_leaves_the_device(cli: Cli, desk: Path) -> None:
    os.mkfifo("管")
    reader = os.open("管", os.O_RDONLY | os.O_NONBLOCK)
    assert run(cli, "--output", "管", "--quiet", "合格.txt").code == 0
    assert "合计 1份报告" in os.read(reader, 1000).decode()
    os.close(reader)
    assert Path("管").is_fifo()


def test_output_through_a_link_keeps_the_link_and_the_mode(cli: Cli, desk: Path) -> None:
    Path("真.txt").write_text("旧", encoding="utf-8")
    Path("真.txt").chmod(0o640)
    Path("链.json").symlink_to("真.txt")
    run(cli, "--format", "json=链.json", "合格.txt")
    assert Path("链.json").is_symlink()
    assert Path("真.txt").read_text(encoding="utf-8").startswith("{")
    assert Path("真.txt").stat().st_mode & 0o777 == 0o640


def test_quiet_prints_one_line_and_what_was_not_checked(cli: Cli, desk: Path) -> None:
    assert run(cli, "-q", "必改.txt").out == "合计 1份报告  必改 1处  建议改 1处  请核对 1处\n"
    assert run(cli, "-q", "没有.txt").out.splitlines()[0].startswith("没有.txt: 没有检查")


def test_the_checklist_can_be_left_out(cli: Cli, desk: Path) -> None:
    assert "不作要求" in run(cli, "合格.txt").out
    assert "不作要求" not in run(cli, "--no-checklist", "合格.txt").out


def test_statistics(cli: Cli, desk: Path) -> None:
    out = run(cli, "--statistics", "--fail-on", "never", "必改.txt", "建议改.txt").out
    assert "     2  N902  建议改的词\n     2  R903  请核对的词\n     1  W901  必改的词\n" in out


def test_all_shows_what_is_not_asked_and_every_finding(cli: Cli, desk: Path) -> None:
    Path("多.txt").write_text(BAD + "".join(f"{i}甲错、\n" for i in range(3)), encoding="utf-8")
    assert "（共4处）" in run(cli, "多.txt").out
    assert len(run(cli, "--all", "合格.txt").out.splitlines()) > len(run(cli, "合格.txt").out.splitlines()) + 20


def test_stdin(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, shown, kind in ((None, "<stdin>", "text"), ("区局/报告.md", "区局/报告.md", "markdown")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode("gbk"))))
        ran = run(cli, "--format", "json", *(["--stdin-filename", name] if name else []), "-")
        data = json.loads(ran.out)["files"][0]
        assert (ran.code, data["path"], data["format"], len(data["findings"])) == (1, shown, kind, 3)


def test_skipped_files_are_listed_on_request(cli: Cli, desk: Path) -> None:
    (desk / ".藏.txt").write_text("字", encoding="utf-8")
    shown = run(cli, "--show-skipped", ".")
    assert "跳过 .藏.txt：隐藏文件或临时文件" in shown.err
    assert "跳过 tiny.yaml：扩展名 .yaml 不是报告" in shown.err
    assert run(cli, ".").err == ""


def test_a_fixed_day(cli: Cli, desk: Path) -> None:
    assert run(cli, "--today", "2026-12-31", "合格.txt").err == ""
    assert "超过一年" in run(cli, "--today", "2027-01-02", "合格.txt").err


def test_the_same_bytes_every_time(cli: Cli, desk: Path) -> None:
    for form in ("json", "text", "concise"):
        assert len({run(cli, "--format", form, "--fail-on", "never", ".", "没有.txt").out for _ in range(3)}) == 1


def test_progress_and_time_are_no_part_of_the_review(cli: Cli, desk: Path) -> None:
    for number in range(12):
        (desk / f"{number}.txt").write_text(BAD, encoding="utf-8")
    ran = run(cli, ".")
    assert ran.err == ""
    assert "用时" not in ran.out
