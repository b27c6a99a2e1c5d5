"""The command as a process: consoles, locales, pipes, disks, names."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import BAD, COMMAND, ROOT, Ran, one_and

Cli = Callable[..., Ran]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]
CHECK = ("check", "--ruleset", "tiny.yaml")
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX shell")
LOCALES = [
    {"PYTHONIOENCODING": "gbk:strict"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONUTF8": "1"},
]


@pytest.mark.parametrize("locale", one_and(LOCALES), ids=str)
def test_any_console_gets_something_it_can_show(shell: Shell, desk: Path, locale: dict[str, str]) -> None:
    (desk / "𠮷.txt").write_text(BAD.replace("甲错", "𠮷甲错……“”"), encoding="utf-8")
    for arguments, code in ((["--help"], 0), ([*CHECK, "必改.txt", "𠮷.txt"], 1), ([*CHECK, "--format", "concise", "必改.txt"], 1), (["check", "--foo"], 2), (["rules"], 0)):
        ran = shell(*arguments, env=locale)
        assert ran.returncode == code, ran.stderr
        assert b"Traceback" not in ran.stderr + ran.stdout
        if arguments[0] == "check":  # click itself prints its help as UTF-8 where the console says ASCII
            ran.stdout.decode(locale.get("PYTHONIOENCODING", "utf-8").split(":")[0])


def test_a_gbk_console_reads_gbk(shell: Shell, desk: Path) -> None:
    out = shell(*CHECK, "必改.txt", env={"PYTHONIOENCODING": "gbk"}).stdout.decode("gbk")
    assert "必改.txt:3:2: 必改 W901:甲错 “甲错”应为“甲对”" in out


@pytest.mark.parametrize("locale", one_and(LOCALES), ids=str)
def test_json_is_utf8_whatever_the_locale(shell: Shell, desk: Path, locale: dict[str, str]) -> None:
    plain = shell(*CHECK, "--format", "json", "必改.txt").stdout
    assert shell(*CHECK, "--format", "json", "必改.txt", env=locale).stdout == plain
    assert json.loads(plain.decode("utf-8"))["files"][0]["path"] == "必改.txt"
    assert b"\r\n" not in plain


def test_chinese_paths_and_blanks_in_paths(cli: Cli, desk: Path) -> None:
    folder = desk / "2024年度 报告（终稿）"
    folder.mkdir()
    (folder / "某区 水务局.txt").write_text(BAD, encoding="utf-8")
    ran = cli(*CHECK, "--format", "concise", folder.name)
    assert ran.out.startswith("2024年度 报告（终稿）/某区 水务局.txt:3:2: ")


@POSIX
def test_a_name_of_odd_bytes_is_printed_somehow(shell: Shell, desk: Path) -> None:
    with open("报告".encode("gbk") + b".txt", "wb") as file:  # noqa: PTH123
        file.write(BAD.encode())
    for form in ("json", "text", "concise"):
        ran = shell(*CHECK, "--format", form, ".", "--fail-on", "never")
        assert ran.returncode == 0, ran.stderr
        ran.stdout.decode("utf-8")


@POSIX
@pytest.mark.parametrize("arguments", one_and([[*CHECK, "."], [*CHECK, "--format", "json", "."], [*CHECK, "--format", "concise", "."], ["rules"], ["--help"], ["checklist", "."]]))
def test_a_reader_that_has_seen_enough(desk: Path, arguments: list[str]) -> None:
    """`fazhi-lint check . | head -1`: no traceback, and the exit code is still the review's."""
    for number in range(20):
        (desk / f"{number}.txt").write_text(BAD, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)  # gone before the first byte
    process = subprocess.Popen([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    os.close(writer)
    errors = process.communicate(timeout=120)[1]
    assert errors == b""
    if arguments != ["--help"]:  # printed by click, which says 1
        assert process.returncode == (1 if arguments[0] == "check" else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_is_one_sentence(desk: Path, form: str) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*COMMAND, *CHECK, "--format", form, "必改.txt"], stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (2, "错误：写不了标准输出：磁盘已满\n")


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(desk: Path, closed: str) -> None:
    command = f"'{sys.executable}' -c 'from linter.cli import main; main()' {' '.join(CHECK)} 必改.txt {closed}"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")


@POSIX
def test_an_interrupt_from_the_keyboard(desk: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  a shell's background jobs ignore it
    )
    assert process.stdin is not None
    process.stdin.write(b"a" * 200_000)  # more than a pipe holds: returns only when the program has begun to read
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().strip() == "已中断，结果不完整"


@pytest.mark.parametrize(
    ("environment", "options", "coloured"),
    [
        ({}, [], False), ({"FORCE_COLOR": "1"}, [], True), ({"FORCE_COLOR": "0"}, [], False), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True), ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_colour(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], options: list[str], coloured: bool) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = cli(*CHECK, *options, "必改.txt").out
    assert ("\x1b[" in out) is coloured
    assert b"\xe2\x94" not in out.encode()  # no box drawing


def test_a_report_cannot_send_commands_to_the_terminal(cli: Cli, desk: Path) -> None:
    (desk / "恶.txt").write_text(BAD.replace("有甲错", "有\x1b[2J\x9b31m\u202e甲错"), encoding="utf-8")
    for form in ("text", "concise"):
        out = cli(*CHECK, "--format", form, "恶.txt").out
        assert "甲错" in out
        assert not {"\x1b", "\x9b", "\u202e"} & set(out)


@POSIX
def test_a_name_commands_neither_the_terminal_nor_a_ci(cli: Cli, desk: Path) -> None:
    folder = desk / "夹\n::warning::假\x1b[2J"
    folder.mkdir()
    (folder / "tiny.yaml").write_text("schema: 1\nextends: 没有\nrules: 1\n", encoding="utf-8")
    for arguments in (["check", "--output", f"{folder}/没有/出.txt", "合格.txt"], ["check", "--config", f"{folder}/没有.yaml", "."], ["check", "--ruleset", f"./{folder.name}/tiny.yaml", "合格.txt"]):
        ran = cli(*arguments)
        assert ran.code == 2
        assert "::warning::" in ran.err
        assert "\x1b" not in ran.err and not any(line.startswith("::") for line in ran.err.splitlines())


@pytest.mark.parametrize("colour", ["never", "always"])
def test_neither_a_name_nor_a_text_is_a_command_of_github(cli: Cli, desk: Path, colour: str) -> None:
    name = "::add-mask::局 ##[group]甲.txt"
    (desk / name).write_text(BAD.replace("甲错", "甲错##[error]"), encoding="utf-8")
    for form in ("text", "concise"):
        out = cli("check", "--no-config", "--ruleset", "./tiny.yaml", "--format", form, "--color", colour, name).out
        assert "add-mask" in out
        assert "##[" not in out and not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_each_fault_of_a_ruleset_keeps_its_line(cli: Cli, desk: Path) -> None:
    (desk / "坏.yaml").write_text("schema: 1\nversion: 0.1.0\nrules:\n  - {id: 1}\n  - {id: 2}\n", encoding="utf-8")
    said = cli("check", "--ruleset", "./坏.yaml", "合格.txt").err.splitlines()
    assert len(said) > 1 and said[0].startswith("错误：坏.yaml:4:") and said[-1].startswith("坏.yaml:5:")
