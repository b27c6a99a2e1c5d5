"""`fazhi-lint config`, and what a configuration and a baseline change of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import Ran

Cli = Callable[..., Ran]
CONFIG = Path(".fazhi-lint.yaml")


@pytest.fixture
def configured(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes the configuration of the current folder."""
    monkeypatch.delenv("CI", raising=False)
    (desk / ".git").mkdir()
    return lambda text: CONFIG.write_text(f"ruleset: ./tiny.yaml\n{text}", encoding="utf-8") and None


def rules(cli: Cli, *arguments: str) -> list[str]:
    data = json.loads(cli("check", "--format", "json", *arguments).out)
    return [finding["rule"] for finding in data["files"][0]["findings"] if finding["suppressed"] is None]


def test_a_configuration_decides_and_the_command_line_more_so(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("fail-on: warning\nignore: [W901]\n")
    assert rules(cli, "必改.txt") == ["N902", "R903"]
    assert [cli("check", *more, "必改.txt").code for more in ((), ("--fail-on", "error"), ("--ignore", "N"))] == [1, 0, 0]
    assert rules(cli, "--no-config", "--ruleset", "tiny.yaml", "必改.txt") == ["W901", "N902", "R903"]
    assert cli("check", "--select", "R903", "必改.txt").code == 0  # a rule that only the configured ruleset has
    assert "没有规则 W101" in cli("check", "--select", "W101", "必改.txt").err


def test_each_report_has_its_own_threshold(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("overrides:\n- {files: 必改.txt, fail-on: never}\n- {files: 请核对.txt, stage: archive, fail-on: info}\n- {files: 建议改.txt, fail-on: warning}\n")
    assert [cli("check", name).code for name in ("必改.txt", "请核对.txt", "建议改.txt", "合格.txt")] == [0, 0, 1, 0]
    assert cli("check", "必改.txt", "请核对.txt", "合格.txt").code == 0
    assert cli("check", ".").code == 1


def test_it_holds_for_other_commands_and_standard_input(cli: Cli, configured: Callable[[str], None], shell: Callable[..., object]) -> None:
    configured("ignore: [W901]\noverrides:\n- {files: '甲/', stage: archive}\n")
    assert "阶段 存档" in shell("checklist", "--stdin-filename", "甲/a.txt", "-", input=Path("必改.txt").read_bytes()).stdout.decode()  # type: ignore[attr-defined]
    assert "甲错" not in cli("fix", "--diff", "必改.txt").out
    CONFIG.write_text(f"{CONFIG.read_text(encoding='utf-8')}exceptions:\n- {{file: 请核对.txt, rule: R903, reason: 已核}}\n", encoding="utf-8")
    assert "已按例外放过 1处" in cli("check", "请核对.txt").out


def test_what_is_excused_is_counted_kept_in_the_json_and_not_shown(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("exceptions:\n- {file: 必改.txt, rule: W901, text: 有甲错, reason: 上级文件原文, until: 2026-12-31}\n")
    ran = cli("check", "--today", "2026-12-31", "必改.txt")
    assert ran.code == 0
    assert "W901" not in ran.out
    assert "必改 0处  建议改 1处  请核对 1处  已按例外放过 1处" in ran.out
    found = json.loads(cli("check", "--format", "json", "--today", "2026-12-31", "必改.txt").out)
    excused = next(finding for finding in found["files"][0]["findings"] if finding["rule"] == "W901")
    assert excused["suppressed"] == {"by": "exception", "reason": "上级文件原文", "until": "2026-12-31"}
    assert found["summary"]["suppressed"] == 1
    late = cli("check", "--today", "2027-01-01", "必改.txt")
    assert late.code == 1
    assert "Z122 配置里的例外已于 2026-12-31 到期" in late.out


def test_a_faulty_configuration_is_one_sentence_before_any_work(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("fail_on: error\n")
    for command in (("check", "."), ("checklist", "必改.txt"), ("config",), ("fix", "必改.txt")):
        ran = cli(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "错误：.fazhi-lint.yaml:2:1: 不认识的键 fail_on；删去，或改为 fail-on\n"
    assert cli("check", "--no-config", "--ruleset", "tiny.yaml", "合格.txt").code == 0
    assert "没有这个文件" in cli("check", "--config", "没有.yaml", "合格.txt").err
    assert "只能写一个" in cli("check", "--config", "a", "--no-config", "合格.txt").err


def test_a_named_file_that_cannot_reach_a_report_says_so(cli: Cli, configured: Callable[[str], None]) -> None:
    Path("规定").mkdir()
    Path("规定/a.yaml").write_text("ruleset: ../tiny.yaml\nfail-on: info\n", encoding="utf-8")
    assert cli("check", "--config", "规定/a.yaml", "请核对.txt").err == ""
    Path("规定/a.yaml").write_text("ruleset: ../tiny.yaml\noverrides:\n- {files: '*.txt', fail-on: never}\n", encoding="utf-8")
    ran = cli("check", "--config", "规定/a.yaml", "必改.txt", "合格.txt")
    assert ran.code == 1
    assert ran.err == "注意：2 份报告不在配置 规定/a.yaml 所在的文件夹里，其中的 overrides、exceptions、paths 对它们不起作用\n"


def test_the_path_against_the_text(cli: Cli, configured: Callable[[str], None]) -> None:
    CONFIG.write_text("paths: '{year}/{agency}.*'\n", encoding="utf-8")
    for name in ("2024/区水务局.txt", "2023/教育局.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(Path("合格.txt").read_bytes())
    assert "R205" not in rules(cli, "2024/区水务局.txt")
    ran = cli("check", "--format", "concise", "--select", "R205", "2023/教育局.txt")
    assert ran.out.splitlines() == [
        "2023/教育局.txt:1:1: 建议改 R205 路径写的机关是“教育局”，正文的机关是“某区水务局”。（标题）",
        "2023/教育局.txt:1:6: 建议改 R205 路径写的是2023年度，正文（2024）是2024年度的报告。（标题）",
    ]


def test_settings_and_where_they_come_from(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("fail-on: warning\noverrides:\n- files: 必改.txt\n  stage: archive\nexceptions:\n- {file: 必改.txt, rule: W901, reason: 已核}\n")
    lines = cli("config", "必改.txt").out.splitlines()
    assert lines[0] == "必改.txt  配置文件 .fazhi-lint.yaml"
    assert [line.split() for line in lines if line.startswith(("fail-on", "stage", "exceptions", "year"))] == [
        ["fail-on", "warning（建议改）", ".fazhi-lint.yaml:2"], ["stage", "archive（存档）", ".fazhi-lint.yaml:5"],
        ["year", "看正文", "默认"], ["exceptions", "1", "条：W901", ".fazhi-lint.yaml:7"],
    ]
    data = json.loads(cli("config", "--format", "json", "必改.txt").out)
    assert data["config"] == ".fazhi-lint.yaml"
    assert data["settings"]["stage"] == {"value": "archive", "from": [".fazhi-lint.yaml:5"]}
    assert "没有找到配置文件" in cli("config", "/").out


def test_the_library_reads_no_configuration(configured: Callable[[str], None]) -> None:
    import linter

    configured("ignore: [W, N, R]\nyear: 2020\n")
    review = linter.check("必改.txt", ruleset="./tiny.yaml")
    assert ([finding.rule for finding in review.findings], review.profile.year) == (["W901", "N902", "R903"], 2024)


def test_only_what_changed(cli: Cli, desk: Path) -> None:
    ran = cli("check", "--changed-since", "main", ".")
    assert (ran.code, ran.out) == (2, "")
    assert "不在 git 仓库里" in ran.err


# -- baseline


def test_a_baseline_is_written_used_and_pruned(cli: Cli, configured: Callable[[str], None]) -> None:
    configured("")
    ran = cli("check", "--write-baseline", "b.jsonl", ".")
    assert (ran.code, ran.err) == (0, "已写基线 b.jsonl：共 6 处，新记 6 处，删去 0 处\n")
    assert "合计 4份报告  必改 0处  建议改 0处  请核对 0处  已按基线放过 6处" in ran.out
    assert cli("check", ".").code == 1
    assert cli("check", "--baseline", "b.jsonl", ".").code == 0
    configured("baseline: b.jsonl\n")
    assert cli("check", "--fail-on", "info", ".").code == 0
    Path("必改.txt").write_bytes(Path("合格.txt").read_bytes())
    Path("请核对.txt").unlink()
    ran = cli("check", ".")
    assert "Z125 基线 b.jsonl 里有 3 处在文中已经没有了" in ran.out
    assert "里有 1 份报告已改名或删去" in ran.err
    ran = cli("check", "--prune-baseline", ".")
    assert ran.err == "已写基线 b.jsonl：共 2 处，新记 0 处，删去 4 处\n"
    assert "Z125" not in ran.out


def test_no_baseline_is_written_in_ci_or_over_a_report(cli: Cli, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    configured("")
    assert "是要检查的报告" in cli("check", "--write-baseline", "必改.txt", ".").err
    Path("b.jsonl").write_text("别的东西\n", encoding="utf-8")
    assert "这不是基线文件" in cli("check", "--write-baseline", "b.jsonl", ".").err
    assert Path("b.jsonl").read_text(encoding="utf-8") == "别的东西\n"
    assert "没有基线文件" in cli("check", "--baseline", "没有.jsonl", ".").err
    assert "没有基线可清理" in cli("check", "--prune-baseline", ".").err
    assert "只能写一个" in cli("check", "--baseline", "a", "--write-baseline", "b", ".").err
    monkeypatch.setenv("CI", "true")
    for option in (("--write-baseline", "c.jsonl"), ("--prune-baseline",)):
        ran = cli("check", *option, ".")
        assert (ran.code, ran.out) == (2, "")
        assert "在 CI 里不写基线" in ran.err
    assert not Path("c.jsonl").exists()
